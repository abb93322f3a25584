// Cuts a .sop text into tokens and statements.
#include "sop/lexer.h"

namespace kentongan::sop {
namespace {

bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}
bool joins_words(char c) {
    return c == '-' || c == '+' || c == '.';
}

class Cutter {
  public:
    explicit Cutter(std::string_view text) : text_(text) {}

    Tokens cut() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '\n') {
                ++line_;
                ++at_;
                fresh_ = true;
            } else if (c == ' ' || c == '\t' || c == '\r') {
                ++at_;
            } else {
                take(c);
            }
        }
        return std::move(tokens_);
    }

  private:
    void take(char c) {
        if (is_word_byte(c)) return take_word();
        if (c == '"') return take_text();
        if (text_.substr(at_, 2) == "->") return put(Mark::arrow, 2);
        if (text_.substr(at_, 2) == "..") return put(Mark::sign, 2);
        if (std::string_view{",:(){}/|%"}.find(c) != std::string_view::npos)
            return put(Mark::sign, 1);
        std::size_t width = 1;
        while (at_ + width < text_.size() && (text_[at_ + width] & 0xC0) == 0x80) ++width;
        put(Mark::bad, width);
    }

    void take_word() {
        std::size_t end = at_ + 1;
        while (end < text_.size()) {
            const bool joined =
                joins_words(text_[end]) && end + 1 < text_.size() && is_word_byte(text_[end + 1]);
            if (!joined && !is_word_byte(text_[end])) break;
            ++end;
        }
        put(Mark::word, end - at_);
    }

    // A text ends on its own line: a forgotten quote spoils no more than that.
    void take_text() {
        Mark mark = Mark::text;
        std::size_t end = at_ + 1;
        while (end < text_.size() && text_[end] != '"' && text_[end] != '\n') {
            if (text_[end] == '\\') {
                const char next = end + 1 < text_.size() ? text_[end + 1] : '\n';
                if (next == '"' || next == '\\') {
                    ++end;
                } else {
                    mark = Mark::bad_escape;
                }
            }
            ++end;
        }
        const bool closed = end < text_.size() && text_[end] == '"';
        const std::size_t begin = at_ + 1;
        put(closed ? mark : Mark::unclosed, closed ? end + 1 - at_ : end - at_);
        tokens_.all.back().text = text_.substr(begin, end - begin);
    }

    void put(Mark mark, std::size_t width) {
        const auto word = text_.substr(at_, width);
        const bool goes_on = word == "(" || word == "{" || word == "/" || word == "|";
        if (fresh_ && !(goes_on && mark == Mark::sign))
            tokens_.begins.push_back(tokens_.all.size());
        if (tokens_.begins.empty()) tokens_.begins.push_back(0);
        fresh_ = false;
        tokens_.all.push_back({mark, word, line_});
        at_ += width;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
    bool fresh_ = true;
    Tokens tokens_;
};

}  // namespace

std::span<const Token> Tokens::statement(std::size_t index) const {
    const std::size_t begin = begins[index];
    const std::size_t end = index + 1 < begins.size() ? begins[index + 1] : all.size();
    return std::span{all}.subspan(begin, end - begin);
}

Tokens cut(std::string_view text) {
    return Cutter{text}.cut();
}

std::string unescaped(std::string_view inner) {
    std::string text;
    text.reserve(inner.size());
    for (std::size_t i = 0; i < inner.size(); ++i) {
        if (inner[i] == '\\' && i + 1 < inner.size()) ++i;
        text += inner[i];
    }
    return text;
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

}  // namespace kentongan::sop
