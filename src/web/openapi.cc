// Turns routes and records into OpenAPI.
#include "web/openapi.h"

#include "base/secret.h"
#include "web/api.h"
#include "web/api_pages.h"

namespace kentongan::web {
namespace {

JsonObject content(std::string_view type, Json schema) {
    return JsonObject{{type, JsonObject{{"schema", std::move(schema)}}}};
}

/// "/berkas/:id" -> "/berkas/{id}"
std::string template_of(std::string_view path) {
    std::string out;
    for (const auto& segment : split(path.substr(1), '/')) {
        out += segment.starts_with(':') ? cat("/{", segment.substr(1), "}") : cat("/", segment);
    }
    return out;
}

/// "post_berkas_id_perintah"
std::string operation_of(const Route& route) {
    std::string out = lowered(route.method);
    for (const auto& segment : split(route.path.substr(std::string_view("/api/v1/").size()), '/')) {
        out += cat("_", segment.starts_with(':') ? segment.substr(1) : segment);
    }
    std::replace(out.begin(), out.end(), '.', '_');
    return out;
}

JsonObject parameter(std::string_view name, std::string_view where, bool required,
                     JsonObject schema) {
    return {{"name", name}, {"in", where}, {"required", required}, {"schema", std::move(schema)}};
}

JsonArray parameters_of(const ApiRoute& api) {
    JsonArray all;
    for (const auto& segment : split(api.route.path, '/')) {
        if (!segment.starts_with(':')) continue;
        all.push_back(parameter(segment.substr(1), "path", true, {{"type", "string"}}));
    }
    for (const auto& name : split(api.query, ' ')) {
        if (!name.empty()) all.push_back(parameter(name, "query", false, {{"type", "string"}}));
    }
    if (api.keyed == ApiRoute::Keyed::yes) {
        all.push_back(parameter("Idempotency-Key", "header", true,
                                {{"type", "string"},
                                 {"minLength", 16},
                                 {"maxLength", 120},
                                 {"pattern", "^[A-Za-z0-9_-]+$"}}));
    }
    return all;
}

JsonObject upload_schema(std::string_view path) {
    const JsonObject text{{"type", "string"}};
    if (path.ends_with("/kertas")) {
        return {{"type", "object"},
                {"properties",
                 JsonObject{{"pindaian", JsonObject{{"type", "string"}, {"format", "binary"}}},
                            {"tugas", text},
                            {"pejabat", text},
                            {"putusan", text},
                            {"kode", text},
                            {"catatan", text}}},
                {"required", JsonArray{"pindaian", "tugas", "pejabat", "putusan", "kode"}}};
    }
    return {
        {"type", "object"},
        {"properties", JsonObject{{"picture", JsonObject{{"type", "string"}, {"format", "binary"}}},
                                  {"unggahan", text},
                                  {"alt", text},
                                  {"credit", text}}}};
}

JsonObject operation(const ApiRoute& api, Schemas& schemas) {
    const Route& route = api.route;
    JsonObject done{{"description", api.summary}};
    if (api.answer) done["content"] = content("application/json", api.answer(schemas));
    const auto problem = schema_of<api::Problem>(schemas);
    JsonObject out{
        {"operationId", operation_of(route)},
        {"summary", api.summary},
        {"parameters", parameters_of(api)},
        {"responses",
         JsonObject{
             {std::to_string(api.status), done},
             {"default", JsonObject{{"description", "What is wrong, in words"},
                                    {"content", content("application/problem+json", problem)}}}}}};
    if (api.request) {
        out["requestBody"] = JsonObject{
            {"required", true}, {"content", content("application/json", api.request(schemas))}};
    } else if (route.body == net::BodyKind::upload) {
        out["requestBody"] =
            JsonObject{{"required", true},
                       {"content", content("multipart/form-data", upload_schema(route.path))}};
    }
    if (!route.policy.signed_in) out["security"] = JsonArray{};
    return out;
}

}  // namespace

Json openapi_document(const std::string& server, const std::string& version) {
    Schemas schemas;
    JsonObject paths;
    for (const ApiRoute& api : api_table()) {
        auto& path = paths[template_of(api.route.path)];
        if (path.is_null()) path = JsonObject{};
        path.get_object()[lowered(api.route.method)] = operation(api, schemas);
    }
    const JsonObject bearer{{"type", "http"}, {"scheme", "bearer"}};
    return JsonObject{
        {"openapi", "3.1.0"},
        {"info",
         JsonObject{{"title", "Kentongan"},
                    {"version", version},
                    {"description",
                     "Every change but signing in and out carries an Idempotency-Key: the "
                     "same request under the same key happens once and gets the same "
                     "answer. Ids are texts. Times are UTC. Large files come by the tus protocol "
                     "1.0 to /unggah (the same bearer token); the form then names the "
                     "upload's id in \"unggahan\" instead of carrying the file."}}},
        {"servers", JsonArray{JsonObject{{"url", server}}}},
        {"security", JsonArray{JsonObject{{"bearer", JsonArray{}}}}},
        {"paths", paths},
        {"components",
         JsonObject{{"schemas", schemas}, {"securitySchemes", JsonObject{{"bearer", bearer}}}}}};
}

Answer show_openapi(const Site& site, Visit&) {
    auto response = json_of(openapi_document(site.public_address, site.version));
    response.headers.emplace_back("Cache-Control", "public, max-age=60");
    response.etag = sha256_hex(std::get<net::Text>(response.body).bytes).substr(0, 24);
    return response;
}

}  // namespace kentongan::web
