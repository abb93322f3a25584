// A BPMN 2.0 file as it is: everything in it is kept, foreign XML and drawing too, and what a
// workflow needs is understood from it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace kentongan::sop {

/// What one process of the file says to someone who wants to run it.
struct BpmnStep {
    std::string id, name, type, performer, within, documentation, loop;
    int inputs = 0, outputs = 0;
};
struct BpmnGateway {
    std::string id, name, type, performer, within;
};
struct BpmnEvent {
    std::string id, name, type, trigger, when, on, within;
    std::optional<bool> interrupting = {};
};
struct BpmnFlow {
    std::string id, from, to, name, condition;
    bool is_default = false;
};
struct BpmnProcess {
    std::string id, name, pool;
    bool executable = false;
    std::vector<std::string> performers = {};
    std::vector<BpmnStep> steps = {};
    std::vector<BpmnGateway> gateways = {};
    std::vector<BpmnEvent> events = {};
    std::vector<BpmnFlow> flows = {};
};

class BpmnDocument {
  public:
    /// Refuses a DOCTYPE, more than 32 MiB, 50,000 elements or 256 levels, and what is no BPMN.
    /// Any declared encoding that ICU knows is read; it is written as UTF-8.
    static Result<BpmnDocument> read(std::string_view bytes);
    BpmnDocument(BpmnDocument&&) noexcept;
    BpmnDocument& operator=(BpmnDocument&&) noexcept;
    ~BpmnDocument();

    std::string write() const;
    /// Processes that have anything in them, in document order.
    std::vector<BpmnProcess> processes() const;

    struct Tree;  // the XML library stays inside
    const Tree& tree() const { return *tree_; }

  private:
    explicit BpmnDocument(std::unique_ptr<Tree>);
    std::unique_ptr<Tree> tree_;
};

/// The JSON of `kentongan bpmn view`.
Json view_of(const std::vector<BpmnProcess>&);

}  // namespace kentongan::sop
