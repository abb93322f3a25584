// Every client against its strict double: what it sends, what it makes of each answer.
#include <doctest/doctest.h>

#include "doubles.h"

namespace kentongan::tests {
namespace {

using namespace delivery;
using namespace std::chrono_literals;

const Instant monday = *from_iso("2026-11-23T01:00:00Z");
const std::vector<std::string> services{"wordpress", "facebook", "instagram", "x", "youtube"};

/// Gives the tokens of the doubles, renewed where they can be.
class TestAccess final : public Access {
  public:
    TestAccess(const Doubles& doubles, std::string service)
        : doubles_(doubles), service_(std::move(service)) {
        if (service_ == "wordpress") token_ = "penerbit:abcd EFGH 1234 ijkl MNOP 5678";
        if (service_ == "facebook") token_ = "fb-page-0";
        if (service_ == "instagram") token_ = "ig-token-0";
        if (service_ == "x") token_ = "x-access-0";
    }
    Result<std::string> token() override {
        if (service_ == "youtube" && token_.empty()) return renewed("");
        return token_;
    }
    Result<std::string> renewed(const std::string&) override {
        if (service_ != "youtube") return Error{Kind::forbidden, "sambungkan ulang"};
        const auto reply =
            doubles_.http->send({.method = "POST",
                                 .url = doubles_.at("youtube/token"),
                                 .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
                                 .body = query_of({{"client_id", "yt-client.apps.example"},
                                                   {"client_secret", "yt-secret"},
                                                   {"refresh_token", "yt-refresh-0"},
                                                   {"grant_type", "refresh_token"}})});
        if (reply.status != 200) return Error{Kind::unavailable, "belum"};
        token_ = text_of(read_json(reply.body)->get_object(), "access_token");
        return token_;
    }

  private:
    const Doubles& doubles_;
    std::string service_, token_;
};

struct Service {
    explicit Service(const std::string& service) : name(service), access(doubles, service) {
        Reach reach{*doubles.http, access, [this] { return doubles.now(); }, doubles.at(service)};
        if (name == "wordpress") channel = wordpress_channel(reach);
        if (name == "facebook")
            channel = facebook_channel(reach, {"1020304050", "900100200300400"});
        if (name == "instagram") channel = instagram_channel(reach, "17841400000000001");
        if (name == "x") channel = x_channel(reach, {"1700000000000000001", "diskominfo_uji"});
        if (name == "youtube") channel = youtube_channel(reach);
    }
    Post post(const std::string& mark, bool with_picture = true) const {
        Post made{};
        made.once = mark;
        made.title = "Jadwal imunisasi " + mark;
        made.text = "Imunisasi ktg-" + mark + " di bogorkab.go.id & sekitarnya. a > b";
        if (name == "youtube") made.text = "Imunisasi ktg-" + mark;
        made.html = "<p>Imunisasi.</p>";
        made.since = doubles.now();
        if (name == "youtube") made.files = {doubles.file("mp4", mark)};
        if (name != "youtube" && with_picture) made.files = {doubles.file("jpeg", mark)};
        return made;
    }
    /// As the outbox does: what is pending is asked again.
    Outcome carry(Post& made) const {
        for (int i = 0; i < 20; ++i) {
            auto outcome = channel->publish(made);
            const auto* pending = std::get_if<Pending>(&outcome);
            if (!pending) return outcome;
            made.ticket = pending->ticket;
            doubles.pass(pending->check_in + 3s);
        }
        return Ambiguous{"never ends"};
    }

