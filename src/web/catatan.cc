// Remarks on a text: said, answered, settled.
#include "office/remarks.h"

#include "web/berkas_perintah.h"
#include "web/naskah_view.h"

namespace kentongan::web {
namespace {

/// The text that the form is about: it names the item, since the path does not.
office::ItemOf item_in_form(const Visit& visit, DossierId id) {
    const auto item = to_number(visit.field("isi"));
    return office::ItemOf(id, ContentId{item && *item > 0 ? *item : 0});
}

std::string remarks_place(DossierId id, const office::ItemOf& of) {
    const auto place = cat("/berkas/", id.value, "/naskah");
    return of.item ? cat(place, "/", of.item.value) : place;
}

}  // namespace

Answer add_remark(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto of = item_in_form(visit, id);
    auto dossier = TRY(dossier_with(site, visit, of));
    const auto answers = to_number(visit.field("balas")).value_or(0);
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(office::remark(tx, visit.who(), of, visit.field("kata"), office::RemarkId{answers},
                           visit.now));
        return cat(with_toast(visit, remarks_place(id, of), "toast.remark"), "#catatan");
    });
    if (done || done.error().issues.empty()) return done;
    const auto accounts = TRY(site.db.read([&](store::Tx& tx) {
        return office::Airings::accounts_of(tx, visit.who().office, dossier.definition->key);
    }));
    auto view = TRY(editor_view(site, visit, dossier, accounts));
    view.remark_error = site.look.words().say(visit.language, done.error().issues.front());
    view.remark_words = visit.field("kata");
    return page_of(site, visit, view, status_of_refusal(done.error().kind));
}

Answer settle_remark(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto remark = TRY(visit.id<office::RemarkId>("catatan"));
    const auto of = item_in_form(visit, id);
    TRY(dossier_with(site, visit, of));
    const bool settled = visit.field("buka") != "1";
    return act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(office::settle_remark(tx, visit.who(), id, remark, settled, visit.now));
        const auto* toast = settled ? "toast.remark_settled" : "toast.remark_opened";
        return cat(with_toast(visit, remarks_place(id, of), toast), "#catatan");
    });
}

}  // namespace kentongan::web
