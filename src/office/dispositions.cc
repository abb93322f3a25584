// Owns disposition and disposition_recipient.
#include "office/dispositions.h"

#include "office/fields.h"
#include "office/letter_rows.h"
#include "office/people_rows.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr std::size_t note_max = 2000, recipients_max = 40;

Result<void> note(store::Tx& tx, const Who& who, LetterId letter, const char* event,
                  JsonObject more, Instant now) {
    more["event"] = event;
    TRY(Journal::append(tx, who, cat("surat/", letter.value), std::move(more), now));
    tx.tell("surat");
    return {};
}

bool holds(const Who& who, PositionId position) {
    return std::ranges::any_of(who.positions,
                               [&](const Held& held) { return held.position == position; });
}

/// Whose word it is: the person who asks, or the one whose oral instruction is written down.
Result<Who> author_of(store::Tx& tx, const Who& who, const DispositionForm& form, Instant now) {
    if (!form.as_told_by) return who;
    TRY(need(who, Right::register_letters));
    const auto told = member(tx, who.office, *form.as_told_by, now);
    if (!told) return wrong_field("told_by", "unknown");
    return *told;
}

Result<void> check_may_give(store::Tx& tx, const Who& author, LetterId letter,
                            const DispositionForm& form) {
    if (!form.parent) return need(author, Right::dispose_letters);
    const auto all = TRY(Dispositions::of_letter(tx, author.office, letter));
    const auto parent = std::ranges::find(all, *form.parent, &Disposition::id);
    if (parent == all.end() || !Dispositions::received(author, *parent)) {
        return Error{Kind::forbidden, "not yours to pass on", {{"disposition", "not_yours"}}};
    }
    if (parent->recalled_at) {
        return Error{Kind::conflict, "recalled", {{"disposition", "recalled"}}};
    }
    return {};
}

Result<std::vector<Recipient>> recipients_in(store::Tx& tx, OfficeId office,
                                             const DispositionForm& form) {
    std::vector<Recipient> all;
    for (const PositionId position : form.recipients) {
        const auto row = TRY(tx.maybe<std::string>(
            "SELECT title FROM position WHERE office_id = $1 AND id = $2", office, position));
        if (!row) return wrong_field("recipients", "unknown");
        all.push_back({position, std::get<0>(*row)});
    }
    if (all.empty()) return wrong_field("recipients", "required");
    if (all.size() > recipients_max) return wrong_field("recipients", "too_many", {"40"});
    return all;
}

Result<void> check_words(const DispositionForm& form) {
    for (const auto& key : form.instructions) {
        if (std::ranges::find(instruction_keys, key) == instruction_keys.end()) {
            return wrong_field("instructions", "unknown");
        }
    }
    if (form.instructions.empty() && trimmed(form.note).empty()) {
        return wrong_field("instructions", "required");
    }
    if (length_of(form.note) > note_max) return wrong_field("note", "too_long", {"2000"});
    if (!form.deadline.empty() && !day_in(form.deadline)) return wrong_field("deadline", "invalid");
    return {};
}

Result<void> finish_step(store::Tx& tx, Dossiers& dossiers, const Who& who,
                         const std::optional<DossierId>& dossier) {
    if (dossier) TRY(finish_row(tx, dossiers, who, *dossier, sop::Act::disposition));
    return {};
}

Result<void> add_recipients(store::Tx& tx, OfficeId office, std::vector<Disposition>& all,
                            LetterId letter) {
    const auto rows =
        TRY(tx.all<DispositionId, PositionId, std::string, std::optional<Instant>, std::string>(
            "SELECT r.disposition_id, r.position_id, r.title, r.read_at,"
            " coalesce((SELECT p.name FROM person p WHERE p.id = r.read_by), '')"
            " FROM disposition d JOIN disposition_recipient r ON r.office_id = d.office_id"
            " AND r.disposition_id = d.id WHERE d.office_id = $1 AND d.letter_id = $2"
            " ORDER BY r.disposition_id, r.title",
            office, letter));
    for (const auto& [id, position, title, read_at, read_by] : rows) {
        const auto found = std::ranges::find(all, id, &Disposition::id);
        if (found != all.end()) found->recipients.push_back({position, title, read_at, read_by});
    }
    return {};
}

}  // namespace

bool Disposition::unread() const {
    return std::ranges::none_of(recipients,
                                [](const Recipient& one) { return one.read_at.has_value(); });
}

