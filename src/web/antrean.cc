// The queue: every message that is not over, why it waits and what helps; and lent files.
#include "web/naskah_view.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/saluran_view.h"

namespace kentongan::web {
namespace {

constexpr int queue_most = 300;

/// The type of a lent file as the services want to read it, from its first bytes.
std::string type_of(std::string_view start) {
    if (start.starts_with("\xFF\xD8\xFF")) return "image/jpeg";
    if (start.starts_with("\x89PNG")) return "image/png";
    if (start.starts_with("GIF8")) return "image/gif";
    if (start.size() > 11 && start.substr(8, 4) == "WEBP") return "image/webp";
    if (start.size() > 7 && start.substr(4, 4) == "ftyp") return "video/mp4";
    return "application/octet-stream";
}

}  // namespace

Answer show_queue(const Site& site, Visit& visit) {
    const auto rows = TRY(site.airings.queue(visit.who(), queue_most));
    const auto view = TRY(queue_view(site, visit, rows));
    return page_of(site, visit, view);
}

Answer lend_file(const Site& site, Visit& visit) {
    const auto office = TRY(visit.id<OfficeId>("kantor"));
    const auto sha256 = visit.parameter("sidik");
    const Error absent{Kind::not_found, "no such loan"};
    if (sha256.size() != 64) return absent;
    if (!site.airings.is_loan(office, sha256, visit.parameter("tanda"))) return absent;
    const auto file = TRY(site.airings.stored_file(office, sha256));
    return net::Response{.type = type_of(file.start),
                         .body = net::File{file.path, sha256},
                         .headers = {{"Cache-Control", "private, max-age=3600"}},
                         .etag = sha256,
                         .compressible = false};
}

Answer show_proof(const Site& site, Visit& visit) {
    const auto dossier = TRY(visit.id<DossierId>());
    const auto airing = TRY(visit.id<AiringId>("siaran"));
    const auto sha256 = visit.parameter("sidik");
    TRY(site.dossiers.view(visit.who(), dossier));
    const auto find = [&](store::Tx& tx) -> Result<std::string> {
        const auto own = TRY(office::Airings::of_dossier(tx, visit.who().office, dossier));
        const bool here =
            std::any_of(own.begin(), own.end(), [&](const auto& one) { return one.id == airing; });
        if (!here) return Error{Kind::not_found, "an airing of another dossier"};
        return site.airings.proof_file(tx, visit.who().office, airing, sha256);
    };
    const auto type = TRY(site.db.read(find));
    const auto file = TRY(site.airings.stored_file(visit.who().office, sha256));
    return net::Response{.type = type,
                         .body = net::File{file.path, sha256},
                         .headers = {{"Cache-Control", "private, max-age=3600"}},
                         .etag = sha256,
                         .compressible = false};
}

}  // namespace kentongan::web
