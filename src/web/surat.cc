// Letters: the register, registration, triage, the official papers, patterns of numbers.
#include "office/letter_papers.h"
#include "office/letter_rows.h"
#include "office/numbers.h"
#include "office/paper_heads.h"
#include "office/policy.h"
#include "web/escape.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"
#include "web/surat_view.h"

namespace kentongan::web {
namespace {

using office::Letter, office::Letters, office::LetterState;

constexpr int rows_most = 50;
constexpr std::size_t search_max = 200;
constexpr std::array<std::string_view, 7> filters{"",         "incoming", "registered", "deferred",
                                                  "accepted", "archived", "not_ours"};
constexpr std::array<std::string_view, 3> series_names{"agenda", "surat_tugas", "sk_tim"};

using LetterAct = std::function<Result<std::string>(store::Tx&, LetterId)>;

/// Does one act on a letter; refused, the same page stands again with what is wrong.
Answer act_on(const Site& site, Visit& visit, const char* act, const LetterAct& deed) {
    const auto id = TRY(visit.id<LetterId>());
    auto done = act_once(site, visit, [&](store::Tx& tx) { return deed(tx, id); });
    if (done || done.error().issues.empty()) return done;
    const Error refused = done.error();
    const auto view = TRY(letter_view(site, visit, id, {act, refused.issues}));
    return page_of(site, visit, view, status_of_refusal(refused.kind));
}

std::string at_letter(const Visit& visit, LetterId id, const char* toast,
                      const std::vector<std::string>& with = {}) {
    return with_toast(visit, cat("/surat/", id.value), toast, with);
}

std::optional<LetterState> state_in(const std::string& word) {
    for (const auto state : {LetterState::registered, LetterState::deferred, LetterState::not_ours,
                             LetterState::archived}) {
        if (office::word_of(state) == word) return state;
    }
    return {};
}

Result<NewLetterView> new_letter_view(const Site& site, const Visit& visit,
                                      const std::vector<Issue>& issues,
                                      const std::vector<office::LetterFile>& kept) {
    const Say say(site, visit);
    NewLetterView view{.shell = TRY(shell_of(site, visit, say("letter.new_title"), "surat"))};
    view.fields = letter_fields(site, visit, visit.who().office, issues, kept, visit.zone());
    view.now = say.moment(visit.now);
    view.fields.reserved = TRY(reserved_options(site, visit, "agenda"));
    view.fields.reserved_error = say.issue_of(issues, "reserved");
    if (!issues.empty()) view.problem = say.issues(issues);
    return view;
}

}  // namespace

Answer list_letters(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto search = visit.asked("cari").substr(0, search_max);
    const auto state = visit.asked("saring").substr(0, 20);
    const LetterId before{to_number(visit.asked("sebelum")).value_or(0)};
    LettersView view{.shell = TRY(shell_of(site, visit, say("letters.title"), "surat")),
                     .search = search};
    view.may_register = may(visit.who(), office::Right::register_letters);
    view.may_paper = may(visit.who(), office::Right::record_paper);
    view.year = std::to_string(year_asked(visit));
    view.public_form = cat("/k/", visit.office.slug, "/permohonan");
    using Lists = std::pair<std::vector<Letter>, std::vector<Letter>>;
    auto lists_read = site.db.read([&](store::Tx& tx) -> Result<Lists> {
        Lists lists;
        const auto ids = TRY(office::Dispositions::for_me(tx, visit.who()));
        for (const auto id : ids) lists.first.push_back(TRY(Letters::find(tx, visit.who(), id)));
        lists.second = TRY(Letters::list(tx, visit.who(), state, search, before, rows_most));
        return lists;
    });
    const auto [mine, rows] = TRY(std::move(lists_read));
    for (const Letter& letter : mine) view.mine.push_back(letter_row(site, visit, letter));
    for (const Letter& letter : rows) view.rows.push_back(letter_row(site, visit, letter));
    for (const auto filter : filters) {
        const auto key = filter.empty() ? std::string("letters.all") : cat("letter_state.", filter);
        view.filters.push_back({cat("/surat", filter.empty() ? "" : cat("?saring=", filter)),
                                say(key), state == filter});
    }
    if (rows.size() == rows_most) {
        view.older = cat("/surat?sebelum=", rows.back().id.value, "&saring=");
        put_part(view.older, state);
        view.older += "&cari=";
        put_part(view.older, search);
    }
    return page_of(site, visit, view);
}

Answer show_new_letter(const Site& site, Visit& visit) {
    const auto view = TRY(new_letter_view(site, visit, {}, {}));
    return page_of(site, visit, view);
}

Answer enter_letter(const Site& site, Visit& visit) {
    const auto given = TRY(given_files(site, visit, visit.who().office));
    auto form = letter_form_of(visit);
    form.files = given.files;
    const auto again = [&](const Error& error) -> Answer {
        if (error.kind == Kind::unavailable) return error;
        const auto view = TRY(new_letter_view(site, visit, error.issues, form.files));
        return page_of(site, visit, view, status_of_refusal(error.kind));
    };
    // Said inside: a form that is sent twice finds its first answer, and its uploads are gone.
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        if (!given.issues.empty()) return Error{Kind::invalid, "files refused", given.issues};
        const auto id = TRY(Letters::enter(tx, visit.who(), form, visit.now));
        const auto letter = TRY(Letters::find(tx, visit.who(), id));
        return at_letter(visit, id, "toast.letter_registered", {letter.agenda_shown});
    });
    if (!done) return again(done.error());
    return done;
}

