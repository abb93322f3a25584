// The journey of Singkawang from the first word to the article, with a return loop, in process.
#include "cast_office.h"

namespace kentongan::tests {
namespace {

TEST_CASE("from Dewi's first word to an article on the office's own website") {
    Stage stage;
    const auto id = stage.open("dewi", "Jadwal imunisasi Desember");
    CHECK(stage.view("dewi", id).number == "B-2026-0001");
    CHECK(stage.desk_of(id) == "1");

    // Nothing written yet: the step's result is missing.
    CHECK(refusal(stage.finish("dewi", id, "1")) == "item.missing");
    must(stage.write_text("dewi", id, "Imunisasi dimulai hari Senin."));
    must(stage.finish("dewi", id, "1"));
    CHECK(stage.desk_of(id) == "2");

    CHECK(refusal(stage.finish("rudi", id, "2")) == "item.missing");
    must(stage.add_picture("rudi", id));
    must(stage.finish("rudi", id, "2"));
    CHECK(stage.desk_of(id) == "3");

    // Sari sends it back to Dewi, and must say why.
    CHECK(refusal(stage.finish("sari", id, "3", "tidak")) == "note.required");
    must(stage.finish("sari", id, "3", "tidak", "Tanggalnya belum ada."));
    CHECK(stage.desk_of(id) == "1");
    const auto rows = must(stage.dossiers.desk(stage.who("dewi")));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].returned);

    must(stage.write_text("dewi", id, "Imunisasi dimulai hari Senin, 7 Desember 2026."));
    must(stage.finish("dewi", id, "1"));
    must(stage.finish("rudi", id, "2"));
    const auto seen = stage.content(id).draft_hash;
    must(stage.finish("sari", id, "3", "ya", {}, {}, seen));
    CHECK(stage.desk_of(id) == "4");
    CHECK(stage.view("agus", id).approved_hash == seen);

    // The website by the outbox, the others by hand.
    CHECK(stage.airings_of(id).size() == 3);
    const auto agus = stage.who("agus");
    const auto website = stage.airing_on(id, "website").id;
    must(stage.write([&](store::Tx& tx) { return stage.airings.send(tx, agus, website); }));
    CHECK(stage.airing_on(id, "website").state == AiringState::queued);
    CHECK(must(stage.outbox.run_due(stage.clock())) == 1);
    const auto aired = stage.airing_on(id, "website");
    CHECK(aired.state == AiringState::aired);
    CHECK(aired.url == "https://sukamaju.example/k/sukamaju/berita/jadwal-imunisasi-desember");

    CHECK(refusal(stage.finish("agus", id, "4")) == "item.missing");
    const auto instagram = stage.airing_on(id, "instagram").id;
    const auto post = must(stage.read(
        [&](store::Tx& tx) { return stage.airings.post_of(tx, stage.demo.office.id, instagram); }));
    CHECK(post.text == "Imunisasi dimulai hari Senin, 7 Desember 2026.");
    CHECK(post.files.size() == 1);
    must(stage.write([&](store::Tx& tx) {
        return stage.airings.record_link(tx, agus, instagram, "https://www.instagram.com/p/abc");
    }));
    const auto facebook = stage.airing_on(id, "facebook").id;
    must(stage.write([&](store::Tx& tx) {
        return stage.airings.waive(tx, agus, facebook, "Halaman sedang dibekukan.");
    }));
    must(stage.finish("agus", id, "4"));
    CHECK(stage.desk_of(id) == "selesai");

    const auto article = must(stage.read([&](store::Tx& tx) {
        return Website::by_slug(tx, stage.demo.office.id, "jadwal-imunisasi-desember");
    }));
    REQUIRE(article);
    CHECK(article->html == "<p>Imunisasi dimulai hari Senin, 7 Desember 2026.</p>");
    CHECK(article->content_hash == seen);
    CHECK(article->pictures.size() == 1);

    stage.grow_tree();
    const auto verified = must(stage.verify());
    CHECK(!verified.first_broken);
    CHECK(verified.entries > 20);
}

TEST_CASE("a decision on other bytes than those seen is refused") {
    Stage stage;
    const auto id = stage.at_step("3");
    const auto seen = stage.content(id).draft_hash;
    must(stage.write_text("sari", id, "Diubah sementara itu."));
    CHECK(refusal(stage.finish("sari", id, "3", "ya", {}, {}, seen)) == "content.moved_on");
    CHECK(stage.desk_of(id) == "3");
}

TEST_CASE("a checker may correct and pass on: the version is theirs, lower marks say so") {
    Stage stage;
    const auto id = stage.at_step("3");
    const auto before = stage.content(id).draft_hash;
    must(stage.write_text("sari", id, "Imunisasi dimulai Senin, bawa buku KIA."));
    must(stage.finish("sari", id, "3", "ya"));
    const auto view = stage.view("sari", id);
    CHECK(view.versions.back().by == stage.demo.people["sari"]);
    CHECK(view.versions.back().hash != before);
    CHECK(view.approved_hash == view.versions.back().hash);
    REQUIRE(view.marks.size() == 1);
    CHECK(view.marks[0].fixing);
    CHECK(view.marks[0].as_position == "Kepala Bidang Informasi dan Komunikasi Publik");
    CHECK(!view.marks[0].voided);
}

