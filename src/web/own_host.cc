// Reads the host of a request.
#include "web/own_host.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "office/calendars.h"
#include "office/fields.h"

namespace kentongan::web {
namespace {

/// What a portal has below its front page; routes.cc says what each of them is.
constexpr std::array<std::string_view, 10> portal_places{
    "berita",  "permohonan", "lacak",     "pers",        "lambang",
    "rss.xml", "atom.xml",   "feed.json", "sitemap.xml", "cari"};

}  // namespace

std::string host_name_of(std::string_view host) {
    const auto port = host.rfind(':');
    auto name = lowered(host.substr(0, port));
    if (name.ends_with('.')) name.pop_back();
    return name;
}

std::string own_host_of(const OwnHosts& hosts, const net::Head& head) {
    if (hosts.empty()) return {};
    const auto found = hosts.find(host_name_of(head.header("host")));
    return found == hosts.end() ? std::string() : found->second;
}

std::string place_at_host(const std::string& slug, const std::string& path) {
    const auto home = cat("/k/", slug);
    if (path == "/") return home;
    if (path == home || path.starts_with(home + "/")) return path;
    if (path == "/k" || path.starts_with("/k/")) return "/k/";
    const auto first = std::string_view(path).substr(1, path.find('/', 1) - 1);
    const bool is_portal = std::ranges::find(portal_places, first) != portal_places.end();
    return is_portal ? home + path : path;
}

bool is_installation(const Site& site, std::string_view host) {
    const std::string_view address = site.public_address;
    const auto name = address.substr(std::min(address.size(), address.find("://") + 3));
    return host_name_of(name) == host;
}

Result<void> keep_office(const Site& site, store::Tx& tx, const office::Who& who,
                         const office::OfficeInfo& typed, Instant now) {
    office::Fields fields;
    const auto host = fields.host("host", typed.host);
    if (!host.empty() && is_installation(site, host)) {
        return office::wrong_field("host", "of_all", {host});
    }
    const auto before = TRY(office::Calendars::of(tx, who.office));
    TRY(office::People::save_office(tx, who, typed, now));
    TRY(site.dossiers.move_dues(tx, who, *before, ""));
    return {};
}

}  // namespace kentongan::web
