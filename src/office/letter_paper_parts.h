// What the papers of letters share: dates, dashes, and the frame of a paper.
#pragma once

#include <string>

#include "documents/paper.h"
#include "office/letter_papers.h"
#include "office/letter_rows.h"

namespace kentongan::office {

inline std::string date_of(Instant time, const OfficeInfo& office) {
    return day_words(day_text(time, Zone{office.hours_from_utc}));
}

inline std::string or_dash(const std::string& text) {
    return text.empty() ? "-" : text;
}

inline documents::PaperOptions options_for(const OfficeInfo& office, const std::string& title,
                                           const std::string& foot, Instant now) {
    documents::PaperOptions options;
    options.about = {title, office.name, title, Language::indonesian, now};
    options.foot = foot;
    return options;
}

}  // namespace kentongan::office
