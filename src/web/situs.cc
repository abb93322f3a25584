// The keepers of the portal: announce, answer citizens, correct and withdraw articles.
#include "web/situs_view.h"

#include "office/announcements.h"
#include "office/articles.h"
#include "office/complaints.h"
#include "office/copy_changes.h"
#include "web/naskah_view.h"
#include "web/portal_pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

constexpr int articles_most = 20, reports_most = 50, copies_most = 12;
constexpr std::size_t typed_max = 4000;
constexpr std::chrono::hours usual_stay{24};

/// The form that was refused: which one, and why.
struct Refused {
    std::string form = {}, id = {};
    std::vector<Issue> issues = {};
};

std::string typed(const Visit& visit, std::string_view name) {
    return std::string(trimmed(visit.field(name))).substr(0, typed_max);
}

/// "2026-11-30", for a field of a date.
std::string date_value(Instant at, Zone zone) {
    return iso_utc(zone.instant(zone.local(at)) + std::chrono::hours{zone.hours_from_utc})
        .substr(0, 10);
}

/// The end of that day in the office's zone, or the epoch when it is no date.
Instant end_of_day(const std::string& date, Zone zone) {
    const auto midnight = from_iso(date + "T00:00:00Z");
    if (!midnight) return Instant{};
    return *midnight + std::chrono::hours{24 - zone.hours_from_utc} - minutes{1};
}

void fill_announcing(PortalDeskView& view, const Say& say, const Visit& visit,
                     const Refused& refused) {
    view.till.value = date_value(visit.now + usual_stay, visit.zone());
    if (refused.form != "pengumuman") return;
    const auto field = [&](std::string_view name, std::string_view issue) {
        return Typed{typed(visit, name), say.issue_of(refused.issues, issue)};
    };
    view.title = field("judul", "announcement_title");
    view.words = field("isi", "announcement_words");
    view.link = field("tautan", "announcement_link");
    view.source = field("sumber", "announcement_source");
    view.till = field("sampai", "announcement_till");
}

Result<void> fill_complaints(PortalDeskView& view, const Say& say, const Visit& visit,
                             const Refused& refused, store::Tx& tx) {
    const auto known = TRY(office::Complaints::desk(tx, visit.who().office));
    view.can_pass_on = !known.email.empty();
    const bool again = refused.form == "petugas";
    const auto field = [&](std::string_view name, std::string_view issue, const std::string& kept) {
        return Typed{again ? typed(visit, name) : kept,
                     again ? say.issue_of(refused.issues, issue) : std::string{}};
    };
    view.desk_name = field("nama", "desk_name", known.name);
    view.desk_email = field("surel", "desk_email", known.email);
    view.desk_whatsapp = field("wa", "desk_whatsapp", known.whatsapp);
    return {};
}

Result<void> fill_lists(PortalDeskView& view, const Site& site, const Visit& visit,
                        const Refused& refused) {
    const Say say(site, visit);
    const auto& who = visit.who();
    const ArticleId before{to_number(visit.asked("sebelum")).value_or(0)};
    return site.db.read([&](store::Tx& tx) -> Result<void> {
        TRY(fill_complaints(view, say, visit, refused, tx));
        for (const auto& one : TRY(office::Announcements::standing(tx, who.office, visit.now))) {
            view.standing.push_back({std::to_string(one.id.value), one.title, one.words,
                                     say("situs.till", {say.moment(one.till)})});
        }
        for (const auto& one : TRY(office::CitizenReports::open(tx, who, reports_most))) {
            ReportCard card{.id = std::to_string(one.id.value),
                            .title = one.article_title,
                            .address = cat(view.portal, "/berita/", one.article_slug),
                            .words = one.words,
                            .contact = one.contact,
                            .when = say.moment(one.at)};
            if (refused.form == "laporan" && refused.id == card.id) {
                card.answer = {typed(visit, "jawaban"),
                               say.issue_of(refused.issues, "answer_words")};
            }
            view.reports.push_back(std::move(card));
        }
        const auto articles = TRY(office::Website::newest(tx, who.office, before, articles_most));
        for (const auto& one : articles) {
            ArticleRow row{.id = std::to_string(one.id.value),
                           .title = one.title,
                           .address = cat(view.portal, "/berita/", one.slug),
                           .when = say.moment(one.published_at)};
            if (one.corrected_at) {
                row.state = say("situs.corrected", {say.moment(*one.corrected_at)});
            }
            if (refused.id == row.id && (refused.form == "ralat" || refused.form == "tarik")) {
                row.open = true;
                auto& field = refused.form == "ralat" ? row.correction : row.reason;
                field = {typed(visit, "isi"), say.issue_of(refused.issues, "correction_words")};
            }
            view.articles.push_back(std::move(row));
        }
        if (articles.size() == articles_most) {
            view.older = cat("/situs?sebelum=", articles.back().id.value);
        }
        return {};
    });
}

Pill copy_pill(const Say& say, office::ChangeState state) {
    const auto words = say(cat("copy.", office::word_of(state)));
    switch (state) {
    case office::ChangeState::queued: return {words, "info", "clock"};
    case office::ChangeState::done: return {words, "ok", "check"};
    case office::ChangeState::rejected: return {words, "bad", "alert"};
    case office::ChangeState::to_check: return {words, "warn", "help"};
    case office::ChangeState::by_hand: return {words, "warn", "person"};
    }
    return {};
}

/// What was heard on the radio cannot be taken down, only taken back aloud.
const char* copy_order(const office::CopyChange& copy) {
    if (!copy.withdraw) return "copy.to_correct";
    return copy.airing.account.channel.value == "radio" ? "copy.to_take_back" : "copy.to_withdraw";
}

