// Where a request is, by its code alone: in plain words, without names of officials.
#include "base/secret.h"
#include "office/information.h"
#include "office/letter_papers.h"
#include "office/letter_rows.h"
#include "web/pages.h"
#include "web/permohonan_view.h"
#include "web/portal_pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

using office::Letter, office::Letters, office::LetterState, office::OfficeInfo, office::Requests;

constexpr std::size_t step_words_max = 90;

/// The dossier as far as a requester may know it.
struct Way {
    sop::Dossier state = {};
    std::shared_ptr<const sop::Definition> definition = {};
    std::set<StepName> done = {};
    std::vector<Link> results = {};
    bool hidden = false;  // excluded information: where it stands is said, what it is not
};

struct Known {
    std::optional<Letter> letter = {};
    std::optional<Way> way = {};
    std::vector<office::TalkLine> talk = {};
    std::optional<std::string> sent_back = {};
};

Result<Way> way_of(store::Tx& tx, const Site& site, OfficeId office, DossierId dossier) {
    Way way{.state = TRY(site.dossiers.load(tx, office, dossier))};
    const auto row = TRY(tx.one<SopId>(
        "SELECT sop_id FROM dossier WHERE office_id = $1 AND id = $2", office, dossier));
    way.definition = TRY(office::Library::definition(tx, office, std::get<0>(row)));
    const auto done = TRY(
        tx.all<StepName>("SELECT DISTINCT step FROM task WHERE office_id = $1 AND dossier_id = $2"
                         " AND closed_at IS NOT NULL AND outcome IS NOT NULL",
                         office, dossier));
    for (const auto& [step] : done) way.done.insert(step);
    const auto information = TRY(office::Informations::of(tx, office, dossier));
    way.hidden = information.excluded();
    if (way.hidden) return way;
    const auto aired = TRY(tx.all<std::string, std::string>(
        "SELECT a.url, c.label FROM airing a JOIN account c ON c.office_id = a.office_id"
        " AND c.id = a.account_id WHERE a.office_id = $1 AND a.dossier_id = $2"
        " AND a.state = 'aired' AND a.url <> '' ORDER BY a.id",
        office, dossier));
    for (const auto& [url, label] : aired) way.results.push_back({url, label});
    return way;
}

Result<Known> known_of(const Site& site, OfficeId office, const std::string& code) {
    return site.db.read([&](store::Tx& tx) -> Result<Known> {
        Known known;
        known.letter = TRY(Letters::by_code(tx, office, code));
        if (!known.letter) return known;
        known.talk = TRY(Requests::of(tx, office, known.letter->id));
        known.sent_back = TRY(Requests::sent_back(tx, site.dossiers, office, *known.letter));
        if (known.letter->dossier) {
            known.way = TRY(way_of(tx, site, office, *known.letter->dossier));
        }
        return known;
    });
}

std::string promise_words(const Say& say, const sop::Definition& sop) {
    minutes all{0};
    for (const auto& step : sop.steps) {
        if (step.time.unit == sop::TimeUnit::working_minutes) all += minutes{step.time.max};
    }
    if (all == minutes{0}) return {};
    return say("track.promise", {say.work(all)});
}

void add_steps(TrackCard& card, const Say& say, const Way& way) {
    std::set<StepName> open;
    for (const auto& task : way.state.desk) open.insert(task.step);
    bool beyond = false;
    for (const auto& step : way.definition->steps) {
        const bool now = open.contains(step.name);
        beyond |= now;
        const bool over = way.state.state == sop::State::closed;
        TrackStep line{.words = shortened(step.activity.text, step_words_max)};
        line.state = now                                                 ? "now"
                     : (way.done.contains(step.name) && !beyond) || over ? "done"
                                                                         : "next";
        if (now) line.meta = say("track.now_here");
        card.steps.push_back(std::move(line));
    }
    if (!card.steps.empty()) card.steps.back().end = true;
}

Pill track_pill(const Say& say, const Known& known) {
    const Letter& letter = *known.letter;
    if (letter.voided()) return {say("letter_state.voided"), "", "void"};
    if (letter.state != LetterState::accepted || !known.way) return letter_pill(say, letter);
    if (known.way->state.state == sop::State::closed) return {say("track.done"), "ok", "check"};
    if (known.way->state.state == sop::State::open) return {say("track.working"), "nila", "clock"};
    return {say("track.over"), "", "void"};
}

/// What is awaited, from whom, in plain words.
std::string awaited_of(const Say& say, const Known& known) {
    const Letter& letter = *known.letter;
    switch (letter.state) {
    case LetterState::incoming: return say("track.await_register");
    case LetterState::registered: return say("track.await_decision");
    case LetterState::deferred: return say("track.deferred");
    case LetterState::not_ours: return say("track.not_ours");
    case LetterState::archived: return say("track.archived");
    case LetterState::withdrawn: return say("track.withdrawn");
    case LetterState::accepted: break;
    }
    if (!known.way || known.way->state.state != sop::State::open) return {};
    if (known.sent_back || Requests::open_question(known.talk)) return say("track.await_you");
    return say("track.await_office");
}

void add_question(TrackCard& card, const Say& say, const Known& known) {
    if (known.sent_back) {
        card.sent_back = true;
        card.question = known.sent_back->empty() ? say("track.sent_back") : *known.sent_back;
    } else if (const auto open = Requests::open_question(known.talk)) {
        card.question = open->words;
    }
}

