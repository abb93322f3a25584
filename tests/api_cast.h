// A program that talks to /api/v1 of the demo office, and holds every answer to the document.
#pragma once

#include <filesystem>
#include <fstream>
#include <regex>

#include "base/carried.h"
#include "base/json.h"
#include "base/secret.h"
#include "delivery/outbox.h"
#include "office/demo.h"
#include "test_db.h"
#include "web/api.h"
#include "web/openapi.h"

namespace kentongan::tests {

/// What does not fit, or "". Knows as much JSON Schema as our document uses.
class Validator {
  public:
    explicit Validator(const Json& document) : document_(document) {}

    std::string misfit(const Json& schema, const Json& value, const std::string& at = "$") const {
        const auto& object = schema.get_object();
        if (const auto* reference = object.if_contains("$ref")) {
            const std::string name(reference->get_string());
            const auto& schemas = document_.at("components").at("schemas").get_object();
            return misfit(schemas.at(name.substr(name.rfind('/') + 1)), value, at);
        }
        if (const auto* any = object.if_contains("anyOf")) {
            std::string first;
            for (const auto& one : any->get_array()) {
                const auto found = misfit(one, value, at);
                if (found.empty()) return "";
                if (first.empty()) first = found;
            }
            return first;
        }
        const auto type = text_of(object, "type");
        if (type == "null") return value.is_null() ? "" : at + " is not null";
        if (type == "string") return text_misfit(object, value, at);
        if (type == "integer") return value.is_int64() ? "" : at + " is no integer";
        if (type == "boolean") return value.is_bool() ? "" : at + " is no boolean";
        if (type == "array") return list_misfit(object, value, at);
        if (type == "object") return object_misfit(object, value, at);
        return "";
    }

  private:
    static std::string text_misfit(const JsonObject& schema, const Json& value,
                                   const std::string& at) {
        if (!value.is_string()) return at + " is no text";
        const std::string text(value.get_string());
        if (const auto* words = schema.if_contains("enum")) {
            for (const auto& word : words->get_array()) {
                if (word == value) return "";
            }
            return cat(at, " is none of the words: ", text);
        }
        const auto pattern = text_of(schema, "pattern");
        if (!pattern.empty() && !std::regex_match(text, std::regex(pattern))) {
            return cat(at, " does not match: ", text);
        }
        const bool is_time = text_of(schema, "format") == "date-time";
        return is_time && !from_iso(text) ? cat(at, " is no time: ", text) : "";
    }

    std::string list_misfit(const JsonObject& schema, const Json& value,
                            const std::string& at) const {
        if (!value.is_array()) return at + " is no list";
        int index = 0;
        for (const auto& item : value.get_array()) {
            const auto found = misfit(schema.at("items"), item, cat(at, "[", index++, "]"));
            if (!found.empty()) return found;
        }
        return "";
    }

    std::string object_misfit(const JsonObject& schema, const Json& value,
                              const std::string& at) const {
        if (!value.is_object()) return at + " is no object";
        const auto& object = value.get_object();
        if (const auto* required = schema.if_contains("required")) {
            for (const auto& name : required->get_array()) {
                const std::string key(name.get_string());
                if (!object.contains(key)) return cat(at, " lacks ", key);
            }
        }
        const auto* properties = schema.if_contains("properties");
        for (const auto& member : object) {
            const std::string key(member.key());
            const auto* known = properties ? properties->get_object().if_contains(key) : nullptr;
            const auto* other = schema.if_contains("additionalProperties");
            if (!known && other && other->is_bool()) return cat(at, " has the unknown ", key);
            if (!known && !other) continue;
            const auto found = misfit(known ? *known : *other, member.value(), cat(at, ".", key));
            if (!found.empty()) return found;
        }
        return "";
    }

    const Json& document_;
};

/// "/api/v1/berkas/12" fits "/api/v1/berkas/{id}".
inline bool fits_template(const std::string& path, const std::string& pattern) {
    const auto have = split(path, '/'), want = split(pattern, '/');
    if (have.size() != want.size()) return false;
    for (std::size_t i = 0; i < have.size(); ++i) {
        if (have[i] != want[i] && !want[i].starts_with('{')) return false;
    }
    return true;
}

struct ApiOffice {
    struct Reply {
        int status = 0;
        std::string type;
        Json json;
        JsonObject& object() { return json.get_object(); }
    };

    Instant now = *from_iso("2026-11-16T01:00:00Z");
    Clock clock = [this] { return now; };
    TestDb test{carried_schema(), {.durable = false}};
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / cat("kentongan_api_", fresh_key());
    files::Vault vault = *files::Vault::open(folder);
    office::People people{test.db, clock};
    office::Dossiers dossiers{test.db, sop::default_calendar(), clock};
    office::Contents contents{test.db, vault, clock};
    office::Airings airings{test.db, dossiers, vault, "http://127.0.0.1:8080", clock};
    delivery::Outbox outbox{test.db};
    std::unique_ptr<web::Look> look = load_look();
    office::Demo demo = make_demo();
    web::Site site{.db = test.db,
                   .people = people,
                   .dossiers = dossiers,
                   .contents = contents,
                   .airings = airings,
                   .look = *look,
                   .calendar = sop::default_calendar(),
                   .clock = clock,
                   .public_address = "http://127.0.0.1:8080",
                   .upload_folder = folder / "uploads",
                   .version = "v0",
                   .vault = &vault};
    std::unique_ptr<net::Application> application = web::application(site);
    Json document = web::openapi_document("http://127.0.0.1:8080", "v0");
    Validator validator{document};
    std::map<std::string, std::string> tokens = {};  // sign-in name -> token
    std::set<std::string> called = {};               // "GET /api/v1/meja"
    int keys = 0;

