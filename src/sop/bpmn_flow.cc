// Turns the graph of a foreign process into the steps, exits and blocks of an SOP.
#include <algorithm>

#include "base/text.h"
#include "sop/bpmn_chart.h"
#include "sop/bpmn_import.h"
#include "sop/vocabulary.h"

namespace kentongan::sop {
namespace {

class Flow {
  public:
    Flow(Definition& sop, const BpmnGraph& graph, const Beside& beside, ImportReport& report,
         std::string otherwise)
        : sop_(sop),
          graph_(graph),
          beside_(beside),
          report_(report),
          otherwise_(std::move(otherwise)) {}

    void fill() {
        number();
        name_steps();
        find_members();
        for (const auto n : order_) fill_step(n);
        for (std::size_t n = 0; n < graph_.nodes.size(); ++n) {
            if (graph_.nodes[n].opens && reached_[n]) fill_block(n);
        }
    }

  private:
    // Reverse postorder: what comes first stands first, and only ways back lead to lower numbers.
    void number() {
        reached_.assign(graph_.nodes.size(), false);
        std::vector<std::pair<std::size_t, std::size_t>> path{{graph_.start, 0}};
        reached_[graph_.start] = true;
        while (!path.empty()) {
            auto& [at, done] = path.back();
            const auto& out = graph_.nodes[at].out;
            if (done == out.size()) {
                if (graph_.nodes[at].role == NodeRole::step) order_.push_back(at);
                path.pop_back();
                continue;
            }
            const auto next = graph_.ways[out[out.size() - 1 - done]].to;
            ++done;
            if (reached_[next]) continue;
            reached_[next] = true;
            path.emplace_back(next, 0);
        }
        std::ranges::reverse(order_);
        for (std::size_t n = 0; n < graph_.nodes.size(); ++n) {
            const GraphNode& node = graph_.nodes[n];
            const bool lost = !reached_[n] && node.role == NodeRole::step && !node.id.empty();
            if (lost) report_.drop(node.id, node.type, "unreached");
        }
    }

    // Our own numbers stay when every step has one; else the order of the flow numbers them.
    void name_steps() {
        std::set<std::string> names{the_end.value, the_join.value};
        bool own = true;
        for (const auto n : order_) {
            const auto name = beside_.number_of(graph_.nodes[n]);
            own = own && !name.empty() && names.insert(name).second;
        }
        // And our own rows stand in the file as they are printed.
        if (own) std::ranges::sort(order_);
        place_.assign(graph_.nodes.size(), nowhere);
        for (std::size_t i = 0; i < order_.size(); ++i) place_[order_[i]] = i;
        for (std::size_t i = 0; i < order_.size(); ++i) {
            const auto name =
                own ? beside_.number_of(graph_.nodes[order_[i]]) : std::to_string(i + 1);
            names_.push_back({name});
        }
    }

    // --- blocks -------------------------------------------------------------------------------

    void find_members() {
        around_.assign(graph_.nodes.size(), nowhere);
        std::vector<std::pair<std::size_t, std::size_t>> sized;
        for (std::size_t n = 0; n < graph_.nodes.size(); ++n) {
            if (!graph_.nodes[n].opens || !reached_[n]) continue;
            auto& branches = members_[n];
            for (const auto way : graph_.nodes[n].out) {
                branches.push_back(inside(graph_.ways[way].to, graph_.nodes[n].partner));
            }
            std::size_t size = 0;
            for (const auto& branch : branches) size += branch.size();
            sized.emplace_back(size, n);
        }
        // Larger ones first, so that the innermost block has the last word.
        std::ranges::sort(sized, std::greater{});
        for (const auto& [size, fork] : sized) {
            for (const auto& branch : members_[fork]) {
                for (const auto n : branch) around_[n] = fork;
            }
        }
    }

    std::set<std::size_t> inside(std::size_t entry, std::size_t join) const {
        std::set<std::size_t> region{entry};
        std::vector<std::size_t> todo{entry};
        while (!todo.empty()) {
            const auto at = todo.back();
            todo.pop_back();
            for (const auto way : graph_.nodes[at].out) {
                const auto next = graph_.ways[way].to;
                if (next != join && region.insert(next).second) todo.push_back(next);
            }
        }
        return region;
    }

    std::string block_name(std::size_t fork) const {
        return cat("blok-", std::ranges::distance(members_.begin(), members_.find(fork)) + 1);
    }

    void fill_block(std::size_t fork) {
        const GraphNode& node = graph_.nodes[fork];
        Block block;
        block.name = block_name(fork);
        block.kind = node.each_of.empty() ? BlockKind::parallel : BlockKind::each;
        if (block.kind == BlockKind::each) {
            const auto words = slug_of(clean_words(node.each_of));
            block.each_of = words.empty() ? "butir" : words;
        }
        for (const auto& branch : members_.at(fork)) {
            std::vector<std::size_t> rows;
            for (const auto n : branch) {
                if (place_[n] != nowhere) rows.push_back(place_[n]);
            }
            std::ranges::sort(rows);
            auto& names = block.branches.emplace_back();
            for (const auto row : rows) names.push_back(names_[row]);
        }
        if (node.partner != nowhere) {
            const auto ways = ways_out(node.partner);
            block.then = ways.empty() ? the_end : ways.front().to;
        } else {
            block.then = around_[fork] == nowhere ? the_end : the_join;
        }
        if (block.then == the_end && around_[fork] != nowhere) block.then = the_join;
        sop_.blocks.push_back(std::move(block));
    }

    // --- exits --------------------------------------------------------------------------------

    struct Way {
        std::string label;
        StepName to;
    };

