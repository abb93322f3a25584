// What a machine can say of a draft while it is written, and the first words for a channel.
#pragma once

#include <string>
#include <vector>

#include "delivery/channel.h"
#include "office/media_facts.h"

namespace kentongan::office {

/// Warnings, never refusals: {"draft", "nik" | "phone", {what, shortened}}, {"file",
/// "alt_missing" | "right_untold" | "people_untold" | "no_right" | "no_captions", {name}}.
std::vector<Issue> warnings_of(const Draft&, const FactsOfFiles&);

/// Pictures for all; films and sounds where the channel plays them (our own website does not yet).
bool goes_to(std::string_view channel, FileRole);
/// The files that go to this channel: its own choice of pictures in its order, else all of them.
std::vector<ContentFile> files_for(const Draft&, std::string_view channel);
/// The draft as a post on this channel: its own text, or that of the article.
delivery::Post post_for(const Draft&, std::string_view channel);
/// A text for the channel made from the article: headline and beginning, within its limit.
std::string text_for(const Draft&, const delivery::Profile&);

}  // namespace kentongan::office
