// Draws a definition, and where a dossier stands in it, as SVG for the page.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "sop/diagram.h"
#include "sop/svg_text.h"

namespace kentongan::sop {
namespace {

constexpr double text_size = 12, small_size = 11, svg_line_height = 13.5;
constexpr double label_column = 124, wide_least = 1120, narrow_width = 344, narrow_lane = 120;

struct Words {
    std::vector<std::string> lines;  // the activity, short
    std::string time, who;
    double width() const {
        double widest = width_of(time, small_size);
        for (const auto& line : lines) widest = std::max(widest, width_of(line, text_size));
        return widest;
    }
    double height() const {
        const auto extra = static_cast<double>(!time.empty()) + static_cast<double>(!who.empty());
        return svg_line_height * (static_cast<double>(lines.size()) + extra);
    }
};

class Picture {
  public:
    Picture(const Definition& sop, const std::map<StepName, StepMark>& live, std::string_view title,
            std::string_view prefix)
        : sop_(sop), live_(live), title_(title), prefix_(prefix) {}

    std::string wide() {
        across_ = true;
        const Plan plan = plan_of(sop_, {.right_is_taken = true});
        Measures m = measures_of(plan);
        m.symbol_width = 28;
        m.symbol_height = 48;
        // A short SOP gets wider columns, so that it is not blown up to the page's width.
        const auto count = static_cast<double>(plan.drawing.rows);
        words_width_ = std::clamp((wide_least - label_column) / count - 18, 80.0, 200.0);
        set_lanes(plan, m);
        m.turned = true;
        m.words.assign(m.rows.size(), {});
        for (std::size_t row = 0; row < m.rows.size(); ++row) {
            const int tracks = std::max(plan.above[row], plan.below[row]);
            double words_width = std::min(words_width_, (wide_least - label_column) / count - 18);
            if (const Step* step = sop_.find(plan.drawing.row_steps[row])) {
                const Words step_words = words_of(*step, words_width_);
                words_width = std::max(words_width, step_words.width() + 2);
                m.words[row] = {step_words.height() + 8, words_width};
            }
            m.rows[row] = std::max(words_width, 60.0) + 2 * (std::max(1, tracks) * m.gap + 2);
        }
        drawing_ = place(plan, m);
        const double width = label_column + drawing_.row_ends.back() + 2;
        const double height = drawing_.lane_edges.back() + 2;
        std::string body = lane_bands(width - 2);
        for (const Step& step : sop_.steps) body += halo(step, words_of(step, words_width_));
        body += arrows();
        for (const Step& step : sop_.steps) body += symbols(step, words_of(step, words_width_));
        body += end_capsules();
        return whole("flow", width, height, body, "");
    }

    /// One column of symbols with the words beside them: legible on a phone without scrolling.
    std::string narrow() {
        across_ = false;
        Definition single = sop_;
        single.lanes = {{RoleName{"satu"}, {}}};
        for (Step& step : single.steps) step.performers = {{PerformerBy::role, RoleName{"satu"}}};
        const Plan plan = plan_of(single, {.right_is_taken = true});
        Measures m = measures_of(plan);
        m.symbol_width = 40;
        m.symbol_height = 26;
        m.aside = {-16};
        const double left = plan.beside[0] * m.gap;
        m.lanes.assign(1, narrow_lane + left);
        for (std::size_t row = 0; row < m.rows.size(); ++row) {
            const Step* step = sop_.find(plan.drawing.row_steps[row]);
            if (step) m.rows[row] = std::max(58.0, narrow_words(*step).height() + 18);
        }
        drawing_ = place(plan, m);
        std::string body;
        for (const Step& step : sop_.steps) body += halo(step, narrow_words(step));
        body += arrows();
        for (const Step& step : sop_.steps) body += symbols(step, narrow_words(step));
        body += end_capsules();
        const double width = std::max(narrow_width, drawing_.lane_edges.back() + 200);
        return whole("flow flow-narrow", width, drawing_.row_ends.back() + 2, body, "-s");
    }

