// Airings: which approved bytes go to which channel account, when, and what became of it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "delivery/channel.h"
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
};

class Airings final : public delivery::Carrier {
  public:
    Airings(store::Db& db, Dossiers& dossiers, files::Vault& vault, std::string public_address,
            Clock clock);
    ~Airings() override;

    static Result<AccountId> add_account(store::Tx&, const Who&, const Account&);
    static Result<std::vector<Account>> accounts(store::Tx&, OfficeId);
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

    /// Puts an automatic airing into the outbox. Only the approved stored bytes; checked again.
    Result<void> send(store::Tx&, const Who&, AiringId);
    /// Manual mode: a person put it there and gives the address (checked: http/https, right host
    /// for the channel). The ordinary end of a manual airing.
    Result<void> record_link(store::Tx&, const Who&, AiringId, const std::string& url);
    /// This channel is not used for this content; a reason is kept.
    Result<void> waive(store::Tx&, const Who&, AiringId, const std::string& reason);
    /// "Perlu dicek": it is there (address), or it is not: send again.
    Result<void> settle(store::Tx&, const Who&, AiringId, bool is_there, const std::string& url);
    /// What goes out on this account: the approved text in this channel's form.
    Result<delivery::Post> post_of(store::Tx&, OfficeId, AiringId);

    delivery::Outcome carry(const delivery::Message&) override;
    delivery::Sight look(const delivery::Message&) override;
    Result<void> report(store::Tx&, const delivery::Message&, const delivery::Outcome&) override;
    Result<void> held(store::Tx&, const delivery::Message&, const std::string& evidence) override;

  private:
    store::Db& db_;
    [[maybe_unused]] Dossiers& dossiers_;
    files::Vault& vault_;
    std::string public_address_;
    Clock clock_;
};

}  // namespace kentongan::office
