// Writes mails: headers, text and HTML side by side, pictures behind them.
#include "delivery/mail_message.h"

#include <algorithm>

#include "base/secret.h"
#include "base/text.h"

namespace kentongan::delivery {
namespace {

constexpr std::size_t line_max = 76;
constexpr std::size_t word_bytes = 42;  // 56 letters in base64, and the word's own frame
constexpr std::size_t address_max = 254;
constexpr std::size_t local_part_max = 64;
constexpr std::size_t plain_header_max = 900;

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
}
bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}
bool starts_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

/// Letters that need no quotes in an address and cannot end it early.
bool is_address_letter(char c) {
    constexpr std::string_view others = "!#$%&'*+-/=?^_`{|}~.";
    const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return word || others.find(c) != others.npos;
}

bool is_address(std::string_view address) {
    const auto sign = address.find('@');
    if (sign == address.npos || sign == 0 || sign > local_part_max) return false;
    const auto domain = address.substr(sign + 1);
    if (domain.empty() || address.size() > address_max) return false;
    const auto host_letter = [](char c) {
        return is_address_letter(c) && (c == '-' || c == '.' || std::isalnum(c) != 0);
    };
    return std::ranges::all_of(address.substr(0, sign), is_address_letter) &&
           std::ranges::all_of(domain, host_letter) && domain.front() != '.' &&
           domain.back() != '.';
}

std::string header(std::string_view name, std::string_view value) {
    return cat(name, ": ", value, "\r\n");
}

std::string written(const MailAddress& address) {
    if (address.name.empty()) return address.address;
    const bool plain = std::ranges::all_of(
        address.name, [](char c) { return c == ' ' || (is_address_letter(c) && c != '.'); });
    auto name = header_text(address.name);
    if (!plain && is_ascii(address.name)) {
        std::erase_if(name, [](char c) { return c == '"' || c == '\\'; });
        name = cat('"', name, '"');
    }
    return cat(name, " <", address.address, ">");
}

std::string text_part(std::string_view type, std::string_view text) {
    return cat("Content-Type: ", type,
               "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n",
               quoted_printable(text), "\r\n");
}

std::string page(std::string_view html) {
    return cat("<!doctype html>\n<html lang=\"id\">\n<head><meta charset=\"utf-8\"></head>\n<body>",
               html, "</body>\n</html>\n");
}

std::string joined_parts(std::string_view kind, std::string_view boundary,
                         const std::vector<std::string>& parts) {
    std::string out =
        cat("Content-Type: multipart/", kind, "; boundary=\"", boundary, "\"\r\n\r\n");
    for (const auto& part : parts) out += cat("--", boundary, "\r\n", part);
    return out + cat("--", boundary, "--\r\n");
}

std::string attached(const MailMessage::Attachment& file) {
    std::string out =
        cat("Content-Type: ", header_text(file.type),
            "\r\nContent-Transfer-Encoding: base64\r\n"
            "Content-Disposition: attachment; filename=\"",
            slug_of(file.name.substr(0, file.name.rfind('.'))),
            file.name.substr(std::min(file.name.rfind('.'), file.name.size())), "\"\r\n");
    if (!file.description.empty()) {
        out += header("Content-Description", header_text(file.description));
    }
    return out + "\r\n" + base64_lines(file.bytes);
}

}  // namespace

std::string_view MailAddress::domain() const {
    return std::string_view(address).substr(address.find('@') + 1);
}

std::optional<MailAddress> mail_address(std::string_view text) {
    if (!is_utf8(text) || std::ranges::any_of(text, is_control)) return {};
    text = trimmed(text);
    MailAddress found;
    if (text.ends_with('>')) {
        const auto open = text.find('<');
        if (open == text.npos) return {};
        found.name = trimmed(text.substr(0, open));
        text = text.substr(open + 1, text.size() - open - 2);
        if (found.name.size() > 1 && found.name.front() == '"' && found.name.back() == '"') {
            found.name = found.name.substr(1, found.name.size() - 2);
        }
    }
    if (!is_address(text)) return {};
    found.address = text;
    return found;
}

std::string bytes_of(const MailMessage& mail) {
    std::string out = header("From", written(mail.from));
    out += header("To", mail.to.empty() ? "undisclosed-recipients:;" : mail.to);
    if (!mail.reply_to.empty()) out += header("Reply-To", mail.reply_to);
    out += header("Subject", header_text(mail.subject));
    out += header("Date", mail_date(mail.date));
    out += header("Message-ID", mail.id);
    out += "MIME-Version: 1.0\r\nAuto-Submitted: auto-generated\r\n";
    if (!mail.unsubscribe.empty()) {
        out += header("List-Unsubscribe", cat("<", header_text(mail.unsubscribe), ">"));
        out += header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    // "=_" stands in no quoted-printable and no base64 text, so no part can end another.
    const auto mark = sha256_hex(mail.id).substr(0, 24);
    std::string words = text_part("text/plain", mail.text);
    if (!mail.html.empty()) {
        words = joined_parts("alternative", cat("=_kata_", mark),
                             {words, text_part("text/html", page(mail.html))});
    }
    if (mail.attachments.empty()) return out + words;
    std::vector<std::string> parts{words};
    for (const auto& file : mail.attachments) parts.push_back(attached(file));
    return out + joined_parts("mixed", cat("=_isi_", mark), parts);
}

std::string message_id(std::string_view once, std::string_view domain) {
    return cat("<ktg-", sha256_hex(once).substr(0, 40), "@", domain, ">");
}

std::string header_text(std::string_view utf8) {
    std::string text(utf8);
    std::ranges::replace_if(text, is_control, ' ');
    const bool plain = is_ascii(text) && text.find("=?") == text.npos;
    if (plain && text.size() <= plain_header_max) return text;
    std::string out;
    for (std::size_t start = 0; start < text.size();) {
        std::size_t end = std::min(start + word_bytes, text.size());
        while (end < text.size() && end > start + 1 && !starts_character(text[end])) --end;
        out += cat(out.empty() ? "" : "\r\n ", "=?utf-8?B?",
                   base64(std::string_view(text).substr(start, end - start)), "?=");
        start = end;
    }
    return out;
}

std::string quoted_printable(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    std::size_t column = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const char next = i + 1 < text.size() ? text[i + 1] : '\n';
        if (c == '\r' && text.substr(i).starts_with("\r\n")) continue;
        if (c == '\n' || c == '\r') {
            out += "\r\n";
            column = 0;
            continue;
        }
        const bool blank = (c == ' ' || c == '\t') && next != '\n' && next != '\r';
        const bool plain = blank || (c > ' ' && c < 0x7F && c != '=');
        const std::size_t width = plain ? 1 : 3;
        if (column + width > line_max - 1) {
            out += "=\r\n";
            column = 0;
        }
        if (plain) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += {'=', digits[byte >> 4], digits[byte & 15]};
        }
        column += width;
    }
    return out;
}

std::string base64_lines(std::string_view bytes) {
    const auto whole = base64(bytes);
    std::string out;
    for (std::size_t i = 0; i < whole.size(); i += line_max) {
        out += cat(whole.substr(i, line_max), "\r\n");
    }
    return out;
}

}  // namespace kentongan::delivery
