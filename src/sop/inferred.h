// What an SOP says that its original does not: asked for when an office adopts it.
#pragma once

#include "sop/definition.h"

namespace kentongan::sop {

struct Inferred {
    enum class What {
        performer,  // who does the step
        targets,    // where a written exit leads
        exit,       // an exit the original does not have
        block,      // that rows run side by side, or once per item
        next_sop,   // which SOP follows
    } what = What::performer;
    std::string key = {};  // "pelaksana-3", "jalan-3-1": names this point in a form
    StepName step = {};
    std::size_t exit = 0;
    std::string reason = {};
};
std::vector<Inferred> inferred_points(const Definition&);

/// The office's answer: it decides, so the point is not inferred any more.
struct Settled {
    std::string key = {};
    bool dropped = false;  // an added exit, a following SOP: left out
    std::vector<RoleName> performers = {};
    StepName to = {};
    std::vector<StepName> allowed = {};
};
/// False when there is no such point, or the answer names what is not there.
bool settle(Definition&, const Settled&);

}  // namespace kentongan::sop
