// Makes the demo office: one cast, in the tests, the manual and the screenshots.
#include "office/demo.h"

#include <array>

#include "base/text.h"
#include "office/contacts.h"
#include "office/letterheads.h"
#include "office/library.h"
#include "office/organisation.h"

namespace kentongan::office {
namespace {

constexpr std::string_view slug = "sukamaju";

struct Position {
    std::string_view title, kind;
    std::string_view holders;  // sign-in names
};
// clang-format off
constexpr std::array positions{
    Position{"Kepala Dinas", "kepala_dinas", "bima"},
    Position{"Sekretaris", "sekretaris", "ratna"},
    Position{"Kepala Bidang Informasi dan Komunikasi Publik", "kepala_bidang", "sari"},
    Position{"Kepala Seksi Pengelolaan Komunikasi Publik", "kepala_seksi", "lina"},
    Position{"Pranata Hubungan Masyarakat", "pranata_humas", "dewi"},
    Position{"Perancang Grafis", "perancang_grafis", "rudi"},
    Position{"Perancang Grafis II", "perancang_grafis", "tono"},
    Position{"Admin Media Sosial", "admin_medsos", "agus"},
    Position{"Petugas Layanan Informasi", "petugas", "nina"},
    Position{"Tim Pembuat Konten", "tim_konten", "dewi rudi nina"},
    Position{"Pengelola Kentongan", "pengelola", "wati"},
    Position{"Kelurahan Sukasari (pemohon)", "pemohon", "lurah"},
};
struct Person {
    std::string_view sign_in, name;
};
constexpr std::array people{
    Person{"bima",  "Bima Prasetya"},   Person{"ratna", "Ratna Maheswari"},
    Person{"sari",  "Sari Handayani"},  Person{"lina",  "Lina Kartikasari"},
    Person{"dewi",  "Dewi Puspita"},    Person{"rudi",  "Rudi Pranoto"},
    Person{"tono",  "Tono Sugiarto"},   Person{"agus",  "Agus Santosa"},
    Person{"nina",  "Nina Rahmadani"},  Person{"wati",  "Wati Purnama"},
    Person{"lurah", "Darma Wibawa"},
};
struct Place {
    std::string_view channel, label, admin_url;
    Mode mode;
};
constexpr std::array places{
    Place{"website",   "Situs web resmi",      "", Mode::automatic},
    Place{"instagram", "Instagram @sukamaju",  "https://www.instagram.com/", Mode::manual},
    Place{"facebook",  "Facebook Sukamaju",    "https://business.facebook.com/", Mode::manual},
    Place{"x",         "X @sukamaju",          "https://x.com/compose/post", Mode::manual},
    Place{"youtube",   "YouTube Sukamaju TV",  "https://studio.youtube.com/", Mode::manual},
    Place{"radio",     "Radio Suara Sukamaju", "", Mode::manual},
    Place{"pers",      "Mitra pers",           "", Mode::manual},
};
struct Branch {
    std::string_view name, kind, parent;
    std::string_view holds;  // the first words of the positions in it
};
constexpr std::array branches{
    Branch{"Sekretariat", "sekretariat", "", "Sekretaris|Pengelola"},
    Branch{"Bidang Informasi dan Komunikasi Publik", "bidang", "", "Kepala Bidang"},
    Branch{"Seksi Pengelolaan Komunikasi Publik", "seksi", "Bidang Informasi dan Komunikasi Publik",
           "Kepala Seksi|Pranata|Perancang|Admin|Petugas|Tim"},
};
struct Newsroom {
    std::string_view name, medium, email, contact;
};
constexpr std::array newsrooms{
    Newsroom{"Harian Sukamaju Pos", "cetak", "redaksi@sukamajupos.example", "Meja daerah"},
    Newsroom{"Sukamaju Daring", "daring", "berita@sukamajudaring.example", "Redaktur piket"},
    Newsroom{"Radio Gema Sukamaju", "radio", "siaran@gemasukamaju.example", "Produser pagi"},
};
struct Use {
    std::string_view sop, channels;
};
constexpr std::array uses{
    Use{"singkawang", "website instagram facebook"},
    Use{"sanggau",    "website instagram facebook"},
    Use{"ketapang",   "website pers"},
    Use{"magetan",    "website youtube facebook instagram x radio"},
};
// clang-format on

/// A role is performed by the positions of its kind; a unit by those who lead it.
bool performs(std::string_view kind, const RoleName& role) {
    if (role.value == "bidang_ikp") return kind == "kepala_bidang" || kind == "kepala_seksi";
    return kind == role.value;
}

class Making {
  public:
    Making(store::Tx& tx, People& all, Instant now) : tx_(tx), people_(all), now_(now) {}

    Result<Demo> make(const std::map<std::string, std::string>& sops, const std::string& hash) {
        OfficeInfo info{.id = {}, .slug = std::string(slug), .region = "Kabupaten Sukamaju"};
        info.name = "Dinas Komunikasi dan Informatika";
        info.is_demo = true;
        info.id = TRY(people_.add_office(tx_, info));
        demo_.office = info;
        for (const auto& [sign_in, name] : people) {
            demo_.people[std::string(sign_in)] = TRY(
                people_.add_person(tx_, info.id, std::string(name), std::string(sign_in), hash));
        }
        TRY(add_positions());
        const auto manager = TRY(people_.someone(tx_, info.id, demo_.people[std::string("wati")]));
        for (const auto& [key, text] : sops) {
            demo_.sops[key] = TRY(adopt(manager, key, text));
        }
        TRY(add_accounts(manager, sops));
        TRY(add_surroundings(manager));
        return std::move(demo_);
    }

