// How the rows of the API's tables are written.
#pragma once

#include "web/api.h"

namespace kentongan::web::api_rows {

using office::Right;

constexpr auto none = net::BodyKind::none;
constexpr auto json = net::BodyKind::json;
constexpr auto upload = net::BodyKind::upload;

constexpr Policy sees = holder_of(Right::see_dossiers);
constexpr Policy opens = holder_of(Right::open_dossier);
constexpr Policy airs = holder_of(Right::publish_manual);
constexpr Policy manages = holder_of(Right::manage_dossier);
constexpr Policy tends = holder_of(Right::manage_portal);
constexpr Policy mails = holder_of(Right::manage_people);
constexpr Policy papers = holder_of(Right::record_paper);
constexpr Policy places = holder_of(Right::manage_channels);
constexpr Policy audits = holder_of(Right::read_journal);
constexpr Policy writes = holder_of(Right::manage_sop);
constexpr Policy registers = holder_of(Right::register_letters);
constexpr Policy staffs = holder_of(Right::manage_people);
constexpr Policy keeps = holder_of(Right::manage_office);
constexpr auto keyed = ApiRoute::Keyed::yes;
constexpr auto plain = ApiRoute::Keyed::no;

template <class T>
constexpr ApiRoute::SchemaOf of = &schema_of<T>;

constexpr Route at(std::string_view method, std::string_view path, Policy policy,
                   net::BodyKind body, Page page) {
    return {method, path, policy, body, Face::api, page};
}

}  // namespace kentongan::web::api_rows

namespace kentongan::web {

/// What the office shows outside, and whom it tells: portal, newsrooms, other systems.
std::span<const ApiRoute> api_table_outside();

}  // namespace kentongan::web

#define V1 "/api/v1"
