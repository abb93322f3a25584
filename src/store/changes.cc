// Numbers of commits, by table; who reads on this thread.
#include "store/changes.h"

namespace kentongan::store {
namespace {

thread_local Reading* reading_now = nullptr;

}  // namespace

Changes::Table& Changes::table(std::string_view name) {
    const std::lock_guard lock(mutex_);
    const auto known = tables_.find(name);
    if (known != tables_.end()) return known->second;
    return tables_.try_emplace(std::string(name), 0).first->second;
}

void Changes::were_written(std::span<Table* const> tables) {
    const auto commit = commits_ + 1;
    for (Table* table : tables) *table = commit;
    commits_ = commit;
}

void Changes::everything_was_written() {
    const std::lock_guard lock(mutex_);
    const auto commit = commits_ + 1;
    for (auto& [name, table] : tables_) table = commit;
    commits_ = commit;
}

Reading::Reading(const Changes* changes) : outer_(reading_now) {
    basis_.known = changes != nullptr;
    if (changes) basis_.since = changes->commits();
    reading_now = this;
}

Reading::~Reading() {
    reading_now = outer_;
    if (outer_) outer_->add(basis_);
}

Reading* Reading::current() {
    return reading_now;
}

void Reading::add(std::span<Changes::Table* const> tables) {
    for (Changes::Table* table : tables) add_once(basis_.tables, table);
}

void Reading::add(const Basis& other) {
    add(other.tables);
    basis_.since = std::min(basis_.since, other.since);
    basis_.known = basis_.known && other.known;
}

}  // namespace kentongan::store
