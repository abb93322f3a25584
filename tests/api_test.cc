// /api/v1: its document, its strictness, and the whole way of a dossier through it.
#include <set>

#include "api_cast.h"

namespace kentongan::tests {
namespace {

using namespace web;

std::string template_of(std::string_view path) {
    std::string out;
    for (const auto& segment : split(path.substr(1), '/')) {
        out += segment.starts_with(':') ? cat("/{", segment.substr(1), "}") : cat("/", segment);
    }
    return out;
}

TEST_CASE("every address of the API is in its document, and no other") {
    const auto document = openapi_document("https://x.example", "v0");
    std::set<std::string> written, answered, names;
    for (const auto& path : document.at("paths").get_object()) {
        for (const auto& operation : path.value().get_object()) {
            written.insert(cat(std::string(operation.key()), " ", std::string(path.key())));
            const auto name = text_of(operation.value().get_object(), "operationId");
            CHECK_MESSAGE(names.insert(name).second, cat("two operations are called ", name));
        }
    }
    for (const Route& route : routes()) {
        if (!route.path.starts_with("/api/")) continue;
        CHECK(route.face == Face::api);
        answered.insert(cat(lowered(route.method), " ", template_of(route.path)));
    }
    CHECK(written == answered);
}

TEST_CASE("every change carries a key, and every record that is named exists") {
    const auto document = openapi_document("https://x.example", "v0");
    for (const ApiRoute& api : api_table()) {
        const bool changes = api.route.method != "GET";
        const bool of_session = api.route.path.find("/sesi") != std::string_view::npos;
        CAPTURE(api.route.path);
        CHECK((changes && !of_session) == (api.keyed == ApiRoute::Keyed::yes));
        CHECK((api.request != nullptr) == (api.route.body == net::BodyKind::json));
    }
    const auto text = write_json(document);
    const auto& schemas = document.at("components").at("schemas").get_object();
    const std::string mark = "\"#/components/schemas/";
    for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at + 1)) {
        const auto name = text.substr(at + mark.size(), text.find('"', at + 1) - at - mark.size());
        CHECK_MESSAGE(schemas.contains(name), name);
    }
    CHECK(text_of(document.get_object(), "openapi") == "3.1.0");
}

template <class T>
std::string refusal_of(const char* text) {
    const auto json = read_json(text);
    REQUIRE(json);
    T record;
    const auto wrong = Wire<T>::read(*json, record, "");
    return wrong ? cat(wrong->rule, " ", joined(wrong->with, ",")) : "";
}

TEST_CASE("a body is read strictly") {
    using api::Command;
    CHECK(refusal_of<Command>(R"({"command": "finish", "task": 3, "items": ["a"]})") == "");
    CHECK(refusal_of<Command>(R"({"command": "finish", "task": null})") == "");
    CHECK(refusal_of<Command>(R"({"task": 3})") == "missing_field command");
    CHECK(refusal_of<Command>(R"({"command": "destroy"})") == "unknown_word command");
    CHECK(refusal_of<Command>(R"({"command": "claim", "task": "3"})") == "wrong_type task");
    CHECK(refusal_of<Command>(R"({"command": "claim", "task": 3.5})") == "wrong_type task");
    CHECK(refusal_of<Command>(R"({"command": "claim", "is_system": true})") ==
          "unknown_field is_system");
    CHECK(refusal_of<Command>(R"({"command": "assign", "people": ["1", 2]})") ==
          "wrong_type people[1]");
    CHECK(refusal_of<Command>(R"({"command": "assign", "people": ["0"]})") ==
          "wrong_type people[0]");
    CHECK(refusal_of<Command>("[]") == "wrong_type ");
    CHECK(refusal_of<api::NewDraft>(R"({"revision": 99999999999, "title": ""})") ==
          "wrong_type revision");
    CHECK(refusal_of<api::NewDraft>(R"({"revision": 1, "title": "", "variants": {"x": 1}})") ==
          "wrong_type variants.x");
    CHECK(refusal_of<api::NewDossier>(R"({"title": "a", "sop": "12"})") == "");
    CHECK(refusal_of<api::NewDossier>(R"({"title": "a", "sop": "satu"})") == "wrong_type sop");
}

}  // namespace
}  // namespace kentongan::tests
