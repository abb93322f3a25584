// The outbox: errands promised inside a transaction and carried out after it. Three ends: sent,
// failed, unknown-look-first.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>

#include "store/db.h"

namespace kentongan::delivery {

struct Message {
    OfficeId office;
    std::string kind;     // which carrier takes it: "publish", "mail"
    std::string account;  // one in flight per account
    std::string once;     // account / content hash / number of the planned airing, never the task
    std::string body;     // JSON, known to the carrier alone
    int attempt = 0;      // 1 on the first try
    MessageId id = {};
    Instant leased_till = {};  // whoever holds the lease may settle
    std::string ticket = {};   // what Pending gave us, to find it again
};

// What came of one attempt.
/// An id came back. It is stored before anything else happens.
struct Created {
    std::string id, url;
};
/// The other side is still working on it; the ticket finds it again. Asking later is no failure.
struct Pending {
    seconds check_in{};
    std::string ticket;
};
/// They read it and made nothing. No use trying again.
struct Rejected {
    std::string why;
};
/// Token or permission broken, nothing made: the account pauses until a person repairs it.
struct Reauth {
    std::string why;
};
/// Rate or quota, or not reached at all, nothing made: again, no sooner than they asked us to wait.
struct Wait {
    seconds wait{};
    std::string why;
};
/// We do not know. Look before anything is sent again.
struct Ambiguous {
    std::string evidence;
};
using Outcome = std::variant<Created, Pending, Rejected, Reauth, Wait, Ambiguous>;

enum class OutboxState { waiting, sending, looking, pending, held, paused, done, refused, cancelled };

/// What becomes of a message: pure policy. 1 min, 5 min, 30 min, 2 h, 6 h, then given up (refused).
struct Verdict {
    OutboxState state;
    Instant due;
    bool final = false;    // report it to whoever sent it
    bool attempt_counts = true;
};
Verdict judge(const Outcome&, int attempt, Instant now);
/// After a look: found is Created; proven absent goes back to waiting; otherwise look once more
/// (two looks, the first after 60 s), then `held` for a person.
struct Found {
    std::string id, url;
};
struct Absent {};
struct Unseen {
    std::string why;
};
using Sight = std::variant<Found, Absent, Unseen>;
Verdict judge_look(const Sight&, int looks, Instant now);

/// Knows how to carry one kind of message.
class Carrier {
  public:
    virtual ~Carrier() = default;
    /// Does the work: slow, outside any transaction, shorter than the lease.
    virtual Outcome carry(const Message&) = 0;
    /// Looks whether the thing is there. A carrier that cannot look answers Unseen.
    virtual Sight look(const Message&) = 0;
    /// Tells the sender, in a transaction of its own after the receipt was stored.
    virtual Result<void> report(store::Tx&, const Message&, const Outcome&) = 0;
    /// A person must look: the message is held.
    virtual Result<void> held(store::Tx&, const Message&, const std::string& evidence) = 0;
};

struct OutboxRow {
    Message message;
    OutboxState state;
    Instant due;
    std::string last_word;
    std::string receipt_id, receipt_url;
};

class Outbox {
  public:
    explicit Outbox(store::Db& db) : db_(db) {}

    void employ(const std::string& kind, Carrier& carrier) { carriers_[kind] = &carrier; }

    /// Promises the errand. It exists if, and only if, the caller's transaction is kept.
    /// The same `once` again is the same errand: answers its id, changes nothing.
    static Result<MessageId> put(store::Tx&, const Message&, Instant due);
    /// Takes a message back as long as nothing of it was sent.
    static Result<void> cancel(store::Tx&, OfficeId, MessageId);
    /// A person looked: it is there (with its address), or it is not (send again).
    static Result<void> settle_held(store::Tx&, OfficeId, MessageId, const Sight&, Instant now);
    static Result<std::vector<OutboxRow>> rows(store::Tx&, OfficeId, int most);

    /// Carries what is due, one message after another, each claimed alone. Returns how many were
    /// attempted. One message's error never stops the others.
    Result<int> run_due(Instant now, int most = 100);
    /// When the next message is due, so that the runner can sleep until then.
    Result<std::optional<Instant>> next_due();

  private:
    store::Db& db_;
    std::map<std::string, Carrier*> carriers_;
};

}  // namespace kentongan::delivery
