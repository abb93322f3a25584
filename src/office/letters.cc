// Owns letter: what came in, its agenda number, its triage, and the dossier it became.
#include "office/letters.h"

#include "base/secret.h"
#include "office/dossier_rows.h"
#include "office/fields.h"
#include "office/letter_files.h"
#include "office/letter_rows.h"
#include "office/numbers.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr std::string_view code_letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t code_length = 10, reason_max = 1000;

std::string fresh_code() {
    const auto noise = sha256_hex(fresh_token(32));
    std::string code = "KTG-";
    for (std::size_t i = 0; i < code_length; ++i) {
        if (i == code_length / 2) code += '-';
        const auto two = noise.substr(2 * i, 2);
        code += code_letters[std::stoul(two, nullptr, 16) % code_letters.size()];
    }
    return code;
}

std::string stream_of(LetterId id) {
    return cat("surat/", id.value);
}

Result<void> note(store::Tx& tx, const Who& who, LetterId id, const char* event, JsonObject more,
                  Instant now) {
    more["event"] = event;
    TRY(Journal::append(tx, who, stream_of(id), std::move(more), now));
    tx.tell("surat");
    return {};
}

struct Written {
    LetterId id;
    std::string code, state;
    bool by_form = false;
    Instant received;
    std::string peer = {};
};

Result<void> insert(store::Tx& tx, OfficeId office, const Written& row, const LetterForm& form,
                    Instant now) {
    const auto related = to_number(form.related);
    TRY(tx.run(
        "INSERT INTO letter (office_id, id, code, state, source, unit, year, agenda, agenda_shown,"
        " agency, officer, email, whatsapp, number, number_key, dated, received_at, subject,"
        " summary, attachments, urgency, wants, needed_by, classification, index_word, security,"
        " related_id, late_reason, note, void_reason, peer, made_at)"
        " VALUES ($1, $2, $3, $4, $5, '', 0, NULL, '', $6, $7, $8, $9, $10, $11, $12, $13, $14,"
        " $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, '', '', $25, $26)",
        office, row.id, row.code, row.state, row.by_form ? "form" : "office", form.agency,
        form.officer, form.email, form.whatsapp, form.number, number_key(form.number), form.dated,
        row.received, form.subject, form.summary, form.attachments, form.urgency, form.wants,
        form.needed_by, form.classification, form.index_word, form.security,
        related ? std::optional<std::int64_t>(*related) : std::nullopt, form.late_reason, row.peer,
        now));
    return LetterFiles::add(tx, office, row.id, form.files, now);
}

/// The agenda number, or the one another system gave.
Result<std::string> number_it(store::Tx& tx, const Who& who, LetterId id, const LetterForm& form,
                              Instant now) {
    const std::string& outside = form.outside_number;
    GivenNumber given{.shown = outside};
    std::optional<std::int64_t> agenda;
    auto series = TRY(Numbers::series(tx, who.office, "agenda"));
    if (!form.reserved.empty()) {
        const auto one = TRY(Numbers::take(tx, who, "agenda", form.reserved, form.subject, now));
        given = {one.number, one.year, one.shown};
        agenda = one.number;
        series.unit = one.unit;
    } else if (outside.empty()) {
        given = TRY(Numbers::next(tx, who.office, "agenda", now));
        agenda = given.number;
    } else {
        const auto zone = TRY(zone_of(tx, who.office));
        given.year = static_cast<int>(*to_number(day_text(now, zone).substr(0, 4)));
    }
    TRY(
        tx.run("UPDATE letter SET unit = $3, year = $4, agenda = $5, agenda_shown = $6,"
               " registered_at = $7, registered_by = $8, state = 'registered'"
               " WHERE office_id = $1 AND id = $2",
               who.office, id, series.unit, given.year, agenda, given.shown, now, who.person));
    return given.shown;
}

