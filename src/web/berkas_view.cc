// Fills the page of one dossier.
#include "web/berkas_view.h"

#include <algorithm>

#include "office/activities.h"
#include "office/dossier_notes.h"
#include "sop/diagram.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

constexpr std::size_t history_most = 50;

std::map<StepName, sop::StepMark> live_marks(const office::DossierView& dossier) {
    std::map<StepName, sop::StepMark> live;
    for (const auto& line : dossier.history) {
        const auto* done = line.event ? std::get_if<sop::TaskDone>(&*line.event) : nullptr;
        if (!done) continue;
        ++live[done->step].done;
        if (done->returned) ++live[done->to].returned;
    }
    for (const auto& open : dossier.open) {
        sop::StepMark& mark = live[open.task.step];
        mark.now = true;
        mark.paused = open.task.paused_at.has_value();
        mark.late = open.late && !mark.paused;
    }
    return live;
}

/// "langkah 4 dari 4 · putaran ke-2"
std::string caption_of(const Say& say, const office::DossierView& dossier) {
    const auto version = say("dossier.sop_version", {std::to_string(dossier.sop_version)});
    if (dossier.open.empty()) return version;
    const auto& task = dossier.open.front().task;
    auto words = cat(version, " · ",
                     say("dossier.at_step",
                         {task.step.value, std::to_string(dossier.definition->steps.size())}));
    if (task.visits > 1) words += cat(" · ", say("dossier.round", {std::to_string(task.visits)}));
    return words;
}

std::string diagram_title(const Say& say, const office::DossierView& dossier) {
    std::vector<std::string> now;
    for (const auto& open : dossier.open) {
        if (open.step) now.push_back(step_words(*open.step));
    }
    return now.empty() ? say("diagram.finished", {dossier.definition->title()})
                       : say("diagram.now", {dossier.definition->title(), joined(now, "; ")});
}

Arithmetic arithmetic_of(const Site& site, const Visit& visit, const office::OpenTask& open) {
    const Say say(site, visit);
    Arithmetic sum{.step = open.step ? step_words(*open.step) : open.task.step.value};
    if (open.task.due_at) {
        sum.due = say.time(*open.task.due_at);
        sum.day = say.day(*open.task.due_at);
    }
    sum.why = sop::why_words(open.due, visit.calendar(), visit.language);
    if (sum.why.empty()) sum.why = say("clock.no_standard");
    return sum;
}

/// The page that makes an item, for who waits for it.
Link maker_of(const Say& say, const office::DossierView& dossier, std::string_view key) {
    struct Maker {
        std::string_view key, place, words;
    };
    constexpr std::array makers{Maker{"surat_tugas", "/tim", "tool.team"},
                                Maker{"daftar_tim", "/tim", "tool.team"},
                                Maker{"kesediaan", "/tim", "tool.team"},
                                Maker{"surat", "/surat", "tool.letter"},
                                Maker{"lembar_disposisi", "/surat", "tool.letter"},
                                Maker{"disposisi", "/surat", "tool.letter"},
                                Maker{"data_pemohon", "/surat", "tool.material"},
                                Maker{"info_masuk", "/inventaris", "tool.stock"},
                                Maker{"inventaris", "/inventaris", "tool.stock"},
                                Maker{"pemberitahuan", "/pemberitahuan", "tool.tell"},
                                Maker{"alamat_pemohon", "/pemberitahuan", "tool.tell"},
                                Maker{"laporan", "/laporan", "tool.report"}};
    const auto maker = std::ranges::find(makers, key, &Maker::key);
    if (maker == makers.end()) return {};
    return {cat("/berkas/", dossier.id.value, maker->place), say(maker->words)};
}

