// Codes by libqrencode; level M, so that a fold or a stain does not spoil them.
#include "documents/qr.h"

#include <qrencode.h>

#include <memory>

#include "base/markup.h"
#include "base/text.h"

namespace kentongan::documents {
namespace {

struct Free {
    void operator()(QRcode* it) const { QRcode_free(it); }
};

}  // namespace

Result<QrModules> qr_modules(std::string_view text) {
    const std::unique_ptr<QRcode, Free> code{
        text.empty() ? nullptr
                     : QRcode_encodeData(static_cast<int>(text.size()),
                                         reinterpret_cast<const unsigned char*>(text.data()), 0,
                                         QR_ECLEVEL_M)};
    if (!code) return Error{Kind::invalid, "no code can be made of this text"};
    QrModules modules{code->width, {}};
    const int count = code->width * code->width;
    modules.dark.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) modules.dark.push_back((code->data[i] & 1) != 0);
    return modules;
}

std::string qr_svg(std::string_view text, std::string_view title) {
    const auto modules = qr_modules(text);
    if (!modules) return {};
    std::string path;
    for (int y = 0; y < modules->side; ++y) {
        for (int x = 0; x < modules->side; ++x) {
            int run = 0;
            while (x + run < modules->side && modules->at(x + run, y)) ++run;
            if (run == 0) continue;
            path += cat("M", x + qr_margin, " ", y + qr_margin, "h", run, "v1h-", run, "z");
            x += run;
        }
    }
    const int whole = modules->side + 2 * qr_margin;
    return cat("<svg class=\"qr\" viewBox=\"0 0 ", whole, " ", whole,
               "\" role=\"img\" aria-label=\"", escaped(title),
               "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h", whole, "v", whole,
               "H0z\"/><path fill=\"#000\" d=\"", path, "\"/></svg>");
}

}  // namespace kentongan::documents
