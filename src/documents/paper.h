// Office papers as PDF: letterhead, title, text, facts, tables, tick boxes, signatures, codes.
// What is put in flows down the page and over to the next; the foot says page n of m.
#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "documents/page.h"

namespace kentongan::documents {

/// A paragraph of a cell or a form. With `ticked` a tick box stands before it, empty or ticked.
struct Note {
    std::string text = {};
    bool bold = false;
    std::optional<bool> ticked = {};
    double size = 0;  // 0: as its surroundings
};
/// What stands in one cell of a table.
struct Cell {
    std::vector<Note> notes = {};
    Align align = Align::left;
    Cell() = default;
    Cell(std::string text) : notes{{std::move(text)}} {}
    Cell(const char* text) : notes{{text}} {}
    Cell(std::vector<Note> all) : notes(std::move(all)) {}
    Cell(std::string text, Align at) : notes{{std::move(text)}}, align(at) {}
};

/// A table. Its head is repeated on each page, a row is never split unless it is taller than a
/// page. Tables without `above` join the one before, which makes official forms.
struct PaperTable {
    std::vector<double> widths;  // shares of the page's width
    std::vector<std::string> head = {};
    std::vector<std::vector<Cell>> rows = {};
    bool lines = true;
    double size = 9;
    double above = 6;
    double least_height = 0;  // of a row
};

struct Letterhead {
    std::string emblem = {};              // a PNG's or JPEG's bytes, or none
    std::string government = {};          // PEMERINTAH KABUPATEN SUKAMAJU
    std::string office = {};              // DINAS KOMUNIKASI DAN INFORMATIKA
    std::vector<std::string> lines = {};  // address, telephone, website
};

/// Who signs: place and date, "Plh." before the post where he acts for somebody, post, name, rank
/// and NIP (18 digits are set as 8 6 1 3).
struct Signature {
    std::string lead = {};  // "Sukamaju, 20 November 2026"
    std::string acting = {};
    std::string position = {};
    std::string name = {};
    std::string rank = {};
    std::string nip = {};
    std::string note = {};  // in the place of the signature: "diparaf secara elektronik …"
};

struct PaperOptions {
    Paper paper = Paper::a4;
    bool landscape = false;
    double margin = from_mm(18);
    About about = {};
    std::string foot = {};  // left in the foot of each page: check code, name of the office
};

class OfficePaper {
  public:
    explicit OfficePaper(PaperOptions);
    ~OfficePaper();
    OfficePaper(const OfficePaper&) = delete;
    OfficePaper& operator=(const OfficePaper&) = delete;

    void letterhead(const Letterhead&);
    /// Centred, bold; the lines below it plain: "Nomor: 800/12/KOMINFO".
    void title(std::string_view text, const std::vector<std::string>& below = {});
    void heading(std::string_view text);
    void paragraph(std::string_view text, Align = Align::left, const Style& = {10});
    /// "Surat dari : Dinas Kesehatan", with the labels in a column of their own.
    void facts(const std::vector<std::pair<std::string, std::string>>&, double label_mm = 38);
    /// 1. 2. 3. with text that hangs.
    void numbered(const std::vector<std::string>&);
    void ticks(const std::vector<Note>&, int columns = 1);
    void table(const PaperTable&);
    /// One stands at the right, two at left and right, three over the width.
    void signatures(const std::vector<Signature>&);
    /// A code of `text` with a caption beside it.
    void code(std::string_view text, std::string_view caption, double side_mm = 24);
    void gap(double points);
    void next_page();

    /// The PDF's bytes. The same contents and time give the same bytes.
    Result<std::string> finish();

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// "19700101 199503 1 999" from 18 digits; anything else as it is.
std::string nip_words(std::string_view);

}  // namespace kentongan::documents
