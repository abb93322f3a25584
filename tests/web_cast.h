// The demo office behind its pages, and visitors who use them as a browser without script does.
#pragma once

#include <filesystem>
#include <fstream>

#include "base/secret.h"
#include "office/demo.h"
#include "test_db.h"
#include "web/site.h"

namespace kentongan::tests {

struct WebOffice {
    Instant now = *from_iso("2026-11-16T01:00:00Z");  // a Monday, 08.00 WIB
    Clock clock = [this] { return now; };
    TestDb test;
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / cat("kentongan_web_", fresh_key());
    files::Vault vault = *files::Vault::open(folder);
    office::People people{test.db, clock};
    office::Dossiers dossiers{test.db, clock};
    office::Contents contents{test.db, vault, clock};
    office::Airings airings{test.db, dossiers, vault, "http://127.0.0.1:8080", clock};
    office::Uploads uploads{test.db, vault, folder / "uploads", clock};
    office::Renditions renditions{test.db, vault};
    delivery::Outbox outbox{test.db};
    std::unique_ptr<web::Look> look = load_look();
    std::string password_hash = hash_password(office::demo_password);
    office::Demo demo = make_demo();
    web::Site site{.db = test.db,
                   .people = people,
                   .dossiers = dossiers,
                   .contents = contents,
                   .airings = airings,
                   .vault = vault,
                   .look = *look,
                   .clock = clock,
                   .public_address = "http://127.0.0.1:8080",
                   .upload_folder = folder / "uploads",
                   .version = "v0",
                   .uploads = &uploads,
                   .renditions = &renditions};
    std::unique_ptr<net::Application> application = web::application(site);

    WebOffice() {
        std::filesystem::create_directories(site.upload_folder);
        outbox.employ("publish", airings);
    }
    ~WebOffice() { std::filesystem::remove_all(folder); }

