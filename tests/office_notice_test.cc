// Who is told what, once each; mails and their ends; the clock's reminders over restarts.
#include "cast_office.h"
#include "delivery/mail_message.h"
#include "office/alarms.h"
#include "office/mail.h"
#include "office/notices.h"

namespace kentongan::tests {
namespace {

using namespace std::chrono_literals;

class News : public Stage {
  public:
    std::vector<Notice> of(const std::string& name) {
        const auto person = who(name);
        return must(read([&](store::Tx& tx) { return Notices::of(tx, person, {}, 100); }));
    }
    std::string kinds(const std::string& name) {
        std::string all;
        for (const auto& notice : of(name)) all += cat(all.empty() ? "" : " ", notice.kind);
        return all;
    }
    void wishes(const std::string& name, Telling how, int quiet_from = 0, int quiet_till = 0) {
        const auto person = who(name);
        NoticeWish wish{.email = name + "@sukamaju.example", .how = how};
        wish.quiet_from = quiet_from;
        wish.quiet_till = quiet_till;
        must(write([&](store::Tx& tx) { return Notices::set_wish(tx, person, wish, now); }));
    }
    std::vector<LoggedMail> mails() {
        return must(read([&](store::Tx& tx) { return Mails::log(tx, demo.office.id, {}, 100); }));
    }
    /// What the outbox would do next, and when.
    delivery::OutboxRow errand_of(const LoggedMail& mail) {
        return must(read([&](store::Tx& tx) {
            return delivery::Outbox::row(tx, demo.office.id, mail.message);
        }));
    }
    Result<std::optional<MailId>> bounce(const std::string& eml) {
        return write(
            [&](store::Tx& tx) { return Mails::take_bounce(tx, demo.office.id, eml, now); });
    }
};

TEST_CASE_FIXTURE(News, "whoever gets the work is told, and whoever gives it is not") {
    const auto id = open("dewi");
    CHECK(kinds("dewi") == "");
    must(write_text("dewi", id, "Imunisasi dimulai Senin."));
    must(finish("dewi", id, "1"));
    CHECK(kinds("rudi") == "tugas");
    CHECK(kinds("tono") == "tugas");
    CHECK(kinds("dewi") == "");
    const auto news = of("rudi").front();
    CHECK(news.about == "Jadwal imunisasi");
    CHECK(news.link == cat("/berkas/", id.value, "#tugas-2"));
    CHECK(news.due_at.has_value());
}

TEST_CASE_FIXTURE(News, "what comes back says why, and a comment reaches everyone concerned") {
    const auto id = at_step("3");
    must(finish("sari", id, "3", "tidak", "Tanggalnya salah", "2"));
    const auto news = of("rudi");
    REQUIRE(news.size() == 2);
    CHECK(news[0].kind == "dikembalikan");
    CHECK(news[0].reason == "Tanggalnya salah");
    must(dossiers.act(who("sari"), id, sop::Comment{"Tolong cek juga nomor telepon, @agus."}));
    CHECK(kinds("sari") == "tugas");
    CHECK(of("agus").front().kind == "komentar");
    CHECK(of("dewi").front().kind == "komentar");
    CHECK(of("dewi").front().reason == "Tolong cek juga nomor telepon, @agus.");
    must(dossiers.act(who("sari"), id, sop::Remind{task_at(id, "2")}));
    CHECK(of("rudi").front().kind == "diingatkan");
}

TEST_CASE_FIXTURE(News, "reading is mine alone") {
    const auto id = open("dewi");
    must(write_text("dewi", id, "Imunisasi."));
    must(finish("dewi", id, "1"));
    const auto notice = of("rudi").front();
    const auto rudi = who("rudi"), tono = who("tono");
    const auto open_by = [&](const Who& person) {
        return write([&](store::Tx& tx) { return Notices::open(tx, person, notice.id, now); });
    };
    const auto unread = [&](const Who& person) {
        return must(read([&](store::Tx& tx) { return Notices::unread(tx, person); }));
    };
    CHECK(refusal(open_by(tono)) == "not_found");
    CHECK(unread(rudi) == 1);
    CHECK(open_by(rudi));
    CHECK(unread(rudi) == 0);
    CHECK(unread(tono) == 1);
    must(write([&](store::Tx& tx) { return Notices::read_all(tx, tono, now); }));
    CHECK(unread(tono) == 0);
}

TEST_CASE_FIXTURE(News, "an e-mail goes at once, after the quiet hours, or in the morning") {
    wishes("rudi", Telling::at_once);
    wishes("tono", Telling::at_once, 7 * 60, 9 * 60);  // it is 08.00
    wishes("sari", Telling::digest);
    const auto id = open("dewi");
    must(write_text("dewi", id, "Imunisasi."));
    must(finish("dewi", id, "1"));
    auto all = mails();
    REQUIRE(all.size() == 2);
    for (const auto& mail : all) {
        const auto due = errand_of(mail).due;
        CHECK(due == (mail.to == "rudi@sukamaju.example" ? now : now + 1h));
        CHECK(mail.subject == "Tugas baru di meja Anda: Jadwal imunisasi");
        CHECK(mail.state == MailState::waiting);
    }
    must(add_picture("rudi", id));
    must(finish("rudi", id, "2"));
    must(write([&](store::Tx& tx) { return Notices::send_digests(tx, demo.office.id, now); }));
    CHECK(mails().front().subject == "Tugas baru di meja Anda: Jadwal imunisasi");
    CHECK(mails().front().to == "sari@sukamaju.example");
    const auto again =
        must(write([&](store::Tx& tx) { return Notices::send_digests(tx, demo.office.id, now); }));
    CHECK(again == 0);
    CHECK(mails().size() == 3);
}

TEST_CASE_FIXTURE(News, "wishes are checked at their field") {
    const auto person = who("rudi");
    const auto wish = [&](NoticeWish one) {
        return write([&](store::Tx& tx) { return Notices::set_wish(tx, person, one, now); });
    };
    CHECK(refusal(wish({.email = "", .how = Telling::at_once})) == "email.wanted");
    CHECK(refusal(wish({.email = "rudi", .how = Telling::off})) == "email.not_one");
    CHECK(refusal(wish({.email = "a@b.id", .how = Telling::digest, .quiet_from = -1})) ==
          "quiet.not_a_time");
}

TEST_CASE_FIXTURE(News, "a mail waits for its server, is sent once, and its bounce finds it") {
    Mails none(db(), vault, {}, "https://sukamaju.example", clock());
    outbox.employ("surel", none);
    const auto id = open("dewi");
    Mail mail{.to = "lurah@sukasari.example",
              .subject = "Sudah tayang",
              .text = "Halo {alamat}",
              .once = "pemberitahuan/1"};
    mail.kind = "pemberitahuan";
    mail.dossier = id;
    const auto put = [&] {
        return must(
            write([&](store::Tx& tx) { return Mails::put(tx, demo.office.id, mail, now, now); }));
    };
    const auto first = put();
    CHECK(put() == first);
    must(outbox.run_due(now));
    CHECK(mails().front().state == MailState::waiting);
    CHECK(mails().front().last_word.find("surel_server") != std::string::npos);
    const auto own = delivery::message_id("surel/pemberitahuan/1", "kominfo.contoh.example");
    const auto report = [&](const std::string& action, const std::string& status) {
        return cat(
            "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n"
            "\r\n--b\r\nContent-Type: text/plain\r\n\r\nmaaf\r\n--b\r\n"
            "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; m\r\n\r\n"
            "Final-Recipient: rfc822; lurah@sukasari.example\r\nAction: ",
            action, "\r\nStatus: ", status,
            "\r\nDiagnostic-Code: smtp; 550 no\r\n  such user\r\n\r\n--b\r\n"
            "Content-Type: text/rfc822-headers\r\n\r\nSubject: x\r\nMessage-ID: ",
            own, "\r\n\r\n--b--\r\n");
    };
    CHECK(must(bounce(report("delivered", "2.0.0"))) == first);
    CHECK(mails().front().state == MailState::delivered);
    CHECK(must(bounce(report("failed", "5.1.1"))) == first);
    CHECK(mails().front().state == MailState::bounced);
    CHECK(mails().front().last_word == "5.1.1 smtp; 550 no such user");
    CHECK(of("dewi").front().kind == "surel_gagal");
    for (const char* other : {"", "Subject: x\n\nhalo", "Content-Type: multipart/report\n\n--\n"}) {
        CHECK(!must(bounce(other)));
    }
    const auto dewi = who("dewi");
    must(write([&](store::Tx& tx) { return Mails::again(tx, dewi, first, now); }));
    CHECK(mails().size() == 2);
}

TEST_CASE_FIXTURE(News, "an address that is none is refused at the field") {
    Mail mail{.to = "bukan alamat", .subject = "x", .text = "x", .once = "x"};
    CHECK(refusal(write([&](store::Tx& tx) {
              return Mails::put(tx, demo.office.id, mail, now, now);
          })) == "email.not_one");
}

TEST_CASE_FIXTURE(News, "the clock tells once of a step of an hour and more, over every restart") {
    const auto id = open("dewi");
    must(write_text("dewi", id, "Imunisasi."));
    must(finish("dewi", id, "1"));  // step 2: three hours
    const auto strike = [&] {
        Alarms after_restart(db(), clock());
        return must(after_restart.fire_due());
    };
    CHECK(strike() == 0);
    pass(2h + 30min);
    CHECK(strike() == 1);
    CHECK(strike() == 0);
    CHECK(kinds("rudi") == "segera tugas");
    pass(2h);  // lunch included
    CHECK(strike() == 1);
    CHECK(kinds("rudi") == "lewat segera tugas");
    CHECK(kinds("dewi") == "");
    must(add_picture("rudi", id));
    must(finish("rudi", id, "2"));
    pass(5h);
    CHECK(strike() == 0);  // 15 minutes have no reminder of their own accord
    CHECK(kinds("sari") == "tugas");
}

TEST_CASE_FIXTURE(News, "a step at rest is not reminded, and the rule of an office counts") {
    const auto wati = who("wati");
    const auto rule = AlarmRule{.least_minutes = 0, .remind_percent = 0};
    must(write([&](store::Tx& tx) { return Alarms::set_rule(tx, wati, rule, now); }));
    const auto rudi = who("rudi");
    CHECK(refusal(write([&](store::Tx& tx) { return Alarms::set_rule(tx, rudi, rule, now); })) ==
          "right.missing");
    Alarms alarms(db(), clock());
    const auto id = open("dewi");
    must(dossiers.act(who("dewi"), id, sop::Pause{task_at(id, "1"), "menunggu data"}));
    pass(1h);
    CHECK(must(alarms.fire_due()) == 0);
    must(dossiers.act(who("dewi"), id, sop::Resume{task_at(id, "1")}));
    pass(40min);
    CHECK(must(alarms.fire_due()) == 1);
    CHECK(kinds("dewi") == "lewat");
    CHECK(!must(alarms.next_due()));
}

}  // namespace
}  // namespace kentongan::tests
