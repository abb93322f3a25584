// Which tables were written when: what was worked out from them may be kept until then.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::store {

template <class T>
void add_once(std::vector<T>& list, const T& one) {
    if (std::ranges::find(list, one) == list.end()) list.push_back(one);
}

class Changes {
  public:
    /// The number of the commit that last wrote there.
    using Table = std::atomic<std::int64_t>;

    /// Stays where it is as long as we live.
    Table& table(std::string_view name);
    std::int64_t commits() const { return commits_; }

    /// By the one writer, between the commit and the answers to those who wrote: whoever has an
    /// answer finds the change noted, and a note that comes early only spoils what could be kept.
    void were_written(std::span<Table* const> tables);
    void everything_was_written();

  private:
    std::mutex mutex_;
    std::map<std::string, Table, std::less<>> tables_;
    std::atomic<std::int64_t> commits_ = 0;
};

/// What something was read from.
struct Basis {
    std::vector<Changes::Table*> tables = {};
    std::int64_t since = 0;  // commits there were when the reading began
    bool known = true;       // false where others may write unseen

    /// Nothing that was read has been written to since.
    bool stands() const {
        return known && std::ranges::all_of(tables, [this](const Changes::Table* table) {
                   return *table <= since;
               });
    }
};

/// Notes which tables this thread reads while it lives; one inside another tells that one, too.
class Reading {
  public:
    /// Without changes (PostgreSQL: other servers write there) the basis is unknown.
    explicit Reading(const Changes* changes);
    ~Reading();
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;

    static Reading* current();
    void add(std::span<Changes::Table* const> tables);
    /// Something read earlier that still stands.
    void add(const Basis& other);
    const Basis& basis() const { return basis_; }

  private:
    Reading* outer_;
    Basis basis_;
};

}  // namespace kentongan::store
