// Press releases by mail: one message to all addresses of the account, handed to one server.
#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <sstream>

#include "base/secret.h"
#include "base/text.h"
#include "delivery/channel.h"
#include "delivery/curl.h"
#include "delivery/mail_message.h"
#include "delivery/smtp_talk.h"

namespace kentongan::delivery {
namespace {

constexpr std::size_t recipients_max = 100;  // what every server must take in one go
constexpr std::size_t message_max = 10UL * 1024 * 1024;

struct Upload {
    std::string_view rest;
};
std::size_t read_upload(char* buffer, std::size_t size, std::size_t count, void* data) {
    auto& upload = *static_cast<Upload*>(data);
    const std::size_t now = std::min(size * count, upload.rest.size());
    std::memcpy(buffer, upload.rest.data(), now);
    upload.rest.remove_prefix(now);
    return now;
}

int overhear(CURL*, curl_infotype type, char* text, std::size_t size, void* data) {
    auto& talk = *static_cast<SmtpTalk*>(data);
    if (type == CURLINFO_HEADER_OUT) talk.said({text, size});
    if (type == CURLINFO_HEADER_IN) talk.heard({text, size});
    return 0;
}

/// The very machine we run on, by name or number; nothing that only begins like it.
bool is_local(std::string_view server) {
    auto host = server.substr(server.find("//") + 2);
    host = host.substr(0, host.find_first_of("/?#"));
    if (host.starts_with("[::1]")) return true;
    host = host.substr(0, host.find(':'));
    const bool number = host.find_first_not_of("0123456789.") == host.npos;
    return host == "localhost" || (number && host.starts_with("127."));
}

/// A server that went silent need not answer our goodbye.
int leave_in_time(void* data, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<SmtpTalk*>(data)->over ? 1 : 0;
}

void send(const MailAccount& account, const std::string& from, const std::vector<std::string>& to,
          const std::string& message, SmtpTalk& talk) {
    const Curl curl;
    if (!curl) return talk.broke_off("curl tidak dapat disiapkan");
    CurlList recipients;
    for (const auto& address : to) recipients.add(address);
    Upload upload{message};
    // A password crosses no network in the open; on this machine itself it may.
    const bool secret = !account.user.empty() && !is_local(account.server);
    curl.set(CURLOPT_URL, account.server.c_str());
    curl.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl.set(CURLOPT_USE_SSL, static_cast<long>(secret ? CURLUSESSL_ALL : CURLUSESSL_TRY));
    if (is_local(account.server)) curl.set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_NONE));
    if (!account.user.empty()) {
        curl.set(CURLOPT_USERNAME, account.user.c_str());
        curl.set(CURLOPT_PASSWORD, account.password.c_str());
    }
    curl.set(CURLOPT_MAIL_FROM, cat("<", from, ">").c_str());
    curl.set(CURLOPT_MAIL_RCPT, recipients.list());
    curl.set(CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L);
    curl.set(CURLOPT_UPLOAD, 1L);
    curl.set(CURLOPT_READFUNCTION, read_upload);
    curl.set(CURLOPT_READDATA, &upload);
    curl.set(CURLOPT_TIMEOUT_MS, static_cast<long>(account.patience.count()));
    curl.set(CURLOPT_VERBOSE, 1L);
    curl.set(CURLOPT_DEBUGFUNCTION, overhear);
    curl.set(CURLOPT_DEBUGDATA, &talk);
    curl.set(CURLOPT_FORBID_REUSE, 1L);  // the goodbye is said here, where we can cut it short
    curl.set(CURLOPT_NOPROGRESS, 0L);
    curl.set(CURLOPT_XFERINFOFUNCTION, leave_in_time);
    curl.set(CURLOPT_XFERINFODATA, &talk);
    const CURLcode code = curl.perform();
    if (code != CURLE_OK) {
        talk.broke_off(cat("Peladen surel: ", curl_easy_strerror(code)),
                       code == CURLE_LOGIN_DENIED);
    }
}

