// The fields of a form: their words in the store, and what may stand in them.
#pragma once

#include "office/step_forms.h"

namespace kentongan::office {

std::string_view word_of(sop::FormKind);
sop::FormKind field_kind_from(std::string_view word);
/// The values as they are kept; or what is wrong, each issue with the label and the number of its
/// field as the first two words.
Result<FormValues> checked_values(const StepForm&, const FormValues&,
                                  const std::vector<std::string>& channels);

}  // namespace kentongan::office
