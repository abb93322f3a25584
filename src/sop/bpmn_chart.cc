// Turns a definition into the nodes and flows of a BPMN process that any engine can walk.
#include "sop/bpmn_chart.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"

namespace kentongan::sop {
namespace {

constexpr std::size_t title_most = 54;
constexpr std::size_t paper_most = 42;
constexpr std::size_t label_most = 26;
constexpr std::size_t note_most = 260;

std::string on_one_line(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool blank = c == ' ' || (c >= '\t' && c <= '\r');
        if (blank && (out.empty() || out.back() == ' ')) continue;
        out.push_back(blank ? ' ' : c);
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

class Drafter {
  public:
    explicit Drafter(const Definition& sop) : sop_(sop) {}

    Chart draft() {
        chart_.title = on_one_line(sop_.title().empty() ? sop_.key : sop_.title());
        chart_.office = office();
        chart_.id = xml_name(sop_.key);
        draft_lanes();
        draft_nodes();
        draft_flows();
        draft_merges();
        settle_order();
        draft_papers();
        return std::move(chart_);
    }

  private:
    std::string office() const {
        std::string words;
        std::size_t lines = 0;
        for (const auto& line : sop_.identity.letterhead) {
            if (++lines > 2) break;
            words += cat(words.empty() ? "" : ", ", line);
        }
        if (words.empty()) words = sop_.source;
        words = on_one_line(words);
        return words.empty() ? "Kantor" : shortened(words, 120);
    }

    std::string unique(std::string id) {
        std::string wanted = id;
        for (int again = 2; !ids_.insert(id).second; ++again) id = cat(wanted, "_", again);
        return id;
    }

    void draft_lanes() {
        for (const Lane& lane : sop_.lanes) {
            const auto label = on_one_line(lane.label.empty() ? lane.role.value : lane.label);
            lane_of_role_[lane.role.value] = chart_.lanes.size();
            chart_.lanes.push_back({unique(cat("lane_", xml_name(lane.role.value))),
                                    label.empty() ? "Pelaksana" : label,
                                    lane.role.value,
                                    lane.kind == PerformerKind::applicant,
                                    {},
                                    0});
        }
        bool everyone = !sop_.lanes.empty();
        for (std::size_t i = 0; i < sop_.steps.size(); ++i) {
            place_of_[sop_.steps[i].name.value] = i;
        }
        for (const Step& step : sop_.steps) everyone = everyone && lane_of(step) != no_index;
        if (everyone) return;
        nobody_ = chart_.lanes.size();
        chart_.lanes.push_back({unique("lane_belum_ditentukan"),
                                "Belum ditentukan",
                                "belum_ditentukan",
                                false,
                                {},
                                0});
    }

    /// Whoever did an earlier step stands in that step's lane; the chain ends somewhere.
    std::size_t lane_of(const Step& step) const {
        const Step* at = &step;
        for (std::size_t tries = 0; tries <= sop_.steps.size(); ++tries) {
            if (at->performers.empty()) return nobody_;
            const Performer& first = at->performers.front();
            if (first.by != PerformerBy::whoever_did) {
                const auto found = lane_of_role_.find(first.role.value);
                return found == lane_of_role_.end() ? nobody_ : found->second;
            }
            at = sop_.find(first.step);
            if (at == nullptr) return nobody_;
        }
        return nobody_;
    }

    std::size_t add(ChartKind kind, std::string id, std::string name, std::size_t step, int row,
                    int turn) {
        const auto lane = lane_of(sop_.steps[step]);
        const bool own = kind == ChartKind::task || kind == ChartKind::decision;
        chart_.nodes.push_back({kind,
                                unique(std::move(id)),
                                std::move(name),
                                lane,
                                own ? step : no_index,
                                row,
                                turn,
                                no_index,
                                {}});
        return chart_.nodes.size() - 1;
    }

    /// The cell on one line; a dash before it is a mark of the printed table, no part of a name.
    static std::string paper_name(const std::vector<Item>& items) {
        auto words = on_one_line(cell_text(items));
        if (words.starts_with("- ")) words.erase(0, 2);
        return shortened(words, paper_most);
    }

    static int depth_of(const Definition& sop, const Block& block) {
        int depth = 0;
        const Block* at = &block;
        while (!at->parent.empty() && depth < 64) {
            at = sop.block_named(at->parent);
            if (at == nullptr) break;
            ++depth;
        }
        return depth;
    }

    void draft_nodes() {
        const auto last = sop_.steps.size() - 1;
        start_ = add(ChartKind::start, "mulai", "Mulai", 0, -1, 0);
        for (std::size_t i = 0; i < sop_.steps.size(); ++i) {
            const Step& step = sop_.steps[i];
            const auto name = on_one_line(step.activity.text);
            const auto number = step.name.value;
            const auto row = static_cast<int>(i);
            auto title = shortened(name.empty() ? cat("Langkah ", number) : name, title_most);
            task_.push_back(add(ChartKind::task, cat("langkah_", xml_name(number)),
                                std::move(title), i, row, 100));
            decision_.push_back(no_index);
            if (step.exits.size() < 2) continue;
            decision_.back() = add(ChartKind::decision, cat("putusan_", xml_name(number)),
                                   cat("Putusan ", shortened(number, 8)), i, row, 101);
        }
        for (std::size_t b = 0; b < sop_.blocks.size(); ++b) {
            const Block& block = sop_.blocks[b];
            if (block.kind != BlockKind::parallel || block.branches.empty()) continue;
            std::size_t from = last, till = 0;
            for (const auto& branch : block.branches) {
                for (const auto& name : branch) {
                    from = std::min(from, place_of_.at(name.value));
                    till = std::max(till, place_of_.at(name.value));
                }
            }
            const int depth = depth_of(sop_, block);
            const auto name = xml_name(block.name);
            split_[b] = add(ChartKind::split, cat("cabang_", name), "", from,
                            static_cast<int>(from), 2 + 2 * depth);
            join_[b] = add(ChartKind::join, cat("gabung_", name), "", till, static_cast<int>(till),
                           300 - 2 * depth);
        }
        end_ = add(ChartKind::end, "selesai", "Selesai", last, static_cast<int>(last), 1000);
    }

    // --- where a way leads --------------------------------------------------------------------

    std::size_t index_of(const Block* block) const {
        return static_cast<std::size_t>(block - sop_.blocks.data());
    }
    const Block* parent_of(const Block* block) const {
        return block->parent.empty() ? nullptr : sop_.block_named(block->parent);
    }

    std::size_t arrival(const Block* block, int tries = 0) const {
        if (block == nullptr || tries > 64) return end_;
        const auto join = join_.find(index_of(block));
        if (join != join_.end()) return join->second;
        return target(block->then, parent_of(block), false, tries + 1);
    }

    /// The node that a way to `to` enters, coming from inside of `around`.
    std::size_t target(const StepName& to, const Block* around, bool whole_block,
                       int tries = 0) const {
        if (to == the_join || (to == the_end && !whole_block)) return arrival(around, tries);
        const auto place = place_of_.find(to.value);
        if (place == place_of_.end()) return end_;
        std::set<const Block*> shared;
        for (const Block* at = around; at != nullptr && shared.insert(at).second;) {
            at = parent_of(at);
        }
        std::size_t found = task_[place->second];
        int depth = 0;
        for (const Block* at = sop_.block_of(to); at != nullptr && depth < 64;
             at = parent_of(at), ++depth) {
            if (shared.contains(at)) break;
            const auto split = split_.find(index_of(at));
            if (split != split_.end() && begins_branch(*at, to)) found = split->second;
        }
        return found;
    }

    static bool begins_branch(const Block& block, const StepName& name) {
        return std::ranges::any_of(block.branches, [&](const auto& branch) {
            return !branch.empty() && branch.front() == name;
        });
    }

    // --- flows --------------------------------------------------------------------------------

    std::size_t connect(std::size_t from, std::size_t to) {
        ChartFlow flow;
        flow.id = unique(cat("alur_", chart_.nodes[from].id, "_", chart_.nodes[to].id));
        flow.from = from;
        flow.to = to;
        chart_.flows.push_back(std::move(flow));
        return chart_.flows.size() - 1;
    }

    void draft_flows() {
        connect(start_, target(sop_.steps.front().name, nullptr, false));
        for (std::size_t i = 0; i < sop_.steps.size(); ++i) draft_exits(i);
        for (const auto& [b, split] : split_) {
            const Block& block = sop_.blocks[b];
            for (const auto& branch : block.branches) {
                if (!branch.empty()) connect(split, target(branch.front(), &block, false));
            }
            connect(join_[b], target(block.then, parent_of(&block), false));
        }
    }

    void draft_exits(std::size_t i) {
        const Step& step = sop_.steps[i];
        const Block* around = sop_.block_of(step.name);
        if (decision_[i] == no_index) {
            const bool none = step.exits.empty();
            const auto& to = none ? the_end : step.exits.front().to;
            const bool whole = !none && step.exits.front().whole_block;
            const auto flow = connect(task_[i], target(to, around, whole));
            if (!none) chart_.flows[flow].exit = &step.exits.front();
            return;
        }
        connect(task_[i], decision_[i]);
        std::size_t usual = no_index;
        for (std::size_t k = 0; k < step.exits.size(); ++k) {
            if (usual == no_index && step.exits[k].is_return) usual = k;
        }
        for (std::size_t k = 0; k < step.exits.size(); ++k) {
            if (usual == no_index && step.exits[k].label.empty()) usual = k;
        }
        if (usual == no_index) usual = step.exits.size() - 1;
        for (std::size_t k = 0; k < step.exits.size(); ++k) {
            const Exit& exit = step.exits[k];
            const auto index = connect(decision_[i], target(exit.to, around, exit.whole_block));
            ChartFlow& flow = chart_.flows[index];
            const auto label = on_one_line(exit.label.empty() ? "Lanjut" : exit.label);
            flow.name = shortened(label.empty() ? exit.outcome : label, label_most);
            flow.exit = &exit;
            if (k == usual) {
                chart_.nodes[decision_[i]].default_flow = index;
            } else {
                flow.condition = cat("keputusan = \"", exit.outcome, "\"");
            }
        }
    }

    // A parallel gateway waits for all that come in, so ways that exclude each other meet before.
    void draft_merges() {
        for (const auto& [b, split] : split_) {
            merge_before(split, cat("masuk_", xml_name(sop_.blocks[b].name)),
                         chart_.nodes[split].turn - 1);
            for (std::size_t k = 0; k < sop_.blocks[b].branches.size(); ++k) draft_arrival(b, k);
        }
    }

    void merge_before(std::size_t node, const std::string& id, int turn) {
        std::vector<std::size_t> coming;
        for (std::size_t f = 0; f < chart_.flows.size(); ++f) {
            if (chart_.flows[f].to == node) coming.push_back(f);
        }
        meet(coming, node, id, turn);
    }

    void meet(const std::vector<std::size_t>& coming, std::size_t node, const std::string& id,
              int turn) {
        if (coming.size() < 2) return;
        ChartNode merge = chart_.nodes[node];
        merge.kind = ChartKind::merge;
        merge.id = unique(id);
        merge.name.clear();
        merge.turn = turn;
        chart_.nodes.push_back(std::move(merge));
        const auto index = chart_.nodes.size() - 1;
        for (const auto f : coming) chart_.flows[f].to = index;
        connect(index, node);
    }

    void draft_arrival(std::size_t b, std::size_t branch) {
        const auto& names = sop_.blocks[b].branches[branch];
        std::vector<std::size_t> coming;
        for (std::size_t f = 0; f < chart_.flows.size(); ++f) {
            if (chart_.flows[f].to != join_[b]) continue;
            const auto from = step_behind(chart_.flows[f].from);
            if (from == no_index) continue;
            const auto& name = sop_.steps[from].name;
            if (std::ranges::find(names, name) != names.end()) coming.push_back(f);
        }
        meet(coming, join_[b], cat("akhir_", xml_name(sop_.blocks[b].name), "_", branch + 1),
             chart_.nodes[join_[b]].turn - 1);
    }

    /// The step whose way this is; for the join of an inner block one of its steps.
    std::size_t step_behind(std::size_t node) const {
        if (chart_.nodes[node].step != no_index) return chart_.nodes[node].step;
        for (const auto& [b, join] : join_) {
            if (join != node) continue;
            for (const auto& branch : sop_.blocks[b].branches) {
                if (!branch.empty()) return place_of_.at(branch.front().value);
            }
        }
        return no_index;
    }

    void settle_order() {
        std::vector<std::size_t> order(chart_.nodes.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::ranges::stable_sort(order, [&](std::size_t left, std::size_t right) {
            const ChartNode &a = chart_.nodes[left], &b = chart_.nodes[right];
            return std::pair{a.row, a.turn} < std::pair{b.row, b.turn};
        });
        std::vector<std::size_t> place(order.size());
        std::vector<ChartNode> nodes;
        for (std::size_t i = 0; i < order.size(); ++i) {
            place[order[i]] = i;
            nodes.push_back(std::move(chart_.nodes[order[i]]));
        }
        chart_.nodes = std::move(nodes);
        for (ChartFlow& flow : chart_.flows) {
            flow.from = place[flow.from];
            flow.to = place[flow.to];
        }
    }

    void draft_papers() {
        for (std::size_t n = 0; n < chart_.nodes.size(); ++n) {
            const ChartNode& node = chart_.nodes[n];
            if (node.kind != ChartKind::task) continue;
            const Step& step = sop_.steps[node.step];
            ChartPaper paper;
            paper.node = n;
            paper.needs = paper_name(step.needs);
            paper.makes = paper_name(step.makes);
            const Block* block = sop_.block_of(step.name);
            std::string note;
            if (block != nullptr && block->kind == BlockKind::each) {
                note = cat("Sekali untuk setiap ", on_one_line(block->each_of));
            }
            const auto words = on_one_line(step.note.text);
            if (!words.empty()) note += cat(note.empty() ? "" : ". ", words);
            paper.note = shortened(note, note_most);
            if (cat(paper.needs, paper.makes, paper.note).empty()) continue;
            chart_.papers.push_back(std::move(paper));
        }
    }

    const Definition& sop_;
    Chart chart_;
    std::set<std::string, std::less<>> ids_;
    std::map<std::string, std::size_t> lane_of_role_, place_of_;
    std::vector<std::size_t> task_, decision_;
    std::map<std::size_t, std::size_t> split_, join_;  // block -> node
    std::size_t start_ = 0, end_ = 0;
    std::size_t nobody_ = no_index;
};

}  // namespace

Chart chart_of(const Definition& definition) {
    ensure(!definition.steps.empty());
    return Drafter(definition).draft();
}

}  // namespace kentongan::sop
