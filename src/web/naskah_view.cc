// Fills the editor.
#include "web/naskah_view.h"

#include <algorithm>

#include "office/activities.h"
#include "office/remarks.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

struct IconRow {
    std::string_view channel, icon;
};
// clang-format off
constexpr IconRow icons[] = {
    {"website",   "globe"},
    {"instagram", "instagram"},
    {"facebook",  "facebook"},
    {"x",         "x_twitter"},
    {"youtube",   "youtube"},
    {"radio",     "radio"},
    {"pers",      "mail"},
    {"email",     "mail"},
    {"whatsapp",  "phone"},
    {"telegram",  "send"},
    {"tiktok",    "video"},
};
// clang-format on

std::string counts_words(const delivery::Profile* profile) {
    using Counts = delivery::Profile::Counts;
    if (!profile) return "characters";
    switch (profile->counts) {
    case Counts::characters: return "characters";
    case Counts::bytes: return "bytes";
    case Counts::utf16: return "utf16";
    case Counts::weighted: return "weighted";
    }
    return "characters";
}

/// The cut of a picture that this channel shows.
std::string_view cut_for(std::string_view channel) {
    if (channel == "instagram") return "potret";
    if (channel == "youtube" || channel == "televisi") return "layar";
    return channel == "tiktok" ? "persegi" : "tautan";
}

/// Which pictures go to this channel and in what order, and the pictures as it will show them.
void fill_picks(VariantCard& card, const Say& say, const office::Draft& draft,
                const std::vector<MediaCard>& media) {
    std::vector<std::string> going;
    for (const auto& file : office::files_for(draft, card.channel)) {
        if (file.role == office::FileRole::picture) going.push_back(file.sha256);
    }
    card.own_pictures = draft.picks.contains(card.channel);
    std::map<std::string, Link> shown;
    std::vector<const MediaCard*> all;
    for (const auto& one : media) {
        if (!one.is_picture || one.inside) continue;
        all.push_back(&one);
        shown[one.sha] = {
            one.sizes.empty() ? one.address : cat(one.address, "?ukuran=", cut_for(card.channel)),
            one.alt};
    }
    for (const auto& sha256 : going) card.pictures.push_back(shown[sha256]);
    for (const auto* one : all) {
        const auto at = std::ranges::find(going, one->sha) - going.begin();
        const bool goes = at < std::ssize(going);
        PickLine line{cat(card.channel, "_", one->sha), one->preview, one->name};
        line.places.push_back({"", say("variant.not_here"), !goes});
        for (std::size_t place = 1; place <= all.size(); ++place) {
            const auto number = std::to_string(place);
            line.places.push_back({number, number, goes && std::cmp_equal(at + 1, place)});
        }
        card.picks.push_back(std::move(line));
    }
}

VariantCard variant_card(const Say& say, const office::Account& account, const office::Draft& draft,
                         const std::vector<MediaCard>& media) {
    const std::string& channel = account.channel.value;
    VariantCard card{.channel = channel, .label = account.label, .icon = icon_of(channel)};
    const auto own = draft.variants.find(channel);
    card.own = own != draft.variants.end() && !own->second.empty();
    if (card.own) card.text.value = own->second;
    const auto* profile = delivery::profile_of(channel);
    const auto post = office::post_for(draft, channel);
    card.goes_out = post.text;
    card.counts = counts_words(profile);
    const auto length = profile ? delivery::length_on(*profile, post.text) : length_of(post.text);
    card.length = std::to_string(length);
    card.shown = with_dots(static_cast<std::int64_t>(length));
    fill_picks(card, say, draft, media);
    if (!profile) return card;
    auto issues = delivery::problems(post, *profile);
    // The length has its own words at the field.
    std::erase_if(issues, [](const Issue& issue) {
        return issue.field == "text" && (issue.rule == "too_long" || issue.rule == "missing");
    });
    card.problems = say.issues(issues);
    card.limited = profile->text_max > 0;
    card.limit = std::to_string(profile->text_max);
    if (card.limited && length > profile->text_max) {
        card.text.error = say("variant.too_long", {std::to_string(length - profile->text_max),
                                                   std::to_string(profile->text_max)});
    }
    return card;
}

/// The ways to hand in what was written: the exits of my tasks that go on. A checker corrects and
/// passes on in one act; only a paraf is made where the whole text is read again.
void fill_hand_in(EditorView& view, const Say& say, const office::DossierView& dossier) {
    for (const auto& open : dossier.open) {
        if (!open.mine || !open.step || open.step->paraf) continue;
        for (const auto& choice : open.choices) {
            if (choice.exit.is_return) continue;
            auto obstacles = choice.obstacles;
            // The text that is missing now comes with the very press of the button.
            std::erase_if(obstacles, [](const Issue& issue) { return issue.field == "item"; });
            const auto& step = open.task.step.value;
            const auto& label = choice.exit.label;
            view.hand_in.push_back({.task = std::to_string(open.task.number),
                                    .outcome = choice.exit.outcome,
                                    .words = label.empty()
                                                 ? say("editor.hand_in", {step})
                                                 : say("editor.hand_in_as", {step, label}),
                                    .obstacle = say.issues(obstacles),
                                    .open = obstacles.empty(),
                                    .is_main = view.hand_in.empty()});
        }
    }
}

