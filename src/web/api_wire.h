// One description of a record serves three ends: its JSON out, its JSON in, and its schema.
#pragma once

#include <algorithm>
#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "base/json.h"
#include "base/text.h"

namespace kentongan::web {

/// A record of the API: described with BOOST_DESCRIBE_STRUCT and named by its `schema`.
template <class T>
concept Described = boost::describe::has_describe_members<T>::value;

/// A request may leave out what has a default; an answer says everything.
template <class T>
concept is_incoming = requires {
    T::incoming;
};

/// The schemas of the records met so far, by name.
using Schemas = JsonObject;

/// What is wrong with a body, and where: {"body", "missing_field", {"people[0]"}}.
using Wrong = std::optional<Issue>;

/// How a T travels. A member that may be left out keeps its default.
template <class T>
struct Wire;

inline Wrong wrong_type(const std::string& at) {
    return Issue{"body", "wrong_type", {at}};
}
inline Json schema_of_type(std::string_view type) {
    return JsonObject{{"type", type}};
}

template <>
struct Wire<std::string> {
    static constexpr bool may_miss = false;
    static Json write(const std::string& text) { return Json(text); }
    static Wrong read(const Json& json, std::string& into, const std::string& at) {
        if (!json.is_string()) return wrong_type(at);
        into = std::string(json.get_string());
        return {};
    }
    static Json schema(Schemas&) { return schema_of_type("string"); }
};

template <>
struct Wire<bool> {
    static constexpr bool may_miss = true;
    static Json write(bool flag) { return Json(flag); }
    static Wrong read(const Json& json, bool& into, const std::string& at) {
        if (!json.is_bool()) return wrong_type(at);
        into = json.get_bool();
        return {};
    }
    static Json schema(Schemas&) { return schema_of_type("boolean"); }
};

template <class T>
requires(std::is_same_v<T, int> || std::is_same_v<T, std::int64_t>) struct Wire<T> {
    static constexpr bool may_miss = false;
    static constexpr std::int64_t safe = 1'000'000'000;  // far from where readers lose digits
    static Json write(T number) { return Json(static_cast<std::int64_t>(number)); }
    static Wrong read(const Json& json, T& into, const std::string& at) {
        if (!json.is_int64() || json.get_int64() < -safe || json.get_int64() > safe) {
            return wrong_type(at);
        }
        into = static_cast<T>(json.get_int64());
        return {};
    }
    static Json schema(Schemas&) { return schema_of_type("integer"); }
};

/// Ids exceed what a JSON number can hold everywhere, so they are texts.
template <class Tag>
struct Wire<Id<Tag>> {
    static constexpr bool may_miss = false;
    static Json write(Id<Tag> id) { return Json(std::to_string(id.value)); }
    static Wrong read(const Json& json, Id<Tag>& into, const std::string& at) {
        if (!json.is_string()) return wrong_type(at);
        const auto number = to_number(std::string(json.get_string()));
        if (!number || *number <= 0) return wrong_type(at);
        into = {*number};
        return {};
    }
    static Json schema(Schemas&) {
        return JsonObject{{"type", "string"}, {"pattern", "^[1-9][0-9]*$"}};
    }
};

template <>
struct Wire<Instant> {
    static constexpr bool may_miss = false;
    static Json write(Instant time) { return Json(iso_utc(time)); }
    static Wrong read(const Json& json, Instant& into, const std::string& at) {
        const auto time =
            json.is_string() ? from_iso(std::string(json.get_string())) : std::nullopt;
        if (!time) return wrong_type(at);
        into = *time;
        return {};
    }
    static Json schema(Schemas&) { return JsonObject{{"type", "string"}, {"format", "date-time"}}; }
};

/// Any JSON: the editor's document, an event of the journal.
template <>
struct Wire<Json> {
    static constexpr bool may_miss = false;
    static Json write(const Json& json) { return json; }
    static Wrong read(const Json& json, Json& into, const std::string&) {
        into = json;
        return {};
    }
    static Json schema(Schemas&) { return JsonObject{}; }
};

template <class T>
struct Wire<std::optional<T>> {
    static constexpr bool may_miss = true;
    static Json write(const std::optional<T>& value) {
        return value ? Wire<T>::write(*value) : Json(nullptr);
    }
    static Wrong read(const Json& json, std::optional<T>& into, const std::string& at) {
        if (json.is_null()) return {};
        return Wire<T>::read(json, into.emplace(), at);
    }
    static Json schema(Schemas& schemas) {
        return JsonObject{
            {"anyOf", JsonArray{Wire<T>::schema(schemas), JsonObject{{"type", "null"}}}}};
    }
};

template <class T>
struct Wire<std::vector<T>> {
    static constexpr bool may_miss = true;
    static Json write(const std::vector<T>& list) {
        JsonArray array;
        for (const auto& item : list) array.push_back(Wire<T>::write(item));
        return array;
    }
    static Wrong read(const Json& json, std::vector<T>& into, const std::string& at) {
        if (!json.is_array()) return wrong_type(at);
        for (const auto& item : json.get_array()) {
            const auto here = cat(at, "[", into.size(), "]");
            if (auto wrong = Wire<T>::read(item, into.emplace_back(), here)) return wrong;
        }
        return {};
    }
    static Json schema(Schemas& schemas) {
        return JsonObject{{"type", "array"}, {"items", Wire<T>::schema(schemas)}};
    }
};

template <class T>
struct Wire<std::map<std::string, T>> {
    static constexpr bool may_miss = true;
    static Json write(const std::map<std::string, T>& map) {
        JsonObject object;
        for (const auto& [key, value] : map) object[key] = Wire<T>::write(value);
        return object;
    }
    static Wrong read(const Json& json, std::map<std::string, T>& into, const std::string& at) {
        if (!json.is_object()) return wrong_type(at);
        for (const auto& member : json.get_object()) {
            const std::string key(member.key());
            if (auto wrong = Wire<T>::read(member.value(), into[key], cat(at, ".", key))) {
                return wrong;
            }
        }
        return {};
    }
    static Json schema(Schemas& schemas) {
        return JsonObject{{"type", "object"}, {"additionalProperties", Wire<T>::schema(schemas)}};
    }
};

/// The words of an enum's values, in the enumerators' order.
template <class E>
struct WordsOf;

template <class T>
requires std::is_enum_v<T>
struct Wire<T> {
    static constexpr bool may_miss = false;
    static Json write(T value) { return Json(WordsOf<T>::words[static_cast<std::size_t>(value)]); }
    static Wrong read(const Json& json, T& into, const std::string& at) {
        if (!json.is_string()) return wrong_type(at);
        const auto& words = WordsOf<T>::words;
        const auto found = std::find(words.begin(), words.end(), std::string(json.get_string()));
        if (found == words.end()) return Issue{"body", "unknown_word", {at}};
        into = static_cast<T>(found - words.begin());
        return {};
    }
    static Json schema(Schemas&) {
        JsonArray words;
        for (const std::string_view word : WordsOf<T>::words) words.push_back(Json(word));
        return JsonObject{{"type", "string"}, {"enum", words}};
    }
};

template <Described T>
struct Wire<T> {
    static constexpr bool may_miss = false;
    template <class Visit>
    static void each(Visit visit) {
        using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
        boost::mp11::mp_for_each<Members>(visit);
    }
    template <class D>
    using TypeOf = std::remove_cvref_t<decltype(std::declval<T>().*D::pointer)>;

