// YouTube: an upload session that survives everything; its address is kept before a byte is sent.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "delivery/call.h"

namespace kentongan::delivery {
namespace {

constexpr std::size_t chunk = 8UL * 1024 * 1024;  // a multiple of 256 KiB
constexpr seconds after_loss{30};
constexpr seconds processing_rest{60};
constexpr auto one_go = minutes{5};  // less than the outbox's lease
constexpr auto upload_ends = std::chrono::hours{24};
constexpr int sessions_max = 3;
constexpr int video_pages_max = 10;
constexpr std::string_view news = "25";  // the category "News & Politics"

constexpr std::array waits_for_midnight{"quotaExceeded", "dailyLimitExceeded"};
constexpr std::array waits_a_little{"rateLimitExceeded", "userRateLimitExceeded",
                                    "uploadRateLimitExceeded"};

/// Quotas begin anew at midnight in California; 08.00 UTC is never too early.
seconds until_pacific_midnight(Instant now) {
    const auto day = std::chrono::floor<std::chrono::days>(now);
    const auto reset = day + std::chrono::hours{8};
    const auto next = reset > now ? reset : reset + std::chrono::days{1};
    return std::chrono::ceil<seconds>(next - now);
}

std::string reason_of(const Heard& heard) {
    const auto errors = heard.objects("error.errors");
    return errors.empty() ? std::string() : text_of(errors[0], "reason");
}

class YouTube final : public Channel {
  public:
    explicit YouTube(Reach reach) : reach_(std::move(reach)), call_(reach_, Letting::bearer) {}

    Outcome publish(const Post& post) override {
        if (post.files.empty()) return Rejected{"YouTube perlu video."};
        const auto ticket = ticket_of(post);
        if (ticket.contains("video")) return processed(post, text_of(ticket, "video"));
        if (!ticket.contains("session")) return open_session(post, ticket);
        return upload(post, ticket);
    }

    Sight look(const Post& post) override {
        const auto ticket = ticket_of(post);
        if (const auto video = text_of(ticket, "video"); !video.empty()) return seen(video);
        const auto session = text_of(ticket, "session");
        if (session.empty()) return Absent{};  // no byte was sent
        const auto step = ask(session, post.files.at(0).bytes);
        const auto* heard = std::get_if<Heard>(&step);
        if (!heard) return Unseen{"YouTube belum dapat dibaca."};
        if (heard->ok() && !heard->text("id").empty()) return seen(heard->text("id"));
        if (heard->reply.status == 308) return Absent{};
        if (heard->reply.status == 404) return by_tag(post);
        return Unseen{"YouTube belum dapat dibaca."};
    }

    Outcome change(const Post& post, const Change& wish) override {
        const auto video = id_of(post, wish);
        if (video.empty()) return Rejected{"Video ini tidak ditemukan di YouTube."};
        const std::string part = wish.withdraw ? "status" : "snippet";
        const auto step = call_.get(url("/youtube/v3/videos", {{"part", part}, {"id", video}}));
        if (const auto* ended = std::get_if<Outcome>(&step)) return as_preparation(*ended);
        const auto& there = std::get<Heard>(step);
        if (!there.ok()) return as_preparation(refusal(there));
        const auto items = there.objects("items");
        if (items.empty()) {
            if (wish.withdraw) return Created{video, wish.url};
            return Rejected{"Video ini tidak ada lagi di YouTube."};
        }
        if (is_changed(items[0], wish)) return Created{video, wish.url};
        const auto sent = call_.send({.method = "PUT",
                                      .url = url("/youtube/v3/videos", {{"part", part}}),
                                      .headers = {{"Content-Type", "application/json"}},
                                      .body = write_json(changed(video, items[0], wish))});
        if (const auto* ended = std::get_if<Outcome>(&sent)) return *ended;
        const auto& heard = std::get<Heard>(sent);
        if (heard.ok()) return Created{video, wish.url};
        return refusal(heard);
    }

    Sight look_changed(const Post& post, const Change& wish) override {
        const auto video = id_of(post, wish);
        if (video.empty()) return Unseen{"Video ini tidak ditemukan di YouTube.", true};
        const std::string part = wish.withdraw ? "status" : "snippet";
        const auto step = call_.get(url("/youtube/v3/videos", {{"part", part}, {"id", video}}));
        const auto* heard = std::get_if<Heard>(&step);
        if (!heard || !heard->ok()) return Unseen{"YouTube belum dapat dibaca."};
        const auto items = heard->objects("items");
        const bool gone = items.empty() && wish.withdraw;
        if (gone || (!items.empty() && is_changed(items[0], wish))) return Found{video, wish.url};
        return Absent{};
    }

