// Tells what a simulated office showed, as a table for a terminal and as a picture.
#include <algorithm>
#include <cmath>

#include "sop/simulate.h"
#include "sop/svg_text.h"

namespace kentongan::sop {
namespace {

struct Words {
    std::string_view title, arrivals, finished, lead, lead_p90, throughput, stuck, step, standard,
        work, p90, wait, queue, done, back, late, role, staff, busy, busiest, per_day, minutes,
        most, nobody;
};
constexpr Words indonesian{"Simulasi",     "masuk",         "selesai",
                           "waktu berkas", "90 % di bawah", "hasil",
                           "tersendat",    "Langkah",       "baku",
                           "kerja",        "p90",           "tunggu",
                           "antre",        "selesai",       "kembali",
                           "lewat",        "Pelaksana",     "orang",
                           "sibuk",        "paling sibuk",  "berkas per hari kerja",
                           "menit kerja",  "terbanyak",     "tidak ada yang dapat melanjutkan"};
constexpr Words english{"Simulation",    "arrivals",   "finished",
                        "time per file", "90 % below", "throughput",
                        "stuck",         "Step",       "std",
                        "work",          "p90",        "wait",
                        "queue",         "done",       "back",
                        "late",          "Performer",  "staff",
                        "busy",          "busiest",    "files per working day",
                        "working min",   "most",       "nobody could go on"};

const Words& words_in(Language language) {
    return language == Language::indonesian ? indonesian : english;
}

/// Pads by characters, not bytes; numbers to the right, words to the left.
std::string left(std::string_view text, std::size_t width) {
    std::string out;
    std::size_t length = 0;
    for (const char c : text) {
        const bool starts = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        if (starts && ++length > width) break;
        out += c;
    }
    return out + std::string(width - std::min(width, length), ' ');
}
std::string right(std::string_view text, std::size_t width) {
    const auto length = length_of(text);
    return std::string(width - std::min(width, length), ' ') + std::string(text);
}
std::string whole(double value) {
    return std::to_string(static_cast<long>(std::lround(value)));
}
/// One digit behind the comma, as Indonesians write it.
std::string tenths(double value, Language language) {
    const long tenth = std::lround(value * 10);
    return cat(tenth / 10, language == Language::indonesian ? "," : ".", tenth % 10);
}
std::string percent(double share) {
    return whole(share * 100) + " %";
}

std::string step_table(const Simulation& simulation, const Words& words, Language language) {
    std::string out =
        cat(left(words.step, 32), right(words.standard, 7), right(words.work, 7),
            right(words.p90, 7), right(words.wait, 8), right(words.p90, 8), right(words.queue, 7),
            right(words.done, 9), right(words.back, 9), right(words.late, 7), "\n");
    for (const StepFigures& step : simulation.steps) {
        const auto name = cat(step.step.value, " ", step.activity);
        out += cat(
            left(name, 31), " ", right(step.standard ? std::to_string(step.standard) : "-", 7),
            right(whole(step.work_mean), 7), right(whole(step.work_p90), 7),
            right(whole(step.wait_mean), 8), right(whole(step.wait_p90), 8),
            right(tenths(step.queue_mean, language), 7), right(std::to_string(step.done), 9),
            right(std::to_string(step.sent_back), 9), right(std::to_string(step.late), 7), "\n");
    }
    return out;
}

std::string role_table(const Simulation& simulation, const Words& words) {
    std::string out = cat(left(words.role, 46), right(words.staff, 7), right(words.busy, 8),
                          right(cat(words.queue, " ", words.most), 18), "\n");
    for (const RoleFigures& role : simulation.roles) {
        out += cat(left(role.label.empty() ? role.role.value : role.label, 45), " ",
                   right(std::to_string(role.staff), 7), right(percent(role.busy), 8),
                   right(std::to_string(role.queue_most), 18));
        if (role.role == simulation.busiest) out += cat("  ", words.busiest);
        out += "\n";
    }
    return out;
}

// --- The picture
// ----------------------------------------------------------------------------------

constexpr double width = 760, label_width = 250, row_height = 34, top = 58, bar_height = 14;

constexpr std::string_view style =
    "<style>text{font:13px sans-serif;fill:#1c2733}.baku{fill:none;stroke:#1c2733;"
    "stroke-width:1.5}.kerja{fill:#2f6f8f}.tunggu{fill:#e3b341}.latar{fill:#fff}</style>";

std::string bar(std::string_view kind, double x, double y, double length, double height) {
    return cat("<rect class=\"", kind, "\" x=\"", number(x), "\" y=\"", number(y), "\" width=\"",
               number(std::max(length, 0.0)), "\" height=\"", number(height), "\"/>");
}

std::string words_at(double x, double y, std::string_view text) {
    return cat("<text x=\"", number(x), "\" y=\"", number(y), "\">", in_svg(text), "</text>");
}

}  // namespace

std::string simulation_report(const Simulation& simulation, Language language) {
    const Words& words = words_in(language);
    std::string out = cat(words.title, ": ", with_dots(simulation.cases), ", seed ",
                          simulation.seed, ", ", short_date(simulation.from, {}, language), " – ",
                          short_date(simulation.till, {}, language), "\n");
    out += cat(words.arrivals, ": ", tenths(simulation.arrivals_per_day, language), " ",
               words.per_day, "\n");
    out += cat(words.finished, ": ", with_dots(simulation.finished), "; ", words.throughput, ": ",
               tenths(simulation.finished_per_day, language), " ", words.per_day, "\n");
    out += cat(words.lead, ": ", whole(simulation.lead_mean), " ", words.minutes, "; ",
               words.lead_p90, " ", whole(simulation.lead_p90), " ", words.minutes, "\n");
    if (!simulation.stuck_at.empty()) {
        std::map<StepName, int> stuck;
        for (const StepName& step : simulation.stuck_at) ++stuck[step];
        for (const auto& [step, count] : stuck) {
            out += cat(words.stuck, ": ", count, " (", words.step, " ", step.value, ": ",
                       words.nobody, ")\n");
        }
    }
    return cat(out, "\n", step_table(simulation, words, language), "\n",
               role_table(simulation, words));
}

std::string simulation_plot(const Simulation& simulation, Language language) {
    const Words& words = words_in(language);
    double longest = 1;
    for (const StepFigures& step : simulation.steps) {
        longest = std::max(
            {longest, step.work_mean + step.wait_mean, static_cast<double>(step.standard)});
    }
    const double scale = (width - label_width - 70) / longest;
    const double height = top + row_height * static_cast<double>(simulation.steps.size()) + 10;
    std::string out = cat("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ", number(width),
                          " ", number(height), "\" role=\"img\"><title>", words.title, ": ",
                          simulation.cases, "</title>", style);
    out += bar("latar", 0, 0, width, height);
    out += words_at(12, 22,
                    cat(words.title, ": ", with_dots(simulation.cases), " (", words.minutes, ")"));
    double x = label_width;
    for (const auto& [kind, word] :
         {std::pair{"kerja", words.work}, std::pair{"tunggu", words.wait},
          std::pair{"baku", words.standard}}) {
        out += bar(kind, x, 32, 14, 12) + words_at(x + 20, 43, word);
        x += 100;
    }
    double y = top;
    for (const StepFigures& step : simulation.steps) {
        const auto label =
            wrapped(cat(step.step.value, " ", step.activity), label_width - 24, 13, 1);
        out += words_at(12, y + bar_height, label.empty() ? step.step.value : label.front());
        const double wait = step.wait_mean * scale, work = step.work_mean * scale;
        out += bar("kerja", label_width, y + 2, work, bar_height);
        out += bar("tunggu", label_width + work, y + 2, wait, bar_height);
        if (step.standard > 0) {
            out += bar("baku", label_width, y, step.standard * scale, bar_height + 4);
        }
        const double end = std::max(wait + work, step.standard * scale);
        out +=
            words_at(label_width + end + 6, y + bar_height, whole(step.wait_mean + step.work_mean));
        y += row_height;
    }
    return out + "</svg>\n";
}

}  // namespace kentongan::sop
