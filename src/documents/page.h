// A small drawing kit for printed documents: pages, measured text, lines, boxes; measured in
// points.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "base/text.h"

namespace kentongan::documents {

enum class Paper { a4, f4, half_folio };

struct Extent {
    double width = 0, height = 0;
};
/// A4 is 210 × 297 mm, F4 (folio) is 215 × 330 mm, half of it 165 × 215 mm.
Extent extent_of(Paper, bool landscape = true);
constexpr double from_mm(double mm) {
    return mm * 72 / 25.4;
}

struct Box {
    double x = 0, y = 0, width = 0, height = 0;
    double right() const { return x + width; }
    double bottom() const { return y + height; }
};
struct Spot {
    double x = 0, y = 0;
};

struct Style {
    double size = 9;
    bool bold = false, italic = false;
    double gray = 0;  // 0 is black
    bool operator==(const Style&) const = default;
};
enum class Align { left, center, right };

/// One printed line: its words, how they look, and how far in they begin.
struct Line {
    std::string text = {};
    Style style = {};
    double indent = 0;
    double height = 0;
    double above = 0;         // empty space before it
    std::string marker = {};  // stands in the indent: "1."
};
/// A cell's text, already broken into lines that fit its width.
using Lines = std::vector<Line>;
double height_of(const Lines&);

struct About {
    std::string title = {}, author = {}, subject = {};
    Language language = Language::indonesian;
    Instant created = {};
};

/// A PDF being drawn. Pages follow one another; text is selectable, fonts are embedded.
class Pdf {
  public:
    Pdf(Extent, About);
    ~Pdf();
    Pdf(const Pdf&) = delete;
    Pdf& operator=(const Pdf&) = delete;

    Extent page() const;
    void next_page();

    double width_of(std::string_view text, const Style&);
    double widest_word(std::string_view text, const Style&);
    /// Breaks at blanks and line ends only, so that what is copied out is what was put in. A word
    /// that is wider than the line is broken where it must.
    std::vector<std::string> broken(std::string_view text, const Style&, double width);
    /// Adds paragraphs to a cell; `marker` stands before the first line, in the indent.
    void add(Lines&, std::string_view text, const Style&, double width, double above = 0,
             double indent = 0, std::string_view marker = "");

    void write(std::string_view text, Spot at, const Style&);
    void write(const Lines&, const Box&, Align = Align::left, bool centered_in_height = false);
    void write(const Lines&, std::size_t from, std::size_t till, const Box&, Align = Align::left);

    void line(Spot, Spot, double width = 0.6);
    void box(const Box&, double width = 0.6);
    void fill(const Box&, double gray);
    /// A closed outline on white, so that what lies below does not run through it.
    void polygon(const std::vector<Spot>&, double width = 0.8);
    void capsule(const Box&, double width = 0.8);
    /// A polyline, dashed where it was concluded rather than read; with a head at its end.
    void arrow(const std::vector<Spot>&, bool dashed, bool head = true, double width = 0.8);
    /// A PNG or JPEG picture, fitted into the box and centred. Refuses anything else.
    Result<void> picture(std::string_view bytes, const Box&);

    /// Structure for readers that cannot see: "H1", "P", "Table", "TR", "TH", "TD"…
    void begin(const char* tag);
    void end(const char* tag);
    void bookmark(std::string_view title, int page);

    /// Ends the document and gives its bytes, with the language in its catalogue.
    Result<std::string> finish();

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace kentongan::documents
