// A dossier with several items: one package is marked, and each item of it may go out.
#include <set>

#include "cast_office.h"

namespace kentongan::tests {
namespace {

ContentId add_item(Stage& stage, const std::string& by, DossierId id, const std::string& title) {
    const auto person = stage.who(by);
    return must(stage.write([&](store::Tx& tx) -> Result<ContentId> {
        const auto item = TRY(Contents::create(tx, person, id, title, stage.now));
        Draft draft{.title = title, .body = document_from_text("Isi " + title)};
        TRY(stage.contents.save_draft(tx, person, {id, item}, draft, 1));
        return item;
    }));
}

/// Singkawang with two texts, passed by Sari: before step 4.
DossierId with_two_items(Stage& stage) {
    const auto id = stage.open("dewi");
    must(stage.write_text("dewi", id, "Imunisasi dimulai Senin."));
    add_item(stage, "dewi", id, "Pasar murah");
    must(stage.finish("dewi", id, "1"));
    must(stage.add_picture("rudi", id));
    must(stage.finish("rudi", id, "2"));
    const auto seen = stage.view("sari", id).package.draft_hash;
    must(stage.finish("sari", id, "3", "ya", {}, {}, seen));
    return id;
}

TEST_CASE("with one item the package is the item") {
    Stage stage;
    const auto id = stage.at_step("4");
    const auto view = stage.view("dewi", id);
    CHECK(view.items.size() == 1);
    CHECK(view.package.draft_hash == view.content->draft_hash);
    CHECK(view.package.latest->hash == view.content->latest->hash);
    CHECK(view.package.latest->number == view.content->latest->number);
    CHECK(view.approved_hash == view.content->latest->hash);
    CHECK(package_hash({"ab"}) == "ab");
}

TEST_CASE("canonical form of a package, byte for byte") {
    CHECK(canonical_package({"ab", "cd"}) ==
          R"({"form":"kentongan/package/1","items":["ab","cd"]})");
    CHECK(package_hash({"ab", "cd"}) == sha256_hex(canonical_package({"ab", "cd"})));
    CHECK(package_hash({"ab", "cd"}) != package_hash({"cd", "ab"}));
}

TEST_CASE("several items are marked as one, and each goes out on every channel") {
    Stage stage;
    const auto id = with_two_items(stage);
    const auto view = stage.view("sari", id);
    REQUIRE(view.items.size() == 2);
    const std::vector hashes{view.items[0].latest->hash, view.items[1].latest->hash};
    CHECK(view.approved_hash == package_hash(hashes));
    CHECK(view.marks.back().content_hash == *view.approved_hash);
    CHECK(!view.marks.back().voided);
    const auto read = must(stage.read([&](store::Tx& tx) {
        return Contents::items_of_package(tx, stage.demo.office.id, id, *view.approved_hash);
    }));
    CHECK(read == hashes);
    std::set<std::pair<AccountId, std::string>> planned;
    std::set<AccountId> accounts;
    for (const auto& airing : stage.airings_of(id)) {
        planned.emplace(airing.account.id, airing.content_hash);
        accounts.insert(airing.account.id);
        CHECK(airing.item_title ==
              (airing.content_hash == hashes[0] ? "Jadwal imunisasi" : "Pasar murah"));
    }
    CHECK(!accounts.empty());
    CHECK(planned.size() == 2 * accounts.size());
    const auto agus = stage.who("agus");
    for (const auto& airing : stage.airings_of(id)) {
        if (airing.account.channel.value != "website") continue;
        must(stage.write([&](store::Tx& tx) { return stage.airings.send(tx, agus, airing.id); }));
    }
    must(stage.outbox.run_due(stage.clock()));
    int aired = 0;
    for (const auto& airing : stage.airings_of(id)) aired += airing.state == AiringState::aired;
    CHECK(aired == 2);
}

TEST_CASE("a change of one item voids the mark on all of them") {
    Stage stage;
    const auto id = stage.open("dewi");
    must(stage.write_text("dewi", id, "Imunisasi dimulai Senin."));
    const auto second = add_item(stage, "dewi", id, "Pasar murah");
    const auto before = stage.view("dewi", id).package.draft_hash;
    must(stage.finish("dewi", id, "1"));
    must(stage.add_picture("rudi", id));
    CHECK(stage.view("dewi", id).package.draft_hash != before);
    must(stage.finish("rudi", id, "2"));
    CHECK(refusal(stage.finish("sari", id, "3", "ya", {}, {}, before)) == "content.moved_on");
    must(stage.finish("sari", id, "3", "ya", {}, {}, stage.view("sari", id).package.draft_hash));
    const auto office = stage.demo.office.id;
    const auto approved =
        must(stage.read([&](store::Tx& tx) { return Marks::approved_items(tx, office, id); }));
    REQUIRE(approved.size() == 2);
    // Somebody writes into the second item's row behind our back and makes a version of it.
    const auto dewi = stage.who("dewi");
    must(stage.write([&](store::Tx& tx) -> Result<void> {
        TRY(tx.run("UPDATE draft SET title = 'Lain' WHERE office_id = $1 AND content_id = $2",
                   office, second));
        TRY(Contents::fix_package(tx, dewi, id, stage.now));
        return {};
    }));
    const auto view = stage.view("sari", id);
    CHECK(view.marks.back().voided);
    CHECK(!view.approved_hash);
    const auto agus = stage.who("agus");
    for (const auto& airing : stage.airings_of(id)) {
        const auto send =
            stage.write([&](store::Tx& tx) { return stage.airings.send(tx, agus, airing.id); });
        CHECK(!send);
    }
}

TEST_CASE("an item that was taken out does not go out, and the last one stays") {
    Stage stage;
    const auto id = stage.open("dewi");
    must(stage.write_text("dewi", id, "Imunisasi dimulai Senin."));
    const auto dewi = stage.who("dewi");
    const auto first = stage.content(id).id;
    const auto second = add_item(stage, "dewi", id, "Pasar murah");
    must(
        stage.write([&](store::Tx& tx) { return Contents::fix_version(tx, dewi, id, stage.now); }));
    CHECK(stage.view("dewi", id).package.latest->number == 2);
    const auto remove = [&](ContentId item) {
        return stage.write([&](store::Tx& tx) {
            return Contents::remove(tx, dewi, {id, item}, stage.now);
        });
    };
    must(remove(first));
    CHECK(refusal(remove(second)) == "content.last_item");
    CHECK(refusal(remove(first)) == "not_found");
    must(
        stage.write([&](store::Tx& tx) { return Contents::fix_version(tx, dewi, id, stage.now); }));
    const auto view = stage.view("dewi", id);
    CHECK(view.content->draft.title == "Pasar murah");
    CHECK(view.package.latest->hash == view.content->latest->hash);
    CHECK(view.package.latest->number == 3);
    CHECK(view.package.draft_is_latest);
    must(stage.verify());
}

}  // namespace
}  // namespace kentongan::tests
