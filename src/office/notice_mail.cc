// The sentences of notices outside the program, in Indonesian: they go to officials.
#include "office/notice_mail.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace kentongan::office {
namespace {

struct Sentence {
    std::string_view kind, words;
};
// clang-format off
constexpr std::array sentences{
    Sentence{"tugas",          "Tugas baru di meja Anda"},
    Sentence{"dikembalikan",   "Dikembalikan kepada Anda"},
    Sentence{"ditugaskan",     "Ditugaskan kepada Anda"},
    Sentence{"diingatkan",     "Anda diingatkan tentang tugas ini"},
    Sentence{"komentar",       "Ada komentar"},
    Sentence{"perlu_dicek",    "Kiriman perlu dicek: belum tentu tayang"},
    Sentence{"kiriman_ditolak", "Kiriman ditolak saluran: pilih jalan lain atau kirim ulang"},
    Sentence{"dijawab",        "Pemohon sudah menjawab"},
    Sentence{"segera",         "Waktu baku hampir habis"},
    Sentence{"lewat",          "Waktu baku sudah lewat"},
    Sentence{"eskalasi",       "Belum selesai di tangan bawahan Anda"},
    Sentence{"pengingat_sop",  "Pengingat dari SOP"},
    Sentence{"hilang",         "Tayangan tidak terlihat lagi"},
    Sentence{"tampilan_beda",  "Tampilan tidak sama dengan yang disetujui"},
    Sentence{"surel_gagal",    "Surel tidak sampai"},
    Sentence{"salinan",        "Salinan di saluran lain perlu diperbaiki"},
    Sentence{"akun_berakhir",  "Sambungan akun saluran akan berakhir"},
    Sentence{"dimuat",         "Siaran pers sudah dimuat"},
};
// clang-format on

std::string_view words_of(const std::string& kind) {
    const auto found = std::ranges::find(sentences, kind, &Sentence::kind);
    return found == sentences.end() ? "Ada kabar untuk Anda" : found->words;
}

std::string line_of(const Notice& notice, Zone zone) {
    std::string line = cat(words_of(notice.kind), "\n");
    if (!notice.about.empty()) line += cat(notice.about, "\n");
    if (!notice.reason.empty()) line += cat("Alasan atau pesan: ", notice.reason, "\n");
    if (notice.due_at) {
        line += cat("Selesaikan sebelum ", long_date(*notice.due_at, zone), " pukul ",
                    clock_time(*notice.due_at, zone), ".\n");
    }
    return line + cat("{alamat}", notice.link, "\n");
}

}  // namespace

Mail notice_mail(const std::vector<Notice>& notices, Zone zone) {
    Mail mail{.to = {}, .subject = {}, .text = {}, .once = {}};
    if (notices.size() == 1) {
        const auto& only = notices.front();
        mail.subject = cat(words_of(only.kind), only.about.empty() ? "" : ": ", only.about);
        mail.text = line_of(only, zone);
    } else {
        mail.subject = cat(notices.size(), " kabar untuk Anda");
        mail.text = cat("Ringkasan kabar yang belum Anda baca.\n\n");
        for (const auto& notice : notices) mail.text += line_of(notice, zone) + "\n";
    }
    mail.text += "\nAtur cara Anda diberi tahu: {alamat}/kabar-saya\n";
    return mail;
}

}  // namespace kentongan::office
