// The library of SOPs: what is written here is what runs.
#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"
#include "web/sop_view.h"

namespace kentongan::web {
namespace {

struct Listed {
    office::AdoptedSop adopted;
    std::shared_ptr<const sop::Definition> definition;
};
Result<std::vector<Listed>> listed_sops(const Site& site, OfficeId office) {
    return site.db.read([&](store::Tx& tx) -> Result<std::vector<Listed>> {
        const auto adopted = TRY(office::Library::list(tx, office));
        std::vector<Listed> listed;
        for (const auto& one : adopted) {
            auto definition = TRY(office::Library::definition(tx, office, one.id));
            listed.push_back({one, std::move(definition)});
        }
        return listed;
    });
}

Result<SopToShow> sop_to_show(const Site& site, const Visit& visit) {
    const auto id = TRY(visit.id<SopId>());
    const auto office = visit.who().office;
    return site.db.read([&](store::Tx& tx) -> Result<SopToShow> {
        const auto all = TRY(office::Library::list(tx, office));
        for (const auto& adopted : all) {
            if (adopted.id != id) continue;
            SopToShow shown{.adopted = adopted, .definition = {}, .text = {}, .performers = {}};
            shown.definition = TRY(office::Library::definition(tx, office, id));
            shown.text = TRY(office::Library::text(tx, office, id));
            shown.performers = TRY(office::Library::performers(tx, office, id));
            return shown;
        }
        return Error{Kind::not_found, "no such SOP"};
    });
}

}  // namespace

Answer list_sops(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto listed = TRY(listed_sops(site, visit.who().office));
    SopListView view{.shell = TRY(shell_of(site, visit, say("library.title"), "sop"))};
    for (const auto& [adopted, definition] : listed) {
        const auto version = std::to_string(adopted.version);
        SopRow row{.title = adopted.title,
                   .address = cat("/sop/", adopted.id.value),
                   .number = adopted.number,
                   .steps = say("sop.steps", {std::to_string(definition->steps.size())}),
                   .time = definition->stated_total.raw};
        row.pill = adopted.current ? Pill{say("sop.current", {version}), "ok", "check"}
                                   : Pill{say("sop.replaced", {version}), "", "history"};
        view.rows.push_back(std::move(row));
    }
    return page_of(site, visit, view);
}

Answer show_sop(const Site& site, Visit& visit) {
    const auto shown = TRY(sop_to_show(site, visit));
    const auto view = TRY(sop_view(site, visit, shown));
    return page_of(site, visit, view);
}

Answer print_sop(const Site& site, Visit& visit) {
    if (!site.sop_pdf) return Error{Kind::not_found, "nobody prints here"};
    const auto shown = TRY(sop_to_show(site, visit));
    auto pdf = TRY(site.sop_pdf(*shown.definition));
    return net::Response{.type = "application/pdf",
                         .body = net::Text{std::move(pdf)},
                         .headers = {{"Content-Disposition",
                                      cat("inline; filename=\"", shown.adopted.key, ".pdf\"")}},
                         .compressible = false};
}

}  // namespace kentongan::web
