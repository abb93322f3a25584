// Info masuk for programs: the register, the stock of a batch, and what was picked from it.
#include "office/incoming.h"
#include "web/api.h"
#include "web/api_pages.h"
#include "web/naskah_view.h"

namespace kentongan::web {
namespace {

using office::Register;

constexpr int lines_most = 200;

Json incoming_record(const std::vector<office::Incoming>& all) {
    api::Incomings record;
    for (const auto& one : all) {
        api::Incoming line{.ref = one.ref, .title = one.title, .medium = one.medium};
        line.text = one.body;
        line.link = one.link;
        line.by = one.by_shown;
        line.at = one.at;
        if (one.dossier) line.dossier = one.dossier;
        line.hash = one.hash;
        line.in_stock = one.in_stock;
        line.picked = one.picked;
        record.incoming.push_back(std::move(line));
    }
    return to_json(record);
}

Result<Json> batch_record(store::Tx& tx, const Visit& visit, DossierId id) {
    const auto all = TRY(Register::of_batch(tx, visit.who().office, id, lines_most));
    return incoming_record(all);
}

}  // namespace

Answer api_incoming(const Site& site, Visit& visit) {
    const auto all = TRY(site.db.read(
        [&](store::Tx& tx) { return Register::list(tx, visit.who().office, lines_most); }));
    return json_of(incoming_record(all));
}

Answer api_add_incoming(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::NewIncoming>(visit));
    office::Incoming entry{.title = body.title, .medium = body.medium};
    entry.body = body.text.value_or("");
    entry.link = body.link.value_or("");
    return act_by_key(site, visit, 201, [&](store::Tx& tx) -> Result<Json> {
        TRY(Register::add(tx, visit.who(), entry, visit.now));
        const auto all = TRY(Register::list(tx, visit.who().office, lines_most));
        return incoming_record(all);
    });
}

Answer api_stock(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    TRY(site.dossiers.view(visit.who(), id));
    const auto json = TRY(site.db.read([&](store::Tx& tx) { return batch_record(tx, visit, id); }));
    return json_of(json);
}

Answer api_take_stock(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto body = TRY(body_of<api::Refs>(visit));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(Register::take_stock(tx, visit.who(), id, body.refs, visit.now));
        return batch_record(tx, visit, id);
    });
}

Answer api_pick(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto body = TRY(body_of<api::Refs>(visit));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(Register::pick(tx, visit.who(), id, body.refs, visit.now));
        return batch_record(tx, visit, id);
    });
}

Answer api_remove_item(const Site& site, Visit& visit) {
    const auto of = TRY(item_of(visit));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(office::Contents::remove(tx, visit.who(), of, visit.now));
        return batch_record(tx, visit, of.dossier);
    });
}

Answer api_confirm_origin(const Site& site, Visit& visit) {
    const auto of = TRY(item_of(visit));
    const auto body = TRY(body_of<api::OriginWords>(visit));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(Register::confirm_origin(tx, visit.who(), of, body.words, visit.now));
        const auto content = TRY(office::Contents::of_dossier(tx, visit.who().office, of));
        return to_json(draft_of(of.dossier, content));
    });
}

}  // namespace kentongan::web
