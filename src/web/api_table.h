// How the rows of the API's tables are written.
#pragma once

#include "web/api.h"
#include "web/holders.h"

namespace kentongan::web::api_rows {

constexpr auto none = net::BodyKind::none;
constexpr auto json = net::BodyKind::json;
constexpr auto upload = net::BodyKind::upload;

using namespace holders;
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
