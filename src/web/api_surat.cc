// Letters, dispositions and teams for programs.
#include "office/dispositions.h"
#include "office/letter_papers.h"
#include "office/numbers.h"
#include "office/requests.h"
#include "office/teams.h"
#include "web/api.h"
#include "web/api_pages.h"
#include "web/api_records_letter.h"
#include "web/surat_view.h"

namespace kentongan::web {
namespace {

using office::Letters, office::LetterState, office::Teams;

constexpr int rows_most = 50;
constexpr std::size_t search_max = 200;

std::string text_in(const std::optional<std::string>& text) {
    return text.value_or("");
}

api::Letter letter_of(const office::Letter& letter) {
    const auto& form = letter.form;
    api::Letter record{.id = letter.id,
                       .code = letter.code,
                       .state = std::string(office::word_of(letter.state)),
                       .agenda = letter.agenda_shown,
                       .agency = form.agency,
                       .officer = form.officer,
                       .email = form.email,
                       .whatsapp = form.whatsapp,
                       .number = form.number,
                       .dated = form.dated,
                       .subject = form.subject,
                       .summary = form.summary,
                       .urgency = form.urgency,
                       .wants = form.wants,
                       .needed_by = form.needed_by,
                       .received_at = letter.received_at,
                       .voided = letter.voided(),
                       .dossier = letter.dossier};
    for (const auto& file : form.files) {
        record.files.push_back({file.place, file.name, file.type, file.sha256, file.role,
                                file.bytes, file.by_requester});
    }
    return record;
}

Result<api::Letter> whole_letter(store::Tx& tx, const office::Who& who, LetterId id) {
    auto record = letter_of(TRY(Letters::find(tx, who, id)));
    const auto all = TRY(office::Dispositions::of_letter(tx, who.office, id));
    for (const auto& one : all) {
        api::Disposition to{.id = one.id,
                            .parent = one.parent,
                            .by = one.by_shown,
                            .note = one.note,
                            .deadline = one.deadline,
                            .instructions = one.instructions};
        for (const auto& recipient : one.recipients) {
            to.recipients.push_back({recipient.position, recipient.title, recipient.read_at});
        }
        to.at = one.at;
        to.recalled = one.recalled_at.has_value();
        to.to_confirm = one.to_confirm();
        record.dispositions.push_back(std::move(to));
    }
    return record;
}

Result<api::Team> team_of(store::Tx& tx, const office::Who& who, DossierId id) {
    api::Team record;
    const auto team = TRY(Teams::of(tx, who.office, id));
    for (const auto& one : team) {
        record.members.push_back(
            {one.person, one.name, one.duty, one.reason, one.ready, one.open_work});
    }
    const auto papers = TRY(Teams::papers(tx, who.office, id));
    for (const auto& paper : papers) {
        record.papers.push_back({paper.kind, paper.number, paper.dated, paper.copies});
    }
    return record;
}

using LetterDeed = std::function<Result<void>(store::Tx&, LetterId)>;

Answer act_on_letter(const Site& site, Visit& visit, const LetterDeed& deed) {
    const auto id = TRY(visit.id<LetterId>());
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(deed(tx, id));
        return to_json(TRY(whole_letter(tx, visit.who(), id)));
    });
}

using TeamDeed = std::function<Result<void>(store::Tx&, DossierId)>;

Answer act_on_team(const Site& site, Visit& visit, const TeamDeed& deed) {
    const auto id = TRY(visit.id<DossierId>());
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(deed(tx, id));
        return to_json(TRY(team_of(tx, visit.who(), id)));
    });
}

}  // namespace

Answer api_letters(const Site& site, Visit& visit) {
    const LetterId before{to_number(visit.asked("sebelum")).value_or(0)};
    const auto letters = TRY(site.db.read([&](store::Tx& tx) {
        return Letters::list(tx, visit.who(), visit.asked("saring").substr(0, 20),
                             visit.asked("cari").substr(0, search_max), before, rows_most);
    }));
    api::Letters record;
    for (const auto& letter : letters) record.letters.push_back(letter_of(letter));
    if (letters.size() == rows_most) record.before = letters.back().id;
    return reply_with(record);
}

Answer api_letter(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<LetterId>());
    const auto record =
        TRY(site.db.read([&](store::Tx& tx) { return whole_letter(tx, visit.who(), id); }));
    return reply_with(record);
}

Answer api_enter_letter(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::NewLetter>(visit));
    office::LetterForm form;
    form.agency = body.agency;
    form.subject = body.subject;
    form.received = body.received;
    form.officer = text_in(body.officer);
    form.email = text_in(body.email);
    form.whatsapp = text_in(body.whatsapp);
    form.number = text_in(body.number);
    form.dated = text_in(body.dated);
    form.summary = text_in(body.summary);
    form.attachments = text_in(body.attachments);
    form.urgency = text_in(body.urgency);
    form.wants = text_in(body.wants);
    form.needed_by = text_in(body.needed_by);
    form.outside_number = text_in(body.outside_number);
    form.reserved = text_in(body.reserved);
    form.late_reason = text_in(body.late_reason);
    form.twice_is_meant = body.twice_is_meant;
    return act_by_key(site, visit, 201, [&](store::Tx& tx) -> Result<Json> {
        const auto id = TRY(Letters::enter(tx, visit.who(), form, visit.now));
        return to_json(TRY(whole_letter(tx, visit.who(), id)));
    });
}

