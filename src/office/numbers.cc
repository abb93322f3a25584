// Owns number_series, number_counter and reserved_number.
#include "office/numbers.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "office/fields.h"
#include "office/journal.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr std::size_t pattern_max = 120, part_max = 60, purpose_max = 200;
constexpr std::size_t reserved_most = 50;  // that wait at a time, of a series

struct First {
    std::string_view series, pattern;
};
constexpr std::array firsts{First{"agenda", "{urut}"},
                            First{"surat_tugas", "{kode}/{urut:3}/{opd}/{tahun}"},
                            First{"sk_tim", "{kode}/{urut:3}/{opd}/{tahun}"}};

std::string padded(std::int64_t number, std::size_t digits) {
    const auto text = std::to_string(number);
    return std::string(text.size() < digits ? digits - text.size() : 0, '0') + text;
}

/// What a token stands for, or nothing for one that is unknown.
std::optional<std::string> filled(const NumberSeries& series, std::string_view token,
                                  std::int64_t number, int year, int month) {
    if (token == "urut") return std::to_string(number);
    if (token.starts_with("urut:") && token.size() == 6 && token[5] >= '1' && token[5] <= '9') {
        return padded(number, static_cast<std::size_t>(token[5] - '0'));
    }
    if (token == "kode") return series.code;
    if (token == "opd") return series.agency_short;
    if (token == "bidang") return series.division;
    if (token == "unit") return series.unit;
    if (token == "tahun") return std::to_string(year);
    if (token == "bulan") return padded(month, 2);
    if (token == "bulan_romawi") return roman(month);
    return {};
}

std::pair<int, int> year_and_month(Instant now, int hours_from_utc) {
    const auto day = std::chrono::floor<std::chrono::days>(Zone{hours_from_utc}.local(now));
    const std::chrono::year_month_day date{day};
    return {int{date.year()}, static_cast<int>(unsigned{date.month()})};
}

template <class... Values>
Result<std::vector<ReservedNumber>> reserved_where(store::Tx& tx, const std::string& condition,
                                                   const Values&... values) {
    using Maybe = std::optional<Instant>;
    const auto rows = TRY(tx.all<std::string, std::string, int, std::int64_t, std::string,
                                 std::string, std::string, Instant, Maybe, std::string, Maybe,
                                 std::string>(
        cat("SELECT series, unit, year, number, shown, purpose, by_shown, at, taken_at, taken_for,"
            " freed_at, free_reason FROM reserved_number WHERE office_id = $1 ",
            condition, " ORDER BY series, unit, year, number"),
        values...));
    std::vector<ReservedNumber> all;
    for (const auto& row : rows) {
        ReservedNumber one;
        std::tie(one.series, one.unit, one.year, one.number, one.shown, one.purpose, one.by_shown,
                 one.at, one.taken_at, one.taken_for, one.freed_at, one.free_reason) = row;
        all.push_back(std::move(one));
    }
    return all;
}

Result<void> note_number(store::Tx& tx, const Who& who, const char* event,
                         const ReservedNumber& one, const std::string& words, Instant now) {
    JsonObject said{{"event", event}, {"number", one.shown}};
    said["words"] = cat(one.shown, ": ", words);
    said["series"] = one.series;
    TRY(Journal::append(tx, who, cat("nomor/", one.series), std::move(said), now));
    tx.tell("surat");
    return {};
}

Error gone() {
    return {Kind::conflict, "no such reserved number", {{"reserved", "gone"}}};
}

/// Refuses a reason or purpose that is empty or too long.
Result<std::string> words_in(const std::string& field, const std::string& typed) {
    std::string words(trimmed(typed));
    if (words.empty()) return wrong_field(field, "required");
    if (length_of(words) > purpose_max) {
        return wrong_field(field, "too_long", {std::to_string(purpose_max)});
    }
    return words;
}

}  // namespace

std::string ReservedNumber::key() const {
    return cat(series, "/", year, "/", number, "/", unit);
}

