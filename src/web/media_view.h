// The cards of a text's media: what they are, what is told of them, what is missing.
#pragma once

#include "office/text_checks.h"
#include "web/pieces.h"
#include "web/say.h"

namespace kentongan::web {

struct MediaCard {
    std::string sha = {}, address = {}, preview = {}, name = {}, facts = {}, alt = {}, credit = {};
    std::string licence = {}, source = {}, people_note = {}, focus_x = {}, focus_y = {}, icon = {};
    std::string kind = {}, type = {};
    std::vector<Option> rights = {}, people = {};
    std::vector<Link> sizes = {};  // cut for the channels, to look at and to save
    bool is_picture = false, is_video = false, is_audio = false, inside = false;
    bool alt_missing = false, no_right = false, can_up = false, can_down = false;
};
BOOST_DESCRIBE_STRUCT(MediaCard, (),
                      (sha, address, preview, name, facts, alt, credit, licence, source,
                       people_note, focus_x, focus_y, icon, kind, type, rights, people, sizes,
                       is_picture, is_video, is_audio, inside, alt_missing, no_right, can_up,
                       can_down))

std::vector<MediaCard> media_cards(const Say&, DossierId, const std::vector<office::ContentFile>&,
                                   const office::FactsOfFiles&);
/// What a person filled into the card's form.
office::MediaFacts facts_in(const Visit&);

}  // namespace kentongan::web
