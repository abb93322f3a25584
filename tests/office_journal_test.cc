// The journal: chained, gap-free, and nothing in it changes unseen.
#include <random>

#include "cast_office.h"

namespace kentongan::tests {
namespace {

struct Key {
    std::string stream;
    std::int64_t number = 0;
};

/// One way to falsify the record. Answers false when it has nothing to falsify here.
using Falsify = std::function<Result<void>(store::Tx&, OfficeId, const Key&, std::mt19937&)>;

Falsify update(const std::string& set) {
    return [set](store::Tx& tx, OfficeId office, const Key& key, std::mt19937&) -> Result<void> {
        TRY(tx.run(cat("UPDATE journal SET ", set,
                       " WHERE office_id = $1 AND stream = $2 AND number = $3"),
                   office, key.stream, key.number));
        return {};
    };
}
Falsify update_tree(const std::string& set) {
    return [set](store::Tx& tx, OfficeId office, const Key& key, std::mt19937&) -> Result<void> {
        TRY(tx.run(cat("UPDATE journal_tree SET ", set,
                       " WHERE office_id = $1 AND stream = $2 AND number = $3"),
                   office, key.stream, key.number));
        return {};
    };
}

const std::vector<std::pair<std::string, Falsify>>& falsifications() {
    static const std::vector<std::pair<std::string, Falsify>> all{
        {"the time", update("at = at + 1")},
        {"the person", update("person_id = person_id + 1")},
        {"the position", update("as_position = as_position || 'x'")},
        {"the event", update("event = '{\"event\":\"commented\"}'")},
        {"the hash", update("hash = 'f' || substr(hash, 2, 63) || '0'")},
        {"its number", update("number = number + 1000000")},
        {"its stream", update("stream = stream || '0'")},
        {"the tree's hash", update_tree("entry_hash = 'f' || entry_hash")},
        {"the tree's head", update_tree("head = 'f' || head")},
        {"the tree's order", update_tree("seq = seq + 1000000")},
        {"the entry's place in the tree", update_tree("number = number + 1000000")},
        {"the entry is gone",
         [](store::Tx& tx, OfficeId office, const Key& key, std::mt19937&) -> Result<void> {
             TRY(tx.run("DELETE FROM journal WHERE office_id = $1 AND stream = $2 AND number = $3",
                        office, key.stream, key.number));
             return {};
         }},
        {"the tree's row is gone",
         [](store::Tx& tx, OfficeId office, const Key& key, std::mt19937&) -> Result<void> {
             TRY(
                 tx.run("DELETE FROM journal_tree"
                        " WHERE office_id = $1 AND stream = $2 AND number = $3",
                        office, key.stream, key.number));
             return {};
         }},
        {"both are gone",
         [](store::Tx& tx, OfficeId office, const Key& key, std::mt19937&) -> Result<void> {
             for (const auto* table : {"journal", "journal_tree"}) {
                 TRY(tx.run(cat("DELETE FROM ", table,
                                " WHERE office_id = $1 AND stream = $2 AND number = $3"),
                            office, key.stream, key.number));
             }
             return {};
         }},
        {"a blank in the event",
         [](store::Tx& tx, OfficeId office, const Key& key, std::mt19937& chance) -> Result<void> {
             const auto [event] =
                 TRY(tx.one<std::string>("SELECT event FROM journal WHERE office_id = $1"
                                         " AND stream = $2 AND number = $3",
                                         office, key.stream, key.number));
             auto altered = event;
             altered.insert(1, std::string(chance() % 3 + 1, ' '));
             TRY(
                 tx.run("UPDATE journal SET event = $4"
                        " WHERE office_id = $1 AND stream = $2 AND number = $3",
                        office, key.stream, key.number, altered));
             return {};
         }},
    };
    return all;
}

TEST_CASE("hundreds of falsifications, every one found") {
    Stage stage;
    for (int i = 0; i < 3; ++i) stage.at_step("4");
    stage.grow_tree();
    const auto before = must(stage.verify());
    REQUIRE(!before.first_broken);
    const auto office = stage.demo.office.id;
    const auto rows = must(stage.read([&](store::Tx& tx) {
        return tx.all<std::string, std::int64_t>(
            "SELECT stream, number FROM journal WHERE office_id = $1", office);
    }));
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 chance(seed);
    for (int i = 0; i < 450; ++i) {
        const auto& [what, falsify] = falsifications()[chance() % falsifications().size()];
        const auto& [stream, number] = rows[chance() % rows.size()];
        bool found = false;
        const auto undone = stage.write([&](store::Tx& tx) -> Result<void> {
            TRY(falsify(tx, office, {stream, number}, chance));
            const auto verified = TRY(Journal::verify(tx, office));
            found = verified.first_broken.has_value() || verified.head != before.head;
            return Error{Kind::conflict, "undo it"};
        });
        REQUIRE(!undone);
        CHECK_MESSAGE(undone.error().why == "undo it", undone.error().why);
        CHECK_MESSAGE(found, cat(what, " of ", stream, " ", number));
    }
    CHECK(must(stage.verify()).head == before.head);
}

TEST_CASE("the first altered entry is named") {
    Stage stage;
    const auto id = stage.at_step("3");
    stage.grow_tree();
    const auto stream = cat("dossier/", id.value);
    must(stage.write([&](store::Tx& tx) {
        return update("at = at - 1")(tx, stage.demo.office.id, {stream, 4},
                                     *std::make_unique<std::mt19937>());
    }));
    const auto verified = must(stage.verify());
    REQUIRE(verified.first_broken);
    CHECK(verified.first_broken->stream == stream);
    CHECK(verified.first_broken->number == 4);
}

TEST_CASE("the tail cut off is found against the last head that left the building") {
    Stage stage;
    stage.at_step("3");
    stage.grow_tree();
    const auto head = must(stage.verify()).head;
    must(stage.write([&](store::Tx& tx) -> Result<void> {
        const auto office = stage.demo.office.id;
        const auto [seq, stream, number] = TRY(tx.one<std::int64_t, std::string, std::int64_t>(
            "SELECT seq, stream, number FROM journal_tree WHERE office_id = $1"
            " ORDER BY seq DESC LIMIT 1",
            office));
        TRY(tx.run("DELETE FROM journal_tree WHERE office_id = $1 AND seq = $2", office, seq));
        TRY(tx.run("DELETE FROM journal WHERE office_id = $1 AND stream = $2 AND number = $3",
                   office, stream, number));
        return {};
    }));
    const auto verified = must(stage.verify());
    CHECK(!verified.first_broken);
    CHECK(verified.head != head);
}

TEST_CASE("the tree takes every entry once, however it is grown") {
    Stage stage;
    int grown = 0;
    for (int i = 0; i < 4; ++i) {
        stage.at_step("3");
        grown += must(stage.write(
            [&](store::Tx& tx) { return Journal::grow_tree(tx, stage.demo.office.id, 7); }));
    }
    while (const int more = stage.grow_tree()) grown += more;
    const auto verified = must(stage.verify());
    CHECK(!verified.first_broken);
    CHECK(verified.entries == grown);
    CHECK(!verified.head.empty());
}

TEST_CASE("pages of the journal follow each other, newest first") {
    Stage stage;
    stage.at_step("4");
    std::int64_t before = 0, seen = 0;
    Instant last{milliseconds{INT64_MAX}};
    for (;;) {
        const auto page = must(stage.read([&](store::Tx& tx) {
            return Journal::of_office(tx, stage.demo.office.id, before, 5);
        }));
        if (page.empty()) break;
        for (const auto& [seq, entry] : page) {
            CHECK((before == 0 || seq < before));
            CHECK(entry.at <= last);
            before = seq;
            last = entry.at;
            ++seen;
        }
    }
    CHECK(seen == must(stage.verify()).entries);
}

}  // namespace
}  // namespace kentongan::tests
