// Closing a loop, for programs: news and mails, displays and verdicts, notices, reports, figures.
#include <algorithm>

#include "office/case_report.h"
#include "office/mail.h"
#include "web/angka.h"
#include "web/api.h"
#include "web/api_pages.h"
#include "web/api_records_tutup.h"
#include "web/tutup_view.h"

namespace kentongan::web {
namespace {

constexpr int listed_most = 100;

api::News news_of(const office::Notice& one) {
    return {one.id, one.kind, one.about, one.reason, one.link, one.at, one.due_at, one.read_at};
}
api::Mail mail_of(const office::LoggedMail& one) {
    return {std::to_string(one.id.value),
            one.to,
            one.subject,
            one.kind,
            std::string(office::word_of(one.state)),
            one.last_word,
            one.put_at,
            one.ended_at};
}
api::Display display_of(const office::Sighting& one) {
    return {std::to_string(one.id.value),
            std::to_string(one.airing.value),
            one.answer,
            one.seen,
            one.picture,
            one.verdict,
            one.note,
            one.missing,
            one.percent,
            one.by_hand,
            one.at};
}
api::Telling telling_of(const office::ToldRequester& one) {
    return {std::to_string(one.id.value),
            std::string(office::word_of(one.way)),
            one.address,
            one.words,
            one.mail ? std::string(office::word_of(one.mail->state)) : "",
            one.at};
}
api::Report report_of(DossierId dossier, const office::MadeReport& one) {
    const auto place = cat("/berkas/", dossier.value, "/laporan/", one.id.value);
    return {std::to_string(one.id.value), place + "/pdf", place + "/html", one.at};
}

/// My open task of this act on this channel, or a refusal.
Result<void> need_task(const office::DossierView& dossier, sop::Act act, const std::string& channel,
                       Issue why) {
    const bool mine = std::ranges::any_of(dossier.open, [&](const office::OpenTask& open) {
        const bool here =
            channel.empty() || open.task.item().empty() || open.task.item() == channel;
        return open.mine && here && open.step && open.step->act == act;
    });
    if (mine) return {};
    return Error{Kind::forbidden, "no task", {std::move(why)}};
}

Result<std::string> channel_of(store::Tx& tx, OfficeId office, DossierId dossier, AiringId id) {
    const auto all = TRY(office::Airings::of_dossier(tx, office, dossier));
    const auto its = std::ranges::find(all, id, &office::Airing::id);
    if (its == all.end()) return Error{Kind::not_found, "an airing of another dossier"};
    return its->account.channel.value;
}

}  // namespace

Answer api_news(const Site& site, Visit& visit) {
    const NoticeId before{to_number(visit.asked("sebelum")).value_or(0)};
    const auto read = [&](store::Tx& tx) -> Result<api::AllNews> {
        api::AllNews all;
        all.unread = TRY(office::Notices::unread(tx, visit.who()));
        const auto notices = TRY(office::Notices::of(tx, visit.who(), before, listed_most));
        for (const auto& one : notices) all.news.push_back(news_of(one));
        return all;
    };
    const auto record = TRY(site.db.read(read));
    return reply_with(record);
}

Answer api_read_news(const Site& site, Visit& visit) {
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(office::Notices::read_all(tx, visit.who(), visit.now));
        return to_json(api::AllNews{});
    });
}

Answer api_mails(const Site& site, Visit& visit) {
    const auto mails = TRY(site.db.read([&](store::Tx& tx) {
        return office::Mails::log(tx, visit.who().office, {}, listed_most);
    }));
    api::Mails record;
    for (const auto& one : mails) record.mails.push_back(mail_of(one));
    return reply_with(record);
}

Answer api_mail_again(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<MailId>());
    return act_by_key(site, visit, 201, [&](store::Tx& tx) -> Result<Json> {
        const auto next = TRY(office::Mails::again(tx, visit.who(), id, visit.now));
        const auto mail = TRY(office::Mails::logged(tx, visit.who().office, next));
        return to_json(mail_of(mail));
    });
}

