// How the report of a case looks on paper and as one file.
#include <map>

#include "base/markup.h"
#include "base/secret.h"
#include "base/text.h"
#include "documents/paper.h"
#include "office/case_report.h"

namespace kentongan::office {
namespace {

using documents::Align;
using documents::Cell;

std::string moment(Instant at, Zone zone) {
    return cat(short_date(at, zone), " ", clock_time(at, zone));
}
std::string moment(std::optional<Instant> at, Zone zone) {
    return at ? moment(*at, zone) : std::string("–");
}

std::string verdict_words(const Verdicts& verdicts) {
    if (!verdicts.complete()) return "belum dinilai";
    const auto say = [](const std::string& verdict) {
        return verdict == "sesuai" ? "sesuai" : "tidak sesuai";
    };
    std::string words = cat("Waktu ", say(verdicts.on_time), "; frekuensi ",
                            say(verdicts.often_enough), " (", verdicts.seen_times, " dari ",
                            verdicts.planned_times, "); ketepatan ", say(verdicts.accurate));
    if (verdicts.reach) words += cat("; jangkauan ", with_dots(*verdicts.reach));
    if (!verdicts.note.empty()) words += cat(". ", verdicts.note);
    return words;
}

std::string display_words(const CaseRecord& record, AiringId airing) {
    for (const auto& seen : record.sightings) {
        if (seen.airing != airing || seen.verdict.empty()) continue;
        return cat(seen.verdict == "sesuai" ? "sesuai" : "tidak sesuai",
                   seen.by_hand ? "" : cat(", ", seen.percent, " % kata cocok"),
                   seen.note.empty() ? "" : cat(": ", seen.note));
    }
    return "belum dinilai";
}

std::string told_words(const ToldRequester& told, Zone zone) {
    std::string words = cat(told.way == TellingWay::email      ? "Surel"
                            : told.way == TellingWay::whatsapp ? "WhatsApp"
                                                               : "Cara lain",
                            " ke ", told.address, ", ", moment(told.at, zone));
    if (told.mail) words += cat(" (", word_of(told.mail->state), ")");
    return words;
}

std::vector<std::pair<std::string, std::string>> facts_of(const CaseRecord& record) {
    const Zone zone{record.office.hours_from_utc};
    const auto& dossier = record.dossier;
    std::vector<std::pair<std::string, std::string>> facts{
        {"Nomor berkas", dossier.number},
        {"Hal", dossier.title},
        {"Pemohon", dossier.requester.empty() ? "–" : dossier.requester},
        {"SOP", cat(dossier.definition->title(), " (", dossier.definition->number(), ")")},
        {"Dibuka", moment(dossier.opened_at, zone)}};
    facts.emplace_back("Pengerjaan", cat(with_dots(record.effort()), " menit kerja (baku ",
                                         with_dots(record.standard()), ")"));
    for (const auto& mark : dossier.marks) {
        facts.emplace_back(
            mark.kind == MarkKind::paraf ? "Diparaf" : "Disetujui",
            cat(mark.as_position, ", ", moment(mark.at, zone), ", naskah v", mark.content_version));
    }
    for (const auto& entry : record.late) {
        facts.emplace_back("Dicatat susulan",
                           cat(entry.title, ", ", entry.label, ", tayang ",
                               moment(entry.aired_at, zone), " sebelum diperiksa, kata ",
                               entry.said_by, entry.url.empty() ? "" : cat(". ", entry.url)));
    }
    if (!record.audience.empty()) {
        const auto reached = reach_line(record.airings);
        facts.emplace_back("Khalayak yang dituju", audience_line(record.audience));
        facts.emplace_back("Jangkauan (orang)", reached.empty() ? "belum dicatat" : reached);
    }
    for (const auto& told : record.told) {
        facts.emplace_back("Pemberitahuan", told_words(told, zone));
    }
    if (record.rating) {
        facts.emplace_back("Penilaian pemohon",
                           cat(record.rating->score, " dari 4 ", record.rating->words));
    }
    return facts;
}

/// "Harian Sukamaju: https://…", one for each newsroom that printed it.
std::vector<std::string> printed_lines(const Monitored& one) {
    std::vector<std::string> lines;
    for (const auto& proof : one.proofs) {
        if (!proof.partner) continue;
        lines.push_back(cat(proof.person, ": ", proof.url,
                            proof.url.empty() || proof.note.empty() ? "" : ", ", proof.note));
    }
    return lines;
}

/// Activity, when and where, who spoke; how many came; what came of it.
std::vector<std::vector<std::string>> activity_rows(const CaseRecord& record, Zone zone) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& activity : record.activities) {
        const auto& plan = activity.plan;
        const auto& result = activity.result;
        rows.push_back({plan.title,
                        cat(moment(activity.begins(), zone), ", ", plan.place,
                            plan.speakers.empty() ? "" : cat(". Narasumber: ", plan.speakers)),
                        result.attended ? with_dots(*result.attended) : std::string("–"),
                        !activity.told ? std::string("Belum dicatat")
                        : result.held  ? result.words
                                       : cat("Batal: ", result.words)});
    }
    return rows;
}
const std::vector<std::string> activity_head{"Kegiatan", "Waktu dan tempat", "Hadir", "Hasil"};

