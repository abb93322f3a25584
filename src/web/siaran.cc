// Airings: sent by the outbox, or put there by a person who brings the link back.
#include "web/siaran_view.h"

#include "office/sightings.h"
#include "web/form_time.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

constexpr int board_most = 200;

Result<std::vector<AiringToShow>> airings_to_show(const Site& site, const Visit& visit,
                                                  DossierId dossier) {
    const Say say(site, visit);
    return site.db.read([&](store::Tx& tx) -> Result<std::vector<AiringToShow>> {
        auto airings = TRY(office::Airings::of_dossier(tx, visit.who().office, dossier));
        std::vector<AiringToShow> shown;
        for (auto& airing : airings) {
            AiringToShow one{.airing = std::move(airing)};
            if (one.airing.state != office::AiringState::cancelled) {
                auto post = site.airings.post_of(tx, visit.who().office, one.airing.id);
                if (post)
                    one.post = std::move(*post);
                else
                    one.problem = say.issues(post.error().issues);
            }
            one.proofs = TRY(office::Airings::proofs_of(tx, visit.who().office, one.airing.id));
            one.sent_back = TRY(office::Sightings::sent_back(tx, visit.who().office, one.airing));
            shown.push_back(std::move(one));
        }
        return shown;
    });
}

Answer airings_page(const Site& site, const Visit& visit, DossierId id, int status,
                    const RefusedAiring& refused) {
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    const auto shown = TRY(airings_to_show(site, visit, id));
    const auto view = TRY(airings_view(site, visit, dossier, shown, refused));
    return page_of(site, visit, view, status);
}

/// One act on one airing of this dossier; refused, its card shows what was typed and why.
Answer act_on(const Site& site, Visit& visit, const char* toast,
              const std::function<Result<void>(store::Tx&, AiringId)>& act) {
    const auto id = TRY(visit.id<DossierId>());
    const auto airing = TRY(visit.id<AiringId>("siaran"));
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        const auto own = TRY(office::Airings::of_dossier(tx, visit.who().office, id));
        const bool here =
            std::any_of(own.begin(), own.end(), [&](const auto& one) { return one.id == airing; });
        if (!here) return Error{Kind::not_found, "an airing of another dossier"};
        TRY(act(tx, airing));
        return with_toast(visit, cat("/berkas/", id.value, "/siaran"), toast);
    });
    if (done || done.error().issues.empty()) return done;
    const Error refused = done.error();
    return airings_page(site, visit, id, status_of_refusal(refused.kind), {airing, refused.issues});
}

Result<office::AiringPlan> plan_in(const Visit& visit) {
    office::AiringPlan plan;
    plan.at = TRY(time_in(visit, "waktu", "planned_at"));
    plan.not_before = TRY(time_in(visit, "embargo", "not_before"));
    plan.ends_at = TRY(time_in(visit, "sampai", "ends_at"));
    const auto times = visit.field("kali");
    plan.times = times.empty() ? 1 : static_cast<int>(to_number(times).value_or(0));
    return plan;
}

}  // namespace

Answer show_board(const Site& site, Visit& visit) {
    const auto airings = TRY(site.airings.board(visit.who(), board_most));
    const auto view = TRY(board_view(site, visit, airings));
    return page_of(site, visit, view);
}

Answer show_airings(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    return airings_page(site, visit, id, 200, {});
}

Answer send_airing(const Site& site, Visit& visit) {
    return act_on(site, visit, "toast.queued", [&](store::Tx& tx, AiringId airing) {
        return site.airings.send(tx, visit.who(), airing);
    });
}

Answer record_link(const Site& site, Visit& visit) {
    const std::string link(trimmed(visit.field("tautan")));
    return act_on(site, visit, "toast.linked", [&](store::Tx& tx, AiringId airing) -> Result<void> {
        if (link.empty()) return Error{Kind::invalid, "no link", {Issue{"link", "missing"}}};
        return site.airings.record_link(tx, visit.who(), airing, link);
    });
}

Answer waive_airing(const Site& site, Visit& visit) {
    const std::string reason(trimmed(visit.field("alasan")));
    return act_on(site, visit, "toast.waived", [&](store::Tx& tx, AiringId airing) -> Result<void> {
        if (reason.empty()) return Error{Kind::invalid, "no reason", {Issue{"reason", "missing"}}};
        return site.airings.waive(tx, visit.who(), airing, reason);
    });
}

Answer schedule_airing(const Site& site, Visit& visit) {
    return act_on(site, visit, "toast.scheduled",
                  [&](store::Tx& tx, AiringId airing) -> Result<void> {
                      const auto plan = TRY(plan_in(visit));
                      return site.airings.schedule(tx, visit.who(), airing, plan);
                  });
}

Answer take_back_airing(const Site& site, Visit& visit) {
    const char* toast = visit.field("turun").empty() ? "toast.taken_back" : "toast.anew";
    return act_on(site, visit, toast, [&](store::Tx& tx, AiringId airing) {
        return site.airings.take_back(tx, visit.who(), airing);
    });
}

Answer prove_airing(const Site& site, Visit& visit) {
    office::AiringProof proof{.url = std::string(trimmed(visit.field("tautan_bukti"))),
                              .note = visit.field("catatan")};
    for (const FilePart& part : visit.files) {
        if (part.field != "bukti" || part.bytes == 0) continue;
        const auto kept = site.airings.keep_proof(visit.who().office, part.path);
        if (!kept) {
            const Error refused = kept.error();
            return act_on(site, visit, "toast.proved",
                          [&](store::Tx&, AiringId) -> Result<void> { return refused; });
        }
        proof.sha256 = kept->first;
        proof.type = kept->second;
    }
    return act_on(site, visit, "toast.proved", [&](store::Tx& tx, AiringId airing) -> Result<void> {
        proof.aired_at = TRY(time_in(visit, "tayang", "aired_at"));
        return site.airings.record_proof(tx, visit.who(), airing, proof);
    });
}

Answer settle_airing(const Site& site, Visit& visit) {
    const auto answer = visit.field("hasil");
    const std::string link(trimmed(visit.field("tautan")));
    return act_on(site, visit, "toast.checked",
                  [&](store::Tx& tx, AiringId airing) -> Result<void> {
                      if (answer == "ada") {
                          if (link.empty())
                              return Error{Kind::invalid, "no link", {Issue{"link", "missing"}}};
                          return site.airings.settle(tx, visit.who(), airing, true, link);
                      }
                      if (answer == "tidak_ada")
                          return site.airings.settle(tx, visit.who(), airing, false, "");
                      return Error{Kind::invalid, "no answer", {Issue{"answer", "missing"}}};
                  });
}

}  // namespace kentongan::web
