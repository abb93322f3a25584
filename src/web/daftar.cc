// The register of dossiers, and opening another one.
#include "web/daftar_view.h"

#include "web/pages.h"
#include "web/reply.h"

namespace kentongan::web {
namespace {

constexpr int rows_most = 50;
constexpr std::size_t search_max = 200;
constexpr std::size_t title_max = 300;

Result<office::NewDossier> wanted_dossier(const Visit& visit) {
    office::NewDossier wanted{.title = std::string(trimmed(visit.field("judul"))),
                              .sop = {},
                              .requester = std::string(trimmed(visit.field("pemohon"))),
                              .origin = visit.field("asal"),
                              .urgent = visit.field("segera") == "1"};
    std::vector<Issue> issues;
    if (wanted.title.empty()) issues.push_back(Issue{"title", "missing"});
    if (length_of(wanted.title) > title_max) {
        issues.push_back(
            Issue{"title",
                  "too_long",
                  {std::to_string(length_of(wanted.title)), std::to_string(title_max)}});
    }
    if (length_of(wanted.requester) > title_max) {
        issues.push_back(Issue{"requester", "too_long", {std::to_string(title_max)}});
    }
    const auto sop = to_number(visit.field("sop"));
    if (!sop) issues.push_back(Issue{"sop", "missing"});
    if (!issues.empty()) return Error{Kind::invalid, "the form is not complete", issues};
    wanted.sop = SopId{*sop};
    return wanted;
}

}  // namespace

Answer list_dossiers(const Site& site, Visit& visit) {
    const auto search = visit.asked("cari").substr(0, search_max);
    const DossierId before{to_number(visit.asked("sebelum")).value_or(0)};
    const auto rows = TRY(site.dossiers.list(visit.who(), before, rows_most, search));
    const auto view = TRY(register_view(site, visit, rows, search, rows_most));
    return page_of(site, visit, view);
}

Answer show_new_dossier(const Site& site, Visit& visit) {
    const auto view = TRY(new_dossier_view(site, visit, {}));
    return page_of(site, visit, view);
}

Answer open_dossier(const Site& site, Visit& visit) {
    const auto again = [&](const Error& error) -> Answer {
        if (error.kind == Kind::unavailable) return error;
        const auto view = TRY(new_dossier_view(site, visit, error.issues));
        return page_of(site, visit, view, status_of_refusal(error.kind));
    };
    const auto wanted = wanted_dossier(visit);
    if (!wanted) return again(wanted.error());
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        const auto id = TRY(site.dossiers.open(tx, visit.who(), *wanted));
        return with_toast(visit, cat("/berkas/", id.value), "toast.opened", {wanted->title});
    });
    if (!done) return again(done.error());
    return done;
}

}  // namespace kentongan::web
