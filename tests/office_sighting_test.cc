// The public view of an airing, fetched from a real page: what stands there, whose picture it is.
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>

#include "cast_office.h"
#include "delivery/http.h"
#include "drawn_png.h"
#include "loopback.h"
#include "media/render.h"
#include "office/likeness.h"
#include "office/sightings.h"

namespace kentongan::tests {
namespace {

using namespace std::chrono_literals;

TEST_CASE("a picture's address is found where the page has it, and read as a browser reads it") {
    const std::string page = "https://situs.example/kabar/hari-ini?asal=/beranda";
    CHECK(delivery::address_on(page, "foto.jpg") == "https://situs.example/kabar/foto.jpg");
    CHECK(delivery::address_on(page, "/m/foto.jpg?u=https://x.example") ==
          "https://situs.example/m/foto.jpg?u=https://x.example");
    CHECK(delivery::address_on(page, " //cdn.example/foto.jpg ") == "https://cdn.example/foto.jpg");
    CHECK(delivery::address_on(page, "HTTP://lain.example/a") == "http://lain.example/a");
    CHECK(delivery::address_on(page, "../m/foto.jpg") == "https://situs.example/m/foto.jpg");
    CHECK(delivery::address_on(page, "?p=2") == "https://situs.example/kabar/hari-ini?p=2");
    CHECK(delivery::address_on("https://situs.example", "a.png") == "https://situs.example/a.png");
    for (const auto* none : {"data:image/png;base64,AAAA", "javascript:alert(1)", "file:///etc/x",
                             "ftp://x.example/a", ""}) {
        CAPTURE(none);
        CHECK(delivery::address_on(page, none).empty());
    }
    const auto found = picture_addresses(
        "<img srcset='kecil.jpg 480w, besar.jpg 1200w' src=kecil.jpg>"
        "<picture><source srcset='a.webp, b.webp 2x'><img src=a.jpg></picture><img src=a.jpg>"
        "<meta name=twitter:image content=t.jpg><meta property='og:image' content='og.jpg'>");
    CHECK(joined(found, " ") == "t.jpg og.jpg besar.jpg kecil.jpg b.webp a.jpg");
    std::string many;
    for (int i = 0; i < 1000; ++i) many += cat("<img src=", i, ".png>");
    CHECK(picture_addresses(many).size() == 20);
}

/// A site of a few pages; "" answers never.
class Site {
  public:
    Site() : server_([this](Peer& peer) { answer(peer); }) {}
    void put(const std::string& path, const std::string& body, int status = 200) {
        const std::lock_guard guard(lock_);
        pages_[path] = cat("HTTP/1.1 ", status, " X\r\nContent-Length: ", body.size(),
                           "\r\nConnection: close\r\n\r\n", body);
    }
    void lead(const std::string& path, const std::string& target) {
        const std::lock_guard guard(lock_);
        pages_[path] = cat("HTTP/1.1 302 X\r\nLocation: ", target,
                           "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }
    void hold(const std::string& path) {
        const std::lock_guard guard(lock_);
        pages_[path].clear();
    }
    std::string place() const { return server_.place(); }
    std::string at(const std::string& path) const { return cat("http://", place(), path); }
    int connections() const { return server_.connections(); }

  private:
    void answer(Peer& peer) {
        const auto line = peer.hear();
        while (peer.hear().size() > 2) {
        }
        const auto start = line.find(' ') + 1;
        const auto path = line.substr(start, line.find(' ', start) - start);
        std::string reply = "HTTP/1.1 404 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        {
            const std::lock_guard guard(lock_);
            if (const auto its = pages_.find(path); its != pages_.end()) reply = its->second;
        }
        if (reply.empty()) return peer.outlast();
        peer.say(reply);
    }

    std::mutex lock_;
    std::map<std::string, std::string> pages_;
    Loopback server_;
};

const std::string words =
    "<title>Jadwal imunisasi</title><p>Imunisasi dimulai Senin.</p><p>Bawa buku KIA.</p>";

/// Singkawang on air, with a picture that can be drawn, seen on a page of ours.
class Shown : public Stage {
  public:
    Shown() {
        id = open("dewi", "Jadwal imunisasi", "singkawang");
        must(write_text("dewi", id, "Imunisasi dimulai Senin.\n\nBawa buku KIA."));
        must(finish("dewi", id, "1"));
        must(add_picture("rudi", id, drawn_png(hills)));
        must(finish("rudi", id, "2"));
        must(finish("sari", id, "3", "ya", {}, {}, content(id).draft_hash));
        const auto agus = who("agus");
        airing = airing_on(id, "instagram").id;
        must(write([&](store::Tx& tx) {
            return airings.record_link(tx, agus, airing, "https://www.instagram.com/p/1");
        }));
        must(write([&](store::Tx& tx) -> Result<void> {
            TRY(tx.run("UPDATE airing SET url = $3 WHERE office_id = $1 AND id = $2",
                       demo.office.id, airing, site.at("/kabar/p")));
            return {};
        }));
        for (const auto& file : content(id).draft.files)
            approved = must(vault.path_of(demo.office.id, file.sha256)).string();
    }
    Sighting look() {
        const EyeOptions options{
            .also_allowed = {site.place()}, .browser = "/tidak/ada", .picture_time = 400ms};
        Sightings eyes(db(), vault, PublicEye(options), clock());
        const auto seen = must(eyes.look(who("agus"), id, airing));
        return must(
            read([&](store::Tx& tx) { return Sightings::one(tx, demo.office.id, id, seen); }));
    }
    std::string picture_on(const std::string& html) {
        site.put("/kabar/p", words + html);
        const auto seen = look();
        CHECK(seen.answer == "200");
        CHECK(seen.percent == 100);
        return seen.picture;
    }
    /// As a channel packs it again.
    std::string packed() const {
        const auto path = std::filesystem::temp_directory_path() / cat("kemas-", fresh_key());
        REQUIRE(media::render(approved, path, {"", 40, 40}, {}));
        std::ifstream in(path, std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(in), {}};
        std::filesystem::remove(path);
        return bytes;
    }

