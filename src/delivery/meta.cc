// The Graph API's error codes, as a table.
#include "delivery/meta.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace kentongan::delivery {
namespace {

enum class Means { unknown, wait, wait_a_day, connect, refused };
struct Row {
    int code, subcode;  // subcode 0: any
    Means means;
};
// clang-format off
constexpr auto rows = std::to_array<Row>({
    {1, 2207057, Means::refused},   {1, 0, Means::unknown},         {2, 0, Means::unknown},
    {4, 2207051, Means::unknown},   {-1, 2207001, Means::unknown},  {506, 0, Means::unknown},
    {368, 0, Means::unknown},
    {4, 0, Means::wait},            {17, 0, Means::wait},           {32, 0, Means::wait},
    {613, 0, Means::wait},          {341, 0, Means::wait},          {80001, 0, Means::wait},
    {80002, 0, Means::wait},        {9007, 0, Means::wait},         {24, 2207008, Means::wait},
    {9004, 0, Means::wait},         {-2, 2207003, Means::wait},     {-1, 0, Means::wait},
    {9, 0, Means::wait_a_day},
    {190, 0, Means::connect},       {102, 0, Means::connect},       {104, 0, Means::connect},
    {3, 0, Means::connect},         {10, 0, Means::connect},        {25, 0, Means::connect},
});
// clang-format on

Means meaning(int code, int subcode) {
    for (const Row& row : rows) {
        if (row.code == code && (row.subcode == 0 || row.subcode == subcode)) return row.means;
    }
    return code >= 200 && code <= 299 ? Means::connect : Means::refused;
}

/// Minutes until the page may call again, as its header says; 0 when it says nothing.
minutes asked_to_wait(const Heard& heard) {
    const auto json = read_json(heard.header("x-business-use-case-usage"));
    if (!json || !json->is_object()) return minutes{0};
    std::int64_t most = 0;
    for (const auto& [id, uses] : json->get_object()) {
        if (!uses.is_array()) continue;
        for (const Json& use : uses.get_array()) {
            if (!use.is_object()) continue;
            most = std::max(most, number_of(use.get_object(), "estimated_time_to_regain_access"));
        }
    }
    return minutes{std::clamp<std::int64_t>(most, 0, 24L * 60)};
}

}  // namespace

std::string meta_code(const Heard& heard) {
    return cat(heard.text("error.code"), "/", heard.text("error.error_subcode"));
}

Outcome meta_outcome(const Heard& heard) {
    if (heard.text("error.code").empty()) return outcome_of(heard.reply);
    const auto shown = heard.text("error.error_user_msg");
    const auto why =
        cat("Meta ", meta_code(heard), ": ", shown.empty() ? heard.text("error.message") : shown,
            " (", heard.text("error.fbtrace_id"), ")");
    const auto code = static_cast<int>(heard.number("error.code"));
    const auto subcode = static_cast<int>(heard.number("error.error_subcode"));
    switch (meaning(code, subcode)) {
    case Means::unknown: return Ambiguous{why};
    case Means::wait: return Wait{std::max(minutes{5}, asked_to_wait(heard)), why};
    case Means::wait_a_day: return Wait{std::chrono::hours{24}, why};
    case Means::connect: return Reauth{why};
    case Means::refused: break;
    }
    if (heard.reply.status >= 500) return Ambiguous{why};
    return Rejected{why};
}

}  // namespace kentongan::delivery
