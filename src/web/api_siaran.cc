// Airings for programs: what goes where, sent, linked, waived or looked after.
#include <algorithm>

#include "web/api.h"
#include "web/api_pages.h"
#include "web/api_records_saluran.h"

namespace kentongan::web {
namespace {

constexpr int board_most = 200;

Result<office::Airing> airing_in(store::Tx& tx, const Visit& visit, DossierId dossier,
                                 AiringId id) {
    const auto own = TRY(office::Airings::of_dossier(tx, visit.who().office, dossier));
    const auto found = std::ranges::find(own, id, &office::Airing::id);
    if (found == own.end()) return Error{Kind::not_found, "an airing of another dossier"};
    return *found;
}

Answer act_on(const Site& site, Visit& visit,
              const std::function<Result<void>(store::Tx&, AiringId)>& act) {
    const auto dossier = TRY(visit.id<DossierId>());
    const auto id = TRY(visit.id<AiringId>("siaran"));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(airing_in(tx, visit, dossier, id));
        TRY(act(tx, id));
        const auto after = TRY(airing_in(tx, visit, dossier, id));
        return to_json(airing_of(after));
    });
}

}  // namespace

Answer api_board(const Site& site, Visit& visit) {
    const auto airings = TRY(site.airings.board(visit.who(), board_most));
    api::Airings record;
    for (const auto& airing : airings) record.airings.push_back(airing_of(airing));
    return reply_with(record);
}

Answer api_airings(const Site& site, Visit& visit) {
    const auto dossier = TRY(visit.id<DossierId>());
    TRY(site.dossiers.view(visit.who(), dossier));
    const auto read = [&](store::Tx& tx) -> Result<api::Airings> {
        const auto office = visit.who().office;
        api::Airings all;
        const auto airings = TRY(office::Airings::of_dossier(tx, office, dossier));
        for (const auto& airing : airings) {
            auto& one = all.airings.emplace_back(airing_of(airing));
            if (airing.state == office::AiringState::cancelled) continue;
            const auto post = site.airings.post_of(tx, office, airing.id);
            if (!post) continue;
            one.title = post->title;
            one.text = post->text;
        }
        return all;
    };
    const auto record = TRY(site.db.read(read));
    return reply_with(record);
}

Answer api_send_airing(const Site& site, Visit& visit) {
    return act_on(site, visit, [&](store::Tx& tx, AiringId id) {
        return site.airings.send(tx, visit.who(), id);
    });
}

Answer api_record_link(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::Link>(visit));
    const std::string url(trimmed(body.url));
    if (url.empty()) return Error{Kind::invalid, "no link", {Issue{"link", "missing"}}};
    return act_on(site, visit, [&](store::Tx& tx, AiringId id) {
        return site.airings.record_link(tx, visit.who(), id, url);
    });
}

Answer api_waive_airing(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::Reason>(visit));
    const std::string reason(trimmed(body.reason));
    if (reason.empty()) return Error{Kind::invalid, "no reason", {Issue{"reason", "missing"}}};
    return act_on(site, visit, [&](store::Tx& tx, AiringId id) {
        return site.airings.waive(tx, visit.who(), id, reason);
    });
}

Answer api_settle_airing(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::Checked>(visit));
    const std::string url(trimmed(body.url.value_or("")));
    if (!body.is_there) {
        return Error{Kind::invalid, "no answer", {Issue{"body", "missing_field", {"is_there"}}}};
    }
    if (*body.is_there && url.empty()) {
        return Error{Kind::invalid, "no link", {Issue{"link", "missing"}}};
    }
    return act_on(site, visit, [&](store::Tx& tx, AiringId id) {
        return site.airings.settle(tx, visit.who(), id, *body.is_there, url);
    });
}

Answer api_schedule_airing(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::Plan>(visit));
    const office::AiringPlan plan{.at = body.at,
                                  .not_before = body.not_before,
                                  .times = body.times.value_or(1),
                                  .ends_at = body.ends_at};
    return act_on(site, visit, [&](store::Tx& tx, AiringId id) {
        return site.airings.schedule(tx, visit.who(), id, plan);
    });
}

Answer api_take_back_airing(const Site& site, Visit& visit) {
    return act_on(site, visit, [&](store::Tx& tx, AiringId id) {
        return site.airings.take_back(tx, visit.who(), id);
    });
}

Answer api_prove_airing(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::Proof>(visit));
    const office::AiringProof proof{
        .aired_at = body.aired_at, .url = body.url.value_or(""), .note = body.note.value_or("")};
    return act_on(site, visit, [&](store::Tx& tx, AiringId id) {
        return site.airings.record_proof(tx, visit.who(), id, proof);
    });
}

}  // namespace kentongan::web
