// Recomputes the journal: every stream's chain, then the office's tree over all of them.
#include <map>

#include "base/text.h"
#include "office/journal.h"
#include "office/journal_entry.h"

namespace kentongan::office {
namespace {

constexpr int batch = 1000;

/// Walks one office's journal in pieces, so that a long one needs no more memory than a short one.
class Verifying {
  public:
    Verifying(store::Tx& tx, OfficeId office) : tx_(tx), office_(office) {}

    Result<Verified> run() {
        TRY(walk_streams());
        if (!found_.first_broken) TRY(walk_tree());
        if (!found_.first_broken) TRY(look_for_strays());
        return std::move(found_);
    }

  private:
    using Row = std::tuple<std::string, std::int64_t, Instant, PersonId, std::string, std::string,
                           std::string>;

    void broken(Entry entry, std::string what) {
        found_.first_broken = std::move(entry);
        found_.what = std::move(what);
    }

    Result<void> walk_streams() {
        Entry last{.office = office_};
        for (;;) {
            const auto rows = TRY(tx_.all<std::string, std::int64_t, Instant, PersonId, std::string,
                                          std::string, std::string>(
                "SELECT stream, number, at, person_id, as_position, event, hash FROM journal"
                " WHERE office_id = $1 AND (stream, number) > ($2, $3)"
                " ORDER BY stream, number LIMIT $4",
                office_, last.stream, last.number, batch));
            for (const Row& row : rows) {
                last = next(row, last);
                if (found_.first_broken) return {};
            }
            if (rows.size() < static_cast<std::size_t>(batch)) return {};
        }
    }

    Entry next(const Row& row, const Entry& last) {
        const auto& [stream, number, at, person, as_position, event, hash] = row;
        Entry entry{.office = office_, .stream = stream, .number = number, .at = at};
        entry.person = person;
        entry.as_position = as_position;
        entry.hash = hash;
        const bool continues = stream == last.stream;
        if (continues) entry.previous = last.hash;
        if (const auto json = read_json(event); json && json->is_object()) {
            entry.event = json->get_object();
        }
        ++found_.entries;
        if (number != (continues ? last.number + 1 : 1)) {
            broken(entry, "an entry before this one is missing");
        } else if (entry_hash(entry, event) != hash) {
            broken(entry, "the entry is not what was hashed");
        }
        return entry;
    }

    Result<void> walk_tree() {
        std::int64_t seq = 0;
        for (;;) {
            const auto rows = TRY(tx_.all<std::int64_t, std::string, std::int64_t, std::string,
                                          std::string, std::optional<std::string>>(
                "SELECT t.seq, t.stream, t.number, t.entry_hash, t.head, j.hash"
                " FROM journal_tree t LEFT JOIN journal j ON j.office_id = t.office_id"
                " AND j.stream = t.stream AND j.number = t.number"
                " WHERE t.office_id = $1 AND t.seq > $2 ORDER BY t.seq LIMIT $3",
                office_, seq, batch));
            for (const auto& [at_seq, stream, number, entry, head, hash] : rows) {
                const Entry place{.office = office_, .stream = stream, .number = number};
                if (at_seq != seq + 1) {
                    broken(place, cat("place ", seq + 1, " of the tree is missing"));
                } else if (!hash) {
                    broken(place, "the tree names an entry that is gone");
                } else if (*hash != entry) {
                    broken(place, "the tree names another entry");
                } else if (tree_head(found_.head, at_seq, entry) != head) {
                    broken(place, "the tree's own chain does not fit");
                }
                if (found_.first_broken) return {};
                seq = at_seq;
                found_.head = head;
            }
            if (rows.size() < static_cast<std::size_t>(batch)) return {};
        }
    }

    /// Every entry is in the tree or on its way there, and in one of the two only.
    Result<void> look_for_strays() {
        const auto strays = TRY(tx_.all<std::string, std::int64_t>(
            "SELECT j.stream, j.number FROM journal j"
            " LEFT JOIN journal_tree t ON t.office_id = j.office_id AND t.stream = j.stream"
            " AND t.number = j.number"
            " LEFT JOIN journal_waiting w ON w.office_id = j.office_id AND w.id = j.id"
            " WHERE j.office_id = $1 AND (t.seq IS NULL) = (w.id IS NULL)"
            " ORDER BY j.id LIMIT 1",
            office_));
        for (const auto& [stream, number] : strays) {
            broken({.office = office_, .stream = stream, .number = number},
                   "the entry is not in the tree");
        }
        if (!strays.empty()) return {};
        const auto lost = TRY(tx_.all<std::string, std::int64_t>(
            "SELECT w.stream, w.number FROM journal_waiting w"
            " LEFT JOIN journal j ON j.office_id = w.office_id AND j.stream = w.stream"
            " AND j.number = w.number"
            " WHERE w.office_id = $1 AND j.number IS NULL ORDER BY w.id LIMIT 1",
            office_));
        for (const auto& [stream, number] : lost) {
            broken({.office = office_, .stream = stream, .number = number},
                   "an entry that waits for the tree is gone");
        }
        return {};
    }

    store::Tx& tx_;
    OfficeId office_;
    Verified found_ = {};
};

}  // namespace

Result<Verified> Journal::verify(store::Tx& tx, OfficeId office) {
    return Verifying(tx, office).run();
}

}  // namespace kentongan::office
