// The table of rights.
#include "office/policy.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace kentongan::office {
namespace {

constexpr std::string_view everyone = "*", any_position = "+";

struct Grant {
    Right right;
    std::string_view kinds;  // of positions; * is every member, + everyone who holds one
};
// clang-format off
constexpr std::array grants{
    Grant{Right::see_dossiers,    everyone},
    Grant{Right::open_dossier,    any_position},
    Grant{Right::manage_dossier,  "kepala_dinas sekretaris kepala_bidang pengelola"},
    Grant{Right::read_journal,    "kepala_dinas sekretaris pengelola pengawas"},
    Grant{Right::manage_sop,      "sekretaris pengelola"},
    Grant{Right::manage_people,   "sekretaris pengelola"},
    Grant{Right::manage_channels, "admin_medsos pengelola"},
    Grant{Right::publish_manual,  any_position},
    Grant{Right::manage_portal,
          "kepala_dinas sekretaris kepala_bidang pranata_humas admin_medsos pengelola"},
    Grant{Right::record_paper,    "sekretaris kepala_bidang kepala_seksi petugas pengelola"},
    Grant{Right::register_letters, "petugas sekretaris kepala_bidang kepala_seksi pengelola"},
    Grant{Right::dispose_letters, "kepala_dinas sekretaris"},
    Grant{Right::manage_office,   "sekretaris pengelola"},
};
// clang-format on

}  // namespace

bool may(const Who& who, Right right) {
    if (who.is_system) return true;
    if (!who.person) return false;
    const auto grant = std::ranges::find(grants, right, &Grant::right);
    if (grant == grants.end()) return false;
    if (grant->kinds == everyone) return true;
    if (grant->kinds == any_position) return !who.positions.empty();
    return std::ranges::any_of(split(grant->kinds, ' '),
                               [&](const std::string& kind) { return who.holds(kind); });
}

Result<void> need(const Who& who, Right right) {
    if (may(who, right)) return {};
    return Error{Kind::forbidden, "no right", {{"right", "missing"}}};
}

}  // namespace kentongan::office
