// Checks what was filled in, field by field.
#include "office/form_fields.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace kentongan::office {
namespace {

using sop::FormField;
using sop::FormKind;

constexpr std::size_t text_max = 4000, values_max = 40;
constexpr std::int64_t number_max = 1'000'000'000;

// clang-format off
constexpr std::array<std::pair<FormKind, std::string_view>, 7> words{{
    {FormKind::text,     "text"},
    {FormKind::number,   "number"},
    {FormKind::range,    "range"},
    {FormKind::choice,   "choice"},
    {FormKind::several,  "several"},
    {FormKind::channels, "channels"},
    {FormKind::date,     "date"},
}};
// clang-format on

/// "2026-11-30", as a date field of a page sends it.
bool is_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    const auto year = to_number(text.substr(0, 4)), month = to_number(text.substr(5, 2)),
               day = to_number(text.substr(8, 2));
    if (!year || !month || !day) return false;
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)},
                                           std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    return date.ok();
}

/// One field's answer on its way into the store.
class Field {
  public:
    Field(const FormField& field, std::size_t index, const std::vector<std::string>& channels)
        : field_(field), index_(index), channels_(channels) {}

    void check(const std::vector<std::string>& given, bool optional) {
        for (const auto& value : given) {
            auto kept = canonical_text(trimmed(value));
            if (!kept.empty()) values_.push_back(std::move(kept));
        }
        if (values_.empty() || values_.size() > values_max) {
            if (!optional || !values_.empty()) wrong("required");
            return;
        }
        switch (field_.kind) {
        case FormKind::text: return check_text();
        case FormKind::number: return check_numbers(1);
        case FormKind::range: return check_numbers(2);
        case FormKind::choice:
        case FormKind::several: return check_options(field_.options);
        case FormKind::channels: return check_options(channels_);
        case FormKind::date: return check_date();
        }
    }
    std::vector<std::string>& values() { return values_; }
    std::optional<Issue>& issue() { return issue_; }

  private:
    void wrong(std::string rule, const std::string& with = {}) {
        issue_ = Issue{"form", std::move(rule), {field_.label, std::to_string(index_), with}};
    }
    void check_text() {
        values_.resize(1);
        if (length_of(values_.front()) > text_max) wrong("too_long", std::to_string(text_max));
    }
    void check_numbers(std::size_t wanted) {
        if (values_.size() != wanted) return wrong(wanted == 2 ? "range" : "number");
        std::int64_t before = -1;
        for (const auto& value : values_) {
            const auto number = to_number(value);
            if (!number || *number < 0 || *number > number_max) return wrong("number");
            if (*number < before) return wrong("range_order");
            before = *number;
        }
    }
    void check_options(const std::vector<std::string>& options) {
        if (field_.kind == FormKind::choice) values_.resize(1);
        std::vector<std::string> kept;
        for (const auto& option : options) {
            if (std::ranges::find(values_, option) == values_.end()) continue;
            if (std::ranges::find(kept, option) == kept.end()) kept.push_back(option);
        }
        for (const auto& value : values_) {
            if (std::ranges::find(options, value) == options.end()) return wrong("option", value);
        }
        values_ = std::move(kept);
    }
    void check_date() {
        values_.resize(1);
        if (!is_date(values_.front())) wrong("date");
    }

    const FormField& field_;
    std::size_t index_;
    const std::vector<std::string>& channels_;
    std::vector<std::string> values_ = {};
    std::optional<Issue> issue_ = {};
};

}  // namespace

std::string_view word_of(FormKind kind) {
    return std::ranges::find(words, kind, &decltype(words)::value_type::first)->second;
}

FormKind field_kind_from(std::string_view word) {
    const auto found = std::ranges::find(words, word, &decltype(words)::value_type::second);
    return found == words.end() ? FormKind::text : found->first;
}

Result<FormValues> checked_values(const StepForm& form, const FormValues& given,
                                  const std::vector<std::string>& channels) {
    Error wrong{Kind::invalid, "the form is not complete"};
    FormValues kept;
    for (std::size_t i = 0; i < form.fields.size(); ++i) {
        Field field(form.fields[i], i, channels);
        field.check(i < given.size() ? given[i] : std::vector<std::string>{},
                    form.optional.contains(i));
        if (field.issue()) wrong.issues.push_back(*field.issue());
        kept.push_back(std::move(field.values()));
    }
    if (!wrong.issues.empty()) return wrong;
    return kept;
}

}  // namespace kentongan::office