Answer show_letter(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<LetterId>());
    // Whoever received it has read it now.
    const auto read = site.db.write([&](store::Tx& tx) -> Result<void> {
        TRY(Letters::find(tx, visit.who(), id));
        return office::Dispositions::mark_read(tx, visit.who(), id, visit.now);
    });
    if (!read) return read.error();
    const auto view = TRY(letter_view(site, visit, id));
    return page_of(site, visit, view);
}

Answer show_letter_of(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    TRY(site.dossiers.view(visit.who(), id));
    const auto letter = TRY(site.db.read(
        [&](store::Tx& tx) { return Letters::of_dossier(tx, visit.who().office, id); }));
    // A dossier without a letter can begin with one that is registered now.
    return see_other(letter ? cat("/surat/", letter->id.value) : std::string("/surat"));
}

Answer number_letter(const Site& site, Visit& visit) {
    return act_on(site, visit, "putuskan", [&](store::Tx& tx, LetterId id) -> Result<std::string> {
        TRY(Letters::give_number(tx, visit.who(), id, visit.now));
        const auto letter = TRY(Letters::find(tx, visit.who(), id));
        return at_letter(visit, id, "toast.letter_registered", {letter.agenda_shown});
    });
}

Answer sort_letter(const Site& site, Visit& visit) {
    return act_on(site, visit, "putuskan", [&](store::Tx& tx, LetterId id) -> Result<std::string> {
        const auto state = state_in(visit.field("keadaan"));
        if (!state) return Error{Kind::invalid, "no such state", {{"letter_note", "state"}}};
        TRY(Letters::triage(tx, visit.who(), id, *state, visit.field("alasan"), visit.now));
        return at_letter(visit, id, "toast.letter_sorted");
    });
}

Answer strike_letter(const Site& site, Visit& visit) {
    return act_on(site, visit, "batal", [&](store::Tx& tx, LetterId id) -> Result<std::string> {
        TRY(Letters::strike(tx, visit.who(), id, visit.field("alasan"), visit.now));
        return at_letter(visit, id, "toast.letter_voided");
    });
}

Answer accept_letter(const Site& site, Visit& visit) {
    return act_on(site, visit, "terima", [&](store::Tx& tx, LetterId id) -> Result<std::string> {
        const SopId sop{to_number(visit.field("sop")).value_or(0)};
        const auto dossier =
            TRY(Letters::accept(tx, site.dossiers, visit.who(), id, sop, visit.now));
        return with_toast(visit, cat("/berkas/", dossier.value), "toast.letter_accepted");
    });
}

