// Owns airing.
#include "office/airing_rows.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "office/content_rows.h"
#include "office/text_checks.h"

namespace kentongan::office {
namespace {

// clang-format off
constexpr std::array<std::pair<AiringState, std::string_view>, 7> words{{
    {AiringState::planned,   "planned"},
    {AiringState::queued,    "queued"},
    {AiringState::sending,   "sending"},
    {AiringState::aired,     "aired"},
    {AiringState::rejected,  "rejected"},
    {AiringState::to_check,  "to_check"},
    {AiringState::cancelled, "cancelled"},
}};
// clang-format on

using AiringRow = std::tuple<AiringId, DossierId, int, AccountId, std::string, int,
                             std::optional<Instant>, std::string, std::string, std::string,
                             std::optional<Instant>, std::optional<MessageId>, std::string,
                             std::string, std::string, std::string, std::string, int, std::string,
                             std::string, std::optional<ContentId>, std::optional<std::string>,
                             std::string, std::optional<Instant>, int, std::optional<Instant>>;
constexpr std::string_view columns =
    "SELECT a.id, a.dossier_id, a.task, a.account_id, a.content_hash, a.number, a.planned_at,"
    " a.state, a.url, a.last_word, a.aired_at, a.message_id, c.channel, c.label, c.mode,"
    " c.admin_url, c.settings, c.active, d.title, d.number, w.content_id, w.title,"
    " c.broken, a.not_before, a.times, a.ends_at FROM airing a"
    " JOIN account c ON c.office_id = a.office_id AND c.id = a.account_id"
    " JOIN dossier d ON d.office_id = a.office_id AND d.id = a.dossier_id"
    " LEFT JOIN draft w ON w.office_id = a.office_id AND w.content_id ="
    " (SELECT max(v.content_id) FROM content_version v JOIN content i"
    " ON i.office_id = v.office_id AND i.id = v.content_id"
    " WHERE v.office_id = a.office_id AND v.hash = a.content_hash"
    " AND i.dossier_id = a.dossier_id)"
    " WHERE a.office_id = $1 ";

Airing airing_from(const AiringRow& row) {
    const auto& [id, dossier, task, account, hash, number, planned_at, state, url, last_word,
                 aired_at, message, channel, label, mode, admin_url, settings, active, title,
                 dossier_number, item, item_title, broken, not_before, times, ends_at] = row;
    Airing airing{.id = id, .dossier = dossier, .task = task};
    airing.account = {account, {channel}, label};
    airing.account.mode = mode == "automatic" ? Mode::automatic : Mode::manual;
    airing.account.admin_url = admin_url;
    airing.account.settings = settings;
    airing.account.active = active != 0;
    airing.content_hash = hash;
    airing.number = number;
    airing.planned_at = planned_at;
    airing.state = airing_state_from(state);
    airing.url = url;
    airing.last_word = last_word;
    airing.aired_at = aired_at;
    airing.message = message;
    airing.dossier_title = title;
    airing.dossier_number = dossier_number;
    airing.item = item.value_or(ContentId{});
    airing.item_title = item_title.value_or("");
    airing.account.broken = broken;
    airing.not_before = not_before;
    airing.times = times;
    airing.ends_at = ends_at;
    return airing;
}

template <class... Values>
Result<std::vector<Airing>> airings_where(store::Tx& tx, std::string_view rest,
                                          const Values&... values) {
    const auto rows =
        TRY(tx.all<AiringId, DossierId, int, AccountId, std::string, int, std::optional<Instant>,
                   std::string, std::string, std::string, std::optional<Instant>,
                   std::optional<MessageId>, std::string, std::string, std::string, std::string,
                   std::string, int, std::string, std::string, std::optional<ContentId>,
                   std::optional<std::string>, std::string, std::optional<Instant>, int,
                   std::optional<Instant>>(cat(columns, rest), values...));
    std::vector<Airing> airings;
    for (const auto& row : rows) airings.push_back(airing_from(row));
    return airings;
}

/// Where the channels are; any host for those not listed.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> hosts{
    {{"instagram", "instagram.com"},
     {"facebook", "facebook.com"},
     {"facebook", "fb.watch"},
     {"facebook", "fb.com"},
     {"x", "x.com"},
     {"x", "twitter.com"},
     {"youtube", "youtube.com"},
     {"youtube", "youtu.be"},
     {"tiktok", "tiktok.com"},
     {"telegram", "t.me"}}};

}  // namespace

