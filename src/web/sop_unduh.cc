// An SOP as a file to keep: text, BPMN, PDF, picture, and all of them as one bundle.
#include "office/sop_drafts.h"
#include "sop/bpmn_exchange.h"
#include "sop/diagram.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/sop_view.h"

namespace kentongan::web {
namespace {

/// Colours of paper for a picture that leaves the page with its style sheet behind.
constexpr std::string_view picture_style =
    "<style>svg{font:500 12px sans-serif;background:#fff}.lane{fill:#fff;stroke:#cfc8b8}"
    ".lane2{fill:#f4f0e6;stroke:#cfc8b8}.ln{fill:#333;font-weight:700}"
    ".box{fill:#fff;stroke:#555;stroke-width:1.3}.tx{fill:#333}.mn{fill:#666;font-size:11px}"
    ".no{fill:#222;font-weight:700}.ed{fill:none;stroke:#555;stroke-width:1.3}.hd{fill:#555}"
    ".bk{fill:none;stroke:#a9622a;stroke-width:1.5;stroke-dasharray:4 3}.bh{fill:#a9622a}"
    ".bt{fill:#8a4b1c;font-size:11px;font-weight:700}</style>";

net::Response file(std::string bytes, std::string type, const std::string& name, bool inline_too) {
    return {.type = std::move(type),
            .body = net::Text{std::move(bytes)},
            .headers = {{"Content-Disposition",
                         cat(inline_too ? "inline" : "attachment", "; filename=\"", name, "\"")}}};
}

std::string name_of(const SopToShow& shown, std::string_view ending) {
    return cat(shown.adopted.key, "-v", shown.adopted.version, ending);
}

SopPrint wishes_of(const Visit& visit) {
    return {.f4 = visit.asked("kertas") == "f4",
            .lanes_by_first_use = visit.asked("lajur") == "pemakaian",
            .office = visit.office};
}

}  // namespace

Answer print_sop(const Site& site, Visit& visit) {
    if (!site.sop_pdf) return Error{Kind::not_found, "nobody prints here"};
    const auto shown = TRY(sop_to_show(site, visit));
    auto pdf = TRY(site.sop_pdf(*shown.definition, wishes_of(visit)));
    auto response = file(std::move(pdf), "application/pdf", name_of(shown, ".pdf"),
                         visit.asked("unduh").empty());
    response.compressible = false;
    return response;
}

Answer print_sop_bundle(const Site& site, Visit& visit) {
    if (!site.sop_bundle) return Error{Kind::not_found, "nobody prints here"};
    const auto office = visit.who().office;
    const auto current = [&](store::Tx& tx) -> Result<std::vector<sop::Definition>> {
        std::vector<sop::Definition> all;
        const auto adopted = TRY(office::Library::list(tx, office, visit.now));
        for (const auto& one : adopted) {
            if (!one.current) continue;
            const auto definition = TRY(office::Library::definition(tx, office, one.id));
            all.push_back(*definition);
        }
        return all;
    };
    const auto sops = TRY(site.db.read(current));
    if (sops.empty()) return Error{Kind::not_found, "no SOPs to bundle"};
    auto pdf = TRY(site.sop_bundle(sops, wishes_of(visit)));
    auto response = file(std::move(pdf), "application/pdf", "bundel-sop.pdf", true);
    response.compressible = false;
    return response;
}

Answer save_sop_text(const Site& site, Visit& visit) {
    const auto shown = TRY(sop_to_show(site, visit));
    return file(shown.text, "text/plain; charset=utf-8", name_of(shown, ".sop"), false);
}

Answer save_sop_bpmn(const Site& site, Visit& visit) {
    const auto shown = TRY(sop_to_show(site, visit));
    return file(sop::bpmn_of(*shown.definition), "application/xml", name_of(shown, ".bpmn"), false);
}

Answer save_sop_picture(const Site& site, Visit& visit) {
    const auto shown = TRY(sop_to_show(site, visit));
    const Say say(site, visit);
    auto picture = sop::svg_of(*shown.definition, {}, say("diagram.of", {shown.adopted.title}));
    picture.resize(picture.find("</svg>") + std::string_view("</svg>").size());
    constexpr std::string_view opening = "<svg ";
    ensure(picture.starts_with(opening));
    picture.insert(picture.find('>') + 1, picture_style);
    picture.insert(opening.size(), "xmlns=\"http://www.w3.org/2000/svg\" ");
    return file(std::move(picture), "image/svg+xml", name_of(shown, ".svg"), false);
}

Answer save_sop_source(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<SopId>());
    const auto source = TRY(site.db.read(
        [&](store::Tx& tx) { return office::SopDrafts::source(tx, visit.who().office, id); }));
    if (!source) return Error{Kind::not_found, "no file beside this SOP"};
    return file(source->bytes, "application/octet-stream",
                cat(slug_of(source->name.substr(0, source->name.rfind('.'))), ".bpmn"), false);
}

}  // namespace kentongan::web
