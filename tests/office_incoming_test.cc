// Info masuk and the daily batch of Magetan: stock, pick, and bytes that stay as approved.
#include <algorithm>

#include "cast_office.h"
#include "office/incoming.h"

namespace kentongan::tests {
namespace {

class Magetan : public Stage {
  public:
    Result<void> add(const std::string& title, const std::string& medium = "WhatsApp Camat",
                     const std::string& body = "Isi.", const std::string& link = {}) {
        const auto nina = who("nina");
        return write([&](store::Tx& tx) {
            return Register::add(tx, nina, {{}, title, medium, body, link}, now);
        });
    }
    std::vector<Incoming> all() {
        return must(read([&](store::Tx& tx) { return Register::list(tx, demo.office.id, 100); }));
    }
    std::string ref_of(const std::string& title) {
        const auto entries = all();
        const auto found = std::ranges::find(entries, title, &Incoming::title);
        REQUIRE(found != entries.end());
        return found->ref;
    }
    Result<void> stock(DossierId id, const std::vector<std::string>& refs,
                       const std::string& by = "nina") {
        const auto person = who(by);
        return write(
            [&](store::Tx& tx) { return Register::take_stock(tx, person, id, refs, now); });
    }
    Result<void> pick(DossierId id, const std::vector<std::string>& refs,
                      const std::string& by = "nina") {
        const auto person = who(by);
        return write([&](store::Tx& tx) { return Register::pick(tx, person, id, refs, now); });
    }
    /// Singkawang to its end, so that its text is approved.
    DossierId approved() {
        const auto id = at_step("4");
        for (const auto& airing : airings_of(id)) {
            const auto agus = who("agus");
            must(write([&](store::Tx& tx) {
                return airings.waive(tx, agus, airing.id, "Tidak dipakai.");
            }));
        }
        must(finish("agus", id, "4"));
        REQUIRE(desk_of(id) == "selesai");
        return id;
    }
};

TEST_CASE_FIXTURE(Magetan, "the register takes what came in, and says what is missing") {
    must(add("Jalan rusak", "Koran", "Lubang di Jalan Melati."));
    CHECK(refusal(add("", "Koran")) == "title.required");
    CHECK(refusal(add("x", "")) == "medium.required");
    CHECK(refusal(add("x", "Koran", "")) == "incoming_body.required");
    CHECK(refusal(add("x", "Koran", "", "javascript:alert(1)")) == "source_link.not_a_link");
    must(add("Video", "YouTube", "", "https://youtu.be/abc"));
    CHECK(all().size() == 2);
}

TEST_CASE_FIXTURE(Magetan, "a batch takes stock, picks several and fixes them as one") {
    const auto from = approved();
    const auto hash = view("nina", from).approved_hash.value();
    must(add("Jalan rusak", "Koran", "Lubang di Jalan Melati."));
    must(add("Tidak dipakai"));
    const auto id = open("nina", "Harian Senin", "magetan");
    CHECK(refusal(finish("nina", id, "1")) == "item.missing");
    CHECK(refusal(stock(id, {})) == "incoming.none_chosen");
    CHECK(refusal(stock(id, {"info/1"})) == "incoming.unknown");
    CHECK(refusal(stock(id, {ref_of("Jalan rusak")}, "dewi")) == "task.not_yours");
    must(stock(id, {ref_of("Jalan rusak"), ref_of("Jadwal imunisasi")}));
    CHECK(refusal(pick(id, {ref_of("Jalan rusak")})) == "task.not_yours");  // not yet
    must(finish("nina", id, "1"));
    must(finish("nina", id, "2"));
    CHECK(refusal(finish("nina", id, "3")) == "item.missing");
    CHECK(refusal(pick(id, {ref_of("Tidak dipakai")})) == "incoming.unknown");
    must(pick(id, {ref_of("Jalan rusak"), ref_of("Jadwal imunisasi")}));
    must(pick(id, {ref_of("Jalan rusak")}));  // again is no second one
    auto batch = view("nina", id);
    REQUIRE(batch.items.size() == 2);
    CHECK(batch.items[1].draft_hash == hash);
    CHECK(batch.items[1].draft.files.size() == 1);
    must(finish("nina", id, "3"));
    batch = view("nina", id);
    CHECK(batch.approved_hash == batch.package.latest->hash);
    CHECK(batch.items[1].latest->hash == hash);
    const auto bytes =
        must(read([&](store::Tx& tx) { return Contents::bytes_of(tx, demo.office.id, hash); }));
    CHECK(sha256_hex(bytes) == hash);
    const auto origins = must(read(
        [&](store::Tx& tx) { return Register::origins(tx, demo.office.id, batch.items[1].id); }));
    CHECK(origins.at(0).hash == hash);
    CHECK(origins.at(0).words == view("nina", from).number);
    CHECK(airings_of(id).size() == 12);  // two texts, six channels
    must(verify());
}

TEST_CASE_FIXTURE(Magetan, "who confirmed the material stands beside the text") {
    const auto id = open("dewi");
    const auto dewi = who("dewi");
    const auto confirm = [&](const std::string& words) {
        return write(
            [&](store::Tx& tx) { return Register::confirm_origin(tx, dewi, id, words, now); });
    };
    CHECK(refusal(confirm(" ")) == "origin_words.required");
    must(confirm("Kelurahan Sukasari, lewat surel"));
    const auto origins = must(
        read([&](store::Tx& tx) { return Register::origins(tx, demo.office.id, content(id).id); }));
    CHECK(origins.at(0).words == "Kelurahan Sukasari, lewat surel");
}

}  // namespace
}  // namespace kentongan::tests