NeedsCard needs_of(const Say& say, const office::DossierView& dossier,
                   const office::OpenTask& open) {
    NeedsCard card{.step = open.task.step.value};
    int there = 0, wanted = 0;
    for (const auto& item : office::wanted_items(*open.step)) {
        if (item.kind == sop::ItemKind::aim) continue;
        if (item.kind == sop::ItemKind::tool) {
            card.needs.push_back(
                {.words = item.words.text, .note = say("need.tool"), .there = true});
            continue;
        }
        const auto& key = office::key_of(item);
        const bool at_hand = dossier.at_hand.contains(key);
        there += at_hand;
        ++wanted;
        const bool by_hand = dossier.by_hand.contains(key);
        card.needs.push_back({.words = item.words.text,
                              .note = by_hand   ? ""
                                      : at_hand ? say("need.itself_there")
                                                : say("need.itself_missing"),
                              .key = key,
                              .there = at_hand,
                              .by_hand = by_hand && open.mine});
        if (!by_hand && !at_hand) card.needs.back().maker = maker_of(say, dossier, key);
    }
    if (wanted > 0) {
        card.count = say("need.count", {std::to_string(there), std::to_string(wanted)});
    }
    return card;
}

void fill_heading(DossierPage& page, const Say& say, const office::DossierView& dossier) {
    page.number = dossier.number;
    page.title = dossier.title;
    page.requester = dossier.requester;
    page.origin = say.origin(dossier.origin);
    if (dossier.urgent) page.pills.push_back({say("dossier.urgent"), "sogan", "clock"});
    switch (dossier.state.state) {
    case sop::State::closed: page.pills.push_back({say("state.closed"), "ok", "check"}); break;
    case sop::State::withdrawn: page.pills.push_back({say("state.withdrawn"), "", "undo"}); break;
    case sop::State::cancelled: page.pills.push_back({say("state.cancelled"), "", "x"}); break;
    case sop::State::new_:
    case sop::State::open: break;
    }
}

}  // namespace

namespace {

/// The last fixing mark, when an edit took it away; with the reason for which it was recalled.
std::vector<VoidedNote> voided_of(const office::DossierView& dossier) {
    const auto last = std::find_if(dossier.marks.rbegin(), dossier.marks.rend(),
                                   [](const auto& mark) { return mark.fixing; });
    if (last == dossier.marks.rend() || !last->voided) return {};
    VoidedNote note{.who = last->as_position.empty() ? last->person_name : last->as_position,
                    .version = std::to_string(last->content_version),
                    .by = last->voided_by,
                    .by_version = std::to_string(last->voided_by_version)};
    note.is_paraf = last->kind == office::MarkKind::paraf;
    for (const auto& line : dossier.history) {
        const bool since = line.entry.at >= last->at;
        const auto* opened = line.event ? std::get_if<sop::TaskOpened>(&*line.event) : nullptr;
        if (!since || !opened || opened->reason.empty()) continue;
        note.reason = opened->reason;
        note.step = opened->task.step.value;
    }
    return {note};
}

}  // namespace

DossierTabs tabs_of(const office::DossierView& dossier, std::string_view here) {
    DossierTabs tabs{.base = cat("/berkas/", dossier.id.value)};
    tabs.has_content = dossier.content.has_value();
    if (dossier.package.latest) {
        tabs.content_count = cat("v", dossier.package.latest->number);
    }
    tabs.voided = voided_of(dossier);
    tabs.has_approved = dossier.approved_hash.has_value();
    tabs.at_activity = here == "kegiatan";
    tabs.has_activity =
        tabs.at_activity || std::ranges::any_of(dossier.items, [](const auto& item) {
            return item.kind == office::meeting_kind;
        });
    tabs.at_handover = here == "serah";
    tabs.at_flow = here == "alur";
    tabs.at_text = here == "naskah";
    tabs.at_review = here == "periksa";
    tabs.at_airing = here == "siaran";
    return tabs;
}

