// X: media first, invisible; then one post. An exact repeat is refused there, so we look instead.
#include <algorithm>

#include "base/text.h"
#include "delivery/call.h"

namespace kentongan::delivery {
namespace {

constexpr std::size_t segment = 4UL * 1024 * 1024;
constexpr int timeline_pages_max = 10;
constexpr seconds video_rest{10};
constexpr auto longest_wait = std::chrono::hours{24};

/// The same text, whatever X did to its addresses and signs.
std::string comparable(std::string text) {
    for (const auto& [theirs, ours] : {std::pair<std::string_view, std::string_view>{"&lt;", "<"},
                                       {"&gt;", ">"},
                                       {"https://", ""},
                                       {"http://", ""},
                                       {"&amp;", "&"}}) {
        for (auto at = text.find(theirs); at != text.npos; at = text.find(theirs, at)) {
            text.replace(at, theirs.size(), ours);
            at += ours.size();
        }
    }
    return plain_line(text);
}

/// What was written, with the addresses that X had shortened.
std::string written(const JsonObject& post) {
    auto text = text_of(post, "text");
    const auto* entities = post.if_contains("entities");
    if (!entities || !entities->is_object()) return comparable(text);
    const auto* urls = entities->get_object().if_contains("urls");
    if (!urls || !urls->is_array()) return comparable(text);
    for (const Json& one : urls->get_array()) {
        if (!one.is_object()) continue;
        const auto shortened = text_of(one.get_object(), "url");
        const auto at = shortened.empty() ? text.npos : text.find(shortened);
        if (at == text.npos) continue;
        text.replace(at, shortened.size(), text_of(one.get_object(), "expanded_url"));
    }
    return comparable(text);
}

class X final : public Channel {
  public:
    X(Reach reach, XUser user)
        : reach_(std::move(reach)), user_(std::move(user)), call_(reach_, Letting::bearer) {}

    Outcome publish(const Post& post) override {
        const auto ticket = ticket_of(post);
        if (!post.files.empty() && !ticket.contains("media")) return stage(post, ticket);
        JsonObject body{{"text", post.text}};
        if (const auto* media = ticket.if_contains("media")) {
            body["media"] = JsonObject{{"media_ids", *media}};
        }
        const auto step = knock("kirim", {.method = "POST",
                                          .url = url("/2/tweets"),
                                          .headers = {{"Content-Type", "application/json"}},
                                          .body = write_json(body)});
        if (const auto* ended = std::get_if<Outcome>(&step)) return *ended;
        const auto& heard = std::get<Heard>(step);
        const auto id = heard.text("data.id");
        if (heard.ok() && !id.empty()) return Created{id, address_of(id)};
        if (heard.ok()) return Ambiguous{"X menjawab tanpa nomor kiriman."};
        return refusal(heard);
    }

    Sight look(const Post& post) override {
        const Unseen dark{"X belum dapat dibaca."};
        const auto ours = comparable(post.text);
        std::string next;
        for (int page = 0; page < timeline_pages_max; ++page) {
            const auto step = posts_since(post.since, next);
            if (const auto closed = is_closed(step)) return *closed;
            const auto* heard = std::get_if<Heard>(&step);
            if (!heard || !heard->ok() || !heard->json.contains("meta")) return dark;
            for (const auto& one : heard->objects("data")) {
                const auto theirs = written(one);
                // Media stand behind the text as one more address.
                const bool same = theirs == ours || theirs.starts_with(ours + " ");
                const auto id = text_of(one, "id");
                if (same) return Found{id, address_of(id)};
            }
            next = heard->text("meta.next_token");
            if (next.empty()) return Absent{};
        }
        return dark;
    }

    Outcome change(const Post& post, const Change& wish) override {
        if (!wish.withdraw) return Channel::change(post, wish);
        const auto id = id_of(post, wish);
        if (id.empty()) return Rejected{"Kiriman ini tidak ditemukan di X."};
        const auto step = knock("hapus", {.method = "DELETE", .url = url(cat("/2/tweets/", id))});
        if (const auto* ended = std::get_if<Outcome>(&step)) return *ended;
        const auto& heard = std::get<Heard>(step);
        if (heard.ok() || heard.reply.status == 404) return Created{id, wish.url};
        return refusal(heard);
    }

