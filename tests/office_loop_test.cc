// Closing the loop: seen as approved, watched with three verdicts, told, reported.
#include <filesystem>
#include <fstream>

#include "cast_office.h"
#include "drawn_png.h"
#include "media/render.h"
#include "office/case_report.h"
#include "office/likeness.h"

namespace kentongan::tests {
namespace {

using namespace std::chrono_literals;

TEST_CASE("what the public sees is compared word by word, not byte by byte") {
    const std::string approved = "Imunisasi dimulai Senin, 16 November.\nBawa buku KIA.";
    const auto page = readable_text(
        "<html><head><title>x</title><meta property=\"og:description\" content=\"Posyandu &amp; "
        "kita\"><script>Bawa</script></head><body><p>IMUNISASI dimulai&nbsp;Senin &ndash; 16 "
        "November</p><p>Bawa <b>buku</b> KIA</p></body></html>");
    CHECK(page.find("Posyandu & kita") != std::string::npos);
    CHECK(compare_seen(approved, page).whole());
    const auto wrong_day =
        compare_seen(approved, "Imunisasi dimulai Senin, 17 November. Bawa buku KIA");
    CHECK(wrong_day.percent < 100);
    REQUIRE(wrong_day.missing.size() == 1);
    CHECK(wrong_day.missing[0] == "Imunisasi dimulai Senin, 16 November.");
    CHECK(compare_seen(approved, "Imunisasi dimulai Senin, 16 November. Bawa").missing.size() == 1);
    CHECK(compare_seen(approved, "").percent == 0);
    CHECK(readable_text("<p>a<script>b</p>").find('b') == std::string::npos);
    CHECK(readable_text("<!-- x").empty());
    CHECK(joined(picture_addresses("<img src=a.png><meta property='og:image' content='b.png'>"),
                 " ") == "b.png a.png");
}

TEST_CASE("a picture that a channel cut and packed again is known, another one is another") {
    namespace fs = std::filesystem;
    const auto folder = fs::temp_directory_path() / cat("kentongan_likeness_", fresh_key());
    fs::create_directories(folder);
    const auto approved = folder / "setuju.png";
    std::ofstream(approved, std::ios::binary) << drawn_png(hills);
    const auto cut = folder / "potong.jpg";
    REQUIRE(media::render(approved, cut, {"", 40, 40}, {}));
    std::ifstream in(cut, std::ios::binary);
    const std::string packed{std::istreambuf_iterator<char>(in), {}};
    CHECK(shows_the_same(approved.string(), packed) == true);
    CHECK(shows_the_same(approved.string(), drawn_png(houses)) == false);
    CHECK(shows_the_same(approved.string(), "<html>") == std::nullopt);
    CHECK(shows_the_same((folder / "tidak-ada").string(), packed) == std::nullopt);
    fs::remove_all(folder);
}

class Loop : public Stage {
  public:
    /// Magetan on one channel, at the step that looks at the display.
    DossierId aired(const std::string& sop_key) {
        const auto id = open("nina", "Jadwal imunisasi", sop_key);
        return id;
    }
    /// A Singkawang case up to its end, with its airings on air.
    DossierId published() {
        const auto id = at_step("4");
        for (const auto& airing : airings_of(id)) {
            if (airing.state != AiringState::planned) continue;
            const auto agus = who("agus");
            if (airing.account.mode == Mode::automatic) {
                must(write([&](store::Tx& tx) { return airings.send(tx, agus, airing.id); }));
                must(outbox.run_due(now));
            } else {
                const auto url = cat("https://www.", airing.account.channel.value, ".com/p/1");
                must(write(
                    [&](store::Tx& tx) { return airings.record_link(tx, agus, airing.id, url); }));
            }
        }
        return id;
    }
};

TEST_CASE_FIXTURE(Loop, "only a sighting in view can be judged as fitting") {
    const auto id = published();
    const auto agus = who("agus");
    const auto airing = airing_on(id, "instagram");
    Sightings eyes(db(), vault, PublicEye({.browser = "/tidak/ada"}), clock());
    const auto judge = [&](SightingId seen, bool fits, const std::string& note) {
        return write(
            [&](store::Tx& tx) { return Sightings::judge(tx, agus, id, seen, fits, note, now); });
    };
    const auto fit = [&] {
        return must(read([&](store::Tx& tx) {
            return Sightings::all_fit(tx, demo.office.id, id, "instagram");
        }));
    };
    CHECK(!fit());
    // No network here: the page does not answer, and that is evidence too.
    const auto unseen = must(eyes.look(agus, id, airing.id));
    CHECK(refusal(judge(unseen, true, "")) == "display.not_in_view");
    CHECK(refusal(judge(unseen, false, "")) == "display.reason_wanted");
    pass(1min);
    const auto seen = must(write(
        [&](store::Tx& tx) { return Sightings::by_hand(tx, agus, id, airing.id, "", "", now); }));
    CHECK(refusal(judge(unseen, false, "lama")) == "display.seen_before");
    must(judge(seen, true, ""));
    CHECK(fit());
    CHECK(must(verify()).first_broken == std::nullopt);
}

TEST_CASE_FIXTURE(Loop, "three verdicts, each with its reason where something is wrong") {
    const auto id = published();
    const auto agus = who("agus");
    const auto airing = airing_on(id, "facebook");
    const auto enter = [&](const Verdicts& verdicts) {
        return write([&](store::Tx& tx) {
            return Monitoring::enter(tx, agus, id, airing.id, verdicts, now);
        });
    };
    Verdicts verdicts{.on_time = "sesuai", .often_enough = "sesuai", .accurate = ""};
    CHECK(refusal(enter(verdicts)) == "monitor.verdict_wanted");
    verdicts.accurate = "tidak";
    verdicts.seen_times = 1;
    CHECK(refusal(enter(verdicts)) == "monitor.note_wanted");
    verdicts.note = "Gambar terpotong";
    verdicts.planned_times = 0;
    CHECK(refusal(enter(verdicts)) == "monitor.number_wanted");
    verdicts.planned_times = 2;
    verdicts.reach = 1250;
    must(enter(verdicts));
    const auto all =
        must(read([&](store::Tx& tx) { return Monitoring::of_dossier(tx, demo.office.id, id); }));
    for (const auto& one : all) {
        CHECK(one.verdicts.complete() == (one.airing.id == airing.id));
        if (one.airing.id == airing.id) CHECK(one.verdicts.reach == 1250);
    }
    const auto complete = [&](const std::string& channel) {
        return must(read(
            [&](store::Tx& tx) { return Monitoring::complete(tx, demo.office.id, id, channel); }));
    };
    CHECK(complete("facebook"));
    CHECK(!complete(""));
}

TEST_CASE_FIXTURE(Loop, "the notice to the requester carries every link, and WhatsApp is vouched") {
    const auto id = published();
    const auto agus = who("agus");
    const auto words =
        must(read([&](store::Tx& tx) { return RequesterNotices::draft(tx, agus, id, Zone{7}); }));
    for (const auto& airing : airings_of(id)) {
        if (airing.state == AiringState::aired) CHECK(words.find(airing.url) != std::string::npos);
    }
    CHECK(RequesterNotices::whatsapp_link("0812-3456 789", "Halo & dunia") ==
          "https://wa.me/628123456789?text=Halo%20%26%20dunia");
    CHECK(RequesterNotices::whatsapp_link("12", "x").empty());
    const auto tell = [&](TellingWay way, const std::string& address) {
        return write([&](store::Tx& tx) {
            return RequesterNotices::tell(tx, dossiers, agus, id, way, address, words, "", now);
        });
    };
    CHECK(refusal(tell(TellingWay::email, "x")) == "email.not_one");
    CHECK(refusal(tell(TellingWay::whatsapp, "x")) == "telling.number_wanted");
    CHECK(refusal(tell(TellingWay::other, " ")) == "telling.how_wanted");
    must(tell(TellingWay::email, "lurah@sukasari.example"));
    must(tell(TellingWay::whatsapp, "0812 3456 7890"));
    const auto told = must(
        read([&](store::Tx& tx) { return RequesterNotices::of_dossier(tx, demo.office.id, id); }));
    REQUIRE(told.size() == 2);
    CHECK(told[1].mail->state == MailState::waiting);
}

TEST_CASE_FIXTURE(Loop, "the report of a case holds its links, times and verdicts") {
    const auto id = published();
    const auto agus = who("agus");
    CaseReports reports(db(), dossiers, people, vault, sop::default_calendar());
    const auto made = must(reports.draw(agus, id, "Lancar & <baik>.", now));
    must(write([&](store::Tx& tx) { return reports.keep(tx, agus, id, made); }));
    CHECK(must(vault.read(demo.office.id, made.pdf_sha256)).starts_with("%PDF"));
    const auto html = must(vault.read(demo.office.id, made.html_sha256));
    for (const auto& airing : airings_of(id)) CHECK(html.find(airing.url) != std::string::npos);
    CHECK(html.find("Lancar &amp; &lt;baik&gt;.") != std::string::npos);
    CHECK(html.find("Imunisasi dimulai Senin.") != std::string::npos);
    CHECK(html.find("src=\"http") == std::string::npos);
    const auto all =
        must(read([&](store::Tx& tx) { return CaseReports::of_dossier(tx, demo.office.id, id); }));
    CHECK(all.size() == 1);
}

}  // namespace
}  // namespace kentongan::tests
