// The paper table of a draft: rows added, moved, taken out and changed; lanes and identity.
#include "web/konsep_formulir.h"

#include <algorithm>

#include "sop/edit.h"
#include "sop/vocabulary.h"

namespace kentongan::web {
namespace {

using sop::Definition;
using sop::Step;

std::string form_of(const DraftHere& here) {
    return cat("/sop/konsep/", here.draft.id.value);
}

FormRow row_of(const Say& say, const DraftHere& here, const Step& step) {
    const Definition& sop = *here.definition;
    FormRow row{.step = step.name.value,
                .activity = step.activity.text,
                .needs = cell_text(step.needs),
                .time = step.time.raw,
                .makes = cell_text(step.makes),
                .exits = exits_of(say, step),
                .note = step.note.text};
    std::vector<std::string> names;
    for (const auto& performer : step.performers) {
        const auto* lane = sop.lane_of(performer.role);
        names.push_back(performer.by == sop::PerformerBy::whoever_did
                            ? say("row.whoever_did", {performer.step.value})
                        : lane ? lane->label
                               : performer.role.value);
    }
    row.performers = joined(names, ", ");
    row.address = cat(form_of(here), "/baris/", step.name.value);
    row.first = step.name == sop.steps.front().name;
    row.last = step.name == sop.steps.back().name;
    return row;
}

Answer form_page(const Site& site, const Visit& visit, const DraftHere& here,
                 const std::vector<Issue>& issues, int status) {
    const Say say(site, visit);
    DraftFormView view{.shell = TRY(shell_of(site, visit, say("draft.title"), "sop")),
                       .front = draft_front(say, here, DraftPart::form),
                       .panel = check_panel(say, here)};
    if (!issues.empty()) view.front.problem = say.issues(issues);
    if (here.definition) {
        for (const auto& step : here.definition->steps) {
            view.rows.push_back(row_of(say, here, step));
        }
        mark_blocks(say, here, view.rows);
        for (const auto& line : here.definition->identity.lines) {
            view.identity.push_back({line.label, line.value.text});
        }
    }
    return page_of(site, visit, view, status);
}

/// What one press on the table does to it; the words of the toast, or "" for nothing.
std::string rearrange(const Visit& visit, Definition& sop) {
    const auto act = visit.field("susun");
    const StepName step{visit.field("langkah")};
    if (act == "tambah") {
        sop::add_step(sop, step);
        return "toast.row_added";
    }
    if (act == "hapus") return sop::remove_step(sop, step) ? "toast.row_removed" : "";
    if (act == "naik") return sop::move_step(sop, step, true) ? "toast.row_moved" : "";
    if (act == "turun") return sop::move_step(sop, step, false) ? "toast.row_moved" : "";
    if (act == "nomori") {
        sop::renumber(sop);
        return "toast.rows_numbered";
    }
    return "";
}

void take_lanes(const Visit& visit, Definition& sop) {
    std::vector<RoleName> gone;
    for (auto& lane : sop.lanes) {
        const auto at = cat("lajur_", lane.role.value);
        const std::string label(trimmed(visit.field(at)));
        if (label.empty()) {
            gone.push_back(lane.role);
            continue;
        }
        lane.label = label;
        const auto kind = sop::meaning_of(sop::performer_words(), visit.field(cat(at, "_jenis")));
        lane.kind = kind.value_or(lane.kind);
    }
    for (const auto& role : gone) sop::remove_lane(sop, role);
    const std::string fresh(trimmed(visit.field("lajur_baru")));
    if (fresh.empty()) return;
    const auto kind = sop::meaning_of(sop::performer_words(), visit.field("lajur_baru_jenis"));
    const auto role = sop::role_named(sop, fresh);
    sop.lanes.push_back({role, fresh, kind.value_or(sop::PerformerKind::office)});
}

void take_identity(const Visit& visit, Definition& sop) {
    auto& identity = sop.identity;
    identity.letterhead.clear();
    for (const auto& line : split(visit.field("kop"), '\n')) {
        if (!trimmed(line).empty()) identity.letterhead.emplace_back(trimmed(line));
    }
    for (std::size_t i = 0; i < identity.lines.size(); ++i) {
        const auto value = std::string(trimmed(visit.field(cat("baris_", i))));
        auto& line = identity.lines[i].value;
        if (value != trimmed(line.text)) line = {value, {}};
    }
    for (std::size_t i = 0; i < identity.sections.size(); ++i) {
        auto& section = identity.sections[i];
        section.items = sop::read_items(visit.field(cat("bagian_", i)), section.items);
    }
    identity.flow_title = std::string(trimmed(visit.field("judul_alur")));
    sop.total_label = std::string(trimmed(visit.field("jumlah_kata")));
    const std::string total(trimmed(visit.field("jumlah")));
    if (total != sop.stated_total.raw) sop.stated_total = sop::read_time(total);
    take_lanes(visit, sop);
}

Result<DraftIdentityView> identity_view(const Site& site, const Visit& visit, const DraftHere& here,
                                        const std::vector<Issue>& issues) {
    const Say say(site, visit);
    const Definition& sop = *here.definition;
    DraftIdentityView view{.shell = TRY(shell_of(site, visit, say("draft.title"), "sop")),
                           .front = draft_front(say, here, DraftPart::form),
                           .letterhead = joined(sop.identity.letterhead, "\n"),
                           .flow_title = sop.identity.flow_title,
                           .total_label = sop.total_label,
                           .total = sop.stated_total.raw};
    if (!issues.empty()) view.front.problem = say.issues(issues);
    for (std::size_t i = 0; i < sop.identity.lines.size(); ++i) {
        const auto& line = sop.identity.lines[i];
        view.lines.push_back({cat("baris_", i), line.label, line.value.text});
    }
    for (std::size_t i = 0; i < sop.identity.sections.size(); ++i) {
        const auto& section = sop.identity.sections[i];
        view.sections.push_back(
            {cat("bagian_", i), section.label, sop::written_items(section.items)});
    }
    const auto kinds_of = [&](sop::PerformerKind chosen) {
        std::vector<Option> kinds;
        for (const auto& [word, kind] : sop::performer_words()) {
            kinds.push_back({std::string(word), say(cat("lane_kind.", word)), kind == chosen});
        }
        return kinds;
    };
    for (const auto& lane : sop.lanes) {
        view.lanes.push_back({cat("lajur_", lane.role.value), lane.label, kinds_of(lane.kind)});
    }
    view.lanes.push_back({"lajur_baru", "", kinds_of(sop::PerformerKind::office)});
    return view;
}

}  // namespace

Result<DraftHere> readable_draft(const Site& site, const Visit& visit) {
    auto here = TRY(draft_here(site, visit));
    if (here.definition) return here;
    return Error{Kind::conflict, "a draft that cannot be read", {{"sop_text", "broken"}}};
}

Result<office::SopDraft> rewritten(const DraftHere& here, const Definition& sop, int revision) {
    auto draft = here.draft;
    draft.body = sop::format(sop);
    draft.revision = revision;
    const auto again = sop::parse(draft.body, draft.key);
    if (!again) return again.error();
    return draft;
}

Answer show_draft_form(const Site& site, Visit& visit) {
    const auto here = TRY(draft_here(site, visit));
    return form_page(site, visit, here, {}, 200);
}

Answer rearrange_rows(const Site& site, Visit& visit) {
    const auto here = TRY(readable_draft(site, visit));
    auto sop = *here.definition;
    const auto toast = rearrange(visit, sop);
    if (toast.empty()) return form_page(site, visit, here, {{"row", "stays"}}, 422);
    const auto draft = rewritten(here, sop, typed_revision(visit));
    if (!draft) return form_page(site, visit, here, draft.error().issues, 422);
    auto done = save_draft(site, visit, *draft, form_of(here), toast);
    if (done || done.error().issues.empty()) return done;
    return form_page(site, visit, here, done.error().issues, status_of_refusal(done.error().kind));
}

Answer show_draft_row(const Site& site, Visit& visit) {
    const auto here = TRY(readable_draft(site, visit));
    const auto* step = here.definition->find(StepName{visit.parameter("langkah")});
    if (!step) return Error{Kind::not_found, "no such row"};
    const auto view = TRY(row_view(site, visit, here, *step, {}));
    return page_of(site, visit, view);
}

Answer save_draft_row(const Site& site, Visit& visit) {
    const auto here = TRY(readable_draft(site, visit));
    auto sop = *here.definition;
    const StepName name{visit.parameter("langkah")};
    const auto found = std::ranges::find(sop.steps, name, &Step::name);
    if (found == sop.steps.end()) return Error{Kind::not_found, "no such row"};
    *found = typed_step(visit, sop, *found);
    const Step typed = *found;
    const auto again = [&](const Error& error) -> Answer {
        const auto view = TRY(row_view(site, visit, here, typed, error.issues));
        return page_of(site, visit, view, status_of_refusal(error.kind));
    };
    const StepName wanted{std::string(trimmed(visit.field("nomor")))};
    if (!sop::rename_step(sop, name, wanted)) {
        return again(Error{Kind::invalid, "number taken", {{"row", "number_taken"}}});
    }
    const auto draft = rewritten(here, sop, typed_revision(visit));
    if (!draft) return again(draft.error());
    auto done = save_draft(site, visit, *draft, form_of(here), "toast.row_saved");
    if (done || done.error().issues.empty()) return done;
    return again(done.error());
}

Answer show_identity(const Site& site, Visit& visit) {
    const auto here = TRY(readable_draft(site, visit));
    const auto view = TRY(identity_view(site, visit, here, {}));
    return page_of(site, visit, view);
}

Answer save_identity(const Site& site, Visit& visit) {
    auto here = TRY(readable_draft(site, visit));
    auto sop = *here.definition;
    take_identity(visit, sop);
    const auto again = [&](const Error& error) -> Answer {
        here.definition = sop;
        const auto view = TRY(identity_view(site, visit, here, error.issues));
        return page_of(site, visit, view, status_of_refusal(error.kind));
    };
    const auto draft = rewritten(here, sop, typed_revision(visit));
    if (!draft) return again(draft.error());
    auto done = save_draft(site, visit, *draft, form_of(here), "toast.identity_saved");
    if (done || done.error().issues.empty()) return done;
    return again(done.error());
}

}  // namespace kentongan::web
