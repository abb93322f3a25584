// Owns control_sheet.
#include "office/control_sheets.h"

#include <algorithm>

#include "base/secret.h"
#include "base/text.h"
#include "documents/control_sheet.h"
#include "office/paper_heads.h"
#include "sop/permission.h"

namespace kentongan::office {
namespace {

/// Without letters that look like digits, and without U, which makes words of codes.
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t code_length = 10, group_length = 4;
constexpr Language indonesian = Language::indonesian;

std::string fresh_code() {
    const auto bytes = sha256_hex(fresh_token());
    std::string code;
    for (std::size_t i = 0; i < code_length; ++i) {
        const auto number = std::stoul(bytes.substr(2 * i, 2), nullptr, 16);
        code.push_back(alphabet[number % alphabet.size()]);
    }
    return code;
}

std::string moment(Instant at, Zone zone) {
    return cat(short_date(at, zone, indonesian), " ", clock_time(at, zone));
}

std::string kind_words(MarkKind kind) {
    switch (kind) {
    case MarkKind::periksa: return "Diperiksa";
    case MarkKind::setuju: return "Setuju";
    case MarkKind::paraf: return "Paraf";
    }
    return "Setuju";
}

std::string strength_words(const Mark& mark) {
    if (mark.strength == "sandi") return "kata sandi diulang";
    if (mark.strength == "totp") return "kata sandi dan kode";
    if (mark.strength == "kertas") return cat("di atas kertas, dicatat ", mark.recorded_by);
    return "sesi masuk";
}

documents::ControlMark mark_words(const Mark& mark, Zone zone) {
    documents::ControlMark words{.step = mark.step.value};
    words.who = mark.as_position.empty() ? mark.person_name : mark.as_position;
    words.kind = kind_words(mark.kind);
    words.at = moment(mark.at, zone);
    words.strength = strength_words(mark);
    words.version = cat("v", mark.content_version);
    words.state = mark.voided ? "gugur" : mark.earlier_version ? "pada versi sebelumnya" : "";
    return words;
}

using State = ControlSheetInfo::State;

Result<State> state_of(store::Tx& tx, const ControlSheetInfo& sheet) {
    const auto latest = TRY(Contents::latest_package(tx, sheet.office, sheet.dossier));
    if (!latest || latest->hash != sheet.content_hash) return State::superseded;
    const auto items =
        Contents::items_of_package(tx, sheet.office, sheet.dossier, sheet.content_hash);
    if (!items && items.error().kind == Kind::unavailable) return items.error();
    if (!items) return State::altered;
    for (const auto& item : *items) {
        const auto bytes = Contents::bytes_of(tx, sheet.office, item);
        if (!bytes && bytes.error().kind == Kind::unavailable) return bytes.error();
        if (!bytes) return State::altered;
    }
    const auto approved = TRY(Marks::approved_hash(tx, sheet.office, sheet.dossier));
    return approved == sheet.content_hash ? State::genuine : State::in_review;
}

/// The steps that still have to judge this version: places for initials on paper.
std::vector<documents::ControlMark> still_open(const DossierView& dossier) {
    std::vector<documents::ControlMark> open;
    for (const auto& task : dossier.open) {
        if (!task.step || !task.step->decision) continue;
        documents::ControlMark mark{.step = task.step->name.value};
        mark.who = joined(task.performers, " / ");
        open.push_back(std::move(mark));
    }
    return open;
}

}  // namespace

std::string shown_code(const std::string& code) {
    std::string shown;
    for (std::size_t i = 0; i < code.size(); i += group_length) {
        shown += cat(i == 0 ? "" : "-", code.substr(i, group_length));
    }
    return shown;
}

std::string plain_code(std::string_view typed) {
    std::string code;
    for (const char c : in_capitals(typed.substr(0, 4 * code_length))) {
        const char read = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
        if (alphabet.find(read) != alphabet.npos) code.push_back(read);
    }
    return code.size() == code_length ? code : std::string{};
}

Result<std::string> ControlSheets::code_for(store::Tx& tx, const Who& who, DossierId dossier,
                                            const std::string& hash, int version, Instant now) {
    const auto known = TRY(tx.maybe<std::string>(
        "SELECT code FROM control_sheet WHERE office_id = $1 AND dossier_id = $2"
        " AND content_hash = $3",
        who.office, dossier, hash));
    if (known) return std::get<0>(*known);
    const auto code = fresh_code();
    TRY(
        tx.run("INSERT INTO control_sheet (office_id, code, dossier_id, content_hash,"
               " content_version, person_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
               who.office, code, dossier, hash, version, who.person, now));
    JsonObject event{{"event", "control_sheet_printed"}, {"code", code}, {"hash", hash}};
    event["version"] = version;
    TRY(Journal::append(tx, who, cat("dossier/", dossier.value), std::move(event), now));
    return code;
}

Result<std::optional<ControlSheetInfo>> ControlSheets::find(store::Tx& tx,
                                                            const std::string& code) {
    const auto row = TRY(tx.maybe<OfficeId, DossierId, std::string, int, Instant>(
        "SELECT office_id, dossier_id, content_hash, content_version, at FROM control_sheet"
        " WHERE code = $1",
        plain_code(code)));
    if (!row) return std::optional<ControlSheetInfo>{};
    ControlSheetInfo sheet{.code = plain_code(code)};
    std::tie(sheet.office, sheet.dossier, sheet.content_hash, sheet.version, sheet.printed_at) =
        *row;
    std::tie(sheet.office_name, sheet.region) = TRY(tx.one<std::string, std::string>(
        "SELECT name, region FROM office WHERE id = $1", sheet.office));
    sheet.state = TRY(state_of(tx, sheet));
    auto marks = TRY(Marks::of_dossier(tx, sheet.office, sheet.dossier));
    for (auto& mark : marks) {
        if (mark.content_hash == sheet.content_hash) sheet.marks.push_back(std::move(mark));
    }
    return std::optional(std::move(sheet));
}

Result<std::string> ControlSheets::print(store::Tx& tx, const Who& who, const OfficeInfo& office,
                                         const DossierView& dossier,
                                         const std::string& public_address, Instant now) {
    if (!dossier.content || !dossier.package.latest) {
        return Error{Kind::invalid, "no version yet", {{"sheet", "no_version"}}};
    }
    const auto& version = *dossier.package.latest;
    const Zone zone{office.hours_from_utc};
    const auto code = TRY(code_for(tx, who, dossier.id, version.hash, version.number, now));
    documents::ControlSheet sheet{.letterhead = TRY(paper_head(tx, office)),
                                  .number = dossier.number,
                                  .title = dossier.title,
                                  .requester = dossier.requester};
    sheet.sop = dossier.definition->title();
    std::vector<std::string> titles;
    for (const auto& item : dossier.items) titles.push_back(item.draft.title);
    sheet.item = joined(titles, "; ");
    sheet.version =
        cat("v", version.number, ", ", version.by_shown, ", ", moment(version.at, zone));
    sheet.hash = version.hash;
    sheet.state = dossier.approved_hash == version.hash
                      ? "Ditetapkan: hanya versi ini yang boleh keluar"
                      : "Masih diperiksa";
    sheet.code = shown_code(code);
    sheet.address = cat(public_address, "/cek/", code);
    for (const auto& mark : dossier.marks) sheet.marks.push_back(mark_words(mark, zone));
    sheet.open = still_open(dossier);
    sheet.printed = cat("dicetak ", moment(now, zone), " oleh ", who.shown());
    return documents::control_sheet_pdf(sheet, now);
}

}  // namespace kentongan::office
