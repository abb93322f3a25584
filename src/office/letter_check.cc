// What a letter's form must hold; every refusal names its field.
#include <array>

#include "office/letter_rows.h"

namespace kentongan::office {
namespace {

constexpr std::size_t line_max = 300, text_max = 4000;
constexpr std::array urgencies{"biasa", "segera", "sangat_segera"};
constexpr std::array securities{"biasa", "terbatas", "rahasia", "sangat_rahasia"};

template <std::size_t N>
bool is_one_of(const std::array<const char*, N>& all, std::string_view word) {
    return std::ranges::find(all, word) != all.end();
}

bool is_email(std::string_view text) {
    const auto at = text.find('@');
    return at != text.npos && at > 0 && text.find('@', at + 1) == text.npos &&
           text.find('.', at) != text.npos && text.back() != '.' &&
           text.find_first_of(" ,;<>\"\r\n") == text.npos;
}

bool is_phone(std::string_view text) {
    std::size_t digits = 0;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            ++digits;
        } else if (c != '+' && c != ' ' && c != '-') {
            return false;
        }
    }
    return digits >= 9 && digits <= 15;
}

class LetterCheck {
  public:
    LetterCheck(const LetterForm& form, Zone zone, Instant now)
        : form_(form), zone_(zone), now_(now) {}

    std::vector<Issue> run(bool by_requester) {
        if (form_.agency.empty()) refuse("letter_agency", "required");
        if (form_.subject.empty()) refuse("letter_subject", "required");
        check_lengths();
        check_contact(by_requester);
        check_days(by_requester);
        if (!is_one_of(urgencies, form_.urgency)) refuse("letter_urgency", "unknown");
        if (!is_one_of(securities, form_.security)) refuse("letter_security", "unknown");
        if (by_requester && form_.summary.empty() && form_.files.empty()) {
            refuse("letter_summary", "required");
        }
        return std::move(issues_);
    }

  private:
    void refuse(std::string field, std::string rule, std::vector<std::string> with = {}) {
        issues_.push_back({std::move(field), std::move(rule), std::move(with)});
    }

    void check_lengths() {
        const std::pair<const char*, const std::string*> lines[] = {
            {"letter_agency", &form_.agency},         {"letter_officer", &form_.officer},
            {"letter_number", &form_.number},         {"letter_subject", &form_.subject},
            {"letter_agenda", &form_.outside_number}, {"letter_files", &form_.attachments},
            {"letter_code", &form_.classification},   {"letter_index", &form_.index_word}};
        for (const auto& [field, text] : lines) {
            if (length_of(*text) <= line_max) continue;
            refuse(field, "too_long", {std::to_string(length_of(*text)), std::to_string(line_max)});
        }
        if (length_of(form_.summary) > text_max) {
            refuse("letter_summary", "too_long",
                   {std::to_string(length_of(form_.summary)), std::to_string(text_max)});
        }
    }

    void check_contact(bool by_requester) {
        if (!form_.email.empty() && !is_email(form_.email)) refuse("letter_email", "invalid");
        if (!form_.whatsapp.empty() && !is_phone(form_.whatsapp)) {
            refuse("letter_whatsapp", "invalid");
        }
        if (by_requester && form_.email.empty() && form_.whatsapp.empty()) {
            refuse("letter_whatsapp", "required");
        }
    }

    void check_days(bool by_requester) {
        const auto received = moment_in(form_.received, zone_);
        if (!received) return refuse("letter_received", "invalid");
        if (*received > now_ + minutes{5}) refuse("letter_received", "future");
        const auto day = day_text(*received, zone_), today = day_text(now_, zone_);
        if (!form_.dated.empty()) {
            if (!day_in(form_.dated)) {
                refuse("letter_dated", "invalid");
            } else if (form_.dated > day) {
                refuse("letter_dated", "after_receipt");
            }
        }
        if (!form_.needed_by.empty() && !day_in(form_.needed_by)) {
            refuse("letter_needed", "invalid");
        } else if (by_requester && !form_.needed_by.empty() && form_.needed_by < today) {
            refuse("letter_needed", "past");
        }
        if (!by_requester && day < today && form_.late_reason.empty()) {
            refuse("letter_late", "required");
        }
    }

    const LetterForm& form_;
    Zone zone_;
    Instant now_;
    std::vector<Issue> issues_;
};

}  // namespace

std::string number_key(std::string_view number) {
    std::string key;
    for (const char c : lowered(number)) {
        if (c != ' ') key += c;
    }
    return key;
}

std::optional<std::chrono::sys_days> day_in(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
    const auto year = to_number(text.substr(0, 4)), month = to_number(text.substr(5, 2)),
               day = to_number(text.substr(8, 2));
    if (!year || !month || !day || *year < 1900 || *month < 1 || *day < 1) return {};
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)},
                                           std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return {};
    return std::chrono::sys_days{date};
}

std::optional<Instant> moment_in(std::string_view text, Zone zone) {
    if (text.size() < 16 || text[10] != 'T' || text[13] != ':') return {};
    const auto day = day_in(text.substr(0, 10));
    const auto hour = to_number(text.substr(11, 2)), minute = to_number(text.substr(14, 2));
    if (!day || !hour || !minute || *hour > 23 || *minute > 59) return {};
    const std::chrono::local_days local{day->time_since_epoch()};
    return zone.instant(local + std::chrono::hours{*hour} + minutes{*minute});
}

std::string day_text(Instant time, Zone zone) {
    const auto day = std::chrono::floor<std::chrono::days>(zone.local(time));
    const std::chrono::year_month_day date{day};
    const auto two = [](unsigned number) { return cat(number < 10 ? "0" : "", number); };
    return cat(int{date.year()}, "-", two(unsigned{date.month()}), "-", two(unsigned{date.day()}));
}

LetterForm tidied(LetterForm form) {
    for (std::string* text :
         {&form.agency, &form.officer, &form.email, &form.whatsapp, &form.number, &form.dated,
          &form.received, &form.subject, &form.summary, &form.attachments, &form.needed_by,
          &form.classification, &form.index_word, &form.outside_number, &form.late_reason}) {
        *text = canonical_text(trimmed(*text));
    }
    if (form.urgency.empty()) form.urgency = "biasa";
    if (form.security.empty()) form.security = "biasa";
    return form;
}

std::vector<Issue> issues_of(const LetterForm& form, Zone zone, Instant now, bool by_requester) {
    return LetterCheck(form, zone, now).run(by_requester);
}

}  // namespace kentongan::office
