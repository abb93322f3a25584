// The portal's keepers for programs: correct, withdraw, and what becomes of copies elsewhere.
#include "office/copy_changes.h"
#include "web/api.h"
#include "web/api_pages.h"
#include "web/api_records_saluran.h"
#include "web/situs_view.h"

namespace kentongan::web {
namespace {

constexpr int copies_listed = 100;

Result<api::Copies> copies_of(store::Tx& tx, const Visit& visit) {
    api::Copies record;
    for (const auto& one : TRY(office::CopyChanges::list(tx, visit.who(), copies_listed))) {
        record.copies.push_back({.id = std::to_string(one.id.value),
                                 .account = one.airing.account.label,
                                 .channel = one.airing.account.channel.value,
                                 .url = one.airing.url,
                                 .kind = one.withdraw ? "tarik" : "ralat",
                                 .words = one.words,
                                 .state = std::string(office::word_of(one.state)),
                                 .last_word = one.last_word,
                                 .airing = one.airing.id,
                                 .dossier = one.airing.dossier,
                                 .at = one.at,
                                 .done_at = one.done_at});
    }
    return record;
}

Answer copy_act(const Site& site, const Visit& visit,
                const std::function<Result<void>(store::Tx&)>& act) {
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(act(tx));
        return to_json(TRY(copies_of(tx, visit)));
    });
}

}  // namespace

Answer api_correct_article(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<ArticleId>());
    const auto body = TRY(body_of<api::ArticleWords>(visit));
    return copy_act(site, visit, [&](store::Tx& tx) {
        return correct_everywhere(site, visit, tx, id, std::string(trimmed(body.words)));
    });
}

Answer api_withdraw_article(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<ArticleId>());
    const auto body = TRY(body_of<api::ArticleWords>(visit));
    return copy_act(site, visit, [&](store::Tx& tx) {
        return withdraw_everywhere(site, visit, tx, id, std::string(trimmed(body.words)));
    });
}

Answer api_copies(const Site& site, Visit& visit) {
    const auto record = TRY(site.db.read([&](store::Tx& tx) { return copies_of(tx, visit); }));
    return reply_with(record);
}

Answer api_finish_copy(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<ChangeId>());
    return copy_act(site, visit, [&](store::Tx& tx) {
        return office::CopyChanges::mark_done(tx, visit.who(), id, visit.now);
    });
}

Answer api_repeat_copy(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<ChangeId>());
    return copy_act(site, visit, [&](store::Tx& tx) {
        return office::CopyChanges::again(tx, visit.who(), id, visit.now);
    });
}

}  // namespace kentongan::web
