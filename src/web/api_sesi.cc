// Signing in for programs, who they are, and what lies on their desk.
#include "web/api.h"
#include "web/api_pages.h"

namespace kentongan::web {
namespace {

constexpr std::size_t typed_max = 200;

}  // namespace

Answer api_sign_in(const Site& site, Visit& visit) {
    const auto wish = TRY(body_of<api::SignIn>(visit));
    const std::string name(trimmed(wish.sign_in));
    if (name.empty() || wish.password.empty() || name.size() > typed_max) {
        return problem(site, visit, 401, {Issue{"sign_in", "wrong"}});
    }
    const auto session = site.people.sign_in(name, wish.password, visit.request.peer);
    if (!session) {
        const Error& error = session.error();
        if (error.kind == Kind::unavailable) return error;
        return problem(
            site, visit, 401,
            error.issues.empty() ? std::vector{Issue{"sign_in", "wrong"}} : error.issues);
    }
    const auto& who = session->who;
    return reply_with(
        api::NewSession{session->token, who.person, who.office, who.name, session->second_due},
        201);
}

Answer api_show_second(const Site& site, Visit& visit) {
    const auto body = TRY(body_of<api::SecondCode>(visit));
    const auto shown = site.people.show_second(visit.token, body.code);
    if (shown) return net::Response{.status = 204};
    const bool over = shown.error().kind == Kind::not_found;
    return problem(site, visit, over ? 401 : 422, shown.error().issues);
}

Answer api_session(const Site&, Visit& visit) {
    const auto& who = visit.who();
    api::Session record{.person = who.person,
                        .name = who.name,
                        .office = who.office,
                        .office_name = visit.office.name,
                        .region = visit.office.region,
                        .slug = visit.office.slug,
                        .language = visit.session->language,
                        .csrf = visit.session->csrf};
    for (const auto& held : who.positions) {
        record.positions.push_back({held.position, held.title, held.kind, held.shown()});
    }
    for (std::size_t i = 0; i < WordsOf<office::Right>::words.size(); ++i) {
        const auto right = static_cast<office::Right>(i);
        if (may(who, right)) record.rights.push_back(right);
    }
    return reply_with(record);
}

Answer api_sign_out(const Site& site, Visit& visit) {
    TRY(site.people.sign_out(visit.token));
    return net::Response{.status = 204};
}

Answer api_desk(const Site& site, Visit& visit) {
    const auto counts = TRY(site.dossiers.desk_counts(visit.who()));
    const office::DeskPart part{.after = visit.asked("setelah")};
    const auto rows = TRY(site.dossiers.desk(visit.who(), visit.asked("saring"), part));
    api::Desk record{.late = counts.late,
                     .soon = counts.soon,
                     .all = counts.all,
                     .paused = counts.paused,
                     .airing = counts.airing};
    for (const auto& row : rows) record.tasks.push_back(row_of(row));
    if (std::ssize(rows) == part.most) record.after = rows.back().place();
    return reply_with(record);
}

}  // namespace kentongan::web
