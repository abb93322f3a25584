// Owns article and article_note: publishing on the office's own website is one insert.
#include "base/json.h"
#include "base/text.h"
#include "office/articles.h"
#include "office/journal.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr std::size_t summary_max = 200;
constexpr std::size_t note_max = 1000, words_looked_for = 8;
constexpr int slugs_tried = 50;

using delivery::Post;

Json pictures_json(const std::vector<Post::Picture>& pictures) {
    JsonArray array;
    for (const auto& picture : pictures) {
        array.push_back(JsonObject{{"type", picture.type},
                                   {"alt", picture.alt},
                                   {"sha256", picture.sha256},
                                   {"bytes", static_cast<std::int64_t>(picture.bytes)}});
    }
    return array;
}
std::vector<Post::Picture> pictures_from(const std::string& stored) {
    std::vector<Post::Picture> pictures;
    const auto json = read_json(stored);
    if (!json || !json->is_array()) return pictures;
    for (const Json& value : json->get_array()) {
        if (!value.is_object()) continue;
        const auto& from = value.get_object();
        pictures.push_back({{},
                            text_of(from, "type"),
                            text_of(from, "alt"),
                            text_of(from, "sha256"),
                            static_cast<std::size_t>(number_of(from, "bytes"))});
    }
    return pictures;
}

/// The first sentence or so: up to a word's end.
std::string summary_of(const std::string& text) {
    auto line = text.substr(0, text.find("\n\n"));
    for (char& c : line) {
        if (c == '\n') c = ' ';
    }
    if (line.size() <= summary_max) return line;
    line.resize(summary_max);
    while (!is_utf8(line)) line.pop_back();
    const auto blank = line.rfind(' ');
    if (blank != line.npos) line.resize(blank);
    return line + "…";
}

/// "jadwal-imunisasi", or with a number behind it when that one is taken.
Result<std::string> free_slug(store::Tx& tx, OfficeId office, const std::string& title,
                              ArticleId id) {
    auto base = slug_of(title);
    if (base.empty()) base = "berita";
    for (int i = 1; i <= slugs_tried; ++i) {
        const auto slug = i == 1 ? base : cat(base, "-", i);
        const auto taken = TRY(tx.maybe<ArticleId>(
            "SELECT id FROM article WHERE office_id = $1 AND slug = $2", office, slug));
        if (!taken) return slug;
    }
    return cat(base, "-", id.value);
}

/// Text for LIKE … ESCAPE '!': what stands there is meant as it stands.
std::string like_anywhere(std::string_view words) {
    std::string pattern = "%";
    for (const char c : words) {
        if (c == '%' || c == '_' || c == '!') pattern += '!';
        pattern += c;
    }
    return pattern + "%";
}

Result<void> note(store::Tx& tx, const Who& who, ArticleId article, std::string_view kind,
                  const std::string& words, Instant now) {
    TRY(need(who, Right::manage_portal));
    if (words.empty()) return Error{Kind::invalid, "no words", {{"correction_words", "missing"}}};
    if (length_of(words) > note_max) {
        return Error{Kind::invalid,
                     "words too long",
                     {{"correction_words", "too_long", {std::to_string(note_max)}}}};
    }
    TRY(tx.one<ArticleId>("SELECT id FROM article WHERE office_id = $1 AND id = $2", who.office,
                          article));
    TRY(
        tx.run("INSERT INTO article_note (office_id, id, article_id, kind, words, person_id, shown,"
               " at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
               who.office, fresh_key(), article, kind, words, who.person, who.shown(), now));
    JsonObject event{{"event", cat("article_", kind)}, {"words", words}};
    event["article"] = std::to_string(article.value);
    TRY(Journal::append(tx, who, cat("person/", who.person.value), std::move(event), now));
    tx.tell(cat("articles/", who.office.value));
    return {};
}

Result<std::optional<std::pair<ArticleId, std::string>>> by_once(store::Tx& tx, OfficeId office,
                                                                 const std::string& once) {
    const auto row = TRY(tx.maybe<ArticleId, std::string>(
        "SELECT id, slug FROM article WHERE office_id = $1 AND once = $2", office, once));
    if (!row) return std::optional<std::pair<ArticleId, std::string>>{};
    return std::optional(std::pair{std::get<0>(*row), std::get<1>(*row)});
}

Result<std::string> url_of(store::Tx& tx, const std::string& public_address, OfficeId office,
                           const std::string& slug) {
    const auto [of_office, host] = TRY(
        tx.one<std::string, std::string>("SELECT slug, host FROM office WHERE id = $1", office));
    const OfficeInfo info{.slug = of_office, .host = host};
    return cat(portal_address(info, public_address), "/berita/", slug);
}

constexpr std::string_view columns =
    "SELECT id, once, slug, title, summary, html, content_hash, pictures, published_at,"
    " corrected_at, withdrawn_at FROM article WHERE office_id = $1"
    " AND NOT EXISTS (SELECT 1 FROM content_version v JOIN content c ON c.office_id = v.office_id"
    " AND c.id = v.content_id JOIN information_class k ON k.office_id = c.office_id"
    " AND k.dossier_id = c.dossier_id WHERE v.office_id = article.office_id"
    " AND v.hash = article.content_hash AND k.class = 'dikecualikan')";

template <class... Values>
Result<std::vector<Article>> articles_where(store::Tx& tx, std::string_view rest, OfficeId office,
                                            const Values&... values) {
    const auto rows = TRY(
        tx.all<ArticleId, std::string, std::string, std::string, std::string, std::string,
               std::string, std::string, Instant, std::optional<Instant>, std::optional<Instant>>(
            cat(columns, rest), office, values...));
    std::vector<Article> all;
    for (const auto& [id, once, slug, title, summary, html, hash, pictures, published_at,
                      corrected_at, withdrawn_at] : rows) {
        all.push_back({id, office, slug, title, summary, html, hash, pictures_from(pictures),
                       published_at, corrected_at, withdrawn_at});
    }
    return all;
}

}  // namespace

