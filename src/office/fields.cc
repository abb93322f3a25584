// What may be typed where, and what is said when it is something else.
#include "office/fields.h"

#include <algorithm>

#include "base/text.h"
#include "documents/paper.h"

namespace kentongan::office {
namespace {

constexpr std::size_t nip_digits = 18, phone_least = 8, phone_most = 15;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// The digits alone; nothing when there is something else than what may stand between them.
std::string digits_of(std::string_view typed, std::string_view between, bool& clean) {
    std::string digits;
    for (const char c : typed) {
        if (is_digit(c)) {
            digits.push_back(c);
        } else if (between.find(c) == between.npos) {
            clean = false;
        }
    }
    return digits;
}

bool is_label(std::string_view label) {
    constexpr std::size_t label_most = 63;
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-'; };
    return !label.empty() && label.size() <= label_most && std::ranges::all_of(label, fits) &&
           label.front() != '-' && label.back() != '-';
}

}  // namespace

void Fields::wrong(const std::string& field, const std::string& rule,
                   std::vector<std::string> with) {
    issues_.push_back(Issue{field, rule, std::move(with)});
}

std::string Fields::text(const std::string& field, std::string_view typed, std::size_t most) {
    if (!is_utf8(typed)) {
        wrong(field, "unreadable");
        return {};
    }
    auto kept = canonical_text(trimmed(typed));
    if (length_of(kept) > most) {
        wrong(field, "too_long", {std::to_string(length_of(kept)), std::to_string(most)});
    }
    return kept;
}

std::string Fields::wanted(const std::string& field, std::string_view typed, std::size_t most) {
    auto kept = text(field, typed, most);
    if (kept.empty() && is_utf8(typed)) wrong(field, "required");
    return kept;
}

std::string Fields::email(const std::string& field, std::string_view typed) {
    auto kept = text(field, typed);
    if (kept.empty()) return kept;
    const auto at = kept.find('@');
    const bool plain = std::all_of(kept.begin(), kept.end(), [](char c) { return c > ' '; });
    const bool whole = at != kept.npos && at > 0 && kept.find('@', at + 1) == kept.npos &&
                       kept.find('.', at + 2) != kept.npos && kept.back() != '.';
    if (!plain || !whole) wrong(field, "not_an_address", {kept});
    return kept;
}

std::string Fields::phone(const std::string& field, std::string_view typed) {
    const auto kept = text(field, typed);
    if (kept.empty()) return kept;
    bool clean = true;
    const auto local = kept.starts_with('+') ? kept.substr(1) : kept;
    auto digits = digits_of(local, " .-()", clean);
    if (!kept.starts_with('+') && digits.starts_with('0')) digits = "62" + digits.substr(1);
    if (!clean || digits.size() < phone_least || digits.size() > phone_most) {
        wrong(field, "not_a_number", {kept});
    }
    return "+" + digits;
}

std::string Fields::host(const std::string& field, std::string_view typed) {
    constexpr std::size_t host_most = 253;
    auto kept = lowered(text(field, typed, host_most));
    const auto scheme = kept.find("://");
    if (scheme != kept.npos) kept.erase(0, scheme + 3);
    while (kept.ends_with('/') || kept.ends_with('.')) kept.pop_back();
    if (kept.empty()) return kept;
    int labels = 0;
    bool good = true;
    std::string_view rest = kept, label;
    while (!rest.empty()) {
        label = rest.substr(0, rest.find('.'));
        rest.remove_prefix(std::min(rest.size(), label.size() + 1));
        good = good && is_label(label);
        ++labels;
    }
    // An address of digits is no name, and no certificate is given for it.
    if (!good || labels < 2 || is_digit(label.front())) wrong(field, "not_a_host", {kept});
    return kept;
}

std::string Fields::nip(const std::string& field, std::string_view typed) {
    const auto kept = text(field, typed);
    if (kept.empty()) return kept;
    bool clean = true;
    auto digits = digits_of(kept, " .-\u00a0", clean);
    if (!clean || digits.size() != nip_digits) {
        wrong(field, "not_a_nip", {std::to_string(digits.size())});
    }
    return digits;
}

Result<void> Fields::settle() const {
    if (issues_.empty()) return {};
    return Error{Kind::invalid, "the form is not in order", issues_};
}

Error wrong_field(std::string field, std::string rule, std::vector<std::string> with) {
    auto why = cat(field, ".", rule);
    return {Kind::invalid, std::move(why), {{std::move(field), std::move(rule), std::move(with)}}};
}

std::string nip_words(const std::string& digits) {
    return documents::nip_words(digits);
}

}  // namespace kentongan::office