    static Json write(const T& record) {
        JsonObject object;
        each([&](auto member) {
            using D = decltype(member);
            object[D::name] = Wire<TypeOf<D>>::write(record.*D::pointer);
        });
        return object;
    }

    /// Strict: what we do not know is refused, so that a wrong name is no silent default.
    static Wrong read(const Json& json, T& into, const std::string& at) {
        if (!json.is_object()) return wrong_type(at);
        const auto& object = json.get_object();
        std::size_t known = 0;
        Wrong wrong;
        each([&](auto member) {
            using D = decltype(member);
            const auto place = at.empty() ? std::string(D::name) : cat(at, ".", D::name);
            const auto* value = object.if_contains(D::name);
            known += value ? 1 : 0;
            if (wrong) return;
            if (value) {
                wrong = Wire<TypeOf<D>>::read(*value, into.*D::pointer, place);
            } else if (!Wire<TypeOf<D>>::may_miss) {
                wrong = Issue{"body", "missing_field", {place}};
            }
        });
        if (wrong || known == object.size()) return wrong;
        for (const auto& one : object) {
            bool found = false;
            each([&](auto member) { found = found || one.key() == decltype(member)::name; });
            if (!found) return Issue{"body", "unknown_field", {std::string(one.key())}};
        }
        return {};
    }

    static Json schema(Schemas& schemas) {
        const auto reference = JsonObject{{"$ref", cat("#/components/schemas/", T::schema)}};
        if (schemas.contains(T::schema)) return reference;
        schemas[T::schema] = JsonObject{};  // a record may hold others of its kind
        JsonObject properties;
        JsonArray required;
        each([&](auto member) {
            using D = decltype(member);
            properties[D::name] = Wire<TypeOf<D>>::schema(schemas);
            if (!is_incoming<T> || !Wire<TypeOf<D>>::may_miss) required.push_back(D::name);
        });
        schemas[T::schema] = JsonObject{{"type", "object"},
                                        {"properties", properties},
                                        {"required", required},
                                        {"additionalProperties", false}};
        return reference;
    }
};

template <class T>
Json to_json(const T& record) {
    return Wire<T>::write(record);
}
template <class T>
Json schema_of(Schemas& schemas) {
    return Wire<T>::schema(schemas);
}

}  // namespace kentongan::web
