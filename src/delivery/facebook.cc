// A Facebook page: photos staged unpublished, then one visible write on the feed.
#include "base/text.h"
#include "delivery/meta.h"

namespace kentongan::delivery {
namespace {

constexpr seconds video_rest{30};
constexpr auto video_gives_up = std::chrono::hours{24};
constexpr std::size_t page_size = 100;
constexpr int feed_pages_max = 10;

class Facebook final : public Channel {
  public:
    Facebook(Reach reach, FacebookPage page)
        : reach_(std::move(reach)), page_(std::move(page)), call_(reach_, Letting::bearer) {}

    Outcome publish(const Post& post) override {
        const bool film = !post.files.empty() && post.files[0].type.starts_with("video/");
        const auto ticket = ticket_of(post);
        if (film) return publish_video(post, ticket);
        if (!post.files.empty() && !ticket.contains("photos")) return stage(post);
        JsonObject body{{"message", post.text}, {"published", true}};
        if (const auto* photos = ticket.if_contains("photos"); photos && photos->is_array()) {
            JsonArray attached;
            for (const Json& id : photos->get_array()) {
                attached.push_back(JsonObject{{"media_fbid", id}});
            }
            body["attached_media"] = std::move(attached);
        }
        const auto step = call_.post(url(cat(page_.page, "/feed")), body);
        if (const auto* ended = std::get_if<Outcome>(&step)) return *ended;
        const auto& heard = std::get<Heard>(step);
        if (heard.ok() && !heard.text("id").empty()) return created(heard.text("id"));
        if (heard.ok()) return Ambiguous{"Facebook menjawab tanpa nomor kiriman."};
        return meta_outcome(heard);
    }

    Sight look(const Post& post) override {
        const Unseen dark{"Facebook belum dapat dibaca."};
        const auto since = std::chrono::floor<seconds>(post.since) - seconds{120};
        Fields query{{"fields", "id,message,created_time,permalink_url"},
                     {"since", std::to_string(since.time_since_epoch().count())},
                     {"limit", std::to_string(page_size)}};
        for (int page = 0; page < feed_pages_max; ++page) {
            const auto step = call_.get(url(cat(page_.page, "/feed"), query));
            const auto* heard = std::get_if<Heard>(&step);
            if (!heard || !heard->ok() || !heard->json.contains("data")) return dark;
            const auto posts = heard->objects("data");
            for (const auto& one : posts) {
                if (plain_line(text_of(one, "message")) != plain_line(post.text)) continue;
                return Found{text_of(one, "id"), text_of(one, "permalink_url")};
            }
            // Only who has read all of it may say that it is not there.
            if (posts.size() < page_size) return Absent{};
            const auto after = heard->text("paging.cursors.after");
            if (after.empty()) return dark;
            if (page > 0) query.pop_back();
            query.emplace_back("after", after);
        }
        return dark;
    }

    Outcome change(const Post& post, const Change& wish) override {
        const auto id = id_of(post, wish);
        if (id.empty()) return Rejected{"Kiriman ini tidak ditemukan di Facebook."};
        if (!wish.withdraw) return correct(id, wish);
        const auto step = call_.send({.method = "DELETE", .url = url(id)});
        if (const auto* ended = std::get_if<Outcome>(&step)) return *ended;
        const auto& heard = std::get<Heard>(step);
        if (heard.ok()) return Created{id, wish.url};
        if (is_missing(heard) && page_answers()) return Created{id, wish.url};
        return meta_outcome(heard);
    }

    Sight look_changed(const Post& post, const Change& wish) override {
        const auto id = id_of(post, wish);
        if (id.empty()) return Unseen{"Kiriman ini tidak ditemukan di Facebook.", true};
        const auto step = call_.get(url(id, {{"fields", "id,message"}}));
        const auto* heard = std::get_if<Heard>(&step);
        if (heard && wish.withdraw && is_missing(*heard) && page_answers()) {
            return Found{id, wish.url};
        }
        if (!heard || !heard->ok()) return Unseen{"Facebook belum dapat dibaca."};
        if (!wish.withdraw && has_note(*heard, wish)) return Found{id, wish.url};
        return Absent{};
    }

  private:
    std::string id_of(const Post& post, const Change& wish) {
        if (!wish.receipt.empty()) return wish.receipt;
        const auto seen = look(post);
        const auto* found = std::get_if<Found>(&seen);
        return found ? found->id : std::string();
    }
    static bool is_missing(const Heard& heard) { return meta_code(heard) == "100/33"; }
    /// "Missing" is also what a token without rights is told: another object tells them apart.
    bool page_answers() const {
        const auto step = call_.get(url(page_.page, {{"fields", "id"}}));
        const auto* heard = std::get_if<Heard>(&step);
        return heard && heard->ok();
    }
    static bool has_note(const Heard& heard, const Change& wish) {
        return plain_line(heard.text("message")).find(plain_line(wish.note())) != std::string::npos;
    }
    Outcome correct(const std::string& id, const Change& wish) const {
        const auto step = call_.get(url(id, {{"fields", "id,message"}}));
        if (const auto* ended = std::get_if<Outcome>(&step)) return as_preparation(*ended);
        const auto& there = std::get<Heard>(step);
        if (!there.ok()) return as_preparation(meta_outcome(there));
        if (has_note(there, wish)) return Created{id, wish.url};
        const auto edited =
            call_.post(url(id), {{"message", cat(there.text("message"), "\n\n", wish.note())}});
        if (const auto* ended = std::get_if<Outcome>(&edited)) return *ended;
        const auto& heard = std::get<Heard>(edited);
        if (heard.ok()) return Created{id, wish.url};
        return meta_outcome(heard);
    }

