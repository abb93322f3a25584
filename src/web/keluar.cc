// The registers on paper, and the numbers that are kept free for letters not yet written.
#include "office/letter_papers.h"
#include "office/letter_rows.h"
#include "office/numbers.h"
#include "office/paper_heads.h"
#include "office/policy.h"
#include "web/keluar_pages.h"
#include "web/keluar_view.h"
#include "web/reply.h"
#include "web/say.h"
#include "web/surat_view.h"

namespace kentongan::web {
namespace {

using office::Numbers, office::ReservedNumber;

constexpr std::array<std::string_view, 3> reserved_series{"surat_tugas", "sk_tim", "agenda"};
constexpr std::string_view outgoing_address = "/surat/keluar";

/// The agenda's numbers that no letter bears.
OutgoingRow agenda_row(const Say& say, const ReservedNumber& one) {
    OutgoingRow row{.number = one.shown,
                    .dated = say.day(one.at),
                    .kind = say("series.agenda"),
                    .about = one.purpose};
    row.waits = one.waits();
    row.freed = one.freed_at.has_value();
    row.remark = row.waits ? say("outgoing.reserved_by", {one.by_shown}) : one.free_reason;
    if (row.waits) row.key = one.key();
    return row;
}

OutgoingRow outgoing_row(const Say& say, const office::OutgoingLine& line) {
    OutgoingRow row{.number = line.number,
                    .dated = office::day_words(line.dated),
                    .kind = say(cat("series.", line.series)),
                    .about = line.about,
                    .copies = joined(line.copies, ", "),
                    .remark = line.remark,
                    .key = line.reserved};
    if (line.dossier) row.address = cat("/berkas/", line.dossier.value, "/tim");
    row.waits = !line.reserved.empty();
    row.freed = !row.waits && !line.dossier;
    if (!line.dossier) row.remark = line.reason;
    return row;
}

struct OutgoingRefused {
    std::string key = {};  // of the number that could not be set free
    std::vector<Issue> issues = {};
};

Result<OutgoingView> outgoing_view(const Site& site, const Visit& visit,
                                   const OutgoingRefused& refused = {}) {
    const Say say(site, visit);
    const int year = year_asked(visit);
    OutgoingView view{.shell = TRY(shell_of(site, visit, say("outgoing.title"), "surat")),
                      .year = std::to_string(year),
                      .earlier = cat(outgoing_address, "?tahun=", year - 1)};
    const auto today = office::day_text(visit.now, visit.zone());
    if (year < *to_number(today.substr(0, 4)))
        view.later = cat(outgoing_address, "?tahun=", year + 1);
    view.may_register = may(visit.who(), office::Right::register_letters);
    using Both = std::pair<std::vector<office::OutgoingLine>, std::vector<ReservedNumber>>;
    auto read = site.db.read([&](store::Tx& tx) -> Result<Both> {
        auto lines = TRY(office::outgoing_lines(tx, visit.office, year));
        return Both{std::move(lines), TRY(Numbers::reserved(tx, visit.who().office, year))};
    });
    const auto [lines, reserved] = TRY(std::move(read));
    for (const auto& line : lines) view.rows.push_back(outgoing_row(say, line));
    for (const auto& one : reserved) {
        if (one.series == "agenda" && !one.taken_at) view.agenda.push_back(agenda_row(say, one));
    }
    for (const auto* rows : {&view.rows, &view.agenda}) {
        for (const auto& row : *rows) {
            if (row.key.empty()) continue;
            view.releasable.push_back(row);
            auto& one = view.releasable.back();
            one.at = std::to_string(view.releasable.size());
            if (row.key != refused.key) continue;
            one.reason = visit.field("alasan");
            one.error = say.issues(refused.issues);
        }
    }
    for (const auto name : reserved_series) {
        view.series.push_back({std::string(name), say(cat("series.", name)),
                               visit.field("seri") == name || name == reserved_series.front()});
    }
    view.purpose = {visit.field("keperluan"), say.issue_of(refused.issues, "number_purpose")};
    if (!refused.issues.empty()) view.problem = say.issues(refused.issues);
    return view;
}

Answer act_on_number(const Site& site, Visit& visit, const char* toast, const std::string& key,
                     const std::function<Result<std::string>(store::Tx&)>& deed) {
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        const auto shown = TRY(deed(tx));
        return with_toast(visit, std::string(outgoing_address), toast, {shown});
    });
    if (done || done.error().issues.empty()) return done;
    const Error refused = done.error();
    const auto view = TRY(outgoing_view(site, visit, {key, refused.issues}));
    return page_of(site, visit, view, status_of_refusal(refused.kind));
}

