// Who is inside a work, and which texts fit in a column.
#include "store/work.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>

#include "base/text.h"

namespace kentongan::store {
namespace {

thread_local const Db* working_on = nullptr;

bool is_ascii(std::string_view text) {
    std::uint64_t seen = 0;
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data() + at, 8);
        seen |= eight;
    }
    for (; at < text.size(); ++at) seen |= static_cast<std::uint64_t>(text[at]) & 0x80;
    return (seen & 0x8080808080808080) == 0;
}

}  // namespace

AtWork::AtWork(const Db& db) : before_(working_on) {
    working_on = &db;
}
AtWork::~AtWork() {
    working_on = before_;
}
bool AtWork::in(const Db& db) {
    return working_on == &db;
}

bool is_storable(const Value& value) {
    if (const auto* number = std::get_if<double>(&value)) return !std::isnan(*number);
    const auto* text = std::get_if<std::string_view>(&value);
    if (!text) return true;
    if (text->find('\0') != std::string_view::npos) return false;
    return is_ascii(*text) || is_utf8(*text);
}

Error unstorable(std::string_view sql) {
    return {Kind::invalid,
            cat("a text that is no UTF-8, or no number, in: ", sql),
            {{"row", "invalid"}}};
}

Error full(std::string_view drivers_words) {
    return unavailable("full",
                       cat("Cakram penuh; kosongkan ruang lalu coba lagi. (", drivers_words, ")"));
}

bool is_about(const Error& error, std::string_view rule) {
    return std::ranges::any_of(error.issues, [&](const Issue& issue) {
        return issue.field == "store" && issue.rule == rule;
    });
}

void report(std::string_view line) {
    std::fprintf(stderr, "store: %.*s\n", static_cast<int>(line.size()), line.data());
}

}  // namespace kentongan::store
