// Numbers of letters: patterns, and counters without gaps per series, unit and year.
#pragma once

#include <string>

#include "office/people.h"
#include "store/db.h"

namespace kentongan::office {

/// How an office numbers one kind of paper: "agenda", "surat_tugas", "sk_tim".
struct NumberSeries {
    std::string series = {};
    /// {kode} {urut} {urut:3} {opd} {bidang} {bulan_romawi} {bulan} {tahun} and literal text.
    std::string pattern = {};
    std::string unit = {};  // whose counter runs
    std::string agency_short = {}, division = {}, code = {};
    bool operator==(const NumberSeries&) const = default;
};
struct GivenNumber {
    std::int64_t number = 0;
    int year = 0;
    std::string shown = {};
};

/// The pattern with its tokens filled; refuses a token it does not know, and a pattern without
/// the running number.
Result<std::string> number_words(const NumberSeries&, std::int64_t number, int year, int month);
std::string roman(int month);

class Numbers {
  public:
    /// The office's own pattern, or the one it begins with.
    static Result<NumberSeries> series(store::Tx&, OfficeId, const std::string& name);
    static Result<void> set_series(store::Tx&, const Who&, const NumberSeries&, Instant at);
    /// The next number, taken in the caller's transaction: what is refused takes none.
    static Result<GivenNumber> next(store::Tx&, OfficeId, const std::string& name, Instant now);
};

}  // namespace kentongan::office
