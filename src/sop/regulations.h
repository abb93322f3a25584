// Regulations that SOPs cite, and what became of them: for the lint, never to block anybody.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::sop {

enum class RuleKind {
    law,                     // Undang-Undang
    government,              // Peraturan Pemerintah
    president,               // Peraturan Presiden
    communication,           // Peraturan Menteri Komunikasi dan Informatika
    apparatus,               // Peraturan Menteri PAN dan Reformasi Birokrasi
    home_affairs,            // Peraturan Menteri Dalam Negeri
    information_commission,  // Peraturan Komisi Informasi
    archives,                // Peraturan ANRI
    local,                   // Perda, Perbup, Perwali: nobody here knows them
};
struct Citation {
    RuleKind kind = RuleKind::local;
    int number = 0;
    int year = 0;
    bool operator==(const Citation&) const = default;
};
/// "PP 61/2010"
std::string short_form(const Citation&);

enum class RuleState { in_force, amended, replaced };
struct Regulation {
    Citation citation;
    std::string_view about;
    RuleState state = RuleState::in_force;
    std::string_view followed_by = {};  // "PerKI 1/2021"
};
/// What we know, as of `regulations_checked_on`. An office may know better.
const std::vector<Regulation>& regulations();
inline constexpr std::string_view regulations_checked_on = "2026-11-20";

/// The first regulation that a line of Dasar Hukum cites; none where it cites nothing readable.
std::optional<Citation> read_citation(std::string_view line);
const Regulation* find_regulation(const Citation&);
/// What a citation of something unknown seems to mean: another kind of rule with that number and
/// year, else what is about the same subject.
const Regulation* find_meant(const Citation&, std::string_view line);

}  // namespace kentongan::sop
