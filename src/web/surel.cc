// The log of mails for who keeps the office's settings: what became of each, and sending again.
#include "office/mail.h"

#include <array>

#include "web/kabar_saya_view.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

constexpr int mails_most = 100;

struct StateLook {
    std::string_view state, tone, icon;
};
// clang-format off
constexpr std::array looks{
    StateLook{"antre",       "",     "queue"},
    StateLook{"terkirim",    "info", "send"},
    StateLook{"diterima",    "ok",   "check"},
    StateLook{"terpental",   "bad",  "alert"},
    StateLook{"tertunda",    "warn", "clock"},
    StateLook{"ditolak",     "bad",  "alert"},
    StateLook{"perlu_dicek", "warn", "help"},
};
// clang-format on

Answer mails_page(const Site& site, Visit& visit, const std::string& problem) {
    const Say say(site, visit);
    MailsView view{.shell = TRY(shell_of(site, visit, say("mails.title"), "kabar"))};
    view.problem = problem;
    const auto mails = TRY(site.db.read(
        [&](store::Tx& tx) { return office::Mails::log(tx, visit.who().office, {}, mails_most); }));
    for (const auto& mail : mails) {
        const auto word = office::word_of(mail.state);
        const auto kind = cat("mail_kind.", mail.kind);
        view.mails.push_back({.id = std::to_string(mail.id.value),
                              .to = mail.to,
                              .subject = mail.subject,
                              .kind = say(site.look.words().knows(kind) ? kind : "mail_kind.other"),
                              .word = mail.last_word,
                              .put = say.moment(mail.put_at),
                              .ended = mail.ended_at ? say.moment(*mail.ended_at) : "",
                              .address = mail.dossier ? cat("/berkas/", mail.dossier.value) : "",
                              .pill = mail_pill(say, word),
                              .may_again = mail.state != office::MailState::waiting});
    }
    return page_of(site, visit, view, problem.empty() ? 200 : 422);
}

}  // namespace

Pill mail_pill(const Say& say, std::string_view state) {
    const auto look = std::ranges::find(looks, state, &StateLook::state);
    if (look == looks.end()) return {};
    return {say(cat("mail.", state)), std::string(look->tone), std::string(look->icon)};
}

Answer show_mails(const Site& site, Visit& visit) {
    return mails_page(site, visit, {});
}

Answer send_mail_again(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<MailId>());
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(office::Mails::again(tx, visit.who(), id, visit.now));
        return with_toast(visit, "/surel", "toast.mail_again");
    });
    if (done || done.error().issues.empty()) return done;
    return mails_page(site, visit, Say(site, visit).issues(done.error().issues));
}

Answer take_bounce(const Site& site, Visit& visit) {
    const auto text = visit.field("pantulan");
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        const auto found = TRY(office::Mails::take_bounce(tx, visit.who().office, text, visit.now));
        if (!found) return Error{Kind::invalid, "none of ours", {{"bounce", "not_ours"}}};
        return with_toast(visit, "/surel", "toast.bounce_taken");
    });
    if (done || done.error().issues.empty()) return done;
    return mails_page(site, visit, Say(site, visit).issues(done.error().issues));
}

}  // namespace kentongan::web
