// Owns agency: the agencies (OPD) that the office serves.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "office/contacts.h"
#include "office/fields.h"
#include "office/journal.h"
#include "office/organisation.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

/// What regions of all kinds have; each office takes out and adds its own.
constexpr std::array usual{"Sekretariat Daerah",
                           "Bagian Protokol dan Komunikasi Pimpinan",
                           "Sekretariat DPRD",
                           "Inspektorat",
                           "Badan Perencanaan Pembangunan Daerah",
                           "Badan Pengelolaan Keuangan dan Aset Daerah",
                           "Badan Pendapatan Daerah",
                           "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
                           "Dinas Pendidikan",
                           "Dinas Kesehatan",
                           "Rumah Sakit Umum Daerah",
                           "Dinas Pekerjaan Umum dan Penataan Ruang",
                           "Dinas Perumahan dan Kawasan Permukiman",
                           "Satuan Polisi Pamong Praja",
                           "Badan Penanggulangan Bencana Daerah",
                           "Dinas Sosial",
                           "Dinas Pemberdayaan Perempuan, Perlindungan Anak dan KB",
                           "Dinas Kependudukan dan Pencatatan Sipil",
                           "Dinas Pemberdayaan Masyarakat dan Desa",
                           "Dinas Penanaman Modal dan PTSP",
                           "Dinas Ketahanan Pangan dan Pertanian",
                           "Dinas Perikanan",
                           "Dinas Lingkungan Hidup",
                           "Dinas Perhubungan",
                           "Dinas Perindustrian, Perdagangan dan UKM",
                           "Dinas Tenaga Kerja",
                           "Dinas Kepemudaan, Olahraga dan Pariwisata",
                           "Dinas Perpustakaan dan Kearsipan"};

Result<void> insert(store::Tx& tx, OfficeId office, const Agency& agency,
                    std::optional<Instant> closed_at) {
    TRY(
        tx.run("INSERT INTO agency (office_id, id, name, email, whatsapp, closed_at)"
               " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (office_id, id) DO UPDATE SET"
               " name = excluded.name, email = excluded.email, whatsapp = excluded.whatsapp,"
               " closed_at = excluded.closed_at",
               office, agency.id, agency.name, agency.email, agency.whatsapp, closed_at));
    return {};
}

}  // namespace

Result<std::vector<Agency>> Contacts::agencies(store::Tx& tx, OfficeId office) {
    const auto rows = TRY(tx.all<AgencyId, std::string, std::string, std::string, int>(
        "SELECT id, name, email, whatsapp, CASE WHEN closed_at IS NULL THEN 0 ELSE 1 END"
        " FROM agency WHERE office_id = $1 ORDER BY name, id",
        office));
    std::vector<Agency> all;
    for (const auto& [id, name, email, whatsapp, closed] : rows) {
        all.push_back({id, name, email, whatsapp, closed != 0});
    }
    return all;
}

Result<AgencyId> Contacts::save_agency(store::Tx& tx, const Who& who, const Agency& typed,
                                       Instant now) {
    TRY(need(who, Right::manage_office));
    const auto all = TRY(agencies(tx, who.office));
    const bool is_new = !typed.id;
    if (!is_new && std::ranges::find(all, typed.id, &Agency::id) == all.end()) {
        return Error{Kind::not_found, "no such agency"};
    }
    Fields fields;
    Agency agency = typed;
    agency.name = fields.wanted("name", typed.name);
    agency.email = fields.email("email", typed.email);
    agency.whatsapp = fields.phone("whatsapp", typed.whatsapp);
    const bool taken = std::ranges::any_of(all, [&](const Agency& other) {
        return other.id != typed.id && !other.closed && lowered(other.name) == lowered(agency.name);
    });
    if (taken && !typed.closed) fields.wrong("name", "taken", {agency.name});
    TRY(fields.settle());
    if (is_new) agency.id = fresh<AgencyId>();
    TRY(insert(tx, who.office, agency, typed.closed ? std::optional(now) : std::nullopt));
    TRY(Journal::append(tx, who, office_stream(who.office),
                        event_about(is_new         ? "agency_added"
                                    : typed.closed ? "agency_closed"
                                                   : "agency_changed",
                                    "agency", agency.id.value),
                        now));
    return agency.id;
}

Result<int> Contacts::load_usual_agencies(store::Tx& tx, const Who& who, Instant now) {
    TRY(need(who, Right::manage_office));
    const auto all = TRY(agencies(tx, who.office));
    int added = 0;
    for (const std::string name : usual) {
        const bool there = std::ranges::any_of(
            all, [&](const Agency& other) { return lowered(other.name) == lowered(name); });
        if (there) continue;
        TRY(insert(tx, who.office, {fresh<AgencyId>(), name, "", "", false}, {}));
        ++added;
    }
    JsonObject event{{"event", "agencies_loaded"}};
    event["version"] = added;
    if (added > 0) TRY(Journal::append(tx, who, office_stream(who.office), std::move(event), now));
    return added;
}

}  // namespace kentongan::office
