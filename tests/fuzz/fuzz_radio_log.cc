// Feeds bytes to the reader of a station's airing log: every line that is not empty is told once,
// in its order, as an item or as unread.
#include <cstdint>
#include <cstdlib>

#include "base/text.h"
#include "delivery/radio_log.h"

namespace {

using namespace kentongan;

void check(bool claim) {
    if (!claim) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto log = delivery::read_radio_log(bytes);
    if (!log) {
        check(log.error().issues.size() == 1);
        return 0;
    }
    std::size_t told = 0;
    for (const auto& line : split(bytes, '\n')) told += trimmed(line).empty() ? 0 : 1;
    check(told == log->items.size() + log->unread.size());
    int last = 0;
    for (const auto& item : log->items) {
        check(item.line > last && item.second >= 0 && item.second < 86'400);
        check(is_utf8(item.title) && is_utf8(item.mark) && is_utf8(item.cart));
        last = item.line;
    }
    for (const auto& line : log->unread) check(is_utf8(line.text) && !line.why.rule.empty());
    return 0;
}
