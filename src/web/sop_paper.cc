// The official sheet as HTML: identity block and flow table, the symbols drawn row by row.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "sop/diagram.h"
#include "sop/inferred.h"
#include "web/escape.h"
#include "web/sop_view.h"

namespace kentongan::web {
namespace {

using sop::Definition;
using sop::Point;
using sop::Symbol;

std::string number(double value) {
    std::array<char, 24> text{};
    const int length = std::snprintf(text.data(), text.size(), "%.1f", value * 100);
    return {text.data(), static_cast<std::size_t>(length)};
}

/// The drawing cut into table rows: each shows its window of the whole, stretched to its height.
class RowPictures {
  public:
    explicit RowPictures(const Definition& sop) : drawing_(sop::lay_out(sop)) {}

    int rows() const { return drawing_.rows; }
    const StepName& step_of(int row) const {
        return drawing_.row_steps[static_cast<std::size_t>(row)];
    }
    std::string picture(int row) const {
        const auto at = static_cast<std::size_t>(row);
        const double top = row == 0 ? 0 : drawing_.row_ends[at - 1];
        const double bottom = drawing_.row_ends[at];
        std::string body;
        for (std::size_t lane = 1; lane + 1 < drawing_.lane_edges.size(); ++lane) {
            body +=
                line({{drawing_.lane_edges[lane], top}, {drawing_.lane_edges[lane], bottom}}, "pg");
        }
        for (const auto& arrow : drawing_.arrows) {
            if (!crosses(arrow.points, top, bottom)) continue;
            body += line(arrow.points, "ps");
            if (arrow.points.size() > 1) body += head(arrow.points, top, bottom);
        }
        for (const auto& [a, b] : drawing_.links) {
            if (crosses({a, b}, top, bottom)) body += line({a, b}, "ps");
        }
        for (const auto& node : drawing_.nodes) {
            if (node.row == row) body += symbol(node);
        }
        return cat("<svg viewBox=\"0 ", number(top), " ", number(drawing_.lane_edges.back()), " ",
                   number(bottom - top), "\" preserveAspectRatio=\"none\" aria-hidden=\"true\">",
                   body, "</svg>");
    }

  private:
    static bool crosses(const std::vector<Point>& points, double top, double bottom) {
        const auto [low, high] = std::ranges::minmax_element(points, {}, &Point::y);
        return low != points.end() && low->y <= bottom && high->y >= top;
    }
    static std::string line(const std::vector<Point>& points, std::string_view name) {
        std::string path;
        for (const auto& point : points) {
            path += cat(path.empty() ? "M" : "L", number(point.x), " ", number(point.y));
        }
        return cat("<path class=\"", name, "\" d=\"", path, "\"/>");
    }
    static std::string head(const std::vector<Point>& points, double top, double bottom) {
        const Point b = points.back(), a = points[points.size() - 2];
        if (b.y < top || b.y > bottom) return {};
        const double dx = b.x > a.x ? 1 : b.x < a.x ? -1 : 0;
        const double dy = b.y > a.y ? 1 : b.y < a.y ? -1 : 0;
        constexpr double length = 0.1, half = 0.045;
        return cat("<path class=\"pf\" d=\"M", number(b.x), " ", number(b.y), "L",
                   number(b.x - length * dx + half * dy), " ",
                   number(b.y - length * dy + half * dx), "L",
                   number(b.x - length * dx - half * dy), " ",
                   number(b.y - length * dy - half * dx), "Z\"/>");
    }
    static std::string symbol(const sop::Node& node) {
        const auto& area = node.area;
        if (node.symbol == Symbol::diamond) {
            const double x = area.x + area.width / 2, y = area.y + area.height / 2;
            return cat("<path class=\"ps pw\" d=\"M", number(x), " ", number(area.y), "L",
                       number(area.right()), " ", number(y), "L", number(x), " ",
                       number(area.bottom()), "L", number(area.x), " ", number(y), "Z\"/>");
        }
        const bool round = node.symbol == Symbol::capsule || node.starts || node.ends;
        return cat("<rect class=\"ps pw\" x=\"", number(area.x), "\" y=\"", number(area.y),
                   "\" width=\"", number(area.width), "\" height=\"", number(area.height),
                   round ? cat("\" rx=\"", number(area.height / 2)) : "", "\"/>");
    }

