// A channel carries a post to the public. One row in the table of profiles, one class per kind.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "delivery/outbox.h"

namespace kentongan::delivery {

/// The exact approved bytes on their way out. Built from the stored canonical form, never anew.
struct Post {
    OfficeId office;
    std::string once;               // travels with the post so that we can find it again
    std::string content_hash;       // the approved version
    std::string title, text, html;  // html: for websites and e-mail
    struct Picture {
        std::string path, type, alt, sha256;
        std::size_t bytes = 0;              // 0: not known yet
        std::size_t width = 0, height = 0;  // 0: not known
        std::string address = {};  // where a service may fetch it, for those that take no bytes
    };
    std::vector<Picture> files = {};
    std::string ticket = {};  // from an earlier Pending
    Instant since = {};       // nothing of this errand was made before

    /// Short and always the same for the same errand: hidden where a channel can hide it.
    std::string marker() const;
};

/// What a channel can carry. Forms, checks and help texts all read this. The numbers are those
/// of channel-specs/limits.json.
struct Profile {
    enum class Counts { characters, bytes, utf16, weighted };
    std::string_view channel;
    std::string_view label;
    std::size_t title_max;  // characters; 0: no title
    std::size_t text_max;
    Counts counts;                   // in what the text is counted
    bool text, image, audio, video;  // what a post may consist of
    bool needs_media;
    std::size_t pictures_max;  // 0: as many as you like
    std::size_t picture_bytes_max;
    std::string_view picture_types;  // "image/jpeg image/png"
};
std::span<const Profile> profiles();
const Profile* profile_of(std::string_view channel);

/// How long `text` is as this channel counts it.
std::size_t length_on(const Profile&, std::string_view text);
/// Why this post cannot go on this channel. Asked while drafting and again before publishing.
std::vector<Issue> problems(const Post&, const Profile&);

/// What is public already and must be put right: taken down, or corrected in these words.
struct Change {
    std::string receipt = {};  // the id that came back; "" when a person put it there
    std::string url = {};      // where it is seen
    bool withdraw = false;
    std::string words = {};

    /// "Ralat: …", as it stands below the text.
    std::string note() const { return "Ralat: " + words; }
};
/// Whether this channel's client can do that; else a person does it on the channel itself.
bool can_change(std::string_view channel, bool withdraw);

class Channel {
  public:
    virtual ~Channel() = default;
    virtual Outcome publish(const Post&) = 0;
    /// Reads back by the `once` key or the receipt.
    virtual Sight look(const Post&) = 0;
    /// Puts right what was published by this post. Done already is done.
    virtual Outcome change(const Post&, const Change&);
    /// Found: it is as it was wanted. Absent: it still stands as before.
    virtual Sight look_changed(const Post&, const Change&);
};

/// The channels we can reach by ourselves. Everything else is manual: a person copies the text,
/// saves the picture, pastes the link.
struct MailAccount {
    std::string server;  // smtp://host:port or smtps://host:port
    std::string user, password;
    std::string from;             // "humas@sukamaju.example" or "Humas <humas@sukamaju.example>"
    std::vector<std::string> to;  // at most 100; they do not see one another
    std::string reply_to = {}, unsubscribe = {};
    milliseconds patience = minutes{5};  // for the whole talk with the server
};
std::unique_ptr<Channel> email_channel(const MailAccount&, Clock);

}  // namespace kentongan::delivery
