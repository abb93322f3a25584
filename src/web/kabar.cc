// The public pages: no sign-in, no script, one font, and they may be kept for a minute.
#include "web/kabar_view.h"

#include "base/secret.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

constexpr int tiles_most = 13;

Result<office::OfficeInfo> office_of(const Site& site, const Visit& visit) {
    auto office = TRY(site.people.office_by_slug(visit.parameter("kantor")));
    if (!office) return Error{Kind::not_found, "no such office"};
    return *std::move(office);
}

/// A page that may be kept a minute, and is not sent again while nothing changed.
template <class View>
net::Response public_page(const Site& site, const Visit& visit, const View& view) {
    auto response = page_of(site, visit, view);
    response.headers.emplace_back("Cache-Control", "public, max-age=60");
    response.etag = sha256_hex(std::get<net::Text>(response.body).bytes).substr(0, 24);
    return response;
}

std::string place_of(const office::OfficeInfo& office, const office::Article& article) {
    return cat("/k/", office.slug, "/berita/", article.slug);
}

std::string with_language(const Visit& visit, const std::string& path) {
    return visit.language == Language::english ? path + "?bahasa=en" : path;
}

Tile tile_of(const Visit& visit, const office::OfficeInfo& office, const office::Article& article) {
    const Zone zone{office.hours_from_utc};
    Tile tile{.address = with_language(visit, place_of(office, article)),
              .title = article.title,
              .summary = article.summary,
              .date = long_date(article.published_at, zone, visit.language),
              .stamp = iso_utc(article.published_at)};
    if (!article.pictures.empty()) {
        const auto& picture = article.pictures.front();
        tile.picture = cat(place_of(office, article), "/", picture.sha256);
        tile.alt = picture.alt;
    }
    return tile;
}

Result<office::Article> article_of(const Site& site, const Visit& visit, OfficeId office) {
    auto article = TRY(site.db.read([&](store::Tx& tx) {
        return office::Website::by_slug(tx, office, visit.parameter("artikel"));
    }));
    if (!article) return Error{Kind::not_found, "no such article"};
    return *std::move(article);
}

}  // namespace

Answer show_portal(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto office = TRY(office_of(site, visit));
    const ArticleId before{to_number(visit.asked("sebelum")).value_or(0)};
    const auto articles = TRY(site.db.read(
        [&](store::Tx& tx) { return office::Website::newest(tx, office.id, before, tiles_most); }));
    const auto path = cat("/k/", office.slug);
    PortalView view;
    view.shell = public_shell_of(site, visit, office, say("portal.title", {office.region}), path);
    view.shell.description = say("portal.description", {office.region});
    view.shell.at_home = true;
    for (const auto& article : articles) {
        auto tile = tile_of(visit, office, article);
        if (!view.first && !before)
            view.first = std::move(tile);
        else
            view.tiles.push_back(std::move(tile));
    }
    if (articles.size() == tiles_most) {
        view.older = cat(path, "?sebelum=", articles.back().id.value,
                         visit.language == Language::english ? "&bahasa=en" : "");
    }
    return public_page(site, visit, view);
}

Answer show_article(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto office = TRY(office_of(site, visit));
    const auto article = TRY(article_of(site, visit, office.id));
    const Zone zone{office.hours_from_utc};
    const auto when = [&](Instant at) {
        return cat(long_date(at, zone, visit.language), " ", clock_time(at, zone));
    };
    ArticleView view;
    view.shell = public_shell_of(site, visit, office, article.title, place_of(office, article));
    view.shell.description = article.summary;
    view.title = article.title;
    view.byline = say("article.by", {office.name});
    view.date = when(article.published_at);
    view.stamp = iso_utc(article.published_at);
    view.code = short_hash(article.content_hash);
    if (article.corrected_at)
        view.corrected = say("article.corrected", {when(*article.corrected_at)});
    if (article.withdrawn_at) {
        view.withdrawn = say("article.withdrawn", {when(*article.withdrawn_at)});
        return public_page(site, visit, view);
    }
    view.text.html = article.html;
    for (const auto& picture : article.pictures) {
        view.pictures.push_back({cat(place_of(office, article), "/", picture.sha256), picture.alt});
    }
    return public_page(site, visit, view);
}

Answer show_news_picture(const Site& site, Visit& visit) {
    const auto office = TRY(office_of(site, visit));
    const auto article = TRY(article_of(site, visit, office.id));
    for (const auto& picture : article.pictures) {
        const bool wanted = picture.sha256 == visit.parameter("sidik") && !article.withdrawn_at;
        if (!wanted || !picture.type.starts_with("image/")) continue;
        return net::Response{.type = picture.type,
                             .body = net::File{picture.path, picture.sha256},
                             .headers = {{"Cache-Control", "public, max-age=86400"}},
                             .etag = picture.sha256,
                             .compressible = false};
    }
    return Error{Kind::not_found, "no such picture"};
}

}  // namespace kentongan::web
