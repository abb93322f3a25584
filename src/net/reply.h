// An answer dressed for the wire: head lines written, body chosen, file opened. No sockets.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "net/message.h"

namespace kentongan::net {

/// An open file and the part of it that is still to be sent.
class FileBytes {
  public:
    FileBytes() = default;
    ~FileBytes() { close(); }
    FileBytes(const FileBytes&) = delete;
    FileBytes& operator=(const FileBytes&) = delete;

    bool open(const std::string& path);
    void close();
    std::int64_t size() const { return size_; }
    void keep(std::int64_t first, std::int64_t length);
    std::int64_t left() const { return left_; }

    enum class Took { some, later, broken };
    /// Appends the next piece. With `may_block` false only what the page cache holds, else `later`.
    Took take(std::string& onto, bool may_block);

  private:
    int file_ = -1;
    std::int64_t size_ = 0;
    std::int64_t offset_ = 0;
    std::int64_t left_ = 0;
};

struct Reply {
    int status = 0;
    bool keep = true;  // the connection lives on
    std::string head;
    std::string_view body;
    std::string text;                   // behind `body`, when made for this answer
    std::shared_ptr<const void> owner;  // behind `body`, when shared
    FileBytes file;
    std::optional<std::string> topic;

    void clear();
};

/// The pages for what the edge refuses by itself, asked of the application once.
class Refusals {
  public:
    explicit Refusals(Application&);
    const Response& of(int status) const;

  private:
    std::map<int, Response> pages_;
};

/// What besides request and response decides how the answer is dressed.
struct Terms {
    const Refusals& refusals;
    std::string_view date;  // may be empty
    bool keep = true;
    bool old = false;       // HTTP/1.0
    bool may_block = true;  // so may compress; a File needs it
};
void dress(Response, const Head&, const Terms&, Reply& into);

/// Whether dressing this would take time that an I/O thread does not have.
bool takes_time(const Response&);

}  // namespace kentongan::net
