// Forms of steps: Sanggau 1 to 5 as its performers walk them.
#include "cast_office.h"
#include "office/monitoring.h"
#include "office/step_forms.h"

namespace kentongan::tests {
namespace {

class Sanggau : public Stage {
  public:
    Sanggau() : id(open("sari", "Jembatan baru", "sanggau")) { tick("sari", "disposisi"); }

    void tick(const std::string& by, const std::string& item) {
        must(dossiers.tick(who(by), id, item, true));
    }
    Result<void> fill(const std::string& by, const std::string& step, const std::string& key,
                      const FormValues& values) {
        const auto person = who(by);
        const int task = task_at(id, step);
        return write(
            [&](store::Tx& tx) { return StepForms::save(tx, person, id, task, key, values, now); });
    }
    Result<void> ready(const std::string& by, bool is, const std::string& reason = {}) {
        const auto person = who(by);
        return write([&](store::Tx& tx) { return Teams::answer(tx, person, id, is, reason, now); });
    }
    Result<void> source(const std::string& title, bool chosen, const std::string& reason = {}) {
        const auto person = who("lina");
        const int task = task_at(id, "3");
        Source source{.kind = "siaran pers", .title = title, .origin = "Dinas PUPR"};
        source.chosen = chosen;
        source.official = true;
        source.reason = reason;
        return write([&](store::Tx& tx) {
            return StepForms::add_source(tx, person, id, task, source, now);
        });
    }
    void to_step_2() {
        must(fill("sari", "1", "kesediaan", {{"Muat peresmian jembatan."}, {"siap"}}));
        must(finish("sari", id, "1"));
    }
    void to_step_5(const std::vector<std::string>& kinds) {
        to_step_2();
        must(fill("lina", "2", "khalayak", {{"17", "45"}, {"perempuan"}, {"SMA"}, {"Sukamaju"}}));
        must(fill("lina", "2", "saluran", {{"instagram", "website"}}));
        must(fill("lina", "2", "perilaku", {{"Ingin tahu jalan baru."}}));
        must(fill("lina", "2", "jenis", {kinds}));
        must(finish("lina", id, "2"));
        must(source("Siaran pers jembatan", true));
        must(finish("lina", id, "3"));
        sop::SetTeam team{{demo.people.at("dewi"), demo.people.at("rudi")}};
        must(dossiers.act(who("lina"), id, team));
        CHECK(refusal(dossiers.tick(who("lina"), id, "surat_tugas", true)) == "item.has_page");
        use_page("lina", id, sop::Act::assign_team);
        must(finish("lina", id, "4"));
    }