documents::PaperTable activities_table(const CaseRecord& record, Zone zone) {
    documents::PaperTable table{.widths = {26, 32, 8, 34}, .head = activity_head};
    table.size = 8.5;
    for (const auto& row : activity_rows(record, zone)) {
        table.rows.push_back({row[0], row[1], Cell(row[2], Align::right), row[3]});
    }
    return table;
}

documents::PaperTable airings_table(const CaseRecord& record, Zone zone) {
    documents::PaperTable table{.widths = {14, 12, 12, 30, 32},
                                .head = {"Saluran", "Rencana", "Tayang", "Tautan", "Penilaian"}};
    table.size = 8.5;
    for (const auto& one : record.airings) {
        std::vector<documents::Note> places;
        if (!one.airing.url.empty()) places.push_back({one.airing.url});
        for (const auto& line : printed_lines(one)) places.push_back({cat("Dimuat ", line)});
        table.rows.push_back({one.airing.account.label, moment(one.airing.planned_at, zone),
                              moment(one.airing.aired_at, zone), Cell(places),
                              Cell(std::vector<documents::Note>{
                                  {cat("Tampilan: ", display_words(record, one.airing.id))},
                                  {verdict_words(one.verdicts)}})});
    }
    return table;
}

documents::PaperTable steps_table(const CaseRecord& record, Zone zone) {
    documents::PaperTable table{
        .widths = {6, 40, 16, 14, 8, 8, 8},
        .head = {"No", "Kegiatan", "Pelaksana", "Selesai", "Menit", "Baku", "Tunggu"}};
    table.size = 8.5;
    for (const auto& step : record.steps) {
        const auto number = [](std::int64_t minutes) {
            return Cell(with_dots(minutes), Align::right);
        };
        table.rows.push_back(
            {Cell(step.step, Align::center),
             cat(step.activity, step.item.empty() ? "" : cat(" (", step.item, ")")), step.who,
             moment(step.closed_at, zone), number(step.effort),
             step.standard == 0 ? Cell("–", Align::right) : number(step.standard),
             number(step.waiting)});
    }
    return table;
}

std::string activities_html(const CaseRecord& record, Zone zone) {
    if (record.activities.empty()) return {};
    const auto row_of = [](const std::vector<std::string>& cells, const char* cell) {
        std::string row = "<tr>";
        for (const auto& one : cells) row += cat("<", cell, ">", escaped(one), "</", cell, ">");
        return row + "</tr>";
    };
    auto out = cat("<h2>Kegiatan tatap muka</h2><table>", row_of(activity_head, "th"));
    for (const auto& row : activity_rows(record, zone)) out += row_of(row, "td");
    return out + "</table>";
}

constexpr std::string_view style =
    "body{font:16px/1.55 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
    "color:#16242b}h1{font-size:1.4rem;text-align:center}h2{font-size:1.1rem;margin-top:2rem}"
    "header{text-align:center;border-bottom:3px double #16242b;padding-bottom:.7rem}"
    "table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{border:1px solid #8a979d;"
    "padding:.35rem .5rem;text-align:left;vertical-align:top}th{background:#eef2f4}"
    "td.n{text-align:right;white-space:nowrap}pre{white-space:pre-wrap;font:inherit;"
    "background:#f5f7f8;padding:1rem}img{max-width:100%;border:1px solid #8a979d}"
    "a{overflow-wrap:anywhere}@media print{body{margin:0}}";

}  // namespace

