// Owns content_package: all items of a dossier as one, which marks name and which may go out.
#include "base/secret.h"
#include "base/text.h"
#include "office/content_rows.h"
#include "office/journal.h"

namespace kentongan::office {
namespace {

constexpr std::string_view form = "kentongan/package/1";

Error altered() {
    return {Kind::invalid, "the stored bytes are not what was approved", {{"content", "altered"}}};
}

using VersionRow = std::tuple<int, std::string, PersonId, std::string, Instant>;
ContentVersion version_from(const VersionRow& row) {
    const auto& [number, hash, by, shown, at] = row;
    return {number, hash, by, shown, at};
}

/// The newest stored package, where there ever was one.
Result<std::optional<ContentVersion>> stored_package(store::Tx& tx, OfficeId office,
                                                     DossierId dossier) {
    const auto row = TRY(tx.maybe<int, std::string, PersonId, std::string, Instant>(
        "SELECT number, hash, person_id, shown, at FROM content_package"
        " WHERE office_id = $1 AND dossier_id = $2 ORDER BY number DESC LIMIT 1",
        office, dossier));
    if (!row) return std::optional<ContentVersion>{};
    return std::optional(version_from(*row));
}

/// The highest number any item or package of the dossier has, also of items since taken out.
Result<int> highest_number(store::Tx& tx, OfficeId office, DossierId dossier) {
    const auto [of_items] =
        TRY(tx.one<int>("SELECT coalesce(max(v.number), 0) FROM content c"
                        " JOIN content_version v ON v.office_id = c.office_id"
                        " AND v.content_id = c.id WHERE c.office_id = $1 AND c.dossier_id = $2",
                        office, dossier));
    const auto package = TRY(stored_package(tx, office, dossier));
    return package ? std::max(of_items, package->number) : of_items;
}

Result<std::vector<std::string>> hashes_in(const std::string& bytes) {
    const auto json = TRY(read_json(bytes));
    if (!json.is_object() || text_of(json.get_object(), "form") != form) return altered();
    const auto* items = json.get_object().if_contains("items");
    if (!items || !items->is_array()) return altered();
    std::vector<std::string> hashes;
    for (const Json& item : items->get_array()) {
        if (!item.is_string()) return altered();
        hashes.emplace_back(item.get_string());
    }
    return hashes;
}

}  // namespace

std::string canonical_package(const std::vector<std::string>& hashes) {
    JsonArray items;
    for (const auto& hash : hashes) items.emplace_back(hash);
    return canonical_json(JsonObject{{"form", form}, {"items", std::move(items)}});
}

std::string package_hash(const std::vector<std::string>& hashes) {
    return hashes.size() == 1 ? hashes.front() : sha256_hex(canonical_package(hashes));
}

Package Contents::package_of(const std::vector<Content>& items,
                             const std::optional<ContentVersion>& latest) {
    std::vector<std::string> hashes;
    for (const auto& item : items) hashes.push_back(item.draft_hash);
    Package package{.draft_hash = package_hash(hashes), .latest = latest};
    package.draft_is_latest = latest && latest->hash == package.draft_hash;
    return package;
}

Result<std::optional<ContentVersion>> Contents::latest_package(store::Tx& tx, OfficeId office,
                                                               DossierId dossier) {
    auto stored = TRY(stored_package(tx, office, dossier));
    if (stored) return stored;
    const auto row = TRY(tx.maybe<int, std::string, PersonId, std::string, Instant>(
        "SELECT v.number, v.hash, v.person_id, v.shown, v.at FROM content c"
        " JOIN content_version v ON v.office_id = c.office_id AND v.content_id = c.id"
        " WHERE c.office_id = $1 AND c.dossier_id = $2 AND c.removed_at IS NULL"
        " ORDER BY c.place, v.number DESC LIMIT 1",
        office, dossier));
    if (!row) return std::optional<ContentVersion>{};
    return std::optional(version_from(*row));
}

Result<std::vector<std::string>> Contents::items_of_package(store::Tx& tx, OfficeId office,
                                                            DossierId dossier,
                                                            const std::string& hash) {
    const auto rows = TRY(tx.all<store::Blob>(
        "SELECT bytes FROM content_package WHERE office_id = $1 AND dossier_id = $2"
        " AND hash = $3 ORDER BY number DESC LIMIT 1",
        office, dossier, hash));
    const bool is_one = rows.empty() || std::get<0>(rows.front()).bytes.empty();
    if (is_one) {
        TRY(content_with(tx, office, dossier, hash));
        return std::vector{hash};
    }
    const auto& bytes = std::get<0>(rows.front()).bytes;
    if (sha256_hex(bytes) != hash) return altered();
    return hashes_in(bytes);
}

Result<ContentVersion> Contents::fix_package(store::Tx& tx, const Who& who, DossierId dossier,
                                             Instant now) {
    const auto items = TRY(all_of_dossier(tx, who.office, dossier));
    if (items.empty()) return Error{Kind::not_found, "no content"};
    std::vector<std::string> hashes;
    ContentVersion last{};
    for (const auto& item : items) {
        last = TRY(fix_item(tx, who, item, now));
        hashes.push_back(last.hash);
    }
    const auto before = TRY(stored_package(tx, who.office, dossier));
    const auto [ever] =
        TRY(tx.one<int>("SELECT count(*) FROM content WHERE office_id = $1 AND dossier_id = $2",
                        who.office, dossier));
    if (ever == 1) return last;
    ContentVersion package{.hash = package_hash(hashes), .by = who.person, .at = now};
    if (before && before->hash == package.hash) return *before;
    package.number = 1 + TRY(highest_number(tx, who.office, dossier));
    package.by_shown = who.shown();
    const auto bytes = items.size() == 1 ? std::string() : canonical_package(hashes);
    TRY(
        tx.run("INSERT INTO content_package (office_id, dossier_id, number, hash, bytes, person_id,"
               " shown, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
               who.office, dossier, package.number, package.hash, store::Blob{bytes}, who.person,
               package.by_shown, now));
    JsonObject event{{"event", "package_fixed"}, {"hash", package.hash}};
    event["version"] = package.number;
    event["items"] = static_cast<std::int64_t>(items.size());
    TRY(Journal::append(tx, who, cat("dossier/", dossier.value), std::move(event), now));
    return package;
}

Result<ContentVersion> Contents::fix_version(store::Tx& tx, const Who& who, const ItemOf& of,
                                             Instant now) {
    const auto content = TRY(content_id_of(tx, who.office, of));
    TRY(fix_package(tx, who, of.dossier, now));
    const auto all = TRY(versions(tx, who.office, {of.dossier, content}));
    return all.back();
}

}  // namespace kentongan::office
