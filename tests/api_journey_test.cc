// A dossier from its opening to the news, by programs alone, and what the API refuses.
#include <algorithm>
#include <array>
#include <set>

#include "api_cast.h"

namespace kentongan::tests {
namespace {

// A red square of 16 by 16, in hex.
constexpr std::string_view png_hex =
    "89504e470d0a1a0a0000000d494844520000001000000010080200000090916836000000164944415478da63"
    "3860a040126218d530aa61f86a00003b7f10109fc4471f0000000049454e44ae426082";

std::string png() {
    std::string bytes;
    for (std::size_t i = 0; i < png_hex.size(); i += 2) {
        bytes += static_cast<char>(std::stoi(std::string(png_hex.substr(i, 2)), nullptr, 16));
    }
    return bytes;
}

std::string link_on(const std::string& channel) {
    static const std::map<std::string, std::string> links{
        {"instagram", "https://www.instagram.com/p/abc123/"},
        {"facebook", "https://www.facebook.com/sukamaju/posts/1"},
        {"x", "https://x.com/sukamaju/status/1"},
        {"youtube", "https://www.youtube.com/watch?v=abcdefghijk"},
        {"tiktok", "https://www.tiktok.com/@sukamaju/video/1"}};
    const auto found = links.find(channel);
    return found == links.end() ? "https://sukamaju.example/kabar/1" : found->second;
}

struct ApiTest : ApiOffice {
    /// Someone who may do this.
    std::string holder_of(std::string_view right) {
        for (const auto& [name, person] : demo.people) {
            auto reply = ask(name, "GET", "/api/v1/sesi");
            for (const auto& held : reply.object().at("rights").get_array()) {
                if (held == Json(right)) return name;
            }
        }
        FAIL("nobody holds ", std::string(right));
        return "";
    }

    Json new_dossier() {
        const auto sop = demo.sops.at("singkawang-2023").value;
        return JsonObject{{"title", "Jadwal imunisasi Desember"},
                          {"sop", std::to_string(sop)},
                          {"requester", "Dinas Kesehatan"}};
    }
    std::string open(const std::string& who) {
        auto reply = ask(who, "POST", "/api/v1/berkas", new_dossier());
        REQUIRE(reply.status == 201);
        return "/api/v1/berkas/" + text_of(reply.object(), "dossier");
    }

    void command(const std::string& who, const std::string& dossier, JsonObject wish) {
        const auto reply = ask(who, "POST", dossier + "/perintah", std::move(wish));
        REQUIRE_MESSAGE(reply.status == 200, write_json(reply.json));
    }

    void write(const std::string& who, const std::string& dossier) {
        auto draft = ask(who, "GET", dossier + "/naskah");
        REQUIRE(draft.status == 200);
        const auto saved = ask(who, "PUT", dossier + "/naskah",
                               JsonObject{{"revision", draft.object().at("revision")},
                                          {"title", "Jadwal imunisasi Desember"},
                                          {"text", "Warga diundang ke posyandu.\n\nGratis."}});
        REQUIRE_MESSAGE(saved.status == 200, write_json(saved.json));
        if (!draft.object().at("pictures").get_array().empty()) return;
        auto added = upload(who, dossier + "/gambar", png(), "Petugas di posyandu");
        REQUIRE_MESSAGE(added.status == 201, write_json(added.json));
        const auto address = text_of(added.object(), "address");
        CHECK(ask(who, "GET", address).type == "image/png");
        CHECK(ask(who, "PUT", address, JsonObject{{"alt", "Petugas"}}).status == 200);
        tell_of_media(who, dossier, address);
    }

    void tell_of_media(const std::string& who, const std::string& dossier,
                       const std::string& picture) {
        auto told = ask(who, "PUT", picture + "/keterangan",
                        JsonObject{{"usage_right", "sendiri"}, {"people", "tanpa_orang"}});
        REQUIRE_MESSAGE(told.status == 200, write_json(told.json));
        CHECK(ask(who, "PUT", picture + "/keterangan", JsonObject{{"people", "apa"}}).status ==
              422);
        CHECK(ask(who, "PUT", picture + "/urutan", JsonObject{{"up", true}}).status == 200);
        auto media = ask(who, "GET", dossier + "/media");
        CHECK(media.object().at("files").get_array().size() == 1);
        CHECK(media.object().at("warnings").get_array().empty());
        auto said = ask(who, "POST", dossier + "/catatan", JsonObject{{"words", "Sudah benar?"}});
        REQUIRE(said.status == 201);
        const auto remark = cat(dossier, "/catatan/", text_of(said.object(), "id"));
        CHECK(ask(who, "PUT", remark, JsonObject{{"settled", true}}).status == 200);
        auto remarks = ask(who, "GET", dossier + "/catatan");
        CHECK(!remarks.object().at("remarks").at(0).at("settled_at").is_null());
        CHECK(ask(who, "GET", dossier + "/banding?dari=0&ke=0").status == 200);
    }

