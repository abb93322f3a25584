// What the board of airings shows, and the airings of one dossier.
#pragma once

#include "web/berkas_view.h"
#include "web/susulan_view.h"

namespace kentongan::web {

struct Slot {
    std::string address = {}, channel = {}, icon = {}, time = {}, note = {}, alert = {};
    Pill pill = {};
    bool used = false;
};
BOOST_DESCRIBE_STRUCT(Slot, (), (address, channel, icon, time, note, alert, pill, used))
struct BoardRow {
    std::string title = {}, address = {}, number = {};
    std::vector<Slot> slots = {};
};
BOOST_DESCRIBE_STRUCT(BoardRow, (), (title, address, number, slots))
struct BoardColumn {
    std::string label = {}, icon = {};
};
BOOST_DESCRIBE_STRUCT(BoardColumn, (), (label, icon))

struct StateCount {
    std::string words = {}, tone = {};
    std::int64_t number = 0;
};
BOOST_DESCRIBE_STRUCT(StateCount, (), (words, tone, number))

struct BoardView {
    static constexpr std::string_view page = "siaran";
    Shell shell = {};
    std::vector<StateCount> counters = {};
    std::vector<BoardColumn> columns = {};
    std::vector<BoardRow> rows = {};
};
BOOST_DESCRIBE_STRUCT(BoardView, (), (shell, counters, columns, rows))

struct AiringPicture {
    std::string address = {}, download = {}, alt = {};
};
BOOST_DESCRIBE_STRUCT(AiringPicture, (), (address, download, alt))

struct ProofCard {
    std::string when = {}, who = {}, note = {}, url = {}, picture = {};
};
BOOST_DESCRIBE_STRUCT(ProofCard, (), (when, who, note, url, picture))

/// One airing: how it stands and what a person can do about it.
struct AiringCard {
    std::string id = {}, label = {}, icon = {}, time = {}, url = {}, word = {}, admin = {};
    Pill pill = {};
    std::string title = {}, text = {}, problem = {};
    std::vector<AiringPicture> pictures = {};
    bool can_send = false, can_link = false, can_waive = false, can_settle = false, urgent = false;
    Typed link = {}, reason = {};
    std::string answer_error = {};
    // The plan, and what came back.
    bool can_plan = false, can_take_back = false, can_prove = false, order_first = false,
         can_anew = false;
    std::string plan = {}, warning = {};
    Typed at = {}, not_before = {}, ends_at = {}, times = {}, aired_at = {}, proof = {}, note = {};
    std::vector<ProofCard> proofs = {};
};
BOOST_DESCRIBE_STRUCT(AiringCard, (),
                      (id, label, icon, time, url, word, admin, pill, title, text, problem,
                       pictures, can_send, can_link, can_waive, can_settle, urgent, link, reason,
                       answer_error, can_plan, can_take_back, can_prove, order_first, can_anew,
                       plan, warning, at, not_before, ends_at, times, aired_at, proof, note,
                       proofs))

struct AiringsView {
    static constexpr std::string_view page = "siaran_berkas";
    Shell shell = {};
    DossierTabs tabs;
    std::string number = {}, dossier_title = {}, approved = {};
    std::vector<AiringCard> airings = {};
    std::vector<OpenCard> tasks = {};
    std::vector<LateLine> late = {};
};
BOOST_DESCRIBE_STRUCT(AiringsView, (),
                      (shell, tabs, number, dossier_title, approved, airings, tasks, late))

Result<BoardView> board_view(const Site&, const Visit&, const std::vector<office::Airing>&);

/// The airing whose form was refused, and why.
struct RefusedAiring {
    AiringId airing = {};
    std::vector<Issue> issues = {};
};
/// An airing with what goes out on it, where that can be built.
struct AiringToShow {
    office::Airing airing;
    std::optional<delivery::Post> post = {};
    std::string problem = {};
    std::vector<office::AiringProof> proofs = {};
    bool sent_back = false;  // what is on air does not look as it should
};
Result<AiringsView> airings_view(const Site&, const Visit&, const office::DossierView&,
                                 const std::vector<AiringToShow>&, const RefusedAiring& = {});

}  // namespace kentongan::web
