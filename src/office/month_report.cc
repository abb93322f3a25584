// The report of a period, as sheets and on paper.
#include "office/month_report.h"

#include <array>

#include "base/text.h"
#include "documents/paper.h"

namespace kentongan::office {
namespace {

using documents::Align;
using documents::Cell;
using documents::DataCell;
using documents::DataSheet;

constexpr std::array<std::string_view, 12> months{"Januari",   "Februari", "Maret",    "April",
                                                  "Mei",       "Juni",     "Juli",     "Agustus",
                                                  "September", "Oktober",  "November", "Desember"};
constexpr std::size_t cases_on_paper = 200;

DataCell number(std::int64_t value) {
    return static_cast<double>(value);
}

std::string day(std::optional<Instant> at, Zone zone) {
    return at ? cat(short_date(*at, zone), " ", clock_time(*at, zone)) : std::string{};
}

std::string words_of_state(const std::string& state) {
    if (state == "closed") return "selesai";
    if (state == "withdrawn") return "ditarik";
    if (state == "cancelled") return "dibatalkan";
    return "berjalan";
}

std::vector<std::pair<std::string, std::int64_t>> summary_of(const Figures& all) {
    return {{"Berkas dibuka", all.opened},
            {"Berkas selesai", all.closed},
            {"Berkas ditarik atau dibatalkan", all.stopped},
            {"Langkah selesai", all.tasks_done},
            {"Langkah dalam waktu baku", all.tasks_within},
            {"Langkah yang dikembalikan", all.tasks_returned},
            {"Tayangan", all.aired},
            {"Tayangan terjadwal", all.aired_planned},
            {"Tayangan tepat waktu", all.aired_on_time},
            {"Tayangan dinilai", all.judged},
            {"Tayangan dinilai sesuai", all.fit},
            {"Berkas tayang dengan khalayak yang dituju", all.aimed},
            {"Jangkauan (orang)", all.reach},
            {"Penilaian pemohon", all.ratings},
            {"Surel tidak sampai", all.mails_failed}};
}

Cell count(std::int64_t value) {
    return {with_dots(value), Align::right};
}

void say_what_is_left_out(documents::OfficePaper& paper, std::size_t all) {
    if (all <= cases_on_paper) return;
    paper.paragraph(cat("Ditampilkan ", cases_on_paper, " dari ", all,
                        " berkas; selebihnya ada di lembar kerja."));
}

void add_cases(documents::OfficePaper& paper, const Figures& all, Zone zone) {
    documents::PaperTable table{
        .widths = {6, 16, 32, 10, 18, 10, 10},
        .head = {"No", "Perangkat daerah", "Konten", "Tayang", "Tayang pertama", "Menit", "Baku"}};
    table.size = 8.5;
    for (const auto& one : all.cases) {
        if (table.rows.size() == cases_on_paper) break;
        table.rows.push_back({Cell(std::to_string(table.rows.size() + 1), Align::center),
                              one.requester.empty() ? "–" : one.requester,
                              cat(one.title, " (", one.number, ")"), count(one.aired),
                              day(one.first_aired_at, zone), count(one.effort),
                              count(one.standard)});
    }
    paper.heading("Berkas");
    if (table.rows.empty()) return paper.paragraph("Tidak ada berkas dalam masa ini.");
    paper.table(table);
    say_what_is_left_out(paper, all.cases.size());
}

void add_steps(documents::OfficePaper& paper, const Figures& all) {
    documents::PaperTable table{
        .widths = {6, 44, 10, 10, 10, 10, 10},
        .head = {"No", "Langkah", "Selesai", "Baku", "Tengah", "90 %", "Dalam baku"}};
    table.size = 8.5;
    std::string sop;
    for (const auto& one : all.steps) {
        if (sop != one.sop_key) {
            sop = one.sop_key;
            table.rows.push_back(
                {Cell(""), Cell(std::vector<documents::Note>{{one.sop_title, true}})});
        }
        table.rows.push_back({Cell(one.step, Align::center), one.activity, count(one.done),
                              one.standard == 0 ? Cell("–", Align::right) : count(one.standard),
                              count(one.effort_median), count(one.effort_p90),
                              Cell(cat(percent_of(one.within, one.done), " %"), Align::right)});
    }
    paper.heading("Waktu langkah dibanding waktu baku (menit kerja)");
    if (table.rows.empty()) return paper.paragraph("Tidak ada langkah yang selesai.");
    paper.table(table);
}

void add_channels(documents::OfficePaper& paper, const Figures& all) {
    documents::PaperTable table{
        .widths = {36, 12, 16, 18, 18},
        .head = {"Saluran", "Tayang", "Tepat waktu", "Dinilai sesuai", "Jangkauan"}};
    for (const auto& one : all.channels) {
        table.rows.push_back({one.label, count(one.aired),
                              Cell(cat(one.on_time, " dari ", one.planned), Align::right),
                              Cell(cat(one.fit, " dari ", one.judged), Align::right),
                              count(one.reach)});
    }
    paper.heading("Saluran");
    if (table.rows.empty()) return paper.paragraph("Tidak ada tayangan.");
    paper.table(table);
}

/// Whom it was for, beside whom it reached.
void add_audiences(documents::OfficePaper& paper, const Figures& all) {
    documents::PaperTable table{
        .widths = {6, 34, 34, 26},
        .head = {"No", "Konten", "Khalayak yang dituju", "Jangkauan (orang)"}};
    table.size = 8.5;
    for (const auto& one : all.audiences) {
        if (table.rows.size() == cases_on_paper) break;
        table.rows.push_back({Cell(std::to_string(table.rows.size() + 1), Align::center),
                              cat(one.title, " (", one.number, ")"),
                              one.aimed.empty() ? "–" : one.aimed,
                              one.reached.empty() ? "belum dicatat" : one.reached});
    }
    paper.heading("Khalayak yang dituju dan jangkauan");
    if (table.rows.empty()) return paper.paragraph("Belum ada yang dicatat.");
    paper.table(table);
    say_what_is_left_out(paper, all.audiences.size());
}

}  // namespace

std::string period_words(const Period& period, Zone) {
    if (period.key.size() < 7) return period.key;
    const auto month = to_number(period.key.substr(5)).value_or(1);
    return cat(months[static_cast<std::size_t>(month - 1)], " ", period.key.substr(0, 4));
}

std::vector<DataSheet> sheets_of(const Figures& all, Zone zone) {
    const auto masa = period_words(all.period, zone);
    DataSheet summary{.name = "Ringkasan", .title = masa, .head = {"Ukuran", "Jumlah"}};
    for (const auto& [words, value] : summary_of(all)) {
        summary.rows.push_back({words, number(value)});
    }
    DataSheet cases{
        .name = "Berkas",
        .title = masa,
        .head = {"Nomor", "Judul", "Pemohon", "SOP", "Keadaan", "Dibuka", "Berakhir",
                 "Tayang pertama", "Tayangan", "Tidak sesuai", "Menit kerja", "Baku (menit)"}};
    for (const auto& one : all.cases) {
        cases.rows.push_back(
            {one.number, one.title, one.requester, one.sop_key, words_of_state(one.state),
             day(one.opened_at, zone), day(one.closed_at, zone), day(one.first_aired_at, zone),
             number(one.aired), number(one.faults), number(one.effort), number(one.standard)});
    }
    DataSheet steps{.name = "Langkah",
                    .title = masa,
                    .head = {"SOP", "No", "Kegiatan", "Selesai", "Dalam baku", "Dikembalikan",
                             "Baku (menit)", "Tengah (menit)", "90 persen (menit)",
                             "Tunggu tengah (menit)", "Menit kerja seluruhnya"}};
    for (const auto& one : all.steps) {
        steps.rows.push_back({one.sop_key, one.step, one.activity, number(one.done),
                              number(one.within), number(one.returned), number(one.standard),
                              number(one.effort_median), number(one.effort_p90),
                              number(one.waiting_median), number(one.effort_all)});
    }
    DataSheet channels{.name = "Saluran",
                       .title = masa,
                       .head = {"Saluran", "Tayangan", "Terjadwal", "Tepat waktu", "Dinilai",
                                "Sesuai", "Jangkauan"}};
    for (const auto& one : all.channels) {
        channels.rows.push_back({one.label, number(one.aired), number(one.planned),
                                 number(one.on_time), number(one.judged), number(one.fit),
                                 number(one.reach)});
    }
    DataSheet audiences{.name = "Khalayak",
                        .title = masa,
                        .head = {"Nomor", "Judul", "Khalayak yang dituju", "Jangkauan (orang)",
                                 "Jangkauan per saluran"}};
    for (const auto& one : all.audiences) {
        audiences.rows.push_back(
            {one.number, one.title, one.aimed, number(one.reach), one.reached});
    }
    return {summary, cases, steps, channels, audiences};
}

Result<std::string> period_pdf(const Figures& all, const OfficeInfo& office,
                               const documents::Letterhead& head, documents::Signature signer,
                               Instant now) {
    const Zone zone{office.hours_from_utc};
    const auto masa = period_words(all.period, zone);
    documents::PaperOptions options;
    options.about = {.title = cat("Laporan kegiatan ", masa), .author = office.name};
    options.about.created = now;
    options.foot = cat("Laporan kegiatan ", masa, ", data s.d. ", day(now, zone));
    documents::OfficePaper paper(options);
    paper.letterhead(head);
    paper.title("LAPORAN KEGIATAN KOMUNIKASI PUBLIK", {in_capitals(masa)});
    paper.paragraph(
        cat("Selama ", masa, " dibuka ", with_dots(all.opened), " berkas. Selesai ",
            with_dots(all.closed), ", ditarik atau dibatalkan ", with_dots(all.stopped),
            ". Tayang ", with_dots(all.aired), " kali; dari ", with_dots(all.aired_planned),
            " yang dijadwalkan, tepat waktu ", with_dots(all.aired_on_time), " (",
            percent_of(all.aired_on_time, all.aired_planned), " %). Dari ", with_dots(all.judged),
            " tayangan yang dinilai, sesuai ", with_dots(all.fit), " (",
            percent_of(all.fit, all.judged), " %). Langkah dalam waktu baku ",
            with_dots(all.tasks_within), " dari ", with_dots(all.tasks_done), " (",
            percent_of(all.tasks_within, all.tasks_done), " %)."));
    add_cases(paper, all, zone);
    add_steps(paper, all);
    add_channels(paper, all);
    add_audiences(paper, all);
    signer.lead = long_date(now, zone);
    paper.signatures({std::move(signer)});
    return paper.finish();
}

}  // namespace kentongan::office
