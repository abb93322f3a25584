// An account's way out: its token, renewed under a lock and kept before it is used, and its client.
#pragma once

#include "delivery/clients.h"
#include "delivery/oauth.h"
#include "office/airings.h"

namespace kentongan::office {

/// The settings of an account as an object, whatever stands in it.
JsonObject settings_of(const Account&);

class AccountAccess final : public delivery::Access {
  public:
    AccountAccess(Airings& airings, OfficeId office, Account account)
        : airings_(airings), office_(office), account_(std::move(account)) {}

    Result<std::string> token() override;
    Result<std::string> renewed(const std::string& refused) override;
    std::optional<Instant> closed_until(std::string_view window) override;
    void close_until(std::string_view window, Instant) override;
    /// Of a mail server; "" when there is none.
    std::string password();

  private:
    Result<JsonObject> secret();
    Result<void> keep(const JsonObject& secret);

    Airings& airings_;
    OfficeId office_;
    Account account_;
};

/// The client of this account; nothing where there is no automatic way.
std::unique_ptr<delivery::Channel> client_of(const Account&, const Outward&, delivery::Http&,
                                             delivery::Access&, const Clock&);

}  // namespace kentongan::office
