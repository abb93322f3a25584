// The browser's files as the program carries them: their bytes, types and versioned addresses.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "net/message.h"
#include "web/words.h"

namespace kentongan::web {

struct Asset {
    net::Fixed body;
    std::string type;
    std::string version;  // of its bytes: the same version is the same file for ever
};

class Assets {
  public:
    explicit Assets(const Carried&);
    /// `name` is the path under ui/public: "kentongan.css", "fonts/….woff2".
    const Asset* find(std::string_view name) const;
    /// "/ui/kentongan.css?v=1a2b3c4d"
    std::string address(std::string_view name) const;

  private:
    std::map<std::string, Asset, std::less<>> assets_;
};

}  // namespace kentongan::web