    std::string url(const std::string& path, const Fields& query = {}) const {
        return cat(reach_.base, meta_version, path, query.empty() ? "" : "?", query_of(query));
    }

    /// The address is best effort: without it the one that always leads there.
    Created created(const std::string& id) const {
        const auto step = call_.get(url(id, {{"fields", "permalink_url"}}));
        const auto* heard = std::get_if<Heard>(&step);
        auto address = heard ? heard->text("permalink_url") : std::string();
        if (!address.starts_with("http")) address = "https://www.facebook.com/" + id;
        return {id, address};
    }

    Outcome stage(const Post& post) const {
        JsonArray photos;
        for (const auto& file : post.files) {
            const auto bytes = bytes_of(file);
            if (!bytes) return unreadable(bytes.error());
            auto form = multipart_of({{"published", "false"},
                                      {"alt_text_custom", file.alt},
                                      {"source", *bytes, "foto", file.type}});
            const auto step = call_.send({.method = "POST",
                                          .url = url(cat(page_.page, "/photos")),
                                          .headers = {{"Content-Type", form.type}},
                                          .body = std::move(form.bytes),
                                          .patience = minutes{2}});
            if (const auto* ended = std::get_if<Outcome>(&step)) return *ended;
            const auto& heard = std::get<Heard>(step);
            if (!heard.ok()) return as_preparation(meta_outcome(heard));
            photos.push_back(Json(heard.text("id")));
        }
        return Pending{seconds{0}, ticket_text({{"photos", std::move(photos)}})};
    }
    static Outcome unreadable(const Error& error) {
        if (error.kind == Kind::unavailable) return Wait{minutes{1}, error.why};
        return Rejected{error.why};
    }

    Outcome publish_video(const Post& post, const JsonObject& ticket) const {
        if (ticket.contains("video")) return processed(text_of(ticket, "video"), post);
        if (!ticket.contains("handle")) return upload_video(post.files[0], ticket);
        const auto step =
            call_.post(video_url(), {{"title", post.title},
                                     {"description", post.text},
                                     {"published", true},
                                     {"fbuploader_video_file_chunk", text_of(ticket, "handle")}});
        if (const auto* ended = std::get_if<Outcome>(&step)) return *ended;
        const auto& heard = std::get<Heard>(step);
        if (!heard.ok()) return meta_outcome(heard);
        return Pending{video_rest, ticket_text({{"video", heard.text("id")}})};
    }
    std::string video_url() const {
        const auto base =
            reach_.base == facebook_base ? "https://graph-video.facebook.com" : reach_.base;
        return cat(base, meta_version, page_.page, "/videos");
    }

    /// Opens an upload and keeps its name; then brings the bytes from where it stopped.
    Outcome upload_video(const Post::Picture& file, const JsonObject& ticket) const {
        const auto upload = text_of(ticket, "upload");
        if (upload.empty()) {
            const auto step = call_.post(url(cat(page_.app, "/uploads")),
                                         {{"file_name", "video.mp4"},
                                          {"file_length", std::to_string(file.bytes)},
                                          {"file_type", file.type}});
            if (const auto* ended = std::get_if<Outcome>(&step)) return *ended;
            const auto& heard = std::get<Heard>(step);
            if (!heard.ok()) return as_preparation(meta_outcome(heard));
            return Pending{seconds{0}, ticket_text({{"upload", heard.text("id")}})};
        }
        const Call letting(reach_, Letting::oauth);
        const auto asked = letting.get(url(upload));
        if (const auto* ended = std::get_if<Outcome>(&asked)) return *ended;
        const auto& there = std::get<Heard>(asked);
        if (there.reply.status == 404) return Pending{seconds{0}, {}};
        if (!there.ok()) return as_preparation(meta_outcome(there));
        const auto from = static_cast<std::size_t>(there.number("file_offset"));
        auto bytes = bytes_of(file, from, file.bytes);
        if (!bytes) return unreadable(bytes.error());
        const auto step = letting.send({.method = "POST",
                                        .url = url(upload),
                                        .headers = {{"file_offset", std::to_string(from)},
                                                    {"Content-Type", "application/octet-stream"}},
                                        .body = *std::move(bytes),
                                        .patience = minutes{8}});
        if (const auto* ended = std::get_if<Outcome>(&step)) return *ended;
        const auto& heard = std::get<Heard>(step);
        if (!heard.ok()) return as_preparation(meta_outcome(heard));
        return Pending{seconds{0}, ticket_text({{"upload", upload}, {"handle", heard.text("h")}})};
    }

    Outcome processed(const std::string& video, const Post& post) const {
        const auto step =
            call_.get(url(video, {{"fields", "status,post_id,permalink_url,published"}}));
        if (const auto* ended = std::get_if<Outcome>(&step)) return *ended;
        const auto& heard = std::get<Heard>(step);
        const auto state = heard.text("status.video_status");
        if (state == "error") return Rejected{"Facebook tidak dapat mengolah video ini."};
        const auto address = heard.text("permalink_url");
        if (heard.ok() && state == "ready" && !address.empty()) {
            return Created{video, address.starts_with("http")
                                      ? address
                                      : cat("https://www.facebook.com", address)};
        }
        if (reach_.clock() - post.since > video_gives_up) {
            return Ambiguous{"Facebook belum selesai mengolah video setelah 24 jam."};
        }
        return Pending{video_rest, post.ticket};
    }

    Reach reach_;
    FacebookPage page_;
    Call call_;
};

}  // namespace

std::unique_ptr<Channel> facebook_channel(Reach reach, FacebookPage page) {
    return std::make_unique<Facebook>(std::move(reach), std::move(page));
}

}  // namespace kentongan::delivery
