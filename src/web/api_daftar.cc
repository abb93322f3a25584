// What programs read: SOPs, the journal, and the news, which needs no sign-in.
#include <algorithm>

#include "web/api.h"
#include "web/api_pages.h"
#include "web/portal_pages.h"

namespace kentongan::web {
namespace {

constexpr int entries_most = 100;
constexpr int articles_most = 20;

api::Sop sop_record(const office::AdoptedSop& sop) {
    return {.id = sop.id,
            .key = sop.key,
            .title = sop.title,
            .number = sop.number,
            .hash = sop.hash,
            .version = sop.version,
            .current = sop.current,
            .adopted_at = sop.adopted_at};
}

api::Article article_record(const Site& site, const office::OfficeInfo& office,
                            const office::Article& article) {
    return {.id = article.id,
            .slug = article.slug,
            .title = article.title,
            .summary = article.withdrawn_at ? "" : article.summary,
            .address =
                cat(office::portal_address(office, site.public_address), "/berita/", article.slug),
            .content_hash = article.content_hash,
            .published_at = article.published_at,
            .corrected_at = article.corrected_at,
            .withdrawn_at = article.withdrawn_at};
}

/// Anyone's, so others may keep it a minute.
net::Response shared(net::Response response) {
    response.headers.emplace_back("Cache-Control", "public, max-age=60");
    return response;
}

}  // namespace

Answer api_sops(const Site& site, Visit& visit) {
    const auto sops = TRY(
        site.db.read([&](store::Tx& tx) { return office::Library::list(tx, visit.who().office); }));
    api::Sops record;
    for (const auto& sop : sops) record.sops.push_back(sop_record(sop));
    return reply_with(record);
}

Answer api_sop(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<SopId>());
    const auto read = [&](store::Tx& tx) -> Result<api::Sop> {
        const auto all = TRY(office::Library::list(tx, visit.who().office));
        const auto found = std::ranges::find(all, id, &office::AdoptedSop::id);
        if (found == all.end()) return Error{Kind::not_found, "no such SOP"};
        auto one = sop_record(*found);
        one.text = TRY(office::Library::text(tx, visit.who().office, id));
        return one;
    };
    const auto record = TRY(site.db.read(read));
    return reply_with(record);
}

Answer api_journal(const Site& site, Visit& visit) {
    const auto before = to_number(visit.asked("sebelum")).value_or(0);
    const auto entries = TRY(site.db.read([&](store::Tx& tx) {
        return office::Journal::of_office(tx, visit.who().office, before, entries_most);
    }));
    api::Journal record;
    for (const auto& [seq, entry] : entries) {
        auto& one = record.entries.emplace_back(entry_of(entry));
        one.seq = std::to_string(seq);
    }
    if (entries.size() == entries_most) record.before = std::to_string(entries.back().first);
    return reply_with(record);
}

Answer api_articles(const Site& site, Visit& visit) {
    const auto office = TRY(office_at(site, visit));
    const ArticleId before{to_number(visit.asked("sebelum")).value_or(0)};
    const auto articles = TRY(site.db.read([&](store::Tx& tx) {
        return office::Website::newest(tx, office.id, before, articles_most);
    }));
    api::Articles record;
    for (const auto& article : articles) {
        record.articles.push_back(article_record(site, office, article));
    }
    if (articles.size() == articles_most) record.before = articles.back().id;
    return shared(reply_with(record));
}

Answer api_article(const Site& site, Visit& visit) {
    const auto office = TRY(office_at(site, visit));
    const auto article = TRY(site.db.read([&](store::Tx& tx) {
        return office::Website::by_slug(tx, office.id, visit.parameter("artikel"));
    }));
    if (!article) return Error{Kind::not_found, "no such article"};
    auto record = article_record(site, office, *article);
    if (!article->withdrawn_at) record.html = article->html;
    return shared(reply_with(record));
}

}  // namespace kentongan::web
