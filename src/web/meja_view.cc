// Fills the desk: rows by deadline, counters that filter, news.
#include "web/meja_view.h"

#include "web/escape.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

constexpr std::size_t activity_length = 48;

/// The verb on the row's button, and where it leads: the next act is one tap away.
struct Verb {
    std::string_view key, place;
};
Verb verb_of(sop::Act act, bool decision) {
    switch (act) {
    case sop::Act::produce:
    case sop::Act::edit:
    case sop::Act::repair: return {"verb.write", "/naskah"};
    case sop::Act::review:
    case sop::Act::approve: return {"verb.review", "/periksa"};
    case sop::Act::publish:
    case sop::Act::open_admin: return {"verb.publish", "/siaran"};
    case sop::Act::check_display: return {"verb.check", "/siaran"};
    case sop::Act::order_release: return {"verb.order", ""};
    case sop::Act::direct:
    case sop::Act::disposition:
    case sop::Act::receive_disposition: return {"verb.direct", ""};
    case sop::Act::plain:
    case sop::Act::submit_request:
    case sop::Act::register_letter:
    case sop::Act::identify_audience:
    case sop::Act::select_material:
    case sop::Act::assign_team:
    case sop::Act::inventory:
    case sop::Act::select_content:
    case sop::Act::deliver:
    case sop::Act::notify_requester:
    case sop::Act::monitor:
    case sop::Act::report: break;
    }
    if (decision) return {"verb.review", "/periksa"};
    return {"verb.open", ""};
}

Pill state_pill(const Say& say, sop::State state) {
    switch (state) {
    case sop::State::closed: return {say("state.closed"), "ok", "check"};
    case sop::State::withdrawn: return {say("state.withdrawn"), "", "undo"};
    case sop::State::cancelled: return {say("state.cancelled"), "", "x"};
    case sop::State::new_:
    case sop::State::open: break;
    }
    return {say("state.open"), "info", "dot"};
}

Counter counter(const Say& say, std::string_view filter, int number, std::string_view tone,
                const std::string& now) {
    return {.address = desk_address(filter),
            .words = say(cat("desk.count_", filter.empty() ? "all" : filter)),
            .tone = number > 0 ? std::string(tone) : "",
            .number = counted(number),
            .current = filter == now};
}

std::string summary_of(const Say& say, const office::DeskCounts& counts) {
    if (counts.all == 0) return say("desk.nothing");
    std::string words = say("desk.waiting", {counted(counts.all)});
    if (counts.late > 0) words += " " + say("desk.late", {counted(counts.late)});
    if (counts.soon > 0) words += " " + say("desk.soon", {counted(counts.soon)});
    return words;
}

}  // namespace

std::string desk_address(std::string_view filter) {
    if (filter.empty()) return "/meja";
    std::string address = "/meja?saring=";
    put_part(address, filter);
    return address;
}

TaskRow task_row(const Site& site, const Visit& visit, const office::DeskRow& row) {
    const Say say(site, visit);
    const auto place = cat("/berkas/", row.dossier.value);
    TaskRow line{.title = row.title,
                 .address = place,
                 .number = row.number,
                 .requester = row.requester.empty() ? say("dossier.own_idea") : row.requester};
    line.clock = {};
    if (row.step.empty()) {
        line.step = state_pill(say, row.state).words;
        line.pills.push_back(state_pill(say, row.state));
        return line;
    }
    line.step = step_words(row.step, shortened(row.step_activity, activity_length));
    if (!row.item.empty()) line.step += cat(" · ", row.item);
    if (row.urgent) line.pills.push_back({say("dossier.urgent"), "sogan", "clock"});
    if (row.returned) line.pills.push_back({say("task.returned"), "warn", "back"});
    if (row.mine_alone) line.pills.push_back({say("task.mine"), "nila", "person"});
    line.late = row.late && !row.paused;
    const bool past = row.left < minutes{0};
    line.clock =
        clock_chip(say, {row.opened_at, row.due_at, row.left, row.paused, past, row.waiting},
                   visit.calendar(), visit.now);
    if (row.promise_late) {
        line.pills.push_back({say("promise.late", {say.day(*row.promise_at)}), "bad", "alert"});
    }
    if (row.paused) {
        line.due = say("clock.paused_short");
    } else if (row.due_at) {
        line.due = say.moment(*row.due_at);
    }
    const Verb verb = verb_of(row.act, row.decision);
    line.act = say(verb.key);
    line.act_address = place + std::string(verb.place);
    return line;
}

Result<DeskView> desk_view(const Site& site, const Visit& visit,
                           const std::vector<office::DeskRow>& rows, const std::string& filter) {
    const Say say(site, visit);
    DeskView view{.shell = TRY(shell_of(site, visit, say("desk.title"), "meja")), .summary = {}};
    const auto counts = TRY(site.dossiers.desk_counts(visit.who()));
    view.summary = summary_of(say, counts);
    view.may_open = may(visit.who(), office::Right::open_dossier);
    view.may_read_journal = may(visit.who(), office::Right::read_journal);
    view.counters = {counter(say, "late", counts.late, "bad", filter),
                     counter(say, "soon", counts.soon, "warn", filter),
                     counter(say, "", counts.all, "", filter),
                     counter(say, "paused", counts.paused, "", filter)};
    view.counters.push_back({.address = "/siaran",
                             .words = say("desk.count_airing"),
                             .tone = "",
                             .number = counted(counts.airing)});
    for (const auto& row : rows) view.rows.push_back(task_row(site, visit, row));
    if (!view.rows.empty()) view.rows.front().first = true;
    return view;
}

std::vector<NewsLine> news_of(const Site& site, const Visit& visit,
                              const std::vector<std::pair<std::int64_t, office::Entry>>& entries) {
    const Say say(site, visit);
    constexpr std::string_view of_dossier = "dossier/";
    std::vector<NewsLine> lines;
    for (const auto& [seq, entry] : entries) {
        NewsLine line{.time = say.moment(entry.at),
                      .who = entry.as_position.empty() ? entry.person_name : entry.as_position,
                      .words = event_words(site, visit, entry.event)};
        if (entry.stream.starts_with(of_dossier)) {
            line.address = cat("/berkas/", entry.stream.substr(of_dossier.size()));
            line.title = say("dossier.open");
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

std::string event_words(const Site& site, const Visit& visit, const JsonObject& event) {
    const auto kind = text_of(event, "event");
    const auto key = cat("event.", kind);
    const Words& words = site.look.words();
    if (!words.knows(key)) return words.say(visit.language, "event.other", {kind});
    std::string why;
    for (const auto* name : {"reason", "note", "words", "title"}) {
        if (why.empty()) why = text_of(event, name);
    }
    const auto version = number_of(event, "version");
    return words.say(visit.language, key,
                     {text_of(event, "step"), text_of(event, "outcome"), text_of(event, "to"), why,
                      std::to_string(version)});
}

}  // namespace kentongan::web