Answer api_bounce(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::Bounce>(visit));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        const auto office = visit.who().office;
        const auto found = TRY(office::Mails::take_bounce(tx, office, body.eml, visit.now));
        if (!found) return Error{Kind::invalid, "none of ours", {{"bounce", "not_ours"}}};
        const auto mail = TRY(office::Mails::logged(tx, office, *found));
        return to_json(mail_of(mail));
    });
}

Answer api_displays(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    TRY(site.dossiers.view(visit.who(), id));
    const auto all = TRY(site.db.read(
        [&](store::Tx& tx) { return office::Sightings::of_dossier(tx, visit.who().office, id); }));
    api::Displays record;
    for (const auto& one : all) record.displays.push_back(display_of(one));
    return reply_with(record);
}

Answer api_look(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto airing = TRY(visit.id<AiringId>("siaran"));
    TRY(site.dossiers.view(visit.who(), id));
    if (!site.sightings) return Error{Kind::unavailable, "nothing to look with"};
    const auto seen = TRY(site.sightings->look(visit.who(), id, airing));
    const auto one = TRY(site.db.read(
        [&](store::Tx& tx) { return office::Sightings::one(tx, visit.who().office, id, seen); }));
    return reply_with(display_of(one), 201);
}

/// A picture of it may be with it, as the part "picture".
Answer api_bring_display(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto airing = TRY(visit.id<AiringId>("siaran"));
    TRY(site.dossiers.view(visit.who(), id));
    const auto proof = TRY(proof_in(site, visit, "picture"));
    return act_by_key(site, visit, 201, [&](store::Tx& tx) -> Result<Json> {
        const auto seen = TRY(office::Sightings::by_hand(tx, visit.who(), id, airing, proof.sha256,
                                                         proof.type, visit.now));
        const auto one = TRY(office::Sightings::one(tx, visit.who().office, id, seen));
        return to_json(display_of(one));
    });
}

Answer api_judge(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto airing = TRY(visit.id<AiringId>("siaran"));
    const auto body = TRY(body_of<api::Judgement>(visit));
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    const SightingId display{to_number(body.display).value_or(0)};
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        const auto office = visit.who().office;
        const auto channel = TRY(channel_of(tx, office, id, airing));
        TRY(need_task(dossier, sop::Act::check_display, channel, {"display", "not_yours"}));
        TRY(office::Sightings::judge(tx, visit.who(), id, display, body.fits, body.note,
                                     visit.now));
        const auto one = TRY(office::Sightings::one(tx, office, id, display));
        return to_json(display_of(one));
    });
}

Answer api_watched(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    std::vector<office::Monitored> all;
    office::Audience audience;
    TRY(site.db.read([&](store::Tx& tx) -> Result<void> {
        all = TRY(office::Monitoring::of_dossier(tx, visit.who().office, id));
        audience = TRY(office::audience_of(tx, visit.who().office, id, *dossier.definition));
        return {};
    }));
    api::AllWatched record;
    for (const auto& [label, value] : audience) record.audience.push_back({label, value});
    for (const auto& one : all) {
        const auto& verdicts = one.verdicts;
        api::Watched shown{std::to_string(one.airing.id.value), one.airing.account.channel.value,
                           one.airing.url, one.airing.planned_at, one.airing.aired_at};
        if (one.minutes_late) shown.minutes_late = static_cast<int>(*one.minutes_late);
        shown.verdict = {verdicts.on_time,       verdicts.often_enough, verdicts.accurate,
                         verdicts.planned_times, verdicts.seen_times,   verdicts.reach,
                         verdicts.note};
        record.airings.push_back(std::move(shown));
    }
    return reply_with(record);
}

Answer api_verdict(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto airing = TRY(visit.id<AiringId>("siaran"));
    const auto body = TRY(body_of<api::Verdict>(visit));
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    office::Verdicts verdicts{body.on_time,    body.often_enough, body.accurate, body.planned_times,
                              body.seen_times, body.reach,        body.note};
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        const auto channel = TRY(channel_of(tx, visit.who().office, id, airing));
        TRY(need_task(dossier, sop::Act::monitor, channel, {"monitor", "not_yours"}));
        TRY(office::Monitoring::enter(tx, visit.who(), id, airing, verdicts, visit.now));
        return to_json(body);
    });
}

