// The office's answers: inferred points, who performs, what is promised, and from when it holds.
#include "web/konsep_ketetapan.h"

#include <algorithm>

#include "web/konsep_formulir.h"
#include "web/sop_shipped.h"

namespace kentongan::web {
namespace {

using What = sop::Inferred::What;

std::string base_of(const DraftHere& here) {
    return cat("/sop/konsep/", here.draft.id.value, "/ketetapan");
}

PointField point_field(const Say& say, const sop::Definition& sop, const sop::Inferred& point) {
    PointField field{.key = point.key, .reason = point.reason};
    const auto* step = sop.find(point.step);
    const bool has_exit = step && point.exit < step->exits.size();
    const auto label = has_exit ? exit_words(say, *step, step->exits[point.exit]) : std::string{};
    switch (point.what) {
    case What::performer: field.question = say("decree.performer", {step_words(*step)}); break;
    case What::targets: field.question = say("decree.targets", {step_words(*step), label}); break;
    case What::exit: field.question = say("decree.exit", {step_words(*step), label}); break;
    case What::block: field.question = say("decree.block", {point.step.value}); break;
    case What::next_sop: field.question = say("decree.next_sop", {sop.continues_with}); break;
    }
    field.by_performers = point.what == What::performer;
    field.by_target = has_exit && (point.what == What::targets || point.what == What::exit);
    field.may_drop = point.what == What::exit || point.what == What::next_sop;
    if (field.by_performers) {
        for (const auto& lane : sop.lanes) {
            const auto stands = [&](const sop::Performer& performer) {
                return performer.role == lane.role;
            };
            field.choices.push_back(
                {lane.role.value, lane.label, std::ranges::any_of(step->performers, stands)});
        }
    }
    if (!field.by_target) return field;
    const auto& exit = step->exits[point.exit];
    const auto put = [&](const StepName& name, const std::string& words) {
        field.choices.push_back({name.value, words, name == exit.to});
        const bool also = std::ranges::find(exit.allowed, name) != exit.allowed.end();
        if (exit.is_return) field.allowed.push_back({name.value, words, also});
    };
    for (const auto& one : sop.steps) put(one.name, step_words(one));
    if (sop.block_of(step->name)) put(sop::the_join, say("row.join"));
    if (!exit.is_return) put(sop::the_end, say("row.end"));
    return field;
}

sop::Settled answer_of(const Visit& visit, const sop::Inferred& point) {
    sop::Settled answer{.key = point.key};
    answer.dropped = visit.field(cat("buang-", point.key)) == "1";
    for (const auto& role : visit.every(cat("siapa-", point.key))) {
        answer.performers.push_back(RoleName{role});
    }
    answer.to = StepName{visit.field(cat("ke-", point.key))};
    for (const auto& name : visit.every(cat("juga-", point.key))) {
        answer.allowed.push_back(StepName{name});
    }
    return answer;
}

void take_performers(const Visit& visit, const sop::Definition& sop, office::SopDraft& draft) {
    draft.performers.clear();
    for (const auto& lane : sop.lanes) {
        for (const auto& id : visit.every(cat("jabatan-", lane.role.value))) {
            const auto number = to_number(id).value_or(0);
            if (number > 0) draft.performers[lane.role].push_back(PositionId{number});
        }
    }
}

/// "2027-01-04" as the beginning of that day in the office's zone.
std::optional<Instant> day_in(const Visit& visit, const std::string& text) {
    auto midnight = from_iso(cat(text, "T00:00:00Z"));
    if (!midnight) return {};
    return *midnight - std::chrono::hours{visit.zone().hours_from_utc};
}

std::vector<std::string> dropped_words(const Say& say, const JsonObject& report) {
    std::vector<std::string> words;
    const auto* dropped = report.if_contains("dropped");
    if (!dropped || !dropped->is_array()) return words;
    for (const auto& one : dropped->get_array()) {
        if (!one.is_object() || words.size() >= 30) continue;
        const auto& object = one.get_object();
        words.push_back(say("decree.dropped", {text_of(object, "type"), text_of(object, "id"),
                                               text_of(object, "reason")}));
    }
    return words;
}

Answer decree_page(const Site& site, const Visit& visit, const DraftHere& here,
                   const std::vector<Issue>& issues, int status) {
    const Say say(site, visit);
    DraftDecreeView view{.shell = TRY(shell_of(site, visit, say("draft.title"), "sop")),
                         .front = draft_front(say, here, DraftPart::decree),
                         .promise = std::to_string(here.draft.promise_days),
                         .from = visit.field("berlaku"),
                         .panel = check_panel(say, here)};
    if (!issues.empty()) view.front.problem = say.issues(issues);
    const int version = here.current ? here.current->version + 1 : 1;
    view.publish_words = say("decree.publish", {std::to_string(version)});
    const auto office = visit.who().office;
    const auto positions =
        TRY(site.db.read([&](store::Tx& tx) { return office::SopDrafts::positions(tx, office); }));
    const auto source = TRY(site.db.read(
        [&](store::Tx& tx) { return office::SopDrafts::source(tx, office, here.draft.id); }));
    if (source) {
        view.report = say("decree.source", {source->name});
        view.dropped = dropped_words(say, source->report);
    }
    if (here.definition) {
        for (const auto& point : sop::inferred_points(*here.definition)) {
            view.points.push_back(point_field(say, *here.definition, point));
        }
        for (const auto& lane : here.definition->lanes) {
            if (lane.kind == sop::PerformerKind::system) continue;
            LaneMapping mapping{cat("jabatan-", lane.role.value), lane.label};
            const auto found = here.draft.performers.find(lane.role);
            for (const auto& position : positions) {
                const bool chosen =
                    found != here.draft.performers.end() &&
                    std::ranges::find(found->second, position.id) != found->second.end();
                mapping.positions.push_back(
                    {std::to_string(position.id.value), position.title, chosen});
            }
            if (found == here.draft.performers.end() || found->second.empty()) {
                mapping.error = say("decree.nobody");
            }
            view.lanes.push_back(std::move(mapping));
        }
    }
    return page_of(site, visit, view, status);
}

}  // namespace

Result<AdoptView> adopt_view(const Site& site, const Visit& visit,
                             const std::vector<Issue>& issues) {
    const Say say(site, visit);
    AdoptView view{.shell = TRY(shell_of(site, visit, say("adopt.title"), "sop")),
                   .title = {visit.field("judul"), say.issue_of(issues, "sop_title")},
                   .file = {"", say.issue_of(issues, "sop_file")}};
    std::vector<Issue> others;
    for (const auto& issue : issues) {
        if (issue.field != "sop_title" && issue.field != "sop_file") others.push_back(issue);
    }
    if (!others.empty()) view.problem = say.issues(others);
    for (const auto& shipped : shipped_sops(site)) {
        ShippedRow row{.title = shipped.definition.title(), .address = shipped.key};
        row.number = shipped.definition.source;
        row.steps = say("sop.steps", {std::to_string(shipped.definition.steps.size())});
        const auto points = sop::inferred_points(shipped.definition).size();
        row.use = say("adopt.points", {std::to_string(points)});
        view.shipped.push_back(std::move(row));
    }
    return view;
}

Answer show_draft_decree(const Site& site, Visit& visit) {
    const auto here = TRY(draft_here(site, visit));
    return decree_page(site, visit, here, {}, 200);
}

Answer save_draft_decree(const Site& site, Visit& visit) {
    auto here = TRY(draft_here(site, visit));
    if (!here.definition) return decree_page(site, visit, here, {{"sop_text", "broken"}}, 422);
    auto sop = *here.definition;
    std::vector<Issue> issues;
    for (const auto& point : sop::inferred_points(sop)) {
        if (sop::settle(sop, answer_of(visit, point))) continue;
        issues.push_back({"inferred", "no_answer", {point.step.value}});
    }
    take_performers(visit, sop, here.draft);
    const auto promise = to_number(visit.field("janji")).value_or(-1);
    if (promise < 0 || promise > 365) issues.push_back({"promise", "out_of_range", {"365"}});
    here.draft.promise_days = static_cast<int>(std::clamp<std::int64_t>(promise, 0, 365));
    if (!issues.empty()) return decree_page(site, visit, here, issues, 422);
    auto draft = here.draft;
    draft.revision = typed_revision(visit);
    if (!(sop == *here.definition)) {
        auto changed = rewritten(here, sop, draft.revision);
        if (!changed) return decree_page(site, visit, here, changed.error().issues, 422);
        draft.body = changed->body;
    }
    auto done = save_draft(site, visit, draft, base_of(here), "toast.decree_saved");
    if (done || done.error().issues.empty()) return done;
    return decree_page(site, visit, here, done.error().issues,
                       status_of_refusal(done.error().kind));
}

Answer publish_draft(const Site& site, Visit& visit) {
    const auto here = TRY(draft_here(site, visit));
    std::optional<Instant> from;
    if (const auto day = visit.field("berlaku"); !day.empty()) {
        from = day_in(visit, day);
        if (!from) return decree_page(site, visit, here, {{"effective", "no_date"}}, 422);
    }
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        const auto id =
            TRY(office::SopDrafts::publish(tx, visit.who(), here.draft.id, from, visit.now));
        return with_toast(visit, cat("/sop/", id.value), "toast.sop_published");
    });
    if (done || done.error().issues.empty()) return done;
    return decree_page(site, visit, here, done.error().issues,
                       status_of_refusal(done.error().kind));
}

}  // namespace kentongan::web
