// Words, times and working clocks for pages.
#include "web/say.h"

#include <algorithm>

#include "sop/diagram.h"

namespace kentongan::web {
namespace {

constexpr std::int64_t slit_width = 30;
constexpr double nearly = 0.7;  // of the standard time used: the clock turns yellow
constexpr minutes soon{60};

std::chrono::sys_days day_of(Instant at, Zone zone) {
    const auto local = std::chrono::floor<std::chrono::days>(zone.local(at));
    return std::chrono::sys_days{local.time_since_epoch()};
}

}  // namespace

std::string Say::issue_of(const std::vector<Issue>& issues, std::string_view field) const {
    for (const Issue& one : issues) {
        if (one.field == field) return issue(one);
    }
    return {};
}

std::string Say::issues(const std::vector<Issue>& issues) const {
    std::vector<std::string> sentences;
    for (const Issue& one : issues) sentences.push_back(issue(one));
    return joined(sentences, " ");
}

std::string Say::channel(const std::string& name) const {
    const auto* profile = delivery::profile_of(name);
    return profile ? std::string(profile->label) : name;
}

std::string Say::origin(const std::string& name) const {
    const auto key = cat("origin.", name);
    return words_.knows(key) ? (*this)(key) : name;
}

std::string Say::moment(Instant at) const {
    const Zone zone = visit_.zone();
    const auto days = (day_of(visit_.now, zone) - day_of(at, zone)).count();
    auto time = clock_time(at, zone);
    time.resize(time.find(' '));
    if (days == 0) return (*this)("time.today", {time});
    if (days == 1) return (*this)("time.yesterday", {time});
    if (days == -1) return (*this)("time.tomorrow", {time});
    return cat(short_date(at, zone, language_), " ", time);
}

ClockChip clock_chip(const Say& say, const Standing& standing, const sop::WorkCalendar& calendar,
                     Instant now) {
    if (standing.paused) return {.words = say("clock.paused"), .tone = "info", .paused = true};
    if (!standing.due_at) return {.words = say("clock.none")};
    const bool late = standing.late || standing.left < minutes{0};
    if (late && standing.waiting) {
        const auto since = standing.opened_at.value_or(now);
        const auto waited = sop::working_minutes_between(calendar, since, now);
        return {
            .words = say("clock.waiting", {say.work(waited)}), .tone = "warn", .used = slit_width};
    }
    if (late) {
        const auto over = std::max(minutes{0}, -standing.left);
        return {.words = say("clock.late", {say.work(over)}), .tone = "bad", .used = slit_width};
    }
    const Instant from = standing.opened_at.value_or(now);
    const auto whole = sop::working_minutes_between(calendar, from, *standing.due_at).count();
    const auto used = std::max<std::int64_t>(0, whole - standing.left.count());
    const bool hurry =
        standing.left <= soon || (whole > 0 && double(used) / double(whole) > nearly);
    return {.words = say("clock.left", {say.work(standing.left)}),
            .tone = hurry ? "warn" : "ok",
            .used = whole > 0 ? std::min(slit_width, slit_width * used / whole) : 0};
}

std::string step_words(const sop::Step& step) {
    return step_words(step.name, sop::short_activity(step));
}

std::string step_words(const StepName& name, std::string_view activity) {
    return cat(name.value, ". ", shortened(activity, 60));
}

std::string shortened(std::string_view text, std::size_t characters) {
    const auto sentence = text.find(". ");
    if (sentence != text.npos) text = text.substr(0, sentence);
    if (length_of(text) <= characters) return std::string(text);
    std::string_view kept = text.substr(0, characters);
    const auto blank = kept.rfind(' ');
    if (blank != kept.npos) kept = kept.substr(0, blank);
    while (!kept.empty() && !is_utf8(kept)) kept.remove_suffix(1);
    return cat(kept, "…");
}

std::string short_hash(std::string_view hash) {
    if (hash.size() < 8) return std::string(hash);
    return cat(hash.substr(0, 4), "·", hash.substr(4, 4));
}

std::string initials_of(std::string_view name) {
    std::string initials;
    for (const auto& word : split(name, ' ')) {
        const bool letter = !word.empty() && std::isalpha(static_cast<unsigned char>(word[0]));
        if (letter && initials.size() < 2) {
            initials.push_back(
                static_cast<char>(std::toupper(static_cast<unsigned char>(word[0]))));
        }
    }
    return initials;
}

std::string exit_words(const Say& say, const sop::Step& step, const sop::Exit& exit) {
    if (!exit.label.empty()) return exit.label;
    if (exit.outcome == "selesai") {
        return step.exits.size() == 1 ? say("exit.done") : say("exit.selesai");
    }
    auto words = exit.outcome;
    std::replace(words.begin(), words.end(), '_', ' ');
    if (!words.empty() && words[0] >= 'a' && words[0] <= 'z')
        words[0] = static_cast<char>(words[0] - 32);
    return words;
}

}  // namespace kentongan::web
