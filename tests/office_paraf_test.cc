// Parafs: asked again who signs, bound to bytes, never more than the SOP says.
#include "base/totp.h"
#include "cast_office.h"
#include "office/control_sheets.h"
#include "office/library.h"
#include "office/promises.h"
#include "office/search.h"
#include "office/second_factors.h"

namespace kentongan::tests {
namespace {

/// Singkawang's SOP as an office would have it that wants a paraf at the substance check.
SopId with_paraf(Stage& stage) {
    auto text = carried_sops().at("singkawang-2023");
    const std::string fixing = "putusan menetapkan";
    text.insert(text.find(fixing) + fixing.size(), " paraf");
    const auto wati = stage.who("wati");
    return must(stage.write([&](store::Tx& tx) -> Result<SopId> {
        std::map<RoleName, std::vector<PositionId>> positions;
        for (const auto* name : {"dewi", "rudi", "sari", "agus"}) {
            const auto who =
                TRY(stage.people.someone(tx, stage.demo.office.id, stage.demo.people.at(name)));
            for (const auto& held : who.positions) {
                positions[RoleName{held.kind}].push_back(held.position);
            }
        }
        return Library::adopt(tx, wati, "singkawang-paraf", text, positions, stage.now);
    }));
}

/// A text that waits for the paraf at step 3.
DossierId at_paraf(Stage& stage) {
    const auto sop = with_paraf(stage);
    const auto id = must(stage.dossiers.open(stage.who("dewi"), {.title = "Uji", .sop = sop}));
    must(stage.write_text("dewi", id, "Imunisasi gratis."));
    must(stage.finish("dewi", id, "1"));
    must(stage.add_picture("rudi", id));
    must(stage.finish("rudi", id, "2"));
    return id;
}

TEST_CASE("only a paraf asks again who signs, and a return never does") {
    Stage stage;
    const auto id = at_paraf(stage);
    auto sari = stage.who("sari");
    sari.proven.clear();
    const int task = stage.task_at(id, "3");
    const auto yes = stage.dossiers.act(sari, id, sop::Finish{task, "ya"});
    CHECK(refusal(yes) == "secret.required");
    CHECK(stage.view("sari", id).marks.empty());
    auto dewi = stage.who("dewi");
    dewi.proven.clear();
    CHECK(refusal(stage.dossiers.act(dewi, id, sop::Finish{task, "ya"})) == "task.not_yours");
    must(stage.dossiers.act(sari, id, sop::Finish{task, "tidak", "Sebut tanggalnya."}));
    CHECK(stage.desk_of(id) == "1");

    must(stage.write_text("dewi", id, "Imunisasi gratis 24 November."));
    must(stage.finish("dewi", id, "1"));
    must(stage.finish("rudi", id, "2"));
    sari.proven = "sandi";
    must(stage.dossiers.act(sari, id, sop::Finish{stage.task_at(id, "3"), "ya"}));
    const auto marks = stage.view("sari", id).marks;
    REQUIRE(marks.size() == 1);
    CHECK(marks[0].kind == MarkKind::paraf);
    CHECK(marks[0].strength == "sandi");
}

TEST_CASE("a plain approval needs the session alone, and says so") {
    Stage stage;
    const auto id = stage.at_step("3");
    auto sari = stage.who("sari");
    sari.proven.clear();
    must(stage.dossiers.act(sari, id, sop::Finish{stage.task_at(id, "3"), "ya"}));
    const auto marks = stage.view("sari", id).marks;
    REQUIRE(marks.size() == 1);
    CHECK(marks[0].kind == MarkKind::setuju);
    CHECK(marks[0].strength == "sesi");
}

TEST_CASE("the secret is checked again, slower after failures") {
    Stage stage;
    const auto bima = stage.who("bima");
    CHECK(must(stage.people.verify_again(bima, std::string(demo_password))) == "sandi");
    CHECK(refusal(stage.people.verify_again(bima, "")) == "secret.required");
    for (int i = 0; i < 5; ++i) {
        CHECK(refusal(stage.people.verify_again(bima, "salah")) == "secret.wrong");
    }
    CHECK(refusal(stage.people.verify_again(bima, std::string(demo_password))) == "secret.wait");
    stage.pass(seconds{2});
    CHECK(must(stage.people.verify_again(bima, std::string(demo_password))) == "sandi");
    // Another person's failures are their own.
    CHECK(must(stage.people.verify_again(stage.who("sari"), std::string(demo_password))) ==
          "sandi");
}

TEST_CASE("a paraf of who has a code on the phone wants it too, each code once") {
    Stage stage;
    const auto key = fresh_seal_key();
    People people(stage.db(), stage.clock(), key);
    const auto bima = stage.who("bima");
    const std::string password(demo_password);
    std::string secret;
    const auto spares = must(stage.write([&](store::Tx& tx) -> Result<std::vector<std::string>> {
        TRY(SecondFactors::begin(tx, key, bima.person, "bima", "kode", stage.now));
        const auto [sealed] = TRY(tx.one<std::string>(
            "SELECT sealed FROM second_factor WHERE person_id = $1", bima.person));
        secret = TRY(unseal(key, sealed));
        return SecondFactors::confirm(tx, key, bima.person, totp_code(secret, totp_step(stage.now)),
                                      stage.now);
    }));
    const auto code = [&] { return totp_code(secret, totp_step(stage.now)); };
    const auto again = [&](const std::string& word, const std::string& typed) {
        return people.verify_again(bima, word, typed);
    };
    CHECK(refusal(again(password, "")) == "second.required");
    CHECK(refusal(again(password, code())) == "second.wrong");  // it was used to set the phone up
    stage.pass(seconds{30});
    CHECK(refusal(again("salah", code())) == "secret.wrong");
    CHECK(must(again(password, code())) == "totp");  // a wrong password has not used it up
    CHECK(refusal(again(password, code())) == "second.wrong");
    CHECK(must(again(password, spares.at(0))) == "totp");
    for (int i = 0; i < 5; ++i) CHECK(refusal(again(password, spares.at(0))) == "second.wrong");
    stage.pass(milliseconds{1});
    CHECK(refusal(again(password, spares.at(1))) == "secret.wait");
    stage.pass(seconds{30});
    CHECK(must(again(password, code())) == "totp");
    CHECK(must(people.verify_again(stage.who("sari"), password)) == "sandi");
}

TEST_CASE("what was fixed is recalled with a reason; the edit voids the mark and says so") {
    Stage stage;
    const auto id = at_paraf(stage);
    CHECK(
        refusal(stage.dossiers.act(stage.who("sari"), id, sop::Recall{"Tanggal keliru.", {"1"}})) ==
        "dossier.not_fixed");
    must(stage.finish("sari", id, "3", "ya"));
    CHECK(stage.view("agus", id).recall_targets == std::vector<StepName>{{"1"}, {"2"}, {"3"}});
    const auto recall = [&](const std::string& by, const std::string& reason,
                            const std::string& to) {
        return refusal(stage.dossiers.act(stage.who(by), id, sop::Recall{reason, {to}}));
    };
    CHECK(recall("rudi", "Tanggal keliru.", "1") == "act.manager_only");
    CHECK(recall("agus", " ", "1") == "reason.required");
    CHECK(recall("agus", "Tanggal keliru.", "4") == "to.not_allowed");
    CHECK(recall("agus", "Tanggal keliru.", "1") == "");
    CHECK(stage.desk_of(id) == "1");
    for (const auto& airing : stage.airings_of(id)) CHECK(airing.state == AiringState::cancelled);
    CHECK(stage.view("dewi", id).approved_hash);  // nothing was edited yet
    stage.pass(minutes{1});

    must(stage.write_text("dewi", id, "Imunisasi gratis 25 November."));
    must(stage.finish("dewi", id, "1"));
    const auto view = stage.view("sari", id);
    CHECK(!view.approved_hash);
    REQUIRE(view.marks.size() == 1);
    CHECK(view.marks[0].voided);
    CHECK(view.marks[0].voided_by == "Pranata Hubungan Masyarakat");
    CHECK(view.marks[0].voided_by_version > view.marks[0].content_version);
    CHECK(view.recall_targets.empty());
}

TEST_CASE("a promise runs in working days and stands still in a pause") {
    Stage stage;
    const auto promise = [&](const std::string& by, int days) {
        const auto who = stage.who(by);
        return refusal(stage.write([&](store::Tx& tx) {
            return Promises::set(tx, who, "singkawang-2023", days, stage.now);
        }));
    };
    CHECK(promise("dewi", 3) == "right.missing");
    CHECK(promise("wati", 1000) == "promise.range");
    CHECK(promise("wati", 3) == "");
    const auto id = stage.open("dewi");
    const auto view = stage.view("dewi", id);
    CHECK(view.promise_days == 3);
    REQUIRE(view.promise_at);
    CHECK(*view.promise_at == sop::add_working_days(sop::default_calendar(), stage.now, 3));
    const int task = stage.task_at(id, "1");
    must(stage.dossiers.act(stage.who("dewi"), id, sop::Pause{task, "menunggu data"}));
    stage.pass(std::chrono::hours{24});
    must(stage.dossiers.act(stage.who("dewi"), id, sop::Resume{task}));
    CHECK(*stage.view("dewi", id).promise_at > *view.promise_at);

    // Past the standard nobody is late who has not begun; past the promise the case is.
    const auto row = [&] { return must(stage.dossiers.desk(stage.who("dewi"))).at(0); };
    stage.pass(std::chrono::hours{5});
    CHECK(row().waiting);
    CHECK(!row().late);
    must(stage.dossiers.act(stage.who("dewi"), id, sop::Claim{task}));
    CHECK(row().late);
    CHECK(!row().promise_late);
    stage.pass(std::chrono::hours{24 * 10});
    CHECK(row().promise_late);
}

/// The state of a sheet's code, as anybody may ask.
std::string state_of(Stage& stage, const std::string& code) {
    const auto sheet =
        must(stage.read([&](store::Tx& tx) { return ControlSheets::find(tx, code); }));
    if (!sheet) return "unknown";
    using State = ControlSheetInfo::State;
    switch (sheet->state) {
    case State::in_review: return "in review";
    case State::genuine: return "genuine";
    case State::superseded: return "superseded";
    case State::altered: return "altered";
    }
    return "unknown";
}

std::string print_sheet(Stage& stage, const std::string& by, DossierId id) {
    const auto view = stage.view(by, id);
    const auto who = stage.who(by);
    const auto pdf = must(stage.write([&](store::Tx& tx) {
        return ControlSheets::print(tx, who, stage.demo.office, view, "https://sukamaju.example",
                                    stage.now);
    }));
    CHECK(pdf.starts_with("%PDF-"));
    const auto& version = *view.content->latest;
    return must(stage.write([&](store::Tx& tx) {
        return ControlSheets::code_for(tx, who, id, version.hash, version.number, stage.now);
    }));
}

TEST_CASE("a control sheet says whether its version is genuine, superseded or altered") {
    Stage stage;
    const auto id = at_paraf(stage);
    const auto code = print_sheet(stage, "sari", id);
    CHECK(print_sheet(stage, "dewi", id) == code);  // the same version, the same sheet
    CHECK(state_of(stage, code) == "in review");
    must(stage.finish("sari", id, "3", "ya"));
    CHECK(state_of(stage, shown_code(code)) == "genuine");
    CHECK(state_of(stage, lowered(code)) == "genuine");
    CHECK(state_of(stage, "0000-0000-00") == "unknown");
    CHECK(state_of(stage, "") == "unknown");
    CHECK(state_of(stage, "'; DROP TABLE mark; --") == "unknown");

    // One byte of the stored version: nothing is genuine any more, and nothing leaves.
    const auto office = stage.demo.office.id;
    const auto hash = *stage.view("sari", id).approved_hash;
    auto bytes =
        must(stage.read([&](store::Tx& tx) { return Contents::bytes_of(tx, office, hash); }));
    const auto whole = bytes;
    bytes[bytes.size() / 2] ^= 1;
    const auto put = [&](const std::string& with) {
        must(stage.write([&](store::Tx& tx) {
            return tx.run(
                "UPDATE content_version SET bytes = $3"
                " WHERE office_id = $1 AND hash = $2",
                office, hash, store::Blob{with});
        }));
    };
    put(bytes);
    CHECK(state_of(stage, code) == "altered");
    const auto agus = stage.who("agus");
    const auto airing = stage.airing_on(id, "website");
    const auto sent =
        stage.write([&](store::Tx& tx) { return stage.airings.send(tx, agus, airing.id); });
    if (sent) must(stage.outbox.run_due(stage.clock()));
    CHECK(stage.airing_on(id, "website").state != AiringState::aired);
    const auto news =
        must(stage.read([&](store::Tx& tx) { return Website::newest(tx, office, {}, 10); }));
    CHECK(news.empty());
    put(whole);
    CHECK(state_of(stage, code) == "genuine");

    must(stage.dossiers.act(stage.who("agus"), id, sop::Recall{"Tanggal keliru.", {"1"}}));
    must(stage.write_text("dewi", id, "Imunisasi gratis 25 November."));
    must(stage.finish("dewi", id, "1"));
    CHECK(state_of(stage, code) == "superseded");
}

TEST_CASE("one byte of an approved picture changed on the disk, and nothing leaves") {
    Stage stage;
    const auto id = stage.at_step("4");
    const auto file = stage.content(id).draft.files.at(0);
    const auto path = must(stage.vault.path_of(stage.demo.office.id, file.sha256));
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    {
        std::fstream bytes(path, std::ios::binary | std::ios::in | std::ios::out);
        bytes.seekp(20);
        bytes.put('X');
    }
    const auto agus = stage.who("agus");
    const auto airing = stage.airing_on(id, "website");
    must(stage.write([&](store::Tx& tx) { return stage.airings.send(tx, agus, airing.id); }));
    must(stage.outbox.run_due(stage.clock()));
    CHECK(stage.airing_on(id, "website").state == AiringState::rejected);
}

TEST_CASE("the search finds by roots of words, in texts without their markup") {
    Stage stage;
    const auto id = stage.open("dewi", "Jadwal imunisasi");
    must(stage.write_text("dewi", id, "Puskesmas mengundang semua ibu hamil."));
    const auto find = [&](const std::string& words) {
        const auto dewi = stage.who("dewi");
        const auto hits =
            must(stage.read([&](store::Tx& tx) { return Search::find(tx, dewi, words, 5); }));
        std::string kinds;
        for (const auto& hit : hits) {
            kinds += hit.kind == HitKind::dossier ? "d"
                     : hit.kind == HitKind::text  ? "t"
                     : hit.kind == HitKind::sop   ? "s"
                                                  : "p";
        }
        return kinds;
    };
    CHECK(find("mengimunisasikan") == "dt");
    CHECK(find("undangan ibu") == "t");
    CHECK(find("Puskesmas jadwal") == "t");  // title and text together
    CHECK(find("paragraph") == "");
    CHECK(find("100%") == "");
    CHECK(find("  ") == "");
    CHECK(find("singkawang") == "s");
    CHECK(find("Puspita") == "p");
    CHECK(stem_of("pengimunisasian") == "imunisasi");
    CHECK(stem_of("ibu") == "ibu");
    CHECK(stem_of("dibukakan") == "buka");
}

}  // namespace
}  // namespace kentongan::tests
