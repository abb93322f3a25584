// A discrete-event office: cases arrive, people take the oldest task they may do, decide() rules.
#include "sop/simulate.h"

#include <algorithm>
#include <cmath>
#include <queue>
#include <random>

#include "sop/decide.h"
#include "sop/permission.h"
#include "sop/simulate_tally.h"

namespace kentongan::sop {
namespace {

/// How busy an office is that one would still call well staffed.
constexpr double usual_load = 0.7;
/// After this many rounds a checker gives in, so that every case comes to an end.
constexpr int visits_max = 12;
/// A definition that makes more acts than this per case is broken; better an end than a hang.
constexpr long acts_per_case_max = 5'000;

/// Numbers the same on every machine: the standard's distributions are not.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    double share() { return static_cast<double>(engine_() >> 11U) * 0x1.0p-53; }
    /// Between low and high, most often near the middle.
    double around(double low, double high) { return low + (high - low) * (share() + share()) / 2; }
    double until_next(double mean) { return -mean * std::log1p(-share()); }

  private:
    std::mt19937_64 engine_;
};

struct Worker {
    Actor actor;
    RoleName role;
    bool free = true;
    bool endless = false;  // requesters: there are as many as there are cases
};

struct Happening {
    double at;
    long order;  // of two at the same minute the one planned first
    int of_case;
    int task;  // 0: the case arrives
    std::size_t worker;
    double work;
    bool operator>(const Happening& other) const {
        return std::pair{at, order} > std::pair{other.at, other.order};
    }
};

struct Waiting {
    int of_case;
    int task;
    double since;
};

struct Case {
    Dossier dossier = {};
    double arrived = 0;
};

class Office {
  public:
    Office(const Definition& sop, const SimOptions& options)
        : sop_(sop), options_(options), dice_(options.seed), lists_(options.lists) {
        for (const Block& block : sop.blocks) {
            if (block.kind == BlockKind::parallel || lists_.contains(block.each_of)) continue;
            lists_[block.each_of] = block.each_of == "saluran"
                                        ? std::vector<std::string>{"web", "instagram", "x"}
                                        : std::vector<std::string>{"teks", "visual"};
        }
        for (const Step& step : sop.steps) {
            for (const auto* items : {&step.needs, &step.makes}) {
                for (const Item& item : *items) {
                    at_hand_.insert(item.key.empty() ? item.words.text : item.key);
                }
            }
        }
        hire();
    }

    Simulation run() {
        const double arrivals = arrivals_per_day();
        double arrival = 0;
        for (int i = 0; i < options_.cases; ++i) {
            plan({.at = arrival, .order = 0, .of_case = i, .task = 0, .worker = 0, .work = 0});
            arrival += dice_.until_next(day_minutes / arrivals);
        }
        cases_.resize(static_cast<std::size_t>(std::max(options_.cases, 0)));
        while (!ahead_.empty() && acts_ < acts_per_case_max * options_.cases) {
            const Happening next = ahead_.top();
            ahead_.pop();
            now_ = next.at;
            next.task == 0 ? arrive(next.of_case) : finish(next);
            hand_out();
        }
        return figures();
    }

  private:
    void hire() {
        std::int64_t person = 1;
        for (const Lane& lane : sop_.lanes) {
            const auto said = options_.staff.find(lane.role);
            const int count = said == options_.staff.end() ? 1 : said->second;
            for (int i = 0; i < count; ++i, ++person) {
                Worker worker{{.id = PersonId{person}, .roles = {lane.role}}, lane.role};
                worker.endless = lane.kind == PerformerKind::applicant;
                workers_.push_back(std::move(worker));
            }
        }
        workers_.push_back({{.id = PersonId{0}, .roles = {}, .is_system = true}, {}, true, true});
        const auto& calendar = options_.calendar ? *options_.calendar : default_calendar();
        for (const Worker& worker : workers_) {
            situations_.push_back({options_.start, calendar, worker.actor, at_hand_, lists_, {}});
        }
    }

