// Turns the text of a template into operations, and refuses what would surprise us at run time.
#include <set>

#include "base/text.h"
#include "web/escape.h"
#include "web/html_place.h"
#include "web/template.h"

namespace kentongan::web {
namespace {

constexpr int lists_max = 8;
constexpr int parts_deep_max = 8;

/// Without the indentation and the empty lines that only the author needs.
std::string tidied(std::string_view text) {
    std::string out;
    for (const auto& line : split(text, '\n')) {
        const auto words = trimmed(line);
        if (words.empty()) continue;
        out.append(words);
        out.push_back('\n');
    }
    return out;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (auto& word : split(text, ' ')) {
        if (!word.empty()) words.push_back(std::move(word));
    }
    return words;
}

struct Found {
    const Member* member;
    int scope;
    std::size_t at;
};

class Compiler {
  public:
    Compiler(const TemplateContext& context, std::string_view name, const Shape& shape)
        : context_(context), name_(name), shape_(shape), scopes_{{&shape, 0, 0}} {}

    Result<Program> run(std::string_view text) && {
        TRY(read(tidied(text), 0));
        if (!blocks_.empty()) return wrong("a block is not closed");
        if (!place_.is_text()) return wrong(cat("it ends ", place_.words()));
        std::set<const Shape*> seen;
        TRY(check_used(shape_, "", seen));
        return std::move(program_);
    }

  private:
    /// Names are looked up in the innermost scope first.
    struct Scope {
        const Shape* shape;
        int lists;         // how many lists are open around its record
        std::size_t base;  // where it begins in that record
    };
    enum class Opens { each, condition, record };
    struct Block {
        Opens is = Opens::condition;
        std::size_t opened = 0;                // its `unless` or `each`
        HtmlPlace place = {};                  // where it began
        HtmlPlace first_end = {};              // where its first branch ended
        std::optional<std::size_t> skip = {};  // the jump over `else`
    };

    Error wrong(const std::string& what) const {
        return {Kind::invalid, cat("ui/pages/", name_, ".html: ", what)};
    }

    Result<void> read(const std::string& text, int deep) {
        std::size_t from = 0;
        while (from < text.size()) {
            const auto open = text.find("{{", from);
            put_literal(std::string_view(text).substr(from, open - from));
            if (open == text.npos) break;
            const auto close = text.find("}}", open);
            if (close == text.npos) return wrong("{{ without }}");
            TRY(tag(trimmed(std::string_view(text).substr(open + 2, close - open - 2)), deep));
            from = close + 2;
        }
        return {};
    }

    Result<void> tag(std::string_view tag, int deep) {
        if (tag.starts_with('!')) return {};
        if (tag.starts_with('#') || tag.starts_with('/') || tag == "else") place_.settle();
        if (tag.starts_with("#each ")) return open_each(trimmed(tag.substr(6)));
        if (tag.starts_with("#if ")) return open_if(trimmed(tag.substr(4)));
        if (tag == "else") return open_else();
        if (tag.starts_with("#with ")) return open_with(trimmed(tag.substr(6)));
        if (tag == "/each") return close(Opens::each);
        if (tag == "/if") return close(Opens::condition);
        if (tag == "/with") return close(Opens::record);
        if (tag.starts_with('>')) return part(words_of(tag.substr(1)), deep);
        if (tag.starts_with("t ")) return words(words_of(tag.substr(2)));
        if (tag.starts_with("asset ")) return asset(trimmed(tag.substr(6)));
        return value(tag);
    }

    void put_literal(std::string_view text) {
        // Lines that held nothing but a tag of ours leave no line behind.
        const bool line_is_ended =
            program_.ops.empty() ||
            (program_.ops.back().is == Op::Is::literal && program_.text.ends_with('\n'));
        if (place_.is_text() && line_is_ended && text.starts_with('\n')) text.remove_prefix(1);
        if (text.empty()) return;
        place_.read(text);
        const bool grows = !program_.ops.empty() && program_.ops.size() != landing_ &&
                           program_.ops.back().is == Op::Is::literal;
        if (!grows) put({.is = Op::Is::literal, .begin = program_.text.size()});
        program_.ops.back().size += text.size();
        program_.text.append(text);
    }

