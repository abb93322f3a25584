// E-mails of the office: promised in an act's transaction, carried by SMTP, logged with their end.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/secret.h"
#include "delivery/channel.h"
#include "delivery/outbox.h"
#include "files/vault.h"
#include "office/people.h"

namespace kentongan {
using MailId = Id<struct MailTag>;
}

namespace kentongan::office {

/// A link at the foot of a mail whose token nobody keeps: it is made when the mail leaves.
struct MailLink {
    std::string words, path, token;  // "Berhenti:", "/k/sukamaju/pers/berhenti/", its name
    bool unsubscribes = false;       // one click in the reader of mails does it
};

/// One mail to one address. `once` names the wish: the same again is the same mail. "{alamat}" in
/// its words becomes the address of the program.
struct Mail {
    std::string to, subject, text;
    std::string html = {};
    struct Attachment {
        std::string name, type, sha256;  // the bytes lie in the vault of the office
    };
    std::vector<Attachment> attachments = {};
    std::string kind = {};  // what it is for: "kabar", "pemberitahuan", "tanda_terima"…
    DossierId dossier = {};
    std::string once;
    std::string reply_to = {};
    AccountId account = {};  // by whose mail server, where it has one of its own
    std::vector<MailLink> links = {};
};

/// antre → terkirim → (diterima | terpental), or ditolak; held and delayed are for a person to see.
enum class MailState { waiting, sent, delivered, bounced, delayed, refused, held };
std::string_view word_of(MailState);

/// A line of the log.
struct LoggedMail {
    MailId id = {};
    std::string to, subject, kind;
    DossierId dossier = {};
    MailState state = MailState::waiting;
    std::string last_word = {};
    Instant put_at = {};
    std::optional<Instant> ended_at = {};
    MessageId message = {};
};

class Mails final : public delivery::Carrier {
  public:
    /// `server` without an address of a server: mails wait until one is set.
    Mails(store::Db& db, files::Vault& vault, delivery::MailAccount server,
          std::string public_address, Clock clock, SealKey key = {})
        : db_(db),
          vault_(vault),
          server_(std::move(server)),
          public_address_(std::move(public_address)),
          clock_(std::move(clock)),
          key_(key) {}

    /// Whether a server is set. Mails may be put all the same.
    bool can_send() const { return !server_.server.empty() && !server_.from.empty(); }

    /// Who knows the mail servers of channel accounts.
    using Sender = std::function<std::optional<delivery::MailAccount>(OfficeId, AccountId)>;
    void use_sender(Sender sender) { sender_ = std::move(sender); }

    /// Promises the mail in the caller's transaction. Refuses an address that is none with
    /// {"email", "not_one"}.
    static Result<MailId> put(store::Tx&, OfficeId, const Mail&, Instant due, Instant now);
    /// The newest first; of one dossier, or of all.
    static Result<std::vector<LoggedMail>> log(store::Tx&, OfficeId, DossierId dossier, int most);
    static Result<LoggedMail> logged(store::Tx&, OfficeId, MailId);
    /// The same words once more to the same address, as a new mail.
    static Result<MailId> again(store::Tx&, const Who&, MailId, Instant now);
    /// What a mail server wrote back (a delivery status notification, RFC 3464): finds its mail by
    /// the Message-ID it quotes and takes down the end. Answers which mail, if it is one of ours.
    static Result<std::optional<MailId>> take_bounce(store::Tx&, OfficeId, std::string_view eml,
                                                     Instant now);
    /// Mails that waited for a server are due now.
    static Result<int> resume(store::Tx&, OfficeId, Instant now);

    delivery::Outcome carry(const delivery::Message&) override;
    delivery::Sight look(const delivery::Message&) override;
    Result<void> report(store::Tx&, const delivery::Message&, const delivery::Outcome&) override;
    Result<void> held(store::Tx&, const delivery::Message&, const std::string& evidence) override;

  private:
    store::Db& db_;
    files::Vault& vault_;
    delivery::MailAccount server_;
    std::string public_address_;
    Clock clock_;
    SealKey key_;
    Sender sender_ = {};
};

}  // namespace kentongan::office
