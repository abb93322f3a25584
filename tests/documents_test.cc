// The printed SOP: every word of the original is in it, nothing overlaps, pages are joined.
#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "base/carried.h"
#include "documents/sop_flow.h"
#include "documents/sop_sheet.h"
#include "sop/diagram_labels.h"
#include "sop_samples.h"

namespace kentongan::tests {
namespace {

using namespace documents;  // NOLINT: all of this is about printed documents

/// What a program of poppler-utils says of a PDF.
std::string told_by(const std::string& program, const std::string& pdf) {
    const auto path = std::filesystem::temp_directory_path() / cat("kentongan-", getpid(), ".pdf");
    std::ofstream(path) << pdf;
    const bool to_stdout = program.starts_with("pdftotext");
    const auto command = cat(program, " ", path.string(), to_stdout ? " -" : "");
    std::string out;
    FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe);
    char buffer[4096];
    while (const auto count = std::fread(buffer, 1, sizeof buffer, pipe)) out.append(buffer, count);
    REQUIRE(pclose(pipe) == 0);
    std::filesystem::remove(path);
    return out;
}

std::string one_blank(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r';
        if (!blank) out += c;
        if (blank && !out.empty() && out.back() != ' ') out += ' ';
    }
    return std::string(trimmed(out));
}

/// Every text a definition holds word for word.
std::vector<std::string> texts_of(const Definition& sop) {
    std::vector<std::string> all = sop.identity.letterhead;
    for (const auto& line : sop.identity.lines) {
        all.push_back(line.label);
        all.push_back(line.value.text);
    }
    for (const auto& section : sop.identity.sections) {
        all.push_back(section.label);
        all.push_back(section.lead);
        for (const auto& one : section.items) all.push_back(one.marker + " " + one.words.text);
    }
    for (const auto& section : sop.identity.free_sections) {
        all.push_back(section.title);
        for (const auto& line : section.lines) {
            for (const auto& cell : split(line, '\t')) all.push_back(cell);
        }
    }
    all.push_back(sop.identity.flow_title);
    for (const auto& lane : sop.lanes) all.push_back(lane.label);
    all.insert(all.end(), sop.headings.begin(), sop.headings.end());
    for (const Step& step : sop.steps) {
        all.push_back(step.name.value + sop.after_number);
        all.push_back(step.activity.text);
        all.push_back(cell_text(step.needs));
        all.push_back(step.time.raw);
        all.push_back(cell_text(step.makes));
        all.push_back(step.note.text);
    }
    all.push_back(sop.total_label);
    all.push_back(sop.stated_total.raw);
    return all;
}

std::string printed(const Definition& sop, const PrintOptions& options = {}) {
    const auto pdf = sop_pdf(sop, options);
    REQUIRE_MESSAGE(pdf, pdf.error().why);
    return *pdf;
}

std::vector<Definition> carried_sops() {
    std::vector<Definition> all;
    for (const auto& [path, bytes] : carried()) {
        if (!path.starts_with("sops/")) continue;
        const auto sop = parse(bytes, path.substr(5, path.size() - 9));
        REQUIRE_MESSAGE(sop, path);
        all.push_back(*sop);
    }
    return all;
}

int pages_of(const std::string& pdf) {
    const auto info = told_by("pdfinfo", pdf);
    const auto at = info.find("Pages:");
    return static_cast<int>(
        to_number(trimmed(info.substr(at + 6, info.find('\n', at) - at - 6))).value_or(0));
}

void check_words(const Definition& sop) {
    const auto text = one_blank(told_by("pdftotext -raw", printed(sop)));
    for (const auto& words : texts_of(sop)) {
        const auto wanted = one_blank(words);
        CHECK_MESSAGE(text.find(wanted) != text.npos, cat(sop.key, " lacks: ", wanted));
    }
}

TEST_CASE("every word of a definition can be copied out of the PDF") {
    check_words(eleven_rows());
    for (const Definition& sop : carried_sops()) check_words(sop);
}

TEST_CASE("fonts are embedded, and the document names its title and language") {
    const auto pdf = printed(eleven_rows());
    const auto fonts = split(told_by("pdffonts", pdf), '\n');
    int counted = 0;
    for (std::size_t i = 2; i < fonts.size(); ++i) {
        if (fonts[i].empty()) continue;
        ++counted;
        CHECK_MESSAGE(fonts[i].find("yes yes yes") != std::string::npos, fonts[i]);
        CHECK_MESSAGE(fonts[i].find("LiberationSans") != std::string::npos, fonts[i]);
    }
    CHECK(counted >= 2);
    const auto info = told_by("pdfinfo", pdf);
    CHECK(info.find("PENGELOLAAN KONTEN DAN MEDIA KOMUNIKASI PUBLIK") != info.npos);
    CHECK(info.find("Tagged:          yes") != info.npos);
    CHECK(pdf.find("/Lang (id-ID)") != pdf.npos);
    CHECK(pages_of(pdf) == 3);
}

