// How an office writes its name above what it prints: letterhead, emblem, region and zone.
#pragma once

#include <string>

#include "office/people.h"

namespace kentongan::office {

struct Letterhead {
    std::string government = {};  // "Pemerintah Kabupaten Sukamaju"
    std::string address = {}, phone = {}, email = {}, website = {};
    std::string place = {};                     // where its letters are dated: "Sukamaju"
    std::string emblem = {}, emblem_type = {};  // the bytes of a picture, or none
};

class Letterheads {
  public:
    /// What was set, or what follows from the office's name.
    static Result<Letterhead> of(store::Tx&, const OfficeInfo&);
    static Result<void> save(store::Tx&, const Who&, const Letterhead&, Instant now);
    /// A PNG or JPEG picture; what it tells besides itself is taken out.
    static Result<void> set_emblem(store::Tx&, const Who&, const std::string& bytes, Instant now);
};

}  // namespace kentongan::office
