// Finds QR codes on a scan: the page as grey dots, in three sizes until one shows something.
#include "worker/codes.h"

#include <unistd.h>
#include <vips/vips.h>
#include <zbar.h>

#include <array>
#include <string>

namespace kentongan::worker {
namespace {

constexpr std::array widths{1800, 3000, 1000};
constexpr std::size_t codes_most = 8, code_max = 600;

/// The page so wide, as one byte of grey for each dot; nothing when it cannot be read.
VipsImage* grey_page(int width) {
    ::lseek(STDIN_FILENO, 0, SEEK_SET);
    VipsSource* source = vips_source_new_from_descriptor(STDIN_FILENO);
    VipsImage* page = nullptr;
    const int failed = vips_thumbnail_source(source, &page, width, nullptr);
    g_object_unref(source);
    if (failed) return nullptr;
    VipsImage *flat = page, *grey = nullptr, *bytes = nullptr;
    VipsArrayDouble* white = vips_array_double_newv(1, 255.0);
    if (vips_image_hasalpha(page) && vips_flatten(page, &flat, "background", white, nullptr)) {
        return nullptr;
    }
    if (vips_colourspace(flat, &grey, VIPS_INTERPRETATION_B_W, nullptr)) return nullptr;
    return vips_cast_uchar(grey, &bytes, nullptr) ? nullptr : bytes;
}

/// What the codes on it say, a line each.
std::string codes_on(VipsImage* page) {
    using namespace zbar;
    std::size_t size = 0;
    void* dots = vips_image_write_to_memory(page, &size);
    const auto width = static_cast<unsigned>(vips_image_get_width(page));
    const auto height = static_cast<unsigned>(vips_image_get_height(page));
    std::string lines;
    if (!dots || size != std::size_t{width} * height) return lines;
    zbar_image_scanner_t* scanner = zbar_image_scanner_create();
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
    zbar_image_t* image = zbar_image_create();
    zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_set_size(image, width, height);
    zbar_image_set_data(image, dots, size, nullptr);
    zbar_scan_image(scanner, image);
    std::size_t found = 0;
    for (const auto* code = zbar_image_first_symbol(image); code && found < codes_most;
         code = zbar_symbol_next(code), ++found) {
        const std::string text(zbar_symbol_get_data(code), zbar_symbol_get_data_length(code));
        if (text.size() > code_max || text.find('\n') != text.npos) continue;
        lines += text + "\n";
    }
    return lines;
}

}  // namespace

bool write_codes() {
    bool readable = false;
    for (const int width : widths) {
        VipsImage* page = grey_page(width);
        if (!page) continue;
        readable = true;
        const auto lines = codes_on(page);
        if (lines.empty()) continue;
        return ::write(STDOUT_FILENO, lines.data(), lines.size()) ==
               static_cast<ssize_t>(lines.size());
    }
    return readable;
}

}  // namespace kentongan::worker