    std::size_t put(Op op) {
        program_.ops.push_back(op);
        return program_.ops.size() - 1;
    }

    /// Somebody jumps to the next operation: it must stay the beginning of one.
    std::size_t land() { return landing_ = program_.ops.size(); }

    Result<Found> find(std::string_view name) {
        const auto path = name == "." ? std::vector<std::string>{"."} : split(name, '.');
        for (auto scope = scopes_.size(); scope-- > 0;) {
            const Member* member = member_of(*scopes_[scope].shape, path[0]);
            if (!member) continue;
            std::size_t at = scopes_[scope].base + member->at;
            used_.insert(member);
            for (std::size_t i = 1; i < path.size(); ++i) {
                if (member->holds != Holds::record) return wrong(cat(name, " is no record"));
                member = member_of(*member->shape, path[i]);
                if (!member) return wrong(cat("unknown name ", name));
                used_.insert(member);
                at += member->at;
            }
            return Found{member, scopes_[scope].lists, at};
        }
        return wrong(cat("unknown name ", name));
    }

    static const Member* member_of(const Shape& shape, std::string_view name) {
        for (const Member& member : shape.members) {
            if (member.name == name) return &member;
        }
        return nullptr;
    }

    Result<void> value(std::string_view name) {
        const auto found = TRY(find(name));
        Op op{.is = Op::Is::text, .scope = found.scope, .begin = found.at};
        const Holds holds = found.member->holds;
        if (holds == Holds::number) {
            op.is = Op::Is::number;
        } else if (holds == Holds::html) {
            op.is = Op::Is::html;
        } else if (holds != Holds::text) {
            return wrong(cat(name, " is no text"));
        }
        if (!place_.is_text()) {
            if (!place_.is_value() || place_.is_forbidden()) {
                return wrong(cat(name, " may not stand ", place_.words()));
            }
            if (holds == Holds::html) return wrong(cat(name, " is HTML, ", place_.words()));
            if (place_.is_address() && holds == Holds::text) {
                op.is = place_.value_began ? Op::Is::part : Op::Is::address;
            }
            place_.value_began = true;
        }
        put(op);
        return {};
    }

    Result<void> words(const std::vector<std::string>& call) {
        if (call.empty()) return wrong("{{t}} without a key");
        const std::string* sentence = context_.words.find(context_.language, call[0]);
        if (!sentence) return wrong(cat("unknown words ", call[0]));
        if (!place_.is_text() && (!place_.is_value() || place_.is_address())) {
            return wrong(cat("the words ", call[0], " may not stand ", place_.words()));
        }
        std::set<std::size_t> filled_in;
        std::size_t from = 0;
        for (auto open = sentence->find('{'); open != sentence->npos;
             open = sentence->find('{', from)) {
            const auto index = static_cast<std::size_t>((*sentence)[open + 1] - '0');
            if (index >= call.size() - 1) return wrong(cat(call[0], " wants more arguments"));
            put_literal(escaped(std::string_view(*sentence).substr(from, open - from)));
            TRY(value(call[index + 1]));
            filled_in.insert(index);
            from = open + 3;
        }
        put_literal(escaped(std::string_view(*sentence).substr(from)));
        if (filled_in.size() != call.size() - 1) {
            return wrong(cat(call[0], " does not use all its arguments"));
        }
        return {};
    }

    Result<void> asset(std::string_view name) {
        put_literal(context_.assets.address(name));
        return {};
    }