TEST_CASE("the same definition and time give the same bytes") {
    PrintOptions options;
    options.created = from_millis(1'795'000'000'000);
    CHECK(printed(eleven_rows(), options) == printed(eleven_rows(), options));
    CHECK(printed(eleven_rows(), options) != printed(eleven_rows()));
}

TEST_CASE("corrections stand beside the original words, and can be left out") {
    const auto with = one_blank(told_by("pdftotext -raw", printed(eleven_rows())));
    CHECK(with.find("Peraturan Pemerintah Nomor 32 Tahun 2004") != with.npos);
    CHECK(with.find("[Pembetulan: Undang-Undang Nomor 32 Tahun 2004") != with.npos);
    PrintOptions plain;
    plain.show_corrections = false;
    const auto without = told_by("pdftotext -raw", printed(eleven_rows(), plain));
    CHECK(without.find("Pembetulan") == without.npos);
}

TEST_CASE("what was concluded is said on the page") {
    Definition sop = eleven_rows();
    sop.steps[1].performer_basis.inferred = true;
    sop.steps[7].exits[1].basis.inferred = true;
    const auto text = one_blank(told_by("pdftotext -raw", printed(sop)));
    CHECK(text.find("Susunan pelaksana disesuaikan: pelaksana langkah 2") != text.npos);
    CHECK(text.find("Panah putus-putus") != text.npos);
    CHECK(text.find("kembali ke langkah 7, 6 atau 5 (disimpulkan)") != text.npos);
}

TEST_CASE("the total says what the rows add up to, beside what the original states") {
    Definition sop = eleven_rows();
    sop.steps[10].time = read_time("15-30 menit");
    sop.total_label = "Jumlah";
    sop.stated_total.raw = "19 Jam";
    const auto text = one_blank(told_by("pdftotext -raw", printed(sop)));
    CHECK(text.find("Jumlah 19 Jam Jumlah waktu langkah: 1.120 menit sampai 1.135 menit") !=
          text.npos);
}

TEST_CASE("the whole text of the sheet is as it was when it was last looked at") {
    std::ifstream file("tests/golden/print/eleven_rows.txt");
    std::ostringstream golden;
    golden << file.rdbuf();
    CHECK(one_blank(golden.str()) == one_blank(told_by("pdftotext -raw", printed(eleven_rows()))));
}

TEST_CASE("an emblem must be a picture") {
    PrintOptions options;
    options.emblem = "<svg/>";
    const auto refused = sop_pdf(eleven_rows(), options);
    REQUIRE(!refused);
    CHECK(refused.error().kind == Kind::invalid);
    options.emblem = std::string(
        "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx"
        "\x9c"
        "c\xf8\xcf\xc0\xf0\x1f\0\5\0\1\xff\x89\x99=\x1d\0\0\0\0IEND\xae"
        "B`\x82",
        70);
    CHECK(sop_pdf(eleven_rows(), options));
}

TEST_CASE("lanes can stand in the order in which the flow comes to them") {
    PrintOptions options;
    options.lanes_by_first_use = true;
    options.paper = Paper::f4;
    const auto text = one_blank(told_by("pdftotext -raw", printed(eleven_rows(), options)));
    CHECK(text.find("KEPALA BIDANG PIKP KASI PKP") != text.npos);
    CHECK(text.find("PUBLIK KEPALA DINAS") != text.npos);
}

// --- Pages
// ----------------------------------------------------------------------------------------

Flow laid_out(const Definition& sop) {
    static Pdf pdf(extent_of(Paper::a4), {});
    Flow flow = flow_of(pdf, sop, {}, 8.4);
    cut_arrows(flow);
    return flow;
}

bool in_lanes(const Flow& flow, Spot at) {
    const double left = flow.lanes_left(), right = flow.left_of(needs);
    return at.x >= left && at.x <= right && at.y >= flow.body.y && at.y <= flow.body.bottom() + 0.5;
}

TEST_CASE("arrows that cross a page end at a letter and go on from the same one") {
    for (std::uint64_t seed = 1; seed <= 120; ++seed) {
        CAPTURE(seed);
        const Definition sop = random_sop(seed);
        const Flow flow = laid_out(sop);
        std::map<std::string, std::vector<std::size_t>> pages;
        for (const Pentagon& one : flow.pentagons) pages[one.letter].push_back(one.page);
        for (const auto& [letter, on] : pages) {
            CAPTURE(letter);
            REQUIRE(on.size() == 2);
            CHECK(on[0] + 1 == on[1]);
        }
        const auto cuts = flow.pentagons.size() / 2;
        CHECK(flow.arrows.size() == flow.drawing.arrows.size() + cuts);
        for (const ArrowPart& part : flow.arrows) {
            for (const Spot& at : part.points) CHECK(in_lanes(flow, at));
            for (std::size_t i = 0; i + 1 < part.points.size(); ++i) {
                const Spot a = part.points[i], b = part.points[i + 1];
                const bool straight = std::abs(a.x - b.x) < 1e-6 || std::abs(a.y - b.y) < 1e-6;
                CHECK(straight);
            }
        }
    }
}

