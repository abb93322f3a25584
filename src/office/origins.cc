// Owns content_origin: where a text of a dossier came from, and that it was confirmed.
#include "base/text.h"
#include "office/content_rows.h"
#include "office/dossier_act.h"
#include "office/incoming_rows.h"
#include "office/journal.h"

namespace kentongan::office {
namespace {

constexpr std::size_t words_max = 500;

Result<void> note_origin(store::Tx& tx, const Who& who, const ItemOf& of, const Origin& origin) {
    TRY(
        tx.run("INSERT INTO content_origin (office_id, content_id, ref, words, hash, shown, at)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7)"
               " ON CONFLICT (office_id, content_id, ref) DO UPDATE SET words = excluded.words,"
               " hash = excluded.hash, shown = excluded.shown, at = excluded.at",
               who.office, of.item, origin.ref, origin.words, origin.hash, who.shown(), origin.at));
    JsonObject event{{"event", "origin_noted"}, {"ref", origin.ref}};
    event["content"] = std::to_string(of.item.value);
    event["words"] = origin.words;
    if (!origin.hash.empty()) event["hash"] = origin.hash;
    TRY(Journal::append(tx, who, cat("dossier/", of.dossier.value), std::move(event), origin.at));
    tx.tell(cat("dossier/", of.dossier.value));
    return {};
}

std::string words_of(const Incoming& from) {
    if (!from.number.empty()) return from.number;
    return from.link.empty() ? from.medium : cat(from.medium, " · ", from.link);
}

}  // namespace

Result<ContentId> take_over(store::Tx& tx, const Who& who, DossierId dossier, const Incoming& from,
                            Instant now) {
    Draft draft{.title = from.title, .body = document_from_text(from.body)};
    std::string kind = "teks";
    if (!from.hash.empty()) {
        const auto bytes = TRY(Contents::bytes_of(tx, who.office, from.hash));
        draft = TRY(Contents::draft_from(bytes));
        const auto source = TRY(content_with(tx, who.office, from.dossier, from.hash));
        const auto original = TRY(Contents::of_dossier(tx, who.office, {from.dossier, source}));
        kind = original.kind;
        const auto item = TRY(Contents::create(tx, who, dossier, draft.title, now, kind));
        TRY(set_draft(tx, who, item, draft));
        TRY(copy_files(tx, who.office, source, item, draft.files));
        const auto made = TRY(Contents::of_dossier(tx, who.office, {dossier, item}));
        if (made.draft_hash != from.hash) {
            return Error{Kind::invalid, "not byte for byte", {{"content", "altered"}}};
        }
        TRY(note_origin(tx, who, {dossier, item}, {from.ref, words_of(from), from.hash, {}, now}));
        return item;
    }
    const auto item = TRY(Contents::create(tx, who, dossier, draft.title, now, kind));
    TRY(set_draft(tx, who, item, draft));
    TRY(note_origin(tx, who, {dossier, item}, {from.ref, words_of(from), {}, {}, now}));
    return item;
}

Result<std::vector<Origin>> Register::origins(store::Tx& tx, OfficeId office, ContentId content) {
    const auto rows = TRY(tx.all<std::string, std::string, std::string, std::string, Instant>(
        "SELECT ref, words, hash, shown, at FROM content_origin"
        " WHERE office_id = $1 AND content_id = $2 ORDER BY at",
        office, content));
    std::vector<Origin> all;
    for (const auto& [ref, words, hash, shown, at] : rows) {
        all.push_back({ref, words, hash, shown, at});
    }
    return all;
}

Result<void> Register::confirm_origin(store::Tx& tx, const Who& who, const ItemOf& of,
                                      const std::string& words, Instant now) {
    TRY(look_at(tx, who, of.dossier));
    TRY(check_may_edit(tx, who, of.dossier));
    const auto content = TRY(content_id_of(tx, who.office, of));
    const auto said = canonical_text(trimmed(words));
    if (said.empty()) return Error{Kind::invalid, "by whom", {{"origin_words", "required"}}};
    if (length_of(said) > words_max) {
        return Error{
            Kind::invalid, "too long", {{"origin_words", "too_long", {std::to_string(words_max)}}}};
    }
    return note_origin(tx, who, {of.dossier, content}, {"pemohon", said, {}, {}, now});
}

}  // namespace kentongan::office
