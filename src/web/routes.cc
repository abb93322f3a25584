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
constexpr Policy audits = holder_of(Right::read_journal);
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

    {"GET",  "/jurnal",                                audits,  none,   work,   show_journal},
    {"GET",  "/sop",                                   sees,    none,   work,   list_sops},
    {"GET",  "/sop/:id",                               sees,    none,   work,   show_sop},
    {"GET",  "/sop/:id/cetak.pdf",                     sees,    none,   file,   print_sop},

    {"GET",  "/pengaturan",                            staffs,  none,   work,   show_settings},
    {"POST", "/pengaturan/jabatan",                    staffs,  form,   work,   add_position},
    {"GET",  "/pengaturan/jabatan/:id",                staffs,  none,   work,   show_position},
    {"POST", "/pengaturan/jabatan/:id",                staffs,  form,   work,   edit_position},
    {"POST", "/pengaturan/penunjukan",                 staffs,  form,   work,   appoint},
    {"POST", "/pengaturan/penunjukan/:id/nomor",       staffs,  form,   work,   give_letter_number},
    {"POST", "/pengaturan/penunjukan/:id/akhir",       staffs,  form,   work,   end_holding},
    {"GET",  "/pengaturan/orang",                      staffs,  none,   work,   show_people},
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
    {"GET",  "/pengaturan/tim/:id",                    keeps,   none,   work,   show_team},
    {"POST", "/pengaturan/tim/:id",                    keeps,   form,   work,   edit_team},
    {"GET",  "/pengaturan/opd",                        keeps,   none,   work,   show_agencies},
    {"POST", "/pengaturan/opd",                        keeps,   form,   work,   add_agency},
    {"POST", "/pengaturan/opd/muat",                   keeps,   form,   work,   load_agencies},
    {"GET",  "/pengaturan/opd/:id",                    keeps,   none,   work,   show_agency},
    {"POST", "/pengaturan/opd/:id",                    keeps,   form,   work,   edit_agency},
    {"GET",  "/pengaturan/pers",                       keeps,   none,   work,   show_partners},
    {"POST", "/pengaturan/pers",                       keeps,   form,   work,   add_partner},
    {"GET",  "/pengaturan/pers/:id",                   keeps,   none,   work,   show_partner},
    {"POST", "/pengaturan/pers/:id",                   keeps,   form,   work,   edit_partner},
    {"GET",  "/pengaturan/kop",                        keeps,   none,   work,   show_letterhead},
    {"POST", "/pengaturan/kop",                        keeps,   form,   work,   save_letterhead},
    {"POST", "/pengaturan/kantor",                     keeps,   form,   work,   save_office},
    {"POST", "/pengaturan/lambang",                    keeps,   upload, work,   set_emblem},
    {"GET",  "/pengaturan/lambang",                    keeps,   none,   file,   show_emblem},
    {"GET",  "/pengaturan/kalender",                   keeps,   none,   work,   show_calendar},
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
    {"GET",  "/akun",                                  members, none,   work,   show_account},
    {"POST", "/akun/sandi",                            members, form,   work,   change_password},
    {"POST", "/akun/sesi/:sesi",                       members, form,   work,   end_session},
    {"POST", "/akun/kode",                             members, form,   work,   begin_second},
    {"POST", "/akun/kode/pasang",                      members, form,   work,   confirm_second},
    {"POST", "/akun/kode/lepas",                       members, form,   work,   remove_second},
    {"GET",  "/undangan/:kode",                        anyone,  none,   work,   show_invitation},
    {"POST", "/undangan/:kode",                        anyone,  form,   work,   accept_invitation},

    {"GET",  "/k/:kantor",                             anyone,  none,   portal, show_portal},
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
