// What differs between two versions of an SOP, field by field.
#pragma once

#include "sop/definition.h"

namespace kentongan::sop {

/// One difference; `field` is a key of the words ("kegiatan", "waktu"…), `was` and `now` as people
/// read them, one of them empty where something was added or taken away.
struct Difference {
    enum class Where { identity, lanes, step, flow } where = Where::step;
    StepName step = {};      // the row's number in the newer version, or the older one's
    std::string label = {};  // of an identity line or section
    std::string field = {};
    std::string was = {}, now = {};
    bool operator==(const Difference&) const = default;
};
/// In the order of the document. Rows are found again by number, or by the same kegiatan.
std::vector<Difference> differences(const Definition& before, const Definition& after);

}  // namespace kentongan::sop
