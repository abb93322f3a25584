// The table of addresses of the pages.
#include "web/api.h"
#include "web/pages.h"
#include "web/unggah.h"

namespace kentongan::web {
namespace {

using office::Right;

constexpr auto none = net::BodyKind::none;
constexpr auto form = net::BodyKind::form;
constexpr auto upload = net::BodyKind::upload;
constexpr auto work = Face::workspace;
constexpr auto portal = Face::portal;
constexpr auto file = Face::file;
constexpr auto pieces = Face::api;

constexpr Policy sees = holder_of(Right::see_dossiers);
constexpr Policy opens = holder_of(Right::open_dossier);
constexpr Policy manages = holder_of(Right::manage_dossier);
constexpr Policy airs = holder_of(Right::publish_manual);
constexpr Policy tends = holder_of(Right::manage_portal);
constexpr Policy mails = holder_of(Right::manage_people);
constexpr Policy papers = holder_of(Right::record_paper);
constexpr Policy places = holder_of(Right::manage_channels);
constexpr Policy audits = holder_of(Right::read_journal);
constexpr Policy writes = holder_of(Right::manage_sop);
constexpr Policy registers = holder_of(Right::register_letters);
constexpr Policy staffs = holder_of(Right::manage_people);
constexpr Policy keeps = holder_of(Right::manage_office);

// clang-format off
constexpr Route table[] = {
    {"GET",  "/",                                      anyone,  none,   portal, home},
    {"GET",  "/masuk",                                 anyone,  none,   work,   show_sign_in},
    {"POST", "/masuk",                                 anyone,  form,   work,   sign_in},
    {"GET",  "/masuk/kode",                            anyone,  none,   work,   show_second_step},
    {"POST", "/masuk/kode",                            anyone,  form,   work,   take_second_step},
    {"POST", "/keluar",                                members, form,   work,   sign_out},
    {"POST", "/bahasa",                                members, form,   work,   set_language},

    {"GET",  "/meja",                                  members, none,   work,   show_desk},
    {"GET",  "/menu",                                  members, none,   work,   show_menu},
    {"GET",  "/berkas/:id/kertas",                     papers,  none,   work,   show_paper_mark},
    {"POST", "/berkas/:id/kertas",                     papers,  upload, work,   record_paper_mark},
    {"GET",  "/berkas/:id/kertas/:sidik",              sees,    none,   file,   show_paper_scan},
    {"GET",  "/berkas/:id/serah",                      sees,    none,   work,   show_handover},
    {"POST", "/berkas/:id/serah",                      airs,    form,   work,   hand_over},
    {"GET",  "/serah/:kunci",                          anyone,  none,   portal, show_taking},
    {"POST", "/serah/:kunci",                          anyone,  form,   portal, take_handover},
    {"GET",  "/serah/:kunci/naskah/:nomor",            anyone,  none,   file,   fetch_handed_text},
    {"GET",  "/serah/:kunci/file/:sidik",              anyone,  none,   file,   fetch_handed_file},
    {"GET",  "/cek",                                   anyone,  none,   portal, show_check},
    {"GET",  "/cek/:kode",                             anyone,  none,   portal, show_check},
    {"GET",  "/berkas/:id/lembar-kendali.pdf",        sees,    none,   file,   print_control_sheet},
    {"GET",  "/pimpinan",                              sees,    none,   work,   show_head},
    {"GET",  "/cari",                                  sees,    none,   work,   show_search},

    {"GET",  "/berkas",                                sees,    none,   work,   list_dossiers},
    {"GET",  "/berkas/baru",                           opens,   none,   work,   show_new_dossier},
    {"POST", "/berkas/baru",                           opens,   form,   work,   open_dossier},
    {"GET",  "/berkas/:id",                            sees,    none,   work,   show_dossier},
    {"POST", "/berkas/:id/tugas/:nomor/selesai",       sees,    form,   work,   finish_task},
    {"POST", "/berkas/:id/tugas/:nomor/ambil",         sees,    form,   work,   claim_task},
    {"POST", "/berkas/:id/tugas/:nomor/lepas",         sees,    form,   work,   release_task},
    {"POST", "/berkas/:id/tugas/:nomor/jeda",          sees,    form,   work,   pause_task},
    {"POST", "/berkas/:id/tugas/:nomor/lanjut",        sees,    form,   work,   resume_task},
    {"POST", "/berkas/:id/tugas/:nomor/ingatkan",      sees,    form,   work,   remind_task},
    {"POST", "/berkas/:id/tugas/:nomor/lewati",        manages, form,   work,   skip_task},
    {"POST", "/berkas/:id/tugas/:nomor/isian",         sees,    form,   work,   save_form},
    {"POST", "/berkas/:id/tugas/:nomor/sumber",        sees,    form,   work,   add_source},
    {"POST", "/berkas/:id/sumber/:sumber/hapus",       sees,    form,   work,   remove_source},
    {"POST", "/berkas/:id/kesediaan",                  sees,    form,   work,   answer_ready},
    {"GET",  "/info-masuk",                            sees,    none,   work,   show_incoming},
    {"POST", "/info-masuk",                            opens,   form,   work,   add_incoming},
    {"GET",  "/berkas/:id/inventaris",                 sees,    none,   work,   show_stock},
    {"POST", "/berkas/:id/inventaris",                 sees,    form,   work,   take_stock},
    {"POST", "/berkas/:id/pilihan",                    sees,    form,   work,   pick_incoming},
    {"POST", "/berkas/:id/naskah/:isi/keluarkan",      sees,    form,   work,   remove_item},
    {"POST", "/berkas/:id/kelengkapan",                sees,    form,   work,   tick_need},
    {"POST", "/berkas/:id/komentar",                   sees,    form,   work,   comment},
    {"GET",  "/berkas/:id/orang",                      sees,    none,   work,   show_people},
    {"POST", "/berkas/:id/tugas/:nomor/alihkan",       sees,    form,   work,   assign_task},
    {"POST", "/berkas/:id/lanjutkan",                  opens,   form,   work,   open_next_dossier},
    {"POST", "/berkas/:id/tarik",                      sees,    form,   work,   withdraw_dossier},
    {"POST", "/berkas/:id/batal",                      manages, form,   work,   cancel_dossier},
    {"POST", "/berkas/:id/buka",                       manages, form,   work,   reopen_dossier},
    {"POST", "/berkas/:id/perbaiki",                   sees,    form,   work,   recall_dossier},

    {"GET",  "/berkas/:id/naskah",                     sees,    none,   work,   show_editor},
    {"POST", "/berkas/:id/naskah",                     sees,    form,   work,   save_text},
    {"POST", "/berkas/:id/naskah/simpan",              sees,    form,   work,   autosave_text},
    {"GET",  "/berkas/:id/naskah/:isi",                sees,    none,   work,   show_editor},
    {"POST", "/berkas/:id/naskah/:isi",                sees,    form,   work,   save_text},
    {"POST", "/berkas/:id/naskah/:isi/simpan",         sees,    form,   work,   autosave_text},
    {"POST", "/berkas/:id/naskah/:isi/gambar",         sees,    upload, work,   add_picture},
    {"POST", "/berkas/:id/naskah/:isi/gambar/:sidik",  sees,    form,   work,   describe_picture},
    {"POST", "/berkas/:id/naskah/:isi/gambar/:sidik/hapus", sees, form, work,   remove_picture},
    {"POST", "/berkas/:id/naskah/:isi/gambar/:sidik/geser", sees, form, work,   move_picture},
    {"POST", "/berkas/:id/gambar/:sidik/geser",        sees,    form,   work,   move_picture},
    {"GET",  "/berkas/:id/banding",                    sees,    none,   work,   show_comparison},
    {"POST", "/berkas/:id/catatan",                    sees,    form,   work,   add_remark},
    {"POST", "/berkas/:id/catatan/:catatan/selesai",   sees,    form,   work,   settle_remark},
    {"POST", "/berkas/:id/gambar",                     sees,    upload, work,   add_picture},
    {"POST", "/berkas/:id/gambar/:sidik",              sees,    form,   work,   describe_picture},
    {"POST", "/berkas/:id/gambar/:sidik/hapus",        sees,    form,   work,   remove_picture},
    {"GET",  "/berkas/:id/file/:sidik",                sees,    none,   file,   show_file},

    {"OPTIONS", "/unggah",                             anyone,  none,   pieces, upload_abilities},
    {"POST", "/unggah",                                anyone,  none,   pieces, start_upload},
    {"GET",  "/unggah/:unggahan",                      anyone,  none,   pieces, upload_state},
    {"PATCH", "/unggah/:unggahan",                     anyone,  upload, pieces, go_on_with_upload,
     admit_upload},
    {"DELETE", "/unggah/:unggahan",                    anyone,  none,   pieces, end_upload},

    {"GET",  "/berkas/:id/periksa",                    sees,    none,   work,   show_review},
    {"POST", "/berkas/:id/periksa",                    sees,    form,   work,   decide_review},

    {"GET",  "/berkas/:id/surat",                      sees,    none,   work,   show_letter_of},
    {"GET",  "/berkas/:id/tim",                        sees,    none,   work,   show_team},
    {"POST", "/berkas/:id/tim/nama",                   sees,    form,   work,   name_team},
    {"POST", "/berkas/:id/tim/jawab",                  sees,    form,   work,   answer_team},
    {"POST", "/berkas/:id/tim/naskah",                 sees,    upload, work,   make_team_paper},
    {"POST", "/berkas/:id/tim/pakai",                  sees,    form,   work,   reuse_team_paper},
    {"GET",  "/berkas/:id/tim/:jenis/cetak.pdf",       sees,    none,   file,   print_team_paper},

    {"GET",  "/surat",                                 sees,    none,   work,   list_letters},
    {"GET",  "/surat/baru",                            registers, none, work,   show_new_letter},
    {"POST", "/surat/baru",                            registers, upload, work, enter_letter},
    {"GET",  "/surat/nomor",                           registers, none, work,   show_numbers},
    {"POST", "/surat/nomor",                           registers, form, work,   set_numbers},
    {"GET",  "/surat/agenda.pdf",                      sees,    none,   file,   print_agenda},
    {"GET",  "/surat/agenda.csv",                      sees,    none,   file,   export_agenda},
    {"GET",  "/surat/:id",                             sees,    none,   work,   show_letter},
    {"POST", "/surat/:id/nomor",                       registers, form, work,   number_letter},
    {"POST", "/surat/:id/putuskan",                    registers, form, work,   sort_letter},
    {"POST", "/surat/:id/batal",                       registers, form, work,   strike_letter},
    {"POST", "/surat/:id/terima",                      registers, form, work,   accept_letter},
    {"POST", "/surat/:id/tanya",                       sees,    form,   work,   ask_requester},
    {"GET",  "/surat/:id/file/:nomor",                 sees,    none,   file,   show_letter_file},
    {"GET",  "/surat/:id/lembar.pdf",                  sees,    none,   file,   print_disposition},
    {"POST", "/surat/:id/disposisi",                   sees,    form,   work,   give_disposition},
    {"POST", "/surat/:id/disposisi/:disposisi/tarik",  sees,    form,   work,   recall_disposition},
    {"POST", "/surat/:id/disposisi/:disposisi/benar", sees,    form,   work,   confirm_disposition},

    {"GET",  "/siaran",                                sees,    none,   work,   show_board},
    {"GET",  "/berkas/:id/siaran",                     sees,    none,   work,   show_airings},
    {"POST", "/berkas/:id/siaran/:siaran/kirim",       airs,    form,   work,   send_airing},
    {"POST", "/berkas/:id/siaran/:siaran/tautan",      airs,    form,   work,   record_link},
    {"POST", "/berkas/:id/siaran/:siaran/lewati",      airs,    form,   work,   waive_airing},
    {"POST", "/berkas/:id/siaran/:siaran/cek",         airs,    form,   work,   settle_airing},

    {"GET",  "/situs",                                 tends,   none,   work,   show_portal_desk},
    {"POST", "/situs/pengumuman",                      tends,   form,   work,   announce},
    {"POST", "/situs/pengumuman/:id/turunkan",         tends,   form,   work,   end_announcement},
    {"POST", "/situs/berita/:id/ralat",                tends,   form,   work,   correct_article},
    {"POST", "/situs/berita/:id/tarik",                tends,   form,   work,   withdraw_article},
    {"POST", "/situs/laporan/:id/jawab",               tends,   form,   work,   answer_report},
    {"GET",  "/berkas/:id/bukti/:sidik",               sees,    none,   file,   show_closing_proof},
    {"GET",  "/berkas/:id/tampilan",                   sees,    none,   work,   show_display},
    {"POST", "/berkas/:id/tampilan/:siaran/lihat",     sees,    form,   work,   look_at_airing},
    {"POST", "/berkas/:id/tampilan/:siaran/bawa",      sees,    upload, work,   bring_sighting},
    {"POST", "/berkas/:id/tampilan/:siaran/putusan",   sees,    form,   work,   judge_sighting},
    {"POST", "/berkas/:id/tampilan/:siaran/pantau",    airs,    form,   work,   watch_airing},
    {"GET",  "/berkas/:id/pantauan",                   sees,    none,   work,   show_monitoring},
    {"POST", "/berkas/:id/pantauan/:siaran",           sees,    upload, work,   enter_verdicts},
    {"GET",  "/berkas/:id/pemberitahuan",              sees,    none,   work,   show_telling},
    {"POST", "/berkas/:id/pemberitahuan",              sees,    upload, work,   tell_requester},
    {"POST", "/berkas/:id/siaran/:siaran/jadwal",      airs,    form,   work,   schedule_airing},
    {"POST", "/berkas/:id/siaran/:siaran/tarik",       airs,    form,   work,   take_back_airing},
    {"POST", "/berkas/:id/siaran/:siaran/bukti",       airs,    upload, work,   prove_airing},
    {"GET",  "/berkas/:id/siaran/:siaran/bukti/:sidik", sees,   none,   file,   show_proof},
    {"GET",  "/berkas/:id/siaran/:siaran/lembar.pdf",  sees,    none,   file,   print_script},
    {"GET",  "/siaran/rundown.pdf",                    sees,    none,   file,   print_rundown},
    {"GET",  "/siaran/antrean",                        sees,    none,   work,   show_queue},
    {"GET",  "/pinjam/:kantor/:sidik/:tanda",          anyone,  none,   file,   lend_file},

    {"GET",  "/pengaturan/saluran",                    places,  none,   work,   list_accounts},
    {"GET",  "/pengaturan/saluran/baru",               places,  none,   work,   show_new_account},
    {"POST", "/pengaturan/saluran/baru",               places,  form,   work,   add_account},
    {"GET",  "/pengaturan/saluran/kembali",            places,  none,   work,   come_back},
    {"GET",  "/pengaturan/saluran/:akun",              places,  none,   work,   show_account},
    {"POST", "/pengaturan/saluran/:akun",              places,  form,   work,   change_account},
    {"POST", "/pengaturan/saluran/:akun/sambungan",    places,  form,   work,   set_up_account},
    {"GET",  "/pengaturan/saluran/:akun/izin",         places,  none,   work,   ask_consent},
    {"POST", "/pengaturan/saluran/:akun/pulih",        places,  form,   work,   resume_account},

    {"GET",  "/berkas/:id/laporan",                    sees,    none,   work,   show_case_report},
    {"POST", "/berkas/:id/laporan",                    sees,    form,   work,   make_case_report},
    {"GET",  "/berkas/:id/laporan/:laporan/:bentuk",   sees,    none,   file,   case_report_file},
    {"GET",  "/pemantauan",                            sees,    none,   work,   show_watching},
    {"GET",  "/kinerja",                               sees,    none,   work,   show_performance},
    {"GET",  "/laporan",                               sees,    none,   work,   show_reports},
    {"GET",  "/laporan/:masa/:file",                   sees,    none,   file,   download_report},
    {"GET",  "/register/:sop",                         sees,    none,   work,   show_register},

    {"GET",  "/kabar-saya",                            members, none,   work,   show_notices},
    {"POST", "/kabar-saya",                            members, form,   work,   save_notice_wish},
    {"POST", "/kabar-saya/baca",                       members, form,   work,   read_all_notices},
    {"GET",  "/kabar-saya/jumlah",                     members, none,   work,   count_notices},
    {"GET",  "/kabar-saya/alir",                       members, none,   work,   stream_notices},
    {"GET",  "/kabar-saya/:id",                        members, none,   work,   open_notice},
    {"GET",  "/surel",                                 mails,   none,   work,   show_mails},
    {"POST", "/surel/:id/lagi",                        mails,   form,   work,   send_mail_again},
    {"POST", "/surel/pantulan",                        mails,   form,   work,   take_bounce},

    {"GET",  "/kalender",                              sees,    none,   work,   show_calendar},
    {"GET",  "/kalender.ics",                          sees,    none,   file,   calendar_as_ics},
    {"GET",  "/kalender.csv",                          sees,    none,   file,   calendar_as_csv},
    {"GET",  "/jurnal",                                audits,  none,   work,   show_journal},
    {"GET",  "/sop",                                   sees,    none,   work,   list_sops},
    {"GET",  "/sop/bundel.pdf",                        sees,    none,   file,   print_sop_bundle},
    {"GET",  "/sop/angkat",                            writes,  none,   work,   show_adopt},
    {"POST", "/sop/angkat",                            writes,  upload, work,   begin_draft},
    {"GET",  "/sop/bawaan/:kunci",                     sees,    none,   work,   show_shipped_sop},
    {"GET",  "/sop/konsep/:id",                        writes,  none,   work,   show_draft_form},
    {"POST", "/sop/konsep/:id/susun",                  writes,  form,   work,   rearrange_rows},
    {"GET",  "/sop/konsep/:id/baris/:langkah",         writes,  none,   work,   show_draft_row},
    {"POST", "/sop/konsep/:id/baris/:langkah",         writes,  form,   work,   save_draft_row},
    {"GET",  "/sop/konsep/:id/identitas",              writes,  none,   work,   show_identity},
    {"POST", "/sop/konsep/:id/identitas",              writes,  form,   work,   save_identity},
    {"GET",  "/sop/konsep/:id/teks",                   writes,  none,   work,   show_draft_text},
    {"POST", "/sop/konsep/:id/teks",                   writes,  form,   work,   save_draft_text},
    {"POST", "/sop/konsep/:id/periksa",                writes,  form,   work,   check_draft_text},
    {"GET",  "/sop/konsep/:id/ketetapan",              writes,  none,   work,   show_draft_decree},
    {"POST", "/sop/konsep/:id/ketetapan",              writes,  form,   work,   save_draft_decree},
    {"POST", "/sop/konsep/:id/terbit",                 writes,  form,   work,   publish_draft},
    {"GET",  "/sop/konsep/:id/banding",                writes,  none,   work,   compare_draft},
    {"POST", "/sop/konsep/:id/buang",                  writes,  form,   work,   discard_draft},
    {"GET",  "/sop/:id",                               sees,    none,   work,   show_sop},
    {"POST", "/sop/:id/sunting",                       writes,  form,   work,   edit_sop},
    {"GET",  "/sop/:id/banding",                       sees,    none,   work,   compare_sops},
    {"GET",  "/sop/:id/pindah",                        writes,  none,   work,   show_migration},
    {"POST", "/sop/:id/pindah",                        writes,  form,   work,   migrate_dossier},
    {"GET",  "/sop/:id/versi",                         sees,    none,   work,   show_sop_versions},
    {"GET",  "/sop/:id/waktu",                         sees,    none,   work,   show_sop_times},
    {"GET",  "/sop/:id/simulasi",                      sees,    none,   work,   show_sop_trial},
    {"GET",  "/sop/:id/simulasi.svg",                  sees,    none,   file,   draw_sop_trial},
    {"GET",  "/sop/:id/sop.sop",                       sees,    none,   file,   save_sop_text},
    {"GET",  "/sop/:id/sop.bpmn",                      sees,    none,   file,   save_sop_bpmn},
    {"GET",  "/sop/:id/alur.svg",                      sees,    none,   file,   save_sop_picture},
    {"GET",  "/sop/:id/asal.bpmn",                     sees,    none,   file,   save_sop_source},
    {"GET",  "/sop/:id/cetak.pdf",                     sees,    none,   file,   print_sop},

    {"GET",  "/pengaturan",                            staffs,  none,   work,   show_settings},
    {"POST", "/pengaturan/jabatan",                    staffs,  form,   work,   add_position},
    {"GET",  "/pengaturan/jabatan/:id",                staffs,  none,   work,   show_position},
    {"POST", "/pengaturan/jabatan/:id",                staffs,  form,   work,   edit_position},
    {"POST", "/pengaturan/penunjukan",                 staffs,  form,   work,   appoint},
    {"POST", "/pengaturan/penunjukan/:id/nomor",       staffs,  form,   work,   give_letter_number},
    {"POST", "/pengaturan/penunjukan/:id/akhir",       staffs,  form,   work,   end_holding},
    {"GET",  "/pengaturan/orang",                      staffs,  none,   work,   show_office_people},
    {"POST", "/pengaturan/orang",                      staffs,  form,   work,   add_person},
    {"GET",  "/pengaturan/orang/:id",                  staffs,  none,   work,   show_person},
    {"POST", "/pengaturan/orang/:id",                  staffs,  form,   work,   edit_person},
    {"POST", "/pengaturan/orang/:id/undang",           staffs,  form,   work,   invite_person},
    {"POST", "/pengaturan/orang/:id/nonaktif",         staffs,  form,   work,   disable_person},
    {"POST", "/pengaturan/orang/:id/aktif",            staffs,  form,   work,   enable_person},
    {"GET",  "/pengaturan/unit",                       keeps,   none,   work,   show_units},
    {"POST", "/pengaturan/unit",                       keeps,   form,   work,   add_unit},
    {"GET",  "/pengaturan/unit/:id",                   keeps,   none,   work,   show_unit},
    {"POST", "/pengaturan/unit/:id",                   keeps,   form,   work,   edit_unit},
    {"GET",  "/pengaturan/tim",                        keeps,   none,   work,   show_teams},
    {"POST", "/pengaturan/tim",                        keeps,   form,   work,   add_team},
    {"GET",  "/pengaturan/tim/:id",                    keeps,   none,   work,   show_standing_team},
    {"POST", "/pengaturan/tim/:id",                    keeps,   form,   work,   edit_team},
    {"GET",  "/pengaturan/opd",                        keeps,   none,   work,   show_agencies},
    {"POST", "/pengaturan/opd",                        keeps,   form,   work,   add_agency},
    {"POST", "/pengaturan/opd/muat",                   keeps,   form,   work,   load_agencies},
    {"GET",  "/pengaturan/opd/:id",                    keeps,   none,   work,   show_agency},
    {"POST", "/pengaturan/opd/:id",                    keeps,   form,   work,   edit_agency},
    {"GET",  "/pengaturan/pers",                       keeps,   none,   work,   show_partners},
    {"POST", "/pengaturan/pers",                       keeps,   form,   work,   add_partner},
    {"POST", "/pengaturan/pers/persetujuan",           keeps,   form,   work,   set_press_desk},
    {"POST", "/pengaturan/pers/:id/setujui",           keeps,   form,   work,   let_partner_in},
    {"GET",  "/pengaturan/pers/:id",                   keeps,   none,   work,   show_partner},
    {"POST", "/pengaturan/pers/:id",                   keeps,   form,   work,   edit_partner},
    {"GET",  "/pengaturan/kop",                        keeps,   none,   work,   show_letterhead},
    {"POST", "/pengaturan/kop",                        keeps,   form,   work,   save_letterhead},
    {"POST", "/pengaturan/kantor",                     keeps,   form,   work,   save_office},
    {"POST", "/pengaturan/lambang",                    keeps,   upload, work,   set_emblem},
    {"GET",  "/pengaturan/lambang",                    keeps,   none,   file,   show_emblem},
    {"GET",  "/pengaturan/kalender",                   keeps,   none,   work,
     show_office_calendar},
    {"POST", "/pengaturan/kalender",                   keeps,   form,   work,   save_hours},
    {"POST", "/pengaturan/kalender/hari",              keeps,   form,   work,   save_day},
    {"POST", "/pengaturan/kalender/:tanggal/hapus",    keeps,   form,   work,   remove_day},
    {"GET",  "/pengaturan/impor",                      staffs,  none,   work,   show_import},
    {"POST", "/pengaturan/impor",                      staffs,  upload, work,   check_import},
    {"POST", "/pengaturan/impor/ambil",                staffs,  form,   work,   take_import},
    {"GET",  "/pengaturan/contoh",                     keeps,   none,   work,   show_wipe},
    {"POST", "/pengaturan/contoh",                     keeps,   form,   work,   wipe_demo_office},
    {"POST", "/kantor",                                members, form,   work,   switch_office},
    {"GET",  "/mulai/:kode",                           anyone,  none,   work,   show_wizard},
    {"POST", "/mulai/:kode",                           anyone,  form,   work,   go_through_wizard},
    {"GET",  "/akun",                                  members, none,   work,   show_own_account},
    {"POST", "/akun/sandi",                            members, form,   work,   change_password},
    {"POST", "/akun/sesi/:sesi",                       members, form,   work,   end_session},
    {"POST", "/akun/kode",                             members, form,   work,   begin_second},
    {"POST", "/akun/kode/pasang",                      members, form,   work,   confirm_second},
    {"POST", "/akun/kode/lepas",                       members, form,   work,   remove_second},
    {"GET",  "/undangan/:kode",                        anyone,  none,   work,   show_invitation},
    {"POST", "/undangan/:kode",                        anyone,  form,   work,   accept_invitation},

    {"GET",  "/k/:kantor",                             anyone,  none,   portal, show_portal},
    {"GET",  "/k/:kantor/permohonan",                  anyone,  none,   work,   show_request_form},
    {"POST", "/k/:kantor/permohonan",                  anyone,  upload, work,   send_request},
    {"GET",  "/k/:kantor/permohonan/:kode",            anyone,  none,   portal, show_receipt},
    {"GET",  "/k/:kantor/permohonan/:kode/cetak.pdf",  anyone,  none,   file,   print_receipt},
    {"GET",  "/k/:kantor/lacak",                       anyone,  none,   portal, show_tracking},
    {"POST", "/k/:kantor/lacak/:kode/jawab",           anyone,  upload, portal, answer_office},
    {"POST", "/k/:kantor/lacak/:kode/benar",           anyone,  form,   portal, confirm_material},
    {"POST", "/k/:kantor/lacak/:kode/tarik",           anyone,  form,   portal, withdraw_request},

    {"GET",  "/k/:kantor/pers",                        anyone,  none,   portal, show_press},
    {"POST", "/k/:kantor/pers",                        anyone,  form,   portal, subscribe_press},
    {"GET",  "/k/:kantor/pers/konfirmasi/:kunci",      anyone,  none,   portal, show_press_confirm},
    {"POST", "/k/:kantor/pers/konfirmasi/:kunci",      anyone,  form,   portal, confirm_press},
    {"GET",  "/k/:kantor/pers/dimuat/:kunci",          anyone,  none,   portal, show_press_printed},
    {"POST", "/k/:kantor/pers/dimuat/:kunci",          anyone,  form,   portal,
     report_press_printed},
    {"GET",  "/k/:kantor/pers/berhenti/:kunci",        anyone,  none,   portal, show_press_leave},
    {"POST", "/k/:kantor/pers/berhenti/:kunci",        anyone,  form,   portal, leave_press},
    {"GET",  "/k/:kantor/lambang",                     anyone,  none,   file,   show_emblem},
    {"GET",  "/k/:kantor/rss.xml",                     anyone,  none,   file,   show_rss},
    {"GET",  "/k/:kantor/atom.xml",                    anyone,  none,   file,   show_atom},
    {"GET",  "/k/:kantor/feed.json",                   anyone,  none,   file,   show_json_feed},
    {"GET",  "/k/:kantor/sitemap.xml",                 anyone,  none,   file,   show_site_map},
    {"GET",  "/k/:kantor/cari",                        anyone,  none,   portal, search_portal},
    {"POST", "/k/:kantor/berita/:artikel/keliru",      anyone,  form,   portal, report_article},
    {"GET",  "/k/:kantor/berita/:artikel",             anyone,  none,   portal, show_article},
    {"GET",  "/k/:kantor/berita/:artikel/:sidik",      anyone,  none,   file,   show_news_picture},
    {"GET",  "/ui/*",                                  anyone,  none,   file,   show_asset},
};
// clang-format on

}  // namespace

std::span<const Route> page_routes() {
    return table;
}

const std::vector<Route>& routes() {
    static const std::vector<Route> all = [] {
        std::vector<Route> every;
        for (const auto& some : {page_routes(), api_routes()})
            every.insert(every.end(), some.begin(), some.end());
        return every;
    }();
    return all;
}

}  // namespace kentongan::web
