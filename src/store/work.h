// What both databases share in carrying out a work: its transaction, who is inside, texts that fit.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/db.h"

namespace kentongan::store {

using ErasedWork = std::function<Result<void>(Tx&)>;

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>{}(text);
    }
};
/// A map by text that can be asked with a view.
template <class T>
using TextMap = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

/// More distinct statements than this are a sign of SQL that is put together from values; the
/// cache is then emptied rather than grown.
inline constexpr std::size_t most_statements = 512;

/// While it lives, this thread carries out a work of `db`; writing or reading there again is a bug.
class AtWork {
  public:
    explicit AtWork(const Db& db);
    ~AtWork();
    AtWork(const AtWork&) = delete;
    AtWork& operator=(const AtWork&) = delete;
    static bool in(const Db& db);

  private:
    const Db* before_;
};

/// Both databases keep the same values: texts are UTF-8 without NUL, numbers are numbers.
bool is_storable(const Value& value);
Error unstorable(std::string_view sql);

inline Error unavailable(std::string rule, std::string why) {
    return {Kind::unavailable, std::move(why), {{"store", std::move(rule)}}};
}
/// No room on the disk: said as people read it, with the driver's own words behind.
Error full(std::string_view drivers_words);
bool is_about(const Error&, std::string_view rule);

/// One line for the operator, on stderr.
void report(std::string_view line);

}  // namespace kentongan::store
