// The regulations we know, and how officials cite them.
#include "sop/regulations.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace kentongan::sop {
namespace {

struct KindWords {
    std::string_view words;
    RuleKind kind;
};
// Longer ones first: "peraturan pemerintah daerah" is no "peraturan pemerintah".
constexpr std::array kind_words{
    KindWords{"undang-undang", RuleKind::law},
    KindWords{"undang - undang", RuleKind::law},
    KindWords{"uu", RuleKind::law},
    KindWords{"peraturan pemerintah", RuleKind::government},
    KindWords{"pp", RuleKind::government},
    KindWords{"peraturan presiden", RuleKind::president},
    KindWords{"perpres", RuleKind::president},
    KindWords{"peraturan menteri komunikasi dan informatika", RuleKind::communication},
    KindWords{"permen kominfo", RuleKind::communication},
    KindWords{"permenkominfo", RuleKind::communication},
    KindWords{"pm kominfo", RuleKind::communication},
    KindWords{"peraturan menteri pendayagunaan aparatur negara", RuleKind::apparatus},
    KindWords{"permen pan", RuleKind::apparatus},
    KindWords{"permenpan", RuleKind::apparatus},
    KindWords{"peraturan menteri dalam negeri", RuleKind::home_affairs},
    KindWords{"permendagri", RuleKind::home_affairs},
    KindWords{"peraturan komisi informasi", RuleKind::information_commission},
    KindWords{"perki", RuleKind::information_commission},
    KindWords{"peraturan anri", RuleKind::archives},
    KindWords{"peraturan arsip nasional", RuleKind::archives},
};

std::string_view kind_name(RuleKind kind) {
    switch (kind) {
    case RuleKind::law: return "UU";
    case RuleKind::government: return "PP";
    case RuleKind::president: return "Perpres";
    case RuleKind::communication: return "PM Kominfo";
    case RuleKind::apparatus: return "PermenPANRB";
    case RuleKind::home_affairs: return "Permendagri";
    case RuleKind::information_commission: return "PerKI";
    case RuleKind::archives: return "Peraturan ANRI";
    case RuleKind::local: return "Perda/Perkada";
    }
    return "";
}

/// The number after one of the words, as in "Nomor 25" or "Tahun 2009"; 0 when there is none.
int number_after(std::string_view text, std::initializer_list<std::string_view> words) {
    std::size_t best = std::string_view::npos;
    int found = 0;
    for (const auto word : words) {
        auto at = text.find(word);
        if (at == std::string_view::npos || at >= best) continue;
        const std::size_t here = at;
        at += word.size();
        while (at < text.size() && (text[at] == ' ' || text[at] == '.')) ++at;
        std::size_t end = at;
        while (end < text.size() && end < at + 4 && text[end] >= '0' && text[end] <= '9') ++end;
        if (const auto number = to_number(text.substr(at, end - at))) {
            best = here;
            found = static_cast<int>(*number);
        }
    }
    return found;
}

bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}

/// "14/2008" right after the kind.
std::optional<Citation> read_short(RuleKind kind, std::string_view rest) {
    rest = trimmed(rest);
    const auto slash = rest.find('/');
    if (slash == std::string_view::npos || rest.size() < slash + 5) return std::nullopt;
    const auto number = to_number(rest.substr(0, slash));
    const auto year = to_number(rest.substr(slash + 1, 4));
    if (!number || !year) return std::nullopt;
    return Citation{kind, static_cast<int>(*number), static_cast<int>(*year)};
}

}  // namespace

std::string short_form(const Citation& citation) {
    return cat(kind_name(citation.kind), " ", citation.number, "/", citation.year);
}

