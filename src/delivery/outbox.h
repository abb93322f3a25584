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
    std::string account;  // one in flight per account of the office; empty: no limit
    std::string once;     // account / content hash / number of the planned airing, never the task
    std::string body;     // JSON, known to the carrier alone
    int attempt = 0;      // 1 on the first try
    MessageId id = {};
    int carried = 0;          // how often it was handed to a carrier; names one attempt
    std::string ticket = {};  // what Pending gave us, to find it again
};

// What came of one attempt.
/// An id came back. It is stored before anything else happens.
struct Created {
    std::string id, url;
    std::string note = {};  // what a person should know besides: "1 of 4 addresses was refused"
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

enum class OutboxState {
    waiting,
    sending,
    looking,
    pending,
    held,
    paused,
    done,
    refused,
    cancelled
};
std::string_view word_of(OutboxState);

/// What becomes of a message: pure policy. 1 min, 5 min, 30 min, 2 h, 6 h, then given up (refused).
struct Verdict {
    OutboxState state;
    Instant due;
    bool final = false;  // the outbox has done its part: tell whoever sent it
    bool attempt_counts = true;
};
Verdict judge(const Outcome&, int attempt, Instant now);

// What a look at the other side showed.
struct Found {
    std::string id, url;
};
/// It was possible to look, and it is not there.
struct Absent {};
struct Unseen {
    std::string why;
    bool never = false;  // this channel cannot be read back, so another look is no use
    seconds wait{0};     // they asked us not to read before that; no look is used up
};
using Sight = std::variant<Found, Absent, Unseen>;
/// Two looks, the first after 60 s, the second 3 min later, because what was made may show late.
/// Found is Created; absent at the second look is proven and goes back to waiting; everything else
/// ends as `held` for a person. `looks` counts this one.
Verdict judge_look(const Sight&, int looks, Instant now);

/// Knows how to carry one kind of message.
class Carrier {
  public:
    virtual ~Carrier() = default;
    /// Does the work: slow, outside any transaction, shorter than the lease.
    virtual Outcome carry(const Message&) = 0;
    /// Looks whether the thing is there. A carrier that cannot look answers Unseen.
    virtual Sight look(const Message&) = 0;
    /// Tells the sender, in a transaction of its own after the receipt was stored: Created,
    /// Rejected (also when given up) or Reauth, nothing else. Told exactly once when it succeeds;
    /// a refusal is written down and the receipt stays; `unavailable` is tried again.
    virtual Result<void> report(store::Tx&, const Message&, const Outcome&) = 0;
    /// A person must look: the message is held.
    virtual Result<void> held(store::Tx&, const Message&, const std::string& evidence) = 0;
    /// No attempt takes longer. Whoever is silent after that is believed dead: unknown, so look.
    virtual seconds lease(const Message&) const { return minutes{10}; }
};

struct OutboxRow {
    Message message;
    OutboxState state;
    std::optional<Instant> due;
    std::string last_word;
    std::string receipt_id, receipt_url;
};

class Outbox {
  public:
    explicit Outbox(store::Db& db) : db_(db) {}

    void employ(const std::string& kind, Carrier& carrier) { carriers_[kind] = &carrier; }

    /// Promises the errand. It exists if, and only if, the caller's transaction is kept.
    /// The same `once` again is the same errand: answers its id, changes nothing. Joins the queue
    /// of a paused account.
    static Result<MessageId> put(store::Tx&, const Message&, Instant due);
    /// Takes a message back as long as nothing of it was sent.
    static Result<void> cancel(store::Tx&, OfficeId, MessageId);
    /// Another time for what has not left yet; a paused account's message keeps resting.
    static Result<void> reschedule(store::Tx&, OfficeId, MessageId, Instant due);
    /// A person looked: it is there (with its address), or it is not (send again). The sender is
    /// not told: whoever calls this knows.
    static Result<void> settle_held(store::Tx&, OfficeId, MessageId, const Sight&, Instant now);
    /// The account was repaired: its paused messages are due now. Answers how many.
    static Result<int> resume(store::Tx&, OfficeId, const std::string& account, Instant now);
    static Result<OutboxRow> row(store::Tx&, OfficeId, MessageId);
    /// What is not over yet, the oldest first.
    static Result<std::vector<OutboxRow>> open_rows(store::Tx&, OfficeId, int most);
    /// The newest first.
    static Result<std::vector<OutboxRow>> rows(store::Tx&, OfficeId, int most);

    /// Carries what is due, one message after another, each claimed alone. Returns how many were
    /// attempted or looked for. One message's error never stops the others. The clock is asked for
    /// each message, because a lease counts from its claim.
    Result<int> run_due(const Clock& clock, int most = 100);
    Result<int> run_due(Instant now, int most = 100) {
        return run_due([now] { return now; }, most);
    }
    /// When there is work for the carriers employed here, so that the runner can sleep until then.
    Result<std::optional<Instant>> next_due();
    /// Only for a program that knows to be the sole one (store/presence.h): leases of the last run
    /// end now instead of running out. Answers how many messages were caught in the act.
    Result<int> end_leases(Instant now);

  private:
    struct Candidate;
    struct Claim;
    Result<std::vector<Candidate>> candidates(Instant now);
    Result<std::optional<Claim>> claim(const Candidate&, Instant now);
    void attend(const Claim&, const Clock& clock);
    void settle(const Message&, const Outcome&, Instant now);
    void settle_look(const Message&, int looks, const Sight&, Instant now);
    void tell(OfficeId, MessageId, Instant now);

    store::Db& db_;
    std::map<std::string, Carrier*> carriers_;
};

}  // namespace kentongan::delivery
