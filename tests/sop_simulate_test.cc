// Offices in virtual time: the same seed, the same figures; and figures that can be believed.
#include "cast.h"
#include "sketch.h"
#include "sop/simulate.h"

namespace kentongan::tests {
namespace {

sop::Definition of(const std::string& key) {
    auto sop = sop::parse(file_text("sops/" + key + ".sop"), key);
    REQUIRE_MESSAGE(sop, key);
    return *std::move(sop);
}

const std::vector<std::string> five{"sanggau-2021", "magetan-2019", "ketapang-2024",
                                    "pontianak-2020", "singkawang-2023"};

TEST_CASE("every case of the five SOPs comes to its end") {
    for (const auto& key : five) {
        CAPTURE(key);
        const auto simulation = sop::simulate(of(key), {.cases = 60, .seed = 7});
        CHECK(simulation.finished == 60);
        CHECK(simulation.stuck_at.empty());
        CHECK(simulation.lead_mean > 0);
        CHECK(simulation.lead_p90 >= simulation.lead_mean);
        CHECK(!simulation.busiest.empty());
    }
}

TEST_CASE("the same seed gives the same report, another seed another one") {
    const auto sop = of("singkawang-2023");
    const auto report = [&](std::uint64_t seed) {
        return simulation_report(sop::simulate(sop, {.cases = 80, .seed = seed}));
    };
    CHECK(report(1) == report(1));
    CHECK(report(1) != report(2));
}

TEST_CASE("work lies around the standard, and nobody is busier than always") {
    const auto simulation = sop::simulate(of("singkawang-2023"), {.cases = 300, .seed = 3});
    for (const auto& step : simulation.steps) {
        CHECK(step.work_mean > 0.75 * step.standard);
        CHECK(step.work_mean < 1.15 * step.standard);
        CHECK(step.work_p90 <= 1.3 * step.standard);
    }
    for (const auto& role : simulation.roles) CHECK(role.busy <= 1);
}

TEST_CASE("more designers, shorter queues") {
    const auto waiting = [](int designers) {
        const auto simulation =
            sop::simulate(of("singkawang-2023"), {.cases = 200,
                                                  .seed = 5,
                                                  .arrivals_per_day = 4,
                                                  .staff = {{{"perancang_grafis"}, designers}}});
        return simulation.steps.at(1).wait_mean;
    };
    CHECK(waiting(1) > 2 * waiting(3));
    const auto one = sop::simulate(of("singkawang-2023"), {.cases = 200, .seed = 5});
    CHECK(one.busiest == RoleName{"perancang_grafis"});
}

TEST_CASE("a stricter checker makes more work") {
    const auto redone = [](double rate) {
        const auto simulation = sop::simulate(
            of("singkawang-2023"), {.cases = 200, .seed = 5, .rates = {{"3/tidak", rate}}});
        return simulation.steps.at(0).sent_back;
    };
    CHECK(redone(0) == 0);
    CHECK(redone(0.5) > 3 * redone(0.1));
}

TEST_CASE("four eyes with one pair is reported, not waited for") {
    auto sop = sketch("1: selesai -> 2\n 2: ya -> selesai");
    sop.lanes = {{{"staf"}, "Staf"}};
    sop.steps[1].other_than = {{"1"}};
    const auto alone = sop::simulate(sop, {.cases = 5});
    CHECK(alone.finished == 0);
    CHECK(alone.stuck_at == std::vector<StepName>(5, StepName{"2"}));
    CHECK(simulation_report(alone).find("tersendat: 5 (Langkah 2") != std::string::npos);
    CHECK(sop::simulate(sop, {.cases = 5, .staff = {{{"staf"}, 2}}}).finished == 5);
}

TEST_CASE("a step of all waits for everyone, and a flow without exits is not run") {
    auto sop = sketch("1: selesai -> selesai");
    sop.lanes = {{{"staf"}, "Staf"}, {{"kepala"}, "Kepala"}};
    sop.steps[0].performers.push_back({.role = {"kepala"}});
    sop.steps[0].completion = sop::Completion::all;
    const auto simulation = sop::simulate(sop, {.cases = 10});
    CHECK(simulation.finished == 10);
    CHECK(simulation.steps.at(0).done == 20);
    CHECK(sop::simulate(sketch("1:"), {}).finished == 0);
    CHECK(sop::simulate(sop::Definition{}, sop::SimOptions{}).finished == 0);
}

TEST_CASE("the report is a table in both languages, the plot a picture") {
    const auto simulation = sop::simulate(of("sanggau-2021"), {.cases = 30, .seed = 2});
    const auto report = simulation_report(simulation);
    CHECK(report.starts_with("Simulasi: 30, seed 2, 5 Jan 2026 – "));
    CHECK(report.find("KASI PKP") != report.npos);
    CHECK(report.find("paling sibuk") != report.npos);
    CHECK(simulation_report(simulation, Language::english).find("busiest") != std::string::npos);
    const auto plot = simulation_plot(simulation);
    CHECK(plot.starts_with("<svg "));
    CHECK(plot.ends_with("</svg>\n"));
    CHECK(is_utf8(plot));
}

}  // namespace
}  // namespace kentongan::tests
