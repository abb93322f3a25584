// Letters read: lists, the agenda of a year, one by its id, code or dossier.
#include <array>

#include "office/letter_files.h"
#include "office/letter_rows.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr std::array<std::string_view, 7> state_words{
    "incoming", "registered", "deferred", "not_ours", "archived", "accepted", "withdrawn"};

LetterState state_in(std::string_view word) {
    const auto at = std::ranges::find(state_words, word);
    ensure(at != state_words.end());
    return static_cast<LetterState>(at - state_words.begin());
}

constexpr std::string_view letter_columns =
    "SELECT id, code, state, source, unit, year, agenda, agenda_shown, agency, officer, email,"
    " whatsapp, number, dated, received_at, subject, summary, attachments, urgency, wants,"
    " needed_by, classification, index_word, security, related_id, late_reason, note, void_reason,"
    " made_at, registered_at, registered_by, material_confirmed_at, dossier_id"
    " FROM letter WHERE office_id = $1 ";

template <class... Values>
Result<std::vector<Letter>> letters_where(store::Tx& tx, const std::string& condition,
                                          const Values&... values) {
    using Day = std::string;
    using Maybe = std::optional<Instant>;
    const auto rows =
        TRY(tx.all<LetterId, std::string, std::string, std::string, std::string, int,
                   std::optional<std::int64_t>, std::string, std::string, std::string, std::string,
                   std::string, std::string, Day, Instant, std::string, std::string, std::string,
                   std::string, std::string, Day, std::string, std::string, std::string,
                   std::optional<LetterId>, std::string, std::string, std::string, Instant, Maybe,
                   std::optional<PersonId>, Maybe, std::optional<DossierId>>(
            cat(letter_columns, condition), values...));
    std::vector<Letter> letters;
    for (const auto& row : rows) {
        Letter one;
        LetterForm& f = one.form;
        std::string state, source;
        Maybe confirmed;
        std::tie(one.id, one.code, state, source, one.unit, one.year, one.agenda, one.agenda_shown,
                 f.agency, f.officer, f.email, f.whatsapp, f.number, f.dated, one.received_at,
                 f.subject, f.summary, f.attachments, f.urgency, f.wants, f.needed_by,
                 f.classification, f.index_word, f.security, one.related, f.late_reason, one.note,
                 one.void_reason, one.made_at, one.registered_at, one.registered_by, confirmed,
                 one.dossier) = row;
        one.state = state_in(state);
        one.by_form = source == "form";
        one.material_confirmed = confirmed.has_value();
        letters.push_back(std::move(one));
    }
    return letters;
}

/// Members may read it; what is confidential only those who handle letters or got it.
Result<bool> may_read(store::Tx& tx, const Who& who, const Letter& letter) {
    const auto& security = letter.form.security;
    if (security == "biasa" || security == "terbatas") return true;
    if (may(who, Right::register_letters) || may(who, Right::dispose_letters)) return true;
    for (const Held& held : who.positions) {
        const auto [count] =
            TRY(tx.one<int>("SELECT count(*) FROM disposition d JOIN disposition_recipient r"
                            " ON r.office_id = d.office_id AND r.disposition_id = d.id"
                            " WHERE d.office_id = $1 AND d.letter_id = $2 AND r.position_id = $3"
                            " AND d.recalled_at IS NULL",
                            who.office, letter.id, held.position));
        if (count > 0) return true;
    }
    return false;
}

std::string pattern_of(const std::string& words) {
    std::string pattern = "%";
    for (const char c : lowered(words)) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern + "%";
}

}  // namespace

std::string_view word_of(LetterState state) {
    return state_words[static_cast<std::size_t>(state)];
}

Result<std::vector<Letter>> Letters::list(store::Tx& tx, const Who& who, const std::string& state,
                                          const std::string& words, LetterId before, int most) {
    TRY(need(who, Right::see_dossiers));
    const LetterId till = before ? before : LetterId{std::numeric_limits<std::int64_t>::max()};
    const auto found = TRY(letters_where(
        tx,
        "AND id < $2 AND (CAST($3 AS TEXT) = '' OR state = $3) AND (CAST($4 AS TEXT) = ''"
        " OR lower(agency || ' ' || subject || ' ' || agenda_shown || ' ' || code) LIKE $5"
        " ESCAPE '\\' OR number_key LIKE $6 ESCAPE '\\') ORDER BY id DESC LIMIT $7",
        who.office, till, state, words, pattern_of(words), pattern_of(number_key(words)), most));
    std::vector<Letter> readable;
    for (const Letter& letter : found) {
        if (TRY(may_read(tx, who, letter))) readable.push_back(letter);
    }
    return readable;
}

