// One journal entry as it is hashed.
#pragma once

#include <string>
#include <string_view>

#include "office/journal.h"

namespace kentongan::office {

/// SHA-256("kentongan/journal/1\n" || previous hash of the stream || canonical entry). The event
/// is taken as it is stored, so that not even a blank can change unseen. The name of a person is
/// no part of it: it can be erased and the chain stays whole.
std::string entry_hash(const Entry&, std::string_view event_as_stored);
/// The running hash over the office's tree: what one head stands for.
std::string tree_head(std::string_view previous_head, std::int64_t seq, std::string_view hash);

}  // namespace kentongan::office