TEST_CASE("no pentagon covers another, and none leaves the lanes") {
    for (std::uint64_t seed = 1; seed <= 120; ++seed) {
        CAPTURE(seed);
        const Flow flow = laid_out(random_sop(seed));
        for (std::size_t i = 0; i < flow.pentagons.size(); ++i) {
            const Pentagon& one = flow.pentagons[i];
            const double half = pentagon_size / 2;
            CHECK(in_lanes(flow, {one.top_middle.x - half, one.top_middle.y}));
            CHECK(in_lanes(flow, {one.top_middle.x + half, one.top_middle.y + pentagon_size}));
            for (std::size_t k = i + 1; k < flow.pentagons.size(); ++k) {
                const Pentagon& other = flow.pentagons[k];
                const bool apart =
                    one.page != other.page ||
                    std::abs(one.top_middle.x - other.top_middle.x) >= pentagon_size ||
                    std::abs(one.top_middle.y - other.top_middle.y) >= pentagon_size;
                CHECK(apart);
            }
        }
    }
}

TEST_CASE("rows are whole, in order, and within the page") {
    for (std::uint64_t seed = 1; seed <= 120; ++seed) {
        CAPTURE(seed);
        const Flow flow = laid_out(random_sop(seed));
        int next = 0;
        for (std::size_t p = 0; p < flow.pages.size(); ++p) {
            CHECK(flow.pages[p].first == next);
            next = flow.pages[p].till;
            const auto last = static_cast<std::size_t>(next - 1);
            CHECK(flow.shift_of(p) + flow.drawing.row_ends[last] + flow.pages[p].bottom_strip <=
                  flow.body.bottom() + 0.5);
        }
        CHECK(next == static_cast<int>(flow.rows.size()));
    }
}

TEST_CASE("texts stay inside their cells") {
    Pdf pdf(extent_of(Paper::a4), {});
    const Flow flow = flow_of(pdf, eleven_rows(), {}, 8.4);
    for (const FlowRow& row : flow.rows) {
        for (std::size_t c = 0; c < row.cells.size(); ++c) {
            const auto column = static_cast<Column>(c);
            const double width = flow.right_of(column) - flow.left_of(column);
            CHECK(height_of(row.cells[c]) <= row.height);
            for (const Line& line : row.cells[c]) {
                CHECK(pdf.width_of(line.text, line.style) <= width - cell_padding);
            }
        }
    }
}

TEST_CASE("very long texts make a smaller letter, not a torn row") {
    Definition sop = eleven_rows();
    for (int i = 0; i < 40; ++i) {
        sop.steps[4].activity.text +=
            " mengumpulkan bahan konten dan pengemasan konten untuk media";
        sop.steps[4].makes[0].words.text += " konten audio dan visual";
    }
    check_words(sop);
}

TEST_CASE("text of any kind is printed, and no text spoils the document") {
    Definition sop = eleven_rows();
    sop.steps[0].activity.text = "a\xff\xfe rusak";
    sop.steps[1].activity.text = std::string(400, 'x');
    sop.steps[2].activity.text = "";
    sop.identity.letterhead.clear();
    CHECK(pages_of(printed(sop)) >= 2);
    CHECK(pages_of(printed(Definition{})) >= 1);
}

TEST_CASE("a bundle has a cover, a page for the decree, contents, explanation, and the SOPs") {
    std::vector<Definition> all{eleven_rows(), eleven_rows()};
    all[1].identity.lines.back().value.text = "PENGELOLAAN ADUAN";
    BundleOptions options;
    options.title = "SOP Bidang Informasi dan Komunikasi Publik";
    options.agency = "Dinas Komunikasi dan Informatika";
    options.year = "2026";
    const auto pdf = sop_bundle_pdf(all, options);
    REQUIRE(pdf);
    CHECK(pages_of(*pdf) == 4 + 3 + 3);
    const auto text = one_blank(told_by("pdftotext -raw", *pdf));
    for (const char* words : {"STANDAR OPERASIONAL PROSEDUR", "KEPUTUSAN PIMPINAN", "DAFTAR ISI",
                              "Ruang Lingkup", "Definisi", "Halaman 10 dari 10"}) {
        CHECK_MESSAGE(text.find(words) != text.npos, words);
    }
    CHECK(text.find("2. PENGELOLAAN ADUAN (18 / Set-Kominfo) 8") != text.npos);
}

}  // namespace
}  // namespace kentongan::tests
