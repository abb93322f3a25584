// The records of texts, airings, SOPs and news, and what programs may send to /api/v1.
#pragma once

#include "web/api_records.h"

namespace kentongan::web::api {

struct Picture {
    static constexpr std::string_view schema = "Picture";
    string sha256 = {}, type = {}, name = {}, alt = {}, credit = {}, address = {};
    std::int64_t bytes = 0;
};
BOOST_DESCRIBE_STRUCT(Picture, (), (sha256, type, name, alt, credit, address, bytes))

struct Draft {
    static constexpr std::string_view schema = "Draft";
    DossierId dossier = {};
    ContentId id = {};  // of this text among those of the dossier
    string kind = {};
    std::int64_t revision = 0;
    string title = {}, text = {};  // text: the document with light markup
    Json document = {};
    std::map<string, string> variants = {};
    std::map<string, vector<string>> picks = {};  // channel -> its pictures, in order
    vector<Picture> pictures = {};
    string hash = {};  // of exactly this draft: the `seen` of a decision
    bool is_latest_version = false;
};
BOOST_DESCRIBE_STRUCT(Draft, (),
                      (dossier, id, kind, revision, title, text, document, variants, picks,
                       pictures, hash, is_latest_version))

struct Items {
    static constexpr std::string_view schema = "Items";
    string seen = {};                // the `seen` of a decision about all of them
    optional<string> approved = {};  // the package that may go out
    vector<Draft> items = {};
};
BOOST_DESCRIBE_STRUCT(Items, (), (seen, approved, items))

struct Saved {
    static constexpr std::string_view schema = "Saved";
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(Saved, (), (revision))

struct Incoming {
    static constexpr std::string_view schema = "Incoming";
    string ref = {}, title = {}, medium = {}, text = {}, link = {}, by = {};
    Instant at = {};
    optional<DossierId> dossier = {};  // that approved this text
    string hash = {};
    bool in_stock = false, picked = false;  // in the batch that was asked for
};
BOOST_DESCRIBE_STRUCT(Incoming, (),
                      (ref, title, medium, text, link, by, at, dossier, hash, in_stock, picked))

struct Incomings {
    static constexpr std::string_view schema = "Incomings";
    vector<Incoming> incoming = {};
};
BOOST_DESCRIBE_STRUCT(Incomings, (), (incoming))

struct FormAnswer {
    static constexpr std::string_view schema = "FormAnswer";
    struct Field {
        static constexpr std::string_view schema = "FormField";
        string label = {};
        vector<string> values = {};
    };
    string step = {}, key = {};
    vector<Field> fields = {};
    string by = {};
    Instant at = {};
};
BOOST_DESCRIBE_STRUCT(FormAnswer::Field, (), (label, values))
BOOST_DESCRIBE_STRUCT(FormAnswer, (), (step, key, fields, by, at))

struct Source {
    static constexpr std::string_view schema = "Source";
    string id = {}, kind = {}, title = {}, origin = {}, link = {}, reason = {};
    bool official = false, chosen = false;
};
BOOST_DESCRIBE_STRUCT(Source, (), (id, kind, title, origin, link, reason, official, chosen))

struct Written {
    static constexpr std::string_view schema = "Written";
    vector<FormAnswer> answers = {};
    vector<Source> sources = {};
};
BOOST_DESCRIBE_STRUCT(Written, (), (answers, sources))

struct Airing {
    static constexpr std::string_view schema = "Airing";
    AiringId id = {};
    DossierId dossier = {};
    string dossier_number = {}, dossier_title = {};
    int task = 0;
    string channel = {}, account = {};
    office::Mode mode = office::Mode::manual;
    office::AiringState state = office::AiringState::planned;
    string content_hash = {}, url = {}, last_word = {};
    optional<Instant> planned_at = {}, not_before = {}, ends_at = {}, aired_at = {};
    int times = 1;
    optional<string> title = {}, text = {};  // what goes out; in the list of one dossier
};
BOOST_DESCRIBE_STRUCT(Airing, (),
                      (id, dossier, dossier_number, dossier_title, task, channel, account, mode,
                       state, content_hash, url, last_word, planned_at, not_before, ends_at,
                       aired_at, times, title, text))

struct Airings {
    static constexpr std::string_view schema = "Airings";
    vector<Airing> airings = {};
};
BOOST_DESCRIBE_STRUCT(Airings, (), (airings))

struct Sop {
    static constexpr std::string_view schema = "Sop";
    SopId id = {};
    string key = {}, title = {}, number = {}, hash = {};
    int version = 0;
    bool current = false;
    Instant adopted_at = {};
    optional<string> text = {};  // the .sop text; when one SOP is asked for
};
BOOST_DESCRIBE_STRUCT(Sop, (), (id, key, title, number, hash, version, current, adopted_at, text))

struct Sops {
    static constexpr std::string_view schema = "Sops";
    vector<Sop> sops = {};
};
BOOST_DESCRIBE_STRUCT(Sops, (), (sops))

struct Journal {
    static constexpr std::string_view schema = "Journal";
    vector<Entry> entries = {};
    optional<string> before = {};
};
BOOST_DESCRIBE_STRUCT(Journal, (), (entries, before))

struct Article {
    static constexpr std::string_view schema = "Article";
    ArticleId id = {};
    string slug = {}, title = {}, summary = {}, address = {}, content_hash = {};
    Instant published_at = {};
    optional<Instant> corrected_at = {}, withdrawn_at = {};
    optional<string> html = {};  // when one article is asked for, unless it was withdrawn
};
BOOST_DESCRIBE_STRUCT(Article, (),
                      (id, slug, title, summary, address, content_hash, published_at, corrected_at,
                       withdrawn_at, html))

struct Articles {
    static constexpr std::string_view schema = "Articles";
    vector<Article> articles = {};
    optional<ArticleId> before = {};
};
BOOST_DESCRIBE_STRUCT(Articles, (), (articles, before))

// What comes in.

struct SignIn {
    static constexpr std::string_view schema = "SignIn";
    static constexpr bool incoming = true;
    string sign_in = {}, password = {};
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (sign_in, password))

struct SecondCode {
    static constexpr std::string_view schema = "SecondCode";
    static constexpr bool incoming = true;
    string code = {};
};
BOOST_DESCRIBE_STRUCT(SecondCode, (), (code))

struct NewDossier {
    static constexpr std::string_view schema = "NewDossier";
    static constexpr bool incoming = true;
    string title = {};
    SopId sop = {};
    optional<string> requester = {}, origin = {};
    bool urgent = false;
};
BOOST_DESCRIBE_STRUCT(NewDossier, (), (title, sop, requester, origin, urgent))

enum class Verb {
    claim,
    release,
    finish,
    skip,
    assign,
    pause,
    resume,
    remind,
    comment,
    tick,
    withdraw,
    cancel,
    reopen,
    recall,
};

struct Command {
    static constexpr std::string_view schema = "Command";
    static constexpr bool incoming = true;
    Verb command = Verb::claim;
    optional<int> task = {};
    optional<string> outcome = {}, note = {}, to = {}, seen = {};  // finish
    // finish: where the step is a paraf, the password once more; the code too of who has one
    optional<string> secret = {}, second = {};
    vector<string> items = {};     // finish: which items reopen
    optional<string> reason = {};  // skip, pause, withdraw, cancel, reopen
    bool whole_branch = false;     // skip
    vector<PersonId> people = {};  // assign
    optional<string> words = {};   // comment
    optional<string> item = {};    // tick
    bool at_hand = false;          // tick
};
BOOST_DESCRIBE_STRUCT(Command, (),
                      (command, task, outcome, note, to, seen, secret, second, items, reason,
                       whole_branch, people, words, item, at_hand))

struct NewDraft {
    static constexpr std::string_view schema = "NewDraft";
    static constexpr bool incoming = true;
    std::int64_t revision = 0;
    string title = {};
    optional<string> text = {};  // one of these two
    optional<Json> document = {};
    std::map<string, string> variants = {};
    // channel -> its pictures, in order; without this the choices stay as they are
    optional<std::map<string, vector<string>>> picks = {};
};
BOOST_DESCRIBE_STRUCT(NewDraft, (), (revision, title, text, document, variants, picks))

struct NewIncoming {
    static constexpr std::string_view schema = "NewIncoming";
    static constexpr bool incoming = true;
    string title = {}, medium = {};
    optional<string> text = {}, link = {};
};
BOOST_DESCRIBE_STRUCT(NewIncoming, (), (title, medium, text, link))

struct Refs {
    static constexpr std::string_view schema = "Refs";
    static constexpr bool incoming = true;
    vector<string> refs = {};
};
BOOST_DESCRIBE_STRUCT(Refs, (), (refs))

struct OriginWords {
    static constexpr std::string_view schema = "OriginWords";
    static constexpr bool incoming = true;
    string words = {};  // who gave or confirmed the material
};
BOOST_DESCRIBE_STRUCT(OriginWords, (), (words))

struct NewAnswer {
    static constexpr std::string_view schema = "NewAnswer";
    static constexpr bool incoming = true;
    string key = {};
    vector<vector<string>> values = {};  // of each field in order; two for a range
};
BOOST_DESCRIBE_STRUCT(NewAnswer, (), (key, values))

struct Readiness {
    static constexpr std::string_view schema = "Readiness";
    static constexpr bool incoming = true;
    bool ready = false;
    optional<string> reason = {};
};
BOOST_DESCRIBE_STRUCT(Readiness, (), (ready, reason))

struct NewSource {
    static constexpr std::string_view schema = "NewSource";
    static constexpr bool incoming = true;
    string title = {}, origin = {};
    optional<string> kind = {}, link = {}, reason = {};
    bool official = false, chosen = false;
};
BOOST_DESCRIBE_STRUCT(NewSource, (), (title, origin, kind, link, reason, official, chosen))

struct PictureWords {
    static constexpr std::string_view schema = "PictureWords";
    static constexpr bool incoming = true;
    string alt = {};
    optional<string> credit = {};
};
BOOST_DESCRIBE_STRUCT(PictureWords, (), (alt, credit))

struct Link {
    static constexpr std::string_view schema = "Link";
    static constexpr bool incoming = true;
    string url = {};
};
BOOST_DESCRIBE_STRUCT(Link, (), (url))

struct Reason {
    static constexpr std::string_view schema = "Reason";
    static constexpr bool incoming = true;
    string reason = {};
};
BOOST_DESCRIBE_STRUCT(Reason, (), (reason))

struct Checked {
    static constexpr std::string_view schema = "Checked";
    static constexpr bool incoming = true;
    optional<bool> is_there = {};
    optional<string> url = {};
};
BOOST_DESCRIBE_STRUCT(Checked, (), (is_there, url))

}  // namespace kentongan::web::api

namespace kentongan::web {
template <>
struct WordsOf<api::Verb> {
    static constexpr std::array<std::string_view, 14> words{
        "claim",  "release", "finish", "skip",     "assign", "pause",  "resume",
        "remind", "comment", "tick",   "withdraw", "cancel", "reopen", "recall"};
};
}  // namespace kentongan::web
