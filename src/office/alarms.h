// The clock's own acts: reminders before a step is late, escalation, the alarms of an SOP. Each
// fires once, over every restart, and only what is due is looked at.
#pragma once

#include <optional>
#include <vector>

#include "office/telling.h"

namespace kentongan::office {

/// What an office wants, for one SOP or ('' as key) for all: reminders start off for steps whose
/// standard time is under an hour (domain.md 11.4). What an SOP's own rows say always counts.
struct AlarmRule {
    std::string sop_key = {};
    int least_minutes = 60;
    int remind_percent = 80;  // 0: not before it is late
    bool when_late = true;
};

class Alarms {
  public:
    Alarms(store::Db& db, Clock clock) : db_(db), clock_(std::move(clock)) {}

    /// Part of every decision: sets, moves and takes away the alarms of the tasks it touched.
    static Result<void> follow(store::Tx&, const Turn&, const sop::WorkCalendar&, Instant now);

    static Result<AlarmRule> rule(store::Tx&, OfficeId, const std::string& sop_key);
    static Result<void> set_rule(store::Tx&, const Who&, const AlarmRule&, Instant now);

    /// Fires what is due, each in a transaction of its own with its notices. Answers how many.
    Result<int> fire_due(int most = 200);
    Result<std::optional<Instant>> next_due();

  private:
    store::Db& db_;
    Clock clock_;
};

}  // namespace kentongan::office
