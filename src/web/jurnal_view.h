// What the journal shows: the chain's state first, then the entries.
#pragma once

#include "web/shell.h"

namespace kentongan::web {

struct JournalLine {
    std::string time = {}, who = {}, words = {}, subject = {}, address = {}, number = {},
                fingerprint = {};
};
BOOST_DESCRIBE_STRUCT(JournalLine, (), (time, who, words, subject, address, number, fingerprint))

struct JournalView {
    static constexpr std::string_view page = "jurnal";
    Shell shell = {};
    std::string verified = {}, broken = {}, head = {}, older = {}, check = {};
    std::string number = {}, from = {}, till = {};
    std::vector<Option> people = {}, kinds = {};
    bool filtered = false;
    std::vector<JournalLine> lines = {};
};
BOOST_DESCRIBE_STRUCT(JournalView, (),
                      (shell, verified, broken, head, older, check, number, from, till, people,
                       kinds, filtered, lines))

}  // namespace kentongan::web
