// The browser's files: for ever where the address has their version, for an hour otherwise.
#include "web/escape.h"
#include "web/pages.h"

namespace kentongan::web {
namespace {

constexpr std::string_view for_ever = "public, max-age=31536000, immutable";
constexpr std::string_view a_while = "public, max-age=3600";
constexpr std::string_view a_week = "public, max-age=604800";

std::string_view caching_of(const Visit& visit, const Asset& asset, std::string_view name) {
    if (visit.asked("v") == asset.version) return for_ever;
    return name.ends_with(".woff2") ? a_week : a_while;
}

}  // namespace

Answer show_asset(const Site& site, Visit& visit) {
    const auto name = visit.parameter("*");
    const Asset* asset = site.look.assets().find(name);
    if (!asset) return Error{Kind::not_found, "no such file"};
    return net::Response{
        .type = asset->type,
        .body = asset->body,
        .headers = {{"Cache-Control", std::string(caching_of(visit, *asset, name))}},
        .etag = asset->version};
}

}  // namespace kentongan::web
