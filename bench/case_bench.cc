// Measures what one case costs beside ever more others (P8).
//
//   case_bench FOLDER [MOST]
//
// The others are copies of one real case with its tasks, seats and journal, made by plain INSERTs.
// Beside 100 to 1,000,000 of them the same case is loaded, viewed and acted on, and a desk is
// shown. Only the ratios mean anything on another machine: about 1 says that work does not get
// slower with the number of cases.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "base/carried.h"
#include "base/secret.h"
#include "base/text.h"
#include "office/demo.h"
#include "office/dossiers.h"

namespace {

using namespace kentongan;
using Watch = std::chrono::steady_clock;

constexpr int loads = 500;
constexpr std::int64_t portion = 10'000;
/// Keys grow with time: the copies' lie before those of anything made here.
constexpr std::int64_t earlier = std::int64_t{1} << 40;
constexpr std::array<std::int64_t, 4> others{100, 10'000, 200'000, 1'000'000};

Instant bench_now() {
    return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
}

template <class T>
T must(Result<T> result) {
    if (!result) std::fprintf(stderr, "%s\n", result.error().why.c_str());
    ensure(static_cast<bool>(result));
    return *std::move(result);
}
void must(const Result<void>& result) {
    if (!result) std::fprintf(stderr, "%s\n", result.error().why.c_str());
    ensure(static_cast<bool>(result));
}

std::map<std::string, std::string> texts(std::string_view folder, std::string_view ending,
                                         bool whole_name) {
    std::map<std::string, std::string> found;
    for (const auto& [path, text] : carried()) {
        if (!path.starts_with(folder) || !path.ends_with(ending)) continue;
        const auto name = path.substr(folder.size());
        found.emplace(whole_name ? name : name.substr(0, name.size() - ending.size()), text);
    }
    return found;
}

/// Rows of the model case, each copied with another dossier's key, number and stream.
constexpr std::array copies{
    "INSERT INTO dossier (office_id, id, number, title, requester, origin, urgent, sop_id,"
    " opened_at, opened_by, revision, state, marking)"
    " SELECT d.office_id, d.id + n.i, 'SALINAN/' || n.i, d.title || ' ' || n.i, d.requester,"
    " d.origin, d.urgent, d.sop_id, d.opened_at, d.opened_by, d.revision, d.state, d.marking"
    " FROM n CROSS JOIN dossier d WHERE d.office_id = $1 AND d.id = $2",
    "INSERT INTO task (office_id, dossier_id, number, sop_id, step, item, dossier_number, title,"
    " requester, urgent, returned, opened_at, due_at, closed_at, closed_by, outcome)"
    " SELECT t.office_id, t.dossier_id + n.i, t.number, t.sop_id, t.step, t.item,"
    " 'SALINAN/' || n.i, t.title, t.requester, t.urgent, t.returned, t.opened_at, t.due_at,"
    " t.closed_at, t.closed_by, t.outcome"
    " FROM n CROSS JOIN task t WHERE t.office_id = $1 AND t.dossier_id = $2",
    "INSERT INTO task_seat (office_id, seat, sort_at, dossier_id, task)"
    " SELECT s.office_id, s.seat, s.sort_at, s.dossier_id + n.i, s.task"
    " FROM n CROSS JOIN task_seat s WHERE s.office_id = $1 AND s.dossier_id = $2",
    "INSERT INTO journal (office_id, stream, number, id, at, person_id, as_position, event, hash)"
    " SELECT j.office_id, 'dossier/' || ($2 + n.i), j.number, j.id - 1099511627776 - n.i * 64, "
    "j.at, j.person_id,"
    " j.as_position, j.event, j.hash"
    " FROM n CROSS JOIN journal j WHERE j.office_id = $1 AND j.stream = 'dossier/' || $2",
    "INSERT INTO content (office_id, id, dossier_id, kind, place)"
    " SELECT c.office_id, c.id + n.i, c.dossier_id + n.i, c.kind, c.place"
    " FROM n CROSS JOIN content c WHERE c.office_id = $1 AND c.dossier_id = $2",
};

/// `from` to `till` more cases like the model.
Result<void> copy(store::Tx& tx, OfficeId office, DossierId model, std::int64_t from,
                  std::int64_t till) {
    const std::string numbers =
        "WITH RECURSIVE n (i) AS (SELECT CAST($3 AS BIGINT) UNION ALL SELECT i + 1 FROM n"
        " WHERE i + 1 < CAST($4 AS BIGINT)) ";
    for (const std::string text : copies) {
        const auto select = text.find(" SELECT ");
        const auto whole = cat(text.substr(0, select), " ", numbers, text.substr(select + 1));
        TRY(tx.run(whole, office, model, from, till));
    }
    return {};
}

struct Took {
    double middle = 0, late = 0;  // the median and the 99th percentile, in microseconds
};

Took took(const std::function<void()>& once) {
    std::vector<double> all;
    for (int i = 0; i < loads; ++i) {
        const auto begin = Watch::now();
        once();
        all.push_back(std::chrono::duration<double, std::micro>(Watch::now() - begin).count());
    }
    std::ranges::sort(all);
    return {all[all.size() / 2], all[all.size() * 99 / 100]};
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) {
        std::fprintf(stderr, "case_bench FOLDER [MOST]\n");
        return 2;
    }
    const auto most = count > 2 ? to_number(arguments[2]).value_or(others.back()) : others.back();
    const auto folder = std::filesystem::path(arguments[1]) / cat("case_bench_", fresh_key());
    std::filesystem::create_directories(folder);
    const auto db = must(store::Db::open(cat("sqlite:", (folder / "kentongan.db").string()), {}));
    must(db->migrate(texts("schema/", ".sql", true)));
    const auto demo = must(office::make_demo(*db, texts("sops/", ".sop", false), bench_now,
                                             hash_password(office::demo_password)));
    office::People people(*db, bench_now);
    office::Dossiers dossiers(*db, bench_now);
    const auto who = must(db->read(
        [&](store::Tx& tx) { return people.someone(tx, demo.office.id, demo.people.at("dewi")); }));
    const auto open = [&](const std::string& title) {
        return must(dossiers.open(who, {.title = title, .sop = demo.sops.at("singkawang-2023")}));
    };
    const auto model = open("Jadwal imunisasi"), asked = open("Pasar murah"),
               worked_on = open("Siaga banjir");
    std::printf("%10s %26s %26s %26s %26s   (median, p99; times the first)\n", "others", "load",
                "view", "desk", "act");
    std::array<Took, 4> first{};
    bool claimed = false;
    std::int64_t made = 1;
    for (const auto wanted : others) {
        if (wanted > most) break;
        while (made < wanted) {
            const auto till = std::min(wanted, made + portion);
            must(db->write([&](store::Tx& tx) {
                return copy(tx, who.office, model, made - earlier, till - earlier);
            }));
            made = till;
        }
        const std::array<Took, 4> now{
            took([&] {
                must(db->read([&](store::Tx& tx) { return dossiers.load(tx, who.office, asked); }));
            }),
            took([&] { must(dossiers.view(who, asked)); }),
            took([&] { must(dossiers.desk(who, {}, {.most = 25})); }),
            took([&] {
                claimed = !claimed;
                if (claimed) must(dossiers.act(who, worked_on, sop::Claim{1}));
                if (!claimed) must(dossiers.act(who, worked_on, sop::Release{1}));
            }),
        };
        if (wanted == others.front()) first = now;
        std::printf("%10lld", static_cast<long long>(wanted));
        for (std::size_t i = 0; i < now.size(); ++i) {
            std::printf("  %5.0f %4.2fx %6.0f %4.2fx", now[i].middle,
                        now[i].middle / first[i].middle, now[i].late, now[i].late / first[i].late);
        }
        std::printf("\n");
        std::fflush(stdout);
    }
    const auto bytes = std::filesystem::file_size(folder / "kentongan.db");
    std::printf("%.2f KB on disk for each case with one task and its journal\n",
                static_cast<double>(bytes) / 1024 / static_cast<double>(made));
    std::filesystem::remove_all(folder);
    return 0;
}
