// The small views that many pages share.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kentongan::web {

/// A state: icon, word and colour together. Tone: ok, bad, warn, info, nila, sogan or "".
struct Pill {
    std::string words = {}, tone = {}, icon = {};
};
BOOST_DESCRIBE_STRUCT(Pill, (), (words, tone, icon))

/// The working clock: a lying kentongan whose slit fills with the minutes used.
struct ClockChip {
    std::string words = {}, tone = {};
    bool paused = false;
    std::int64_t used = 0;  // 0 to 30
};
BOOST_DESCRIBE_STRUCT(ClockChip, (), (words, tone, paused, used))

/// What somebody typed, and what is wrong with it.
struct Typed {
    std::string value = {}, error = {};
};
BOOST_DESCRIBE_STRUCT(Typed, (), (value, error))

struct Option {
    std::string value = {}, words = {};
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(Option, (), (value, words, chosen))

/// A place to go to.
struct Link {
    std::string address = {}, words = {};
};
BOOST_DESCRIBE_STRUCT(Link, (), (address, words))

/// One line of a list of needs: there, missing, or to be ticked by hand; `maker`: the page that
/// makes it, while it is missing.
struct Need {
    std::string words = {}, note = {}, key = {};
    bool there = false, by_hand = false;
    Link maker = {};
};
BOOST_DESCRIBE_STRUCT(Need, (), (words, note, key, there, by_hand, maker))

/// A mark on one version: who, as which office, when. A paraf is shown as initials.
struct MarkCard {
    std::string who = {}, when = {}, note = {}, hash = {}, proof = {}, scan = {};
    bool is_paraf = false, earlier = false, voided = false;
};
BOOST_DESCRIBE_STRUCT(MarkCard, (), (who, when, note, hash, proof, scan, is_paraf, earlier, voided))

}  // namespace kentongan::web
