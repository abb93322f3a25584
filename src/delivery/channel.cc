// The table of channels and the checks that all of them share.
#include "delivery/channel.h"

#include <algorithm>
#include <array>

#include "base/secret.h"
#include "base/text.h"
#include "delivery/address_finder.h"
#include "delivery/weighted.h"

namespace kentongan::delivery {
namespace {

using enum Profile::Counts;
constexpr std::size_t megabyte = 1024UL * 1024;
constexpr bool yes = true, no = false;
constexpr std::string_view jpeg = "image/jpeg";
constexpr std::string_view none;
constexpr std::string_view tiktok = "image/jpeg image/webp";
constexpr std::string_view usual = "image/jpeg image/png";
constexpr std::string_view web = "image/jpeg image/png image/webp image/gif";

// Where a channel sets no limit of its own (website, press, radio…), these are the house's.
// clang-format off
constexpr auto all_profiles = std::to_array<Profile>({
//   channel       label              title text    counts      text image audio video needs
    {"website",    "Situs web",         200, 100000, characters, yes, yes, yes, yes, no,
     0,  25 * megabyte, web},
    {"wordpress",  "WordPress",         200, 100000, characters, yes, yes, yes, yes, no,
     0,  25 * megabyte, web},
    {"facebook",   "Facebook",            0,  63206, characters, yes, yes, no,  yes, no,
     10, 10 * megabyte, usual},
    {"instagram",  "Instagram",           0,   2200, characters, no,  yes, no,  yes, yes,
     10,  8 * megabyte, jpeg},
    {"x",          "X",                   0,    280, weighted,   yes, yes, no,  yes, no,
     4,   5 * megabyte, web},
    {"youtube",    "YouTube",           100,   5000, bytes,      no,  no,  no,  yes, yes,
     0,         0, none},
    {"tiktok",     "TikTok",             90,   2200, utf16,      no,  yes, no,  yes, yes,
     35, 20 * megabyte, tiktok},
    {"whatsapp",   "WhatsApp",            0,   4096, characters, yes, yes, yes, yes, no,
     0,   5 * megabyte, usual},
    {"telegram",   "Telegram",            0,   4096, utf16,      yes, yes, yes, yes, no,
     10, 10 * megabyte, web},
    {"mastodon",   "Mastodon",            0,    500, characters, yes, yes, yes, yes, no,
     4,  16 * megabyte, web},
    {"pers",       "Mitra pers",        200, 100000, characters, yes, yes, no,  no,  no,
     10, 10 * megabyte, usual},
    {"radio",      "Radio",             200,  10000, characters, yes, no,  yes, no,  no,
     0,         0, none},
    {"televisi",   "Televisi",          200,  10000, characters, yes, yes, no,  yes, no,
     0,  25 * megabyte, web},
    {"cetak",      "Media cetak",       200, 100000, characters, yes, yes, no,  no,  no,
     0,  25 * megabyte, web},
    {"luar_ruang", "Media luar ruang",  200,  10000, characters, no,  yes, no,  yes, yes,
     0,  25 * megabyte, web},
    {"tatap_muka", "Tatap muka",        200, 100000, characters, yes, yes, yes, yes, no,
     0,  25 * megabyte, web},
});
// clang-format on

constexpr std::string_view never_on_youtube = "<>";
constexpr std::ptrdiff_t hashtags_on_instagram = 30;

bool is_listed(std::string_view types, std::string_view type) {
    const auto listed = split(types, ' ');
    return std::ranges::find(listed, type) != listed.end();
}

bool carries(const Profile& profile, std::string_view type) {
    if (type.starts_with("image/")) return profile.image && is_listed(profile.picture_types, type);
    if (type.starts_with("audio/")) return profile.audio;
    if (type.starts_with("video/")) return profile.video;
    return false;
}

Issue above(std::string field, std::string rule, std::size_t is, std::size_t most) {
    return {std::move(field), std::move(rule), {std::to_string(is), std::to_string(most)}};
}

void check_words(const Post& post, const Profile& profile, std::vector<Issue>& issues) {
    const std::size_t title = length_of(post.title);
    const bool titled = profile.title_max > 0;
    if (titled && trimmed(post.title).empty()) issues.push_back({"title", "missing"});
    if (titled && title > profile.title_max) {
        issues.push_back(above("title", "too_long", title, profile.title_max));
    }
    const std::size_t text = length_on(profile, post.text);
    if (text > profile.text_max) {
        issues.push_back(above("text", "too_long", text, profile.text_max));
    }
    if (trimmed(post.text).empty() && trimmed(post.html).empty() && post.files.empty()) {
        issues.push_back({"text", "missing"});
    }
}

void check_peculiarities(const Post& post, const Profile& profile, std::vector<Issue>& issues) {
    if (profile.channel == "youtube") {
        for (const auto& [field, words] : {std::pair{"title", &post.title}, {"text", &post.text}}) {
            if (words->find_first_of(never_on_youtube) == words->npos) continue;
            issues.push_back({field, "never", {std::string(never_on_youtube)}});
        }
    }
    const auto hashtags = std::ranges::count(post.text, '#');
    if (profile.channel == "instagram" && hashtags > hashtags_on_instagram) {
        issues.push_back(above("text", "hashtags", static_cast<std::size_t>(hashtags),
                               static_cast<std::size_t>(hashtags_on_instagram)));
    }
}

/// Instagram refuses what is higher than 4:5 or wider than 1.91:1; it crops nothing.
bool has_shape(const Post::Picture& file) {
    constexpr double narrowest = 0.8, widest = 1.91, slack = 0.005;
    if (file.width == 0 || file.height == 0) return true;
    const double ratio = static_cast<double>(file.width) / static_cast<double>(file.height);
    return ratio >= narrowest - slack && ratio <= widest + slack;
}

void check_files(const Post& post, const Profile& profile, std::vector<Issue>& issues) {
    std::size_t pictures = 0;
    for (const auto& file : post.files) {
        const bool picture = file.type.starts_with("image/");
        pictures += picture ? 1 : 0;
        if (!carries(profile, file.type)) {
            issues.push_back({"media", "not_carried", {file.type}});
        } else if (picture && file.bytes > profile.picture_bytes_max) {
            issues.push_back(above("media", "too_large", file.bytes, profile.picture_bytes_max));
        } else if (picture && profile.channel == "instagram" && !has_shape(file)) {
            issues.push_back(
                {"media", "shape", {std::to_string(file.width), std::to_string(file.height)}});
        }
    }
    if (profile.pictures_max > 0 && pictures > profile.pictures_max) {
        issues.push_back(above("media", "too_many", pictures, profile.pictures_max));
    }
    if (post.files.empty() && profile.needs_media) {
        issues.push_back({"media", "missing"});
    } else if (post.files.empty() && !profile.text) {
        issues.push_back({"text", "not_carried"});
    }
}

}  // namespace

std::string Post::marker() const {
    constexpr std::size_t enough = 12;
    return sha256_hex(once).substr(0, enough);
}

std::span<const Profile> profiles() {
    return all_profiles;
}

const Profile* profile_of(std::string_view channel) {
    const auto found = std::ranges::find(all_profiles, channel, &Profile::channel);
    return found == all_profiles.end() ? nullptr : &*found;
}

bool can_change(std::string_view channel, bool withdraw) {
    if (channel == "wordpress" || channel == "facebook" || channel == "youtube") return true;
    // What cannot be edited there is only taken down; to post it anew is a person's decision.
    return withdraw && (channel == "x" || channel == "instagram");
}

Outcome Channel::change(const Post&, const Change&) {
    return Rejected{"Saluran ini hanya dapat diubah petugas."};
}
Sight Channel::look_changed(const Post&, const Change&) {
    return Unseen{"Saluran ini tidak dapat dibaca kembali.", true};
}

std::size_t length_on(const Profile& profile, std::string_view text) {
    switch (profile.counts) {
    case characters: return length_of(text);
    case bytes: return text.size();
    case weighted: return weighted_length(text);
    case utf16: {
        const auto points = utf32_of(text);
        const auto pairs = std::ranges::count_if(points, [](char32_t c) { return c > 0xFFFF; });
        return points.size() + static_cast<std::size_t>(pairs);
    }
    }
    return 0;
}

std::vector<Issue> problems(const Post& post, const Profile& profile) {
    std::vector<Issue> issues;
    check_words(post, profile, issues);
    check_peculiarities(post, profile, issues);
    check_files(post, profile, issues);
    return issues;
}

}  // namespace kentongan::delivery
