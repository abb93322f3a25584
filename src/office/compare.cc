// Compares two texts word by word, as a reader would tell the difference.
#include <algorithm>

#include "office/contents.h"

namespace kentongan::office {
namespace {

/// Texts that differ in more words than this are shown as replaced as a whole.
constexpr int edits_max = 1000;

/// Words with the blanks that follow them.
std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    const auto is_blank = [](char c) { return c == ' ' || c == '\n' || c == '\t'; };
    std::size_t begin = 0;
    for (std::size_t i = 1; i <= text.size(); ++i) {
        if (i < text.size() && (is_blank(text[i]) || !is_blank(text[i - 1]))) continue;
        words.push_back(text.substr(begin, i - begin));
        begin = i;
    }
    return words;
}

using Words = std::vector<std::string_view>;
using Is = DiffPart::Is;

void put(std::vector<DiffPart>& parts, Is is, std::string_view words) {
    if (words.empty()) return;
    if (!parts.empty() && parts.back().is == is) {
        parts.back().words += words;
    } else {
        parts.push_back({is, std::string(words)});
    }
}

/// The shortest way from `before` to `after` (Myers, 1986), with the furthest points of every
/// round kept so that the way can be walked back.
class Shortest {
  public:
    Shortest(const Words& before, const Words& after) : before_(before), after_(after) {}

    std::vector<DiffPart> parts() {
        const int rounds = find();
        std::vector<DiffPart> parts;
        if (rounds < 0) {
            for (const auto word : before_) put(parts, Is::removed, word);
            for (const auto word : after_) put(parts, Is::added, word);
            return parts;
        }
        for (const auto& [is, word] : walked_back(rounds)) put(parts, is, word);
        return parts;
    }

  private:
    int size_before() const { return static_cast<int>(before_.size()); }
    int size_after() const { return static_cast<int>(after_.size()); }
    /// How far round `round` came on diagonal `k`; rounds reach diagonals -round..round.
    int& reach(int round, int k) {
        const int place = k + round;
        return rounds_[static_cast<std::size_t>(round)][static_cast<std::size_t>(place)];
    }
    bool comes_down(int round, int k) {
        if (k == -round) return true;
        if (k == round) return false;
        return reach(round - 1, k - 1) < reach(round - 1, k + 1);
    }

    int find() {
        for (int round = 0; round <= edits_max; ++round) {
            rounds_.emplace_back(static_cast<std::size_t>(2 * round + 1), -1);
            for (int k = -round; k <= round; k += 2) {
                int x = 0;
                if (round > 0) {
                    x = comes_down(round, k) ? reach(round - 1, k + 1)
                                             : reach(round - 1, k - 1) + 1;
                }
                while (x < size_before() && x - k < size_after() &&
                       before_[static_cast<std::size_t>(x)] ==
                           after_[static_cast<std::size_t>(x - k)]) {
                    ++x;
                }
                reach(round, k) = x;
                if (x >= size_before() && x - k >= size_after()) return round;
            }
        }
        return -1;
    }

    std::vector<std::pair<Is, std::string_view>> walked_back(int round) {
        std::vector<std::pair<Is, std::string_view>> steps;
        int x = size_before(), y = size_after();
        for (; round >= 0; --round) {
            const int k = x - y;
            const bool down = round > 0 && comes_down(round, k);
            const int from_k = down ? k + 1 : k - 1;
            const int from_x = round == 0 ? 0 : reach(round - 1, from_k);
            const int same_from = round == 0 ? 0 : (down ? from_x : from_x + 1);
            for (; x > same_from; --x, --y) {
                steps.emplace_back(Is::same, after_[static_cast<std::size_t>(y - 1)]);
            }
            if (round == 0) break;
            if (down) {
                steps.emplace_back(Is::added, after_[static_cast<std::size_t>(--y)]);
            } else {
                steps.emplace_back(Is::removed, before_[static_cast<std::size_t>(--x)]);
            }
        }
        std::ranges::reverse(steps);
        return steps;
    }

    const Words& before_;
    const Words& after_;
    std::vector<std::vector<int>> rounds_ = {};
};

}  // namespace

std::vector<DiffPart> compare(const std::string& before, const std::string& after) {
    const auto old_words = words_of(before), new_words = words_of(after);
    return Shortest(old_words, new_words).parts();
}

}  // namespace kentongan::office
