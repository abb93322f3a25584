// What leaves by hand or by link, what goes on in another dossier, and marks made on paper.
#include "cast_office.h"
#include "office/control_sheets.h"
#include "office/dossier_calls.h"
#include "office/handovers.h"

namespace kentongan::tests {
namespace {

std::string offer(Stage& stage, const std::string& by, DossierId id, const std::string& to) {
    const auto who = stage.who(by);
    return must(
        stage.write([&](store::Tx& tx) { return Handovers::offer(tx, who, id, to, stage.now); }));
}
std::string take(Stage& stage, const std::string& token, const std::string& name) {
    return refusal(
        stage.write([&](store::Tx& tx) { return Handovers::take(tx, token, name, stage.now); }));
}
OpenHandover behind(Stage& stage, const std::string& token) {
    return must(stage.read([&](store::Tx& tx) { return Handovers::find(tx, token, stage.now); }));
}

TEST_CASE("only what is approved is handed over, and the receipt is given once") {
    Stage stage;
    const auto early = stage.at_step("3");
    const auto nina = stage.who("nina");
    CHECK(refusal(stage.write([&](store::Tx& tx) {
              return Handovers::offer(tx, nina, early, "Dinkes", stage.now);
          })) == "handover.not_approved");

    const auto id = stage.at_step("4");
    const auto token = offer(stage, "nina", id, "Dinas Kesehatan");
    auto open = behind(stage, token);
    REQUIRE(open.items.size() == 1);
    CHECK(plain_text_of(open.items[0].draft.body).find("Imunisasi") == 0);
    CHECK(open.items[0].draft.files.size() == 1);
    CHECK(!open.handover.taken_at);
    CHECK(take(stage, token, " ") == "taken_by.required");
    CHECK(take(stage, token, "Ibu Rina, Dinkes") == "");
    stage.pass(minutes{5});
    CHECK(take(stage, token, "Orang lain") == "");
    open = behind(stage, token);
    CHECK(open.handover.taken_by == "Ibu Rina, Dinkes");
    CHECK(*open.handover.taken_at == stage.now - minutes{5});
    CHECK(take(stage, "salah", "X") == "not_found");
    CHECK(take(stage, std::string(32, 'a'), "X") == "not_found");

    const auto late = offer(stage, "nina", id, "Dinas Kesehatan");
    stage.pass(std::chrono::hours{24 * 15});
    CHECK(take(stage, late, "Rina") == "handover.expired");
    CHECK(!must(stage.verify()).first_broken);
}

TEST_CASE("a link to what was corrected since gives nothing; by hand is noted with a name") {
    Stage stage;
    const auto id = stage.at_step("4");
    const auto token = offer(stage, "nina", id, "Dinas Kesehatan");
    const auto nina = stage.who("nina");
    const auto give = [&](const std::string& to) {
        return refusal(stage.write([&](store::Tx& tx) {
            return Handovers::give(tx, nina, id, to, "dengan diska lepas", stage.now);
        }));
    };
    CHECK(give("") == "recipient.required");
    CHECK(give("Bapak Darma") == "");
    const auto all = must(stage.read(
        [&](store::Tx& tx) { return Handovers::of_dossier(tx, stage.demo.office.id, id); }));
    REQUIRE(all.size() == 2);
    CHECK(all[1].by_hand);
    CHECK(all[1].taken_by == "Bapak Darma");
    CHECK(stage.view("nina", id).history.size() > 0);

    must(stage.dossiers.act(stage.who("agus"), id, sop::Recall{"Tanggal keliru.", {"1"}}));
    stage.pass(minutes{1});
    must(stage.write_text("dewi", id, "Imunisasi 25 November."));
    must(stage.finish("dewi", id, "1"));
    CHECK(behind(stage, token).superseded);
    CHECK(take(stage, token, "Rina") == "handover.superseded");
}

TEST_CASE("another dossier goes on with the approved bytes and files") {
    Stage stage;
    const auto from = stage.at_step("4");
    const auto before = stage.view("sari", from);
    const auto nina = stage.who("nina");
    const auto choices =
        must(stage.read([&](store::Tx& tx) { return next_choices(tx, nina, from, stage.now); }));
    REQUIRE(!choices.empty());
    for (const auto& sop : choices) CHECK(sop.key != "singkawang-2023");
    const auto into = must(stage.write([&](store::Tx& tx) {
        return open_next(stage.dossiers, tx, nina, from, stage.sop("ketapang"), stage.now);
    }));
    const auto after = stage.view("sari", into);
    REQUIRE(after.content);
    CHECK(after.content->draft_hash == before.content->draft_hash);
    CHECK(after.title == before.title);
    CHECK(after.origin == "lanjutan");
    CHECK(stage.view("sari", from).approved_hash == before.approved_hash);
    const auto family =
        must(stage.read([&](store::Tx& tx) { return family_of(tx, stage.demo.office.id, into); }));
    REQUIRE(family.parent);
    CHECK(family.parent->id == from);
    CHECK(!must(stage.verify()).first_broken);
}

TEST_CASE("initials on paper count for their official, on the version that the code names") {
    Stage stage;
    const auto id = stage.at_step("3");
    const auto sheet = [&] {
        const auto view = stage.view("nina", id);
        const auto nina = stage.who("nina");
        const auto& version = *view.package.latest;
        return must(stage.write([&](store::Tx& tx) {
            return ControlSheets::code_for(tx, nina, id, version.hash, version.number, stage.now);
        }));
    };
    const auto code = sheet();
    const auto scan = must(stage.vault.put_bytes(stage.demo.office.id, "%PDF-1.4 pindaian"));
    PaperMark mark{.task = stage.task_at(id, "3"),
                   .signer = stage.demo.people.at("sari"),
                   .outcome = "ya",
                   .note = {},
                   .to = {},
                   .code = code,
                   .scan_sha256 = scan.sha256};
    const auto record = [&](const std::string& by, const PaperMark& paper) {
        const auto who = stage.who(by);
        return refusal(stage.write(
            [&](store::Tx& tx) { return stage.dossiers.act_on_paper(tx, who, id, paper); }));
    };
    CHECK(record("rudi", mark) == "right.missing");
    CHECK(record("sari", mark) == "signer.yourself");
    auto wrong = mark;
    wrong.code = "0000-0000-00";
    CHECK(record("nina", wrong) == "code.unknown");
    wrong.code.clear();
    CHECK(record("nina", wrong) == "code.required");
    wrong = mark;
    wrong.signer = stage.demo.people.at("agus");
    CHECK(record("nina", wrong) == "task.not_yours");

    // The text moved on after the sheet was printed: those initials are not for these bytes.
    must(stage.write_text("sari", id, "Imunisasi dimulai Selasa."));
    CHECK(record("nina", mark) == "code.other_version");
    must(stage.finish("sari", id, "3", "tidak", "Periksa tanggalnya."));
    must(stage.finish("dewi", id, "1"));
    must(stage.finish("rudi", id, "2"));
    mark.task = stage.task_at(id, "3");
    mark.code = sheet();
    CHECK(record("nina", mark) == "");

    const auto marks = stage.view("nina", id).marks;
    REQUIRE(marks.size() == 1);
    CHECK(marks[0].person == stage.demo.people.at("sari"));
    CHECK(marks[0].strength == "kertas");
    CHECK(marks[0].scan_sha256 == scan.sha256);
    CHECK(marks[0].recorded_by == "Petugas Layanan Informasi");
    CHECK(marks[0].fixing);
    CHECK(stage.desk_of(id) == "4");
    CHECK(!must(stage.verify()).first_broken);
}

}  // namespace
}  // namespace kentongan::tests
