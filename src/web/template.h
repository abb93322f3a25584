// Our templates: read and checked once at start, then nothing but copying and escaping.
#pragma once

#include <atomic>
#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/result.h"
#include "web/assets.h"
#include "web/words.h"

namespace kentongan::web {

/// Text that is HTML already. The only type that is not escaped, so who makes one answers for it.
struct SafeHtml {
    std::string html;
};

// What a template may name, found out from the view's own members --------------------------------

enum class Holds { text, number, flag, html, list, record };

struct Shape;
/// One member of a view: what it is and where it lies.
struct Member {
    std::string_view name;
    Holds holds = Holds::text;
    std::size_t at = 0;            // bytes from the beginning of its record
    const Shape* shape = nullptr;  // what a list or a record consists of
    std::size_t (*size)(const void* list) = nullptr;
    const void* (*item)(const void* list, std::size_t) = nullptr;
};
/// A view struct, described with BOOST_DESCRIBE_STRUCT(View, (), (member, …)).
struct Shape {
    std::vector<Member> members = {};
};

template <class View>
const Shape& shape_of();

template <class T>
struct Kept;  // how a member of type T is shown
template <>
struct Kept<std::string> {
    static Member member() { return {.name = "", .holds = Holds::text}; }
};
template <>
struct Kept<SafeHtml> {
    static Member member() { return {.name = "", .holds = Holds::html}; }
};
template <>
struct Kept<bool> {
    static Member member() { return {.name = "", .holds = Holds::flag}; }
};
template <>
struct Kept<std::int64_t> {
    static Member member() { return {.name = "", .holds = Holds::number}; }
};
template <class T>
requires std::is_class_v<T>
struct Kept<T> {
    static Member member() { return {.name = "", .holds = Holds::record, .shape = &shape_of<T>()}; }
};
template <class T>
struct Kept<std::vector<T>> {
    static Member member() {
        return {
            .name = "",
            .holds = Holds::list,
            .shape = &shape_of<T>(),
            .size = [](const void* list) { return of(list).size(); },
            .item = [](const void* list, std::size_t at) -> const void* { return &of(list)[at]; }};
    }
    static const std::vector<T>& of(const void* list) {
        return *static_cast<const std::vector<T>*>(list);
    }
};
/// An optional record is a list of none or one: {{#each}} opens it.
template <class T>
struct Kept<std::optional<T>> {
    static Member member() {
        return {.name = "",
                .holds = Holds::list,
                .shape = &shape_of<T>(),
                .size = [](const void* one) { return of(one).has_value() ? 1UL : 0UL; },
                .item = [](const void* one, std::size_t) -> const void* { return &*of(one); }};
    }
    static const std::optional<T>& of(const void* one) {
        return *static_cast<const std::optional<T>*>(one);
    }
};

template <class View>
const Shape& shape_of() {
    static const Shape shape = [] {
        Shape made;
        if constexpr (std::is_same_v<View, std::string>) {
            made.members.push_back({.name = "."});
        } else {
            static const View sample{};
            using Members = boost::describe::describe_members<View, boost::describe::mod_public>;
            boost::mp11::mp_for_each<Members>([&](auto described) {
                const auto& place = sample.*described.pointer;
                Member member = Kept<std::remove_cvref_t<decltype(place)>>::member();
                member.name = described.name;
                member.at = static_cast<std::size_t>(reinterpret_cast<const char*>(&place) -
                                                     reinterpret_cast<const char*>(&sample));
                made.members.push_back(member);
            });
        }
        return made;
    }();
    return shape;
}

// The templates ----------------------------------------------------------------------------------

/// What a template became: operations in one row, with jumps.
struct Op {
    enum class Is : unsigned char {
        literal,  // text[begin, begin + size)
        text,     // a text, escaped
        number,
        html,
        address,  // a whole URL: only known schemes, or a place of ours
        part,     // a piece of a URL, percent-encoded
        unless,   // jumps to `jump` when the value says no
        jump,
        each,   // opens a list, or jumps when it is empty
        again,  // the next item, back to `jump`, or closes the list
    } is;
    int scope = 0;          // how many lists are open around the value's record
    std::size_t begin = 0;  // of a literal; else where the value lies in its record
    std::size_t size = 0;
    std::size_t jump = 0;
    Member member = {};
};
struct Program {
    std::vector<Op> ops = {};
    std::string text = {};
    std::string render(const void* view, std::size_t expected) const;
};

/// Reads templates: {{name}}, {{a.b}}, {{#each list}}…{{/each}}, {{#if name}}…{{else}}…{{/if}},
/// {{#with record}}…{{/with}}, {{>part argument}} ($0 in the part), {{t key name…}}, {{asset
/// path}},
/// {{! remark}}.
class Templates {
  public:
    Templates(const Carried& carried, const Words& words, const Assets& assets)
        : carried_(carried), words_(words), assets_(assets) {}

    /// Reads ui/pages/NAME.html for this view, in both languages. Refuses what is unknown in it,
    /// and names of the view that the template does not use.
    template <class View>
    Result<void> add() {
        return add(View::page, shape_of<View>());
    }
    template <class View>
    std::string render(const View& view, Language language) const {
        return render(View::page, &view, language);
    }

  private:
    struct Page {
        Program programs[2] = {};
        mutable std::atomic<std::size_t> usual_size = 4096;
    };
    Result<void> add(std::string_view name, const Shape&);
    std::string render(std::string_view name, const void* view, Language) const;

    const Carried& carried_;
    const Words& words_;
    const Assets& assets_;
    std::map<std::string_view, Page> pages_;
};

/// Reads one template text; for Templates and for tests.
struct TemplateContext {
    const Carried& carried;
    const Words& words;
    const Assets& assets;
    Language language = Language::indonesian;
};
Result<Program> compile(const TemplateContext&, std::string_view name, std::string_view text,
                        const Shape&);

}  // namespace kentongan::web
