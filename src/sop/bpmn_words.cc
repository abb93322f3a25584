// The words of our BPMN extension, and durations as BPMN and as an SOP write them.
#include "sop/bpmn_words.h"

#include "base/text.h"

namespace kentongan::sop {

std::string_view bpmn_word_of(Section section) {
    switch (section) {
    case Section::legal_basis: return "dasarHukum";
    case Section::qualification: return "kualifikasiPelaksana";
    case Section::related: return "keterkaitan";
    case Section::equipment: return "peralatan";
    case Section::warning: return "peringatan";
    case Section::record: return "pencatatan";
    }
    return "";
}

std::string iso_duration(TimeUnit unit, int amount) {
    switch (unit) {
    case TimeUnit::working_minutes: return cat("PT", amount, "M");
    case TimeUnit::working_days:
    case TimeUnit::calendar_days: return cat("P", amount, "D");
    case TimeUnit::clock_hours: return cat("PT", amount, "H");
    case TimeUnit::months: return cat("P", amount, "M");
    case TimeUnit::none:
    case TimeUnit::during_event:
    case TimeUnit::automatic: return {};
    }
    return {};
}

std::string words_of_duration(std::string_view iso) {
    // A cycle says how often before, how long behind the stroke: "R3/PT24H".
    if (iso.starts_with('R')) iso.remove_prefix(std::min(iso.find('/'), iso.size() - 1) + 1);
    if (iso.size() < 3 || iso.front() != 'P') return {};
    std::string words, digits;
    bool clock = false;
    for (const char c : iso.substr(1)) {
        if (c >= '0' && c <= '9') {
            digits.push_back(c);
            if (digits.size() > 5) return {};
            continue;
        }
        if (c == 'T' && !clock && digits.empty()) {
            clock = true;
            continue;
        }
        const std::string_view unit = c == 'H' && clock    ? "jam"
                                      : c == 'M' && clock  ? "menit"
                                      : c == 'M'           ? "bulan"
                                      : c == 'D' && !clock ? "hari kalender"
                                      : c == 'W' && !clock ? "minggu"
                                                           : "";
        if (unit.empty() || digits.empty()) return {};
        if (digits != "0") words += cat(words.empty() ? "" : " ", digits, " ", unit);
        digits.clear();
    }
    return digits.empty() ? words : std::string{};
}

}  // namespace kentongan::sop
