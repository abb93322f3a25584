// What the editor of a text shows: the article, its pictures, a text for each channel.
#pragma once

#include "web/berkas_view.h"
#include "web/media_view.h"

namespace kentongan::web {

/// The text for one channel, counted as that channel counts, and as it will look there.
/// A picture of the item as one channel takes it: its place there, or none.
struct PickLine {
    std::string field = {}, preview = {}, name = {};
    std::vector<Option> places = {};
};
BOOST_DESCRIBE_STRUCT(PickLine, (), (field, preview, name, places))

struct VariantCard {
    std::string channel = {}, label = {}, icon = {}, limit = {}, shown = {}, length = {};
    std::string counts = {}, problems = {}, goes_out = {};
    Typed text = {};
    bool own = false, limited = false, own_pictures = false;
    std::vector<PickLine> picks = {};  // to choose from, in the order of the item
    std::vector<Link> pictures = {};   // as they go out: address and alt text
};
BOOST_DESCRIBE_STRUCT(VariantCard, (),
                      (channel, label, icon, limit, shown, length, counts, problems, goes_out, text,
                       own, limited, own_pictures, picks, pictures))

/// A remark of a colleague: the first of a thread, or an answer.
struct RemarkLine {
    std::string id = {}, who = {}, when = {}, words = {}, settled = {};
    bool first = false, is_settled = false;
};
BOOST_DESCRIBE_STRUCT(RemarkLine, (), (id, who, when, words, settled, first, is_settled))

struct VersionLine {
    std::string number = {}, who = {}, when = {}, hash = {};
};
BOOST_DESCRIBE_STRUCT(VersionLine, (), (number, who, when, hash))

struct HandIn {
    std::string task = {}, outcome = {}, words = {}, obstacle = {};
    bool open = false, is_main = false;
};
BOOST_DESCRIBE_STRUCT(HandIn, (), (task, outcome, words, obstacle, open, is_main))

/// Another text of the same dossier, where there are several.
struct ItemLink {
    std::string number = {}, title = {}, address = {};
    bool here = false;
};
BOOST_DESCRIBE_STRUCT(ItemLink, (), (number, title, address, here))

struct EditorView {
    static constexpr std::string_view page = "naskah";
    Shell shell = {};
    DossierTabs tabs;
    std::string place = {}, pictures_at = {};  // where the forms of this item go
    std::vector<ItemLink> items = {};
    std::vector<SourceLine> sources = {};
    std::string number = {}, dossier_title = {}, status = {};
    bool may_edit = false;
    Typed title = {}, text = {};
    std::string document = {}, revision = {}, conflict = {}, problem = {};
    SafeHtml shown = {};
    std::vector<VariantCard> variants = {};
    std::vector<MediaCard> pictures = {};
    std::vector<RemarkLine> remarks = {};
    std::vector<Link> warnings = {};  // words of each
    std::string item = {}, newest = {}, remark_error = {}, remark_words = {};
    std::string picture_error = {}, picture_alt = {}, picture_credit = {};
    std::vector<VersionLine> versions = {};
    std::vector<HandIn> hand_in = {};
    std::vector<MarkCard> marks = {};
    std::string activity = {};  // where this text is written, when it is a plan
};
BOOST_DESCRIBE_STRUCT(EditorView, (),
                      (shell, tabs, place, pictures_at, items, sources, number, dossier_title,
                       status, may_edit, title, text, document, revision, conflict, problem, shown,
                       variants, pictures, picture_error, picture_alt, picture_credit, versions,
                       hand_in, marks, remarks, warnings, item, newest, remark_error, remark_words,
                       activity))

/// The item named in the path (":isi"), or the first of the dossier.
Result<office::ItemOf> item_of(const Visit&);
/// The dossier with this item as the one that is looked at.
Result<office::DossierView> dossier_with(const Site&, const Visit&, const office::ItemOf&);
/// "/berkas/1/naskah", or with the item's own number.
std::string editor_place(const Visit&, const office::ItemOf&);

/// What was typed and could not be kept, with why.
struct Unsaved {
    office::Draft draft = {};
    std::vector<Issue> issues = {};
    bool conflict = false;
};
Result<EditorView> editor_view(const Site&, const Visit&, const office::DossierView&,
                               const std::vector<office::Account>&, const Unsaved* = nullptr);

/// The icon of a channel, by its name.
std::string icon_of(std::string_view channel);

}  // namespace kentongan::web
