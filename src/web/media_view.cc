// Fills the cards of a text's media.
#include "web/media_view.h"

namespace kentongan::web {
namespace {

struct RoleRow {
    office::FileRole role;
    const char* icon;
    const char* words;
};
// clang-format off
constexpr RoleRow roles[] = {
    {office::FileRole::picture,       "image", "media.picture"},
    {office::FileRole::video,         "video", "media.video"},
    {office::FileRole::audio,         "radio", "media.audio"},
    {office::FileRole::caption,       "file",  "media.caption"},
    {office::FileRole::design_source, "pen",   "media.design_source"},
    {office::FileRole::attachment,    "file",  "media.attachment"},
};
// clang-format on

const RoleRow& row_of(office::FileRole role) {
    for (const auto& row : roles) {
        if (row.role == role) return row;
    }
    return roles[0];
}

std::string size_words(const Say& say, std::int64_t bytes) {
    constexpr std::int64_t megabyte = 1024L * 1024;
    if (bytes < megabyte) return say("picture.kilobytes", {with_dots((bytes + 1023) / 1024)});
    return say("media.megabytes", {with_dots(bytes / megabyte)});
}

std::string facts_words(const Say& say, const office::ContentFile& file,
                        const office::MediaFacts& facts) {
    auto words = size_words(say, file.bytes);
    if (facts.width > 0) words += cat(" · ", facts.width, " × ", facts.height);
    const auto seconds = facts.duration / 1000;
    if (seconds > 0) {
        const auto two = [](std::int64_t number) { return cat(number < 10 ? "0" : "", number); };
        words += cat(" · ", seconds / 60, ".", two(seconds % 60));
    }
    return words;
}

template <std::size_t N>
std::vector<Option> options(const Say& say, const std::array<std::string_view, N>& all,
                            const char* list, const std::string& chosen) {
    std::vector<Option> out;
    for (const auto word : all) {
        out.push_back(
            {std::string(word), say(cat(list, word.empty() ? "untold" : word)), word == chosen});
    }
    return out;
}

}  // namespace

std::vector<MediaCard> media_cards(const Say& say, DossierId dossier,
                                   const std::vector<office::ContentFile>& files,
                                   const office::FactsOfFiles& all) {
    std::vector<MediaCard> cards;
    for (const auto& file : files) {
        const auto known = all.find(file.sha256);
        const auto facts = known == all.end() ? office::MediaFacts{} : known->second;
        const auto& row = row_of(file.role);
        MediaCard card{.sha = file.sha256, .name = file.name};
        card.address = cat("/berkas/", dossier.value, "/file/", file.sha256);
        card.is_picture = file.role == office::FileRole::picture;
        card.is_video = file.role == office::FileRole::video;
        card.is_audio = file.role == office::FileRole::audio;
        card.inside = !office::goes_out(file.role);
        card.preview = cat(card.address, card.is_picture ? "?ukuran=kecil" : "");
        card.facts = facts_words(say, file, facts);
        card.kind = say(row.words);
        card.type = file.type;
        card.icon = row.icon;
        card.alt = file.alt;
        card.credit = file.credit;
        card.licence = facts.licence;
        card.source = facts.source;
        card.people_note = facts.people_note;
        card.focus_x = std::to_string(facts.focus.x);
        card.focus_y = std::to_string(facts.focus.y);
        card.rights = options(say, office::usage_rights, "right.", facts.usage_right);
        card.people = options(say, office::people_shown, "people.", facts.people);
        card.alt_missing = card.is_picture && file.alt.empty();
        card.no_right = facts.usage_right == "tanpa" && !card.inside;
        card.can_up = !cards.empty();
        card.can_down = cards.size() + 1 < files.size();
        if (card.is_picture && media::can_render()) {
            for (const auto& size : media::picture_sizes) {
                if (size.height == 0) continue;
                card.sizes.push_back(
                    {cat(card.address, "?ukuran=", size.name), say(cat("size.", size.name))});
            }
        }
        cards.push_back(std::move(card));
    }
    return cards;
}

office::MediaFacts facts_in(const Visit& visit) {
    const auto hundredth = [&](const char* name) {
        const auto number = to_number(visit.field(name));
        return number && *number >= 0 && *number <= 100 ? static_cast<int>(*number) : 50;
    };
    return {.usage_right = visit.field("hak"),
            .licence = visit.field("lisensi"),
            .source = visit.field("sumber"),
            .people = visit.field("orang"),
            .people_note = visit.field("orang_catatan"),
            .focus = {hundredth("fokus_x"), hundredth("fokus_y")}};
}

}  // namespace kentongan::web
