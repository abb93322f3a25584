// What PostgreSQL has and SQLite lacks: functions and orders, so that one text of SQL serves both.
#include "store/sqlite_functions.h"

#include <sqlite3.h>

#include <string_view>

#include "store/order.h"

namespace kentongan::store {
namespace {

void keep_extreme(sqlite3_context* context, int count, sqlite3_value** values) {
    const bool greatest = sqlite3_user_data(context) != nullptr;
    sqlite3_value* best = nullptr;
    for (int i = 0; i < count; ++i) {
        sqlite3_value* value = values[i];
        if (sqlite3_value_type(value) == SQLITE_NULL) continue;
        const bool better =
            !best || (sqlite3_value_double(value) > sqlite3_value_double(best)) == greatest;
        if (better) best = value;
    }
    if (best) sqlite3_result_value(context, best);
}

sqlite3_str** joined_so_far(sqlite3_context* context, int size) {
    return static_cast<sqlite3_str**>(sqlite3_aggregate_context(context, size));
}

void join_step(sqlite3_context* context, int, sqlite3_value** values) {
    if (sqlite3_value_type(values[0]) == SQLITE_NULL) return;
    sqlite3_str** text = joined_so_far(context, sizeof(sqlite3_str*));
    if (!text) return sqlite3_result_error_nomem(context);
    const auto add = [&](sqlite3_value* value) {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_value_text(value));
        sqlite3_str_append(*text, bytes, sqlite3_value_bytes(value));
    };
    if (*text) {
        add(values[1]);
    } else {
        *text = sqlite3_str_new(nullptr);
    }
    add(values[0]);
}

void join_end(sqlite3_context* context) {
    sqlite3_str** text = joined_so_far(context, 0);
    if (!text || !*text) return sqlite3_result_null(context);
    const int size = sqlite3_str_length(*text);
    char* bytes = sqlite3_str_finish(*text);
    sqlite3_result_text(context, bytes ? bytes : "", bytes ? size : 0,
                        bytes ? sqlite3_free : SQLITE_STATIC);
}

std::string_view view_of(const void* bytes, int size) {
    return {static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

int compare_as(void* indonesian, int a_size, const void* a, int b_size, const void* b) {
    const auto one = view_of(a, a_size), other = view_of(b, b_size);
    if (!indonesian) return one.compare(other);
    return static_cast<const IndonesianOrder*>(indonesian)->compare(one, other);
}

/// Called when a statement names a collation for the first time: ICU is loaded only then.
void add_collation(void*, sqlite3* handle, int, const char* name) {
    static const IndonesianOrder indonesian;
    const bool wanted = std::string_view(name) == "id-x-icu";
    if (!wanted && std::string_view(name) != "C") return;
    void* order = wanted ? const_cast<IndonesianOrder*>(&indonesian) : nullptr;
    sqlite3_create_collation(handle, name, SQLITE_UTF8, order, compare_as);
}

}  // namespace

void add_functions(sqlite3* handle) {
    static char yes = 1;
    constexpr int kind = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    sqlite3_create_function(handle, "greatest", -1, kind, &yes, keep_extreme, nullptr, nullptr);
    sqlite3_create_function(handle, "least", -1, kind, nullptr, keep_extreme, nullptr, nullptr);
    sqlite3_create_function(handle, "string_agg", 2, kind, nullptr, nullptr, join_step, join_end);
    sqlite3_collation_needed(handle, nullptr, add_collation);
}

}  // namespace kentongan::store
