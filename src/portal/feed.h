// What others subscribe to: an office's news as RSS, Atom and JSON Feed, and its site map.
#pragma once

#include <string>
#include <vector>

#include "office/articles.h"
#include "office/people.h"

namespace kentongan::portal {

struct FeedItem {
    std::string id;       // never changes, whatever the address becomes
    std::string address;  // absolute
    std::string title, summary, html;
    std::string picture, picture_type;  // absolute, of the first picture; or ""
    Instant published_at, updated_at;
};
struct Feed {
    std::string title, description;
    std::string home;  // absolute address of the portal, no slash at the end
    std::vector<FeedItem> items;
    Instant updated_at;  // of the newest change; the epoch when nothing is published
};

/// The newest articles; those withdrawn are left out. `public_address` as in the settings.
Feed feed_of(const office::OfficeInfo&, const std::vector<office::Article>&,
             const std::string& public_address);
/// Reads them, newest first.
Result<Feed> newest_feed(store::Tx&, const office::OfficeInfo&, const std::string& public_address);

std::string rss(const Feed&);        // application/rss+xml
std::string atom(const Feed&);       // application/atom+xml
std::string json_feed(const Feed&);  // application/feed+json

/// Every address that search engines should know: at most 50,000, as the format allows.
Result<std::string> site_map(store::Tx&, const office::OfficeInfo&,
                             const std::string& public_address);

/// Text for XML: escaped, and without what XML 1.0 cannot hold.
std::string xml_text(std::string_view);

}  // namespace kentongan::portal
