// Mails: how they are written, and what becomes of them at kind, busy, rude and vanishing servers.
#include <doctest/doctest.h>

#include <signal.h>
#include <sys/wait.h>

#include <cstdio>
#include <deque>
#include <filesystem>
#include <fstream>

#include "base/json.h"
#include "base/secret.h"
#include "base/text.h"
#include "delivery/channel.h"
#include "delivery/mail_message.h"
#include "delivery/smtp_talk.h"
#include "loopback.h"

namespace kentongan::tests {
namespace {

using namespace delivery;
using namespace std::chrono_literals;

const Instant friday = *from_iso("2026-11-20T03:42:00Z");

/// The header's whole value, unfolded; nothing when there is not exactly one.
std::optional<std::string> header_of(const std::string& mail, const std::string& name) {
    const auto head = "\r\n" + mail.substr(0, mail.find("\r\n\r\n") + 2);
    const auto at = head.find("\r\n" + name + ": ");
    if (at == head.npos || head.find("\r\n" + name + ":", at + 1) != head.npos) return {};
    auto end = head.find("\r\n", at + 2);
    while (end + 2 < head.size() && head[end + 2] == ' ') end = head.find("\r\n", end + 2);
    return head.substr(at + name.size() + 4, end - at - name.size() - 4);
}

TEST_CASE("a mail is ASCII, in short lines, with every header once") {
    const MailMessage mail{
        .from = *mail_address("Humas Sukamaju <humas@sukamaju.example>"),
        .to = "redaksi@koran.example",
        .id = message_id("press/abc/1", "sukamaju.example"),
        .subject = "Jadwal imunisasi – Desember",
        .text = "Warga diundang.\n.titik di awal baris\n" + std::string(300, 'x'),
        .html = "<p>Warga diundang — gratis.</p>",
        .attachments = {{"foto.jpeg", "image/jpeg", "Posyandu Melati", "\xff\xd8"}},
        .date = friday};
    const auto bytes = bytes_of(mail);
    for (const auto& line : split(bytes, '\n')) {
        CHECK(line.size() <= 998);
        CHECK((line.empty() || line.back() == '\r'));
    }
    for (const char c : bytes) CHECK(static_cast<unsigned char>(c) < 0x80);
    CHECK(header_of(bytes, "From") == "Humas Sukamaju <humas@sukamaju.example>");
    CHECK(header_of(bytes, "To") == "redaksi@koran.example");
    CHECK(header_of(bytes, "Date") == "Fri, 20 Nov 2026 03:42:00 +0000");
    CHECK(header_of(bytes, "Subject")->starts_with("=?utf-8?B?"));
    CHECK(header_of(bytes, "Message-ID") == mail.id);
    CHECK(bytes.find("multipart/mixed") < bytes.find("multipart/alternative"));
    CHECK(bytes.find("text/plain") < bytes.find("text/html"));
    CHECK(bytes.find("=E2=80=94") != bytes.npos);
    CHECK(bytes.find("filename=\"foto.jpeg\"") != bytes.npos);
    CHECK(bytes.find("\r\n/9g=\r\n") != bytes.npos);
}

TEST_CASE("nothing in a mail can add a header") {
    const std::string evil = "Halo\r\nBcc: all@koran.example\n\rX: y\0z";
    MailMessage mail{.from = *mail_address("humas@sukamaju.example"),
                     .to = "",
                     .unsubscribe = evil,
                     .id = "<1@sukamaju.example>",
                     .subject = evil,
                     .text = evil,
                     .html = evil,
                     .attachments = {{evil + ".exe", evil, evil, evil}}};
    mail.from.name = evil;
    const auto bytes = bytes_of(mail);
    CHECK(!header_of(bytes, "Bcc"));
    CHECK(!header_of(bytes, "X"));
    CHECK(header_of(bytes, "Subject") == "Halo  Bcc: all@koran.example  X: y");
    for (const char* not_one :
         {"", "a", "@b.id", "a@", "a b@c.id", "a@b.id\r\nRCPT TO:<x@y>", "a@b.id>", "<a@b.id",
          "a@b.id,c@d.id", "x <a@b.id> y", "a@b..id@c", "a@[127.0.0.1]", "\"a\"@b.id", "a@é.id"}) {
        CAPTURE(not_one);
        CHECK(!mail_address(not_one));
    }
    CHECK(mail_address("\"Dinas, Kominfo\" <humas@sukamaju.example>")->name == "Dinas, Kominfo");
}

TEST_CASE("encoded words never cut a letter in two and stay short") {
    std::string long_title;
    for (int i = 0; i < 60; ++i) long_title += "a—é😀";
    for (const auto& line : split(header_text(long_title), '\n')) CHECK(line.size() <= 77);
    CHECK(header_text("plain") == "plain");
    CHECK(header_text("=?utf-8?B?x?=").starts_with("=?utf-8?B?PT"));
    CHECK(quoted_printable("a = b \nc\r\nd\r") == "a =3D b=20\r\nc\r\nd\r\n");
    CHECK(quoted_printable(std::string(80, 'x')) ==
          std::string(75, 'x') + "=\r\n" + std::string(5, 'x'));
}

/// A mail server that says what it is told to say.
struct Rude {
    std::string greeting = "220 rude";
    std::string sign_in = "235 ok";
    std::string sender = "250 ok";
    std::map<std::string, std::string> recipients = {};  // others: 250
    std::string data = "354 go on";
    std::string after = "250 queued as 7";  // empty: hang up without a word; "…": never answer
    std::deque<std::string> afters = {};    // for one mail after another
    std::vector<std::string> mails = {}, asked = {};

