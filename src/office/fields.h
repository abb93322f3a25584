// Reads what people type into forms of the office: trimmed, within its length, or told why not.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace kentongan::office {

/// Gathers everything that is wrong with a form, so that a person is told once.
class Fields {
  public:
    /// Trimmed, in the canonical form. Rules: required, too_long, unreadable.
    std::string text(const std::string& field, std::string_view typed, std::size_t most = 200);
    std::string wanted(const std::string& field, std::string_view typed, std::size_t most = 200);
    /// "" or something that can be an address. Rule: not_an_address.
    std::string email(const std::string& field, std::string_view typed);
    /// "" or "+62…" with digits alone. Rule: not_a_number.
    std::string phone(const std::string& field, std::string_view typed);
    /// "" or 18 digits; blanks, dots and hyphens between them are left out. Rule: not_a_nip.
    std::string nip(const std::string& field, std::string_view typed);
    /// "" or the name of a host as browsers send it; what people paste around it is left out.
    /// Rule: not_a_host.
    std::string host(const std::string& field, std::string_view typed);
    void wrong(const std::string& field, const std::string& rule,
               std::vector<std::string> with = {});

    bool good() const { return issues_.empty(); }
    /// invalid with all issues, or nothing.
    Result<void> settle() const;

  private:
    std::vector<Issue> issues_;
};

/// The refusal of one field, for where a form has no more to tell.
Error wrong_field(std::string field, std::string rule, std::vector<std::string> with = {});

/// "19700101 199503 1 999": how a NIP is shown.
std::string nip_words(const std::string& digits);

}  // namespace kentongan::office
