// Owns sop_version, sop_performer and sop_terms; keeps parsed definitions.
#include "office/library.h"

#include <algorithm>
#include <mutex>

#include "base/secret.h"
#include "base/text.h"
#include "office/journal.h"
#include "office/library_rows.h"
#include "sop/soundness.h"

namespace kentongan::office {
namespace {

using sop::Definition;

/// A version never changes, so what was parsed once stays true for as long as the program runs.
class Parsed {
  public:
    static Parsed& all() {
        static Parsed one;
        return one;
    }
    std::shared_ptr<const Definition> find(OfficeId office, SopId id) {
        const std::lock_guard lock(mutex_);
        const auto found = kept_.find({office, id});
        return found == kept_.end() ? nullptr : found->second;
    }
    std::shared_ptr<const Definition> keep(OfficeId office, SopId id, Definition definition) {
        auto shared = std::make_shared<const Definition>(std::move(definition));
        const std::lock_guard lock(mutex_);
        if (kept_.size() >= kept_max) kept_.clear();
        kept_[{office, id}] = shared;
        return shared;
    }

  private:
    static constexpr std::size_t kept_max = 2000;
    std::mutex mutex_;
    std::map<std::pair<OfficeId, SopId>, std::shared_ptr<const Definition>> kept_ = {};
};

/// Every role that a step needs must be performed by somebody, or dossiers would lie there.
Result<void> check_performers(const Definition& definition,
                              const std::map<RoleName, std::vector<PositionId>>& positions) {
    Error missing{Kind::invalid, cat(definition.key, ": roles without a position")};
    for (const auto& step : definition.steps) {
        if (step.automatic) continue;
        for (const auto& performer : step.performers) {
            if (performer.role.empty()) continue;
            const auto found = positions.find(performer.role);
            if (found != positions.end() && !found->second.empty()) continue;
            const auto* lane = definition.lane_of(performer.role);
            if (lane && lane->kind == sop::PerformerKind::system) continue;
            const Issue issue{"performer", "missing", {lane ? lane->label : performer.role.value}};
            if (std::ranges::find(missing.issues, issue) == missing.issues.end()) {
                missing.issues.push_back(issue);
                missing.why += " " + performer.role.value;
            }
        }
    }
    if (missing.issues.empty()) return {};
    return missing;
}

}  // namespace

Result<Definition> sound_sop(const std::string& text, const std::string& key) {
    auto definition = TRY(sop::parse(text, key));
    const auto found = sop::flaws(definition);
    if (!found.empty()) {
        const auto& flaw = found.front();
        return Error{Kind::invalid,
                     cat(key, ": unsound at step ", flaw.step.value, ": ", joined(flaw.path, ", ")),
                     {{"sop", "flawed", {flaw.step.value, joined(flaw.path, ", ")}}}};
    }
    for (const auto& finding : sop::lint(definition)) {
        if (!finding.error) continue;
        return Error{Kind::invalid,
                     cat(key, ": lint ", finding.rule),
                     {{"lint", finding.rule, finding.with}}};
    }
    return definition;
}

Result<SopId> Library::adopt(store::Tx& tx, const Who& who, const std::string& key,
                             const std::string& text,
                             const std::map<RoleName, std::vector<PositionId>>& positions,
                             Instant now, const InForce& terms) {
    const auto definition = TRY(sound_sop(text, key));
    TRY(check_performers(definition, positions));
    const auto [last] =
        TRY(tx.one<int>("SELECT coalesce(max(version), 0) FROM sop_version"
                        " WHERE office_id = $1 AND key = $2",
                        who.office, key));
    const auto id = fresh<SopId>();
    TRY(
        tx.run("INSERT INTO sop_version (office_id, id, key, version, title, number, hash, body,"
               " adopted_at, adopted_by, effective_at)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
               who.office, id, key, last + 1, definition.title(), definition.number(),
               sha256_hex(text), text, now, who.person, terms.from.value_or(now)));
    TRY(
        tx.run("INSERT INTO sop_terms (office_id, sop_id, origin, promise_days)"
               " VALUES ($1, $2, $3, $4)",
               who.office, id, terms.origin, terms.promise_days));
    for (const auto& [role, performers] : positions) {
        if (!definition.lane_of(role)) continue;
        for (const auto position : performers) {
            TRY(
                tx.run("INSERT INTO sop_performer (office_id, sop_id, role, position_id)"
                       " VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                       who.office, id, role, position));
        }
    }
    JsonObject event{{"event", "sop_adopted"}, {"key", key}};
    event["version"] = last + 1;
    event["hash"] = sha256_hex(text);
    event["effective_at"] = iso_utc(terms.from.value_or(now));
    event["promise_days"] = terms.promise_days;
    TRY(Journal::append(tx, who, cat("person/", who.person.value), std::move(event), now));
    return id;
}

Result<std::vector<AdoptedSop>> Library::list(store::Tx& tx, OfficeId office, Instant at) {
    const auto rows = TRY(tx.all<SopId, std::string, int, std::string, std::string, std::string,
                                 Instant, std::optional<Instant>, PersonId,
                                 std::optional<std::string>, std::optional<int>>(
        "SELECT v.id, v.key, v.version, v.title, v.number, v.hash, v.adopted_at, v.effective_at,"
        " v.adopted_by, t.origin, t.promise_days FROM sop_version v"
        " LEFT JOIN sop_terms t ON t.office_id = v.office_id AND t.sop_id = v.id"
        " WHERE v.office_id = $1 ORDER BY v.key, v.version DESC",
        office));
    std::vector<AdoptedSop> all;
    std::string has_current;
    for (const auto& [id, key, version, title, number, hash, adopted_at, effective_at, by, origin,
                      promise] : rows) {
        AdoptedSop sop{id, key, version, title, number, hash, adopted_at, effective_at};
        sop.planned = effective_at && *effective_at > at;
        sop.current = !sop.planned && has_current != key;
        if (sop.current) has_current = key;
        sop.adopted_by = by;
        sop.origin = origin.value_or("");
        sop.promise_days = promise.value_or(0);
        all.push_back(std::move(sop));
    }
    return all;
}

Result<std::optional<SopId>> Library::current(store::Tx& tx, OfficeId office,
                                              const std::string& key, Instant at) {
    const auto row = TRY(tx.maybe<SopId>(
        "SELECT id FROM sop_version WHERE office_id = $1 AND key = $2 AND effective_at <= $3"
        " ORDER BY version DESC LIMIT 1",
        office, key, at));
    return row ? std::optional(std::get<0>(*row)) : std::nullopt;
}

Result<std::shared_ptr<const Definition>> Library::definition(store::Tx& tx, OfficeId office,
                                                              SopId id) {
    if (auto kept = Parsed::all().find(office, id)) return kept;
    const auto row = TRY(tx.maybe<std::string, std::string>(
        "SELECT key, body FROM sop_version WHERE office_id = $1 AND id = $2", office, id));
    if (!row) return Error{Kind::not_found, "no such SOP"};
    auto definition = TRY(sop::parse(std::get<1>(*row), std::get<0>(*row)));
    return Parsed::all().keep(office, id, std::move(definition));
}

Result<std::string> Library::text(store::Tx& tx, OfficeId office, SopId id) {
    const auto row = TRY(tx.maybe<std::string>(
        "SELECT body FROM sop_version WHERE office_id = $1 AND id = $2", office, id));
    if (!row) return Error{Kind::not_found, "no such SOP"};
    return std::get<0>(*row);
}

Result<std::vector<Performing>> performing(store::Tx& tx, OfficeId office, SopId sop) {
    const auto rows = TRY(tx.all<RoleName, PositionId, std::string>(
        "SELECT r.role, r.position_id, p.title FROM sop_performer r"
        " JOIN position p ON p.office_id = r.office_id AND p.id = r.position_id"
        " WHERE r.office_id = $1 AND r.sop_id = $2 ORDER BY r.role, r.position_id",
        office, sop));
    std::vector<Performing> all;
    for (const auto& [role, position, title] : rows) all.push_back({role, position, title});
    return all;
}

std::set<RoleName> roles_among(const std::vector<Performing>& performing, const Who& who) {
    std::set<RoleName> roles;
    for (const auto& one : performing) {
        const bool holds = std::ranges::any_of(
            who.positions, [&](const Held& held) { return held.position == one.position; });
        if (holds) roles.insert(one.role);
    }
    return roles;
}

Result<std::set<RoleName>> Library::roles_of(store::Tx& tx, OfficeId office, SopId sop,
                                             const Who& who) {
    const auto all = TRY(performing(tx, office, sop));
    return roles_among(all, who);
}

Result<std::map<RoleName, std::vector<std::string>>> Library::performers(store::Tx& tx,
                                                                         OfficeId office,
                                                                         SopId sop) {
    const auto all = TRY(performing(tx, office, sop));
    std::map<RoleName, std::vector<std::string>> titles;
    for (const auto& one : all) titles[one.role].push_back(one.title);
    return titles;
}

Result<std::map<RoleName, std::vector<PositionId>>> Library::positions(store::Tx& tx,
                                                                       OfficeId office, SopId sop) {
    const auto all = TRY(performing(tx, office, sop));
    std::map<RoleName, std::vector<PositionId>> positions;
    for (const auto& one : all) positions[one.role].push_back(one.position);
    return positions;
}

}  // namespace kentongan::office
