// A row of the outbox as it is kept, and what may be concluded from it alone.
#pragma once

#include <optional>
#include <string>

#include "delivery/outbox.h"

namespace kentongan::delivery {

struct Stored {
    Message message;
    OutboxState state = OutboxState::held;
    std::optional<Instant> due = {};
    int looks = 0;
    bool untold = false;
    std::string last_word = {}, receipt_id = {}, receipt_url = {};
};

Result<Stored> load_one(store::Tx&, OfficeId, MessageId);
Result<std::vector<Stored>> load_open(store::Tx&, OfficeId, int most);
Result<std::vector<Stored>> load_newest(store::Tx&, OfficeId, int most);

/// What others answer may be any bytes; a receipt must not be lost because its text is broken.
std::string readable(std::string_view theirs);
std::string last_word_of(const Outcome&);

/// May this attempt's outcome still be written? A receipt always may, unless the message was handed
/// out again meanwhile; other news only while nobody has concluded otherwise.
bool still_counts(const Stored&, const Message& attempted, const Outcome&);

/// The end of a message, told from what is kept: after a crash the words are the same.
Outcome outcome_of(const Stored&);

}  // namespace kentongan::delivery
