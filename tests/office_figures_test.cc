// A generated year: what the dashboards count, what the workbook holds and what SQL says agree.
#include <cstdio>
#include <cstdlib>
#include <random>

#include "cast_office.h"
#include "office/case_report.h"
#include "office/month_report.h"

namespace kentongan::tests {
namespace {

using namespace std::chrono_literals;

constexpr unsigned seed = 20'261'116;
constexpr int usual_cases = 20'000;  // a whole year of a busy office

/// What the generator knows it made, counted as it made it.
struct Tally {
    int opened = 0, closed = 0, tasks = 0, within = 0, aired = 0, planned = 0, on_time = 0,
        judged = 0, fit = 0, aimed = 0;
    std::int64_t effort = 0, reach = 0;
};

class Year : public Stage {
  public:
    /// KENTONGAN_CASES makes fewer or more.
    Tally generate() {
        const char* asked = std::getenv("KENTONGAN_CASES");
        const int cases = asked ? std::atoi(asked) : usual_cases;
        MESSAGE("seed ", seed, ", cases ", cases);
        const auto accounts = must(read([&](store::Tx& tx) {
            return Airings::accounts_of(tx, demo.office.id, "magetan-2019");
        }));
        constexpr int batch = 500;
        for (int made = 0; made < cases; made += batch) {
            must(write([&](store::Tx& tx) -> Result<void> {
                for (int i = made; i < std::min(made + batch, cases); ++i) {
                    TRY(one_case(tx, i, accounts));
                }
                return {};
            }));
        }
        return tally_;
    }
    std::int64_t sql(std::string_view query) {
        const auto office = demo.office.id;
        const auto period = *period_of("2026", Zone{7});
        return std::get<0>(must(read([&](store::Tx& tx) {
            return tx.one<std::int64_t>(query, office, period.from, period.till);
        })));
    }

  private:
    int random(int from, int till) {
        return std::uniform_int_distribution<int>(from, till)(chance_);
    }
    /// A working day at eight o'clock.
    Instant morning() {
        const auto& calendar = sop::default_calendar();
        for (;;) {
            const auto day = std::chrono::sys_days{std::chrono::year{2026} / 1 / 1} +
                             std::chrono::days{random(0, 350)};
            if (!calendar.spans_of(day).empty() && calendar.spans_of(day).front().from <= 8 * 60) {
                return Instant{day} + 1h;
            }
        }
    }

    Result<void> one_case(store::Tx& tx, int index, const std::vector<Account>& accounts) {
        const auto id = fresh<DossierId>();
        const auto office = demo.office.id;
        const auto singkawang = sop("singkawang");
        const bool aims = index % 4 == 0;  // Sanggau's second step says at whom
        const bool closed = random(1, 10) > 2;
        auto at = morning();
        TRY(
            tx.run("INSERT INTO dossier (office_id, id, number, title, requester, origin, urgent,"
                   " sop_id, opened_at, opened_by, revision, state, marking)"
                   " VALUES ($1, $2, $3, $4, 'Dinas', 'surat', 0, $5, $6, 1, 1, $7, '{}')",
                   office, id, cat("U-", index), cat("Kasus ", index),
                   aims ? sop("sanggau") : singkawang, at, closed ? "closed" : "open"));
        ++tally_.opened;
        tally_.closed += closed ? 1 : 0;
        const int steps = closed ? 4 : random(0, 3);
        const std::array<int, 4> standard{30, 180, 15, 15};
        for (int step = 0; step < steps; ++step) {
            const int worked = random(1, standard[static_cast<std::size_t>(step)] + 10);
            const int paused = random(0, 4) == 0 ? random(0, worked) : 0;
            const auto start = morning();
            TRY(
                tx.run("INSERT INTO task (office_id, dossier_id, number, sop_id, step, item,"
                       " dossier_number, title, requester, urgent, returned, opened_at, closed_at,"
                       " closed_by, outcome, paused_for)"
                       " VALUES ($1, $2, $3, $4, $5, '', $6, 'x', '', 0, 0, $7, $8, 1, 'selesai',"
                       " $9)",
                       office, id, step + 1, singkawang, std::to_string(step + 1), cat("U-", index),
                       start, start + minutes{worked}, paused));
            ++tally_.tasks;
            tally_.effort += worked - paused;
            tally_.within += worked - paused <= standard[static_cast<std::size_t>(step)] ? 1 : 0;
        }
        if (aims) TRY(aim(tx, id, index));
        if (!closed) return {};
        bool aired = false;
        for (const auto& account : accounts) {
            if (random(0, 2) == 0) continue;
            TRY(one_airing(tx, id, account));
            aired = true;
        }
        tally_.aimed += aims && aired ? 1 : 0;
        return {};
    }

