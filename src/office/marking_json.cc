// Writes and reads a dossier's state; tasks and blocks take the form they have in events.
#include "office/marking_json.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/text.h"
#include "sop/record.h"

namespace kentongan::office {
namespace {

using sop::Dossier;
using sop::State;

constexpr std::array<std::pair<State, std::string_view>, 5> states{
    {{State::new_, "new"},
     {State::open, "open"},
     {State::closed, "closed"},
     {State::withdrawn, "withdrawn"},
     {State::cancelled, "cancelled"}}};

template <class Value, class Write>
JsonObject object_of(const std::map<std::string, Value>& values, Write write) {
    JsonObject object;
    for (const auto& [key, value] : values) object[key] = write(value);
    return object;
}

Json people_json(const std::set<PersonId>& people) {
    JsonArray array;
    for (const auto person : people) array.push_back(Json(std::to_string(person.value)));
    return array;
}

PersonId person_in(const Json& json) {
    const auto* text = json.if_string();
    if (!text) return {};
    return {to_number({text->data(), text->size()}).value_or(0)};
}
std::set<PersonId> people_in(const Json& json) {
    std::set<PersonId> people;
    if (const auto* array = json.if_array()) {
        for (const Json& one : *array) people.insert(person_in(one));
    }
    return people;
}
int number_in(const Json& json) {
    const auto* number = json.if_int64();
    return number ? static_cast<int>(*number) : 0;
}

template <class Take>
void each_member(const JsonObject& object, std::string_view key, Take take) {
    const auto* found = object.if_contains({key.data(), key.size()});
    if (!found || !found->is_object()) return;
    for (const auto& member : found->get_object()) take(std::string(member.key()), member.value());
}

/// The things that stand in events of this kind.
template <class Event, class Take>
Result<void> each_event(const JsonObject& object, std::string_view key, Take take) {
    const auto* found = object.if_contains({key.data(), key.size()});
    if (!found || !found->is_array()) return {};
    for (const Json& one : found->get_array()) {
        const auto event = TRY(sop::event_from(one));
        if (const auto* known = std::get_if<Event>(&event)) take(*known);
    }
    return {};
}

}  // namespace

std::string_view word_of(State state) {
    return std::ranges::find(states, state, &std::pair<State, std::string_view>::first)->second;
}

std::string marking_json(const Dossier& dossier) {
    JsonArray desk, blocks;
    for (const auto& task : dossier.desk) desk.push_back(sop::to_json(sop::TaskOpened{task}));
    for (const auto& block : dossier.blocks)
        blocks.push_back(sop::to_json(sop::BlockEntered{block}));
    const auto as_is = [](const auto& value) { return Json(value); };
    const auto as_id = [](PersonId person) { return Json(std::to_string(person.value)); };
    const auto as_time = [](Instant time) { return Json(std::to_string(to_millis(time))); };
    JsonObject json{{"state", word_of(dossier.state)}, {"tasks_opened", dossier.tasks_opened}};
    json["desk"] = std::move(desk);
    if (!blocks.empty()) json["blocks"] = std::move(blocks);
    if (!dossier.rounds.empty()) json["rounds"] = object_of(dossier.rounds, as_is);
    json["visits"] = object_of(dossier.visits, as_is);
    json["last_done_by"] = object_of(dossier.last_done_by, as_id);
    if (!dossier.parts_by.empty()) json["parts_by"] = object_of(dossier.parts_by, people_json);
    if (!dossier.budgets.empty()) json["budgets"] = object_of(dossier.budgets, as_time);
    if (!dossier.team.empty()) json["team"] = people_json(dossier.team);
    return canonical_json(std::move(json));
}

Result<Dossier> dossier_from(DossierId id, int revision, std::string_view marking) {
    const auto parsed = TRY(read_json(marking));
    if (!parsed.is_object()) return Error{Kind::invalid, "a dossier without a state"};
    const auto& json = parsed.get_object();
    Dossier dossier{.id = id, .revision = revision};
    const auto word = text_of(json, "state");
    const auto state = std::ranges::find(states, word, &std::pair<State, std::string_view>::second);
    if (state != states.end()) dossier.state = state->first;
    dossier.tasks_opened = static_cast<int>(number_of(json, "tasks_opened"));
    TRY(each_event<sop::TaskOpened>(
        json, "desk", [&](const auto& event) { dossier.desk.push_back(event.task); }));
    TRY(each_event<sop::BlockEntered>(
        json, "blocks", [&](const auto& event) { dossier.blocks.push_back(event.block); }));
    each_member(json, "rounds",
                [&](auto key, const Json& value) { dossier.rounds[key] = number_in(value); });
    each_member(json, "visits",
                [&](auto key, const Json& value) { dossier.visits[key] = number_in(value); });
    each_member(json, "last_done_by",
                [&](auto key, const Json& value) { dossier.last_done_by[key] = person_in(value); });
    each_member(json, "parts_by",
                [&](auto key, const Json& value) { dossier.parts_by[key] = people_in(value); });
    each_member(json, "budgets", [&](auto key, const Json& value) {
        const auto* text = value.if_string();
        const auto time = text ? to_number({text->data(), text->size()}) : std::nullopt;
        dossier.budgets[key] = from_millis(time.value_or(0));
    });
    if (const auto* team = json.if_contains("team")) dossier.team = people_in(*team);
    return dossier;
}

}  // namespace kentongan::office
