// Reads the script language and plays it against the rules.
#include "play.h"

namespace kentongan::tests {
namespace {

/// One line of a script, taken apart.
struct Line {
    std::string who, place, act, target, note, mark, expected;
    std::vector<std::string> names;  // people, for +assign and +team
    std::set<std::string> items;     // [website x]
};

Line read_line(const std::string& text) {
    Line line;
    const auto arrow = text.find("->"), refusal = text.find("!!");
    const auto end = std::min(arrow, refusal);
    REQUIRE_MESSAGE(end != text.npos, text);
    line.mark = text.substr(end, 2);
    line.expected = std::string(trimmed(text.substr(end + 2)));
    auto act = text.substr(0, end);
    if (const auto note = act.find("::"); note != act.npos) {
        line.note = std::string(trimmed(act.substr(note + 2)));
        act.resize(note);
    }
    if (const auto open = act.find('['); open != act.npos) {
        std::istringstream items(act.substr(open + 1, act.find(']') - open - 1));
        for (std::string item; items >> item;) line.items.insert(item);
        act.erase(open, act.find(']') - open + 1);
    }
    std::istringstream words(act);
    words >> line.who >> line.place >> line.act;
    for (std::string word; words >> word;) {
        if (word == "ke") {
            words >> line.target;
        } else {
            line.names.push_back(word);
        }
    }
    return line;
}

std::set<PersonId> people_in(const Line& line) {
    std::set<PersonId> people;
    for (const auto& name : line.names) people.insert(person(name).id);
    return people;
}

sop::Command command_of(const Line& line, int task) {
    if (line.act == "+claim") return sop::Claim{task};
    if (line.act == "+release") return sop::Release{task};
    if (line.act == "+skip") return sop::Skip{task, line.note};
    if (line.act == "+waive") return sop::Skip{task, line.note, true};
    if (line.act == "+pause") return sop::Pause{task, line.note};
    if (line.act == "+resume") return sop::Resume{task};
    if (line.act == "+remind") return sop::Remind{task};
    if (line.act == "+assign") return sop::Assign{task, people_in(line)};
    if (line.act == "+team") return sop::SetTeam{people_in(line)};
    if (line.act == "+withdraw") return sop::Withdraw{line.note};
    if (line.act == "+cancel") return sop::Cancel{line.note};
    if (line.act == "+reopen") return sop::Reopen{line.note, {line.target}};
    if (line.act == "+comment") return sop::Comment{line.note};
    sop::Finish finish{.task = task, .outcome = line.act, .note = line.note, .items = line.items};
    if (!line.target.empty()) finish.to = StepName{line.target};
    return finish;
}

std::string words_of(const Error& error) {
    return error.issues.empty() ? error.why : cat(error.issues[0].field, ".", error.issues[0].rule);
}

}  // namespace

Result<sop::Decision> Play::act(const sop::Actor& actor, const sop::Command& command) {
    auto decision = sop::decide(sop_, dossier_, command, situation(actor));
    // What is greyed and what is refused must be the same, whatever the act.
    if (decision) CHECK(obstacles(actor, command).empty());
    if (!decision) return decision;
    for (const auto& event : decision->events) {
        dossier_.apply(event);
        journal_.push_back(event);
    }
    effects = decision->effects;
    return decision;
}

std::vector<Issue> Play::obstacles(const sop::Actor& actor, const sop::Command& command) const {
    return sop::obstacles(sop_, dossier_, command, situation(actor));
}

std::string Play::desk() const {
    if (dossier_.state == sop::State::closed) return "selesai";
    if (dossier_.state == sop::State::withdrawn) return "ditarik";
    if (dossier_.state == sop::State::cancelled) return "batal";
    std::string places;
    for (const sop::Task& task : dossier_.desk) {
        if (!places.empty()) places += " ";
        places += task.step.value;
        if (!task.item().empty()) places += "@" + task.item();
    }
    return places;
}

int Play::task_at(const std::string& place) const {
    for (const sop::Task& task : dossier_.desk) {
        const bool here = task.item().empty() ? place == task.step.value
                                              : place == task.step.value + "@" + task.item();
        if (here) return task.number;
    }
    return 0;
}

void Play::script(const std::string& lines) {
    if (dossier_.state == sop::State::new_) {
        REQUIRE(act(person("pak_lurah"), sop::Start{"Permohonan publikasi"}));
    }
    std::istringstream stream(lines);
    for (std::string text; std::getline(stream, text);) {
        if (trimmed(text).empty()) continue;
        const Line line = read_line(text);
        const auto decision = act(person(line.who), command_of(line, task_at(line.place)));
        const auto got = decision ? "-> " + desk() : "!! " + words_of(decision.error());
        CHECK_MESSAGE(got == line.mark + " " + line.expected, trimmed(text));
    }
}

}  // namespace kentongan::tests
