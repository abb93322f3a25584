// The vault: bytes under their hash, durable before they are answered for, erased for good.
#include <doctest/doctest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "base/secret.h"
#include "files/vault.h"

namespace kentongan::tests {
namespace {

namespace fs = std::filesystem;
using files::Stored;
using files::Vault;

constexpr OfficeId here{1}, elsewhere{2};

/// A vault in a folder of its own.
class TestVault {
  public:
    TestVault()
        : root_(fs::temp_directory_path() / ("kentongan_vault_" + std::to_string(fresh_key()))),
          vault(*Vault::open(root_ / "berkas")) {}
    ~TestVault() { fs::remove_all(root_); }
    TestVault(const TestVault&) = delete;
    TestVault& operator=(const TestVault&) = delete;

    fs::path file_with(const std::string& bytes) {
        const auto path = vault.temporary();
        REQUIRE(path);
        std::ofstream(*path, std::ios::binary) << bytes;
        return *path;
    }
    std::size_t count() const {
        std::size_t files = 0;
        for (const auto& entry : fs::recursive_directory_iterator(root_)) {
            files += entry.is_regular_file() ? 1 : 0;
        }
        return files;
    }
    const fs::path& folder() const { return root_; }

  private:
    fs::path root_;

  public:
    Vault vault;
};

/// When the file was put, as the sweeper sees it.
Instant put_time(const fs::path& path) {
    const auto at = std::chrono::file_clock::to_sys(fs::last_write_time(path));
    return std::chrono::floor<milliseconds>(at);
}

Result<bool> nobody_knows(OfficeId, const std::string&) {
    return false;
}

TEST_CASE("bytes are kept under their hash and come back the same") {
    TestVault test;
    const std::string bytes("foto \0\xff rapat", 13);
    const auto stored = test.vault.put_bytes(here, bytes);
    REQUIRE(stored);
    CHECK(*stored == Stored{sha256_hex(bytes), 13});
    CHECK(*test.vault.read(here, stored->sha256) == bytes);
    CHECK(test.vault.verify(here, stored->sha256));
    const auto path = test.vault.path_of(here, stored->sha256);
    REQUIRE(path);
    CHECK(path->parent_path().filename() == stored->sha256.substr(0, 2));
    CHECK(fs::status(*path).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("an upload is taken over, whatever its size") {
    TestVault test;
    for (const std::size_t size : {0UL, 1UL, 1'048'576UL, 3'000'001UL}) {
        const std::string bytes(size, 'v');
        const auto path = test.file_with(bytes);
        const auto stored = test.vault.put_file(here, path);
        REQUIRE(stored);
        CHECK(*stored == Stored{sha256_hex(bytes), static_cast<std::int64_t>(size)});
        CHECK(!fs::exists(path));
        CHECK(*test.vault.read(here, stored->sha256) == bytes);
    }
}

TEST_CASE("an upload from another disk is copied") {
    TestVault test;
    const auto path = fs::path("/dev/shm") / ("kentongan_" + std::to_string(fresh_key()));
    std::ofstream(path) << "dari cakram lain";
    const auto stored = test.vault.put_file(here, path);
    REQUIRE(stored);
    CHECK(*test.vault.read(here, stored->sha256) == "dari cakram lain");
    CHECK(!fs::exists(path));
    CHECK(test.count() == 1);
}

TEST_CASE("the same bytes are kept once in an office, and apart in two") {
    TestVault test;
    const auto one = test.vault.put_bytes(here, "sama");
    REQUIRE(one);
    CHECK(*test.vault.put_bytes(here, "sama") == *one);
    CHECK(test.count() == 1);
    REQUIRE(test.vault.put_bytes(elsewhere, "sama"));
    CHECK(test.count() == 2);

    REQUIRE(test.vault.remove(here, one->sha256));
    CHECK(!test.vault.read(here, one->sha256));
    CHECK(test.vault.read(elsewhere, one->sha256));
    CHECK(test.vault.remove(here, one->sha256));
}

TEST_CASE("what is no hash, or not there, is not found") {
    TestVault test;
    for (const std::string name : {"", "../../rahasia", "a", "/etc/passwd"}) {
        const auto path = test.vault.path_of(here, name);
        REQUIRE(!path);
        CHECK(path.error().kind == Kind::not_found);
        CHECK(test.vault.remove(here, name));
    }
    CHECK(test.vault.read(here, std::string(64, 'a')).error().kind == Kind::not_found);
}

TEST_CASE("bytes that rotted are refused, never served") {
    TestVault test;
    const auto stored = test.vault.put_bytes(here, std::string(5'000, 'x'));
    REQUIRE(stored);
    std::fstream file(*test.vault.path_of(here, stored->sha256));
    file.seekp(2'500);
    file << 'y' << std::flush;
    const auto read = test.vault.read(here, stored->sha256);
    REQUIRE(!read);
    CHECK(read.error().issues == std::vector<Issue>{{"file", "damaged"}});
    CHECK(!test.vault.verify(here, stored->sha256));
    // Putting the right bytes again repairs it.
    REQUIRE(test.vault.put_bytes(here, std::string(5'000, 'x')));
    CHECK(test.vault.verify(here, stored->sha256));
}

TEST_CASE("the sweep takes what is older than a day and unknown, and forsaken uploads") {
    TestVault test;
    const auto known = test.vault.put_bytes(here, "dipakai");
    const auto unknown = test.vault.put_bytes(here, "terlupa");
    REQUIRE((known && unknown));
    const auto upload = test.file_with("belum selesai");
    const auto is_known = [&](OfficeId office, const std::string& sha256) -> Result<bool> {
        CHECK(office == here);
        return sha256 == known->sha256;
    };
    const auto put = put_time(*test.vault.path_of(here, unknown->sha256));
    CHECK(*test.vault.sweep(put + std::chrono::hours(23), is_known) == 0);
    CHECK(test.count() == 3);
    CHECK(*test.vault.sweep(put + std::chrono::hours(25), is_known) == 2);
    CHECK(test.vault.read(here, known->sha256));
    CHECK(!test.vault.read(here, unknown->sha256));
    CHECK(!fs::exists(upload));
}

TEST_CASE("a sweep that cannot ask takes nothing") {
    TestVault test;
    const auto stored = test.vault.put_bytes(here, "penting");
    REQUIRE(stored);
    const auto later = put_time(*test.vault.path_of(here, stored->sha256)) + std::chrono::hours(48);
    const auto swept = test.vault.sweep(later, [](OfficeId, const std::string&) -> Result<bool> {
        return Error{Kind::unavailable, "the database is away"};
    });
    CHECK(!swept);
    CHECK(test.vault.read(here, stored->sha256));
}

TEST_CASE("bytes put anew are young again, however old their first copy is") {
    TestVault test;
    const auto stored = test.vault.put_bytes(here, "lama");
    REQUIRE(stored);
    const auto path = *test.vault.path_of(here, stored->sha256);
    const auto first = put_time(path);
    fs::last_write_time(path, fs::last_write_time(path) - std::chrono::hours(100));
    const auto upload = test.file_with("lama");
    fs::last_write_time(upload, fs::last_write_time(upload) - std::chrono::hours(100));
    REQUIRE(test.vault.put_file(here, upload));
    CHECK(*test.vault.sweep(first + std::chrono::hours(1), nobody_knows) == 0);
    CHECK(test.vault.read(here, stored->sha256));
}

TEST_CASE("many may put the same bytes while the sweep is going") {
    TestVault test;
    std::atomic<int> failed = 0;
    std::vector<std::jthread> crowd;
    for (int i = 0; i < 8; ++i) {
        crowd.emplace_back([&] {
            for (int k = 0; k < 20; ++k) {
                const auto stored = test.vault.put_bytes(here, "rebutan " + std::to_string(k % 3));
                if (!stored || !test.vault.read(here, stored->sha256)) ++failed;
            }
        });
    }
    const auto soon = put_time(test.folder());
    for (int k = 0; k < 50; ++k) CHECK(test.vault.sweep(soon, nobody_knows));
    crowd.clear();
    CHECK(failed == 0);
    CHECK(test.count() == 3);
}

TEST_CASE("a folder that cannot be, and a disk without room, are refused with a reason") {
    const auto nowhere = Vault::open("/proc/self/berkas");
    REQUIRE(!nowhere);
    CHECK(nowhere.error().issues.front().rule == "unwritable");
    CHECK(nowhere.error().why.ends_with("."));

    TestVault test;
    CHECK(test.vault.check_room(0));
    const auto full = test.vault.check_room(test.vault.free_bytes());
    REQUIRE(!full);
    CHECK(full.error().kind == Kind::unavailable);
    CHECK(full.error().issues == std::vector<Issue>{{"file", "disk_full"}});
}

}  // namespace
}  // namespace kentongan::tests
