// Which pictures go to which channel, and in what order: chosen, marked, sent.
#include "cast_office.h"
#include "office/text_checks.h"

namespace kentongan::tests {
namespace {

/// A text with three pictures, at Singkawang's second step.
struct Pictures : Stage {
    DossierId id = at_step("2");
    std::vector<std::string> shas = {};

    Pictures() {
        for (int width = 3; width < 6; ++width) {
            shas.push_back(must(add_picture("rudi", id, png(width))).sha256);
        }
    }
    Result<std::int64_t> pick(const std::string& by, const std::string& channel,
                              const std::vector<std::string>& pictures) {
        const auto person = who(by);
        return write([&](store::Tx& tx) -> Result<std::int64_t> {
            const auto content = TRY(Contents::of_dossier(tx, demo.office.id, id));
            Draft draft = content.draft;
            draft.picks[channel] = pictures;
            return contents.save_draft(tx, person, id, draft, content.draft_revision);
        });
    }
    std::vector<std::string> going(const std::string& channel) {
        std::vector<std::string> all;
        for (const auto& file : post_for(content(id).draft, channel).files) {
            all.push_back(file.sha256);
        }
        return all;
    }
};

TEST_CASE_FIXTURE(Pictures, "a channel takes the pictures it was given, in their order") {
    const auto before = content(id).draft_hash;
    CHECK(going("facebook") == shas);
    must(pick("rudi", "facebook", {shas[2], shas[0]}));
    CHECK(going("facebook") == std::vector{shas[2], shas[0]});
    CHECK(going("instagram") == shas);
    const auto chosen = content(id);
    CHECK(chosen.draft_hash != before);
    // The canonical form tells it whole, with a text of its own and without.
    const auto bytes = canonical_content(chosen.draft, chosen.kind);
    const auto again = must(Contents::draft_from(bytes));
    CHECK(again.picks == chosen.draft.picks);
    CHECK(again.variants.empty());
    CHECK(canonical_content(again, chosen.kind) == bytes);

    // All of them in the item's order is no choice, and the hash is what it was.
    must(pick("rudi", "facebook", shas));
    CHECK(content(id).draft.picks.empty());
    CHECK(content(id).draft_hash == before);
    // None is a choice; strangers and twins are left out; unknown channels are refused.
    must(pick("rudi", "facebook", {}));
    CHECK(going("facebook").empty());
    must(pick("rudi", "facebook", {shas[1], std::string(64, 'f'), shas[1]}));
    CHECK(going("facebook") == std::vector{shas[1]});
    CHECK(refusal(pick("rudi", "karangan", {})) == "channel.unknown");
    // A picture that is taken out goes nowhere any more.
    const auto rudi = who("rudi");
    must(write([&](store::Tx& tx) { return contents.remove_picture(tx, rudi, id, shas[1]); }));
    CHECK(going("facebook").empty());
    CHECK(going("instagram") == std::vector{shas[0], shas[2]});
}

TEST_CASE_FIXTURE(Pictures, "the limits of the channel count what goes there") {
    for (int width = 6; width < 15; ++width) must(add_picture("rudi", id, png(width)));
    const auto problems = [&](const std::string& channel) {
        std::string all;
        const auto post = post_for(content(id).draft, channel);
        for (const auto& issue : delivery::problems(post, *delivery::profile_of(channel))) {
            all += cat(issue.field, ".", issue.rule, " ");
        }
        return all;
    };
    CHECK(problems("x") == "media.too_many ");
    must(pick("rudi", "x", {shas[0]}));
    CHECK(problems("x") == "");
    must(pick("rudi", "instagram", {}));
    CHECK(problems("instagram") == "media.missing ");
}

TEST_CASE_FIXTURE(Pictures,
                  "what leaves is the choice that was marked; a later one voids the mark") {
    must(pick("rudi", "facebook", {shas[2], shas[0]}));
    must(finish("rudi", id, "2"));
    must(finish("sari", id, "3", "ya", {}, {}, content(id).draft_hash));
    const auto sent_to = [&](const std::string& channel) {
        const auto airing = airing_on(id, channel).id;
        const auto post =
            must(read([&](store::Tx& tx) { return airings.post_of(tx, demo.office.id, airing); }));
        std::vector<std::string> all;
        for (const auto& file : post.files) all.push_back(file.sha256);
        return all;
    };
    CHECK(sent_to("facebook") == std::vector{shas[2], shas[0]});
    CHECK(sent_to("instagram") == shas);
    REQUIRE(view("sari", id).approved_hash);

    must(dossiers.act(who("agus"), id, sop::Recall{"Gambar keliru.", {"2"}}));
    must(pick("rudi", "facebook", {shas[0]}));
    must(finish("rudi", id, "2"));
    const auto after = view("sari", id);
    CHECK(!after.approved_hash);
    REQUIRE(after.marks.size() == 1);
    CHECK(after.marks[0].voided);
}

}  // namespace
}  // namespace kentongan::tests
