// Feeds any bytes to the .sop reader; what it accepts must survive being written and read again.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <set>
#include <string_view>

#include "base/text.h"
#include "sop/definition.h"

using namespace kentongan;
using namespace kentongan::sop;

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

// Statements that fit a text with the performer "a" and the steps 1 and 2.
constexpr std::array<std::string_view, 26> statements{
    "kegiatan \"x\" / \"y\"",
    "dokumen \"d\" {pembetulan: \"e\"} bertanda \"-\" sebagai k disusul \", \"",
    "keluaran alat \"x\"",
    "hasil-akhir \"h\"",
    "isian pilihan \"p\": \"1\", \"2\"",
    "keterangan \"\"",
    "tindakan penayangan",
    "putusan menetapkan paraf",
    "otomatis",
    "selain 1, 2",
    "tenggat H-1 acara",
    "tenggat 2 hari kerja setelah \"b c\"",
    "ingatkan a pada 80%",
    "panggil y",
    "sisa \"Mulai\"",
    "\"TIDAK\" kembali ke 1, 2 wajib alasan seluruh cabang (disimpulkan: \"r\")",
    "k: \"t\" -> selesai",
    "oleh a, pelaksana langkah 1, yang ditugaskan dari a (semua)",
    "dalam \"15-30 menit\" dibaca 2 hari kerja bersama 1..2 bersama semua",
    "tiap jenis bernama j (disimpulkan): 1 gabung -> 2",
    "sejajar: 1 | 2 gabung -> selesai",
    "dasar-hukum \"D\"",
    "\"1.\" \"UU 25 Tahun 2008\"",
    "uraian \"U\"",
    "pengingat pukul 06.30 untuk a",
    "jumlah \"J\": \"6,25 Jam\"",
};

std::string with_changed_lines(std::string_view text, std::minstd_rand& chance) {
    auto lines = split(text, '\n');
    const auto any = [&](std::size_t count) { return chance() % count; };
    const auto at = [&](std::size_t place) {
        return lines.begin() + static_cast<std::ptrdiff_t>(place);
    };
    switch (any(4)) {
    case 0: lines.erase(at(any(lines.size()))); break;
    case 1: std::swap(lines[any(lines.size())], lines[any(lines.size())]); break;
    case 2: {
        const std::string copy = lines[any(lines.size())];
        lines.insert(at(any(lines.size() + 1)), copy);
        break;
    }
    default:
        lines.insert(at(any(lines.size() + 1)), std::string{statements[any(statements.size())]});
    }
    return joined(lines, "\n");
}

// What is left when the lines with mistakes are gone is often good, and tells more than a refusal.
std::string without_lines_of(const std::string& text, const std::vector<Issue>& issues) {
    if (issues.empty() || issues.size() > 20) std::abort();
    std::set<std::int64_t> bad;
    for (const auto& issue : issues) bad.insert(to_number(issue.with.at(0)).value());
    std::vector<std::string> kept;
    std::int64_t number = 0;
    for (auto& line : split(text, '\n')) {
        if (!bad.contains(++number)) kept.push_back(std::move(line));
    }
    return joined(kept, "\n");
}

}  // namespace

// Half of the changes move whole statements, or else hardly any text would be accepted.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned int seed) {
    std::minstd_rand chance{seed};
    if (size == 0 || chance() % 2 == 0) return LLVMFuzzerMutate(data, size, most);
    const auto changed =
        with_changed_lines({reinterpret_cast<const char*>(data), size}, chance).substr(0, most);
    std::ranges::copy(changed, data);
    return changed.size();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string text{reinterpret_cast<const char*>(data), size};
    auto definition = parse(text, "fuzz");
    for (int round = 0; round < 4 && !definition; ++round) {
        text = without_lines_of(text, definition.error().issues);
        definition = parse(text, "fuzz");
    }
    if (!definition) return 0;
    const auto written = format(*definition);
    const auto again = parse(written, "fuzz");
    if (!again || *again != *definition || format(*again) != written) std::abort();
    static_cast<void>(lint(*definition));
    return 0;
}
