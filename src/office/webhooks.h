// Signed webhooks: other systems of the region hear what happened, exactly as the journal says it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/secret.h"
#include "delivery/http.h"
#include "delivery/outbox.h"
#include "office/people.h"

namespace kentongan {
using WebhookId = Id<struct WebhookTag>;
using WebhookCallId = Id<struct WebhookCallTag>;
}  // namespace kentongan

namespace kentongan::office {

/// "published", "corrected", "withdrawn", "printed", "dossier_opened", "dossier_closed"…
const std::vector<std::string>& webhook_events();

struct Webhook {
    WebhookId id = {};
    std::string address = {};              // https alone
    std::vector<std::string> events = {};  // none: all of them
    bool active = true;
    std::optional<Instant> last_done_at = {};
    std::string last_word = {};  // of the newest call that went wrong
};

/// One call to one address, and what came of it.
struct WebhookCall {
    WebhookCallId id = {};
    std::string event = {}, body = {};
    std::string state = {};  // antre, terkirim, gagal
    int attempts = 0;
    std::string last_word = {};
    Instant at = {};
    std::optional<Instant> done_at = {};
};

/// What a receiver checks: hex HMAC-SHA256 with the secret over "<seconds>.<body>".
std::string webhook_signature(const std::string& secret, std::int64_t seconds,
                              const std::string& body);

class Webhooks final : public delivery::Carrier {
  public:
    Webhooks(store::Db& db, const SealKey& key, const delivery::HttpLimits& limits, Clock clock);
    ~Webhooks() override;

    /// Answers the secret, which is never shown again.
    static Result<std::pair<WebhookId, std::string>> add(store::Tx&, const Who&, const SealKey&,
                                                         const Webhook&, Instant now);
    static Result<void> change(store::Tx&, const Who&, const Webhook&, Instant now);
    /// Another secret; the old one signs beside it for a day.
    static Result<std::string> rotate(store::Tx&, const Who&, const SealKey&, WebhookId,
                                      Instant now);
    static Result<std::vector<Webhook>> list(store::Tx&, const Who&);
    static Result<Webhook> one(store::Tx&, const Who&, WebhookId);
    static Result<std::vector<WebhookCall>> calls(store::Tx&, const Who&, WebhookId, int most);
    /// The same body once more, as a call of its own.
    static Result<void> resend(store::Tx&, const Who&, WebhookId, WebhookCallId, Instant now);

    /// Follows the journal's tree: every entry that somebody waits for is put as a call, once.
    /// Answers how many entries were read.
    static Result<int> follow(store::Tx&, OfficeId, int most, Instant now);

    delivery::Outcome carry(const delivery::Message&) override;
    delivery::Sight look(const delivery::Message&) override;
    Result<void> report(store::Tx&, const delivery::Message&, const delivery::Outcome&) override;
    Result<void> held(store::Tx&, const delivery::Message&, const std::string& evidence) override;

  private:
    store::Db& db_;
    SealKey key_;
    std::unique_ptr<delivery::Http> http_;
    Clock clock_;
};

}  // namespace kentongan::office
