// Looks for numbers of persons in a text and for what is missing at its media.
#include "office/text_checks.h"

#include <algorithm>

#include "base/text.h"

namespace kentongan::office {
namespace {

constexpr std::size_t nik_digits = 16;

bool is_figure(char c) {
    return c >= '0' && c <= '9';
}

/// The runs of digits in a text; a single space, dot or hyphen between digits is part of a run.
std::vector<std::string> digit_runs(std::string_view text) {
    std::vector<std::string> runs;
    for (std::size_t i = 0; i < text.size();) {
        if (!is_figure(text[i])) {
            ++i;
            continue;
        }
        std::string run = i > 0 && text[i - 1] == '+' ? "+" : "";
        while (i < text.size()) {
            const bool gap = i + 1 < text.size() && is_figure(text[i + 1]) &&
                             (text[i] == ' ' || text[i] == '.' || text[i] == '-');
            if (is_figure(text[i])) run += text[i];
            if (!is_figure(text[i]) && !gap) break;
            ++i;
        }
        runs.push_back(std::move(run));
    }
    return runs;
}

/// Province, then a birthday in the seventh to twelfth digit (women's days count from 41).
bool looks_like_nik(const std::string& run) {
    if (run.size() != nik_digits || run[0] == '0' || run[0] == '+') return false;
    const auto two = [&](std::size_t at) { return (run[at] - '0') * 10 + (run[at + 1] - '0'); };
    const int day = two(6) % 40, month = two(8);
    return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}
bool looks_like_phone(std::string run) {
    if (run.starts_with("+62")) run = "0" + run.substr(3);
    if (run.starts_with("628")) run = "0" + run.substr(2);
    return run.starts_with("08") && run.size() >= 10 && run.size() <= 13;
}

std::string masked(const std::string& run) {
    return cat(run.substr(0, 4), "…", run.substr(run.size() - 2));
}

void look_for_persons(std::string_view text, std::vector<Issue>& found) {
    for (const auto& run : digit_runs(text)) {
        if (looks_like_nik(run)) found.push_back({"draft", "nik", {masked(run)}});
        if (looks_like_phone(run)) found.push_back({"draft", "phone", {masked(run)}});
    }
}

}  // namespace

std::vector<Issue> warnings_of(const Draft& draft, const FactsOfFiles& facts) {
    std::vector<Issue> found;
    look_for_persons(cat(draft.title, "\n", plain_text_of(draft.body)), found);
    for (const auto& [channel, text] : draft.variants) look_for_persons(text, found);
    bool film = false, captions = false;
    for (const auto& file : draft.files) {
        film = film || file.role == FileRole::video;
        captions = captions || file.role == FileRole::caption;
        if (!goes_out(file.role) || file.role == FileRole::caption) continue;
        const auto known = facts.find(file.sha256);
        const MediaFacts told = known == facts.end() ? MediaFacts{} : known->second;
        const auto warn = [&](const char* rule) { found.push_back({"file", rule, {file.name}}); };
        if (file.alt.empty() && file.role == FileRole::picture) warn("alt_missing");
        if (told.usage_right == "tanpa") {
            warn("no_right");
        } else if (told.usage_right.empty()) {
            warn("right_untold");
        }
        if (told.people == "belum" && told.people_note.empty()) warn("people_untold");
    }
    if (film && !captions) found.push_back({"file", "no_captions", {}});
    return found;
}

bool goes_to(std::string_view channel, FileRole role) {
    if (role == FileRole::picture) return true;
    const auto* profile = delivery::profile_of(channel);
    if (!profile || channel == "website") return false;
    return (role == FileRole::video && profile->video) ||
           (role == FileRole::audio && profile->audio);
}

std::vector<ContentFile> files_for(const Draft& draft, std::string_view channel) {
    const auto own = draft.picks.find(std::string(channel));
    std::vector<ContentFile> files;
    if (own != draft.picks.end()) {
        for (const auto& sha256 : own->second) {
            const auto found = std::ranges::find(draft.files, sha256, &ContentFile::sha256);
            if (found != draft.files.end()) files.push_back(*found);
        }
    }
    for (const auto& file : draft.files) {
        const bool chosen_apart = own != draft.picks.end() && file.role == FileRole::picture;
        if (!chosen_apart && goes_to(channel, file.role)) files.push_back(file);
    }
    return files;
}

delivery::Post post_for(const Draft& draft, std::string_view channel) {
    delivery::Post post{};
    post.title = draft.title;
    const auto own = draft.variants.find(std::string(channel));
    post.text = own != draft.variants.end() ? own->second : plain_text_of(draft.body);
    post.html = html_of(draft.body);
    for (const auto& file : files_for(draft, channel)) {
        post.files.push_back(
            {{}, file.type, file.alt, file.sha256, static_cast<std::size_t>(file.bytes)});
    }
    return post;
}

std::string text_for(const Draft& draft, const delivery::Profile& profile) {
    const auto whole = cat(draft.title, "\n\n", trimmed(plain_text_of(draft.body)));
    if (profile.text_max == 0 || delivery::length_on(profile, whole) <= profile.text_max) {
        return whole;
    }
    // Cut at a word: the longest beginning that still fits with its mark of omission.
    std::size_t least = 0, most = whole.size();
    while (least < most) {
        const auto middle = (least + most + 1) / 2;
        auto some = whole.substr(0, middle);
        while (!is_utf8(some)) some.pop_back();
        if (delivery::length_on(profile, some + " …") <= profile.text_max) {
            least = middle;
        } else {
            most = middle - 1;
        }
    }
    auto some = whole.substr(0, least);
    const auto space = some.find_last_of(" \n");
    if (space != some.npos && space > 0) some.resize(space);
    while (!is_utf8(some)) some.pop_back();
    return cat(trimmed(some), " …");
}

}  // namespace kentongan::office
