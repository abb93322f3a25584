// The table of addresses of the API, with what its document says of each.
#include "web/api.h"
#include "web/api_pages.h"
#include "web/api_records_letter.h"

namespace kentongan::web {
namespace {

using office::Right;

constexpr auto none = net::BodyKind::none;
constexpr auto json = net::BodyKind::json;
constexpr auto upload = net::BodyKind::upload;

constexpr Policy sees = holder_of(Right::see_dossiers);
constexpr Policy opens = holder_of(Right::open_dossier);
constexpr Policy airs = holder_of(Right::publish_manual);
constexpr Policy audits = holder_of(Right::read_journal);
constexpr Policy registers = holder_of(Right::register_letters);
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
#define SURAT V1 "/surat/:id"

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

    {at("GET", V1 "/surat", sees, none, api_letters), "Letters, newest first", 200,
     nullptr, of<api::Letters>, plain, "saring cari sebelum"},
    {at("POST", V1 "/surat", registers, json, api_enter_letter), "Register a letter", 201,
     of<api::NewLetter>, of<api::Letter>, keyed},
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
    {at("GET", BERKAS "/tim", sees, none, api_team), "The team of a dossier", 200,
     nullptr, of<api::Team>},
    {at("PUT", BERKAS "/tim", sees, json, api_name_team), "Name the team and ask it", 200,
     of<api::NewTeam>, of<api::Team>, keyed},
    {at("POST", BERKAS "/tim/jawab", sees, json, api_answer_team), "Answer: ready or not", 200,
     of<api::Ready>, of<api::Team>, keyed},
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

    {at("GET", V1 "/sop", sees, none, api_sops), "The SOPs of the office", 200,
     nullptr, of<api::Sops>},
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
