// Fills the review: the comparison with my last reading, my earlier notes, the decision.
#include "web/periksa_view.h"

#include <algorithm>
#include <set>

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
    if (last.draft->variants != now.variants || last.draft->picks != now.picks)
        what.push_back(say("review.the_channels"));
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
        const auto then =
            last.draft ? std::find_if(last.draft->files.begin(), last.draft->files.end(), known)
                       : std::vector<office::ContentFile>::const_iterator{};
        const bool reworded =
            last.draft && !fresh && (then->alt != file.alt || then->credit != file.credit);
        view.pictures.push_back({cat("/berkas/", dossier.id.value, "/file/", file.sha256), file.alt,
                                 file.credit, file.name, fresh, false, reworded});
    }
    if (!last.draft) return;
    for (const auto& file : last.draft->files) {
        const auto& now = dossier.content->draft.files;
        const bool is_there = std::any_of(
            now.begin(), now.end(), [&](const auto& other) { return other.sha256 == file.sha256; });
        if (is_there) continue;
        view.pictures.push_back({cat("/berkas/", dossier.id.value, "/file/", file.sha256), file.alt,
                                 file.credit, file.name, false, true, false});
    }
}

/// Each text goes with the one that stood in its place when I last looked.
void fill_others(ReviewView& view, const office::DossierView& dossier, const LastLook& last) {
    for (std::size_t i = 1; i < dossier.items.size(); ++i) {
        const auto& draft = dossier.items[i].draft;
        OtherText other{.title = draft.title, .text = {office::html_of(draft.body)}};
        other.is_fresh = last.draft && i >= last.drafts.size();
        if (last.draft && !other.is_fresh) {
            const auto pieces = pieces_of(
                cat(last.drafts[i].title, "\n", office::plain_text_of(last.drafts[i].body)),
                cat(draft.title, "\n", office::plain_text_of(draft.body)));
            other.changed = changed(pieces);
            if (other.changed) other.changes = paragraphs_of(pieces);
        }
        view.others.push_back(std::move(other));
    }
}

/// The corrections I asked for, each with the versions that were made since.
void fill_mine(ReviewView& view, const Say& say, const Visit& visit,
               const office::DossierView& dossier) {
    for (const auto& line : dossier.history) {
        const auto* done = line.event ? std::get_if<sop::TaskDone>(&*line.event) : nullptr;
        if (!done || !done->returned || done->note.empty()) continue;
        if (line.entry.person != visit.who().person) continue;
        NoteLine note{.words = done->note};
        std::string since;
        for (const auto& version : dossier.versions) {
            if (version.at <= line.entry.at) continue;
            since += cat(since.empty() ? "v" : ", v", version.number);
        }
        note.done = !since.empty();
        note.meta = cat(say.moment(line.entry.at), " · ",
                        note.done ? say("review.made_since", {since}) : say("review.none_since"));
        view.mine.push_back(std::move(note));
    }
}

void fill_variants(ReviewView& view, const Say& say, const office::Draft& now,
                   const LastLook& last) {
    std::set<std::string> channels;
    for (const auto& [channel, text] : now.variants) channels.insert(channel);
    for (const auto& [channel, pictures] : now.picks) channels.insert(channel);
    if (last.draft) {
        for (const auto& [channel, pictures] : last.draft->picks) channels.insert(channel);
    }
    for (const auto& channel : channels) {
        const auto text_in = [&](const office::Draft& draft) {
            const auto own = draft.variants.find(channel);
            return own == draft.variants.end() ? std::string() : own->second;
        };
        const auto picked = [&](const office::Draft& draft) {
            const auto own = draft.picks.find(channel);
            return own == draft.picks.end() ? std::nullopt : std::optional(own->second);
        };
        const auto text = text_in(now);
        const bool changed =
            last.draft && (text_in(*last.draft) != text || picked(*last.draft) != picked(now));
        VariantLine line{say.channel(channel), icon_of(channel), text, changed};
        line.picks = picks_words(say, now, channel);
        if (line.picks.empty() && last.draft && picked(*last.draft)) {
            line.picks = say("review.picks", {say("review.picks_all")});
        }
        if (changed && !text_in(*last.draft).empty()) {
            line.changes = pieces_of(text_in(*last.draft), text);
        }
        view.variants.push_back(std::move(line));
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

std::string picks_words(const Say& say, const office::Draft& draft, const std::string& channel) {
    const auto own = draft.picks.find(channel);
    if (own == draft.picks.end()) return {};
    std::vector<std::string> names;
    for (const auto& sha256 : own->second) {
        const auto file = std::ranges::find(draft.files, sha256, &office::ContentFile::sha256);
        if (file == draft.files.end()) continue;
        const auto at = file - draft.files.begin() + 1;
        names.push_back(cat(at, ". ", file->name.empty() ? file->alt : file->name));
    }
    return say("review.picks", {names.empty() ? say("review.picks_none") : joined(names, ", ")});
}

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
    const auto written = TRY(written_in(site, visit, dossier));
    view.results = results_of(say, written);
    view.sources = sources_of(say, written, false);
    fill_others(view, dossier, last);
    fill_mine(view, say, visit, dossier);
    fill_comparison(view, say, last, content.draft);
    fill_pictures(view, dossier, last);
    fill_variants(view, say, content.draft, last);
    fill_checks(view, say, content.draft);
    for (const auto& version : dossier.versions) {
        if (version.hash != last.hash) continue;
        view.before_caption = cat("v", version.number, " · ", say.moment(version.at));
    }
    view.may_edit = dossier.may_edit;
    view.can_mark_read = last.hash != dossier.package.draft_hash;
    for (const auto& open : dossier.open) {
        if (!open.mine || !open.step) continue;
        view.tasks.push_back(task_card(site, visit, dossier, open, refused));
        view.clock = view.tasks.back().clock;
        view.has_clock = true;
    }
    for (auto& item : history_of(site, visit, dossier)) {
        if (item.state != "back" || item.quote.empty()) continue;
        const bool is_mine = std::any_of(view.mine.begin(), view.mine.end(),
                                         [&](const auto& one) { return one.words == item.quote; });
        if (!is_mine) view.notes.push_back(std::move(item));
    }
    view.marks = marks_of(site, visit, dossier.marks);
    return view;
}

}  // namespace kentongan::web