Answer api_tellings(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    TRY(site.dossiers.view(visit.who(), id));
    const auto read = [&](store::Tx& tx) -> Result<api::Tellings> {
        api::Tellings all;
        all.draft = TRY(office::RequesterNotices::draft(tx, visit.who(), id, visit.zone()));
        const auto told = TRY(office::RequesterNotices::of_dossier(tx, visit.who().office, id));
        for (const auto& one : told) all.told.push_back(telling_of(one));
        return all;
    };
    const auto record = TRY(site.db.read(read));
    return reply_with(record);
}

Answer api_tell(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto body = TRY(body_of<api::NewTelling>(visit));
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    using office::TellingWay;
    std::optional<TellingWay> way;
    for (const auto one : {TellingWay::email, TellingWay::whatsapp, TellingWay::other}) {
        if (body.way == office::word_of(one)) way = one;
    }
    if (!way) return Error{Kind::invalid, "no way", {{"telling", "way_wanted"}}};
    return act_by_key(site, visit, 201, [&](store::Tx& tx) -> Result<Json> {
        if (!dossier.may_manage) {
            TRY(need_task(dossier, sop::Act::notify_requester, "", {"telling", "not_yours"}));
        }
        TRY(office::RequesterNotices::tell(tx, site.dossiers, visit.who(), id, *way, body.address,
                                           body.words, "", visit.now));
        const auto told = TRY(office::RequesterNotices::of_dossier(tx, visit.who().office, id));
        return to_json(telling_of(told.front()));
    });
}

Answer api_reports(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    TRY(site.dossiers.view(visit.who(), id));
    const auto all = TRY(site.db.read([&](store::Tx& tx) {
        return office::CaseReports::of_dossier(tx, visit.who().office, id);
    }));
    api::Reports record;
    for (const auto& one : all) record.reports.push_back(report_of(id, one));
    return reply_with(record);
}

Answer api_make_report(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto body = TRY(body_of<api::NewReport>(visit));
    TRY(site.dossiers.view(visit.who(), id));
    office::CaseReports reports(site.db, site.dossiers, site.people, site.vault, visit.calendar());
    const auto made = TRY(reports.draw(visit.who(), id, body.words, visit.now));
    return act_by_key(site, visit, 201, [&](store::Tx& tx) -> Result<Json> {
        TRY(reports.keep(tx, visit.who(), id, made));
        return to_json(report_of(id, made));
    });
}

Answer api_figures(const Site& site, Visit& visit) {
    const auto period = TRY(period_asked(visit));
    const auto all = TRY(figures_of(site, visit, period));
    api::Figures record{.period = period.key, .opened = all.opened, .closed = all.closed};
    record.stopped = all.stopped;
    record.running = all.running;
    record.late = all.late;
    record.resting = all.resting;
    record.tasks_done = all.tasks_done;
    record.tasks_within = all.tasks_within;
    record.tasks_returned = all.tasks_returned;
    record.aired = all.aired;
    record.aired_planned = all.aired_planned;
    record.aired_on_time = all.aired_on_time;
    record.judged = all.judged;
    record.fit = all.fit;
    for (const auto& one : all.steps) {
        record.steps.push_back({one.sop_key, one.step, one.activity, one.standard, one.done,
                                one.within, one.returned, one.effort_median, one.effort_p90,
                                one.waiting_median});
    }
    for (const auto& one : all.channels) {
        record.channels.push_back({one.channel, one.label, one.aired, one.planned, one.on_time,
                                   one.judged, one.fit, one.reach});
    }
    record.reach = all.reach;
    for (const auto& one : all.audiences) {
        record.audiences.push_back({std::to_string(one.id.value), one.number, one.title, one.aimed,
                                    one.reached, one.reach});
    }
    return reply_with(record);
}

}  // namespace kentongan::web
