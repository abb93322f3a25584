// A host that one office has for its portal alone: what a request to it asks for.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "net/message.h"
#include "web/site.h"

namespace kentongan::web {

using OwnHosts = std::map<std::string, std::string>;  // host -> slug of its office

/// "kabar.sukamaju.example" of "Kabar.Sukamaju.example.:8443".
std::string host_name_of(std::string_view host);
/// The office whose host this request names, or "".
std::string own_host_of(const OwnHosts&, const net::Head&);
/// Where the page stands among our routes: "/berita/x" of a host is "/k/<slug>/berita/x"; what is
/// no place of a portal stays where it is, and portals of other offices are nowhere.
std::string place_at_host(const std::string& slug, const std::string& path);
/// The whole installation is called so: then it can be no single office's.
bool is_installation(const Site&, std::string_view host);

/// Region, name, zone and host, once.
Result<void> keep_office(const Site&, store::Tx&, const office::Who&, const office::OfficeInfo&,
                         Instant now);

}  // namespace kentongan::web
