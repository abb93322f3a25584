// Owns content_remark.
#include "office/remarks.h"

#include "base/text.h"
#include "office/content_rows.h"
#include "office/journal.h"

namespace kentongan::office {
namespace {

constexpr std::size_t words_max = 2000;

Error no_such_remark() {
    return {Kind::not_found, "no such remark"};
}

}  // namespace

Result<std::vector<Remark>> remarks_of(store::Tx& tx, OfficeId office, const ItemOf& of) {
    const auto content = TRY(content_id_of(tx, office, of));
    const auto rows = TRY(tx.all<RemarkId, RemarkId, std::string, std::string, Instant,
                                 std::optional<Instant>, std::string>(
        "SELECT id, answers_id, shown, words, at, settled_at, settled_by FROM content_remark"
        " WHERE office_id = $1 AND content_id = $2 ORDER BY at, id",
        office, content));
    std::vector<Remark> threads, all;
    for (const auto& [id, answers, shown, words, at, settled, by] : rows) {
        threads.push_back({id, answers, shown, words, at, settled, by});
    }
    for (const auto& first : threads) {
        if (first.answers) continue;
        all.push_back(first);
        for (const auto& answer : threads) {
            if (answer.answers == first.id) all.push_back(answer);
        }
    }
    return all;
}

Result<RemarkId> remark(store::Tx& tx, const Who& who, const ItemOf& of, const std::string& words,
                        RemarkId answers, Instant now) {
    const auto kept = canonical_text(trimmed(words));
    if (kept.empty()) return Error{Kind::invalid, "no words", {{"remark", "missing"}}};
    if (length_of(kept) > words_max) {
        return Error{
            Kind::invalid, "too long", {{"remark", "too_long", {std::to_string(words_max)}}}};
    }
    const auto content = TRY(content_id_of(tx, who.office, of));
    if (answers) {
        const auto first = TRY(tx.maybe<RemarkId>(
            "SELECT id FROM content_remark WHERE office_id = $1 AND id = $2 AND content_id = $3"
            " AND answers_id = 0",
            who.office, answers, content));
        if (!first) return no_such_remark();
    }
    const auto id = fresh<RemarkId>();
    TRY(tx.run(
        "INSERT INTO content_remark (office_id, id, content_id, answers_id, person_id, shown,"
        " words, at, settled_at, settled_by)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, '')",
        who.office, id, content, answers, who.person, who.shown(), kept, now));
    JsonObject event{{"event", answers ? "remark_answered" : "remark_said"}, {"words", kept}};
    event["remark"] = std::to_string(id.value);
    TRY(Journal::append(tx, who, cat("dossier/", of.dossier.value), std::move(event), now));
    tx.tell(cat("dossier/", of.dossier.value));
    return id;
}

Result<void> settle_remark(store::Tx& tx, const Who& who, DossierId dossier, RemarkId id,
                           bool settled, Instant now) {
    const std::optional<Instant> at = settled ? std::optional(now) : std::nullopt;
    const auto changed =
        TRY(tx.run("UPDATE content_remark SET settled_at = $4, settled_by = $5"
                   " WHERE office_id = $1 AND id = $2 AND answers_id = 0 AND content_id IN"
                   " (SELECT id FROM content WHERE office_id = $1 AND dossier_id = $3)",
                   who.office, id, dossier, at, settled ? who.shown() : ""));
    if (changed == 0) return no_such_remark();
    JsonObject event{{"event", settled ? "remark_settled" : "remark_reopened"}};
    event["remark"] = std::to_string(id.value);
    TRY(Journal::append(tx, who, cat("dossier/", dossier.value), std::move(event), now));
    tx.tell(cat("dossier/", dossier.value));
    return {};
}

}  // namespace kentongan::office
