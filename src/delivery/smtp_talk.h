// What was said between us and a mail server, and what it means for the mail.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "delivery/outbox.h"

namespace kentongan::delivery {

/// Listens to the talk; keeps what the servers answered and nothing that we said, for it is secret.
class SmtpTalk {
  public:
    struct Answer {
        int code = 0;
        std::string text;
        bool taken() const { return code >= 200 && code < 300; }
        bool for_now() const { return code >= 400 && code < 500; }
        bool for_good() const { return code >= 500; }
    };
    enum class Stage { unreached, greeting, signing_in, sender, recipients, data, body };

    void said(std::string_view command);
    void heard(std::string_view line);
    /// The library's own words when the talk broke off.
    void broke_off(std::string why, bool sign_in_refused = false);

    Stage stage = Stage::unreached;
    bool answered = false;  // the last thing we said
    Answer last = {};
    std::vector<std::pair<std::string, Answer>> recipients = {};
    std::string problem = {};
    bool sign_in_refused = false;
    bool over = false;  // we said goodbye; what follows changes nothing
};

/// Who has got this mail so far. Travels in the ticket from one attempt to the next; each attempt
/// goes to all that are left at once, so that doubt is always about all of them.
struct MailProgress {
    int taken = 0, tries = 0;
    std::vector<std::string> left = {};
    std::vector<std::string> refused = {};  // "a@b: 550 no such user"

    static MailProgress read(std::string_view ticket, const std::vector<std::string>& everyone);
    std::string ticket() const;
};

/// Nothing is sent twice to anyone who took it, and doubt never turns into another try.
Outcome outcome_of(const SmtpTalk&, MailProgress, const std::string& message_id);

}  // namespace kentongan::delivery
