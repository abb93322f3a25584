// The public pages: no sign-in, no script, one font, and they may be kept for a minute.
#include "web/kabar_view.h"

#include "base/json.h"
#include "base/secret.h"
#include "office/announcements.h"
#include "office/complaints.h"
#include "web/portal_pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

constexpr int tiles_most = 13, found_most = 30;
constexpr std::size_t news_search_max = 100, typed_max = 4000;

/// A page that may be kept a minute, and is not sent again while nothing changed.
template <class View>
net::Response public_page(const Site& site, const Visit& visit, const View& view) {
    auto response = page_of(site, visit, view);
    response.headers.emplace_back("Cache-Control", "public, max-age=60");
    response.etag = sha256_hex(std::get<net::Text>(response.body).bytes).substr(0, 24);
    return response;
}

std::string place_of(const Visit& visit, const office::OfficeInfo& office,
                     const office::Article& article) {
    return portal_path(visit, office, cat("/berita/", article.slug));
}

std::string with_language(const Visit& visit, const std::string& path) {
    return visit.language == Language::english ? path + "?bahasa=en" : path;
}

Tile tile_of(const Visit& visit, const office::OfficeInfo& office, const office::Article& article) {
    const Zone zone{office.hours_from_utc};
    Tile tile{.address = with_language(visit, place_of(visit, office, article)),
              .title = article.title,
              .summary = article.summary,
              .date = long_date(article.published_at, zone, visit.language),
              .stamp = iso_utc(article.published_at)};
    if (!article.pictures.empty()) {
        const auto& picture = article.pictures.front();
        tile.picture = cat(place_of(visit, office, article), "/", picture.sha256, "?ukuran=kecil");
        tile.alt = picture.alt;
    }
    return tile;
}

/// What must be known at once stands above everything else.
Result<void> add_strips(const Site& site, const Visit& visit, OfficeId office, PublicShell& shell) {
    const auto standing = TRY(site.db.read(
        [&](store::Tx& tx) { return office::Announcements::standing(tx, office, visit.now); }));
    for (const auto& one : standing) {
        shell.strips.push_back({one.title, one.words, one.link, one.source});
    }
    return {};
}

/// The article for search engines (schema.org NewsArticle). A data block runs nothing; "<" is
/// escaped, so the text cannot end it.
SafeHtml structured_data(const office::OfficeInfo& office, const office::Article& article,
                         const PublicShell& shell) {
    JsonObject publisher{{"@type", "GovernmentOrganization"},
                         {"name", cat(office.name, " ", office.region)}};
    JsonObject data{{"@context", "https://schema.org"},
                    {"@type", "NewsArticle"},
                    {"headline", article.title},
                    {"description", article.summary},
                    {"mainEntityOfPage", shell.canonical},
                    {"inLanguage", "id-ID"},
                    {"datePublished", iso_utc(article.published_at)},
                    {"dateModified", iso_utc(article.corrected_at.value_or(article.published_at))}};
    data["publisher"] = std::move(publisher);
    if (!shell.picture.empty()) data["image"] = shell.picture;
    std::string html = "<script type=\"application/ld+json\">";
    for (const char c : write_json(data)) {
        if (c == '<')
            html += "\\u003c";
        else
            html += c;
    }
    return {html + "</script>"};
}

net::Response public_picture(const std::string& type, const std::string& path,
                             const std::string& sha256) {
    return {.type = type,
            .body = net::File{path, sha256},
            .headers = {{"Cache-Control", "public, max-age=86400"}},
            .etag = sha256,
            .compressible = false};
}

Result<office::Article> article_of(const Site& site, const Visit& visit, OfficeId office) {
    auto article = TRY(site.db.read([&](store::Tx& tx) {
        return office::Website::by_slug(tx, office, visit.parameter("artikel"));
    }));
    if (!article) return Error{Kind::not_found, "no such article"};
    return *std::move(article);
}

}  // namespace

Result<office::OfficeInfo> office_at(const Site& site, const Visit& visit) {
    auto office = TRY(site.people.office_by_slug(visit.parameter("kantor")));
    if (!office) return Error{Kind::not_found, "no such office"};
    return *std::move(office);
}

