// Fills the review: the comparison with my last reading, my earlier notes, the decision.
#include "web/periksa_view.h"

#include <algorithm>

#include "web/naskah_view.h"
#include "web/say.h"

namespace kentongan::web {

std::vector<DiffPiece> pieces_of(const std::string& before, const std::string& after) {
    std::vector<DiffPiece> pieces;
    for (auto& part : office::compare(before, after)) {
        using Is = office::DiffPart::Is;
        pieces.push_back({std::move(part.words), part.is == Is::added, part.is == Is::removed});
    }
    return pieces;
}

/// Pieces between line ends become paragraphs of their own.
std::vector<DiffParagraph> paragraphs_of(const std::vector<DiffPiece>& pieces) {
    std::vector<DiffParagraph> paragraphs(1);
    for (const auto& piece : pieces) {
        const auto lines = split(piece.words, '\n');
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (i > 0) paragraphs.emplace_back();
            if (lines[i].empty()) continue;
            paragraphs.back().pieces.push_back({lines[i], piece.added, piece.removed});
        }
    }
    std::erase_if(paragraphs, [](const auto& one) { return one.pieces.empty(); });
    return paragraphs;
}

bool changed(const std::vector<DiffPiece>& pieces) {
    return std::any_of(pieces.begin(), pieces.end(),
                       [](const auto& piece) { return piece.added || piece.removed; });
}

namespace {

void fill_comparison(ReviewView& view, const Say& say, const LastLook& last,
                     const office::Draft& now) {
    if (!last.draft) {
        view.note = say("review.first_time");
        return;
    }
    view.title_changes = pieces_of(last.draft->title, now.title);
    const auto body =
        pieces_of(office::plain_text_of(last.draft->body), office::plain_text_of(now.body));
    view.changes = paragraphs_of(body);
    std::vector<std::string> what;
    if (changed(view.title_changes)) what.push_back(say("review.the_title"));
    if (changed(body)) what.push_back(say("review.the_text"));
    if (last.draft->variants != now.variants) what.push_back(say("review.the_channels"));
    if (last.draft->files != now.files) what.push_back(say("review.the_pictures"));
    view.has_changes = !what.empty();
    view.note =
        what.empty() ? say("review.unchanged") : say("review.changed", {joined(what, ", ")});
}

void fill_pictures(ReviewView& view, const office::DossierView& dossier, const LastLook& last) {
    for (const auto& file : dossier.content->draft.files) {
        const auto known = [&](const auto& other) { return other.sha256 == file.sha256; };
        const bool fresh =
            last.draft && std::none_of(last.draft->files.begin(), last.draft->files.end(), known);
        view.pictures.push_back({cat("/berkas/", dossier.id.value, "/file/", file.sha256), file.alt,
                                 file.credit, file.name, fresh});
    }
}

void fill_variants(ReviewView& view, const Say& say, const office::Draft& now,
                   const LastLook& last) {
    for (const auto& [channel, text] : now.variants) {
        const bool changed = last.draft && (!last.draft->variants.contains(channel) ||
                                            last.draft->variants.at(channel) != text);
        view.variants.push_back({say.channel(channel), icon_of(channel), text, changed});
    }
}

/// What a machine can see before a person reads.
void fill_checks(ReviewView& view, const Say& say, const office::Draft& draft) {
    const bool described = std::all_of(draft.files.begin(), draft.files.end(),
                                       [](const auto& file) { return !file.alt.empty(); });
    view.checks.push_back({.words = say("check.alt"), .there = described});
    for (const auto& [channel, text] : draft.variants) {
        const auto* profile = delivery::profile_of(channel);
        if (!profile || profile->text_max == 0) continue;
        const auto length = delivery::length_on(*profile, text);
        const auto note =
            say("check.length_of", {std::to_string(length), std::to_string(profile->text_max)});
        view.checks.push_back({.words = say("check.length", {say.channel(channel)}),
                               .note = note,
                               .there = length <= profile->text_max});
    }
}

}  // namespace

Result<ReviewView> review_view(const Site& site, const Visit& visit,
                               const office::DossierView& dossier, const LastLook& last,
                               const Refused& refused) {
    const Say say(site, visit);
    if (!dossier.content) return Error{Kind::not_found, "no content"};
    const office::Content& content = *dossier.content;
    ReviewView view{.shell = TRY(shell_of(site, visit, say("review.title"), "berkas")),
                    .tabs = tabs_of(dossier, "periksa"),
                    .number = dossier.number,
                    .dossier_title = dossier.title};
    view.hash = short_hash(dossier.package.draft_hash);
    view.seen = dossier.package.draft_hash;
    view.title = content.draft.title;
    view.text.html = office::html_of(content.draft.body);
    if (content.latest) {
        const auto number = std::to_string(content.latest->number);
        view.status = content.draft_is_latest
                          ? say("review.version", {number, content.latest->by_shown})
                          : say("review.draft_after", {number});
        view.now_caption = say.moment(content.latest->at);
    }
    for (std::size_t i = 1; i < dossier.items.size(); ++i) {
        const auto& draft = dossier.items[i].draft;
        view.others.push_back({draft.title, {office::html_of(draft.body)}});
    }
    fill_comparison(view, say, last, content.draft);
    fill_pictures(view, dossier, last);
    fill_variants(view, say, content.draft, last);
    fill_checks(view, say, content.draft);
    for (const auto& version : dossier.versions) {
        if (version.hash != last.hash) continue;
        view.before_caption = cat("v", version.number, " · ", say.moment(version.at));
    }
    view.can_mark_read = last.hash != dossier.package.draft_hash;
    for (const auto& open : dossier.open) {
        if (!open.mine || !open.step) continue;
        view.tasks.push_back(task_card(site, visit, dossier, open, refused));
        view.clock = view.tasks.back().clock;
        view.has_clock = true;
    }
    for (auto& item : history_of(site, visit, dossier)) {
        if (item.state == "back" && !item.quote.empty()) view.notes.push_back(std::move(item));
    }
    view.marks = marks_of(site, visit, dossier.marks);
    return view;
}

}  // namespace kentongan::web
