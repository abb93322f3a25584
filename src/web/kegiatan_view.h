// The face-to-face activities of a dossier as their page shows them.
#pragma once

#include "office/activities.h"
#include "web/berkas_view.h"

namespace kentongan::web {

struct ActivityPicture {
    std::string address = {}, alt = {};
};
BOOST_DESCRIBE_STRUCT(ActivityPicture, (), (address, alt))

/// The form of a plan; without an id, of a new one.
struct PlanForm {
    std::string id = {}, action = {}, problem = {};
    Typed title = {}, place = {}, starts = {}, ends = {}, speakers = {}, agenda = {};
    bool fresh = true, open = false;
};
BOOST_DESCRIBE_STRUCT(PlanForm, (),
                      (id, action, problem, title, place, starts, ends, speakers, agenda, fresh,
                       open))

struct ResultForm {
    std::string problem = {};
    Typed held = {}, attended = {}, words = {};
    bool called_off = false, open = false;
};
BOOST_DESCRIBE_STRUCT(ResultForm, (), (problem, held, attended, words, called_off, open))

struct ActivityCard {
    std::string id = {}, title = {}, when = {}, place = {}, speakers = {}, agenda = {}, by = {};
    std::string attended = {}, result = {}, result_by = {}, file_error = {}, not_yet = {};
    Pill pill = {};
    std::vector<ActivityPicture> photos = {};
    std::vector<Link> sheets = {};
    std::vector<PlanForm> plan = {};    // while it may be changed
    std::vector<ResultForm> tell = {};  // who may tell what came of it
};
BOOST_DESCRIBE_STRUCT(ActivityCard, (),
                      (id, title, when, place, speakers, agenda, by, attended, result, result_by,
                       file_error, not_yet, pill, photos, sheets, plan, tell))

struct ActivitiesView {
    static constexpr std::string_view page = "kegiatan";
    Shell shell = {};
    DossierTabs tabs;
    std::string number = {}, dossier_title = {};
    std::vector<ActivityCard> activities = {};
    std::vector<PlanForm> plan = {};
    std::vector<OpenCard> tasks = {};
};
BOOST_DESCRIBE_STRUCT(ActivitiesView, (),
                      (shell, tabs, number, dossier_title, activities, plan, tasks))

/// The activity of the address, or none where there is none in it.
Result<ActivityId> activity_in(const Visit&);
/// Tells what came of it, and brings it to the channel "tatap muka" where that one waits for it.
Result<void> tell_activity(const Site&, const Visit&, store::Tx&, DossierId, ActivityId,
                           const office::ActivityResult&);
/// The photographs ("foto") and the sheet ("hadir") of an upload, in the vault.
Result<std::vector<office::ActivityFile>> files_brought(const Site&, const Visit&);

/// "direncanakan", "terlaksana", "batal"
Pill activity_pill(const Say&, const office::Activity&);
/// "Senin, 30 November 2026, 09.00 WIB–11.00 WIB"
std::string activity_time(const Say&, const office::Activity&);

}  // namespace kentongan::web
