// A mail as the bytes that travel (RFC 5322, MIME). Nothing in it can add a header of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace kentongan::delivery {

struct MailAddress {
    std::string name, address;  // "Humas Sukamaju", "humas@sukamaju.example"
    std::string_view domain() const;
};
/// Reads "a@b" or "Name <a@b>"; nothing when it is none, or could smuggle something in.
std::optional<MailAddress> mail_address(std::string_view text);

struct MailMessage {
    MailAddress from;
    std::string to;  // what stands in the header; empty: recipients do not see one another
    std::string reply_to = {}, unsubscribe = {};
    std::string id;  // <…@domain>
    std::string subject, text, html;
    struct Attachment {
        std::string name, type, description, bytes;
    };
    std::vector<Attachment> attachments = {};
    Instant date = {};
};

/// The whole message: CRLF, lines of at most 998 bytes, all of it ASCII.
std::string bytes_of(const MailMessage&);

/// Always the same for the same errand, so that the second copy of a mail can be recognised.
std::string message_id(std::string_view once, std::string_view domain);

/// One header's text: controls become spaces, what is not ASCII becomes encoded words (RFC 2047).
std::string header_text(std::string_view utf8);
std::string quoted_printable(std::string_view text);
std::string base64_lines(std::string_view bytes);

}  // namespace kentongan::delivery
