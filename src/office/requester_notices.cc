// Owns told_requester and rating.
#include "office/requester_notices.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "delivery/mail_message.h"
#include "office/airing_rows.h"
#include "office/dossier_rows.h"
#include "office/journal.h"

namespace kentongan::office {
namespace {

constexpr std::size_t notice_words_max = 10'000, address_max = 254, rating_words_max = 1000;
constexpr int score_max = 4;
constexpr std::string_view told_key = "pemberitahuan", address_key = "alamat_pemohon";

struct WayWord {
    TellingWay way;
    std::string_view word;
};
constexpr std::array way_words{WayWord{TellingWay::email, "surel"},
                               WayWord{TellingWay::whatsapp, "wa"},
                               WayWord{TellingWay::other, "lain"}};

/// The digits of a number in the form that wa.me takes: 0812… is 62812….
std::string international(const std::string& number) {
    std::string digits;
    for (const char c : number) {
        if (c >= '0' && c <= '9') digits.push_back(c);
    }
    if (digits.starts_with('0')) digits = cat("62", digits.substr(1));
    constexpr std::size_t least = 9, most = 15;
    return digits.size() < least || digits.size() > most ? std::string{} : digits;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || c == '-' || c == '_' || c == '.') {
            out.push_back(c);
        } else {
            out.push_back('%');
            out.push_back(hex[byte >> 4]);
            out.push_back(hex[byte & 15]);
        }
    }
    return out;
}

/// The items that this act brings; a step that does not ask for them is no reason to stop.
Result<void> tick(store::Tx& tx, Dossiers& dossiers, const Who& who, DossierId id) {
    for (const auto key : {told_key, address_key}) {
        const auto done = dossiers.tick(tx, who, id, std::string(key), true, Teller::page);
        if (!done && done.error().kind != Kind::forbidden) return done;
    }
    return {};
}

}  // namespace

std::string_view word_of(TellingWay way) {
    return std::ranges::find(way_words, way, &WayWord::way)->word;
}

std::string RequesterNotices::whatsapp_link(const std::string& number, const std::string& words) {
    const auto digits = international(number);
    return digits.empty() ? "" : cat("https://wa.me/", digits, "?text=", percent_encoded(words));
}

Result<std::string> RequesterNotices::draft(store::Tx& tx, const Who& who, DossierId id,
                                            Zone zone) {
    const auto row = TRY(dossier_row(tx, who.office, id));
    const auto airings = TRY(airings_of(tx, who.office, id));
    const auto [region, name] = TRY(tx.one<std::string, std::string>(
        "SELECT region, name FROM office WHERE id = $1", who.office));
    std::string links;
    for (const auto& airing : airings) {
        if (airing.state != AiringState::aired) continue;
        links += cat("- ", airing.account.label);
        if (airing.aired_at) {
            links += cat(", ", long_date(*airing.aired_at, zone), " pukul ",
                         clock_time(*airing.aired_at, zone));
        }
        links += airing.url.empty() ? "\n" : cat(":\n  ", airing.url, "\n");
    }
    if (links.empty()) links = "(belum ada yang tayang)\n";
    return cat("Yth. ", row.requester.empty() ? "Bapak/Ibu pemohon" : row.requester, ",\n\n",
               "Dengan hormat kami sampaikan bahwa permohonan publikasi “", row.title, "” (nomor ",
               row.number, ") telah kami siarkan:\n\n", links,
               "\nBila ada yang perlu diperbaiki, mohon balas pesan ini. Terima kasih atas kerja "
               "sama Bapak/Ibu.\n\nHormat kami,\n",
               who.shown(), "\n", name, " ", region, "\n");
}