    Result<void> aim(store::Tx& tx, DossierId id, int index) {
        TRY(
            tx.run("INSERT INTO step_form (office_id, dossier_id, key, person_id, step, body,"
                   " ready, shown, at) VALUES ($1, $2, 'khalayak', 0, '2', $3, 1, 'x', $4)",
                   demo.office.id, id,
                   cat(R"({"words":"Khalayak","fields":[{"label":"rentang usia",)"
                       R"("kind":"range","values":[")",
                       17 + index % 5, R"(","45"]}]})"),
                   now));
        return {};
    }

    Result<void> one_airing(store::Tx& tx, DossierId id, const Account& account) {
        const auto airing = fresh<AiringId>();
        const auto at = morning();
        const bool planned = random(0, 3) != 0;
        const int late = random(-20, 40);
        TRY(
            tx.run("INSERT INTO airing (office_id, id, dossier_id, task, account_id, content_hash,"
                   " number, planned_at, state, url, last_word, aired_at)"
                   " VALUES ($1, $2, $3, 4, $4, $5, 1, $6, 'aired', '', '', $7)",
                   demo.office.id, airing, id, account.id, std::to_string(id.value),
                   planned ? std::optional<Instant>(at - minutes{late}) : std::nullopt, at));
        ++tally_.aired;
        tally_.planned += planned ? 1 : 0;
        tally_.on_time += planned && std::abs(late) <= 15 ? 1 : 0;
        if (random(0, 1) == 0) return {};
        const bool fits = random(0, 9) != 0;
        const int reach = random(0, 5000);
        TRY(
            tx.run("INSERT INTO monitoring (office_id, airing_id, dossier_id, on_time,"
                   " often_enough, accurate, planned_times, seen_times, reach, note, proof_sha256,"
                   " proof_type, person_id, at)"
                   " VALUES ($1, $2, $3, 'sesuai', 'sesuai', $4, 1, 1, $5, '', '', '', 1, $6)",
                   demo.office.id, airing, id, fits ? "sesuai" : "tidak", reach, at));
        ++tally_.judged;
        tally_.fit += fits ? 1 : 0;
        tally_.reach += reach;
        return {};
    }

  protected:
    /// What the workbook and the dashboard say of a dossier's audience and reach stands in the
    /// report of that dossier too.
    void agrees_with_case_papers(const Figures& year, const std::string& cells) {
        int compared = 0;
        for (const auto& one : year.audiences) {
            if (one.aimed.empty() || one.reached.empty()) continue;
            if (++compared > 20) break;
            CAPTURE(one.number);
            const auto [aimed, reached] =
                must(read([&](store::Tx& tx) -> Result<std::pair<std::string, std::string>> {
                    const auto definition =
                        TRY(Library::definition(tx, demo.office.id, sop("sanggau")));
                    return std::pair{
                        audience_line(TRY(audience_of(tx, demo.office.id, one.id, *definition))),
                        reach_line(TRY(Monitoring::of_dossier(tx, demo.office.id, one.id)))};
                }));
            CHECK(one.aimed == aimed);
            CHECK(one.reached == reached);
            CHECK(cells.find(cat("Khalayak|", one.number, "|", one.title, "|", aimed, "|",
                                 one.reach, "|", reached, "\n")) != cells.npos);
        }
        CHECK(compared > 0);
    }

  private:
    std::mt19937 chance_{seed};
    Tally tally_ = {};
};

/// The workbook's cells as lines "tab|label|value", read by a reader that is not ours.
std::string cells_of(const std::string& xlsx) {
    const auto path = std::filesystem::temp_directory_path() / cat("kentongan-", fresh_key());
    std::ofstream(path, std::ios::binary) << xlsx;
    constexpr std::string_view script = R"(
import sys, zipfile, re
import xml.etree.ElementTree as E
n = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
words = [''.join(t.text or '' for t in s.iter(n + 't')) for s in E.fromstring(z.read('xl/sharedStrings.xml'))]
names = [s.get('name') for s in E.fromstring(z.read('xl/workbook.xml')).iter(n + 'sheet')]
for i, name in enumerate(names):
    for row in E.fromstring(z.read('xl/worksheets/sheet%d.xml' % (i + 1))).iter(n + 'row'):
        cells = []
        for c in row.iter(n + 'c'):
            v = c.find(n + 'v')
            text = '' if v is None else v.text
            cells.append(words[int(text)] if c.get('t') == 's' else text)
        print('|'.join([name] + cells))
)";
    const auto program = path.string() + ".py";
    std::ofstream(program) << script;
    const auto command = cat("/usr/bin/python3 ", program, " ", path.string());
    std::string out;
    std::FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe);
    char buffer[4096];
    while (const auto got = std::fread(buffer, 1, sizeof buffer, pipe)) out.append(buffer, got);
    CHECK(pclose(pipe) == 0);
    std::filesystem::remove(path);
    std::filesystem::remove(program);
    return out;
}

