// Carries airings: builds the post from the stored approved bytes, hands it to its channel, and
// takes down what became of it.
#include "base/text.h"
#include "office/airing_rows.h"
#include "office/articles.h"
#include "office/journal.h"
#include "office/notices.h"

namespace kentongan::office {
namespace {

AiringId airing_in(const delivery::Message& message) {
    const auto json = read_json(message.body);
    if (!json || !json->is_object()) return {};
    return {number_of(json->get_object(), "airing")};
}

Who the_system(OfficeId office) {
    return {.office = office, .person = {}, .name = "sistem", .positions = {}, .is_system = true};
}

delivery::MailAccount mail_account(const std::string& settings) {
    delivery::MailAccount account;
    const auto json = read_json(settings);
    if (!json || !json->is_object()) return account;
    const auto& object = json->get_object();
    account.server = text_of(object, "server");
    account.user = text_of(object, "user");
    account.password = text_of(object, "password");
    account.from = text_of(object, "from");
    if (const auto* to = object.if_contains("to"); to && to->is_array()) {
        for (const Json& one : to->get_array()) {
            if (const auto* text = one.if_string()) account.to.emplace_back(*text);
        }
    }
    return account;
}

Result<void> note(store::Tx& tx, const Airing& airing, OfficeId office, std::string_view event,
                  const std::string& words, Instant now) {
    JsonObject json{{"event", event}, {"airing", std::to_string(airing.id.value)}};
    json["task"] = airing.task;
    json["channel"] = airing.account.channel.value;
    json["hash"] = airing.content_hash;
    if (!airing.url.empty()) json["url"] = airing.url;
    if (!words.empty()) json["words"] = words;
    TRY(Journal::append(tx, the_system(office), cat("dossier/", airing.dossier.value),
                        std::move(json), now));
    return {};
}

/// A message's airing, its post ready to go, and where it goes.
struct Load {
    Airing airing;
    delivery::Post post;
};

}  // namespace

Result<delivery::Post> Airings::post_of(store::Tx& tx, OfficeId office, AiringId id) {
    const auto airing = TRY(airing_row(tx, office, id));
    auto post = TRY(stored_post(tx, office, airing));
    for (auto& file : post.files) {
        const auto path = TRY(vault_.path_of(office, file.sha256));
        file.path = path.string();
    }
    return post;
}

delivery::Outcome Airings::carry(const delivery::Message& message) {
    const auto look_up = [&](store::Tx& tx) -> Result<Load> {
        Load load{.airing = TRY(airing_row(tx, message.office, airing_in(message))), .post = {}};
        const bool approved = TRY(
            Marks::may_go_out(tx, message.office, load.airing.dossier, load.airing.content_hash));
        if (!approved) {
            return Error{Kind::invalid, "not what was approved"};
        }
        load.post = TRY(post_of(tx, message.office, load.airing.id));
        return load;
    };
    auto load = db_.read(look_up);
    if (!load) {
        if (load.error().kind == Kind::unavailable) {
            return delivery::Wait{minutes{1}, load.error().why};
        }
        return delivery::Rejected{load.error().why};
    }
    for (const auto& file : load->post.files) {
        const auto whole = vault_.verify(message.office, file.sha256);
        if (!whole) return delivery::Rejected{whole.error().why};
    }
    load->post.ticket = message.ticket;
    const auto under_way = [&](store::Tx& tx) -> Result<void> {
        auto airing = TRY(airing_row(tx, message.office, load->airing.id));
        if (airing.state != AiringState::queued) return {};
        airing.state = AiringState::sending;
        return update_airing(tx, message.office, airing);
    };
    if (const auto told = db_.write(under_way); !told) {
        return delivery::Wait{minutes{1}, told.error().why};
    }
    const auto& account = load->airing.account;
    if (account.channel.value == "website") {
        return Website(db_, public_address_, clock_).publish(load->post);
    }
    if (account.channel.value == "pers") {
        return delivery::email_channel(mail_account(account.settings), clock_)->publish(load->post);
    }
    return delivery::Rejected{cat("no automatic way to ", account.channel.value)};
}

delivery::Sight Airings::look(const delivery::Message& message) {
    const auto load = db_.read([&](store::Tx& tx) -> Result<Load> {
        const auto airing = TRY(airing_row(tx, message.office, airing_in(message)));
        return Load{airing, TRY(stored_post(tx, message.office, airing))};
    });
    if (!load) return delivery::Unseen{load.error().why};
    if (load->airing.account.channel.value != "website") {
        return delivery::Unseen{"this channel cannot be read back", true};
    }
    return Website(db_, public_address_, clock_).look(load->post);
}

Result<void> Airings::report(store::Tx& tx, const delivery::Message& message,
                             const delivery::Outcome& outcome) {
    auto airing = TRY(airing_row(tx, message.office, airing_in(message)));
    const auto now = clock_();
    const auto aired = [&](const delivery::Created& created) -> Result<void> {
        airing.state = AiringState::aired;
        airing.url = created.url;
        airing.last_word = created.note;
        airing.aired_at = now;
        TRY(update_airing(tx, message.office, airing));
        return note(tx, airing, message.office, "airing_aired", created.note, now);
    };
    const auto failed = [&](AiringState state, const std::string& why) -> Result<void> {
        airing.state = state;
        airing.last_word = why;
        TRY(update_airing(tx, message.office, airing));
        return note(tx, airing, message.office, "airing_failed", why, now);
    };
    const auto nothing = []() -> Result<void> { return {}; };
    return std::visit(
        match{
            [&](const delivery::Created& created) { return aired(created); },
            [&](const delivery::Rejected& no) { return failed(AiringState::rejected, no.why); },
            // The errand waits with its account; once that is repaired it goes on by itself.
            [&](const delivery::Reauth& no) { return failed(AiringState::queued, no.why); },
            [&](const delivery::Wait&) { return nothing(); },
            [&](const delivery::Pending&) { return nothing(); },
            [&](const delivery::Ambiguous&) { return nothing(); },
        },
        outcome);
}

Result<void> Airings::held(store::Tx& tx, const delivery::Message& message,
                           const std::string& evidence) {
    auto airing = TRY(airing_row(tx, message.office, airing_in(message)));
    airing.state = AiringState::to_check;
    airing.last_word = evidence;
    TRY(update_airing(tx, message.office, airing));
    TRY(Notices::tell_concerned(tx, message.office, airing.dossier, "perlu_dicek",
                                cat(airing.id.value, "/", message.carried), airing.account.label,
                                {}, clock_()));
    return note(tx, airing, message.office, "airing_held", evidence, clock_());
}

}  // namespace kentongan::office
