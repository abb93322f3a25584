// Every page function, by the file it lives in. The route table in routes.cc gives them addresses.
#pragma once

#include "web/site.h"
#include "web/visit.h"

namespace kentongan::web {

using Answer = Result<net::Response>;

// masuk.cc
Answer home(const Site&, Visit&);
Answer show_sign_in(const Site&, Visit&);
Answer sign_in(const Site&, Visit&);
Answer sign_out(const Site&, Visit&);
Answer set_language(const Site&, Visit&);

// meja.cc
Answer show_desk(const Site&, Visit&);
Answer show_menu(const Site&, Visit&);

// daftar.cc
Answer list_dossiers(const Site&, Visit&);
Answer show_new_dossier(const Site&, Visit&);
Answer open_dossier(const Site&, Visit&);

// berkas.cc
Answer show_dossier(const Site&, Visit&);
Answer finish_task(const Site&, Visit&);
Answer claim_task(const Site&, Visit&);
Answer release_task(const Site&, Visit&);
Answer pause_task(const Site&, Visit&);
Answer resume_task(const Site&, Visit&);
Answer skip_task(const Site&, Visit&);
Answer remind_task(const Site&, Visit&);
Answer tick_need(const Site&, Visit&);
Answer comment(const Site&, Visit&);
Answer cancel_dossier(const Site&, Visit&);
Answer withdraw_dossier(const Site&, Visit&);
Answer reopen_dossier(const Site&, Visit&);

// naskah.cc
Answer show_editor(const Site&, Visit&);
Answer save_text(const Site&, Visit&);
Answer autosave_text(const Site&, Visit&);

// gambar.cc
Answer add_picture(const Site&, Visit&);
Answer describe_picture(const Site&, Visit&);
Answer remove_picture(const Site&, Visit&);
Answer show_file(const Site&, Visit&);

// periksa.cc
Answer show_review(const Site&, Visit&);
Answer decide_review(const Site&, Visit&);

// siaran.cc
Answer show_board(const Site&, Visit&);
Answer show_airings(const Site&, Visit&);
Answer send_airing(const Site&, Visit&);
Answer record_link(const Site&, Visit&);
Answer waive_airing(const Site&, Visit&);
Answer settle_airing(const Site&, Visit&);

// jurnal.cc
Answer show_journal(const Site&, Visit&);

// sop.cc
Answer list_sops(const Site&, Visit&);
Answer show_sop(const Site&, Visit&);
Answer print_sop(const Site&, Visit&);

// pengaturan_jabatan.cc
Answer show_settings(const Site&, Visit&);
Answer add_position(const Site&, Visit&);
Answer show_position(const Site&, Visit&);
Answer edit_position(const Site&, Visit&);
Answer appoint(const Site&, Visit&);
Answer give_letter_number(const Site&, Visit&);
Answer end_holding(const Site&, Visit&);

// pengaturan_orang.cc
Answer show_people(const Site&, Visit&);
Answer add_person(const Site&, Visit&);
Answer show_person(const Site&, Visit&);
Answer edit_person(const Site&, Visit&);
Answer invite_person(const Site&, Visit&);
Answer disable_person(const Site&, Visit&);
Answer enable_person(const Site&, Visit&);

// pengaturan_unit.cc
Answer show_units(const Site&, Visit&);
Answer add_unit(const Site&, Visit&);
Answer show_unit(const Site&, Visit&);
Answer edit_unit(const Site&, Visit&);
Answer show_teams(const Site&, Visit&);
Answer add_team(const Site&, Visit&);
Answer show_team(const Site&, Visit&);
Answer edit_team(const Site&, Visit&);

// pengaturan_mitra.cc
Answer show_agencies(const Site&, Visit&);
Answer add_agency(const Site&, Visit&);
Answer load_agencies(const Site&, Visit&);
Answer show_agency(const Site&, Visit&);
Answer edit_agency(const Site&, Visit&);
Answer show_partners(const Site&, Visit&);
Answer add_partner(const Site&, Visit&);
Answer show_partner(const Site&, Visit&);
Answer edit_partner(const Site&, Visit&);

// pengaturan_kop.cc
Answer show_letterhead(const Site&, Visit&);
Answer save_letterhead(const Site&, Visit&);
Answer save_office(const Site&, Visit&);
Answer set_emblem(const Site&, Visit&);
Answer show_emblem(const Site&, Visit&);
Answer show_calendar(const Site&, Visit&);
Answer save_hours(const Site&, Visit&);
Answer save_day(const Site&, Visit&);
Answer remove_day(const Site&, Visit&);

// pengaturan_impor.cc
Answer show_import(const Site&, Visit&);
Answer check_import(const Site&, Visit&);
Answer take_import(const Site&, Visit&);

// mulai.cc
Answer show_wizard(const Site&, Visit&);
Answer go_through_wizard(const Site&, Visit&);

// contoh.cc
Answer show_wipe(const Site&, Visit&);
Answer wipe_demo_office(const Site&, Visit&);
Answer switch_office(const Site&, Visit&);

// akun.cc
Answer show_account(const Site&, Visit&);
Answer change_password(const Site&, Visit&);
Answer end_session(const Site&, Visit&);
Answer begin_second(const Site&, Visit&);
Answer confirm_second(const Site&, Visit&);
Answer remove_second(const Site&, Visit&);
Answer show_second_step(const Site&, Visit&);
Answer take_second_step(const Site&, Visit&);

// undangan.cc
Answer show_invitation(const Site&, Visit&);
Answer accept_invitation(const Site&, Visit&);

// kabar.cc
Answer show_portal(const Site&, Visit&);
Answer search_portal(const Site&, Visit&);
Answer show_article(const Site&, Visit&);
Answer report_article(const Site&, Visit&);
Answer show_news_picture(const Site&, Visit&);

// situs.cc
Answer show_portal_desk(const Site&, Visit&);
Answer announce(const Site&, Visit&);
Answer end_announcement(const Site&, Visit&);
Answer correct_article(const Site&, Visit&);
Answer withdraw_article(const Site&, Visit&);
Answer answer_report(const Site&, Visit&);

// umpan.cc
Answer show_rss(const Site&, Visit&);
Answer show_atom(const Site&, Visit&);
Answer show_json_feed(const Site&, Visit&);
Answer show_site_map(const Site&, Visit&);

// statik.cc
Answer show_asset(const Site&, Visit&);

}  // namespace kentongan::web
