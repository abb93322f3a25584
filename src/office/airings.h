// Airings: which approved bytes go to which channel account, when, and what became of it.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/secret.h"
#include "delivery/channel.h"
#include "delivery/http.h"
#include "office/contacts.h"
#include "office/dossiers.h"

namespace kentongan::office {

enum class Mode { automatic, manual };
struct Account {
    AccountId id = {};
    ChannelName channel = {};  // website, instagram, facebook, x, youtube, radio, pers…
    std::string label = {};    // "Situs web resmi"
    Mode mode = Mode::manual;
    std::string admin_url = {};  // the page a person opens in manual mode
    std::string settings = {};   // JSON, known to the channel
    bool active = true;
    std::string owner = {};   // the unit that answers for it
    std::string admins = {};  // who may post there
    std::string decree = {};  // number of the decree that names them
    bool connected = false;   // it holds a secret, which nobody sees again
    std::string broken = {};  // why it rests until a person repairs it
    std::optional<Instant> dies_at = {};
};

/// How an airing is meant to go out.
struct AiringPlan {
    std::optional<Instant> at = {};          // nothing: as soon as it is sent
    std::optional<Instant> not_before = {};  // embargo
    int times = 1;
    std::optional<Instant> ends_at = {};
};
/// What a person brought back: at least a link, a picture, or the time.
struct AiringProof {
    std::string id = {};
    std::optional<Instant> aired_at = {};
    std::string url = {}, sha256 = {}, type = {}, note = {};
    std::string person = {};  // who brought it: of the office, or a newsroom
    PartnerId partner = {};
};

/// What channels need to reach the world.
struct Outward {
    SealKey key = {};
    delivery::HttpLimits http = {};
    /// Where a service is instead of its real place: "x" -> "http://127.0.0.1:9/x".
    std::map<std::string, std::string> bases = {};
};

/// siap → antre → dikirim → tayang, or ditolak / perlu_dicek / dibatalkan.
enum class AiringState { planned, queued, sending, aired, rejected, to_check, cancelled };
struct Airing {
    AiringId id = {};
    DossierId dossier = {};
    int task = 0;
    Account account = {};
    std::string content_hash = {};
    int number = 1;  // which planned airing of this content on this account
    std::optional<Instant> planned_at = {};
    AiringState state = AiringState::planned;
    std::string url = {}, last_word = {};
    std::optional<Instant> aired_at = {};
    std::optional<MessageId> message = {};
    std::string dossier_title = {}, dossier_number = {};
    ContentId item = {};  // whose version it is
    std::string item_title = {};
    std::optional<Instant> not_before = {}, ends_at = {};
    int times = 1;

    /// When it may leave, planned as it is.
    Instant due(Instant now) const;
};

/// One message of the outbox, and the airing that it carries.
struct QueueRow {
    delivery::OutboxRow message;
    std::optional<Airing> airing = {};
};

class Airings final : public delivery::Carrier {
  public:
    Airings(store::Db& db, Dossiers& dossiers, files::Vault& vault, std::string public_address,
            Clock clock, Outward outward = {});
    ~Airings() override;

    static Result<AccountId> add_account(store::Tx&, const Who&, const Account&);
    static Result<std::vector<Account>> accounts(store::Tx&, OfficeId);
    static Result<Account> account(store::Tx&, OfficeId, AccountId);
    /// Everything of it but the channel and the secret.
    static Result<void> change_account(store::Tx&, const Who&, const Account&, Instant now);
    /// The SOPs that are narrowed to this account.
    static Result<std::vector<std::string>> sops_of(store::Tx&, OfficeId, AccountId);
    static Result<void> allow_sops(store::Tx&, const Who&, AccountId,
                                   const std::vector<std::string>& sop_keys);
    /// What the channel must know of it, beside what it knows; nothing secret.
    static Result<void> set_up(store::Tx&, const Who&, AccountId, const JsonObject& settings);
    /// Seals what lets us in, beside what was given before. It is never shown again.
    Result<void> let_in(store::Tx&, const Who&, AccountId, const JsonObject& secret,
                        std::optional<Instant> dies_at);
    /// "Sudah diperbaiki": what waits for this account goes on. Answers how many.
    Result<int> resume_account(store::Tx&, const Who&, AccountId);
    /// Where the person goes to agree, and what the code that comes back is good for.
    Result<std::string> consent_address(const Who&, AccountId, const std::string& back);
    Result<AccountId> come_back(const Who&, const std::string& state, const std::string& code,
                                const std::string& back);
    /// Tells who keeps the channels of accounts that must soon be connected anew: two weeks before,
    /// and once more in the last three days. Answers how many accounts there are.
    static Result<int> warn_expiring(store::Tx&, OfficeId, Instant now);
    /// Narrows an SOP (by its key) to these accounts; without any it uses all that are active.
    static Result<void> use_accounts(store::Tx&, const Who&, const std::string& sop_key,
                                     const std::vector<AccountId>&);
    static Result<std::vector<Account>> accounts_of(store::Tx&, OfficeId,
                                                    const std::string& sop_key);
    /// Made when a step of the act `publish` opens: one airing per item of the approved
    /// package and account of the SOP, or of the task's own channel, state planned. What is on air
    /// already stays and comes along.
    static Result<void> plan(store::Tx&, const Who&, DossierId, int task,
                             const std::string& channel, Instant now);
    /// The task was sent back or cancelled: what has not left yet does not leave.
    static Result<void> call_off(store::Tx&, const Who&, DossierId, int task, Instant now);
    static Result<std::vector<Airing>> of_dossier(store::Tx&, OfficeId, DossierId);
    /// The board: everything of the office that is not settled, then the newest.
    Result<std::vector<Airing>> board(const Who&, int most);

