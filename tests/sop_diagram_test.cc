// The drawing of an SOP: arrows keep off symbols and each other, labels off everything.
#include <doctest/doctest.h>

#include <cmath>
#include <pugixml.hpp>

#include "sop/diagram.h"
#include "sop/diagram_labels.h"
#include "sop_samples.h"

namespace kentongan::tests {
namespace {

bool upright(Point a, Point b) {
    return a.x == b.x;
}

/// The part of a symbol's box that no arrow may cross.
Area heart(const Node& node, double air) {
    return {node.area.x + air, node.area.y + air, node.area.width - 2 * air,
            node.area.height - 2 * air};
}

bool on_one_another(Point a, Point b, Point c, Point d) {
    if (upright(a, b) != upright(c, d)) return false;
    const bool stands = upright(a, b);
    const auto across = [&](Point p) { return stands ? p.x : p.y; };
    const auto along = [&](Point p) { return stands ? p.y : p.x; };
    if (std::abs(across(a) - across(c)) > 1e-6) return false;
    const auto [low, high] = std::minmax(along(a), along(b));
    const auto [other_low, other_high] = std::minmax(along(c), along(d));
    return std::min(high, other_high) - std::max(low, other_low) > 1e-6;
}

struct Faults {
    int missing = 0, slanted = 0, through_symbol = 0, overlaid = 0, label_on_symbol = 0;
    int label_on_label = 0, label_on_arrow = 0, crowded = 0;
    int all() const {
        return missing + slanted + through_symbol + overlaid + label_on_symbol + label_on_label +
               label_on_arrow + crowded;
    }
};

void check_arrow(const Drawing& drawing, std::size_t index, Faults& faults) {
    const Arrow& arrow = drawing.arrows[index];
    if (arrow.points.size() < 2) {
        faults.missing++;
        return;
    }
    for (std::size_t i = 0; i + 1 < arrow.points.size(); ++i) {
        const Point a = arrow.points[i], b = arrow.points[i + 1];
        faults.slanted += a.x != b.x && a.y != b.y;
        for (const Node& node : drawing.nodes) {
            const bool own = node.step == arrow.from || node.step == arrow.to || node.step.empty();
            if (!own) faults.through_symbol += passes(node.area, a, b);
            // Its own symbols it meets at the edge only; a diamond's edge lies inside its box.
            if (own && node.symbol == Symbol::box) {
                faults.through_symbol += passes(heart(node, 1e-3), a, b);
            }
        }
        for (std::size_t other = index + 1; other < drawing.arrows.size(); ++other) {
            const auto& points = drawing.arrows[other].points;
            for (std::size_t k = 0; k + 1 < points.size(); ++k) {
                faults.overlaid += on_one_another(a, b, points[k], points[k + 1]);
            }
        }
        for (const Arrow& other : drawing.arrows) {
            if (!other.label.empty()) faults.label_on_arrow += passes(other.label_area, a, b);
        }
    }
}

Faults faults_of(const Drawing& drawing) {
    Faults faults;
    for (std::size_t i = 0; i < drawing.arrows.size(); ++i) {
        check_arrow(drawing, i, faults);
        const Arrow& arrow = drawing.arrows[i];
        if (arrow.label.empty()) continue;
        faults.crowded += arrow.label_is_crowded;
        for (const Node& node : drawing.nodes) {
            faults.label_on_symbol += covers(arrow.label_area, node);
        }
        for (std::size_t k = i + 1; k < drawing.arrows.size(); ++k) {
            const Arrow& other = drawing.arrows[k];
            faults.label_on_label +=
                !other.label.empty() && overlap(arrow.label_area, other.label_area);
        }
    }
    return faults;
}

std::string words_of(const Faults& f) {
    return cat("missing ", f.missing, " slanted ", f.slanted, " through ", f.through_symbol,
               " overlaid ", f.overlaid, " label/symbol ", f.label_on_symbol, " label/label ",
               f.label_on_label, " label/arrow ", f.label_on_arrow, " crowded ", f.crowded);
}

Measures as_printed(const Plan& plan) {
    Measures m;
    m.symbol_width = 30;
    m.symbol_height = 18;
    m.gap = 5;
    m.head = 8;
    m.lanes.assign(static_cast<std::size_t>(plan.drawing.lanes), 54);
    m.rows.assign(static_cast<std::size_t>(plan.drawing.rows), 40);
    m.measure = [](const std::string& line) {
        return Size{3.4 * static_cast<double>(length_of(line)), 7};
    };
    return m;
}

TEST_CASE("the eleven rows are drawn as an official would draw them") {
    const Plan plan = plan_of(eleven_rows(), {.two_exits = true});
    const Drawing drawing = place(plan, as_printed(plan));
    CHECK(drawing.rows == 11);
    CHECK(drawing.lanes == 4);
    REQUIRE(drawing.nodes.size() == 11);
    CHECK(drawing.nodes[0].symbol == Symbol::capsule);
    CHECK(drawing.nodes[0].starts);
    CHECK(drawing.nodes[6].symbol == Symbol::diamond);
    CHECK(drawing.nodes[10].ends);
    CHECK(drawing.arrows.size() == 12);
    const auto faults = faults_of(drawing);
    CHECK_MESSAGE(faults.all() == 0, words_of(faults));
    SUBCASE("an arrow to the next row in the same lane is one straight line") {
        CHECK(drawing.arrows[1].points.size() == 2);
    }
}

TEST_CASE("no arrow crosses a symbol, lies on another, or runs through a label") {
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        const Definition sop = random_sop(seed);
        CAPTURE(seed);
        const Plan plan = plan_of(sop, {.two_exits = seed % 2 == 0});
        const auto faults = faults_of(place(plan, as_printed(plan)));
        CHECK_MESSAGE(faults.all() == 0, words_of(faults));
    }
}

TEST_CASE("a decision at the end gets a capsule in a row of its own") {
    Definition sop = eleven_rows();
    sop.steps.resize(8);
    sop.steps.back().exits.front() = way("selesai", "Disetujui");
    const Drawing drawing = lay_out(sop);
    CHECK(drawing.rows == 9);
    CHECK(drawing.nodes.back().ends);
    CHECK(drawing.nodes.back().symbol == Symbol::capsule);
}

TEST_CASE("several performers have a symbol each, joined by a line") {
    Definition sop = eleven_rows();
    sop.steps[4].performers.push_back({PerformerBy::role, RoleName{"kasi"}, {}});
    const Drawing drawing = lay_out(sop);
    CHECK(drawing.nodes.size() == 12);
    CHECK(drawing.links.size() == 1);
}

TEST_CASE("entering a parallel block draws an arrow to each branch, and each comes to the join") {
    Definition sop = random_sop(1);
    sop = eleven_rows();
    sop.blocks = {
        {"b", BlockKind::parallel, "", {{StepName{"3"}}, {StepName{"4"}}}, StepName{"5"}, ""}};
    sop.steps[2].exits = sop.steps[3].exits = {way("gabung")};
    const Drawing drawing = lay_out(sop);
    const auto arrows = [&](const char* from, const char* to) {
        return std::count_if(drawing.arrows.begin(), drawing.arrows.end(), [&](const Arrow& a) {
            return a.from.value == from && a.to.value == to;
        });
    };
    CHECK(arrows("2", "3") == 1);
    CHECK(arrows("2", "4") == 1);
    CHECK(arrows("3", "5") == 1);
    CHECK(arrows("4", "5") == 1);
}

TEST_CASE("the drawing in the page is well-formed, says itself in words, and has no inline style") {
    std::map<StepName, StepMark> live;
    live[StepName{"6"}].done = 2;
    live[StepName{"7"}] = {true, true, false, 1, 1, "sisa 35 menit"};
    for (std::uint64_t seed = 0; seed <= 40; ++seed) {
        CAPTURE(seed);
        const Definition sop = seed == 0 ? eleven_rows() : random_sop(seed);
        const std::string svg = svg_of(sop, live, "Alur <SOP> & langkah 7", "alur");
        pugi::xml_document document;
        REQUIRE(document.load_string(cat("<x>", svg, "</x>").c_str()));
        CHECK(svg.find("style=") == svg.npos);
        for (const auto& node : document.child("x").children("svg")) {
            CHECK(std::string(node.attribute("role").value()) == "img");
            CHECK(std::string(node.child("title").text().get()) == "Alur <SOP> & langkah 7");
            CHECK(!std::string(node.child("desc").text().get()).empty());
        }
        if (seed == 0) CHECK(svg.find("×2") != svg.npos);
        if (seed == 0) CHECK(svg.find("class=\"now late\"") != svg.npos);
    }
}

TEST_CASE("a short activity is its first sentence, cut at a word") {
    Step step;
    step.activity.text = "Memeriksa dan mengoreksi hasil isi konten. Jika tidak setuju, kembali";
    CHECK(short_activity(step) == "Memeriksa dan mengoreksi hasil isi konten");
    CHECK(short_activity(step, 20) == "Memeriksa dan…");
}

}  // namespace
}  // namespace kentongan::tests
