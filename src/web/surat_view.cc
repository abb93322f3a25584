// Fills the page of one letter: its paper, its dispositions, what may be done with it now.
#include "web/surat_view.h"

#include "office/letter_papers.h"
#include "office/letter_rows.h"
#include "office/policy.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

using office::Disposition, office::Letter, office::LetterState, office::Right, office::Who;

constexpr std::array<LetterState, 4> sortable{LetterState::registered, LetterState::deferred,
                                              LetterState::not_ours, LetterState::archived};

/// Everything a page about one letter needs, read at once.
struct Seen {
    Letter letter;
    std::vector<Disposition> dispositions = {};
    std::vector<office::TalkLine> talk = {};
    std::vector<Who> people = {};
    std::vector<office::AdoptedSop> sops = {};
    std::optional<SopId> proposed = {};
    std::string dossier_number = {}, related = {};
};

Result<Seen> look_at(const Site& site, const Visit& visit, LetterId id) {
    const Who& who = visit.who();
    auto read = site.db.read([&](store::Tx& tx) -> Result<Seen> {
        Seen all{.letter = TRY(office::Letters::find(tx, who, id))};
        all.dispositions = TRY(office::Dispositions::of_letter(tx, who.office, id));
        all.talk = TRY(office::Requests::of(tx, who.office, id));
        all.sops = TRY(office::Library::list(tx, who.office));
        all.proposed = TRY(office::Letters::proposed_sop(tx, who.office, all.letter.form.wants));
        if (all.letter.dossier) {
            const auto row = TRY(
                tx.one<std::string>("SELECT number FROM dossier WHERE office_id = $1 AND id = $2",
                                    who.office, *all.letter.dossier));
            all.dossier_number = std::get<0>(row);
        }
        return all;
    });
    auto seen = TRY(std::move(read));
    seen.people = TRY(site.people.everyone(who.office));
    return seen;
}

std::string instructions_of(const Say& say, const Disposition& one) {
    std::vector<std::string> words;
    for (const auto& key : one.instructions) words.push_back(say(cat("instruction.", key)));
    return joined(words, ", ");
}

std::int64_t depth_of(const std::vector<Disposition>& all, const Disposition& one) {
    std::int64_t depth = 0;
    auto parent = one.parent;
    while (parent && depth < 4) {
        ++depth;
        const auto found = std::ranges::find(all, *parent, &Disposition::id);
        parent = found == all.end() ? std::nullopt : found->parent;
    }
    return depth;
}

DispositionCard card_of(const Say& say, const Visit& visit, const std::vector<Disposition>& all,
                        const Disposition& one) {
    const Who& who = visit.who();
    DispositionCard card{.id = std::to_string(one.id.value),
                         .who = one.by_shown,
                         .meta = say.moment(one.at),
                         .instructions = instructions_of(say, one),
                         .note = one.note};
    if (!one.deadline.empty()) {
        card.meta += say("disposition.till", {office::day_words(one.deadline)});
    }
    for (const auto& to : one.recipients) {
        card.recipients.push_back({to.title, to.read_at ? say("disposition.was_read",
                                                              {to.read_by, say.moment(*to.read_at)})
                                                        : say("disposition.unread")});
    }
    card.recalled = one.recalled_at.has_value();
    card.to_confirm = one.to_confirm() && !card.recalled;
    const bool mine = one.by == who.person || one.recorded_by == who.person;
    card.may_recall = mine && !card.recalled && one.unread();
    card.may_confirm = card.to_confirm && one.asked == who.person;
    card.may_pass_on = office::Dispositions::received(who, one);
    card.depth = depth_of(all, one);
    return card;
}

void add_told_by(DisposeForm& form, const Seen& seen, const Visit& visit) {
    for (const Who& one : seen.people) {
        if (!may(one, Right::dispose_letters) || one.person == visit.who().person) continue;
        const auto value = std::to_string(one.person.value);
        form.told_by.push_back({value, one.shown(), visit.field("arahan") == value});
    }
}

/// How near to the head a position stands: the sheet begins with those.
int rank_of(std::string_view kind) {
    constexpr std::array order{"sekretaris", "kepala_bidang", "kepala_seksi"};
    const auto at = std::ranges::find(order, kind);
    return static_cast<int>(at - order.begin());
}

/// The positions that can receive it, each once, the nearest first.
std::vector<Option> recipients_of(const Seen& seen, const Visit& visit) {
    std::vector<std::pair<int, Option>> ranked;
    std::vector<Option> options;
    const auto chosen = visit.every("kepada");
    for (const Who& one : seen.people) {
        for (const auto& held : one.positions) {
            const auto value = std::to_string(held.position.value);
            const bool there = std::ranges::any_of(
                ranked, [&](const auto& other) { return other.second.value == value; });
            const bool mine = one.person == visit.who().person;
            if (there || mine || held.kind == "pemohon" || held.kind == "pengelola") continue;
            const bool ticked = std::ranges::find(chosen, value) != chosen.end();
            ranked.push_back({rank_of(held.kind), {value, held.title, ticked}});
        }
    }
    std::ranges::stable_sort(ranked, {}, [](const auto& one) { return one.first; });
    for (auto& one : ranked) options.push_back(std::move(one.second));
    return options;
}

