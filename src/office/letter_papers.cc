// Draws lembar disposisi, receipts, surat tugas and SK Tim.
#include "office/letter_papers.h"

#include <map>

#include "documents/paper.h"
#include "office/letter_paper_parts.h"
#include "office/letter_rows.h"

namespace kentongan::office {
namespace {

using documents::Align, documents::Cell, documents::Note, documents::OfficePaper,
    documents::PaperTable;

constexpr std::array<std::string_view, 12> instruction_words{"Tanggapan dan saran",
                                                             "Proses lebih lanjut",
                                                             "Koordinasi/konfirmasikan",
                                                             "Untuk diketahui",
                                                             "Hadiri/wakili",
                                                             "Siapkan bahan",
                                                             "Buat konsep jawaban",
                                                             "Jadwalkan peliputan",
                                                             "Publikasikan",
                                                             "Pelajari/telaah",
                                                             "Selesaikan sesuai ketentuan",
                                                             "Arsipkan"};

/// "Kabupaten Sukamaju" is written in "Sukamaju".
std::string place_of(const OfficeInfo& office) {
    const auto blank = office.region.find(' ');
    return blank == office.region.npos ? office.region : office.region.substr(blank + 1);
}

bool ticked(const std::string& word, const char* wanted) {
    return word == wanted;
}

PaperTable joined_table(std::vector<double> widths) {
    PaperTable table{std::move(widths)};
    table.above = 0;
    return table;
}

void draw_letter_part(OfficePaper& paper, const OfficeInfo& office, const Letter& letter) {
    const LetterForm& form = letter.form;
    const auto received = cat(date_of(letter.received_at, office), ", ",
                              clock_time(letter.received_at, Zone{office.hours_from_utc}));
    std::vector<Note> left{{cat("Surat dari : ", form.agency)},
                           {cat("No. surat : ", or_dash(form.number))},
                           {cat("Tgl. surat : ", or_dash(day_words(form.dated)))},
                           {cat("Lampiran : ", or_dash(form.attachments))}};
    if (!form.classification.empty()) left.push_back({cat("Kode : ", form.classification)});
    if (!form.index_word.empty()) left.push_back({cat("Indeks : ", form.index_word)});
    const std::vector<Note> right{
        {cat("Diterima tgl. : ", received)},
        {cat("No. agenda : ", letter.agenda_shown), true},
        {"Sifat :"},
        {"Sangat segera", false, ticked(form.urgency, "sangat_segera")},
        {"Segera", false, ticked(form.urgency, "segera")},
        {"Rahasia", false, form.security == "rahasia" || form.security == "sangat_rahasia"}};
    auto table = joined_table({1, 1});
    table.rows = {{Cell{left}, Cell{right}}};
    paper.table(table);
    auto about = joined_table({1});
    about.rows = {{Cell{{Note{cat("Perihal : ", form.subject), true}}}}};
    if (!form.summary.empty()) {
        about.rows.push_back({Cell{{Note{cat("Isi ringkas : ", form.summary)}}}});
    }
    paper.table(about);
}

void draw_disposition(OfficePaper& paper, const OfficeInfo& office, const Disposition& one) {
    std::vector<Note> to{{"Diteruskan kepada Sdr. :", true}};
    for (const Recipient& recipient : one.recipients) {
        to.push_back({recipient.title, false, true});
    }
    std::vector<Note> wishes{{"Dengan hormat harap :", true}};
    for (std::size_t i = 0; i < instruction_keys.size(); ++i) {
        const bool chosen =
            std::ranges::find(one.instructions, instruction_keys[i]) != one.instructions.end();
        wishes.push_back({std::string(instruction_words[i]), false, chosen});
    }
    auto table = joined_table({1, 1});
    table.rows = {{Cell{to}, Cell{wishes}}};
    paper.table(table);
    const Zone zone{office.hours_from_utc};
    const auto when = cat(date_of(one.at, office), " ", clock_time(one.at, zone));
    std::vector<Note> notes{{"Catatan :", true}, {or_dash(one.note)}};
    if (!one.deadline.empty()) notes.push_back({cat("Batas waktu : ", day_words(one.deadline))});
    if (one.asked) {
        notes.push_back({one.confirmed_at ? "Dicatat petugas atas arahan, sudah dibenarkan."
                                          : "Dicatat petugas atas arahan, belum dibenarkan."});
    }
    const std::vector<Note> sign{{in_capitals(one.by_shown) + ",", true},
                                 {" "},
                                 {one.to_confirm() ? "belum diparaf" : "diparaf secara elektronik"},
                                 {when},
                                 {" "},
                                 {one.by_name, true}};
    auto foot = joined_table({3, 2});
    foot.rows = {{Cell{notes}, Cell{sign}}};
    paper.table(foot);
}

}  // namespace

std::string day_words(const std::string& day) {
    constexpr std::array months{"Januari",   "Februari", "Maret",    "April",
                                "Mei",       "Juni",     "Juli",     "Agustus",
                                "September", "Oktober",  "November", "Desember"};
    if (!day_in(day)) return day;
    const auto month = static_cast<std::size_t>(*to_number(day.substr(5, 2)));
    return cat(*to_number(day.substr(8, 2)), " ", months[month - 1], " ", day.substr(0, 4));
}

Result<std::string> disposition_sheet_pdf(const OfficeInfo& office,
                                          const documents::Letterhead& head, const Letter& letter,
                                          const std::vector<Disposition>& all, Instant now) {
    auto options = options_for(
        office, cat("Lembar disposisi ", letter.agenda_shown),
        cat("Agenda ", letter.agenda_shown, " · lembar ini tidak dipisahkan dari suratnya"), now);
    options.paper = documents::Paper::half_folio;
    options.margin = documents::from_mm(9);
    OfficePaper paper(options);
    std::vector<Disposition> standing;
    for (const Disposition& one : all) {
        if (!one.recalled_at) standing.push_back(one);
    }
    // An empty sheet goes with the letter to whoever disposes of it.
    if (standing.empty()) standing.push_back(Disposition{.by_shown = "Kepala Dinas"});
    for (std::size_t i = 0; i < standing.size(); ++i) {
        if (i > 0) paper.next_page();
        paper.letterhead(head);
        paper.title("LEMBAR DISPOSISI");
        draw_letter_part(paper, office, letter);
        draw_disposition(paper, office, standing[i]);
    }
    return paper.finish();
}

Result<std::string> receipt_pdf(const OfficeInfo& office, const documents::Letterhead& head,
                                const Letter& letter, const std::string& address, Instant now) {
    const LetterForm& form = letter.form;
    OfficePaper paper(options_for(office, cat("Tanda terima ", letter.code),
                                  cat("Kode lacak ", letter.code), now));
    paper.letterhead(head);
    paper.title("TANDA TERIMA PERMOHONAN", {letter.code});
    const auto received = cat(date_of(letter.made_at, office), ", ",
                              clock_time(letter.made_at, Zone{office.hours_from_utc}));
    std::vector<std::pair<std::string, std::string>> facts{
        {"Pemohon", form.agency},
        {"Narahubung", or_dash(form.officer)},
        {"Diterima", received},
        {"Nomor surat", or_dash(form.number)},
        {"Tanggal surat", or_dash(day_words(form.dated))},
        {"Perihal", form.subject},
        {"Dibutuhkan", or_dash(day_words(form.needed_by))},
        {"Nomor agenda", or_dash(letter.agenda_shown)}};
    for (const LetterFile& file : form.files) {
        facts.emplace_back("Berkas", cat(file.name, " (", file.bytes / 1024 + 1, " KB, sidik ",
                                         file.sha256.substr(0, 12), "…)"));
    }
    paper.facts(facts);
    paper.code(address,
               cat("Pindai untuk melihat perjalanan permohonan ini, menjawab pertanyaan "
                   "kami, atau menariknya.\n",
                   address, "\nKode: ", letter.code),
               32);
    paper.paragraph(
        "Simpan tanda terima ini. Siapa pun yang memegang kodenya dapat melihat dan menjawab "
        "permohonan ini.");
    return paper.finish();
}

Result<std::string> team_paper_pdf(const OfficeInfo& office, const documents::Letterhead& head,
                                   const TeamPaperParts& parts, Instant now) {
    const bool decree = parts.paper.kind == "sk_tim";
    const std::string title = decree ? "KEPUTUSAN TENTANG TIM" : "SURAT TUGAS";
    OfficePaper paper(options_for(office, cat(title, " ", parts.paper.number),
                                  cat(title, " nomor ", parts.paper.number), now));
    paper.letterhead(head);
    paper.title(title, {cat("NOMOR ", parts.paper.number)});
    if (decree) {
        paper.paragraph(cat("TIM PENGELOLAAN KONTEN DAN MEDIA KOMUNIKASI PUBLIK\n", office.name,
                            " ", office.region),
                        Align::center);
    }
    paper.facts({{decree ? "Menimbang" : "Dasar", parts.basis},
                 {decree ? "Menetapkan" : "Menugaskan", "nama di bawah ini:"}});
    PaperTable table{{1, 6, 6, 5}, {"No", "Nama", "Jabatan", "Tugas dalam tim"}};
    for (std::size_t i = 0; i < parts.team.size(); ++i) {
        const TeamMember& one = parts.team[i];
        table.rows.push_back({Cell{cat(i + 1), Align::center}, one.name, or_dash(one.position),
                              one.duty.empty() ? "Anggota" : one.duty});
    }
    paper.table(table);
    paper.facts({{decree ? "Sebagai" : "Untuk",
                  cat(decree ? "tim pembuat konten untuk \"" : "membuat dan menyiapkan konten \"",
                      parts.title, "\" (berkas ", parts.number, ")")},
                 {"Masa tugas",
                  cat("sejak ", day_words(parts.paper.dated), " sampai dengan berkas selesai")}});
    paper.paragraph(decree ? "Keputusan ini berlaku sejak tanggal ditetapkan."
                           : "Demikian surat tugas ini dibuat untuk dilaksanakan sebagaimana "
                             "mestinya.");
    auto signer = parts.signer;
    signer.lead = cat(place_of(office), ", ", day_words(parts.paper.dated));
    signer.position = in_capitals(signer.position);
    paper.signatures({signer});
    if (!parts.paper.copies.empty()) {
        paper.gap(10);
        paper.paragraph("Tembusan:");
        paper.numbered(parts.paper.copies);
    }
    return paper.finish();
}

}  // namespace kentongan::office
