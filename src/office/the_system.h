// Who acts when no person does: the program itself, by its clock or by what a service answered.
#pragma once

#include "office/people.h"

namespace kentongan::office {

inline Who the_system(OfficeId office) {
    return {.office = office, .person = {}, .name = "sistem", .positions = {}, .is_system = true};
}

}  // namespace kentongan::office
