// The request target: only origin form, decoded once, no way up and nothing unprintable.
#include "base/text.h"
#include "net/request_parser.h"

namespace kentongan::net {
namespace {

bool is_printable(std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f) return false;
    }
    return true;
}

/// Takes out empty and "." parts in place; false when a ".." is among them.
bool normalise(std::string& path) {
    if (path.find("//") == std::string::npos && path.find("/.") == std::string::npos) return true;
    std::string kept;
    std::size_t begin = 1;
    while (begin <= path.size()) {
        const auto end = std::min(path.find('/', begin), path.size());
        const auto part = std::string_view(path).substr(begin, end - begin);
        const bool nothing = part.empty() || part == ".";
        if (part == "..") return false;
        if (!nothing) kept.append("/").append(part);
        if (nothing && end == path.size()) kept.append("/");
        begin = end + 1;
    }
    path = std::move(kept);
    return true;
}

}  // namespace

bool read_target(std::string_view target, Head& into) {
    if (target.empty() || target.front() != '/') return false;
    if (target.find('#') != std::string_view::npos) return false;
    const auto mark = target.find('?');
    const auto raw = target.substr(0, mark);
    into.query.assign(mark == std::string_view::npos ? std::string_view{}
                                                     : target.substr(mark + 1));
    if (raw.find('%') == std::string_view::npos) {
        into.path.assign(raw);
    } else {
        auto decoded = percent_decoded(raw);
        if (!decoded) return false;
        into.path = *std::move(decoded);
    }
    return is_printable(into.path) && is_utf8(into.path) && normalise(into.path);
}

}  // namespace kentongan::net