    Sight look_changed(const Post& post, const Change& wish) override {
        const auto id = id_of(post, wish);
        if (id.empty()) return Unseen{"Kiriman ini tidak ditemukan di X.", true};
        const auto step = knock("baca", {.url = url(cat("/2/tweets/", id))});
        if (const auto closed = is_closed(step)) return *closed;
        const auto* heard = std::get_if<Heard>(&step);
        if (!heard) return Unseen{"X belum dapat dibaca."};
        const auto errors = heard->objects("errors");
        const bool gone =
            heard->reply.status == 404 ||
            (!errors.empty() && text_of(errors[0], "type").ends_with("resource-not-found"));
        if (gone) return Found{id, wish.url};
        if (!heard->ok()) return Unseen{"X belum dapat dibaca."};
        return Absent{};
    }

  private:
    /// The receipt, or the number at the end of the address that a person brought.
    std::string id_of(const Post& post, const Change& wish) {
        if (!wish.receipt.empty()) return wish.receipt;
        const auto at = wish.url.rfind("/status/");
        if (at != wish.url.npos && to_number(wish.url.substr(at + 8)))
            return wish.url.substr(at + 8);
        const auto seen = look(post);
        const auto* found = std::get_if<Found>(&seen);
        return found ? found->id : std::string();
    }

    /// One call. X closes a window by itself; nobody knocks again before it opens, not even after
    /// a kill.
    Step<Heard> knock(std::string_view window, HttpRequest request) const {
        const auto now = reach_.clock();
        const auto opens = reach_.access.closed_until(window);
        if (opens && *opens > now) {
            return Outcome{Wait{std::chrono::ceil<seconds>(*opens - now), "X masih membatasi."}};
        }
        auto step = call_.send(std::move(request));
        const auto* heard = std::get_if<Heard>(&step);
        if (heard && heard->reply.status == 429) {
            reach_.access.close_until(window, now + left_of(*heard));
        }
        return step;
    }
    seconds left_of(const Heard& heard) const {
        const auto reset = to_number(heard.header("x-rate-limit-reset")).value_or(0);
        const auto now = std::chrono::floor<seconds>(reach_.clock());
        return std::clamp<seconds>(seconds{reset} - now.time_since_epoch(), minutes{1},
                                   longest_wait);
    }
    /// A read that must wait for its window.
    std::optional<Unseen> is_closed(const Step<Heard>& step) const {
        const std::string why = "X membatasi pembacaan; dilihat lagi nanti.";
        if (const auto* ended = std::get_if<Outcome>(&step)) {
            const auto* wait = std::get_if<Wait>(ended);
            if (wait && wait->wait > seconds{0}) return Unseen{why, false, wait->wait};
            return {};
        }
        const auto& heard = std::get<Heard>(step);
        if (heard.reply.status != 429) return {};
        return Unseen{why, false, left_of(heard)};
    }

    Step<Heard> posts_since(Instant time, const std::string& next) const {
        const auto since = std::chrono::floor<seconds>(time) - seconds{120};
        Fields query{{"max_results", "100"},
                     {"exclude", "replies,retweets"},
                     {"start_time", iso_utc(since)},
                     {"tweet.fields", "created_at,text,entities"}};
        if (!next.empty()) query.emplace_back("pagination_token", next);
        return knock("daftar", {.url = url(cat("/2/users/", user_.id, "/tweets?"), query)});
    }

    std::string url(const std::string& path, const Fields& query = {}) const {
        return cat(reach_.base, path, query_of(query));
    }
    std::string address_of(const std::string& id) const {
        if (user_.name.empty()) return "https://x.com/i/web/status/" + id;
        return cat("https://x.com/", user_.name, "/status/", id);
    }

    Outcome refusal(const Heard& heard) const {
        const auto detail = heard.text("detail");
        const auto why = cat("X ", heard.reply.status, " ", heard.text("title"), ": ", detail);
        switch (heard.reply.status) {
        case 402: return Wait{longest_wait, cat("Kredit X habis; isi dahulu. ", why)};
        case 403:
            // Already there: a look finds it.
            if (detail.find("duplicate") != detail.npos) return Ambiguous{why};
            return Reauth{why};
        case 429: return Wait{left_of(heard), why};
        default: return outcome_of(heard.reply);
        }
    }

