// Numbers of letters: patterns, and counters without gaps per series, unit and year.
#pragma once

#include <optional>
#include <string>
#include <vector>

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

/// A number that no letter bears: kept free for one that is not written yet, or out of use.
struct ReservedNumber {
    std::string series = {}, unit = {};
    int year = 0;
    std::int64_t number = 0;
    std::string shown = {}, purpose = {}, by_shown = {};
    Instant at = {};
    std::optional<Instant> taken_at = {}, freed_at = {};
    std::string taken_for = {}, free_reason = {};
    bool waits() const { return !taken_at && !freed_at; }
    /// What names it in a form.
    std::string key() const;
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

    /// Takes the next number now, for a letter that is not written yet. Rules of "number_purpose":
    /// required, too_long; of "reserved": too_many.
    static Result<ReservedNumber> reserve(store::Tx&, const Who&, const std::string& series,
                                          const std::string& purpose, Instant now);
    /// Gives it to the letter that is written now. Rule of "reserved": gone.
    static Result<ReservedNumber> take(store::Tx&, const Who&, const std::string& series,
                                       const std::string& key, const std::string& letter,
                                       Instant now);
    /// No letter will bear it: it stays in the register with its reason, and is never given again.
    static Result<void> set_free(store::Tx&, const Who&, const std::string& key,
                                 const std::string& reason, Instant now);
    /// The letter that bore this number bears another one now.
    static Result<void> explain(store::Tx&, const Who&, const std::string& series,
                                const GivenNumber&, const std::string& reason, Instant now);
    /// In the order of their numbers: those of a year, taken ones too.
    static Result<std::vector<ReservedNumber>> reserved(store::Tx&, OfficeId, int year);
    /// Those of a series that wait for their letter, of any year.
    static Result<std::vector<ReservedNumber>> waiting(store::Tx&, OfficeId,
                                                       const std::string& series);
};

}  // namespace kentongan::office
