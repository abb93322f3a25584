// Who may do a task, and whether what it needs is there: the checks before a task is done.
#pragma once

#include "sop/marking.h"

namespace kentongan::sop {

Error conflict(std::string field, std::string rule, std::vector<std::string> with = {});
Error forbidden(std::string field, std::string rule, std::vector<std::string> with = {});
Error invalid(std::string field, std::string rule, std::vector<std::string> with = {});

bool is_blank(std::string_view words);

/// Whether the task lies on this desk, by role or by name; not yet whether it may be done.
bool is_performer(const Task& task, const Actor& actor);

/// Everything about the person: performer, claim, pause, own part done, four eyes.
Result<void> check_performer(const Marking& marking, const Task& task, const Step& step);

/// The documents that must be there before work starts.
Result<void> check_documents(const Marking& marking, const Step& step);
/// Those, and the results of the step.
Result<void> check_items(const Marking& marking, const Step& step);

/// The roles this actor stands for in a task of several performers.
std::set<RoleName> parts_of(const Marking& marking, const Task& task);
/// Whether the actor's part is the last one missing.
bool completes(const Marking& marking, const Task& task, const Step& step);

}  // namespace kentongan::sop