Result<std::string> case_pdf(const CaseRecord& record, const std::string& words, Instant now) {
    const Zone zone{record.office.hours_from_utc};
    documents::PaperOptions options;
    options.about = {.title = cat("Laporan hasil kegiatan ", record.dossier.number),
                     .author = record.office.name,
                     .subject = record.dossier.title};
    options.about.created = now;
    options.foot = cat("Laporan ", record.dossier.number, ", disusun ", moment(now, zone));
    documents::OfficePaper paper(options);
    paper.letterhead(record.head);
    paper.title("LAPORAN HASIL KEGIATAN", {record.dossier.title});
    paper.facts(facts_of(record));
    if (!trimmed(words).empty()) {
        paper.heading("Uraian");
        paper.paragraph(words);
    }
    if (!record.activities.empty()) {
        paper.heading("Kegiatan tatap muka");
        paper.table(activities_table(record, zone));
    }
    paper.heading("Penyiaran");
    if (record.airings.empty())
        paper.paragraph("Belum ada yang disiarkan.");
    else
        paper.table(airings_table(record, zone));
    paper.heading("Perjalanan berkas");
    paper.table(steps_table(record, zone));
    if (!record.text.empty()) {
        paper.heading("Naskah yang disiarkan");
        paper.paragraph(record.text);
    }
    auto signer = record.signer;
    signer.lead += long_date(now, zone);
    paper.signatures({signer});
    return paper.finish();
}

std::string case_html(const CaseRecord& record, const Who& by, const std::string& words,
                      const std::map<std::string, std::string>& pictures, Instant now) {
    const Zone zone{record.office.hours_from_utc};
    std::string out =
        cat("<!doctype html>\n<html lang=\"id\"><head><meta charset=\"utf-8\">"
            "<meta name=\"viewport\" content=\"width=device-width\"><title>Laporan ",
            escaped(record.dossier.number), "</title><style>", style,
            "</style></head><body><header><b>PEMERINTAH ",
            escaped(in_capitals(record.office.region)), "<br>",
            escaped(in_capitals(record.office.name)), "</b></header><h1>LAPORAN HASIL KEGIATAN<br>",
            escaped(record.dossier.title), "</h1><table>");
    for (const auto& [label, value] : facts_of(record)) {
        out += cat("<tr><th scope=\"row\">", escaped(label), "</th><td>", escaped(value),
                   "</td></tr>");
    }
    out += "</table>";
    if (!trimmed(words).empty()) out += cat("<h2>Uraian</h2><pre>", escaped(words), "</pre>");
    out += activities_html(record, zone);
    out +=
        "<h2>Penyiaran</h2><table><tr><th>Saluran</th><th>Rencana</th><th>Tayang</th>"
        "<th>Tautan</th><th>Penilaian</th></tr>";
    for (const auto& one : record.airings) {
        const bool web = one.airing.url.starts_with("http");
        std::string printed;
        for (const auto& line : printed_lines(one)) printed += cat("<br>Dimuat ", escaped(line));
        out +=
            cat("<tr><td>", escaped(one.airing.account.label), "</td><td>",
                moment(one.airing.planned_at, zone), "</td><td>", moment(one.airing.aired_at, zone),
                "</td><td>", web ? cat("<a href=\"", escaped(one.airing.url), "\">") : "",
                escaped(one.airing.url), web ? "</a>" : "", printed,
                "</td><td>Tampilan: ", escaped(display_words(record, one.airing.id)), "<br>",
                escaped(verdict_words(one.verdicts)), "</td></tr>");
    }
    out +=
        "</table><h2>Perjalanan berkas</h2><table><tr><th>No</th><th>Kegiatan</th>"
        "<th>Pelaksana</th><th>Selesai</th><th>Menit kerja</th><th>Baku</th><th>Tunggu</th>"
        "</tr>";
    for (const auto& step : record.steps) {
        out += cat("<tr><td>", escaped(step.step), "</td><td>", escaped(step.activity),
                   step.item.empty() ? "" : cat(" (", escaped(step.item), ")"), "</td><td>",
                   escaped(step.who), "</td><td>", moment(step.closed_at, zone),
                   "</td><td class=\"n\">", with_dots(step.effort), "</td><td class=\"n\">",
                   with_dots(step.standard), "</td><td class=\"n\">", with_dots(step.waiting),
                   "</td></tr>");
    }
    out += "</table>";
    if (!record.text.empty()) {
        out += cat("<h2>Naskah yang disiarkan</h2><pre>", escaped(record.text), "</pre>");
    }
    if (!pictures.empty()) out += "<h2>Bukti</h2>";
    for (const auto& [hash, bytes] : pictures) {
        const std::string_view type = bytes.starts_with("\x89PNG")    ? "image/png"
                                      : bytes.starts_with("\xFF\xD8") ? "image/jpeg"
                                                                      : "image/webp";
        out += cat("<p><img alt=\"Bukti ", hash.substr(0, 8), "\" src=\"data:", type, ";base64,",
                   base64(bytes), "\"></p>");
    }
    return out + cat("<p>", long_date(now, zone), "<br>", escaped(by.shown()), "<br>",
                     escaped(by.name), "</p></body></html>\n");
}

}  // namespace kentongan::office