    /// The office's outbox as people see it: what is not over, then what was refused; with the
    /// airing where a message is one.
    Result<std::vector<QueueRow>> queue(const Who&, int most);

    /// Puts an automatic airing into the outbox. Only the approved stored bytes; checked again.
    Result<void> send(store::Tx&, const Who&, AiringId);
    /// While nothing has left: another time, an embargo, how often and until when.
    Result<void> schedule(store::Tx&, const Who&, AiringId, const AiringPlan&);
    /// What is queued, or was judged wrong and taken down there by a person: can be sent again.
    Result<void> take_back(store::Tx&, const Who&, AiringId);
    /// One more airing seen, with what proves it. The first one settles the airing.
    Result<void> record_proof(store::Tx&, const Who&, AiringId, const AiringProof&);
    /// Takes over an uploaded picture of a screen: its hash and type.
    Result<std::pair<std::string, std::string>> keep_proof(OfficeId, const std::string& path);
    static Result<std::vector<AiringProof>> proofs_of(store::Tx&, OfficeId, AiringId);
    /// Where a proof's picture lies; not_found for a foreign one.
    Result<std::string> proof_file(store::Tx&, OfficeId, AiringId, const std::string& sha256);
    /// A file of the vault and how it begins, for what may be shown of it.
    struct StoredFile {
        std::string path, start;
    };
    Result<StoredFile> stored_file(OfficeId, const std::string& sha256) const;
    /// A signed address under which a service may fetch a file of this office.
    std::string loan_address(OfficeId, const std::string& sha256) const;
    bool is_loan(OfficeId, const std::string& sha256, const std::string& mark) const;
    /// Manual mode: a person put it there and gives the address (checked: http/https, right host
    /// for the channel). The ordinary end of a manual airing.
    Result<void> record_link(store::Tx&, const Who&, AiringId, const std::string& url);
    /// This channel is not used for this content; a reason is kept.
    Result<void> waive(store::Tx&, const Who&, AiringId, const std::string& reason);
    /// "Perlu dicek": it is there (address), or it is not: send again.
    Result<void> settle(store::Tx&, const Who&, AiringId, bool is_there, const std::string& url);
    /// What goes out on this account: the approved text in this channel's form.
    Result<delivery::Post> post_of(store::Tx&, OfficeId, AiringId);

    /// The mail server of a press account, where it has one of its own.
    std::optional<delivery::MailAccount> mail_server(OfficeId, AccountId);

    /// Calls `work` with the client of this account, where there is one.
    void with_client(OfficeId, const Account&, const std::function<void(delivery::Channel&)>& work);

    delivery::Outcome carry(const delivery::Message&) override;
    delivery::Sight look(const delivery::Message&) override;
    Result<void> report(store::Tx&, const delivery::Message&, const delivery::Outcome&) override;
    Result<void> held(store::Tx&, const delivery::Message&, const std::string& evidence) override;

  private:
    friend class AccountAccess;
    delivery::Outcome release_to_press(OfficeId, const Airing&, const delivery::Post&);
    Result<void> tell_newsrooms(store::Tx&, OfficeId, Airing&);

    store::Db& db_;
    [[maybe_unused]] Dossiers& dossiers_;
    files::Vault& vault_;
    std::string public_address_;
    Clock clock_;
    Outward outward_;
    std::unique_ptr<delivery::Http> http_;
    std::mutex renewing_;  // one refresh at a time: a token spent twice is a login lost
};

}  // namespace kentongan::office
