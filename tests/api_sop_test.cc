// The library of SOPs through the API: taken over, changed, published, compared, followed.
#include "api_cast.h"
#include "base/carried.h"

namespace kentongan::tests {
namespace {

JsonArray proposed_answers(const Json& draft, const std::string& text) {
    auto sop = sop::parse(text, "sop");
    REQUIRE(sop);
    JsonArray answers;
    for (const auto& point : draft.at("check").at("inferred").as_array()) {
        JsonObject answer{{"key", point.at("key")}};
        const auto* step = sop->find(StepName{std::string(point.at("step").as_string())});
        const auto key = std::string(point.at("key").as_string());
        for (const auto& exit : step ? step->exits : std::vector<sop::Exit>{}) {
            if (key != cat("jalan-", step->name.value, "-", exit.outcome)) continue;
            answer["to"] = exit.to.value;
            JsonArray allowed;
            for (const auto& one : exit.allowed) allowed.emplace_back(one.value);
            answer["allowed"] = allowed;
        }
        answers.emplace_back(std::move(answer));
    }
    return answers;
}

}  // namespace

TEST_CASE_FIXTURE(ApiOffice, "an SOP is taken over, settled, published and followed by the API") {
    const std::string drafts = "/api/v1/sop/konsep";
    const std::string text(carried().at("sops/singkawang-2023.sop"));
    CHECK(ask("wati", "GET", "/api/v1/sop/bawaan").object().at("sops").as_array().size() == 5);
    const auto opened =
        ask("dewi", "POST", "/api/v1/berkas",
            JsonObject{{"title", "Jadwal"},
                       {"sop", std::to_string(demo.sops.at("singkawang-2023").value)}});
    REQUIRE(opened.status == 201);
    const auto dossier = opened.json.at("dossier");

    CHECK(ask("dewi", "POST", drafts, JsonObject{{"shipped", "singkawang-2023"}}).status == 404);
    auto draft =
        ask("wati", "POST", drafts,
            JsonObject{{"version", std::to_string(demo.sops.at("singkawang-2023").value)}});
    REQUIRE_MESSAGE(draft.status == 201, write_json(draft.json));
    const auto address = cat(drafts, "/", text_of(draft.object(), "id"));
    CHECK(ask("wati", "POST", address + "/terbit", JsonObject{}).status == 422);
    const auto changed = ask(
        "wati", "PUT", address,
        JsonObject{
            {"revision", 1}, {"promise_days", 3}, {"answers", proposed_answers(draft.json, text)}});
    REQUIRE_MESSAGE(changed.status == 200, write_json(changed.json));
    CHECK(changed.json.at("check").at("inferred").as_array().empty());
    CHECK(ask("wati", "PUT", address, JsonObject{{"revision", 1}}).status == 409);
    CHECK(ask("wati", "GET", address).status == 200);
    CHECK(ask("wati", "GET", drafts).object().at("drafts").as_array().size() == 1);
    auto published = ask("wati", "POST", address + "/terbit", JsonObject{});
    REQUIRE_MESSAGE(published.status == 201, write_json(published.json));
    const auto sop = cat("/api/v1/sop/", text_of(published.object(), "sop"));

    CHECK(ask("dewi", "GET", sop + "/waktu").object().at("steps").as_array().size() == 4);
    CHECK(ask("dewi", "GET", cat(sop, "/banding?dengan=", demo.sops.at("singkawang-2023").value))
              .status == 200);
    const auto moving = ask("wati", "GET", sop + "/pindah");
    CHECK(moving.json.at("dossiers").as_array().size() == 1);
    CHECK(ask("dewi", "POST", sop + "/pindah", JsonObject{{"dossier", dossier}}).status == 404);
    const auto moved = ask("wati", "POST", sop + "/pindah", JsonObject{{"dossier", dossier}});
    REQUIRE_MESSAGE(moved.status == 200, write_json(moved.json));
    const auto place = cat("/api/v1/berkas/", std::string(dossier.as_string()));
    CHECK(ask("dewi", "GET", place).object().at("sop_version") == Json(2));
    const auto same = JsonObject{{"sop", std::to_string(demo.sops.at("singkawang-2023").value)}};
    CHECK(ask("dewi", "POST", place + "/lanjutkan", same).status == 422);

    const auto bpmn = ask("dewi", "GET", sop + "/sop.bpmn");
    CHECK(bpmn.status == 200);
    auto other = ask("wati", "POST", drafts, JsonObject{{"name", "lain"}, {"text", "langkah ?"}});
    REQUIRE(other.status == 201);
    CHECK(other.json.at("check").at("readable") == Json(false));
    CHECK(ask("wati", "DELETE", cat(drafts, "/", text_of(other.object(), "id"))).status == 200);
}

}  // namespace kentongan::tests
