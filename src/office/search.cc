// Searches by LIKE on both databases; texts are looked at again here, without their markup.
#include "office/search.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "office/contents.h"
#include "office/letters.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr std::size_t words_max = 6, query_max = 200, stem_min = 4;
constexpr int texts_looked_at = 200;
constexpr std::size_t extract_before = 40, extract_length = 160;

constexpr std::array<std::string_view, 17> prefixes{"memper", "meng", "meny", "peng", "peny", "mem",
                                                    "men",    "pem",  "pen",  "ber",  "ter",  "per",
                                                    "me",     "pe",   "di",   "ke",   "se"};
constexpr std::array<std::string_view, 6> suffixes{"kan", "nya", "lah", "kah", "an", "i"};

std::vector<std::string> stems_of(const std::string& words) {
    std::vector<std::string> stems;
    for (const auto& word : split(lowered(words.substr(0, query_max)), ' ')) {
        const auto plain = trimmed(word);
        if (!plain.empty() && stems.size() < words_max) stems.push_back(stem_of(plain));
    }
    return stems;
}

/// For LIKE … ESCAPE '!'; an empty place matches everything.
std::string pattern_of(const std::vector<std::string>& stems, std::size_t place) {
    std::string pattern = "%";
    for (const char c : place < stems.size() ? stems[place] : std::string{}) {
        if (c == '%' || c == '_' || c == '!') pattern.push_back('!');
        pattern.push_back(c);
    }
    return pattern + "%";
}

bool has_all(const std::string& text, const std::vector<std::string>& stems) {
    return std::ranges::all_of(
        stems, [&](const std::string& stem) { return text.find(stem) != text.npos; });
}

/// The words around the first thing found.
std::string extract_of(const std::string& text, const std::vector<std::string>& stems) {
    const auto low = lowered(text);
    auto at = text.size();
    for (const auto& stem : stems) at = std::min(at, low.find(stem));
    if (at >= text.size()) at = 0;
    auto from = at > extract_before ? text.rfind(' ', at - extract_before) : 0;
    if (from == text.npos) from = 0;
    auto till = text.find(' ', std::min(text.size(), from + extract_length));
    if (till == text.npos) till = text.size();
    std::string words(trimmed(text.substr(from, till - from)));
    std::ranges::replace(words, '\n', ' ');
    return cat(from > 0 ? "… " : "", words, till < text.size() ? " …" : "");
}

class Finder {
  public:
    Finder(store::Tx& tx, const Who& who, std::vector<std::string> stems, int most)
        : tx_(tx), who_(who), stems_(std::move(stems)), most_(most) {}

    Result<std::vector<Hit>> run() {
        TRY(dossiers());
        TRY(texts());
        TRY(letters());
        TRY(sops());
        TRY(people());
        return std::move(hits_);
    }

  private:
    /// Rows of id, title and caption, whose `what` holds every word.
    Result<void> add(HitKind kind, std::string_view select, std::string_view what,
                     std::string_view order) {
        std::string sql = cat(select);
        for (std::size_t place = 0; place < words_max; ++place) {
            sql += cat(" AND lower(", what, ") LIKE $", place + 3, " ESCAPE '!'");
        }
        sql += cat(" ORDER BY ", order, " LIMIT $2");
        const auto rows = TRY(tx_.all<std::int64_t, std::string, std::string>(
            sql, who_.office, most_, pattern_of(stems_, 0), pattern_of(stems_, 1),
            pattern_of(stems_, 2), pattern_of(stems_, 3), pattern_of(stems_, 4),
            pattern_of(stems_, 5)));
        for (const auto& [id, title, caption] : rows) hits_.push_back({kind, id, title, caption});
        return {};
    }

