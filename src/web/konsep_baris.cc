// One row of the paper table as a form, and back.
#include <algorithm>

#include "sop/vocabulary.h"
#include "web/konsep_formulir.h"

namespace kentongan::web {
namespace {

using sop::Definition;
using sop::Exit;
using sop::Item;
using sop::Performer;
using sop::PerformerBy;
using sop::Step;

constexpr std::size_t empty_items = 2, empty_exits = 2;

std::vector<StepName> names_in(const std::string& words) {
    std::vector<StepName> names;
    for (const auto& part : split(words, ',')) {
        const std::string name(trimmed(part));
        if (!name.empty()) names.push_back(StepName{name});
    }
    return names;
}

std::string names_of(const std::vector<StepName>& names) {
    std::vector<std::string> words;
    for (const auto& name : names) words.push_back(name.value);
    return joined(words, ", ");
}

/// Words of a field: one line, no control characters, as a cell holds them.
std::string cell(const Visit& visit, const std::string& name) {
    std::string words(trimmed(visit.field(name)));
    std::erase_if(words, [](char c) { return static_cast<unsigned char>(c) < 32 && c != '\n'; });
    return words;
}

/// New words lose the correction that belonged to the old ones.
sop::Printed printed(const std::string& words, const sop::Printed& before) {
    return words == before.text ? before : sop::Printed{words, {}};
}

std::vector<Item> typed_items(const Visit& visit, const std::string& prefix,
                              const std::vector<Item>& before) {
    std::vector<Item> items;
    for (std::size_t i = 0; i < before.size() + empty_items + 8; ++i) {
        const auto at = cat(prefix, i);
        const auto words = cell(visit, cat(at, "_kata"));
        if (words.empty()) continue;
        Item item = i < before.size() ? before[i] : Item{};
        item.words = printed(words, item.words);
        const auto kind = sop::meaning_of(sop::item_words(), visit.field(cat(at, "_jenis")));
        item.kind = kind.value_or(item.kind);
        item.key = slug_of(visit.field(cat(at, "_kunci")));
        std::ranges::replace(item.key, '-', '_');
        if (i < before.size() && visit.field(cat(at, "_kunci")) == before[i].key) {
            item.key = before[i].key;
        }
        items.push_back(std::move(item));
    }
    // What stood between two items belongs to items that stand together still.
    if (!items.empty() && items.size() != before.size()) items.back().after.clear();
    return items;
}

std::vector<Exit> typed_exits(const Visit& visit, const std::vector<Exit>& before) {
    std::vector<Exit> exits;
    for (std::size_t i = 0; i < before.size() + empty_exits; ++i) {
        const auto at = cat("jalan", i);
        const StepName to{visit.field(cat(at, "_ke"))};
        if (to.empty()) continue;
        Exit exit = i < before.size() ? before[i] : Exit{};
        const Exit was = exit;
        exit.label = cell(visit, cat(at, "_kata"));
        exit.to = to;
        exit.is_return = visit.field(cat(at, "_kembali")) == "1";
        exit.reason_required = visit.field(cat(at, "_alasan")) == "1";
        exit.allowed = names_in(visit.field(cat(at, "_juga")));
        std::erase(exit.allowed, exit.to);
        if (exit.label != was.label || exit.is_return != was.is_return || i >= before.size()) {
            exit.outcome = sop::outcome_of(exit);
        }
        if (i < before.size() && !(exit == was)) exit.basis = {};
        exits.push_back(std::move(exit));
    }
    return exits;
}

std::vector<Performer> typed_performers(const Visit& visit) {
    std::vector<Performer> performers;
    for (const auto& role : visit.every("lajur")) {
        performers.push_back({.role = RoleName{role}});
    }
    if (const auto step = visit.field("pelaksana_langkah"); !step.empty()) {
        performers.push_back({.by = PerformerBy::whoever_did, .step = StepName{step}});
    }
    if (const auto role = visit.field("ditugaskan_dari"); !role.empty()) {
        performers.push_back({.by = PerformerBy::assigned, .role = RoleName{role}});
    }
    return performers;
}

Option option(std::string value, std::string words, bool chosen) {
    return {std::move(value), std::move(words), chosen};
}

std::vector<Option> item_kinds(const Say& say, sop::ItemKind chosen) {
    std::vector<Option> kinds;
    for (const auto& [word, kind] : sop::item_words()) {
        kinds.push_back(option(std::string(word), say(cat("item_kind.", word)), kind == chosen));
    }
    return kinds;
}

std::vector<ItemField> item_fields(const Say& say, const std::string& prefix,
                                   const std::vector<Item>& items, sop::ItemKind usual) {
    std::vector<ItemField> fields;
    for (std::size_t i = 0; i < items.size() + empty_items; ++i) {
        const bool there = i < items.size();
        fields.push_back({cat(prefix, i), there ? items[i].words.text : "",
                          there ? items[i].key : "",
                          item_kinds(say, there ? items[i].kind : usual)});
    }
    return fields;
}

std::vector<Option> targets(const Say& say, const Definition& sop, const Step& step,
                            const StepName& chosen) {
    std::vector<Option> all;
    all.push_back(option("", say("row.no_exit"), chosen.empty()));
    for (const auto& one : sop.steps) {
        all.push_back(option(one.name.value, step_words(one), one.name == chosen));
    }
    if (sop.block_of(step.name)) {
        all.push_back(option(sop::the_join.value, say("row.join"), chosen == sop::the_join));
    }
    all.push_back(option(sop::the_end.value, say("row.end"), chosen == sop::the_end));
    return all;
}

void fill_people(DraftRowView& view, const Say& say, const Definition& sop, const Step& step) {
    const auto has = [&](const Performer& performer) {
        return std::ranges::find(step.performers, performer) != step.performers.end();
    };
    view.followed.push_back(option("", say("row.nobody"), false));
    view.teams.push_back(option("", say("row.nobody"), false));
    for (const auto& lane : sop.lanes) {
        view.lanes.push_back(option(lane.role.value, lane.label, has({.role = lane.role})));
        view.teams.push_back(option(lane.role.value, lane.label,
                                    has({.by = PerformerBy::assigned, .role = lane.role})));
    }
    for (const auto& one : sop.steps) {
        if (one.name == step.name) continue;
        view.followed.push_back(option(one.name.value, step_words(one),
                                       has({.by = PerformerBy::whoever_did, .step = one.name})));
    }
}

/// What a row holds beside what its form shows: kept as it is, changed in the text.
std::vector<std::string> kept_in_text(const Say& say, const Step& step) {
    std::vector<std::string> kept;
    const auto add = [&](bool there, const char* key) {
        if (there) kept.push_back(say(key));
    };
    const auto has_form = [](const Item& item) { return !item.fields.empty(); };
    const auto leaves = [](const Exit& exit) { return exit.whole_block; };
    add(!step.deadlines.empty(), "row.kept_deadlines");
    add(!step.reminders.empty(), "row.kept_reminders");
    add(!step.time.shared_with.empty() || step.time.shared_by_items, "row.kept_shared");
    add(std::ranges::any_of(step.needs, has_form) || std::ranges::any_of(step.makes, has_form),
        "row.kept_fields");
    add(std::ranges::any_of(step.exits, leaves), "row.kept_whole_block");
    add(!step.remains.empty(), "row.kept_remains");
    return kept;
}

}  // namespace

Step typed_step(const Visit& visit, const Definition&, const Step& before) {
    Step step = before;
    step.activity = printed(cell(visit, "kegiatan"), before.activity);
    step.note = printed(cell(visit, "keterangan"), before.note);
    const auto performers = typed_performers(visit);
    if (performers != before.performers) step.performer_basis = {};
    step.performers = performers;
    step.completion = visit.field("semua") == "1" ? sop::Completion::all : sop::Completion::any;
    const auto time = cell(visit, "waktu");
    if (time != before.time.raw) {
        const auto shared = before.time.shared_with;
        step.time = sop::read_time(time);
        step.time.shared_with = shared;
        step.time.shared_by_items = before.time.shared_by_items;
    }
    step.needs = typed_items(visit, "lengkap", before.needs);
    step.makes = typed_items(visit, "keluar", before.makes);
    step.act = sop::meaning_of(sop::act_words(), visit.field("tindakan")).value_or(before.act);
    step.decision = visit.field("putusan") == "1";
    step.fixing = visit.field("menetapkan") == "1";
    step.paraf = visit.field("paraf") == "1";
    step.automatic = visit.field("otomatis") == "1";
    step.other_than = names_in(visit.field("selain"));
    step.calls = std::string(trimmed(visit.field("panggil")));
    step.exits = typed_exits(visit, before.exits);
    return step;
}

Result<DraftRowView> row_view(const Site& site, const Visit& visit, const DraftHere& here,
                              const Step& step, const std::vector<Issue>& issues) {
    const Say say(site, visit);
    const Definition& sop = *here.definition;
    DraftRowView view{.shell = TRY(shell_of(site, visit, say("draft.title"), "sop")),
                      .front = draft_front(say, here, DraftPart::form)};
    if (!issues.empty()) view.front.problem = say.issues(issues);
    view.address = cat(view.front.base, "/baris/", visit.parameter("langkah"));
    view.step = say("sop.step_number", {step.name.value});
    view.number = step.name.value;
    view.activity = step.activity.text;
    view.time = step.time.raw;
    view.note = step.note.text;
    view.other_than = names_of(step.other_than);
    view.calls = step.calls;
    fill_people(view, say, sop, step);
    for (const auto& [word, act] : sop::act_words()) {
        view.acts.push_back(option(std::string(word), say(cat("act.", word)), act == step.act));
    }
    view.needs = item_fields(say, "lengkap", step.needs, sop::ItemKind::document);
    view.makes = item_fields(say, "keluar", step.makes, sop::ItemKind::result);
    for (std::size_t i = 0; i < step.exits.size() + empty_exits; ++i) {
        const Exit exit = i < step.exits.size() ? step.exits[i] : Exit{};
        view.exits.push_back({cat("jalan", i), exit.label, names_of(exit.allowed),
                              targets(say, sop, step, exit.to), exit.is_return,
                              exit.reason_required});
    }
    view.all_of_them = step.completion == sop::Completion::all;
    view.decision = step.decision;
    view.fixing = step.fixing;
    view.paraf = step.paraf;
    view.automatic = step.automatic;
    view.kept = kept_in_text(say, step);
    return view;
}

}  // namespace kentongan::web
