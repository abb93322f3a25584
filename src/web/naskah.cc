// The editor: a text saved by hand, by itself, as a version, or handed in.
#include "web/naskah_view.h"

#include "base/json.h"
#include "office/document.h"
#include "web/berkas_perintah.h"

namespace kentongan::web {
namespace {

constexpr std::string_view variant_prefix = "varian_", pick_prefix = "gambar_";
constexpr std::size_t title_max = 300;

struct Desk {
    office::DossierView dossier;
    std::vector<office::Account> accounts;
};
Result<Desk> desk_of(const Site& site, const Visit& visit) {
    const auto of = TRY(item_of(visit));
    auto dossier = TRY(dossier_with(site, visit, of));
    if (!dossier.content) return Error{Kind::not_found, "no text yet"};
    auto accounts = TRY(site.db.read([&](store::Tx& tx) {
        return office::Airings::accounts_of(tx, visit.who().office, dossier.definition->key);
    }));
    return Desk{std::move(dossier), std::move(accounts)};
}

/// The pictures of one channel by the places they were given, equal ones in the item's order;
/// nothing where all that the form shows go in that order: then it has no choice of its own.
std::optional<std::vector<std::string>> picked_for(const Visit& visit, const std::string& channel,
                                                   const office::Draft& kept) {
    std::vector<std::pair<std::int64_t, std::string>> places;
    std::vector<std::string> shown;
    for (const auto& file : kept.files) {
        const auto name = cat(pick_prefix, channel, "_", file.sha256);
        const auto typed = std::ranges::find(visit.form, name, &net::Fields::value_type::first);
        if (typed == visit.form.end()) continue;
        shown.push_back(file.sha256);
        if (const auto place = to_number(typed->second)) places.emplace_back(*place, file.sha256);
    }
    std::ranges::stable_sort(places, {}, &std::pair<std::int64_t, std::string>::first);
    std::vector<std::string> picked;
    for (auto& [place, sha256] : places) picked.push_back(std::move(sha256));
    if (picked == shown) return {};
    return picked;
}

/// What was typed. With script the document comes as the editor holds it; without, as text.
/// Channels whose pictures the form does not show keep their choice.
Result<office::Draft> typed_draft(const Visit& visit, const office::Draft& kept) {
    office::Draft draft{.title = std::string(trimmed(visit.field("judul"))), .body = {}};
    draft.picks = kept.picks;
    for (const auto& channel : visit.every("gambar_kanal")) {
        draft.picks.erase(channel);
        if (auto picked = picked_for(visit, channel, kept)) {
            draft.picks[channel] = *std::move(picked);
        }
    }
    const auto document = visit.field("dokumen");
    if (document.empty()) {
        draft.body = office::document_from_text(visit.field("teks"));
    } else {
        draft.body = TRY(read_json(document));
    }
    for (const auto& [name, value] : visit.form) {
        if (!name.starts_with(variant_prefix)) continue;
        const auto text = visit.field(name);
        if (!trimmed(text).empty()) draft.variants[name.substr(variant_prefix.size())] = text;
    }
    return draft;
}

std::vector<Issue> problems_of(const office::Draft& draft) {
    std::vector<Issue> issues;
    if (draft.title.empty()) issues.push_back(Issue{"title", "missing"});
    if (length_of(draft.title) > title_max) {
        issues.push_back(
            Issue{"title",
                  "too_long",
                  {std::to_string(length_of(draft.title)), std::to_string(title_max)}});
    }
    return issues;
}

/// "12:selesai" of the button that hands the text in.
std::optional<sop::Finish> hand_in_of(const Visit& visit) {
    const auto words = visit.field("serahkan");
    const auto colon = words.find(':');
    if (colon == words.npos) return {};
    const auto task = to_number(words.substr(0, colon));
    if (!task || *task <= 0 || *task > 1'000'000) return {};
    return sop::Finish{.task = static_cast<int>(*task), .outcome = words.substr(colon + 1)};
}

Result<std::string> save(const Site& site, const Visit& visit, store::Tx& tx, const Desk& desk,
                         const office::Draft& draft) {
    const auto& who = visit.who();
    const DossierId id = desk.dossier.id;
    const office::ItemOf of(id, desk.dossier.content->id);
    TRY(site.contents.save_draft(tx, who, of, draft, to_number(visit.field("revisi")).value_or(0)));
    const auto finish = hand_in_of(visit);
    if (finish) {
        const auto items = TRY(office::Contents::all_of_dossier(tx, who.office, id));
        const auto seen = office::Contents::package_of(items, {}).draft_hash;
        const auto after = TRY(site.dossiers.act(tx, who, id, *finish, seen));
        return after_finish(visit, desk.dossier, *finish, after);
    }
    const auto place = editor_place(visit, of);
    if (visit.field("versi") != "1") return with_toast(visit, place, "toast.saved");
    const auto version = TRY(office::Contents::fix_version(tx, who, of, visit.now));
    return with_toast(visit, place, "toast.version", {std::to_string(version.number)});
}

/// The new revision, and what a machine has to say of the text now.
Json saved_answer(const Site& site, const Visit& visit, const office::ItemOf& of,
                  office::Draft draft, const std::string& revision) {
    const auto read = [&](store::Tx& tx) -> Result<office::FactsOfFiles> {
        const auto content = TRY(office::Contents::of_dossier(tx, visit.who().office, of));
        draft.files = content.draft.files;
        return office::facts_of(tx, visit.who().office, of);
    };
    const auto facts = site.db.read(read);
    JsonArray warnings;
    for (const auto& issue : office::warnings_of(draft, facts ? *facts : office::FactsOfFiles{})) {
        warnings.emplace_back(site.look.words().say(visit.language, issue));
    }
    return JsonObject{{"revisi", revision}, {"peringatan", std::move(warnings)}};
}

/// Whether what was typed is what is kept: the kept one has lost what no document may hold.
bool same_text(const office::Draft& kept, const office::Draft& typed) {
    const auto body = office::checked_document(typed.body);
    return body && kept.title == typed.title && kept.body == *body &&
           kept.variants == typed.variants && kept.picks == typed.picks;
}

}  // namespace

Answer show_editor(const Site& site, Visit& visit) {
    const auto desk = TRY(desk_of(site, visit));
    const auto view = TRY(editor_view(site, visit, desk.dossier, desk.accounts));
    return page_of(site, visit, view);
}

Answer save_text(const Site& site, Visit& visit) {
    const auto desk = TRY(desk_of(site, visit));
    auto draft = TRY(typed_draft(visit, desk.dossier.content->draft));
    if (const auto* wanted = delivery::profile_of(visit.field("buat"))) {
        draft.variants[std::string(wanted->channel)] = office::text_for(draft, *wanted);
    }
    const auto again = [&](const Error& error) -> Answer {
        if (error.issues.empty()) return error;
        const auto now = TRY(desk_of(site, visit));
        const Unsaved unsaved{draft, error.issues, error.kind == Kind::conflict};
        const auto view = TRY(editor_view(site, visit, now.dossier, now.accounts, &unsaved));
        return page_of(site, visit, view, status_of_refusal(error.kind));
    };
    const auto issues = problems_of(draft);
    if (!issues.empty()) return again(Error{Kind::invalid, "not complete", issues});
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        return save(site, visit, tx, desk, draft);
    });
    if (!done) return again(done.error());
    return done;
}