    /// Every picture in one go; a video in pieces.
    Outcome stage(const Post& post, const JsonObject& ticket) const {
        if (post.files[0].type.starts_with("video/")) return stage_video(post, ticket);
        JsonArray media;
        for (const auto& file : post.files) {
            const auto bytes = bytes_of(file);
            if (!bytes) return unreadable(bytes.error());
            auto form = multipart_of(
                {{"media", *bytes, "foto", file.type}, {"media_category", "tweet_image"}});
            const auto step = knock("gambar", {.method = "POST",
                                               .url = url("/2/media/upload"),
                                               .headers = {{"Content-Type", form.type}},
                                               .body = std::move(form.bytes),
                                               .patience = minutes{2}});
            if (const auto* ended = std::get_if<Outcome>(&step)) return *ended;
            const auto& heard = std::get<Heard>(step);
            if (!heard.ok()) return as_preparation(refusal(heard));
            const auto id = heard.text("data.id");
            describe(id, file.alt);
            media.push_back(Json(id));
        }
        return Pending{seconds{0}, ticket_text({{"media", std::move(media)}})};
    }
    static Outcome unreadable(const Error& error) {
        if (error.kind == Kind::unavailable) return Wait{minutes{1}, error.why};
        return Rejected{error.why};
    }
    void describe(const std::string& id, const std::string& alt) const {
        if (alt.empty()) return;
        const JsonObject words{{"id", id},
                               {"metadata", JsonObject{{"alt_text", JsonObject{{"text", alt}}}}}};
        (void)knock("keterangan", {.method = "POST",
                                   .url = url("/2/media/metadata"),
                                   .headers = {{"Content-Type", "application/json"}},
                                   .body = write_json(words)});
    }

    Outcome stage_video(const Post& post, const JsonObject& ticket) const {
        const auto& file = post.files[0];
        const auto id = text_of(ticket, "video");
        if (!id.empty()) return video_ready(post, id);
        const auto step = call_.post(url("/2/media/upload/initialize"),
                                     {{"media_type", file.type},
                                      {"total_bytes", static_cast<std::int64_t>(file.bytes)},
                                      {"media_category", "tweet_video"}});
        if (const auto* ended = std::get_if<Outcome>(&step)) return *ended;
        const auto& opened = std::get<Heard>(step);
        if (!opened.ok()) return as_preparation(refusal(opened));
        const auto media = opened.text("data.id");
        for (std::size_t from = 0, index = 0; from < file.bytes; from += segment, ++index) {
            const auto bytes = bytes_of(file, from, std::min(segment, file.bytes - from));
            if (!bytes) return unreadable(bytes.error());
            auto form = multipart_of(
                {{"segment_index", std::to_string(index)}, {"media", *bytes, "video", file.type}});
            const auto sent = call_.send({.method = "POST",
                                          .url = url(cat("/2/media/upload/", media, "/append")),
                                          .headers = {{"Content-Type", form.type}},
                                          .body = std::move(form.bytes),
                                          .patience = minutes{1}});
            if (const auto* ended = std::get_if<Outcome>(&sent)) return *ended;
            const auto& heard = std::get<Heard>(sent);
            if (!heard.ok()) return as_preparation(refusal(heard));
        }
        const auto done =
            call_.send({.method = "POST", .url = url(cat("/2/media/upload/", media, "/finalize"))});
        if (const auto* ended = std::get_if<Outcome>(&done)) return *ended;
        const auto& heard = std::get<Heard>(done);
        if (!heard.ok()) return as_preparation(refusal(heard));
        return Pending{video_rest, ticket_text({{"video", media}})};
    }

    Outcome video_ready(const Post& post, const std::string& id) const {
        const auto step =
            call_.get(url("/2/media/upload?", {{"command", "STATUS"}, {"media_id", id}}));
        if (const auto* ended = std::get_if<Outcome>(&step)) return *ended;
        const auto& heard = std::get<Heard>(step);
        if (!heard.ok()) return as_preparation(refusal(heard));
        const auto state = heard.text("data.processing_info.state");
        if (state == "failed") {
            return Rejected{cat("X tidak dapat mengolah video: ",
                                heard.text("data.processing_info.error.message"))};
        }
        const bool ready = state.empty() || state == "succeeded";
        if (!ready) return Pending{video_rest, post.ticket};
        return Pending{seconds{0}, ticket_text({{"media", JsonArray{Json(id)}}})};
    }

    Reach reach_;
    XUser user_;
    Call call_;
};

}  // namespace

std::unique_ptr<Channel> x_channel(Reach reach, XUser user) {
    return std::make_unique<X>(std::move(reach), std::move(user));
}

}  // namespace kentongan::delivery