    DossierId id;
};

TEST_CASE_FIXTURE(Sanggau, "a direction and a ready team let step 1 pass") {
    CHECK(refusal(finish("sari", id, "1")) == "item.missing");
    CHECK(refusal(fill("sari", "1", "kesediaan", {{""}, {"siap"}})) == "form.required");
    CHECK(refusal(ready("rudi", true)).empty());
    CHECK(refusal(finish("sari", id, "1")) == "item.missing");  // nobody said what for
    must(fill("sari", "1", "kesediaan", {{"Muat peresmian jembatan."}}));
    must(finish("sari", id, "1"));
    CHECK(refusal(ready("rudi", true)) == "team.not_asked");  // nobody asks any more
}

TEST_CASE_FIXTURE(Sanggau, "a team that is not ready holds the step, and says why") {
    must(fill("sari", "1", "kesediaan", {{"Muat peresmian jembatan."}, {"tidak siap"}}));
    CHECK(refusal(finish("sari", id, "1")) == "item.missing");
    CHECK(refusal(ready("nina", false)) == "reason.required");
    must(ready("nina", false, "Sedang bertugas di luar."));
    CHECK(refusal(ready("agus", true)) == "team.not_asked");  // not of the team
    CHECK(refusal(finish("sari", id, "1")) == "item.missing");
    must(ready("dewi", true));
    must(finish("sari", id, "1"));
    const auto answers =
        must(read([&](store::Tx& tx) { return StepForms::of_dossier(tx, demo.office.id, id); }));
    CHECK(answers.size() == 3);
}

TEST_CASE_FIXTURE(Sanggau, "what is filled in wrongly is said field by field") {
    to_step_2();
    const auto audience = [&](const FormValues& values) {
        const auto done = fill("lina", "2", "khalayak", values);
        std::string said;
        if (done) return said;
        for (const auto& issue : done.error().issues) said += cat(issue.with[1], issue.rule, " ");
        return said;
    };
    CHECK(audience({}) == "0required 1required 2required 3required ");
    CHECK(audience({{"45", "17"}, {"perempuan"}, {"SMA"}, {"x"}}) == "0range_order ");
    CHECK(audience({{"17"}, {"lain"}, {"SMA"}, {"x"}}) == "0range 1option ");
    CHECK(audience({{"tua", "17"}, {"perempuan"}, {"SMA"}, {std::string(4001, 'x')}}) ==
          "0number 3too_long ");
    CHECK(refusal(fill("lina", "2", "saluran", {{"tiktok"}})) == "form.option");
    CHECK(refusal(fill("sari", "2", "saluran", {{"website"}})) == "task.not_yours");
    CHECK(refusal(fill("lina", "2", "lain", {{"x"}})) == "item.not_yours");
    CHECK(refusal(dossiers.tick(who("lina"), id, "khalayak", true)) == "item.not_yours");
    CHECK(refusal(finish("lina", id, "2")) == "item.missing");
}

TEST_CASE_FIXTURE(Sanggau, "a source is official or not, chosen or refused with a reason") {
    to_step_2();
    must(fill("lina", "2", "khalayak", {{"17", "45"}, {"perempuan"}, {"SMA"}, {"Sukamaju"}}));
    must(fill("lina", "2", "saluran", {{"website"}}));
    must(fill("lina", "2", "perilaku", {{"Ingin tahu."}}));
    must(finish("lina", id, "2"));  // kinds may be chosen; without, there is always the text
    CHECK(refusal(finish("lina", id, "3")) == "item.missing");
    CHECK(refusal(source("", true)) == "source_title.required");
    CHECK(refusal(source("Kabar grup", false)) == "source_reason.required");
    must(source("Kabar grup", false, "Tidak dapat dipastikan."));
    CHECK(refusal(finish("lina", id, "3")) == "item.missing");  // nothing was chosen
    must(source("Siaran pers jembatan", true));
    const auto all =
        must(read([&](store::Tx& tx) { return StepForms::sources(tx, demo.office.id, id); }));
    REQUIRE(all.size() == 2);
    const auto lina = who("lina");
    must(write(
        [&](store::Tx& tx) { return StepForms::remove_source(tx, lina, id, all[0].id, now); }));
    must(finish("lina", id, "3"));
}

TEST_CASE_FIXTURE(Sanggau, "whom it aims at is read beside whom it reached") {
    to_step_2();
    const auto aimed = [&] {
        const auto sop = must(dossiers.view(who("lina"), id)).definition;
        return audience_line(
            must(read([&](store::Tx& tx) { return audience_of(tx, demo.office.id, id, *sop); })));
    };
    CHECK(aimed().empty());
    must(fill("lina", "2", "khalayak",
              {{"17", "45"}, {"perempuan", "laki-laki"}, {"SMA"}, {"Sukamaju"}}));
    must(fill("lina", "2", "saluran", {{"website"}}));
    must(fill("lina", "2", "perilaku", {{"Ingin tahu."}}));
    must(fill("lina", "2", "jenis", {{"teks"}}));
    CHECK(aimed() ==
          "rentang usia 17–45; jenis kelamin laki-laki, perempuan; jenjang pendidikan SMA;"
          " lokasi domisili Sukamaju; kecenderungan perilaku Ingin tahu.");
    std::vector<Monitored> airings(3);
    CHECK(reach_line(airings).empty());
    airings[0].airing.account.label = "Situs web";
    airings[0].verdicts.reach = 1000;
    airings[2].airing.account.label = "Radio Suara";
    airings[2].verdicts.reach = 240;
    CHECK(reach_line(airings) == "1.240 (Radio Suara 240, Situs web 1.000)");
}

TEST_CASE_FIXTURE(Sanggau, "chosen kinds are made one by one, each finished by its own") {
    to_step_5({"visual", "teks"});
    CHECK(desk_of(id) == "5 5");
    const auto branch = [&](const std::string& kind) {
        for (const auto& task : must(read([&](store::Tx& tx) {
                                    return dossiers.load(tx, demo.office.id, id);
                                })).desk) {
            if (task.item() == kind) return task.number;
        }
        return 0;
    };
    const auto finish_branch = [&](const std::string& by, const std::string& kind) {
        return dossiers.act(who(by), id, sop::Finish{.task = branch(kind), .outcome = "selesai"});
    };
    must(write_text("dewi", id, "Jembatan baru dibuka Senin."));
    CHECK(refusal(finish_branch("rudi", "visual")) == "item.missing");  // no picture yet
    CHECK(refusal(finish_branch("nina", "teks")) == "task.not_yours");  // not in this team
    must(finish_branch("dewi", "teks"));
    must(add_picture("rudi", id));
    must(fill("rudi", "5", "lembar_kerja/visual", {{"Foto jembatan"}, {}, {}}));
    must(finish_branch("rudi", "visual"));
    CHECK(desk_of(id) == "6");
    must(finish("lina", id, "6"));
    must(finish("sari", id, "7", "setuju", {}, {}, view("sari", id).package.draft_hash));
    must(finish("bima", id, "8", "setuju", {}, {}, view("bima", id).package.draft_hash));
    // The order says which content goes out; nobody has to tell that it is there.
    CHECK(refusal(dossiers.tick(who("sari"), id, "jenis_konten", true)) == "item.not_yours");
    must(finish("sari", id, "9"));
    CHECK(desk_of(id) == "10 10");  // Facebook was not chosen
    must(verify());
}

}  // namespace
}  // namespace kentongan::tests
