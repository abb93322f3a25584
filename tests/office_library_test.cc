// The library of an office: drafts, publishing, versions in force, migration, called SOPs.
#include "base/carried.h"
#include "cast_office.h"
#include "office/dossier_calls.h"
#include "office/sop_drafts.h"
#include "office/sop_use.h"
#include "sop/edit.h"
#include "sop/inferred.h"

namespace kentongan::tests {
namespace {

/// A small SOP of two steps; the second one calls another SOP.
constexpr std::string_view calling = R"(bahasa-sop 1
identitas
  nama "Nama SOP": "Memanggil SOP lain"

lanjut ke singkawang-2023
pelaksana pranata_humas "PRANATA HUMAS"
pelaksana kepala_bidang "KEPALA BIDANG"

langkah 1 oleh pranata_humas dalam "30 menit"
  kegiatan "Menyusun rencana"
  -> 2

langkah 2 oleh kepala_bidang
  kegiatan "Menjalankan SOP pendek"
  panggil pendek
  -> selesai
)";
constexpr std::string_view called = R"(bahasa-sop 1
identitas
  nama "Nama SOP": "Pendek"

pelaksana pranata_humas "PRANATA HUMAS"

langkah 1 oleh pranata_humas dalam "30 menit"
  kegiatan "Mengerjakan"
  -> selesai
)";

SopId adopt(Stage& stage, const std::string& key, std::string_view text) {
    const auto wati = stage.who("wati");
    return must(stage.write([&](store::Tx& tx) -> Result<SopId> {
        const auto definition = TRY(sop::parse(text, key));
        const auto positions = TRY(SopDrafts::positions(tx, stage.demo.office.id));
        return Library::adopt(tx, wati, key, std::string(text),
                              SopDrafts::proposed(definition, positions), stage.now);
    }));
}

SopId begin(Stage& stage, const std::string& key, const std::string& text) {
    const auto wati = stage.who("wati");
    return must(stage.write([&](store::Tx& tx) -> Result<SopId> {
        SopDraft draft{.key = key, .body = text};
        const auto definition = sop::parse(text, key);
        const auto positions = TRY(SopDrafts::positions(tx, stage.demo.office.id));
        if (definition) draft.performers = SopDrafts::proposed(*definition, positions);
        return SopDrafts::begin(tx, wati, draft, {}, stage.now);
    }));
}

Result<SopId> publish(Stage& stage, const std::string& as, SopId draft,
                      std::optional<Instant> from = {}) {
    const auto who = stage.who(as);
    return stage.write(
        [&](store::Tx& tx) { return SopDrafts::publish(tx, who, draft, from, stage.now); });
}

std::string settled(const std::string& key) {
    auto sop = must(sop::parse(carried_sops().at(key), key));
    for (const auto& point : sop::inferred_points(sop)) {
        sop::Settled answer{.key = point.key};
        const auto* step = sop.find(point.step);
        if (step) {
            for (const auto& one : step->performers) answer.performers.push_back(one.role);
            const bool exit = point.what == sop::Inferred::What::targets ||
                              point.what == sop::Inferred::What::exit;
            if (exit) answer.to = step->exits[point.exit].to;
            if (exit) answer.allowed = step->exits[point.exit].allowed;
        }
        CHECK(sop::settle(sop, answer));
    }
    return sop::format(sop);
}

}  // namespace

TEST_CASE("a draft is kept, and becomes a version only when everything inferred was answered") {
    Stage stage;
    const auto wati = stage.who("wati");
    const auto raw = begin(stage, "medsos", carried_sops().at("singkawang-2023"));
    CHECK(refusal(publish(stage, "wati", raw)) == "inferred.unanswered");
    CHECK(refusal(publish(stage, "dewi", raw)) == "right.missing");
    must(stage.write([&](store::Tx& tx) -> Result<void> {
        auto draft = TRY(SopDrafts::find(tx, stage.demo.office.id, raw));
        draft.body = settled("singkawang-2023");
        draft.promise_days = 3;
        TRY(SopDrafts::save(tx, wati, draft, stage.now));
        CHECK(refusal(SopDrafts::save(tx, wati, draft, stage.now)) == "sop_draft.moved_on");
        return {};
    }));
    const auto first = must(publish(stage, "wati", raw));
    const auto later =
        must(publish(stage, "wati", begin(stage, "medsos", settled("singkawang-2023")),
                     stage.now + std::chrono::hours{48}));
    const auto list = must(stage.read(
        [&](store::Tx& tx) { return Library::list(tx, stage.demo.office.id, stage.now); }));
    int seen = 0;
    for (const auto& sop : list) {
        if (sop.key != "medsos") continue;
        ++seen;
        CHECK(sop.current == (sop.id == first));
        CHECK(sop.planned == (sop.id == later));
        if (sop.id == first) CHECK(sop.promise_days == 3);
    }
    CHECK(seen == 2);
    const auto drafts =
        must(stage.read([&](store::Tx& tx) { return SopDrafts::list(tx, stage.demo.office.id); }));
    CHECK(drafts.empty());
}

