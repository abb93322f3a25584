// Looks at a public page as a citizen does: fetched past the guard, and photographed by a browser
// where one is installed.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/clock.h"

namespace kentongan::office {

struct PublicView {
    int status = 0;  // 0: no answer
    std::string why = {}, address = {}, html = {};
    bool seen() const { return status >= 200 && status < 300; }
    bool gone() const { return status == 404 || status == 410; }
};

struct EyeOptions {
    /// "localhost:8080": machines of the office itself, also by plain http.
    std::set<std::string> also_allowed = {};
    std::string browser = "/usr/bin/chromium";
    seconds patience{20};
    milliseconds picture_time{5'000};  // for one picture of a page
};

class PublicEye {
  public:
    explicit PublicEye(EyeOptions options) : options_(std::move(options)) {}

    /// Follows at most three redirects, each through the same guard.
    PublicView look(const std::string& url) const;
    /// The bytes behind an address, or nothing: it does not answer, is slow or too large. Follows
    /// redirects as look does.
    std::string bytes_of(const std::string& url) const;
    /// A PNG picture of the page, or nothing where no browser is installed or it took too long. The
    /// browser reaches the page's own host only.
    std::string photograph(const std::string& url) const;

  private:
    EyeOptions options_;
};

}  // namespace kentongan::office
