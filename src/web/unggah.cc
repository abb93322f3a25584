// Resumable upload: the tus protocol 1.0, creation and termination. One file, many tries.
#include "web/unggah.h"

#include "base/secret.h"
#include "web/guard.h"
#include "web/reply.h"

namespace kentongan::web {
namespace {

constexpr std::string_view tus_version = "1.0.0";
constexpr std::size_t metadata_max = 4096;

net::Response tus_answer(int status, net::Headers headers = {}) {
    headers.emplace_back("Tus-Resumable", tus_version);
    return {.status = status, .type = "text/plain; charset=utf-8", .headers = std::move(headers)};
}

std::string decoded_base64(std::string_view text) {
    std::string out;
    std::uint32_t bits = 0;
    int have = 0;
    for (const char letter : text) {
        constexpr std::string_view letters =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        const auto value = letters.find(letter);
        if (value == letters.npos) break;
        bits = bits << 6 | static_cast<std::uint32_t>(value);
        have += 6;
        if (have < 8) continue;
        have -= 8;
        out.push_back(static_cast<char>(bits >> have & 0xFF));
    }
    return out;
}

/// "filename d29yZA==,kantor c3VrYW1hanU=": the value of one name.
std::string metadata_of(const Visit& visit, std::string_view wanted) {
    const auto all = visit.request.header("upload-metadata").substr(0, metadata_max);
    for (const auto& pair : split(all, ',')) {
        const auto one = trimmed(pair);
        const auto space = one.find(' ');
        if (one.substr(0, space) != wanted || space == one.npos) continue;
        return decoded_base64(one.substr(space + 1));
    }
    return {};
}

/// Another site's page cannot send this header: ours writes the form's token into it.
bool is_from_our_page(const Visit& visit) {
    if (visit.request.header("authorization").starts_with("Bearer ")) return true;
    const auto expected =
        visit.session ? visit.session->csrf : guest_token(visit.request.cookie(guest_cookie));
    return same_secret(std::string(visit.request.header("x-csrf")), expected);
}

Result<void> check_tus(const Site& site, const Visit& visit) {
    if (!site.uploads || upload_owner_of(visit).empty() || !is_from_our_page(visit)) {
        return Error{Kind::not_found, "no uploads for this visitor"};
    }
    return {};
}

bool speaks_our_version(const Visit& visit) {
    return visit.request.header("tus-resumable") == tus_version;
}

net::Response other_version() {
    return tus_answer(412, {{"Tus-Version", std::string(tus_version)}});
}

Result<OfficeId> office_for(const Site& site, const Visit& visit) {
    if (visit.session) return visit.who().office;
    const auto office = TRY(site.people.office_by_slug(metadata_of(visit, "kantor")));
    if (!office) return Error{Kind::not_found, "no such office"};
    return office->id;
}

std::string peer_mark(OfficeId office, const Visit& visit) {
    return sha256_hex(cat("unggahan\n", office.value, "\n", visit.request.peer)).substr(0, 24);
}

Result<office::ParkedUpload> upload_of(const Site& site, const Visit& visit) {
    TRY(check_tus(site, visit));
    return site.uploads->find(visit.parameter("unggahan"), upload_owner_of(visit));
}

}  // namespace

std::string upload_owner_of(const Visit& visit) {
    if (visit.session) return cat("person/", visit.who().person.value);
    const auto cookie = visit.request.cookie(guest_cookie);
    return cookie.empty() ? "" : cat("tamu/", guest_token(cookie));
}

Result<std::optional<GivenFile>> given_file(const Site& site, const Visit& visit,
                                            std::string_view field) {
    for (const FilePart& file : visit.files) {
        if (file.field == field && file.bytes > 0)
            return std::optional(GivenFile{file.path, file.name});
    }
    const auto id = visit.field("unggahan");
    if (id.empty() || !site.uploads) return std::optional<GivenFile>{};
    auto parked = site.uploads->find(id, upload_owner_of(visit));
    if (!parked) return Error{Kind::invalid, "the upload is gone", {{"file", "gone"}}};
    if (!parked->whole()) {
        return Error{Kind::invalid, "not all of it is here yet", {{"file", "not_whole"}}};
    }
    return std::optional(GivenFile{parked->path, parked->name, *parked});
}

void let_go(const Site& site, const GivenFile& file) {
    if (!file.parked || !site.uploads) return;
    const auto ended = site.uploads->end(*file.parked);
    if (!ended && site.log) site.log("", ended.error());
}

Answer start_upload(const Site& site, Visit& visit) {
    TRY(check_tus(site, visit));
    if (!speaks_our_version(visit)) return other_version();
    const auto office = TRY(office_for(site, visit));
    const auto bytes = to_number(visit.request.header("upload-length"));
    if (!bytes) return Error{Kind::invalid, "no length", {{"file", "no_length"}}};
    const auto limits =
        visit.session ? office::member_limits(site.upload_bytes_max) : office::guest_limits;
    const auto peer = visit.session ? std::string{} : peer_mark(office, visit);
    const auto begun = TRY(site.uploads->begin(
        office, upload_owner_of(visit), metadata_of(visit, "filename"), *bytes, limits, peer));
    return tus_answer(201, {{"Location", cat("/unggah/", begun.id)}, {"Upload-Offset", "0"}});
}

Answer upload_state(const Site& site, Visit& visit) {
    const auto upload = TRY(upload_of(site, visit));
    return tus_answer(200, {{"Upload-Offset", std::to_string(upload.arrived)},
                            {"Upload-Length", std::to_string(upload.bytes)},
                            {"Cache-Control", "no-store"}});
}

Result<net::Admission> admit_upload(const Site& site, const Visit& visit) {
    const auto upload = TRY(upload_of(site, visit));
    const auto offset = to_number(visit.request.header("upload-offset"));
    const bool fits = speaks_our_version(visit) && offset && *offset <= upload.bytes &&
                      visit.request.header("content-type") == "application/offset+octet-stream";
    if (!fits) return Error{Kind::invalid, "no piece of an upload", {{"file", "no_piece"}}};
    return net::Admission{.body = net::BodyKind::upload,
                          .body_max = upload.bytes - *offset,
                          .append_to = upload.path,
                          .append_at = *offset};
}

Answer go_on_with_upload(const Site& site, Visit& visit) {
    if (!visit.request.upload) return upload_state(site, visit);
    const auto& piece = *visit.request.upload;
    return tus_answer(204, {{"Upload-Offset", std::to_string(piece.offset + piece.bytes)}});
}

Answer end_upload(const Site& site, Visit& visit) {
    const auto upload = TRY(upload_of(site, visit));
    TRY(site.uploads->end(upload));
    return tus_answer(204);
}

Answer upload_abilities(const Site& site, Visit& visit) {
    const auto most = visit.session ? site.upload_bytes_max : office::guest_limits.bytes_each;
    return tus_answer(204, {{"Tus-Version", std::string(tus_version)},
                            {"Tus-Extension", "creation,termination"},
                            {"Tus-Max-Size", std::to_string(most)}});
}

}  // namespace kentongan::web
