// Late entries: what went out before anybody entered it here.
#include "web/susulan_view.h"

#include "office/airings.h"
#include "office/policy.h"
#include "office/proofs.h"
#include "web/api.h"
#include "web/api_records_kegiatan.h"
#include "web/form_time.h"
#include "web/kegiatan_pages.h"
#include "web/naskah_view.h"
#include "web/reply.h"

namespace kentongan::web {
namespace {

using office::LateEntries, office::LateEntry;

constexpr int late_most = 200;
constexpr std::string_view late_place = "/siaran/susulan";

struct RefusedLate {
    bool strikes = false;
    std::vector<Issue> issues = {};
};

/// The form as it was typed; opened from a dossier, with its number.
void fill_late_form(LateView& view, const Say& say, const Visit& visit,
                    const std::vector<office::Account>& accounts, const RefusedLate& refused) {
    const bool typed = !refused.strikes && !refused.issues.empty();
    const auto fill = [&](Typed& into, const char* name, const char* issue) {
        into = {visit.field(name), typed ? say.issue_of(refused.issues, issue) : ""};
    };
    fill(view.title, "judul", "late_title");
    fill(view.url, "tautan", "late_url");
    fill(view.aired, "tayang", "late_aired");
    fill(view.said_by, "dari", "late_said_by");
    fill(view.said, "pada", "late_said");
    fill(view.reason, "keterangan", "late_reason");
    fill(view.dossier, "berkas", "late_dossier");
    if (view.dossier.value.empty()) view.dossier.value = visit.asked("berkas");
    if (view.said.value.empty()) view.said.value = field_time(visit, visit.now);
    for (const auto& account : accounts) {
        const auto value = std::to_string(account.id.value);
        view.accounts.push_back({value, account.label, value == visit.field("akun")});
    }
    view.form_open = typed || !visit.asked("berkas").empty();
    if (!typed) return;
    view.problem = say("late.not_saved");
    view.account_error = say.issue_of(refused.issues, "late_account");
    view.picture_error = say.issue_of(refused.issues, "file");
}

Answer late_page(const Site& site, const Visit& visit, const RefusedLate& refused = {},
                 int status = 200) {
    const Say say(site, visit);
    LateView view{.shell = TRY(shell_of(site, visit, say("late.title"), "siaran"))};
    view.may_add = may(visit.who(), office::Right::publish_manual);
    const auto office = visit.who().office;
    std::vector<office::Account> accounts;
    const auto look = [&](store::Tx& tx) -> Result<std::vector<LateEntry>> {
        accounts = TRY(office::Airings::accounts(tx, office));
        return LateEntries::newest(tx, office, late_most);
    };
    const auto entries = TRY(site.db.read(look));
    fill_late_form(view, say, visit, accounts, refused);
    if (refused.strikes) view.strike_error = say.issues(refused.issues);
    for (const auto& entry : entries) {
        view.lines.push_back({std::to_string(entry.id.value), late_line(say, entry),
                              view.may_add && !entry.struck_at});
    }
    view.form_open = view.form_open || entries.empty();
    return page_of(site, visit, view, status);
}

/// Everything but the picture.
Result<LateEntry> typed_late(const Visit& visit) {
    LateEntry entry{.account = {to_number(visit.field("akun")).value_or(0)}};
    entry.title = visit.field("judul");
    entry.url = visit.field("tautan");
    entry.aired_at = TRY(time_in(visit, "tayang", "late_aired"));
    entry.said_by = visit.field("dari");
    entry.said_at = TRY(time_in(visit, "pada", "late_said"));
    entry.reason = visit.field("keterangan");
    return entry;
}

api::LateEntry late_record(const LateEntry& one) {
    api::LateEntry record{.id = std::to_string(one.id.value), .channel = one.channel};
    record.account = one.label;
    record.title = one.title;
    record.url = one.url;
    record.aired_at = *one.aired_at;
    record.said_by = one.said_by;
    record.said_at = *one.said_at;
    record.reason = one.reason;
    record.dossier = one.dossier_number;
    record.entered_by = one.by_shown;
    record.entered_at = one.at;
    record.has_picture = !one.sha256.empty();
    record.struck = one.struck_reason;
    return record;
}

Result<Json> late_json(store::Tx& tx, const Visit& visit) {
    api::LateEntries record;
    const auto entries = TRY(LateEntries::newest(tx, visit.who().office, late_most));
    for (const auto& one : entries) record.entries.push_back(late_record(one));
    return to_json(record);
}

}  // namespace

LateLine late_line(const Say& say, const LateEntry& entry) {
    LateLine line{.title = entry.title, .label = entry.label};
    line.icon = icon_of(entry.channel);
    line.when = say.moment(*entry.aired_at);
    line.url = entry.url;
    if (!entry.sha256.empty()) line.picture = cat(late_place, "/", entry.id.value, "/bukti");
    line.said = say("late.said", {entry.said_by, say.moment(*entry.said_at)});
    line.reason = entry.reason;
    line.by = say("late.entered", {entry.by_shown, say.moment(entry.at)});
    line.dossier = entry.dossier_number;
    if (entry.dossier) line.dossier_address = cat("/berkas/", entry.dossier->value);
    if (entry.struck_at) {
        line.struck = say("late.struck", {entry.struck_by, entry.struck_reason});
    }
    return line;
}

Answer show_late_entries(const Site& site, Visit& visit) {
    return late_page(site, visit);
}

Answer add_late_entry(const Site& site, Visit& visit) {
    const auto again = [&](const Error& error) -> Answer {
        if (error.issues.empty()) return error;
        return late_page(site, visit, {false, error.issues}, status_of_refusal(error.kind));
    };
    office::Proof picture;
    for (const FilePart& part : visit.files) {
        if (part.field != "gambar" || part.bytes == 0) continue;
        const auto kept = office::keep_proof(site.vault, visit.who().office, part.path);
        if (!kept) return again(kept.error());
        picture = *kept;
    }
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        auto entry = TRY(typed_late(visit));
        entry.sha256 = picture.sha256;
        entry.type = picture.type;
        TRY(LateEntries::add(tx, visit.who(), entry, visit.field("berkas"), visit.now));
        return with_toast(visit, std::string(late_place), "toast.late_added");
    });
    if (!done) return again(done.error());
    return done;
}

