// Reads a .sop text statement by statement: what belongs to a file as a whole.
#include "sop/reader.h"

#include <array>

#include "base/text.h"

namespace kentongan::sop {
namespace {

constexpr std::array<std::string_view, 62> statement_words{
    "bahasa-sop",  "sumber",       "catatan",     "sifat",       "lanjut",      "lanjutan",
    "identitas",   "kop",          "nomor",       "dibuat",      "direvisi",    "berlaku",
    "ditetapkan",  "disahkan",     "nama",        "baris",       "dasar-hukum", "kualifikasi",
    "keterkaitan", "peralatan",    "peringatan",  "pencatatan",  "pengantar",   "uraian",
    "alur",        "kepala-kolom", "nomor-kolom", "tanda-nomor", "tanpa",       "pelaksana",
    "pengingat",   "jumlah",       "langkah",     "oleh",        "dalam",       "kegiatan",
    "kelengkapan", "keluaran",     "dokumen",     "hasil",       "hasil-akhir", "alat",
    "tujuan",      "isian",        "keterangan",  "tindakan",    "putusan",     "menetapkan",
    "paraf",       "otomatis",     "sistem",      "selain",      "tenggat",     "ingatkan",
    "eskalasi",    "panggil",      "sisa",        "kembali",     "sejajar",     "tiap",
    "cabang",      "gabung",
};

}  // namespace

Result<Definition> Reader::read(std::string_view text) {
    const Token start{Mark::bad, {}, 1};
    if (text.size() > most_bytes) {
        complain("too_large", start, std::to_string(most_bytes));
    } else if (!is_utf8(text)) {
        complain("not_utf8", start);
    } else {
        if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
        const Tokens tokens = cut(text);
        for (std::size_t i = 0; i < tokens.begins.size(); ++i) {
            if (issues_.size() >= most_issues || full_) break;
            read_statement(tokens.statement(i));
        }
        if (issues_.size() < most_issues && !full_) settle();
    }
    std::ranges::stable_sort(
        issues_, {}, [](const Issue& issue) { return to_number(issue.with.front()).value_or(0); });
    if (!issues_.empty()) return Error{Kind::invalid, "the .sop text has mistakes", issues_};
    return std::move(definition_);
}

void Reader::read_statement(std::span<const Token> statement) {
    statement_ = statement;
    next_ = 0;
    if (!is_clean(statement)) return;
    if (read_by_shape() || read_by_word()) return;
    complain_of_word(statement_words);
}

// Some statements are known by how they begin: an exit by its label or arrow, a line of a list.
bool Reader::read_by_shape() {
    const Token& first = peek();
    const bool is_name = first.mark == Mark::word || first.mark == Mark::text;
    bool leads_on = first.is("->") || first.is_word("kembali");
    if (is_name && statement_.size() > 1 && statement_[1].is(":")) {
        for (const Token& token : statement_) {
            leads_on = leads_on || token.is("->") || token.is_word("kembali");
        }
    }
    if (leads_on) {
        read_exit();
        return true;
    }
    if (first.mark != Mark::text) return false;
    switch (head_) {
    case Head::top: return false;
    case Head::section: read_section_item(); return true;
    case Head::free: read_strings(definition_.identity.free_sections.back().lines); return true;
    case Head::step: read_exit(); return true;
    }
    return false;
}

bool Reader::read_by_word() {
    if (peek().mark != Mark::word) return false;
    const std::string_view word = peek().text;
    ++next_;
    if (read_top(word) || read_more_top(word) || read_step_part(word) || read_step_flag(word))
        return true;
    --next_;
    return false;
}

bool Reader::read_top(std::string_view word) {
    Identity& identity = definition_.identity;
    if (const auto field = meaning_of(field_words(), word)) {
        read_identity_line(*field);
    } else if (const auto section = meaning_of(section_words(), word)) {
        read_section(*section);
    } else if (word == "identitas") {
        finish();
    } else if (word == "kop") {
        read_letterhead();
    } else if (word == "pengantar") {
        if (head_ != Head::section) return false;
        read_string(identity.sections.back().lead);
    } else if (word == "uraian") {
        identity.free_sections.push_back({});
        head_ = Head::free;
        read_string(identity.free_sections.back().title);
    } else if (word == "alur") {
        if (first_time(word)) read_string(identity.flow_title);
    } else {
        return false;
    }
    return true;
}

bool Reader::read_more_top(std::string_view word) {
    Definition& sop = definition_;
    if (word == "bahasa-sop") {
        read_version();
    } else if (word == "sumber") {
        if (first_time(word)) read_string(sop.source);
    } else if (word == "tanda-nomor") {
        if (first_time(word)) read_string(sop.after_number);
    } else if (word == "kepala-kolom") {
        read_strings(sop.headings);
    } else if (word == "nomor-kolom") {
        read_strings(sop.column_numbers);
    } else if (word == "catatan") {
        read_strings(sop.notes);
    } else if (word == "sifat") {
        if (auto traits = names()) {
            for (auto& trait : *traits) sop.traits.push_back(std::move(trait));
            finish();
        }
    } else if (word == "lanjut" || word == "lanjutan") {
        read_linked(word);
    } else if (word == "tanpa") {
        if (!expect_word("kolom") || !expect_word("keterangan")) return true;
        sop.keterangan_column = false;
        finish();
    } else if (word == "pelaksana") {
        read_lane();
    } else if (word == "jumlah") {
        read_total();
    } else if (word == "pengingat") {
        read_alarm();
    } else if (word == "sejajar") {
        open_block(BlockKind::parallel);
    } else if (word == "tiap") {
        open_block(BlockKind::each);
    } else if (word == "cabang") {
        open_branch();
    } else if (word == "gabung") {
        close_block();
    } else {
        return false;
    }
    return true;
}

void Reader::read_version() {
    const auto version = number();
    if (!version) return;
    if (*version != 1) return complain("unknown_language", statement_[1], "1");
    finish();
}

void Reader::read_letterhead() {
    const auto lines = text();
    if (!lines) return;
    for (auto& line : split(*lines, '\n')) definition_.identity.letterhead.push_back(line);
    finish();
}

void Reader::read_identity_line(Field field) {
    head_ = Head::top;
    auto label = text();
    if (!label || !expect(":")) return;
    auto value = printed();
    if (!value) return;
    definition_.identity.lines.push_back({field, std::move(*label), std::move(*value)});
    finish();
}

void Reader::read_section(Section section) {
    definition_.identity.sections.push_back({section, {}, {}, {}});
    head_ = Head::section;
    read_string(definition_.identity.sections.back().label);
}

void Reader::read_section_item() {
    auto first = printed();
    if (!first) return;
    SectionItem item;
    if (!at_end() && peek().mark == Mark::text && first->correction.empty()) {
        item.marker = std::move(first->text);
        auto words = printed();
        if (!words) return;
        item.words = std::move(*words);
    } else {
        item.words = std::move(*first);
    }
    definition_.identity.sections.back().items.push_back(std::move(item));
    finish();
}

void Reader::read_lane() {
    const Token at = at_end() ? statement_.front() : peek();
    const auto role = name();
    if (!role) return;
    if (definition_.lane_of({*role}) != nullptr) complain("duplicate_role", at);
    Lane lane{{*role}, {}, PerformerKind::office};
    auto label = text();
    if (!label) return;
    lane.label = std::move(*label);
    if (!at_end()) {
        const auto kind = one_of(performer_words());
        if (!kind) return;
        lane.kind = *kind;
    }
    definition_.lanes.push_back(std::move(lane));
    finish();
}

void Reader::read_total() {
    if (!first_time("jumlah")) return;
    auto label = text();
    if (!label || !expect(":")) return;
    auto raw = text();
    if (!raw) return;
    definition_.total_label = std::move(*label);
    definition_.stated_total = sop::read_time(*raw);
    if (!at_end() && !read_time_meaning(definition_.stated_total)) return;
    finish();
}

// "06.30" -> 390
std::optional<int> minute_of_day(std::string_view clock) {
    const auto parts = split(clock, '.');
    if (parts.size() != 2 || parts[0].size() > 2 || parts[1].size() != 2) return std::nullopt;
    const auto hour = to_number(parts[0]);
    const auto minute = to_number(parts[1]);
    if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59)
        return std::nullopt;
    return static_cast<int>(*hour * 60 + *minute);
}

