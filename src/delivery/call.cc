// Authorised calls, multipart bodies, and reading what came back.
#include "delivery/call.h"

#include <filesystem>
#include <fstream>

#include "base/secret.h"
#include "base/text.h"

namespace kentongan::delivery {
namespace {

std::string authorization(Letting letting, const std::string& token) {
    switch (letting) {
    case Letting::bearer: return "Bearer " + token;
    case Letting::oauth: return "OAuth " + token;
    case Letting::basic: return "Basic " + base64(token);
    }
    return {};
}

Outcome no_token(const Error& error) {
    if (error.kind == Kind::unavailable) return Wait{minutes{1}, error.why};
    return Reauth{error.why};
}

Heard heard(HttpReply reply) {
    Heard all{std::move(reply)};
    const auto json = read_json(all.reply.body);
    if (json && json->is_object()) all.json = json->get_object();
    return all;
}

const Json* at(const JsonObject& object, std::string_view path) {
    const auto dot = path.find('.');
    const auto* value = object.if_contains(path.substr(0, dot));
    if (!value || dot == path.npos) return value;
    return value->is_object() ? at(value->get_object(), path.substr(dot + 1)) : nullptr;
}

}  // namespace

std::string Heard::header(const std::string& name) const {
    const auto found = reply.headers.find(name);
    return found == reply.headers.end() ? std::string() : found->second;
}
std::string Heard::text(std::string_view path) const {
    const auto* value = at(json, path);
    if (!value) return {};
    if (const auto* words = value->if_string()) return std::string(*words);
    return value->is_number() ? write_json(*value) : std::string();
}
std::int64_t Heard::number(std::string_view path) const {
    return to_number(text(path)).value_or(0);
}
std::vector<JsonObject> Heard::objects(std::string_view path) const {
    std::vector<JsonObject> all;
    const auto* value = at(json, path);
    if (!value || !value->is_array()) return all;
    for (const Json& one : value->get_array()) {
        if (one.is_object()) all.push_back(one.get_object());
    }
    return all;
}

Step<Heard> Call::send(HttpRequest request) const {
    auto token = reach_.access.token();
    if (!token) return no_token(token.error());
    request.headers.emplace_back("Authorization", authorization(letting_, *token));
    auto reply = reach_.http.send(request);
    if (reply.status != 401) return heard(std::move(reply));
    const auto other = reach_.access.renewed(*token);
    if (!other) {
        // Whoever refused says more than "401".
        if (other.error().kind == Kind::unavailable) return no_token(other.error());
        return heard(std::move(reply));
    }
    request.headers.back().second = authorization(letting_, *other);
    return heard(reach_.http.send(request));
}
Step<Heard> Call::get(const std::string& url) const {
    return send({.url = url});
}
Step<Heard> Call::post(const std::string& url, const JsonObject& body) const {
    return send({.method = "POST",
                 .url = url,
                 .headers = {{"Content-Type", "application/json"}},
                 .body = write_json(body)});
}

Outcome as_preparation(const Outcome& outcome) {
    if (const auto* unknown = std::get_if<Ambiguous>(&outcome)) {
        return Wait{minutes{1}, unknown->evidence};
    }
    return outcome;
}

std::string basic_authorization(const std::string& user, const std::string& password) {
    return authorization(Letting::basic, cat(user, ":", password));
}

std::string url_encoded(std::string_view text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~';
        if (plain) {
            out.push_back(c);
        } else {
            out += {'%', digits[byte >> 4], digits[byte & 15]};
        }
    }
    return out;
}

std::string query_of(const Fields& fields) {
    std::string out;
    for (const auto& [name, value] : fields) {
        out += cat(out.empty() ? "" : "&", url_encoded(name), "=", url_encoded(value));
    }
    return out;
}

Multipart multipart_of(const std::vector<FormPart>& parts) {
    const auto boundary = "kentongan-" + fresh_token();
    Multipart made{cat("multipart/form-data; boundary=", boundary), {}};
    for (const auto& part : parts) {
        made.bytes += cat("--", boundary, "\r\nContent-Disposition: form-data; name=\"", part.name,
                          "\"", part.file.empty() ? "" : cat("; filename=\"", part.file, "\""),
                          part.type.empty() ? "" : cat("\r\nContent-Type: ", part.type), "\r\n\r\n",
                          part.bytes, "\r\n");
    }
    made.bytes += cat("--", boundary, "--\r\n");
    return made;
}

Result<std::string> bytes_of(const Post::Picture& file) {
    std::ifstream stream(file.path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    if (!stream && bytes.empty()) {
        return Error{Kind::unavailable, cat("Berkas tidak terbaca: ", file.sha256)};
    }
    if (sha256_hex(bytes) == file.sha256) return bytes;
    return Error{Kind::invalid, cat("Isi berkas berubah: ", file.sha256)};
}

Result<std::string> bytes_of(const Post::Picture& file, std::size_t from, std::size_t most) {
    std::ifstream stream(file.path, std::ios::binary);
    stream.seekg(static_cast<std::streamoff>(from));
    std::string bytes(most, '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(most));
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    if (bytes.empty()) return Error{Kind::unavailable, cat("Berkas tidak terbaca: ", file.sha256)};
    return bytes;
}

JsonObject ticket_of(const Post& post) {
    const auto json = read_json(post.ticket);
    return json && json->is_object() ? json->get_object() : JsonObject{};
}
std::string ticket_text(const JsonObject& ticket) {
    return canonical_json(ticket);
}

std::string plain_line(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!blank) {
            out.push_back(c);
        } else if (!out.empty() && out.back() != ' ') {
            out.push_back(' ');
        }
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

}  // namespace kentongan::delivery