Answer api_sort_letter(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::Sorted>(visit));
    return act_on_letter(site, visit, [&](store::Tx& tx, LetterId id) -> Result<void> {
        for (const auto state : {LetterState::registered, LetterState::deferred,
                                 LetterState::not_ours, LetterState::archived}) {
            if (office::word_of(state) != body.state) continue;
            return Letters::triage(tx, visit.who(), id, state, text_in(body.reason), visit.now);
        }
        return Error{Kind::invalid, "no such state", {{"letter_note", "state"}}};
    });
}

Answer api_accept_letter(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::BySop>(visit));
    return act_on_letter(site, visit, [&](store::Tx& tx, LetterId id) -> Result<void> {
        TRY(Letters::accept(tx, site.dossiers, visit.who(), id, body.sop, visit.now));
        return {};
    });
}

Answer api_dispose(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::NewDisposition>(visit));
    return act_on_letter(site, visit, [&](store::Tx& tx, LetterId id) -> Result<void> {
        const office::DispositionForm form{
            body.parent,        body.recipients,        body.instructions,
            text_in(body.note), text_in(body.deadline), body.as_told_by};
        TRY(office::Dispositions::give(tx, site.dossiers, visit.who(), id, form, visit.now));
        return {};
    });
}

Answer api_recall(const Site& site, Visit& visit) {
    const auto which = TRY(visit.id<DispositionId>("disposisi"));
    return act_on_letter(site, visit, [&](store::Tx& tx, LetterId) {
        return office::Dispositions::recall(tx, visit.who(), which, visit.now);
    });
}

Answer api_ask_requester(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::Question>(visit));
    return act_on_letter(site, visit, [&](store::Tx& tx, LetterId id) {
        return office::Requests::ask(tx, site.dossiers, visit.who(), id, body.task.value_or(0),
                                     body.words, visit.now);
    });
}

Answer api_take_material(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::MaterialTaken>(visit));
    return act_on_letter(site, visit, [&](store::Tx& tx, LetterId id) {
        return office::Requests::take_material(tx, visit.who(), id, body.from, visit.now);
    });
}

Answer api_team(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    TRY(site.dossiers.view(visit.who(), id));
    const auto record =
        TRY(site.db.read([&](store::Tx& tx) { return team_of(tx, visit.who(), id); }));
    return reply_with(record);
}

Answer api_name_team(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::NewTeam>(visit));
    return act_on_team(site, visit, [&](store::Tx& tx, DossierId id) {
        std::vector<office::TeamWish> wishes;
        for (const auto& one : body.members) wishes.push_back({one.person, text_in(one.duty)});
        return Teams::name(tx, site.dossiers, visit.who(), id, wishes, visit.now);
    });
}

Answer api_team_paper(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::NewPaper>(visit));
    return act_on_team(site, visit, [&](store::Tx& tx, DossierId id) {
        office::TeamPaper wish{
            .kind = body.kind, .number = text_in(body.number), .dated = text_in(body.dated)};
        wish.copies = body.copies;
        wish.reserved = text_in(body.reserved);
        return Teams::make_paper(tx, visit.who(), id, wish, visit.now);
    });
}

Answer api_outgoing(const Site& site, Visit& visit) {
    api::Outgoing record{.year = year_asked(visit)};
    const auto lines = TRY(site.db.read(
        [&](store::Tx& tx) { return office::outgoing_lines(tx, visit.office, record.year); }));
    for (const auto& line : lines) {
        api::OutgoingPaper paper{.series = line.series,
                                 .number = line.number,
                                 .dated = line.dated,
                                 .about = line.about,
                                 .remark = line.remark,
                                 .copies = line.copies};
        if (line.dossier) paper.dossier = line.dossier;
        if (!line.reserved.empty()) paper.reserved = line.reserved;
        record.papers.push_back(std::move(paper));
    }
    return reply_with(record);
}

Answer api_reserve_number(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::NewReserved>(visit));
    return act_by_key(site, visit, 201, [&](store::Tx& tx) -> Result<Json> {
        const auto one =
            TRY(office::Numbers::reserve(tx, visit.who(), body.series, body.purpose, visit.now));
        return to_json(api::Reserved{one.key(), one.shown});
    });
}

Answer api_free_number(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::FreedNumber>(visit));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(office::Numbers::set_free(tx, visit.who(), body.key, body.reason, visit.now));
        return to_json(api::Reserved{body.key, ""});
    });
}

}  // namespace kentongan::web
