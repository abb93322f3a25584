// The tables of words of the .sop language, and how near two words are.
#include "sop/vocabulary.h"

#include <array>
#include <vector>

#include "base/text.h"

namespace kentongan::sop {
namespace {

constexpr std::array fields{
    Word<Field>{"nomor", Field::number},
    Word<Field>{"dibuat", Field::made_on},
    Word<Field>{"direvisi", Field::revised_on},
    Word<Field>{"berlaku", Field::effective_on},
    Word<Field>{"ditetapkan", Field::ratified_on},
    Word<Field>{"disahkan", Field::ratified_by},
    Word<Field>{"nama", Field::name},
    Word<Field>{"baris", Field::other},
};
constexpr std::array sections{
    Word<Section>{"dasar-hukum", Section::legal_basis},
    Word<Section>{"kualifikasi", Section::qualification},
    Word<Section>{"keterkaitan", Section::related},
    Word<Section>{"peralatan", Section::equipment},
    Word<Section>{"peringatan", Section::warning},
    Word<Section>{"pencatatan", Section::record},
};
constexpr std::array performers{
    Word<PerformerKind>{"jabatan", PerformerKind::office},
    Word<PerformerKind>{"unit", PerformerKind::unit},
    Word<PerformerKind>{"tim", PerformerKind::team},
    Word<PerformerKind>{"sistem", PerformerKind::system},
    Word<PerformerKind>{"pemohon", PerformerKind::applicant},
};
constexpr std::array items{
    Word<ItemKind>{"dokumen", ItemKind::document},
    Word<ItemKind>{"hasil", ItemKind::result},
    Word<ItemKind>{"hasil-akhir", ItemKind::final_result},
    Word<ItemKind>{"alat", ItemKind::tool},
    Word<ItemKind>{"tujuan", ItemKind::aim},
};
constexpr std::array forms{
    Word<FormKind>{"teks", FormKind::text},        Word<FormKind>{"angka", FormKind::number},
    Word<FormKind>{"rentang", FormKind::range},    Word<FormKind>{"pilihan", FormKind::choice},
    Word<FormKind>{"beberapa", FormKind::several}, Word<FormKind>{"saluran", FormKind::channels},
    Word<FormKind>{"tanggal", FormKind::date},
};
constexpr std::array units{
    Word<TimeUnit>{"tanpa-baku", TimeUnit::none},
    Word<TimeUnit>{"menit", TimeUnit::working_minutes},
    Word<TimeUnit>{"hari kerja", TimeUnit::working_days},
    Word<TimeUnit>{"hari kalender", TimeUnit::calendar_days},
    Word<TimeUnit>{"jam", TimeUnit::clock_hours},
    Word<TimeUnit>{"bulan", TimeUnit::months},
    Word<TimeUnit>{"selama-kegiatan", TimeUnit::during_event},
    Word<TimeUnit>{"seketika", TimeUnit::automatic},
};
constexpr std::array acts{
    Word<Act>{"biasa", Act::plain},
    Word<Act>{"pengajuan", Act::submit_request},
    Word<Act>{"pencatatan-surat", Act::register_letter},
    Word<Act>{"disposisi", Act::disposition},
    Word<Act>{"penerimaan-disposisi", Act::receive_disposition},
    Word<Act>{"arahan", Act::direct},
    Word<Act>{"identifikasi-khalayak", Act::identify_audience},
    Word<Act>{"pemilihan-materi", Act::select_material},
    Word<Act>{"penugasan-tim", Act::assign_team},
    Word<Act>{"produksi", Act::produce},
    Word<Act>{"penyuntingan", Act::edit},
    Word<Act>{"perbaikan", Act::repair},
    Word<Act>{"pemeriksaan", Act::review},
    Word<Act>{"persetujuan", Act::approve},
    Word<Act>{"inventarisasi", Act::inventory},
    Word<Act>{"buka-admin", Act::open_admin},
    Word<Act>{"pemilihan-konten", Act::select_content},
    Word<Act>{"perintah-tayang", Act::order_release},
    Word<Act>{"penayangan", Act::publish},
    Word<Act>{"pemeriksaan-tampilan", Act::check_display},
    Word<Act>{"penyerahan", Act::deliver},
    Word<Act>{"pemberitahuan-pemohon", Act::notify_requester},
    Word<Act>{"pemantauan", Act::monitor},
    Word<Act>{"pelaporan", Act::report},
};

bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Words longer than this are no slips of a keyboard.
constexpr std::size_t longest_compared = 40;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// How many letters have to be changed, added or left out; both words at most longest_compared.
std::size_t distance(std::string_view left, std::string_view right) {
    std::array<std::size_t, longest_compared + 1> row;
    for (std::size_t j = 0; j <= right.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= left.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const std::size_t above = row[j];
            const bool same = lower(left[i - 1]) == lower(right[j - 1]);
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (same ? 0 : 1)});
            diagonal = above;
        }
    }
    return row[right.size()];
}

}  // namespace

std::span<const Word<Field>> field_words() {
    return fields;
}
std::span<const Word<Section>> section_words() {
    return sections;
}
std::span<const Word<PerformerKind>> performer_words() {
    return performers;
}
std::span<const Word<ItemKind>> item_words() {
    return items;
}
std::span<const Word<FormKind>> form_words() {
    return forms;
}
std::span<const Word<TimeUnit>> unit_words() {
    return units;
}
std::span<const Word<Act>> act_words() {
    return acts;
}

bool is_bare_word(std::string_view text) {
    if (text.empty() || !is_word_byte(text.front()) || !is_word_byte(text.back())) return false;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        if (is_word_byte(text[i])) continue;
        const bool joins = text[i] == '-' || text[i] == '+' || text[i] == '.';
        if (!joins || !is_word_byte(text[i + 1])) return false;
    }
    return true;
}

std::string outcome_of(const Exit& exit) {
    std::string outcome;
    for (const char c : lowered(exit.label)) {
        if (is_word_byte(c)) {
            outcome += c;
        } else if (!outcome.empty() && outcome.back() != '_') {
            outcome += '_';
        }
    }
    while (!outcome.empty() && outcome.back() == '_') outcome.pop_back();
    if (!outcome.empty()) return outcome;
    return exit.is_return ? "kembali" : the_end.value;
}

std::string usual_name_of(const Block& block) {
    const bool begun = !block.branches.empty() && !block.branches.front().empty();
    const std::string first = begun ? block.branches.front().front().value : std::string{};
    if (block.kind == BlockKind::parallel) return cat("sejajar-", first);
    return cat("tiap-", block.each_of, "-", first);
}

bool is_usually_needed(ItemKind kind) {
    return kind == ItemKind::document || kind == ItemKind::tool;
}

std::string nearest(std::string_view read, std::span<const std::string_view> words) {
    if (read.empty() || read.size() > longest_compared) return {};
    // Of one or two characters nothing is a slip: step 7 is not "nearly" step 1.
    std::size_t best = read.size() < 3 ? 1 : std::max<std::size_t>(1, read.size() / 3) + 1;
    std::string_view found;
    for (const auto word : words) {
        const std::size_t apart =
            word.size() > read.size() ? word.size() - read.size() : read.size() - word.size();
        if (word.size() > longest_compared || apart >= best) continue;
        const std::size_t far = distance(read, word);
        if (far < best) {
            best = far;
            found = word;
        }
    }
    return std::string{found};
}

}  // namespace kentongan::sop
