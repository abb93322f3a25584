// The registers: each SOP says what it wants to have written down, and gets just that.
#include <algorithm>

#include "base/text.h"
#include "office/library.h"
#include "office/month_report.h"

namespace kentongan::office {
namespace {

using documents::DataSheet;

constexpr int rows_most = 5000;

/// "Mengumpulkan data pendukung (foto dan video) …": the SOP's own words.
std::string record_words(const sop::Definition& definition) {
    std::string words;
    for (const auto& section : definition.identity.sections) {
        if (section.section != sop::Section::record) continue;
        for (const auto& item : section.items) {
            words += cat(words.empty() ? "" : "; ", item.words.text);
        }
    }
    return words;
}

/// What kind of things the register lists, by what the SOP does.
enum class Lists { files, reports, airings };
Lists lists_of(const std::string& key) {
    if (key.starts_with("sanggau") || key.starts_with("pontianak")) return Lists::files;
    return key.starts_with("singkawang") ? Lists::reports : Lists::airings;
}

struct Reading {
    store::Tx& tx;
    OfficeId office;
    const std::string& key;
    const Period& period;
    Zone zone;
};

std::string day(Instant at, Zone zone) {
    return cat(short_date(at, zone), " ", clock_time(at, zone));
}

Result<DataSheet> files_sheet(const Reading& from) {
    DataSheet sheet{
        .name = "Bahan",
        .head = {"Tanggal", "Berkas", "Judul", "Nama file", "Keterangan", "Sumber", "Sidik"}};
    const auto rows = TRY(from.tx.all<Instant, std::string, std::string, std::string, std::string,
                                      std::string, std::string>(
        "SELECT v.stored_at, d.number, d.title, f.name, f.alt, f.credit, f.sha256"
        " FROM content_file f JOIN content c ON c.office_id = f.office_id AND c.id = f.content_id"
        " JOIN dossier d ON d.office_id = c.office_id AND d.id = c.dossier_id"
        " JOIN sop_version s ON s.office_id = d.office_id AND s.id = d.sop_id"
        " JOIN file v ON v.office_id = f.office_id AND v.sha256 = f.sha256"
        " WHERE f.office_id = $1 AND s.key = $2 AND v.stored_at >= $3 AND v.stored_at < $4"
        " ORDER BY v.stored_at DESC LIMIT $5",
        from.office, from.key, from.period.from, from.period.till, rows_most));
    for (const auto& [at, number, title, name, alt, credit, hash] : rows) {
        sheet.rows.push_back({day(at, from.zone), number, title, name, alt, credit, hash});
    }
    return sheet;
}

Result<DataSheet> reports_sheet(const Reading& from) {
    DataSheet sheet{.name = "Laporan", .head = {"Selesai", "Berkas", "Judul", "Saluran", "Tautan"}};
    const auto rows = TRY(from.tx.all<Instant, std::string, std::string, std::string, std::string>(
        "SELECT a.aired_at, d.number, d.title, c.label, a.url FROM airing a"
        " JOIN dossier d ON d.office_id = a.office_id AND d.id = a.dossier_id"
        " JOIN sop_version s ON s.office_id = d.office_id AND s.id = d.sop_id"
        " JOIN account c ON c.office_id = a.office_id AND c.id = a.account_id"
        " WHERE a.office_id = $1 AND s.key = $2 AND a.state = 'aired' AND a.aired_at >= $3"
        " AND a.aired_at < $4 ORDER BY a.aired_at DESC LIMIT $5",
        from.office, from.key, from.period.from, from.period.till, rows_most));
    for (const auto& [at, number, title, label, url] : rows) {
        sheet.rows.push_back({day(at, from.zone), number, title, label, url});
    }
    const auto late = TRY(from.tx.all<Instant, std::string, std::string, std::string, std::string>(
        "SELECT l.aired_at, d.number, l.title, c.label, l.url FROM late_entry l"
        " JOIN dossier d ON d.office_id = l.office_id AND d.id = l.dossier_id"
        " JOIN sop_version s ON s.office_id = d.office_id AND s.id = d.sop_id"
        " JOIN account c ON c.office_id = l.office_id AND c.id = l.account_id"
        " WHERE l.office_id = $1 AND s.key = $2 AND l.struck_at IS NULL AND l.aired_at >= $3"
        " AND l.aired_at < $4 ORDER BY l.aired_at DESC LIMIT $5",
        from.office, from.key, from.period.from, from.period.till, rows_most));
    for (const auto& [at, number, title, label, url] : late) {
        sheet.rows.push_back(
            {day(at, from.zone), number, cat(title, " (dicatat susulan)"), label, url});
    }
    return sheet;
}

Result<DataSheet> airings_sheet(const Reading& from) {
    DataSheet sheet{.name = "Berita dan data",
                    .head = {"Dibuka", "Berkas", "Judul", "Pemohon", "Asal", "Keadaan"}};
    const auto rows =
        TRY(from.tx.all<Instant, std::string, std::string, std::string, std::string, std::string>(
            "SELECT d.opened_at, d.number, d.title, d.requester, d.origin, d.state FROM dossier d"
            " JOIN sop_version s ON s.office_id = d.office_id AND s.id = d.sop_id"
            " WHERE d.office_id = $1 AND s.key = $2 AND d.opened_at >= $3 AND d.opened_at < $4"
            " ORDER BY d.opened_at DESC LIMIT $5",
            from.office, from.key, from.period.from, from.period.till, rows_most));
    for (const auto& [at, number, title, requester, origin, state] : rows) {
        sheet.rows.push_back({day(at, from.zone), number, title, requester, origin,
                              std::string(state == "closed" ? "selesai"
                                          : state == "open" ? "berjalan"
                                                            : "dihentikan")});
    }
    return sheet;
}

}  // namespace

Result<std::vector<std::pair<std::string, std::string>>> register_names(store::Tx& tx,
                                                                        OfficeId office) {
    const auto sops = TRY(Library::list(tx, office));
    std::vector<std::pair<std::string, std::string>> names;
    for (const auto& sop : sops) {
        if (sop.current) names.emplace_back(sop.key, sop.title);
    }
    return names;
}

Result<SopRegister> register_of(store::Tx& tx, OfficeId office, const std::string& sop_key,
                                const Period& period) {
    const auto sops = TRY(Library::list(tx, office));
    const auto found = std::ranges::find_if(
        sops, [&](const auto& sop) { return sop.key == sop_key && sop.current; });
    if (found == sops.end()) return Error{Kind::not_found, "no such SOP"};
    const auto definition = TRY(Library::definition(tx, office, found->id));
    const auto [hours] =
        TRY(tx.one<int>("SELECT hours_from_utc FROM office WHERE id = $1", office));
    const Reading from{tx, office, sop_key, period, Zone{hours}};
    SopRegister made{.sop_key = sop_key, .sop_title = definition->title()};
    made.words = record_words(*definition);
    switch (lists_of(sop_key)) {
    case Lists::files: made.sheet = TRY(files_sheet(from)); break;
    case Lists::reports: made.sheet = TRY(reports_sheet(from)); break;
    case Lists::airings: made.sheet = TRY(airings_sheet(from)); break;
    }
    made.sheet.title = cat(made.sop_title, " · ", period_words(period, from.zone));
    return made;
}

}  // namespace kentongan::office