  private:
    /// Lanes are as high as their words; those without a step as low as their name.
    void set_lanes(const Plan& plan, Measures& m) const {
        double words = 0, tracks = 16;
        for (const Step& step : sop_.steps) {
            words = std::max(words, words_of(step, words_width_).height());
        }
        for (const int count : plan.beside) tracks = std::max(tracks, count * m.gap + 16);
        const double lane = tracks + m.symbol_width + words + 12;
        m.lanes.assign(static_cast<std::size_t>(plan.drawing.lanes), 40);
        m.aside.assign(m.lanes.size(), 0);
        for (std::size_t i = 0; i < sop_.lanes.size(); ++i) {
            const auto lines = wrapped(sop_.lanes[i].label, label_column - 26, text_size, 9);
            m.lanes[i] = static_cast<double>(lines.size()) * svg_line_height + 14;
        }
        for (const Node& node : plan.drawing.nodes) {
            const auto i = static_cast<std::size_t>(node.lane);
            m.lanes[i] = std::max(m.lanes[i], lane);
            m.aside[i] = m.lanes[i] / 2 - (tracks + m.symbol_width / 2);
        }
    }

    static Measures measures_of(const Plan& plan) {
        Measures m;
        m.gap = 7;
        m.head = 10;
        m.keep_to_edge = true;
        m.rows.assign(static_cast<std::size_t>(plan.drawing.rows), 0);
        m.measure = [](const std::string& line) {
            return Size{width_of(line, small_size) + 2, small_size + 2};
        };
        return m;
    }

    StepMark mark_of(const Step& step) const {
        const auto it = live_.find(step.name);
        return it == live_.end() ? StepMark{} : it->second;
    }

    Words words_of(const Step& step, double width) const {
        Words words{
            wrapped(short_activity(step, width > 110 ? 90 : 48), width, text_size, 3), {}, {}};
        const StepMark mark = mark_of(step);
        words.time = step.time.unit == TimeUnit::none ? "" : step.time.raw;
        if (width_of(words.time, small_size) > width) words.time = shortened(step.time.raw, width);
        if (mark.returned > 0) {
            words.time += cat(words.time.empty() ? "" : " · ", "×", mark.returned + 1);
        }
        const auto who = wrapped(mark.who, width, small_size, 1);
        words.who = who.empty() ? "" : who.front();
        return words;
    }

    static std::string shortened(const std::string& raw, double width) {
        const auto lines = wrapped(raw, width - 8, small_size, 1);
        return lines.empty() ? "" : lines.front();
    }

    Words narrow_words(const Step& step) const {
        const double width = narrow_width - narrow_lane - 8;
        Words words = words_of(step, width);
        words.lines = wrapped(cat(short_activity(step, 90)), width, text_size, 3);
        std::string lanes;
        for (const Performer& performer : step.performers) {
            const Lane* lane = sop_.lane_of(performer.role);
            if (lane) lanes += (lanes.empty() ? "" : ", ") + lane->label;
        }
        if (!words.who.empty()) lanes += " · " + words.who;
        const auto who = wrapped(lanes, width, small_size, 1);
        words.who = who.empty() ? "" : who.front();
        return words;
    }

    // Lanes lie across in the wide picture: what the layout calls x is down.
    Point turned(Point at) const {
        return across_ ? Point{label_column + at.y, at.x + 1} : Point{at.x, at.y + 1};
    }
    Area turned(const Area& area) const {
        const Point at = turned(Point{area.x, area.y});
        return across_ ? Area{at.x, at.y, area.height, area.width}
                       : Area{at.x, at.y, area.width, area.height};
    }

