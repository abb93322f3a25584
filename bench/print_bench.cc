// Measures how long the official PDF and the page's SVG of an SOP take.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <sstream>

#include "documents/sop_sheet.h"
#include "sop/diagram.h"

namespace {

using namespace kentongan;

struct Taken {
    double wall = 0, processor = 0;  // milliseconds, each the median
};

double median(std::vector<double> all) {
    std::sort(all.begin(), all.end());
    return all[all.size() / 2];
}

/// On a busy machine only the processor's time says what the work itself costs.
Taken taken(int rounds, const std::function<void()>& work) {
    std::vector<double> wall, processor;
    for (int i = 0; i < rounds; ++i) {
        const auto begun = std::chrono::steady_clock::now();
        const auto ticks = std::clock();
        work();
        processor.push_back(static_cast<double>(std::clock() - ticks) * 1e3 / CLOCKS_PER_SEC);
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - begun;
        wall.push_back(took.count());
    }
    return {median(wall), median(processor)};
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
        const Taken first = taken(1, print), later = taken(101, print);
        const Taken drawing = taken(101, [&] { static_cast<void>(sop::svg_of(*sop, {}, "")); });
        std::printf("%-28s pdf %6.2f ms (processor %6.2f, first %6.2f), %zu bytes; svg %6.3f ms\n",
                    arguments[i], later.wall, later.processor, first.wall, bytes, drawing.wall);
    }
}
