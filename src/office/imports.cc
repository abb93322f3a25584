// Brings in tables, row by row, in one transaction that is kept only when every row is good.
#include "office/imports.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/csv.h"
#include "base/text.h"
#include "office/contacts.h"
#include "office/organisation.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

/// The marks between which a refused import carries its rows through the transaction's error.
constexpr const char* row_field = "row";
constexpr const char* row_rule = "number";

std::string head_of(const std::string& cell) {
    auto head = lowered(cell);
    std::ranges::replace(head, '_', ' ');
    if (head == "e-mail" || head == "email") return "surel";
    if (head == "no. wa" || head == "wa" || head == "hp") return "whatsapp";
    if (head == "username") return "nama masuk";
    if (head == "nama jabatan") return "jabatan";
    if (head == "nama opd" || head == "opd") return "nama";
    return head;
}

class Import {
  public:
    Import(store::Tx& tx, const Who& who, const std::vector<CsvRow>& rows, Instant now)
        : tx_(tx), who_(who), rows_(rows), now_(now) {
        for (std::size_t i = 0; i < rows.front().cells.size(); ++i) {
            columns_.emplace(head_of(rows.front().cells[i]), i);
        }
    }

    Result<ImportReport> run(ImportKind kind) {
        const bool named = columns_.contains(kind == ImportKind::positions ? "jabatan" : "nama");
        if (!named) {
            return Error{
                Kind::invalid,
                "no column of names",
                {{"csv", "no_head", {kind == ImportKind::positions ? "jabatan" : "nama"}}}};
        }
        report_.rows = static_cast<int>(rows_.size()) - 1;
        switch (kind) {
        case ImportKind::people: TRY(each([&](const CsvRow& row) { return person(row); })); break;
        case ImportKind::agencies: TRY(each([&](const CsvRow& row) { return agency(row); })); break;
        case ImportKind::positions:
            TRY(each([&](const CsvRow& row) { return position(row, false); }));
            // Whoever is above may stand below in the table, so superiors come second.
            TRY(each([&](const CsvRow& row) { return position(row, true); }));
            break;
        }
        return std::move(report_);
    }

  private:
    std::string cell(const CsvRow& row, const std::string& column) const {
        const auto found = columns_.find(column);
        return found == columns_.end() || found->second >= row.cells.size()
                   ? ""
                   : row.cells[found->second];
    }

    template <class Take>
    Result<void> each(Take take) {
        for (std::size_t i = 1; i < rows_.size(); ++i) {
            const auto taken = take(rows_[i]);
            if (taken) continue;
            if (taken.error().issues.empty() || taken.error().kind != Kind::invalid) {
                return taken.error();
            }
            report_.wrong.push_back({rows_[i].line, rows_[i].cells.front(), taken.error().issues});
        }
        return {};
    }

    Result<void> person(const CsvRow& row) {
        PersonCard card{.name = cell(row, "nama"),
                        .sign_in = cell(row, "nama masuk"),
                        .nip = cell(row, "nip"),
                        .email = cell(row, "surel"),
                        .whatsapp = cell(row, "whatsapp"),
                        .rank = cell(row, "pangkat")};
        if (card.sign_in.empty()) {
            card.sign_in = slug_of(card.name);
            std::ranges::replace(card.sign_in, '-', '.');
        }
        const auto id = TRY(Organisation::save_person(tx_, who_, card, now_));
        for (const auto& title : split(cell(row, "jabatan"), '|')) {
            const std::string wanted(trimmed(title));
            if (wanted.empty()) continue;
            const auto place = TRY(find_position(wanted, "position"));
            TRY(Organisation::appoint(tx_, who_, {.position = place, .person = id, .from = now_},
                                      now_));
        }
        return {};
    }

    Result<PositionId> find_position(const std::string& title, const std::string& field) {
        const auto all = TRY(Organisation::positions(tx_, who_.office));
        for (const auto& one : all) {
            if (!one.closed && lowered(one.title) == lowered(title)) return one.id;
        }
        return Error{Kind::invalid, "no such position", {Issue{field, "not_there", {title}}}};
    }

