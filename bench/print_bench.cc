// Measures how long the official PDF and the page's SVG of an SOP take.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <sstream>

#include "documents/sop_sheet.h"
#include "sop/diagram.h"

namespace {

using namespace kentongan;

double median_ms(int rounds, const std::function<void()>& work) {
    std::vector<double> all;
    for (int i = 0; i < rounds; ++i) {
        const auto begun = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - begun;
        all.push_back(took.count());
    }
    std::sort(all.begin(), all.end());
    return all[all.size() / 2];
}

}  // namespace

int main(int count, char** arguments) {
    for (int i = 1; i < count; ++i) {
        std::ifstream file(arguments[i]);
        std::ostringstream text;
        text << file.rdbuf();
        const auto sop = sop::parse(text.str());
        if (!sop) {
            std::fprintf(stderr, "%s: %s\n", arguments[i], sop.error().why.c_str());
            return 1;
        }
        std::size_t bytes = 0;
        const auto print = [&] {
            const auto pdf = documents::sop_pdf(*sop);
            bytes = pdf ? pdf->size() : 0;
        };
        const double first = median_ms(1, print), later = median_ms(101, print);
        const double drawing = median_ms(101, [&] { static_cast<void>(sop::svg_of(*sop, {}, "")); });
        std::printf("%-28s pdf %6.2f ms (first %6.2f), %zu bytes; svg %6.3f ms\n", arguments[i],
                    later, first, bytes, drawing);
    }
}
