// How an office writes its name above what it prints: letterhead, emblem, region and zone.
#pragma once

#include <string>

#include "office/people.h"

namespace kentongan::office {

struct Letterhead {
    std::string government = {};  // "Pemerintah Kabupaten Sukamaju"
    std::string address = {}, phone = {}, email = {}, website = {};
    std::string place = {};  // where its letters are dated: "Sukamaju"
    std::string emblem_sha256 = {}, emblem_type = {};
};

class Letterheads {
  public:
    /// What was set, or what follows from the office's name.
    static Result<Letterhead> of(store::Tx&, const OfficeInfo&);
    static Result<void> save(store::Tx&, const Who&, const Letterhead&, Instant now);
    /// The bytes are in the vault already. An empty hash takes the emblem away.
    static Result<void> set_emblem(store::Tx&, const Who&, const std::string& sha256,
                                   const std::string& type, Instant now);
};

}  // namespace kentongan::office
