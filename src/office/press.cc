// Owns press_signup, press_link and press_desk. Tokens are made of the installation's key and kept
// as hashes alone; the mails that carry them name them and get them on their way out.
#include "office/press.h"

#include <algorithm>

#include "base/text.h"
#include "office/airing_rows.h"
#include "office/fields.h"
#include "office/journal.h"
#include "office/notices.h"
#include "office/organisation.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr int signups_per_peer = 5, signups_per_email = 3;
constexpr std::chrono::hours peer_span{1}, email_span{24};
constexpr std::chrono::days confirm_within{7}, report_within{30}, leave_within{400};
constexpr std::size_t attached_bytes_max = 7UL * 1024 * 1024;
constexpr std::size_t printed_note_max = 300;

std::string_view word_of(PressLink link) {
    switch (link) {
    case PressLink::confirm: return "konfirmasi";
    case PressLink::printed: return "dimuat";
    case PressLink::leave: return "berhenti";
    }
    return {};
}

/// The name of a link: who has the key makes its token from it, nobody else can.
std::string link_name(PressLink link, OfficeId office, std::int64_t about, PartnerId partner = {}) {
    return cat(word_of(link), "/", office.value, "/", about, "/", partner.value);
}

Result<std::string> press_place(store::Tx& tx, OfficeId office) {
    const auto [slug] = TRY(tx.one<std::string>("SELECT slug FROM office WHERE id = $1", office));
    return cat("/k/", slug, "/pers/");
}

MailLink mail_link(PressLink link, const std::string& words, const std::string& place,
                   const std::string& name) {
    return {words, cat(place, word_of(link), "/"), name, link == PressLink::leave};
}

Result<void> keep_link(store::Tx& tx, OfficeId office, PressLink link, const std::string& token,
                       PartnerId partner, AiringId airing, Instant expires_at) {
    TRY(
        tx.run("INSERT INTO press_link (office_id, token_hash, kind, partner_id, airing_id,"
               " expires_at) VALUES ($1, $2, $3, $4, $5, $6)"
               " ON CONFLICT (office_id, token_hash) DO UPDATE SET"
               " expires_at = excluded.expires_at,"
               " used_at = CASE WHEN press_link.kind = 'berhenti' THEN NULL"
               " ELSE press_link.used_at END",
               office, sha256_hex(token), word_of(link), partner,
               airing ? std::optional(airing) : std::nullopt, expires_at));
    return {};
}

Result<void> use_up(store::Tx& tx, OfficeId office, const std::string& token, Instant now) {
    TRY(
        tx.run("UPDATE press_link SET used_at = $3"
               " WHERE office_id = $1 AND token_hash = $2 AND used_at IS NULL",
               office, sha256_hex(token), now));
    return {};
}

Result<PressPartner> tidy_newsroom(const PressPartner& typed) {
    Fields fields;
    PressPartner partner{.name = fields.wanted("name", typed.name),
                         .medium = typed.medium,
                         .email = fields.email("email", typed.email),
                         .contact = fields.text("contact", typed.contact),
                         .by_itself = true};
    if (trimmed(typed.email).empty()) fields.wrong("email", "required");
    if (!is_media_kind(partner.medium)) fields.wrong("medium", "unknown");
    TRY(fields.settle());
    return partner;
}

Result<void> put_confirmation(store::Tx& tx, const OfficeInfo& office, const PressPartner& partner,
                              std::int64_t id, Instant now) {
    Mail mail{.to = partner.email,
              .subject = cat("Konfirmasi langganan siaran pers ", office.region),
              .text = cat("Yth. redaksi ", partner.name,
                          ",\n\nAlamat ini didaftarkan untuk"
                          " menerima siaran pers dari ",
                          office.name, " ", office.region,
                          ". Buka tautan di bawah dan tekan \"Ya, kirimi kami\".\n\nBila bukan Anda"
                          " yang mendaftar, abaikan surel ini; tidak ada yang dikirim lagi."),
              .once = cat("pers/konfirmasi/", id)};
    mail.kind = "mitra";
    mail.links.push_back(mail_link(PressLink::confirm,
                                   "Konfirmasi (berlaku 7 hari):", TRY(press_place(tx, office.id)),
                                   link_name(PressLink::confirm, office.id, id)));
    TRY(Mails::put(tx, office.id, mail, now, now));
    return {};
}