void Reader::read_alarm() {
    Alarm alarm;
    if (skip_word("pukul")) {
        const auto minute = at_end() ? std::nullopt : minute_of_day(peek().text);
        if (!minute) return complain_here("expected_clock", "06.30");
        ++next_;
        alarm.at_minute = *minute;
    } else {
        auto around = deadline();
        if (!around) return;
        alarm.around = std::move(*around);
    }
    if (skip_word("untuk")) {
        const Token at = peek();
        auto role = name();
        if (!role) return;
        role_uses_.push_back({*role, at});
        alarm.to = {std::move(*role)};
    }
    if (!at_end()) {
        auto words = text();
        if (!words) return;
        alarm.words = std::move(*words);
    }
    definition_.alarms.push_back(std::move(alarm));
    finish();
}

void Reader::read_linked(std::string_view word) {
    const bool onward = word == "lanjut";
    if (!first_time(word) || !expect_word(onward ? "ke" : "dari")) return;
    auto other = name();
    if (!other) return;
    (onward ? definition_.continues_with : definition_.continues_from) = std::move(*other);
    if (onward && skip("(")) {
        auto remark = basis();
        if (!remark) return;
        definition_.continues_basis = std::move(*remark);
    }
    finish();
}

void Reader::read_string(std::string& into) {
    auto words = text();
    if (!words) return;
    into = std::move(*words);
    finish();
}

void Reader::read_strings(std::vector<std::string>& into) {
    auto words = texts();
    if (!words) return;
    for (auto& each : *words) into.push_back(std::move(each));
    finish();
}

Result<Definition> parse(std::string_view text, std::string_view key) {
    return Reader{key}.read(text);
}

}  // namespace kentongan::sop
