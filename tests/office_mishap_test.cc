// What goes wrong with a channel is told before sending where it can be known; else it is one clear
// task, and nothing is lost.
#include <filesystem>

#include "cast_office.h"
#include "office/notices.h"
#include "office/sightings.h"

namespace kentongan::tests {
namespace {

using namespace std::chrono_literals;

class Mishap : public Stage {
  public:
    Mishap() : id(at_step("4")), website(airing_on(id, "website").id) {}

    Result<void> send() {
        const auto agus = who("agus");
        return write([&](store::Tx& tx) { return airings.send(tx, agus, website); });
    }
    /// What the errand came to, in its words, and what those concerned were told.
    std::string told() {
        const auto news =
            must(read([&](store::Tx& tx) { return Notices::of(tx, who("agus"), NoticeId{}, 20); }));
        for (const auto& one : news) {
            if (one.kind == "kiriman_ditolak") return one.reason;
        }
        return {};
    }
    Airing after_run() {
        must(outbox.run_due(clock()));
        return airing_on(id, "website");
    }
    /// The step is still somebody's, and says what to do.
    void is_one_task(const std::string& words) {
        const auto airing = after_run();
        CHECK(airing.state == AiringState::rejected);
        CHECK_MESSAGE(airing.last_word.find(words) != std::string::npos, airing.last_word);
        CHECK_MESSAGE(told().find(words) != std::string::npos, told());
        CHECK(desk_of(id) == "4");
    }
    std::filesystem::path picture() {
        return must(vault.path_of(demo.office.id, content(id).draft.files.at(0).sha256));
    }
    void change(const std::function<void(Account&)>& what) {
        auto account = airing_on(id, "website").account;
        what(account);
        const auto agus = who("agus");
        must(write([&](store::Tx& tx) { return Airings::change_account(tx, agus, account, now); }));
    }

    DossierId id;
    AiringId website;
};

TEST_CASE_FIXTURE(Mishap,
                  "an account closed while a message waits for it: nothing leaves, one task") {
    must(send());
    change([](Account& account) { account.active = false; });
    is_one_task("sudah ditutup");
    change([](Account& account) { account.active = true; });
    must(send());
    CHECK(after_run().state == AiringState::aired);
}

TEST_CASE_FIXTURE(Mishap, "an account given back to hands while a message waits for it") {
    must(send());
    change([](Account& account) { account.mode = Mode::manual; });
    is_one_task("sekarang diunggah sendiri");
}

TEST_CASE_FIXTURE(Mishap, "media that are lost: told before sending, or one task afterwards") {
    must(send());
    const auto place = picture();
    const auto kept = std::filesystem::path(place.string() + ".simpan");
    std::filesystem::rename(place, kept);
    is_one_task("hilang atau rusak");
    CHECK(!send());  // known now, so it does not even wait in the queue
    std::filesystem::rename(kept, place);
    must(send());
    CHECK(after_run().state == AiringState::aired);
}

TEST_CASE_FIXTURE(Mishap,
                  "a text that an edit made too long for its channel is told before sending") {
    change([](Account& account) { account.mode = Mode::manual; });
    const auto dossier = open("dewi", "Kabar panjang", "singkawang");
    must(write_text("dewi", dossier, std::string(300, 'a')));
    must(finish("dewi", dossier, "1"));
    must(add_picture("rudi", dossier));
    must(finish("rudi", dossier, "2"));
    must(finish("sari", dossier, "3", "ya", {}, {}, content(dossier).draft_hash));
    const auto airing = airing_on(dossier, "instagram").id;
    const auto post =
        must(read([&](store::Tx& tx) { return airings.post_of(tx, demo.office.id, airing); }));
    CHECK(delivery::problems(post, *delivery::profile_of("instagram")).size() == 1);
    const auto flaws = delivery::problems(post, *delivery::profile_of("x"));
    REQUIRE(!flaws.empty());
    CHECK(flaws.front() == Issue{"text", "too_long", {"300", "280"}});
}

TEST_CASE_FIXTURE(Mishap, "what came back as wrong goes out anew only when it was taken down") {
    const auto agus = who("agus");
    const auto facebook = airing_on(id, "facebook").id;
    const auto act = [&](auto work) { return write([&](store::Tx& tx) { return work(tx); }); };
    must(act([&](auto& tx) {
        return airings.record_link(tx, agus, facebook, "https://www.facebook.com/p/1");
    }));
    const auto again = [&] {
        return act([&](auto& tx) { return airings.take_back(tx, agus, facebook); });
    };
    CHECK(refusal(again()) == "airing.not_queued");
    pass(1min);
    const auto seen = must(write(
        [&](store::Tx& tx) { return Sightings::by_hand(tx, agus, id, facebook, "", "", now); }));
    must(act([&](auto& tx) {
        return Sightings::judge(tx, agus, id, seen, false, "Gambar keliru", now);
    }));
    const auto before = airing_on(id, "facebook");
    must(again());
    const auto after = airing_on(id, "facebook");
    CHECK(after.state == AiringState::planned);
    CHECK(after.number == before.number + 1);
    CHECK(after.url.empty());
    CHECK(refusal(again()) == "airing.not_queued");
    pass(1min);
    must(act([&](auto& tx) {
        return airings.record_link(tx, agus, facebook, "https://www.facebook.com/p/2");
    }));
    CHECK(airing_on(id, "facebook").url == "https://www.facebook.com/p/2");
    // The old verdict says nothing of the new one.
    CHECK(refusal(again()) == "airing.not_queued");
    CHECK(must(verify()).first_broken == std::nullopt);
}

}  // namespace
}  // namespace kentongan::tests
