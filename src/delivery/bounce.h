// Reads what mail servers write back: delivery status notifications (RFC 3464). Any bytes may come.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kentongan::delivery {

struct Bounce {
    enum class Action { delivered, delayed, failed };
    Action action = Action::failed;
    std::string message_id;  // of the mail it is about, with its angle brackets
    std::string recipient, status, diagnostic;
};
/// Nothing for everything else: automatic replies, complaints, ordinary mail.
std::optional<Bounce> read_bounce(std::string_view eml);

}  // namespace kentongan::delivery
