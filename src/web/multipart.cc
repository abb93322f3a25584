// Reads an upload block by block; nothing but small fields is held in memory.
#include "web/multipart.h"

#include <cstdio>
#include <memory>

#include "base/text.h"

namespace kentongan::web {
namespace {

constexpr std::size_t block_bytes = 64UL * 1024;
constexpr std::size_t boundary_max = 70;  // RFC 2046

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using OpenFile = std::unique_ptr<std::FILE, CloseFile>;

Error broken(const char* why) {
    return {Kind::invalid, cat("multipart: ", why), {Issue{"upload", "broken"}}};
}

/// The value of `name="…"` in a header, with the browser's %22 for quotes undone.
std::string quoted(std::string_view header, std::string_view name) {
    const auto mark = cat("; ", name, "=\"");
    const auto at = header.find(mark);
    if (at == header.npos) return {};
    const auto from = at + mark.size();
    const auto till = header.find('"', from);
    if (till == header.npos) return {};
    std::string value(header.substr(from, till - from));
    for (auto quote = value.find("%22"); quote != value.npos; quote = value.find("%22")) {
        value.replace(quote, 3, "\"");
    }
    return value;
}

/// A window over the file: as much as a separator needs is always in sight.
class Source {
  public:
    explicit Source(std::FILE* file) : file_(file) {}

    /// Makes at least `wanted` bytes visible, if the file has them.
    void look(std::size_t wanted) {
        while (buffer_.size() - at_ < wanted && !ended_) {
            buffer_.erase(0, at_);
            at_ = 0;
            const auto before = buffer_.size();
            buffer_.resize(before + block_bytes);
            const auto got = std::fread(buffer_.data() + before, 1, block_bytes, file_);
            buffer_.resize(before + got);
            ended_ = got == 0;
        }
    }
    std::string_view seen() const { return std::string_view(buffer_).substr(at_); }
    void pass(std::size_t bytes) { at_ += bytes; }
    bool ended() const { return ended_; }

    /// Passes `words` if they are next.
    bool takes(std::string_view words) {
        look(words.size());
        if (!seen().starts_with(words)) return false;
        pass(words.size());
        return true;
    }

  private:
    std::FILE* file_;
    std::string buffer_;
    std::size_t at_ = 0;
    bool ended_ = false;
};

class Reading {
  public:
    Reading(std::FILE* file, const std::string& path, std::string_view boundary,
            const MultipartLimits& limits)
        : source_(file), path_(path), separator_(cat("\r\n--", boundary)), limits_(limits) {}

    Result<Multipart> run() && {
        auto read = all();
        if (!read) {
            for (const auto& part : result_.files) std::remove(part.path.c_str());
            return read.error();
        }
        return std::move(result_);
    }

  private:
    Result<void> all() {
        if (!source_.takes(std::string_view(separator_).substr(2))) return broken("no beginning");
        for (std::size_t parts = 0;; ++parts) {
            if (source_.takes("--")) return {};
            if (!source_.takes("\r\n")) return broken("no line end after the boundary");
            if (parts == limits_.parts) return broken("too many parts");
            TRY(part());
        }
    }

    Result<void> part() {
        source_.look(limits_.header_bytes);
        // A part without headers begins with the empty line itself.
        const auto end = source_.seen().substr(0, limits_.header_bytes).find("\r\n\r\n");
        if (end == std::string_view::npos) return broken("no end of the headers");
        const std::string headers(source_.seen().substr(0, end));
        source_.pass(end + 4);
        const auto disposition = disposition_of(headers);
        const auto name = quoted(disposition, "name");
        if (name.empty()) return broken("a part without a name");
        if (disposition.find("; filename=") != disposition.npos) {
            return file(name, quoted(disposition, "filename"));
        }
        std::string value;
        TRY(body([&](std::string_view piece) -> Result<void> {
            if (value.size() + piece.size() > limits_.field_bytes)
                return broken("a field too long");
            value += piece;
            return {};
        }));
        if (!is_utf8(value)) return broken("a field that is no UTF-8");
        result_.fields.emplace_back(name, std::move(value));
        return {};
    }

    static std::string disposition_of(const std::string& headers) {
        for (const auto& line : split(headers, '\n')) {
            const auto header = trimmed(line);
            if (lowered(header.substr(0, 20)) == "content-disposition:") {
                return std::string(header);
            }
        }
        return {};
    }

    Result<void> file(const std::string& field, const std::string& name) {
        FilePart part{.field = field,
                      .name = is_utf8(name) ? name : "",
                      .path = cat(path_, ".", result_.files.size())};
        const OpenFile out(std::fopen(part.path.c_str(), "wb"));
        if (!out)
            return Error{Kind::unavailable, "no room for the part", {Issue{"upload", "full"}}};
        result_.files.push_back(part);
        std::int64_t bytes = 0;
        TRY(body([&](std::string_view piece) -> Result<void> {
            bytes += static_cast<std::int64_t>(piece.size());
            if (std::fwrite(piece.data(), 1, piece.size(), out.get()) == piece.size()) return {};
            return Error{Kind::unavailable, "no room for the part", {Issue{"upload", "full"}}};
        }));
        if (std::fflush(out.get()) != 0) {
            return Error{Kind::unavailable, "no room for the part", {Issue{"upload", "full"}}};
        }
        result_.files.back().bytes = bytes;
        return {};
    }

    /// Gives the part's bytes away piece by piece, and passes the separator after them.
    template <class Take>
    Result<void> body(Take take) {
        for (;;) {
            source_.look(block_bytes);
            const auto seen = source_.seen();
            const auto end = seen.find(separator_);
            if (end != seen.npos) {
                TRY(take(seen.substr(0, end)));
                source_.pass(end + separator_.size());
                return {};
            }
            if (source_.ended() || seen.size() < separator_.size()) return broken("no end");
            // The last bytes may be the beginning of a separator.
            const auto sure = seen.size() - separator_.size() + 1;
            TRY(take(seen.substr(0, sure)));
            source_.pass(sure);
        }
    }

    Source source_;
    std::string path_;
    std::string separator_;
    MultipartLimits limits_;
    Multipart result_;
};

}  // namespace

std::string boundary_of(std::string_view content_type) {
    const auto kind = lowered(content_type.substr(0, content_type.find(';')));
    if (trimmed(kind) != "multipart/form-data") return {};
    const auto at = lowered(content_type).find("boundary=");
    if (at == std::string::npos) return {};
    auto boundary = content_type.substr(at + 9);
    if (boundary.starts_with('"')) {
        boundary = boundary.substr(1);
        boundary = boundary.substr(0, boundary.find('"'));
    } else {
        boundary = trimmed(boundary.substr(0, boundary.find(';')));
    }
    if (boundary.empty() || boundary.size() > boundary_max) return {};
    for (const char letter : boundary) {
        if (letter <= ' ' || letter == 0x7F) return {};
    }
    return std::string(boundary);
}

Result<Multipart> read_multipart(const std::string& path, std::string_view boundary,
                                 const MultipartLimits& limits) {
    if (boundary.empty()) return broken("no boundary");
    const OpenFile file(std::fopen(path.c_str(), "rb"));
    if (!file) return Error{Kind::unavailable, cat("cannot open ", path)};
    return Reading(file.get(), path, boundary, limits).run();
}

}  // namespace kentongan::web