    void put_on_air(const std::string& who, const std::string& dossier) {
        auto reply = ask(who, "GET", dossier + "/siaran");
        REQUIRE(reply.status == 200);
        bool waived = false;
        for (const auto& airing : reply.object().at("airings").get_array()) {
            const auto& one = airing.get_object();
            if (text_of(one, "state") != "planned") continue;
            const auto place = cat(dossier, "/siaran/", text_of(one, "id"));
            const auto channel = text_of(one, "channel");
            Reply done;
            if (text_of(one, "mode") == "automatic") {
                done = ask(who, "POST", place + "/kirim");
            } else if (!waived && channel != "instagram") {
                waived = true;
                done = ask(who, "POST", place + "/lewati", JsonObject{{"reason", "Tidak perlu"}});
            } else {
                done = ask(who, "POST", place + "/tautan", JsonObject{{"url", link_on(channel)}});
            }
            CHECK_MESSAGE(done.status == 200, cat(channel, " ", write_json(done.json)));
        }
        REQUIRE(outbox.run_due(now));
    }

    /// Does what this task asks for; false when it cannot be left yet.
    bool work(const std::string& who, const std::string& dossier, int number) {
        auto view = ask(who, "GET", dossier);
        REQUIRE(view.status == 200);
        const bool may_edit = view.object().at("may_edit").get_bool();
        for (const auto& open_task : view.object().at("open").get_array()) {
            const auto& task = open_task.get_object();
            if (number_of(task, "number") != number) continue;
            for (const auto& need : task.at("needs").get_array()) {
                const auto& one = need.get_object();
                if (one.at("ticks_itself").get_bool() || one.at("at_hand").get_bool()) continue;
                command(who, dossier,
                        {{"command", "tick"},
                         {"task", number},
                         {"item", one.at("key")},
                         {"at_hand", true}});
            }
            if (may_edit) write(who, dossier);
            if (text_of(task, "act") == "penayangan") put_on_air(who, dossier);
            return leave(who, dossier, number);
        }
        return true;  // it left by itself
    }

    bool leave(const std::string& who, const std::string& dossier, int number) {
        auto view = ask(who, "GET", dossier);
        for (const auto& open_task : view.object().at("open").get_array()) {
            const auto& task = open_task.get_object();
            if (number_of(task, "number") != number) continue;
            for (const auto& choice : task.at("choices").get_array()) {
                const auto& exit = choice.get_object();
                if (exit.at("is_return").get_bool()) continue;
                if (!exit.at("obstacles").get_array().empty()) continue;
                auto draft = ask(who, "GET", dossier + "/naskah");
                command(who, dossier,
                        {{"command", "finish"},
                         {"task", number},
                         {"outcome", exit.at("outcome")},
                         {"seen", text_of(draft.object(), "hash")}});
                return true;
            }
            return false;
        }
        return true;
    }

