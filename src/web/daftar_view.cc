// Fills the register and the form for another dossier.
#include "web/daftar_view.h"

#include <array>

#include "web/escape.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

constexpr std::array<std::string_view, 4> origins{"gagasan", "surat", "arahan_lisan", "permohonan"};

}  // namespace

Result<RegisterView> register_view(const Site& site, const Visit& visit,
                                   const std::vector<office::DeskRow>& rows,
                                   const std::string& search, std::size_t page_size) {
    const Say say(site, visit);
    RegisterView view{.shell = TRY(shell_of(site, visit, say("register.title"), "berkas")),
                      .search = search,
                      .may_open = may(visit.who(), office::Right::open_dossier)};
    for (const auto& row : rows) {
        TaskRow& line = view.rows.emplace_back(task_row(site, visit, row));
        // Here one looks things up; whose move it is, the dossier itself says.
        line.act = say("verb.open");
        line.act_address = line.address;
    }
    if (rows.size() >= page_size) {
        view.older = cat("/berkas?sebelum=", rows.back().dossier.value);
        if (!search.empty()) {
            view.older += "&cari=";
            put_part(view.older, search);
        }
    }
    return view;
}

Result<NewDossierView> new_dossier_view(const Site& site, const Visit& visit,
                                        const std::vector<Issue>& issues) {
    const Say say(site, visit);
    NewDossierView view{.shell = TRY(shell_of(site, visit, say("new_dossier.title"), "berkas")),
                        .title = {visit.field("judul"), say.issue_of(issues, "title")},
                        .requester = {visit.field("pemohon"), say.issue_of(issues, "requester")},
                        .sop_error = say.issue_of(issues, "sop"),
                        .urgent = visit.field("segera") == "1"};
    for (const Issue& issue : issues) {
        const bool beside =
            issue.field == "title" || issue.field == "requester" || issue.field == "sop";
        if (!beside) view.problem = say.issue(issue);
    }
    const auto sops = TRY(site.db.read(
        [&](store::Tx& tx) { return office::Library::list(tx, visit.who().office, visit.now); }));
    for (const auto& sop : sops) {
        if (!sop.current) continue;
        const auto value = std::to_string(sop.id.value);
        view.sops.push_back({value, sop.title, visit.field("sop") == value});
    }
    for (const auto origin : origins) {
        view.origins.push_back(
            {std::string(origin), say(cat("origin.", origin)), visit.field("asal") == origin});
    }
    return view;
}

}  // namespace kentongan::web