    Doubles doubles;
    std::string name;
    TestAccess access;
    std::unique_ptr<Channel> channel;
};

std::string visible_operation(const std::string& service) {
    if (service == "wordpress") return "create_post";
    if (service == "facebook") return "feed";
    if (service == "instagram") return "publish";
    if (service == "x") return "create_post";
    return "upload_bytes";
}

TEST_CASE("each service is published on, once, without a fault of ours") {
    for (const auto& name : services) {
        CAPTURE(name);
        const Service service(name);
        for (const auto* mark : {"aaaa1", "bbbb2"}) {
            auto post = service.post(mark, mark[0] == 'a');
            if (name == "instagram" && post.files.empty()) {
                post.files = {service.doubles.file("jpeg", "c1"),
                              service.doubles.file("jpeg", "c2")};
            }
            const auto outcome = service.carry(post);
            REQUIRE_MESSAGE(std::holds_alternative<Created>(outcome), kind_of(outcome));
            CHECK(std::get<Created>(outcome).url.starts_with("http"));
            const auto sight = service.channel->look(post);
            REQUIRE(std::holds_alternative<Found>(sight));
            CHECK(std::get<Found>(sight).id == std::get<Created>(outcome).id);
        }
        CHECK(service.doubles.posts(name).size() == 2);
        CHECK(service.doubles.violations() == "[]");
        const auto absent = service.post("cccc3");
        CHECK(std::holds_alternative<Absent>(service.channel->look(absent)));
    }
}

TEST_CASE("a lost answer is found by looking, never by sending again") {
    for (const auto& name : services) {
        for (const auto* kind : {"drop_after_store", "500_after_store"}) {
            CAPTURE(name);
            CAPTURE(kind);
            const Service service(name);
            service.doubles.fault(
                {{"channel", name}, {"operation", visible_operation(name)}, {"kind", kind}});
            auto post = service.post("dddd4");
            const auto outcome = service.carry(post);
            if (name == "youtube") {  // its session tells at once
                CHECK_MESSAGE(std::holds_alternative<Created>(outcome), kind_of(outcome));
            } else {
                REQUIRE_MESSAGE(std::holds_alternative<Ambiguous>(outcome), kind_of(outcome));
                CHECK(std::holds_alternative<Found>(service.channel->look(post)));
            }
            CHECK(service.doubles.posts(name).size() == 1);
            CHECK(service.doubles.violations() == "[]");
        }
    }
}

TEST_CASE("what was not made is known or looked for, and no fault is taken for another") {
    struct Row {
        std::string kind, expected;
    };
    const std::vector<Row> rows{{"drop_before_store", "ambiguous"},
                                {"500_before", "ambiguous"},
                                {"429", "wait"},
                                {"token_expired", "reauth"},
                                {"quota", "wait"},
                                {"reset_mid_upload", "ambiguous"}};
    for (const auto& name : services) {
        for (const auto& [kind, expected] : rows) {
            CAPTURE(name);
            CAPTURE(kind);
            const Service service(name);
            service.doubles.fault(
                {{"channel", name}, {"operation", visible_operation(name)}, {"kind", kind}});
            auto post = service.post("eeee5");
            const auto outcome = service.carry(post);
            if (std::holds_alternative<Created>(outcome)) {  // it knew how to go on
                CHECK(service.doubles.posts(name).size() == 1);
            } else {
                // A full disk on their side is for a person to clear, not for us to wait out.
                const bool full = name == "wordpress" && kind == "quota";
                CHECK_MESSAGE(kind_of(outcome).starts_with(full ? "rejected" : expected),
                              kind_of(outcome));
                CHECK(service.doubles.posts(name).empty());
                CHECK(!std::holds_alternative<Found>(service.channel->look(post)));
            }
            const auto violations = service.doubles.violations();
            CHECK_MESSAGE(violations.find("accepted_but_wrong") == violations.npos, violations);
        }
    }
}

TEST_CASE("a film goes to Facebook and X too") {
    for (const std::string name : {"facebook", "x", "instagram"}) {
        CAPTURE(name);
        const Service service(name);
        auto post = service.post("ffff6", false);
        post.files = {service.doubles.file("mp4", "ffff6")};
        const auto outcome = service.carry(post);
        CHECK_MESSAGE(std::holds_alternative<Created>(outcome), kind_of(outcome));
        CHECK(service.doubles.posts(name).size() == 1);
        CHECK(service.doubles.violations() == "[]");
    }
}

/// Not withdrawn by the rules: what was public, or is not any more.
std::string change_of(const Service& service, const Post& post, const Change& wish) {
    return kind_of(service.channel->change(post, wish));
}

TEST_CASE("what is public is corrected where it can be, taken down, and seen to be so") {
    for (const auto& name : services) {
        CAPTURE(name);
        const Service service(name);
        auto post = service.post("ganti1");
        const auto made = service.carry(post);
        REQUIRE_MESSAGE(std::holds_alternative<Created>(made), kind_of(made));
        const auto& created = std::get<Created>(made);
        Change wish{created.id, created.url, false, "Tanggal 26, bukan 27 & jam 8."};
        if (can_change(name, false)) {
            CHECK(std::holds_alternative<Absent>(service.channel->look_changed(post, wish)));
            CHECK(change_of(service, post, wish) == "created");
            CHECK(change_of(service, post, wish) == "created");  // again changes nothing
            CHECK(std::holds_alternative<Found>(service.channel->look_changed(post, wish)));
        } else {
            CHECK(change_of(service, post, wish).starts_with("rejected"));
        }
        wish.withdraw = true;
        CHECK(std::holds_alternative<Absent>(service.channel->look_changed(post, wish)));
        CHECK(change_of(service, post, wish) == "created");
        CHECK(std::holds_alternative<Found>(service.channel->look_changed(post, wish)));
        CHECK(change_of(service, post, wish) == "created");
        CHECK(service.doubles.violations() == "[]");
    }
}

TEST_CASE("a change whose answer was lost is known by looking") {
    for (const std::string name : {"wordpress", "facebook"}) {
        CAPTURE(name);
        const Service service(name);
        auto post = service.post("ganti2", false);
        const auto made = service.carry(post);
        REQUIRE(std::holds_alternative<Created>(made));
        const auto& created = std::get<Created>(made);
        const Change wish{created.id, created.url, true, "Ditarik."};
        service.doubles.fault({{"channel", name},
                               {"operation", name == "wordpress" ? "delete_post" : "delete"},
                               {"kind", "drop_after_store"},
                               {"times", 1}});
        CHECK(change_of(service, post, wish).starts_with("ambiguous"));
        CHECK(std::holds_alternative<Found>(service.channel->look_changed(post, wish)));
    }
}

}  // namespace
}  // namespace kentongan::tests