namespace {

/// After the fixing row: how to take the version back for a correction.
void fill_recall(DossierPage& page, const Say& say, const Visit& visit,
                 const office::DossierView& dossier, const Refused& refused) {
    const bool works_here = std::any_of(dossier.open.begin(), dossier.open.end(),
                                        [](const auto& open) { return open.mine; });
    page.may_recall = !dossier.recall_targets.empty() && (works_here || dossier.may_manage);
    for (const auto& name : dossier.recall_targets) {
        const auto* step = dossier.definition->find(name);
        const auto words = step ? step_words(*step) : name.value;
        page.recall_targets.push_back({name.value, words, visit.field("ke") == name.value});
    }
    page.recall = {visit.field("alasan"), say.issue_of(refused.issues, "reason")};
}

/// "3 hari kerja, sampai Kamis, 26 November 2026"
void fill_promise(DossierPage& page, const Say& say, const Visit& visit,
                  const office::DossierView& dossier) {
    if (!dossier.promise_at) return;
    page.promise = say("promise.days", {std::to_string(dossier.promise_days)});
    page.promise_day = say.day(*dossier.promise_at);
    const bool running = dossier.state.state == sop::State::open;
    page.promise_late = running && visit.now > *dossier.promise_at;
}

}  // namespace

Result<DossierPage> dossier_page(const Site& site, const Visit& visit,
                                 const office::DossierView& dossier, const Refused& refused) {
    const Say say(site, visit);
    DossierPage page{.shell = TRY(shell_of(site, visit, dossier.title, "berkas")),
                     .tabs = tabs_of(dossier, "alur")};
    fill_heading(page, say, dossier);
    page.sop_title = dossier.definition->title();
    page.sop_address = cat("/sop/", dossier.sop.value);
    page.sop_caption = caption_of(say, dossier);
    page.diagram.html =
        sop::svg_of(*dossier.definition, live_marks(dossier), diagram_title(say, dossier));
    const auto written = TRY(written_in(site, visit, dossier));
    bool may_choose = false;
    for (const auto& open : dossier.open) {
        if (!open.step) continue;
        page.tasks.push_back(open_card(site, visit, dossier, open, refused));
        page.tasks.back().forms = forms_of(site, visit, dossier, open, written, refused);
        page.tasks.back().source_form = source_form_of(site, visit, open, refused);
        may_choose = may_choose || page.tasks.back().source_form.has_value();
        page.clocks.push_back(arithmetic_of(site, visit, open));
        auto needs = needs_of(say, dossier, open);
        if (!needs.needs.empty()) page.needs.push_back(std::move(needs));
    }
    page.results = results_of(say, written);
    page.sources = sources_of(say, written, may_choose);
    page.ready_reason = {visit.field("alasan"), say.issue_of(refused.issues, "reason")};
    page.asked_ready = written.asked || !visit.field("siap").empty();
    page.marks = marks_of(site, visit, dossier.marks);
    page.history = history_of(site, visit, dossier);
    page.history_cut = page.history.size() > history_most;
    if (page.history_cut) page.history.resize(history_most);
    page.is_open = dossier.state.state == sop::State::open;
    page.may_manage = dossier.may_manage && page.is_open;
    page.may_withdraw = page.is_open && dossier.opened_by == visit.who().person;
    page.may_reopen = dossier.may_manage && !page.is_open;
    for (const auto& step : dossier.definition->steps) {
        page.steps.push_back({step.name.value, step_words(step)});
    }
    const auto information = TRY(site.db.read([&](store::Tx& tx) {
        return office::Informations::of(tx, visit.who().office, dossier.id);
    }));
    if (information.excluded()) page.tabs.excluded = information.ground;
    if (information.is == office::InformationClass::immediate) {
        page.pills.push_back({say("information.serta_merta"), "sogan", "megaphone"});
    }
    page.information = information_card(say, visit, information, refused);
    fill_recall(page, say, visit, dossier, refused);
    fill_promise(page, say, visit, dossier);
    page.may_paper = may(visit.who(), office::Right::record_paper) && page.is_open &&
                     std::any_of(dossier.open.begin(), dossier.open.end(), [](const auto& open) {
                         return open.step && open.step->decision && !open.mine;
                     });
    if (refused.task == 0 && !refused.issues.empty()) {
        page.problem = say.issues(refused.issues);
        page.comment.value = visit.field("kata");
        page.comment.error = say.issue_of(refused.issues, "comment");
    }
    return page;
}

}  // namespace kentongan::web
