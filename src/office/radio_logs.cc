// Matches lines of a station's log with airings.
#include "office/radio_logs.h"

#include <algorithm>

#include "base/text.h"
#include "office/airing_desk.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr int airings_looked_at = 2000;
constexpr std::size_t title_letters = 34, title_enough = 6;

/// Stations cut titles to their column and write them in their own way.
std::string comparable_title(std::string_view title) {
    std::size_t letters = 0, till = 0;
    for (; till < title.size(); ++till) {
        const bool begins = (static_cast<unsigned char>(title[till]) & 0xC0) != 0x80;
        if (begins && letters++ == title_letters) break;
    }
    return slug_of(title.substr(0, till));
}

bool carries_mark(const delivery::LoggedItem& item, const Airing& airing) {
    delivery::Post post{};
    post.once = once_key(airing);
    return item.mark.find(post.marker()) != std::string::npos;
}
bool has_title(const delivery::LoggedItem& item, const Airing& airing) {
    const auto logged = comparable_title(item.title);
    return logged.size() >= title_enough && logged == comparable_title(airing.item_title);
}

/// The airing whose mark the station kept; else all that have this title.
std::vector<const Airing*> ours_in(const std::vector<Airing>& airings,
                                   const delivery::LoggedItem& item) {
    std::vector<const Airing*> by_title;
    for (const auto& airing : airings) {
        if (carries_mark(item, airing)) return {&airing};
        if (has_title(item, airing)) by_title.push_back(&airing);
    }
    return by_title;
}

}  // namespace

Result<LogFindings> find_in_log(store::Tx& tx, OfficeId office, AccountId account,
                                const delivery::RadioLog& log, std::chrono::local_days day,
                                Zone zone) {
    auto airings = TRY(airings_of_office(tx, office, airings_looked_at));
    std::erase_if(airings, [&](const Airing& one) {
        return one.account.id != account || one.state == AiringState::cancelled;
    });
    LogFindings found{.unread = log.unread};
    for (const auto& item : log.items) {
        const auto ours = ours_in(airings, item);
        if (ours.size() > 1) {
            found.unread.push_back({item.line, item.title, {"log_line", "several"}});
        } else if (ours.empty()) {
            ++found.others;
        } else {
            const auto at = zone.instant(day + std::chrono::seconds{item.second});
            LogMatch match{.item = item, .airing = *ours.front(), .aired_at = at};
            match.open = match.airing.state != AiringState::aired;
            const auto proofs = TRY(Airings::proofs_of(tx, office, match.airing.id));
            match.known = std::ranges::any_of(
                proofs, [&](const AiringProof& proof) { return proof.aired_at == at; });
            found.matches.push_back(std::move(match));
        }
    }
    std::ranges::sort(found.unread, {}, &delivery::UnreadLine::line);
    return found;
}

Result<int> keep_log(store::Tx& tx, const Who& who, const LogFindings& found, Instant now) {
    TRY(need(who, Right::publish_manual));
    int kept = 0;
    for (const auto& match : found.matches) {
        if (match.known || match.open) continue;
        const AiringProof proof{
            .aired_at = match.aired_at,
            .note = cat("Log siar baris ", match.item.line, ": ", match.item.title)};
        TRY(insert_proof(tx, who.office, match.airing.id, who.person, proof, now));
        TRY(note_airing(tx, who, match.airing, "airing_seen", proof.note, now));
        ++kept;
    }
    return kept;
}

}  // namespace kentongan::office
