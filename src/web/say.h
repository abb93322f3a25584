// How pages speak: words in the visitor's language, times and clocks as the office writes them.
#pragma once

#include "sop/decide.h"
#include "sop/definition.h"
#include "web/pieces.h"
#include "web/site.h"
#include "web/visit.h"

namespace kentongan::web {

/// Words and times for one visit.
class Say {
  public:
    Say(const Site& site, const Visit& visit)
        : words_(site.look.words()), visit_(visit), language_(visit.language) {}

    std::string operator()(std::string_view key, const std::vector<std::string>& with = {}) const {
        return words_.say(language_, key, with);
    }
    std::string issue(const Issue& issue) const { return words_.say(language_, issue); }
    /// The first of the issues that is about this field, or "".
    std::string issue_of(const std::vector<Issue>&, std::string_view field) const;
    std::string issues(const std::vector<Issue>&) const;

    /// "Instagram" for instagram; what is no channel of ours is shown as it is called.
    std::string channel(const std::string& name) const;

    /// "Surat" for surat; an origin that came from elsewhere is shown as it came.
    std::string origin(const std::string& name) const;

    /// "hari ini 10.42", "kemarin 14.20", "17 Nov 2026 13.20"
    std::string moment(Instant) const;
    /// "10.42 WIB"
    std::string time(Instant at) const { return clock_time(at, visit_.zone()); }
    std::string day(Instant at) const { return long_date(at, visit_.zone(), language_); }
    std::string work(minutes time) const { return duration_words(time, language_); }
    Language language() const { return language_; }

  private:
    const Words& words_;
    const Visit& visit_;
    Language language_;
};

/// How the working time of a task stands.
struct Standing {
    std::optional<Instant> opened_at = {};
    std::optional<Instant> due_at = {};
    minutes left{};
    bool paused = false, late = false;
};
ClockChip clock_chip(const Say&, const Standing&, const sop::WorkCalendar&, Instant now);

/// "7. Memeriksa dan mengoreksi hasil isi konten"
std::string step_words(const sop::Step&);
std::string step_words(const StepName&, std::string_view activity);
/// Cut at a word, with … where something was left out.
std::string shortened(std::string_view text, std::size_t characters);
/// "9f3a·c21e": how a hash is shown to people.
std::string short_hash(std::string_view hash);
/// "KB" of "Kepala Bidang IKP"
std::string initials_of(std::string_view name);

/// The word on an exit's button, as the SOP says it.
std::string exit_words(const Say&, const sop::Step&, const sop::Exit&);

}  // namespace kentongan::web
