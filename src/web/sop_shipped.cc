// Reads the shipped SOPs once.
#include "web/sop_shipped.h"

#include <algorithm>

namespace kentongan::web {

const std::vector<ShippedSop>& shipped_sops(const Site& site) {
    static const auto all = [&] {
        std::vector<ShippedSop> read;
        for (const auto& [path, bytes] : site.look.carried()) {
            if (!path.starts_with("sops/") || !path.ends_with(".sop")) continue;
            const std::string key(path.substr(5, path.size() - 5 - 4));
            auto definition = sop::parse(bytes, key);
            ensure(static_cast<bool>(definition));  // a test reads every one of them
            read.push_back({key, std::string(bytes), *std::move(definition)});
        }
        return read;
    }();
    return all;
}

const ShippedSop* shipped_sop(const Site& site, std::string_view key) {
    const auto& all = shipped_sops(site);
    const auto found = std::ranges::find(all, key, &ShippedSop::key);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace kentongan::web
