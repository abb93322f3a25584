// Carries airings: builds the post from the stored approved bytes, hands it to its channel, and
// takes down what became of it.
#include <algorithm>
#include <fstream>

#include "base/text.h"
#include "media/picture.h"
#include "office/account_access.h"
#include "office/airing_rows.h"
#include "office/articles.h"
#include "office/information.h"
#include "office/journal.h"
#include "office/notices.h"
#include "office/policy.h"
#include "office/press.h"
#include "office/the_system.h"

namespace kentongan::office {
namespace {

AiringId airing_in(const delivery::Message& message) {
    const auto json = read_json(message.body);
    if (!json || !json->is_object()) return {};
    return {number_of(json->get_object(), "airing")};
}

/// The password stands in the sealed secret; old settings may still hold it in the open.
delivery::MailAccount mail_account(const std::string& settings, const std::string& password) {
    delivery::MailAccount account;
    const auto json = read_json(settings);
    if (!json || !json->is_object()) return account;
    const auto& object = json->get_object();
    account.server = text_of(object, "server");
    account.user = text_of(object, "user");
    account.password = password.empty() ? text_of(object, "password") : password;
    account.reply_to = text_of(object, "reply_to");
    account.unsubscribe = text_of(object, "unsubscribe");
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

/// Nothing of an errand was made before it was promised; its key knows when that was.
Instant promised_at(const delivery::Message& message, const Airing& airing) {
    constexpr int chance_bits = 20;
    return airing.due(from_millis(message.id.value >> chance_bits));
}

/// How wide and high a picture is; unknown when it cannot be read.
void measure(delivery::Post::Picture& file) {
    std::ifstream stream(file.path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    const auto picture = media::clean_picture(bytes);
    if (!picture) return;
    file.width = picture->width;
    file.height = picture->height;
}

/// Why nothing can go out, for whoever has to put it right.
std::string why_not(const Error& error) {
    const auto about = [&](std::string_view field) {
        return std::ranges::any_of(error.issues,
                                   [&](const Issue& one) { return one.field == field; });
    };
    if (error.kind == Kind::not_found || about("file")) {
        return "Berkas media siaran ini hilang atau rusak di penyimpanan. Pulihkan dari cadangan, "
               "atau ganti"
               " medianya dan mintakan persetujuan lagi.";
    }
    if (about("information")) return error.why;
    return "Isi ini berubah setelah disetujui, jadi tidak boleh keluar. Mintakan persetujuan lagi.";
}

/// An account may be closed, or given back to hands, while a message waits for it.
std::optional<std::string> shut(const Account& account) {
    if (!account.active) {
        return cat("Akun ", account.label,
                   " sudah ditutup. Buka lagi di pengaturan saluran lalu kirim"
                   " ulang, atau catat bahwa saluran ini tidak dipakai.");
    }
    if (account.mode != Mode::automatic) {
        return cat("Akun ", account.label,
                   " sekarang diunggah sendiri: salin teksnya, lalu tempel"
                   " tautannya.");
    }
    return {};
}

/// A message's airing, its post ready to go, and where it goes.
struct Load {
    Airing airing;
    delivery::Post post;
};

}  // namespace

std::string Airings::loan_address(OfficeId office, const std::string& sha256) const {
    const std::string_view key{reinterpret_cast<const char*>(outward_.key.bytes.data()),
                               outward_.key.bytes.size()};
    const auto mark = hmac_hex(key, cat("pinjam/", office.value, "/", sha256));
    return cat(public_address_, "/pinjam/", office.value, "/", sha256, "/", mark);
}
bool Airings::is_loan(OfficeId office, const std::string& sha256, const std::string& mark) const {
    return same_secret(loan_address(office, sha256),
                       cat(public_address_, "/pinjam/", office.value, "/", sha256, "/", mark));
}

Result<delivery::Post> Airings::post_of(store::Tx& tx, OfficeId office, AiringId id) {
    const auto airing = TRY(airing_row(tx, office, id));
    auto post = TRY(stored_post(tx, office, airing));
    for (auto& file : post.files) {
        const auto path = TRY(vault_.path_of(office, file.sha256));
        file.path = path.string();
        file.address = loan_address(office, file.sha256);
        const bool shape_counts =
            airing.account.channel.value == "instagram" && file.type.starts_with("image/");
        if (shape_counts) measure(file);
    }
    return post;
}

Result<std::vector<QueueRow>> Airings::queue(const Who& who, int most) {
    TRY(need(who, Right::see_dossiers));
    return db_.read([&](store::Tx& tx) -> Result<std::vector<QueueRow>> {
        auto messages = TRY(delivery::Outbox::open_rows(tx, who.office, most));
        for (auto& row : TRY(delivery::Outbox::rows(tx, who.office, most))) {
            const bool refused = row.state == delivery::OutboxState::refused;
            if (refused) messages.push_back(std::move(row));
        }
        std::vector<QueueRow> rows;
        for (auto& message : messages) {
            QueueRow row{std::move(message)};
            if (row.message.message.kind == "publish") {
                auto airing = airing_row(tx, who.office, airing_in(row.message.message));
                if (airing) row.airing = *std::move(airing);
            }
            rows.push_back(std::move(row));
        }
        return rows;
    });
}

delivery::Outcome Airings::carry(const delivery::Message& message) {
    const auto look_up = [&](store::Tx& tx) -> Result<Load> {
        Load load{.airing = TRY(airing_row(tx, message.office, airing_in(message))), .post = {}};
        TRY(Informations::check(tx, message.office, load.airing.dossier));
        const bool approved = TRY(
            Marks::may_go_out(tx, message.office, load.airing.dossier, load.airing.content_hash));
        if (!approved) {
            return Error{Kind::invalid, "not what was approved"};
        }
        load.post = TRY(post_of(tx, message.office, load.airing.id));
        return load;
    };
    auto load = db_.read(look_up);
    if (load && load->airing.not_before && *load->airing.not_before > clock_()) {
        const auto left = std::chrono::ceil<seconds>(*load->airing.not_before - clock_());
        return delivery::Wait{left, "Masih embargo."};
    }
    if (!load) {
        if (load.error().kind == Kind::unavailable) {
            return delivery::Wait{minutes{1}, load.error().why};
        }
        return delivery::Rejected{why_not(load.error())};
    }
    if (auto why = shut(load->airing.account)) return delivery::Rejected{*std::move(why)};
    for (const auto& file : load->post.files) {
        const auto whole = vault_.verify(message.office, file.sha256);
        if (!whole) return delivery::Rejected{why_not(whole.error())};
    }
    load->post.ticket = message.ticket;
    load->post.since = promised_at(message, load->airing);
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
        return release_to_press(message.office, load->airing, load->post);
    }
    AccountAccess access(*this, message.office, account);
    const auto client = client_of(account, outward_, *http_, access, clock_);
    if (!client) return delivery::Rejected{cat("Tidak ada jalan otomatis ke ", account.label)};
    return client->publish(load->post);
}

std::optional<delivery::MailAccount> Airings::mail_server(OfficeId office, AccountId id) {
    const auto found = db_.read([&](store::Tx& tx) { return account_row(tx, office, id); });
    if (!found) return {};
    AccountAccess access(*this, office, *found);
    auto mail = mail_account(found->settings, access.password());
    if (mail.server.empty()) return {};
    return mail;
}

/// One mail to the addresses that the account names; newsrooms each get their own afterwards.
delivery::Outcome Airings::release_to_press(OfficeId office, const Airing& airing,
                                            const delivery::Post& post) {
    const auto newsrooms = db_.read([&](store::Tx& tx) { return Press::receivers(tx, office); });
    if (!newsrooms) return delivery::Wait{minutes{1}, newsrooms.error().why};
    AccountAccess access(*this, office, airing.account);
    auto mail = mail_account(airing.account.settings, access.password());
    for (const auto& newsroom : *newsrooms) {
        std::erase_if(mail.to, [&](const std::string& address) {
            return lowered(address) == lowered(newsroom.email);
        });
    }
    if (mail.to.empty() && !newsrooms->empty()) {
        return delivery::Created{.id = cat("pers-", airing.id.value), .url = {}};
    }
    return delivery::email_channel(mail, clock_)->publish(post);
}

Result<void> Airings::tell_newsrooms(store::Tx& tx, OfficeId office, Airing& airing) {
    if (airing.account.channel.value != "pers") return {};
    const auto post = TRY(post_of(tx, office, airing.id));
    const int newsrooms =
        TRY(Press::send_release(tx, office, outward_.key, airing, post, clock_()));
    if (newsrooms > 0) airing.last_word = cat("Dikirim ke ", newsrooms, " mitra media.");
    return {};
}

delivery::Sight Airings::look(const delivery::Message& message) {
    auto load = db_.read([&](store::Tx& tx) -> Result<Load> {
        const auto airing = TRY(airing_row(tx, message.office, airing_in(message)));
        return Load{airing, TRY(post_of(tx, message.office, airing.id))};
    });
    if (!load) return delivery::Unseen{load.error().why};
    load->post.ticket = message.ticket;
    load->post.since = promised_at(message, load->airing);
    const auto& account = load->airing.account;
    if (account.channel.value == "website") {
        return Website(db_, public_address_, clock_).look(load->post);
    }
    AccountAccess access(*this, message.office, account);
    const auto client = client_of(account, outward_, *http_, access, clock_);
    if (!client) return delivery::Unseen{"Saluran ini tidak dapat dibaca kembali.", true};
    return client->look(load->post);
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
        TRY(tell_newsrooms(tx, message.office, airing));
        TRY(update_airing(tx, message.office, airing));
        return note(tx, airing, message.office, "airing_aired", created.note, now);
    };
    const auto failed = [&](AiringState state, const std::string& why) -> Result<void> {
        airing.state = state;
        airing.last_word = why;
        TRY(update_airing(tx, message.office, airing));
        if (state == AiringState::rejected) {
            TRY(Notices::tell_concerned(tx, message.office, airing.dossier, "kiriman_ditolak",
                                        cat(airing.id.value, "/", message.carried),
                                        cat(airing.account.label, ": ", why), {}, now));
        }
        return note(tx, airing, message.office, "airing_failed", why, now);
    };
    const auto nothing = []() -> Result<void> { return {}; };
    return std::visit(
        match{
            [&](const delivery::Created& created) { return aired(created); },
            [&](const delivery::Rejected& no) { return failed(AiringState::rejected, no.why); },
            // The errand waits with its account; once that is repaired it goes on by itself.
            [&](const delivery::Reauth& no) -> Result<void> {
                TRY(mark_broken(tx, message.office, airing.account.id, no.why));
                return failed(AiringState::queued, no.why);
            },
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