/// The rows of an SOP that registering a letter does: the request itself, and its registration.
Result<void> do_opening_rows(store::Tx& tx, Dossiers& dossiers, const Who& who,
                             const Letter& letter, DossierId id) {
    const Who requester{who.office, {}, letter.form.agency, {}, true};
    TRY(finish_row(tx, dossiers, requester, id, sop::Act::submit_request));
    TRY(finish_row(tx, dossiers, who, id, sop::Act::register_letter));
    return {};
}

}  // namespace

std::string tidy_code(std::string_view typed) {
    std::string letters;
    for (const char c : in_capitals(typed)) {
        if (c == ' ' || c == '-') continue;
        letters += c;
    }
    if (letters.starts_with("KTG")) letters.erase(0, 3);
    for (char& c : letters) {
        if (c == 'O') c = '0';
        if (c == 'I' || c == 'L') c = '1';
        if (code_letters.find(c) == code_letters.npos) return {};
    }
    if (letters.size() != code_length) return {};
    return cat("KTG-", letters.substr(0, code_length / 2), "-", letters.substr(code_length / 2));
}

Result<bool> finish_row(store::Tx& tx, Dossiers& dossiers, const Who& who, DossierId id,
                        sop::Act act) {
    const auto state = TRY(dossiers.load(tx, who.office, id));
    const auto row = TRY(dossier_row(tx, who.office, id));
    const auto definition = TRY(Library::definition(tx, who.office, row.sop));
    for (const auto& task : state.desk) {
        const sop::Step* step = definition->find(task.step);
        if (!step || step->act != act || step->decision || step->exits.empty()) continue;
        const sop::Finish done{.task = task.number, .outcome = step->exits.front().outcome};
        const auto moved = dossiers.act(tx, who, id, done);
        if (moved) return true;
        if (moved.error().kind == Kind::unavailable) return moved.error();
        return false;
    }
    return false;
}

Result<LetterId> Letters::enter(store::Tx& tx, const Who& who, const LetterForm& typed,
                                Instant now) {
    TRY(need(who, Right::register_letters));
    const LetterForm form = tidied(typed);
    const auto zone = TRY(zone_of(tx, who.office));
    auto issues = issues_of(form, zone, now, false);
    const auto twin = TRY(twin_of(tx, who.office, form));
    if (twin && !form.twice_is_meant) issues.push_back({"letter_number", "twice", {*twin}});
    if (!issues.empty()) return Error{Kind::invalid, "letter not complete", issues};
    const Written row{fresh<LetterId>(), fresh_code(), "registered", false,
                      *moment_in(form.received, zone)};
    TRY(insert(tx, who.office, row, form, now));
    const auto shown = TRY(number_it(tx, who, row.id, form, now));
    JsonObject event{{"title", form.subject}, {"number", shown}, {"requester", form.agency}};
    if (!form.late_reason.empty()) event["late_reason"] = form.late_reason;
    TRY(note(tx, who, row.id, "letter_registered", std::move(event), now));
    return row.id;
}

Result<Letter> Letters::request(store::Tx& tx, OfficeId office, const LetterForm& typed,
                                const ByAddress& from, Instant now) {
    const LetterForm form = tidied(typed);
    const auto zone = TRY(zone_of(tx, office));
    const auto issues = issues_of(form, zone, now, true);
    if (!issues.empty()) return Error{Kind::invalid, "request not complete", issues};
    const auto [lately] =
        TRY(tx.one<int>("SELECT count(*) FROM letter WHERE office_id = $1 AND peer = $2"
                        " AND made_at > $3",
                        office, from.hash, now - std::chrono::hours{1}));
    if (lately >= requests_per_hour) {
        return wrong_field("letter", "too_many", {std::to_string(requests_per_hour)});
    }
    const Written row{
        fresh<LetterId>(), fresh_code(), "incoming", true, *moment_in(form.received, zone),
        from.hash};
    TRY(insert(tx, office, row, form, now));
    const Who requester{office, {}, form.agency, {}, true};
    JsonObject event{{"title", form.subject}, {"requester", form.agency}};
    TRY(note(tx, requester, row.id, "request_received", std::move(event), now));
    return *TRY(by_code(tx, office, row.code));
}

