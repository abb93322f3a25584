// Sorting by ICU, which is also what PostgreSQL asks.
#include "store/order.h"

#include <unicode/ucol.h>

#include "base/result.h"

namespace kentongan::store {

IndonesianOrder::IndonesianOrder() {
    UErrorCode status = U_ZERO_ERROR;
    collator_ = ucol_open("id", &status);
    ensure(U_SUCCESS(status) != 0);
}

IndonesianOrder::~IndonesianOrder() {
    ucol_close(collator_);
}

int IndonesianOrder::compare(std::string_view a, std::string_view b) const {
    UErrorCode status = U_ZERO_ERROR;
    const auto order = ucol_strcollUTF8(collator_, a.data(), static_cast<int>(a.size()), b.data(),
                                        static_cast<int>(b.size()), &status);
    // Texts that only sort alike are told apart by their bytes.
    return order != UCOL_EQUAL ? static_cast<int>(order) : a.compare(b);
}

}  // namespace kentongan::store
