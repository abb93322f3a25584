// Newsrooms and the portal's copies through the API.
#include "api_cast.h"

namespace kentongan::tests {
namespace {

TEST_CASE_FIXTURE(ApiOffice, "a newsroom's own program subscribes it, and is told what is wrong") {
    const std::string place = "/api/v1/kantor/sukamaju/pers";
    const JsonObject wish{{"name", "Harian Kita"}, {"medium", "cetak"}, {"email", "a@b.example"}};
    CHECK(ask("", "POST", place, wish).status == 202);
    JsonObject wrong = wish;
    wrong["email"] = "bukan";
    CHECK(ask("", "POST", place, wrong).status == 422);
    CHECK(ask("", "POST", place, wish, "").status == 400);
    CHECK(ask("", "POST", place + "/konfirmasi/entah").status == 404);
    CHECK(ask("", "POST", place + "/berhenti/entah").status == 404);
    const JsonObject printed{{"url", "https://kita.example/1"}};
    CHECK(ask("", "POST", place + "/dimuat/entah", printed).status == 404);
}

}  // namespace
}  // namespace kentongan::tests
