// What the pages that close a loop share: tasks of their act, proofs in, proofs out.
#include "office/proofs.h"

#include <algorithm>

#include "office/monitoring.h"
#include "office/requester_notices.h"
#include "office/sightings.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/tutup_view.h"

namespace kentongan::web {

std::vector<OpenCard> my_tasks_of(const Site& site, const Visit& visit,
                                  const office::DossierView& dossier, sop::Act act) {
    std::vector<OpenCard> cards;
    for (const auto& open : dossier.open) {
        if (!open.mine || !open.step || open.step->act != act) continue;
        cards.push_back(open_card(site, visit, dossier, open, {}));
        cards.back().tool_address.clear();  // this page is the tool
    }
    return cards;
}

Result<Proof> proof_in(const Site& site, const Visit& visit, std::string_view field) {
    for (const FilePart& file : visit.files) {
        if (file.field != field || file.bytes == 0 || !site.vault) continue;
        const auto kept = TRY(office::keep_proof(*site.vault, visit.who().office, file.path));
        return Proof{kept.sha256, kept.type};
    }
    return Proof{};
}

std::string proof_address(DossierId dossier, const std::string& sha256) {
    return sha256.empty() ? "" : cat("/berkas/", dossier.value, "/bukti/", sha256);
}

/// Only what this dossier's own evidence names.
Answer show_proof(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    TRY(site.dossiers.view(visit.who(), id));
    const auto hash = visit.parameter("sidik");
    const auto office = visit.who().office;
    const auto find = [&](store::Tx& tx) -> Result<std::string> {
        const auto sightings = TRY(office::Sightings::of_dossier(tx, office, id));
        for (const auto& one : sightings) {
            if (one.shot_sha256 == hash) return one.shot_type;
        }
        const auto watched = TRY(office::Monitoring::of_dossier(tx, office, id));
        for (const auto& one : watched) {
            if (one.verdicts.proof_sha256 == hash) return one.verdicts.proof_type;
        }
        const auto told = TRY(office::RequesterNotices::of_dossier(tx, office, id));
        for (const auto& one : told) {
            if (one.proof_sha256 == hash) return std::string("image/png");
        }
        return Error{Kind::not_found, "no such proof"};
    };
    if (hash.empty() || !site.vault) return Error{Kind::not_found, "no proof"};
    const auto type = TRY(site.db.read(find));
    const auto path = TRY(site.vault->path_of(office, hash));
    return net::Response{.type = type,
                         .body = net::File{path.string(), hash},
                         .headers = {{"Cache-Control", "private, max-age=86400"}},
                         .etag = hash,
                         .compressible = false};
}

}  // namespace kentongan::web