AiringState airing_state_from(std::string_view word) {
    const auto found = std::ranges::find(words, word, &decltype(words)::value_type::second);
    return found == words.end() ? AiringState::to_check : found->first;
}

std::string_view word_of(AiringState state) {
    return std::ranges::find(words, state, &decltype(words)::value_type::first)->second;
}
bool is_settled(AiringState state) {
    return state == AiringState::aired || state == AiringState::cancelled;
}

std::string once_key(const Airing& airing) {
    return cat(airing.account.id.value, "/", airing.content_hash, "/", airing.number);
}

std::optional<Issue> flaw_of_link(std::string_view channel, std::string_view url) {
    constexpr std::size_t url_max = 2000;
    // A backslash is a slash to some browsers and a letter to others: such a link is no link.
    const auto plain = [](char c) {
        return static_cast<unsigned char>(c) > 0x20 && c != '\x7F' && c != '\\';
    };
    const auto start = lowered(url.substr(0, 8));
    const std::size_t scheme = start.starts_with("https://")  ? 8
                               : start.starts_with("http://") ? 7
                                                              : 0;
    if (scheme == 0 || url.size() > url_max || !std::ranges::all_of(url, plain)) {
        return Issue{"url", "not_a_link"};
    }
    auto host = lowered(url.substr(scheme, url.find_first_of("/?#", scheme) - scheme));
    if (host.find('@') != host.npos) return Issue{"url", "not_a_link"};
    host = host.substr(0, host.find(':'));
    if (host.find('.') == host.npos || host.starts_with('.')) return Issue{"url", "not_a_link"};
    bool is_listed = false;
    for (const auto& [name, wanted] : hosts) {
        if (name != channel) continue;
        is_listed = true;
        if (host == wanted || host.ends_with("." + std::string(wanted))) return {};
    }
    if (!is_listed) return {};
    return Issue{"url", "other_channel", {host}};
}

Result<Airing> airing_row(store::Tx& tx, OfficeId office, AiringId id) {
    auto found = TRY(airings_where(tx, "AND a.id = $2", office, id));
    if (found.empty()) return Error{Kind::not_found, "no such airing"};
    return std::move(found.front());
}

Result<std::vector<Airing>> airings_of(store::Tx& tx, OfficeId office, DossierId dossier) {
    return airings_where(tx, "AND a.dossier_id = $2 ORDER BY a.id", office, dossier);
}

Result<std::vector<Airing>> airings_of_office(store::Tx& tx, OfficeId office, int most) {
    auto all =
        TRY(airings_where(tx,
                          "AND a.state IN ('planned', 'queued', 'sending', 'to_check', 'rejected')"
                          " ORDER BY a.id LIMIT $2",
                          office, most));
    const auto settled =
        TRY(airings_where(tx,
                          "AND a.state NOT IN ('planned', 'queued', 'sending', 'to_check',"
                          " 'rejected') ORDER BY a.id DESC LIMIT $2",
                          office, most));
    for (const auto& airing : settled) {
        if (all.size() < static_cast<std::size_t>(most)) all.push_back(airing);
    }
    return all;
}

Result<void> insert_airing(store::Tx& tx, OfficeId office, const Airing& airing) {
    TRY(
        tx.run("INSERT INTO airing (office_id, id, dossier_id, task, account_id, content_hash,"
               " number, planned_at, state, url, last_word)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', '')",
               office, airing.id, airing.dossier, airing.task, airing.account.id,
               airing.content_hash, airing.number, airing.planned_at, word_of(airing.state)));
    return {};
}

Result<void> update_airing(store::Tx& tx, OfficeId office, const Airing& airing) {
    const auto changed =
        TRY(tx.run("UPDATE airing SET task = $3, number = $4, planned_at = $5, state = $6,"
                   " url = $7, last_word = $8, aired_at = $9, message_id = $10, not_before = $11,"
                   " times = $12, ends_at = $13"
                   " WHERE office_id = $1 AND id = $2",
                   office, airing.id, airing.task, airing.number, airing.planned_at,
                   word_of(airing.state), airing.url, airing.last_word, airing.aired_at,
                   airing.message, airing.not_before, airing.times, airing.ends_at));
    if (changed != 1) return Error{Kind::not_found, "no such airing"};
    tx.tell(cat("dossier/", airing.dossier.value));
    tx.tell(cat("airings/", office.value));
    return {};
}

