// The client against the distribution's own WordPress: publish, look, correct, take down.
#include <doctest/doctest.h>

#include "doubles.h"
#include "wordpress.h"

namespace kentongan::tests {
namespace {

using namespace delivery;

struct RealWordPress {
    std::unique_ptr<Channel> channel(Access& as) const {
        return wordpress_channel(
            {*http, as, [] { return *from_iso("2026-11-23T01:00:00Z"); }, site.base});
    }
    /// What a citizen gets, who is not signed in there.
    HttpReply page(const std::string& url) const { return http->send({.url = url}); }

    WordPressSite site;
    std::unique_ptr<Http> http = site.http();
};

Post immunisation() {
    Post post{};
    post.once = "1/nyata/" + fresh_token();
    post.title = "Jadwal imunisasi";
    post.text = "Imunisasi dimulai Senin.";
    post.html = "<p>Imunisasi dimulai Senin.</p>";
    return post;
}

/// The pictures go before, as the outbox does it.
Created publish_whole(Channel& channel, Post& post) {
    auto outcome = channel.publish(post);
    if (const auto* pending = std::get_if<Pending>(&outcome)) {
        post.ticket = pending->ticket;
        outcome = channel.publish(post);
    }
    REQUIRE_MESSAGE(std::holds_alternative<Created>(outcome), kind_of(outcome));
    return std::get<Created>(outcome);
}

TEST_CASE("the real WordPress takes a post with pictures, shows, corrects and withdraws it") {
    const RealWordPress real;
    REQUIRE_MESSAGE(real.site.answers(), real.site.log());
    const Doubles doubles;  // makes the pictures
    FixedAccess access{real.site.password};
    const auto channel = real.channel(access);
    auto post = immunisation();
    CHECK(std::holds_alternative<Absent>(channel->look(post)));
    post.files = {doubles.file("jpeg", "nyata1"), doubles.file("jpeg", "nyata2")};
    const auto created = publish_whole(*channel, post);
    const auto sight = channel->look(post);
    REQUIRE(std::holds_alternative<Found>(sight));
    CHECK(std::get<Found>(sight).id == created.id);
    CHECK(std::get<Found>(sight).url == created.url);
    const auto page = real.page(created.url);
    CHECK(page.status == 200);
    CHECK(page.body.find("Imunisasi dimulai Senin.") != page.body.npos);
    CHECK(page.body.find(cat("ktg-", post.marker(), "-2")) != page.body.npos);  // second picture

    Change wish{created.id, created.url, false, "Tanggal 26, bukan 27 & jam 8 <pagi>."};
    CHECK(std::holds_alternative<Absent>(channel->look_changed(post, wish)));
    for (int again = 0; again < 2; ++again) {  // the second changes nothing
        const auto changed = channel->change(post, wish);
        CHECK_MESSAGE(std::holds_alternative<Created>(changed), kind_of(changed));
    }
    CHECK(std::holds_alternative<Found>(channel->look_changed(post, wish)));
    const auto corrected = real.page(created.url).body;
    const auto note = corrected.find("Ralat: Tanggal 26, bukan 27 &amp; jam 8 &lt;pagi&gt;.");
    CHECK(note != corrected.npos);
    CHECK(corrected.find("Ralat: Tanggal 26", note + 1) == corrected.npos);
    CHECK(corrected.find("Imunisasi dimulai Senin.") != corrected.npos);

    wish.withdraw = true;
    CHECK(std::holds_alternative<Absent>(channel->look_changed(post, wish)));
    for (int again = 0; again < 2; ++again) {
        const auto withdrawn = channel->change(post, wish);
        CHECK_MESSAGE(std::holds_alternative<Created>(withdrawn), kind_of(withdrawn));
    }
    CHECK(std::holds_alternative<Found>(channel->look_changed(post, wish)));
    CHECK(real.page(created.url).status == 404);

    FixedAccess stranger{"penerbit:kata yang salah"};
    const auto without = real.channel(stranger);
    CHECK(std::holds_alternative<Unseen>(without->look(post)));
    CHECK(std::holds_alternative<Reauth>(without->publish(post)));
}

}  // namespace
}  // namespace kentongan::tests
