// What the reader of .sop texts says about typical mistakes, each with line and suggestion.
#include "base/carried.h"
#include "base/json.h"
#include "sop_text.h"

using namespace kentongan;
using namespace kentongan::tests;

namespace {

std::vector<Issue> issues_of(std::string_view text) {
    const auto definition = sop::parse(text);
    return definition ? std::vector<Issue>{} : definition.error().issues;
}

struct Told {
    std::string rule, line, read, expected, suggestion;
    bool operator==(const Told&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Told& told) {
    return out << told.rule << " | " << told.line << " | " << told.read << " | " << told.expected
               << " | " << told.suggestion;
}

/// The one issue of the text.
Told told(std::string_view text) {
    const auto issues = issues_of(text);
    for (const auto& issue : issues) {
        REQUIRE(issue.field == "sop");
        REQUIRE(issue.with.size() == 4);
    }
    if (issues.size() != 1) {
        std::string all;
        for (const auto& issue : issues) all += cat(issue.rule, " ", joined(issue.with, "/"), "; ");
        return {cat("not one issue: ", all), {}, {}, {}, {}};
    }
    const auto& with = issues[0].with;
    return {issues[0].rule, with[0], with[1], with[2], with[3]};
}

/// Two lanes on the lines 1 and 2, a step on line 3, and `parts` from line 4 on.
Told told_in_step(std::string_view parts) {
    return told(with_lanes(cat("langkah 1 oleh petugas\n", parts, "\n-> selesai\n")));
}

/// The same, with `head` on line 3.
Told told_of_head(std::string_view head) {
    return told(with_lanes(cat("langkah 1 ", head, "\n-> selesai\n")));
}

}  // namespace

TEST_CASE("a misspelt word gets the word that is meant") {
    CHECK(told_in_step("kegitan \"A\"") ==
          Told{"unknown_word_near", "4", "kegitan", "", "kegiatan"});
    CHECK(told_in_step("Keterangan \"A\"") ==
          Told{"unknown_word_near", "4", "Keterangan", "", "keterangan"});
    CHECK(told(with_lanes("langka 1 oleh petugas\nlangkah 1 oleh petugas\n-> selesai\n")) ==
          Told{"unknown_word_near", "3", "langka", "", "langkah"});
    CHECK(told_in_step("zzzzzzzzzz") == Told{"unknown_word", "4", "zzzzzzzzzz", "", ""});
    CHECK(told_in_step("tindakan penayagan") ==
          Told{"unknown_word_near", "4", "penayagan", "", "penayangan"});
    CHECK(
        told(with_lanes("pelaksana sistem \"S\" sistim\nlangkah 1 oleh petugas\n-> selesai\n")) ==
        Told{"expected_word_near", "3", "sistim", "jabatan, unit, tim, sistem, pemohon", "sistem"});
    CHECK(told_of_head("dengan petugas").rule == "expected_word");
    CHECK(told_of_head("oleh petugas dalm \"1 jam\"") ==
          Told{"expected_word_near", "3", "dalm", "oleh, dalam", "dalam"});
}

TEST_CASE("text without or with half its quotes") {
    CHECK(told_in_step("kegiatan Memeriksa") == Told{"expected_text", "4", "Memeriksa", "", ""});
    CHECK(told_in_step("kegiatan") == Told{"expected_text", "4", "kegiatan …", "", ""});
    CHECK(told_in_step("kegiatan \"Memeriksa") == Told{"unclosed_text", "4", "Memeriksa", "", ""});
    CHECK(told_in_step("kegiatan \"a\\n\"") == Told{"bad_escape", "4", "a\\n", "", ""});
    CHECK(told_in_step("kegiatan “Memeriksa”") == Told{"unknown_character", "4", "“", "", ""});
    CHECK(told_in_step("kegiatan \"a\x01\"") == Told{"control_character", "4", "", "", ""});
    CHECK(told_in_step("kegiatan: \"A\"") == Told{"expected_text", "4", ":", "", ""});
    CHECK(told_in_step("kegiatan \"A\" \"B\"") == Told{"expected_end", "4", "\"B\"", "", ""});
}

TEST_CASE("performers that nobody declared, and declared twice") {
    CHECK(told_of_head("oleh petgas") ==
          Told{"unknown_role_near", "3", "petgas", "pelaksana", "petugas"});
    CHECK(told_of_head("oleh sekretaris") ==
          Told{"unknown_role", "3", "sekretaris", "pelaksana", ""});
    CHECK(told_in_step("eskalasi ke kepla pada 100%") ==
          Told{"unknown_role_near", "4", "kepla", "pelaksana", "kepala"});
    CHECK(told(with_lanes("pelaksana petugas \"P\"\nlangkah 1 oleh petugas\n-> selesai\n")) ==
          Told{"duplicate_role", "3", "petugas", "", ""});
    CHECK(told_of_head("oleh") == Told{"expected_name", "3", "oleh …", "", ""});
    CHECK(told_of_head("oleh petugas oleh kepala").rule == "duplicate_statement");
}

TEST_CASE("steps that are not there, twice there, or lead nowhere") {
    CHECK(told_in_step("\"ya\" -> 7") == Told{"unknown_step", "4", "7", "", ""});
    CHECK(told_in_step("selain periksa2") == Told{"unknown_step", "4", "periksa2", "", ""});
    CHECK(told(with_lanes("langkah periksa oleh petugas\n\"ulang\" -> perksa\n-> selesai\n")) ==
          Told{"unknown_step_near", "4", "perksa", "", "periksa"});
    CHECK(told(with_lanes(
              "langkah 1 oleh petugas\n-> selesai\nlangkah 1 oleh kepala\n-> selesai\n")) ==
          Told{"duplicate_step", "5", "1", "3", ""});
    CHECK(told(with_lanes("langkah 1 oleh petugas\nlangkah 2 oleh kepala\n-> selesai\n")) ==
          Told{"missing_exits_near", "3", "1", "->", "-> 2"});
    CHECK(told(with_lanes("langkah 1 oleh petugas\n")) ==
          Told{"missing_exits_near", "3", "1", "->", "-> selesai"});
    CHECK(told(with_lanes("langkah selesai oleh petugas\n-> selesai\n")) ==
          Told{"reserved_name", "3", "selesai", "", ""});
    CHECK(told("pelaksana petugas \"P\"\n") == Told{"no_steps", "1", "", "langkah", ""});
    CHECK(told("") == Told{"no_steps", "1", "", "langkah", ""});
    CHECK(told(with_lanes("langkah\nlangkah 1 oleh petugas\n-> selesai\n")).rule !=
          "duplicate_step");
}

TEST_CASE("exits without a direction, said twice, or out of place") {
    CHECK(told_in_step("\"YA\" 4") == Told{"expected_exit", "4", "4", "->, kembali ke", ""});
    CHECK(told_in_step("\"YA\" kembali 1") == Told{"expected_word", "4", "1", "ke", ""});
    CHECK(told_in_step("\"YA\" -> selesai\n\"Ya\" -> 1") ==
          Told{"duplicate_outcome", "5", "\"Ya\"", "ya", ""});
    CHECK(told_in_step("\"YA\" -> 1 wajib") == Told{"expected_word", "4", "wajib …", "alasan", ""});
    CHECK(told_in_step("\"YA\" -> 1 (disimpulkn)") == Told{"expected_word_near", "4", "disimpulkn",
                                                           "disimpulkan, sasaran, tertulis",
                                                           "disimpulkan"});
    CHECK(told_in_step("\"YA\" -> 1 (disimpulkan") ==
          Told{"expected_sign", "4", "disimpulkan …", ")", ""});
    CHECK(told_in_step("\"YA\" -> gabung") ==
          Told{"join_outside_block", "4", "gabung", "sejajar, tiap", ""});
    CHECK(told(with_lanes("kegiatan \"A\"\nlangkah 1 oleh petugas\n-> selesai\n")) ==
          Told{"outside_step", "3", "kegiatan", "langkah", ""});
    CHECK(told_in_step("isian teks \"usia\"") == Told{"outside_item", "4", "isian", "", ""});
}

TEST_CASE("numbers, hours and deadlines") {
    CHECK(told_in_step("ingatkan pada banyak%") == Told{"expected_number", "4", "banyak", "", ""});
    CHECK(told_in_step("ingatkan pada 80") == Told{"expected_sign", "4", "80 …", "%", ""});
    CHECK(told_in_step("tenggat besok acara") ==
          Told{"expected_deadline", "4", "besok", "H-1", ""});
    CHECK(told_in_step("tenggat 2 hri sebelum acara").rule == "expected_word");
    CHECK(told(with_lanes("pengingat pukul 25.00\nlangkah 1 oleh petugas\n-> selesai\n")) ==
          Told{"expected_clock", "3", "25.00", "06.30", ""});
    CHECK(told(cat("bahasa-sop 2\n", with_lanes("langkah 1 oleh petugas\n-> selesai\n"))) ==
          Told{"unknown_language", "1", "2", "1", ""});
    CHECK(told_of_head("oleh petugas dalam \"1 jam\" dibaca 1-2-3 menit").rule ==
          "expected_number");
    CHECK(told_of_head("oleh petugas dalam \"1 jam\" bersama 9") ==
          Told{"unknown_step", "3", "9", "", ""});
}

TEST_CASE("blocks that are not closed, not opened, empty or crossing") {
    const std::string one = "langkah 1 oleh petugas\n-> gabung\n";
    const std::string two = "langkah 2 oleh petugas\n-> selesai\n";
    CHECK(told(with_lanes(cat("tiap saluran\n", one))) ==
          Told{"unclosed_block", "3", "tiap", "gabung", ""});
    CHECK(told(with_lanes(cat(two, "gabung -> 2\n"))) ==
          Told{"outside_block", "5", "gabung", "sejajar, tiap", ""});
    CHECK(told(with_lanes(cat(two, "cabang\n"))) ==
          Told{"outside_block", "5", "cabang", "sejajar", ""});
    CHECK(told(with_lanes(cat("tiap saluran\ngabung -> 2\n", two))) ==
          Told{"empty_branch", "3", "tiap", "langkah", ""});
    CHECK(told(with_lanes(cat("sejajar\ncabang\n", one, "gabung -> 2\n", two))) ==
          Told{"one_branch", "3", "sejajar", "cabang", ""});
    CHECK(issues_of(with_lanes(cat("sejajar\n", one, "gabung -> 2\n", two))).at(1).rule ==
          "step_outside_branch");
    CHECK(told(with_lanes(cat("tiap saluran\n", one, "gabung\n", two))) ==
          Told{"expected_sign", "6", "gabung …", "->", ""});
    CHECK(told(with_lanes(cat("tiap a: 1, 2 gabung -> 3\ntiap b: 2, 3 gabung -> selesai\n",
                              "langkah 1 oleh petugas\n-> 2\nlangkah 2 oleh petugas\n-> gabung\n",
                              "langkah 3 oleh petugas\n-> gabung\n"))) ==
          Told{"block_overlap", "4", "tiap", "tiap-a-1", ""});
    CHECK(told(with_lanes(cat("tiap a bernama x\n", one, "gabung -> 2\ntiap a bernama x\n",
                              "langkah 2 oleh petugas\n-> gabung\ngabung -> selesai\n"))) ==
          Told{"duplicate_block", "7", "x", "", ""});
    std::string deep;
    for (int i = 0; i < 33; ++i) deep += "tiap saluran\n";
    deep += one;
    for (int i = 0; i < 32; ++i) deep += "gabung -> gabung\n";
    CHECK(told(with_lanes(cat(deep, "gabung -> selesai\n"))).rule == "too_deep");
}

TEST_CASE("files that are too large, not UTF-8, or of too many steps") {
    CHECK(told(std::string((1U << 20U) + 1, ' ')).rule == "too_large");
    CHECK(told("kegiatan \"\xFF\"").rule == "not_utf8");
    std::string many = with_lanes("");
    for (int i = 0; i < 2001; ++i) many += cat("langkah ", i, " oleh petugas\n-> selesai\n");
    CHECK(told(many) == Told{"too_many_steps", "4003", "2000", "2000", ""});
    std::string blocks = with_lanes("langkah 1 oleh petugas\n-> gabung\n");
    for (int i = 0; i < 201; ++i) blocks += cat("tiap x", i, ": 1 gabung -> selesai\n");
    CHECK(issues_of(blocks).at(0).rule == "too_many_blocks");
}

TEST_CASE("all mistakes are told at once, twenty at most") {
    const auto three =
        issues_of(with_lanes("langkah 1 oleh petgas dalam 15\nkegitan \"A\"\nhasil B\n-> 9\n"));
    std::vector<std::string> rules;
    for (const auto& issue : three) rules.push_back(cat(issue.with[0], " ", issue.rule));
    CHECK(rules == std::vector<std::string>{"3 expected_text", "3 unknown_role_near",
                                            "4 unknown_word_near", "5 expected_text",
                                            "6 unknown_step"});
    std::string many;
    for (int i = 0; i < 100; ++i) many += "zzz\n";
    CHECK(issues_of(many).size() == 20);
}

TEST_CASE("a mistake in one line spoils no other line") {
    CHECK(issues_of(with_lanes("langkah\nkegiatan \"A\"\n-> 2\nlangkah 2 oleh petugas\n"
                               "kegiatan \"B\"\n-> selesai\n"))
              .size() == 1);
    CHECK(issues_of(with_lanes("tiap\nlangkah 1 oleh petugas\n-> gabung\ngabung -> selesai\n"))
              .size() == 1);
}

TEST_CASE("every issue of the reader has its words in both languages") {
    for (const auto* language : {"id", "en"}) {
        const auto words = read_json(carried().at(cat("ui/words/sop.", language, ".json")));
        REQUIRE(static_cast<bool>(words));
        const auto& book = words->as_object();
        for (const auto* rule : {"unknown_word",       "unknown_word_near", "expected_word",
                                 "expected_word_near", "expected_text",     "unclosed_text",
                                 "bad_escape",         "unknown_character", "control_character",
                                 "expected_end",       "unknown_role",      "unknown_role_near",
                                 "duplicate_role",     "expected_name",     "duplicate_statement",
                                 "unknown_step",       "unknown_step_near", "duplicate_step",
                                 "missing_exits_near", "reserved_name",     "no_steps",
                                 "expected_exit",      "duplicate_outcome", "expected_sign",
                                 "join_outside_block", "outside_step",      "outside_item",
                                 "expected_number",    "expected_deadline", "expected_clock",
                                 "unknown_language",   "unclosed_block",    "outside_block",
                                 "empty_branch",       "one_branch",        "step_outside_branch",
                                 "block_overlap",      "duplicate_block",   "too_deep",
                                 "too_large",          "not_utf8",          "too_many_steps",
                                 "too_many_blocks"}) {
            CHECK_MESSAGE(book.contains(cat("sop.", rule)), rule);
        }
        for (int i = 1; i <= 16; ++i) CHECK(book.contains(cat("lint.L", i)));
    }
}
