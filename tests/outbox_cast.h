// What the tests of the outbox share: carriers that answer as told, and an outbox to try them on.
#pragma once

#include <deque>
#include <functional>
#include <vector>

#include "base/text.h"
#include "delivery/outbox.h"
#include "test_db.h"

namespace kentongan::tests {

using namespace std::chrono_literals;
using namespace delivery;

inline const Instant monday = *from_iso("2026-11-23T01:00:00Z");
inline const OfficeId office{7};

/// The outbox needs no other table.
inline Schema outbox_schema() {
    return {{"schema/0001_outbox.sql", std::string(carried().at("schema/0002_outbox.sql"))}};
}

inline std::string word(const Outcome& outcome) {
    constexpr const char* words[] = {"created", "pending", "rejected",
                                     "reauth",  "wait",    "ambiguous"};
    return words[outcome.index()];
}

/// Answers with prepared outcomes and remembers what it was asked and what it told.
struct ScriptedCarrier : Carrier {
    std::deque<Outcome> outcomes = {};
    std::deque<Sight> sights = {};
    std::vector<Message> carried = {};
    std::vector<std::string> told = {};
    int looks = 0;
    Result<void> listener = {};
    std::function<void()> meanwhile = [] {};

    Outcome carry(const Message& message) override {
        carried.push_back(message);
        meanwhile();
        REQUIRE(!outcomes.empty());
        Outcome outcome = outcomes.front();
        outcomes.pop_front();
        return outcome;
    }
    Sight look(const Message&) override {
        ++looks;
        REQUIRE(!sights.empty());
        Sight sight = sights.front();
        sights.pop_front();
        return sight;
    }
    Result<void> report(store::Tx&, const Message& message, const Outcome& outcome) override {
        if (listener) told.push_back(cat(message.once, " ", word(outcome)));
        return listener;
    }
    Result<void> held(store::Tx&, const Message& message, const std::string& evidence) override {
        told.push_back(cat(message.once, " held: ", evidence));
        return {};
    }
};

struct OutboxTest {
    TestDb test{outbox_schema(), {.durable = false}};  // power cuts have their own test
    Outbox outbox{test.db};
    ScriptedCarrier carrier = {};

    OutboxTest() { outbox.employ("errand", carrier); }

    MessageId put(const std::string& once, const std::string& account = "") {
        const auto id = test.db.write([&](store::Tx& tx) {
            return Outbox::put(tx, {office, "errand", account, once, "{}"}, monday);
        });
        REQUIRE(id);
        return *id;
    }
    int run_at(Instant now) {
        const auto ran = outbox.run_due(now);
        if (!ran) MESSAGE(ran.error().why);
        REQUIRE(ran);
        return *ran;
    }
    OutboxRow row(MessageId id) {
        const auto found = test.db.read([&](store::Tx& tx) { return Outbox::row(tx, office, id); });
        REQUIRE(found);
        return *found;
    }
    template <class Work>
    auto write(Work work) {
        return test.db.write([&](store::Tx& tx) { return work(tx); });
    }
    std::optional<Instant> next() { return *outbox.next_due(); }
};

}  // namespace kentongan::tests
