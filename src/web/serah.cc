// Handing the approved files over, and taking them with a receipt.
#include "office/handovers.h"

#include <algorithm>

#include "web/api.h"
#include "web/api_pages.h"
#include "web/api_records_paraf.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"
#include "web/serah_view.h"

namespace kentongan::web {
namespace {

constexpr std::size_t typed_max = 400;

HandoverLine line_of(const Site& site, const Say& say, const office::Handover& one) {
    HandoverLine line{.title = one.recipient};
    line.meta = cat(one.made_by, " · ", say.moment(one.made_at));
    if (!one.note.empty()) line.meta += cat(" · ", one.note);
    if (one.by_hand) {
        line.pill = {say("handover.by_hand"), "ok", "people"};
    } else if (one.taken_at) {
        line.pill = {say("handover.taken", {one.taken_by, say.moment(*one.taken_at)}), "ok",
                     "check"};
    } else {
        line.pill = {say("handover.waiting"), "info", "clock"};
    }
    if (!one.by_hand) {
        line.link = cat(site.public_address, "/serah/", one.token);
        line.share =
            cat("https://wa.me/?text=", net::percent_encoded(say("handover.message", {line.link})));
    }
    return line;
}

Result<HandoverView> handover_view(const Site& site, const Visit& visit, DossierId id,
                                   const std::vector<Issue>& issues = {}) {
    const Say say(site, visit);
    const auto dossier = TRY(site.dossiers.view(visit.who(), id));
    HandoverView view{.shell = TRY(shell_of(site, visit, say("handover.title"), "berkas")),
                      .tabs = tabs_of(dossier, "serah"),
                      .number = dossier.number,
                      .dossier_title = dossier.title,
                      .requester = dossier.requester};
    view.approved = dossier.approved_hash.has_value();
    if (dossier.package.latest) view.version = std::to_string(dossier.package.latest->number);
    const auto all = TRY(site.db.read(
        [&](store::Tx& tx) { return office::Handovers::of_dossier(tx, visit.who().office, id); }));
    for (const auto& one : all) view.lines.push_back(line_of(site, say, one));
    std::reverse(view.lines.begin(), view.lines.end());
    const bool by_hand = visit.field("cara") == "langsung";
    view.recipient.value = by_hand || visit.form.empty() ? dossier.requester : visit.field("nama");
    if (by_hand) view.by_hand.value = visit.field("nama");
    view.note.value = visit.field("catatan");
    (by_hand ? view.by_hand : view.recipient).error = say.issue_of(issues, "recipient");
    view.problem = say.issue_of(issues, "handover");
    return view;
}

api::Handover handover_record(const Site& site, const office::Handover& one) {
    api::Handover record{.id = std::to_string(one.id),
                         .by_hand = one.by_hand,
                         .recipient = one.recipient,
                         .note = one.note,
                         .made_by = one.made_by,
                         .made_at = one.made_at,
                         .expires_at = one.expires_at,
                         .taken_at = one.taken_at,
                         .taken_by = one.taken_by};
    if (!one.by_hand) record.link = cat(site.public_address, "/serah/", one.token);
    return record;
}

/// The link as it is now, for whoever holds it.
Result<office::OpenHandover> open_link(const Site& site, const Visit& visit) {
    const auto token = visit.parameter("kunci");
    return site.db.read(
        [&](store::Tx& tx) { return office::Handovers::find(tx, token, visit.now); });
}

bool may_fetch(const office::OpenHandover& open) {
    return open.handover.taken_at && !open.expired && !open.superseded;
}

void add_files(TakingView& view, const Say& say, const office::OpenHandover& open,
               const std::string& base) {
    const bool may = may_fetch(open);
    for (std::size_t i = 0; i < open.items.size(); ++i) {
        const auto& draft = open.items[i].draft;
        view.files.push_back({.name = cat(draft.title, ".txt"),
                              .about = say("handover.text"),
                              .address = may ? cat(base, "/naskah/", i + 1) : "",
                              .icon = "file"});
        for (const auto& file : draft.files) {
            const auto kilobytes = with_dots((file.bytes + 1023) / 1024);
            const auto name =
                file.name.empty() ? say("handover.file", {short_hash(file.sha256)}) : file.name;
            view.files.push_back({.name = name,
                                  .about = cat(say("picture.kilobytes", {kilobytes}),
                                               file.alt.empty() ? "" : " · ", file.alt),
                                  .address = may ? cat(base, "/file/", file.sha256) : "",
                                  .icon = "image"});
        }
    }
}

Result<TakingView> taking_view(const Site& site, const Visit& visit,
                               const std::vector<Issue>& issues = {}) {
    const Say say(site, visit);
    const auto open = TRY(open_link(site, visit));
    const auto office = TRY(site.people.office(open.office));
    const auto base = cat("/serah/", visit.parameter("kunci"));
    TakingView view;
    view.shell = public_shell_of(site, visit, office, say("handover.take_title"), base);
    view.shell.description = say("handover.take_lead");
    view.number = open.number;
    view.title = open.title;
    view.requester = open.requester;
    view.action = base;
    view.taken = open.handover.taken_at.has_value();
    if (open.expired) view.refusal = say("handover.expired");
    if (open.superseded) view.refusal = say("handover.superseded");
    view.open = view.refusal.empty();
    if (open.handover.expires_at) {
        view.till = say("handover.till", {long_date(*open.handover.expires_at,
                                                    Zone{office.hours_from_utc}, visit.language)});
    }
    if (view.taken) {
        const Zone zone{office.hours_from_utc};
        const auto when = cat(long_date(*open.handover.taken_at, zone, visit.language), " ",
                              clock_time(*open.handover.taken_at, zone));
        view.receipt = say("handover.receipt", {open.handover.taken_by, when});
    }
    view.name = {visit.field("nama").substr(0, typed_max), say.issue_of(issues, "taken_by")};
    if (view.open) add_files(view, say, open, base);
    return view;
}

}  // namespace

Answer show_handover(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto view = TRY(handover_view(site, visit, id));
    return page_of(site, visit, view);
}

Answer hand_over(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto name = visit.field("nama");
    const bool by_hand = visit.field("cara") == "langsung";
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        const auto place = cat("/berkas/", id.value, "/serah");
        if (by_hand) {
            TRY(office::Handovers::give(tx, visit.who(), id, name, visit.field("catatan"),
                                        visit.now));
            return with_toast(visit, place, "toast.handed_over", {name});
        }
        TRY(office::Handovers::offer(tx, visit.who(), id, name, visit.now));
        return with_toast(visit, place, "toast.link_made", {name});
    });
    if (done || done.error().issues.empty()) return done;
    const Error refused = done.error();
    const auto view = TRY(handover_view(site, visit, id, refused.issues));
    return page_of(site, visit, view, status_of_refusal(refused.kind));
}

