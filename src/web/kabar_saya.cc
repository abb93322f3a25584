// My news: the bell's page, its live stream, and how I want to be told outside the program.
#include "web/kabar_saya_view.h"

#include <algorithm>
#include <array>

#include "office/notices.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

constexpr int notices_most = 50;
constexpr int hour_minutes = 60, time_letters = 5;

struct KindLook {
    std::string_view kind, icon, tone;
};
// clang-format off
constexpr std::array kinds{
    KindLook{"tugas",         "inbox",   ""},
    KindLook{"dikembalikan",  "back",    "warn"},
    KindLook{"ditugaskan",    "person",  ""},
    KindLook{"diingatkan",    "bell",    "warn"},
    KindLook{"komentar",      "comment", ""},
    KindLook{"perlu_dicek",   "help",    "warn"},
    KindLook{"kiriman_ditolak", "alert", "bad"},
    KindLook{"dijawab",       "comment", "ok"},
    KindLook{"segera",        "clock",   "warn"},
    KindLook{"lewat",         "clock",   "bad"},
    KindLook{"eskalasi",      "alert",   "bad"},
    KindLook{"pengingat_sop", "bell",    ""},
    KindLook{"hilang",        "alert",   "bad"},
    KindLook{"tampilan_beda", "alert",   "bad"},
    KindLook{"surel_gagal",   "alert",   "bad"},
    KindLook{"salinan",       "alert",   "warn"},
    KindLook{"akun_berakhir", "key",     "warn"},
    KindLook{"dimuat",        "check",   "ok"},
};
// clang-format on

std::string time_text(int minute) {
    const auto two = [](int number) { return cat(number < 10 ? "0" : "", number); };
    return cat(two(minute / hour_minutes), ":", two(minute % hour_minutes));
}
/// "18:30" as minutes; -1 for what is none.
int minute_of(std::string_view text) {
    if (text.size() < time_letters || text[2] != ':') return -1;
    const auto hour = to_number(text.substr(0, 2)), minute = to_number(text.substr(3, 2));
    if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) return -1;
    return static_cast<int>(*hour * hour_minutes + *minute);
}

NoticeLine line_of(const Site& site, const Say& say, const office::Notice& notice) {
    NoticeLine line{.address = cat("/kabar-saya/", notice.id.value),
                    .about = notice.about,
                    .reason = notice.reason,
                    .time = say.moment(notice.at),
                    .icon = "bell",
                    .unread = !notice.read_at};
    const auto key = cat("notice.", notice.kind);
    line.words = say(site.look.words().knows(key) ? key : "notice.other");
    if (notice.due_at) line.due = say("notice.due", {say.moment(*notice.due_at)});
    const auto look = std::ranges::find(kinds, notice.kind, &KindLook::kind);
    if (look != kinds.end()) {
        line.icon = look->icon;
        line.tone = look->tone;
    }
    return line;
}

/// What was typed into the form of wishes, and why it was refused.
struct RefusedWish {
    const Visit* typed = nullptr;
    std::vector<Issue> issues = {};
};

Answer notices_page(const Site& site, Visit& visit, const RefusedWish& refused) {
    const Say say(site, visit);
    const NoticeId before{to_number(visit.asked("sebelum")).value_or(0)};
    NoticesView view{.shell = TRY(shell_of(site, visit, say("notices.title"), "kabar"))};
    const auto fill = [&](store::Tx& tx) -> Result<void> {
        const auto notices = TRY(office::Notices::of(tx, visit.who(), before, notices_most));
        const auto wish = TRY(office::Notices::wish(tx, visit.who().office, visit.who().person));
        for (const auto& notice : notices) view.notices.push_back(line_of(site, say, notice));
        if (notices.size() == notices_most) {
            view.older = cat("/kabar-saya?sebelum=", notices.back().id.value);
        }
        view.unread = TRY(office::Notices::unread(tx, visit.who()));
        view.email.value = wish.email;
        view.quiet_from.value = time_text(wish.quiet_from);
        view.quiet_till.value = time_text(wish.quiet_till);
        using office::Telling;
        for (const auto way : {Telling::at_once, Telling::digest, Telling::off}) {
            const std::string word(office::word_of(way));
            view.ways.push_back({word, say(cat("notices.way_", word)), wish.how == way});
        }
        return {};
    };
    TRY(site.db.read(fill));
    view.may_see_mails = may(visit.who(), office::Right::manage_people);
    if (refused.typed) {
        const Visit& typed = *refused.typed;
        view.email = {typed.field("surel"), say.issue_of(refused.issues, "email")};
        view.quiet_from = {typed.field("tenang_dari"), say.issue_of(refused.issues, "quiet")};
        view.quiet_till.value = typed.field("tenang_sampai");
        for (auto& way : view.ways) way.chosen = way.value == typed.field("cara");
    }
    return page_of(site, visit, view, refused.typed ? 422 : 200);
}

}  // namespace

Answer show_notices(const Site& site, Visit& visit) {
    return notices_page(site, visit, {});
}

Answer open_notice(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<NoticeId>());
    const auto notice = TRY(site.db.write(
        [&](store::Tx& tx) { return office::Notices::open(tx, visit.who(), id, visit.now); }));
    return see_other(notice.link);
}

Answer read_all_notices(const Site& site, Visit& visit) {
    return act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(office::Notices::read_all(tx, visit.who(), visit.now));
        return with_toast(visit, "/kabar-saya", "toast.notices_read");
    });
}

Answer save_notice_wish(const Site& site, Visit& visit) {
    office::NoticeWish wish;
    wish.email = trimmed(visit.field("surel"));
    using office::Telling;
    for (const auto way : {Telling::at_once, Telling::digest, Telling::off}) {
        if (visit.field("cara") == office::word_of(way)) wish.how = way;
    }
    wish.quiet_from = minute_of(visit.field("tenang_dari"));
    wish.quiet_till = minute_of(visit.field("tenang_sampai"));
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(office::Notices::set_wish(tx, visit.who(), wish, visit.now));
        return with_toast(visit, "/kabar-saya", "toast.wish_saved");
    });
    if (done || done.error().issues.empty()) return done;
    return notices_page(site, visit, {&visit, done.error().issues});
}

Answer count_notices(const Site& site, Visit& visit) {
    const auto count =
        TRY(site.db.read([&](store::Tx& tx) { return office::Notices::unread(tx, visit.who()); }));
    JsonObject json;
    json["count"] = count;
    json["words"] = Say(site, visit)("shell.bell", {std::to_string(count)});
    return json_of(json);
}

Answer stream_notices(const Site&, Visit& visit) {
    return net::Response{.body = net::Events{cat("kabar/", visit.who().person.value)},
                         .headers = {{"Cache-Control", "no-store"}}};
}

}  // namespace kentongan::web