Result<OpenPressLink> open_signup(store::Tx& tx, OfficeId office, const std::string& token,
                                  Instant now) {
    const auto row = TRY(tx.maybe<std::string, Instant, std::optional<Instant>>(
        "SELECT name, expires_at, used_at FROM press_signup"
        " WHERE office_id = $1 AND token_hash = $2",
        office, sha256_hex(token)));
    if (!row) return Error{Kind::not_found, "no such link"};
    const auto& [name, expires_at, used_at] = *row;
    OpenPressLink open{.used = used_at.has_value(), .expired = expires_at <= now, .medium = name};
    return open;
}

/// What is attached to a mail, and whether something was too large for it.
bool attach(Mail& mail, const delivery::Post& post) {
    std::size_t bytes = 0;
    bool all = true;
    for (const auto& file : post.files) {
        all &= bytes + file.bytes <= attached_bytes_max;
        if (bytes + file.bytes > attached_bytes_max) continue;
        bytes += file.bytes;
        mail.attachments.push_back({file.alt, file.type, file.sha256});
    }
    return all;
}

}  // namespace

std::string press_token(const SealKey& key, const std::string& name) {
    constexpr std::size_t token_length = 40;
    const std::string_view bytes{reinterpret_cast<const char*>(key.bytes.data()), key.bytes.size()};
    return hmac_hex(bytes, cat("kentongan/pers/1\n", name)).substr(0, token_length);
}

Result<void> Press::subscribe(store::Tx& tx, const OfficeInfo& office, const SealKey& key,
                              const PressPartner& typed, const std::string& peer, Instant now) {
    const auto partner = TRY(tidy_newsroom(typed));
    const auto place = sha256_hex(cat("kentongan/pers/1\n", office.id.value, "\n", peer));
    const auto email = lowered(partner.email);
    const auto [from_there] = TRY(tx.one<int>(
        "SELECT count(*) FROM press_signup WHERE office_id = $1 AND peer = $2 AND at > $3",
        office.id, place, now - peer_span));
    if (from_there >= signups_per_peer) {
        return Error{Kind::invalid, "too many", {{"press", "too_many"}}};
    }
    const auto [to_it] = TRY(tx.one<int>(
        "SELECT count(*) FROM press_signup WHERE office_id = $1 AND email = $2 AND at > $3",
        office.id, email, now - email_span));
    // Nobody's mailbox is filled through us; what was sent before still works.
    if (to_it >= signups_per_email) return {};
    const auto id = fresh_key();
    const auto token = press_token(key, link_name(PressLink::confirm, office.id, id));
    TRY(
        tx.run("INSERT INTO press_signup (office_id, id, token_hash, name, medium, email, contact,"
               " peer, at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
               office.id, id, sha256_hex(token), partner.name, partner.medium, email,
               partner.contact, place, now, now + confirm_within));
    return put_confirmation(tx, office, partner, id, now);
}

