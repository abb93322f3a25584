// Every function of the API, by the file it lives in.
#pragma once

#include "web/pages.h"

namespace kentongan::web {

// api_sesi.cc
Answer api_sign_in(const Site&, Visit&);
Answer api_show_second(const Site&, Visit&);
Answer api_session(const Site&, Visit&);
Answer api_sign_out(const Site&, Visit&);
Answer api_desk(const Site&, Visit&);
Answer api_search(const Site&, Visit&);
Answer api_check(const Site&, Visit&);
Answer api_paper_mark(const Site&, Visit&);
Answer api_handovers(const Site&, Visit&);
Answer api_hand_over(const Site&, Visit&);

// api_berkas.cc
Answer api_register(const Site&, Visit&);
Answer api_open_dossier(const Site&, Visit&);
Answer api_dossier(const Site&, Visit&);
Answer api_command(const Site&, Visit&);

// api_naskah.cc
Answer api_draft(const Site&, Visit&);
Answer api_save_draft(const Site&, Visit&);
Answer api_items(const Site&, Visit&);
Answer api_incoming(const Site&, Visit&);
Answer api_add_incoming(const Site&, Visit&);
Answer api_stock(const Site&, Visit&);
Answer api_take_stock(const Site&, Visit&);
Answer api_pick(const Site&, Visit&);
Answer api_remove_item(const Site&, Visit&);
Answer api_confirm_origin(const Site&, Visit&);
Answer api_written(const Site&, Visit&);
Answer api_save_form(const Site&, Visit&);
Answer api_answer_ready(const Site&, Visit&);
Answer api_add_source(const Site&, Visit&);
Answer api_remove_source(const Site&, Visit&);
Answer api_fix_version(const Site&, Visit&);
Answer api_add_picture(const Site&, Visit&);
Answer api_describe_picture(const Site&, Visit&);
Answer api_remove_picture(const Site&, Visit&);

// api_media.cc
Answer api_media(const Site&, Visit&);
Answer api_tell_facts(const Site&, Visit&);
Answer api_move_file(const Site&, Visit&);
Answer api_remarks(const Site&, Visit&);
Answer api_remark(const Site&, Visit&);
Answer api_settle_remark(const Site&, Visit&);
Answer api_compare(const Site&, Visit&);

// api_siaran.cc
Answer api_board(const Site&, Visit&);
Answer api_airings(const Site&, Visit&);
Answer api_send_airing(const Site&, Visit&);
Answer api_record_link(const Site&, Visit&);
Answer api_waive_airing(const Site&, Visit&);
Answer api_settle_airing(const Site&, Visit&);
Answer api_schedule_airing(const Site&, Visit&);
Answer api_take_back_airing(const Site&, Visit&);
Answer api_prove_airing(const Site&, Visit&);

// api_saluran.cc
Answer api_queue(const Site&, Visit&);
Answer api_accounts(const Site&, Visit&);
Answer api_add_account(const Site&, Visit&);
Answer api_change_account(const Site&, Visit&);
Answer api_connect_account(const Site&, Visit&);
Answer api_resume_account(const Site&, Visit&);

// api_daftar.cc
Answer api_sops(const Site&, Visit&);
Answer api_sop(const Site&, Visit&);
Answer api_journal(const Site&, Visit&);
Answer api_articles(const Site&, Visit&);
Answer api_article(const Site&, Visit&);

// api_sop.cc
Answer api_shipped_sops(const Site&, Visit&);
Answer api_sop_drafts(const Site&, Visit&);
Answer api_sop_draft(const Site&, Visit&);
Answer api_begin_sop_draft(const Site&, Visit&);
Answer api_change_sop_draft(const Site&, Visit&);
Answer api_discard_sop_draft(const Site&, Visit&);
Answer api_publish_sop_draft(const Site&, Visit&);
Answer api_sop_times(const Site&, Visit&);
Answer api_compare_sops(const Site&, Visit&);
Answer api_sop_migration(const Site&, Visit&);
Answer api_migrate_dossier(const Site&, Visit&);
Answer api_open_next(const Site&, Visit&);
// api_tutup.cc
Answer api_news(const Site&, Visit&);
Answer api_read_news(const Site&, Visit&);
Answer api_mails(const Site&, Visit&);
Answer api_mail_again(const Site&, Visit&);
Answer api_bounce(const Site&, Visit&);
Answer api_displays(const Site&, Visit&);
Answer api_look(const Site&, Visit&);
Answer api_bring_display(const Site&, Visit&);
Answer api_judge(const Site&, Visit&);
Answer api_watched(const Site&, Visit&);
Answer api_verdict(const Site&, Visit&);
Answer api_tellings(const Site&, Visit&);
Answer api_tell(const Site&, Visit&);
Answer api_reports(const Site&, Visit&);
Answer api_make_report(const Site&, Visit&);
Answer api_figures(const Site&, Visit&);
// api_surat.cc
Answer api_letters(const Site&, Visit&);
Answer api_letter(const Site&, Visit&);
Answer api_enter_letter(const Site&, Visit&);
Answer api_sort_letter(const Site&, Visit&);
Answer api_accept_letter(const Site&, Visit&);
Answer api_dispose(const Site&, Visit&);
Answer api_recall(const Site&, Visit&);
Answer api_ask_requester(const Site&, Visit&);
Answer api_take_material(const Site&, Visit&);
Answer api_team(const Site&, Visit&);
Answer api_name_team(const Site&, Visit&);
Answer api_team_paper(const Site&, Visit&);
Answer api_outgoing(const Site&, Visit&);
Answer api_reserve_number(const Site&, Visit&);
Answer api_free_number(const Site&, Visit&);
// api_pengaturan.cc
Answer api_office(const Site&, Visit&);
Answer api_save_unit(const Site&, Visit&);
Answer api_save_position(const Site&, Visit&);
Answer api_save_person(const Site&, Visit&);
Answer api_disable_person(const Site&, Visit&);
Answer api_appoint(const Site&, Visit&);
Answer api_number_letter(const Site&, Visit&);
Answer api_end_holding(const Site&, Visit&);
Answer api_save_agency(const Site&, Visit&);
Answer api_dossier_journal(const Site&, Visit&);
Answer api_save_office(const Site&, Visit&);
Answer api_save_partner(const Site&, Visit&);
Answer api_let_partner_in(const Site&, Visit&);
Answer api_set_press_desk(const Site&, Visit&);
Answer api_save_team(const Site&, Visit&);
Answer api_save_day(const Site&, Visit&);

// api_situs.cc
Answer api_correct_article(const Site&, Visit&);
Answer api_withdraw_article(const Site&, Visit&);
Answer api_copies(const Site&, Visit&);
Answer api_finish_copy(const Site&, Visit&);
Answer api_repeat_copy(const Site&, Visit&);
Answer api_portal_desk(const Site&, Visit&);
Answer api_announce(const Site&, Visit&);
Answer api_end_announcement(const Site&, Visit&);
Answer api_set_complaint_desk(const Site&, Visit&);
Answer api_answer_report(const Site&, Visit&);
Answer api_pass_report_on(const Site&, Visit&);
Answer api_report_article(const Site&, Visit&);

// kait.cc
Answer api_hooks(const Site&, Visit&);
Answer api_add_hook(const Site&, Visit&);
Answer api_change_hook(const Site&, Visit&);
Answer api_rotate_hook(const Site&, Visit&);
Answer api_calls(const Site&, Visit&);
Answer api_repeat_call(const Site&, Visit&);

// pers.cc
Answer api_subscribe_press(const Site&, Visit&);
Answer api_confirm_press(const Site&, Visit&);
Answer api_press_printed(const Site&, Visit&);
Answer api_leave_press(const Site&, Visit&);

// openapi.cc
Answer show_openapi(const Site&, Visit&);

}  // namespace kentongan::web
