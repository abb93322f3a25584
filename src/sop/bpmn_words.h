// The words of our BPMN extension, shared by the export and the import.
#pragma once

#include <string>
#include <string_view>

#include "sop/definition.h"

namespace kentongan::sop {

inline constexpr std::string_view bpmn_sop_namespace = "urn:kentongan:bpmn-ext:sop:1.0";
inline constexpr std::string_view bpmn_text_namespace = "urn:kentongan:bpmn-ext:teks:1.0";

/// The word of sop:daftar@jenis: dasarHukum, kualifikasiPelaksana…
std::string_view bpmn_word_of(Section);

/// "PT30M", "P2D"; "" where there is no standard time.
std::string iso_duration(TimeUnit, int amount);
/// "PT1H30M" as an SOP says it: "1 jam 30 menit"; "" when it is no duration.
std::string words_of_duration(std::string_view iso);

}  // namespace kentongan::sop
