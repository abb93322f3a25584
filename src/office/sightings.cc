// Owns sighting and watch. The watch's one runner serves every office of the installation.
#include "office/sightings.h"

#include <algorithm>

#include "base/secret.h"
#include "base/text.h"
#include "office/airing_rows.h"
#include "office/journal.h"
#include "office/likeness.h"
#include "office/notices.h"
#include "office/the_system.h"

namespace kentongan::office {
namespace {

constexpr std::size_t seen_max = 20'000, note_max = 1000;
constexpr int days_max = 365, pictures_looked_at = 10, pictures_without_answer = 2;
constexpr std::chrono::hours between_looks{24};

std::string list_json(const std::vector<std::string>& lines) {
    JsonArray json;
    for (const auto& line : lines) json.emplace_back(line);
    return write_json(json);
}
std::vector<std::string> list_from(const std::string& text) {
    std::vector<std::string> lines;
    const auto json = read_json(text);
    if (!json || !json->is_array()) return lines;
    for (const auto& one : json->get_array()) {
        if (const auto* line = one.if_string()) lines.emplace_back(*line);
    }
    return lines;
}

Result<Airing> airing_in(store::Tx& tx, OfficeId office, DossierId dossier, AiringId id) {
    auto airing = TRY(airing_row(tx, office, id));
    if (airing.dossier != dossier) return Error{Kind::not_found, "an airing of another dossier"};
    return airing;
}

/// What is to be read on this channel; not every channel shows a title.
std::string approved_words(const Airing& airing, const delivery::Post& post) {
    const auto* profile = delivery::profile_of(airing.account.channel.value);
    const bool titled = !profile || profile->title_max > 0;
    return titled ? cat(post.title, "\n", post.text) : post.text;
}

/// An emblem or a symbol drawn with lines: never the approved picture.
bool is_drawing(std::string_view bytes) {
    const auto start = trimmed(bytes.substr(0, 200));
    return start.starts_with("<svg") || start.starts_with("<?xml");
}

Error not_aired() {
    return {Kind::conflict, "not on air", {{"display", "not_aired"}}};
}

Result<void> insert(store::Tx& tx, const Who& who, const Sighting& it) {
    TRY(
        tx.run("INSERT INTO sighting (office_id, id, dossier_id, airing_id, person_id, at, how,"
               " answer, seen, missing, percent, picture, shot_sha256, shot_type, verdict, note)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, '', '')",
               who.office, it.id, it.dossier, it.airing, who.person, it.at,
               it.by_hand ? "tangan" : "diambil", it.answer, it.seen, list_json(it.missing),
               it.percent, it.picture, it.shot_sha256, it.shot_type));
    JsonObject event{{"event", "display_seen"}, {"airing", std::to_string(it.airing.value)}};
    event["by_hand"] = it.by_hand;
    event["answer"] = it.answer;
    event["percent"] = it.percent;
    event["missing"] = it.missing.size();
    event["shot"] = it.shot_sha256;
    TRY(Journal::append(tx, who, cat("dossier/", it.dossier.value), std::move(event), it.at));
    tx.tell(cat("dossier/", it.dossier.value));
    return {};
}

}  // namespace

struct Sightings::Found {
    Sighting sighting = {};
    bool gone = false;
};

/// "lain" only where every picture of the page was seen and none is ours; what was slow, broken or
/// left out proves nothing.
std::string Sightings::picture_word(OfficeId office, const delivery::Post& post,
                                    const PublicView& view) const {
    const auto is_picture = [](const auto& file) { return file.type.starts_with("image/"); };
    const auto first = std::ranges::find_if(post.files, is_picture);
    if (first == post.files.end()) return {};
    const auto addresses = picture_addresses(view.html);
    if (addresses.empty()) return "beda";
    const auto approved = vault_.path_of(office, first->sha256);
    int looked_at = 0, drawn = 0, unseen = 0, silent = 0;
    bool cut = false;
    for (const auto& written : addresses) {
        const auto address = delivery::address_on(view.address, written);
        if (address.find(first->sha256) != address.npos) return "sama";
        if (address.empty() || looked_at == pictures_looked_at ||
            silent == pictures_without_answer) {
            ++unseen;
            continue;
        }
        ++looked_at;
        const auto bytes = eye_.bytes_of(address);
        if (sha256_hex(bytes) == first->sha256) return "sama";
        if (is_drawing(bytes)) continue;
        silent += bytes.empty() ? 1 : 0;
        const auto same =
            approved ? shows_the_same(approved->string(), bytes) : std::optional<bool>{};
        cut = cut || same == true;
        (same ? drawn : unseen) += 1;
    }
    if (cut) return "turunan";
    return drawn > 0 && unseen == 0 ? "lain" : "tidak_dibanding";
}

Result<Sightings::Found> Sightings::compare(const Airing& airing, OfficeId office) const {
    Found found;
    Sighting& it = found.sighting;
    it.id = fresh<SightingId>();
    it.dossier = airing.dossier;
    it.airing = airing.id;
    it.at = clock_();
    const auto post = TRY(db_.read([&](store::Tx& tx) { return stored_post(tx, office, airing); }));
    const auto view = eye_.look(airing.url);
    found.gone = view.gone();
    it.answer = view.status == 0 ? cat("tidak menjawab: ", view.why) : std::to_string(view.status);
    const auto seen = view.seen() ? readable_text(view.html) : std::string{};
    const auto likeness = compare_seen(approved_words(airing, post), seen);
    it.seen = seen.substr(0, seen_max);
    while (!it.seen.empty() && !is_utf8(it.seen)) it.seen.pop_back();
    it.missing = likeness.missing;
    it.percent = likeness.percent;
    if (view.seen()) it.picture = picture_word(office, post, view);
    return found;
}

Result<SightingId> Sightings::look(const Who& who, DossierId dossier, AiringId id) {
    const auto airing =
        TRY(db_.read([&](store::Tx& tx) { return airing_in(tx, who.office, dossier, id); }));
    if (airing.state != AiringState::aired) return not_aired();
    if (airing.url.empty()) return Error{Kind::conflict, "no link", {{"display", "no_link"}}};
    auto found = TRY(compare(airing, who.office));
    const auto shot = eye_.photograph(airing.url);
    if (!shot.empty()) {
        const auto stored = TRY(vault_.put_bytes(who.office, shot));
        found.sighting.shot_sha256 = stored.sha256;
        found.sighting.shot_type = "image/png";
    }
    TRY(db_.write([&](store::Tx& tx) { return insert(tx, who, found.sighting); }));
    return found.sighting.id;
}

Result<SightingId> Sightings::by_hand(store::Tx& tx, const Who& who, DossierId dossier, AiringId id,
                                      const std::string& shot_sha256, const std::string& shot_type,
                                      Instant now) {
    const auto airing = TRY(airing_in(tx, who.office, dossier, id));
    if (airing.state != AiringState::aired) return not_aired();
    Sighting it{.id = fresh<SightingId>(), .dossier = dossier, .airing = id, .at = now};
    it.by_hand = true;
    it.shot_sha256 = shot_sha256;
    it.shot_type = shot_type;
    TRY(insert(tx, who, it));
    return it.id;
}

namespace {

constexpr std::string_view sighting_columns =
    "SELECT id, airing_id, person_id, at, how, answer, seen, missing, percent, picture,"
    " shot_sha256, shot_type, verdict, note, judged_by, judged_at FROM sighting"
    " WHERE office_id = $1 AND dossier_id = $2";

template <class... Values>
Result<std::vector<Sighting>> sightings_where(store::Tx& tx, std::string_view rest, OfficeId office,
                                              DossierId dossier, const Values&... values) {
    const auto rows =
        TRY(tx.all<SightingId, AiringId, PersonId, Instant, std::string, std::string, std::string,
                   std::string, int, std::string, std::string, std::string, std::string,
                   std::string, std::optional<PersonId>, std::optional<Instant>>(
            cat(sighting_columns, rest), office, dossier, values...));
    std::vector<Sighting> all;
    for (const auto& [id, airing, by, at, how, answer, seen, missing, percent, picture, shot, type,
                      verdict, note, judged_by, judged_at] : rows) {
        all.push_back({id, dossier, airing, by, at, how == "tangan", answer, seen,
                       list_from(missing), percent, picture, shot, type, verdict, note,
                       judged_by.value_or(PersonId{}), judged_at});
    }
    return all;
}

}  // namespace

Result<std::vector<Sighting>> Sightings::of_dossier(store::Tx& tx, OfficeId office,
                                                    DossierId dossier) {
    return sightings_where(tx, " ORDER BY id DESC", office, dossier);
}

Result<Sighting> Sightings::one(store::Tx& tx, OfficeId office, DossierId dossier, SightingId id) {
    auto found = TRY(sightings_where(tx, " AND id = $3", office, dossier, id));
    if (found.empty()) return Error{Kind::not_found, "no such sighting"};
    return std::move(found.front());
}

Result<void> Sightings::judge(store::Tx& tx, const Who& who, DossierId dossier, SightingId id,
                              bool fits, const std::string& note, Instant now) {
    const auto it = TRY(one(tx, who.office, dossier, id));
    const auto newest = TRY(sightings_where(tx, " AND airing_id = $3 ORDER BY id DESC LIMIT 1",
                                            who.office, dossier, it.airing));
    const auto airing = TRY(airing_in(tx, who.office, dossier, it.airing));
    if (newest.front().id != id || (airing.aired_at && it.at < *airing.aired_at)) {
        return Error{Kind::conflict, "seen before", {{"display", "seen_before"}}};
    }
    if (!fits && trimmed(note).empty()) {
        return Error{Kind::invalid, "no reason", {{"display", "reason_wanted"}}};
    }
    // Nobody can say of a page that did not open that it fits.
    const bool in_view = it.by_hand || it.answer.starts_with('2');
    if (fits && !in_view) {
        return Error{Kind::conflict, "not in view", {{"display", "not_in_view"}}};
    }
    const std::string_view verdict = fits ? "sesuai" : "tidak";
    TRY(
        tx.run("UPDATE sighting SET verdict = $4, note = $5, judged_by = $6, judged_at = $7"
               " WHERE office_id = $1 AND dossier_id = $2 AND id = $3",
               who.office, dossier, id, verdict, note.substr(0, note_max), who.person, now));
    JsonObject event{{"event", fits ? "display_fits" : "display_differs"},
                     {"airing", std::to_string(it.airing.value)},
                     {"note", note.substr(0, note_max)}};
    event["channel"] = airing.account.channel.value;
    event["differences"] = list_json(it.missing);
    TRY(Journal::append(tx, who, cat("dossier/", dossier.value), std::move(event), now));
    return {};
}

Result<bool> Sightings::all_fit(store::Tx& tx, OfficeId office, DossierId dossier,
                                const std::string& channel) {
    const auto airings = TRY(airings_of(tx, office, dossier));
    const auto sightings = TRY(of_dossier(tx, office, dossier));
    bool any = false;
    for (const auto& airing : airings) {
        const bool here = channel.empty() || airing.account.channel.value == channel;
        if (!here) continue;
        any = any || is_settled(airing.state);
        if (airing.state != AiringState::aired) continue;
        const auto newest = std::ranges::find_if(sightings, [&](const Sighting& one) {
            return one.airing == airing.id && !one.verdict.empty();
        });
        if (newest == sightings.end() || newest->verdict != "sesuai") return false;
        if (airing.aired_at && newest->at < *airing.aired_at) return false;
    }
    return any;
}

Result<bool> Sightings::sent_back(store::Tx& tx, OfficeId office, const Airing& airing) {
    const auto judged =
        TRY(sightings_where(tx, " AND airing_id = $3 AND verdict <> '' ORDER BY id DESC LIMIT 1",
                            office, airing.dossier, airing.id));
    if (judged.empty() || judged.front().verdict != "tidak") return false;
    return !airing.aired_at || judged.front().at >= *airing.aired_at;
}

Result<std::map<AiringId, Watched>> Sightings::watched(store::Tx& tx, OfficeId office,
                                                       DossierId dossier) {
    const auto rows = TRY(tx.all<AiringId, std::optional<Instant>, std::optional<Instant>, int>(
        "SELECT w.airing_id, w.next_at, w.gone_at, w.days_left FROM airing a JOIN watch w"
        " ON w.office_id = a.office_id AND w.airing_id = a.id"
        " WHERE a.office_id = $1 AND a.dossier_id = $2",
        office, dossier));
    std::map<AiringId, Watched> all;
    for (const auto& [airing, next_at, gone_at, days] : rows) {
        all[airing] = {next_at, gone_at, days};
    }
    return all;
}

Result<void> Sightings::watch(store::Tx& tx, const Who& who, DossierId dossier, AiringId id,
                              int days, Instant now) {
    const auto airing = TRY(airing_in(tx, who.office, dossier, id));
    if (airing.state != AiringState::aired || airing.url.empty()) return not_aired();
    if (days < 0 || days > days_max) {
        return Error{Kind::invalid, "out of range", {{"watch", "out_of_range"}}};
    }
    const auto next = days > 0 ? std::optional<Instant>(now + between_looks) : std::nullopt;
    TRY(
        tx.run("INSERT INTO watch (office_id, airing_id, dossier_id, next_at, days_left)"
               " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (office_id, airing_id)"
               " DO UPDATE SET next_at = excluded.next_at, days_left = excluded.days_left",
               who.office, id, dossier, next, days));
    JsonObject event{{"event", "watch_set"}, {"airing", std::to_string(id.value)}};
    event["days"] = days;
    TRY(Journal::append(tx, who, cat("dossier/", dossier.value), std::move(event), now));
    tx.tell("watch");
    return {};
}

Result<int> Sightings::look_again_due(int most) {
    const auto due = TRY(db_.read([&](store::Tx& tx) {
        return tx.all<OfficeId, AiringId, DossierId, int>(
            "SELECT office_id, airing_id, dossier_id, days_left FROM watch"
            " WHERE next_at IS NOT NULL AND next_at <= $1 ORDER BY next_at LIMIT $2",
            clock_(), most);
    }));
    for (const auto& [office_id, airing_id, dossier_id, days_left] : due) {
        const auto office = office_id;
        const auto dossier = dossier_id;
        const int left = days_left - 1;
        const auto airing = TRY(
            db_.read([&, id = airing_id](store::Tx& tx) { return airing_row(tx, office, id); }));
        auto found = TRY(compare(airing, office));
        const auto now = clock_();
        const auto next = left > 0 ? std::optional<Instant>(now + between_looks) : std::nullopt;
        const auto take_down = [&](store::Tx& tx) -> Result<void> {
            TRY(insert(tx, the_system(office), found.sighting));
            TRY(
                tx.run("UPDATE watch SET next_at = $3, days_left = $4, gone_at = $5"
                       " WHERE office_id = $1 AND airing_id = $2",
                       office, airing.id, next, left,
                       found.gone ? std::optional<Instant>(now) : std::nullopt));
            const bool lost = found.gone || !found.sighting.missing.empty();
            if (!lost) return {};
            return Notices::tell_concerned(tx, office, dossier,
                                           found.gone ? "hilang" : "tampilan_beda",
                                           std::to_string(airing.id.value),
                                           cat(airing.account.label, ": ", airing.url), {}, now);
        };
        TRY(db_.write(take_down));
    }
    return static_cast<int>(due.size());
}

Result<std::optional<Instant>> Sightings::next_due() {
    return db_.read([](store::Tx& tx) -> Result<std::optional<Instant>> {
        const auto [at] = TRY(tx.one<std::optional<Instant>>("SELECT min(next_at) FROM watch"));
        return at;
    });
}

Result<void> Sightings::end_watch(store::Tx& tx, OfficeId office, AiringId airing) {
    TRY(
        tx.run("UPDATE watch SET next_at = NULL, days_left = 0"
               " WHERE office_id = $1 AND airing_id = $2",
               office, airing));
    return {};
}

}  // namespace kentongan::office
