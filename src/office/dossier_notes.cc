// Owns item_tick and dossier_seen; works out what is at hand.
#include "office/dossier_notes.h"

#include <algorithm>
#include <array>

#include "office/activities.h"
#include "office/airings.h"
#include "office/content_rows.h"
#include "office/incoming.h"
#include "office/monitoring.h"
#include "office/requests.h"
#include "office/sightings.h"
#include "office/step_forms.h"
#include "office/teams.h"

namespace kentongan::office {
namespace {

constexpr std::string_view text_key = "naskah", design_key = "desain", content_key = "konten",
                           aired_key = "tayang", link_key = "tautan", letter_key = "surat",
                           team_key = "daftar_tim", activity_key = "kegiatan",
                           incoming_key = "info_masuk", stock_key = "inventaris",
                           display_key = "tampilan", monitored_key = "pantauan",
                           kinds_made_key = "jenis_konten";
constexpr std::array seen_by_itself{text_key, design_key,  content_key,   aired_key,
                                    link_key, display_key, monitored_key, kinds_made_key};

/// Which items are made on the page of a step that acts so.
struct MadeBy {
    std::string_view key;
    sop::Act act;
    bool operator==(const MadeBy&) const = default;
};
constexpr std::array made_on_pages{MadeBy{"surat_tugas", sop::Act::assign_team},
                                   MadeBy{"surat_tugas", sop::Act::direct},
                                   MadeBy{team_key, sop::Act::assign_team},
                                   MadeBy{team_key, sop::Act::direct},
                                   MadeBy{"kesediaan", sop::Act::assign_team},
                                   MadeBy{"kesediaan", sop::Act::direct},
                                   MadeBy{"materi", sop::Act::select_material},
                                   MadeBy{incoming_key, sop::Act::inventory},
                                   MadeBy{stock_key, sop::Act::inventory},
                                   MadeBy{"alamat_pemohon", sop::Act::notify_requester},
                                   MadeBy{"pemberitahuan", sop::Act::notify_requester},
                                   MadeBy{"laporan", sop::Act::report}};
/// What a registered letter has pages for, whatever the step. The requester's own material is
/// theirs: sent by them, confirmed by them, or taken from their hand on the letter's page.
constexpr std::array made_of_letters{letter_key, std::string_view{"lembar_disposisi"},
                                     std::string_view{"disposisi"},
                                     std::string_view{"data_pemohon"}};

/// Empty texts are not kept, so a document with any text node has words in it.
constexpr std::string_view text_node = "\"type\":\"text\"";

Result<void> add_content(store::Tx& tx, OfficeId office, DossierId dossier,
                         std::set<std::string>& at_hand) {
    const auto rows = TRY(tx.all<std::string, std::string, int>(
        "SELECT c.kind, d.body, (SELECT count(*) FROM content_file f WHERE f.office_id = "
        "c.office_id"
        " AND f.content_id = c.id AND f.removed_at IS NULL)"
        " FROM content c JOIN draft d ON d.office_id = c.office_id AND d.content_id = c.id"
        " WHERE c.office_id = $1 AND c.dossier_id = $2 AND c.removed_at IS NULL",
        office, dossier));
    for (const auto& [kind, body, files] : rows) {
        const bool meets = kind == meeting_kind;
        if (body.find(text_node) != body.npos) at_hand.emplace(meets ? activity_key : text_key);
        if (files > 0) at_hand.emplace(design_key);
    }
    if (!at_hand.empty()) at_hand.insert({std::string(content_key), std::string(kinds_made_key)});
    return {};
}

/// In the branch of one kind the content is there when this kind of it is.
Result<void> check_kind(store::Tx& tx, OfficeId office, DossierId dossier, const std::string& kind,
                        std::set<std::string>& at_hand) {
    struct Row {
        std::string_view kind, type;
    };
    constexpr std::array<Row, 3> of_files{
        {{"visual", "image/%"}, {"audio", "audio/%"}, {"audio visual", "video/%"}}};
    const auto row = std::ranges::find(of_files, kind, &Row::kind);
    bool there = true;
    if (row != of_files.end()) {
        const auto [files] = TRY(tx.one<int>(
            "SELECT count(*) FROM content c JOIN content_file f ON f.office_id = c.office_id"
            " AND f.content_id = c.id AND f.removed_at IS NULL"
            " JOIN file b ON b.office_id = f.office_id AND b.sha256 = f.sha256"
            " WHERE c.office_id = $1 AND c.dossier_id = $2 AND c.removed_at IS NULL"
            " AND b.type LIKE $3",
            office, dossier, row->type));
        there = files > 0;
    } else if (kind == "teks") {
        there = at_hand.contains(std::string(text_key));
    } else if (kind == meeting_kind) {
        there = at_hand.contains(std::string(activity_key));
    } else {
        return {};
    }
    if (there) {
        at_hand.emplace(content_key);
    } else {
        at_hand.erase(std::string(content_key));
    }
    return {};
}

/// All of the task's airings have come to their end.
Result<bool> airings_settled(store::Tx& tx, OfficeId office, DossierId dossier, int task) {
    const auto [all, unsettled] = TRY(tx.one<int, int>(
        "SELECT count(*), count(CASE WHEN state NOT IN ('aired', 'cancelled') THEN 1 END)"
        " FROM airing WHERE office_id = $1 AND dossier_id = $2"
        " AND (task = $3 OR CAST($3 AS BIGINT) = 0)",
        office, dossier, task));
    return all > 0 && unsettled == 0;
}

/// What was seen as approved, and what has its three verdicts, of the task's own channel.
Result<void> add_closed_loop(store::Tx& tx, OfficeId office, DossierId id,
                             const sop::Dossier& dossier, int task,
                             std::set<std::string>& at_hand) {
    const auto* open = dossier.open_task(task);
    const auto channel = open ? open->item() : std::string{};
    const bool fits = TRY(Sightings::all_fit(tx, office, id, channel));
    if (fits) at_hand.emplace(display_key);
    const bool monitored = TRY(Monitoring::complete(tx, office, id, channel));
    if (monitored) at_hand.emplace(monitored_key);
    return {};
}

Result<std::set<std::string>> ticks_of(store::Tx& tx, OfficeId office, DossierId dossier) {
    const auto rows = TRY(tx.all<std::string>(
        "SELECT item FROM item_tick WHERE office_id = $1 AND dossier_id = $2", office, dossier));
    std::set<std::string> ticks;
    for (const auto& [item] : rows) ticks.insert(item);
    return ticks;
}

}  // namespace

const std::string& key_of(const sop::Item& item) {
    return item.key.empty() ? item.words.text : item.key;
}

bool ticks_itself(const sop::Item& item) {
    if (!item.fields.empty()) return true;
    return std::ranges::find(seen_by_itself, item.key) != seen_by_itself.end();
}

bool told_by_hand(const sop::Step& step, const sop::Item& item, bool has_letter) {
    if (ticks_itself(item)) return false;
    const bool of_letter = std::ranges::find(made_of_letters, item.key) != made_of_letters.end();
    if (of_letter && has_letter) return false;
    return std::ranges::find(made_on_pages, MadeBy{item.key, step.act}) == made_on_pages.end();
}

std::vector<sop::Item> wanted_items(const sop::Step& step) {
    auto wanted = step.needs;
    for (const auto& item : step.makes) {
        const bool blocks =
            item.kind == sop::ItemKind::document || item.kind == sop::ItemKind::result;
        if (!blocks || ticks_itself(item)) continue;
        const auto same = [&](const sop::Item& one) { return key_of(one) == key_of(item); };
        if (std::ranges::none_of(wanted, same)) wanted.push_back(item);
    }
    return wanted;
}

Result<void> set_tick(store::Tx& tx, const Who& who, DossierId dossier, const std::string& item,
                      bool at_hand, Instant now) {
    if (at_hand) {
        TRY(
            tx.run("INSERT INTO item_tick (office_id, dossier_id, item, person_id, at)"
                   " VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                   who.office, dossier, item, who.person, now));
    } else {
        TRY(tx.run("DELETE FROM item_tick WHERE office_id = $1 AND dossier_id = $2 AND item = $3",
                   who.office, dossier, item));
    }
    return {};
}

Result<void> set_seen(store::Tx& tx, const Who& who, DossierId dossier, const std::string& hash,
                      Instant now) {
    TRY(
        tx.run("INSERT INTO dossier_seen (office_id, person_id, dossier_id, content_hash, at)"
               " VALUES ($1, $2, $3, $4, $5)"
               " ON CONFLICT (office_id, person_id, dossier_id)"
               " DO UPDATE SET content_hash = excluded.content_hash, at = excluded.at",
               who.office, who.person, dossier, hash, now));
    return {};
}

Result<std::set<std::string>> items_at_hand(store::Tx& tx, OfficeId office, const DossierRow& row,
                                            const sop::Dossier& dossier, int task,
                                            const std::set<std::string>* wanted) {
    const auto asks = [wanted](const auto& keys) {
        return !wanted || std::ranges::any_of(keys, [wanted](std::string_view key) {
            return wanted->contains(std::string(key));
        });
    };
    std::set<std::string> at_hand;
    if (asks(std::array{text_key, activity_key, design_key, content_key, kinds_made_key})) {
        TRY(add_content(tx, office, row.id, at_hand));
        const auto* open = dossier.open_task(task);
        if (open) TRY(check_kind(tx, office, row.id, open->item(), at_hand));
    }
    if (asks(std::array{aired_key, link_key})) {
        const bool settled = TRY(airings_settled(tx, office, row.id, task));
        if (settled) at_hand.insert({std::string(aired_key), std::string(link_key)});
    }
    if (asks(std::array{display_key, monitored_key})) {
        TRY(add_closed_loop(tx, office, row.id, dossier, task, at_hand));
    }
    if (row.origin == letter_key) at_hand.emplace(letter_key);
    if (!dossier.team.empty()) at_hand.emplace(team_key);
    if (asks(std::array{incoming_key, stock_key})) {
        const bool has_stock = TRY(Register::has_stock(tx, office, row.id));
        if (has_stock) at_hand.insert({std::string(incoming_key), std::string(stock_key)});
    }
    if (asks(letter_item_keys)) at_hand.merge(TRY(letter_items(tx, office, row.id)));
    if (asks(team_item_keys)) at_hand.merge(TRY(team_items(tx, office, row.id)));
    // Forms and ticks may stand for any item.
    at_hand.merge(TRY(StepForms::answered(tx, office, row.id)));
    at_hand.merge(TRY(ticks_of(tx, office, row.id)));
    return at_hand;
}

Result<std::set<std::string>> items_by_hand(store::Tx& tx, OfficeId office, const DossierRow& row,
                                            const sop::Definition& definition,
                                            const sop::Dossier& dossier,
                                            const std::set<std::string>& at_hand) {
    const auto letter = TRY(Letters::of_dossier(tx, office, row.id));
    const auto ticks = TRY(ticks_of(tx, office, row.id));
    std::set<std::string> by_hand;
    for (const auto& task : dossier.desk) {
        const auto* step = definition.find(task.step);
        if (!step) continue;
        for (const auto& item : wanted_items(*step)) {
            const auto& key = key_of(item);
            const bool seen = at_hand.contains(key) && !ticks.contains(key);
            if (!key.empty() && !seen && told_by_hand(*step, item, letter.has_value())) {
                by_hand.insert(key);
            }
        }
    }
    return by_hand;
}

Result<std::map<std::string, std::vector<std::string>>> lists_of(store::Tx& tx, OfficeId office,
                                                                 DossierId dossier,
                                                                 const std::string& sop_key) {
    auto channels = TRY(StepForms::chosen(tx, office, dossier, "saluran"));
    auto kinds = TRY(StepForms::chosen(tx, office, dossier, "jenis"));
    const bool open_channels = channels.empty(), open_kinds = kinds.empty();
    const auto accounts = TRY(Airings::accounts_of(tx, office, sop_key));
    for (const auto& account : accounts) {
        if (open_channels && std::ranges::find(channels, account.channel.value) == channels.end()) {
            channels.push_back(account.channel.value);
        }
    }
    if (open_kinds) {
        // Never empty: a list without items would skip the making of the content.
        kinds.emplace_back("teks");
        std::set<std::string> at_hand;
        TRY(add_content(tx, office, dossier, at_hand));
        if (at_hand.contains(std::string(design_key))) kinds.emplace_back("visual");
    }
    return std::map<std::string, std::vector<std::string>>{{"saluran", channels}, {"jenis", kinds}};
}

Result<std::map<StepName, std::set<PersonId>>> edited_since(store::Tx& tx, OfficeId office,
                                                            DossierId dossier) {
    const auto done = TRY(changes_when_done(tx, office, dossier));
    const auto editors = TRY(editors_of(tx, office, dossier));
    std::map<StepName, std::set<PersonId>> since;
    for (const auto& [step, change] : done) {
        for (const auto& [person, last_change] : editors) {
            if (last_change > change) since[step].insert(person);
        }
    }
    return since;
}

}  // namespace kentongan::office
