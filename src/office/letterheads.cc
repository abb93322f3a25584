// Owns letterhead.
#include "office/letterheads.h"

#include "base/text.h"
#include "documents/picture_surface.h"
#include "media/picture.h"
#include "office/fields.h"
#include "office/journal.h"
#include "office/organisation.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr std::size_t emblem_max = 512UL * 1024;

Result<void> touch(store::Tx& tx, OfficeId office) {
    TRY(
        tx.run("INSERT INTO letterhead (office_id, government, address, phone, email, website,"
               " place, emblem_type) VALUES ($1, '', '', '', '', '', '', '')"
               " ON CONFLICT DO NOTHING",
               office));
    return {};
}

}  // namespace

Result<Letterhead> Letterheads::of(store::Tx& tx, const OfficeInfo& office) {
    const auto row = TRY(tx.maybe<std::string, std::string, std::string, std::string, std::string,
                                  std::string, std::optional<store::Blob>, std::string>(
        "SELECT government, address, phone, email, website, place, emblem, emblem_type"
        " FROM letterhead WHERE office_id = $1",
        office.id));
    Letterhead head;
    if (row) {
        std::optional<store::Blob> emblem;
        std::tie(head.government, head.address, head.phone, head.email, head.website, head.place,
                 emblem, head.emblem_type) = *row;
        if (emblem) head.emblem = std::move(emblem->bytes);
    }
    if (head.government.empty()) head.government = cat("Pemerintah ", office.region);
    if (head.place.empty()) {
        const auto blank = office.region.find(' ');
        head.place = blank == office.region.npos ? office.region : office.region.substr(blank + 1);
    }
    return head;
}

Result<void> Letterheads::save(store::Tx& tx, const Who& who, const Letterhead& typed,
                               Instant now) {
    TRY(need(who, Right::manage_office));
    Fields fields;
    const auto government = fields.text("government", typed.government);
    const auto address = fields.text("address", typed.address, 300);
    const auto phone = fields.text("phone", typed.phone, 60);
    const auto email = fields.email("email", typed.email);
    const auto website = fields.text("website", typed.website);
    const auto place = fields.text("place", typed.place, 60);
    TRY(fields.settle());
    TRY(touch(tx, who.office));
    TRY(
        tx.run("UPDATE letterhead SET government = $2, address = $3, phone = $4, email = $5,"
               " website = $6, place = $7 WHERE office_id = $1",
               who.office, government, address, phone, email, website, place));
    TRY(Journal::append(tx, who, office_stream(who.office),
                        event_about("letterhead_changed", "office", who.office.value), now));
    return {};
}

Result<void> Letterheads::set_emblem(store::Tx& tx, const Who& who, const std::string& bytes,
                                     Instant now) {
    TRY(need(who, Right::manage_office));
    if (bytes.size() > emblem_max) {
        return Error{Kind::invalid,
                     "emblem too large",
                     {{"emblem", "too_large", {std::to_string(emblem_max >> 10)}}}};
    }
    const auto picture = TRY(media::clean_picture(bytes));
    if (picture.type != "image/png" && picture.type != "image/jpeg") {
        return Error{Kind::invalid, "no emblem of this type", {{"emblem", "other_type"}}};
    }
    // Whoever looks at a paper must not wait for a picture that is too large to unpack.
    if (!documents::is_drawable(picture.bytes)) {
        return Error{Kind::invalid,
                     "emblem cannot be drawn",
                     {{"emblem", "not_drawable", {std::to_string(documents::picture_side_max)}}}};
    }
    TRY(touch(tx, who.office));
    TRY(tx.run("UPDATE letterhead SET emblem = $2, emblem_type = $3 WHERE office_id = $1",
               who.office, store::Blob{picture.bytes}, picture.type));
    TRY(Journal::append(tx, who, office_stream(who.office),
                        event_about("emblem_changed", "office", who.office.value), now));
    return {};
}

}  // namespace kentongan::office
