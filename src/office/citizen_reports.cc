// Owns article_report. Who told us is not kept, only a fingerprint of the place, for the limit.
#include "office/citizen_reports.h"

#include "base/secret.h"
#include "base/text.h"
#include "office/fields.h"
#include "office/journal.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr std::size_t report_words_max = 1000, contact_max = 120;
constexpr int most_per_peer = 5;
constexpr std::chrono::hours span{1};

template <class Value>
Result<std::vector<CitizenReport>> reports_where(store::Tx& tx, const Who& who,
                                                 std::string_view rest, const Value& value) {
    TRY(need(who, Right::manage_portal));
    const auto rows = TRY(tx.all<ReportId, ArticleId, std::string, std::string, std::string,
                                 std::string, Instant, std::optional<Instant>>(
        cat("SELECT r.id, r.article_id, a.title, a.slug, r.words, r.contact, r.at, r.answered_at"
            " FROM article_report r JOIN article a ON a.office_id = r.office_id"
            " AND a.id = r.article_id WHERE r.office_id = $1",
            rest),
        who.office, value));
    std::vector<CitizenReport> reports;
    for (const auto& [id, article, title, slug, words, contact, at, answered_at] : rows) {
        reports.push_back({id, article, title, slug, words, contact, at, answered_at});
    }
    return reports;
}

}  // namespace

Result<void> CitizenReports::hand_in(store::Tx& tx, OfficeId office, ArticleId article,
                                     const std::string& words, const std::string& contact,
                                     const std::string& peer, Instant now) {
    if (words.empty()) return wrong_field("report_words", "missing");
    if (length_of(words) > report_words_max) {
        return wrong_field("report_words", "too_long", {std::to_string(report_words_max)});
    }
    if (length_of(contact) > contact_max) {
        return wrong_field("report_contact", "too_long", {std::to_string(contact_max)});
    }
    const auto place = sha256_hex(cat("kentongan/report/1\n", office.value, "\n", peer));
    const auto once = sha256_hex(cat(place, "\n", article.value, "\n", words, "\n", contact));
    const auto there = TRY(tx.maybe<ReportId>(
        "SELECT id FROM article_report WHERE office_id = $1 AND once = $2", office, once));
    if (there) return {};
    const auto [lately] = TRY(tx.one<int>(
        "SELECT count(*) FROM article_report WHERE office_id = $1 AND peer = $2 AND at > $3",
        office, place, now - span));
    if (lately >= most_per_peer) return wrong_field("report", "too_many");
    TRY(
        tx.run("INSERT INTO article_report (office_id, id, article_id, once, peer, words, contact,"
               " at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
               office, fresh_key(), article, once, place, words, contact, now));
    tx.tell(cat("reports/", office.value));
    return {};
}

Result<std::vector<CitizenReport>> CitizenReports::open(store::Tx& tx, const Who& who, int most) {
    return reports_where(tx, who, " AND r.answered_at IS NULL ORDER BY r.id LIMIT $2", most);
}

Result<CitizenReport> CitizenReports::waiting(store::Tx& tx, const Who& who, ReportId id) {
    auto found = TRY(reports_where(tx, who, " AND r.id = $2", id));
    if (found.empty()) return Error{Kind::not_found, "no such report"};
    if (found.front().answered_at) {
        return Error{Kind::conflict, "answered", {{"report", "answered"}}};
    }
    return std::move(found.front());
}

Result<void> CitizenReports::answer(store::Tx& tx, const Who& who, ReportId id,
                                    const std::string& words, Instant now) {
    TRY(need(who, Right::manage_portal));
    if (words.empty()) return wrong_field("answer_words", "missing");
    if (length_of(words) > report_words_max) {
        return wrong_field("answer_words", "too_long", {std::to_string(report_words_max)});
    }
    TRY(waiting(tx, who, id));
    TRY(
        tx.run("UPDATE article_report SET answer = $3, answered_at = $4, answered_by = $5"
               " WHERE office_id = $1 AND id = $2",
               who.office, id, words, now, who.person));
    JsonObject event{{"event", "report_answered"}, {"words", words}};
    event["report"] = std::to_string(id.value);
    TRY(Journal::append(tx, who, cat("person/", who.person.value), std::move(event), now));
    tx.tell(cat("reports/", who.office.value));
    return {};
}

}  // namespace kentongan::office
