// What the keepers of the portal see: announcements, reports of citizens, articles.
#pragma once

#include "web/shell.h"

namespace kentongan::web {

struct StandingNotice {
    std::string id = {}, title = {}, words = {}, till = {};
};
BOOST_DESCRIBE_STRUCT(StandingNotice, (), (id, title, words, till))

struct ReportCard {
    std::string id = {}, title = {}, address = {}, words = {}, contact = {}, when = {};
    Typed answer = {};
};
BOOST_DESCRIBE_STRUCT(ReportCard, (), (id, title, address, words, contact, when, answer))

struct ArticleRow {
    std::string id = {}, title = {}, address = {}, when = {}, state = {};
    bool open = false;
    Typed correction = {}, reason = {};
};
BOOST_DESCRIBE_STRUCT(ArticleRow, (), (id, title, address, when, state, open, correction, reason))

/// A copy on another channel that must be put right, or was.
struct CopyCard {
    std::string id = {}, icon = {}, label = {}, title = {}, url = {}, about = {}, word = {},
                admin = {};
    Pill pill = {};
    bool can_do = false, can_repeat = false;
};
BOOST_DESCRIBE_STRUCT(CopyCard, (),
                      (id, icon, label, title, url, about, word, admin, pill, can_do, can_repeat))

struct PortalDeskView {
    static constexpr std::string_view page = "situs";
    Shell shell = {};
    std::string portal = {}, older = {}, problem = {};
    Typed title = {}, words = {}, link = {}, source = {}, till = {};
    Typed desk_name = {}, desk_email = {}, desk_whatsapp = {};  // who takes complaints
    bool can_pass_on = false;
    std::vector<StandingNotice> standing = {};
    std::vector<ReportCard> reports = {};
    std::vector<ArticleRow> articles = {};
    std::vector<CopyCard> copies = {};
};
BOOST_DESCRIBE_STRUCT(PortalDeskView, (),
                      (shell, portal, older, problem, title, words, link, source, till, desk_name,
                       desk_email, desk_whatsapp, can_pass_on, standing, reports, articles, copies))

/// On the portal, and wherever else it is on air.
Result<void> correct_everywhere(const Site&, const Visit&, store::Tx&, ArticleId,
                                const std::string& words);
Result<void> withdraw_everywhere(const Site&, const Visit&, store::Tx&, ArticleId,
                                 const std::string& reason);

}  // namespace kentongan::web