    /// The step that is opened first when this node is entered.
    const StepName& first_step(std::size_t n) const {
        for (std::size_t tries = 0; tries <= graph_.nodes.size(); ++tries) {
            if (place_[n] != nowhere) return names_[place_[n]];
            if (graph_.nodes[n].out.empty()) break;
            n = graph_.ways[graph_.nodes[n].out.front()].to;
        }
        return the_end;
    }

    StepName ending(std::size_t from) const {
        return around_[from] == nowhere ? the_end : the_join;
    }

    std::vector<Way> ways_out(std::size_t from) const {
        std::vector<Way> found;
        std::vector<bool> seen(graph_.nodes.size(), false);
        std::vector<std::pair<std::size_t, std::string>> todo;
        const auto add_ways = [&](std::size_t n, const std::string& label) {
            const auto& out = graph_.nodes[n].out;
            for (auto way = out.rbegin(); way != out.rend(); ++way) {
                todo.emplace_back(graph_.ways[*way].to, extended(label, graph_.ways[*way]));
            }
        };
        add_ways(from, "");
        while (!todo.empty()) {
            const auto [at, label] = std::move(todo.back());
            todo.pop_back();
            const GraphNode& node = graph_.nodes[at];
            if (node.role == NodeRole::step) {
                found.push_back({label, names_[place_[at]]});
            } else if (node.joins) {
                found.push_back({label, the_join});
            } else if (node.role == NodeRole::end || node.out.empty()) {
                found.push_back({label, ending(from)});
            } else if (node.opens) {
                found.push_back({label, first_step(at)});
            } else if (!seen[at]) {
                seen[at] = true;
                add_ways(at, label);
            }
        }
        if (found.empty()) found.push_back({"", ending(from)});
        return found;
    }

    static std::string extended(const std::string& label, const GraphWay& way) {
        constexpr std::size_t longest = 80;
        const auto word = clean_words(way.name.empty() ? way.condition : way.name);
        if (word.empty() || word == label || label.size() > longest) return label;
        return label.empty() ? shortened(word, longest)
                             : cat(label, ", ", shortened(word, longest));
    }

    void fill_exits(Step& step, std::size_t n) {
        std::set<std::string> outcomes;
        std::set<std::pair<std::string, std::string>> said;
        const auto ways = ways_out(n);
        const auto plain = std::ranges::count(ways, std::string{}, &Way::label);
        for (const Way& way : ways) {
            if (!said.emplace(way.label, way.to.value).second) continue;
            Exit exit;
            exit.to = way.to;
            exit.label = way.label;
            // One way without a word is the plain one, as in "-> 4"; several need words.
            if (exit.label.empty() && plain > 1) exit.label = cat("ke ", way.to.value);
            const auto row = std::ranges::find(names_, way.to);
            exit.is_return =
                row != names_.end() && static_cast<std::size_t>(row - names_.begin()) <= place_[n];
            const auto usual = outcome_of(exit);
            exit.outcome = usual;
            for (int again = 2; !outcomes.insert(exit.outcome).second; ++again) {
                exit.outcome = cat(usual, "_", again);
            }
            step.exits.push_back(std::move(exit));
        }
        step.decision = step.exits.size() > 1 &&
                        std::ranges::none_of(step.exits, &std::string::empty, &Exit::label);
    }

    void fill_step(std::size_t n) {
        const GraphNode& node = graph_.nodes[n];
        Step step;
        step.name = names_[place_[n]];
        beside_.fill(step, node);
        if (step.activity.text.empty()) step.activity.text = cat("Kegiatan ", step.name.value);
        step.automatic = node.type == "ServiceTask" || node.type == "ScriptTask";
        if (node.type == "ScriptTask") report_.drop(node.id, node.type, "script_never_run");
        const std::string_view called = node.xml.attribute("calledElement").value();
        if (node.type == "CallActivity") step.calls = slug_of(clean_words(called));
        auto who = clean_words(node.performer);
        if (who.empty()) who = beside_.performer_of(node);
        if (who.empty()) who = otherwise_;
        if (!who.empty()) step.performers.push_back({PerformerBy::role, role_of(who), {}});
        fill_exits(step, n);
        sop_.steps.push_back(std::move(step));
    }

    RoleName role_of(const std::string& label) {
        const auto known = std::ranges::find(sop_.lanes, label, &Lane::label);
        if (known != sop_.lanes.end()) return known->role;
        auto base = slug_of(label);
        std::ranges::replace(base, '-', '_');
        if (base.empty()) base = "petugas";
        RoleName role{base};
        for (int again = 2; sop_.lane_of(role) != nullptr; ++again) {
            role.value = cat(base, "_", again);
        }
        sop_.lanes.push_back({role, label, PerformerKind::office});
        return role;
    }

    Definition& sop_;
    const BpmnGraph& graph_;
    const Beside& beside_;
    ImportReport& report_;
    std::string otherwise_;
    std::vector<bool> reached_ = {};
    std::vector<std::size_t> order_ = {};  // steps as they are numbered
    std::vector<std::size_t> place_ = {};  // node -> place in order_
    std::vector<StepName> names_ = {};
    std::map<std::size_t, std::vector<std::set<std::size_t>>> members_ = {};  // fork -> branches
    std::vector<std::size_t> around_ = {};  // node -> the fork of its innermost block
};

}  // namespace

void fill_flow(Definition& sop, const BpmnGraph& graph, const Beside& beside, ImportReport& report,
               const std::string& otherwise) {
    Flow(sop, graph, beside, report, sop.lanes.empty() ? otherwise : "").fill();
}

}  // namespace kentongan::sop
