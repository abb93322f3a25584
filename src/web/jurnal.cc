// The journal of the office, and the check of its chain.
#include "web/jurnal_view.h"

#include <array>

#include "office/journal_search.h"
#include "office/organisation.h"
#include "web/api.h"
#include "web/api_pages.h"
#include "web/berkas_view.h"
#include "web/escape.h"
#include "web/meja_view.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

constexpr int lines_most = 50;
constexpr std::size_t words_max = 100;
constexpr std::string_view of_dossier = "dossier/", of_office = "office/", of_letter = "surat/",
                           of_team = "tim/", of_number = "nomor/";
constexpr std::array kinds{"task_done",    "marked",          "started",     "withdrawn",
                           "cancelled",    "airing_aired",    "due_moved",   "appointed",
                           "person_added", "person_disabled", "sop_adopted", "password_chosen"};

using Entries = std::vector<std::pair<std::int64_t, office::Entry>>;

std::string short_fingerprint(const std::string& hash) {
    return hash.size() < 8 ? hash : cat(hash.substr(0, 4), "…", hash.substr(hash.size() - 4));
}

JournalLine line_of(const Site& site, const Visit& visit, const office::Entry& entry) {
    const Say say(site, visit);
    JournalLine line{.time = say.moment(entry.at),
                     .who = entry.as_position.empty() ? entry.person_name : entry.as_position,
                     .words = event_words(site, visit, entry.event),
                     .number = with_dots(entry.number),  // in its own stream
                     .fingerprint = short_fingerprint(entry.hash)};
    if (entry.stream.starts_with(of_dossier)) {
        line.address = cat("/berkas/", entry.stream.substr(of_dossier.size()));
        line.subject = say("journal.dossier");
    } else if (entry.stream.starts_with(of_letter)) {
        line.address = cat("/surat/", entry.stream.substr(of_letter.size()));
        line.subject = say("nav.surat");
    } else if (entry.stream.starts_with(of_number)) {
        line.address = "/surat/keluar";
        line.subject = say("nav.surat");
    } else if (entry.stream.starts_with(of_team)) {
        line.address = cat("/berkas/", entry.stream.substr(of_team.size()), "/tim");
        line.subject = say("dossier.team");
    } else {
        line.subject =
            say(entry.stream.starts_with(of_office) ? "journal.office" : "journal.person");
    }
    return line;
}

void fill_verified(JournalView& view, const Say& say, const office::Verified& verified) {
    const auto entries = with_dots(verified.entries);
    if (verified.first_broken) {
        view.broken = say("journal.broken", {std::to_string(verified.first_broken->number),
                                             verified.first_broken->stream});
    } else {
        view.verified = say("journal.whole", {entries});
    }
    view.head = verified.head;
}

std::optional<Instant> asked_day(const Visit& visit, std::string_view name, int days) {
    const auto typed = visit.asked(name);
    const auto midnight = from_iso(cat(typed, "T00:00:00Z"));
    if (typed.size() != 10 || !midnight) return {};
    return *midnight + std::chrono::days{days} - std::chrono::hours{visit.zone().hours_from_utc};
}

office::JournalFilter wanted(const Visit& visit) {
    office::JournalFilter filter{.kind = visit.asked("jenis").substr(0, words_max),
                                 .number = visit.asked("nomor").substr(0, words_max),
                                 .from = asked_day(visit, "dari", 0),
                                 .till = asked_day(visit, "sampai", 1)};
    const auto person = to_number(visit.asked("orang"));
    if (person && *person > 0) filter.person = PersonId{*person};
    return filter;
}

/// The filter as it stands, for the links of the page.
std::string query_of(const Visit& visit) {
    std::string query;
    for (const auto* name : {"orang", "jenis", "nomor", "dari", "sampai"}) {
        const auto value = visit.asked(name).substr(0, words_max);
        if (value.empty()) continue;
        query += cat("&", name, "=");
        put_part(query, value);
    }
    return query;
}

Result<void> fill_filter(const Site& site, const Visit& visit, const office::JournalFilter& filter,
                         JournalView& view) {
    const Say say(site, visit);
    const auto people = TRY(site.db.read(
        [&](store::Tx& tx) { return office::Organisation::people(tx, visit.who().office); }));
    view.people.push_back({"", say("journal.anyone")});
    for (const auto& one : people) {
        view.people.push_back({std::to_string(one.id.value), one.name, filter.person == one.id});
    }
    view.kinds.push_back({"", say("journal.anything")});
    for (const std::string kind : kinds) {
        view.kinds.push_back({kind, say(cat("journal.kind_", kind)), filter.kind == kind});
    }
    view.number = filter.number;
    view.from = filter.from ? visit.asked("dari") : "";
    view.till = filter.till ? visit.asked("sampai") : "";
    view.filtered = filter.any();
    return {};
}

}  // namespace

Answer show_journal(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto before = to_number(visit.asked("sebelum")).value_or(0);
    const auto office = visit.who().office;
    const auto filter = wanted(visit);
    const auto entries = TRY(site.db.read([&](store::Tx& tx) -> Result<Entries> {
        return office::search_journal(tx, office, filter, before, lines_most);
    }));
    JournalView view{.shell = TRY(shell_of(site, visit, say("journal.title"), "jurnal"))};
    TRY(fill_filter(site, visit, filter, view));
    for (const auto& [place, entry] : entries) {
        view.lines.push_back(line_of(site, visit, entry));
    }
    const auto query = query_of(visit);
    view.check = cat("/jurnal?periksa=1", query);
    if (entries.size() == lines_most) {
        view.older = cat("/jurnal?sebelum=", entries.back().first, query);
    }
    if (visit.asked("periksa") == "1") {
        const auto verified =
            TRY(site.db.read([&](store::Tx& tx) { return office::Journal::verify(tx, office); }));
        fill_verified(view, say, verified);
    }
    return page_of(site, visit, view);
}

Answer show_dossier_journal(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto id = TRY(visit.id<DossierId>());
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    const auto before = to_number(visit.asked("sebelum")).value_or(0);
    const auto entries = TRY(site.db.read([&](store::Tx& tx) {
        return office::journal_of(tx, visit.who().office, cat(of_dossier, id.value), before,
                                  lines_most);
    }));
    DossierJournalView view{
        .shell = TRY(shell_of(site, visit, say("journal.of_dossier", {dossier.number}), "berkas")),
        .tabs = tabs_of(dossier, "alur"),
        .number = dossier.number,
        .dossier_title = dossier.title};
    for (const auto& [number, entry] : entries) {
        auto line = line_of(site, visit, entry);
        view.lines.push_back({line.time, line.who, line.words, line.number, line.fingerprint});
    }
    if (entries.size() == lines_most) {
        view.older = cat(view.tabs.base, "/jurnal?sebelum=", entries.back().first);
    }
    if (before > 0) view.newest = cat(view.tabs.base, "/jurnal");
    return page_of(site, visit, view);
}

Answer api_dossier_journal(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    TRY(site.dossiers.view(visit.who(), id));
    const auto before = to_number(visit.asked("sebelum")).value_or(0);
    const auto entries = TRY(site.db.read([&](store::Tx& tx) {
        return office::journal_of(tx, visit.who().office, cat(of_dossier, id.value), before,
                                  lines_most);
    }));
    api::Journal record;
    for (const auto& [number, entry] : entries) {
        record.entries.push_back(entry_of(entry));
    }
    if (entries.size() == lines_most) record.before = std::to_string(entries.back().first);
    return reply_with(record);
}

}  // namespace kentongan::web
