// The SOP as the official document of PermenPAN-RB 35/2012, and several of them as one bundle.
#pragma once

#include <string>
#include <vector>

#include "documents/page.h"
#include "sop/definition.h"

namespace kentongan::documents {

struct PrintOptions {
    Paper paper = Paper::a4;
    bool lanes_by_first_use = false;
    std::string emblem = {};  // a PNG's or JPEG's bytes, or none
    Language language = Language::indonesian;
    bool show_corrections = true;
    bool note_inferred = true;  // says which performers and ways were concluded, not read
    Instant created = {};
};

/// The PDF's bytes. The same definition, options and time give the same bytes.
Result<std::string> sop_pdf(const sop::Definition&, const PrintOptions& = {});

struct BundleOptions {
    std::string title = {}, agency = {}, year = {}, address = {};
    /// Ruang lingkup, ringkasan, definisi: heading and text. Empty: the usual explanation.
    std::vector<std::pair<std::string, std::string>> explanation = {};
    PrintOptions print = {};
};
/// Cover, page for the decree, contents with page numbers, explanation, and the SOPs.
Result<std::string> sop_bundle_pdf(const std::vector<sop::Definition>&, const BundleOptions&);

}  // namespace kentongan::documents
