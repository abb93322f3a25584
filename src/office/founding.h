// An office made from nothing in one act: people, positions, SOPs with performers, channels.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "office/airings.h"
#include "office/library.h"

namespace kentongan::office {

struct Founding {
    struct Someone {
        std::string name = {}, sign_in = {};
    };
    struct Post {
        std::string title = {}, kind = {};
        std::optional<std::size_t> holder = {};  // of people; none: vacant
    };
    struct Adoption {
        std::string key = {}, text = {};
        std::map<RoleName, std::size_t> performers = {};  // of posts
        int promise_days = 0;                             // 0: nothing is promised
    };
    OfficeInfo office = {};
    std::vector<Someone> people = {};  // the first one founds it and becomes its keeper
    std::vector<Post> posts = {};
    std::vector<Adoption> sops = {};
    std::vector<std::string> channels = {};
    std::string password_hash = {};  // of the founder
    std::string code = {};           // of the link, where there are offices already
};
struct Founded {
    OfficeId office = {};
    PersonId keeper = {};
    /// The links by which the others choose their passwords: name -> secret.
    std::vector<std::pair<std::string, std::string>> invitations = {};
};

class Foundings {
  public:
    /// The first office needs no more; each further one uses up an invitation:
    /// {"office", "exists"} without one.
    static Result<Founded> found(store::Tx&, People&, const Founding&, Instant now);
    /// What is wrong with the office and its people, before anything else is asked.
    static Result<void> check(const Founding&);
    static Result<bool> is_fresh(store::Tx&);
    /// By whoever keeps the server: the code of a link that is good for three days, once.
    static Result<std::string> invite(store::Tx&, Instant now);
    static Result<bool> is_invited(store::Tx&, const std::string& code, Instant now);
};

/// Takes the sample office away with everything in it but the files, which the caller removes from
/// the vault. Refuses any other office. What it removed is in no journal: that is gone too.
Result<void> wipe_demo(store::Tx&, const store::DbState&, const Who&, const OfficeInfo&);

}  // namespace kentongan::office
