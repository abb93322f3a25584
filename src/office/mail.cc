// Owns mail: what was promised, what the server said, what came back.
#include "office/mail.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/text.h"
#include "delivery/bounce.h"
#include "delivery/mail_message.h"
#include "office/journal.h"
#include "office/notices.h"
#include "office/press.h"

namespace kentongan::office {
namespace {

constexpr std::string_view errand_kind = "surel", errand_account = "surel";
constexpr std::size_t subject_max = 300, word_max = 500;

struct StateWord {
    MailState state;
    std::string_view word;
};
constexpr std::array state_words{
    StateWord{MailState::waiting, "antre"},      StateWord{MailState::sent, "terkirim"},
    StateWord{MailState::delivered, "diterima"}, StateWord{MailState::bounced, "terpental"},
    StateWord{MailState::delayed, "tertunda"},   StateWord{MailState::refused, "ditolak"},
    StateWord{MailState::held, "perlu_dicek"},
};
MailState state_from(std::string_view word) {
    const auto found = std::ranges::find(state_words, word, &StateWord::word);
    return found == state_words.end() ? MailState::held : found->state;
}

std::string body_json(const Mail& mail) {
    JsonArray files;
    for (const auto& file : mail.attachments) {
        files.push_back(
            JsonObject{{"name", file.name}, {"type", file.type}, {"sha256", file.sha256}});
    }
    JsonObject body{{"text", mail.text}, {"html", mail.html}, {"reply_to", mail.reply_to}};
    body["attachments"] = std::move(files);
    if (mail.account) body["account"] = std::to_string(mail.account.value);
    JsonArray links;
    for (const auto& link : mail.links) {
        links.push_back(JsonObject{{"words", link.words},
                                   {"path", link.path},
                                   {"token", link.token},
                                   {"unsubscribes", link.unsubscribes}});
    }
    if (!links.empty()) body["links"] = std::move(links);
    return write_json(body);
}

/// What of a mail is kept as JSON, read back.
void read_body(Mail& mail, const JsonObject& body) {
    mail.text = text_of(body, "text");
    mail.html = text_of(body, "html");
    mail.reply_to = text_of(body, "reply_to");
    mail.account = AccountId{number_of(body, "account")};
    for (const Json& one : body.at("attachments").get_array()) {
        const auto& file = one.get_object();
        mail.attachments.push_back(
            {text_of(file, "name"), text_of(file, "type"), text_of(file, "sha256")});
    }
    const auto* links = body.if_contains("links");
    if (!links || !links->is_array()) return;
    for (const Json& one : links->get_array()) {
        const auto& link = one.get_object();
        const auto* ends = link.if_contains("unsubscribes");
        mail.links.push_back({text_of(link, "words"), text_of(link, "path"), text_of(link, "token"),
                              ends && ends->is_bool() && ends->get_bool()});
    }
}

MailId mail_in(const delivery::Message& message) {
    const auto json = read_json(message.body);
    if (!json || !json->is_object()) return {};
    return {number_of(json->get_object(), "mail")};
}

struct Stored {
    std::string once, recipient, subject, body;
};
Result<Stored> stored(store::Tx& tx, OfficeId office, MailId id) {
    auto row = TRY(tx.maybe<std::string, std::string, std::string, std::string>(
        "SELECT once, recipient, subject, body FROM mail WHERE office_id = $1 AND id = $2", office,
        id));
    if (!row) return Error{Kind::not_found, "no such mail"};
    auto& [once, recipient, subject, body] = *row;
    return Stored{std::move(once), std::move(recipient), std::move(subject), std::move(body)};
}

std::string with_address(std::string text, const std::string& address) {
    constexpr std::string_view place = "{alamat}";
    for (auto at = text.find(place); at != text.npos; at = text.find(place, at + address.size())) {
        text.replace(at, place.size(), address);
    }
    return text;
}

Result<void> take_down(store::Tx& tx, OfficeId office, MailId id, MailState state,
                       const std::string& word, std::optional<Instant> ended_at) {
    TRY(
        tx.run("UPDATE mail SET state = $3, last_word = $4, ended_at = $5"
               " WHERE office_id = $1 AND id = $2",
               office, id, word_of(state), word.substr(0, word_max), ended_at));
    tx.tell(cat("surel/", office.value));
    return {};
}

/// Whoever the dossier concerns hears that a mail to somebody outside did not arrive.
Result<void> cry_out(store::Tx& tx, OfficeId office, const LoggedMail& mail, Instant now) {
    if (!mail.dossier || mail.kind == "kabar") return {};
    return Notices::tell_concerned(tx, office, mail.dossier, "surel_gagal",
                                   std::to_string(mail.id.value),
                                   cat(mail.to, ": ", mail.last_word), {}, now);
}

std::string once_of_errand(const std::string& once) {
    return cat("surel/", once);
}

constexpr std::string_view mail_columns =
    "SELECT id, recipient, subject, kind, dossier_id, state, last_word, put_at, ended_at, errand"
    " FROM mail WHERE office_id = $1";

using LogRow =
    std::tuple<MailId, std::string, std::string, std::string, std::optional<DossierId>, std::string,
               std::string, Instant, std::optional<Instant>, std::optional<MessageId>>;
LoggedMail logged_from(const LogRow& row) {
    const auto& [id, to, subject, kind, dossier, state, word, put_at, ended_at, errand] = row;
    return {id,
            to,
            subject,
            kind,
            dossier.value_or(DossierId{}),
            state_from(state),
            word,
            put_at,
            ended_at,
            errand.value_or(MessageId{})};
}

template <class... Values>
Result<std::vector<LoggedMail>> logged_where(store::Tx& tx, std::string_view rest,
                                             const Values&... values) {
    const auto rows = TRY(
        tx.all<MailId, std::string, std::string, std::string, std::optional<DossierId>, std::string,
               std::string, Instant, std::optional<Instant>, std::optional<MessageId>>(
            cat(mail_columns, rest), values...));
    std::vector<LoggedMail> all;
    for (const auto& row : rows) all.push_back(logged_from(row));
    return all;
}

}  // namespace

std::string_view word_of(MailState state) {
    return std::ranges::find(state_words, state, &StateWord::state)->word;
}

Result<MailId> Mails::put(store::Tx& tx, OfficeId office, const Mail& mail, Instant due,
                          Instant now) {
    const auto address = delivery::mail_address(mail.to);
    if (!address) return Error{Kind::invalid, "no address", {{"email", "not_one"}}};
    const auto there = TRY(tx.maybe<MailId>(
        "SELECT id FROM mail WHERE office_id = $1 AND once = $2", office, mail.once));
    if (there) return std::get<0>(*there);
    const auto id = fresh<MailId>();
    const auto errand =
        TRY(delivery::Outbox::put(tx,
                                  {.office = office,
                                   .kind = std::string(errand_kind),
                                   .account = std::string(errand_account),
                                   .once = once_of_errand(mail.once),
                                   .body = write_json(JsonObject{{"mail", id.value}})},
                                  due));
    const auto dossier = mail.dossier ? std::optional(mail.dossier) : std::nullopt;
    TRY(
        tx.run("INSERT INTO mail (office_id, id, once, message_id, kind, dossier_id, recipient,"
               " subject, body, state, last_word, put_at, errand)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'antre', '', $10, $11)",
               office, id, mail.once, delivery::message_id(once_of_errand(mail.once), "x"),
               mail.kind, dossier, address->address, mail.subject.substr(0, subject_max),
               body_json(mail), now, errand));
    return id;
}

Result<std::vector<LoggedMail>> Mails::log(store::Tx& tx, OfficeId office, DossierId dossier,
                                           int most) {
    return logged_where(tx,
                        " AND (CAST($2 AS BIGINT) = 0 OR dossier_id = $2) ORDER BY id DESC LIMIT"
                        " $3",
                        office, dossier, most);
}

Result<LoggedMail> Mails::logged(store::Tx& tx, OfficeId office, MailId id) {
    auto rows = TRY(logged_where(tx, " AND id = $2", office, id));
    if (rows.empty()) return Error{Kind::not_found, "no such mail"};
    return std::move(rows.front());
}

Result<MailId> Mails::again(store::Tx& tx, const Who& who, MailId id, Instant now) {
    const auto before = TRY(logged(tx, who.office, id));
    if (before.state == MailState::waiting) {
        return Error{Kind::conflict, "still waiting", {{"mail", "still_waiting"}}};
    }
    const auto words = TRY(stored(tx, who.office, id));
    Mail mail{.to = words.recipient, .subject = words.subject, .text = {}, .once = {}};
    const auto json = TRY(read_json(words.body));
    read_body(mail, json.get_object());
    mail.kind = before.kind;
    mail.dossier = before.dossier;
    mail.once = cat(words.once, "/lagi/", to_millis(now));
    const auto next = TRY(put(tx, who.office, mail, now, now));
    JsonObject event{{"event", "mail_again"}, {"mail", std::to_string(id.value)}};
    const auto stream =
        before.dossier ? cat("dossier/", before.dossier.value) : cat("person/", who.person.value);
    TRY(Journal::append(tx, who, stream, std::move(event), now));
    return next;
}

Result<std::optional<MailId>> Mails::take_bounce(store::Tx& tx, OfficeId office,
                                                 std::string_view eml, Instant now) {
    const auto bounce = delivery::read_bounce(eml);
    const std::optional<MailId> nothing;
    if (!bounce) return nothing;
    // The domain behind the @ is the sender's of that day; the part before it is the mail's own.
    const auto own = bounce->message_id.substr(0, bounce->message_id.find('@'));
    const auto row = TRY(tx.maybe<MailId>(
        "SELECT id FROM mail WHERE office_id = $1 AND message_id = $2", office, own + "@x>"));
    if (!row) return nothing;
    const auto [id] = *row;
    const auto state = bounce->action == delivery::Bounce::Action::failed    ? MailState::bounced
                       : bounce->action == delivery::Bounce::Action::delayed ? MailState::delayed
                                                                             : MailState::delivered;
    const auto word = cat(bounce->status, " ", bounce->diagnostic);
    TRY(take_down(tx, office, id, state, std::string(trimmed(word)), now));
    if (state == MailState::bounced) {
        const auto mail = TRY(logged(tx, office, id));
        TRY(cry_out(tx, office, mail, now));
    }
    return std::optional(id);
}

Result<int> Mails::resume(store::Tx& tx, OfficeId office, Instant now) {
    return delivery::Outbox::resume(tx, office, std::string(errand_account), now);
}

delivery::Outcome Mails::carry(const delivery::Message& message) {
    const auto read =
        db_.read([&](store::Tx& tx) { return stored(tx, message.office, mail_in(message)); });
    if (!read) {
        if (read.error().kind == Kind::unavailable) {
            return delivery::Wait{minutes{1}, read.error().why};
        }
        return delivery::Rejected{read.error().why};
    }
    const auto json = read_json(read->body);
    if (!json || !json->is_object()) return delivery::Rejected{"surel tidak terbaca"};
    Mail mail{.to = read->recipient, .subject = read->subject, .text = {}, .once = {}};
    read_body(mail, json->get_object());
    auto server = server_;
    if (mail.account && sender_) {
        if (auto own = sender_(message.office, mail.account)) server = *std::move(own);
    }
    if (server.server.empty() || server.from.empty()) {
        return delivery::Reauth{"Peladen surel belum diatur (surel_server)."};
    }
    delivery::Post post;
    post.office = message.office;
    post.once = message.once;
    post.title = mail.subject;
    post.text = with_address(mail.text, public_address_);
    post.html = with_address(mail.html, public_address_);
    post.ticket = message.ticket;
    for (const auto& file : mail.attachments) {
        const auto path = vault_.path_of(message.office, file.sha256);
        if (!path) return delivery::Rejected{path.error().why};
        post.files.push_back({path->string(), file.type, file.name, file.sha256});
    }
    server.to = {read->recipient};
    if (!mail.reply_to.empty()) server.reply_to = mail.reply_to;
    server.unsubscribe.clear();
    for (const auto& link : mail.links) {
        const auto address = cat(public_address_, link.path, press_token(key_, link.token));
        post.text +=
            cat(&link == mail.links.data() ? "\n\n-- \n" : "\n", link.words, "\n", address, "\n");
        if (!post.html.empty()) {
            post.html +=
                cat("<p>", link.words, "<br><a href=\"", address, "\">", address, "</a></p>");
        }
        if (link.unsubscribes) server.unsubscribe = address;
    }
    return delivery::email_channel(server, clock_)->publish(post);
}

delivery::Sight Mails::look(const delivery::Message&) {
    return delivery::Unseen{"Surel tidak dapat dibaca kembali; tanyakan kepada penerima.", true};
}

Result<void> Mails::report(store::Tx& tx, const delivery::Message& message,
                           const delivery::Outcome& outcome) {
    const auto id = mail_in(message);
    const auto now = clock_();
    const auto nothing = []() -> Result<void> { return {}; };
    return std::visit(
        match{
            [&](const delivery::Created& made) {
                return take_down(tx, message.office, id, MailState::sent, made.note, now);
            },
            [&](const delivery::Rejected& no) -> Result<void> {
                TRY(take_down(tx, message.office, id, MailState::refused, no.why, now));
                const auto mail = TRY(logged(tx, message.office, id));
                return cry_out(tx, message.office, mail, now);
            },
            [&](const delivery::Reauth& no) {
                return take_down(tx, message.office, id, MailState::waiting, no.why, {});
            },
            [&](const delivery::Wait&) { return nothing(); },
            [&](const delivery::Pending&) { return nothing(); },
            [&](const delivery::Ambiguous&) { return nothing(); },
        },
        outcome);
}

Result<void> Mails::held(store::Tx& tx, const delivery::Message& message,
                         const std::string& evidence) {
    return take_down(tx, message.office, mail_in(message), MailState::held, evidence, clock_());
}

}  // namespace kentongan::office
