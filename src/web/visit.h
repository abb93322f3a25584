// One request on its way to a page: who asks, in which language, with which fields.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "net/message.h"
#include "office/people.h"
#include "sop/clock.h"
#include "web/multipart.h"
#include "web/route.h"

namespace kentongan::web {

struct Visit {
    const net::Request& request;
    const Route* route = nullptr;
    std::vector<std::pair<std::string_view, std::string>> parameters = {};  // ":id" -> "12"
    net::Fields form = {};
    net::Fields query = {};
    std::vector<FilePart> files = {};  // of an upload
    std::optional<office::SessionInfo> session = {};
    std::string token = {};          // of the session, as the cookie has it
    office::OfficeInfo office = {};  // of the session
    std::shared_ptr<const sop::WorkCalendar> own_calendar = {};  // of the session's office
    Language language = Language::indonesian;
    Instant now = {};
    std::string own_host = {};  // the slug of the office whose portal is at "/" of this host

    /// Only on routes for members.
    const office::Who& who() const { return session->who; }
    Zone zone() const { return {office.hours_from_utc}; }
    /// When the office of the session works.
    const sop::WorkCalendar& calendar() const {
        return own_calendar ? *own_calendar : sop::default_calendar();
    }

    std::string parameter(std::string_view name) const;
    /// The field of the form, or "". Line ends come as LF.
    std::string field(std::string_view name) const;
    std::vector<std::string> every(std::string_view name) const;
    std::string asked(std::string_view name) const;  // of the query

    /// The id in the path; not_found (never invalid) when it is no number.
    template <class AnId>
    Result<AnId> id(std::string_view name = "id") const {
        const auto number = to_number(parameter(name));
        if (!number || *number <= 0) return Error{Kind::not_found, "no such number"};
        return AnId{*number};
    }
};

/// The value of the last field of that name, or "".
std::string value_of(const net::Fields&, std::string_view name);

}  // namespace kentongan::web
