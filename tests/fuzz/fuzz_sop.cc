// Feeds any bytes to the .sop reader; what it accepts must survive being written and read again.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sop/definition.h"

using namespace kentongan::sop;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto definition = parse(text, "fuzz");
    if (!definition) {
        const auto count = definition.error().issues.size();
        if (count == 0 || count > 20) std::abort();
        return 0;
    }
    const auto written = format(*definition);
    const auto again = parse(written, "fuzz");
    if (!again || *again != *definition || format(*again) != written) std::abort();
    lint(*definition);
    return 0;
}
