// Reads one HTTP/1.1 request out of bytes, strictly; knows no socket, so it can be fuzzed alone.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "net/message.h"

namespace kentongan::net {

struct RequestLimits {
    std::size_t head = std::size_t{16} * 1024;
    std::size_t target = std::size_t{4} * 1024;
    std::size_t headers = 64;
};

class RequestParser {
  public:
    enum class Found { more, whole, refused };
    struct BodyPart {
        Found found;
        std::size_t taken;  // bytes that may be forgotten
    };

    explicit RequestParser(RequestLimits = {});
    ~RequestParser();

    /// Forgets the last request; the next bytes begin another.
    void restart();

    /// `so_far` is everything since restart(); nothing of it may be forgotten before `whole`.
    /// Fills method, path, query, headers and content_length of `into`.
    Found read_head(std::string_view so_far, Head& into);
    /// Appends what of the body these bytes hold. Bytes that were not taken must come again.
    BodyPart read_body(std::string_view bytes, std::string& onto);

    int refusal() const { return refusal_; }  // the status, after Found::refused
    std::size_t head_bytes() const { return head_bytes_; }
    bool has_body() const { return has_body_; }
    bool keeps_alive() const { return keeps_alive_; }
    bool old() const { return old_; }  // HTTP/1.0
    bool expects_continue() const { return expects_continue_; }

  private:
    class Grammar;

    Found scan(std::string_view so_far);
    Found refuse(int status);
    int judge(Head&) const;

    RequestLimits limits_;
    std::unique_ptr<Grammar> grammar_;
    std::size_t scanned_ = 0;  // where the line begins that is not ended yet
    std::size_t head_bytes_ = 0;
    int refusal_ = 0;
    bool has_body_ = false;
    bool keeps_alive_ = false;
    bool old_ = false;
    bool expects_continue_ = false;
};

/// Splits a request target in origin form into path (decoded once, normalised) and raw query.
bool read_target(std::string_view target, Head& into);

}  // namespace kentongan::net
