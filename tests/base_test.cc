// The small words everything else is built of.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>

#include "base/id.h"
#include "base/json.h"
#include "base/markup.h"
#include "base/secret.h"
#include "base/text.h"

namespace kentongan::tests {
namespace {

TEST_CASE("keys are in the order of their birth") {
    std::int64_t before = 0;
    for (int i = 0; i < 10'000; ++i) {
        const auto key = fresh_key();
        CHECK(key > before);
        before = key;
    }
}

TEST_CASE("JSON is read strictly") {
    CHECK(read_json(R"({"a":1,"b":[true,null,"x"]})"));
    CHECK(!read_json(R"({"a":1,"a":2})"));
    CHECK(!read_json(R"({"o":{"k":1,"k":2}})"));
    CHECK(read_json(R"([{"k":1},{"k":2}])"));
    CHECK(!read_json("{} x"));
    CHECK(!read_json(""));
    CHECK(!read_json("\"\xff\""));
    CHECK(!read_json(std::string(65, '[') + std::string(65, ']')));
    CHECK(read_json(std::string(64, '[') + std::string(64, ']')));
}

TEST_CASE("canonical JSON sorts members as RFC 8785 does") {
    const auto value = read_json(R"({"b":1,"a":"\u20ac\n","\ud83d\ude00":2,"\ufb33":3})");
    REQUIRE(value);
    CHECK(canonical_json(*value) ==
          "{\"a\":\"\u20ac\\n\",\"b\":1,\"\xf0\x9f\x98\x80\":2,\"\xef\xac\xb3\":3}");
}

TEST_CASE("text becomes canonical") {
    CHECK(canonical_text("a\r\nb\rc") == "a\nb\nc");
    CHECK(canonical_text("e\xcc\x81") == "\xc3\xa9");
    CHECK(is_utf8("Sambas \xe2\x80\x94 baik"));
    CHECK(!is_utf8("\xed\xa0\x80"));
    CHECK(slug_of("Jadwal imunisasi, Desember!") == "jadwal-imunisasi-desember");
}

TEST_CASE("times are shown as an Indonesian office writes them") {
    const auto time = from_iso("2026-11-20T03:42:00Z");
    REQUIRE(time);
    CHECK(long_date(*time, Zone{}) == "Jumat, 20 November 2026");
    CHECK(clock_time(*time, Zone{}) == "10.42 WIB");
    CHECK(clock_time(*time, Zone{9}) == "12.42 WIT");
    CHECK(iso_utc(*time + milliseconds{7}) == "2026-11-20T03:42:00.007Z");
    CHECK(from_iso(iso_utc(*time + milliseconds{7})) == *time + milliseconds{7});
    CHECK(!from_iso("2026-02-30T00:00:00Z"));
    CHECK(with_dots(1165) == "1.165");
    CHECK(with_dots(-1234567) == "-1.234.567");
    CHECK(duration_words(minutes{110}) == "1 jam 50 menit");
}

TEST_CASE("secrets are hashed, compared and made") {
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Sha256 pieces;
    pieces.add("a");
    pieces.add("bc");
    CHECK(pieces.hex() == sha256_hex("abc"));
    CHECK(base64url("\xfb\xff") == "-_8");
    CHECK(base64("\xfb\xff") == "+/8=");
    CHECK(base64("abc") == "YWJj");
    CHECK(fresh_token() != fresh_token());
    const auto hash = hash_password("rahasia");
    CHECK(password_matches(hash, "rahasia"));
    CHECK(!password_matches(hash, "Rahasia"));
    CHECK(!password_matches("bukan hash", "rahasia"));
}

TEST_CASE("what stands in markup is escaped, and titles are written in capitals") {
    CHECK(escaped("a < b & \"c\" > 'd'") == "a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;");
    CHECK(escaped("").empty());
    CHECK(escaped("<") == "&lt;");
    CHECK(in_capitals("Kabupaten Sukamaju, Ngawi-é") == "KABUPATEN SUKAMAJU, NGAWI-É");
}

TEST_CASE("a sealed secret is read with its own key alone") {
    const auto key = fresh_seal_key();
    const auto sealed = seal(key, "kata rahasia");
    CHECK(sealed.find("rahasia") == sealed.npos);
    CHECK(seal(key, "kata rahasia") != sealed);
    CHECK(*unseal(key, sealed) == "kata rahasia");
    CHECK(unseal(key, seal(key, ""))->empty());
    CHECK(unseal(fresh_seal_key(), sealed).error().issues.at(0).rule == "other_key");
    auto changed = sealed;
    changed.back() = changed.back() == 'A' ? 'B' : 'A';
    CHECK(!unseal(key, changed));
    for (const char* bad : {"", "s1.", "s1.00000000.AAAA", "polos"}) CHECK(!unseal(key, bad));
}

TEST_CASE("the key file is made once, for its owner alone, and is never replaced") {
    const auto folder = std::filesystem::temp_directory_path() / ("kunci-" + fresh_token());
    std::filesystem::create_directories(folder);
    const auto file = (folder / "kunci.segel").string();
    CHECK(seal_key_in(file, false).error().kind == Kind::not_found);
    const auto key = seal_key_in(file, true);
    REQUIRE(key);
    struct stat found {};
    REQUIRE(stat(file.c_str(), &found) == 0);
    CHECK((found.st_mode & 0777) == 0600);
    CHECK(seal_key_in(file, true)->bytes == key->bytes);
    std::filesystem::resize_file(file, 10);
    CHECK(seal_key_in(file, true).error().kind == Kind::invalid);
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace kentongan::tests
