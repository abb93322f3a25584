// Marks made with ink on the printed control sheet: bound by its code to one version.
#include "base/text.h"
#include "office/control_sheets.h"
#include "office/dossier_act.h"
#include "office/people_rows.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

Error at_code(std::string rule, std::vector<std::string> with = {}) {
    return {Kind::invalid, cat("code ", rule), {{"code", std::move(rule), std::move(with)}}};
}

/// The sheet must be of this dossier and of the version that lies on the desk now.
Result<void> check_sheet(store::Tx& tx, OfficeId office, DossierId id, const std::string& code) {
    if (trimmed(code).empty()) return at_code("required");
    const auto sheet = TRY(ControlSheets::find(tx, code));
    if (!sheet || sheet->office != office) return at_code("unknown");
    if (sheet->dossier != id) {
        const auto other = TRY(dossier_row(tx, office, sheet->dossier));
        return at_code("other_dossier", {other.number});
    }
    const auto items = TRY(Contents::all_of_dossier(tx, office, id));
    const auto latest = TRY(Contents::latest_package(tx, office, id));
    const auto now = Contents::package_of(items, latest);
    if (now.draft_hash == sheet->content_hash && now.draft_is_latest) return {};
    return at_code("other_version",
                   {std::to_string(sheet->version), std::to_string(latest ? latest->number : 0)});
}

}  // namespace

Result<sop::Dossier> Dossiers::act_on_paper(store::Tx& tx, const Who& recorder, DossierId id,
                                            const PaperMark& paper) {
    TRY(need(recorder, Right::record_paper));
    const auto now = clock_();
    TRY(look_at(tx, recorder, id));
    TRY(check_sheet(tx, recorder.office, id, paper.code));
    if (paper.signer == recorder.person) {
        return Error{Kind::invalid, "signs in the product", {{"signer", "yourself"}}};
    }
    auto signer = TRY(member(tx, recorder.office, paper.signer, now));
    signer.proven = "kertas";
    JsonObject event{{"event", "paper_mark"},
                     {"signer", std::to_string(paper.signer.value)},
                     {"code", plain_code(paper.code)},
                     {"scan", paper.scan_sha256}};
    event["task"] = paper.task;
    TRY(Journal::append(tx, recorder, cat("dossier/", id.value), std::move(event), now));
    const sop::Finish finish{
        .task = paper.task, .outcome = paper.outcome, .note = paper.note, .to = paper.to};
    auto after = TRY(act(tx, signer, id, finish));
    const auto marks = TRY(Marks::of_dossier(tx, recorder.office, id));
    if (!marks.empty() && marks.back().task == paper.task) {
        TRY(Marks::add_scan(tx, recorder, marks.back().id, paper.scan_sha256,
                            plain_code(paper.code)));
    }
    return after;
}

}  // namespace kentongan::office
