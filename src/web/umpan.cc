// The feeds and the site map of an office's news, for programs that subscribe and search.
#include "base/secret.h"
#include "portal/feed.h"
#include "web/portal_pages.h"

namespace kentongan::web {
namespace {

/// Readers ask often, so what has not changed is not sent again.
net::Response shared(std::string bytes, std::string_view type) {
    auto etag = sha256_hex(bytes).substr(0, 24);
    return {.type = std::string(type),
            .body = net::Text{std::move(bytes)},
            .headers = {{"Cache-Control", "public, max-age=300"}},
            .etag = std::move(etag)};
}

Answer feed_as(const Site& site, const Visit& visit, std::string (*write)(const portal::Feed&),
               std::string_view type) {
    const auto office = TRY(office_at(site, visit));
    const auto read = [&](store::Tx& tx) {
        return portal::newest_feed(tx, office, site.public_address);
    };
    const auto feed = TRY(site.db.read(read));
    return shared(write(feed), type);
}

}  // namespace

Answer show_rss(const Site& site, Visit& visit) {
    return feed_as(site, visit, portal::rss, "application/rss+xml; charset=utf-8");
}

Answer show_atom(const Site& site, Visit& visit) {
    return feed_as(site, visit, portal::atom, "application/atom+xml; charset=utf-8");
}

Answer show_json_feed(const Site& site, Visit& visit) {
    return feed_as(site, visit, portal::json_feed, "application/feed+json");
}

Answer show_site_map(const Site& site, Visit& visit) {
    const auto office = TRY(office_at(site, visit));
    const auto read = [&](store::Tx& tx) {
        return portal::site_map(tx, office, site.public_address);
    };
    auto text = TRY(site.db.read(read));
    return shared(std::move(text), "application/xml; charset=utf-8");
}

}  // namespace kentongan::web
