// The log that a station's playout program exports: what is ours becomes proof, and every line that
// cannot be used is told.
#include "cast_office.h"
#include "office/airing_rows.h"
#include "office/radio_logs.h"

namespace kentongan::tests {
namespace {

using namespace std::chrono_literals;
using delivery::read_radio_log;

/// A line in the columns of the station's program.
std::string logged(const std::string& time, const std::string& title,
                   const std::string& mark = "") {
    const auto filled = [](std::string text, std::size_t letters) {
        while (length_of(text) < letters) text += ' ';
        return text;
    };
    return cat("07:00:00 ", time, " 00:02:53 00:03:15  10001 ", filled(title, 34), " ", mark, "\n");
}

TEST_CASE("a log is read line by line, and every bad line is told with its number") {
    const auto log = must(read_radio_log(
        cat(logged("07:00:04", "Jadwal imunisasi", "KTG-abc"), "\r\n", logged("25:00:00", "Lagu"),
            logged("07:10:00", ""), "MARKER\n", logged("07:20:59", "Kabar “Ék” Sukamaju"),
            std::string(500, 'x'), "\n")));
    REQUIRE(log.items.size() == 2);
    CHECK(log.items[0].line == 1);
    CHECK(log.items[0].second == 7 * 3600 + 4);
    CHECK(log.items[0].cart == "10001");
    CHECK(log.items[0].title == "Jadwal imunisasi");
    CHECK(log.items[0].mark == "KTG-abc");
    CHECK(log.items[1].title == "Kabar “Ék” Sukamaju");
    std::vector<std::string> bad;
    for (const auto& line : log.unread) bad.push_back(cat(line.line, " ", line.why.rule));
    CHECK(joined(bad, ", ") == "3 time, 4 title, 5 time, 7 too_long");
    CHECK(refusal(read_radio_log("")) == "log.empty");
    CHECK(refusal(read_radio_log(" \n\n")) == "log.empty");
    CHECK(refusal(read_radio_log("\xFF\xD8\xFF")) == "log.not_text");
    CHECK(refusal(read_radio_log(std::string(600 * 1024, 'a'))) == "log.too_large");
    CHECK(refusal(read_radio_log(std::string(6000, '\n'))) == "log.too_large");
}

class OnRadio : public Stage {
  public:
    OnRadio() {
        id = open("nina", "Kompilasi harian", "magetan");
        for (const auto* step : {"1", "2", "3"}) {
            const auto shown = view("nina", id);
            use_page("nina", id, shown.open[0].step->act);
            tick_all("nina", id);
            if (shown.may_edit) must(write_text("nina", id, "Isi."));
            must(finish("nina", id, step));
        }
    }
    Airing radio() { return airing_on(id, "radio"); }
    void air() {
        const auto nina = who("nina");
        const auto airing = radio().id;
        must(write([&](store::Tx& tx) {
            return airings.record_proof(tx, nina, airing, {.note = "Dibacakan"});
        }));
    }
    LogFindings found(const std::string& text) {
        const auto log = must(read_radio_log(text));
        const auto account = radio().account.id;
        return must(read([&](store::Tx& tx) {
            return find_in_log(tx, demo.office.id, account, log,
                               std::chrono::local_days{std::chrono::year{2026} / 11 / 16}, Zone{7});
        }));
    }
    int keep(const LogFindings& findings) {
        const auto nina = who("nina");
        return must(write([&](store::Tx& tx) { return keep_log(tx, nina, findings, now); }));
    }
    DossierId id = {};
};

TEST_CASE_FIXTURE(OnRadio, "what a log says of our airing is proof of it, once") {
    delivery::Post post{};
    post.once = once_key(radio());
    const auto text = cat(logged("07:00:04", "Lagu daerah"),
                          logged("07:05:00", "Judul dari studio", "KTG-" + post.marker()));
    auto findings = found(text);
    CHECK(findings.others == 1);
    REQUIRE(findings.matches.size() == 1);
    CHECK(findings.matches[0].open);
    CHECK(keep(findings) == 0);  // its step has to say first that it was aired
    air();
    findings = found(text);
    REQUIRE(findings.matches.size() == 1);
    CHECK(iso_utc(findings.matches[0].aired_at) == "2026-11-16T00:05:00Z");
    CHECK(keep(findings) == 1);
    findings = found(text);
    CHECK(findings.matches[0].known);
    CHECK(keep(findings) == 0);
    const auto airing = radio().id;
    const auto proofs =
        must(read([&](store::Tx& tx) { return Airings::proofs_of(tx, demo.office.id, airing); }));
    REQUIRE(proofs.size() == 2);
    CHECK(proofs[1].note == "Log siar baris 2: Judul dari studio");
    CHECK(must(verify()).first_broken == std::nullopt);
}

TEST_CASE_FIXTURE(OnRadio, "without a mark the title tells whose it is") {
    air();
    const auto title = radio().item_title;
    CHECK(found(logged("07:05:00", title)).matches.size() == 1);
    CHECK(found(logged("07:05:00", "Lain sama sekali")).matches.empty());
    CHECK(found(logged("07:05:00", "x")).others == 1);
}

}  // namespace
}  // namespace kentongan::tests
