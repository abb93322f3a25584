// The public request form, without an account: what is asked, the letter, the receipt.
#include "base/secret.h"
#include "documents/qr.h"
#include "office/letter_papers.h"
#include "office/letter_rows.h"
#include "office/paper_heads.h"
#include "web/guest.h"
#include "web/pages.h"
#include "web/permohonan_view.h"
#include "web/portal_pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

using office::Letter, office::Letters, office::OfficeInfo;

RequestView request_view(const Site& site, const Visit& visit, const OfficeInfo& office,
                         const std::vector<Issue>& issues,
                         const std::vector<office::LetterFile>& kept) {
    const Say say(site, visit);
    RequestView view;
    view.shell = public_shell_of(site, visit, office, say("request.title"),
                                 request_place(visit, office, "permohonan"));
    view.shell.description = say("request.lead");
    view.action = request_place(visit, office, "permohonan");
    view.key = fresh_token();
    auto all = letter_fields(site, visit, office.id, issues, kept, Zone{office.hours_from_utc});
    view.fields = {std::move(all.agency),   std::move(all.officer),   std::move(all.email),
                   std::move(all.whatsapp), std::move(all.number),    std::move(all.dated),
                   std::move(all.subject),  std::move(all.summary),   std::move(all.needed),
                   std::move(all.file),     std::move(all.urgencies), std::move(all.wants),
                   std::move(all.kept)};
    if (!issues.empty()) view.problem = say.issues(issues);
    return view;
}

/// The form, for a guest whose uploads are known by their cookie.
Answer form_page(const Site& site, const Visit& visit, const OfficeInfo& office,
                 const std::vector<Issue>& issues, const std::vector<office::LetterFile>& kept,
                 int status) {
    auto guest = guest_of(visit);
    auto view = request_view(site, visit, office, issues, kept);
    view.csrf = visit.session ? visit.session->csrf : guest_token(guest.cookie);
    view.office = office.slug;
    auto page = page_of(site, visit, view, status);
    return visit.session ? std::move(page) : with_guest(std::move(page), guest);
}

Result<Letter> letter_at(const Site& site, const Visit& visit, const OfficeInfo& office) {
    const auto code = office::tidy_code(visit.parameter("kode"));
    auto letter =
        TRY(site.db.read([&](store::Tx& tx) { return Letters::by_code(tx, office.id, code); }));
    if (!letter || !letter->by_form) return Error{Kind::not_found, "no such request"};
    return *std::move(letter);
}

std::string track_address(const Site& site, const OfficeInfo& office, const Letter& letter) {
    return cat(office::portal_address(office, site.public_address), "/lacak?kode=", letter.code);
}

}  // namespace

std::string request_place(const Visit& visit, const OfficeInfo& office, std::string_view rest) {
    return portal_path(visit, office, cat("/", rest));
}

Answer show_request_form(const Site& site, Visit& visit) {
    const auto office = TRY(office_at(site, visit));
    return form_page(site, visit, office, {}, {}, 200);
}

Answer send_request(const Site& site, Visit& visit) {
    const auto office = TRY(office_at(site, visit));
    auto form = letter_form_of(visit);
    // What only the office decides is not taken from the form.
    form.security = "biasa";
    form.received =
        letter_fields(site, visit, office.id, {}, {}, Zone{office.hours_from_utc}).received.value;
    form.outside_number.clear();
    form.late_reason.clear();
    const auto given = TRY(given_files(site, visit, office.id));
    form.files = given.files;
    for (auto& file : form.files) file.by_requester = true;
    const auto again = [&](const Error& error) -> Answer {
        if (error.kind == Kind::unavailable) return error;
        return form_page(site, visit, office, error.issues, form.files,
                         status_of_refusal(error.kind));
    };
    // The trap for programs: people do not see this field.
    if (!visit.field("situs").empty())
        return again({Kind::invalid, "a robot", {{"letter", "robot"}}});
    const office::ByAddress from{
        sha256_hex(cat("permohonan\n", office.id.value, "\n", visit.request.peer)).substr(0, 24)};
    auto done = act_once_public(site, visit, office.id, [&](store::Tx& tx) -> Result<std::string> {
        // Said inside: a form that is sent twice finds its first answer, its uploads are gone.
        if (!given.issues.empty()) return Error{Kind::invalid, "files refused", given.issues};
        const auto letter = TRY(Letters::request(tx, office.id, form, from, visit.now));
        return request_place(visit, office, cat("permohonan/", letter.code));
    });
    if (!done) return again(done.error());
    return done;
}

Answer show_receipt(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto office = TRY(office_at(site, visit));
    const auto letter = TRY(letter_at(site, visit, office));
    const auto place = request_place(visit, office, cat("permohonan/", letter.code));
    const auto track = track_address(site, office, letter);
    const Zone zone{office.hours_from_utc};
    ReceiptView view;
    view.shell = public_shell_of(site, visit, office, say("receipt.title"), place);
    view.shell.description = say("receipt.title");
    view.code = letter.code;
    view.subject = letter.form.subject;
    view.agency = letter.form.agency;
    view.received = cat(long_date(letter.made_at, zone, visit.language), ", ",
                        clock_time(letter.made_at, zone));
    view.track = cat(request_place(visit, office, "lacak"), "?kode=", letter.code);
    view.pdf = cat(place, "/cetak.pdf");
    view.qr.html = documents::qr_svg(track, say("receipt.qr"));
    return page_of(site, visit, view);
}

Answer print_receipt(const Site& site, Visit& visit) {
    const auto office = TRY(office_at(site, visit));
    const auto letter = TRY(letter_at(site, visit, office));
    const auto head =
        TRY(site.db.read([&](store::Tx& tx) { return office::paper_head(tx, office); }));
    auto pdf = TRY(
        office::receipt_pdf(office, head, letter, track_address(site, office, letter), visit.now));
    return pdf_response(std::move(pdf), cat("tanda-terima-", letter.code, ".pdf"));
}

}  // namespace kentongan::web
