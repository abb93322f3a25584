// What a person is told, and how they want to be told.
#pragma once

#include "web/shell.h"

namespace kentongan::web {

struct NoticeLine {
    std::string address = {}, words = {}, about = {}, reason = {}, time = {}, due = {}, icon = {},
                tone = {};
    bool unread = false;
};
BOOST_DESCRIBE_STRUCT(NoticeLine, (),
                      (address, words, about, reason, time, due, icon, tone, unread))

struct NoticesView {
    static constexpr std::string_view page = "kabar_saya";
    Shell shell = {};
    std::vector<NoticeLine> notices = {};
    std::string older = {}, problem = {};
    std::int64_t unread = 0;
    Typed email = {};
    std::vector<Option> ways = {};
    Typed quiet_from = {}, quiet_till = {};
    bool may_see_mails = false;
};
BOOST_DESCRIBE_STRUCT(NoticesView, (),
                      (shell, notices, older, problem, unread, email, ways, quiet_from, quiet_till,
                       may_see_mails))

/// One mail that left, or did not.
struct MailLine {
    std::string id = {}, to = {}, subject = {}, kind = {}, word = {}, put = {}, ended = {},
                address = {};
    Pill pill = {};
    bool may_again = false;
};
BOOST_DESCRIBE_STRUCT(MailLine, (),
                      (id, to, subject, kind, word, put, ended, address, pill, may_again))

struct MailsView {
    static constexpr std::string_view page = "surel";
    Shell shell = {};
    std::string problem = {};
    std::vector<MailLine> mails = {};
};
BOOST_DESCRIBE_STRUCT(MailsView, (), (shell, problem, mails))

/// How the state of a mail is shown.
Pill mail_pill(const class Say&, std::string_view state);

}  // namespace kentongan::web