    static std::unique_ptr<web::Look> load_look() {
        auto loaded = web::Look::load(carried());
        REQUIRE_MESSAGE(loaded, loaded.error().why);
        return *std::move(loaded);
    }
    office::Demo make_demo() {
        std::map<std::string, std::string> sops;
        for (const auto& [path, text] : carried()) {
            if (!path.starts_with("sops/")) continue;
            sops.emplace(path.substr(5, path.size() - 5 - 4), text);
        }
        auto made = office::make_demo(test.db, sops, clock, password_hash);
        REQUIRE_MESSAGE(made, made.error().why);
        return *std::move(made);
    }
    SopId singkawang() const {
        for (const auto& [key, id] : demo.sops) {
            if (key.starts_with("singkawang")) return id;
        }
        return {};
    }
    void carry_errands() { CHECK(outbox.run_due(now)); }
};

/// The text of a response, whatever holds it.
inline std::string text_of_response(const net::Response& response) {
    if (const auto* text = std::get_if<net::Text>(&response.body)) return text->bytes;
    if (const auto* fixed = std::get_if<net::Fixed>(&response.body)) {
        return std::string(fixed->plain);
    }
    if (const auto* file = std::get_if<net::File>(&response.body)) {
        std::ifstream in(file->path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    return {};
}

/// Its header lines, those that were made once among them.
inline net::Headers headers_of(const net::Response& response) {
    auto headers = response.headers;
    const auto* fixed = std::get_if<net::Fixed>(&response.body);
    for (const auto& line : split(fixed ? fixed->lines : std::string_view(), '\n')) {
        const auto colon = line.find(": ");
        if (colon == line.npos) continue;
        headers.emplace_back(line.substr(0, colon), trimmed(line.substr(colon + 2)));
    }
    return headers;
}

struct Seen {
    int status = 0;
    net::Headers headers = {};
    std::string html = {};
    std::string header(std::string_view name) const {
        for (const auto& [own, value] : headers) {
            if (own == name) return value;
        }
        return {};
    }
    bool says(std::string_view words) const { return html.find(words) != html.npos; }
};

/// What stands between two marks of a text, the first time.
inline std::string between(std::string_view text, std::string_view from, std::string_view till) {
    const auto at = text.find(from);
    if (at == text.npos) return {};
    const auto begin = at + from.size();
    return std::string(text.substr(begin, text.find(till, begin) - begin));
}

class Visitor {
  public:
    explicit Visitor(WebOffice& office) : office_(office) {}

    Seen get(const std::string& address) { return ask("GET", address, {}); }
    Seen post(const std::string& address, const net::Fields& fields) {
        return ask("POST", address, fields);
    }
    /// Follows one redirect, as browsers do after a form.
    Seen follow(const Seen& seen) {
        REQUIRE(seen.status == 303);
        return get(seen.header("Location"));
    }

    Visitor& sign_in(const std::string& name) {
        const auto page = get("/masuk");
        const auto done =
            submit(page, "/masuk", {{"nama", name}, {"sandi", std::string(office::demo_password)}});
        REQUIRE_MESSAGE(done.status == 303, done.html);
        return *this;
    }

    /// The hidden fields of the form with this action, with `fields` over them.
    static net::Fields filled_form(const Seen& page, const std::string& action,
                                   const net::Fields& fields) {
        const auto mark = cat("action=\"", action, "\"");
        const auto at = page.html.find(mark);
        REQUIRE_MESSAGE(at != page.html.npos, "no form with ", mark);
        const auto form = page.html.substr(at, page.html.find("</form>", at) - at);
        net::Fields all;
        const std::string_view hidden = "<input type=\"hidden\" name=\"";
        for (auto input = form.find(hidden); input != form.npos;
             input = form.find(hidden, input + 1)) {
            const auto rest = form.substr(input);
            all.emplace_back(between(rest, "name=\"", "\""), between(rest, "value=\"", "\""));
        }
        for (const auto& field : fields) {
            std::erase_if(all, [&](const auto& one) { return one.first == field.first; });
            all.push_back(field);
        }
        return all;
    }
    Seen submit(const Seen& page, const std::string& action, const net::Fields& fields) {
        auto seen = post(action, filled_form(page, action, fields));
        if (seen.status == 200 && page.says("app.js")) {
            const auto tag = between(page.html, cat("action=\"", action, "\""), ">");
            CHECK_MESSAGE(tag.find("data-turbo=\"false\"") != tag.npos,
                          "a browser with script draws no answer to ", action);
        }
        return seen;
    }

    Seen upload(const std::string& address, const net::Fields& fields, const std::string& bytes,
                const std::string& field = "gambar", const std::string& name = "foto.png") {
        const auto path = office_.folder / "uploads" / cat("badan-", fresh_key());
        std::ofstream out(path, std::ios::binary);
        for (const auto& [name, value] : fields) {
            out << "--batas\r\nContent-Disposition: form-data; name=\"" << name << "\"\r\n\r\n"
                << value << "\r\n";
        }
        out << "--batas\r\nContent-Disposition: form-data; name=\"" << field << "\"; filename=\""
            << name << "\"\r\nContent-Type: image/png\r\n\r\n"
            << bytes << "\r\n--batas--\r\n";
        out.close();
        auto request = bare("POST", address);
        request.headers.emplace_back("content-type", "multipart/form-data; boundary=batas");
        request.upload = net::Upload{.path = path, .sha256 = {}};
        return send(std::move(request));
    }

    /// A request as this visitor's browser sends it; tests may bend it before `send`.
    net::Request bare(const std::string& method, const std::string& address) const {
        net::Request request;
        request.method = method;
        const auto mark = address.find('?');
        request.path = address.substr(0, mark);
        if (mark != address.npos) {
            request.query = address.substr(mark + 1);
            request.query = request.query.substr(0, request.query.find('#'));
        }
        request.path = request.path.substr(0, request.path.find('#'));
        request.peer = peer;
        request.request_id = "uji";
        request.headers = {{"host", host}};
        std::string cookies;
        for (const auto& [name, value] : jar)
            cookies += cat(cookies.empty() ? "" : "; ", name, "=", value);
        if (!cookies.empty()) request.headers.emplace_back("cookie", cookies);
        if (method == "POST") {
            request.headers.emplace_back("origin", cat("http://", host));
            request.headers.emplace_back("sec-fetch-site", "same-origin");
        }
        return request;
    }
    static std::string encoded(const net::Fields& fields) {
        std::string body;
        for (const auto& [name, value] : fields) {
            body += cat(body.empty() ? "" : "&", net::percent_encoded(name), "=",
                        net::percent_encoded(value));
        }
        return body;
    }
    Seen send(net::Request request) {
        auto response = answer_of(std::move(request));
        for (const auto& [name, value] : response.headers) {
            if (name != "Set-Cookie") continue;
            const auto cookie = split(value, ';').front();
            const auto equals = cookie.find('=');
            const auto text = cookie.substr(equals + 1);
            if (text.empty())
                jar.erase(cookie.substr(0, equals));
            else
                jar[cookie.substr(0, equals)] = text;
        }
        return {response.status, headers_of(response), text_of_response(response)};
    }

    std::map<std::string, std::string> jar = {};
    std::string peer = "192.0.2.1";
    std::string host = "127.0.0.1:8080";
    bool at_hand = false;  // the last answer was

  private:
    /// As the edge does it: first whether the answer is at hand.
    net::Response answer_of(net::Request request) {
        const bool asks = request.method == "GET" || request.method == "HEAD";
        auto ready = asks ? office_.application->answer_at_once(request) : std::nullopt;
        at_hand = ready.has_value();
        return ready ? *std::move(ready) : office_.application->answer(std::move(request));
    }
    Seen ask(const std::string& method, const std::string& address, const net::Fields& fields) {
        auto request = bare(method, address);
        request.body = encoded(fields);
        return send(std::move(request));
    }

    WebOffice& office_;
};

}  // namespace kentongan::tests