    ApiOffice() {
        std::filesystem::create_directories(site.upload_folder);
        outbox.employ("publish", airings);
    }
    ~ApiOffice() { std::filesystem::remove_all(folder); }

    static std::unique_ptr<web::Look> load_look() {
        auto loaded = web::Look::load(carried());
        if (!loaded) MESSAGE(loaded.error().why);
        REQUIRE(loaded);
        return *std::move(loaded);
    }
    office::Demo make_demo() {
        std::map<std::string, std::string> sops;
        for (const auto& [path, text] : carried()) {
            if (!path.starts_with("sops/")) continue;
            const auto name = path.substr(5, path.size() - 5 - 4);
            sops.emplace(name, text);
        }
        const auto hash = hash_password(office::demo_password);
        auto made = office::make_demo(test.db, sops, clock, hash);
        if (!made) MESSAGE(made.error().why);
        REQUIRE(made);
        return *std::move(made);
    }

    std::string fresh_request_key() { return cat("kunci-permintaan-", ++keys); }

    /// One request; its answer must be what the document says of it.
    Reply ask(const std::string& who, const std::string& method, const std::string& path,
              const Json& body = {}, std::string key = "+") {
        net::Request request;
        request.method = method;
        const auto mark = path.find('?');
        request.path = path.substr(0, mark);
        if (mark != path.npos) request.query = path.substr(mark + 1);
        request.peer = cat("peer-", who);
        request.headers = {{"host", "127.0.0.1:8080"}};
        if (!who.empty()) request.headers.emplace_back("authorization", bearer_of(who));
        if (key == "+") key = method == "GET" ? "" : fresh_request_key();
        if (!key.empty()) request.headers.emplace_back("idempotency-key", key);
        if (!body.is_null()) {
            request.headers.emplace_back("content-type", "application/json");
            request.body = write_json(body);
        }
        const auto place = request.path;
        return read(method, place, application->answer(std::move(request)));
    }

    /// What anyone gets there, as text.
    std::string plain(const std::string& method, const std::string& path) {
        net::Request request;
        request.method = method;
        request.path = path;
        const auto response = application->answer(std::move(request));
        CHECK(response.status == 200);
        return std::get<net::Text>(response.body).bytes;
    }

    Reply upload(const std::string& who, const std::string& path, const std::string& bytes,
                 const std::string& alt) {
        const auto file = folder / "uploads" / cat("badan-", ++keys);
        std::ofstream(file, std::ios::binary)
            << "--batas\r\nContent-Disposition: form-data; name=\"alt\"\r\n\r\n"
            << alt
            << "\r\n--batas\r\nContent-Disposition: form-data; name=\"picture\"; "
               "filename=\"foto.png\"\r\nContent-Type: image/png\r\n\r\n"
            << bytes << "\r\n--batas--\r\n";
        net::Request request;
        request.method = "POST";
        request.path = path;
        request.peer = cat("peer-", who);
        request.headers = {{"host", "127.0.0.1:8080"},
                           {"authorization", bearer_of(who)},
                           {"idempotency-key", fresh_request_key()},
                           {"content-type", "multipart/form-data; boundary=batas"}};
        request.upload = net::Upload{.path = file, .sha256 = {}};
        return read("POST", path, application->answer(std::move(request)));
    }

  private:
    /// People sign in when they are first needed; what is no name is taken for a token.
    std::string bearer_of(const std::string& who) {
        if (demo.people.contains(who) && !tokens.contains(who)) {
            const auto session = people.sign_in(who, std::string(office::demo_password), "peer");
            REQUIRE(session);
            tokens[who] = session->token;
        }
        const auto known = tokens.find(who);
        return cat("Bearer ", known == tokens.end() ? who : known->second);
    }

    Reply read(const std::string& method, const std::string& path, net::Response response) {
        Reply reply{response.status, response.type, {}};
        const auto* text = std::get_if<net::Text>(&response.body);
        if (text && response.type.find("json") != std::string::npos) {
            const auto json = read_json(text->bytes);
            REQUIRE_MESSAGE(json, text->bytes);
            reply.json = *json;
        }
        hold_to_document(method, path, reply);
        return reply;
    }

    void hold_to_document(const std::string& method, const std::string& path, const Reply& reply) {
        for (const auto& one : document.at("paths").get_object()) {
            const std::string pattern(one.key());
            const auto* operation = one.value().get_object().if_contains(lowered(method));
            if (!operation || !fits_template(path, pattern)) continue;
            called.insert(cat(method, " ", pattern));
            const auto& responses = operation->at("responses").get_object();
            const auto status = std::to_string(reply.status);
            const bool good = reply.status < 400;
            CAPTURE(method);
            CAPTURE(path);
            CAPTURE(write_json(reply.json));
            if (good) REQUIRE_MESSAGE(responses.contains(status), status);
            const auto& response = responses.at(good ? status : "default").get_object();
            const auto* content = response.if_contains("content");
            if (!content) return;
            REQUIRE_MESSAGE(content->get_object().contains(reply.type), reply.type);
            const auto& schema = content->get_object().at(reply.type).at("schema");
            CHECK(validator.misfit(schema, reply.json) == "");
            return;
        }
    }
};

}  // namespace kentongan::tests