TEST_CASE("who does not have the step cannot take it") {
    Stage stage;
    const auto id = stage.at_step("3");
    CHECK(refusal(stage.finish("rudi", id, "3", "ya")) == "task.not_yours");
    CHECK(refusal(stage.finish("agus", id, "3", "ya")) == "task.not_yours");
    CHECK(refusal(stage.write_text("dewi", id, "Masih mau mengubah.")) == "content.not_yours");
    CHECK(refusal(stage.add_picture("agus", id)) == "content.not_yours");
    const auto published = stage.at_step("4");
    const auto website = stage.airing_on(published, "website").id;
    const auto sari = stage.who("sari");
    const auto sent =
        stage.write([&](store::Tx& tx) { return stage.airings.send(tx, sari, website); });
    CHECK(refusal(sent) == "task.not_yours");
}

TEST_CASE("another office's dossier is not there") {
    Stage stage;
    const auto id = stage.at_step("3");
    const auto other = stage.write([&](store::Tx& tx) -> Result<Who> {
        OfficeInfo info{.id = {}, .slug = "harapan", .region = "Kota Harapan"};
        info.name = "Diskominfo";
        const auto office = TRY(stage.people.add_office(tx, info));
        const auto person =
            TRY(stage.people.add_person(tx, office, "Orang Lain", "lain", demo_hash()));
        const auto kabid = TRY(stage.people.add_position(tx, office, "Kabid", "kepala_bidang"));
        TRY(stage.people.hold(tx, office, kabid, person, Hold::definitive, stage.now, {}, {}));
        return stage.people.someone(tx, office, person);
    });
    const auto stranger = must(other);
    const auto hash = stage.content(id).draft.files.at(0).sha256;
    CHECK(refusal(stage.dossiers.view(stranger, id)) == "not_found");
    CHECK(refusal(stage.dossiers.act(stranger, id, sop::Finish{.task = 3, .outcome = "ya"})) ==
          "not_found");
    CHECK(refusal(stage.contents.file(stranger, id, hash)) == "not_found");
    CHECK(refusal(stage.dossiers.open(stranger, {.title = "x", .sop = stage.sop("singkawang")})) ==
          "not_found");
    CHECK(must(stage.dossiers.list(stranger, {}, 10)).empty());
    CHECK(must(stage.airings.board(stranger, 10)).empty());
}

TEST_CASE("Tono stands in for Sari, and the mark says so") {
    Stage stage;
    must(stage.write([&](store::Tx& tx) -> Result<void> {
        const auto sari =
            TRY(stage.people.someone(tx, stage.demo.office.id, stage.demo.people.at("sari")));
        return stage.people.hold(tx, stage.demo.office.id, sari.positions.at(0).position,
                                 stage.demo.people.at("tono"), Hold::plh, stage.now,
                                 stage.now + std::chrono::hours{48}, "800/12/2026");
    }));
    const auto id = stage.at_step("3");
    must(stage.finish("tono", id, "3", "ya"));
    const auto marks = stage.view("sari", id).marks;
    REQUIRE(marks.size() == 1);
    CHECK(marks[0].as_position == "Plh. Kepala Bidang Informasi dan Komunikasi Publik");
    stage.pass(std::chrono::hours{49});
    CHECK(stage.who("tono").positions.size() == 1);
}

TEST_CASE("a flipped byte in the stored text, and nothing leaves") {
    Stage stage;
    const auto id = stage.at_step("4");
    const auto agus = stage.who("agus");
    const auto website = stage.airing_on(id, "website");
    must(stage.write([&](store::Tx& tx) { return stage.airings.send(tx, agus, website.id); }));
    must(stage.write([&](store::Tx& tx) -> Result<void> {
        auto bytes = TRY(Contents::bytes_of(tx, stage.demo.office.id, website.content_hash));
        bytes[bytes.size() / 2] ^= 1;
        TRY(tx.run("UPDATE content_version SET bytes = $3 WHERE office_id = $1 AND hash = $2",
                   stage.demo.office.id, website.content_hash, store::Blob{bytes}));
        return {};
    }));
    must(stage.outbox.run_due(stage.clock()));
    CHECK(stage.airing_on(id, "website").state == AiringState::rejected);
    const auto news = must(stage.read(
        [&](store::Tx& tx) { return Website::newest(tx, stage.demo.office.id, {}, 10); }));
    CHECK(news.empty());
}

TEST_CASE("a flipped byte in a stored picture, and nothing leaves") {
    Stage stage;
    const auto id = stage.at_step("4");
    const auto agus = stage.who("agus");
    const auto website = stage.airing_on(id, "website").id;
    must(stage.write([&](store::Tx& tx) { return stage.airings.send(tx, agus, website); }));
    const auto picture = stage.content(id).draft.files.at(0).sha256;
    const auto path = must(stage.vault.path_of(stage.demo.office.id, picture));
    std::filesystem::permissions(path, std::filesystem::perms::owner_write,
                                 std::filesystem::perm_options::add);
    std::fstream(path, std::ios::binary | std::ios::in | std::ios::out).seekp(20).put('!');
    must(stage.outbox.run_due(stage.clock()));
    CHECK(stage.airing_on(id, "website").state == AiringState::rejected);
}

}  // namespace
}  // namespace kentongan::tests