Result<void> Letters::give_number(store::Tx& tx, const Who& who, LetterId id, Instant now) {
    TRY(need(who, Right::register_letters));
    const auto letter = TRY(find(tx, who, id));
    if (letter.registered_at) {
        return Error{Kind::conflict, "registered already", {{"letter", "registered"}}};
    }
    const auto shown = TRY(number_it(tx, who, id, {.subject = letter.form.subject}, now));
    JsonObject event{{"title", letter.form.subject}, {"number", shown}};
    return note(tx, who, id, "letter_registered", std::move(event), now);
}

Result<void> Letters::triage(store::Tx& tx, const Who& who, LetterId id, LetterState state,
                             const std::string& reason, Instant now) {
    TRY(need(who, Right::register_letters));
    const auto letter = TRY(find(tx, who, id));
    const std::string words(trimmed(reason));
    if (letter.dossier || letter.voided()) {
        return Error{Kind::conflict, "settled already", {{"letter", "settled"}}};
    }
    if (state != LetterState::registered && words.empty())
        return wrong_field("letter_note", "required");
    if (words.size() > reason_max) return wrong_field("letter_note", "too_long", {"1000"});
    TRY(tx.run("UPDATE letter SET state = $3, note = $4 WHERE office_id = $1 AND id = $2",
               who.office, id, word_of(state), words));
    JsonObject event{{"state", word_of(state)}, {"words", words}};
    return note(tx, who, id, "letter_sorted", std::move(event), now);
}

Result<void> Letters::strike(store::Tx& tx, const Who& who, LetterId id, const std::string& reason,
                             Instant now) {
    TRY(need(who, Right::register_letters));
    const auto letter = TRY(find(tx, who, id));
    const std::string words(trimmed(reason));
    if (letter.dossier || letter.voided()) {
        return Error{Kind::conflict, "settled already", {{"letter", "settled"}}};
    }
    if (words.empty()) return wrong_field("letter_note", "required");
    TRY(tx.run("UPDATE letter SET void_reason = $3 WHERE office_id = $1 AND id = $2", who.office,
               id, words));
    return note(tx, who, id, "letter_voided", {{"words", words}}, now);
}

Result<DossierId> Letters::accept(store::Tx& tx, Dossiers& dossiers, const Who& who, LetterId id,
                                  SopId sop, Instant now) {
    TRY(need(who, Right::register_letters));
    const auto letter = TRY(find(tx, who, id));
    if (letter.dossier || letter.voided() || letter.state == LetterState::withdrawn) {
        return Error{Kind::conflict, "settled already", {{"letter", "settled"}}};
    }
    if (!sop) return wrong_field("sop", "missing");
    if (!letter.registered_at) TRY(give_number(tx, who, id, now));
    NewDossier wish{.title = letter.form.subject, .sop = sop, .requester = letter.form.agency};
    wish.origin = "surat";
    wish.urgent = letter.form.urgency != "biasa";
    const auto dossier = TRY(dossiers.open(tx, who, wish));
    TRY(
        tx.run("UPDATE letter SET dossier_id = $3, state = 'accepted', note = ''"
               " WHERE office_id = $1 AND id = $2",
               who.office, id, dossier));
    TRY(note(tx, who, id, "letter_accepted", {{"dossier", std::to_string(dossier.value)}}, now));
    TRY(do_opening_rows(tx, dossiers, who, letter, dossier));
    return dossier;
}

Result<void> Letters::confirm_material(store::Tx& tx, OfficeId office, LetterId id, Instant now) {
    TRY(tx.run("UPDATE letter SET material_confirmed_at = $3 WHERE office_id = $1 AND id = $2",
               office, id, now));
    return {};
}

Result<void> Letters::set_withdrawn(store::Tx& tx, OfficeId office, LetterId id,
                                    const std::string& reason) {
    TRY(
        tx.run("UPDATE letter SET state = 'withdrawn', note = $3"
               " WHERE office_id = $1 AND id = $2",
               office, id, reason));
    return {};
}

}  // namespace kentongan::office
