// Cuts a .sop text into tokens and statements. A statement is a line; a line that begins with
// "(", "{", "/" or "|" goes on with the one before it. Indentation means nothing.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::sop {

enum class Mark {
    word,        // langkah, kepala_bidang, 5b, H-1
    text,        // "…" without its quotes, escapes not yet undone
    arrow,       // ->
    sign,        // one of , : ( ) { } / | % or ".."
    bad,         // anything else
    unclosed,    // a text whose closing quote is missing
    bad_escape,  // a text with a backslash before something else than " or backslash
};
struct Token {
    Mark mark = Mark::bad;
    std::string_view text = {};
    int line = 0;
    bool is(std::string_view sign) const {
        return (mark == Mark::sign || mark == Mark::arrow) && text == sign;
    }
    bool is_word(std::string_view word) const { return mark == Mark::word && text == word; }
};

struct Tokens {
    std::vector<Token> all = {};
    std::vector<std::size_t> begins = {};  // where each statement begins in `all`
    std::span<const Token> statement(std::size_t index) const;
};
Tokens cut(std::string_view text);

/// The text of a token of Mark::text with its escapes undone.
std::string unescaped(std::string_view inner);
/// The text in quotes, with " and backslash escaped.
std::string quoted(std::string_view text);

}  // namespace kentongan::sop
