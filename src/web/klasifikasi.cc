// The class of a dossier's information: shown to all, set by who may.
#include <array>

#include "office/policy.h"
#include "web/api.h"
#include "web/api_records_kegiatan.h"
#include "web/berkas_view.h"
#include "web/kegiatan_pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

using office::Information, office::InformationClass, office::Informations;

constexpr std::array information_classes{InformationClass::open, InformationClass::immediate,
                                         InformationClass::excluded};

Result<InformationClass> class_from(const std::string& word) {
    for (const auto one : information_classes) {
        if (office::word_of(one) == word) return one;
    }
    return Error{Kind::invalid, "no class", {{"information", "class_wanted"}}};
}

Result<Json> information_json(store::Tx& tx, const Visit& visit, DossierId id) {
    const auto is = TRY(Informations::of(tx, visit.who().office, id));
    return to_json(api::Information{std::string(office::word_of(is.is)), is.ground, is.basis,
                                    is.until_day, is.by_shown});
}

}  // namespace

InformationCard information_card(const Say& say, const Visit& visit, const Information& is,
                                 const Refused& refused) {
    const auto ground_words = [&](const std::string& letter) {
        return say(cat("information.ground_", letter));
    };
    InformationCard card{.words = say(cat("information.", office::word_of(is.is)))};
    card.excluded = is.excluded();
    card.basis = is.basis;
    card.until = is.until_day;
    if (card.excluded) card.ground = ground_words(is.ground);
    if (is.at) card.by = cat(is.by_shown, " · ", say.moment(*is.at));
    card.may_set = may(visit.who(), office::Right::manage_dossier);
    const bool typed = visit.request.path.ends_with("/klasifikasi") && !refused.issues.empty();
    const auto word = typed ? visit.field("kelas") : std::string(office::word_of(is.is));
    for (const auto one : information_classes) {
        const std::string value(office::word_of(one));
        card.classes.push_back({value, say(cat("information.", value)), value == word});
    }
    card.typed_ground.value = typed ? visit.field("dasar") : is.ground;
    for (const auto& letter : office::exclusion_grounds()) {
        card.grounds.push_back({letter, ground_words(letter), letter == card.typed_ground.value});
    }
    card.typed_basis.value = typed ? visit.field("uji") : is.basis;
    card.typed_until.value = typed ? visit.field("sampai") : is.until_day;
    if (!typed) return card;
    card.open = true;
    card.typed_ground.error = say.issue_of(refused.issues, "information_ground");
    card.typed_basis.error = say.issue_of(refused.issues, "information_basis");
    card.typed_until.error = say.issue_of(refused.issues, "information_until");
    return card;
}

Answer classify(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        Information wish{.is = TRY(class_from(visit.field("kelas")))};
        wish.ground = visit.field("dasar");
        wish.basis = visit.field("uji");
        wish.until_day = visit.field("sampai");
        TRY(Informations::set(tx, visit.who(), id, wish, visit.now));
        return with_toast(visit, cat("/berkas/", id.value), "toast.classified");
    });
    if (done || done.error().issues.empty()) return done;
    const Error refused = done.error();
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    const auto page = TRY(dossier_page(site, visit, dossier, {0, refused.issues}));
    return page_of(site, visit, page, status_of_refusal(refused.kind));
}

Answer api_information(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    TRY(site.dossiers.view(visit.who(), id));
    const auto json =
        TRY(site.db.read([&](store::Tx& tx) { return information_json(tx, visit, id); }));
    return json_of(json);
}

Answer api_classify(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto body = TRY(body_of<api::NewInformation>(visit));
    Information wish{.is = TRY(class_from(body.information_class))};
    wish.ground = body.ground.value_or("");
    wish.basis = body.basis.value_or("");
    wish.until_day = body.until.value_or("");
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(Informations::set(tx, visit.who(), id, wish, visit.now));
        return information_json(tx, visit, id);
    });
}

}  // namespace kentongan::web
