// The first run: from nothing to a working office, by the link that the server printed.
#include "web/mulai_view.h"

#include "base/secret.h"
#include "office/organisation.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

constexpr int last_step = 4;
using Issues = std::vector<Issue>;

/// Only who has the server's own link while there is no office, or one for a further office.
Result<void> admit(const Site& site, const Visit& visit) {
    const auto code = visit.parameter("kode");
    const bool known = !site.setup_code.empty() && same_secret(code, site.setup_code);
    const bool open = TRY(site.db.read([&](store::Tx& tx) {
        return known ? office::Foundings::is_fresh(tx)
                     : office::Foundings::is_invited(tx, code, visit.now);
    }));
    if (!open) return Error{Kind::not_found, "not a link of this server"};
    return {};
}

Answer wizard_page(const Site& site, Visit& visit, int step, const Issues& issues) {
    return page_of(site, visit, wizard_view(site, visit, step, issues), issues.empty() ? 200 : 422);
}

/// What is wrong with the step that was just filled in.
Issues wrong_in(const Visit& visit, int step, const office::Founding& wish) {
    if (step == 1) {
        const auto good = office::Foundings::check(wish);
        return good ? Issues{} : good.error().issues;
    }
    if (step == 2 && wish.posts.empty()) return {Issue{"position", "required"}};
    if (step == 3 && wish.sops.empty()) return {Issue{"sop", "choose_one"}};
    if (step != last_step) return {};
    const auto password = value_of(visit.form, "sandi");
    const auto good =
        office::check_password(password, wish.people.empty() ? "" : wish.people[0].sign_in);
    if (!good) return good.error().issues;
    if (password != value_of(visit.form, "ulang")) return {Issue{"password", "differs"}};
    return {};
}

Answer found_office(const Site& site, Visit& visit, office::Founding wish) {
    wish.password_hash = hash_password(value_of(visit.form, "sandi"));
    wish.code = visit.parameter("kode");
    const auto made = site.db.write(
        [&](store::Tx& tx) { return office::Foundings::found(tx, site.people, wish, visit.now); });
    if (!made) {
        if (made.error().issues.empty()) return made.error();
        const auto& field = made.error().issues.front().field;
        const bool of_office = field == "slug" || field.starts_with("sign_in");
        const int step = of_office ? 1 : field == "performer" ? 3 : last_step;
        return wizard_page(site, visit, step, made.error().issues);
    }
    FoundedView view{.office = cat(wish.office.name, " ", wish.office.region),
                     .sign_in = wish.people[0].sign_in};
    for (const auto& [name, token] : made->invitations) {
        view.invitations.push_back(
            {cat("u-", slug_of(name)), name, cat(site.public_address, "/undangan/", token)});
    }
    return page_of(site, visit, view);
}

}  // namespace

Answer show_wizard(const Site& site, Visit& visit) {
    TRY(admit(site, visit));
    return wizard_page(site, visit, 1, {});
}

Answer go_through_wizard(const Site& site, Visit& visit) {
    TRY(admit(site, visit));
    const auto typed = to_number(visit.field("dari")).value_or(1);
    const int step = static_cast<int>(std::clamp<std::int64_t>(typed, 1, last_step));
    if (visit.field("kembali") == "1") return wizard_page(site, visit, std::max(1, step - 1), {});
    auto wish = typed_founding(visit);
    const auto wrong = wrong_in(visit, step, wish);
    if (!wrong.empty()) return wizard_page(site, visit, step, wrong);
    if (step < last_step) return wizard_page(site, visit, step + 1, {});
    return found_office(site, visit, std::move(wish));
}

}  // namespace kentongan::web
