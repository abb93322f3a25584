// Takes a running dossier to another version of its SOP, after showing what maps where.
#pragma once

#include "sop/decide.h"

namespace kentongan::sop {

/// Where one open task would lie in the new version.
struct TaskMove {
    int task = 0;
    StepName from;
    std::string item = {};
    std::optional<StepName> to = {};  // none: it has no place there…
    std::string rule = {};            // …because of this: "unmapped", "other_block"
    bool by_words = false;            // found by the same kegiatan under another number
};

struct Migration {
    std::vector<TaskMove> tasks = {};
    std::map<std::string, std::string> blocks = {};  // running block -> its name there
    std::vector<StepName> added = {};                // steps only the new version has
    std::vector<StepName> removed = {};              // steps only the old version has
    bool is_possible() const;
};

/// What would happen. `chosen` says where steps go that find no place by themselves.
Migration preview(const Definition& from, const Definition& to, const Dossier&,
                  const std::map<StepName, StepName>& chosen = {});

/// Does it: all open tasks keep their number, people, due time and history.
Result<Decision> migrate(const Definition& from, const Definition& to, SopId version,
                         const Dossier&, const std::map<StepName, StepName>& chosen, const Actor&);

}  // namespace kentongan::sop