TrackCard card_of(const Site& site, const Visit& visit, const OfficeInfo& office,
                  const Known& known, const std::string& error) {
    const Say say(site, visit);
    const Letter& letter = *known.letter;
    const Zone zone{office.hours_from_utc};
    TrackCard card{.subject = letter.form.subject, .error = error};
    card.about =
        say("track.about", {letter.form.agency, long_date(letter.made_at, zone, visit.language),
                            clock_time(letter.made_at, zone)});
    card.awaited = awaited_of(say, known);
    card.note = letter.voided() ? letter.void_reason : letter.note;
    card.state = track_pill(say, known);
    card.action = cat(request_place(visit, office, "lacak/"), letter.code);
    card.key = fresh_token();
    card.answer = visit.field("jawaban");
    if (letter.by_form)
        card.receipt = request_place(visit, office, cat("permohonan/", letter.code));
    add_question(card, say, known);
    const bool open = !letter.voided() && letter.state != LetterState::withdrawn &&
                      letter.state != LetterState::not_ours &&
                      (!known.way || known.way->state.state == sop::State::open);
    const bool has_material = std::ranges::any_of(
        letter.form.files, [](const auto& file) { return file.role != "surat"; });
    card.confirmed = letter.material_confirmed;
    card.may_confirm =
        open && !letter.material_confirmed && (has_material || !letter.form.summary.empty());
    card.may_withdraw = open;
    if (known.way) {
        add_steps(card, say, *known.way);
        card.promise = promise_words(say, *known.way->definition);
        card.results = known.way->results;
        if (known.way->hidden) card.note = say("track.excluded");
    }
    for (const auto& line : known.talk) {
        auto words = line.words;
        if (line.kind == "benar") words = say("talk.confirmed");
        if (line.kind == "terima") words = say("talk.taken", {line.words});
        if (line.kind == "tarik") words = cat(say("talk.withdrawn"), " ", line.words);
        card.talk.push_back(
            {line.by_office ? say("talk.office") : say("talk.you"),
             cat(long_date(line.at, zone, visit.language), ", ", clock_time(line.at, zone)),
             words});
    }
    return card;
}

Answer track_page(const Site& site, const Visit& visit, const OfficeInfo& office,
                  const std::string& typed, const std::vector<Issue>& issues, int status = 200) {
    const Say say(site, visit);
    const auto path = request_place(visit, office, "lacak");
    TrackView view;
    view.shell = public_shell_of(site, visit, office, say("track.title"), path);
    view.shell.description = say("track.lead");
    view.action = path;
    view.code = typed.substr(0, 40);
    const auto said = visit.asked("kabar");
    if (said == "jawab" || said == "benar" || said == "tarik") view.said = say(cat("said.", said));
    if (!typed.empty()) {
        const auto known = TRY(known_of(site, office.id, office::tidy_code(typed)));
        if (known.letter) {
            view.code = known.letter->code;
            view.card = card_of(site, visit, office, known, say.issues(issues));
        } else {
            view.unknown = say("track.unknown");
            status = 404;
        }
    }
    return page_of(site, visit, view, status);
}

using PublicAct = std::function<Result<void>(store::Tx&, const Letter&)>;

Answer act_on(const Site& site, Visit& visit, const OfficeInfo& office, const char* said,
              const PublicAct& act) {
    const auto code = office::tidy_code(visit.parameter("kode"));
    auto done = act_once_public(site, visit, office.id, [&](store::Tx& tx) -> Result<std::string> {
        const auto letter = TRY(Letters::by_code(tx, office.id, code));
        if (!letter) return Error{Kind::not_found, "no such request"};
        TRY(act(tx, *letter));
        return cat(request_place(visit, office, "lacak"), "?kode=", code, "&kabar=", said);
    });
    if (done || done.error().issues.empty()) return done;
    return track_page(site, visit, office, code, done.error().issues,
                      status_of_refusal(done.error().kind));
}

}  // namespace

Answer show_tracking(const Site& site, Visit& visit) {
    const auto office = TRY(office_at(site, visit));
    return track_page(site, visit, office, visit.asked("kode"), {});
}

Answer answer_office(const Site& site, Visit& visit) {
    const auto office = TRY(office_at(site, visit));
    auto files = files_of_upload(site, visit, office.id, "materi");
    if (!files) {
        return track_page(site, visit, office, visit.parameter("kode"), files.error().issues, 422);
    }
    for (auto& file : *files) file.by_requester = true;
    return act_on(site, visit, office, "jawab", [&](store::Tx& tx, const Letter& letter) {
        return Requests::answer(tx, site.dossiers, office.id, letter, visit.field("jawaban"),
                                *files, visit.now);
    });
}

Answer confirm_material(const Site& site, Visit& visit) {
    const auto office = TRY(office_at(site, visit));
    return act_on(site, visit, office, "benar", [&](store::Tx& tx, const Letter& letter) {
        return Requests::confirm_material(tx, office.id, letter, visit.now);
    });
}

Answer withdraw_request(const Site& site, Visit& visit) {
    const auto office = TRY(office_at(site, visit));
    return act_on(site, visit, office, "tarik", [&](store::Tx& tx, const Letter& letter) {
        return Requests::withdraw(tx, site.dossiers, office.id, letter, visit.field("alasan"),
                                  visit.now);
    });
}

}  // namespace kentongan::web