    std::string lane_bands(double width) const {
        std::string out;
        for (std::size_t i = 0; i < sop_.lanes.size(); ++i) {
            const double top = drawing_.lane_edges[i] + 1;
            const double height = drawing_.lane_edges[i + 1] - drawing_.lane_edges[i];
            out +=
                cat("<rect class=\"", i % 2 == 0 ? "lane" : "lane2", "\" x=\"1\" y=\"", number(top),
                    "\" width=\"", number(width), "\" height=\"", number(height), "\"/>");
            const auto fitting = static_cast<std::size_t>(height / svg_line_height) - 1;
            const auto lines = wrapped(sop_.lanes[i].label, label_column - 26, text_size, fitting);
            const auto half = static_cast<double>(lines.size()) * svg_line_height / 2;
            double y = top + height / 2 - half + 10;
            for (const auto& line : lines) {
                out += text("ln", "", 12, y, line);
                y += svg_line_height;
            }
        }
        return out;
    }

    static std::string text(std::string_view name, std::string_view anchor, double x, double y,
                            std::string_view words) {
        return cat("<text class=\"", name, "\"", anchor, " x=\"", number(x), "\" y=\"", number(y),
                   "\">", in_svg(words), "</text>");
    }

    static std::string head(Point a, Point b, std::string_view name) {
        const double dx = b.x > a.x   ? 1
                          : b.x < a.x ? -1
                                      : 0,
                     dy = b.y > a.y   ? 1
                          : b.y < a.y ? -1
                                      : 0;
        return cat("<path class=\"", name, "\" d=\"M", number(b.x), " ", number(b.y), "L",
                   number(b.x - 7 * dx + 4 * dy), " ", number(b.y - 7 * dy + 4 * dx), "L",
                   number(b.x - 7 * dx - 4 * dy), " ", number(b.y - 7 * dy - 4 * dx), "Z\"/>");
    }

    std::string arrows() const {
        std::string out;
        for (const Arrow& arrow : drawing_.arrows) {
            if (arrow.points.size() < 2) continue;
            std::string path;
            for (const Point& point : arrow.points) {
                const Point at = turned(point);
                path += cat(path.empty() ? "M" : "L", number(at.x), " ", number(at.y));
            }
            const auto count = arrow.points.size();
            out += cat("<path class=\"", arrow.is_return ? "bk" : "ed", "\" d=\"", path, "\"/>",
                       head(turned(arrow.points[count - 2]), turned(arrow.points[count - 1]),
                            arrow.is_return ? "bh" : "hd"));
        }
        for (const auto& [a, b] : drawing_.links) {
            const Point from = turned(a), to = turned(b);
            out += cat("<path class=\"ed\" d=\"M", number(from.x), " ", number(from.y), "L",
                       number(to.x), " ", number(to.y), "\"/>");
        }
        for (const Arrow& arrow : drawing_.arrows) out += label(arrow);
        return out;
    }

    std::string label(const Arrow& arrow) const {
        const Area area = turned(arrow.label_area);
        std::string out;
        double y = area.y + small_size - 1;
        for (const auto& line : arrow.label_lines) {
            out += text(arrow.is_return ? "bt" : "mn", "", area.x + 1, y, line);
            y += small_size + 2;
        }
        return out;
    }

    std::string shape(const Node& node) const {
        const Area a = turned(node.area);
        if (node.symbol == Symbol::diamond) {
            const double x = a.x + a.width / 2, y = a.y + a.height / 2;
            return cat("<path class=\"box\" d=\"M", number(a.x), " ", number(y), "L", number(x),
                       " ", number(a.y), "L", number(a.right()), " ", number(y), "L", number(x),
                       " ", number(a.bottom()), "Z\"/>");
        }
        const double round = node.symbol == Symbol::capsule ? a.height / 2 : 3;
        return cat("<rect class=\"box\" x=\"", number(a.x), "\" y=\"", number(a.y), "\" width=\"",
                   number(a.width), "\" height=\"", number(a.height), "\" rx=\"", number(round),
                   "\"/>");
    }

