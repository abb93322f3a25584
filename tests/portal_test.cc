// Feeds: what subscribers read, whatever people wrote into titles and texts.
#include <doctest/doctest.h>

#include <pugixml.hpp>

#include "base/json.h"
#include "base/text.h"
#include "portal/feed.h"

namespace kentongan::tests {
namespace {

using namespace portal;

const office::OfficeInfo sukamaju{
    .id = {7}, .slug = "sukamaju", .region = "Kabupaten Sukamaju", .name = "Dinas Kominfo"};

office::Article article(std::int64_t id, std::string title) {
    return {.id = {id},
            .office = {7},
            .slug = cat("berita-", id),
            .title = std::move(title),
            .summary = "Ringkas & jelas",
            .html = "<p>Isi &amp; <b>tebal</b></p>",
            .content_hash = "abc",
            .published_at = *from_iso("2026-11-20T03:42:00Z")};
}

std::vector<office::Article> some_articles() {
    auto evil = article(2, "</title><script>alert(1)</script> \x01\x0B ]]> \xEF\xBF\xBF\"'&");
    evil.corrected_at = *from_iso("2026-11-21T01:00:00Z");
    evil.pictures = {{.path = "/x", .type = "image/jpeg", .alt = "a", .sha256 = "ff"}};
    auto withdrawn = article(3, "Ditarik");
    withdrawn.withdrawn_at = *from_iso("2026-11-20T05:00:00Z");
    return {evil, withdrawn, article(1, "Jadwal imunisasi – Desember")};
}
Feed some_feed() {
    return feed_of(sukamaju, some_articles(), "https://kabar.example");
}

pugi::xml_document read_xml(const std::string& text) {
    pugi::xml_document document;
    const auto result = document.load_buffer(text.data(), text.size());
    REQUIRE_MESSAGE(result, result.description());
    CHECK(is_utf8(text));
    return document;
}

TEST_CASE("an RSS reader gets every article that stands, word for word") {
    const auto document = read_xml(rss(some_feed()));
    const auto channel = document.child("rss").child("channel");
    CHECK(std::string(channel.child_value("link")) == "https://kabar.example/k/sukamaju");
    std::vector<pugi::xml_node> items;
    for (const auto& item : channel.children("item")) items.push_back(item);
    REQUIRE(items.size() == 2);
    CHECK(std::string(items[0].child_value("title")) ==
          "</title><script>alert(1)</script>  ]]> \"'&");
    CHECK(std::string(items[0].child_value("guid")) == "urn:x-kentongan:7:2");
    CHECK(std::string(items[1].child_value("title")) == "Jadwal imunisasi – Desember");
    CHECK(std::string(items[1].child_value("pubDate")) == "Fri, 20 Nov 2026 03:42:00 +0000");
    CHECK(std::string(items[1].child_value("content:encoded")) == "<p>Isi &amp; <b>tebal</b></p>");
    CHECK(std::string(items[1].child_value("link")) ==
          "https://kabar.example/k/sukamaju/berita/berita-1");
}

TEST_CASE("an Atom reader sees when something was corrected") {
    const auto document = read_xml(atom(some_feed()));
    const auto feed = document.child("feed");
    CHECK(std::string(feed.child_value("updated")) == "2026-11-21T01:00:00Z");
    const auto entry = feed.child("entry");
    CHECK(std::string(entry.child_value("published")) == "2026-11-20T03:42:00Z");
    CHECK(std::string(entry.child_value("updated")) == "2026-11-21T01:00:00Z");
    CHECK(std::string(entry.child_value("content")) == "<p>Isi &amp; <b>tebal</b></p>");
    const auto picture = entry.find_child_by_attribute("link", "rel", "enclosure");
    CHECK(std::string(picture.attribute("href").value()) ==
          "https://kabar.example/k/sukamaju/berita/berita-2/ff");
    CHECK(std::string(picture.attribute("type").value()) == "image/jpeg");
}

TEST_CASE("a JSON feed says the same") {
    const auto json = read_json(json_feed(some_feed()));
    REQUIRE(json);
    const auto& feed = json->get_object();
    CHECK(text_of(feed, "version") == "https://jsonfeed.org/version/1.1");
    const auto& items = feed.at("items").get_array();
    REQUIRE(items.size() == 2);
    CHECK(text_of(items[0].get_object(), "id") == "urn:x-kentongan:7:2");
    CHECK(text_of(items[0].get_object(), "image") ==
          "https://kabar.example/k/sukamaju/berita/berita-2/ff");
    CHECK(text_of(items[1].get_object(), "content_html") == "<p>Isi &amp; <b>tebal</b></p>");
    CHECK(text_of(items[1].get_object(), "date_modified") == "2026-11-20T03:42:00Z");
}

TEST_CASE("an empty portal has empty feeds that can be read") {
    const auto feed = feed_of(sukamaju, {}, "https://kabar.example");
    CHECK(!read_xml(rss(feed)).child("rss").child("channel").child("item"));
    CHECK(std::string(read_xml(atom(feed)).child("feed").child_value("updated")) ==
          "1970-01-01T00:00:00Z");
    CHECK(read_json(json_feed(feed)));
}

TEST_CASE("XML holds no control characters and no markup of others") {
    std::string all;
    for (int byte = 0; byte < 128; ++byte) all += static_cast<char>(byte);
    const auto document = read_xml(cat("<a b=\"", xml_text(all), "\">", xml_text(all), "</a>"));
    const auto kept = std::string(document.child("a").child_value());
    CHECK(kept.size() == 128 - 30);
    CHECK(kept.find('<') != kept.npos);
}

}  // namespace
}  // namespace kentongan::tests
