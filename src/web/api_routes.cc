// The table of addresses of the API, with what its document says of each.
#include "web/api.h"
#include "web/api_pages.h"
#include "web/api_records_kegiatan.h"
#include "web/api_records_letter.h"
#include "web/api_records_media.h"
#include "web/api_records_office.h"
#include "web/api_records_paraf.h"
#include "web/api_records_saluran.h"
#include "web/api_records_sop.h"
#include "web/api_records_tutup.h"
#include "web/kegiatan_pages.h"
#include "web/kertas_pages.h"

namespace kentongan::web {
namespace {

using office::Right;

constexpr auto none = net::BodyKind::none;
constexpr auto json = net::BodyKind::json;
constexpr auto upload = net::BodyKind::upload;

constexpr Policy sees = holder_of(Right::see_dossiers);
constexpr Policy opens = holder_of(Right::open_dossier);
constexpr Policy airs = holder_of(Right::publish_manual);
constexpr Policy manages = holder_of(Right::manage_dossier);
constexpr Policy tends = holder_of(Right::manage_portal);
constexpr Policy mails = holder_of(Right::manage_people);
constexpr Policy papers = holder_of(Right::record_paper);
constexpr Policy places = holder_of(Right::manage_channels);
constexpr Policy audits = holder_of(Right::read_journal);
constexpr Policy writes = holder_of(Right::manage_sop);
constexpr Policy registers = holder_of(Right::register_letters);
constexpr Policy staffs = holder_of(Right::manage_people);
constexpr Policy keeps = holder_of(Right::manage_office);
constexpr auto keyed = ApiRoute::Keyed::yes;
constexpr auto plain = ApiRoute::Keyed::no;

template <class T>
constexpr ApiRoute::SchemaOf of = &schema_of<T>;

constexpr Route at(std::string_view method, std::string_view path, Policy policy,
                   net::BodyKind body, Page page) {
    return {method, path, policy, body, Face::api, page};
}

#define V1 "/api/v1"
#define BERKAS V1 "/berkas/:id"
#define SIARAN BERKAS "/siaran/:siaran"
#define AKUN V1 "/saluran/:akun"
#define SURAT V1 "/surat/:id"
#define ATUR V1 "/pengaturan"

// clang-format off
constexpr ApiRoute table[] = {
    {at("POST", V1 "/sesi", anyone, json, api_sign_in),
     "Sign in; the token goes into Authorization: Bearer", 201,
     of<api::SignIn>, of<api::NewSession>},
    {at("POST", V1 "/sesi/kode", anyone, json, api_show_second),
     "Show the second factor of a session that waits for it", 204, of<api::SecondCode>},
    {at("GET", V1 "/sesi", members, none, api_session), "Who I am and what I may do", 200,
     nullptr, of<api::Session>},
    {at("DELETE", V1 "/sesi", members, none, api_sign_out), "Sign out", 204},

    {at("GET", V1 "/meja", members, none, api_desk), "My open tasks, by deadline", 200,
     nullptr, of<api::Desk>, plain, "saring setelah"},
    {at("POST", V1 "/kertas", papers, upload, api_find_sheet),
     "Whose sheet a scan shows, by its code: the file pindaian", 200, nullptr,
     of<api::FoundSheet>, keyed},
    {at("POST", BERKAS "/kertas", papers, upload, api_paper_mark),
     "Bring in a mark made on the printed control sheet", 201, nullptr, of<api::Moved>, keyed},
    {at("GET", BERKAS "/serah", sees, none, api_handovers), "To whom the result was handed over",
     200, nullptr, of<api::Handovers>},
    {at("POST", BERKAS "/serah", airs, json, api_hand_over), "Hand the approved files over", 201,
     of<api::NewHandover>, of<api::Handover>, keyed},
    {at("GET", V1 "/cek/:kode", anyone, none, api_check), "What a control sheet's code stands for",
     200, nullptr, of<api::CheckedSheet>},
    {at("GET", BERKAS "/lembar-kendali", sees, none, print_control_sheet),
     "The control sheet as PDF"},
    {at("GET", V1 "/cari", sees, none, api_search), "Find dossiers, texts, SOPs and people", 200,
     nullptr, of<api::Found>, plain, "kata"},
    {at("GET", V1 "/berkas", sees, none, api_register), "Dossiers of the office, newest first", 200,
     nullptr, of<api::Register>, plain, "cari sebelum"},
    {at("POST", V1 "/berkas", opens, json, api_open_dossier), "Open a dossier", 201,
     of<api::NewDossier>, of<api::Moved>, keyed},
    {at("GET", BERKAS, sees, none, api_dossier), "One dossier with tasks, marks and history", 200,
     nullptr, of<api::Dossier>},
    {at("POST", BERKAS "/perintah", sees, json, api_command), "Give a dossier a command", 200,
     of<api::Command>, of<api::Moved>, keyed},

    {at("GET", BERKAS "/naskah", sees, none, api_draft), "The text as it is being written", 200,
     nullptr, of<api::Draft>},
    {at("PUT", BERKAS "/naskah", sees, json, api_save_draft), "Save the text over a revision", 200,
     of<api::NewDraft>, of<api::Saved>, keyed},
    {at("GET", BERKAS "/isian", sees, none, api_written), "What was answered in forms of steps",
     200, nullptr, of<api::Written>},
    {at("POST", BERKAS "/tugas/:nomor/isian", sees, json, api_save_form), "Answer a form of a step",
     200, of<api::NewAnswer>, of<api::Written>, keyed},
    {at("POST", BERKAS "/tugas/:nomor/sumber", sees, json, api_add_source), "Note a source", 201,
     of<api::NewSource>, of<api::Written>, keyed},
    {at("DELETE", BERKAS "/sumber/:sumber", sees, none, api_remove_source), "Remove a source", 200,
     nullptr, of<api::Written>, keyed},
    {at("POST", BERKAS "/kesediaan", sees, json, api_answer_ready), "Say whether I am ready", 200,
     of<api::Readiness>, of<api::Written>, keyed},
    {at("PUT", V1 "/sop/:id/janji", writes, json, api_set_promise),
     "Promise so many working days for cases of this SOP; 0 takes it back", 200,
     of<api::PromiseDays>, of<api::PromiseDays>, keyed},
    {at("GET", V1 "/siaran/susulan", sees, none, api_late_entries),
     "What went out before it was entered, newest first", 200, nullptr, of<api::LateEntries>},
    {at("POST", V1 "/siaran/susulan", airs, json, api_add_late_entry),
     "Enter what already went out", 201, of<api::NewLateEntry>, of<api::LateEntries>, keyed},
    {at("GET", BERKAS "/klasifikasi", sees, none, api_information),
     "The class of the dossier's information", 200, nullptr, of<api::Information>},
    {at("PUT", BERKAS "/klasifikasi", manages, json, api_classify),
     "Say of which class it is (terbuka, serta_merta, dikecualikan)", 200,
     of<api::NewInformation>, of<api::Information>, keyed},
    {at("GET", BERKAS "/kegiatan", sees, none, api_activities), "Face-to-face activities", 200,
     nullptr, of<api::Activities>},
    {at("POST", BERKAS "/kegiatan", sees, json, api_plan_activity), "Plan an activity", 201,
     of<api::NewActivity>, of<api::Activities>, keyed},
    {at("PUT", BERKAS "/kegiatan/:kegiatan", sees, json, api_plan_activity),
     "Change the plan of an activity", 200, of<api::NewActivity>, of<api::Activities>, keyed},
    {at("POST", BERKAS "/kegiatan/:kegiatan/hasil", sees, json, api_tell_activity),
     "Tell what came of an activity", 200, of<api::ActivityOutcome>, of<api::Activities>, keyed},
    {at("POST", BERKAS "/kegiatan/:kegiatan/file", sees, upload, api_activity_file),
     "Add photographs (foto) or the attendance sheet (hadir)", 201, nullptr, of<api::Activities>,
     keyed},
    {at("GET", V1 "/info-masuk", sees, none, api_incoming), "What came in, newest first", 200,
     nullptr, of<api::Incomings>},
    {at("POST", V1 "/info-masuk", opens, json, api_add_incoming), "Note what came in", 201,
     of<api::NewIncoming>, of<api::Incomings>, keyed},
    {at("GET", BERKAS "/inventaris", sees, none, api_stock), "What a batch may pick from", 200,
     nullptr, of<api::Incomings>},
    {at("PUT", BERKAS "/inventaris", sees, json, api_take_stock), "Take stock", 200,
     of<api::Refs>, of<api::Incomings>, keyed},
    {at("POST", BERKAS "/pilihan", sees, json, api_pick), "Pick texts from the stock", 200,
     of<api::Refs>, of<api::Incomings>, keyed},
    {at("DELETE", BERKAS "/naskah/:isi", sees, none, api_remove_item), "Take a text out", 200,
     nullptr, of<api::Incomings>, keyed},
    {at("POST", BERKAS "/naskah/:isi/asal", sees, json, api_confirm_origin),
     "Say who gave or confirmed the material", 200, of<api::OriginWords>, of<api::Draft>, keyed},
    {at("GET", BERKAS "/isi", sees, none, api_items), "Every text of the dossier, in order", 200,
     nullptr, of<api::Items>},
    {at("GET", BERKAS "/naskah/:isi", sees, none, api_draft), "One text of several", 200,
     nullptr, of<api::Draft>},
    {at("PUT", BERKAS "/naskah/:isi", sees, json, api_save_draft), "Save one text of several", 200,
     of<api::NewDraft>, of<api::Saved>, keyed},
    {at("POST", BERKAS "/naskah/versi", sees, none, api_fix_version), "Make the text a version",
     200, nullptr, of<api::Version>, keyed},
    {at("POST", BERKAS "/gambar", sees, upload, api_add_picture), "Add a picture", 201,
     nullptr, of<api::Picture>, keyed},
    {at("GET", BERKAS "/gambar/:sidik", sees, none, show_file), "The bytes of a picture"},
    {at("PUT", BERKAS "/gambar/:sidik", sees, json, api_describe_picture), "Describe a picture",
     200, of<api::PictureWords>, of<api::Draft>, keyed},
    {at("DELETE", BERKAS "/gambar/:sidik", sees, none, api_remove_picture), "Remove a picture", 200,
     nullptr, of<api::Draft>, keyed},

    {at("GET", BERKAS "/media", sees, none, api_media), "Media of a text, with what is missing",
     200, nullptr, of<api::Media>, plain, "isi"},
    {at("PUT", BERKAS "/gambar/:sidik/keterangan", sees, json, api_tell_facts),
     "Tell the rights, people and focus of a media file", 200, of<api::MediaFacts>, of<api::Media>,
     keyed, "isi"},
    {at("PUT", BERKAS "/gambar/:sidik/urutan", sees, json, api_move_file),
     "Move a media file up or down", 200, of<api::Move>, of<api::Media>, keyed, "isi"},
    {at("GET", BERKAS "/catatan", sees, none, api_remarks), "Remarks on a text", 200,
     nullptr, of<api::Remarks>, plain, "isi"},
    {at("POST", BERKAS "/catatan", sees, json, api_remark), "Remark on a text", 201,
     of<api::NewRemark>, of<api::RemarkLine>, keyed, "isi"},
    {at("PUT", BERKAS "/catatan/:catatan", sees, json, api_settle_remark),
     "Settle a remark, or open it again", 200, of<api::Settled>, of<api::Settled>, keyed},
    {at("GET", BERKAS "/banding", sees, none, api_compare), "Two versions compared; 0 is the draft",
     200, nullptr, of<api::Comparison>, plain, "isi dari ke"},
    {at("GET", V1 "/surat", sees, none, api_letters), "Letters, newest first", 200,
     nullptr, of<api::Letters>, plain, "saring cari sebelum"},
    {at("POST", V1 "/surat", registers, json, api_enter_letter), "Register a letter", 201,
     of<api::NewLetter>, of<api::Letter>, keyed},
    {at("GET", V1 "/surat-keluar", sees, none, api_outgoing),
     "What goes out, by its numbers; and the numbers kept free", 200, nullptr, of<api::Outgoing>,
     plain, "tahun"},
    {at("POST", V1 "/nomor-cadangan", registers, json, api_reserve_number),
     "Keep the next number free for a letter not yet written", 201, of<api::NewReserved>,
     of<api::Reserved>, keyed},
    {at("POST", V1 "/nomor-cadangan/lepas", registers, json, api_free_number),
     "Put a kept number out of use", 200, of<api::FreedNumber>, of<api::Reserved>, keyed},
    {at("GET", SURAT, sees, none, api_letter), "One letter with its dispositions", 200,
     nullptr, of<api::Letter>},
    {at("GET", SURAT "/file/:nomor", sees, none, show_letter_file), "A file of a letter"},
    {at("POST", SURAT "/putuskan", registers, json, api_sort_letter), "Defer, refuse or archive",
     200, of<api::Sorted>, of<api::Letter>, keyed},
    {at("POST", SURAT "/terima", registers, json, api_accept_letter), "Open a dossier from it",
     200, of<api::BySop>, of<api::Letter>, keyed},
    {at("POST", SURAT "/disposisi", sees, json, api_dispose), "Dispose of it or pass it on", 200,
     of<api::NewDisposition>, of<api::Letter>, keyed},
    {at("POST", SURAT "/disposisi/:disposisi/tarik", sees, none, api_recall), "Recall while unread",
     200, nullptr, of<api::Letter>, keyed},
    {at("POST", SURAT "/tanya", sees, json, api_ask_requester), "Ask the requester", 200,
     of<api::Question>, of<api::Letter>, keyed},
    {at("POST", SURAT "/bahan", opens, json, api_take_material), "Take the requester's material",
     200, of<api::MaterialTaken>, of<api::Letter>, keyed},
    {at("GET", BERKAS "/tim", sees, none, api_team), "The team of a dossier", 200,
     nullptr, of<api::Team>},
    {at("PUT", BERKAS "/tim", sees, json, api_name_team), "Name the team and ask it", 200,
     of<api::NewTeam>, of<api::Team>, keyed},
    {at("POST", BERKAS "/tim/naskah", sees, json, api_team_paper), "Number a paper of the team",
     200, of<api::NewPaper>, of<api::Team>, keyed},
    {at("GET", BERKAS "/tim/:jenis/cetak.pdf", sees, none, print_team_paper),
     "A paper of the team as PDF"},

    {at("GET", V1 "/siaran", sees, none, api_board), "Airings of the office", 200,
     nullptr, of<api::Airings>},
    {at("GET", BERKAS "/siaran", sees, none, api_airings), "Airings of a dossier, with their texts",
     200, nullptr, of<api::Airings>},
    {at("POST", SIARAN "/kirim", airs, none, api_send_airing), "Send an automatic airing", 200,
     nullptr, of<api::Airing>, keyed},
    {at("POST", SIARAN "/tautan", airs, json, api_record_link), "Record where it is on air", 200,
     of<api::Link>, of<api::Airing>, keyed},
    {at("POST", SIARAN "/lewati", airs, json, api_waive_airing), "Leave a channel out", 200,
     of<api::Reason>, of<api::Airing>, keyed},
    {at("POST", SIARAN "/cek", airs, json, api_settle_airing), "Say whether it is there", 200,
     of<api::Checked>, of<api::Airing>, keyed},

    {at("GET", V1 "/kabar", members, none, api_news), "What I was told, newest first", 200,
     nullptr, of<api::AllNews>, plain, "sebelum"},
    {at("POST", V1 "/kabar/baca", members, none, api_read_news), "Mark all news as read", 200,
     nullptr, of<api::AllNews>, keyed},
    {at("GET", V1 "/surel", mails, none, api_mails), "Mails and what became of them", 200,
     nullptr, of<api::Mails>},
    {at("POST", V1 "/surel/:id/lagi", mails, none, api_mail_again), "Send a mail once more", 201,
     nullptr, of<api::Mail>, keyed},
    {at("POST", V1 "/surel/pantulan", mails, json, api_bounce), "Hand in a returned mail", 200,
     of<api::Bounce>, of<api::Mail>, keyed},
    {at("GET", BERKAS "/tampilan", sees, none, api_displays), "What the public was seen to see",
     200, nullptr, of<api::Displays>},
    {at("POST", BERKAS "/tampilan/:siaran/lihat", sees, none, api_look), "Fetch the public view",
     201, nullptr, of<api::Display>, keyed},
    {at("POST", BERKAS "/tampilan/:siaran/bawa", sees, upload, api_bring_display),
     "Tell what was seen with own eyes", 201, nullptr, of<api::Display>, keyed},
    {at("POST", BERKAS "/tampilan/:siaran/putusan", sees, json, api_judge),
     "Say whether it is as approved", 200, of<api::Judgement>, of<api::Display>, keyed},
    {at("GET", BERKAS "/pantauan", sees, none, api_watched), "Planned and actual, and verdicts",
     200, nullptr, of<api::AllWatched>},
    {at("POST", BERKAS "/pantauan/:siaran", sees, json, api_verdict), "Give the three verdicts",
     200, of<api::Verdict>, of<api::Verdict>, keyed},
    {at("GET", BERKAS "/pemberitahuan", sees, none, api_tellings), "How the requester was told",
     200, nullptr, of<api::Tellings>},
    {at("POST", BERKAS "/pemberitahuan", sees, json, api_tell), "Tell the requester", 201,
     of<api::NewTelling>, of<api::Telling>, keyed},
    {at("GET", BERKAS "/laporan", sees, none, api_reports), "Reports made of a dossier", 200,
     nullptr, of<api::Reports>},
    {at("POST", BERKAS "/laporan", sees, json, api_make_report), "Make the report of a dossier",
     201, of<api::NewReport>, of<api::Report>, keyed},
    {at("GET", V1 "/angka", sees, none, api_figures), "The figures of a period", 200,
     nullptr, of<api::Figures>, plain, "masa"},
    {at("POST", SIARAN "/jadwal", airs, json, api_schedule_airing), "Plan when it goes out", 200,
     of<api::Plan>, of<api::Airing>, keyed},
    {at("POST", SIARAN "/tarik", airs, none, api_take_back_airing), "Take back what is queued", 200,
     nullptr, of<api::Airing>, keyed},
    {at("POST", SIARAN "/bukti", airs, json, api_prove_airing), "Record what was seen on air", 200,
     of<api::Proof>, of<api::Airing>, keyed},
    {at("GET", V1 "/siaran/antrean", sees, none, api_queue), "What has not gone out, and why", 200,
     nullptr, of<api::Queue>},
    {at("GET", V1 "/saluran", places, none, api_accounts), "The channel accounts", 200,
     nullptr, of<api::ChannelAccounts>},
    {at("POST", V1 "/saluran", places, json, api_add_account), "Add a channel account", 201,
     of<api::NewChannelAccount>, of<api::ChannelAccount>, keyed},
    {at("PUT", AKUN, places, json, api_change_account), "Change a channel account", 200,
     of<api::NewChannelAccount>, of<api::ChannelAccount>, keyed},
    {at("POST", AKUN "/sambungan", places, json, api_connect_account),
     "What lets a channel in", 200, of<api::ChannelConnection>, of<api::ChannelAccount>, keyed},
    {at("POST", AKUN "/pulih", places, none, api_resume_account),
     "Say that a channel account was repaired", 200, nullptr, of<api::Resumed>, keyed},

    {at("GET", V1 "/sop", sees, none, api_sops), "The SOPs of the office", 200,
     nullptr, of<api::Sops>},
    {at("GET", V1 "/sop/bawaan", sees, none, api_shipped_sops), "The SOPs shipped as examples",
     200, nullptr, of<api::ShippedSops>},
    {at("GET", V1 "/sop/konsep", writes, none, api_sop_drafts), "SOPs being written", 200,
     nullptr, of<api::SopDrafts>},
    {at("POST", V1 "/sop/konsep", writes, json, api_begin_sop_draft), "Begin a draft", 201,
     of<api::NewSopDraft>, of<api::SopDraft>, keyed},
    {at("GET", V1 "/sop/konsep/:id", writes, none, api_sop_draft), "One draft, checked", 200,
     nullptr, of<api::SopDraft>},
    {at("PUT", V1 "/sop/konsep/:id", writes, json, api_change_sop_draft),
     "Save a draft over its revision, and answer what was inferred", 200,
     of<api::SopDraftChange>, of<api::SopDraft>, keyed},
    {at("DELETE", V1 "/sop/konsep/:id", writes, none, api_discard_sop_draft), "Discard a draft",
     200, nullptr, of<api::SopDraft>, keyed},
    {at("POST", V1 "/sop/konsep/:id/terbit", writes, json, api_publish_sop_draft),
     "Publish it as the next version", 201, of<api::SopInForce>, of<api::PublishedSop>, keyed},
    {at("GET", V1 "/sop/:id/waktu", sees, none, api_sop_times), "What each step really took", 200,
     nullptr, of<api::SopTimes>},
    {at("GET", V1 "/sop/:id/banding", sees, none, api_compare_sops),
     "What differs from another version", 200, nullptr, of<api::SopDifferences>, plain, "dengan"},
    {at("GET", V1 "/sop/:id/pindah", writes, none, api_sop_migration),
     "Running dossiers of other versions, and where their tasks would lie", 200, nullptr,
     of<api::SopMigration>},
    {at("POST", V1 "/sop/:id/pindah", writes, json, api_migrate_dossier),
     "Move a running dossier here", 200, of<api::MigrateDossier>, of<api::Moved>, keyed},
    {at("GET", V1 "/sop/:id/sop.bpmn", sees, none, save_sop_bpmn), "One SOP as BPMN 2.0"},
    {at("GET", V1 "/sop/:id/cetak.pdf", sees, none, print_sop), "The official sheet"},
    {at("POST", BERKAS "/lanjutkan", opens, json, api_open_next),
     "Go on under another SOP, with the approved version where there is one", 201,
     of<api::NewContinuation>, of<api::Moved>, keyed},
    {at("GET", V1 "/sop/:id", sees, none, api_sop), "One SOP with its text", 200,
     nullptr, of<api::Sop>},
    {at("GET", V1 "/jurnal", audits, none, api_journal), "The journal, newest first", 200,
     nullptr, of<api::Journal>, plain, "sebelum"},
    {at("GET", BERKAS "/jurnal", sees, none, api_dossier_journal), "All that was done to a dossier",
     200, nullptr, of<api::Journal>, plain, "sebelum"},
    {at("GET", ATUR, staffs, none, api_office), "The office: units, people, contacts, days", 200,
     nullptr, of<api::OfficeRecord>},
    {at("POST", ATUR "/unit", keeps, json, api_save_unit), "Add a unit, or change it by its id",
     200, of<api::UnitRecord>, of<api::Kept>, keyed},
    {at("POST", ATUR "/jabatan", staffs, json, api_save_position), "Add or change a position", 200,
     of<api::PositionRecord>, of<api::Kept>, keyed},
    {at("POST", ATUR "/orang", staffs, json, api_save_person), "Add or change a person", 200,
     of<api::PersonRecord>, of<api::Kept>, keyed},
    {at("POST", ATUR "/orang/:id/nonaktif", staffs, none, api_disable_person),
     "Disable a person; all their sessions are over", 200, nullptr, of<api::Kept>, keyed},
    {at("POST", ATUR "/penunjukan", staffs, json, api_appoint), "Appoint a holder, Plh or Plt", 200,
     of<api::HoldingRecord>, of<api::Kept>, keyed},
    {at("POST", ATUR "/penunjukan/:id/nomor", staffs, json, api_number_letter),
     "Give the order its number", 200, of<api::LetterNumber>, of<api::Kept>, keyed},
    {at("POST", ATUR "/penunjukan/:id/akhir", staffs, json, api_end_holding), "End what is held",
     200, of<api::Ending>, of<api::Kept>, keyed},
    {at("PUT", ATUR "/kantor", keeps, json, api_save_office), "Name, zone, host of the portal", 200,
     of<api::OfficeHead>, of<api::Kept>, keyed},
    {at("POST", ATUR "/opd", keeps, json, api_save_agency), "Add or change an agency", 200,
     of<api::AgencyRecord>, of<api::Kept>, keyed},
    {at("POST", ATUR "/pers", keeps, json, api_save_partner), "Add or change a press partner", 200,
     of<api::PartnerRecord>, of<api::Kept>, keyed},
    {at("POST", ATUR "/pers/:id/setujui", keeps, none, api_let_partner_in), "Let a newsroom in",
     200, nullptr, of<api::Kept>, keyed},
    {at("PUT", ATUR "/pers", keeps, json, api_set_press_desk),
     "Whether newsrooms wait for the office", 200, of<api::PressDesk>, of<api::PressDesk>, keyed},
    {at("POST", ATUR "/tim", keeps, json, api_save_team), "Add or change a standing team", 200,
     of<api::TeamRecord>, of<api::Kept>, keyed},
    {at("POST", ATUR "/hari", keeps, json, api_save_day), "Set a day off, or a working day", 200,
     of<api::DayRecord>, of<api::Kept>, keyed},
    {at("GET", V1 "/kantor/:kantor/artikel", anyone, none, api_articles),
     "News of an office, newest first", 200, nullptr, of<api::Articles>, plain, "sebelum"},
    {at("GET", V1 "/kantor/:kantor/artikel/:artikel", anyone, none, api_article), "One article",
     200, nullptr, of<api::Article>},
    {at("GET", V1 "/kait", keeps, none, api_hooks), "Webhooks of the office", 200, nullptr,
     of<api::WebhookList>},
    {at("POST", V1 "/kait", keeps, json, api_add_hook),
     "Register a webhook; its secret is answered once", 201, of<api::NewWebhook>,
     of<api::Webhook>, keyed},
    {at("PUT", V1 "/kait/:id", keeps, json, api_change_hook), "Change a webhook", 200,
     of<api::NewWebhook>, of<api::Webhook>, keyed},
    {at("POST", V1 "/kait/:id/rahasia", keeps, none, api_rotate_hook),
     "Another secret; the old one signs along for a day", 200, nullptr, of<api::Webhook>, keyed},
    {at("GET", V1 "/kait/:id/kiriman", keeps, none, api_calls), "What was told, newest first",
     200, nullptr, of<api::WebhookCalls>},
    {at("POST", V1 "/kait/:id/kiriman/:kiriman/lagi", keeps, none, api_repeat_call),
     "Tell it once more", 200, nullptr, of<api::Webhook>, keyed},
    {at("POST", V1 "/situs/berita/:id/ralat", tends, json, api_correct_article),
     "Correct an article on the portal and its copies elsewhere", 200, of<api::ArticleWords>,
     of<api::Copies>, keyed},
    {at("POST", V1 "/situs/berita/:id/tarik", tends, json, api_withdraw_article),
     "Withdraw an article from the portal and its copies elsewhere", 200, of<api::ArticleWords>,
     of<api::Copies>, keyed},
    {at("GET", V1 "/situs/salinan", tends, none, api_copies),
     "Copies on other channels that must be put right", 200, nullptr, of<api::Copies>},
    {at("POST", V1 "/situs/salinan/:id/selesai", tends, none, api_finish_copy),
     "Say that a person put a copy right", 200, nullptr, of<api::Copies>, keyed},
    {at("POST", V1 "/situs/salinan/:id/lagi", tends, none, api_repeat_copy),
     "Let the client try a copy again", 200, nullptr, of<api::Copies>, keyed},
    {at("POST", V1 "/kantor/:kantor/pers", anyone, json, api_subscribe_press),
     "Subscribe a newsroom to releases; it confirms by a link in a mail", 202,
     of<api::NewSubscription>, of<api::Taken>, keyed},
    {at("POST", V1 "/kantor/:kantor/pers/konfirmasi/:kunci", anyone, none, api_confirm_press),
     "Confirm a subscription", 200, nullptr, of<api::Taken>, keyed},
    {at("POST", V1 "/kantor/:kantor/pers/dimuat/:kunci", anyone, json, api_press_printed),
     "Say where a release was printed, once", 200, of<api::PrintedAt>, of<api::Taken>, keyed},
    {at("POST", V1 "/kantor/:kantor/pers/berhenti/:kunci", anyone, none, api_leave_press),
     "End a subscription", 200, nullptr, of<api::Taken>, keyed},
    {at("GET", V1 "/openapi.json", anyone, none, show_openapi), "This document"},
};
// clang-format on

}  // namespace

std::span<const ApiRoute> api_table() {
    return table;
}

std::span<const Route> api_routes() {
    static const std::vector<Route> all = [] {
        std::vector<Route> every;
        for (const ApiRoute& one : table) every.push_back(one.route);
        return every;
    }();
    return all;
}

}  // namespace kentongan::web
