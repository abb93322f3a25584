// Page functions of the portal: what everyone reads, its desk, its feeds, and the press.
#pragma once

#include "web/pages.h"

namespace kentongan::web {

/// The office whose portal is asked for.
Result<office::OfficeInfo> office_at(const Site&, const Visit&);

// kabar.cc
Answer show_portal(const Site&, Visit&);
Answer search_portal(const Site&, Visit&);
Answer show_article(const Site&, Visit&);
Answer report_article(const Site&, Visit&);
Answer show_news_picture(const Site&, Visit&);

// situs.cc
Answer finish_copy(const Site&, Visit&);
Answer repeat_copy(const Site&, Visit&);
Answer show_portal_desk(const Site&, Visit&);
Answer announce(const Site&, Visit&);
Answer set_complaint_desk(const Site&, Visit&);
Answer pass_report_on(const Site&, Visit&);
Answer end_announcement(const Site&, Visit&);
Answer correct_article(const Site&, Visit&);
Answer withdraw_article(const Site&, Visit&);
Answer answer_report(const Site&, Visit&);

// umpan.cc
Answer show_rss(const Site&, Visit&);
Answer show_atom(const Site&, Visit&);
Answer show_json_feed(const Site&, Visit&);
Answer show_site_map(const Site&, Visit&);

// pers.cc
Answer show_press(const Site&, Visit&);
Answer subscribe_press(const Site&, Visit&);
Answer show_press_confirm(const Site&, Visit&);
Answer confirm_press(const Site&, Visit&);
Answer show_press_printed(const Site&, Visit&);
Answer report_press_printed(const Site&, Visit&);
Answer show_press_leave(const Site&, Visit&);
Answer leave_press(const Site&, Visit&);

}  // namespace kentongan::web
