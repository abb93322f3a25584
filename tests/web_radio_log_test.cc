// The page of a station's log: a look first, every bad line told, and nothing typed is lost.
#include <doctest/doctest.h>

#include "web_cast.h"

namespace kentongan::tests {
namespace {

TEST_CASE("a log is looked at before anything is kept, and a refused one stays in the form") {
    WebOffice office;
    Visitor agus(office);
    agus.sign_in("agus");
    const auto page = agus.get("/siaran/log");
    CHECK(page.status == 200);
    const std::string bad = "07:00:00 25:00:00 00:02:53 00:03:15  10001 Lagu daerah";
    const std::string good = "07:00:00 07:00:04 00:02:53 00:03:15  10001 Lagu nusantara";
    const auto give = [&](const std::string& day, const std::string& text) {
        const net::Fields fields{{"hari", day}, {"isi", text}};
        return agus.upload("/siaran/log", Visitor::filled_form(page, "/siaran/log", fields), "");
    };
    const auto seen = give("2026-11-16", bad + "\n" + good);
    CHECK(seen.status == 200);
    CHECK(seen.says("Baris 1:"));
    CHECK(seen.says("tidak terbaca"));
    CHECK(seen.says("1 baris lain bukan siaran kita"));
    CHECK(seen.says("Lagu nusantara"));  // still in the form
    const auto no_day = give("besok", good);
    CHECK(no_day.status == 422);
    CHECK(no_day.says("Isi hari siar"));
    CHECK(no_day.says("Lagu nusantara"));
    CHECK(give("2026-11-16", "").says("Pilih berkas log"));
}

}  // namespace
}  // namespace kentongan::tests
