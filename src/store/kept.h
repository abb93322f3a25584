// What was worked out from the database, kept until one of the tables it was read from is written.
#pragma once

#include <map>
#include <mutex>
#include <optional>

#include "store/changes.h"
#include "store/db.h"

namespace kentongan::store {

/// Thread-safe. Nothing has to be told when something changes: each entry knows what it was read
/// from. Other programs' writes (a command on the same files) show within `longest`.
template <class Key, class Value>
class Kept {
  public:
    explicit Kept(Db& db, std::size_t most = 1000) : db_(db), most_(most) {}

    /// The value for `key`: as it was kept, or as `make` (a Result<Value>()) works it out. The key
    /// holds all besides the database that the value depends on, but for time itself: `span` is the
    /// number of the second (or of whatever span it may be as old as) that it is asked in.
    template <class Make>
    Result<Value> of(const Key& key, std::int64_t span, const Make& make) {
        if (auto kept = find(key, span)) return *std::move(kept);
        Reading reading(db_.changes());
        auto made = make();
        if (made) keep(key, span, *made, reading.basis());
        return made;
    }

    std::optional<Value> find(const Key& key, std::int64_t span) {
        const std::lock_guard lock(mutex_);
        const auto found = entries_.find(key);
        if (found == entries_.end()) return {};
        const Entry& entry = found->second;
        if (entry.span != span || !entry.basis.stands() || Steady::now() - entry.made > longest)
            return {};
        if (Reading* outer = Reading::current()) outer->add(entry.basis);
        return entry.value;
    }

    void keep(const Key& key, std::int64_t span, Value value, const Basis& basis) {
        if (!basis.known) return;
        const std::lock_guard lock(mutex_);
        if (entries_.size() >= most_) entries_.clear();
        entries_.insert_or_assign(key, Entry{std::move(value), span, basis, Steady::now()});
    }

  private:
    using Steady = std::chrono::steady_clock;
    static constexpr seconds longest{1};
    struct Entry {
        Value value;
        std::int64_t span;
        Basis basis;
        Steady::time_point made;
    };

    Db& db_;
    const std::size_t most_;
    std::mutex mutex_;
    std::map<Key, Entry> entries_;
};

}  // namespace kentongan::store
