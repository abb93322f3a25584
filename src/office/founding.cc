// Makes an office from what its founder typed.
#include "office/founding.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/secret.h"
#include "base/text.h"
#include "office/fields.h"
#include "office/journal.h"
#include "office/organisation.h"
#include "office/people_rows.h"
#include "office/promises.h"

namespace kentongan::office {
namespace {

constexpr std::size_t code_bytes = 18;
constexpr std::chrono::days code_good_for{3};

constexpr std::string_view keeper_kind = "pengelola";

struct Usual {
    std::string_view channel, label, admin_url;
    Mode mode;
};
// clang-format off
constexpr std::array usual_places{
    Usual{"website",   "Situs web",   "", Mode::automatic},
    Usual{"instagram", "Instagram",   "https://www.instagram.com/", Mode::manual},
    Usual{"facebook",  "Facebook",    "https://business.facebook.com/", Mode::manual},
    Usual{"x",         "X",           "https://x.com/compose/post", Mode::manual},
    Usual{"youtube",   "YouTube",     "https://studio.youtube.com/", Mode::manual},
    Usual{"radio",     "Radio",       "", Mode::manual},
    Usual{"pers",      "Mitra pers",  "", Mode::manual},
};
// clang-format on

class Making {
  public:
    Making(store::Tx& tx, People& all, const Founding& wish, Instant now)
        : tx_(tx), people_(all), wish_(wish), now_(now) {}

    Result<Founded> make() {
        made_.office = TRY(people_.add_office(tx_, wish_.office));
        for (const auto& [name, sign_in] : wish_.people) {
            const bool first = ids_.empty();
            ids_.push_back(TRY(people_.add_person(tx_, made_.office, name, sign_in,
                                                  first ? wish_.password_hash : "")));
        }
        made_.keeper = ids_.front();
        TRY(add_posts());
        const auto keeper = TRY(member(tx_, made_.office, made_.keeper, now_));
        TRY(Journal::append(tx_, keeper, office_stream(made_.office),
                            event_about("office_founded", "office", made_.office.value), now_));
        for (const auto& channel : wish_.channels) TRY(add_channel(keeper, channel));
        for (const auto& sop : wish_.sops) TRY(adopt(keeper, sop));
        for (std::size_t i = 1; i < ids_.size(); ++i) {
            made_.invitations.emplace_back(wish_.people[i].name,
                                           TRY(Invitations::make(tx_, keeper, ids_[i], now_)));
        }
        return std::move(made_);
    }

  private:
    Result<void> add_posts() {
        const auto hold = [&](PositionId position, std::size_t holder) {
            return people_.hold(tx_, made_.office, position, ids_[holder], Hold::definitive, now_,
                                {}, {});
        };
        for (const auto& post : wish_.posts) {
            const auto id = TRY(people_.add_position(tx_, made_.office, post.title, post.kind));
            posts_.push_back(id);
            if (post.holder && *post.holder < ids_.size()) TRY(hold(id, *post.holder));
        }
        const auto id = TRY(people_.add_position(tx_, made_.office, "Pengelola Kentongan",
                                                 std::string(keeper_kind)));
        return hold(id, 0);
    }

    Result<void> add_channel(const Who& keeper, const std::string& channel) {
        const auto place = std::ranges::find(usual_places, channel, &Usual::channel);
        if (place == usual_places.end()) return {};
        Account account{{}, {channel}, std::string(place->label)};
        account.mode = place->mode;
        account.admin_url = place->admin_url;
        TRY(Airings::add_account(tx_, keeper, account));
        return {};
    }

    Result<void> adopt(const Who& keeper, const Founding::Adoption& sop) {
        std::map<RoleName, std::vector<PositionId>> performers;
        for (const auto& [role, post] : sop.performers) {
            if (post < posts_.size()) performers[role].push_back(posts_[post]);
        }
        TRY(Library::adopt(tx_, keeper, sop.key, sop.text, performers, now_));
        if (sop.promise_days == 0) return {};
        return Promises::set(tx_, keeper, sop.key, sop.promise_days, now_);
    }

    store::Tx& tx_;
    People& people_;
    const Founding& wish_;
    Instant now_;
    Founded made_ = {};
    std::vector<PersonId> ids_ = {};
    std::vector<PositionId> posts_ = {};
};

/// Short names and sign-ins are unique over the whole installation.
Result<void> check_untaken(store::Tx& tx, const Founding& wish) {
    Fields fields;
    const auto office =
        TRY(tx.maybe<OfficeId>("SELECT id FROM office WHERE slug = $1", wish.office.slug));
    if (office) fields.wrong("slug", "taken", {wish.office.slug});
    for (std::size_t i = 0; i < wish.people.size(); ++i) {
        const auto name = lowered(trimmed(wish.people[i].sign_in));
        const auto person =
            TRY(tx.maybe<PersonId>("SELECT id FROM person WHERE sign_in = $1", name));
        if (person) fields.wrong(cat("sign_in", i + 1), "taken", {name});
    }
    return fields.settle();
}

bool is_slug(const std::string& slug) {
    return slug.size() >= 2 && slug.size() <= 40 && slug == slug_of(slug);
}

}  // namespace

Result<bool> Foundings::is_fresh(store::Tx& tx) {
    const auto [offices] = TRY(tx.one<int>("SELECT COUNT(*) FROM office"));
    return offices == 0;
}

Result<void> Foundings::check(const Founding& wish) {
    Fields fields;
    fields.wanted("region", wish.office.region, 120);
    fields.wanted("office_name", wish.office.name);
    if (!is_slug(wish.office.slug)) fields.wrong("slug", "letters");
    if (wish.office.hours_from_utc < 7 || wish.office.hours_from_utc > 9) {
        fields.wrong("zone", "unknown");
    }
    std::set<std::string> names;
    for (std::size_t i = 0; i < wish.people.size(); ++i) {
        const auto& [name, sign_in] = wish.people[i];
        const auto at = std::to_string(i + 1);
        fields.wanted("name" + at, name);
        fields.wanted("sign_in" + at, sign_in, 60);
        if (!names.insert(lowered(trimmed(sign_in))).second) {
            fields.wrong("sign_in" + at, "taken", {sign_in});
        }
    }
    if (wish.people.empty()) fields.wrong("name1", "required");
    return fields.settle();
}

Result<std::string> Foundings::invite(store::Tx& tx, Instant now) {
    const auto code = fresh_token(code_bytes);
    TRY(tx.run("DELETE FROM office_invitation WHERE expires_at <= $1", now));
    TRY(tx.run("INSERT INTO office_invitation (token_hash, expires_at) VALUES ($1, $2)",
               sha256_hex(code), now + code_good_for));
    return code;
}

Result<bool> Foundings::is_invited(store::Tx& tx, const std::string& code, Instant now) {
    const auto row = TRY(tx.maybe<Instant>(
        "SELECT expires_at FROM office_invitation WHERE token_hash = $1 AND used_at IS NULL",
        sha256_hex(code)));
    return row && std::get<0>(*row) > now;
}

Result<Founded> Foundings::found(store::Tx& tx, People& people, const Founding& wish, Instant now) {
    if (!TRY(is_fresh(tx))) {
        if (!TRY(is_invited(tx, wish.code, now))) {
            return Error{Kind::conflict, "there is an office", {{"office", "exists"}}};
        }
        TRY(tx.run("UPDATE office_invitation SET used_at = $2 WHERE token_hash = $1",
                   sha256_hex(wish.code), now));
    }
    TRY(check(wish));
    TRY(check_untaken(tx, wish));
    return Making(tx, people, wish, now).make();
}

}  // namespace kentongan::office
