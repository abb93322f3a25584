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

// cek.cc
Answer show_check(const Site&, Visit&);
Answer print_control_sheet(const Site&, Visit&);

// serah.cc
Answer show_handover(const Site&, Visit&);
Answer hand_over(const Site&, Visit&);
Answer show_taking(const Site&, Visit&);
Answer take_handover(const Site&, Visit&);
Answer fetch_handed_text(const Site&, Visit&);
Answer fetch_handed_file(const Site&, Visit&);

// kertas.cc
Answer show_paper_mark(const Site&, Visit&);
Answer record_paper_mark(const Site&, Visit&);
Answer show_paper_scan(const Site&, Visit&);

// pimpinan.cc
Answer show_head(const Site&, Visit&);

// cari.cc
Answer show_search(const Site&, Visit&);

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
Answer show_calendar(const Site&, Visit&);
Answer calendar_as_ics(const Site&, Visit&);
Answer calendar_as_csv(const Site&, Visit&);
Answer show_incoming(const Site&, Visit&);
Answer add_incoming(const Site&, Visit&);
Answer show_stock(const Site&, Visit&);
Answer take_stock(const Site&, Visit&);
Answer pick_incoming(const Site&, Visit&);
Answer remove_item(const Site&, Visit&);
Answer save_form(const Site&, Visit&);
Answer add_source(const Site&, Visit&);
Answer remove_source(const Site&, Visit&);
Answer answer_ready(const Site&, Visit&);
Answer comment(const Site&, Visit&);
Answer cancel_dossier(const Site&, Visit&);
Answer withdraw_dossier(const Site&, Visit&);
Answer reopen_dossier(const Site&, Visit&);
Answer recall_dossier(const Site&, Visit&);

// berkas_orang.cc
Answer show_people(const Site&, Visit&);
Answer assign_task(const Site&, Visit&);
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
Answer schedule_airing(const Site&, Visit&);
Answer take_back_airing(const Site&, Visit&);
Answer prove_airing(const Site&, Visit&);

// antrean.cc
Answer show_queue(const Site&, Visit&);
Answer lend_file(const Site&, Visit&);
Answer show_proof(const Site&, Visit&);

// lembar_siar.cc
Answer print_script(const Site&, Visit&);
Answer print_rundown(const Site&, Visit&);

// saluran.cc
Answer list_accounts(const Site&, Visit&);
Answer show_new_account(const Site&, Visit&);
Answer show_account(const Site&, Visit&);
Answer add_account(const Site&, Visit&);
Answer change_account(const Site&, Visit&);
Answer set_up_account(const Site&, Visit&);
Answer ask_consent(const Site&, Visit&);
Answer come_back(const Site&, Visit&);
Answer resume_account(const Site&, Visit&);

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
Answer show_closing_proof(const Site&, Visit&);

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

// surat.cc
Answer list_letters(const Site&, Visit&);
Answer show_new_letter(const Site&, Visit&);
Answer enter_letter(const Site&, Visit&);
Answer show_letter(const Site&, Visit&);
Answer show_letter_of(const Site&, Visit&);
Answer number_letter(const Site&, Visit&);
Answer sort_letter(const Site&, Visit&);
Answer strike_letter(const Site&, Visit&);
Answer accept_letter(const Site&, Visit&);
Answer ask_requester(const Site&, Visit&);
Answer take_material(const Site&, Visit&);
Answer show_letter_file(const Site&, Visit&);
Answer print_disposition(const Site&, Visit&);
Answer print_agenda(const Site&, Visit&);
Answer export_agenda(const Site&, Visit&);
Answer show_numbers(const Site&, Visit&);
Answer set_numbers(const Site&, Visit&);

// disposisi.cc
Answer give_disposition(const Site&, Visit&);
Answer recall_disposition(const Site&, Visit&);
Answer confirm_disposition(const Site&, Visit&);

// permohonan.cc
Answer show_request_form(const Site&, Visit&);
Answer send_request(const Site&, Visit&);
Answer show_receipt(const Site&, Visit&);
Answer print_receipt(const Site&, Visit&);

// lacak.cc
Answer show_tracking(const Site&, Visit&);
Answer answer_office(const Site&, Visit&);
Answer confirm_material(const Site&, Visit&);
Answer withdraw_request(const Site&, Visit&);

// tim.cc
Answer show_team(const Site&, Visit&);
Answer name_team(const Site&, Visit&);
Answer make_team_paper(const Site&, Visit&);
Answer reuse_team_paper(const Site&, Visit&);
Answer print_team_paper(const Site&, Visit&);

// jurnal.cc
Answer show_journal(const Site&, Visit&);
Answer show_dossier_journal(const Site&, Visit&);

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
Answer show_draft_block(const Site&, Visit&);
Answer save_draft_block(const Site&, Visit&);
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

// pengaturan_jabatan.cc
Answer show_settings(const Site&, Visit&);
Answer add_position(const Site&, Visit&);
Answer show_position(const Site&, Visit&);
Answer edit_position(const Site&, Visit&);
Answer appoint(const Site&, Visit&);
Answer give_letter_number(const Site&, Visit&);
Answer end_holding(const Site&, Visit&);

// pengaturan_orang.cc
Answer show_office_people(const Site&, Visit&);
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
Answer show_standing_team(const Site&, Visit&);
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
Answer let_partner_in(const Site&, Visit&);
Answer set_press_desk(const Site&, Visit&);

// kait.cc
Answer show_hooks(const Site&, Visit&);
Answer add_hook(const Site&, Visit&);
Answer show_hook(const Site&, Visit&);
Answer edit_hook(const Site&, Visit&);
Answer rotate_hook(const Site&, Visit&);
Answer repeat_call(const Site&, Visit&);

// pengaturan_kop.cc
Answer show_letterhead(const Site&, Visit&);
Answer save_letterhead(const Site&, Visit&);
Answer save_office(const Site&, Visit&);
Answer set_emblem(const Site&, Visit&);
Answer show_emblem(const Site&, Visit&);
Answer show_office_calendar(const Site&, Visit&);
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
Answer show_own_account(const Site&, Visit&);
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

// statik.cc
Answer show_asset(const Site&, Visit&);

}  // namespace kentongan::web
