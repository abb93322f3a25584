// Runs the operations that the templates became.
#include "web/template.h"

#include "base/text.h"
#include "web/escape.h"

namespace kentongan::web {
namespace {

/// One open list: its record now, and how to come to the next.
struct Open {
    const void* record = nullptr;
    const void* list = nullptr;
    std::size_t index = 0;
    std::size_t size = 0;
};
constexpr std::size_t lists_max = 8;

template <class T>
const T& value(const void* record, std::size_t at) {
    return *reinterpret_cast<const T*>(static_cast<const char*>(record) + at);
}

bool says_yes(const Op& op, const void* record) {
    switch (op.member.holds) {
    case Holds::text: return !value<std::string>(record, op.begin).empty();
    case Holds::html: return !value<SafeHtml>(record, op.begin).html.empty();
    case Holds::number: return value<std::int64_t>(record, op.begin) != 0;
    case Holds::flag: return value<bool>(record, op.begin);
    case Holds::list: return op.member.size(&value<char>(record, op.begin)) != 0;
    case Holds::record: return true;
    }
    return false;
}

void put_number(std::string& out, std::int64_t number) {
    out += std::to_string(number);
}

class Rendering {
  public:
    Rendering(const Program& program, const void* view, std::size_t expected) : program_(program) {
        open_[0].record = view;
        out_.reserve(expected);
    }

    std::string run() && {
        for (std::size_t at = 0; at < program_.ops.size();) at = step(program_.ops[at], at);
        return std::move(out_);
    }

  private:
    std::size_t step(const Op& op, std::size_t at) {
        const void* record = open_[static_cast<std::size_t>(op.scope)].record;
        switch (op.is) {
        case Op::Is::literal: out_.append(program_.text, op.begin, op.size); break;
        case Op::Is::text: put_escaped(out_, value<std::string>(record, op.begin)); break;
        case Op::Is::number: put_number(out_, value<std::int64_t>(record, op.begin)); break;
        case Op::Is::html: out_ += value<SafeHtml>(record, op.begin).html; break;
        case Op::Is::address: put_address(out_, value<std::string>(record, op.begin)); break;
        case Op::Is::part: put_part(out_, value<std::string>(record, op.begin)); break;
        case Op::Is::unless: return says_yes(op, record) ? at + 1 : op.jump;
        case Op::Is::jump: return op.jump;
        case Op::Is::each: return enter(op, record) ? at + 1 : op.jump;
        case Op::Is::again: return next(op) ? op.jump : at + 1;
        }
        return at + 1;
    }

    bool enter(const Op& op, const void* record) {
        const void* list = &value<char>(record, op.begin);
        const std::size_t size = op.member.size(list);
        if (size == 0) return false;
        open_[++depth_] = {op.member.item(list, 0), list, 0, size};
        return true;
    }

    bool next(const Op& op) {
        Open& open = open_[depth_];
        if (++open.index == open.size) {
            --depth_;
            return false;
        }
        open.record = op.member.item(open.list, open.index);
        return true;
    }

    const Program& program_;
    std::string out_;
    Open open_[lists_max + 1] = {};
    std::size_t depth_ = 0;
};

}  // namespace

std::string Program::render(const void* view, std::size_t expected) const {
    return Rendering(*this, view, expected).run();
}

Result<void> Templates::add(std::string_view name, const Shape& shape) {
    const auto path = cat("ui/pages/", name, ".html");
    const auto found = carried_.find(path);
    if (found == carried_.end()) return Error{Kind::invalid, cat(path, " is not there")};
    Page& page = pages_[name];
    for (const Language language : {Language::indonesian, Language::english}) {
        page.programs[language == Language::english] =
            TRY(compile({carried_, words_, assets_, language}, name, found->second, shape));
    }
    return {};
}

std::string Templates::render(std::string_view name, const void* view, Language language) const {
    const auto found = pages_.find(name);
    ensure(found != pages_.end());
    const Page& page = found->second;
    auto out = page.programs[language == Language::english].render(view, page.usual_size);
    if (out.size() > page.usual_size) page.usual_size = out.size() + out.size() / 8;
    return out;
}

}  // namespace kentongan::web
