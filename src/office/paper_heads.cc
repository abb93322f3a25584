// Fills the head and the signature of papers from what the office recorded.
#include "office/paper_heads.h"

#include "base/text.h"
#include "documents/picture_surface.h"
#include "office/organisation.h"

namespace kentongan::office {
namespace {

constexpr std::string_view open_name = "[NAMA PEJABAT]", open_nip = "[...]";

void put(std::string& text, std::string_view place, const std::string& words) {
    const auto at = text.find(place);
    if (at != text.npos && !words.empty()) text.replace(at, place.size(), words);
}

bool names(const sop::Definition& sop, const OfficeInfo& office) {
    const auto region = in_capitals(office.region);
    return !region.empty() &&
           in_capitals(joined(sop.identity.letterhead, " ")).find(region) != std::string::npos;
}

}  // namespace

documents::Letterhead printed_head(const OfficeInfo& office, const Letterhead& kept) {
    documents::Letterhead head{.government = in_capitals(kept.government),
                               .office = in_capitals(office.name)};
    if (documents::is_drawable(kept.emblem)) head.emblem = kept.emblem;
    if (!kept.address.empty()) head.lines.push_back(kept.address);
    std::vector<std::string> ways;
    if (!kept.phone.empty()) ways.push_back(cat("Telepon ", kept.phone));
    if (!kept.email.empty()) ways.push_back(cat("Surel ", kept.email));
    if (!kept.website.empty()) ways.push_back(kept.website);
    if (!ways.empty()) head.lines.push_back(joined(ways, "  ·  "));
    return head;
}

Result<documents::Letterhead> paper_head(store::Tx& tx, const OfficeInfo& office) {
    return printed_head(office, TRY(Letterheads::of(tx, office)));
}

Result<documents::Signature> signature_of(store::Tx& tx, OfficeId office, PersonId person,
                                          const std::string& name, const std::string& shown) {
    documents::Signature signature{.position = shown, .name = name};
    for (const std::string acting : {"Plh.", "Plt."}) {
        if (!shown.starts_with(acting + " ")) continue;
        signature.acting = acting;
        signature.position = shown.substr(acting.size() + 1);
    }
    const auto card = Organisation::person(tx, office, person);
    if (!card && card.error().kind != Kind::not_found) return card.error();
    if (card) {
        signature.rank = card->rank;
        signature.nip = card->nip;
    }
    return signature;
}

Result<std::optional<documents::Signature>> head_of_office(store::Tx& tx, OfficeId office,
                                                           Signing signing, Instant at) {
    std::optional<Holding> found;
    std::string title;
    const auto positions = TRY(Organisation::positions(tx, office));
    const auto holdings = TRY(Organisation::holdings(tx, office, at));
    for (const auto& position : positions) {
        if (position.kind != "kepala_dinas" || position.closed) continue;
        for (const auto& one : holdings) {
            const bool holds = one.from <= at && (!one.till || *one.till > at);
            if (one.position != position.id || !holds) continue;
            const bool acts = one.hold != Hold::definitive;
            if (found && acts != (signing == Signing::letter)) continue;
            found = one;
            title = Held{position.id, position.title, position.kind, one.hold}.shown();
        }
    }
    if (!found) return std::optional<documents::Signature>{};
    return std::optional(TRY(signature_of(tx, office, found->person, found->person_name, title)));
}

void fill_signer(sop::Definition& sop, const OfficeInfo& office,
                 const documents::Signature& signer) {
    if (!names(sop, office)) return;
    for (auto& line : sop.identity.lines) {
        if (line.field != sop::Field::ratified_by) continue;
        auto& text = line.value.text;
        put(text, open_name,
            signer.rank.empty() ? signer.name : cat(signer.name, "\n", signer.rank));
        put(text, open_nip, documents::nip_words(signer.nip));
    }
}

}  // namespace kentongan::office
