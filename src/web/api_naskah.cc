// Texts and pictures for programs: the draft with its revision, versions, uploads.
#include "web/api.h"
#include "web/api_pages.h"
#include "web/naskah_view.h"
#include "web/unggah.h"

namespace kentongan::web {
namespace {

constexpr std::size_t title_max = 300;

Result<std::string> hash_in(const Visit& visit) {
    auto hash = visit.parameter("sidik");
    if (hash.size() != 64 || hash.find_first_not_of("0123456789abcdef") != hash.npos) {
        return Error{Kind::not_found, "no such file"};
    }
    return hash;
}

Result<office::Draft> draft_in(const api::NewDraft& body) {
    const std::string title(trimmed(body.title));
    std::vector<Issue> issues;
    if (title.empty()) issues.push_back(Issue{"title", "missing"});
    const auto length = length_of(title);
    if (length > title_max) {
        issues.push_back(
            Issue{"title", "too_long", {std::to_string(length), std::to_string(title_max)}});
    }
    if (body.text.has_value() == body.document.has_value()) {
        issues.push_back(Issue{"body", "text_or_document"});
    }
    if (!issues.empty()) return Error{Kind::invalid, "not complete", issues};
    office::Draft draft{
        .title = title,
        .body = body.document ? *body.document : office::document_from_text(*body.text)};
    for (const auto& [channel, text] : body.variants) {
        if (!trimmed(text).empty()) draft.variants[channel] = text;
    }
    return draft;
}

Result<office::Content> content_of(const Site& site, const Visit& visit, const office::ItemOf& of) {
    const auto view = TRY(dossier_with(site, visit, of));
    if (!view.content) return Error{Kind::not_found, "no text yet"};
    return *view.content;
}

}  // namespace

Answer api_draft(const Site& site, Visit& visit) {
    const auto of = TRY(item_of(visit));
    const auto content = TRY(content_of(site, visit, of));
    return reply_with(draft_of(of.dossier, content));
}

Answer api_items(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto view = TRY(site.dossiers.view(visit.who(), id));
    api::Items record{.seen = view.package.draft_hash, .approved = view.approved_hash};
    for (const auto& item : view.items) record.items.push_back(draft_of(id, item));
    return reply_with(record);
}

Answer api_save_draft(const Site& site, Visit& visit) {
    const auto of = TRY(item_of(visit));
    const auto body = TRY(body_of<api::NewDraft>(visit));
    auto draft = TRY(draft_in(body));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        if (body.picks) {
            draft.picks = *body.picks;
        } else {
            const auto kept = TRY(office::Contents::of_dossier(tx, visit.who().office, of));
            draft.picks = kept.draft.picks;
        }
        const auto revision =
            TRY(site.contents.save_draft(tx, visit.who(), of, draft, body.revision));
        return to_json(api::Saved{revision});
    });
}

Answer api_fix_version(const Site& site, Visit& visit) {
    const auto of = TRY(item_of(visit));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        const auto version = TRY(office::Contents::fix_version(tx, visit.who(), of, visit.now));
        return to_json(version_of(version));
    });
}

/// Bytes are addressed by their hash, so the same picture again is the same picture: here the key
/// only keeps to the rule that every change carries one.
Answer api_add_picture(const Site& site, Visit& visit) {
    if (auto refusal = missing_key(site, visit)) return *std::move(refusal);
    const auto of = TRY(item_of(visit));
    const auto given = TRY(given_file(site, visit, "picture"));
    if (!given) return Error{Kind::invalid, "no file", {Issue{"picture", "missing"}}};
    const auto added = TRY(site.contents.add_picture(visit.who(), of, given->path, given->name,
                                                     std::string(trimmed(visit.field("alt"))),
                                                     std::string(trimmed(visit.field("credit")))));
    let_go(site, *given);
    return reply_with(picture_of(of.dossier, added), 201);
}

Answer api_describe_picture(const Site& site, Visit& visit) {
    const auto of = TRY(item_of(visit));
    const auto hash = TRY(hash_in(visit));
    const auto body = TRY(body_of<api::PictureWords>(visit));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(site.contents.describe_picture(tx, visit.who(), of, hash,
                                           std::string(trimmed(body.alt)),
                                           std::string(trimmed(body.credit.value_or("")))));
        const auto content = TRY(office::Contents::of_dossier(tx, visit.who().office, of));
        return to_json(draft_of(of.dossier, content));
    });
}

Answer api_remove_picture(const Site& site, Visit& visit) {
    const auto of = TRY(item_of(visit));
    const auto hash = TRY(hash_in(visit));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(site.contents.remove_picture(tx, visit.who(), of, hash));
        const auto content = TRY(office::Contents::of_dossier(tx, visit.who().office, of));
        return to_json(draft_of(of.dossier, content));
    });
}

}  // namespace kentongan::web
