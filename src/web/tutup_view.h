// The pages that close a dossier's loop: seen as the public sees it, watched, and told.
#pragma once

#include "web/berkas_view.h"
#include "web/susulan_view.h"

namespace kentongan::web {

struct SeenPicture {
    std::string address = {}, alt = {};
};
BOOST_DESCRIBE_STRUCT(SeenPicture, (), (address, alt))

/// One aired channel: what was approved beside what is seen.
struct SightCard {
    std::string airing = {}, sighting = {}, label = {}, icon = {}, url = {}, when = {};
    std::string title = {}, text = {};
    std::vector<SeenPicture> pictures = {};
    std::string seen = {}, answer = {}, picture_words = {}, likeness = {}, shot = {}, verdict = {},
                watched = {};
    std::vector<std::string> missing = {};
    std::vector<Option> targets = {};
    Pill pill = {};
    std::string note = {}, error = {}, days = "7";
    bool can_look = false, can_judge = false, can_watch = false, looked = false;
};
BOOST_DESCRIBE_STRUCT(SightCard, (),
                      (airing, sighting, label, icon, url, when, title, text, pictures, seen,
                       answer, picture_words, likeness, shot, verdict, watched, missing, targets,
                       pill, note, error, days, can_look, can_judge, can_watch, looked))

struct DisplayView {
    static constexpr std::string_view page = "tampilan";
    Shell shell = {};
    DossierTabs tabs;
    std::string number = {}, dossier_title = {}, problem = {};
    std::vector<SightCard> airings = {};
};
BOOST_DESCRIBE_STRUCT(DisplayView, (), (shell, tabs, number, dossier_title, problem, airings))

/// One channel of the monitoring step.
struct ProofLine {
    std::string who = {}, when = {}, note = {}, url = {};
};
BOOST_DESCRIBE_STRUCT(ProofLine, (), (who, when, note, url))

struct WatchCard {
    std::string airing = {}, label = {}, icon = {}, url = {}, planned = {}, actual = {}, late = {},
                note = {}, planned_times = {}, seen_times = {}, reach = {}, proof = {}, error = {},
                by = {};
    std::vector<Option> on_time = {}, often_enough = {}, accurate = {};
    Pill pill = {}, display = {}, up = {};
    std::vector<ProofLine> proofs = {};
    bool can_enter = false;
};
BOOST_DESCRIBE_STRUCT(WatchCard, (),
                      (proofs, airing, label, icon, url, planned, actual, late, note, planned_times,
                       seen_times, reach, proof, error, by, on_time, often_enough, accurate, pill,
                       display, up, can_enter))

struct MonitorView {
    static constexpr std::string_view page = "pantauan_berkas";
    Shell shell = {};
    DossierTabs tabs;
    std::string number = {}, dossier_title = {}, problem = {}, audience = {}, reached = {};
    std::vector<WatchCard> airings = {};
    std::vector<OpenCard> tasks = {};
    std::vector<LateLine> late = {};
};
BOOST_DESCRIBE_STRUCT(MonitorView, (),
                      (shell, tabs, number, dossier_title, problem, audience, reached, airings,
                       tasks, late))

struct ToldLine {
    std::string way = {}, address = {}, when = {}, by = {}, words = {}, proof = {}, word = {};
    Pill pill = {};
};
BOOST_DESCRIBE_STRUCT(ToldLine, (), (way, address, when, by, words, proof, word, pill))

struct TellView {
    static constexpr std::string_view page = "pemberitahuan";
    Shell shell = {};
    DossierTabs tabs;
    std::string number = {}, dossier_title = {}, requester = {}, problem = {};
    std::string words = {}, email = {}, phone = {}, whatsapp = {}, rating = {};
    std::vector<Option> ways = {};
    std::vector<ToldLine> told = {};
    std::vector<OpenCard> tasks = {};
    bool can_tell = false;
};
BOOST_DESCRIBE_STRUCT(TellView, (),
                      (shell, tabs, number, dossier_title, requester, problem, words, email, phone,
                       whatsapp, rating, ways, told, tasks, can_tell))

/// My open tasks of this act, as cards below the page's own content.
std::vector<OpenCard> my_tasks_of(const Site&, const Visit&, const office::DossierView&, sop::Act);
/// Takes the picture of a form into the vault: its hash and type, both empty without one.
struct Proof {
    std::string sha256 = {}, type = {};
};
Result<Proof> proof_in(const Site&, const Visit&, std::string_view field);
std::string proof_address(DossierId, const std::string& sha256);

}  // namespace kentongan::web