std::string roman(int month) {
    constexpr std::array words{"I",   "II",   "III", "IV", "V",  "VI",
                               "VII", "VIII", "IX",  "X",  "XI", "XII"};
    return month >= 1 && month <= 12 ? words[static_cast<std::size_t>(month - 1)] : "";
}

Result<std::string> number_words(const NumberSeries& series, std::int64_t number, int year,
                                 int month) {
    const auto refuse = [](std::string rule, std::string with) {
        return Error{Kind::invalid, "number pattern", {{"pattern", rule, {std::move(with)}}}};
    };
    std::string out;
    bool counts = false;
    std::string_view rest = series.pattern;
    while (!rest.empty()) {
        const auto open = rest.find('{');
        out += rest.substr(0, open);
        if (open == rest.npos) break;
        const auto close = rest.find('}', open);
        if (close == rest.npos) return refuse("open", series.pattern);
        const auto token = rest.substr(open + 1, close - open - 1);
        const auto words = filled(series, token, number, year, month);
        if (!words) return refuse("unknown", std::string(token));
        counts |= token.starts_with("urut");
        out += *words;
        rest.remove_prefix(close + 1);
    }
    if (!counts) return refuse("no_number", series.pattern);
    return out;
}

Result<NumberSeries> Numbers::series(store::Tx& tx, OfficeId office, const std::string& name) {
    NumberSeries found{.series = name};
    const auto row = TRY(tx.maybe<std::string, std::string, std::string, std::string, std::string>(
        "SELECT pattern, unit, agency_short, division, code FROM number_series"
        " WHERE office_id = $1 AND series = $2",
        office, name));
    if (row) {
        std::tie(found.pattern, found.unit, found.agency_short, found.division, found.code) = *row;
        return found;
    }
    for (const First& first : firsts) {
        if (first.series == name) found.pattern = first.pattern;
    }
    if (found.pattern.empty()) return Error{Kind::not_found, "no such series"};
    found.agency_short = "KOMINFO";
    if (name != "agenda") found.code = "800.1.11.1";
    return found;
}

Result<void> Numbers::set_series(store::Tx& tx, const Who& who, const NumberSeries& wish,
                                 Instant at) {
    TRY(need(who, Right::register_letters));
    TRY(series(tx, who.office, wish.series));
    if (wish.pattern.size() > pattern_max || wish.unit.size() > part_max ||
        wish.agency_short.size() > part_max || wish.division.size() > part_max ||
        wish.code.size() > part_max) {
        return Error{Kind::invalid, "too long", {{"pattern", "too_long", {"120"}}}};
    }
    TRY(number_words(wish, 1, 2026, 1));
    TRY(tx.run(
        "INSERT INTO number_series (office_id, series, pattern, unit, agency_short, division, code)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (office_id, series)"
        " DO UPDATE SET pattern = excluded.pattern, unit = excluded.unit,"
        " agency_short = excluded.agency_short, division = excluded.division,"
        " code = excluded.code",
        who.office, wish.series, wish.pattern, wish.unit, wish.agency_short, wish.division,
        wish.code));
    JsonObject event{{"event", "number_pattern_set"}};
    event["series"] = wish.series;
    event["pattern"] = wish.pattern;
    TRY(Journal::append(tx, who, cat("person/", who.person.value), std::move(event), at));
    return {};
}

Result<GivenNumber> Numbers::next(store::Tx& tx, OfficeId office, const std::string& name,
                                  Instant now) {
    const auto how = TRY(series(tx, office, name));
    const auto [hours] =
        TRY(tx.one<int>("SELECT hours_from_utc FROM office WHERE id = $1", office));
    const auto [year, month] = year_and_month(now, hours);
    const auto [last] = TRY(tx.one<std::int64_t>(
        "INSERT INTO number_counter (office_id, series, unit, year, last)"
        " VALUES ($1, $2, $3, $4, 1) ON CONFLICT (office_id, series, unit, year)"
        " DO UPDATE SET last = number_counter.last + 1 RETURNING last",
        office, name, how.unit, year));
    return GivenNumber{last, year, TRY(number_words(how, last, year, month))};
}