Answer show_taking(const Site& site, Visit& visit) {
    const auto view = TRY(taking_view(site, visit));
    return page_of(site, visit, view);
}

Answer take_handover(const Site& site, Visit& visit) {
    const auto token = visit.parameter("kunci");
    const auto taken = site.db.write([&](store::Tx& tx) {
        return office::Handovers::take(tx, token, visit.field("nama"), visit.now);
    });
    if (taken) return see_other(cat("/serah/", token));
    if (taken.error().issues.empty()) return taken.error();
    const Error& refused = taken.error();
    const auto view = TRY(taking_view(site, visit, refused.issues));
    return page_of(site, visit, view, status_of_refusal(refused.kind));
}

Answer fetch_handed_text(const Site& site, Visit& visit) {
    const auto open = TRY(open_link(site, visit));
    const auto number = to_number(visit.parameter("nomor")).value_or(0);
    if (!may_fetch(open) || number < 1 || number > static_cast<std::int64_t>(open.items.size())) {
        return Error{Kind::not_found, "no such text"};
    }
    const auto& draft = open.items[static_cast<std::size_t>(number - 1)].draft;
    std::string text = cat(draft.title, "\n\n", office::plain_text_of(draft.body), "\n");
    for (const auto& [channel, own] : draft.variants)
        text += cat("\n--- ", channel, "\n", own, "\n");
    const auto name = net::percent_encoded(cat(draft.title, ".txt"));
    return net::Response{
        .type = "text/plain; charset=utf-8",
        .body = net::Text{std::move(text)},
        .headers = {{"Content-Disposition", cat("attachment; filename*=UTF-8''", name)}}};
}

Answer fetch_handed_file(const Site& site, Visit& visit) {
    const auto open = TRY(open_link(site, visit));
    const auto wanted = visit.parameter("sidik");
    if (!may_fetch(open)) return Error{Kind::not_found, "no such file"};
    for (const auto& item : open.items) {
        for (const auto& file : item.draft.files) {
            if (file.sha256 != wanted) continue;
            const auto path = TRY(site.contents.intact(open.office, wanted));
            const auto name = net::percent_encoded(file.name.empty() ? wanted : file.name);
            return net::Response{
                .type = "application/octet-stream",
                .body = net::File{path, wanted},
                .headers = {{"Content-Disposition", cat("attachment; filename*=UTF-8''", name)}},
                .etag = wanted,
                .compressible = false};
        }
    }
    return Error{Kind::not_found, "no such file"};
}

Answer api_handovers(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    TRY(site.dossiers.view(visit.who(), id));
    const auto all = TRY(site.db.read(
        [&](store::Tx& tx) { return office::Handovers::of_dossier(tx, visit.who().office, id); }));
    api::Handovers record;
    for (const auto& one : all) record.handovers.push_back(handover_record(site, one));
    return reply_with(record);
}

Answer api_hand_over(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto wish = TRY(body_of<api::NewHandover>(visit));
    return act_by_key(site, visit, 201, [&](store::Tx& tx) -> Result<Json> {
        if (wish.by_hand) {
            TRY(office::Handovers::give(tx, visit.who(), id, wish.recipient, wish.note.value_or(""),
                                        visit.now));
        } else {
            TRY(office::Handovers::offer(tx, visit.who(), id, wish.recipient, visit.now));
        }
        const auto all = TRY(office::Handovers::of_dossier(tx, visit.who().office, id));
        return to_json(handover_record(site, all.back()));
    });
}

}  // namespace kentongan::web