Answer strike_late_entry(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<LateEntryId>("susulan"));
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(LateEntries::strike(tx, visit.who(), id, visit.field("alasan"), visit.now));
        return with_toast(visit, std::string(late_place), "toast.late_struck");
    });
    if (done || done.error().issues.empty()) return done;
    return late_page(site, visit, {true, done.error().issues},
                     status_of_refusal(done.error().kind));
}

Answer show_late_proof(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<LateEntryId>("susulan"));
    const auto entry = TRY(
        site.db.read([&](store::Tx& tx) { return LateEntries::one(tx, visit.who().office, id); }));
    if (entry.sha256.empty()) return Error{Kind::not_found, "no picture"};
    const auto path = TRY(site.vault.path_of(visit.who().office, entry.sha256));
    return stored_file(path.string(), entry.sha256, entry.type);
}

Answer api_late_entries(const Site& site, Visit& visit) {
    const auto json = TRY(site.db.read([&](store::Tx& tx) { return late_json(tx, visit); }));
    return json_of(json);
}

Answer api_add_late_entry(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::NewLateEntry>(visit));
    LateEntry entry{.account = body.account};
    entry.title = body.title;
    entry.url = body.url;
    entry.aired_at = body.aired_at;
    entry.said_by = body.said_by;
    entry.said_at = body.said_at;
    entry.reason = body.reason.value_or("");
    return act_by_key(site, visit, 201, [&](store::Tx& tx) -> Result<Json> {
        TRY(LateEntries::add(tx, visit.who(), entry, body.dossier.value_or(""), visit.now));
        return late_json(tx, visit);
    });
}

}  // namespace kentongan::web
