// The portal's keepers for programs: correct, withdraw, what becomes of copies elsewhere, what
// stands above every page, what citizens say.
#include "office/announcements.h"
#include "office/articles.h"
#include "office/complaints.h"
#include "office/copy_changes.h"
#include "web/api.h"
#include "web/api_pages.h"
#include "web/api_records_office.h"
#include "web/api_records_saluran.h"
#include "web/api_records_situs.h"
#include "web/portal_pages.h"
#include "web/situs_view.h"

namespace kentongan::web {
namespace {

constexpr int copies_listed = 100, reports_listed = 100;

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

Result<api::PortalDesk> portal_desk_of(store::Tx& tx, const Visit& visit) {
    const auto office = visit.who().office;
    api::PortalDesk record;
    for (auto& one : TRY(office::Announcements::standing(tx, office, visit.now))) {
        record.announcements.push_back({std::to_string(one.id.value), std::move(one.title),
                                        std::move(one.words), std::move(one.link),
                                        std::move(one.source), one.at, one.till});
    }
    for (auto& one : TRY(office::CitizenReports::open(tx, visit.who(), reports_listed))) {
        record.reports.push_back({std::to_string(one.id.value), std::to_string(one.article.value),
                                  std::move(one.article_title), std::move(one.article_slug),
                                  std::move(one.words), std::move(one.contact), one.at});
    }
    auto desk = TRY(office::Complaints::desk(tx, office));
    record.complaints = {std::move(desk.name), std::move(desk.email), std::move(desk.whatsapp)};
    return record;
}

Answer portal_act(const Site& site, const Visit& visit,
                  const std::function<Result<void>(store::Tx&)>& act) {
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(act(tx));
        return to_json(TRY(portal_desk_of(tx, visit)));
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

Answer api_portal_desk(const Site& site, Visit& visit) {
    const auto record = TRY(site.db.read([&](store::Tx& tx) { return portal_desk_of(tx, visit); }));
    return reply_with(record);
}

Answer api_announce(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::NewAnnouncement>(visit));
    const office::Announcement wish{.title = std::string(trimmed(body.title)),
                                    .words = std::string(trimmed(body.words)),
                                    .link = std::string(trimmed(body.link.value_or(""))),
                                    .source = std::string(trimmed(body.source.value_or(""))),
                                    .till = body.till};
    return portal_act(site, visit, [&](store::Tx& tx) -> Result<void> {
        TRY(office::Announcements::announce(tx, visit.who(), wish, visit.now));
        return {};
    });
}

Answer api_end_announcement(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<AnnouncementId>());
    return portal_act(site, visit, [&](store::Tx& tx) {
        return office::Announcements::end(tx, visit.who(), id, visit.now);
    });
}

Answer api_set_complaint_desk(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::ComplaintDesk>(visit));
    const office::ComplaintDesk wish{std::string(trimmed(body.name)),
                                     std::string(trimmed(body.email)),
                                     std::string(trimmed(body.whatsapp))};
    return portal_act(site, visit, [&](store::Tx& tx) {
        return office::Complaints::set_desk(tx, visit.who(), wish, visit.now);
    });
}

Answer api_answer_report(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<ReportId>());
    const auto body = TRY(body_of<api::ArticleWords>(visit));
    return portal_act(site, visit, [&](store::Tx& tx) {
        return office::CitizenReports::answer(tx, visit.who(), id, std::string(trimmed(body.words)),
                                              visit.now);
    });
}

Answer api_pass_report_on(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<ReportId>());
    return portal_act(site, visit, [&](store::Tx& tx) {
        return office::Complaints::pass_on(tx, visit.who(), id, visit.now);
    });
}

Answer api_report_article(const Site& site, Visit& visit) {
    const auto office = TRY(office_at(site, visit));
    const auto body = TRY(body_of<api::ArticleReport>(visit));
    return act_by_key_public(site, visit, office.id, 202, [&](store::Tx& tx) -> Result<Json> {
        const auto article =
            TRY(office::Website::by_slug(tx, office.id, visit.parameter("artikel")));
        if (!article) return Error{Kind::not_found, "no such article"};
        TRY(office::CitizenReports::hand_in(
            tx, office.id, article->id, std::string(trimmed(body.words)),
            std::string(trimmed(body.contact.value_or(""))), visit.request.peer, visit.now));
        return to_json(api::Taken{true});
    });
}

}  // namespace kentongan::web