TEST_CASE_FIXTURE(Year, "a generated year: dashboard, workbook and SQL say the same") {
    const auto made = generate();
    now = *from_iso("2027-01-04T01:00:00Z");
    FigureBook book(db(), sop::default_calendar(), clock());
    const auto year = must(book.of(demo.office.id, *period_of("2026", Zone{7})));
    CHECK(year.opened == made.opened);
    CHECK(year.closed == made.closed);
    CHECK(year.tasks_done == made.tasks);
    CHECK(year.tasks_within == made.within);
    CHECK(year.aired == made.aired);
    CHECK(year.aired_planned == made.planned);
    CHECK(year.aired_on_time == made.on_time);
    CHECK(year.judged == made.judged);
    CHECK(year.fit == made.fit);
    std::int64_t effort = 0, reach = 0, of_cases = 0;
    for (const auto& step : year.steps) effort += step.effort_all;
    for (const auto& one : year.cases) of_cases += one.effort;
    for (const auto& channel : year.channels) reach += channel.reach;
    CHECK(effort == made.effort);
    CHECK(of_cases == made.effort);
    CHECK(reach == made.reach);
    CHECK(year.reach == made.reach);
    CHECK(year.aimed == made.aimed);
    std::int64_t of_audiences = 0;
    for (const auto& one : year.audiences) of_audiences += one.reach;
    CHECK(of_audiences == made.reach);
    CHECK(sql("SELECT count(*) FROM dossier WHERE office_id = $1 AND opened_at >= $2"
              " AND opened_at < $3") == year.opened);
    CHECK(sql("SELECT count(*) FROM task WHERE office_id = $1 AND closed_at >= $2"
              " AND closed_at < $3") == year.tasks_done);
    CHECK(sql("SELECT count(*) FROM airing WHERE office_id = $1 AND aired_at >= $2"
              " AND aired_at < $3") == year.aired);
    CHECK(sql("SELECT count(*) FROM airing WHERE office_id = $1 AND aired_at >= $2"
              " AND aired_at < $3 AND abs(aired_at - planned_at) < 960000") == year.aired_on_time);
    CHECK(sql("SELECT coalesce(sum(m.reach), 0) FROM airing a JOIN monitoring m"
              " ON m.office_id = a.office_id AND m.airing_id = a.id WHERE a.office_id = $1"
              " AND a.aired_at >= $2 AND a.aired_at < $3") == reach);
    const auto cells =
        cells_of(must(documents::workbook(sheets_of(year, Zone{7}), "2027-01-04T01:00:00Z")));
    const auto holds = [&](const std::string& line) {
        CHECK_MESSAGE(cells.find(line + "\n") != std::string::npos, line);
    };
    holds(cat("Ringkasan|Berkas dibuka|", made.opened));
    holds(cat("Ringkasan|Berkas selesai|", made.closed));
    holds(cat("Ringkasan|Langkah selesai|", made.tasks));
    holds(cat("Ringkasan|Langkah dalam waktu baku|", made.within));
    holds(cat("Ringkasan|Tayangan|", made.aired));
    holds(cat("Ringkasan|Tayangan tepat waktu|", made.on_time));
    holds(cat("Ringkasan|Tayangan dinilai sesuai|", made.fit));
    holds(cat("Ringkasan|Berkas tayang dengan khalayak yang dituju|", made.aimed));
    holds(cat("Ringkasan|Jangkauan (orang)|", made.reach));
    for (const auto& one : year.channels) {
        holds(cat("Saluran|", one.label, "|", one.aired, "|", one.planned, "|", one.on_time, "|",
                  one.judged, "|", one.fit, "|", one.reach));
    }
    agrees_with_case_papers(year, cells);
    // Twelve months are the year.
    Tally months;
    for (int month = 1; month <= 12; ++month) {
        const auto key = cat("2026-", month < 10 ? "0" : "", month);
        const auto figures = must(book.of(demo.office.id, *period_of(key, Zone{7})));
        months.opened += figures.opened;
        months.tasks += figures.tasks_done;
        months.aired += figures.aired;
        months.within += figures.tasks_within;
        months.reach += figures.reach;
    }
    CHECK(months.opened == made.opened);
    CHECK(months.tasks == made.tasks);
    CHECK(months.aired == made.aired);
    CHECK(months.within == made.within);
    CHECK(months.reach == made.reach);
}

TEST_CASE("periods are months and years, and nothing else") {
    const auto november = period_of("2026-11", Zone{7});
    REQUIRE(november);
    CHECK(iso_utc(november->from) == "2026-10-31T17:00:00Z");
    CHECK(iso_utc(november->till) == "2026-11-30T17:00:00Z");
    CHECK(iso_utc(period_of("2026", Zone{9})->till) == "2026-12-31T15:00:00Z");
    for (const char* none : {"", "2026-13", "2026-0", "26-11", "2026-1", "abcd", "2026/11"}) {
        CAPTURE(none);
        CHECK(!period_of(none, Zone{7}));
    }
    CHECK(joined(months_till(monday, Zone{7}, 3), " ") == "2026-11 2026-10 2026-09");
}

TEST_CASE("what a spreadsheet would run is text in a CSV") {
    const documents::DataSheet sheet{
        .name = "x", .head = {"a", "b"}, .rows = {{"=1+1", 2.0}, {"kata, \"kutip\"", -3.5}}};
    CHECK(documents::csv(sheet) ==
          "\xEF\xBB\xBF"
          "a,b\r\n'=1+1,2\r\n\"kata, \"\"kutip\"\"\",-3.5\r\n");
}

}  // namespace
}  // namespace kentongan::tests
