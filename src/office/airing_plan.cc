// When, how often and until when; taken back while nothing has left; what people saw on air.
#include <fstream>

#include "base/text.h"
#include "office/airing_desk.h"
#include "office/information.h"
#include "office/policy.h"
#include "office/sightings.h"

namespace kentongan::office {
namespace {

constexpr int times_max = 999;
constexpr std::size_t note_max = 500;
constexpr auto clocks_differ = minutes{5};

/// A time that is over is no plan; a minute is given to whoever types slowly.
std::vector<Issue> flaws_of(const AiringPlan& plan, Instant now) {
    std::vector<Issue> issues;
    if (plan.at && *plan.at < now - minutes{1}) issues.push_back({"planned_at", "past"});
    if (plan.at && plan.not_before && *plan.at < *plan.not_before) {
        issues.push_back({"planned_at", "before_embargo"});
    }
    if (plan.times < 1 || plan.times > times_max) {
        issues.push_back({"times", "out_of_range", {std::to_string(times_max)}});
    }
    const auto begins = plan.at.value_or(plan.not_before.value_or(now));
    if (plan.ends_at && *plan.ends_at < begins) issues.push_back({"ends_at", "before_begin"});
    return issues;
}

Result<void> check_proof(const Airing& airing, const AiringProof& proof, Instant now) {
    std::vector<Issue> issues;
    const bool nothing =
        proof.url.empty() && proof.sha256.empty() && !proof.aired_at && proof.note.empty();
    if (nothing) issues.push_back({"proof", "missing"});
    if (!proof.url.empty()) {
        if (const auto flaw = flaw_of_link(airing.account.channel.value, proof.url)) {
            issues.push_back(*flaw);
        }
    }
    if (proof.aired_at && *proof.aired_at > now + clocks_differ) {
        issues.push_back({"aired_at", "future"});
    }
    if (length_of(proof.note) > note_max) {
        issues.push_back({"note",
                          "too_long",
                          {std::to_string(length_of(proof.note)), std::to_string(note_max)}});
    }
    if (issues.empty()) return {};
    return Error{Kind::invalid, "no proof", std::move(issues)};
}

}  // namespace

Result<void> Airings::schedule(store::Tx& tx, const Who& who, AiringId id, const AiringPlan& plan) {
    auto [airing, acting, act] = TRY(my_airing(tx, who, id));
    TRY(Informations::check(tx, who.office, airing.dossier));
    const auto now = clock_();
    if (auto issues = flaws_of(plan, now); !issues.empty()) {
        return Error{Kind::invalid, "no such plan", std::move(issues)};
    }
    const bool unsent = airing.state == AiringState::planned ||
                        airing.state == AiringState::rejected ||
                        airing.state == AiringState::queued;
    if (!unsent) return not_now("already_sent");
    airing.planned_at = plan.at;
    airing.not_before = plan.not_before;
    airing.times = plan.times;
    airing.ends_at = plan.ends_at;
    if (airing.state == AiringState::queued && airing.message) {
        TRY(delivery::Outbox::reschedule(tx, who.office, *airing.message, airing.due(now)));
    }
    TRY(update_airing(tx, who.office, airing));
    return note_airing(tx, acting, airing, "airing_scheduled",
                       plan.at ? iso_utc(*plan.at) : std::string(), now);
}

Result<void> Airings::take_back(store::Tx& tx, const Who& who, AiringId id) {
    auto [airing, acting, act] = TRY(my_airing(tx, who, id));
    const bool ours_alone = airing.account.channel.value == "website";
    const bool wrong = airing.state == AiringState::aired && !ours_alone &&
                       act == sop::Act::publish &&
                       TRY(Sightings::sent_back(tx, who.office, airing));
    const auto event = wrong ? "airing_anew" : "airing_taken_back";
    const auto words = wrong ? airing.url : std::string{};
    if (!wrong) {
        if (airing.state != AiringState::queued || !airing.message) return not_now("not_queued");
        TRY(delivery::Outbox::cancel(tx, who.office, *airing.message));
    }
    // Sent again it is another errand, so that the one taken back never comes back to life.
    airing.number = TRY(last_number(tx, who.office, airing.account.id, airing.content_hash)) + 1;
    airing.state = AiringState::planned;
    airing.message = {};
    airing.url.clear();
    airing.aired_at = {};
    airing.last_word.clear();
    TRY(update_airing(tx, who.office, airing));
    return note_airing(tx, acting, airing, event, words, clock_());
}

Result<void> Airings::record_proof(store::Tx& tx, const Who& who, AiringId id,
                                   const AiringProof& wish) {
    auto [airing, acting, act] = TRY(my_airing(tx, who, id));
    const auto now = clock_();
    const bool on_its_way =
        airing.state == AiringState::queued || airing.state == AiringState::sending;
    if (on_its_way) return not_now("already_sent");
    if (airing.state == AiringState::to_check) return not_now("look_first");
    if (airing.state == AiringState::cancelled) return not_now("left_out");
    if (act == sop::Act::order_release) return not_now("order_first");
    if (airing.not_before && *airing.not_before > now) return not_now("embargo");
    AiringProof proof = wish;
    proof.url = trimmed(proof.url);
    proof.note = canonical_text(trimmed(proof.note));
    TRY(check_proof(airing, proof, now));
    TRY(check_approved(tx, who.office, airing));
    TRY(insert_proof(tx, who.office, airing.id, who.person, proof, now));
    const bool first = airing.state != AiringState::aired;
    if (!proof.url.empty()) airing.url = proof.url;
    if (first) airing.aired_at = proof.aired_at.value_or(now);
    airing.state = AiringState::aired;
    if (airing.account.mode == Mode::manual) airing.last_word = proof.note;
    TRY(update_airing(tx, who.office, airing));
    return note_airing(tx, acting, airing, first ? "airing_aired" : "airing_seen", proof.note, now);
}

Result<std::string> Airings::proof_file(store::Tx& tx, OfficeId office, AiringId id,
                                        const std::string& sha256) {
    const auto proofs = TRY(proofs_of(tx, office, id));
    for (const auto& proof : proofs) {
        if (!sha256.empty() && proof.sha256 == sha256) return proof.type;
    }
    return Error{Kind::not_found, "no such proof"};
}

Result<Airings::StoredFile> Airings::stored_file(OfficeId office, const std::string& sha256) const {
    constexpr std::size_t enough = 16;
    const auto path = TRY(vault_.path_of(office, sha256));
    std::ifstream stream(path, std::ios::binary);
    std::string start(enough, '\0');
    stream.read(start.data(), enough);
    start.resize(static_cast<std::size_t>(stream.gcount()));
    return StoredFile{path.string(), start};
}

/// Only pictures prove what a screen showed; anything else is refused by its first bytes.
Result<std::pair<std::string, std::string>> Airings::keep_proof(OfficeId office,
                                                                const std::string& path) {
    const auto stored = TRY(vault_.put_file(office, path));
    const auto file = TRY(stored_file(office, stored.sha256));
    const bool jpeg = file.start.starts_with("\xFF\xD8\xFF");
    const bool png = file.start.starts_with("\x89PNG");
    const bool webp = file.start.size() > 11 && file.start.substr(8, 4) == "WEBP";
    if (!jpeg && !png && !webp) {
        return Error{Kind::invalid, "no picture", {{"proof", "not_a_picture"}}};
    }
    return std::pair{stored.sha256, std::string(jpeg  ? "image/jpeg"
                                                : png ? "image/png"
                                                      : "image/webp")};
}

}  // namespace kentongan::office
