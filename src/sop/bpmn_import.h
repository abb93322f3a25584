// Reads the parts of a BPMN file that lie beside its flow; only the files of the import include it.
#pragma once

#include <map>
#include <set>

#include "sop/bpmn_exchange.h"
#include "sop/bpmn_graph.h"

namespace kentongan::sop {

/// Words that a .sop can hold: UTF-8, one line, no control characters.
std::string clean_words(std::string_view);

/// What stands beside the tasks of a file: papers, notes, our own extension.
class Beside {
  public:
    explicit Beside(const BpmnDocument::Tree&);

    /// Fills kegiatan, kelengkapan, keluaran, waktu and keterangan of the step.
    void fill(Step&, const GraphNode&) const;
    /// The number that our own export gave the step, or "".
    std::string number_of(const GraphNode&) const;
    /// Who does it when no lane says so: the resource of the task.
    std::string performer_of(const GraphNode&) const;
    /// Notes whose line leads to no task.
    std::vector<std::string> loose_notes(const std::set<std::string>& tasks) const;

  private:
    std::vector<Item> papers_of(pugi::xml_node, const char* link, ItemKind) const;

    const BpmnDocument::Tree& tree_;
    std::multimap<std::string, pugi::xml_node> notes_ = {};  // task id -> annotation
};

/// Turns the graph into steps, exits and blocks. Where the file has no lanes, `otherwise` does what
/// it gives to nobody.
void fill_flow(Definition&, const BpmnGraph&, const Beside&, ImportReport&,
               const std::string& otherwise);

/// Names everything of the file that is neither in the definition nor said already.
void report_rest(const BpmnDocument::Tree&, const std::string& process, ImportReport&);

}  // namespace kentongan::sop