  private:
    Result<void> add_positions() {
        for (const auto& [title, kind, holders] : positions) {
            const auto id = TRY(
                people_.add_position(tx_, demo_.office.id, std::string(title), std::string(kind)));
            for (const auto& holder : split(holders, ' ')) {
                TRY(people_.hold(tx_, demo_.office.id, id, demo_.people[holder], Hold::definitive,
                                 now_, {}, {}));
            }
            position_ids_.emplace_back(id, kind);
        }
        return {};
    }

    Result<SopId> adopt(const Who& manager, const std::string& key, const std::string& text) {
        const auto definition = TRY(sop::parse(text, key));
        std::map<RoleName, std::vector<PositionId>> performers;
        for (const auto& lane : definition.lanes) {
            for (const auto& [id, kind] : position_ids_) {
                if (performs(kind, lane.role)) performers[lane.role].push_back(id);
            }
        }
        return Library::adopt(tx_, manager, key, text, performers, now_);
    }

    /// Units, agencies, newsrooms, a team and the letterhead.
    Result<void> add_surroundings(const Who& manager) {
        std::map<std::string_view, UnitId> units;
        auto positions_now = TRY(Organisation::positions(tx_, demo_.office.id));
        for (const auto& [name, kind, parent, holds] : branches) {
            Unit unit{.name = std::string(name), .kind = std::string(kind)};
            if (!parent.empty()) unit.parent = units[parent];
            units[name] = TRY(Organisation::save_unit(tx_, manager, unit, now_));
            for (auto& position : positions_now) {
                for (const auto& start : split(holds, '|')) {
                    if (!position.title.starts_with(start)) continue;
                    position.unit = units[name];
                    TRY(Organisation::save_position(tx_, manager, position, now_));
                }
            }
        }
        TRY(Contacts::load_usual_agencies(tx_, manager, now_));
        for (const auto& [name, medium, email, contact] : newsrooms) {
            PressPartner partner{.name = std::string(name), .medium = std::string(medium)};
            partner.email = email;
            partner.contact = contact;
            TRY(Contacts::save_partner(tx_, manager, partner, now_));
        }
        StandingTeam team{.name = "Tim Konten", .leader = demo_.people["lina"]};
        for (const auto* name : {"lina", "dewi", "rudi", "nina"}) {
            team.members.push_back(demo_.people[name]);
        }
        TRY(Contacts::save_team(tx_, manager, team, now_));
        return Letterheads::save(tx_, manager,
                                 {.government = "Pemerintah Kabupaten Sukamaju",
                                  .address = "Jalan Kentongan Nomor 1, Sukamaju",
                                  .phone = "(0000) 000000",
                                  .email = "kominfo@sukamaju.example",
                                  .website = "kominfo.sukamaju.example",
                                  .place = "Sukamaju"},
                                 now_);
    }

    Result<void> add_accounts(const Who& manager, const std::map<std::string, std::string>& sops) {
        std::map<std::string, AccountId> ids;
        for (const auto& [channel, label, admin_url, mode] : places) {
            Account account{{}, {std::string(channel)}, std::string(label)};
            account.mode = mode;
            account.admin_url = admin_url;
            ids[std::string(channel)] = TRY(Airings::add_account(tx_, manager, account));
        }
        for (const auto& [key, text] : sops) {
            for (const auto& [sop, channels] : uses) {
                if (!key.starts_with(sop)) continue;
                std::vector<AccountId> chosen;
                for (const auto& channel : split(channels, ' ')) chosen.push_back(ids[channel]);
                TRY(Airings::use_accounts(tx_, manager, key, chosen));
            }
        }
        return {};
    }

    store::Tx& tx_;
    People& people_;
    Instant now_;
    Demo demo_ = {};
    std::vector<std::pair<PositionId, std::string_view>> position_ids_ = {};
};

Result<Demo> read_demo(store::Tx& tx, const OfficeInfo& office) {
    Demo demo{.office = office};
    const auto members = TRY(tx.all<std::string, PersonId>(
        "SELECT p.sign_in, p.id FROM membership m JOIN person p ON p.id = m.person_id"
        " WHERE m.office_id = $1",
        office.id));
    for (const auto& [sign_in, id] : members) demo.people[sign_in] = id;
    const auto sops = TRY(Library::list(tx, office.id));
    for (const auto& sop : sops) {
        if (sop.current) demo.sops[sop.key] = sop.id;
    }
    return demo;
}

}  // namespace

Result<Demo> make_demo(store::Db& db, const std::map<std::string, std::string>& sops,
                       const Clock& clock, const std::string& password_hash) {
    People all(db, clock);
    const auto there = TRY(all.office_by_slug(std::string(slug)));
    if (there) return db.read([&](store::Tx& tx) { return read_demo(tx, *there); });
    const auto now = clock();
    return db.write([&](store::Tx& tx) { return Making(tx, all, now).make(sops, password_hash); });
}

}  // namespace kentongan::office
