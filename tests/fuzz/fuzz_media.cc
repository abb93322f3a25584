// Feeds bytes to the media parsers: what is clean stays clean, and never grows by much.
#include <cstdint>
#include <cstdlib>

#include "media/cleaned.h"

namespace {

void check(bool claim) {
    if (!claim) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kentongan;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto made = media::cleaned(bytes, "berkas");
    if (!made) {
        check(made.error().issues.size() == 1);
        return 0;
    }
    if (made->pieces.empty()) return 0;
    const auto shown = media::joined(*made, bytes);
    check(shown.size() <= bytes.size() + 64);
    const auto again = media::cleaned(shown, "berkas");
    check(static_cast<bool>(again) && again->type == made->type);
    check(media::joined(*again, shown) == shown);
    return 0;
}