/// What stands beside the text: its media, what a machine has to say, what colleagues said.
Result<void> fill_beside(EditorView& view, const Site& site, const Visit& visit,
                         const office::Content& content) {
    const Say say(site, visit);
    const office::ItemOf of(content.dossier, content.id);
    const auto office = visit.who().office;
    const auto facts =
        TRY(site.db.read([&](store::Tx& tx) { return office::facts_of(tx, office, of); }));
    const auto remarks =
        TRY(site.db.read([&](store::Tx& tx) { return office::remarks_of(tx, office, of); }));
    view.item = std::to_string(content.id.value);
    if (content.latest) view.newest = std::to_string(content.latest->number);
    view.pictures = media_cards(say, content.dossier, content.draft.files, facts);
    for (const auto& issue : office::warnings_of(content.draft, facts)) {
        view.warnings.push_back({"", say.issue(issue)});
    }
    for (const auto& one : remarks) {
        RemarkLine line{.id = std::to_string(one.id.value), .who = one.shown, .words = one.words};
        line.when = say.moment(one.at);
        line.first = !one.answers;
        line.is_settled = one.settled_at.has_value();
        if (line.is_settled) {
            line.settled = say("remark.settled", {one.settled_by, say.moment(*one.settled_at)});
        }
        view.remarks.push_back(std::move(line));
    }
    return {};
}

/// Where this item's forms go, and where the other items are.
void fill_items(EditorView& view, const Visit& visit, const office::DossierView& dossier) {
    const office::ItemOf of(dossier.id, dossier.content->id);
    view.place = editor_place(visit, of);
    const bool named = !visit.parameter("isi").empty();
    view.pictures_at = cat(named ? view.place : view.tabs.base, "/gambar");
    if (dossier.items.size() < 2) return;
    for (const auto& item : dossier.items) {
        view.items.push_back({.number = std::to_string(view.items.size() + 1),
                              .title = item.draft.title,
                              .address = cat(view.tabs.base, "/naskah/", item.id.value),
                              .here = item.id == dossier.content->id});
    }
}

std::string state_words(const Say& say, const office::Content& content) {
    if (!content.latest) return say("editor.draft_first");
    const auto number = std::to_string(content.latest->number);
    return say(content.draft_is_latest ? "editor.is_version" : "editor.draft_after", {number});
}

}  // namespace

Result<office::ItemOf> item_of(const Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    if (visit.parameter("isi").empty()) return office::ItemOf(id);
    const auto item = TRY(visit.id<ContentId>("isi"));
    return office::ItemOf(id, item);
}

Result<office::DossierView> dossier_with(const Site& site, const Visit& visit,
                                         const office::ItemOf& of) {
    auto dossier = TRY(site.dossiers.view(visit.who(), of.dossier));
    if (!of.item) return dossier;
    const auto named = std::find_if(dossier.items.begin(), dossier.items.end(),
                                    [&](const auto& item) { return item.id == of.item; });
    if (named == dossier.items.end()) return Error{Kind::not_found, "no such item"};
    dossier.content = *named;
    dossier.versions = TRY(site.db.read(
        [&](store::Tx& tx) { return office::Contents::versions(tx, visit.who().office, of); }));
    return dossier;
}

std::string editor_place(const Visit& visit, const office::ItemOf& of) {
    const auto named = visit.parameter("isi");
    const auto place = cat("/berkas/", of.dossier.value, "/naskah");
    return named.empty() ? place : cat(place, "/", of.item.value);
}

std::string icon_of(std::string_view channel) {
    for (const IconRow& row : icons) {
        if (row.channel == channel) return std::string(row.icon);
    }
    return "megaphone";
}

Result<EditorView> editor_view(const Site& site, const Visit& visit,
                               const office::DossierView& dossier,
                               const std::vector<office::Account>& accounts,
                               const Unsaved* unsaved) {
    const Say say(site, visit);
    if (!dossier.content) return Error{Kind::not_found, "no content"};
    const office::Content& content = *dossier.content;
    office::Draft draft = unsaved ? unsaved->draft : content.draft;
    draft.files = content.draft.files;
    EditorView view{.shell = TRY(shell_of(site, visit, say("editor.title"), "berkas")),
                    .tabs = tabs_of(dossier, "naskah"),
                    .number = dossier.number,
                    .dossier_title = dossier.title,
                    .status = state_words(say, content),
                    .may_edit = dossier.may_edit};
    fill_items(view, visit, dossier);
    if (content.kind == office::meeting_kind) {
        view.activity = cat(view.tabs.base, "/kegiatan");
        view.may_edit = false;
    }
    const auto written = TRY(written_in(site, visit, dossier));
    view.sources = sources_of(say, written, false);
    view.title.value = draft.title;
    view.text.value = office::text_from_document(draft.body);
    view.document = write_json(draft.body);
    view.revision = std::to_string(content.draft_revision);
    view.shown.html = office::html_of(draft.body);
    TRY(fill_beside(view, site, visit, content));
    std::set<std::string> channels;
    for (const auto& account : accounts) {
        const bool has_text = account.channel.value != "website";
        if (!has_text || !channels.insert(account.channel.value).second) continue;
        view.variants.push_back(variant_card(say, account, draft, view.pictures));
    }
    for (auto version = dossier.versions.rbegin(); version != dossier.versions.rend(); ++version) {
        view.versions.push_back({std::to_string(version->number), version->by_shown,
                                 say.moment(version->at), short_hash(version->hash)});
    }
    fill_hand_in(view, say, dossier);
    for (auto& mark : marks_of(site, visit, dossier.marks)) {
        if (mark.earlier || mark.voided) view.marks.push_back(std::move(mark));
    }
    if (!unsaved) return view;
    view.title.error = say.issue_of(unsaved->issues, "title");
    if (unsaved->conflict) {
        view.conflict = office::plain_text_of(content.draft.body);
    }
    for (const Issue& issue : unsaved->issues) {
        if (issue.field != "title")
            view.problem += (view.problem.empty() ? "" : " ") + say.issue(issue);
    }
    return view;
}

}  // namespace kentongan::web
