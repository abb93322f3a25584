// The parts of written .sop statements.
#include "sop/writer_parts.h"

#include <array>

#include "sop/lexer.h"
#include "sop/vocabulary.h"

namespace kentongan::sop {
namespace {

// Statements of a step line up behind the longest usual word.
constexpr std::size_t word_width = 12;

std::string unit_text(TimeUnit unit) {
    return std::string{word_for(unit_words(), unit)};
}

}  // namespace

std::string padded(std::string_view word) {
    std::string out{word};
    out.resize(std::max(word_width, out.size() + 1), ' ');
    return out;
}

std::string name_text(const std::string& name) {
    static constexpr std::array<std::string_view, 6> reserved{"semua", "pelaksana", "yang",
                                                              "pada",  "ke",        "bernama"};
    const bool taken = std::ranges::find(reserved, name) != reserved.end();
    return is_bare_word(name) && !taken ? name : quoted(name);
}

std::string quoted_text(std::string_view text) {
    std::string out;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const bool ends = i == text.size();
        if (!ends && text[i] != '\n' && text[i] != '\t') continue;
        out += quoted(text.substr(begin, i - begin));
        if (!ends) out += text[i] == '\n' ? " / " : " | ";
        begin = i + 1;
    }
    return out;
}

std::string quoted_texts(const std::vector<std::string>& texts) {
    std::string out;
    for (const auto& text : texts) out += cat(out.empty() ? "" : ", ", quoted_text(text));
    return out;
}

std::string printed_text(const Printed& printed) {
    if (printed.correction.empty()) return quoted_text(printed.text);
    return cat(quoted_text(printed.text), " {pembetulan: ", quoted_text(printed.correction), "}");
}

std::string basis_text(const Basis& basis) {
    if (basis == Basis{}) return {};
    std::string out = basis.inferred ? "disimpulkan" : "tertulis";
    if (basis.targets_only) out = cat("sasaran ", out);
    if (!basis.reason.empty()) out += cat(": ", quoted_text(basis.reason));
    return cat("(", out, ")");
}

std::string deadline_text(const Deadline& limit) {
    const int size = limit.offset < 0 ? -limit.offset : limit.offset;
    if (limit.unit == TimeUnit::calendar_days)
        return cat("H", limit.offset < 0 ? "-" : "+", size, " ", name_text(limit.anchor));
    return cat(size, " ", unit_text(limit.unit), limit.offset < 0 ? " sebelum " : " setelah ",
               name_text(limit.anchor));
}

std::string meaning_text(const StandardTime& time) {
    const StandardTime plain = read_time(time.raw);
    if (plain.unit == time.unit && plain.min == time.min && plain.max == time.max) return {};
    std::string amount;
    if (time.min != 0 || time.max != 0) {
        amount = time.min == time.max ? cat(time.max, " ") : cat(time.min, "-", time.max, " ");
    }
    return cat(" dibaca ", amount, unit_text(time.unit));
}

std::string time_text(const StandardTime& time) {
    std::string out = cat("dalam ", quoted_text(time.raw), meaning_text(time));
    if (!time.shared_with.empty()) out += cat(" bersama ", names_text(time.shared_with));
    if (time.shared_by_items) out += " bersama semua";
    return out;
}

std::string performer_text(const Performer& performer) {
    switch (performer.by) {
    case PerformerBy::role: return name_text(performer.role.value);
    case PerformerBy::whoever_did:
        return cat("pelaksana langkah ", name_text(performer.step.value));
    case PerformerBy::assigned: break;
    }
    if (performer.role.empty()) return "yang ditugaskan";
    return cat("yang ditugaskan dari ", name_text(performer.role.value));
}

}  // namespace kentongan::sop
