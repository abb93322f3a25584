// The national holidays and cuti bersama we know: the joint decrees (SKB 3 Menteri) for 2025 (as
// amended on 7 August 2025) and 2026; of 2027 only the fixed dates, since its decree is not known.
#include "sop/holidays.h"

namespace kentongan::sop {
namespace {

// clang-format off
constexpr HolidayRow rows[] = {
    {2025, 1, 1, false, "Tahun Baru 2025 Masehi"},
    {2025, 1, 27, false, "Isra Mikraj Nabi Muhammad SAW"},
    {2025, 1, 28, true, "Tahun Baru Imlek 2576 Kongzili"},
    {2025, 1, 29, false, "Tahun Baru Imlek 2576 Kongzili"},
    {2025, 3, 28, true, "Hari Suci Nyepi"},
    {2025, 3, 29, false, "Hari Suci Nyepi (Tahun Baru Saka 1947)"},
    {2025, 3, 31, false, "Idul Fitri 1446 Hijriah"},
    {2025, 4, 1, false, "Idul Fitri 1446 Hijriah"},
    {2025, 4, 2, true, "Idul Fitri 1446 Hijriah"},
    {2025, 4, 3, true, "Idul Fitri 1446 Hijriah"},
    {2025, 4, 4, true, "Idul Fitri 1446 Hijriah"},
    {2025, 4, 7, true, "Idul Fitri 1446 Hijriah"},
    {2025, 4, 18, false, "Wafat Yesus Kristus"},
    {2025, 4, 20, false, "Kebangkitan Yesus Kristus (Paskah)"},
    {2025, 5, 1, false, "Hari Buruh Internasional"},
    {2025, 5, 12, false, "Hari Raya Waisak 2569 BE"},
    {2025, 5, 13, true, "Hari Raya Waisak 2569 BE"},
    {2025, 5, 29, false, "Kenaikan Yesus Kristus"},
    {2025, 5, 30, true, "Kenaikan Yesus Kristus"},
    {2025, 6, 1, false, "Hari Lahir Pancasila"},
    {2025, 6, 6, false, "Idul Adha 1446 Hijriah"},
    {2025, 6, 9, true, "Idul Adha 1446 Hijriah"},
    {2025, 6, 27, false, "1 Muharam Tahun Baru Islam 1447 Hijriah"},
    {2025, 8, 17, false, "Proklamasi Kemerdekaan"},
    {2025, 8, 18, true, "Proklamasi Kemerdekaan"},
    {2025, 9, 5, false, "Maulid Nabi Muhammad SAW"},
    {2025, 12, 25, false, "Kelahiran Yesus Kristus"},
    {2025, 12, 26, true, "Kelahiran Yesus Kristus"},
    {2026, 1, 1, false, "Tahun Baru 2026 Masehi"},
    {2026, 1, 16, false, "Isra Mikraj Nabi Muhammad SAW"},
    {2026, 2, 16, true, "Tahun Baru Imlek 2577 Kongzili"},
    {2026, 2, 17, false, "Tahun Baru Imlek 2577 Kongzili"},
    {2026, 3, 18, true, "Hari Suci Nyepi"},
    {2026, 3, 19, false, "Hari Suci Nyepi (Tahun Baru Saka 1948)"},
    {2026, 3, 20, true, "Idul Fitri 1447 Hijriah"},
    {2026, 3, 21, false, "Idul Fitri 1447 Hijriah"},
    {2026, 3, 22, false, "Idul Fitri 1447 Hijriah"},
    {2026, 3, 23, true, "Idul Fitri 1447 Hijriah"},
    {2026, 3, 24, true, "Idul Fitri 1447 Hijriah"},
    {2026, 4, 3, false, "Wafat Yesus Kristus"},
    {2026, 4, 5, false, "Kebangkitan Yesus Kristus (Paskah)"},
    {2026, 5, 1, false, "Hari Buruh Internasional"},
    {2026, 5, 14, false, "Kenaikan Yesus Kristus"},
    {2026, 5, 15, true, "Kenaikan Yesus Kristus"},
    {2026, 5, 27, false, "Idul Adha 1447 Hijriah"},
    {2026, 5, 28, true, "Idul Adha 1447 Hijriah"},
    {2026, 5, 31, false, "Hari Raya Waisak 2570 BE"},
    {2026, 6, 1, false, "Hari Lahir Pancasila"},
    {2026, 6, 16, false, "1 Muharam Tahun Baru Islam 1448 Hijriah"},
    {2026, 8, 17, false, "Proklamasi Kemerdekaan"},
    {2026, 8, 25, false, "Maulid Nabi Muhammad SAW"},
    {2026, 12, 24, true, "Kelahiran Yesus Kristus"},
    {2026, 12, 25, false, "Kelahiran Yesus Kristus"},
    {2027, 1, 1, false, "Tahun Baru 2027 Masehi"},
    {2027, 5, 1, false, "Hari Buruh Internasional"},
    {2027, 6, 1, false, "Hari Lahir Pancasila"},
    {2027, 8, 17, false, "Proklamasi Kemerdekaan"},
    {2027, 12, 25, false, "Kelahiran Yesus Kristus"},
};
// clang-format on

}  // namespace

std::span<const HolidayRow> known_holidays() {
    return rows;
}

}  // namespace kentongan::sop
