// Owns announcement.
#include "office/announcements.h"

#include "base/text.h"
#include "office/fields.h"
#include "office/journal.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr std::size_t title_max = 120, words_max = 400, link_max = 500;
constexpr int standing_most = 3;
constexpr std::chrono::days longest{31};

bool may_be_linked(const std::string& link) {
    return link.starts_with("https://") || link.starts_with("http://") ||
           (link.starts_with("/") && !link.starts_with("//") && link.find('\\') == link.npos);
}

Result<void> check(const Announcement& wish, Instant now) {
    if (wish.title.empty()) return wrong_field("announcement_title", "missing");
    if (length_of(wish.title) > title_max) {
        return wrong_field("announcement_title", "too_long", {std::to_string(title_max)});
    }
    if (length_of(wish.words) > words_max) {
        return wrong_field("announcement_words", "too_long", {std::to_string(words_max)});
    }
    if (!wish.link.empty() && (!may_be_linked(wish.link) || wish.link.size() > link_max)) {
        return wrong_field("announcement_link", "no_address");
    }
    if (wish.till <= now) return wrong_field("announcement_till", "past");
    if (wish.till > now + longest) return wrong_field("announcement_till", "too_far");
    return {};
}

Result<void> record(store::Tx& tx, const Who& who, std::string_view what, AnnouncementId id,
                    const std::string& title, Instant now) {
    JsonObject event{{"event", what}, {"words", title}};
    event["announcement"] = std::to_string(id.value);
    TRY(Journal::append(tx, who, cat("person/", who.person.value), std::move(event), now));
    tx.tell(cat("articles/", who.office.value));
    return {};
}

}  // namespace

Result<AnnouncementId> Announcements::announce(store::Tx& tx, const Who& who,
                                               const Announcement& wish, Instant now) {
    TRY(need(who, Right::manage_portal));
    TRY(check(wish, now));
    const auto id = fresh<AnnouncementId>();
    TRY(
        tx.run("INSERT INTO announcement (office_id, id, title, words, link, source, till_at,"
               " person_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
               who.office, id, wish.title, wish.words, wish.link, wish.source, wish.till,
               who.person, now));
    TRY(record(tx, who, "announced", id, wish.title, now));
    return id;
}

Result<void> Announcements::end(store::Tx& tx, const Who& who, AnnouncementId id, Instant now) {
    TRY(need(who, Right::manage_portal));
    const auto [title, ended_at] = TRY(tx.one<std::string, std::optional<Instant>>(
        "SELECT title, ended_at FROM announcement WHERE office_id = $1 AND id = $2", who.office,
        id));
    if (ended_at) return {};
    TRY(tx.run("UPDATE announcement SET ended_at = $3 WHERE office_id = $1 AND id = $2", who.office,
               id, now));
    return record(tx, who, "announcement_ended", id, title, now);
}

Result<std::vector<Announcement>> Announcements::standing(store::Tx& tx, OfficeId office,
                                                          Instant now) {
    const auto rows = TRY(tx.all<AnnouncementId, std::string, std::string, std::string, std::string,
                                 Instant, Instant>(
        "SELECT id, title, words, link, source, at, till_at FROM announcement"
        " WHERE office_id = $1 AND ended_at IS NULL AND till_at > $2 ORDER BY id DESC LIMIT $3",
        office, now, standing_most));
    std::vector<Announcement> all;
    for (const auto& [id, title, words, link, source, at, till] : rows) {
        all.push_back({id, title, words, link, source, at, till});
    }
    return all;
}

}  // namespace kentongan::office