TEST_CASE("what does not read, is unsound, or is performed by nobody, is not published") {
    Stage stage;
    CHECK(!publish(stage, "wati", begin(stage, "rusak", "langkah ???")));
    const std::string round =
        "identitas\n  nama \"Nama\": \"Putar\"\npelaksana a \"A\"\n"
        "langkah 1 oleh a\n  kegiatan \"x\"\n  -> 2\n"
        "langkah 2 oleh a\n  kegiatan \"y\"\n  -> 1\n";
    CHECK(refusal(publish(stage, "wati", begin(stage, "putar", round))) == "sop.flawed");
    const std::string nobody =
        "identitas\n  nama \"Nama\": \"Sepi\"\npelaksana a \"A\"\n"
        "langkah 1 oleh a\n  kegiatan \"x\"\n  -> selesai\n";
    CHECK(refusal(publish(stage, "wati", begin(stage, "sepi", nobody))) == "performer.missing");
}

TEST_CASE("a running dossier follows a new version after a look at what maps where") {
    Stage stage;
    const auto dossier = stage.open("dewi");
    auto sop = must(sop::parse(settled("singkawang-2023"), "singkawang-2023"));
    CHECK(sop::rename_step(sop, StepName{"1"}, StepName{"0a"}));
    const auto text = sop::format(sop);
    const auto version = must(publish(stage, "wati", begin(stage, "singkawang-2023", text)));
    const auto wati = stage.who("wati");
    const auto preview = must(stage.read(
        [&](store::Tx& tx) { return stage.dossiers.preview(tx, wati, dossier, version); }));
    CHECK(preview.is_possible());
    CHECK(preview.tasks.at(0).to == StepName{"0a"});
    CHECK(preview.tasks.at(0).by_words);
    const auto follow = [&](const std::string& as) {
        const auto who = stage.who(as);
        return stage.write(
            [&](store::Tx& tx) { return stage.dossiers.follow(tx, who, dossier, version, {}); });
    };
    CHECK(refusal(follow("dewi")) == "act.manager_only");
    must(follow("wati"));
    const auto view = stage.view("dewi", dossier);
    CHECK(view.sop == version);
    CHECK(view.sop_version == 2);
    CHECK(view.open.at(0).task.step == StepName{"0a"});
    const auto replayed = must(stage.read(
        [&](store::Tx& tx) { return stage.dossiers.replay(tx, stage.demo.office.id, dossier); }));
    CHECK(replayed.desk == view.state.desk);
    CHECK(refusal(follow("wati")) == "sop.other_key");
}

TEST_CASE("a step that calls an SOP opens it, and ends with it") {
    Stage stage;
    adopt(stage, "pendek", called);
    const auto sop = adopt(stage, "panjang", calling);
    const auto parent =
        must(stage.dossiers.open(stage.who("dewi"), {.title = "Rencana", .sop = sop}));
    must(stage.dossiers.act(stage.who("dewi"), parent, sop::Finish{1, "selesai"}));
    const auto family = must(
        stage.read([&](store::Tx& tx) { return family_of(tx, stage.demo.office.id, parent); }));
    REQUIRE(family.children.size() == 1);
    const auto child = family.children[0];
    CHECK(child.task == 2);
    CHECK(refusal(stage.dossiers.act(stage.who("sari"), parent, sop::Finish{2, "selesai"})) ==
          "called.running");
    must(stage.dossiers.act(stage.who("dewi"), child.id, sop::Finish{1, "selesai"}));
    CHECK(stage.view("dewi", parent).state.state == sop::State::closed);
    const auto dewi = stage.who("dewi");
    const auto singkawang = stage.sop("singkawang");
    const auto open = [&](SopId wanted) {
        return stage.write([&](store::Tx& tx) {
            return open_next(stage.dossiers, tx, dewi, parent, wanted, stage.now);
        });
    };
    CHECK(refusal(open(stage.sop("ketapang"))) == "called.nothing_follows");
    const auto next = must(open(singkawang));
    CHECK(stage.view("dewi", next).definition->key == "singkawang-2023");
    CHECK(refusal(open(singkawang)) == "called.there");
    const auto left =
        must(stage.read([&](store::Tx& tx) { return next_choices(tx, dewi, parent, stage.now); }));
    CHECK(left.empty());
}

TEST_CASE("effort is counted from taking a task, waiting apart") {
    Stage stage;
    adopt(stage, "pendek", called);
    const auto sop = adopt(stage, "panjang", calling);
    const auto dossier =
        must(stage.dossiers.open(stage.who("dewi"), {.title = "Ukur", .sop = sop}));
    stage.now += minutes{20};
    must(stage.dossiers.act(stage.who("dewi"), dossier, sop::Claim{1}));
    stage.now += minutes{45};
    must(stage.dossiers.act(stage.who("dewi"), dossier, sop::Finish{1, "selesai"}));
    const auto times = must(stage.read([&](store::Tx& tx) -> Result<std::vector<StepTimes>> {
        const auto definition = TRY(Library::definition(tx, stage.demo.office.id, sop));
        return step_times(tx, stage.demo.office.id, sop, *definition, sop::default_calendar());
    }));
    CHECK(times.at(0).measured == 1);
    CHECK(times.at(0).effort_mean == doctest::Approx(45));
    CHECK(times.at(0).waiting_mean == doctest::Approx(20));
    CHECK(times.at(0).late == 1);
}

}  // namespace kentongan::tests
