// What the channels carry, and how long a text is to each of them.
#include <doctest/doctest.h>

#include "base/text.h"
#include "delivery/channel.h"
#include "delivery/weighted.h"

namespace kentongan::tests {
namespace {

using namespace delivery;

std::string times(int count, std::string_view text) {
    std::string out;
    for (int i = 0; i < count; ++i) out += text;
    return out;
}

TEST_CASE("X counts addresses as 23, emoji as 2 and most other letters as 1") {
    const std::string family = "👨‍👩‍👧‍👦";
    const std::pair<std::string, std::size_t> rows[] = {
        {"", 0},
        {"Selamat pagi, warga Bogor!", 26},
        {"Hi http://test.co", 26},
        {"Kunjungi diskominfo.bogorkab.go.id untuk info lengkap", 51},
        {"Kunjungi bogorkab.go.id/berita", 32},
        {"Kunjungi jatim.id sekarang", 41},
        {"Info: s.id/vaksin", 29},
        {"a.n. Kepala Dinas, Jl.Merdeka No.10, pukul 08.00-10.00 WIB", 58},
        {"Bansos Rp1.500.000/KK cair tgl. 12.11.2026", 42},
        {"email humas@bogorkab.go.id saja", 31},
        {"#IndonesiaMaju @diskominfo $BBRI", 32},
        {"“Kutipan” – dash — elipsis… ‘x’", 32},
        {"• poin satu\n• poin dua", 24},
        {"→ panah ✓ centang ✔ ★", 25},
        {"½ ² ° é ñ ü", 11},
        {"Rp 10.000,- ™ © ® €", 21},
        {"e\xCC\x81", 1},
        {"ꦲꦤꦕꦫꦏ", 10},
        {"日本語", 6},
        {"https://例え.jp/テスト", 29},
        {"👋 Halo", 7},
        {family + " keluarga", 11},
        {times(140, family), 280},
        {"🇮🇩 Merdeka!", 11},
        {"1️⃣ 2️⃣ 3️⃣", 8},
        {"1⃣", 2},
        {"☺️ ☺ ❤️ ❤", 11},
        {"👍🏽", 2},
        {"🙋🏽👨‍🎤", 4},
        {"H🐱☺" + family, 7},
        {times(10, "https://www.x.com/aloha "), 240},
        {times(7, "randomurl") + "rurls.com", 68 + 4},
        {times(280, "x"), 280},
    };
    for (const auto& [text, length] : rows) {
        CAPTURE(text);
        CHECK(weighted_length(text) == length);
    }
}

TEST_CASE("addresses are found where X finds them") {
    using All = std::vector<std::string>;
    CHECK(addresses_in("(http://a.co/x_(y)) dan b.id.") == All{"http://a.co/x_(y)", "b.id"});
    CHECK(addresses_in("http://a.id/?q=1&r=2, c") == All{"http://a.id/?q=1&r=2"});
    CHECK(addresses_in("text http://no-tld x.y@z.id #t.co @t.co $t.co -a.com") == All{});
    CHECK(addresses_in("これは例です。example.com中国語t.co/a한국") ==
          All{"example.com", "t.co/a"});
    CHECK(addresses_in("http://-leading.x.com http://trailing-.x.com http://a.x_.com") == All{});
    CHECK(addresses_in("http://a.com:8080/b....") == All{"http://a.com:8080/b"});
    CHECK(addresses_in("domain.com-that-goes-on http://xn--はじめ.com/") == All{});
    CHECK(addresses_in("https://t.co/Ab1's https://t.co/" + std::string(41, 'a')) ==
          All{"https://t.co/Ab1"});
}

TEST_CASE("counting ends, whatever the text") {
    for (const std::string& text :
         {times(5000, "http://"), times(5000, "a."), times(5000, "("), times(2000, "a.com/("),
          times(2000, "👨‍"), times(2000, "🏴󠁧"), std::string("\xff\xfe broken"),
          std::string(300, '\0')}) {
        CHECK(weighted_length(text) > 0);
    }
}

std::vector<Issue> problems_on(std::string_view channel, const Post& post) {
    REQUIRE(profile_of(channel));
    return problems(post, *profile_of(channel));
}
Post text_post(std::string text) {
    return {{}, "", "", "Judul", std::move(text), ""};
}
Post::Picture picture(std::string type, std::size_t bytes = 1000) {
    return {.path = "", .type = std::move(type), .alt = "", .sha256 = "", .bytes = bytes};
}

TEST_CASE("a post is checked against the channel's profile") {
    using Issues = std::vector<Issue>;
    CHECK(problems_on("x", text_post(std::string(280, 'a'))).empty());
    CHECK(problems_on("x", text_post(std::string(281, 'a'))) ==
          Issues{{"text", "too_long", {"281", "280"}}});
    CHECK(problems_on("facebook", text_post(times(281, "é"))).empty());
    CHECK(problems_on("website", {{}, "", "", " ", "", ""}) ==
          Issues{{"title", "missing"}, {"text", "missing"}});
    CHECK(problems_on("website", text_post(std::string("a"))).empty());

    auto post = text_post("Keterangan");
    CHECK(problems_on("instagram", post) == Issues{{"media", "missing"}});
    post.files = {picture("image/png")};
    CHECK(problems_on("instagram", post) == Issues{{"media", "not_carried", {"image/png"}}});
    post.files = {picture("image/jpeg")};
    CHECK(problems_on("instagram", post).empty());
    post.files = {picture("image/jpeg", 9 * 1024 * 1024)};
    CHECK(problems_on("instagram", post) == Issues{{"media", "too_large", {"9437184", "8388608"}}});
    post.files = std::vector(11, picture("image/jpeg"));
    CHECK(problems_on("instagram", post) == Issues{{"media", "too_many", {"11", "10"}}});
    for (const auto& [width, height, fits] :
         std::vector<std::tuple<int, int, bool>>{{1080, 1350, true},
                                                 {1080, 1080, true},
                                                 {1910, 1000, true},
                                                 {1080, 1920, false},
                                                 {2000, 1000, false}}) {
        post.files = {picture("image/jpeg")};
        post.files[0].width = static_cast<std::size_t>(width);
        post.files[0].height = static_cast<std::size_t>(height);
        const Issues shape{{"media", "shape", {std::to_string(width), std::to_string(height)}}};
        CHECK(problems_on("instagram", post) == (fits ? Issues{} : shape));
        CHECK(problems_on("facebook", post).empty());
    }
    post.files = {picture("image/jpeg")};
    post.text = times(31, "#a ");
    CHECK(problems_on("instagram", post) == Issues{{"text", "hashtags", {"31", "30"}}});

    post = text_post("5 > 3");
    post.files = {picture("video/mp4")};
    CHECK(problems_on("youtube", post) == Issues{{"text", "never", {"<>"}}});
    post.text = times(2501, "é");
    CHECK(problems_on("youtube", post) == Issues{{"text", "too_long", {"5002", "5000"}}});
    post.title = std::string(101, 'j');
    post.text = "";
    CHECK(problems_on("youtube", post) == Issues{{"title", "too_long", {"101", "100"}}});
    post = text_post("Naskah");
    post.files = {picture("image/png")};
    CHECK(problems_on("radio", post) == Issues{{"media", "not_carried", {"image/png"}}});
}

TEST_CASE("each channel counts in its own way") {
    const std::string text = "é😀";
    CHECK(length_on(*profile_of("facebook"), text) == 2);
    CHECK(length_on(*profile_of("youtube"), text) == 6);
    CHECK(length_on(*profile_of("tiktok"), text) == 3);
    CHECK(length_on(*profile_of("x"), text) == 3);
    CHECK(!profile_of("kanal"));
}

TEST_CASE("the table of channels makes sense") {
    std::string before;
    for (const auto& profile : profiles()) {
        CAPTURE(profile.channel);
        CHECK(profile_of(profile.channel) == &profile);
        CHECK(profile.text_max > 0);
        CHECK((profile.text || profile.needs_media));
        CHECK(profile.image == !profile.picture_types.empty());
    }
}

}  // namespace
}  // namespace kentongan::tests
