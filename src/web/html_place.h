// Where in an HTML text we are, so that what stands there is escaped for just that place.
#pragma once

#include <string>
#include <string_view>

namespace kentongan::web {

/// Follows the text of a template character by character.
struct HtmlPlace {
    enum class In {
        text,
        tag_name,
        tag,
        attribute_name,
        before_value,
        value,
        bare_value,
        comment,
        script
    } in = In::text;
    char quote = 0;
    bool value_began = false;  // something of the attribute's value stands already
    std::string tag, attribute;
    std::string seen;  // the last letters, to find the end of a comment or a script

    void read(std::string_view text);
    /// A block begins or ends here: a name before it, of the tag or an attribute, is complete.
    void settle();
    bool operator==(const HtmlPlace& other) const;

    bool is_text() const { return in == In::text; }
    bool is_value() const { return in == In::value; }
    /// Of an attribute that holds an address.
    bool is_address() const;
    /// In an attribute where nothing of ours may stand: handlers, styles, lists of sources.
    bool is_forbidden() const;
    std::string words() const;

  private:
    void read_one(char letter);
};

}  // namespace kentongan::web
