// A station's log: looked at first, with every line that could not be read; kept by a second press.
#include "web/log_siar_view.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "office/policy.h"
#include "office/radio_logs.h"
#include "web/api.h"
#include "web/api_records_kegiatan.h"
#include "web/form_time.h"
#include "web/kegiatan_pages.h"
#include "web/reply.h"

namespace kentongan::web {
namespace {

constexpr std::string_view log_place = "/siaran/log";
constexpr std::string_view radio_channel_name = "radio";

struct GivenLog {
    AccountId account = {};
    std::string day = {}, text = {};
};
GivenLog given_log(const Visit& visit) {
    GivenLog given{.account = AccountId{to_number(visit.field("akun")).value_or(0)},
                   .day = visit.field("hari"),
                   .text = visit.field("isi")};
    for (const FilePart& part : visit.files) {
        if (part.field != "log" || part.bytes == 0) continue;
        std::ifstream file(part.path, std::ios::binary);
        given.text.assign(std::istreambuf_iterator<char>(file), {});
    }
    return given;
}

Result<office::LogFindings> look_into(store::Tx& tx, const Visit& visit, const GivenLog& given) {
    const auto start = from_iso(given.day + "T00:00:00Z");
    if (given.day.size() != 10 || !start) {
        return Error{Kind::invalid, "no day", {{"log_day", "not_a_day"}}};
    }
    const std::chrono::local_days day{
        std::chrono::floor<std::chrono::days>(*start).time_since_epoch()};
    const auto log = TRY(delivery::read_radio_log(given.text));
    return office::find_in_log(tx, visit.who().office, given.account, log, day, visit.zone());
}

void fill_findings(RadioLogView& view, const Say& say, const office::LogFindings& found) {
    view.looked = true;
    view.others = say("airlog.others", {std::to_string(found.others)});
    int fresh_ones = 0;
    for (const auto& match : found.matches) {
        const char* state = match.known  ? "airlog.known"
                            : match.open ? "airlog.open"
                                         : "airlog.new";
        fresh_ones += !match.known && !match.open ? 1 : 0;
        view.matches.push_back({.line = std::to_string(match.item.line),
                                .when = say.moment(match.aired_at),
                                .title = match.airing.item_title,
                                .number = match.airing.dossier_number,
                                .address = cat("/berkas/", match.airing.dossier.value, "/siaran#a",
                                               match.airing.id.value),
                                .words = say(state)});
    }
    for (const auto& line : found.unread) {
        view.unread.push_back({std::to_string(line.line), line.text, say.issues({line.why})});
    }
    if (fresh_ones > 0) view.keep = say("airlog.keep", {std::to_string(fresh_ones)});
}

Answer log_page(const Site& site, const Visit& visit, const GivenLog& given,
                const office::LogFindings* found, const std::vector<Issue>& issues, int status) {
    const Say say(site, visit);
    RadioLogView view{.shell = TRY(shell_of(site, visit, say("airlog.title"), "siaran"))};
    // A text that cannot be shown again (a picture, a table program's file) is not shown.
    if (is_utf8(given.text) && given.text.size() <= delivery::radio_log_bytes_max) {
        view.log = given.text;
    }
    view.day = {given.day.empty() ? field_time(visit, visit.now).substr(0, 10) : given.day,
                say.issue_of(issues, "log_day")};
    view.file_error = say.issue_of(issues, "log");
    if (!issues.empty()) view.problem = say("airlog.not_read");
    const auto accounts = TRY(site.db.read(
        [&](store::Tx& tx) { return office::Airings::accounts(tx, visit.who().office); }));
    for (const auto& account : accounts) {
        const auto value = std::to_string(account.id.value);
        const bool radio = account.channel.value == radio_channel_name;
        const bool chosen = given.account ? account.id == given.account : radio;
        view.accounts.push_back({value, account.label, chosen});
    }
    if (found) fill_findings(view, say, *found);
    return page_of(site, visit, view, status);
}

api::LogFindings record_of(const office::LogFindings& found, int kept) {
    api::LogFindings record{.others = found.others, .kept = kept};
    for (const auto& match : found.matches) {
        record.matches.push_back({.line = match.item.line,
                                  .airing = std::to_string(match.airing.id.value),
                                  .dossier = match.airing.dossier_number,
                                  .title = match.airing.item_title,
                                  .aired_at = match.aired_at,
                                  .known = match.known,
                                  .open = match.open});
    }
    for (const auto& line : found.unread) {
        record.unread.push_back({line.line, line.text, line.why.rule});
    }
    return record;
}

}  // namespace

Answer show_radio_log(const Site& site, Visit& visit) {
    return log_page(site, visit, {}, nullptr, {}, 200);
}

Answer take_radio_log(const Site& site, Visit& visit) {
    const auto given = given_log(visit);
    const auto refuse = [&](const Error& error) -> Answer {
        if (error.issues.empty()) return error;
        return log_page(site, visit, given, nullptr, error.issues, status_of_refusal(error.kind));
    };
    if (visit.field("catat").empty()) {
        const auto found = site.db.read([&](store::Tx& tx) { return look_into(tx, visit, given); });
        if (!found) return refuse(found.error());
        return log_page(site, visit, given, &*found, {}, 200);
    }
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        const auto found = TRY(look_into(tx, visit, given));
        TRY(office::keep_log(tx, visit.who(), found, visit.now));
        return with_toast(visit, std::string(log_place), "toast.airlog_kept");
    });
    if (!done) return refuse(done.error());
    return done;
}

Answer api_radio_log(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::NewRadioLog>(visit));
    const GivenLog given{body.account, body.day, body.text};
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        const auto found = TRY(look_into(tx, visit, given));
        const int kept = body.keep ? TRY(office::keep_log(tx, visit.who(), found, visit.now)) : 0;
        return to_json(record_of(found, kept));
    });
}

}  // namespace kentongan::web
