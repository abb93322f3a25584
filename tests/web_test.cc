// The pages without a socket: who may come in, what is refused, which headers, what is kept.
#include <set>

#include "web/guard.h"
#include "web/route.h"
#include "web_cast.h"

namespace kentongan::tests {
namespace {

constexpr const char* secret_title = "Rahasia Pekan Imunisasi";

/// Opens a dossier by Singkawang's SOP and answers its address.
std::string open_dossier(WebOffice& office, Visitor& visitor, const std::string& title) {
    const auto form = visitor.get("/berkas/baru");
    const auto done = visitor.submit(form, "/berkas/baru",
                                     {{"judul", title},
                                      {"sop", std::to_string(office.singkawang().value)},
                                      {"asal", "gagasan"}});
    REQUIRE_MESSAGE(done.status == 303, done.html);
    const auto place = done.header("Location");
    return place.substr(0, place.find('?'));
}

/// The route's pattern with real-looking values: the dossier, its task, anything else.
std::string address_of(const web::Route& route, const std::string& dossier) {
    std::string address;
    for (const auto& segment : split(route.path.substr(1), '/')) {
        std::string value = segment;
        if (segment == ":id")
            value = dossier;
        else if (segment == ":nomor")
            value = "1";
        else if (segment == ":sidik")
            value = std::string(64, 'a');
        else if (segment == ":kantor")
            value = "sukamaju";
        else if (segment.starts_with(':'))
            value = "1";
        else if (segment == "*")
            value = "kentongan.css";
        address += "/" + value;
    }
    return address;
}

/// A second office with one person who holds everything there.
void add_other_office(WebOffice& office) {
    const auto made = office.test.db.write([&](store::Tx& tx) -> Result<void> {
        office::OfficeInfo info{.id = {}, .slug = "lain", .region = "Kabupaten Lain"};
        info.name = "Dinas Lain";
        const auto id = TRY(office.people.add_office(tx, info));
        const auto person =
            TRY(office.people.add_person(tx, id, "Orang Lain", "lain", office.password_hash));
        const auto position = TRY(office.people.add_position(tx, id, "Pengelola", "pengelola"));
        return office.people.hold(tx, id, position, person, office::Hold::definitive, office.now,
                                  {}, {});
    });
    REQUIRE(made);
}

TEST_CASE("no two routes answer the same address") {
    std::set<std::string> seen;
    for (const web::Route& route : web::routes()) {
        std::string shape(route.method);
        for (const auto& part : split(route.path, '/')) {
            shape += part.starts_with(':') ? "/:" : cat("/", part);
        }
        CHECK_MESSAGE(seen.insert(shape).second, cat(route.method, " ", route.path));
    }
}

TEST_CASE("nobody gets a byte of what is not theirs, on any route") {
    WebOffice office;
    add_other_office(office);
    Visitor dewi(office), stranger(office), anonymous(office), forger(office);
    dewi.sign_in("dewi");
    const auto dossier = open_dossier(office, dewi, secret_title).substr(8);
    stranger.sign_in("lain");
    forger.jar[std::string(web::session_cookie)] = "bukan-sesi-siapa-pun";
    const auto csrf = between(stranger.get("/menu").html, "name=\"csrf\" value=\"", "\"");
    int asked = 0;
    for (const auto& route : web::routes()) {
        if (route.face == web::Face::api) continue;
        office.now += std::chrono::seconds{1};  // fewer at once than a session may send
        const auto address = address_of(route, dossier);
        const std::string method(route.method);
        INFO(method << " " << address);
        const net::Fields fields{{"csrf", csrf}, {"kunci", cat("kunci-uji-nomor-", ++asked)}};
        const auto visit = [&](Visitor& visitor) {
            if (route.body == net::BodyKind::upload) return visitor.upload(address, fields, "x");
            return method == "GET" ? visitor.get(address) : visitor.post(address, fields);
        };
        if (route.policy.signed_in) {
            for (Visitor* nobody : {&anonymous, &forger}) {
                const auto seen = visit(*nobody);
                CHECK(seen.status == 303);
                CHECK(seen.header("Location").starts_with("/masuk"));
                CHECK(seen.html.empty());
            }
        }
        if (address == "/keluar") continue;
        const auto seen = visit(stranger);
        CHECK(!seen.says(secret_title));
        CHECK(!seen.says("B-2026"));
        if (route.path.find("/berkas/:id") == 0 || route.path.find("/sop/:id") == 0) {
            CHECK((seen.status == 404 || seen.status == 422));
            CHECK(!seen.says("Sukamaju"));
        }
        CHECK(seen.html.find("⟦") == seen.html.npos);
    }
    CHECK(asked > 40);
    CHECK(dewi.get("/berkas/" + dossier).says(secret_title));
}

TEST_CASE("what is not there and what is not yours read the same") {
    WebOffice office;
    add_other_office(office);
    Visitor dewi(office), stranger(office);
    dewi.sign_in("dewi");
    stranger.sign_in("lain");
    const auto dossier = open_dossier(office, dewi, secret_title);
    const auto foreign = stranger.get(dossier);
    const auto missing = stranger.get("/berkas/999999");
    const auto nowhere = stranger.get("/tidak/ada");
    const auto forbidden = dewi.get("/jurnal");
    CHECK(foreign.status == 404);
    CHECK(foreign.html == missing.html);
    CHECK(foreign.html == nowhere.html);
    CHECK(foreign.html == forbidden.html);
    CHECK(foreign.says("tidak ada atau bukan wewenang jabatan Anda"));
}

TEST_CASE("a form of another site, or without our token, does nothing, on any route") {
    WebOffice office;
    Visitor wati(office);
    wati.sign_in("wati");
    const auto dossier = open_dossier(office, wati, secret_title).substr(8);
    const auto csrf = between(wati.get("/menu").html, "name=\"csrf\" value=\"", "\"");
    int refused = 0;
    for (const auto& route : web::routes()) {
        if (route.method == "GET" || route.face == web::Face::api || !route.policy.signed_in) {
            continue;
        }
        const auto address = address_of(route, dossier);
        INFO(address);
        office.now += seconds{1};  // nobody posts this fast for long
        const auto attempt = [&](const net::Fields& fields, const char* name, const char* value) {
            auto request = wati.bare("POST", address);
            std::erase_if(request.headers,
                          [&](const auto& header) { return header.first == name; });
            if (*name) request.headers.emplace_back(name, value);
            request.body = Visitor::encoded(fields);
            const auto seen = wati.send(std::move(request));
            refused += seen.status == 403;
            CHECK(seen.status == 403);
        };
        const net::Fields good{{"csrf", csrf}, {"kunci", "kunci-uji-lintas-situs"}, {"kata", "x"}};
        attempt({{"kunci", "kunci-uji-lintas-situs"}}, "", "");
        attempt({{"csrf", csrf.substr(1) + "A"}}, "", "");
        attempt(good, "origin", "https://evil.example");
        attempt(good, "origin", "null");
        attempt(good, "sec-fetch-site", "cross-site");
        attempt(good, "sec-fetch-site", "same-site");
    }
    CHECK(refused > 100);
    CHECK(wati.get("/meja").status == 200);
}

TEST_CASE("every kind of page carries the headers, and nothing private is kept") {
    WebOffice office;
    Visitor dewi(office), citizen(office);
    dewi.sign_in("dewi");
    const auto dossier = open_dossier(office, dewi, secret_title);
    const std::string workspace =
        "default-src 'none'; script-src 'self'; style-src 'self' "
        "'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='; img-src 'self' blob:; "
        "media-src 'self' blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
        "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types default";
    const auto check = [](const Seen& seen) {
        CHECK(seen.header("Strict-Transport-Security") == "max-age=63072000; includeSubDomains");
        CHECK(seen.header("X-Content-Type-Options") == "nosniff");
        CHECK(seen.header("X-Frame-Options") == "DENY");
        CHECK(seen.header("Referrer-Policy") == "same-origin");
        CHECK(seen.header("Cross-Origin-Opener-Policy") == "same-origin");
        CHECK(seen.header("Cross-Origin-Embedder-Policy") == "require-corp");
        CHECK(seen.header("Cross-Origin-Resource-Policy") == "same-origin");
        CHECK(seen.header("Permissions-Policy").find("camera=()") != std::string::npos);
        CHECK(!seen.header("Content-Security-Policy").empty());
    };
    for (const std::string address :
         {"/meja", "/menu", "/berkas", "/berkas/baru", "/siaran", "/sop"}) {
        INFO(address);
        const auto seen = dewi.get(address);
        check(seen);
        CHECK(seen.status == 200);
        CHECK(seen.header("Content-Security-Policy") == workspace);
        CHECK(seen.header("Cache-Control") == "no-store");
    }
    for (const std::string part : {"", "/naskah", "/periksa", "/siaran"}) {
        const auto seen = dewi.get(dossier + part);
        check(seen);
        CHECK(seen.status == 200);
        CHECK(seen.header("Cache-Control") == "no-store");
    }
    const auto portal = citizen.get("/k/sukamaju");
    check(portal);
    CHECK(portal.status == 200);
    CHECK(portal.header("Content-Security-Policy").find("script-src 'none'") != std::string::npos);
    CHECK(portal.header("Cache-Control") == "public, max-age=60");
    check(citizen.get("/k/tidak-ada"));
    check(citizen.get("/masuk"));
    const auto style = citizen.get("/ui/kentongan.css");
    check(style);
    CHECK(style.header("Cache-Control") == "public, max-age=3600");
    const auto versioned = citizen.get(office.look->assets().address("kentongan.css"));
    CHECK(versioned.header("Cache-Control") == "public, max-age=31536000, immutable");
    check(dewi.get("/tidak-ada"));
    for (const int status : net::edge_refusals) {
        const auto response = office.application->refuse(status);
        check({response.status, response.headers, {}});
        CHECK(response.status == status);
    }
}

TEST_CASE("signing in tells nobody which half was wrong, and gives a cookie scripts cannot see") {
    WebOffice office;
    Visitor visitor(office);
    const auto page = visitor.get("/masuk?ke=//evil.example");
    CHECK(page.says("name=\"ke\" value=\"/meja\""));
    const auto wrong = visitor.submit(page, "/masuk", {{"nama", "dewi"}, {"sandi", "salah"}});
    const auto unknown = visitor.submit(page, "/masuk", {{"nama", "hantu"}, {"sandi", "salah"}});
    CHECK(wrong.status == 422);
    CHECK(unknown.status == 422);
    const auto complaint = [](const Seen& seen) {
        return between(seen.html, "id=\"sandi-e\"", "</span></span>");
    };
    CHECK(complaint(wrong) == complaint(unknown));
    CHECK(!complaint(wrong).empty());
    CHECK(wrong.says("name=\"nama\" value=\"dewi\""));
    CHECK(!wrong.says("salah\""));
    CHECK(visitor.submit(page, "/masuk", {{"nama", ""}, {"sandi", ""}}).status == 422);
    CHECK(visitor.submit(page, "/masuk", {{"csrf", "x"}, {"nama", "dewi"}}).status == 403);
    for (const auto* bad : {"//evil.example/", "https://evil.example", "/\\evil.example", "x"}) {
        Visitor other(office);
        const auto form = other.get("/masuk");
        const auto done = other.submit(
            form, "/masuk",
            {{"nama", "sari"}, {"sandi", std::string(office::demo_password)}, {"ke", bad}});
        CHECK(done.header("Location") == "/meja");
    }
    const auto done = visitor.submit(
        page, "/masuk",
        {{"nama", "dewi"}, {"sandi", std::string(office::demo_password)}, {"ke", "/berkas"}});
    CHECK(done.status == 303);
    CHECK(done.header("Location") == "/berkas");
    const auto cookie = done.header("Set-Cookie");
    CHECK(cookie.starts_with("__Host-sesi="));
    CHECK(cookie.ends_with("; Secure; HttpOnly; SameSite=Lax; Path=/"));
    CHECK(!visitor.jar.contains("__Host-tamu"));
    const auto menu = visitor.get("/menu");
    const auto old = visitor.jar;
    const auto left = visitor.submit(menu, "/keluar", {});
    CHECK(left.header("Clear-Site-Data") == "\"cache\", \"cookies\", \"storage\"");
    visitor.jar = old;
    CHECK(visitor.get("/meja").status == 303);
}

TEST_CASE("too many tries from one place have to wait, others do not") {
    WebOffice office;
    Visitor hasty(office), calm(office);
    calm.peer = "192.0.2.2";
    int refused = 0;
    for (int i = 0; i < 60; ++i) {
        const auto seen = hasty.post("/masuk", {{"nama", "dewi"}});
        if (seen.status != 429) continue;
        ++refused;
        CHECK(!seen.header("Retry-After").empty());
    }
    CHECK(refused == 20);
    CHECK(calm.post("/masuk", {{"nama", "dewi"}}).status == 403);
    office.now += seconds{60};
    CHECK(hasty.post("/masuk", {{"nama", "dewi"}}).status == 403);
}

}  // namespace
}  // namespace kentongan::tests
