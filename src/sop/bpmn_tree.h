// The parsed XML of a BPMN file with its names resolved; only the bpmn_*.cc files include it.
#pragma once

#include <map>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>

#include "sop/bpmn_document.h"

namespace kentongan::sop {

struct BpmnDocument::Tree {
    pugi::xml_document document;
    std::set<std::string, std::less<>> model_prefixes;  // those that mean the BPMN model
    std::map<std::string, pugi::xml_node, std::less<>> by_id;

    /// "userTask" for <bpmn:userTask>; "" for what is not of the BPMN model.
    std::string_view kind(pugi::xml_node) const;
    pugi::xml_node child(pugi::xml_node, std::string_view kind) const;
    /// What `id` names, with or without a prefix; an empty node when nothing does.
    pugi::xml_node find(std::string_view id) const;
};

/// White space folded to single blanks, as a name is read.
std::string folded(std::string_view);
/// All text inside of the node.
std::string words_of(pugi::xml_node);

}  // namespace kentongan::sop
