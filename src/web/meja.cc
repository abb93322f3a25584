// The desk: what must I do next? And the phone's menu.
#include "web/meja_view.h"

#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

constexpr int news_most = 6;
constexpr int rows_most = 25;  // a phone on a weak line gets what it can show

}  // namespace

Answer show_desk(const Site& site, Visit& visit) {
    const auto filter = visit.asked("saring");
    auto rows = TRY(site.dossiers.desk(visit.who(), filter,
                                       {.after = visit.asked("setelah"), .most = rows_most + 1}));
    const bool more = std::ssize(rows) > rows_most;
    if (more) rows.pop_back();
    auto view = TRY(desk_view(site, visit, rows, filter));
    if (more)
        view.more =
            cat(desk_address(filter), filter.empty() ? "?" : "&", "setelah=", rows.back().place());
    const auto entries = TRY(site.db.read([&](store::Tx& tx) {
        return office::Journal::of_office(tx, visit.who().office, 0, news_most);
    }));
    view.news = news_of(site, visit, entries);
    return page_of(site, visit, view);
}

Answer show_menu(const Site& site, Visit& visit) {
    const Say say(site, visit);
    MenuView view{.shell = TRY(shell_of(site, visit, say("menu.title"), "menu")),
                  .person = visit.who().name,
                  .is_english = visit.language == Language::english};
    for (const auto& held : visit.who().positions) view.positions.push_back(held.shown());
    const auto offices = TRY(site.people.offices_of(visit.who().person));
    for (const auto& office : offices) {
        if (offices.size() < 2) break;
        view.offices.push_back({std::to_string(office.id.value),
                                cat(office.name, " ", office.region),
                                office.id == visit.office.id});
    }
    return page_of(site, visit, view);
}

}  // namespace kentongan::web
