// How Waktu cells and dates are read, in every form that officials write.
#include <doctest/doctest.h>

#include <ostream>

#include "sop/definition.h"

using namespace kentongan::sop;

namespace {

struct Read {
    TimeUnit unit;
    int min, max;
    bool operator==(const Read&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Read& read) {
    return out << "unit " << static_cast<int>(read.unit) << " " << read.min << "-" << read.max;
}

Read read(const char* raw) {
    const auto time = read_time(raw);
    CHECK(time.raw == raw);
    return {time.unit, time.min, time.max};
}
Read minutes(int min, int max) {
    return {TimeUnit::working_minutes, min, max};
}
Read minutes(int both) {
    return minutes(both, both);
}
Read days(int min, int max) {
    return {TimeUnit::working_days, min, max};
}

}  // namespace

TEST_CASE("minutes and hours are working minutes, whatever their letters and brackets") {
    CHECK(read("10 menit") == minutes(10));
    CHECK(read("30 MENIT") == minutes(30));
    CHECK(read("1 JAM") == minutes(60));
    CHECK(read("3 jam") == minutes(180));
    CHECK(read("30 (tiga puluh) menit") == minutes(30));
    CHECK(read("3 (tiga) jam") == minutes(180));
    CHECK(read("4 jam kerja") == minutes(240));
    CHECK(read("1 jam 30 menit") == minutes(90));
    CHECK(read("2 Jam, 5 Menit") == minutes(125));
    CHECK(read("1 jam dan 30 menit") == minutes(90));
    CHECK(read("10menit") == minutes(10));
    CHECK(read("  15  menit ") == minutes(15));
    CHECK(read("15 mnt.") == minutes(15));
    CHECK(read("lima menit") == minutes(5));
    CHECK(read("maksimal 45 menit") == minutes(45));
    CHECK(read("Maks. 45 menit") == minutes(45));
    CHECK(read("± 20 menit") == minutes(20));
}

TEST_CASE("decimals have a comma, and sometimes a dot") {
    CHECK(read("6,25 Jam") == minutes(375));
    CHECK(read("1.5 jam") == minutes(90));
    CHECK(read("setengah jam") == minutes(30));
}

TEST_CASE("ranges keep both ends") {
    CHECK(read("15-30 menit") == minutes(15, 30));
    CHECK(read("15 - 30 menit") == minutes(15, 30));
    CHECK(read("15–30 menit") == minutes(15, 30));
    CHECK(read("15 s.d. 30 menit") == minutes(15, 30));
    CHECK(read("15 s/d 30 menit") == minutes(15, 30));
    CHECK(read("15 sampai dengan 30 menit") == minutes(15, 30));
    CHECK(read("30 menit - 1 jam") == minutes(30, 60));
    CHECK(read("1 sampai 2 hari") == days(1, 2));
    CHECK(read("30-15 menit") == minutes(15, 30));
}

TEST_CASE("days are working days unless they say otherwise; months are months") {
    CHECK(read("1 hari kerja") == days(1, 1));
    CHECK(read("2 hari") == days(2, 2));
    CHECK(read("1 Hari Kerja (7,5 jam)") == days(1, 1));
    CHECK(read("14 hari kalender") == Read{TimeUnit::calendar_days, 14, 14});
    CHECK(read("2 minggu") == Read{TimeUnit::calendar_days, 14, 14});
    CHECK(read("7 hari (Des t-1)") == days(7, 7));
    CHECK(read("1 bulan (Jan–Feb)") == Read{TimeUnit::months, 1, 1});
    CHECK(read("1 tahun") == Read{TimeUnit::months, 12, 12});
}

TEST_CASE("so many times 24 hours run by the clock on the wall") {
    CHECK(read("1x24 jam") == Read{TimeUnit::clock_hours, 24, 24});
    CHECK(read("3 x 24 jam") == Read{TimeUnit::clock_hours, 72, 72});
    CHECK(read("2×24 Jam") == Read{TimeUnit::clock_hours, 48, 48});
}

TEST_CASE("of two values the larger one counts") {
    CHECK(read("120 Menit / 3 Hari") == days(3, 3));
    CHECK(read("1 jam/30 menit") == minutes(60));
}

TEST_CASE("words for automatic, for as long as an event, and for no standard") {
    CHECK(read("Seketika (otomatis)") == Read{TimeUnit::automatic, 0, 0});
    CHECK(read("otomatis") == Read{TimeUnit::automatic, 0, 0});
    CHECK(read("Selama kegiatan") == Read{TimeUnit::during_event, 0, 0});
    for (const char* raw : {"", "-", " ", "Menyesuaikan", "Sesuai kebutuhan", "menit", "10",
                            "10 orang", "15 - menit", "x 24 jam", "tentatif"}) {
        CAPTURE(raw);
        CHECK(read(raw) == Read{TimeUnit::none, 0, 0});
    }
}

TEST_CASE("absurd amounts are capped, not overflown") {
    CHECK(read("99999999999999999999 jam").max == 1'000'000);
    CHECK(read("0 menit") == minutes(0));
}

TEST_CASE("dates may be partial") {
    CHECK(read_date("13 Agustus 2020") == PartialDate{2020, 8, 13});
    CHECK(read_date("Januari 2021") == PartialDate{2021, 1, 0});
    CHECK(read_date("Mei 2019") == PartialDate{2019, 5, 0});
    CHECK(read_date("Desember 2022") == PartialDate{2022, 12, 0});
    CHECK(read_date("2023") == PartialDate{2023, 0, 0});
    CHECK(read_date("Rabu, 18 Nopember 2026") == PartialDate{2026, 11, 18});
    CHECK(read_date("3 Pebruari 2026") == PartialDate{2026, 2, 3});
    CHECK(read_date("7 Agust 2025") == PartialDate{2025, 8, 7});
    CHECK(read_date("18/11/2026") == PartialDate{2026, 11, 18});
    CHECK(read_date("18-11-2026") == PartialDate{2026, 11, 18});
    for (const char* raw : {"", "-", "segera", "32/1/2020", "18 2026"}) {
        CAPTURE(raw);
        CHECK(!read_date(raw));
    }
}
