// Copies on outside channels after the portal's article was corrected or withdrawn; accounts that
// end.
#include "cast_office.h"
#include "doubles.h"
#include "office/airing_rows.h"
#include "office/copy_changes.h"
#include "office/notices.h"

namespace kentongan::tests {
namespace {

using namespace std::chrono_literals;

/// Singkawang on air: the website, Facebook by its client, Instagram by a person.
struct OnAir : Stage {
    Doubles doubles;
    Outward outward = [this] {
        Outward made;
        made.http = doubles.limits;
        made.bases["facebook"] = doubles.at("facebook");
        return made;
    }();
    Airings real{db(), dossiers, vault, "https://sukamaju.example", clock(), outward};
    CopyChanges changes{db(), real, clock()};
    DossierId dossier;
    Who wati = who("wati"), dewi = who("dewi"), agus = who("agus");

    OnAir() {
        now = doubles.now();
        outbox.employ("publish", real);
        outbox.employ("ubah", changes);
        must(write([&](store::Tx& tx) -> Result<void> {
            auto accounts = TRY(Airings::accounts(tx, demo.office.id));
            for (auto& account : accounts) {
                if (account.channel.value != "facebook") continue;
                account.mode = Mode::automatic;
                TRY(Airings::change_account(tx, wati, account, now));
                TRY(Airings::set_up(tx, wati, account.id, {{"account", "1020304050"}}));
                TRY(real.let_in(tx, wati, account.id, {{"access_token", "fb-page-0"}}, now + 240h));
            }
            return {};
        }));
        dossier = at_step("4");
        for (const auto* channel : {"website", "facebook"}) {
            const auto id = airing_on(dossier, channel).id;
            must(write([&](store::Tx& tx) { return real.send(tx, agus, id); }));
        }
        run();
        const auto instagram = airing_on(dossier, "instagram").id;
        must(write([&](store::Tx& tx) {
            return real.record_link(tx, agus, instagram, "https://www.instagram.com/p/x1/");
        }));
    }
    void run() {
        for (int i = 0; i < 8; ++i) {
            now = doubles.now();
            must(outbox.run_due(now));
            doubles.pass(90s);
        }
        now = doubles.now();
    }
    ArticleId article() {
        return must(read([&](store::Tx& tx) { return Website::newest(tx, demo.office.id, {}, 1); }))
            .at(0)
            .id;
    }
    /// Of one channel, the newest first among those that are done and those that are not.
    std::vector<CopyChange> on(const std::string& channel) {
        auto all = must(read([&](store::Tx& tx) { return CopyChanges::list(tx, dewi, 20); }));
        std::erase_if(all, [&](const CopyChange& one) {
            return one.airing.account.channel.value != channel;
        });
        return all;
    }
    std::string states(const std::string& channel) {
        std::string all;
        for (const auto& one : on(channel)) {
            all +=
                cat(all.empty() ? "" : " ", one.withdraw ? "tarik:" : "ralat:", word_of(one.state));
        }
        return all;
    }
};

TEST_CASE_FIXTURE(OnAir, "copies are put right by their client, or by a person with the link") {
    CHECK(airing_on(dossier, "facebook").state == AiringState::aired);
    const auto changed = article();
    const auto rudi = who("rudi");
    must(write([&](store::Tx& tx) {
        return CopyChanges::spread(tx, dewi, {}, changed, false, "Hari Selasa.", now);
    }));
    CHECK(states("instagram") == "ralat:tugas");
    CHECK(states("facebook") == "ralat:antre");
    run();
    CHECK(states("instagram") == "ralat:tugas");
    CHECK(states("facebook") == "ralat:selesai");
    CHECK(write_json(JsonArray{doubles.posts("facebook").at(0)}).find("Hari Selasa.") !=
          std::string::npos);
    const auto task = on("instagram").at(0);
    CHECK(task.airing.url == "https://www.instagram.com/p/x1/");
    CHECK(!write([&](store::Tx& tx) { return CopyChanges::mark_done(tx, rudi, task.id, now); }));
    must(write([&](store::Tx& tx) { return CopyChanges::mark_done(tx, dewi, task.id, now); }));
    must(write([&](store::Tx& tx) {
        return CopyChanges::spread(tx, dewi, {}, changed, true, "Ditarik.", now);
    }));
    run();
    CHECK(states("instagram") == "tarik:tugas ralat:selesai");
    CHECK(states("facebook") == "tarik:selesai ralat:selesai");
    CHECK(doubles.violations() == "[]");
    CHECK(doubles.duplicates() == "[]");
}

TEST_CASE_FIXTURE(OnAir, "who keeps the channels is told two weeks before an account ends, once") {
    const auto warn = [&] {
        return must(
            write([&](store::Tx& tx) { return Airings::warn_expiring(tx, demo.office.id, now); }));
    };
    CHECK(warn() == 1);
    CHECK(warn() == 1);
    const auto told = [&] {
        int count = 0;
        for (const auto& one :
             must(read([&](store::Tx& tx) { return Notices::of(tx, wati, {}, 100); }))) {
            count += one.kind == "akun_berakhir" ? 1 : 0;
        }
        return count;
    };
    CHECK(told() == 1);
    now += 24h * 8;
    warn();
    warn();
    CHECK(told() == 2);
}

}  // namespace
}  // namespace kentongan::tests