Result<ReservedNumber> Numbers::reserve(store::Tx& tx, const Who& who, const std::string& name,
                                        const std::string& typed, Instant now) {
    TRY(need(who, Right::register_letters));
    const auto purpose = TRY(words_in("number_purpose", typed));
    const auto how = TRY(series(tx, who.office, name));
    const auto open = TRY(waiting(tx, who.office, name));
    if (open.size() >= reserved_most) {
        return wrong_field("reserved", "too_many", {std::to_string(reserved_most)});
    }
    const auto given = TRY(next(tx, who.office, name, now));
    const ReservedNumber one{.series = name,
                             .unit = how.unit,
                             .year = given.year,
                             .number = given.number,
                             .shown = given.shown,
                             .purpose = purpose,
                             .by_shown = who.shown(),
                             .at = now};
    TRY(
        tx.run("INSERT INTO reserved_number (office_id, series, unit, year, number, shown, purpose,"
               " person_id, by_shown, at, taken_for, free_reason)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '')",
               who.office, one.series, one.unit, one.year, one.number, one.shown, purpose,
               who.person, one.by_shown, now));
    TRY(note_number(tx, who, "number_reserved", one, purpose, now));
    return one;
}

Result<ReservedNumber> Numbers::take(store::Tx& tx, const Who& who, const std::string& name,
                                     const std::string& key, const std::string& letter,
                                     Instant now) {
    const auto open = TRY(waiting(tx, who.office, name));
    const auto one = std::ranges::find(open, key, &ReservedNumber::key);
    if (one == open.end()) return gone();
    TRY(
        tx.run("UPDATE reserved_number SET taken_at = $6, taken_for = $7 WHERE office_id = $1"
               " AND series = $2 AND unit = $3 AND year = $4 AND number = $5",
               who.office, one->series, one->unit, one->year, one->number, now, letter));
    TRY(note_number(tx, who, "number_taken", *one, letter, now));
    return *one;
}

Result<void> Numbers::set_free(store::Tx& tx, const Who& who, const std::string& key,
                               const std::string& typed, Instant now) {
    TRY(need(who, Right::register_letters));
    const auto open = TRY(waiting(tx, who.office, key.substr(0, key.find('/'))));
    const auto one = std::ranges::find(open, key, &ReservedNumber::key);
    if (one == open.end()) return gone();
    const auto reason = TRY(words_in("reason", typed));
    TRY(
        tx.run("UPDATE reserved_number SET freed_at = $6, free_reason = $7 WHERE office_id = $1"
               " AND series = $2 AND unit = $3 AND year = $4 AND number = $5",
               who.office, one->series, one->unit, one->year, one->number, now, reason));
    return note_number(tx, who, "number_freed", *one, reason, now);
}

Result<void> Numbers::explain(store::Tx& tx, const Who& who, const std::string& name,
                              const GivenNumber& given, const std::string& reason, Instant now) {
    const auto how = TRY(series(tx, who.office, name));
    TRY(
        tx.run("INSERT INTO reserved_number (office_id, series, unit, year, number, shown, purpose,"
               " person_id, by_shown, at, taken_for, freed_at, free_reason)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', $10, $7)"
               " ON CONFLICT (office_id, series, unit, year, number) DO UPDATE SET"
               " taken_at = NULL, freed_at = excluded.freed_at, free_reason = excluded.free_reason",
               who.office, name, how.unit, given.year, given.number, given.shown, reason,
               who.person, who.shown(), now));
    const ReservedNumber one{.series = name, .shown = given.shown};
    return note_number(tx, who, "number_freed", one, reason, now);
}

Result<std::vector<ReservedNumber>> Numbers::reserved(store::Tx& tx, OfficeId office, int year) {
    return reserved_where(tx, "AND year = $2", office, year);
}

Result<std::vector<ReservedNumber>> Numbers::waiting(store::Tx& tx, OfficeId office,
                                                     const std::string& name) {
    return reserved_where(tx, "AND series = $2 AND taken_at IS NULL AND freed_at IS NULL", office,
                          name);
}

}  // namespace kentongan::office