    /// As asked for, or as many as keep the busiest role at work for most of its time.
    double arrivals_per_day() const {
        if (options_.arrivals_per_day > 0) return options_.arrivals_per_day;
        std::map<RoleName, double> load;
        for (const Step& step : sop_.steps) {
            const double standard = as_minutes(step.time.unit, step.time.max);
            const double work = standard > 0 ? standard : options_.minutes_without_standard;
            const double times = step.time.shared_by_items ? 1 : items_of(step);
            for (const Performer& performer : step.performers) {
                load[performer.role] += work * times * (1 + options_.return_rate);
            }
        }
        double most = 1;
        for (const Worker& worker : workers_) {
            const auto count = std::ranges::count(workers_, worker.role, &Worker::role);
            if (worker.endless) continue;
            most = std::max(most, load[worker.role] / static_cast<double>(count));
        }
        return usual_load * day_minutes / most;
    }

    /// How many tasks one visit of the step makes.
    double items_of(const Step& step) const {
        const Block* block = sop_.block_of(step.name);
        const auto items = block ? lists_.find(block->each_of) : lists_.end();
        if (items == lists_.end() || block->kind == BlockKind::parallel) return 1;
        return static_cast<double>(std::max<std::size_t>(items->second.size(), 1));
    }

    void plan(Happening happening) {
        happening.order = ++planned_;
        ahead_.push(happening);
    }

    Case& at(int number) { return cases_[static_cast<std::size_t>(number)]; }

    void arrive(int number) {
        at(number).arrived = now_;
        take_in(number, decide(sop_, at(number).dossier, Start{}, situations_.back()));
    }

    /// Applies what was decided and queues what it opened.
    bool take_in(int number, const Result<Decision>& decision) {
        ++acts_;
        if (!decision) return false;
        for (const Event& event : decision->events) {
            at(number).dossier.apply(event);
            if (const auto* opened = std::get_if<TaskOpened>(&event)) {
                if (!opened->reason.empty()) ++tally_.of(opened->task.step).sent_back;
                enqueue({number, opened->task.number, now_}, opened->task.step);
            }
            if (std::holds_alternative<Closed>(event)) {
                tally_.leads.push_back(now_ - at(number).arrived);
            }
        }
        return true;
    }

    void enqueue(const Waiting& waiting, const StepName& step) {
        waiting_.push_back(waiting);
        tally_.of(step).queue(1, now_);
    }

    /// Whoever is free takes the oldest task he may do.
    void hand_out() {
        std::vector<Waiting> left;
        for (const Waiting& one : waiting_) {
            const Task* task = at(one.of_case).dossier.open_task(one.task);
            if (task == nullptr) continue;
            const auto worker = free_worker_for(one.of_case, *task);
            if (worker == workers_.size()) {
                left.push_back(one);
                continue;
            }
            begin(one, *task, worker);
        }
        waiting_ = std::move(left);
    }

    void begin(const Waiting& one, const Task& task, std::size_t worker) {
        const Step& step = *sop_.find(task.step);
        Samples& samples = tally_.of(task.step);
        samples.queue(-1, now_);
        samples.wait.push_back(now_ - one.since);
        const double work = step.automatic ? 0 : effort_for(step, task);
        workers_[worker].free = workers_[worker].endless;
        plan({now_ + work, 0, one.of_case, one.task, worker, work});
    }

    std::size_t free_worker_for(int number, const Task& task) {
        const Step& step = *sop_.find(task.step);
        for (std::size_t i = 0; i < workers_.size(); ++i) {
            const Worker& worker = workers_[i];
            if (!worker.free || worker.actor.is_system != step.automatic) continue;
            if (!step.automatic && !is_performer(task, worker.actor)) continue;
            const Finish wish{.task = task.number, .outcome = step.exits.front().outcome};
            const auto why = obstacles(sop_, at(number).dossier, wish, situations_[i]);
            const bool may =
                std::ranges::none_of(why, [](const Issue& issue) { return issue.field == "task"; });
            if (may) return i;
        }
        return workers_.size();
    }

    /// What the work takes: around the standard, some quicker, some slower.
    double effort_for(const Step& step, const Task& task) {
        double low = as_minutes(step.time.unit, step.time.min);
        double high = as_minutes(step.time.unit, step.time.max);
        if (high <= 0) low = high = options_.minutes_without_standard;
        if (step.time.shared_by_items && !task.path.empty()) {
            low /= items_of(step);
            high /= items_of(step);
        }
        return dice_.around(low * 0.6, high * 1.3);
    }

