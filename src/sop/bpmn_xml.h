// Small words for writing XML; only the files of the BPMN export include it.
#pragma once

#include <pugixml.hpp>
#include <string>

#include "sop/bpmn_chart.h"

namespace kentongan::sop {

using Xml = pugi::xml_node;

inline Xml put(Xml parent, const char* name) {
    return parent.append_child(name);
}
inline Xml put(Xml parent, const char* name, const std::string& words) {
    Xml node = parent.append_child(name);
    node.text().set(words.c_str());
    return node;
}
inline void say(Xml node, const char* name, const std::string& value) {
    node.append_attribute(name).set_value(value.c_str());
}
inline void say_if(Xml node, const char* name, const std::string& value) {
    if (!value.empty()) say(node, name, value);
}

/// Writes the diagram of a chart that is laid out, behind everything else.
void draw_chart(const Chart&, Xml definitions);

}  // namespace kentongan::sop
