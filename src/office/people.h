// People, positions over time (definitive, Plh, Plt), sign-in and sessions.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/secret.h"
#include "store/db.h"

namespace kentongan::office {

enum class Hold { definitive, plh, plt };

/// One position someone holds now. `kind` feeds the policy table: kepala_dinas, sekretaris,
/// kepala_bidang, kepala_seksi, pranata_humas, perancang_grafis, admin_medsos, petugas, pengelola…
struct Held {
    PositionId position;
    std::string title;  // "Kepala Bidang IKP"
    std::string kind;
    Hold hold = Hold::definitive;
    std::string letter_number = {};  // of the Plh/Plt order
    /// "Plh. Kepala Dinas": how a mark shows it.
    std::string shown() const;
};

/// Who is asking: a person, in an office, with all positions held now.
struct Who {
    OfficeId office;
    PersonId person;
    std::string name;
    std::vector<Held> positions = {};
    bool is_system = false;
    /// How this person proved again, for this very act, who they are: "sandi", "totp"; "kertas"
    /// where they signed a paper that somebody else brings in; or "".
    std::string proven = {};

    bool holds(std::string_view kind) const;
    /// The title to put beside an act: the first position, or the name.
    std::string shown() const;
};

struct OfficeInfo {
    OfficeId id = {};
    std::string slug = {};    // "sukamaju"
    std::string region = {};  // "Kabupaten Sukamaju"
    std::string name = {};    // "Dinas Komunikasi dan Informatika"
    int hours_from_utc = 7;
    bool is_demo = false;
    std::string host = {};  // "kabar.sukamaju.example": where its portal is at "/"; "" for none
};

/// "https://kabar.sukamaju.example" or "https://installation.example/k/sukamaju": what every
/// address of this portal begins with. Scheme and port are those of the installation.
std::string portal_address(const OfficeInfo&, const std::string& public_address);

struct NewSession {
    std::string token;  // goes into the cookie; only its hash is stored
    Who who;
    bool second_due = false;  // good for nothing until the second factor is shown
};
/// One place where somebody is signed in.
struct OpenSession {
    std::string id = {};  // the hash of its token
    std::string peer = {};
    Instant opened_at = {}, seen_at = {};
    bool here = false;
};
struct SessionInfo {
    Who who;
    std::string csrf;      // bound to the session
    std::string language;  // "id" | "en"
};

class People {
  public:
    People(store::Db& db, Clock clock, SealKey key = {})
        : db_(db), clock_(std::move(clock)), key_(key) {}

    /// The same answer for an unknown name and a wrong password; slow after five failures per
    /// name and per peer. argon2 runs on at most two threads.
    Result<NewSession> sign_in(const std::string& sign_in, const std::string& password,
                               const std::string& peer);
    /// Asked again where an act weighs more than a session (a paraf). Answers how it was proven:
    /// "sandi", or "totp" where the person has a second factor: then `code` is wanted too, the
    /// phone's or a spare one, each good once. Slowed down like sign-in; the issues are about the
    /// fields `secret` and `second`.
    Result<std::string> verify_again(const Who&, const std::string& secret,
                                     const std::string& code = {});
    /// Shows the second factor for a session that waits for it; slowed down like sign-in.
    Result<void> show_second(const std::string& token, const std::string& code);
    /// The person proves the old password and has the new one; other sessions are over.
    Result<void> change_password(const Who&, const std::string& token, const std::string& old,
                                 const std::string& fresh);
    Result<std::vector<OpenSession>> sessions_of(const Who&, const std::string& token);
    Result<void> end_session(const Who&, const std::string& id);
    /// Ends after 30 minutes idle, 12 hours in all; not_found when it is over.
    Result<SessionInfo> session(const std::string& token);
    Result<void> sign_out(const std::string& token);
    Result<void> set_language(const std::string& token, const std::string& language);
    /// The session goes on in another office of this person; not_found for any other.
    Result<void> switch_office(const std::string& token, OfficeId);
    /// The offices a person belongs to, for the switcher.
    Result<std::vector<OfficeInfo>> offices_of(PersonId);

    Result<OfficeInfo> office(OfficeId);
    Result<std::optional<OfficeInfo>> office_by_slug(const std::string& slug);
    Result<std::optional<OfficeInfo>> first_office();
    /// Which office has its portal at which host: host -> slug.
    Result<std::map<std::string, std::string>> hosts();
    /// Everyone of the office with what they hold now, for choosing and for names in pages.
    Result<std::vector<Who>> everyone(OfficeId);
    Result<Who> someone(store::Tx&, OfficeId, PersonId);

    /// Region, name and zone, by the keeper of the office.
    static Result<void> save_office(store::Tx&, const Who&, const OfficeInfo&, Instant now);

    // Writing, for set-up, the demo and the command line.
    Result<OfficeId> add_office(store::Tx&, const OfficeInfo&);
    Result<PersonId> add_person(store::Tx&, OfficeId, const std::string& name,
                                const std::string& sign_in, const std::string& password_hash);
    Result<PositionId> add_position(store::Tx&, OfficeId, const std::string& title,
                                    const std::string& kind);
    Result<void> hold(store::Tx&, OfficeId, PositionId, PersonId, Hold, Instant from,
                      std::optional<Instant> till, const std::string& letter_number);
    Result<void> set_password(const std::string& sign_in, const std::string& password_hash);

  private:
    store::Db& db_;
    Clock clock_;
    SealKey key_;
};

}  // namespace kentongan::office