const std::vector<Regulation>& regulations() {
    using enum RuleKind;
    using enum RuleState;
    static const std::vector<Regulation> known{
        {{law, 40, 1999}, "pers"},
        {{law, 32, 2002}, "penyiaran"},
        {{law, 32, 2004}, "pemerintahan daerah", replaced, "UU 23/2014"},
        {{law, 11, 2008}, "informasi dan transaksi elektronik", amended, "UU 19/2016, UU 1/2024"},
        {{law, 14, 2008}, "keterbukaan informasi publik"},
        {{law, 24, 2009}, "bendera, bahasa, dan lambang negara"},
        {{law, 25, 2009}, "pelayanan publik"},
        {{law, 43, 2009}, "kearsipan"},
        {{law, 23, 2014}, "pemerintahan daerah"},
        {{law, 28, 2014}, "hak cipta"},
        {{law, 8, 2016}, "penyandang disabilitas"},
        {{law, 19, 2016},
         "perubahan atas informasi dan transaksi elektronik",
         amended,
         "UU 1/2024"},
        {{law, 27, 2022}, "pelindungan data pribadi"},
        {{law, 20, 2023}, "aparatur sipil negara"},
        {{law, 1, 2024}, "perubahan kedua atas informasi dan transaksi elektronik"},
        {{government, 61, 2010}, "pelaksanaan undang-undang keterbukaan informasi publik"},
        {{government, 28, 2012}, "pelaksanaan undang-undang kearsipan"},
        {{government, 96, 2012}, "pelaksanaan undang-undang pelayanan publik"},
        {{government, 71, 2019}, "penyelenggaraan sistem dan transaksi elektronik"},
        {{president, 95, 2018}, "sistem pemerintahan berbasis elektronik"},
        {{president, 39, 2019}, "satu data indonesia"},
        {{president, 63, 2019}, "penggunaan bahasa indonesia"},
        {{president, 21, 2023}, "hari kerja dan jam kerja"},
        {{communication, 8, 2019},
         "penyelenggaraan urusan pemerintahan konkuren",
         replaced,
         "PM Kominfo 4/2024"},
        {{communication, 4, 2024}, "penyelenggaraan urusan pemerintahan konkuren"},
        {{apparatus, 35, 2012}, "pedoman penyusunan standar operasional prosedur"},
        {{apparatus, 80, 2012},
         "tata naskah dinas instansi pemerintah",
         replaced,
         "Peraturan ANRI 5/2021"},
        {{apparatus, 83, 2012}, "pemanfaatan media sosial instansi pemerintah"},
        {{home_affairs, 52, 2011}, "standar operasional prosedur di lingkungan pemerintah daerah"},
        {{home_affairs, 54, 2009},
         "tata naskah dinas di lingkungan pemerintah daerah",
         replaced,
         "Permendagri 1/2023"},
        {{home_affairs, 83, 2022}, "kode klasifikasi arsip"},
        {{home_affairs, 1, 2023}, "tata naskah dinas di lingkungan pemerintah daerah"},
        {{information_commission, 1, 2010},
         "standar layanan informasi publik",
         replaced,
         "PerKI 1/2021"},
        {{information_commission, 1, 2021}, "standar layanan informasi publik"},
        {{archives, 5, 2021}, "pedoman umum tata naskah dinas"},
    };
    return known;
}

std::optional<Citation> read_citation(std::string_view line) {
    const std::string text = lowered(trimmed(line));
    for (const auto& each : kind_words) {
        if (!text.starts_with(each.words)) continue;
        const auto rest = std::string_view{text}.substr(each.words.size());
        if (!rest.empty() && is_letter(rest.front()) && each.kind != RuleKind::apparatus) continue;
        if (rest.starts_with(" daerah")) break;
        if (const auto brief = read_short(each.kind, rest)) return brief;
        const int number = number_after(rest, {"nomor", "no.", "no "});
        const int year = number_after(rest, {"tahun"});
        if (number == 0 || year == 0) return std::nullopt;
        return Citation{each.kind, number, year};
    }
    const bool is_local = text.starts_with("peraturan") || text.starts_with("per");
    const int number = number_after(text, {"nomor", "no.", "no "});
    const int year = number_after(text, {"tahun"});
    if (!is_local || number == 0 || year == 0) return std::nullopt;
    return Citation{RuleKind::local, number, year};
}

const Regulation* find_regulation(const Citation& citation) {
    const auto found = std::ranges::find(regulations(), citation, &Regulation::citation);
    return found == regulations().end() ? nullptr : &*found;
}

// Of several subjects the longest wins: the implementing rule names the law that it implements.
const Regulation* find_meant(const Citation& citation, std::string_view line) {
    const std::string text = lowered(line);
    const Regulation* best = nullptr;
    for (const auto& each : regulations()) {
        if (each.citation.number == citation.number && each.citation.year == citation.year)
            return &each;
        const bool fits = each.state == RuleState::in_force && text.find(each.about) != text.npos;
        if (fits && (best == nullptr || each.about.size() > best->about.size())) best = &each;
    }
    return best;
}

}  // namespace kentongan::sop
