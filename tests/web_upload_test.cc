// A file comes in pieces: who may send it, where it goes on, and how a form takes it over.
#include <doctest/doctest.h>

#include "office/uploads.h"
#include "web_cast.h"

namespace kentongan::tests {
namespace {

/// What a tus client of ours sends beside the body.
net::Request tus(Visitor& visitor, const std::string& method, const std::string& address,
                 const net::Headers& more, const std::string& csrf) {
    auto request = visitor.bare(method, address);
    request.headers.emplace_back("tus-resumable", "1.0.0");
    request.headers.emplace_back("x-csrf", csrf);
    for (const auto& header : more) request.headers.push_back(header);
    return request;
}

std::string png_chunk(const std::string& name, const std::string& body) {
    return std::string(3, '\0') + static_cast<char>(body.size()) + name + body +
           std::string(4, '\0');
}
std::string small_picture() {
    const auto head = std::string("\0\0\0\3\0\0\0\2\x08\2\0\0\0", 13);
    return "\x89PNG\r\n\x1A\n" + png_chunk("IHDR", head) + png_chunk("IDAT", "pixels") +
           png_chunk("IEND", "");
}

struct Sender {
    WebOffice& office;
    Visitor visitor;
    std::string csrf;
    Sender(WebOffice& at, const std::string& name) : office(at), visitor(at) {
        visitor.sign_in(name);
        csrf = between(visitor.get("/menu").html, "name=\"csrf\" value=\"", "\"");
    }
    Seen ask(const std::string& method, const std::string& address, const net::Headers& more = {}) {
        return visitor.send(tus(visitor, method, address, more, csrf));
    }
    Seen begin(std::size_t bytes) {
        return ask("POST", "/unggah",
                   {{"upload-length", std::to_string(bytes)},
                    {"upload-metadata", "filename Zm90by5wbmc="}});
    }
    /// The status of a refusal, or 0; what came in is appended as the edge does.
    int push(const std::string& address, std::size_t offset, const std::string& bytes) {
        const auto request = tus(visitor, "PATCH", address,
                                 {{"upload-offset", std::to_string(offset)},
                                  {"content-type", "application/offset+octet-stream"}},
                                 csrf);
        const auto verdict = office.application->admit(request);
        if (const auto* refused = std::get_if<net::Response>(&verdict)) return refused->status;
        const auto& admission = std::get<net::Admission>(verdict);
        CHECK(admission.append_at == static_cast<std::int64_t>(offset));
        if (static_cast<std::int64_t>(bytes.size()) > admission.body_max) return 413;
        std::ofstream(admission.append_to, std::ios::binary | std::ios::app) << bytes;
        return 0;
    }
};

std::string editor_of(WebOffice& office, Visitor& visitor) {
    const auto form = visitor.get("/berkas/baru");
    const auto done = visitor.submit(form, "/berkas/baru",
                                     {{"judul", "Unggahan"},
                                      {"sop", std::to_string(office.singkawang().value)},
                                      {"asal", "gagasan"}});
    REQUIRE(done.status == 303);
    const auto place = done.header("Location");
    return place.substr(0, place.find('?'));
}

TEST_CASE("an upload goes on where the line dropped, and a form takes it over") {
    WebOffice office;
    Sender dewi(office, "dewi"), rudi(office, "rudi");
    const std::string picture = small_picture();
    const auto begun = dewi.begin(picture.size());
    REQUIRE(begun.status == 201);
    const auto place = begun.header("Location");
    CHECK(dewi.push(place, 0, picture.substr(0, 20)) == 0);
    const auto state = dewi.ask("HEAD", place);
    CHECK(state.status == 200);
    CHECK(state.header("Upload-Offset") == "20");
    CHECK(state.header("Upload-Length") == std::to_string(picture.size()));
    CHECK(rudi.ask("HEAD", place).status == 404);
    CHECK(rudi.push(place, 20, "x") == 404);
    CHECK(dewi.push(place, 20, picture + "more") == 413);

    const auto dossier = editor_of(office, dewi.visitor);
    const auto id = place.substr(std::string("/unggah/").size());
    const auto add = [&](const std::string& key) {
        return dewi.visitor.upload(
            dossier + "/gambar",
            {{"csrf", dewi.csrf}, {"kunci", key}, {"unggahan", id}, {"alt", "Gambar"}}, "");
    };
    const auto early = add("kunci-unggah-pertama");
    CHECK(early.status == 422);
    CHECK(early.says("Unggahan belum selesai"));
    // Broken off before the last byte: told, the words are still there, and one byte mends it.
    const auto last = picture.size() - 1;
    CHECK(dewi.push(place, 20, picture.substr(20, last - 20)) == 0);
    const auto almost = add("kunci-unggah-hampir");
    CHECK(almost.status == 422);
    CHECK(almost.says("Unggahan belum selesai"));
    CHECK(almost.says("value=\"Gambar\""));
    CHECK(dewi.ask("HEAD", place).header("Upload-Offset") == std::to_string(last));
    CHECK(dewi.push(place, last, picture.substr(last)) == 0);
    CHECK(add("kunci-unggah-kedua").status == 303);
    CHECK(dewi.visitor.get(dossier + "/naskah").says("foto.png"));
    CHECK(dewi.ask("HEAD", place).status == 404);
}

TEST_CASE("rights, size, number and protocol are asked before a byte is read") {
    WebOffice office;
    Sender dewi(office, "dewi");
    Visitor nobody(office);
    CHECK(nobody.send(tus(nobody, "POST", "/unggah", {{"upload-length", "5"}}, "x")).status == 404);
    auto forged = dewi.visitor.bare("POST", "/unggah");
    forged.headers.emplace_back("tus-resumable", "1.0.0");
    forged.headers.emplace_back("upload-length", "5");
    CHECK(dewi.visitor.send(std::move(forged)).status == 404);
    CHECK(dewi.begin(0).status == 422);
    const auto huge = dewi.begin(std::size_t{11} << 30);
    CHECK(huge.status == 422);
    CHECK(huge.says("10240 MB"));
    const auto first = dewi.begin(5).header("Location");
    CHECK(dewi.push(first, 3, "ab") == 0);  // the edge itself answers 409: the file is shorter
    CHECK(dewi.push(first, 9, "ab") == 422);
    for (int i = 1; i < 20; ++i) CHECK(dewi.begin(5).status == 201);
    const auto many = dewi.begin(5);
    CHECK(many.status == 422);
    CHECK(many.says("20 unggahan"));
    CHECK(dewi.ask("DELETE", first).status == 204);
    CHECK(dewi.begin(5).status == 201);
    const auto abilities = dewi.ask("OPTIONS", "/unggah");
    CHECK(abilities.header("Tus-Extension") == "creation,termination");
    office.now += std::chrono::hours{25};
    REQUIRE(office.uploads.sweep());
    // Its file still bears the real day on which this test runs.
    CHECK(office.uploads.sweep());
}

TEST_CASE("guests see only their own uploads, and one address has limits over all its guests") {
    WebOffice office;
    std::vector<int> statuses;
    std::string first, other_csrf;
    for (int guest = 0; guest < 5; ++guest) {
        office.now += minutes{2};  // nobody is too quick here
        Visitor visitor(office);
        const auto form = visitor.get("/k/sukamaju/permohonan");
        const auto csrf = between(form.html, "name=\"csrf\" value=\"", "\"");
        REQUIRE(!csrf.empty());
        const auto ask = [&](const std::string& method, const std::string& address,
                             std::int64_t bytes) {
            return visitor.send(tus(visitor, method, address,
                                    {{"upload-length", std::to_string(bytes)},
                                     {"upload-metadata", "kantor c3VrYW1hanU="}},
                                    csrf));
        };
        CHECK(ask("POST", "/unggah", 26 * 1024 * 1024).says("25 MB"));
        if (guest > 0) CHECK(ask("HEAD", first, 0).status == 404);
        for (int file = 0; file < 10; ++file) {
            const auto begun = ask("POST", "/unggah", 5);
            if (first.empty()) first = begun.header("Location");
            statuses.push_back(begun.status);
        }
        if (guest < 4) CHECK(ask("POST", "/unggah", 5).says("10 unggahan"));
    }
    CHECK(std::ranges::count(statuses, 201) == 40);
    CHECK(statuses.back() == 422);
}

}  // namespace
}  // namespace kentongan::tests