    std::string halo(const Step& step, const Words& words) const {
        if (!mark_of(step).now) return "";
        std::string out;
        for (const Node& node : drawing_.nodes) {
            if (node.step != step.name) continue;
            const Area a = turned(node.area);
            const double side = std::max(18.0, words.width() / 2 + 5 - a.width / 2);
            const double right = across_ ? a.right() + side : narrow_width - 2;
            const double bottom = across_
                                      ? a.bottom() + words.height() + 8
                                      : a.y + a.height / 2 + std::max(20.0, words.height() / 2 + 6);
            const double left = a.x - (across_ ? side : 6);
            const double top = across_ ? a.y - 6 : 2 * (a.y + a.height / 2) - bottom;
            out += cat("<g class=\"", state_of(step), "\"><rect class=\"halo\" x=\"", number(left),
                       "\" y=\"", number(top), "\" width=\"", number(right - left), "\" height=\"",
                       number(bottom - top), "\" rx=\"8\"/></g>");
            if (!across_) break;
        }
        return out;
    }

    std::string state_of(const Step& step) const {
        const StepMark mark = mark_of(step);
        std::string state = mark.now ? "now" : mark.done > 0 ? "done" : "next";
        if (mark.late) state += " late";
        if (mark.paused) state += " paused";
        return state;
    }

    std::string symbols(const Step& step, const Words& words) const {
        std::string out = cat("<g class=\"", state_of(step), "\"><title>", in_svg(step.name.value),
                              ". ", in_svg(step.activity.text), "</title>");
        bool first = true;
        for (const Node& node : drawing_.nodes) {
            if (node.step != step.name) continue;
            const Area a = turned(node.area);
            const double middle = a.x + a.width / 2;
            out += shape(node);
            out += text("no", " text-anchor=\"middle\"", middle, a.y + a.height / 2 + 4.5,
                        step.name.value);
            if (!first) continue;
            first = false;
            const std::string_view anchor = across_ ? " text-anchor=\"middle\"" : "";
            const double x = across_ ? middle : drawing_.lane_edges.back() + 4;
            double y = (across_ ? a.bottom() + 6 : a.y + a.height / 2 - words.height() / 2) + 10;
            const auto line = [&](std::string_view name, const std::string& content) {
                if (content.empty()) return;
                out += text(name, anchor, x, y, content);
                y += svg_line_height;
            };
            for (const auto& words_line : words.lines) line("tx", words_line);
            line("mn", words.time);
            line("mn", words.who);
        }
        return out + "</g>";
    }

    std::string end_capsules() const {
        std::string out;
        for (const Node& node : drawing_.nodes) {
            if (node.step.empty()) out += cat("<g class=\"next\">", shape(node), "</g>");
        }
        return out;
    }

    std::string whole(std::string_view name, double width, double height, const std::string& body,
                      std::string_view suffix) const {
        std::string facts;
        for (const Step& step : sop_.steps) {
            facts += cat(facts.empty() ? "" : "; ", step.name.value, ". ", short_activity(step));
            const StepMark mark = mark_of(step);
            if (mark.now) facts += " ←";
            if (mark.returned > 0) facts += cat(" ×", mark.returned + 1);
        }
        const std::string id = cat(prefix_, suffix);
        return cat("<svg class=\"", name, "\" viewBox=\"0 0 ", number(width), " ", number(height),
                   "\" role=\"img\" aria-labelledby=\"", id, "-t ", id, "-d\"><title id=\"", id,
                   "-t\">", in_svg(title_), "</title><desc id=\"", id, "-d\">", in_svg(facts),
                   "</desc>", body, "</svg>");
    }

    const Definition& sop_;
    const std::map<StepName, StepMark>& live_;
    std::string_view title_, prefix_;
    Drawing drawing_;
    bool across_ = true;
    double words_width_ = 80;
};

}  // namespace

std::string svg_of(const Definition& sop, const std::map<StepName, StepMark>& live,
                   std::string_view title, std::string_view prefix) {
    if (sop.steps.empty()) return "";
    Picture picture(sop, live, title, prefix);
    return picture.wide() + picture.narrow();
}

}  // namespace kentongan::sop
