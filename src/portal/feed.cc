// Writes the feeds. Everything that people wrote goes through xml_text or the JSON writer.
#include "portal/feed.h"

#include <algorithm>

#include "base/json.h"
#include "base/markup.h"
#include "base/text.h"

namespace kentongan::portal {
namespace {

constexpr int items_most = 30;
constexpr int page_most = 500;
constexpr std::size_t addresses_most = 50'000;
constexpr std::string_view xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

std::string element(std::string_view name, std::string_view text) {
    return cat("<", name, ">", xml_text(text), "</", name, ">\n");
}

std::string link(std::string_view relation, std::string_view type, std::string_view address) {
    return cat("<link rel=\"", relation, "\" type=\"", type, "\" href=\"", xml_text(address),
               "\"/>\n");
}

FeedItem item_of(const office::Article& article, const std::string& home) {
    FeedItem item{.id = cat("urn:x-kentongan:", article.office.value, ":", article.id.value),
                  .address = cat(home, "/berita/", article.slug),
                  .title = article.title,
                  .summary = article.summary,
                  .html = article.html,
                  .picture = "",
                  .picture_type = "",
                  .published_at = article.published_at,
                  .updated_at = article.corrected_at.value_or(article.published_at)};
    if (!article.pictures.empty()) {
        const auto& picture = article.pictures.front();
        item.picture = cat(item.address, "/", picture.sha256);
        item.picture_type = picture.type;
    }
    return item;
}

}  // namespace

std::string xml_text(std::string_view text) {
    std::string out(text);
    std::erase_if(
        out, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n'; });
    // Two characters of Unicode are none of XML's.
    for (const std::string_view banned : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
        for (auto at = out.find(banned); at != out.npos; at = out.find(banned, at)) {
            out.erase(at, banned.size());
        }
    }
    return escaped(out);
}

Feed feed_of(const office::OfficeInfo& office, const std::vector<office::Article>& articles,
             const std::string& public_address) {
    const auto home = office::portal_address(office, public_address);
    Feed feed{.title = cat("Berita ", office.region),
              .description = cat("Berita resmi ", office.name, ", ", office.region),
              .home = home,
              .items = {},
              .updated_at = {}};
    for (const auto& article : articles) {
        if (article.withdrawn_at) continue;
        feed.items.push_back(item_of(article, home));
        feed.updated_at = std::max(feed.updated_at, feed.items.back().updated_at);
    }
    return feed;
}

Result<Feed> newest_feed(store::Tx& tx, const office::OfficeInfo& office,
                         const std::string& public_address) {
    const auto articles = TRY(office::Website::newest(tx, office.id, {}, items_most));
    return feed_of(office, articles, public_address);
}

std::string rss(const Feed& feed) {
    std::string out = cat(xml,
                          "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\""
                          " xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\n"
                          "<channel>\n",
                          element("title", feed.title), element("link", feed.home),
                          element("description", feed.description), element("language", "id"));
    out += cat("<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"", xml_text(feed.home),
               "/rss.xml\"/>\n");
    if (!feed.items.empty()) out += element("lastBuildDate", mail_date(feed.updated_at));
    for (const auto& item : feed.items) {
        out += cat("<item>\n", element("title", item.title), element("link", item.address),
                   "<guid isPermaLink=\"false\">", xml_text(item.id), "</guid>\n",
                   element("pubDate", mail_date(item.published_at)),
                   element("description", item.summary), element("content:encoded", item.html),
                   "</item>\n");
    }
    return out + "</channel>\n</rss>\n";
}

std::string atom(const Feed& feed) {
    std::string out =
        cat(xml, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"id\">\n",
            element("id", feed.home), element("title", feed.title),
            element("subtitle", feed.description), element("updated", iso_utc(feed.updated_at)),
            link("alternate", "text/html", feed.home),
            link("self", "application/atom+xml", cat(feed.home, "/atom.xml")), "<author>",
            element("name", feed.title), "</author>\n");
    for (const auto& item : feed.items) {
        out += cat("<entry>\n", element("id", item.id), element("title", item.title),
                   element("published", iso_utc(item.published_at)),
                   element("updated", iso_utc(item.updated_at)),
                   link("alternate", "text/html", item.address));
        if (!item.picture.empty()) out += link("enclosure", item.picture_type, item.picture);
        out += cat(element("summary", item.summary), "<content type=\"html\">", xml_text(item.html),
                   "</content>\n</entry>\n");
    }
    return out + "</feed>\n";
}

std::string json_feed(const Feed& feed) {
    JsonArray items;
    for (const auto& item : feed.items) {
        JsonObject one{{"id", item.id},
                       {"url", item.address},
                       {"title", item.title},
                       {"content_html", item.html},
                       {"date_published", iso_utc(item.published_at)},
                       {"date_modified", iso_utc(item.updated_at)}};
        if (!item.summary.empty()) one["summary"] = item.summary;
        if (!item.picture.empty()) one["image"] = item.picture;
        items.push_back(std::move(one));
    }
    return write_json(JsonObject{{"version", "https://jsonfeed.org/version/1.1"},
                                 {"title", feed.title},
                                 {"description", feed.description},
                                 {"home_page_url", feed.home},
                                 {"feed_url", cat(feed.home, "/feed.json")},
                                 {"language", "id"},
                                 {"items", items}});
}

Result<std::string> site_map(store::Tx& tx, const office::OfficeInfo& office,
                             const std::string& public_address) {
    const auto home = office::portal_address(office, public_address);
    std::string out = cat(xml, "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
                          "<url>", element("loc", home), "</url>\n");
    ArticleId before{};
    for (std::size_t addresses = 1; addresses < addresses_most;) {
        const auto articles = TRY(office::Website::newest(tx, office.id, before, page_most));
        for (const auto& article : articles) {
            if (article.withdrawn_at || addresses == addresses_most) continue;
            const auto item = item_of(article, home);
            out += cat("<url>", element("loc", item.address),
                       element("lastmod", iso_utc(item.updated_at)), "</url>\n");
            ++addresses;
        }
        if (articles.size() < static_cast<std::size_t>(page_most)) break;
        before = articles.back().id;
    }
    return out + "</urlset>\n";
}

}  // namespace kentongan::portal