Answer show_portal(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto office = TRY(office_at(site, visit));
    const ArticleId before{to_number(visit.asked("sebelum")).value_or(0)};
    const auto articles = TRY(site.db.read(
        [&](store::Tx& tx) { return office::Website::newest(tx, office.id, before, tiles_most); }));
    const auto path = portal_path(visit, office, "");
    PortalView view;
    view.shell = public_shell_of(site, visit, office, say("portal.title", {office.region}), path);
    view.shell.description = say("portal.description", {office.region});
    view.shell.at_home = true;
    view.search_address = portal_path(visit, office, "/cari");
    TRY(add_strips(site, visit, office.id, view.shell));
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

Answer search_portal(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto office = TRY(office_at(site, visit));
    auto wanted = std::string(trimmed(visit.asked("q"))).substr(0, news_search_max);
    while (!is_utf8(wanted)) wanted.pop_back();
    const auto found = TRY(site.db.read(
        [&](store::Tx& tx) { return office::Website::search(tx, office.id, wanted, found_most); }));
    PortalView view;
    view.search_address = portal_path(visit, office, "/cari");
    view.shell =
        public_shell_of(site, visit, office, say("portal.search_title"), view.search_address);
    view.shell.description = say("portal.description", {office.region});
    view.search = wanted;
    if (!wanted.empty()) {
        view.found = found.empty() ? say("portal.found_none", {wanted})
                                   : say("portal.found", {std::to_string(found.size()), wanted});
    }
    for (const auto& article : found) view.tiles.push_back(tile_of(visit, office, article));
    TRY(add_strips(site, visit, office.id, view.shell));
    return public_page(site, visit, view);
}

namespace {

Result<ArticleView> article_view(const Site& site, const Visit& visit,
                                 const office::OfficeInfo& office, const office::Article& article) {
    const Say say(site, visit);
    const Zone zone{office.hours_from_utc};
    const auto when = [&](Instant at) {
        return cat(long_date(at, zone, visit.language), " ", clock_time(at, zone));
    };
    const auto place = place_of(visit, office, article);
    ArticleView view;
    view.shell = public_shell_of(site, visit, office, article.title, place);
    view.shell.description = article.summary;
    view.shell.kind = "article";
    view.title = article.title;
    view.byline = say("article.by", {office.name});
    view.date = when(article.published_at);
    view.stamp = iso_utc(article.published_at);
    view.code = short_hash(article.content_hash);
    view.report_address = place + "/keliru";
    TRY(add_strips(site, visit, office.id, view.shell));
    const auto complaints =
        TRY(site.db.read([&](store::Tx& tx) { return office::Complaints::desk(tx, office.id); }));
    view.desk_name = complaints.name;
    view.desk_email = complaints.email;
    view.desk_whatsapp = complaints.whatsapp;
    const auto notes = TRY(site.db.read(
        [&](store::Tx& tx) { return office::Website::notes(tx, office.id, article.id); }));
    for (const auto& note : notes) {
        if (note.is == office::ArticleNote::Is::correction)
            view.corrections.push_back({say("article.corrected", {when(note.at)}), note.words});
        else
            view.withdrawn_why = note.words;
    }
    if (article.withdrawn_at) {
        view.withdrawn = say("article.withdrawn", {when(*article.withdrawn_at)});
        view.shell.description = view.withdrawn;
        return view;
    }
    view.text.html = article.html;
    for (const auto& picture : article.pictures) {
        view.pictures.push_back({cat(place, "/", picture.sha256, "?ukuran=sedang"), picture.alt});
    }
    if (!view.pictures.empty()) {
        const auto& first = article.pictures.front();
        view.shell.picture = cat(office::portal_address(office, site.public_address), "/berita/",
                                 article.slug, "/", first.sha256, "?ukuran=sedang");
    }
    view.shell.structured = structured_data(office, article, view.shell);
    return view;
}

}  // namespace

Answer show_article(const Site& site, Visit& visit) {
    const auto office = TRY(office_at(site, visit));
    const auto article = TRY(article_of(site, visit, office.id));
    auto view = TRY(article_view(site, visit, office, article));
    view.report_sent = visit.asked("lapor") == "terkirim";
    return public_page(site, visit, view);
}

Answer report_article(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto office = TRY(office_at(site, visit));
    const auto article = TRY(article_of(site, visit, office.id));
    const std::string words(trimmed(visit.field("isi"))), contact(trimmed(visit.field("kontak")));
    const auto kept = site.db.write([&](store::Tx& tx) {
        return office::CitizenReports::hand_in(tx, office.id, article.id, words, contact,
                                               visit.request.peer, visit.now);
    });
    if (kept) return see_other(cat(place_of(visit, office, article), "?lapor=terkirim#keliru"));
    if (kept.error().issues.empty()) return kept.error();
    auto view = TRY(article_view(site, visit, office, article));
    view.report_open = true;
    const auto& issues = kept.error().issues;
    view.report_problem = say.issue_of(issues, "report");
    view.report_words = {words.substr(0, typed_max), say.issue_of(issues, "report_words")};
    view.report_contact = {contact.substr(0, typed_max), say.issue_of(issues, "report_contact")};
    return page_of(site, visit, view, 422);
}

Answer show_news_picture(const Site& site, Visit& visit) {
    const auto office = TRY(office_at(site, visit));
    const auto article = TRY(article_of(site, visit, office.id));
    for (const auto& picture : article.pictures) {
        const bool wanted = picture.sha256 == visit.parameter("sidik") && !article.withdrawn_at;
        if (!wanted || !picture.type.starts_with("image/")) continue;
        const auto* size = media::picture_size(visit.asked("ukuran"));
        if (site.renditions && size && size->height == 0) {
            const auto made = site.renditions->of(office.id, picture.sha256, *size, {}, visit.now);
            if (made) return public_picture("image/jpeg", made->path, made->sha256);
        }
        return public_picture(picture.type, picture.path, picture.sha256);
    }
    return Error{Kind::not_found, "no such picture"};
}

}  // namespace kentongan::web
