// Owns sop_draft and sop_source.
#include "office/sop_drafts.h"

#include <algorithm>

#include "base/secret.h"
#include "base/text.h"
#include "office/journal.h"
#include "office/policy.h"
#include "office/promises.h"
#include "sop/inferred.h"

namespace kentongan::office {
namespace {

constexpr std::size_t draft_max = 1024UL * 1024, key_max = 80, source_max = 32UL * 1024 * 1024;
constexpr int drafts_max = 200, promise_max = 365;

using Performers = std::map<RoleName, std::vector<PositionId>>;

std::string json_of(const Performers& performers) {
    JsonObject all;
    for (const auto& [role, positions] : performers) {
        JsonArray ids;
        for (const auto position : positions) ids.emplace_back(std::to_string(position.value));
        all[role.value] = std::move(ids);
    }
    return write_json(all);
}

Performers performers_from(const std::string& text) {
    Performers performers;
    const auto json = read_json(text);
    if (!json || !json->is_object()) return performers;
    for (const auto& [role, ids] : json->get_object()) {
        auto& positions = performers[RoleName{std::string(role)}];
        if (!ids.is_array()) continue;
        for (const auto& id : ids.get_array()) {
            if (!id.is_string()) continue;
            const auto number = to_number(std::string_view(id.get_string()));
            if (number) positions.push_back(PositionId{*number});
        }
    }
    return performers;
}

Result<void> check(const SopDraft& draft) {
    if (draft.key.empty() || draft.key.size() > key_max || slug_of(draft.key) != draft.key) {
        return Error{Kind::invalid, "no key", {{"sop_key", "not_plain", {draft.key}}}};
    }
    if (draft.body.size() > draft_max || !is_utf8(draft.body)) {
        return Error{Kind::invalid, "text too large", {{"sop_text", "unreadable"}}};
    }
    if (draft.promise_days < 0 || draft.promise_days > promise_max) {
        return Error{Kind::invalid,
                     "promise out of range",
                     {{"promise", "out_of_range", {std::to_string(promise_max)}}}};
    }
    return {};
}

Result<void> note(store::Tx& tx, const Who& who, std::string_view event, const SopDraft& draft,
                  Instant now) {
    JsonObject entry{{"event", event}, {"key", draft.key}};
    entry["draft"] = std::to_string(draft.id.value);
    entry["hash"] = sha256_hex(draft.body);
    TRY(Journal::append(tx, who, cat("person/", who.person.value), std::move(entry), now));
    return {};
}

}  // namespace

Result<SopId> SopDrafts::begin(store::Tx& tx, const Who& who, SopDraft draft,
                               const std::optional<SopSource>& source, Instant now) {
    TRY(need(who, Right::manage_sop));
    TRY(check(draft));
    const auto [count] =
        TRY(tx.one<int>("SELECT count(*) FROM sop_draft WHERE office_id = $1", who.office));
    if (count >= drafts_max) {
        return Error{Kind::invalid,
                     "too many drafts",
                     {{"draft", "too_many", {std::to_string(drafts_max)}}}};
    }
    draft.id = fresh<SopId>();
    TRY(
        tx.run("INSERT INTO sop_draft (office_id, id, key, origin, body, performers, promise_days,"
               " revision, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9)",
               who.office, draft.id, draft.key, draft.origin, draft.body, json_of(draft.performers),
               draft.promise_days, now, who.person));
    if (source && source->bytes.size() <= source_max) {
        TRY(
            tx.run("INSERT INTO sop_source (office_id, sop_id, name, bytes, report)"
                   " VALUES ($1, $2, $3, $4, $5)",
                   who.office, draft.id, source->name, store::Blob{source->bytes},
                   write_json(source->report)));
    }
    TRY(note(tx, who, "sop_draft_begun", draft, now));
    return draft.id;
}

Result<int> SopDrafts::save(store::Tx& tx, const Who& who, const SopDraft& draft, Instant now) {
    TRY(need(who, Right::manage_sop));
    TRY(check(draft));
    TRY(find(tx, who.office, draft.id));
    const auto changed =
        TRY(tx.run("UPDATE sop_draft SET body = $3, performers = $4, promise_days = $5,"
                   " revision = revision + 1, changed_at = $6, changed_by = $7"
                   " WHERE office_id = $1 AND id = $2 AND revision = $8",
                   who.office, draft.id, draft.body, json_of(draft.performers), draft.promise_days,
                   now, who.person, draft.revision));
    if (changed != 1) {
        return Error{Kind::conflict, "somebody saved the draft", {{"sop_draft", "moved_on"}}};
    }
    return draft.revision + 1;
}

Result<void> SopDrafts::discard(store::Tx& tx, const Who& who, SopId id, Instant now) {
    TRY(need(who, Right::manage_sop));
    const auto draft = TRY(find(tx, who.office, id));
    TRY(tx.run("DELETE FROM sop_draft WHERE office_id = $1 AND id = $2", who.office, id));
    TRY(tx.run("DELETE FROM sop_source WHERE office_id = $1 AND sop_id = $2", who.office, id));
    return note(tx, who, "sop_draft_discarded", draft, now);
}

Result<SopId> SopDrafts::publish(store::Tx& tx, const Who& who, SopId id,
                                 std::optional<Instant> from, Instant now) {
    TRY(need(who, Right::manage_sop));
    const auto draft = TRY(find(tx, who.office, id));
    const auto definition = TRY(sound_sop(draft.body, draft.key));
    const auto points = sop::inferred_points(definition);
    if (!points.empty()) {
        return Error{Kind::invalid,
                     "inferred points nobody answered",
                     {{"inferred", "unanswered", {std::to_string(points.size())}}}};
    }
    if (definition.title().empty()) {
        return Error{Kind::invalid, "an SOP without a name", {{"sop_title", "required"}}};
    }
    const InForce terms{.from = from, .promise_days = draft.promise_days, .origin = draft.origin};
    const auto version =
        TRY(Library::adopt(tx, who, draft.key, draft.body, draft.performers, now, terms));
    const auto promises = TRY(Promises::all(tx, who.office));
    const auto promised = promises.find(draft.key);
    if ((promised == promises.end() ? 0 : promised->second) != draft.promise_days) {
        TRY(Promises::set(tx, who, draft.key, draft.promise_days, now));
    }
    TRY(tx.run("UPDATE sop_source SET sop_id = $3 WHERE office_id = $1 AND sop_id = $2", who.office,
               id, version));
    TRY(tx.run("DELETE FROM sop_draft WHERE office_id = $1 AND id = $2", who.office, id));
    return version;
}

Result<SopDraft> SopDrafts::find(store::Tx& tx, OfficeId office, SopId id) {
    const auto row = TRY(
        tx.maybe<std::string, std::string, std::string, std::string, int, int, Instant, PersonId>(
            "SELECT key, origin, body, performers, promise_days, revision, changed_at, changed_by"
            " FROM sop_draft WHERE office_id = $1 AND id = $2",
            office, id));
    if (!row) return Error{Kind::not_found, "no such draft"};
    const auto& [key, origin, body, performers, promise, revision, at, by] = *row;
    return SopDraft{id, key, origin, body, performers_from(performers), promise, revision, at, by};
}

Result<std::vector<SopDraft>> SopDrafts::list(store::Tx& tx, OfficeId office) {
    const auto rows = TRY(tx.all<SopId>(
        "SELECT id FROM sop_draft WHERE office_id = $1 ORDER BY changed_at DESC, id LIMIT $2",
        office, drafts_max));
    std::vector<SopDraft> all;
    for (const auto& [id] : rows) {
        auto draft = TRY(find(tx, office, id));
        all.push_back(std::move(draft));
    }
    return all;
}

Result<std::optional<SopSource>> SopDrafts::source(store::Tx& tx, OfficeId office, SopId id) {
    const auto row = TRY(tx.maybe<std::string, store::Blob, std::string>(
        "SELECT name, bytes, report FROM sop_source WHERE office_id = $1 AND sop_id = $2", office,
        id));
    if (!row) return std::optional<SopSource>{};
    const auto& [name, bytes, report] = *row;
    SopSource source{name, bytes.bytes};
    const auto json = read_json(report);
    if (json && json->is_object()) source.report = json->get_object();
    return std::optional(std::move(source));
}

Result<std::vector<OfficePosition>> SopDrafts::positions(store::Tx& tx, OfficeId office) {
    const auto rows = TRY(tx.all<PositionId, std::string, std::string>(
        "SELECT id, title, kind FROM position WHERE office_id = $1 ORDER BY id", office));
    std::vector<OfficePosition> all;
    for (const auto& [id, title, kind] : rows) all.push_back({id, title, kind});
    return all;
}

std::map<RoleName, std::vector<PositionId>> SopDrafts::proposed(
    const sop::Definition& definition, const std::vector<OfficePosition>& positions) {
    Performers performers;
    for (const auto& lane : definition.lanes) {
        if (lane.kind == sop::PerformerKind::system) continue;
        const auto label = slug_of(lane.label);
        for (const auto& position : positions) {
            const bool same_kind = position.kind == lane.role.value;
            const bool unit = lane.role.value == "bidang_ikp" &&
                              (position.kind == "kepala_bidang" || position.kind == "kepala_seksi");
            const auto title = slug_of(position.title);
            const bool begins = label.size() > 7 && title.starts_with(label);
            const bool same_words = title == label || begins;
            if (same_kind || unit || same_words) performers[lane.role].push_back(position.id);
        }
    }
    return performers;
}

Result<std::string> free_sop_key(store::Tx& tx, OfficeId office, std::string_view name) {
    auto base = slug_of(name).substr(0, key_max - 8);
    while (base.ends_with('-')) base.pop_back();
    if (base.empty()) base = "sop";
    for (int number = 1;; ++number) {
        const auto key = number == 1 ? base : cat(base, "-", number);
        const auto [versions] = TRY(tx.one<int>(
            "SELECT count(*) FROM sop_version WHERE office_id = $1 AND key = $2", office, key));
        const auto [drafts] = TRY(tx.one<int>(
            "SELECT count(*) FROM sop_draft WHERE office_id = $1 AND key = $2", office, key));
        if (versions + drafts == 0) return key;
    }
}

}  // namespace kentongan::office
