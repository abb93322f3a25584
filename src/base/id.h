// Ids and names that cannot be mistaken for one another.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>

namespace kentongan {

/// The key of one row. A DossierId is no PersonId, and neither is a number.
template <class Tag>
struct Id {
    std::int64_t value = 0;
    auto operator<=>(const Id&) const = default;
    explicit operator bool() const { return value != 0; }
};

/// A short name people gave to something: a step, a role, a channel.
template <class Tag>
struct Name {
    std::string value;
    auto operator<=>(const Name&) const = default;
    bool empty() const { return value.empty(); }
};

using OfficeId = Id<struct OfficeTag>;
using PersonId = Id<struct PersonTag>;
using PositionId = Id<struct PositionTag>;
using DossierId = Id<struct DossierTag>;
using ContentId = Id<struct ContentTag>;
using SopId = Id<struct SopTag>;
using AccountId = Id<struct AccountTag>;
using AiringId = Id<struct AiringTag>;
using ArticleId = Id<struct ArticleTag>;
using AnnouncementId = Id<struct AnnouncementTag>;
using ReportId = Id<struct ReportTag>;
using MessageId = Id<struct MessageTag>;
using MarkId = Id<struct MarkTag>;

using StepName = Name<struct StepTag>;
using RoleName = Name<struct RoleTag>;
using ChannelName = Name<struct ChannelTag>;

/// A fresh key: time-ordered, made before the row exists, so it is the same on every database.
std::int64_t fresh_key();

template <class AnId>
AnId fresh() {
    return AnId{fresh_key()};
}

}  // namespace kentongan
