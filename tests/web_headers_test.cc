// What a browser is told beside the page, judged as the public header observatory judges: its ten
// tests, on every kind of answer that leaves this house.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "web_cast.h"

namespace kentongan::tests {
namespace {

using Directives = std::map<std::string, std::set<std::string>>;

Directives directives_of(std::string_view policy) {
    Directives all;
    for (const auto& part : split(policy, ';')) {
        std::string name;
        for (const auto& word : split(trimmed(part), ' ')) {
            if (name.empty())
                name = word;
            else
                all[name].insert(word);
        }
    }
    return all;
}

int times(const Seen& seen, std::string_view name) {
    return static_cast<int>(std::ranges::count_if(
        seen.headers, [&](const auto& header) { return lowered(header.first) == lowered(name); }));
}

/// Its best mark: nothing by default, nothing inline, no whole schemes, nobody frames us.
void judge_policy(const Seen& seen, bool may_style_inline) {
    const auto policy = seen.header("Content-Security-Policy");
    CAPTURE(policy);
    CHECK(times(seen, "Content-Security-Policy") == 1);
    auto said = directives_of(policy);
    const std::set<std::string> nothing{"'none'"};
    CHECK(said["default-src"] == nothing);
    CHECK(said["base-uri"] == nothing);
    CHECK(said["frame-ancestors"] == nothing);
    CHECK(
        (said["form-action"] == nothing || said["form-action"] == std::set<std::string>{"'self'"}));
    CHECK(said["require-trusted-types-for"] == std::set<std::string>{"'script'"});
    for (const auto& [name, sources] : said) {
        CAPTURE(name);
        for (const std::string_view loose : {"'unsafe-inline'", "'unsafe-eval'",
                                             "data:", "http:", "https:", "*", "'strict-dynamic'"}) {
            const bool allowed =
                may_style_inline && name == "style-src" && loose == "'unsafe-inline'";
            CHECK((allowed || !sources.contains(std::string(loose))));
        }
    }
}

/// One header each, with the value of reliability's list; nothing that opens us to other origins.
void judge_headers(const Seen& seen) {
    using Wanted = std::pair<std::string_view, std::string_view>;
    static constexpr std::array wanted{
        Wanted{"Strict-Transport-Security", "max-age=63072000; includeSubDomains"},
        Wanted{"X-Content-Type-Options", "nosniff"},
        Wanted{"X-Frame-Options", "DENY"},
        Wanted{"Referrer-Policy", "same-origin"},
        Wanted{"Cross-Origin-Opener-Policy", "same-origin"},
        Wanted{"Cross-Origin-Embedder-Policy", "require-corp"},
        Wanted{"Cross-Origin-Resource-Policy", "same-origin"}};
    for (const auto& [name, value] : wanted) {
        CAPTURE(name);
        CHECK(times(seen, name) == 1);
        CHECK(seen.header(name) == value);
    }
    CHECK(times(seen, "Permissions-Policy") == 1);
    for (const auto& feature : split(seen.header("Permissions-Policy"), ',')) {
        CHECK_MESSAGE(feature.ends_with("=()"), feature);
    }
    for (const auto& [name, value] : seen.headers) {
        CHECK_MESSAGE(!lowered(name).starts_with("access-control-"), name);
    }
    const auto onward = seen.header("Location");
    CHECK((onward.empty() || (onward.starts_with('/') && !onward.starts_with("//"))));
    CHECK(times(seen, "Cache-Control") == 1);
}

void judge_cookies(const Seen& seen) {
    for (const auto& [name, value] : seen.headers) {
        if (name != "Set-Cookie") continue;
        CAPTURE(value);
        CHECK(value.starts_with("__Host-"));
        for (const std::string_view mark :
             {"; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"}) {
            CHECK(value.find(mark) != value.npos);
        }
        CHECK(lowered(value).find("domain=") == value.npos);
    }
}

/// Scripts and styles are our own files; nothing of them stands in the page itself.
void judge_page(const Seen& seen) {
    for (auto at = seen.html.find("<script"); at != seen.html.npos;
         at = seen.html.find("<script", at + 1)) {
        const auto tag = seen.html.substr(at, seen.html.find('>', at) - at);
        const bool is_data = tag.find("type=\"application/ld+json\"") != tag.npos;
        const auto source = between(tag, " src=\"", "\"");
        CAPTURE(tag);
        CHECK((is_data || (source.starts_with('/') && !source.starts_with("//"))));
    }
    for (const std::string_view inside :
         {"<style", " style=\"", " onclick=", " onload=", " onerror=", " onsubmit=",
          "href=\"javascript:", "<iframe", "<object", "<embed"}) {
        CHECK_MESSAGE(!seen.says(inside), inside);
    }
}

struct Judged {
    WebOffice office;
    Visitor citizen{office}, dewi{office};
    void judge(const std::string& what, const Seen& seen, int status, bool is_page = true) {
        CAPTURE(what);
        CHECK(seen.status == status);
        judge_policy(seen, !is_page);
        judge_headers(seen);
        judge_cookies(seen);
        if (is_page) judge_page(seen);
    }
};

TEST_CASE_FIXTURE(Judged, "pages of the portal and the door say what they must, found or not") {
    for (const std::string address :
         {"/k/sukamaju", "/k/sukamaju/cari?q=posyandu", "/k/sukamaju/permohonan",
          "/k/sukamaju/lacak", "/k/sukamaju/pers", "/masuk"}) {
        judge(address, citizen.get(address), 200);
    }
    judge("no office", citizen.get("/k/tidak-ada"), 404);
    judge("no place", citizen.get("/tidak-ada"), 404);
    judge("a desk of somebody", citizen.get("/meja"), 303);
    for (const std::string feed : {"/k/sukamaju/rss.xml", "/k/sukamaju/atom.xml",
                                   "/k/sukamaju/feed.json", "/k/sukamaju/sitemap.xml"}) {
        const auto seen = citizen.get(feed);
        judge(feed, seen, 200, false);
        CHECK(seen.header("Cache-Control").starts_with("public"));
    }
    judge("a style sheet", citizen.get("/ui/kentongan.css"), 200, false);
}

TEST_CASE_FIXTURE(Judged, "who comes in gets a cookie for this host alone; leaving wipes") {
    const auto door = citizen.get("/masuk");
    const auto came = citizen.submit(
        door, "/masuk", {{"nama", "dewi"}, {"sandi", std::string(office::demo_password)}});
    judge("coming in", came, 303);
    CHECK(times(came, "Set-Cookie") >= 1);
    const auto menu = citizen.get("/menu");
    const auto left = citizen.submit(menu, "/keluar", {});
    judge("leaving", left, 303);
    CHECK(left.header("Clear-Site-Data") == "\"cache\", \"cookies\", \"storage\"");
}

TEST_CASE_FIXTURE(Judged, "pages of the office, and what is fetched from them, are nobody else's") {
    dewi.sign_in("dewi");
    for (const std::string address : {"/meja", "/berkas", "/berkas/baru", "/siaran", "/situs",
                                      "/sop", "/akun", "/pemantauan", "/laporan"}) {
        const auto seen = dewi.get(address);
        judge(address, seen, 200);
        CHECK(seen.header("Cache-Control") == "no-store");
    }
    judge("forbidden", dewi.get("/pengaturan/kait"), 404);
    const auto sop = cat("/sop/", office.singkawang().value);
    for (const std::string part : {"/alur.svg", "/sop.bpmn", "/sop.sop"}) {
        judge(part, dewi.get(sop + part), 200, false);
    }
}

TEST_CASE_FIXTURE(Judged, "a program gets no page, and a foreign page gets nothing by it") {
    judge("no token", citizen.get("/api/v1/meja"), 401, false);
    judge("the document", citizen.get("/api/v1/openapi.json"), 200, false);
    auto foreign = citizen.bare("GET", "/api/v1/openapi.json");
    foreign.headers.emplace_back("origin", "https://asing.example");
    foreign.headers.emplace_back("sec-fetch-site", "cross-site");
    judge("a foreign page", citizen.send(std::move(foreign)), 200, false);
    auto asking = citizen.bare("OPTIONS", "/api/v1/berkas");
    asking.headers.emplace_back("origin", "https://asing.example");
    asking.headers.emplace_back("access-control-request-method", "POST");
    judge("asked before", citizen.send(std::move(asking)), 405, false);
    dewi.sign_in("dewi");
    const auto own = dewi.get("/api/v1/meja");
    judge("own desk", own, 200, false);
    CHECK(own.header("Cache-Control") == "no-store");
    CHECK(!directives_of(own.header("Content-Security-Policy")).contains("style-src"));
}

}  // namespace
}  // namespace kentongan::tests