Result<void> fill_copies(PortalDeskView& view, const Site& site, const Visit& visit) {
    const Say say(site, visit);
    const auto all = TRY(site.db.read(
        [&](store::Tx& tx) { return office::CopyChanges::list(tx, visit.who(), copies_most); }));
    for (const auto& one : all) {
        const auto& account = one.airing.account;
        CopyCard card{.id = std::to_string(one.id.value),
                      .icon = icon_of(account.channel.value),
                      .label = account.label,
                      .title = one.airing.item_title.empty() ? one.airing.dossier_title
                                                             : one.airing.item_title,
                      .url = one.airing.url};
        card.about = say(copy_order(one), {one.words});
        card.word = one.last_word;
        card.admin = account.admin_url;
        card.pill = copy_pill(say, one.state);
        card.can_do =
            one.state != office::ChangeState::done && one.state != office::ChangeState::queued;
        card.can_repeat = card.can_do && account.mode == office::Mode::automatic &&
                          delivery::can_change(account.channel.value, one.withdraw);
        view.copies.push_back(std::move(card));
    }
    return {};
}

Answer desk(const Site& site, Visit& visit, int status, const Refused& refused = {}) {
    const Say say(site, visit);
    PortalDeskView view{.shell = TRY(shell_of(site, visit, say("situs.title"), "situs"))};
    view.portal = cat("/k/", visit.office.slug);
    view.problem = say.issue_of(refused.issues, "report");
    if (view.problem.empty()) view.problem = say.issue_of(refused.issues, "copy");
    TRY(fill_copies(view, site, visit));
    fill_announcing(view, say, visit, refused);
    TRY(fill_lists(view, site, visit, refused));
    return page_of(site, visit, view, status);
}

/// Does it once; refused, the page shows the form again with what was typed.
Answer act_on(const Site& site, Visit& visit, const char* form, const char* toast,
              const std::function<Result<void>(store::Tx&)>& act) {
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(act(tx));
        return with_toast(visit, "/situs", toast);
    });
    if (done || done.error().issues.empty()) return done;
    const Error refused = done.error();
    return desk(site, visit, status_of_refusal(refused.kind),
                {form, visit.parameter("id"), refused.issues});
}

}  // namespace

Result<void> correct_everywhere(const Site& site, const Visit& visit, store::Tx& tx, ArticleId id,
                                const std::string& words) {
    TRY(office::Website::correct(tx, visit.who(), id, words, visit.now));
    TRY(office::CopyChanges::spread(tx, visit.who(), site.key, id, false, words, visit.now));
    return {};
}

Result<void> withdraw_everywhere(const Site& site, const Visit& visit, store::Tx& tx, ArticleId id,
                                 const std::string& reason) {
    const bool is_new = TRY(office::Website::withdraw(tx, visit.who(), id, reason, visit.now));
    if (!is_new) return {};
    TRY(office::CopyChanges::spread(tx, visit.who(), site.key, id, true, reason, visit.now));
    return {};
}

Answer show_portal_desk(const Site& site, Visit& visit) {
    return desk(site, visit, 200);
}

Answer announce(const Site& site, Visit& visit) {
    const office::Announcement wish{.title = typed(visit, "judul"),
                                    .words = typed(visit, "isi"),
                                    .link = typed(visit, "tautan"),
                                    .source = typed(visit, "sumber"),
                                    .till = end_of_day(typed(visit, "sampai"), visit.zone())};
    return act_on(site, visit, "pengumuman", "toast.announced", [&](store::Tx& tx) -> Result<void> {
        TRY(office::Announcements::announce(tx, visit.who(), wish, visit.now));
        return {};
    });
}

Answer set_complaint_desk(const Site& site, Visit& visit) {
    const office::ComplaintDesk wish{typed(visit, "nama"), typed(visit, "surel"),
                                     typed(visit, "wa")};
    return act_on(site, visit, "petugas", "toast.desk_set", [&](store::Tx& tx) {
        return office::Complaints::set_desk(tx, visit.who(), wish, visit.now);
    });
}

Answer pass_report_on(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<ReportId>());
    return act_on(site, visit, "laporan", "toast.passed_on", [&](store::Tx& tx) {
        return office::Complaints::pass_on(tx, visit.who(), id, visit.now);
    });
}

Answer end_announcement(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<AnnouncementId>());
    return act_on(site, visit, "turunkan", "toast.announcement_ended", [&](store::Tx& tx) {
        return office::Announcements::end(tx, visit.who(), id, visit.now);
    });
}

Answer correct_article(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<ArticleId>());
    return act_on(site, visit, "ralat", "toast.corrected", [&](store::Tx& tx) {
        return correct_everywhere(site, visit, tx, id, typed(visit, "isi"));
    });
}

Answer withdraw_article(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<ArticleId>());
    return act_on(site, visit, "tarik", "toast.article_withdrawn", [&](store::Tx& tx) {
        return withdraw_everywhere(site, visit, tx, id, typed(visit, "isi"));
    });
}

Answer finish_copy(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<ChangeId>());
    return act_on(site, visit, "salinan", "toast.copy_done", [&](store::Tx& tx) {
        return office::CopyChanges::mark_done(tx, visit.who(), id, visit.now);
    });
}

Answer repeat_copy(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<ChangeId>());
    return act_on(site, visit, "salinan", "toast.copy_again", [&](store::Tx& tx) {
        return office::CopyChanges::again(tx, visit.who(), id, visit.now);
    });
}

Answer answer_report(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<ReportId>());
    return act_on(site, visit, "laporan", "toast.report_answered", [&](store::Tx& tx) {
        return office::CitizenReports::answer(tx, visit.who(), id, typed(visit, "jawaban"),
                                              visit.now);
    });
}

}  // namespace kentongan::web