    Result<void> dossiers() {
        return add(HitKind::dossier,
                   "SELECT id, title, number || ' · ' || requester FROM dossier"
                   " WHERE office_id = $1",
                   "title || ' ' || number || ' ' || requester", "id DESC");
    }
    Result<void> sops() {
        return add(HitKind::sop,
                   "SELECT id, title, number FROM sop_version s WHERE office_id = $1"
                   " AND version = (SELECT max(n.version) FROM sop_version n"
                   " WHERE n.office_id = s.office_id AND n.key = s.key)",
                   "title || ' ' || number || ' ' || key", "title, id");
    }
    Result<void> people() {
        return add(HitKind::person,
                   "SELECT p.id, p.name, coalesce((SELECT max(q.title) FROM holding h"
                   " JOIN position q ON q.office_id = h.office_id AND q.id = h.position_id"
                   " WHERE h.office_id = m.office_id AND h.person_id = p.id), '')"
                   " FROM membership m JOIN person p ON p.id = m.person_id"
                   " WHERE m.office_id = $1 AND p.disabled_at IS NULL",
                   "p.name || ' ' || coalesce((SELECT max(q.title) FROM holding h"
                   " JOIN position q ON q.office_id = h.office_id AND q.id = h.position_id"
                   " WHERE h.office_id = m.office_id AND h.person_id = p.id), '')",
                   "p.name, p.id");
    }

    /// Only those that this person may read.
    Result<void> letters() {
        TRY(add(HitKind::letter,
                "SELECT id, subject, agenda_shown || ' · ' || agency FROM letter"
                " WHERE office_id = $1",
                "subject || ' ' || agency || ' ' || number || ' ' || agenda_shown || ' ' || code"
                " || ' ' || summary",
                "id DESC"));
        std::erase_if(hits_, [&](const Hit& hit) {
            return hit.kind == HitKind::letter && !Letters::find(tx_, who_, LetterId{hit.id});
        });
        return {};
    }

    Result<void> texts() {
        std::string sql =
            "SELECT c.dossier_id, d.title, s.number, d.body FROM content c"
            " JOIN draft d ON d.office_id = c.office_id AND d.content_id = c.id"
            " JOIN dossier s ON s.office_id = c.office_id AND s.id = c.dossier_id"
            " WHERE c.office_id = $1 AND c.removed_at IS NULL";
        for (std::size_t place = 0; place < words_max; ++place) {
            sql += cat(" AND lower(d.title || ' ' || CAST(d.body AS TEXT)) LIKE $", place + 3,
                       " ESCAPE '!'");
        }
        sql += " ORDER BY c.dossier_id DESC, c.id LIMIT $2";
        const auto rows = TRY(tx_.all<DossierId, std::string, std::string, std::string>(
            sql, who_.office, texts_looked_at, pattern_of(stems_, 0), pattern_of(stems_, 1),
            pattern_of(stems_, 2), pattern_of(stems_, 3), pattern_of(stems_, 4),
            pattern_of(stems_, 5)));
        int found = 0;
        for (const auto& [dossier, title, number, body] : rows) {
            const auto json = read_json(body);
            if (!json || found >= most_) continue;
            const auto text = plain_text_of(*json);
            // The markup has words of its own: "paragraph" is in every text.
            if (text.empty() || !has_all(lowered(cat(title, " ", text)), stems_)) continue;
            hits_.push_back(
                {HitKind::text, dossier.value, title, number, extract_of(text, stems_)});
            ++found;
        }
        return {};
    }

    store::Tx& tx_;
    const Who& who_;
    std::vector<std::string> stems_;
    int most_;
    std::vector<Hit> hits_ = {};
};

}  // namespace

std::string stem_of(std::string_view word) {
    const auto room = [&](std::string_view part) { return word.size() >= part.size() + stem_min; };
    for (const auto suffix : suffixes) {
        if (word.ends_with(suffix) && room(suffix)) {
            word.remove_suffix(suffix.size());
            break;
        }
    }
    for (const auto prefix : prefixes) {
        if (word.starts_with(prefix) && room(prefix)) {
            word.remove_prefix(prefix.size());
            break;
        }
    }
    return std::string(word);
}

Result<std::vector<Hit>> Search::find(store::Tx& tx, const Who& who, const std::string& words,
                                      int most) {
    TRY(need(who, Right::see_dossiers));
    auto stems = stems_of(words);
    if (stems.empty()) return std::vector<Hit>{};
    return Finder(tx, who, std::move(stems), most).run();
}

}  // namespace kentongan::office