Result<office::AgendaBook> agenda_book(const Site& site, const Visit& visit) {
    return site.db.read([&](store::Tx& tx) -> Result<office::AgendaBook> {
        office::AgendaBook book{.year = year_asked(visit)};
        book.letters = TRY(office::Letters::agenda(tx, visit.who().office, book.year));
        book.reserved = TRY(Numbers::reserved(tx, visit.who().office, book.year));
        return book;
    });
}

}  // namespace

int year_asked(const Visit& visit) {
    const auto asked = to_number(visit.asked("tahun"));
    if (asked && *asked >= 1990 && *asked <= 2200) return static_cast<int>(*asked);
    return static_cast<int>(*to_number(office::day_text(visit.now, visit.zone()).substr(0, 4)));
}

Result<std::vector<Option>> reserved_options(const Site& site, const Visit& visit,
                                             const std::string& series) {
    const auto waiting = TRY(site.db.read(
        [&](store::Tx& tx) { return Numbers::waiting(tx, visit.who().office, series); }));
    std::vector<Option> options;
    for (const ReservedNumber& one : waiting) {
        options.push_back(
            {one.key(), cat(one.shown, " – ", one.purpose), visit.field("cadangan") == one.key()});
    }
    return options;
}

Answer show_outgoing(const Site& site, Visit& visit) {
    const auto view = TRY(outgoing_view(site, visit));
    return page_of(site, visit, view);
}

Answer reserve_number(const Site& site, Visit& visit) {
    return act_on_number(
        site, visit, "toast.number_reserved", "", [&](store::Tx& tx) -> Result<std::string> {
            const auto one = TRY(Numbers::reserve(tx, visit.who(), visit.field("seri"),
                                                  visit.field("keperluan"), visit.now));
            return one.shown;
        });
}

Answer free_number(const Site& site, Visit& visit) {
    const auto key = visit.field("nomor");
    return act_on_number(
        site, visit, "toast.number_freed", key, [&](store::Tx& tx) -> Result<std::string> {
            TRY(Numbers::set_free(tx, visit.who(), key, visit.field("alasan"), visit.now));
            return std::string{};
        });
}

Answer print_outgoing(const Site& site, Visit& visit) {
    const int year = year_asked(visit);
    const auto lines = TRY(site.db.read(
        [&](store::Tx& tx) { return office::outgoing_lines(tx, visit.office, year); }));
    const auto head =
        TRY(site.db.read([&](store::Tx& tx) { return office::paper_head(tx, visit.office); }));
    auto pdf = TRY(office::outgoing_pdf(visit.office, head, year, lines, visit.now));
    return pdf_response(std::move(pdf), cat("register-surat-keluar-", year, ".pdf"));
}

Answer print_agenda(const Site& site, Visit& visit) {
    const auto book = TRY(agenda_book(site, visit));
    const auto head =
        TRY(site.db.read([&](store::Tx& tx) { return office::paper_head(tx, visit.office); }));
    auto pdf = TRY(office::agenda_pdf(visit.office, head, book, visit.now));
    return pdf_response(std::move(pdf), cat("buku-agenda-", book.year, ".pdf"));
}

Answer export_agenda(const Site& site, Visit& visit) {
    const auto book = TRY(agenda_book(site, visit));
    return net::Response{
        .type = "text/csv; charset=utf-8",
        .body = net::Text{office::agenda_csv(visit.office, book)},
        .headers = {{"Content-Disposition",
                     cat("attachment; filename=\"buku-agenda-", book.year, ".csv\"")}}};
}

}  // namespace kentongan::web
