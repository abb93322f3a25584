// The editor's media, remarks and comparisons, used by forms alone.
#include <doctest/doctest.h>

#include "media/render.h"
#include "web_cast.h"

namespace kentongan::tests {
namespace {

std::string chunk(const std::string& name, const std::string& body) {
    return std::string(3, '\0') + static_cast<char>(body.size()) + name + body +
           std::string(4, '\0');
}
std::string picture(char width) {
    const auto head = std::string("\0\0\0", 3) + width + std::string("\0\0\0\2\x08\2\0\0\0", 9);
    return "\x89PNG\r\n\x1A\n" + chunk("IHDR", head) + chunk("IDAT", "pixels") + chunk("IEND", "");
}

struct Desk {
    WebOffice office;
    Visitor dewi{office};
    std::string place, editor;
    Desk() {
        dewi.sign_in("dewi");
        const auto form = dewi.get("/berkas/baru");
        const auto done = dewi.submit(form, "/berkas/baru",
                                      {{"judul", "Jadwal imunisasi"},
                                       {"sop", std::to_string(office.singkawang().value)},
                                       {"asal", "gagasan"}});
        place = done.header("Location");
        place = place.substr(0, place.find('?'));
        editor = place + "/naskah";
    }
    void add(const std::string& bytes) {
        const auto form = Visitor::filled_form(dewi.get(editor), place + "/gambar", {{"alt", ""}});
        CHECK(dewi.upload(place + "/gambar", form, bytes).status == 303);
    }
    std::vector<std::string> hashes() {
        std::vector<std::string> all;
        const auto html = dewi.get(editor).html;
        const auto mark = cat("action=\"", place, "/gambar/");
        for (auto at = html.find(mark); at != html.npos; at = html.find(mark, at + 1)) {
            const auto hash = html.substr(at + mark.size(), 64);
            if (all.empty() || all.back() != hash) all.push_back(hash);
        }
        return all;
    }
    Seen submit(const std::string& action, const net::Fields& fields) {
        return dewi.submit(dewi.get(editor), action, fields);
    }
};

TEST_CASE("rights and people are told; only what may not be used holds a version") {
    Desk desk;
    desk.add(picture(3));
    const auto page = desk.dewi.get(desk.editor);
    CHECK(page.says("Hak pakai foto.png belum disebutkan"));
    CHECK(page.says("Teks alternatif foto.png belum ada"));
    const auto card = cat(desk.place, "/gambar/", desk.hashes().at(0));
    const auto tell = [&](const std::string& right) {
        return desk.submit(card, {{"alt", "Jadwal"},
                                  {"kredit", "Dinas"},
                                  {"hak", right},
                                  {"orang", "tanpa_orang"},
                                  {"fokus_x", "20"},
                                  {"fokus_y", "80"}});
    };
    CHECK(tell("apa").status == 422);
    CHECK(tell("tanpa").status == 303);
    const auto version = [&] {
        return desk.submit(desk.editor, {{"judul", "Jadwal"}, {"teks", "Isi."}, {"versi", "1"}});
    };
    const auto held = version();
    CHECK(held.status == 422);
    CHECK(held.says("tanpa hak pakai"));
    CHECK(tell("sendiri").status == 303);
    CHECK(version().status == 303);
    CHECK(desk.dewi.get(desk.editor).says("value=\"20\""));
}

TEST_CASE("media change places, and each person's remark is answered and settled") {
    Desk desk;
    desk.add(picture(3));
    desk.add(picture(4));
    const auto before = desk.hashes();
    REQUIRE(before.size() == 2);
    const auto moved =
        desk.submit(cat(desk.place, "/gambar/", before[1], "/geser"), {{"arah", "naik"}});
    CHECK(moved.status == 303);
    CHECK(desk.hashes() == std::vector{before[1], before[0]});
    const auto kept = desk.dewi.get(desk.place + "/jurnal");
    CHECK(kept.status == 200);
    CHECK(kept.says("mengubah urutan media foto.png"));

    CHECK(desk.submit(desk.place + "/catatan", {{"kata", " "}}).status == 422);
    CHECK(desk.submit(desk.place + "/catatan", {{"kata", "Sebut <b>tanggalnya</b>."}}).status ==
          303);
    auto page = desk.dewi.get(desk.editor);
    CHECK(page.says("Sebut &lt;b&gt;tanggalnya&lt;/b&gt;."));
    const auto settle = between(page.html, cat("action=\"", desk.place, "/catatan/"), "/selesai");
    const auto done = desk.submit(cat(desk.place, "/catatan/", settle, "/selesai"), {});
    CHECK(done.status == 303);
    CHECK(desk.dewi.get(desk.editor).says("Selesai oleh"));
    CHECK(desk.submit(desk.place + "/catatan", {{"kata", "Sudah."}, {"balas", settle}}).status ==
          303);
    CHECK(desk.submit(desk.place + "/catatan", {{"kata", "x"}, {"balas", "99"}}).status == 404);
}

TEST_CASE("any two versions stand side by side, and a channel's text is made from the article") {
    Desk desk;
    CHECK(desk.dewi.get(desk.place + "/banding").status == 404);
    const auto write = [&](const net::Fields& fields) {
        net::Fields all{{"judul", "Jadwal"}};
        all.insert(all.end(), fields.begin(), fields.end());
        return desk.submit(desk.editor, all);
    };
    CHECK(write({{"teks", "Mulai Senin di puskesmas."}, {"versi", "1"}}).status == 303);
    CHECK(write({{"teks", "Mulai Selasa di puskesmas. NIK 3520011203800001."}}).status == 303);
    const auto compared = desk.dewi.get(desk.place + "/banding?dari=1&ke=0");
    CHECK(compared.status == 200);
    CHECK(between(compared.html, "<del>", "</del>").find("Senin") != std::string::npos);
    CHECK(between(compared.html, "<ins>", "</ins>").find("Selasa") != std::string::npos);
    CHECK(desk.dewi.get(desk.place + "/banding?dari=7&ke=0").status == 404);
    CHECK(desk.dewi.get(desk.editor).says("Ada deretan angka seperti NIK (3520…01)"));
    CHECK(write({{"teks", std::string(3000, 'a') + " akhir"}, {"buat", "instagram"}}).status ==
          303);
    CHECK(desk.dewi.get(desk.editor).says("Jadwal …"));
}

TEST_CASE("a channel gets the pictures chosen for it, shown in its preview and at the review") {
    Desk desk;
    desk.add(picture(3));
    desk.add(picture(4));
    const auto shas = desk.hashes();
    REQUIRE(shas.size() == 2);
    const auto field = [](const std::string& sha) { return "gambar_facebook_" + sha; };
    const net::Fields text{{"judul", "Jadwal"}, {"teks", "Isi."}};
    const auto save = [&](const net::Fields& picks) {
        auto fields = Visitor::filled_form(desk.dewi.get(desk.editor), desk.editor, text);
        fields.insert(fields.end(), picks.begin(), picks.end());
        return desk.dewi.post(desk.editor, fields);
    };
    const auto going = [&] {
        const auto page = desk.dewi.get(desk.editor).html;
        const auto post = page.substr(page.find("data-channel=\"facebook\""));
        const auto pictures = between(post, "post-pictures", "</div>");
        return std::pair(pictures.find(shas[0]), pictures.find(shas[1]));
    };
    CHECK(going().first < going().second);
    REQUIRE(save({{field(shas[0]), "2"}, {field(shas[1]), "1"}}).status == 303);
    CHECK(going().first > going().second);
    CHECK(desk.dewi.get(desk.editor).says("Dipilih sendiri"));
    CHECK(desk.dewi.get(desk.place + "/periksa").says("Gambar di saluran ini: 2. foto.png, 1."));
    // A save without those fields, as from an older page, keeps the choice.
    auto old = Visitor::filled_form(desk.dewi.get(desk.editor), desk.editor, text);
    std::erase_if(old, [](const auto& one) { return one.first == "gambar_kanal"; });
    REQUIRE(desk.dewi.post(desk.editor, old).status == 303);
    CHECK(going().first > going().second);
    REQUIRE(save({{field(shas[0]), ""}, {field(shas[1]), "1"}}).status == 303);
    CHECK(going().first == std::string::npos);
    REQUIRE(save({{field(shas[0]), "1"}, {field(shas[1]), "2"}}).status == 303);
    CHECK(!desk.dewi.get(desk.editor).says("Dipilih sendiri"));
}

TEST_CASE("the worker renders a picture in the channel's size, and refuses what is none") {
    if (!media::can_render()) return;
    const auto folder = std::filesystem::temp_directory_path() / cat("kentongan_r_", fresh_key());
    std::filesystem::create_directories(folder);
    // A portable pixmap is no kind we take, and the worker does not read it either.
    std::ofstream(folder / "a.ppm") << "P6 2 2 255 123456789012";
    const auto* size = media::picture_size("potret");
    REQUIRE(size);
    CHECK(!media::render(folder / "a.ppm", folder / "a.jpg", *size, {}));
    CHECK(!media::render(folder / "nothing", folder / "a.jpg", *size, {}));
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace kentongan::tests