delivery::Outcome Website::publish(const Post& post) {
    const auto now = clock_();
    const auto insert = [&](store::Tx& tx) -> Result<delivery::Created> {
        const auto there = TRY(by_once(tx, post.office, post.once));
        const auto id = there ? there->first : fresh<ArticleId>();
        std::string slug;
        if (there) {
            slug = there->second;
        } else {
            slug = TRY(free_slug(tx, post.office, post.title, id));
            TRY(
                tx.run("INSERT INTO article (office_id, id, once, slug, title, summary, html,"
                       " content_hash, pictures, published_at, search_text)"
                       " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                       post.office, id, post.once, slug, post.title, summary_of(post.text),
                       post.html, post.content_hash, canonical_json(pictures_json(post.files)), now,
                       lowered(cat(post.title, "\n", post.text))));
            tx.tell(cat("articles/", post.office.value));
        }
        const auto url = TRY(url_of(tx, public_address_, post.office, slug));
        return delivery::Created{.id = std::to_string(id.value), .url = url};
    };
    const auto created = db_.write(insert);
    if (created) return *created;
    // Whether a commit that failed was kept is unknown; a look tells.
    if (created.error().kind == Kind::unavailable) return delivery::Ambiguous{created.error().why};
    if (created.error().kind == Kind::conflict) {
        return delivery::Wait{seconds{1}, created.error().why};
    }
    return delivery::Rejected{created.error().why};
}

delivery::Sight Website::look(const Post& post) {
    const auto seen = db_.read([&](store::Tx& tx) -> Result<delivery::Sight> {
        const auto there = TRY(by_once(tx, post.office, post.once));
        if (!there) return delivery::Sight{delivery::Absent{}};
        const auto url = TRY(url_of(tx, public_address_, post.office, there->second));
        return delivery::Sight{delivery::Found{std::to_string(there->first.value), url}};
    });
    if (!seen) return delivery::Unseen{seen.error().why};
    return *seen;
}

Result<std::vector<Article>> Website::newest(store::Tx& tx, OfficeId office, ArticleId before,
                                             int most) {
    const auto limit = before ? before.value : INT64_MAX;
    return articles_where(tx, " AND id < $2 AND withdrawn_at IS NULL ORDER BY id DESC LIMIT $3",
                          office, limit, most);
}

Result<std::optional<Article>> Website::by_slug(store::Tx& tx, OfficeId office,
                                                const std::string& slug) {
    auto found = TRY(articles_where(tx, " AND slug = $2", office, slug));
    if (found.empty()) return std::optional<Article>{};
    return std::optional(std::move(found.front()));
}

Result<std::vector<Article>> Website::search(store::Tx& tx, OfficeId office,
                                             const std::string& words, int most) {
    std::vector<std::string> looked_for;
    for (const auto& word : split(lowered(words), ' ')) {
        if (!word.empty() && looked_for.size() < words_looked_for) looked_for.push_back(word);
    }
    if (looked_for.empty()) return std::vector<Article>{};
    // Every word by itself; those not typed fit anything.
    looked_for.resize(words_looked_for);
    for (auto& word : looked_for) word = like_anywhere(word);
    return articles_where(tx,
                          " AND withdrawn_at IS NULL AND search_text LIKE $2 ESCAPE '!'"
                          " AND search_text LIKE $3 ESCAPE '!' AND search_text LIKE $4 ESCAPE '!'"
                          " AND search_text LIKE $5 ESCAPE '!' AND search_text LIKE $6 ESCAPE '!'"
                          " AND search_text LIKE $7 ESCAPE '!' AND search_text LIKE $8 ESCAPE '!'"
                          " AND search_text LIKE $9 ESCAPE '!' ORDER BY id DESC LIMIT $10",
                          office, looked_for[0], looked_for[1], looked_for[2], looked_for[3],
                          looked_for[4], looked_for[5], looked_for[6], looked_for[7], most);
}

Result<void> Website::correct(store::Tx& tx, const Who& who, ArticleId article,
                              const std::string& words, Instant now) {
    TRY(note(tx, who, article, "corrected", words, now));
    TRY(tx.run("UPDATE article SET corrected_at = $3 WHERE office_id = $1 AND id = $2", who.office,
               article, now));
    return {};
}

Result<bool> Website::withdraw(store::Tx& tx, const Who& who, ArticleId article,
                               const std::string& reason, Instant now) {
    const auto [withdrawn_at] = TRY(tx.one<std::optional<Instant>>(
        "SELECT withdrawn_at FROM article WHERE office_id = $1 AND id = $2", who.office, article));
    if (withdrawn_at) return false;
    TRY(note(tx, who, article, "withdrawn", reason, now));
    TRY(tx.run("UPDATE article SET withdrawn_at = $3 WHERE office_id = $1 AND id = $2", who.office,
               article, now));
    return true;
}

Result<std::vector<ArticleNote>> Website::notes(store::Tx& tx, OfficeId office, ArticleId article) {
    const auto rows = TRY(tx.all<std::string, std::string, std::string, Instant>(
        "SELECT kind, words, shown, at FROM article_note WHERE office_id = $1 AND article_id = $2"
        " ORDER BY id",
        office, article));
    std::vector<ArticleNote> notes;
    for (const auto& [kind, words, shown, at] : rows) {
        const auto is =
            kind == "withdrawn" ? ArticleNote::Is::withdrawal : ArticleNote::Is::correction;
        notes.push_back({is, words, shown, at});
    }
    return notes;
}

}  // namespace kentongan::office