/// The approved bytes, or why they are not those any more.
Result<std::vector<MailMessage::Attachment>> attachments_of(const Post& post) {
    std::vector<MailMessage::Attachment> all;
    for (const auto& file : post.files) {
        std::ifstream stream(file.path, std::ios::binary);
        std::ostringstream bytes;
        bytes << stream.rdbuf();
        if (!stream) return Error{Kind::unavailable, cat("Berkas tidak terbaca: ", file.sha256)};
        if (sha256_hex(bytes.str()) != file.sha256) {
            return Error{Kind::invalid, cat("Isi berkas berubah: ", file.sha256)};
        }
        const auto slash = file.type.find('/');
        const auto ending = slash == file.type.npos ? "bin" : file.type.substr(slash + 1);
        // What is described by a file's name bears it: "laporan.pdf".
        const bool named =
            file.alt.ends_with(cat(".", ending)) && file.alt.find(' ') == file.alt.npos;
        const auto name = named ? file.alt : cat("lampiran-", all.size() + 1, ".", slug_of(ending));
        all.push_back({name, file.type, file.alt, bytes.str()});
    }
    return all;
}

class Email final : public Channel {
  public:
    Email(MailAccount account, Clock clock)
        : account_(std::move(account)), clock_(std::move(clock)) {}

    Outcome publish(const Post& post) override {
        if (!account_.server.starts_with("smtp://") && !account_.server.starts_with("smtps://")) {
            return Rejected{"Alamat peladen surel harus diawali smtp:// atau smtps://."};
        }
        const auto from = mail_address(account_.from);
        if (!from) return Rejected{cat("Alamat pengirim tidak sah: ", account_.from)};
        std::vector<std::string> everyone;
        for (const auto& written : account_.to) {
            const auto address = mail_address(written);
            if (!address) return Rejected{cat("Alamat tujuan tidak sah: ", written)};
            everyone.push_back(address->address);
        }
        if (everyone.empty()) return Rejected{"Belum ada alamat tujuan."};
        if (everyone.size() > recipients_max) {
            return Rejected{cat("Paling banyak ", recipients_max, " alamat tujuan.")};
        }
        const auto message = written(post, *from);
        if (!message && message.error().kind == Kind::unavailable) {
            return Wait{minutes{1}, message.error().why};
        }
        if (!message) return Rejected{message.error().why};
        const auto progress = MailProgress::read(post.ticket, everyone);
        SmtpTalk talk;
        send(account_, from->address, progress.left, *message, talk);
        return outcome_of(talk, progress, message_id(post.once, from->domain()));
    }

    Sight look(const Post&) override {
        return Unseen{"Surel tidak dapat dibaca kembali; tanyakan kepada penerima.", true};
    }

  private:
    Result<std::string> written(const Post& post, const MailAddress& from) const {
        MailMessage mail{.from = from,
                         .to = account_.to.size() == 1 ? mail_address(account_.to[0])->address : "",
                         .id = message_id(post.once, from.domain()),
                         .subject = post.title,
                         .text = post.text,
                         .html = post.html};
        if (!account_.reply_to.empty()) {
            const auto reply_to = mail_address(account_.reply_to);
            if (!reply_to) return Error{Kind::invalid, "Alamat balasan tidak sah."};
            mail.reply_to = reply_to->address;
        }
        mail.unsubscribe = account_.unsubscribe;
        mail.date = clock_();
        mail.attachments = TRY(attachments_of(post));
        auto bytes = bytes_of(mail);
        if (bytes.size() > message_max) {
            return Error{Kind::invalid, "Surel melebihi 10 MB; kurangi lampirannya."};
        }
        return bytes;
    }

    MailAccount account_;
    Clock clock_;
};

}  // namespace

std::unique_ptr<Channel> email_channel(const MailAccount& account, Clock clock) {
    return std::make_unique<Email>(account, std::move(clock));
}

}  // namespace kentongan::delivery
