// When an office works: the usual hours and holidays, with what the office changed of them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "office/people.h"
#include "sop/clock.h"

namespace kentongan::office {

/// A day that differs from the usual calendar.
struct OwnDay {
    std::string day = {};        // 2026-11-17
    std::string name = {};       // "Hari jadi kabupaten"
    std::string kind = "libur";  // libur, cuti, kerja
};

/// "07.30-12.00, 13.00-16.00" for each kind of day; empty: as usual.
struct OwnHours {
    std::string usual = {}, friday = {}, saturday = {};
    std::string ramadan = {}, ramadan_friday = {};
};

class Calendars {
  public:
    /// The office's working time now. Kept while nothing changes; never null.
    static Result<std::shared_ptr<const sop::WorkCalendar>> of(store::Tx&, OfficeId);
    static Result<OwnHours> hours(store::Tx&, OfficeId);
    static Result<std::vector<OwnDay>> days(store::Tx&, OfficeId);

    /// Each changes the calendar; whoever calls them moves the open due times in the same
    /// transaction (Dossiers::move_dues).
    static Result<void> save_hours(store::Tx&, const Who&, const OwnHours&, Instant now);
    static Result<void> save_day(store::Tx&, const Who&, const OwnDay&, Instant now);
    static Result<void> remove_day(store::Tx&, const Who&, const std::string& day, Instant now);
};

}  // namespace kentongan::office
