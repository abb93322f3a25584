// What the journal shows: the chain's state first, then the entries.
#pragma once

#include "web/berkas_view.h"

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

struct DeedLine {
    std::string time = {}, who = {}, words = {}, number = {}, fingerprint = {};
};
BOOST_DESCRIBE_STRUCT(DeedLine, (), (time, who, words, number, fingerprint))

/// Everything that was done to one dossier.
struct DossierJournalView {
    static constexpr std::string_view page = "berkas_jurnal";
    Shell shell = {};
    DossierTabs tabs;
    std::string number = {}, dossier_title = {}, older = {}, newest = {};
    std::vector<DeedLine> lines = {};
};
BOOST_DESCRIBE_STRUCT(DossierJournalView, (),
                      (shell, tabs, number, dossier_title, older, newest, lines))

}  // namespace kentongan::web
