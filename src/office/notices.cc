// Owns notice and notice_wish.
#include "office/notices.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "delivery/mail_message.h"
#include "office/dossier_rows.h"
#include "office/journal.h"
#include "office/mail.h"
#include "office/marking_json.h"
#include "office/notice_mail.h"
#include "office/people_rows.h"

namespace kentongan::office {
namespace {

constexpr std::size_t reason_max = 500;
constexpr int unread_most = 100;
constexpr int day_minutes = 24 * 60, digest_minute = 7 * 60 + 30;
constexpr int digest_most = 50;

struct TellingWord {
    Telling how;
    std::string_view word;
};
constexpr std::array telling_words{TellingWord{Telling::off, "tidak"},
                                   TellingWord{Telling::digest, "ringkasan"},
                                   TellingWord{Telling::at_once, "langsung"}};

Result<Zone> zone_of(store::Tx& tx, OfficeId office) {
    const auto [hours] =
        TRY(tx.one<int>("SELECT hours_from_utc FROM office WHERE id = $1", office));
    return Zone{hours};
}

struct LocalTime {
    std::int64_t day;
    int minute;
};
LocalTime local_time(Zone zone, Instant now) {
    const auto local = zone.local(now);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const auto minute = std::chrono::duration_cast<minutes>(local - day).count();
    return {day.time_since_epoch().count(), static_cast<int>(minute)};
}

/// Now, or when the quiet hours end.
Instant after_quiet(const NoticeWish& wish, Zone zone, Instant now) {
    const int minute = local_time(zone, now).minute;
    const bool over_midnight = wish.quiet_from > wish.quiet_till;
    const bool quiet = over_midnight ? minute >= wish.quiet_from || minute < wish.quiet_till
                                     : minute >= wish.quiet_from && minute < wish.quiet_till;
    if (!quiet) return now;
    const int wait = (wish.quiet_till - minute + day_minutes) % day_minutes;
    return std::chrono::floor<minutes>(now) + minutes{wait};
}

std::string shortened(const std::string& text) {
    if (text.size() <= reason_max) return text;
    std::size_t end = reason_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

Result<void> tell_one(store::Tx& tx, OfficeId office, PersonId person, const News& news,
                      Instant now) {
    const auto wish = TRY(Notices::wish(tx, office, person));
    const auto id = fresh<NoticeId>();
    const bool mails = !wish.email.empty();
    const bool digest = mails && wish.how == Telling::digest;
    const auto dossier = news.dossier ? std::optional(news.dossier) : std::nullopt;
    const auto made =
        TRY(tx.run("INSERT INTO notice (office_id, person_id, id, once, kind, dossier_id, about,"
                   " reason, link, due_at, at, digest)"
                   " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
                   " ON CONFLICT (office_id, person_id, once) DO NOTHING",
                   office, person, id, news.once, news.kind, dossier, news.about,
                   shortened(news.reason), news.link, news.due_at, now, digest ? 1 : 0));
    if (made == 0) return {};
    tx.tell(cat("kabar/", person.value));
    if (!mails || wish.how != Telling::at_once) return {};
    const auto zone = TRY(zone_of(tx, office));
    auto mail = notice_mail({{news, id, now}}, zone);
    mail.to = wish.email;
    mail.kind = "kabar";
    mail.dossier = news.dossier;
    mail.once = cat("kabar/", id.value);
    TRY(Mails::put(tx, office, mail, after_quiet(wish, zone, now), now));
    return {};
}

using NoticeRow =
    std::tuple<NoticeId, std::string, std::string, std::optional<DossierId>, std::string,
               std::string, std::string, std::optional<Instant>, Instant, std::optional<Instant>>;
constexpr std::string_view notice_columns =
    "SELECT id, kind, once, dossier_id, about, reason, link, due_at, at, read_at FROM notice"
    " WHERE office_id = $1 AND person_id = $2";

template <class... Values>
Result<std::vector<Notice>> notices_where(store::Tx& tx, std::string_view rest,
                                          const Values&... values) {
    const auto rows = TRY(
        tx.all<NoticeId, std::string, std::string, std::optional<DossierId>, std::string,
               std::string, std::string, std::optional<Instant>, Instant, std::optional<Instant>>(
            cat(notice_columns, rest), values...));
    std::vector<Notice> all;
    for (const auto& [id, kind, once, dossier, about, reason, link, due_at, at, read_at] : rows) {
        all.push_back({{kind, once, dossier.value_or(DossierId{}), about, reason, link, due_at},
                       id,
                       at,
                       read_at});
    }
    return all;
}

}  // namespace

std::string_view word_of(Telling how) {
    return std::ranges::find(telling_words, how, &TellingWord::how)->word;
}

Result<void> Notices::tell(store::Tx& tx, OfficeId office, const std::set<PersonId>& people,
                           const News& news, Instant now) {
    for (const auto person : people) {
        if (person) TRY(tell_one(tx, office, person, news, now));
    }
    return {};
}

Result<std::set<PersonId>> Notices::concerned(store::Tx& tx, OfficeId office, DossierId id,
                                              Instant now) {
    const auto row = TRY(dossier_row(tx, office, id));
    std::set<PersonId> people{row.opened_by};
    const auto seats = TRY(tx.all<std::int64_t>(
        "SELECT DISTINCT seat FROM task_seat WHERE office_id = $1 AND dossier_id = $2", office,
        id));
    for (const auto& [seat] : seats) {
        // A seat is a position's or a person's; keys are never the same.
        const auto holders = TRY(holders_of(tx, office, PositionId{seat}, now));
        people.insert(holders.begin(), holders.end());
        const auto own = TRY(tx.maybe<PersonId>(
            "SELECT person_id FROM membership WHERE office_id = $1 AND person_id = $2", office,
            seat));
        if (own) people.insert(std::get<0>(*own));
    }
    return people;
}

Result<void> Notices::tell_concerned(store::Tx& tx, OfficeId office, DossierId id,
                                     const std::string& kind, const std::string& what,
                                     const std::string& reason, PersonId except, Instant now) {
    auto people = TRY(concerned(tx, office, id, now));
    people.erase(except);
    const auto row = TRY(dossier_row(tx, office, id));
    return tell(tx, office, people,
                {.kind = kind,
                 .once = cat(kind, "/", id.value, "/", what),
                 .dossier = id,
                 .about = row.title,
                 .reason = reason,
                 .link = cat("/berkas/", id.value)},
                now);
}

Result<std::vector<Notice>> Notices::of(store::Tx& tx, const Who& who, NoticeId before, int most) {
    const auto limit = before ? before.value : INT64_MAX;
    return notices_where(tx, " AND id < $3 ORDER BY id DESC LIMIT $4", who.office, who.person,
                         limit, most);
}

Result<int> Notices::unread(store::Tx& tx, const Who& who) {
    const auto [count] =
        TRY(tx.one<int>("SELECT count(*) FROM (SELECT id FROM notice WHERE office_id = $1"
                        " AND person_id = $2 AND read_at IS NULL LIMIT $3) n",
                        who.office, who.person, unread_most));
    return count;
}

Result<Notice> Notices::open(store::Tx& tx, const Who& who, NoticeId id, Instant now) {
    auto found = TRY(notices_where(tx, " AND id = $3", who.office, who.person, id));
    if (found.empty()) return Error{Kind::not_found, "no such notice"};
    if (!found.front().read_at) {
        TRY(
            tx.run("UPDATE notice SET read_at = $4, digest = 0"
                   " WHERE office_id = $1 AND person_id = $2 AND id = $3",
                   who.office, who.person, id, now));
        tx.tell(cat("kabar/", who.person.value));
    }
    return std::move(found.front());
}

Result<void> Notices::read_all(store::Tx& tx, const Who& who, Instant now) {
    TRY(
        tx.run("UPDATE notice SET read_at = $3, digest = 0"
               " WHERE office_id = $1 AND person_id = $2 AND read_at IS NULL",
               who.office, who.person, now));
    tx.tell(cat("kabar/", who.person.value));
    return {};
}

Result<NoticeWish> Notices::wish(store::Tx& tx, OfficeId office, PersonId person) {
    const auto row = TRY(tx.maybe<std::string, std::string, int, int>(
        "SELECT email, how, quiet_from, quiet_till FROM notice_wish"
        " WHERE office_id = $1 AND person_id = $2",
        office, person));
    NoticeWish wish;
    if (!row) return wish;
    const auto& [email, how, from, till] = *row;
    const auto known = std::ranges::find(telling_words, how, &TellingWord::word);
    wish = {email, known == telling_words.end() ? Telling::off : known->how, from, till};
    return wish;
}

Result<void> Notices::set_wish(store::Tx& tx, const Who& who, const NoticeWish& wish, Instant now) {
    const bool wants_mail = wish.how != Telling::off;
    if (wish.email.empty() && wants_mail) {
        return Error{Kind::invalid, "no address", {{"email", "wanted"}}};
    }
    if (!wish.email.empty() && !delivery::mail_address(wish.email)) {
        return Error{Kind::invalid, "no address", {{"email", "not_one"}}};
    }
    const auto in_day = [](int minute) { return minute >= 0 && minute < day_minutes; };
    if (!in_day(wish.quiet_from) || !in_day(wish.quiet_till)) {
        return Error{Kind::invalid, "no time", {{"quiet", "not_a_time"}}};
    }
    TRY(tx.run(
        "INSERT INTO notice_wish (office_id, person_id, email, how, quiet_from, quiet_till,"
        " digest_day) VALUES ($1, $2, $3, $4, $5, $6, 0)"
        " ON CONFLICT (office_id, person_id) DO UPDATE SET email = excluded.email,"
        " how = excluded.how, quiet_from = excluded.quiet_from,"
        " quiet_till = excluded.quiet_till",
        who.office, who.person, wish.email, word_of(wish.how), wish.quiet_from, wish.quiet_till));
    TRY(Journal::append(tx, who, cat("person/", who.person.value),
                        JsonObject{{"event", "notice_wish"}, {"how", word_of(wish.how)}}, now));
    return {};
}

Result<int> Notices::send_digests(store::Tx& tx, OfficeId office, Instant now) {
    const auto zone = TRY(zone_of(tx, office));
    const auto today = local_time(zone, now);
    if (today.minute < digest_minute) return 0;
    const auto people =
        TRY(tx.all<PersonId, std::string>("SELECT w.person_id, w.email FROM notice_wish w"
                                          " WHERE w.office_id = $1 AND w.digest_day < $2"
                                          " AND w.how = 'ringkasan' AND w.email <> ''",
                                          office, today.day));
    int sent = 0;
    for (const auto& [person, email] : people) {
        const auto waiting = TRY(notices_where(tx, " AND digest = 1 ORDER BY id DESC LIMIT $3",
                                               office, person, digest_most));
        TRY(tx.run("UPDATE notice_wish SET digest_day = $3 WHERE office_id = $1 AND person_id = $2",
                   office, person, today.day));
        if (waiting.empty()) continue;
        TRY(
            tx.run("UPDATE notice SET digest = 0"
                   " WHERE office_id = $1 AND person_id = $2 AND digest = 1",
                   office, person));
        auto mail = notice_mail(waiting, zone);
        mail.to = email;
        mail.kind = "kabar";
        mail.once = cat("ringkasan/", person.value, "/", today.day);
        TRY(Mails::put(tx, office, mail, now, now));
        ++sent;
    }
    return sent;
}

}  // namespace kentongan::office