    Result<std::optional<UnitId>> find_unit(const std::string& name) {
        if (name.empty()) return std::optional<UnitId>{};
        const auto all = TRY(Organisation::units(tx_, who_.office));
        for (const auto& one : all) {
            if (!one.closed && lowered(one.name) == lowered(name)) return std::optional(one.id);
        }
        return Error{Kind::invalid, "no such unit", {{"unit", "not_there", {name}}}};
    }

    Result<void> position(const CsvRow& row, bool with_superior) {
        Position wish{.title = cell(row, "jabatan"), .kind = cell(row, "jenis")};
        std::ranges::replace(wish.kind, ' ', '_');
        wish.kind = wish.kind.empty() ? "lain" : lowered(wish.kind);
        wish.unit = TRY(find_unit(cell(row, "unit")));
        if (!with_superior) {
            TRY(Organisation::save_position(tx_, who_, wish, now_));
            return {};
        }
        const auto above = cell(row, "atasan");
        const bool told = std::ranges::any_of(
            report_.wrong, [&](const WrongRow& wrong) { return wrong.line == row.line; });
        if (above.empty() || told) return {};
        wish.id = TRY(find_position(wish.title, "title"));
        wish.superior = TRY(find_position(above, "superior"));
        TRY(Organisation::save_position(tx_, who_, wish, now_));
        return {};
    }

    Result<void> agency(const CsvRow& row) {
        const Agency wish{.id = {},
                          .name = cell(row, "nama"),
                          .email = cell(row, "surel"),
                          .whatsapp = cell(row, "whatsapp")};
        TRY(Contacts::save_agency(tx_, who_, wish, now_));
        return {};
    }

    store::Tx& tx_;
    const Who& who_;
    const std::vector<CsvRow>& rows_;
    Instant now_;
    std::map<std::string, std::size_t> columns_ = {};
    ImportReport report_ = {};
};

/// An error undoes everything and still tells each row.
Error undone(const ImportReport& report) {
    Error error{Kind::invalid, "import undone"};
    for (const auto& row : report.wrong) {
        error.issues.push_back(Issue{row_field, row_rule, {std::to_string(row.line), row.shown}});
        error.issues.insert(error.issues.end(), row.issues.begin(), row.issues.end());
    }
    if (report.wrong.empty()) {
        error.issues.push_back(Issue{row_field, "good", {std::to_string(report.rows)}});
    }
    return error;
}

ImportReport report_from(const Error& error, int rows) {
    ImportReport report{.rows = rows};
    for (const auto& issue : error.issues) {
        if (issue.field == row_field && issue.rule == "good") continue;
        if (issue.field == row_field && issue.rule == row_rule) {
            const auto line = to_number(issue.with.front()).value_or(0);
            report.wrong.push_back({static_cast<int>(line), issue.with.back()});
        } else if (!report.wrong.empty()) {
            report.wrong.back().issues.push_back(issue);
        }
    }
    return report;
}

}  // namespace

Result<ImportReport> Imports::run(store::Db& db, const Who& who, ImportKind kind,
                                  const std::string& bytes, bool dry, Instant now) {
    TRY(need(who, Right::manage_people));
    const auto rows = TRY(read_csv(bytes));
    if (rows.size() < 2) return Error{Kind::invalid, "no rows", {{"csv", "empty"}}};
    const auto done = db.write([&](store::Tx& tx) -> Result<ImportReport> {
        auto report = TRY(Import(tx, who, rows, now).run(kind));
        if (dry || !report.good()) return undone(report);
        return report;
    });
    if (done) return *done;
    const auto& issues = done.error().issues;
    if (issues.empty() || issues.front().field != row_field) return done.error();
    return report_from(done.error(), static_cast<int>(rows.size()) - 1);
}

}  // namespace kentongan::office
