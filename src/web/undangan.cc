// Choosing a password by a link that was handed over: once, and for three days.
#include "web/undangan_view.h"

#include "base/secret.h"
#include "office/organisation.h"
#include "web/pages.h"
#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

Result<office::Invited> invited_by(const Site& site, const Visit& visit) {
    return site.db.read([&](store::Tx& tx) {
        return office::Invitations::find(tx, visit.parameter("kode"), visit.now);
    });
}

Answer invitation_page(const Site& site, Visit& visit, const office::Invited& invited,
                       std::string error, int status) {
    const auto office = TRY(site.people.office(invited.office));
    const InvitationView view{.action = visit.request.path,
                              .name = invited.name,
                              .sign_in = invited.sign_in,
                              .office = cat(office.name, " ", office.region),
                              .error = std::move(error)};
    return page_of(site, visit, view, status);
}

}  // namespace

Answer show_invitation(const Site& site, Visit& visit) {
    const auto invited = TRY(invited_by(site, visit));
    return invitation_page(site, visit, invited, {}, 200);
}

/// The link is the proof here; whoever has it is who it was handed to.
Answer accept_invitation(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto invited = TRY(invited_by(site, visit));
    const auto password = value_of(visit.form, "sandi");
    if (const auto good = office::check_password(password, invited.sign_in); !good) {
        return invitation_page(site, visit, invited, say.issues(good.error().issues), 422);
    }
    if (password != value_of(visit.form, "ulang")) {
        return invitation_page(site, visit, invited, say.issues({Issue{"password", "differs"}}),
                               422);
    }
    const auto hash = hash_password(password);
    TRY(site.db.write([&](store::Tx& tx) {
        return office::Invitations::accept(tx, visit.parameter("kode"), hash, visit.now);
    }));
    return see_other("/masuk?sandi=1");
}

}  // namespace kentongan::web
