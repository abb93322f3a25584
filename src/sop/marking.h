// A decision in the making: moves tokens through steps and blocks on a working copy and records
// every move as an event. Each event takes hold at once, so later rules see earlier ones.
#pragma once

#include "sop/decide.h"
#include "sop/place.h"

namespace kentongan::sop {

/// How a token comes to where it goes.
struct Way {
    std::string reason = {};
    int from = 0;  // the task that leads there
    bool returned = false;
    bool whole_block = false;  // open siblings may be cancelled
    std::set<std::string> items = {};
};

class Marking {
  public:
    /// `asking`: only to know whether it could be done; what a person still fills in is not asked.
    Marking(const Definition& sop, const Dossier& before, const Situation& situation, bool asking);

    /// Moves a token that stood in the branch `path` to a step, the join or the end.
    Result<void> go(std::vector<Branch> path, const StepName& to, const Way& way);
    void record(Event event);
    void ask(Effect effect) { decision_.effects.push_back(std::move(effect)); }
    /// Everything still open ends: the dossier is withdrawn or cancelled.
    void cancel_all(const std::string& reason);

    const Dossier& now() const { return now_; }
    const Dossier& before() const { return before_; }
    const Definition& sop() const { return sop_; }
    const Situation& situation() const { return situation_; }
    bool asking() const { return asking_; }
    /// Whether `person` did this step, or a part of it, for these items or for all.
    bool did(PersonId person, const StepName& step, const std::vector<Branch>& path) const;
    Decision take() && { return std::move(decision_); }

  private:
    Result<void> enter(const std::vector<Branch>& path, const StepName& to,
                       const std::vector<Level>& place, const Way& way);
    Result<void> enter_each(const std::vector<Branch>& path, const StepName& to,
                            const std::vector<Level>& place, const Way& way);
    Result<void> enter_parallel(const std::vector<Branch>& path, const StepName& to,
                                const std::vector<Level>& place, const Way& way);
    Result<std::vector<std::string>> items_for(const Block& block, bool reopens,
                                               const Way& way) const;
    Result<void> pass_empty(const OpenBlock& open, const Block& block, const Way& way);
    Result<void> arrive(std::vector<Branch> path, const Way& way);
    Result<void> leave_block(const std::vector<Branch>& path, std::size_t level, const Way& way);
    Result<void> close();
    void open(const std::vector<Branch>& path, const Step& step, const Way& way);
    void name_performers(Task& task, const Step& step) const;
    void set_due(Task& task, const Step& step, const Way& way) const;
    bool is_by_applicant(const std::set<RoleName>& roles) const;
    std::string budget_of(const Task& task, const Step& step) const;
    std::set<RoleName> roles_of(const Step& step, int depth) const;

    int visits_of(const std::string& key) const;
    bool was_visited(const StepName& step) const;
    int round_of(const std::string& block) const;
    std::optional<PersonId> last_doer_of(const StepName& step,
                                         const std::vector<Branch>& path) const;

    const Definition& sop_;
    const Dossier& before_;
    const Situation& situation_;
    const bool asking_;
    Dossier now_;    // desk and blocks as they are now; of the history only what is new
    int moves_ = 0;  // an unsound SOP could go round through empty blocks for ever
    Decision decision_;
};

}  // namespace kentongan::sop