Result<OpenPressLink> Press::open(store::Tx& tx, OfficeId office, PressLink link,
                                  const std::string& token, Instant now) {
    if (link == PressLink::confirm) return open_signup(tx, office, token, now);
    const auto row = TRY(
        tx.maybe<PartnerId, std::string, std::optional<AiringId>, Instant, std::optional<Instant>>(
            "SELECT l.partner_id, p.name, l.airing_id, l.expires_at, l.used_at FROM press_link l"
            " JOIN press_partner p ON p.office_id = l.office_id AND p.id = l.partner_id"
            " WHERE l.office_id = $1 AND l.token_hash = $2 AND l.kind = $3",
            office, sha256_hex(token), word_of(link)));
    if (!row) return Error{Kind::not_found, "no such link"};
    const auto& [partner, name, airing, expires_at, used_at] = *row;
    OpenPressLink open{.used = used_at.has_value(),
                       .expired = expires_at <= now,
                       .medium = name,
                       .partner = partner};
    if (airing) {
        const auto aired = TRY(airing_row(tx, office, *airing));
        open.airing = *airing;
        open.title = TRY(stored_post(tx, office, aired)).title;
        open.released_at = aired.aired_at;
    }
    return open;
}

Result<bool> Press::confirm(store::Tx& tx, OfficeId office, const std::string& token, Instant now) {
    const auto row = TRY(tx.maybe<std::int64_t, std::string, std::string, std::string, std::string,
                                  Instant, std::optional<Instant>>(
        "SELECT id, name, medium, email, contact, expires_at, used_at FROM press_signup"
        " WHERE office_id = $1 AND token_hash = $2",
        office, sha256_hex(token)));
    if (!row) return Error{Kind::not_found, "no such link"};
    const auto& [id, name, medium, email, contact, expires_at, used_at] = *row;
    const bool awaits = TRY(approves(tx, office));
    if (used_at) return awaits;
    if (expires_at <= now) return Error{Kind::invalid, "expired", {{"press", "expired"}}};
    PressPartner partner{.name = name, .medium = medium, .email = email, .contact = contact};
    partner.by_itself = true;
    partner.awaits = awaits;
    TRY(Contacts::welcome_partner(tx, office, partner, now));
    TRY(tx.run("UPDATE press_signup SET used_at = $3 WHERE office_id = $1 AND id = $2", office, id,
               now));
    tx.tell(cat("press/", office.value));
    return awaits;
}

Result<void> Press::report_printed(store::Tx& tx, OfficeId office, const std::string& token,
                                   const Printed& typed, Instant now) {
    const auto link = TRY(open(tx, office, PressLink::printed, token, now));
    if (link.used) return Error{Kind::conflict, "used", {{"press", "used"}}};
    if (link.expired) return Error{Kind::invalid, "expired", {{"press", "expired"}}};
    AiringProof proof{.url = std::string(trimmed(typed.url)),
                      .note = canonical_text(trimmed(typed.note))};
    std::vector<Issue> issues;
    if (proof.url.empty() && proof.note.empty()) issues.push_back({"printed", "missing"});
    if (!proof.url.empty()) {
        if (const auto flaw = flaw_of_link("pers", proof.url)) issues.push_back(*flaw);
    }
    if (length_of(proof.note) > printed_note_max) {
        issues.push_back(
            {"note",
             "too_long",
             {std::to_string(length_of(proof.note)), std::to_string(printed_note_max)}});
    }
    if (!issues.empty()) return Error{Kind::invalid, "no report", std::move(issues)};
    proof.partner = link.partner;
    TRY(insert_proof(tx, office, link.airing, {}, proof, now));
    TRY(use_up(tx, office, token, now));
    const auto airing = TRY(airing_row(tx, office, link.airing));
    TRY(note_airing_seen(tx, the_newsroom(office, link.medium), airing, proof, now));
    return Notices::tell_concerned(tx, office, airing.dossier, "dimuat",
                                   cat(airing.id.value, "/", link.partner.value), link.medium, {},
                                   now);
}

Result<void> Press::leave(store::Tx& tx, OfficeId office, const std::string& token, Instant now) {
    const auto link = TRY(open(tx, office, PressLink::leave, token, now));
    TRY(Contacts::partner_left(tx, office, link.partner, now));
    return use_up(tx, office, token, now);
}

Result<bool> Press::approves(store::Tx& tx, OfficeId office) {
    const auto row =
        TRY(tx.maybe<int>("SELECT approve FROM press_desk WHERE office_id = $1", office));
    return row && std::get<0>(*row) != 0;
}