Answer autosave_text(const Site& site, Visit& visit) {
    const auto of = TRY(item_of(visit));
    office::Draft draft;
    const auto revision = to_number(visit.field("revisi")).value_or(0);
    const auto saved = site.db.write([&](store::Tx& tx) -> Result<std::int64_t> {
        const auto kept = TRY(office::Contents::of_dossier(tx, visit.who().office, of));
        draft = TRY(typed_draft(visit, kept.draft));
        return site.contents.save_draft(tx, visit.who(), of, draft, revision);
    });
    if (saved) return json_of(saved_answer(site, visit, of, draft, std::to_string(*saved)));
    const Error& error = saved.error();
    if (error.kind != Kind::conflict) {
        return api_error(site.look.words(), visit.language, status_of(error.kind), error.issues);
    }
    const auto dossier = TRY(dossier_with(site, visit, of));
    if (!dossier.content) return error;
    const office::Content& content = *dossier.content;
    const auto newer = std::to_string(content.draft_revision);
    // Our own earlier save, whose answer was lost on the way.
    if (same_text(content.draft, draft)) return json_of(JsonObject{{"revisi", newer}});
    return json_of(
        JsonObject{
            {"revisi", newer}, {"judul", content.draft.title}, {"dokumen", content.draft.body}},
        409);
}

}  // namespace kentongan::web