    void talk(Peer& peer) {
        peer.say(greeting + "\r\n");
        for (auto line = peer.hear(); !line.empty(); line = peer.hear()) {
            const auto verb = lowered(std::string_view(line).substr(0, 4));
            if (verb == "ehlo") {
                peer.say("250-rude\r\n250-AUTH PLAIN\r\n250 8BITMIME\r\n");
            } else if (verb == "auth") {
                peer.say("334 \r\n");
                peer.hear();
                peer.say(sign_in + "\r\n");
            } else if (verb == "mail") {
                peer.say(sender + "\r\n");
            } else if (verb == "rcpt") {
                const auto open = line.find('<'), close = line.find('>');
                asked.push_back(line.substr(open + 1, close - open - 1));
                const auto found = recipients.find(asked.back());
                peer.say((found == recipients.end() ? "250 ok" : found->second) + "\r\n");
            } else if (verb == "data") {
                peer.say(data + "\r\n");
                if (!data.starts_with("354")) continue;
                mails.push_back(peer.hear("\r\n.\r\n"));
                if (!afters.empty()) after = afters.front(), afters.pop_front();
                if (after.empty()) return;
                if (after == "…") return peer.outlast();
                peer.say(after + "\r\n");
            } else if (verb == "quit") {
                return peer.say("221 bye\r\n");
            } else {
                peer.say("500 what?\r\n");
            }
        }
    }
};

struct MailTest {
    Rude rude = {};
    Loopback server{[this](Peer& peer) { rude.talk(peer); }};
    MailAccount account{.server = "smtp://" + server.place(),
                        .user = "",
                        .password = "",
                        .from = "Humas <humas@sukamaju.example>",
                        .to = {"a@koran.example", "b@koran.example"}};
    Post post{.office = {7},
              .once = "press/abc/1",
              .content_hash = "abc",
              .title = "Judul",
              .text = "Isi",
              .html = "<p>Isi</p>"};

