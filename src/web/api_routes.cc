// The table of addresses of the API, with what its document says of each.
#include "web/api.h"
#include "web/api_pages.h"
#include "web/api_records_office.h"

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
    {at("POST", ATUR "/opd", keeps, json, api_save_agency), "Add or change an agency", 200,
     of<api::AgencyRecord>, of<api::Kept>, keyed},
    {at("POST", ATUR "/pers", keeps, json, api_save_partner), "Add or change a press partner", 200,
     of<api::PartnerRecord>, of<api::Kept>, keyed},
    {at("POST", ATUR "/tim", keeps, json, api_save_team), "Add or change a standing team", 200,
     of<api::TeamRecord>, of<api::Kept>, keyed},
    {at("POST", ATUR "/hari", keeps, json, api_save_day), "Set a day off, or a working day", 200,
     of<api::DayRecord>, of<api::Kept>, keyed},
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
