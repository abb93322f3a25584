// Gathers the browser's files and gives each the version of its bytes.
#include "web/assets.h"

#include "base/secret.h"
#include "base/text.h"

namespace kentongan::web {
namespace {

constexpr std::string_view folder = "ui/public/";

struct TypeRow {
    std::string_view ending, type;
};
// clang-format off
constexpr TypeRow types[] = {
    {".css",   "text/css; charset=utf-8"},
    {".js",    "text/javascript; charset=utf-8"},
    {".svg",   "image/svg+xml"},
    {".woff2", "font/woff2"},
    {".png",   "image/png"},
    {".jpg",   "image/jpeg"},
    {".webp",  "image/webp"},
    {".txt",   "text/plain; charset=utf-8"},
    {".json",  "application/json"},
};
// clang-format on

std::string type_of(std::string_view name) {
    for (const TypeRow& row : types) {
        if (name.ends_with(row.ending)) return std::string(row.type);
    }
    return "application/octet-stream";
}

}  // namespace

Assets::Assets(const Carried& carried) {
    const auto bytes_of = [&](const std::string& path) {
        const auto found = carried.find(path);
        return found == carried.end() ? std::string_view{} : found->second;
    };
    for (const auto& [path, bytes] : carried) {
        if (!path.starts_with(folder) || path.ends_with(".br") || path.ends_with(".gz")) continue;
        const std::string name(path.substr(folder.size()));
        const std::string whole(path);
        assets_[name] = {.body = {.plain = bytes,
                                  .gzip = bytes_of(whole + ".gz"),
                                  .brotli = bytes_of(whole + ".br")},
                         .type = type_of(name),
                         .version = sha256_hex(bytes).substr(0, 12)};
    }
}

const Asset* Assets::find(std::string_view name) const {
    const auto found = assets_.find(name);
    return found == assets_.end() ? nullptr : &found->second;
}

std::string Assets::address(std::string_view name) const {
    const Asset* asset = find(name);
    return asset ? cat("/ui/", name, "?v=", asset->version) : cat("/ui/", name);
}

}  // namespace kentongan::web