    Site site;
    DossierId id = {};
    AiringId airing = {};
    std::string approved = {};
};

TEST_CASE_FIXTURE(Shown, "the approved picture is known on the public page, wherever it stands") {
    site.put("/kabar/foto", packed());
    site.put("/m/foto", packed());
    site.put("/lambang.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    site.put("/lain", drawn_png(houses));
    CHECK(picture_on("<img src='foto'>") == "turunan");
    CHECK(picture_on("<img src='/m/foto'>") == "turunan");
    CHECK(picture_on(cat("<img src='//", site.place(), "/m/foto'>")) == "turunan");
    CHECK(picture_on("<img srcset='/lain 100w, /m/foto 900w'>") == "turunan");
    CHECK(picture_on("<meta property='og:image' content='/m/foto'><img src=/lambang.svg>") ==
          "turunan");
    std::string many;
    for (int i = 0; i < 9; ++i) many += cat("<img src='/lain?", i, "'>");
    for (int i = 0; i < 9; ++i) site.put(cat("/lain?", i), drawn_png(houses));
    CHECK(picture_on(many + "<img src='/m/foto'>") == "turunan");
    site.put("/asli", drawn_png(hills));
    site.lead("/dialihkan", "/asli");
    CHECK(picture_on("<img src='/dialihkan'>") == "sama");
}

TEST_CASE_FIXTURE(Shown,
                  "a wrong picture is found, and what could not be seen is not called wrong") {
    site.put("/lain", drawn_png(houses));
    site.put("/lambang.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    CHECK(picture_on("<img src='/lain'><img src='/lambang.svg'>") == "lain");
    CHECK(picture_on("") == "beda");
    site.hold("/lambat");
    CHECK(picture_on("<img src='/lambat'>") == "tidak_dibanding");
    CHECK(picture_on("<img src='/lain'><img src='/lambat'>") == "tidak_dibanding");
    site.put("/rusak", "bukan gambar");
    CHECK(picture_on("<img src='/lain'><img src='/rusak'>") == "tidak_dibanding");
    CHECK(picture_on("<img src='/lain'><img src='/tidak-ada'>") == "tidak_dibanding");
    CHECK(picture_on("<img src='/lain'><img src='data:image/png;base64,AA'>") == "tidak_dibanding");
    // Larger than we take, and more of them than we look at.
    site.put("/besar", std::string(9 * 1024 * 1024, 'x'));
    CHECK(picture_on("<img src='/lain'><img src='/besar'>") == "tidak_dibanding");
    std::string many;
    for (int i = 0; i < 12; ++i) many += cat("<img src='/lain?", i, "'>");
    for (int i = 0; i < 12; ++i) site.put(cat("/lain?", i), drawn_png(houses));
    CHECK(picture_on(many) == "tidak_dibanding");
    // Nobody is led into a house of ours: neither by the page nor by a redirect.
    const Site inner;
    CHECK(picture_on(cat("<img src='http://", inner.place(), "/rahasia'>")) == "tidak_dibanding");
    site.lead("/alih", cat("http://", inner.place(), "/rahasia"));
    CHECK(picture_on("<img src='/alih'>") == "tidak_dibanding");
    CHECK(inner.connections() == 0);
}

TEST_CASE_FIXTURE(Shown,
                  "a page that is closed, cut or moved says so, and only what is in view fits") {
    const auto agus = who("agus");
    const auto judge = [&](SightingId seen, bool fits) {
        return write(
            [&](store::Tx& tx) { return Sightings::judge(tx, agus, id, seen, fits, "x", now); });
    };
    site.put("/kabar/p", "Konten ini tidak tersedia.", 403);
    auto seen = look();
    CHECK(seen.answer == "403");
    CHECK(seen.picture.empty());
    CHECK(refusal(judge(seen.id, true)) == "display.not_in_view");
    site.put("/kabar/p", "<title>Jadwal imunisasi</title><p>Imunisasi dimulai … selengkapnya</p>");
    seen = look();
    CHECK(seen.percent < 100);
    CHECK(joined(seen.missing, "|") == "Imunisasi dimulai Senin.|Bawa buku KIA.");
    site.lead("/kabar/p", "/kabar/baru");
    site.put("/kabar/baru", words + "<img src='foto'>");
    site.put("/kabar/foto", packed());
    seen = look();
    CHECK(seen.percent == 100);
    CHECK(seen.picture == "turunan");
    must(judge(seen.id, true));
    site.lead("/kabar/p", "/kabar/p");
    CHECK(refusal(judge(look().id, true)) == "display.not_in_view");
}

}  // namespace
}  // namespace kentongan::tests
