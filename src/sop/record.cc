// Writes and reads every event with one list of its members, so that the two cannot drift apart.
#include "sop/record.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace kentongan::sop {
namespace {

// --- One list of members per thing: the writer and the reader both walk it ----------------------

template <class Walk, class It>
void members(Walk& walk, It& it, const Branch*) {
    walk("block", it.block), walk("round", it.round), walk("index", it.index);
    walk("item", it.item);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const Task*) {
    walk("number", it.number), walk("step", it.step), walk("path", it.path);
    walk("roles", it.roles), walk("people", it.people), walk("done_by", it.done_by);
    walk("roles_done", it.roles_done), walk("claimed_by", it.claimed_by);
    walk("opened_at", it.opened_at), walk("due_at", it.due_at), walk("paused_at", it.paused_at);
    walk("paused_for", it.paused_for), walk("visits", it.visits), walk("budget", it.budget);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const OpenBlock*) {
    walk("name", it.name), walk("round", it.round), walk("path", it.path);
    walk("items", it.items), walk("awaited", it.awaited);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const Started*) {
    walk("title", it.title);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const TaskOpened*) {
    walk("task", it.task), walk("reason", it.reason), walk("from", it.from);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const TaskClaimed*) {
    walk("task", it.task), walk("by", it.by);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const TaskReleased*) {
    walk("task", it.task);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const PartDone*) {
    walk("task", it.task), walk("by", it.by), walk("note", it.note), walk("roles", it.roles);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const TaskDone*) {
    walk("task", it.task), walk("step", it.step), walk("item", it.item);
    walk("outcome", it.outcome), walk("to", it.to), walk("returned", it.returned);
    walk("by", it.by), walk("note", it.note);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const TaskCancelled*) {
    walk("task", it.task), walk("reason", it.reason);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const TaskSkipped*) {
    walk("task", it.task), walk("by", it.by), walk("reason", it.reason), walk("to", it.to);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const TaskAssigned*) {
    walk("task", it.task), walk("people", it.people);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const TaskPaused*) {
    walk("task", it.task), walk("reason", it.reason), walk("at", it.at);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const TaskResumed*) {
    walk("task", it.task), walk("at", it.at), walk("due_at", it.due_at);
    walk("paused_for", it.paused_for);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const DueMoved*) {
    walk("task", it.task), walk("was", it.was), walk("due_at", it.due_at);
    walk("reason", it.reason);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const BlockEntered*) {
    walk("block", it.block);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const BranchArrived*) {
    walk("block", it.block), walk("round", it.round), walk("index", it.index);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const BlockLeft*) {
    walk("block", it.block), walk("round", it.round), walk("cancelled", it.cancelled);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const TeamSet*) {
    walk("people", it.people);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const Commented*) {
    walk("by", it.by), walk("words", it.words);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const Reminded*) {
    walk("task", it.task), walk("by", it.by);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const Withdrawn*) {
    walk("by", it.by), walk("reason", it.reason);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const Cancelled*) {
    walk("by", it.by), walk("reason", it.reason);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const Closed*) {
    walk("at", it.at);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const Reopened*) {
    walk("by", it.by), walk("reason", it.reason);
}
template <class Walk, class It>
void members(Walk& walk, It& it, const Migrated*) {
    walk("to", it.to), walk("tasks", it.tasks), walk("roles", it.roles);
    walk("blocks", it.blocks);
}

template <class Walk, class It>
void walk_members(Walk& walk, It& it) {
    members(walk, it, static_cast<const std::remove_const_t<It>*>(nullptr));
}

// --- Writing -------------------------------------------------------------------------------------

template <class T>
Json json_of(const T& record);

Json json_of(bool value) {
    return value;
}
Json json_of(int value) {
    return value;
}
Json json_of(const std::string& value) {
    return Json(value);
}
Json json_of(Instant value) {
    return Json(iso_utc(value));
}
Json json_of(minutes value) {
    return static_cast<std::int64_t>(value.count());
}
template <class Tag>
Json json_of(const Id<Tag>& id) {
    return Json(std::to_string(id.value));
}
template <class Tag>
Json json_of(const Name<Tag>& name) {
    return Json(name.value);
}
template <class T>
Json json_of(const std::optional<T>& value) {
    return value ? json_of(*value) : Json(nullptr);
}
template <class T>
JsonArray array_of(const T& values) {
    JsonArray array;
    for (const auto& value : values) array.push_back(json_of(value));
    return array;
}
template <class T>
Json json_of(const std::vector<T>& values) {
    return array_of(values);
}
template <class T>
Json json_of(const std::set<T>& values) {
    return array_of(values);
}
template <class Value>
Json json_of(const std::map<int, Value>& values) {
    JsonObject object;
    for (const auto& [key, value] : values) object[std::to_string(key)] = json_of(value);
    return object;
}
Json json_of(const std::map<std::string, std::string>& values) {
    JsonObject object;
    for (const auto& [key, value] : values) object[key] = json_of(value);
    return object;
}

struct Writer {
    JsonObject object = {};
    template <class T>
    void operator()(std::string_view key, const T& value) {
        if (value != T{}) object[key] = json_of(value);
    }
};

template <class T>
Json json_of(const T& record) {
    Writer writer;
    walk_members(writer, record);
    return std::move(writer.object);
}

// --- Reading -------------------------------------------------------------------------------------

template <class T>
bool read(const Json& json, T& record);

bool read(const Json& json, bool& value) {
    if (!json.is_bool()) return false;
    value = json.get_bool();
    return true;
}
bool read(const Json& json, int& value) {
    if (!json.is_int64() || json.get_int64() < INT32_MIN || json.get_int64() > INT32_MAX)
        return false;
    value = static_cast<int>(json.get_int64());
    return true;
}
bool read(const Json& json, std::string& value) {
    if (!json.is_string()) return false;
    value = std::string(json.get_string());
    return true;
}
bool read(const Json& json, Instant& value) {
    const auto time = json.is_string() ? from_iso(json.get_string()) : std::nullopt;
    if (time) value = *time;
    return time.has_value();
}
bool read(const Json& json, minutes& value) {
    if (json.is_int64()) value = minutes{json.get_int64()};
    return json.is_int64();
}
template <class Tag>
bool read(const Json& json, Id<Tag>& id) {
    const auto number = json.is_string() ? to_number(json.get_string()) : std::nullopt;
    if (number) id.value = *number;
    return number.has_value();
}
template <class Tag>
bool read(const Json& json, Name<Tag>& name) {
    return read(json, name.value);
}
template <class T>
bool read(const Json& json, std::optional<T>& value) {
    return read(json, value.emplace());
}
template <class T, class Keep>
bool read_all(const Json& json, Keep keep) {
    if (!json.is_array()) return false;
    for (const Json& one : json.get_array()) {
        T value{};
        if (!read(one, value)) return false;
        keep(std::move(value));
    }
    return true;
}
template <class T>
bool read(const Json& json, std::vector<T>& values) {
    return read_all<T>(json, [&](T value) { values.push_back(std::move(value)); });
}
template <class T>
bool read(const Json& json, std::set<T>& values) {
    return read_all<T>(json, [&](T value) { values.insert(std::move(value)); });
}
template <class Value>
bool read(const Json& json, std::map<int, Value>& values) {
    if (!json.is_object()) return false;
    for (const auto& [key, value] : json.get_object()) {
        const auto number = to_number(key);
        if (!number || !read(value, values[static_cast<int>(*number)])) return false;
    }
    return true;
}
bool read(const Json& json, std::map<std::string, std::string>& values) {
    if (!json.is_object()) return false;
    for (const auto& [key, value] : json.get_object()) {
        if (!read(value, values[std::string(key)])) return false;
    }
    return true;
}

/// Every member must be known and of its kind: a journal that was tampered with is not guessed at.
struct RecordReader {
    const JsonObject& object;
    std::size_t found = 0;
    bool fine = true;
    template <class T>
    void operator()(std::string_view key, T& value) {
        const Json* json = object.if_contains(key);
        if (json == nullptr) return;
        ++found;
        fine = fine && read(*json, value);
    }
};

template <class T>
bool read(const Json& json, T& record) {
    if (!json.is_object()) return false;
    RecordReader reader{json.get_object()};
    walk_members(reader, record);
    return reader.fine && reader.found == reader.object.size();
}

// --- The kinds, in the order of the variant ------------------------------------------------------

constexpr std::array<std::string_view, std::variant_size_v<Event>> kinds{
    "started",      "task_opened",    "task_claimed",  "task_released",  "part_done",
    "task_done",    "task_cancelled", "task_skipped",  "task_assigned",  "task_paused",
    "task_resumed", "due_moved",      "block_entered", "branch_arrived", "block_left",
    "team_set",     "commented",      "reminded",      "withdrawn",      "cancelled",
    "closed",       "reopened",       "migrated"};

template <std::size_t Index = 0>
bool read_kind(std::size_t kind, const Json& json, Event& event) {
    if constexpr (Index < std::variant_size_v<Event>) {
        if (kind == Index) return read(json, event.template emplace<Index>());
        return read_kind<Index + 1>(kind, json, event);
    } else {
        return false;
    }
}

}  // namespace

std::string_view kind_of(const Event& event) {
    return kinds[event.index()];
}

Json to_json(const Event& event) {
    JsonObject record{{"event", kind_of(event)}};
    const Json members_only = std::visit([](const auto& one) { return json_of(one); }, event);
    for (const auto& member : members_only.get_object()) record.insert(member);
    return record;
}

bool is_event(std::string_view kind) {
    return std::ranges::find(kinds, kind) != kinds.end();
}

Result<Event> event_from(const Json& json) {
    const Error unreadable{Kind::invalid, "not an event", {{"event", "unreadable"}}};
    if (!json.is_object()) return unreadable;
    JsonObject record = json.get_object();
    const auto kind = std::ranges::find(kinds, text_of(record, "event"));
    if (kind == kinds.end()) return unreadable;
    record.erase("event");
    Event event;
    const auto index = static_cast<std::size_t>(kind - kinds.begin());
    if (!read_kind(index, Json(std::move(record)), event)) return unreadable;
    return event;
}

}  // namespace kentongan::sop
