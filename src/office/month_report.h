// Reports of a period and the registers of each SOP, all from the one layer of figures.
#pragma once

#include <string>
#include <vector>

#include "documents/paper.h"
#include "documents/sheets.h"
#include "office/figures.h"

namespace kentongan::office {

/// "November 2026", "2026"
std::string period_words(const Period&, Zone);

/// Ringkasan, Berkas, Langkah, Saluran, Khalayak: what the workbook holds and the CSV names one of.
std::vector<documents::DataSheet> sheets_of(const Figures&, Zone);
Result<std::string> period_pdf(const Figures&, const OfficeInfo&, const documents::Letterhead&,
                               documents::Signature, Instant now);

/// The register that an SOP names under "Pencatatan dan Pendataan".
struct SopRegister {
    std::string sop_key = {}, sop_title = {};
    std::string words = {};  // as the SOP says it
    documents::DataSheet sheet = {};
};
Result<std::vector<std::pair<std::string, std::string>>> register_names(store::Tx&, OfficeId);
Result<SopRegister> register_of(store::Tx&, OfficeId, const std::string& sop_key, const Period&);

}  // namespace kentongan::office
