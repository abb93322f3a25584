// The bytes that came and are not used yet; grows only as far as it is let.
#pragma once

#include <cstring>
#include <memory>
#include <string_view>

namespace kentongan::net {

class ReadBuffer {
  public:
    std::string_view view() const { return {bytes_.get() + begin_, end_ - begin_}; }
    std::size_t size() const { return end_ - begin_; }
    void consume(std::size_t count) {
        begin_ += count;
        if (begin_ == end_) begin_ = end_ = 0;
    }
    void clear() { begin_ = end_ = 0; }
    /// Gives the memory back; what was unread is gone.
    void release() {
        bytes_.reset();
        begin_ = end_ = capacity_ = 0;
    }

    /// Gives the memory back when it is much and nothing is unread.
    void slim(std::size_t enough) {
        if (size() == 0 && capacity_ > enough) release();
    }

    struct Room {
        char* data;
        std::size_t size;
    };
    /// Where the next bytes may go; empty only when `most` bytes wait already.
    Room room(std::size_t most) {
        if (begin_ > 0 && capacity_ - end_ < capacity_ / 4) {
            std::memmove(bytes_.get(), bytes_.get() + begin_, size());
            end_ -= begin_;
            begin_ = 0;
        }
        if (end_ == capacity_ && capacity_ < most) grow(most);
        return {bytes_.get() + end_, capacity_ - end_};
    }
    void commit(std::size_t count) { end_ += count; }
    /// Makes room for large reads at once.
    void widen(std::size_t capacity) {
        if (capacity_ < capacity) replace(capacity);
    }

  private:
    void grow(std::size_t most) {
        constexpr std::size_t first = 4096;
        replace(std::min(most, std::max(first, capacity_ * 2)));
    }
    void replace(std::size_t capacity) {
        auto larger = std::make_unique_for_overwrite<char[]>(capacity);
        if (size() > 0) std::memcpy(larger.get(), bytes_.get() + begin_, size());
        end_ -= begin_;
        begin_ = 0;
        bytes_ = std::move(larger);
        capacity_ = capacity;
    }

    std::unique_ptr<char[]> bytes_;
    std::size_t begin_ = 0, end_ = 0, capacity_ = 0;
};

}  // namespace kentongan::net
