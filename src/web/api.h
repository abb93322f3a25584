// What every function of /api/v1 uses: bodies read strictly, acts that happen once, problems.
#pragma once

#include <functional>
#include <span>

#include "web/api_records_content.h"
#include "web/reply.h"
#include "web/route.h"

namespace kentongan::web {

/// One address of the API: the route, and what the OpenAPI document says of it.
struct ApiRoute {
    using SchemaOf = Json (*)(Schemas&);
    /// How the answer to a change is protected against being asked for twice.
    enum class Keyed { no, yes };

    Route route;
    std::string_view summary;
    int status = 200;
    SchemaOf request = nullptr;  // an upload is described apart
    SchemaOf answer = nullptr;   // null: bytes, or nothing
    Keyed keyed = Keyed::no;
    std::string_view query = {};  // "sebelum cari"
};
std::span<const ApiRoute> api_table();
std::span<const Route> api_routes();

/// application/problem+json (RFC 9457) with the issues and their words.
net::Response problem(const Site&, const Visit&, int status, const std::vector<Issue>&);

template <class T>
net::Response reply_with(const T& record, int status = 200) {
    return json_of(to_json(record), status);
}

/// The body as a T, or 422 with the place that is wrong.
template <class T>
Result<T> body_of(const Visit& visit) {
    const auto json = TRY(read_json(visit.request.body));
    T record;
    if (auto wrong = Wire<T>::read(json, record, "")) {
        return Error{Kind::invalid, "a body that does not fit", {*std::move(wrong)}};
    }
    return record;
}

/// Nothing, or the answer that asks for the Idempotency-Key.
std::optional<net::Response> missing_key(const Site&, const Visit&);

/// Runs the act in one transaction under the request's Idempotency-Key. The same request again
/// gets the same answer, and nothing happens twice; another request under this key is refused.
using ApiAct = std::function<Result<Json>(store::Tx&)>;
Result<net::Response> act_by_key(const Site&, const Visit&, int status, const ApiAct&);
/// The same for programs without an account: the key is all that names them.
Result<net::Response> act_by_key_public(const Site&, const Visit&, OfficeId, int status,
                                        const ApiAct&);

// From the office's values to records.
api::Row row_of(const office::DeskRow&);
api::Dossier dossier_of(const Site&, const Visit&, const office::DossierView&);
api::Moved moved_of(DossierId, const sop::Dossier&);
api::Version version_of(const office::ContentVersion&);
api::Entry entry_of(const office::Entry&);
api::Airing airing_of(const office::Airing&);
api::Draft draft_of(DossierId, const office::Content&);
api::Picture picture_of(DossierId, const office::ContentFile&);
std::vector<api::Problem::OneIssue> issues_of(const Words&, Language, const std::vector<Issue>&);

}  // namespace kentongan::web
