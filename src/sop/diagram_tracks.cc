// Gives each stretch of an arrow its own track on its line, and trades tracks to save crossings.
#include <algorithm>
#include <cstdlib>
#include <set>

#include "sop/diagram_route.h"

namespace kentongan::sop {
namespace {

bool is_middle(const Stretch& s) {
    return s.upright ? s.line % 2 == 1 : s.line % 3 == 1;
}
double low(const Stretch& s) {
    return std::min(s.from, s.till);
}
double high(const Stretch& s) {
    return std::max(s.from, s.till);
}

/// Touching ends count: two corners on one spot would read as one arrow.
bool in_the_way(const Stretch& a, const Stretch& b) {
    return a.upright == b.upright && a.line == b.line && low(a) <= high(b) && low(b) <= high(a);
}

class Tracks {
  public:
    explicit Tracks(Plan& plan) : plan_(plan) {
        for (auto& way : plan.routes) {
            for (Stretch& stretch : way) all_.push_back(&stretch);
        }
        std::stable_sort(all_.begin(), all_.end(), [](const Stretch* a, const Stretch* b) {
            return high(*a) - low(*a) < high(*b) - low(*b);
        });
    }

    void give() {
        for (Stretch* stretch : all_) stretch->track = -1;
        for (Stretch* stretch : all_) {
            stretch->track = 0;
            while (!is_free(*stretch, stretch->track)) stretch->track++;
        }
        count();
        for (int round = 0; round < 4; ++round) {
            if (!improve()) break;
        }
        count();
    }

  private:
    bool is_free(const Stretch& stretch, int track, const Stretch* but = nullptr) const {
        return std::none_of(all_.begin(), all_.end(), [&](const Stretch* other) {
            return other != &stretch && other != but && other->track == track &&
                   in_the_way(*other, stretch);
        });
    }

    void count() {
        const auto& drawing = plan_.drawing;
        plan_.beside.assign(static_cast<std::size_t>(drawing.lanes) + 1, 0);
        plan_.above.assign(static_cast<std::size_t>(drawing.rows), 0);
        plan_.below.assign(static_cast<std::size_t>(drawing.rows), 0);
        for (const Stretch* s : all_) {
            if (is_middle(*s)) continue;
            const auto index = static_cast<std::size_t>(s->line / (s->upright ? 2 : 3));
            auto& counts = s->upright ? plan_.beside : s->line % 3 == 0 ? plan_.above : plan_.below;
            counts[index] = std::max(counts[index], s->track + 1);
        }
    }

    static double place_of(const Stretch& s) {
        const double at = s.line * 100.0;
        return is_middle(s) ? at + offset_of(s.track) * 10.0 : at + s.track * 10.0 - 20.0;
    }

    struct Line {
        double at, low, high;
    };
    /// A stretch with its ends where the neighbouring stretches of its arrow now lie.
    Line drawn(const Stretch& s) const {
        const auto& way = plan_.routes[static_cast<std::size_t>(s.arrow)];
        const auto index = static_cast<std::size_t>(&s - way.data());
        const double from = index > 0 ? place_of(way[index - 1]) : s.from * 100;
        const double till = index + 1 < way.size() ? place_of(way[index + 1]) : s.till * 100;
        return {place_of(s), std::min(from, till), std::max(from, till)};
    }

    int crossings_of(const Stretch& s) const {
        const Line mine = drawn(s);
        int found = 0;
        for (const Stretch* other : all_) {
            if (other->upright == s.upright || other->arrow == s.arrow) continue;
            const Line theirs = drawn(*other);
            found += theirs.at > mine.low && theirs.at < mine.high && mine.at > theirs.low &&
                     mine.at < theirs.high;
        }
        return found;
    }

    /// Crossings that can change when this stretch moves: its own and its neighbours'.
    int crossings_around(const Stretch& s) const {
        const auto& way = plan_.routes[static_cast<std::size_t>(s.arrow)];
        const auto index = static_cast<std::size_t>(&s - way.data());
        int found = crossings_of(s);
        if (index > 0) found += crossings_of(way[index - 1]);
        if (index + 1 < way.size()) found += crossings_of(way[index + 1]);
        return found;
    }

    bool is_straight(const Stretch& s) const {
        return plan_.routes[static_cast<std::size_t>(s.arrow)].size() == 1;
    }

    bool trade(Stretch& a, Stretch& b) {
        if (is_straight(a) || is_straight(b)) return false;
        if (a.track == b.track || !is_free(a, b.track, &b) || !is_free(b, a.track, &a))
            return false;
        const int before = crossings_around(a) + crossings_around(b);
        std::swap(a.track, b.track);
        if (crossings_around(a) + crossings_around(b) < before) return true;
        std::swap(a.track, b.track);
        return false;
    }

    bool improve() {
        bool better = false;
        for (std::size_t i = 0; i < all_.size(); ++i) {
            for (std::size_t j = i + 1; j < all_.size(); ++j) {
                if (all_[i]->arrow == all_[j]->arrow || !in_the_way(*all_[i], *all_[j])) continue;
                better |= trade(*all_[i], *all_[j]);
            }
        }
        return better;
    }

    Plan& plan_;
    std::vector<Stretch*> all_;
};

}  // namespace

int offset_of(int track) {
    return track % 2 == 1 ? (track + 1) / 2 : -(track / 2);
}

void assign_tracks(Plan& plan) {
    Tracks(plan).give();
}

}  // namespace kentongan::sop
