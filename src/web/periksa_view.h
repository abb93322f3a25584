// What the review of a text shows: what changed since I last looked, and my decision.
#pragma once

#include "web/berkas_view.h"

namespace kentongan::web {

struct DiffPiece {
    std::string words = {};
    bool added = false, removed = false;
};
BOOST_DESCRIBE_STRUCT(DiffPiece, (), (words, added, removed))
struct DiffParagraph {
    std::vector<DiffPiece> pieces = {};
};
BOOST_DESCRIBE_STRUCT(DiffParagraph, (), (pieces))
std::vector<DiffPiece> pieces_of(const std::string& before, const std::string& after);
/// Pieces between line ends become paragraphs of their own.
std::vector<DiffParagraph> paragraphs_of(const std::vector<DiffPiece>&);
bool changed(const std::vector<DiffPiece>&);

struct PictureLine {
    std::string address = {}, alt = {}, credit = {}, name = {};
    bool is_fresh = false, is_gone = false, is_reworded = false;
};
BOOST_DESCRIBE_STRUCT(PictureLine, (), (address, alt, credit, name, is_fresh, is_gone, is_reworded))

struct VariantLine {
    std::string label = {}, icon = {}, text = {};
    bool changed = false;
    std::vector<DiffPiece> changes = {};
    std::string picks = {};  // which pictures go there, where the channel has its own choice
};
BOOST_DESCRIBE_STRUCT(VariantLine, (), (label, icon, text, changed, changes, picks))

/// What a machine can see before a person reads.
struct Check {
    std::string words = {}, note = {};
    bool there = false;
};
BOOST_DESCRIBE_STRUCT(Check, (), (words, note, there))

/// A further text of the same dossier: it goes out with the first, so it is read with it.
struct OtherText {
    std::string title = {};
    SafeHtml text = {};
    bool is_fresh = false, changed = false;
    std::vector<DiffParagraph> changes = {};
};
BOOST_DESCRIBE_STRUCT(OtherText, (), (title, text, is_fresh, changed, changes))

/// A correction I asked for, and what was made since.
struct NoteLine {
    std::string words = {}, meta = {};
    bool done = false;
};
BOOST_DESCRIBE_STRUCT(NoteLine, (), (words, meta, done))

struct ReviewView {
    static constexpr std::string_view page = "periksa";
    Shell shell = {};
    DossierTabs tabs;
    std::string number = {}, dossier_title = {}, status = {}, hash = {}, note = {};
    ClockChip clock = {};
    bool has_clock = false, has_changes = false;
    std::string before_caption = {}, now_caption = {}, title = {};
    std::vector<DiffPiece> title_changes = {};
    std::vector<DiffParagraph> changes = {};
    SafeHtml text = {};
    std::vector<OtherText> others = {};
    std::vector<VariantLine> variants = {};
    std::vector<PictureLine> pictures = {};
    std::vector<NoteLine> mine = {};
    std::vector<HistoryItem> notes = {};
    std::vector<TaskCard> tasks = {};
    std::vector<MarkCard> marks = {};
    std::vector<Check> checks = {};
    bool can_mark_read = false, may_edit = false;
    std::string seen = {};
    std::vector<ResultCard> results = {};
    std::vector<SourceLine> sources = {};
};
BOOST_DESCRIBE_STRUCT(ReviewView, (),
                      (shell, tabs, number, dossier_title, status, hash, note, clock, has_clock,
                       has_changes, before_caption, now_caption, title, title_changes, changes,
                       text, others, variants, pictures, mine, notes, tasks, marks, checks,
                       can_mark_read, may_edit, seen, results, sources))

/// "1. foto.jpg, 3. peta.png": which pictures go to this channel; "" where it has no choice.
std::string picks_words(const class Say&, const office::Draft&, const std::string& channel);

/// The content as I saw it last, if I ever did.
struct LastLook {
    std::string hash = {};
    std::optional<office::Draft> draft = {};  // of the first text
    std::vector<office::Draft> drafts = {};   // of all, in their order then
};
Result<ReviewView> review_view(const Site&, const Visit&, const office::DossierView&,
                               const LastLook&, const Refused& = {});

}  // namespace kentongan::web