    void finish(const Happening& done) {
        Worker& worker = workers_[done.worker];
        worker.free = true;
        const Task* task = at(done.of_case).dossier.open_task(done.task);
        if (!worker.endless) tally_.busy[worker.role] += done.work;
        if (task == nullptr) return;  // its block was left meanwhile
        const Step& step = *sop_.find(task->step);
        Samples& samples = tally_.of(step.name);
        samples.work.push_back(done.work);
        const double standard = as_minutes(step.time.unit, step.time.max);
        const double share = step.time.shared_by_items ? items_of(step) : 1;
        if (standard > 0 && done.work > standard / share) ++samples.late;
        const bool tired = task->visits > visits_max;
        const Finish wish = choose(step, *task, tired);
        take_in(done.of_case,
                decide(sop_, at(done.of_case).dossier, wish, situations_[done.worker]));
        if (at(done.of_case).dossier.open_task(done.task) != nullptr) {
            enqueue({done.of_case, done.task, now_}, step.name);  // the others' part, or refused
        }
    }

    Finish choose(const Step& step, const Task& task, bool tired) {
        Finish finish{.task = task.number, .outcome = step.exits.front().outcome, .note = "-"};
        double left = dice_.share();
        for (std::size_t i = 0; i < step.exits.size(); ++i) {
            const Exit& exit = step.exits[i];
            if (tired && exit.is_return) continue;
            const double rate = rate_of(step, exit);
            if (left < rate) {
                finish.outcome = exit.outcome;
                break;
            }
            left -= rate;
        }
        for (const auto& [list, items] : lists_) {
            if (!items.empty())
                finish.items.insert(items[static_cast<std::size_t>(
                    dice_.share() * static_cast<double>(items.size()))]);
        }
        if (!step.exit(finish.outcome)->is_return) finish.items.clear();
        return finish;
    }

    double rate_of(const Step& step, const Exit& exit) const {
        const auto said = options_.rates.find(cat(step.name.value, "/", exit.outcome));
        if (said != options_.rates.end()) return said->second;
        double taken = 0;
        int same = 0, returns = 0;
        for (const Exit& other : step.exits) {
            const auto rate = options_.rates.find(cat(step.name.value, "/", other.outcome));
            if (rate != options_.rates.end()) {
                taken += rate->second;
                continue;
            }
            returns += other.is_return ? 1 : 0;
            same += other.is_return == exit.is_return ? 1 : 0;
        }
        const double back = returns > 0 ? options_.return_rate : 0;
        const double mass = exit.is_return ? back : 1 - back;
        return std::max(0.0, mass - taken) / std::max(same, 1);
    }

    Simulation figures() {
        Simulation result{.seed = options_.seed, .cases = options_.cases};
        result.arrivals_per_day = arrivals_per_day();
        for (const Case& one : cases_) {
            if (one.dossier.state == State::open && !one.dossier.desk.empty()) {
                result.stuck_at.push_back(one.dossier.desk.front().step);
            }
        }
        const auto& calendar = options_.calendar ? *options_.calendar : default_calendar();
        const minutes span{static_cast<std::int64_t>(now_)};
        result.from = add_working_minutes(calendar, options_.start, minutes{1}) - minutes{1};
        result.till = add_working_minutes(calendar, options_.start, span);
        tally_.add_to(result, sop_, options_, now_);
        return result;
    }

    const Definition& sop_;
    const SimOptions& options_;
    Dice dice_;
    std::map<std::string, std::vector<std::string>> lists_;
    std::set<std::string> at_hand_ = {};
    std::vector<Worker> workers_ = {};
    std::vector<Situation> situations_ = {};  // each worker's
    std::vector<Case> cases_ = {};
    std::vector<Waiting> waiting_ = {};
    std::priority_queue<Happening, std::vector<Happening>, std::greater<>> ahead_ = {};
    Tally tally_ = {};
    double now_ = 0;
    long planned_ = 0, acts_ = 0;
};

}  // namespace

Simulation simulate(const Definition& sop, const SimOptions& options) {
    const bool can_run =
        !sop.steps.empty() &&
        std::ranges::none_of(sop.steps, [](const Step& step) { return step.exits.empty(); });
    if (!can_run) return {.seed = options.seed, .cases = options.cases};
    return Office(sop, options).run();
}

}  // namespace kentongan::sop