    Outcome publish() {
        return email_channel(account, [] { return friday; })->publish(post);
    }
};

TEST_CASE_FIXTURE(MailTest, "a mail that is taken carries the mark of its errand") {
    const auto outcome = publish();
    REQUIRE(std::holds_alternative<Created>(outcome));
    const auto& created = std::get<Created>(outcome);
    CHECK(created.id == message_id("press/abc/1", "sukamaju.example"));
    CHECK(created.note.empty());
    REQUIRE(rude.mails.size() == 1);
    CHECK(header_of(rude.mails[0], "Message-ID") == created.id);
    CHECK(header_of(rude.mails[0], "To") == "undisclosed-recipients:;");
    CHECK(rude.asked == std::vector<std::string>{"a@koran.example", "b@koran.example"});
    const auto sight = email_channel(account, [] { return friday; })->look(post);
    CHECK(std::get<Unseen>(sight).never);
}

TEST_CASE_FIXTURE(MailTest, "a connection lost after the text is unknown, never another try") {
    SUBCASE("hung up") {
        rude.after = "";
    }
    SUBCASE("silent") {
        rude.after = "…";
        account.patience = 300ms;
    }
    CHECK(std::holds_alternative<Ambiguous>(publish()));
    CHECK(rude.mails.size() == 1);
}

TEST_CASE_FIXTURE(MailTest, "answers for now mean later, answers for good mean never") {
    const std::vector<std::pair<std::string Rude::*, std::string>> later{
        {&Rude::greeting, "421 too busy"},
        {&Rude::sender, "451 later"},
        {&Rude::data, "452 no room"},
        {&Rude::after, "451 greylisted"}};
    for (const auto& [stage, answer] : later) {
        CAPTURE(answer);
        rude = {};
        rude.*stage = answer;
        const auto outcome = publish();
        REQUIRE(std::holds_alternative<Wait>(outcome));
        CHECK(std::get<Wait>(outcome).why == answer);
    }
    const std::vector<std::pair<std::string Rude::*, std::string>> never{
        {&Rude::sender, "550 not you"}, {&Rude::data, "554 no"}, {&Rude::after, "550 spam"}};
    for (const auto& [stage, answer] : never) {
        CAPTURE(answer);
        rude = {};
        rude.*stage = answer;
        const auto outcome = publish();
        REQUIRE(std::holds_alternative<Rejected>(outcome));
        CHECK(std::get<Rejected>(outcome).why.find(answer) != std::string::npos);
    }
}

TEST_CASE_FIXTURE(MailTest, "nobody at the door means later") {
    {
        const Loopback gone([](Peer&) {});
        account.server = "smtp://" + gone.place();
    }
    CHECK(std::holds_alternative<Wait>(publish()));
}

TEST_CASE_FIXTURE(MailTest, "a wrong password pauses, a busy sign-in waits") {
    account.user = "humas";
    account.password = "rahasia-sekali";
    rude.sign_in = "535 no";
    const auto outcome = publish();
    REQUIRE(std::holds_alternative<Reauth>(outcome));
    CHECK(std::get<Reauth>(outcome).why.find("rahasia") == std::string::npos);
    rude.sign_in = "454 busy";
    CHECK(std::holds_alternative<Wait>(publish()));
    rude.sign_in = "235 ok";
    CHECK(std::holds_alternative<Created>(publish()));
    rude.sender = "530 sign in first";
    CHECK(std::holds_alternative<Reauth>(publish()));
}

TEST_CASE_FIXTURE(MailTest, "an address that is refused does not keep the mail from the others") {
    rude.recipients["a@koran.example"] = "550 no such user";
    const auto outcome = publish();
    REQUIRE(std::holds_alternative<Created>(outcome));
    CHECK(std::get<Created>(outcome).note.find("a@koran.example: 550 no such user") !=
          std::string::npos);
    rude.recipients["b@koran.example"] = "553 nor this one";
    CHECK(std::holds_alternative<Rejected>(publish()));
    CHECK(rude.mails.size() == 1);
}

TEST_CASE_FIXTURE(MailTest, "an address that is busy is asked again, without the others") {
    rude.recipients["b@koran.example"] = "450 busy";
    auto outcome = publish();
    REQUIRE(std::holds_alternative<Pending>(outcome));
    CHECK(std::get<Pending>(outcome).check_in == 5min);
    post.ticket = std::get<Pending>(outcome).ticket;
    rude.asked.clear();
    SUBCASE("and takes it then") {
        rude.recipients.clear();
        outcome = publish();
        REQUIRE(std::holds_alternative<Created>(outcome));
        CHECK(std::get<Created>(outcome).note.empty());
        CHECK(rude.asked == std::vector<std::string>{"b@koran.example"});
    }
    SUBCASE("and is lost sight of: unknown for this one alone") {
        rude.recipients.clear();
        rude.after = "";
        CHECK(std::holds_alternative<Ambiguous>(publish()));
    }
    SUBCASE("and never takes it: the mail went out, and the note says to whom not") {
        int asked = 1;
        for (; std::holds_alternative<Pending>(outcome) && asked < 20; ++asked) {
            post.ticket = std::get<Pending>(outcome).ticket;
            outcome = publish();
        }
        CHECK(asked == 6);
        REQUIRE(std::holds_alternative<Created>(outcome));
        CHECK(std::get<Created>(outcome).note.find("b@koran.example") != std::string::npos);
        CHECK(std::get<Created>(outcome).note.find("1 dari 2") != std::string::npos);
    }
    CHECK(rude.asked.front() == "b@koran.example");
}

TEST_CASE_FIXTURE(MailTest, "what was approved is what is attached, or nothing goes out") {
    const auto path = std::filesystem::temp_directory_path() / cat("kentongan-", fresh_key());
    std::ofstream(path) << "gambar";
    post.files = {{path, "image/png", "Kantor", sha256_hex("gambar")}};
    CHECK(std::holds_alternative<Created>(publish()));
    CHECK(rude.mails.back().find("Z2FtYmFy") != std::string::npos);
    std::ofstream(path) << "lain";
    CHECK(std::holds_alternative<Rejected>(publish()));
    std::filesystem::remove(path);
    CHECK(std::holds_alternative<Wait>(publish()));
    CHECK(rude.mails.size() == 1);
}

TEST_CASE_FIXTURE(MailTest, "addresses are checked before anyone is called") {
    SUBCASE("to") {
        account.to = {"a@koran.example>\r\nDATA"};
    }
    SUBCASE("from") {
        account.from = "humas";
    }
    SUBCASE("nobody") {
        account.to = {};
    }
    SUBCASE("a crowd") {
        account.to = std::vector<std::string>(101, "a@koran.example");
    }
    SUBCASE("no mail server") {
        account.server = "http://127.0.0.1/";
    }
    SUBCASE("reply") {
        account.reply_to = "x\r\nBcc: y@z.id";
    }
    CHECK(std::holds_alternative<Rejected>(publish()));
    CHECK(server.connections() == 0);
}

/// Debian's python3-aiosmtpd: prints its port, then each mail that it took as one line of JSON.
constexpr const char* real_server = R"(
import asyncio, email, email.policy, json
from aiosmtpd.smtp import SMTP
class Taking:
    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        print(json.dumps({'to': ','.join(envelope.rcpt_tos), 'subject': mail['Subject'],
            'text': mail.get_body(('plain',)).get_content().replace('\r', ''),
            'html': mail.get_body(('html',)).get_content(),
            'files': str([p.get_filename() for p in mail.iter_attachments()]),
            'defects': str([p.defects for p in mail.walk() if p.defects])}), flush=True)
        return '250 taken'
async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Taking()), '127.0.0.1', 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
)";