  private:
    std::string id_of(const Post& post, const Change& wish) {
        if (!wish.receipt.empty()) return wish.receipt;
        const auto seen = by_tag(post);
        const auto* found = std::get_if<Found>(&seen);
        return found ? found->id : std::string();
    }
    static JsonObject part_of(const JsonObject& video, std::string_view part) {
        const auto* found = video.if_contains(part);
        return found && found->is_object() ? found->get_object() : JsonObject{};
    }
    static bool is_changed(const JsonObject& video, const Change& wish) {
        if (wish.withdraw) return text_of(part_of(video, "status"), "privacyStatus") == "private";
        return text_of(part_of(video, "snippet"), "description").find(note_of(wish)) !=
               std::string::npos;
    }
    /// Angle brackets are refused there.
    static std::string note_of(const Change& wish) {
        auto note = wish.note();
        std::erase_if(note, [](char c) { return c == '<' || c == '>'; });
        return note;
    }
    /// A part is replaced whole, so everything of it that may be written goes along. A video that
    /// is deleted never comes back; a private one is out of sight and can be shown again.
    static JsonObject changed(const std::string& video, const JsonObject& was, const Change& wish) {
        const std::string_view part = wish.withdraw ? "status" : "snippet";
        const auto all = part_of(was, part);
        JsonObject kept;
        for (const auto name :
             {"title", "description", "categoryId", "tags", "defaultLanguage", "license",
              "embeddable", "publicStatsViewable", "selfDeclaredMadeForKids"}) {
            if (const auto* value = all.if_contains(name)) kept[name] = *value;
        }
        if (wish.withdraw)
            kept["privacyStatus"] = "private";
        else
            kept["description"] = cat(text_of(all, "description"), "\n\n", note_of(wish));
        JsonObject out{{"id", video}};
        out[part] = std::move(kept);
        return out;
    }
    static std::string tag(const Post& post) { return "ktg-" + post.marker(); }
    static std::string address_of(const std::string& video) {
        return "https://www.youtube.com/watch?v=" + video;
    }
    std::string url(const std::string& path, const Fields& query) const {
        return cat(reach_.base, path, "?", query_of(query));
    }

    Outcome refusal(const Heard& heard) const {
        const auto reason = reason_of(heard);
        const auto why =
            cat("YouTube ", heard.reply.status, " ", reason, ": ", heard.text("error.message"));
        const auto is = [&](const auto& all) { return std::ranges::count(all, reason) > 0; };
        if (is(waits_for_midnight)) return Wait{until_pacific_midnight(reach_.clock()), why};
        if (reason == "uploadLimitExceeded") return Wait{std::chrono::hours{24}, why};
        if (is(waits_a_little)) return Wait{minutes{5}, why};
        return outcome_of(heard.reply);
    }

    Outcome open_session(const Post& post, const JsonObject& ticket) const {
        const auto tried = number_of(ticket, "sessions");
        if (tried >= sessions_max) return Rejected{"Pengunggahan ke YouTube terputus tiga kali."};
        const auto& file = post.files[0];
        const JsonObject body{{"snippet", JsonObject{{"title", post.title},
                                                     {"description", post.text},
                                                     {"tags", JsonArray{Json(tag(post))}},
                                                     {"categoryId", news}}},
                              {"status", JsonObject{{"privacyStatus", "public"},
                                                    {"selfDeclaredMadeForKids", false}}}};
        const auto step =
            call_.send({.method = "POST",
                        .url = url("/upload/youtube/v3/videos",
                                   {{"uploadType", "resumable"}, {"part", "snippet,status"}}),
                        .headers = {{"Content-Type", "application/json; charset=UTF-8"},
                                    {"X-Upload-Content-Type", file.type},
                                    {"X-Upload-Content-Length", std::to_string(file.bytes)}},
                        .body = write_json(body)});
        if (const auto* ended = std::get_if<Outcome>(&step)) return *ended;
        const auto& heard = std::get<Heard>(step);
        if (!heard.ok()) return as_preparation(refusal(heard));
        const auto session = heard.header("location");
        if (session.empty()) return Wait{minutes{1}, "YouTube tidak memberi alamat unggahan."};
        return Pending{seconds{0}, ticket_text({{"session", session}, {"sessions", tried + 1}})};
    }

    /// What has arrived: a video, how many bytes, or that the session is gone.
    Step<Heard> ask(const std::string& session, std::size_t total) const {
        return call_.send({.method = "PUT",
                           .url = session,
                           .headers = {{"Content-Range", cat("bytes */", total)}}});
    }
    static std::size_t arrived(const Heard& heard) {
        const auto range = heard.header("range");  // "bytes=0-524287"
        const auto dash = range.rfind('-');
        if (dash == range.npos) return 0;
        return static_cast<std::size_t>(to_number(range.substr(dash + 1)).value_or(-1) + 1);
    }

