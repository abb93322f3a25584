// The clients of the services that we can reach by ourselves, one factory each.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "delivery/channel.h"
#include "delivery/http.h"

namespace kentongan::delivery {

/// Lets us in. An error of kind forbidden means that a person must connect the account again.
class Access {
  public:
    virtual ~Access() = default;
    virtual Result<std::string> token() = 0;
    /// The service refused this token: another one, or why there is none.
    virtual Result<std::string> renewed(const std::string& refused) = 0;
    /// Until when the service wants no more calls of this kind from the account; kept over a kill.
    virtual std::optional<Instant> closed_until(std::string_view /*window*/) { return {}; }
    virtual void close_until(std::string_view /*window*/, Instant) {}
};
/// A token that lives until somebody revokes it.
class FixedAccess final : public Access {
  public:
    explicit FixedAccess(std::string token) : token_(std::move(token)) {}
    Result<std::string> token() override { return token_; }
    Result<std::string> renewed(const std::string&) override {
        return Error{Kind::forbidden, "Token ditolak."};
    }

  private:
    std::string token_;
};

/// What every client needs. All of it outlives the client.
struct Reach {
    Http& http;
    Access& access;
    Clock clock;
    std::string base;  // "https://graph.facebook.com"
};

/// `access` gives "user:application password".
std::unique_ptr<Channel> wordpress_channel(Reach);
struct FacebookPage {
    std::string page, app = {};  // app: needed for videos alone
};
std::unique_ptr<Channel> facebook_channel(Reach, FacebookPage);
std::unique_ptr<Channel> instagram_channel(Reach, std::string account);
struct XUser {
    std::string id, name;
};
std::unique_ptr<Channel> x_channel(Reach, XUser);
std::unique_ptr<Channel> youtube_channel(Reach);

/// Where the services are.
inline constexpr std::string_view facebook_base = "https://graph.facebook.com";
inline constexpr std::string_view x_base = "https://api.x.com";
inline constexpr std::string_view youtube_base = "https://www.googleapis.com";

}  // namespace kentongan::delivery