/// A child process that is read line by line and ended with the test.
class Child {
  public:
    explicit Child(const char* script) {
        int pipes[2];
        REQUIRE(pipe(pipes) == 0);
        process_ = fork();
        if (process_ == 0) {
            dup2(pipes[1], STDOUT_FILENO);
            execl("/usr/bin/python3", "python3", "-c", script, nullptr);
            _exit(127);
        }
        close(pipes[1]);
        output_ = fdopen(pipes[0], "r");
    }
    ~Child() {
        kill(process_, SIGTERM);
        waitpid(process_, nullptr, 0);
        std::fclose(output_);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    std::string line() {
        char buffer[65536] = "";
        if (!std::fgets(buffer, sizeof buffer, output_)) return "";
        return std::string(trimmed(buffer));
    }

  private:
    pid_t process_ = 0;
    std::FILE* output_ = nullptr;
};

TEST_CASE_FIXTURE(MailTest, "a real server reads what we wrote") {
    Child child(real_server);
    const auto port = child.line();
    REQUIRE_MESSAGE(!port.empty(), "needs the package python3-aiosmtpd");
    account.server = "smtp://127.0.0.1:" + port;
    const auto path = std::filesystem::temp_directory_path() / cat("kentongan-", fresh_key());
    std::ofstream(path) << "gambar";
    post.title = "Jadwal imunisasi – Desember “gratis”, seluruh posyandu di Kabupaten Sukamaju";
    post.text = "Baris satu\n.\n..titik\nFrom sini\n" + std::string(2000, 'x') + " é😀\n";
    post.files = {{path, "image/png", "Kantor é", sha256_hex("gambar")}};
    const auto outcome = publish();
    std::filesystem::remove(path);
    CHECK(std::holds_alternative<Created>(outcome));
    const auto json = read_json(child.line());
    REQUIRE(json);
    const auto& mail = json->get_object();
    CHECK(text_of(mail, "to") == "a@koran.example,b@koran.example");
    CHECK(text_of(mail, "subject") == post.title);
    CHECK(trimmed(text_of(mail, "text")) == trimmed(post.text));
    CHECK(text_of(mail, "html").find("<p>Isi</p>") != std::string::npos);
    CHECK(text_of(mail, "files") == "['lampiran-1.png']");
    CHECK(text_of(mail, "defects") == "[]");
}

}  // namespace
}  // namespace kentongan::tests