    Outcome upload(const Post& post, const JsonObject& ticket) const {
        const auto session = text_of(ticket, "session");
        const auto& file = post.files[0];
        auto step = ask(session, file.bytes);
        const auto began = reach_.clock();
        while (true) {
            if (const auto* ended = std::get_if<Outcome>(&step)) return *ended;
            const auto& heard = std::get<Heard>(step);
            if (heard.ok()) return uploaded(post, heard);
            if (heard.reply.status == 404) return lost(post, ticket);
            if (heard.reply.status != 308) return interrupted(post, heard);
            if (reach_.clock() - began > one_go) return Pending{seconds{0}, post.ticket};
            const auto from = arrived(heard);
            auto bytes = bytes_of(file, from, std::min(chunk, file.bytes - from));
            if (!bytes) return Wait{minutes{1}, bytes.error().why};
            const auto range = cat("bytes ", from, "-", from + bytes->size() - 1, "/", file.bytes);
            step = call_.send({.method = "PUT",
                               .url = session,
                               .headers = {{"Content-Type", file.type}, {"Content-Range", range}},
                               .body = *std::move(bytes),
                               .patience = minutes{2}});
        }
    }

    static Outcome uploaded(const Post& post, const Heard& heard) {
        const auto video = heard.text("id");
        if (video.empty()) return Pending{after_loss, post.ticket};
        auto kept = ticket_of(post);
        kept["video"] = video;
        return Pending{after_loss, ticket_text(kept)};
    }

    /// The session knows what arrived, so asking it again is never sending again.
    Outcome interrupted(const Post& post, const Heard& heard) const {
        const bool unclear = heard.reply.status == 0 || heard.reply.status >= 500;
        if (!unclear) return refusal(heard);
        if (reach_.clock() - post.since > upload_ends) return Ambiguous{heard.reply.why};
        return Pending{after_loss, post.ticket};
    }

    Outcome lost(const Post& post, JsonObject ticket) const {
        const auto sight = by_tag(post);
        if (const auto* found = std::get_if<Found>(&sight)) return Created{found->id, found->url};
        if (std::holds_alternative<Unseen>(sight)) return Pending{after_loss, post.ticket};
        ticket.erase("session");
        return Pending{seconds{0}, ticket_text(ticket)};
    }

    Outcome processed(const Post& post, const std::string& video) const {
        const auto step = call_.get(url("/youtube/v3/videos", {{"part", "status"}, {"id", video}}));
        if (const auto* ended = std::get_if<Outcome>(&step)) return *ended;
        const auto& heard = std::get<Heard>(step);
        const auto items = heard.objects("items");
        const auto* status = items.empty() ? nullptr : items[0].if_contains("status");
        if (heard.ok() && status && status->is_object()) {
            const auto& object = status->get_object();
            const auto state = text_of(object, "uploadStatus");
            if (state == "failed" || state == "rejected") {
                return Rejected{cat("YouTube: ", state, " ", text_of(object, "failureReason"),
                                    text_of(object, "rejectionReason"))};
            }
            if (state == "processed") {
                const bool open = text_of(object, "privacyStatus") == "public";
                return Created{video, address_of(video),
                               open ? "" : "YouTube mengunci video ini sebagai pribadi."};
            }
        }
        if (reach_.clock() - post.since > upload_ends) {
            return Ambiguous{"YouTube belum selesai mengolah setelah 24 jam."};
        }
        return Pending{processing_rest, post.ticket};
    }

    Sight seen(const std::string& video) const {
        const auto step = call_.get(url("/youtube/v3/videos", {{"part", "status"}, {"id", video}}));
        const auto* heard = std::get_if<Heard>(&step);
        if (!heard || !heard->ok()) return Unseen{"YouTube belum dapat dibaca."};
        if (heard->objects("items").empty()) return Unseen{"Video belum terlihat di YouTube."};
        return Found{video, address_of(video)};
    }

    Sight by_tag(const Post& post) const {
        const Unseen dark{"YouTube belum dapat dibaca."};
        const auto step =
            call_.get(url("/youtube/v3/channels", {{"part", "contentDetails"}, {"mine", "true"}}));
        const auto* channel = std::get_if<Heard>(&step);
        if (!channel || !channel->ok() || channel->objects("items").empty()) return dark;
        const Heard first{{}, channel->objects("items")[0]};
        const auto playlist = first.text("contentDetails.relatedPlaylists.uploads");
        Fields query{{"part", "snippet,status"}, {"maxResults", "50"}, {"playlistId", playlist}};
        for (int page = 0; page < video_pages_max; ++page) {
            const auto listed = call_.get(url("/youtube/v3/playlistItems", query));
            const auto* list = std::get_if<Heard>(&listed);
            if (!list || !list->ok()) return dark;
            for (const auto& item : list->objects("items")) {
                const Heard one{{}, item};
                if (one.text("snippet.title") != post.title) continue;
                if (plain_line(one.text("snippet.description")) != plain_line(post.text)) continue;
                const auto video = one.text("snippet.resourceId.videoId");
                return Found{video, address_of(video)};
            }
            const auto next = list->text("nextPageToken");
            if (next.empty()) return Absent{};
            if (page > 0) query.pop_back();
            query.emplace_back("pageToken", next);
        }
        return dark;
    }

    Reach reach_;
    Call call_;
};

}  // namespace

std::unique_ptr<Channel> youtube_channel(Reach reach) {
    return std::make_unique<YouTube>(std::move(reach));
}

}  // namespace kentongan::delivery
