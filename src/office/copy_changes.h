// Copies on outside channels after the portal's article was corrected or withdrawn: put right by
// the channels' clients where these can, by a person where they cannot.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "office/airings.h"

namespace kentongan {
using ChangeId = Id<struct ChangeTag>;
}

namespace kentongan::office {

/// antre → selesai, or ditolak / perlu_dicek; tugas: only a person can do it.
enum class ChangeState { queued, done, rejected, to_check, by_hand };
std::string_view word_of(ChangeState);

/// One copy that must be put right.
struct CopyChange {
    ChangeId id = {};
    Airing airing = {};
    bool withdraw = false;  // else corrected
    std::string words = {};
    ChangeState state = ChangeState::by_hand;
    std::string last_word = {};
    Instant at = {};
    std::optional<Instant> done_at = {};
    std::optional<MessageId> message = {};
};

class CopyChanges final : public delivery::Carrier {
  public:
    CopyChanges(store::Db& db, Airings& airings, Clock clock)
        : db_(db), airings_(airings), clock_(std::move(clock)) {}

    /// Every copy of the article that is on air elsewhere, as far as it is known. Answers how many.
    static Result<int> spread(store::Tx&, const Who&, const SealKey&, ArticleId, bool withdraw,
                              const std::string& words, Instant now);
    /// Those that need somebody or are under way, then the newest that are done.
    static Result<std::vector<CopyChange>> list(store::Tx&, const Who&, int most);
    /// "Sudah saya kerjakan": for whatever a person did on the channel itself.
    static Result<void> mark_done(store::Tx&, const Who&, ChangeId, Instant now);
    /// Once more by the client, after it was refused or nobody could tell.
    static Result<void> again(store::Tx&, const Who&, ChangeId, Instant now);

    delivery::Outcome carry(const delivery::Message&) override;
    delivery::Sight look(const delivery::Message&) override;
    Result<void> report(store::Tx&, const delivery::Message&, const delivery::Outcome&) override;
    Result<void> held(store::Tx&, const delivery::Message&, const std::string& evidence) override;

  private:
    store::Db& db_;
    Airings& airings_;
    Clock clock_;
};

}  // namespace kentongan::office
