// The public check of a control sheet: by its code, with or without the fingerprint on the paper.
#include "office/control_sheets.h"

#include <algorithm>

#include "web/api.h"
#include "web/api_pages.h"
#include "web/api_records_paraf.h"
#include "web/cek_view.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

using office::ControlSheetInfo;
using State = ControlSheetInfo::State;

struct Verdict {
    State state;
    std::string_view words, tone, icon;
};
// clang-format off
constexpr Verdict verdicts[] = {
    {State::in_review,  "check.in_review",  "info", "eye"},
    {State::genuine,    "check.genuine",    "ok",   "shield"},
    {State::superseded, "check.superseded", "warn", "history"},
    {State::altered,    "check.altered",    "bad",  "alert"},
};
// clang-format on

/// Only the letters of a hash, in small ones: people copy it with its blanks.
std::string plain_hash(std::string_view typed) {
    std::string hash;
    for (const char c : lowered(typed.substr(0, 200))) {
        const bool is_hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (is_hex) hash.push_back(c);
    }
    return hash;
}

std::string kind_key(office::MarkKind kind) {
    switch (kind) {
    case office::MarkKind::periksa: return "check.kind_checked";
    case office::MarkKind::setuju: return "check.kind_agreed";
    case office::MarkKind::paraf: return "check.kind_paraf";
    }
    return "check.kind_agreed";
}

void fill_match(CheckView& view, const Say& say, const ControlSheetInfo& sheet) {
    const auto typed = plain_hash(view.typed);
    if (typed.empty()) return;
    const bool whole = typed == sheet.content_hash;
    const bool begins = typed.size() >= 8 && sheet.content_hash.starts_with(typed);
    const bool fits = whole || begins;
    view.match = say(whole ? "check.match" : begins ? "check.match_begin" : "check.no_match");
    view.match_tone = fits ? "ok" : "bad";
    view.match_icon = fits ? "check" : "alert";
}

void fill_sheet(CheckView& view, const Say& say, const ControlSheetInfo& sheet, Zone zone) {
    const auto when = [&](Instant at) { return cat(say.day(at), " ", clock_time(at, zone)); };
    const auto& verdict = *std::find_if(std::begin(verdicts), std::end(verdicts),
                                        [&](const auto& one) { return one.state == sheet.state; });
    view.known = true;
    view.verdict = say(verdict.words);
    view.about = say(cat(verdict.words, "_about"));
    view.tone = verdict.tone;
    view.icon = verdict.icon;
    view.office = cat(sheet.office_name, " ", sheet.region);
    view.version = std::to_string(sheet.version);
    view.printed = when(sheet.printed_at);
    view.hash = sheet.content_hash;
    for (const auto& mark : sheet.marks) {
        view.marks.push_back({mark.as_position, when(mark.at), say(kind_key(mark.kind)),
                              mark.kind == office::MarkKind::paraf ? "stamp" : "check"});
    }
    fill_match(view, say, sheet);
}

}  // namespace

Answer show_check(const Site& site, Visit& visit) {
    const Say say(site, visit);
    auto wanted = visit.parameter("kode");
    if (wanted.empty()) wanted = visit.asked("kode");
    wanted = wanted.substr(0, 60);
    const auto sheet =
        TRY(site.db.read([&](store::Tx& tx) { return office::ControlSheets::find(tx, wanted); }));
    office::OfficeInfo office;
    if (sheet) {
        office = TRY(site.people.office(sheet->office));
    } else if (const auto first =
                   TRY(visit.own_host.empty() ? site.people.first_office()
                                              : site.people.office_by_slug(visit.own_host))) {
        office = *first;
    }
    const auto code = office::plain_code(wanted);
    CheckView view;
    view.shell = public_shell_of(site, visit, office, say("check.sheet_title"),
                                 code.empty() ? "/cek" : cat("/cek/", code));
    view.shell.description = say("check.lead");
    view.code = code.empty() ? wanted : office::shown_code(code);
    view.typed = visit.asked("sidik").substr(0, 200);
    if (sheet) {
        fill_sheet(view, say, *sheet, Zone{office.hours_from_utc});
    } else if (!wanted.empty()) {
        view.verdict = say("check.unknown");
        view.about = say("check.unknown_about");
        view.tone = "bad";
        view.icon = "help";
    }
    return page_of(site, visit, view);
}

Answer print_control_sheet(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    auto pdf = TRY(site.db.write([&](store::Tx& tx) {
        return office::ControlSheets::print(tx, visit.who(), visit.office, dossier,
                                            site.public_address, visit.now);
    }));
    return net::Response{
        .type = "application/pdf",
        .body = net::Text{std::move(pdf)},
        .headers = {{"Content-Disposition",
                     cat("inline; filename=\"lembar-kendali-", dossier.number, ".pdf\"")}},
        .compressible = false};
}

Answer api_check(const Site& site, Visit& visit) {
    const auto wanted = visit.parameter("kode").substr(0, 60);
    const auto sheet =
        TRY(site.db.read([&](store::Tx& tx) { return office::ControlSheets::find(tx, wanted); }));
    if (!sheet) return Error{Kind::not_found, "no such code"};
    api::CheckedSheet record{.code = sheet->code,
                             .state = sheet->state,
                             .office = sheet->office_name,
                             .region = sheet->region,
                             .version = sheet->version,
                             .hash = sheet->content_hash,
                             .printed_at = sheet->printed_at};
    for (const auto& mark : sheet->marks) {
        record.marks.push_back({mark.kind, mark.as_position, mark.at});
    }
    return reply_with(record);
}

}  // namespace kentongan::web