Result<std::vector<Letter>> Letters::agenda(store::Tx& tx, OfficeId office, int year) {
    return letters_where(tx,
                         "AND year = $2 AND registered_at IS NOT NULL"
                         " ORDER BY unit, agenda, registered_at, id",
                         office, year);
}

Result<Letter> Letters::find(store::Tx& tx, const Who& who, LetterId id) {
    if (!may(who, Right::see_dossiers)) return Error{Kind::not_found, "may see no letters"};
    auto found = TRY(letters_where(tx, "AND id = $2", who.office, id));
    if (found.empty() || !TRY(may_read(tx, who, found.front()))) {
        return Error{Kind::not_found, "no such letter"};
    }
    found.front().form.files = TRY(LetterFiles::of(tx, who.office, id));
    return std::move(found.front());
}

Result<std::optional<Letter>> Letters::by_code(store::Tx& tx, OfficeId office,
                                               const std::string& code) {
    auto found = TRY(letters_where(tx, "AND code = $2", office, code));
    if (found.empty()) return std::optional<Letter>{};
    found.front().form.files = TRY(LetterFiles::of(tx, office, found.front().id));
    return std::optional(std::move(found.front()));
}

Result<std::optional<Letter>> Letters::of_dossier(store::Tx& tx, OfficeId office,
                                                  DossierId dossier) {
    auto found = TRY(letters_where(tx, "AND dossier_id = $2", office, dossier));
    if (found.empty()) return std::optional<Letter>{};
    found.front().form.files = TRY(LetterFiles::of(tx, office, found.front().id));
    return std::optional(std::move(found.front()));
}

Result<int> Letters::waiting(store::Tx& tx, OfficeId office) {
    const auto [count] =
        TRY(tx.one<int>("SELECT count(*) FROM letter WHERE office_id = $1"
                        " AND state IN ('incoming', 'registered') AND void_reason = ''",
                        office));
    return count;
}

Result<std::optional<SopId>> Letters::proposed_sop(store::Tx& tx, OfficeId office,
                                                   const std::string& wants) {
    const auto sops = TRY(Library::list(tx, office));
    const auto asked = split(wants, ' ');
    const auto wanted = [&](std::string_view kind) {
        return std::ranges::find(asked, kind) != asked.end();
    };
    const bool makes = wanted("video") || wanted("infografis") || wanted("desain");
    std::optional<SopId> by_letter, by_team;
    for (const auto& sop : sops) {
        if (!sop.current) continue;
        const auto definition = TRY(Library::definition(tx, office, sop.id));
        const auto opens = [&](sop::Act act) {
            return !definition->steps.empty() && definition->steps.front().act == act;
        };
        if (opens(sop::Act::register_letter) && !by_letter) by_letter = sop.id;
        if (opens(sop::Act::submit_request) && !by_team) by_team = sop.id;
    }
    if (makes && by_team) return by_team;
    return by_letter ? by_letter : by_team;
}

Result<std::optional<std::string>> twin_of(store::Tx& tx, OfficeId office, const LetterForm& form) {
    if (form.number.empty()) return std::optional<std::string>{};
    const auto row = TRY(tx.maybe<std::string, std::string>(
        "SELECT agenda_shown, code FROM letter WHERE office_id = $1 AND number_key = $2"
        " AND lower(agency) = $3 AND void_reason = '' ORDER BY id DESC LIMIT 1",
        office, number_key(form.number), lowered(form.agency)));
    if (!row) return std::optional<std::string>{};
    const auto& [agenda, code] = *row;
    return std::optional(agenda.empty() ? code : agenda);
}

Result<Zone> zone_of(store::Tx& tx, OfficeId office) {
    const auto [hours] =
        TRY(tx.one<int>("SELECT hours_from_utc FROM office WHERE id = $1", office));
    return Zone{hours};
}

}  // namespace kentongan::office
