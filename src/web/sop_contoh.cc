// One shipped example: what an office would take over, before it does.
#include "sop/diagram.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/sop_jalan.h"
#include "web/sop_shipped.h"

namespace kentongan::web {

Answer show_shipped_sop(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto* shipped = shipped_sop(site, visit.parameter("kunci"));
    if (!shipped) return Error{Kind::not_found, "no such example"};
    const auto& sop = shipped->definition;
    ShippedSopView view{.shell = TRY(shell_of(site, visit, sop.title(), "sop")),
                        .key = shipped->key,
                        .title = sop.title(),
                        .number = sop.number(),
                        .source = sop.source,
                        .paper = paper_of(say, sop, {}),
                        .notes = sop.notes,
                        .inferred = inferred_words(say, sop),
                        .corrections = correction_words(say, sop),
                        .may_manage = may(visit.who(), office::Right::manage_sop)};
    view.caption =
        say("sop.caption", {std::to_string(sop.steps.size()), std::to_string(sop.lanes.size())});
    view.diagram.html = sop::svg_of(sop, {}, say("diagram.of", {sop.title()}));
    return page_of(site, visit, view);
}

}  // namespace kentongan::web
