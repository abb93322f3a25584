// Info masuk: the register, and a batch that takes stock of it and picks from it.
#include "web/info_masuk_view.h"

#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

constexpr int lines_most = 200;
constexpr std::size_t excerpt_max = 220;

std::string medium_of(const Say& say, const office::Incoming& one) {
    return one.dossier ? say("incoming.approved_in", {one.number}) : one.medium;
}

IncomingLine line_of(const Say& say, const office::Incoming& one) {
    IncomingLine line{.title = one.title, .medium = medium_of(say, one)};
    line.excerpt = shortened(one.body, excerpt_max);
    line.link = one.link;
    line.when = say.moment(one.at);
    line.by = one.by_shown;
    line.is_approved = static_cast<bool>(one.dossier);
    if (line.is_approved) line.address = cat("/berkas/", one.dossier.value);
    return line;
}

StockLine stock_line(const Say& say, const office::Incoming& one) {
    return {.ref = one.ref,
            .title = one.title,
            .medium = medium_of(say, one),
            .excerpt = shortened(one.body, excerpt_max),
            .when = say.moment(one.at),
            .in_stock = one.in_stock,
            .picked = one.picked};
}

Result<IncomingView> incoming_view(const Site& site, const Visit& visit,
                                   const std::vector<Issue>& issues) {
    const Say say(site, visit);
    IncomingView view{.shell = TRY(shell_of(site, visit, say("incoming.title"), "info_masuk"))};
    view.may_add = may(visit.who(), office::Right::open_dossier);
    const auto all = TRY(site.db.read(
        [&](store::Tx& tx) { return office::Register::list(tx, visit.who().office, lines_most); }));
    for (const auto& one : all) view.lines.push_back(line_of(say, one));
    view.title = {visit.field("judul"), say.issue_of(issues, "title")};
    view.medium = {visit.field("media"), say.issue_of(issues, "medium")};
    view.text = {visit.field("teks"), say.issue_of(issues, "incoming_body")};
    view.link = {visit.field("tautan"), say.issue_of(issues, "source_link")};
    if (!issues.empty()) view.problem = say("form.not_saved");
    return view;
}

Result<std::vector<PickedLine>> picked_lines(const Site& site, const Visit& visit,
                                             const office::DossierView& dossier) {
    const Say say(site, visit);
    return site.db.read([&](store::Tx& tx) -> Result<std::vector<PickedLine>> {
        std::vector<PickedLine> lines;
        for (const auto& item : dossier.items) {
            const auto origins = TRY(office::Register::origins(tx, visit.who().office, item.id));
            if (origins.empty()) continue;
            PickedLine line{.title = item.draft.title};
            line.origin = origins.front().words;
            line.key = std::to_string(item.id.value);
            line.address = cat("/berkas/", dossier.id.value, "/naskah/", line.key);
            line.remove_at = line.address + "/keluarkan";
            const auto& hash = origins.front().hash;
            line.unchanged = !hash.empty() && hash == item.draft_hash;
            line.changed = !hash.empty() && hash != item.draft_hash;
            lines.push_back(std::move(line));
        }
        return lines;
    });
}

Result<StockView> stock_view(const Site& site, const Visit& visit,
                             const std::vector<Issue>& issues) {
    const Say say(site, visit);
    const auto id = TRY(visit.id<DossierId>());
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    StockView view{.shell = TRY(shell_of(site, visit, say("stock.title"), "berkas")),
                   .tabs = tabs_of(dossier, "alur")};
    view.number = dossier.number;
    view.dossier_title = dossier.title;
    view.problem = say.issues(issues);
    const auto turn = TRY(
        site.db.read([&](store::Tx& tx) { return office::Register::turn(tx, visit.who(), id); }));
    view.stock = turn.stock;
    view.pick = turn.pick;
    view.may_remove = turn.pick && dossier.items.size() > 1;
    view.lead = say(turn.stock  ? "stock.lead_stock"
                    : turn.pick ? "stock.lead_pick"
                                : "stock.lead_read");
    const auto all = TRY(site.db.read([&](store::Tx& tx) {
        return office::Register::of_batch(tx, visit.who().office, id, lines_most);
    }));
    for (const auto& one : all) {
        // Once stock is taken, the rest of the register is of no more use here.
        if (turn.stock || one.in_stock) view.lines.push_back(stock_line(say, one));
    }
    view.picked = TRY(picked_lines(site, visit, dossier));
    return view;
}

Answer on_stock(const Site& site, Visit& visit, const char* toast,
                const std::function<Result<void>(store::Tx&, DossierId)>& act) {
    const auto id = TRY(visit.id<DossierId>());
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(act(tx, id));
        return with_toast(visit, cat("/berkas/", id.value, "/inventaris"), toast);
    });
    if (done || done.error().issues.empty()) return done;
    const Error refused = done.error();
    const auto view = TRY(stock_view(site, visit, refused.issues));
    return page_of(site, visit, view, status_of_refusal(refused.kind));
}

}  // namespace

Answer show_incoming(const Site& site, Visit& visit) {
    const auto view = TRY(incoming_view(site, visit, {}));
    return page_of(site, visit, view);
}

Answer add_incoming(const Site& site, Visit& visit) {
    office::Incoming entry{.title = visit.field("judul"), .medium = visit.field("media")};
    entry.body = visit.field("teks");
    entry.link = visit.field("tautan");
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(office::Register::add(tx, visit.who(), entry, visit.now));
        return with_toast(visit, "/info-masuk", "toast.incoming");
    });
    if (done || done.error().issues.empty()) return done;
    const Error refused = done.error();
    const auto view = TRY(incoming_view(site, visit, refused.issues));
    return page_of(site, visit, view, status_of_refusal(refused.kind));
}

Answer show_stock(const Site& site, Visit& visit) {
    const auto view = TRY(stock_view(site, visit, {}));
    return page_of(site, visit, view);
}

Answer take_stock(const Site& site, Visit& visit) {
    return on_stock(site, visit, "toast.stock", [&](store::Tx& tx, DossierId id) {
        return office::Register::take_stock(tx, visit.who(), id, visit.every("info"), visit.now);
    });
}

Answer pick_incoming(const Site& site, Visit& visit) {
    return on_stock(site, visit, "toast.picked", [&](store::Tx& tx, DossierId id) {
        return office::Register::pick(tx, visit.who(), id, visit.every("info"), visit.now);
    });
}

Answer remove_item(const Site& site, Visit& visit) {
    return on_stock(site, visit, "toast.item_removed", [&](store::Tx& tx, DossierId id) {
        const auto item = to_number(visit.parameter("isi")).value_or(-1);
        return office::Contents::remove(tx, visit.who(), {id, ContentId{item}}, visit.now);
    });
}

}  // namespace kentongan::web
