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

// berkas_orang.cc
Answer show_people(const Site&, Visit&);
Answer assign_task(const Site&, Visit&);
Answer set_dossier_team(const Site&, Visit&);
Answer open_next_dossier(const Site&, Visit&);

// naskah.cc
Answer show_editor(const Site&, Visit&);
Answer save_text(const Site&, Visit&);
Answer autosave_text(const Site&, Visit&);

// gambar.cc
Answer add_picture(const Site&, Visit&);
Answer describe_picture(const Site&, Visit&);
Answer move_picture(const Site&, Visit&);
Answer remove_picture(const Site&, Visit&);
Answer show_file(const Site&, Visit&);

// banding.cc
Answer show_comparison(const Site&, Visit&);

// catatan.cc
Answer add_remark(const Site&, Visit&);
Answer settle_remark(const Site&, Visit&);

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

// kabar_saya.cc
Answer show_notices(const Site&, Visit&);
Answer open_notice(const Site&, Visit&);
Answer read_all_notices(const Site&, Visit&);
Answer save_notice_wish(const Site&, Visit&);
Answer count_notices(const Site&, Visit&);
Answer stream_notices(const Site&, Visit&);

// surel.cc
Answer show_mails(const Site&, Visit&);
Answer send_mail_again(const Site&, Visit&);
Answer take_bounce(const Site&, Visit&);

// angka.cc
Answer show_watching(const Site&, Visit&);
Answer show_performance(const Site&, Visit&);

// laporan.cc
Answer show_reports(const Site&, Visit&);
Answer download_report(const Site&, Visit&);
Answer show_register(const Site&, Visit&);
Answer show_case_report(const Site&, Visit&);
Answer make_case_report(const Site&, Visit&);
Answer case_report_file(const Site&, Visit&);

// tutup.cc
Answer show_proof(const Site&, Visit&);

// tampilan.cc
Answer show_display(const Site&, Visit&);
Answer look_at_airing(const Site&, Visit&);
Answer bring_sighting(const Site&, Visit&);
Answer judge_sighting(const Site&, Visit&);
Answer watch_airing(const Site&, Visit&);

// pantauan.cc
Answer show_monitoring(const Site&, Visit&);
Answer enter_verdicts(const Site&, Visit&);

// pemberitahuan.cc
Answer show_telling(const Site&, Visit&);
Answer tell_requester(const Site&, Visit&);

// jurnal.cc
Answer show_journal(const Site&, Visit&);

// sop.cc
Answer list_sops(const Site&, Visit&);
Answer show_sop(const Site&, Visit&);

// sop_unduh.cc
Answer print_sop(const Site&, Visit&);
Answer print_sop_bundle(const Site&, Visit&);
Answer save_sop_text(const Site&, Visit&);
Answer save_sop_bpmn(const Site&, Visit&);
Answer save_sop_picture(const Site&, Visit&);
Answer save_sop_source(const Site&, Visit&);

// konsep.cc
Answer show_adopt(const Site&, Visit&);
Answer begin_draft(const Site&, Visit&);
Answer edit_sop(const Site&, Visit&);
Answer discard_draft(const Site&, Visit&);
Answer show_draft_text(const Site&, Visit&);
Answer save_draft_text(const Site&, Visit&);
Answer check_draft_text(const Site&, Visit&);

// konsep_formulir.cc
Answer show_draft_form(const Site&, Visit&);
Answer rearrange_rows(const Site&, Visit&);
Answer show_draft_row(const Site&, Visit&);
Answer save_draft_row(const Site&, Visit&);
Answer show_identity(const Site&, Visit&);
Answer save_identity(const Site&, Visit&);

// konsep_ketetapan.cc
Answer show_draft_decree(const Site&, Visit&);
Answer save_draft_decree(const Site&, Visit&);
Answer publish_draft(const Site&, Visit&);

// konsep_banding.cc
Answer compare_draft(const Site&, Visit&);
Answer compare_sops(const Site&, Visit&);

// sop_pindah.cc
Answer show_migration(const Site&, Visit&);
Answer migrate_dossier(const Site&, Visit&);

// sop_contoh.cc
Answer show_shipped_sop(const Site&, Visit&);

// sop_jalan.cc
Answer show_sop_versions(const Site&, Visit&);
Answer show_sop_times(const Site&, Visit&);
Answer show_sop_trial(const Site&, Visit&);
Answer draw_sop_trial(const Site&, Visit&);

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