Result<TellingId> RequesterNotices::tell(store::Tx& tx, Dossiers& dossiers, const Who& who,
                                         DossierId id, TellingWay way, const std::string& address,
                                         const std::string& words, const std::string& proof,
                                         Instant now) {
    const auto row = TRY(dossier_row(tx, who.office, id));
    if (trimmed(words).empty()) {
        return Error{Kind::invalid, "no words", {{"telling", "words_wanted"}}};
    }
    if (words.size() > notice_words_max) {
        return Error{Kind::invalid, "too long", {{"telling", "too_long"}}};
    }
    if (way == TellingWay::email && !delivery::mail_address(address)) {
        return Error{Kind::invalid, "no address", {{"email", "not_one"}}};
    }
    if (way == TellingWay::whatsapp && international(address).empty()) {
        return Error{Kind::invalid, "no number", {{"telling", "number_wanted"}}};
    }
    if (way == TellingWay::other && trimmed(address).empty()) {
        return Error{Kind::invalid, "how", {{"telling", "how_wanted"}}};
    }
    const auto telling = fresh<TellingId>();
    std::optional<MailId> mail_id;
    if (way == TellingWay::email) {
        Mail mail{.to = address,
                  .subject = cat("Sudah tayang: ", row.title),
                  .text = words,
                  .once = cat("pemberitahuan/", telling.value)};
        mail.kind = "pemberitahuan";
        mail.dossier = id;
        mail_id = TRY(Mails::put(tx, who.office, mail, now, now));
    }
    TRY(
        tx.run("INSERT INTO told_requester (office_id, id, dossier_id, way, address, words,"
               " mail_id, proof_sha256, person_id, at)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
               who.office, telling, id, word_of(way), address.substr(0, address_max), words,
               mail_id, proof, who.person, now));
    JsonObject event{{"event", "requester_told"}, {"way", word_of(way)}, {"address", address}};
    event["proof"] = proof;
    TRY(Journal::append(tx, who, cat("dossier/", id.value), std::move(event), now));
    TRY(tick(tx, dossiers, who, id));
    tx.tell(cat("dossier/", id.value));
    return telling;
}

Result<std::vector<ToldRequester>> RequesterNotices::of_dossier(store::Tx& tx, OfficeId office,
                                                                DossierId dossier) {
    const auto rows = TRY(tx.all<TellingId, std::string, std::string, std::string,
                                 std::optional<MailId>, std::string, PersonId, Instant>(
        "SELECT id, way, address, words, mail_id, proof_sha256, person_id, at FROM told_requester"
        " WHERE office_id = $1 AND dossier_id = $2 ORDER BY id DESC",
        office, dossier));
    std::vector<ToldRequester> all;
    for (const auto& [id, way, address, words, mail, proof, by, at] : rows) {
        const auto known = std::ranges::find(way_words, way, &WayWord::word);
        ToldRequester one{.id = id, .address = address, .words = words};
        one.way = known == way_words.end() ? TellingWay::other : known->way;
        if (mail) one.mail = TRY(Mails::logged(tx, office, *mail));
        one.proof_sha256 = proof;
        one.by = by;
        one.at = at;
        all.push_back(std::move(one));
    }
    return all;
}

Result<void> RequesterNotices::rate(store::Tx& tx, OfficeId office, DossierId dossier,
                                    const Rating& rating) {
    if (rating.score < 1 || rating.score > score_max) {
        return Error{Kind::invalid, "no score", {{"rating", "wanted"}}};
    }
    TRY(
        tx.run("INSERT INTO rating (office_id, dossier_id, score, words, at)"
               " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (office_id, dossier_id)"
               " DO UPDATE SET score = excluded.score, words = excluded.words, at = excluded.at",
               office, dossier, rating.score, rating.words.substr(0, rating_words_max), rating.at));
    return {};
}

Result<std::optional<Rating>> RequesterNotices::rating(store::Tx& tx, OfficeId office,
                                                       DossierId dossier) {
    const auto row = TRY(tx.maybe<int, std::string, Instant>(
        "SELECT score, words, at FROM rating WHERE office_id = $1 AND dossier_id = $2", office,
        dossier));
    std::optional<Rating> rating;
    if (row) rating = Rating{std::get<0>(*row), std::get<1>(*row), std::get<2>(*row)};
    return rating;
}

}  // namespace kentongan::office
