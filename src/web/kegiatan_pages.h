// Page functions of face-to-face activities, classes of information and late entries.
#pragma once

#include "web/pages.h"

namespace kentongan::web {

// kegiatan.cc
Answer show_activities(const Site&, Visit&);
Answer plan_activity(const Site&, Visit&);
Answer tell_of_activity(const Site&, Visit&);
Answer add_activity_file(const Site&, Visit&);
Answer show_activity_file(const Site&, Visit&);

// susulan.cc
Answer show_late_entries(const Site&, Visit&);
Answer add_late_entry(const Site&, Visit&);
Answer strike_late_entry(const Site&, Visit&);
Answer show_late_proof(const Site&, Visit&);
Answer api_late_entries(const Site&, Visit&);
Answer api_add_late_entry(const Site&, Visit&);

// log_siar.cc
Answer show_radio_log(const Site&, Visit&);
Answer take_radio_log(const Site&, Visit&);
Answer api_radio_log(const Site&, Visit&);

// janji.cc
Answer set_promise(const Site&, Visit&);
Answer api_set_promise(const Site&, Visit&);

// klasifikasi.cc
Answer classify(const Site&, Visit&);

// api_kegiatan.cc, klasifikasi.cc
Answer api_activities(const Site&, Visit&);
Answer api_plan_activity(const Site&, Visit&);
Answer api_tell_activity(const Site&, Visit&);
Answer api_activity_file(const Site&, Visit&);
Answer api_information(const Site&, Visit&);
Answer api_classify(const Site&, Visit&);

}  // namespace kentongan::web
