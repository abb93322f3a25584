// One SOP ready to be drawn: alone, or as a part of a bundle with its own page numbers.
#pragma once

#include "documents/sop_free.h"
#include "documents/sop_pages.h"

namespace kentongan::documents {

class SopDocument {
  public:
    SopDocument(Pdf&, const sop::Definition&, const PrintOptions&);
    SopDocument(const SopDocument&) = delete;
    SopDocument& operator=(const SopDocument&) = delete;

    int page_count() const { return static_cast<int>(pages_.size()); }
    const std::string& title() const { return title_; }
    std::string number() const { return sop_.number(); }
    /// Each page ends with its foot; page numbers count on from `first_page`.
    void draw(Pdf&, int first_page, int pages_in_all) const;

  private:
    // The pages point into these, so a document stays where it was made.
    sop::Definition sop_;
    PrintOptions options_;
    Pages pages_;
    std::string title_, foot_, remark_;
};

/// The line at the foot of a page: title, remark, page x of y.
void draw_foot(Pdf&, const std::string& title, const std::string& remark, int page, int pages,
               Language);
/// An emblem that is no picture is refused before anything is drawn.
Result<void> check_emblem(Pdf&, const std::string& emblem);

}  // namespace kentongan::documents
