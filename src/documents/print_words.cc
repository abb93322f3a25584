// The fixed words of the official form in Indonesian, and in English for the reader's copy.
#include "documents/print_words.h"

#include <algorithm>
#include <array>

#include "base/result.h"

namespace kentongan::documents {
namespace {

struct Entry {
    std::string_view key, indonesian, english;
};
constexpr Entry entries[] = {
    {"start", "Mulai", "Start"},
    {"end", "Selesai", "End"},
    {"page", "Halaman {0} dari {1}", "Page {0} of {1}"},
    {"page_short", "Halaman", "Page"},
    {"number", "No", "No"},
    {"activity", "Kegiatan", "Activity"},
    {"performers", "Pelaksana", "Performed by"},
    {"standard", "Mutu Baku", "Quality standard"},
    {"needs", "Kelengkapan", "Needed"},
    {"time", "Waktu", "Time"},
    {"makes", "Output", "Output"},
    {"note", "Keterangan", "Remarks"},
    {"total", "Jumlah", "Total"},
    {"counted", "(dihitung)", "(worked out)"},
    {"sum_of_rows", "Jumlah waktu langkah: {0}", "Sum of the steps' times: {0}"},
    {"correction", "[Pembetulan: {0}]", "[Correction: {0}]"},
    {"legend", "Keterangan lambang:", "Symbols:"},
    {"legend_capsule", "Mulai / selesai", "Start / end"},
    {"legend_box", "Kegiatan", "Activity"},
    {"legend_diamond", "Keputusan", "Decision"},
    {"legend_arrow", "Arah alur", "Direction"},
    {"legend_pentagon", "Sambungan halaman", "To another page"},
    {"legend_inferred", "Arah disimpulkan", "Direction concluded"},
    {"notes", "Keterangan alur:", "Remarks on the flow:"},
    {"of_step", "Langkah {0}: {1}", "Step {0}: {1}"},
    {"may_go_to", "{0}: dapat ke langkah {1}", "{0}: may go to step {1}"},
    {"may_return_to", "{0}: kembali ke langkah {1}", "{0}: back to step {1}"},
    {"returns", "Kembali", "Return"},
    {"goes_on", "Lanjut", "Go on"},
    {"or", " atau ", " or "},
    {"inferred", " (disimpulkan)", " (concluded)"},
    {"each", "dikerjakan untuk tiap {0}", "done for each {0}"},
    {"parallel", "dikerjakan sejajar dengan langkah {0}", "done in parallel with step {0}"},
    {"all_performers", "dikerjakan oleh semua pelaksana", "done by all performers"},
    {"any_performer", "cukup dikerjakan salah satu pelaksana", "done by any one performer"},
    {"assigned", "oleh yang ditugaskan", "by whoever is assigned"},
    {"same_as", "oleh pelaksana langkah {0}", "by whoever did step {0}"},
    {"other_than", "oleh selain pelaksana langkah {0}", "not by whoever did step {0}"},
    {"calls", "menjalankan SOP {0}", "runs the SOP {0}"},
    {"shared_time", "waktu bersama langkah {0}", "time shared with step {0}"},
    {"shared_items", "waktu bersama untuk semua {0}", "one time for all {0}"},
    {"adjusted", "Susunan pelaksana disesuaikan", "Performers adjusted"},
    {"adjusted_steps",
     "Susunan pelaksana disesuaikan: pelaksana langkah {0} disimpulkan karena tidak terbaca dalam "
     "dokumen asal.",
     "Performers adjusted: those of step {0} were concluded, since the original does not show "
     "them."},
    {"adjusted_ways",
     "Panah putus-putus: arah yang disimpulkan, tidak tertulis dalam dokumen asal.",
     "Dashed arrows: ways that were concluded and are not written in the original."},
    {"adjusted_targets", "Tujuan pilihan {0} disimpulkan; dokumen asal tidak menyebut langkahnya.",
     "Where {0} leads was concluded; the original names no step."},
    {"minutes", "{0} menit", "{0} minutes"},
    {"hours", "{0} jam", "{0} hours"},
    {"working_days", "{0} hari kerja", "{0} working days"},
    {"calendar_days", "{0} hari", "{0} days"},
    {"months", "{0} bulan", "{0} months"},
    {"range", "{0} sampai {1}", "{0} to {1}"},
    {"cover", "STANDAR OPERASIONAL PROSEDUR", "STANDARD OPERATING PROCEDURES"},
    {"decree", "KEPUTUSAN PIMPINAN", "DECREE"},
    {"decree_slot",
     "Halaman ini disediakan untuk keputusan pimpinan tentang penetapan Standar Operasional "
     "Prosedur.",
     "This page is kept for the decree that enacts these standard operating procedures."},
    {"contents", "DAFTAR ISI", "CONTENTS"},
    {"explanation", "PENJELASAN SINGKAT PENGGUNAAN", "HOW TO USE THESE PROCEDURES"},
    {"scope", "Ruang Lingkup", "Scope"},
    {"scope_text",
     "Dokumen ini memuat {0} Standar Operasional Prosedur{1}. Setiap prosedur terdiri atas bagian "
     "identitas dan bagian diagram alir.",
     "This document holds {0} standard operating procedures{1}. Each has a part that identifies "
     "it and a part that shows its flow."},
    {"scope_of", " di lingkungan {0}", " of {0}"},
    {"summary", "Ringkasan", "Summary"},
    {"summary_text",
     "Bagian identitas memuat nomor, tanggal, pengesahan, dasar hukum, kualifikasi pelaksana, "
     "keterkaitan, peralatan, peringatan, dan pencatatan. Bagian diagram alir dibaca dari atas ke "
     "bawah: tiap baris satu kegiatan, tiap kolom satu pelaksana.",
     "The identity gives number, dates, ratification, legal basis, qualification, related "
     "procedures, equipment, warnings and records. The flow is read from top to bottom: each row "
     "is an activity, each column a performer."},
    {"definitions", "Definisi", "Definitions"},
    {"definitions_text",
     "Kapsul menandai mulai dan selesai; kotak menandai kegiatan; belah ketupat menandai "
     "keputusan; anak panah menunjukkan arah alur; segi lima menyambung alur ke halaman lain "
     "dengan huruf yang sama.",
     "A capsule marks start and end, a box an activity, a diamond a decision; an arrow shows the "
     "direction; a pentagon joins the flow to another page by the same letter."},
};

}  // namespace

std::string say(Language language, std::string_view key, const std::vector<std::string>& with) {
    const auto entry = std::find_if(std::begin(entries), std::end(entries),
                                    [&](const Entry& one) { return one.key == key; });
    ensure(entry != std::end(entries));
    std::string out;
    const auto sentence = language == Language::indonesian ? entry->indonesian : entry->english;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        if (sentence[i] != '{' || i + 2 >= sentence.size() || sentence[i + 2] != '}') {
            out += sentence[i];
            continue;
        }
        const auto index = static_cast<std::size_t>(sentence[i + 1] - '0');
        if (index < with.size()) out += with[index];
        i += 2;
    }
    return out;
}

}  // namespace kentongan::documents