Answer ask_requester(const Site& site, Visit& visit) {
    return act_on(site, visit, "tanya", [&](store::Tx& tx, LetterId id) -> Result<std::string> {
        const auto task = static_cast<int>(to_number(visit.field("tugas")).value_or(0));
        TRY(office::Requests::ask(tx, site.dossiers, visit.who(), id, task,
                                  visit.field("pertanyaan"), visit.now));
        return at_letter(visit, id, "toast.requester_asked");
    });
}

Answer take_material(const Site& site, Visit& visit) {
    return act_on(site, visit, "bahan", [&](store::Tx& tx, LetterId id) -> Result<std::string> {
        TRY(office::Requests::take_material(tx, visit.who(), id, visit.field("dari"), visit.now));
        return at_letter(visit, id, "toast.material_taken");
    });
}

Answer show_letter_file(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<LetterId>());
    const auto letter =
        TRY(site.db.read([&](store::Tx& tx) { return Letters::find(tx, visit.who(), id); }));
    const auto place = to_number(visit.parameter("nomor"));
    for (const auto& file : letter.form.files) {
        if (place == file.place) return letter_file_response(site, visit.who().office, file);
    }
    return Error{Kind::not_found, "no such file"};
}

Answer print_disposition(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<LetterId>());
    using Parts = std::pair<Letter, std::vector<office::Disposition>>;
    auto parts = site.db.read([&](store::Tx& tx) -> Result<Parts> {
        auto found = TRY(Letters::find(tx, visit.who(), id));
        return Parts{std::move(found),
                     TRY(office::Dispositions::of_letter(tx, visit.who().office, id))};
    });
    const auto [letter, all] = TRY(std::move(parts));
    const auto head =
        TRY(site.db.read([&](store::Tx& tx) { return office::paper_head(tx, visit.office); }));
    auto pdf = TRY(office::disposition_sheet_pdf(visit.office, head, letter, all, visit.now));
    return pdf_response(std::move(pdf), cat("lembar-disposisi-", letter.agenda_shown, ".pdf"));
}

namespace {

Result<NumbersView> numbers_view(const Site& site, const Visit& visit,
                                 const std::vector<Issue>& issues) {
    const Say say(site, visit);
    NumbersView view{.shell = TRY(shell_of(site, visit, say("numbers.title"), "surat"))};
    for (const auto name : series_names) {
        const auto how = TRY(site.db.read([&](store::Tx& tx) {
            return office::Numbers::series(tx, visit.who().office, std::string(name));
        }));
        SeriesForm form{.name = how.series,
                        .title = say(cat("series.", name)),
                        .pattern = how.pattern,
                        .unit = how.unit,
                        .agency = how.agency_short,
                        .division = how.division,
                        .code = how.code};
        const auto example = office::number_words(how, 7, year_asked(visit), 11);
        if (example) form.example = *example;
        if (visit.field("seri") == name) {
            form.pattern = visit.field("pola");
            form.error = say.issues(issues);
        }
        view.series.push_back(std::move(form));
    }
    return view;
}

}  // namespace

Answer show_numbers(const Site& site, Visit& visit) {
    const auto view = TRY(numbers_view(site, visit, {}));
    return page_of(site, visit, view);
}

Answer set_numbers(const Site& site, Visit& visit) {
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        const office::NumberSeries wish{visit.field("seri"),   visit.field("pola"),
                                        visit.field("unit"),   visit.field("opd"),
                                        visit.field("bidang"), visit.field("kode")};
        TRY(office::Numbers::set_series(tx, visit.who(), wish, visit.now));
        return with_toast(visit, "/surat/nomor", "toast.pattern_set");
    });
    if (done || done.error().issues.empty()) return done;
    const auto view = TRY(numbers_view(site, visit, done.error().issues));
    return page_of(site, visit, view, status_of_refusal(done.error().kind));
}

}  // namespace kentongan::web
