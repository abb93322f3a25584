// The demo office "Kabupaten Sukamaju" with one person per position, for trying and for tests.
#pragma once

#include <map>
#include <string>

#include "office/airings.h"

namespace kentongan::office {

inline constexpr std::string_view demo_password = "kentongan-demo";

struct Demo {
    OfficeInfo office = {};
    std::map<std::string, PersonId> people = {};  // sign-in name -> person
    std::map<std::string, SopId> sops = {};       // key -> version adopted
};

/// Makes the office, its people, its SOPs (key -> text) and its channel accounts. Does nothing
/// and answers the existing one when it is there already.
Result<Demo> make_demo(store::Db&, const std::map<std::string, std::string>& sops, const Clock&,
                       const std::string& password_hash);

}  // namespace kentongan::office
