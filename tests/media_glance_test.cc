// From afar: a picture is known again when it was made smaller or re-encoded, and not by another
// one.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "base/id.h"
#include "base/text.h"
#include "drawn_png.h"
#include "media/render.h"

namespace kentongan::tests {
namespace {

namespace fs = std::filesystem;

struct Album {
    fs::path place = fs::temp_directory_path() / cat("kentongan_glance_", fresh_key());
    Album() { fs::create_directories(place); }
    ~Album() { fs::remove_all(place); }
    fs::path keep(const char* name, const std::string& bytes) const {
        std::ofstream(place / name, std::ios::binary) << bytes;
        return place / name;
    }
    media::Glance glance(const fs::path& path) const {
        auto made = media::glance_at(path);
        REQUIRE(made);
        return *made;
    }
};

TEST_CASE("a picture is known again when it is smaller and of other bytes, not by another one") {
    REQUIRE(media::can_render());
    const Album folder;
    const auto hill = folder.keep("bukit.png", drawn_png(hills));
    const auto house = folder.keep("rumah.png", drawn_png(houses));
    const auto first = folder.glance(hill);
    CHECK(first.width == drawn_width);
    CHECK(first.height == drawn_height);
    const auto smaller = folder.place / "kecil.jpg";
    REQUIRE(media::render(hill, smaller, {"", 48, 0}, {}));
    CHECK(folder.glance(smaller).width == 48);
    CHECK(media::look_alike(first, folder.glance(smaller)));
    CHECK(!media::look_alike(first, folder.glance(house)));
    const auto lighter = folder.keep("terang.png", drawn_png([](std::uint32_t x, std::uint32_t y) {
                                         auto pixel = hills(x, y);
                                         for (auto& one : pixel) one += 12;
                                         return pixel;
                                     }));
    CHECK(media::look_alike(first, folder.glance(lighter)));
    const auto mirrored = folder.keep("cermin.png", drawn_png([](std::uint32_t x, std::uint32_t y) {
                                          return hills(drawn_width - 1 - x, drawn_height - 1 - y);
                                      }));
    CHECK(!media::look_alike(first, folder.glance(mirrored)));
    CHECK(!media::glance_at(folder.keep("bukan.png", "no picture at all")));
    CHECK(!media::glance_at(folder.place / "tidak-ada.png"));
    CHECK(!media::look_alike({}, first));
}

}  // namespace
}  // namespace kentongan::tests
