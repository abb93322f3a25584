// Every marking a definition can come to, found by playing the rules themselves on its bare form.
#pragma once

#include <map>

#include "sop/decide.h"
#include "sop/soundness.h"

namespace kentongan::sop {

/// One reachable marking and how the first way to it went.
struct Marked {
    Dossier dossier = {};
    int came_from = -1;
    std::string by = {};  // "3 tidak"
    std::vector<int> next = {};
};

class Exploration {
  public:
    Exploration(const Definition&, std::size_t limit);

    const std::vector<Marked>& all() const { return all_; }
    bool too_large() const { return too_large_; }
    /// What went wrong while moving, each with the way there: live tokens, empty rounds.
    const std::vector<Unsound>& faults() const { return faults_; }
    /// "1 selesai", "3 tidak": the shortest way to this marking.
    std::vector<std::string> path_to(int marked) const;
    /// The first marking in which the step is open, or -1.
    int first_with(const StepName&) const;

  private:
    void walk();
    void move(int from, const Finish& finish, const std::string& by);
    bool try_move(int from, const Finish& finish, const std::string& by, bool empty_lists);
    int keep(Dossier dossier, int from, const std::string& by);
    void fault(Flaw flaw, const StepName& step, int at, const std::string& by);

    const std::size_t limit_;
    Definition bare_;  // outcomes are the numbers of the exits
    std::map<StepName, const Step*> original_ = {};
    std::vector<Marked> all_ = {};
    std::map<std::string, int> known_ = {};
    std::vector<Unsound> faults_ = {};
    bool too_large_ = false;
};

}  // namespace kentongan::sop
