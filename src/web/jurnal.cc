// The journal of the office, and the check of its chain.
#include "web/jurnal_view.h"

#include "web/meja_view.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

constexpr int lines_most = 50;
constexpr std::string_view of_dossier = "dossier/";

using Entries = std::vector<std::pair<std::int64_t, office::Entry>>;

std::string short_fingerprint(const std::string& hash) {
    return hash.size() < 8 ? hash : cat(hash.substr(0, 4), "…", hash.substr(hash.size() - 4));
}

JournalLine line_of(const Site& site, const Visit& visit, std::int64_t seq,
                    const office::Entry& entry) {
    const Say say(site, visit);
    JournalLine line{.time = say.moment(entry.at),
                     .who = entry.as_position.empty() ? entry.person_name : entry.as_position,
                     .words = event_words(site, visit, entry.event),
                     .number = with_dots(seq),
                     .fingerprint = short_fingerprint(entry.hash)};
    if (entry.stream.starts_with(of_dossier)) {
        line.address = cat("/berkas/", entry.stream.substr(of_dossier.size()));
        line.subject = say("journal.dossier");
    } else {
        line.subject = say("journal.person");
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

}  // namespace

Answer show_journal(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto before = to_number(visit.asked("sebelum")).value_or(0);
    const auto office = visit.who().office;
    const auto entries = TRY(site.db.read([&](store::Tx& tx) -> Result<Entries> {
        return office::Journal::of_office(tx, office, before, lines_most);
    }));
    JournalView view{.shell = TRY(shell_of(site, visit, say("journal.title"), "jurnal"))};
    for (const auto& [seq, entry] : entries) {
        view.lines.push_back(line_of(site, visit, seq, entry));
    }
    if (entries.size() == lines_most) view.older = cat("/jurnal?sebelum=", entries.back().first);
    if (visit.asked("periksa") == "1") {
        const auto verified =
            TRY(site.db.read([&](store::Tx& tx) { return office::Journal::verify(tx, office); }));
        fill_verified(view, say, verified);
    }
    return page_of(site, visit, view);
}

}  // namespace kentongan::web