bool Dispositions::received(const Who& who, const Disposition& one) {
    return !one.recalled_at && std::ranges::any_of(one.recipients, [&](const Recipient& to) {
        return holds(who, to.position);
    });
}

Result<DispositionId> Dispositions::give(store::Tx& tx, Dossiers& dossiers, const Who& who,
                                         LetterId letter_id, const DispositionForm& form,
                                         Instant now) {
    const auto letter = TRY(Letters::find(tx, who, letter_id));
    if (letter.voided() || !letter.registered_at) {
        return Error{Kind::conflict, "not in the agenda", {{"letter", "not_registered"}}};
    }
    const Who author = TRY(author_of(tx, who, form, now));
    TRY(check_may_give(tx, author, letter_id, form));
    const auto recipients = TRY(recipients_in(tx, who.office, form));
    TRY(check_words(form));
    const auto id = fresh<DispositionId>();
    const bool told = form.as_told_by && *form.as_told_by != who.person;
    TRY(
        tx.run("INSERT INTO disposition (office_id, id, letter_id, parent_id, by_person, by_shown,"
               " by_name, instructions, note, deadline, at, recorded_by, asked_person)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
               who.office, id, letter_id, form.parent, author.person, author.shown(), author.name,
               joined(form.instructions, " "), std::string(trimmed(form.note)), form.deadline, now,
               told ? std::optional(who.person) : std::nullopt,
               told ? form.as_told_by : std::optional<PersonId>{}));
    std::vector<std::string> titles;
    for (const Recipient& one : recipients) {
        titles.push_back(one.title);
        TRY(
            tx.run("INSERT INTO disposition_recipient (office_id, disposition_id, position_id,"
                   " title) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                   who.office, id, one.position, one.title));
    }
    JsonObject event{{"words", joined(titles, ", ")}, {"disposition", std::to_string(id.value)}};
    if (told) event["as_told_by"] = author.shown();
    TRY(note(tx, who, letter_id, told ? "disposition_recorded" : "disposed", std::move(event),
             now));
    if (!told) TRY(finish_step(tx, dossiers, who, letter.dossier));
    return id;
}

Result<void> Dispositions::recall(store::Tx& tx, const Who& who, DispositionId id, Instant now) {
    const auto row = TRY(tx.maybe<LetterId>(
        "SELECT letter_id FROM disposition WHERE office_id = $1 AND id = $2", who.office, id));
    if (!row) return Error{Kind::not_found, "no such disposition"};
    const auto letter = std::get<0>(*row);
    const auto all = TRY(of_letter(tx, who.office, letter));
    const auto one = std::ranges::find(all, id, &Disposition::id);
    const bool mine = one->by == who.person || one->recorded_by == who.person;
    if (!mine) return Error{Kind::forbidden, "not yours", {{"disposition", "not_yours"}}};
    const bool passed_on = std::ranges::any_of(
        all, [&](const Disposition& other) { return other.parent == id && !other.recalled_at; });
    if (one->recalled_at) return Error{Kind::conflict, "recalled", {{"disposition", "recalled"}}};
    if (!one->unread() || passed_on) {
        return Error{Kind::conflict, "read already", {{"disposition", "read"}}};
    }
    TRY(tx.run("UPDATE disposition SET recalled_at = $3 WHERE office_id = $1 AND id = $2",
               who.office, id, now));
    return note(tx, who, letter, "disposition_recalled", {}, now);
}

Result<void> Dispositions::confirm(store::Tx& tx, Dossiers& dossiers, const Who& who,
                                   DispositionId id, Instant now) {
    const auto row = TRY(tx.maybe<LetterId, std::optional<PersonId>, std::optional<Instant>>(
        "SELECT letter_id, asked_person, confirmed_at FROM disposition"
        " WHERE office_id = $1 AND id = $2 AND recalled_at IS NULL",
        who.office, id));
    if (!row) return Error{Kind::not_found, "no such disposition"};
    const auto& [letter_id, asked, confirmed] = *row;
    if (asked != who.person) {
        return Error{Kind::forbidden, "not asked of you", {{"disposition", "not_yours"}}};
    }
    if (confirmed) return {};
    TRY(tx.run("UPDATE disposition SET confirmed_at = $3 WHERE office_id = $1 AND id = $2",
               who.office, id, now));
    TRY(note(tx, who, letter_id, "disposition_confirmed", {}, now));
    const auto letter = TRY(Letters::find(tx, who, letter_id));
    return finish_step(tx, dossiers, who, letter.dossier);
}

Result<void> Dispositions::mark_read(store::Tx& tx, const Who& who, LetterId letter, Instant now) {
    const auto all = TRY(of_letter(tx, who.office, letter));
    for (const Disposition& one : all) {
        if (one.recalled_at) continue;
        for (const Recipient& to : one.recipients) {
            if (to.read_at || !holds(who, to.position)) continue;
            TRY(
                tx.run("UPDATE disposition_recipient SET read_at = $4, read_by = $5"
                       " WHERE office_id = $1 AND disposition_id = $2 AND position_id = $3"
                       " AND read_at IS NULL",
                       who.office, one.id, to.position, now, who.person));
            TRY(note(tx, who, letter, "disposition_read", {{"words", to.title}}, now));
        }
    }
    return {};
}

Result<std::vector<Disposition>> Dispositions::of_letter(store::Tx& tx, OfficeId office,
                                                         LetterId letter) {
    using Maybe = std::optional<Instant>;
    const auto rows = TRY(tx.all<DispositionId, std::optional<DispositionId>, PersonId, std::string,
                                 std::string, std::string, std::string, std::string, Instant,
                                 std::optional<PersonId>, std::optional<PersonId>, Maybe, Maybe>(
        "SELECT id, parent_id, by_person, by_shown, by_name, instructions, note, deadline, at,"
        " recorded_by, asked_person, confirmed_at, recalled_at FROM disposition"
        " WHERE office_id = $1 AND letter_id = $2 ORDER BY id",
        office, letter));
    std::vector<Disposition> all;
    for (const auto& row : rows) {
        Disposition one{.letter = letter};
        std::string instructions;
        std::tie(one.id, one.parent, one.by, one.by_shown, one.by_name, instructions, one.note,
                 one.deadline, one.at, one.recorded_by, one.asked, one.confirmed_at,
                 one.recalled_at) = row;
        if (!instructions.empty()) one.instructions = split(instructions, ' ');
        all.push_back(std::move(one));
    }
    TRY(add_recipients(tx, office, all, letter));
    return all;
}

Result<bool> Dispositions::stands(store::Tx& tx, OfficeId office, LetterId letter) {
    const auto [count] =
        TRY(tx.one<int>("SELECT count(*) FROM disposition WHERE office_id = $1 AND letter_id = $2"
                        " AND recalled_at IS NULL"
                        " AND (asked_person IS NULL OR confirmed_at IS NOT NULL)",
                        office, letter));
    return count > 0;
}

Result<std::vector<LetterId>> Dispositions::for_me(store::Tx& tx, const Who& who) {
    std::set<LetterId> mine;
    for (const Held& held : who.positions) {
        const auto unread = TRY(
            tx.all<LetterId>("SELECT d.letter_id FROM disposition_recipient r JOIN disposition d"
                             " ON d.office_id = r.office_id AND d.id = r.disposition_id"
                             " WHERE r.office_id = $1 AND r.position_id = $2 AND r.read_at IS NULL"
                             " AND d.recalled_at IS NULL",
                             who.office, held.position));
        for (const auto& [id] : unread) mine.insert(id);
    }
    const auto asked = TRY(tx.all<LetterId>(
        "SELECT letter_id FROM disposition WHERE office_id = $1 AND asked_person = $2"
        " AND confirmed_at IS NULL AND recalled_at IS NULL",
        who.office, who.person));
    for (const auto& [id] : asked) mine.insert(id);
    if (may(who, Right::dispose_letters) && who.holds("kepala_dinas")) {
        const auto waiting = TRY(tx.all<LetterId>(
            "SELECT l.id FROM letter l WHERE l.office_id = $1 AND l.registered_at IS NOT NULL"
            " AND l.state IN ('registered', 'accepted') AND l.void_reason = '' AND NOT EXISTS"
            " (SELECT 1 FROM disposition d WHERE d.office_id = l.office_id"
            " AND d.letter_id = l.id AND d.recalled_at IS NULL)"
            " AND NOT EXISTS (SELECT 1 FROM dossier b WHERE b.office_id = l.office_id"
            " AND b.id = l.dossier_id AND b.state <> 'open')",
            who.office));
        for (const auto& [id] : waiting) mine.insert(id);
    }
    return std::vector<LetterId>(mine.begin(), mine.end());
}

}  // namespace kentongan::office
