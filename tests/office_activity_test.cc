// Face-to-face activities: planned as content, bound by marks, told of after they were held.
#include "cast_office.h"
#include "office/activities.h"
#include "office/airing_calendar.h"
#include "office/case_report.h"

namespace kentongan::tests {
namespace {

constexpr auto day = std::chrono::hours{24};

class Meeting : public Stage {
  public:
    Result<ActivityId> plan(const std::string& by, DossierId id, const ActivityPlan& wish,
                            ActivityId activity = {}) {
        const auto person = who(by);
        return write([&](store::Tx& tx) {
            return Activities::plan(tx, person, id, activity, wish, Zone{7}, now);
        });
    }
    Result<void> tell(const std::string& by, DossierId id, ActivityId activity,
                      const ActivityResult& result) {
        const auto person = who(by);
        return write(
            [&](store::Tx& tx) { return Activities::tell(tx, person, id, activity, result, now); });
    }
    std::vector<Activity> all(DossierId id) {
        return must(
            read([&](store::Tx& tx) { return Activities::of_dossier(tx, demo.office.id, id); }));
    }
    ActivityPlan usual() const {
        ActivityPlan plan{"Sosialisasi imunisasi", "Balai Desa Mekar", now + 2 * day};
        plan.ends_at = now + 2 * day + std::chrono::hours{2};
        plan.speakers = "dr. Ratna";
        plan.agenda = "- Pembukaan\n- Tanya jawab";
        return plan;
    }
    /// Sanggau up to step 5, with only a face-to-face activity to be made.
    DossierId sanggau_5() {
        const auto id = open("sari", "Imunisasi desa", "sanggau");
        must(dossiers.tick(who("sari"), id, "disposisi", true));
        for (const auto* step : {"1", "2", "3"}) {
            const std::string by = *step == '1' ? "sari" : "lina";
            for (const auto& open_task : view(by, id).open) {
                if (open_task.task.step.value != step) continue;
                fill_forms(by, id, open_task);
                if (*step != '2') continue;
                const auto person = who(by);
                must(write([&](store::Tx& tx) {
                    return StepForms::save(tx, person, id, open_task.task.number, "jenis",
                                           {{"tatap muka"}}, now);
                }));
            }
            must(finish(by, id, step));
        }
        must(dossiers.act(who("lina"), id, sop::SetTeam{{demo.people.at("dewi")}}));
        use_page("lina", id, sop::Act::assign_team);
        must(finish("lina", id, "4"));
        return id;
    }
};

TEST_CASE_FIXTURE(Meeting, "the branch of a face-to-face activity is finished by its plan") {
    const auto id = sanggau_5();
    CHECK(refusal(finish("dewi", id, "5")) == "item.missing");
    CHECK(refusal(plan("dewi", id, {})) == "activity_title.required");
    auto wrong = usual();
    wrong.ends_at = *wrong.starts_at - std::chrono::hours{1};
    CHECK(refusal(plan("dewi", id, wrong)) == "activity_ends.before_begin");
    CHECK(refusal(plan("bima", id, usual())) == "content.not_yours");
    const auto activity = must(plan("dewi", id, usual()));
    const auto item = content(id);
    CHECK(item.kind == "tatap muka");  // the empty text became the plan
    const auto text = plain_text_of(item.draft.body);
    CHECK(text.find("Tempat: Balai Desa Mekar") != text.npos);
    CHECK(text.find("Rabu, 18 November 2026, 08.00 WIB sampai 10.00 WIB") != text.npos);
    CHECK(text.find("Tanya jawab") != text.npos);
    // Its words come from the plan alone.
    CHECK(refusal(write_text("dewi", id, "Lain.")) == "content.from_plan");
    auto elsewhere = usual();
    elsewhere.place = "Gedung Serbaguna";
    must(plan("dewi", id, elsewhere, activity));
    CHECK(all(id).size() == 1);
    must(finish("dewi", id, "5"));
    must(finish("lina", id, "6"));
    must(finish("sari", id, "7", "setuju", {}, {}, content(id).draft_hash));
    must(finish("bima", id, "8", "setuju", {}, {}, content(id).draft_hash));
    // From the paraf on the plan is what was approved.
    CHECK(refusal(plan("dewi", id, usual(), activity)) == "content.not_yours");
}

TEST_CASE_FIXTURE(Meeting, "what came of it is told after it began, by who works on it") {
    const auto id = open("dewi");
    const auto activity = must(plan("dewi", id, usual()));
    CHECK(must(read([&](store::Tx& tx) {
              return Contents::all_of_dossier(tx, demo.office.id, id);
          })).size() == 2);  // beside the text
    const ActivityResult held{true, {}, 42, "Warga bertanya tentang jadwal."};
    CHECK(refusal(tell("dewi", id, activity, held)) == "activity_held.future");
    pass(3 * day);
    CHECK(refusal(tell("dewi", id, activity, {true, {}, {}, ""})) == "activity_result.required");
    CHECK(refusal(tell("dewi", id, activity, {true, {}, -1, "x"})) == "activity_attended.number");
    CHECK(refusal(tell("dewi", open("dewi"), activity, held)) == "not_found");
    must(tell("dewi", id, activity, held));
    const auto told = all(id).at(0);
    CHECK(told.told);
    CHECK(told.result.attended == 42);
    CHECK(told.begins() == *told.plan.starts_at);
    must(tell("dewi", id, activity, {false, {}, {}, "Hujan lebat."}));
    CHECK(!all(id).at(0).result.held);
    const auto seen = must(read([&](store::Tx& tx) {
        return Activities::between(tx, demo.office.id, now - 2 * day, now, 10);
    }));
    CHECK(seen.size() == 1);
    CHECK(must(verify()).entries > 0);
}

TEST_CASE_FIXTURE(Meeting, "photographs lose what is personal, the sheet stays as it was signed") {
    const auto id = open("dewi");
    const auto activity = must(plan("dewi", id, usual()));
    const auto bring = [&](const std::string& bytes, const std::string& role) {
        const auto path = must(vault.temporary());
        std::ofstream(path, std::ios::binary) << bytes;
        return Activities::take_file(vault, demo.office.id, path, "foto.png", role);
    };
    CHECK(refusal(bring("%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n", "foto")) ==
          "activity_file.no_photo");
    const auto photo = must(bring(png(), "foto"));
    CHECK(photo.sha256 != photo.original_sha256);
    CHECK(must(vault.read(demo.office.id, photo.sha256)).find("rumah") == std::string::npos);
    const auto dewi = who("dewi");
    for (int twice = 0; twice < 2; ++twice) {
        must(write([&](store::Tx& tx) {
            return Activities::add_file(tx, dewi, id, activity, photo, now);
        }));
    }
    CHECK(all(id).at(0).files.size() == 1);
}

TEST_CASE_FIXTURE(Meeting,
                  "what is held goes on its own channel, not as a post beside the others") {
    const auto wati = who("wati");
    const auto id = open("dewi");
    const auto key = view("dewi", id).definition->key;
    must(write([&](store::Tx& tx) -> Result<void> {
        Account account{{}, {"tatap_muka"}, "Tatap muka"};
        const auto made = TRY(Airings::add_account(tx, wati, account));
        auto accounts = TRY(Airings::accounts_of(tx, demo.office.id, key));
        std::vector<AccountId> chosen{made};
        for (const auto& one : accounts) chosen.push_back(one.id);
        return Airings::use_accounts(tx, wati, key, chosen);
    }));
    must(write_text("dewi", id, "Imunisasi dimulai Senin."));
    must(plan("dewi", id, usual()));
    must(finish("dewi", id, "1"));
    must(add_picture("rudi", id));
    must(finish("rudi", id, "2"));
    const auto hash = view("sari", id).package.draft_hash;
    must(finish("sari", id, "3", "ya", {}, {}, hash));
    int meetings = 0, posts = 0;
    for (const auto& airing : airings_of(id)) {
        const bool there = airing.account.channel.value == "tatap_muka";
        CHECK(there == (airing.item_title == "Sosialisasi imunisasi"));
        meetings += there ? 1 : 0;
        posts += there ? 0 : 1;
    }
    CHECK(meetings == 1);
    CHECK(posts >= 3);
}

TEST_CASE_FIXTURE(Meeting, "the report of the case tells of it") {
    const auto id = open("dewi");
    const auto activity = must(plan("dewi", id, usual()));
    pass(3 * day);
    must(tell("dewi", id, activity, {true, {}, 42, "Warga paham jadwal."}));
    CaseReports reports(db(), dossiers, people, vault, sop::default_calendar());
    const auto record = must(reports.record(who("dewi"), id));
    CHECK(record.activities.size() == 1);
    const auto html = case_html(record, who("dewi"), "", {}, now);
    CHECK(html.find("Kegiatan tatap muka") != html.npos);
    CHECK(html.find("Warga paham jadwal.") != html.npos);
    CHECK(must(case_pdf(record, "", now)).starts_with("%PDF"));
}

}  // namespace
}  // namespace kentongan::tests