Result<void> Press::set_approves(store::Tx& tx, const Who& who, bool approve, Instant now) {
    TRY(need(who, Right::manage_office));
    TRY(
        tx.run("INSERT INTO press_desk (office_id, approve) VALUES ($1, $2)"
               " ON CONFLICT (office_id) DO UPDATE SET approve = excluded.approve",
               who.office, approve));
    JsonObject event{{"event", "press_desk_changed"}, {"approve", approve}};
    TRY(Journal::append(tx, who, office_stream(who.office), std::move(event), now));
    return {};
}

Result<void> Press::approve(store::Tx& tx, const Who& who, PartnerId partner, Instant now) {
    return Contacts::let_partner_in(tx, who, partner, now);
}

Result<std::vector<PressPartner>> Press::receivers(store::Tx& tx, OfficeId office) {
    auto all = TRY(Contacts::partners(tx, office));
    std::erase_if(all, [](const PressPartner& one) { return one.closed || one.awaits; });
    return all;
}

Result<int> Press::send_release(store::Tx& tx, OfficeId office, const SealKey& key,
                                const Airing& airing, const delivery::Post& post, Instant now) {
    const auto partners = TRY(receivers(tx, office));
    const auto place = TRY(press_place(tx, office));
    for (const auto& partner : partners) {
        const auto printed = link_name(PressLink::printed, office, airing.id.value, partner.id);
        const auto leaving = link_name(PressLink::leave, office, 0, partner.id);
        TRY(keep_link(tx, office, PressLink::printed, press_token(key, printed), partner.id,
                      airing.id, now + report_within));
        TRY(keep_link(tx, office, PressLink::leave, press_token(key, leaving), partner.id, {},
                      now + leave_within));
        Mail mail{
            .to = partner.email,
            .subject = post.title,
            .text = post.text,
            .html = post.html,
            .once = cat("rilis/", airing.id.value, "/", airing.number, "/", partner.id.value)};
        mail.kind = "rilis";
        mail.dossier = airing.dossier;
        mail.account = airing.account.id;
        if (!attach(mail, post)) {
            mail.text += "\n\nLampiran lain terlalu besar untuk surel; mintalah dengan membalas.";
        }
        mail.links.push_back(
            mail_link(PressLink::printed, "Sudah dimuat? Beri tahu kami:", place, printed));
        mail.links.push_back(
            mail_link(PressLink::leave, "Berhenti menerima siaran pers:", place, leaving));
        TRY(Mails::put(tx, office, mail, now, now));
    }
    return static_cast<int>(partners.size());
}

Result<int> Press::send_correction(store::Tx& tx, OfficeId office, const SealKey& key,
                                   const Airing& airing, const delivery::Post& post,
                                   const PressCorrection& correction, Instant now) {
    const auto partners = TRY(receivers(tx, office));
    const auto place = TRY(press_place(tx, office));
    const std::string word = correction.withdraw ? "DITARIK" : "RALAT";
    for (const auto& partner : partners) {
        const auto leaving = link_name(PressLink::leave, office, 0, partner.id);
        TRY(keep_link(tx, office, PressLink::leave, press_token(key, leaving), partner.id, {},
                      now + leave_within));
        Mail mail{
            .to = partner.email,
            .subject = cat(word, ": ", post.title),
            .text = cat(word, " atas siaran pers \"", post.title, "\".\n\n", correction.words),
            .once = cat("ralat/", correction.id, "/", partner.id.value)};
        mail.kind = "rilis";
        mail.dossier = airing.dossier;
        mail.account = airing.account.id;
        mail.links.push_back(
            mail_link(PressLink::leave, "Berhenti menerima siaran pers:", place, leaving));
        TRY(Mails::put(tx, office, mail, now, now));
    }
    return static_cast<int>(partners.size());
}

}  // namespace kentongan::office
