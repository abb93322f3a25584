// Owns sop_version and sop_performer; keeps parsed definitions.
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

Result<Definition> sound(const std::string& text, const std::string& key) {
    auto definition = TRY(sop::parse(text, key));
    const auto found = sop::flaws(definition);
    if (found.empty()) return definition;
    const auto& flaw = found.front();
    return Error{Kind::invalid,
                 cat(key, ": unsound at step ", flaw.step.value, ": ", joined(flaw.path, ", ")),
                 {{"sop", "flawed", {flaw.step.value, joined(flaw.path, ", ")}}}};
}

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

Result<SopId> Library::adopt(store::Tx& tx, const Who& who, const std::string& key,
                             const std::string& text,
                             const std::map<RoleName, std::vector<PositionId>>& positions,
                             Instant now) {
    const auto definition = TRY(sound(text, key));
    TRY(check_performers(definition, positions));
    const auto [last] =
        TRY(tx.one<int>("SELECT coalesce(max(version), 0) FROM sop_version"
                        " WHERE office_id = $1 AND key = $2",
                        who.office, key));
    const auto id = fresh<SopId>();
    TRY(
        tx.run("INSERT INTO sop_version (office_id, id, key, version, title, number, hash, body,"
               " adopted_at, adopted_by, effective_at)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $9)",
               who.office, id, key, last + 1, definition.title(), definition.number(),
               sha256_hex(text), text, now, who.person));
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
    TRY(Journal::append(tx, who, cat("person/", who.person.value), std::move(event), now));
    return id;
}

Result<std::vector<AdoptedSop>> Library::list(store::Tx& tx, OfficeId office) {
    const auto rows = TRY(tx.all<SopId, std::string, int, std::string, std::string, std::string,
                                 Instant, std::optional<Instant>>(
        "SELECT id, key, version, title, number, hash, adopted_at, effective_at"
        " FROM sop_version WHERE office_id = $1 ORDER BY key, version DESC",
        office));
    std::vector<AdoptedSop> all;
    for (const auto& [id, key, version, title, number, hash, adopted_at, effective_at] : rows) {
        const bool current = all.empty() || all.back().key != key;
        all.push_back({id, key, version, title, number, hash, adopted_at, effective_at, current});
    }
    return all;
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

}  // namespace kentongan::office
