// Fills the history of a dossier, newest first, and the cards of its marks.
#include "web/berkas_view.h"

#include <algorithm>

#include "web/say.h"

namespace kentongan::web {
namespace {

class History {
  public:
    History(const Site& site, const Visit& visit, const office::DossierView& dossier)
        : say_(site, visit), dossier_(dossier) {}

    std::vector<HistoryItem> run() && {
        for (const auto& line : dossier_.history) {
            if (!line.event) {
                add_link(line.entry);
                continue;
            }
            std::visit([&](const auto& event) { add(line.entry, event); }, *line.event);
        }
        for (const auto& open : dossier_.open) add_open(open);
        std::reverse(items_.begin(), items_.end());
        return std::move(items_);
    }

  private:
    std::string step(const StepName& name, const std::string& item = {}) const {
        const auto* found = dossier_.definition->find(name);
        auto words = found ? step_words(*found) : name.value;
        return item.empty() ? words : cat(words, " · ", say_.channel(item));
    }

    static std::string who(const office::Entry& entry) {
        return entry.as_position.empty() ? entry.person_name : entry.as_position;
    }

    HistoryItem& put(const office::Entry& entry, std::string state, std::string dot,
                     std::string title) {
        return items_.emplace_back(
            HistoryItem{.state = std::move(state),
                        .dot = std::move(dot),
                        .title = std::move(title),
                        .meta = cat(who(entry), " · ", say_.moment(entry.at))});
    }

    /// What belongs to another dossier: called, ended, followed.
    void add_link(const office::Entry& entry) {
        const auto event = text_of(entry.event, "event");
        static const std::set<std::string> told{"called_opened", "called_closed", "next_opened",
                                                "next_of"};
        if (!told.contains(event)) return;
        put(entry, "done", "", say_(cat("history.", event), {text_of(entry.event, "number")}));
    }

    void add_open(const office::OpenTask& open) {
        HistoryItem item{.state = "now", .dot = open.task.step.value};
        item.title = step(open.task.step, open.task.item());
        item.meta = cat(joined(open.performers, ", "), " · ",
                        say_("history.since", {say_.moment(open.task.opened_at)}));
        items_.push_back(std::move(item));
    }

    void add(const office::Entry& entry, const sop::Started& event) {
        put(entry, "done", "", say_("history.started", {event.title})).end = true;
    }
    void add(const office::Entry& entry, const sop::TaskOpened& event) {
        opened_[event.task.number] = entry.at;
        steps_[event.task.number] = event.task.step;
    }
    void add(const office::Entry& entry, const sop::TaskDone& event) {
        auto& item = put(entry, event.returned ? "back" : "done", event.step.value,
                         step(event.step, event.item));
        const auto opened = opened_.find(event.task);
        if (opened != opened_.end()) {
            item.meta =
                cat(who(entry), " · ", say_.moment(opened->second), " – ", say_.moment(entry.at));
        }
        item.quote = event.note;
        if (event.returned) {
            item.pill = Pill{say_("history.returned", {event.to.value}), "warn", "back"};
            return;
        }
        const auto* found = dossier_.definition->find(event.step);
        const auto* exit = found ? found->exit(event.outcome) : nullptr;
        if (exit && !exit->label.empty()) item.pill = Pill{exit->label, "ok", "check"};
    }
    void add(const office::Entry& entry, const sop::PartDone& event) {
        put(entry, "done", "", say_("history.part", {step_of(event.task)})).quote = event.note;
    }
    void add(const office::Entry& entry, const sop::TaskSkipped& event) {
        put(entry, "back", "", say_("history.skipped", {step_of(event.task)})).quote = event.reason;
    }
    void add(const office::Entry& entry, const sop::TaskCancelled& event) {
        put(entry, "back", "", say_("history.cancelled_task", {step_of(event.task)})).quote =
            event.reason;
    }
    void add(const office::Entry& entry, const sop::TaskPaused& event) {
        put(entry, "next", "", say_("history.paused", {step_of(event.task)})).quote = event.reason;
    }
    void add(const office::Entry& entry, const sop::TaskResumed& event) {
        put(entry, "next", "", say_("history.resumed", {say_.work(event.paused_for)}));
    }
    void add(const office::Entry& entry, const sop::Commented& event) {
        put(entry, "next", "", say_("history.commented")).quote = event.words;
    }
    void add(const office::Entry& entry, const sop::Withdrawn& event) {
        put(entry, "back", "", say_("state.withdrawn")).quote = event.reason;
    }
    void add(const office::Entry& entry, const sop::Cancelled& event) {
        put(entry, "back", "", say_("state.cancelled")).quote = event.reason;
    }
    void add(const office::Entry& entry, const sop::Reopened& event) {
        put(entry, "next", "", say_("history.reopened")).quote = event.reason;
    }
    void add(const office::Entry& entry, const sop::Closed&) {
        put(entry, "done", "", say_("state.closed")).end = true;
    }
    void add(const office::Entry& entry, const sop::Reminded& event) {
        put(entry, "next", "", say_("history.reminded", {step_of(event.task)}));
    }
    // What follows is the working of the rules; the journal has it, the timeline would drown in it.
    void add(const office::Entry&, const sop::TaskClaimed&) {}
    void add(const office::Entry&, const sop::TaskReleased&) {}
    void add(const office::Entry&, const sop::TaskAssigned&) {}
    void add(const office::Entry&, const sop::DueMoved&) {}
    void add(const office::Entry&, const sop::BlockEntered&) {}
    void add(const office::Entry&, const sop::BranchArrived&) {}
    void add(const office::Entry&, const sop::BlockLeft&) {}
    void add(const office::Entry&, const sop::TeamSet&) {}
    void add(const office::Entry&, const sop::Migrated&) {}

    std::string step_of(int task) const {
        const auto found = steps_.find(task);
        return found == steps_.end() ? std::to_string(task) : found->second.value;
    }

    Say say_;
    const office::DossierView& dossier_;
    std::vector<HistoryItem> items_;
    std::map<int, Instant> opened_;
    std::map<int, StepName> steps_;
};

}  // namespace

std::vector<HistoryItem> history_of(const Site& site, const Visit& visit,
                                    const office::DossierView& dossier) {
    return History(site, visit, dossier).run();
}

std::vector<MarkCard> marks_of(const Site& site, const Visit& visit,
                               const std::vector<office::Mark>& marks) {
    const Say say(site, visit);
    std::vector<MarkCard> cards;
    for (const auto& mark : marks) {
        const bool paraf = mark.kind == office::MarkKind::paraf;
        MarkCard card{.who = mark.as_position.empty() ? mark.person_name : mark.as_position,
                      .when = say.moment(mark.at),
                      .hash = short_hash(mark.content_hash),
                      .is_paraf = paraf,
                      .earlier = mark.earlier_version,
                      .voided = mark.voided};
        const auto version = std::to_string(mark.content_version);
        card.note = mark.kind == office::MarkKind::periksa ? say("mark.checked", {version})
                    : paraf                                ? say("mark.paraf", {version})
                                                           : say("mark.agreed", {version});
        if (mark.strength == "kertas") {
            card.proof = say("mark.on_paper", {mark.recorded_by});
            card.scan = cat("/berkas/", mark.dossier.value, "/kertas/", mark.scan_sha256);
        } else if (paraf && mark.strength != "sesi") {
            card.proof = say(cat("mark.by_", mark.strength));
        }
        cards.insert(cards.begin(), std::move(card));
    }
    return cards;
}

}  // namespace kentongan::web