    Result<void> part(const std::vector<std::string>& call, int deep) {
        if (call.empty() || deep >= parts_deep_max) return wrong("a part within itself");
        const auto path = cat("ui/pages/parts/", call[0], ".html");
        const auto found = context_.carried.find(path);
        if (found == context_.carried.end()) return wrong(cat(path, " is not there"));
        auto text = tidied(found->second);
        if (text.ends_with('\n')) text.pop_back();
        for (std::size_t i = 1; i < call.size(); ++i) {
            const auto mark = cat("$", i - 1);
            if (text.find(mark) == text.npos) return wrong(cat(path, " takes no ", mark));
            for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at)) {
                text.replace(at, mark.size(), call[i]);
                at += call[i].size();
            }
        }
        if (text.find('$') != text.npos) return wrong(cat(path, " wants more arguments"));
        return read(text, deep + 1);
    }

    Result<void> open_each(std::string_view name) {
        const auto found = TRY(find(name));
        if (found.member->holds != Holds::list) return wrong(cat(name, " is no list"));
        const int lists = scopes_.back().lists + 1;
        if (lists > lists_max) return wrong("too many lists within lists");
        const auto op = put(
            {.is = Op::Is::each, .scope = found.scope, .begin = found.at, .member = *found.member});
        blocks_.push_back({.is = Opens::each, .opened = op, .place = place_});
        scopes_.push_back({found.member->shape, lists, 0});
        land();
        return {};
    }

    /// No operation: the record's members are just further on.
    Result<void> open_with(std::string_view name) {
        const auto found = TRY(find(name));
        if (found.member->holds != Holds::record) return wrong(cat(name, " is no record"));
        blocks_.push_back({.is = Opens::record, .place = place_});
        scopes_.push_back({found.member->shape, found.scope, found.at});
        return {};
    }

    Result<void> open_if(std::string_view name) {
        const auto found = TRY(find(name));
        const auto op = put({.is = Op::Is::unless,
                             .scope = found.scope,
                             .begin = found.at,
                             .member = *found.member});
        blocks_.push_back({.is = Opens::condition, .opened = op, .place = place_});
        return {};
    }

    Result<void> open_else() {
        if (blocks_.empty() || blocks_.back().skip || blocks_.back().is == Opens::record) {
            return wrong("{{else}} without its block");
        }
        Block& block = blocks_.back();
        if (block.is == Opens::each) end_list(block);
        block.skip = put({.is = Op::Is::jump});
        program_.ops[block.opened].jump = land();
        block.first_end = place_;
        place_ = block.place;
        return {};
    }

    Result<void> close(Opens is) {
        if (blocks_.empty() || blocks_.back().is != is) return wrong("blocks overlap");
        Block block = blocks_.back();
        blocks_.pop_back();
        if (block.skip) {
            program_.ops[*block.skip].jump = land();
            if (place_ != block.first_end) return wrong(cat("branches end apart ", place_.words()));
            return {};
        }
        if (is == Opens::record) {
            scopes_.pop_back();
            return {};
        }
        if (is == Opens::each) end_list(block);
        program_.ops[block.opened].jump = land();
        if (place_ != block.place) return wrong(cat("a block ends apart ", place_.words()));
        return {};
    }

    void end_list(const Block& block) {
        put({.is = Op::Is::again,
             .jump = block.opened + 1,
             .member = program_.ops[block.opened].member});
        scopes_.pop_back();
    }

    Result<void> check_used(const Shape& shape, const std::string& path,
                            std::set<const Shape*>& seen) const {
        if (!seen.insert(&shape).second) return {};
        for (const Member& member : shape.members) {
            const auto name = path + std::string(member.name);
            if (!used_.contains(&member)) return wrong(cat(name, " is never used"));
            if (member.shape) TRY(check_used(*member.shape, name + ".", seen));
        }
        return {};
    }

    const TemplateContext& context_;
    std::string name_;
    const Shape& shape_;
    Program program_;
    HtmlPlace place_;
    std::vector<Scope> scopes_;
    std::vector<Block> blocks_;
    std::set<const Member*> used_;
    std::size_t landing_ = static_cast<std::size_t>(-1);
};

}  // namespace

Result<Program> compile(const TemplateContext& context, std::string_view name,
                        std::string_view text, const Shape& shape) {
    return Compiler(context, name, shape).run(text);
}

}  // namespace kentongan::web
