// The table of addresses of the API, with what its document says of each.
#include "web/api.h"
#include "web/api_pages.h"
#include "web/api_records_media.h"
#include "web/api_records_sop.h"
#include "web/api_records_tutup.h"

namespace kentongan::web {
namespace {

using office::Right;

constexpr auto none = net::BodyKind::none;
constexpr auto json = net::BodyKind::json;
constexpr auto upload = net::BodyKind::upload;

constexpr Policy sees = holder_of(Right::see_dossiers);
constexpr Policy opens = holder_of(Right::open_dossier);
constexpr Policy airs = holder_of(Right::publish_manual);
constexpr Policy mails = holder_of(Right::manage_people);
constexpr Policy audits = holder_of(Right::read_journal);
constexpr Policy writes = holder_of(Right::manage_sop);
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

// clang-format off
constexpr ApiRoute table[] = {
    {at("POST", V1 "/sesi", anyone, json, api_sign_in),
     "Sign in; the token goes into Authorization: Bearer", 201,
     of<api::SignIn>, of<api::NewSession>},
    {at("GET", V1 "/sesi", members, none, api_session), "Who I am and what I may do", 200,
     nullptr, of<api::Session>},
    {at("DELETE", V1 "/sesi", members, none, api_sign_out), "Sign out", 204},

    {at("GET", V1 "/meja", members, none, api_desk), "My open tasks, by deadline", 200,
     nullptr, of<api::Desk>, plain, "saring"},
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
    {at("GET", BERKAS "/banding", sees, none, api_compare),
     "Two versions compared; 0 is the draft", 200, nullptr, of<api::Comparison>, plain,
     "isi dari ke"},

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
     "Publish a draft as the next version", 201, of<api::SopInForce>, of<api::PublishedSop>,
     keyed},
    {at("GET", V1 "/sop/:id/waktu", sees, none, api_sop_times), "What each step really took", 200,
     nullptr, of<api::SopTimes>},
    {at("GET", V1 "/sop/:id/banding", sees, none, api_compare_sops),
     "What differs from another version", 200, nullptr, of<api::SopDifferences>, plain, "dengan"},
    {at("GET", V1 "/sop/:id/pindah", writes, none, api_sop_migration),
     "Running dossiers of other versions, and where their tasks would lie", 200, nullptr,
     of<api::SopMigration>},
    {at("POST", V1 "/sop/:id/pindah", writes, json, api_migrate_dossier),
     "Move a running dossier to this version", 200, of<api::MigrateDossier>, of<api::Moved>,
     keyed},
    {at("GET", V1 "/sop/:id/sop.bpmn", sees, none, save_sop_bpmn), "One SOP as BPMN 2.0"},
    {at("GET", V1 "/sop/:id/cetak.pdf", sees, none, print_sop), "The official sheet"},
    {at("POST", BERKAS "/lanjutkan", opens, none, api_open_next),
     "Open the SOP that follows an ended dossier", 201, nullptr, of<api::Moved>, keyed},
    {at("GET", V1 "/sop/:id", sees, none, api_sop), "One SOP with its text", 200,
     nullptr, of<api::Sop>},
    {at("GET", V1 "/jurnal", audits, none, api_journal), "The journal, newest first", 200,
     nullptr, of<api::Journal>, plain, "sebelum"},
    {at("GET", V1 "/kantor/:kantor/artikel", anyone, none, api_articles),
     "News of an office, newest first", 200, nullptr, of<api::Articles>, plain, "sebelum"},
    {at("GET", V1 "/kantor/:kantor/artikel/:artikel", anyone, none, api_article), "One article",
     200, nullptr, of<api::Article>},
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
