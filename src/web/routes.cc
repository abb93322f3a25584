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
constexpr Policy audits = holder_of(Right::read_journal);
constexpr Policy writes = holder_of(Right::manage_sop);

// clang-format off
constexpr Route table[] = {
    {"GET",  "/",                                      anyone,  none,   portal, home},
    {"GET",  "/masuk",                                 anyone,  none,   work,   show_sign_in},
    {"POST", "/masuk",                                 anyone,  form,   work,   sign_in},
    {"POST", "/keluar",                                members, form,   work,   sign_out},
    {"POST", "/bahasa",                                members, form,   work,   set_language},

    {"GET",  "/meja",                                  members, none,   work,   show_desk},
    {"GET",  "/menu",                                  members, none,   work,   show_menu},

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
    {"POST", "/berkas/:id/kelengkapan",                sees,    form,   work,   tick_need},
    {"POST", "/berkas/:id/komentar",                   sees,    form,   work,   comment},
    {"GET",  "/berkas/:id/orang",                      sees,    none,   work,   show_people},
    {"POST", "/berkas/:id/tugas/:nomor/alihkan",       sees,    form,   work,   assign_task},
    {"POST", "/berkas/:id/tim",                        sees,    form,   work,   set_dossier_team},
    {"POST", "/berkas/:id/lanjutkan",                  opens,   form,   work,   open_next_dossier},
    {"POST", "/berkas/:id/tarik",                      sees,    form,   work,   withdraw_dossier},
    {"POST", "/berkas/:id/batal",                      manages, form,   work,   cancel_dossier},
    {"POST", "/berkas/:id/buka",                       manages, form,   work,   reopen_dossier},

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
    {"GET",  "/berkas/:id/bukti/:sidik",               sees,    none,   file,   show_proof},
    {"GET",  "/berkas/:id/tampilan",                   sees,    none,   work,   show_display},
    {"POST", "/berkas/:id/tampilan/:siaran/lihat",     sees,    form,   work,   look_at_airing},
    {"POST", "/berkas/:id/tampilan/:siaran/bawa",      sees,    upload, work,   bring_sighting},
    {"POST", "/berkas/:id/tampilan/:siaran/putusan",   sees,    form,   work,   judge_sighting},
    {"POST", "/berkas/:id/tampilan/:siaran/pantau",    airs,    form,   work,   watch_airing},
    {"GET",  "/berkas/:id/pantauan",                   sees,    none,   work,   show_monitoring},
    {"POST", "/berkas/:id/pantauan/:siaran",           sees,    upload, work,   enter_verdicts},
    {"GET",  "/berkas/:id/pemberitahuan",              sees,    none,   work,   show_telling},
    {"POST", "/berkas/:id/pemberitahuan",              sees,    upload, work,   tell_requester},

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

    {"GET",  "/k/:kantor",                             anyone,  none,   portal, show_portal},
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
