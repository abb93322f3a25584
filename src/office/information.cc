// Owns information_class.
#include "office/information.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "office/airing_desk.h"
#include "office/dossier_act.h"
#include "office/fields.h"
#include "office/journal.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr std::size_t basis_max = 1000;

// clang-format off
constexpr std::array<std::pair<InformationClass, std::string_view>, 3> class_words{{
    {InformationClass::open,      "terbuka"},
    {InformationClass::immediate, "serta_merta"},
    {InformationClass::excluded,  "dikecualikan"},
}};
// clang-format on

bool is_calendar_day(const std::string& text) {
    return text.size() == 10 && text[4] == '-' && from_iso(text + "T00:00:00Z").has_value();
}

Result<Information> checked_information(const Information& wish) {
    Fields fields;
    Information kept{.is = wish.is};
    if (!wish.excluded()) return kept;
    const auto& grounds = exclusion_grounds();
    kept.ground = wish.ground;
    if (std::ranges::find(grounds, wish.ground) == grounds.end()) {
        fields.wrong("information_ground", "required");
    }
    kept.basis = fields.wanted("information_basis", wish.basis, basis_max);
    kept.until_day = wish.until_day;
    if (!wish.until_day.empty() && !is_calendar_day(wish.until_day)) {
        fields.wrong("information_until", "not_a_day");
    }
    TRY(fields.settle());
    return kept;
}

}  // namespace

std::string_view word_of(InformationClass is) {
    return std::ranges::find(class_words, is, &decltype(class_words)::value_type::first)->second;
}

const std::vector<std::string>& exclusion_grounds() {
    static const std::vector<std::string> letters{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
    return letters;
}

Error excluded_error(const Information& information) {
    return {Kind::conflict,
            cat("Informasi ini dikecualikan (Pasal 17 huruf ", information.ground,
                " UU 14/2008), jadi tidak boleh disiarkan."),
            {{"information", "excluded", {information.ground}}}};
}

Result<Information> Informations::of(store::Tx& tx, OfficeId office, DossierId dossier) {
    Information information;
    const auto row =
        TRY(tx.maybe<std::string, std::string, std::string, std::string, std::string, Instant>(
            "SELECT class, ground, basis, until_day, shown, at FROM information_class"
            " WHERE office_id = $1 AND dossier_id = $2",
            office, dossier));
    if (!row) return information;
    const auto& [word, ground, basis, until_day, shown, at] = *row;
    for (const auto& [is, name] : class_words) {
        if (name == word) information.is = is;
    }
    information.ground = ground;
    information.basis = basis;
    information.until_day = until_day;
    information.by_shown = shown;
    information.at = at;
    return information;
}

Result<void> Informations::set(store::Tx& tx, const Who& who, DossierId dossier,
                               const Information& wish, Instant now) {
    TRY(look_at(tx, who, dossier));
    TRY(need(who, Right::manage_dossier));
    const auto kept = TRY(checked_information(wish));
    TRY(
        tx.run("INSERT INTO information_class (office_id, dossier_id, class, ground, basis,"
               " until_day, person_id, shown, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
               " ON CONFLICT (office_id, dossier_id) DO UPDATE SET class = excluded.class,"
               " ground = excluded.ground, basis = excluded.basis,"
               " until_day = excluded.until_day, person_id = excluded.person_id,"
               " shown = excluded.shown, at = excluded.at",
               who.office, dossier, word_of(kept.is), kept.ground, kept.basis, kept.until_day,
               who.person, who.shown(), now));
    if (kept.excluded()) TRY(hold_back(tx, who, dossier, now));
    JsonObject event{{"event", cat("information_", word_of(kept.is))}, {"ground", kept.ground}};
    event["basis"] = kept.basis;
    event["until"] = kept.until_day;
    TRY(Journal::append(tx, who, cat("dossier/", dossier.value), std::move(event), now));
    tx.tell(cat("dossier/", dossier.value));
    tx.tell(cat("articles/", who.office.value));
    return {};
}

Result<void> Informations::check(store::Tx& tx, OfficeId office, DossierId dossier) {
    const auto information = TRY(of(tx, office, dossier));
    if (!information.excluded()) return {};
    return excluded_error(information);
}

}  // namespace kentongan::office
