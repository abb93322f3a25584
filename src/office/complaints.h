// The officer who takes complaints: shown to citizens, and given what is no mistake in an article.
#pragma once

#include <string>

#include "office/citizen_reports.h"

namespace kentongan::office {

struct ComplaintDesk {
    std::string name = {}, email = {}, whatsapp = {};
    bool known() const { return !name.empty(); }
};

/// Where citizens complain of any government service of the country.
inline constexpr std::string_view national_complaints = "https://www.lapor.go.id/";

class Complaints {
  public:
    static Result<ComplaintDesk> desk(store::Tx&, OfficeId);
    /// A name, and an address or a number; all empty: there is none.
    static Result<void> set_desk(store::Tx&, const Who&, const ComplaintDesk&, Instant now);
    /// By mail to the officer, with who wrote and about what; the report is answered by that.
    static Result<void> pass_on(store::Tx&, const Who&, ReportId, Instant now);
};

}  // namespace kentongan::office
