// The language of the scripts: who does what at which step, and where the dossier lies afterwards.
//
//     dewi  1           selesai  -> 2               finishes step 1 by the exit "selesai"
//     sari  3           tidak ke 2 :: warnanya pudar -> 2   chooses the target, gives a reason
//     agus  5@instagram sesuai   -> 5@website       the task of one item
//     agus  6           ulang [website x] :: salah -> 4@website 4@x   a return names items
//     tono  3           +claim   -> 3               a command: +claim +release +skip +waive +pause
//     ratna 3           +assign dewi rudi -> 3      … +resume +remind +assign +team +withdraw
//     ratna 0           +reopen ke 4 :: keliru -> 4 … +cancel +reopen +comment
//     dewi  3           ya       !! task.not_yours  refused, with this issue
//
// Where it lies: the open steps in the order they were opened; "selesai", "ditarik", "batal".
#pragma once

#include "cast.h"

namespace kentongan::tests {

class Play {
  public:
    explicit Play(sop::Definition definition) : sop_(std::move(definition)) {
        for (const sop::Step& step : sop_.steps) {
            for (const auto* items : {&step.needs, &step.makes}) {
                for (const auto& item : *items) {
                    at_hand.insert(item.key.empty() ? item.words.text : item.key);
                }
            }
        }
    }

    /// Plays every line and checks what it says. Starts the dossier first if nobody has.
    void script(const std::string& lines);

    /// One act; the events are applied when it is allowed.
    Result<sop::Decision> act(const sop::Actor& actor, const sop::Command& command);
    std::vector<Issue> obstacles(const sop::Actor& actor, const sop::Command& command) const;
    /// The open steps, or how it ended.
    std::string desk() const;
    int task_at(const std::string& place) const;

    const sop::Definition& definition() const { return sop_; }
    const sop::Dossier& dossier() const { return dossier_; }
    const std::vector<sop::Event>& journal() const { return journal_; }

    Instant now = monday;
    std::set<std::string> at_hand = {};
    std::map<std::string, std::vector<std::string>> lists = {};
    std::map<StepName, std::set<PersonId>> edited_since = {};
    std::vector<sop::Effect> effects = {};  // of the last act

  private:
    sop::Situation situation(const sop::Actor& actor) const {
        return {now, sop::default_calendar(), actor, at_hand, lists, edited_since};
    }

    sop::Definition sop_;
    sop::Dossier dossier_{};
    std::vector<sop::Event> journal_ = {};
};

}  // namespace kentongan::tests
