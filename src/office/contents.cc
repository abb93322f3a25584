// Owns content, draft and content_editor: what is being written, and who changed it.
#include "office/contents.h"

#include <algorithm>

#include "base/secret.h"
#include "base/text.h"
#include "delivery/channel.h"
#include "office/activities.h"
#include "office/content_rows.h"
#include "office/document.h"
#include "office/dossiers.h"
#include "office/journal.h"

namespace kentongan::office {
namespace {

constexpr std::size_t title_max = 300, variant_max = 100'000;
constexpr int items_max = 30;

/// {"x": "its text"}, or {"x": {"text": …, "pictures": […]}} where a channel has its own choice.
std::string json_of(const Draft& draft) {
    JsonObject object;
    for (const auto& [channel, text] : draft.variants) object[channel] = text;
    for (const auto& [channel, pictures] : draft.picks) {
        JsonObject own{{"pictures", JsonArray(pictures.begin(), pictures.end())}};
        const auto text = draft.variants.find(channel);
        if (text != draft.variants.end()) own["text"] = text->second;
        object[channel] = std::move(own);
    }
    return canonical_json(std::move(object));
}
void take_variants(Draft& draft, const Json& json) {
    if (!json.is_object()) return;
    for (const auto& member : json.get_object()) {
        const std::string channel(member.key());
        if (!member.value().is_object()) {
            draft.variants[channel] = text_of(json.get_object(), channel);
            continue;
        }
        const auto& own = member.value().get_object();
        if (own.contains("text")) draft.variants[channel] = text_of(own, "text");
        if (const auto* pictures = own.if_contains("pictures")) {
            draft.picks[channel] = strings_in(*pictures);
        }
    }
}

/// Only pictures that are there, each once; a choice of all in their order is none.
void settle_picks(Draft& draft) {
    std::vector<std::string> all;
    for (const auto& file : draft.files) {
        if (file.role == FileRole::picture) all.push_back(file.sha256);
    }
    for (auto pick = draft.picks.begin(); pick != draft.picks.end();) {
        std::vector<std::string> kept;
        for (const auto& sha256 : pick->second) {
            const bool there = std::ranges::find(all, sha256) != all.end();
            if (there && std::ranges::find(kept, sha256) == kept.end()) kept.push_back(sha256);
        }
        pick->second = std::move(kept);
        pick = pick->second == all ? draft.picks.erase(pick) : std::next(pick);
    }
}

/// The draft as it is kept: nothing unknown in it, texts as NFC, no empty variants.
Result<Draft> checked(const Draft& draft) {
    Draft kept{.title = canonical_text(trimmed(draft.title))};
    kept.body = TRY(checked_document(draft.body));
    if (kept.title.empty()) return Error{Kind::invalid, "no title", {{"title", "required"}}};
    if (length_of(kept.title) > title_max) {
        return Error{Kind::invalid,
                     "title too long",
                     {{"title",
                       "too_long",
                       {std::to_string(length_of(kept.title)), std::to_string(title_max)}}}};
    }
    for (const auto& [channel, text] : draft.variants) {
        if (!delivery::profile_of(channel)) {
            return Error{Kind::invalid, "unknown channel", {{"channel", "unknown", {channel}}}};
        }
        if (text.size() > variant_max) {
            return Error{Kind::invalid, "variant too long", {{"content", "too_long"}}};
        }
        const auto words = canonical_text(trimmed(text));
        if (!words.empty()) kept.variants[channel] = words;
    }
    for (const auto& [channel, pictures] : draft.picks) {
        if (!delivery::profile_of(channel)) {
            return Error{Kind::invalid, "unknown channel", {{"channel", "unknown", {channel}}}};
        }
        kept.picks[channel] = pictures;
    }
    return kept;
}

struct DraftRow {
    std::string title, body, variants;
    std::int64_t revision = 0;
};
Result<DraftRow> draft_row(store::Tx& tx, OfficeId office, ContentId content) {
    const auto [title, body, variants, revision] =
        TRY(tx.one<std::string, std::string, std::string, std::int64_t>(
            "SELECT title, body, variants, revision FROM draft"
            " WHERE office_id = $1 AND content_id = $2",
            office, content));
    return DraftRow{title, body, variants, revision};
}

}  // namespace

std::vector<std::string> strings_in(const Json& json) {
    std::vector<std::string> all;
    if (!json.is_array()) return all;
    for (const Json& one : json.get_array()) {
        if (one.is_string()) all.emplace_back(one.get_string());
    }
    return all;
}

Result<void> check_may_edit(store::Tx& tx, const Who& who, DossierId dossier) {
    const bool may = TRY(Dossiers::may_edit(tx, who, dossier));
    if (may) return {};
    return Error{Kind::forbidden, "not yours to edit now", {{"content", "not_yours"}}};
}

Result<ContentId> content_id_of(store::Tx& tx, OfficeId office, const ItemOf& of) {
    const auto row = TRY(tx.maybe<ContentId>(
        "SELECT id FROM content WHERE office_id = $1 AND dossier_id = $2 AND removed_at IS NULL"
        " AND (id = $3 OR CAST($3 AS BIGINT) = 0) ORDER BY place LIMIT 1",
        office, of.dossier, of.item));
    if (!row) return Error{Kind::not_found, "no content"};
    return std::get<0>(*row);
}

Result<ContentId> content_with(store::Tx& tx, OfficeId office, DossierId dossier,
                               const std::string& hash) {
    const auto rows = TRY(tx.all<ContentId>(
        "SELECT c.id FROM content c JOIN content_version v ON v.office_id = c.office_id"
        " AND v.content_id = c.id WHERE c.office_id = $1 AND c.dossier_id = $2 AND v.hash = $3"
        " LIMIT 1",
        office, dossier, hash));
    if (rows.empty()) return Error{Kind::not_found, "no such item"};
    return std::get<0>(rows.front());
}

Result<void> set_draft(store::Tx& tx, const Who& who, ContentId content, const Draft& draft) {
    const auto kept = TRY(checked(draft));
    TRY(
        tx.run("UPDATE draft SET title = $3, body = $4, variants = $5, revision = revision + 1"
               " WHERE office_id = $1 AND content_id = $2",
               who.office, content, kept.title, canonical_json(kept.body), json_of(kept)));
    return note_change(tx, who, content);
}

Result<void> set_kind(store::Tx& tx, const Who& who, ContentId content, const std::string& kind) {
    TRY(tx.run("UPDATE content SET kind = $3 WHERE office_id = $1 AND id = $2", who.office, content,
               kind));
    return {};
}

Result<void> note_change(store::Tx& tx, const Who& who, ContentId content) {
    // Counted over the whole dossier, so that one number says what came before what.
    TRY(
        tx.run("UPDATE draft SET change = 1 + (SELECT max(d.change) FROM content mine"
               " JOIN content c ON c.office_id = mine.office_id AND c.dossier_id = mine.dossier_id"
               " JOIN draft d ON d.office_id = c.office_id AND d.content_id = c.id"
               " WHERE mine.office_id = $1 AND mine.id = $2)"
               " WHERE office_id = $1 AND content_id = $2",
               who.office, content));
    TRY(
        tx.run("INSERT INTO content_editor (office_id, content_id, person_id, last_change)"
               " SELECT d.office_id, d.content_id, CAST($3 AS BIGINT), d.change FROM draft d"
               " WHERE d.office_id = $1 AND d.content_id = $2"
               " ON CONFLICT (office_id, content_id, person_id)"
               " DO UPDATE SET last_change = excluded.last_change",
               who.office, content, who.person));
    return {};
}

Result<std::int64_t> changes_of(store::Tx& tx, OfficeId office, DossierId dossier) {
    const auto [changes] =
        TRY(tx.one<std::int64_t>("SELECT coalesce(max(d.change), 0) FROM content c JOIN draft d"
                                 " ON d.office_id = c.office_id AND d.content_id = c.id"
                                 " WHERE c.office_id = $1 AND c.dossier_id = $2",
                                 office, dossier));
    return changes;
}

Result<std::vector<std::pair<PersonId, std::int64_t>>> editors_of(store::Tx& tx, OfficeId office,
                                                                  DossierId dossier) {
    const auto rows = TRY(tx.all<PersonId, std::int64_t>(
        "SELECT e.person_id, e.last_change FROM content c"
        " JOIN content_editor e ON e.office_id = c.office_id AND e.content_id = c.id"
        " WHERE c.office_id = $1 AND c.dossier_id = $2",
        office, dossier));
    std::vector<std::pair<PersonId, std::int64_t>> editors;
    for (const auto& [person, change] : rows) editors.emplace_back(person, change);
    return editors;
}

Result<Content> Contents::of_dossier(store::Tx& tx, OfficeId office, const ItemOf& of) {
    const auto row = TRY(tx.maybe<ContentId, std::string, int>(
        "SELECT id, kind, place FROM content WHERE office_id = $1 AND dossier_id = $2"
        " AND removed_at IS NULL AND (id = $3 OR CAST($3 AS BIGINT) = 0) ORDER BY place LIMIT 1",
        office, of.dossier, of.item));
    if (!row) return Error{Kind::not_found, "no content"};
    const auto& [id, kind, place] = *row;
    Content content{.id = id, .dossier = of.dossier, .kind = kind, .place = place};
    const auto draft = TRY(draft_row(tx, office, content.id));
    content.draft.title = draft.title;
    content.draft.body = TRY(read_json(draft.body));
    const auto variants = TRY(read_json(draft.variants));
    take_variants(content.draft, variants);
    content.draft.files = TRY(files_of(tx, office, content.id));
    settle_picks(content.draft);
    content.draft_revision = draft.revision;
    content.draft_hash = sha256_hex(canonical_content(content.draft, content.kind));
    const auto all = TRY(versions(tx, office, {of.dossier, id}));
    content.latest = newest(all);
    content.draft_is_latest = content.latest && content.latest->hash == content.draft_hash;
    return content;
}

Result<std::vector<Content>> Contents::all_of_dossier(store::Tx& tx, OfficeId office,
                                                      DossierId dossier) {
    const auto rows =
        TRY(tx.all<ContentId>("SELECT id FROM content WHERE office_id = $1 AND dossier_id = $2"
                              " AND removed_at IS NULL ORDER BY place",
                              office, dossier));
    std::vector<Content> items;
    for (const auto& [id] : rows) items.push_back(TRY(of_dossier(tx, office, {dossier, id})));
    return items;
}

Result<ContentId> Contents::create(store::Tx& tx, const Who& who, DossierId dossier,
                                   const std::string& title, Instant, const std::string& kind) {
    const auto [present, last] =
        TRY(tx.one<int, int>("SELECT count(CASE WHEN removed_at IS NULL THEN 1 END),"
                             " coalesce(max(place), 0) FROM content"
                             " WHERE office_id = $1 AND dossier_id = $2",
                             who.office, dossier));
    if (present >= items_max) {
        return Error{Kind::invalid,
                     "too many items",
                     {{"content", "too_many", {std::to_string(items_max)}}}};
    }
    const auto id = fresh<ContentId>();
    TRY(
        tx.run("INSERT INTO content (office_id, id, dossier_id, kind, place)"
               " VALUES ($1, $2, $3, $4, $5)",
               who.office, id, dossier, kind, last + 1));
    TRY(
        tx.run("INSERT INTO draft (office_id, content_id, title, body, variants, revision, change)"
               " VALUES ($1, $2, $3, $4, '{}', 1, 0)",
               who.office, id, canonical_text(title), canonical_json(empty_document())));
    return id;
}

Result<void> Contents::adopt(store::Tx& tx, const Who& who, DossierId into, DossierId from,
                             const std::vector<std::string>& item_hashes, Instant now) {
    bool is_first = true;
    for (const auto& hash : item_hashes) {
        const auto source = TRY(content_with(tx, who.office, from, hash));
        const auto bytes = TRY(bytes_of(tx, who.office, hash));
        const auto draft = TRY(draft_from(bytes));
        const auto [kind] = TRY(tx.one<std::string>(
            "SELECT kind FROM content WHERE office_id = $1 AND id = $2", who.office, source));
        const auto item = TRY(is_first ? content_id_of(tx, who.office, into)
                                       : create(tx, who, into, draft.title, now, kind));
        is_first = false;
        TRY(tx.run("UPDATE content SET kind = $3 WHERE office_id = $1 AND id = $2", who.office,
                   item, kind));
        TRY(
            tx.run("UPDATE draft SET title = $3, body = $4, variants = $5, revision = revision + 1"
                   " WHERE office_id = $1 AND content_id = $2",
                   who.office, item, draft.title, canonical_json(draft.body), json_of(draft)));
        TRY(copy_files(tx, who.office, source, item, draft.files));
        TRY(note_change(tx, who, item));
    }
    return {};
}

Result<void> Contents::remove(store::Tx& tx, const Who& who, const ItemOf& of, Instant now) {
    TRY(check_may_edit(tx, who, of.dossier));
    const auto content = TRY(content_id_of(tx, who.office, of));
    const auto items = TRY(all_of_dossier(tx, who.office, of.dossier));
    if (items.size() == 1) {
        return Error{Kind::conflict, "the last item stays", {{"content", "last_item"}}};
    }
    TRY(note_change(tx, who, content));
    TRY(tx.run("UPDATE content SET removed_at = $3 WHERE office_id = $1 AND id = $2", who.office,
               content, now));
    JsonObject event{{"event", "content_removed"}, {"content", std::to_string(content.value)}};
    TRY(Journal::append(tx, who, cat("dossier/", of.dossier.value), std::move(event), now));
    tx.tell(cat("dossier/", of.dossier.value));
    return {};
}

Result<std::int64_t> Contents::save_draft(store::Tx& tx, const Who& who, const ItemOf& of,
                                          const Draft& draft, std::int64_t revision) {
    TRY(check_may_edit(tx, who, of.dossier));
    auto kept = TRY(checked(draft));
    const auto content = TRY(content_id_of(tx, who.office, of));
    kept.files = TRY(files_of(tx, who.office, content));
    settle_picks(kept);
    const auto [kind] = TRY(tx.one<std::string>(
        "SELECT kind FROM content WHERE office_id = $1 AND id = $2", who.office, content));
    if (kind == meeting_kind) {
        return Error{Kind::conflict, "written from its plan", {{"content", "from_plan"}}};
    }
    const auto before = TRY(draft_row(tx, who.office, content));
    if (before.revision != revision) {
        return Error{Kind::conflict, "the draft moved on", {{"draft", "moved_on"}}};
    }
    const auto body = canonical_json(kept.body), variants = json_of(kept);
    if (before.title == kept.title && before.body == body && before.variants == variants) {
        return revision;
    }
    TRY(
        tx.run("UPDATE draft SET title = $3, body = $4, variants = $5, revision = revision + 1"
               " WHERE office_id = $1 AND content_id = $2",
               who.office, content, kept.title, body, variants));
    TRY(note_change(tx, who, content));
    tx.tell(cat("dossier/", of.dossier.value));
    return revision + 1;
}

}  // namespace kentongan::office