Result<int> last_number(store::Tx& tx, OfficeId office, AccountId account,
                        const std::string& content_hash) {
    const auto [number] =
        TRY(tx.one<int>("SELECT coalesce(max(number), 0) FROM airing WHERE office_id = $1"
                        " AND account_id = $2 AND content_hash = $3",
                        office, account, content_hash));
    return number;
}

Instant Airing::due(Instant now) const {
    return std::max(planned_at.value_or(now), not_before.value_or(now));
}

Result<void> insert_proof(store::Tx& tx, OfficeId office, AiringId airing, PersonId person,
                          const AiringProof& proof, Instant now) {
    TRY(
        tx.run("INSERT INTO airing_proof (office_id, airing_id, id, aired_at, url, sha256, type,"
               " note, person_id, at, partner_id)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
               office, airing, fresh_key(), proof.aired_at.value_or(now), proof.url, proof.sha256,
               proof.type, proof.note, person, now,
               proof.partner ? std::optional(proof.partner) : std::nullopt));
    return {};
}

Result<void> note_airing_seen(store::Tx& tx, const Who& who, const Airing& airing,
                              const AiringProof& proof, Instant now) {
    JsonObject event{{"event", "airing_printed"}, {"airing", std::to_string(airing.id.value)}};
    event["channel"] = airing.account.channel.value;
    event["words"] = proof.note;
    if (!proof.url.empty()) event["url"] = proof.url;
    const auto stream = cat("dossier/", airing.dossier.value);
    TRY(Journal::append(tx, who, stream, std::move(event), now));
    tx.tell(stream);
    return {};
}

Result<std::vector<AiringProof>> Airings::proofs_of(store::Tx& tx, OfficeId office,
                                                    AiringId airing) {
    const auto rows = TRY(tx.all<std::int64_t, Instant, std::string, std::string, std::string,
                                 std::string, std::string, std::optional<PartnerId>>(
        "SELECT p.id, p.aired_at, p.url, p.sha256, p.type, p.note,"
        " COALESCE(m.name, w.name, ''), p.partner_id FROM airing_proof p"
        " LEFT JOIN person w ON w.id = p.person_id"
        " LEFT JOIN press_partner m ON m.office_id = p.office_id AND m.id = p.partner_id"
        " WHERE p.office_id = $1 AND p.airing_id = $2 ORDER BY p.id",
        office, airing));
    std::vector<AiringProof> all;
    for (const auto& [id, aired_at, url, sha256, type, note, person, partner] : rows) {
        all.push_back({std::to_string(id), aired_at, url, sha256, type, note, person,
                       partner.value_or(PartnerId{})});
    }
    return all;
}

/// These take one film, or pictures, never both.
static void prefer_film(delivery::Post& post, std::string_view channel) {
    if (channel != "facebook" && channel != "instagram" && channel != "x") return;
    const auto film = std::ranges::find_if(
        post.files, [](const auto& file) { return file.type.starts_with("video/"); });
    if (film == post.files.end()) return;
    const auto only = *film;
    post.files.assign(1, only);
}

Result<delivery::Post> stored_post(store::Tx& tx, OfficeId office, const Airing& airing) {
    const auto bytes = TRY(Contents::bytes_of(tx, office, airing.content_hash));
    const auto draft = TRY(Contents::draft_from(bytes));
    const auto content = TRY(content_with(tx, office, airing.dossier, airing.content_hash));
    delivery::Post post{};
    post.office = office;
    post.once = once_key(airing);
    post.content_hash = airing.content_hash;
    post.title = draft.title;
    const auto own = draft.variants.find(airing.account.channel.value);
    post.text = own != draft.variants.end() ? own->second : plain_text_of(draft.body);
    post.html = html_of(draft.body);
    for (const auto& file : files_for(draft, airing.account.channel.value)) {
        const auto known = TRY(file_of(tx, office, content, file.sha256));
        const auto size = static_cast<std::size_t>(file.bytes);
        post.files.push_back({{}, known.type, file.alt, file.sha256, size});
    }
    prefer_film(post, airing.account.channel.value);
    return post;
}

}  // namespace kentongan::office
