// The people and papers every test shares: one cast, one Monday morning.
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "base/text.h"
#include "sop/decide.h"

namespace kentongan::tests {

/// Who plays which hats. The same people appear in the demo, the manual and the screenshots.
inline sop::Actor person(const std::string& name) {
    static const std::map<std::string, sop::Actor> cast{
        {"dewi", {PersonId{1}, {{"pranata_humas"}, {"kepala_seksi"}}}},
        {"rudi", {PersonId{2}, {{"perancang_grafis"}, {"tim_konten"}}}},
        {"sari", {PersonId{3}, {{"kepala_bidang"}, {"bidang_ikp"}}}},
        {"agus", {PersonId{4}, {{"admin_medsos"}, {"petugas"}}}},
        {"tono", {PersonId{5}, {{"perancang_grafis"}, {"kepala_bidang"}}}},  // covers for both
        {"nina", {PersonId{6}, {{"tim_konten"}, {"petugas"}}}},
        {"bima", {PersonId{7}, {{"kepala_dinas"}}}},
        {"pak_lurah", {.id = PersonId{8}, .roles = {{"pemohon"}}, .is_owner = true}},
        {"ratna", {.id = PersonId{9}, .roles = {}, .may_manage = true}},  // the secretary
        {"sistem", {.id = PersonId{0}, .roles = {}, .is_system = true}},
        {"orang_luar", {PersonId{99}, {}}},
    };
    return cast.at(name);
}

/// Monday 16 November 2026, 08.00 WIB.
inline constexpr Instant monday{
    std::chrono::sys_days{std::chrono::year{2026} / std::chrono::November / 16} +
    std::chrono::hours{1}};

inline std::string file_text(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

}  // namespace kentongan::tests