    sop::Drawing drawing_;
};

std::string performers_of(const Definition& sop, const sop::Step& step,
                          const std::map<RoleName, std::vector<std::string>>& performers) {
    std::vector<std::string> names;
    for (const auto& performer : step.performers) {
        const auto* lane = sop.lane_of(performer.role);
        auto name = lane ? lane->label : performer.role.value;
        const auto titles = performers.find(performer.role);
        if (titles != performers.end() && !titles->second.empty()) {
            name += cat(" (", joined(titles->second, ", "), ")");
        }
        if (!name.empty()) names.push_back(std::move(name));
    }
    return joined(names, ", ");
}

PaperSection section_of(const sop::IdentitySection& section) {
    PaperSection out{section.label, section.lead};
    for (const auto& item : section.items) {
        out.items.push_back(item.marker.empty() ? item.words.text
                                                : cat(item.marker, " ", item.words.text));
        if (!item.words.correction.empty()) {
            out.corrections.push_back(
                cat(item.marker, item.marker.empty() ? "" : " ", item.words.correction));
        }
    }
    return out;
}

void fill_identity(SopPaper& paper, const Definition& sop) {
    paper.letterhead = sop.identity.letterhead;
    for (const auto& line : sop.identity.lines) {
        paper.lines.push_back({line.label, line.value.text, line.value.correction});
    }
    if (!paper.lines.empty()) paper.lines[0].rows = static_cast<std::int64_t>(paper.lines.size());
    const auto& sections = sop.identity.sections;
    for (std::size_t i = 0; i < sections.size(); i += 2) {
        PaperPair pair;
        pair.left.push_back(section_of(sections[i]));
        if (i + 1 < sections.size()) pair.right.push_back(section_of(sections[i + 1]));
        paper.pairs.push_back(std::move(pair));
    }
}

/// Numbered rows, and the ones that only start or end the flow.
void fill_rows(SopPaper& paper, const Say& say, const Definition& sop,
               const std::map<RoleName, std::vector<std::string>>& performers) {
    const RowPictures pictures(sop);
    for (int i = 0; i < pictures.rows(); ++i) {
        PaperRow row{.lanes = {pictures.picture(i)}};
        if (const auto* step = sop.find(pictures.step_of(i))) {
            row.number = cat(step->name.value, sop.after_number);
            row.activity = step->activity.text;
            if (step->decision || step->exits.size() > 1) row.exits = exits_of(say, *step);
            row.performers = performers_of(sop, *step, performers);
            row.needs = cell_text(step->needs);
            row.time = step->time.raw;
            row.makes = cell_text(step->makes);
            row.note = step->note.text;
            const bool some = std::ranges::any_of(
                step->exits, [](const sop::Exit& exit) { return exit.basis.inferred; });
            if (some || step->performer_basis.inferred) row.inferred = say("sop.inferred_mark");
        }
        paper.rows.push_back(std::move(row));
    }
}

}  // namespace

SopPaper paper_of(const Say& say, const Definition& sop,
                  const std::map<RoleName, std::vector<std::string>>& performers) {
    SopPaper paper{.flow_title = sop.identity.flow_title, .has_note = sop.keterangan_column};
    if (paper.flow_title.empty()) paper.flow_title = sop.title();
    fill_identity(paper, sop);
    for (const auto& lane : sop.lanes) paper.lanes.push_back(lane.label);
    paper.lane_count = static_cast<std::int64_t>(sop.lanes.size());
    paper.headings = sop.headings;
    static constexpr std::array usual{"sop.number", "sop.activity", "sop.performer", "sop.quality",
                                      "sop.needs",  "sop.time",     "sop.makes",     "sop.note"};
    for (std::size_t i = paper.headings.size(); i < usual.size(); ++i) {
        paper.headings.push_back(say(usual[i]));
    }
    fill_rows(paper, say, sop, performers);
    paper.total_label = sop.total_label;
    paper.total = sop.stated_total.raw;
    paper.before_total = 3 + paper.lane_count - 1 + 1;
    paper.after_total = sop.keterangan_column ? 2 : 1;
    return paper;
}

std::string exits_of(const Say& say, const sop::Step& step) {
    std::vector<std::string> words;
    for (const auto& exit : step.exits) {
        auto to = exit.to == sop::the_end ? say("sop.the_end") : exit.to.value;
        for (const auto& other : exit.allowed) to += cat(", ", other.value);
        words.push_back(say(exit.is_return ? "sop.exit_back" : "sop.exit_on",
                            {exit_words(say, step, exit), to}));
    }
    return joined(words, "; ");
}

std::vector<std::string> inferred_words(const Say& say, const Definition& sop) {
    std::vector<std::string> words;
    for (const auto& point : sop::inferred_points(sop)) {
        using What = sop::Inferred::What;
        const auto* step = sop.find(point.step);
        const auto label = step && point.exit < step->exits.size()
                               ? exit_words(say, *step, step->exits[point.exit])
                               : std::string{};
        std::string sentence;
        switch (point.what) {
        case What::performer: sentence = say("inferred.performer", {point.step.value}); break;
        case What::targets: sentence = say("inferred.targets", {point.step.value, label}); break;
        case What::exit: sentence = say("inferred.exit", {point.step.value, label}); break;
        case What::block: sentence = say("inferred.block", {point.step.value}); break;
        case What::next_sop: sentence = say("inferred.next_sop", {sop.continues_with}); break;
        }
        if (!point.reason.empty()) sentence += cat(" ", point.reason);
        words.push_back(std::move(sentence));
    }
    return words;
}

std::vector<std::string> correction_words(const Say& say, const Definition& sop) {
    std::vector<std::string> words;
    const auto put = [&](const std::string& where, const sop::Printed& printed) {
        if (printed.correction.empty()) return;
        auto place = where;
        while (place.ends_with(':') || place.ends_with(' ')) place.pop_back();
        words.push_back(say("sop.correction_of", {place, printed.text, printed.correction}));
    };
    for (const auto& line : sop.identity.lines) put(line.label, line.value);
    for (const auto& section : sop.identity.sections) {
        for (const auto& item : section.items) put(section.label, item.words);
    }
    for (const auto& step : sop.steps) {
        const auto where = say("sop.step_number", {step.name.value});
        put(where, step.activity);
        put(where, step.note);
        for (const auto& item : step.needs) put(where, item.words);
        for (const auto& item : step.makes) put(where, item.words);
    }
    return words;
}

}  // namespace kentongan::web
