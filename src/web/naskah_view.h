// What the editor of a text shows: the article, its pictures, a text for each channel.
#pragma once

#include "web/berkas_view.h"

namespace kentongan::web {

/// The text for one channel, counted as that channel counts.
struct VariantCard {
    std::string channel = {}, label = {}, icon = {}, limit = {}, shown = {}, length = {};
    Typed text = {};
    bool own = false, weighted = false, limited = false;
};
BOOST_DESCRIBE_STRUCT(VariantCard, (),
                      (channel, label, icon, limit, shown, length, text, own, weighted, limited))

struct PictureCard {
    std::string sha = {}, address = {}, name = {}, size = {}, alt = {}, credit = {};
    bool alt_missing = false;
};
BOOST_DESCRIBE_STRUCT(PictureCard, (), (sha, address, name, size, alt, credit, alt_missing))

struct VersionLine {
    std::string number = {}, who = {}, when = {}, hash = {};
};
BOOST_DESCRIBE_STRUCT(VersionLine, (), (number, who, when, hash))

struct HandIn {
    std::string task = {}, outcome = {}, words = {}, obstacle = {};
    bool open = false, is_main = false;
};
BOOST_DESCRIBE_STRUCT(HandIn, (), (task, outcome, words, obstacle, open, is_main))

struct EditorView {
    static constexpr std::string_view page = "naskah";
    Shell shell = {};
    DossierTabs tabs;
    std::string number = {}, dossier_title = {}, status = {};
    bool may_edit = false;
    Typed title = {}, text = {};
    std::string document = {}, revision = {}, conflict = {}, problem = {};
    SafeHtml shown = {};
    std::vector<VariantCard> variants = {};
    std::vector<PictureCard> pictures = {};
    std::string picture_error = {}, picture_alt = {}, picture_credit = {};
    std::vector<VersionLine> versions = {};
    std::vector<HandIn> hand_in = {};
    std::vector<MarkCard> marks = {};
};
BOOST_DESCRIBE_STRUCT(EditorView, (),
                      (shell, tabs, number, dossier_title, status, may_edit, title, text, document,
                       revision, conflict, problem, shown, variants, pictures, picture_error,
                       picture_alt, picture_credit, versions, hand_in, marks))

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