std::optional<DisposeForm> dispose_form(const Site& site, const Visit& visit, const Seen& seen,
                                        const RefusedAct& refused) {
    const Say say(site, visit);
    const Who& who = visit.who();
    const Letter& letter = seen.letter;
    if (letter.voided() || !letter.registered_at) return {};
    DisposeForm form{.signer = who.shown(), .note = {visit.field("catatan"), ""}};
    const bool standing = std::ranges::any_of(
        seen.dispositions, [](const Disposition& one) { return !one.recalled_at; });
    bool may_give = !standing && may(who, Right::dispose_letters);
    for (const Disposition& one : seen.dispositions) {
        if (!office::Dispositions::received(who, one)) continue;
        form.parent = std::to_string(one.id.value);
        may_give = true;
    }
    if (!may_give && !standing && may(who, Right::register_letters)) {
        add_told_by(form, seen, visit);
        may_give = !form.told_by.empty();
    }
    if (!may_give) return {};
    form.deadline.value = visit.field("batas");
    form.recipients = recipients_of(seen, visit);
    auto chosen = visit.every("instruksi");
    // The usual instruction is ticked already: a recipient and the button are two taps.
    if (visit.form.empty()) chosen.emplace_back("proses");
    for (const auto key : office::instruction_keys) {
        const std::string value(key);
        form.instructions.push_back({value, say(cat("instruction.", value)),
                                     std::ranges::find(chosen, value) != chosen.end()});
    }
    if (refused.act != "disposisi") return form;
    form.recipients_error = say.issue_of(refused.issues, "recipients");
    form.instructions_error = say.issue_of(refused.issues, "instructions");
    form.note.error = say.issue_of(refused.issues, "note");
    form.deadline.error = say.issue_of(refused.issues, "deadline");
    const bool beside = !form.recipients_error.empty() || !form.instructions_error.empty() ||
                        !form.note.error.empty() || !form.deadline.error.empty();
    if (!beside) form.problem = say.issues(refused.issues);
    return form;
}

std::optional<Sorting> sorting_of(const Site& site, const Visit& visit, const Seen& seen,
                                  const RefusedAct& refused) {
    const Say say(site, visit);
    const Letter& letter = seen.letter;
    const bool over = letter.dossier || letter.voided() || letter.state == LetterState::withdrawn;
    if (over || !may(visit.who(), Right::register_letters)) return {};
    Sorting sorting{.note = visit.field("alasan"), .numbered = letter.registered_at.has_value()};
    for (const auto& sop : seen.sops) {
        if (!sop.current) continue;
        const auto title =
            sop.id == seen.proposed ? say("letter.proposed", {sop.title}) : sop.title;
        sorting.sops.push_back({std::to_string(sop.id.value), title, sop.id == seen.proposed});
    }
    for (const auto state : sortable) {
        const std::string word(office::word_of(state));
        sorting.states.push_back({word, say(cat("sort.", word)), state == letter.state});
    }
    const bool here =
        refused.act == "putuskan" || refused.act == "terima" || refused.act == "batal";
    if (here) sorting.problem = say.issues(refused.issues);
    return sorting;
}

std::optional<Asking> asking_of(const Site& site, const Visit& visit, const Seen& seen,
                                const RefusedAct& refused) {
    const Letter& letter = seen.letter;
    const bool reachable =
        letter.by_form || !letter.form.email.empty() || !letter.form.whatsapp.empty();
    const bool over = letter.voided() || letter.state == LetterState::withdrawn ||
                      letter.state == LetterState::not_ours;
    if (over || !reachable) return {};
    const Say say(site, visit);
    Asking asking{.words = visit.field("pertanyaan")};
    if (letter.dossier) {
        const auto dossier = site.dossiers.view(visit.who(), *letter.dossier);
        if (!dossier) return {};
        for (const auto& open : dossier->open) {
            if (!open.mine && !dossier->may_manage) continue;
            if (open.task.paused_at || !open.step) continue;
            asking.tasks.push_back({std::to_string(open.task.number), step_words(*open.step)});
        }
        if (asking.tasks.empty() && !may(visit.who(), Right::register_letters)) return {};
    } else if (!may(visit.who(), Right::register_letters)) {
        return {};
    }
    if (refused.act == "tanya") asking.error = say.issues(refused.issues);
    return asking;
}

