// Owns incoming and inventory: the register of what came in, and what a batch took stock of.
#include "office/incoming.h"

#include <algorithm>

#include "base/text.h"
#include "office/airing_rows.h"
#include "office/dossier_act.h"
#include "office/incoming_rows.h"
#include "office/policy.h"
#include "sop/permission.h"

namespace kentongan::office {
namespace {

constexpr std::size_t title_max = 300, medium_max = 200, body_max = 20'000;
constexpr int stock_max = 200, batch_max = 200;

Result<void> check(const Incoming& entry) {
    Error wrong{Kind::invalid, "the entry is not complete"};
    const auto bound = [&](const char* field, const std::string& text, std::size_t most,
                           bool required) {
        if (required && text.empty()) wrong.issues.push_back({field, "required"});
        if (length_of(text) > most) {
            wrong.issues.push_back(
                {field, "too_long", {std::to_string(length_of(text)), std::to_string(most)}});
        }
    };
    bound("title", entry.title, title_max, true);
    bound("medium", entry.medium, medium_max, true);
    bound("incoming_body", entry.body, body_max, false);
    if (entry.body.empty() && entry.link.empty()) {
        wrong.issues.push_back({"incoming_body", "required"});
    }
    if (!entry.link.empty() && flaw_of_link("", entry.link)) {
        wrong.issues.push_back({"source_link", "not_a_link"});
    }
    if (wrong.issues.empty()) return {};
    return wrong;
}

/// Texts that ended approved in other dossiers, but for those that came from this very register.
Result<std::vector<Incoming>> approved_texts(store::Tx& tx, OfficeId office, int most) {
    const auto rows = TRY(tx.all<DossierId, std::string, std::string, Instant>(
        "SELECT d.id, d.number, d.title, max(m.at) FROM dossier d JOIN mark m"
        " ON m.office_id = d.office_id AND m.dossier_id = d.id AND m.fixing = 1"
        " WHERE d.office_id = $1 AND d.state = 'closed' AND NOT EXISTS (SELECT 1 FROM inventory i"
        " WHERE i.office_id = d.office_id AND i.dossier_id = d.id)"
        " GROUP BY d.id, d.number, d.title ORDER BY d.id DESC LIMIT $2",
        office, most));
    std::vector<Incoming> all;
    for (const auto& [id, number, title, at] : rows) {
        const auto hashes = TRY(Marks::approved_items(tx, office, id));
        for (const auto& hash : hashes) {
            const auto bytes = TRY(Contents::bytes_of(tx, office, hash));
            const auto draft = TRY(Contents::draft_from(bytes));
            Incoming one{.ref = cat("naskah/", id.value, "/", hash), .title = draft.title};
            one.body = plain_text_of(draft.body);
            one.at = at;
            one.dossier = id;
            one.number = number;
            one.hash = hash;
            all.push_back(std::move(one));
        }
    }
    return all;
}

}  // namespace

Result<std::vector<Incoming>> Register::list(store::Tx& tx, OfficeId office, int most) {
    const auto rows =
        TRY(tx.all<std::int64_t, std::string, std::string, std::string, std::string, std::string,
                   Instant>("SELECT id, title, medium, body, link, shown, at FROM incoming"
                            " WHERE office_id = $1 ORDER BY id DESC LIMIT $2",
                            office, most));
    auto all = TRY(approved_texts(tx, office, most));
    for (const auto& [id, title, medium, body, link, shown, at] : rows) {
        Incoming one{.ref = cat("info/", id), .title = title, .medium = medium};
        one.body = body;
        one.link = link;
        one.by_shown = shown;
        one.at = at;
        all.push_back(std::move(one));
    }
    std::ranges::stable_sort(all, std::ranges::greater{}, &Incoming::at);
    if (all.size() > static_cast<std::size_t>(most)) all.resize(static_cast<std::size_t>(most));
    return all;
}

Result<void> Register::add(store::Tx& tx, const Who& who, const Incoming& wish, Instant now) {
    TRY(need(who, Right::open_dossier));
    Incoming entry = wish;
    for (auto* text : {&entry.title, &entry.medium, &entry.body, &entry.link}) {
        *text = canonical_text(trimmed(*text));
    }
    TRY(check(entry));
    const auto id = fresh_key();
    TRY(tx.run(
        "INSERT INTO incoming (office_id, id, title, medium, body, link, shown, at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        who.office, id, entry.title, entry.medium, entry.body, entry.link, who.shown(), now));
    JsonObject event{{"event", "incoming_added"}, {"incoming", std::to_string(id)}};
    event["title"] = entry.title;
    event["medium"] = entry.medium;
    TRY(Journal::append(tx, who, cat("person/", who.person.value), std::move(event), now));
    return {};
}

Result<std::vector<Incoming>> Register::of_batch(store::Tx& tx, OfficeId office, DossierId dossier,
                                                 int most) {
    const auto stock = TRY(tx.all<std::string>(
        "SELECT ref FROM inventory WHERE office_id = $1 AND dossier_id = $2", office, dossier));
    std::set<std::string> in_stock, picked;
    for (const auto& [ref] : stock) in_stock.insert(ref);
    const auto items = TRY(Contents::all_of_dossier(tx, office, dossier));
    for (const auto& item : items) {
        const auto from = TRY(origins(tx, office, item.id));
        for (const auto& origin : from) picked.insert(origin.ref);
    }
    auto all = TRY(list(tx, office, most));
    for (auto& one : all) {
        one.in_stock = in_stock.contains(one.ref);
        one.picked = picked.contains(one.ref);
    }
    return all;
}

Result<Register::Turn> Register::turn(store::Tx& tx, const Who& who, DossierId dossier) {
    const auto before = TRY(look_at(tx, who, dossier));
    Turn turn;
    for (const auto& task : before.state.desk) {
        const auto* step = before.definition->find(task.step);
        if (!step || !sop::is_performer(task, before.actor)) continue;
        if (task.claimed_by && task.claimed_by != who.person) continue;
        turn.stock = turn.stock || step->act == sop::Act::inventory;
        turn.pick = turn.pick || step->act == sop::Act::select_content;
    }
    return turn;
}

Result<void> Register::take_stock(store::Tx& tx, const Who& who, DossierId dossier,
                                  const std::vector<std::string>& refs, Instant now) {
    const auto mine = TRY(turn(tx, who, dossier));
    if (!mine.stock) return Error{Kind::forbidden, "not yours", {{"task", "not_yours"}}};
    const auto known = TRY(list(tx, who.office, batch_max));
    std::set<std::string> wanted;
    for (const auto& ref : refs) {
        if (std::ranges::find(known, ref, &Incoming::ref) == known.end()) {
            return Error{Kind::invalid, "no such entry", {{"incoming", "unknown"}}};
        }
        wanted.insert(ref);
    }
    if (wanted.empty()) return Error{Kind::invalid, "nothing", {{"incoming", "none_chosen"}}};
    if (wanted.size() > stock_max) {
        return Error{
            Kind::invalid, "too many", {{"incoming", "too_many", {std::to_string(stock_max)}}}};
    }
    TRY(tx.run("DELETE FROM inventory WHERE office_id = $1 AND dossier_id = $2", who.office,
               dossier));
    JsonArray taken;
    for (const auto& ref : wanted) {
        TRY(
            tx.run("INSERT INTO inventory (office_id, dossier_id, ref, shown, at)"
                   " VALUES ($1, $2, $3, $4, $5)",
                   who.office, dossier, ref, who.shown(), now));
        taken.emplace_back(ref);
    }
    JsonObject event{{"event", "stock_taken"}, {"refs", std::move(taken)}};
    TRY(Journal::append(tx, who, cat("dossier/", dossier.value), std::move(event), now));
    tx.tell(cat("dossier/", dossier.value));
    return {};
}

Result<bool> Register::has_stock(store::Tx& tx, OfficeId office, DossierId dossier) {
    const auto [count] =
        TRY(tx.one<int>("SELECT count(*) FROM inventory WHERE office_id = $1 AND dossier_id = $2",
                        office, dossier));
    return count > 0;
}

Result<void> Register::pick(store::Tx& tx, const Who& who, DossierId dossier,
                            const std::vector<std::string>& refs, Instant now) {
    const auto mine = TRY(turn(tx, who, dossier));
    if (!mine.pick) return Error{Kind::forbidden, "not yours", {{"task", "not_yours"}}};
    if (refs.empty()) return Error{Kind::invalid, "nothing", {{"incoming", "none_chosen"}}};
    const auto known = TRY(of_batch(tx, who.office, dossier, batch_max));
    const auto before = TRY(Contents::all_of_dossier(tx, who.office, dossier));
    for (const auto& ref : refs) {
        const auto found = std::ranges::find(known, ref, &Incoming::ref);
        if (found == known.end() || !found->in_stock) {
            return Error{Kind::invalid, "not in stock", {{"incoming", "unknown"}}};
        }
        if (found->picked) continue;
        TRY(take_over(tx, who, dossier, *found, now));
    }
    // The empty text that every dossier begins with makes room for what was picked.
    const auto& first = before.front();
    const bool untouched = before.size() == 1 && first.draft_revision == 1 &&
                           first.draft.files.empty() && plain_text_of(first.draft.body).empty();
    const auto after = TRY(Contents::all_of_dossier(tx, who.office, dossier));
    if (untouched && after.size() > 1) {
        TRY(Contents::remove(tx, who, {dossier, first.id}, now));
    }
    tx.tell(cat("dossier/", dossier.value));
    return {};
}

}  // namespace kentongan::office
