// Errors as values: a function that can fail returns a Result.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace kentongan {

/// What a caller can do about it. Turned into an HTTP status in one place: web/answer.cc.
enum class Kind { not_found, forbidden, conflict, invalid, unavailable };

/// One thing a person can put right. Its words live in ui/words/*.json under "field.rule";
/// {0}, {1}… in the words are filled from `with`.
struct Issue {
    std::string field;
    std::string rule;
    std::vector<std::string> with = {};
    bool operator==(const Issue&) const = default;
};

struct Error {
    Kind kind;
    std::string why;                 // for the log
    std::vector<Issue> issues = {};  // for the person
};

template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::move(value)) {}
    Result(Error error) : state_(std::move(error)) {}

    explicit operator bool() const { return state_.index() == 0; }
    T& operator*() & { return std::get<0>(state_); }
    T&& operator*() && { return std::get<0>(std::move(state_)); }
    const T& operator*() const& { return std::get<0>(state_); }
    T* operator->() { return &std::get<0>(state_); }
    const T* operator->() const { return &std::get<0>(state_); }
    const Error& error() const { return std::get<1>(state_); }

  private:
    std::variant<T, Error> state_;
};

struct Nothing {};
template <>
class [[nodiscard]] Result<void> : public Result<Nothing> {
  public:
    Result() : Result<Nothing>(Nothing{}) {}
    Result(Error error) : Result<Nothing>(std::move(error)) {}
};

/// Unwraps a Result, or returns its Error from the enclosing function. Our only macro.
#define TRY(...)                          \
    __extension__({                       \
        auto tried = (__VA_ARGS__);       \
        if (!tried) return tried.error(); \
        *std::move(tried);                \
    })

/// States what must be true here. A false claim is our bug, so we stop rather than guess.
inline void ensure(bool claim, const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
    if (claim) return;
    std::fprintf(stderr, "%s:%d: broken invariant\n", file, line);
    std::abort();
}

/// Lets std::visit take one lambda per alternative.
template <class... Cases>
struct match : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
match(Cases...) -> match<Cases...>;

}  // namespace kentongan