std::optional<Taking> taking_of(const Site& site, const Visit& visit, const Letter& letter,
                                const RefusedAct& refused) {
    const bool over = letter.voided() || letter.state == LetterState::withdrawn ||
                      letter.state == LetterState::not_ours;
    if (over || letter.material_confirmed || !may(visit.who(), Right::open_dossier)) return {};
    Taking taking{.words = visit.field("dari")};
    if (refused.act == "bahan") taking.error = Say(site, visit).issues(refused.issues);
    return taking;
}

void add_facts(LetterView& view, const Say& say, const Letter& letter) {
    const auto& form = letter.form;
    const auto add = [&](std::string_view key, const std::string& words) {
        if (!words.empty()) view.facts.push_back({say(key), words});
    };
    std::vector<std::string> wants;
    if (!form.wants.empty()) {
        for (const auto& one : split(form.wants, ' ')) wants.push_back(say(cat("wants.", one)));
    }
    add("letter.wants", joined(wants, ", "));
    add("letter.needed", office::day_words(form.needed_by));
    add("letter.officer", form.officer);
    add("letter.email", form.email);
    add("letter.whatsapp", form.whatsapp);
    add("letter.classification", form.classification);
    add("letter.index", form.index_word);
    add("letter.late", form.late_reason);
}

void add_files(LetterView& view, const Say& say, const Letter& letter) {
    for (const auto& file : letter.form.files) {
        const auto from = say(file.by_requester ? "letter.file_theirs" : "letter.file_ours");
        view.files.push_back({cat(view.address, "/file/", file.place), file.name,
                              say("letter.file_about", {say(cat("file_role.", file.role)), from,
                                                        short_hash(file.sha256)}),
                              file.type.starts_with("image/") && file.type != "image/svg+xml"});
    }
}

}  // namespace

Pill letter_pill(const Say& say, const Letter& letter) {
    if (letter.voided()) return {say("letter_state.voided"), "bad", "void"};
    const std::string word(office::word_of(letter.state));
    const auto words = say(cat("letter_state.", word));
    switch (letter.state) {
    case LetterState::incoming: return {words, "warn", "inbox"};
    case LetterState::registered: return {words, "info", "mail"};
    case LetterState::accepted: return {words, "ok", "folder"};
    case LetterState::deferred: return {words, "warn", "pause"};
    case LetterState::not_ours:
    case LetterState::archived:
    case LetterState::withdrawn: return {words, "", "file"};
    }
    return {};
}

LetterRow letter_row(const Site& site, const Visit& visit, const Letter& letter) {
    const Say say(site, visit);
    return {.address = cat("/surat/", letter.id.value),
            .agenda = letter.agenda_shown,
            .agency = letter.form.agency,
            .subject = letter.form.subject,
            .number = letter.form.number,
            .received = say.moment(letter.received_at),
            .state = letter_pill(say, letter),
            .urgent = letter.form.urgency != "biasa",
            .voided = letter.voided()};
}

Result<LetterView> letter_view(const Site& site, const Visit& visit, LetterId id,
                               const RefusedAct& refused) {
    const Say say(site, visit);
    const auto seen = TRY(look_at(site, visit, id));
    const Letter& letter = seen.letter;
    LetterView view{
        .shell = TRY(shell_of(site, visit, letter.form.subject, "surat")),
        .address = cat("/surat/", id.value),
        .agenda = letter.agenda_shown,
        .agency = letter.form.agency,
        .number = letter.form.number,
        .dated = office::day_words(letter.form.dated),
        .attachments = letter.form.attachments,
        .received = cat(say.day(letter.received_at), ", ", say.time(letter.received_at)),
        .subject = letter.form.subject,
        .summary = letter.form.summary,
        .urgency = say(cat("urgency.", letter.form.urgency)),
        .security = say(cat("security.", letter.form.security)),
        .code = letter.code,
        .code_address = cat("/k/", visit.office.slug, "/lacak?kode=", letter.code),
        .note = letter.note,
        .void_reason = letter.void_reason,
        .state = letter_pill(say, letter)};
    if (letter.dossier) {
        view.dossier = cat("/berkas/", letter.dossier->value);
        view.dossier_number = seen.dossier_number;
    }
    add_facts(view, say, letter);
    add_files(view, say, letter);
    for (const Disposition& one : seen.dispositions) {
        view.dispositions.push_back(card_of(say, visit, seen.dispositions, one));
    }
    view.dispose = dispose_form(site, visit, seen, refused);
    view.sorting = sorting_of(site, visit, seen, refused);
    for (const auto& line : seen.talk) {
        auto words = line.words;
        if (line.kind == "benar") words = say("talk.confirmed");
        if (line.kind == "terima") words = say("talk.taken", {line.words});
        if (line.kind == "tarik") words = cat(say("talk.withdrawn"), " ", line.words);
        view.talk.push_back(
            {line.by_office ? say("talk.office") : letter.form.agency, say.moment(line.at), words});
    }
    view.asking = asking_of(site, visit, seen, refused);
    view.taking = taking_of(site, visit, letter, refused);
    return view;
}

}  // namespace kentongan::web