    std::string state_of(const std::string& who, const std::string& dossier) {
        auto view = ask(who, "GET", dossier);
        return text_of(view.object(), "state");
    }
};

/// The library of SOPs is walked in api_sop_test.cc. These are walked by forms (web_*_test.cc, the
/// browser) over the same functions of the office, and as every identity in web_matrix_test.cc.
bool is_walked_by_pages(std::string_view name) {
    static constexpr std::array parts{
        "/v1/sop/",  "/lanjutkan",      "/v1/angka",   "/v1/cari",       "/v1/cek",
        "/v1/kabar", "/pengaturan",     "/v1/saluran", "/sesi/kode",     "/siaran/antrean",
        "/v1/surat", "/v1/surel",       "/kertas",     "/serah",         "/lembar-kendali",
        "/{id}/tim", "/tampilan",       "/pantauan",   "/pemberitahuan", "/laporan",
        "/jadwal",   "/{siaran}/tarik", "/bukti",      "/{kantor}/pers", "/siaran/log"};
    return std::ranges::any_of(parts,
                               [&](std::string_view part) { return name.find(part) != name.npos; });
}

/// What stands beside the road: an activity, the class of information, what went out before.
void go_beside_the_road(ApiTest& api, const std::string& opener) {
    const auto dossier = api.open(opener);
    const auto place = dossier + "/kegiatan";
    JsonObject plan{{"title", "Sosialisasi"},
                    {"place", "Balai desa"},
                    {"starts_at", iso_utc(api.now)},
                    {"agenda", "Tanya jawab"}};
    // Who holds the open task may plan; everybody else sees nothing there.
    std::string writer;
    std::string activity;
    for (const auto& [name, person] : api.demo.people) {
        auto planned = api.ask(name, "POST", place, plan);
        if (planned.status != 201) continue;
        writer = name;
        activity = text_of(planned.object().at("activities").get_array()[0].get_object(), "id");
        break;
    }
    REQUIRE(!activity.empty());
    plan["place"] = "Balai kota";
    CHECK(api.ask(writer, "PUT", cat(place, "/", activity), plan).status == 200);
    auto told = api.ask(writer, "POST", cat(place, "/", activity, "/hasil"),
                        JsonObject{{"held", true}, {"attended", 12}, {"result", "Warga paham."}});
    CHECK_MESSAGE(told.status == 200, write_json(told.json));
    // Which file it is has to be said: foto or hadir.
    CHECK(api.upload(writer, cat(place, "/", activity, "/file"), png(), "Warga").status == 422);
    auto all = api.ask(writer, "GET", place);
    CHECK(text_of(all.object().at("activities").get_array()[0].get_object(), "place") ==
          "Balai kota");

    const auto clerk = api.holder_of("register_letters");
    auto kept = api.ask(clerk, "POST", "/api/v1/nomor-cadangan",
                        JsonObject{{"series", "surat_tugas"}, {"purpose", "Tim peliputan"}});
    CHECK_MESSAGE(kept.status == 201, write_json(kept.json));
    auto freed = api.ask(clerk, "POST", "/api/v1/nomor-cadangan/lepas",
                         JsonObject{{"key", kept.object().at("key")}, {"reason", "Tidak jadi"}});
    CHECK_MESSAGE(freed.status == 200, write_json(freed.json));
    auto out = api.ask(clerk, "GET", "/api/v1/surat-keluar");
    CHECK(write_json(out.json).find("TIDAK DIPAKAI: Tidak jadi") != std::string::npos);

    const auto keeper = api.holder_of("manage_dossier");
    auto classed = api.ask(keeper, "PUT", dossier + "/klasifikasi",
                           JsonObject{{"information_class", "serta_merta"}});
    CHECK_MESSAGE(classed.status == 200, write_json(classed.json));
    CHECK(text_of(api.ask(keeper, "GET", dossier + "/klasifikasi").object(), "information_class") ==
          "serta_merta");

    const auto admin = api.holder_of("publish_manual");
    CHECK(api.ask(admin, "POST", "/api/v1/siaran/susulan",
                  JsonObject{{"account", "1"},
                             {"title", "Sudah tayang"},
                             {"url", "https://contoh.go.id/a"},
                             {"aired_at", iso_utc(api.now)},
                             {"said_by", "Kadis"}})
              .status == 422);
    CHECK(api.ask(admin, "GET", "/api/v1/siaran/susulan").status == 200);
}

/// The news is corrected, then withdrawn; a person puts the copies elsewhere right.
void correct_and_withdraw(ApiTest& api, const JsonObject& article) {
    const auto keeper = api.holder_of("manage_portal");
    const auto place = cat("/api/v1/situs/berita/", text_of(article, "id"));
    CHECK(api.ask(keeper, "POST", place + "/ralat", JsonObject{{"words", " "}}).status == 422);
    auto copies = api.ask(keeper, "POST", place + "/ralat", JsonObject{{"words", "Hari Selasa."}});
    REQUIRE_MESSAGE(copies.status == 200, write_json(copies.json));
    const auto first = copies.object().at("copies").get_array().at(0).get_object();
    CHECK(text_of(first, "state") == "tugas");
    const auto copy = cat("/api/v1/situs/salinan/", text_of(first, "id"));
    CHECK(api.ask(keeper, "POST", copy + "/lagi").status == 422);
    CHECK(api.ask(keeper, "POST", copy + "/selesai").status == 200);
    CHECK(api.ask(keeper, "POST", "/api/v1/situs/salinan/1/selesai").status == 404);
    CHECK(api.ask(keeper, "POST", place + "/tarik", JsonObject{{"words", "Batal."}}).status == 200);
    auto all = api.ask(keeper, "GET", "/api/v1/situs/salinan");
    CHECK(text_of(all.object().at("copies").get_array().at(0).get_object(), "kind") == "tarik");
}

/// A citizen finds a mistake, and something that is none of ours; the portal's keeper answers.
void hear_citizens(ApiTest& api, const JsonObject& article) {
    const auto keeper = api.holder_of("manage_portal");
    const std::string desk = "/api/v1/situs";
    const JsonObject officer{
        {"name", "Rina"}, {"email", "aduan@sukamaju.example"}, {"whatsapp", ""}};
    CHECK(api.ask(keeper, "PUT", desk + "/petugas",
                  JsonObject{{"name", "Rina"}, {"email", ""}, {"whatsapp", ""}})
              .status == 422);
    CHECK(api.ask(keeper, "PUT", desk + "/petugas", officer).status == 200);
    const auto wrong = cat("/api/v1/kantor/sukamaju/artikel/", text_of(article, "slug"), "/keliru");
    CHECK(api.ask("", "POST", wrong, JsonObject{{"words", ""}}).status == 422);
    for (const auto* words : {"Jamnya keliru.", "Jalan di depan rumah berlubang."}) {
        CHECK(api.ask("", "POST", wrong, JsonObject{{"words", words}}).status == 202);
    }
    auto told = api.ask(keeper, "GET", desk);
    CHECK(text_of(told.object().at("complaints").get_object(), "name") == "Rina");
    const auto reports = told.object().at("reports").get_array();
    REQUIRE(reports.size() == 2);
    const auto place_of = [&](std::size_t at) {
        return cat(desk, "/laporan/", text_of(reports.at(at).get_object(), "id"));
    };
    const JsonObject answer{{"words", "Sudah diralat."}};
    CHECK(api.ask(keeper, "POST", place_of(0) + "/jawab", answer).status == 200);
    CHECK(api.ask(keeper, "POST", place_of(0) + "/jawab", answer).status == 409);
    auto rest = api.ask(keeper, "POST", place_of(1) + "/teruskan");
    CHECK(rest.status == 200);
    CHECK(rest.object().at("reports").get_array().empty());
    CHECK(api.ask(keeper, "POST", desk + "/laporan/1/teruskan").status == 404);
}

/// What citizens must know at once stands above every page, until it is taken down.
void announce(ApiTest& api) {
    const auto keeper = api.holder_of("manage_portal");
    const std::string place = "/api/v1/situs/pengumuman";
    JsonObject wish{{"title", "Banjir di Melati"}, {"words", "Lewat jalan lain."}};
    wish["till"] = iso_utc(api.now + std::chrono::hours(5));
    CHECK(api.ask(keeper, "POST", place,
                  JsonObject{{"title", ""}, {"words", ""}, {"till", wish["till"]}})
              .status == 422);
    auto standing = api.ask(keeper, "POST", place, wish);
    REQUIRE_MESSAGE(standing.status == 200, write_json(standing.json));
    const auto first = standing.object().at("announcements").get_array().at(0).get_object();
    CHECK(text_of(first, "title") == "Banjir di Melati");
    auto down = api.ask(keeper, "POST", cat(place, "/", text_of(first, "id"), "/turunkan"));
    CHECK(down.object().at("announcements").get_array().empty());
}

/// Another system listens; its secret is answered once and kept in no stored answer.
void let_another_system_listen(ApiTest& api) {
    const auto keeper = api.holder_of("manage_office");
    const std::string place = "/api/v1/kait", key = "kunci-kait-sekali";
    const auto ask = [&](const JsonObject& wish, const std::string& by) {
        return api.ask(keeper, "POST", place, wish, by);
    };
    CHECK(ask({{"address", "http://sistem.example/"}}, "+").status == 422);
    const JsonObject wish{{"address", "https://sistem.example/masuk"},
                          {"events", JsonArray{"published"}}};
    auto made = ask(wish, key);
    REQUIRE(made.status == 201);
    CHECK(text_of(made.object(), "secret").starts_with("kait_"));
    auto repeated = ask(wish, key);
    CHECK(text_of(repeated.object(), "id") == text_of(made.object(), "id"));
    CHECK(text_of(repeated.object(), "secret").empty());
    const auto hook = cat(place, "/", text_of(made.object(), "id"));
    auto changed = api.ask(keeper, "POST", hook + "/rahasia");
    CHECK(text_of(changed.object(), "secret") != text_of(made.object(), "secret"));
    JsonObject off = wish;
    off["active"] = false;
    CHECK(!api.ask(keeper, "PUT", hook, off).object().at("active").get_bool());
    CHECK(api.ask(keeper, "GET", place).object().at("webhooks").get_array().size() == 1);
    CHECK(api.ask(keeper, "GET", hook + "/kiriman").object().at("calls").get_array().empty());
    CHECK(api.ask(keeper, "POST", hook + "/kiriman/1/lagi").status == 404);
    CHECK(api.ask(keeper, "GET", place + "/1/kiriman").status == 404);
}

TEST_CASE_FIXTURE(ApiTest, "a dossier goes from its opening to the news") {
    const auto opener = holder_of("open_dossier");
    const auto dossier = open(opener);
    const auto id = dossier.substr(dossier.rfind('/') + 1);
    for (int round = 0; round < 30 && state_of(opener, dossier) == "open"; ++round) {
        now += minutes{1};
        for (const auto& [name, person] : demo.people) {
            auto desk = ask(name, "GET", "/api/v1/meja");
            REQUIRE(desk.status == 200);
            for (const auto& row : desk.object().at("tasks").get_array()) {
                if (text_of(row.get_object(), "dossier") != id) continue;
                const auto number = static_cast<int>(number_of(row.get_object(), "task"));
                CHECK_MESSAGE(work(name, dossier, number), write_json(row));
            }
        }
    }
    CHECK(state_of(opener, dossier) == "closed");

    const auto news = cat("/api/v1/kantor/", demo.office.slug, "/artikel");
    auto articles = ask("", "GET", news);
    REQUIRE(articles.object().at("articles").get_array().size() >= 1);
    const auto newest = articles.object().at("articles").get_array()[0].get_object();
    CHECK(text_of(newest, "title") == "Jadwal imunisasi Desember");
    auto article = ask("", "GET", cat(news, "/", text_of(newest, "slug")));
    CHECK(text_of(article.object(), "html").find("posyandu") != std::string::npos);

    CHECK(ask(opener, "GET", "/api/v1/siaran").status == 200);
    CHECK(ask(opener, "GET", "/api/v1/berkas?cari=imunisasi").status == 200);
    auto sops = ask(opener, "GET", "/api/v1/sop");
    const auto first = sops.object().at("sops").get_array()[0].get_object();
    CHECK(ask(opener, "GET", cat("/api/v1/sop/", text_of(first, "id"))).status == 200);
    auto journal = ask(holder_of("read_journal"), "GET", "/api/v1/jurnal");
    CHECK(journal.status == 200);
    // Page by page, down to the first entry, nothing left out.
    std::string before;
    std::int64_t last = 0;
    int pages = 0;
    do {
        auto page =
            ask(opener, "GET", cat(dossier, "/jurnal", before.empty() ? "" : "?sebelum=", before));
        REQUIRE(page.status == 200);
        for (const auto& entry : page.object().at("entries").get_array()) {
            const auto number = number_of(entry.get_object(), "number");
            CHECK((last == 0 || number == last - 1));
            last = number;
        }
        before = text_of(page.object(), "before");
    } while (!before.empty() && ++pages < 20);
    CHECK(last == 1);
    const auto feed = plain("GET", cat("/k/", demo.office.slug, "/rss.xml"));
    CHECK(feed.find("<title>Jadwal imunisasi Desember</title>") != std::string::npos);
    CHECK(plain("GET", cat("/k/", demo.office.slug, "/sitemap.xml")).find("<lastmod>") !=
          std::string::npos);

    go_beside_the_road(*this, opener);
    hear_citizens(*this, newest);
    announce(*this);
    correct_and_withdraw(*this, newest);
    let_another_system_listen(*this);
    // These have tests of their own; everything else was asked on the way.
    const std::set<std::string> elsewhere{"POST /api/v1/sesi",
                                          "GET /api/v1/berkas/{id}/isi",
                                          "GET /api/v1/info-masuk",
                                          "POST /api/v1/info-masuk",
                                          "GET /api/v1/berkas/{id}/inventaris",
                                          "PUT /api/v1/berkas/{id}/inventaris",
                                          "POST /api/v1/berkas/{id}/pilihan",
                                          "DELETE /api/v1/berkas/{id}/naskah/{isi}",
                                          "POST /api/v1/berkas/{id}/naskah/{isi}/asal",
                                          "GET /api/v1/berkas/{id}/isian",
                                          "POST /api/v1/berkas/{id}/tugas/{nomor}/isian",
                                          "POST /api/v1/berkas/{id}/tugas/{nomor}/sumber",
                                          "DELETE /api/v1/berkas/{id}/sumber/{sumber}",
                                          "POST /api/v1/berkas/{id}/kesediaan",
                                          "GET /api/v1/berkas/{id}/naskah/{isi}",
                                          "PUT /api/v1/berkas/{id}/naskah/{isi}",
                                          "DELETE /api/v1/sesi",
                                          "DELETE /api/v1/berkas/{id}/gambar/{sidik}",
                                          "POST /api/v1/berkas/{id}/naskah/versi",
                                          "POST /api/v1/berkas/{id}/siaran/{siaran}/cek",
                                          "GET /api/v1/openapi.json"};
    for (const auto& path : document.at("paths").get_object()) {
        for (const auto& operation : path.value().get_object()) {
            auto verb = std::string(operation.key());
            for (char& c : verb) c = static_cast<char>(std::toupper(c));
            const auto name = cat(verb, " ", std::string(path.key()));
            if (is_walked_by_pages(name)) continue;
            CHECK_MESSAGE((called.contains(name) || elsewhere.contains(name)), name);
        }
    }
}

TEST_CASE_FIXTURE(ApiTest, "a change without a key is asked for one, with one it happens once") {
    const auto who = holder_of("open_dossier");
    const auto count = [&] {
        auto reply = ask(who, "GET", "/api/v1/berkas");
        return reply.object().at("dossiers").get_array().size();
    };
    const auto before = count();
    auto without = ask(who, "POST", "/api/v1/berkas", new_dossier(), "");
    CHECK(without.status == 400);
    CHECK(without.type == "application/problem+json");
    CHECK(text_of(without.object().at("issues").get_array()[0].get_object(), "field") ==
          "idempotency_key");
    CHECK(ask(who, "POST", "/api/v1/berkas", new_dossier(), "short").status == 400);

    const std::string key = "kunci-yang-sama-123";
    const auto once = ask(who, "POST", "/api/v1/berkas", new_dossier(), key);
    const auto again = ask(who, "POST", "/api/v1/berkas", new_dossier(), key);
    CHECK(once.status == 201);
    CHECK(again.status == 201);
    CHECK(once.json == again.json);
    CHECK(count() == before + 1);
    auto other = new_dossier();
    other.get_object()["title"] = "Lain";
    CHECK(ask(who, "POST", "/api/v1/berkas", other, key).status == 422);
    CHECK(count() == before + 1);
}

TEST_CASE_FIXTURE(ApiTest, "what the API refuses, it refuses in words") {
    const auto who = holder_of("open_dossier");
    const auto dossier = open(who);
    CHECK(ask("", "GET", "/api/v1/meja").status == 401);
    CHECK(ask("not-a-token", "GET", "/api/v1/meja").status == 401);
    CHECK(ask(who, "GET", "/api/v1/berkas/999999").status == 404);
    CHECK(ask(who, "GET", "/api/v1/berkas/x").status == 404);
    CHECK(ask(who, "GET", "/api/v1/tidak-ada").status == 404);
    CHECK(ask(who, "DELETE", "/api/v1/meja").status == 405);
    auto unknown = ask(who, "POST", "/api/v1/berkas", JsonObject{{"judul", "x"}});
    CHECK(unknown.status == 422);
    for (const auto& issue : unknown.object().at("issues").get_array()) {
        const auto words = text_of(issue.get_object(), "words");
        CHECK(!words.empty());
        CHECK(words.find("⟦") == std::string::npos);
    }
    const auto wrong =
        ask("", "POST", "/api/v1/sesi", JsonObject{{"sign_in", who}, {"password", "bukan"}}, "");
    CHECK(wrong.status == 401);
    CHECK(ask(who, "POST", dossier + "/perintah", JsonObject{{"command", "claim"}, {"task", 999}})
              .status >= 404);
    CHECK(ask(who, "POST", dossier + "/perintah", JsonObject{{"command", "claim"}}).status == 422);
    CHECK(ask(who, "DELETE", "/api/v1/sesi", {}, "").status == 204);
    CHECK(ask(who, "GET", "/api/v1/meja").status == 401);
}

TEST_CASE_FIXTURE(ApiTest, "a draft is saved over the revision it was made from, or not at all") {
    const auto dossier = open(holder_of("open_dossier"));
    for (const auto& [name, person] : demo.people) {
        auto view = ask(name, "GET", dossier);
        if (view.status != 200 || !view.object().at("may_edit").get_bool()) continue;
        auto draft = ask(name, "GET", dossier + "/naskah");
        JsonObject body{
            {"revision", draft.object().at("revision")}, {"title", "Satu"}, {"text", "Isi"}};
        CHECK(ask(name, "PUT", dossier + "/naskah", body).status == 200);
        body["title"] = "Dua";
        CHECK(ask(name, "PUT", dossier + "/naskah", body).status == 409);
        body["document"] = JsonObject{{"type", "doc"}};
        CHECK(ask(name, "PUT", dossier + "/naskah", body).status == 422);
        CHECK(text_of(ask(name, "GET", dossier + "/naskah").object(), "title") == "Satu");
        auto items = ask(name, "GET", dossier + "/isi");
        const auto one = items.object().at("items").get_array()[0].get_object();
        CHECK(text_of(items.object(), "seen") == text_of(one, "hash"));
        const auto place = cat(dossier, "/naskah/", text_of(one, "id"));
        body.erase("document");
        body["revision"] = one.at("revision");
        CHECK(ask(name, "PUT", place, body).status == 200);
        body["title"] = "Satu";
        CHECK(ask(name, "PUT", place, body).status == 409);
        CHECK(text_of(ask(name, "GET", place).object(), "title") == "Dua");
        CHECK(ask(name, "GET", dossier + "/naskah/1").status == 404);
        CHECK(ask(name, "POST", dossier + "/naskah/versi").status == 200);
        auto picture = upload(name, dossier + "/gambar", png(), "Petugas");
        REQUIRE(picture.status == 201);
        const auto address = text_of(picture.object(), "address");
        CHECK(ask(name, "DELETE", address, {}, "").status == 400);
        auto after = ask(name, "DELETE", address);
        CHECK(after.object().at("pictures").get_array().empty());
        CHECK(upload(name, dossier + "/gambar", "no picture at all", "x").status == 422);
        CHECK(upload(name, dossier + "/gambar", png(), "").status == 201);  // a warning, no more
        return;
    }
    FAIL("nobody may write");
}

TEST_CASE_FIXTURE(ApiTest, "an airing nobody is sure of is settled by who looked") {
    const auto opener = holder_of("open_dossier");
    const auto dossier = open(opener);
    const auto settler = holder_of("publish_manual");
    const auto place = dossier + "/siaran/12345/cek";
    CHECK(ask(settler, "POST", place, JsonObject{{"is_there", false}}).status == 404);
    CHECK(ask(settler, "POST", place, JsonObject{{"is_there", true}}).status == 422);
    CHECK(ask(settler, "POST", place, JsonObject{}).status == 422);
}

TEST_CASE_FIXTURE(ApiTest, "who comes by the cookie also shows the session's token") {
    const auto who = holder_of("open_dossier");
    auto session = ask(who, "GET", "/api/v1/sesi");
    const auto post = [&](const std::string& csrf) {
        net::Request request;
        request.method = "POST";
        request.path = "/api/v1/berkas";
        request.headers = {{"host", "127.0.0.1:8080"},
                           {"cookie", cat("__Host-sesi=", tokens.at(who))},
                           {"idempotency-key", fresh_request_key()},
                           {"content-type", "application/json"}};
        if (!csrf.empty()) request.headers.emplace_back("x-csrf", csrf);
        request.body = write_json(new_dossier());
        return application->answer(std::move(request)).status;
    };
    CHECK(post("") == 403);
    CHECK(post("salah") == 403);
    CHECK(post(text_of(session.object(), "csrf")) == 201);
}

TEST_CASE_FIXTURE(ApiTest, "the document is served to anyone") {
    auto reply = ask("", "GET", "/api/v1/openapi.json");
    CHECK(reply.status == 200);
    CHECK(reply.object().contains("paths"));
}

}  // namespace
}  // namespace kentongan::tests
