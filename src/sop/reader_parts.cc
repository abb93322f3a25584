// What the statements of a .sop text are made of, and how the reader says what is wrong.
#include <array>

#include "base/text.h"
#include "sop/reader.h"

namespace kentongan::sop {
namespace {

constexpr std::size_t longest_quote = 40;  // of a text repeated in an issue

const Token nothing{};

std::string shown(const Token& token) {
    std::string text{token.text};
    if (length_of(text) > longest_quote) {
        std::size_t end = longest_quote;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
        text = text.substr(0, end) + "…";
    }
    return token.mark == Mark::text ? cat('"', text, '"') : text;
}

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20U && c != '\t') || byte == 0x7FU;
}

std::string_view rule_of(const Token& token) {
    switch (token.mark) {
    case Mark::bad: return "unknown_character";
    case Mark::unclosed: return "unclosed_text";
    case Mark::bad_escape: return "bad_escape";
    case Mark::text: return std::ranges::any_of(token.text, is_control) ? "control_character" : "";
    case Mark::word:
    case Mark::arrow:
    case Mark::sign: return "";
    }
    return "";
}

}  // namespace

void Reader::complain(std::string_view rule, const Token& at, std::string expected,
                      std::string suggestion) {
    if (issues_.size() >= most_issues) return;
    std::string full{rule};
    if (!suggestion.empty()) full += "_near";
    issues_.push_back({"sop",
                       full,
                       {std::to_string(at.line), rule == "control_character" ? "" : shown(at),
                        std::move(expected), std::move(suggestion)}});
}

// At the end of a statement there is nothing to show but what stands before it.
void Reader::complain_here(std::string_view rule, std::string expected, std::string suggestion) {
    if (!at_end()) return complain(rule, peek(), std::move(expected), std::move(suggestion));
    if (issues_.size() >= most_issues) return;
    const Token& last = statement_.back();
    std::string full{rule};
    if (!suggestion.empty()) full += "_near";
    issues_.push_back({"sop",
                       full,
                       {std::to_string(last.line), cat(shown(last), " …"), std::move(expected),
                        std::move(suggestion)}});
}

void Reader::complain_of_word(std::span<const std::string_view> words) {
    constexpr std::size_t few = 12;
    std::string expected;
    for (const auto word : words.first(words.size() > few ? 0 : words.size())) {
        expected += cat(expected.empty() ? "" : ", ", word);
    }
    const bool is_word = !at_end() && peek().mark == Mark::word;
    const std::string near = is_word ? nearest(peek().text, words) : std::string{};
    complain_here(expected.empty() ? "unknown_word" : "expected_word", expected, near);
}

bool Reader::is_clean(std::span<const Token> statement) {
    for (const Token& token : statement) {
        const auto rule = rule_of(token);
        if (rule.empty()) continue;
        complain(rule, token);
        return false;
    }
    return true;
}

const Token& Reader::peek(std::size_t ahead) const {
    return next_ + ahead < statement_.size() ? statement_[next_ + ahead] : nothing;
}

bool Reader::skip(std::string_view sign) {
    if (at_end() || !peek().is(sign)) return false;
    ++next_;
    return true;
}

bool Reader::skip_word(std::string_view word) {
    if (at_end() || !peek().is_word(word)) return false;
    ++next_;
    return true;
}

bool Reader::expect(std::string_view sign) {
    if (skip(sign)) return true;
    complain_here("expected_sign", std::string{sign});
    return false;
}

bool Reader::expect_word(std::string_view word) {
    if (skip_word(word)) return true;
    complain_here("expected_word", std::string{word});
    return false;
}

void Reader::finish() {
    if (!at_end()) complain_here("expected_end");
}

std::optional<std::string> Reader::text() {
    std::string words;
    while (true) {
        if (at_end() || peek().mark != Mark::text) {
            complain_here("expected_text");
            return std::nullopt;
        }
        words += unescaped(peek().text);
        ++next_;
        if (skip("/")) {
            words += '\n';
        } else if (skip("|")) {
            words += '\t';
        } else {
            return words;
        }
    }
}

std::optional<Printed> Reader::printed() {
    auto words = text();
    if (!words) return std::nullopt;
    Printed result{std::move(*words), {}};
    if (skip("{")) {
        if (!expect_word("pembetulan") || !expect(":")) return std::nullopt;
        auto correction = text();
        if (!correction || !expect("}")) return std::nullopt;
        result.correction = std::move(*correction);
    }
    return result;
}

std::optional<std::string> Reader::name() {
    if (!at_end() && peek().mark == Mark::word) return std::string{statement_[next_++].text};
    if (!at_end() && peek().mark == Mark::text && !peek().text.empty())
        return unescaped(statement_[next_++].text);
    complain_here("expected_name");
    return std::nullopt;
}

std::optional<std::vector<std::string>> Reader::names() {
    std::vector<std::string> all;
    do {
        auto one = name();
        if (!one) return std::nullopt;
        all.push_back(std::move(*one));
    } while (skip(","));
    return all;
}

std::optional<std::vector<std::string>> Reader::texts() {
    std::vector<std::string> all;
    do {
        auto one = text();
        if (!one) return std::nullopt;
        all.push_back(std::move(*one));
    } while (skip(","));
    return all;
}

std::optional<int> Reader::number() {
    constexpr std::size_t most_digits = 7;
    const bool is_word = !at_end() && peek().mark == Mark::word;
    if (is_word && peek().text.size() <= most_digits &&
        peek().text.find_first_not_of("0123456789") == std::string_view::npos) {
        return static_cast<int>(*to_number(statement_[next_++].text));
    }
    complain_here("expected_number");
    return std::nullopt;
}

// Bare "hari" means working days, as offices mean it.
std::optional<TimeUnit> Reader::unit() {
    if (skip_word("hari")) {
        if (skip_word("kalender")) return TimeUnit::calendar_days;
        skip_word("kerja");
        return TimeUnit::working_days;
    }
    return one_of(unit_words());
}

// (disimpulkan: "…"), (sasaran disimpulkan: "…"), (tertulis: "…"); the "(" is already read.
std::optional<Basis> Reader::basis() {
    static constexpr std::array<std::string_view, 3> words{"disimpulkan", "sasaran", "tertulis"};
    Basis result;
    result.targets_only = skip_word("sasaran");
    result.inferred = skip_word("disimpulkan");
    if (!result.inferred && (result.targets_only || !skip_word("tertulis"))) {
        complain_of_word(words);
        return std::nullopt;
    }
    if (skip(":")) {
        auto reason = text();
        if (!reason) return std::nullopt;
        result.reason = std::move(*reason);
    }
    if (!expect(")")) return std::nullopt;
    return result;
}

void Reader::say_full(std::string_view rule, const Token& at, std::size_t limit) {
    complain(rule, at, std::to_string(limit));
    full_ = true;
}

bool Reader::first_time(std::string_view word) {
    if (seen_.emplace(word).second) return true;
    complain("duplicate_statement", statement_.front());
    return false;
}

}  // namespace kentongan::sop
