// Newsrooms and the office: they subscribe themselves, get every release, say where it was printed.
#pragma once

#include <optional>
#include <string>

#include "base/secret.h"
#include "delivery/channel.h"
#include "office/airings.h"
#include "office/contacts.h"
#include "office/mail.h"

namespace kentongan::office {

/// What a link in a mail is good for.
enum class PressLink { confirm, printed, leave };

/// What stands behind a link. `used`: it has done its work already.
struct OpenPressLink {
    bool used = false, expired = false;
    std::string medium = {};  // "Harian Sukamaju"
    PartnerId partner = {};
    AiringId airing = {};
    std::string title = {};                   // of the release
    std::optional<Instant> released_at = {};  // when it went out
};

/// Where and when it was printed or aired: an address, or words ("halaman 5").
struct Printed {
    std::string url = {}, note = {};
};

struct PressCorrection {
    bool withdraw = false;
    std::string words = {};
    std::int64_t id = 0;  // names it: the same again is the same mails
};

/// The token of a link with this name. The key of the installation makes it, nothing else.
std::string press_token(const SealKey&, const std::string& name);

class Press {
  public:
    /// From anybody; takes effect when the address says yes. The answer never tells who is known.
    /// A few in an hour from one place, or to one address in a day, and no more.
    static Result<void> subscribe(store::Tx&, const OfficeInfo&, const SealKey&,
                                  const PressPartner& typed, const std::string& peer, Instant now);
    /// What the token opens; not_found for any other.
    static Result<OpenPressLink> open(store::Tx&, OfficeId, PressLink, const std::string& token,
                                      Instant now);
    /// "Ya, kirimi kami". True: now the office must let them in.
    static Result<bool> confirm(store::Tx&, OfficeId, const std::string& token, Instant now);
    static Result<void> report_printed(store::Tx&, OfficeId, const std::string& token,
                                       const Printed&, Instant now);
    static Result<void> leave(store::Tx&, OfficeId, const std::string& token, Instant now);

    /// Whether newsrooms that subscribe themselves wait for the office.
    static Result<bool> approves(store::Tx&, OfficeId);
    static Result<void> set_approves(store::Tx&, const Who&, bool, Instant now);
    /// Lets in whoever waits.
    static Result<void> approve(store::Tx&, const Who&, PartnerId, Instant now);

    /// Those who get releases now.
    static Result<std::vector<PressPartner>> receivers(store::Tx&, OfficeId);
    /// One mail for each of them, each with its own links; the same airing again is the same mails.
    /// Answers how many newsrooms there are.
    static Result<int> send_release(store::Tx&, OfficeId, const SealKey&, const Airing&,
                                    const delivery::Post&, Instant now);
    /// Tells them what was wrong with a release, or that it was withdrawn.
    static Result<int> send_correction(store::Tx&, OfficeId, const SealKey&, const Airing&,
                                       const delivery::Post&, const PressCorrection&, Instant now);
};

}  // namespace kentongan::office
