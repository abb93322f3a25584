// People, positions over time (definitive, Plh, Plt), sign-in and sessions.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

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
};

struct NewSession {
    std::string token;  // goes into the cookie; only its hash is stored
    Who who;
};
struct SessionInfo {
    Who who;
    std::string csrf;      // bound to the session
    std::string language;  // "id" | "en"
};

class People {
  public:
    People(store::Db& db, Clock clock) : db_(db), clock_(std::move(clock)) {}

    /// The same answer for an unknown name and a wrong password; slow after five failures per
    /// name and per peer. argon2 runs on at most two threads.
    Result<NewSession> sign_in(const std::string& sign_in, const std::string& password,
                               const std::string& peer);
    /// Ends after 30 minutes idle, 12 hours in all; not_found when it is over.
    Result<SessionInfo> session(const std::string& token);
    Result<void> sign_out(const std::string& token);
    Result<void> set_language(const std::string& token, const std::string& language);

    Result<OfficeInfo> office(OfficeId);
    Result<std::optional<OfficeInfo>> office_by_slug(const std::string& slug);
    Result<std::optional<OfficeInfo>> first_office();
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
};

}  // namespace kentongan::office
