// WordPress: media first, invisible; then one post, found again by a mark in an HTML comment.
#include <algorithm>

#include "base/markup.h"
#include "base/secret.h"
#include "base/text.h"
#include "delivery/call.h"

namespace kentongan::delivery {
namespace {

constexpr std::size_t first_only = 1;
constexpr std::string_view every_state = "publish,future,draft,pending,private,trash";

std::string ending_of(const std::string& type) {
    const auto slash = type.find('/');
    const auto ending = slash == type.npos ? std::string("bin") : type.substr(slash + 1);
    return ending == "jpeg" ? "jpg" : ending;
}

/// A firewall before WordPress answers with pages, not with JSON.
Outcome wordpress_refusal(const Heard& heard) {
    const auto code = heard.text("code");
    const auto why = cat("WordPress ", heard.reply.status, " ", code, " ", heard.text("message"));
    const int status = heard.reply.status;
    const bool final_500 =
        code == "rest_upload_sideload_error" || code == "rest_upload_unknown_error";
    if (final_500) return Rejected{why};
    if (code == "rest_upload_hash_mismatch") return Wait{minutes{1}, why};
    if (status == 403 && code.empty()) return Wait{minutes{30}, "WordPress: ditahan tembok api."};
    if (status == 404 && code == "rest_no_route") return Reauth{why};
    if (status == 404 && code.empty()) return Reauth{"Alamat ini bukan WordPress dengan REST API."};
    return outcome_of(heard.reply);
}

class WordPress final : public Channel {
  public:
    explicit WordPress(Reach reach) : reach_(std::move(reach)), call_(reach_, Letting::basic) {}

    Outcome publish(const Post& post) override {
        auto ticket = ticket_of(post);
        if (!post.files.empty() && !ticket.contains("media")) return stage(post);
        JsonObject body{{"title", post.title},
                        {"content", cat("<!-- ", mark(post), " -->", post.html, figures(ticket))},
                        {"status", "publish"}};
        if (const auto* media = ticket.if_contains("media"); media && media->is_array()) {
            const auto& all = media->get_array();
            if (!all.empty()) body["featured_media"] = all.at(0).at("id");
        }
        const auto step = call_.post(url("/posts"), body);
        if (const auto* ended = std::get_if<Outcome>(&step)) return *ended;
        const auto& heard = std::get<Heard>(step);
        if (heard.reply.status == 201 && !heard.text("id").empty()) {
            return Created{heard.text("id"), heard.text("link")};
        }
        if (heard.ok()) return Ambiguous{"WordPress menjawab tanpa nomor tulisan."};
        return wordpress_refusal(heard);
    }

    Sight look(const Post& post) override {
        const auto step = call_.get(url("/posts", {{"search", mark(post)},
                                                   {"status", std::string(every_state)},
                                                   {"context", "edit"},
                                                   {"_fields", "id,slug,status,link,content"}}));
        const auto* heard = std::get_if<Heard>(&step);
        // With a dead password WordPress answers as to a stranger: that proves nothing.
        if (!heard || heard->reply.status != 200) return Unseen{"WordPress belum dapat dibaca."};
        const auto json = read_json(heard->reply.body);
        if (!json || !json->is_array()) return Unseen{"Jawaban WordPress tidak terbaca."};
        std::vector<std::pair<std::int64_t, std::string>> found;
        for (const Json& one : json->get_array()) {
            if (!one.is_object()) continue;
            const auto& object = one.get_object();
            if (write_json(one).find(mark(post)) == std::string::npos) continue;
            found.emplace_back(number_of(object, "id"), text_of(object, "link"));
        }
        if (found.empty()) return Absent{};
        const auto& oldest = *std::ranges::min_element(found);
        return Found{std::to_string(oldest.first), oldest.second};
    }

    Outcome change(const Post& post, const Change& wish) override {
        const auto id = id_of(post, wish);
        if (id.empty()) return Rejected{"Tulisan ini tidak ditemukan di WordPress."};
        const auto step = wish.withdraw
                              ? call_.send({.method = "DELETE", .url = url("/posts/" + id)})
                              : correct(id, wish);
        if (const auto* ended = std::get_if<Outcome>(&step)) return *ended;
        const auto& heard = std::get<Heard>(step);
        if (heard.ok() || (wish.withdraw && is_gone(heard))) return Created{id, wish.url};
        return wordpress_refusal(heard);
    }

    Sight look_changed(const Post& post, const Change& wish) override {
        const auto id = id_of(post, wish);
        if (id.empty()) return Unseen{"Tulisan ini tidak ditemukan di WordPress.", true};
        const auto step = read(id);
        const auto* heard = std::get_if<Heard>(&step);
        if (heard && wish.withdraw && is_gone(*heard)) return Found{id, wish.url};
        if (!heard || !heard->ok()) return Unseen{"WordPress belum dapat dibaca."};
        const bool done = wish.withdraw ? heard->text("status") == "trash"
                                        : heard->text("content.raw").find(correction_mark(wish)) !=
                                              std::string::npos;
        if (done) return Found{id, wish.url};
        return Absent{};
    }

  private:
    static std::string mark(const Post& post) { return "ktg:" + post.marker(); }

    /// The receipt, or what a look finds where a person settled it.
    std::string id_of(const Post& post, const Change& wish) {
        if (!wish.receipt.empty()) return wish.receipt;
        const auto seen = look(post);
        const auto* found = std::get_if<Found>(&seen);
        return found ? found->id : std::string();
    }
    static bool is_gone(const Heard& heard) {
        const auto code = heard.text("code");
        return code == "rest_already_trashed" || code == "rest_post_invalid_id";
    }
    /// The same correction once more is recognised by it.
    static std::string correction_mark(const Change& wish) {
        return "ktg-ralat:" + sha256_hex(wish.words).substr(0, 12);
    }
    Step<Heard> read(const std::string& id) const {
        return call_.get(
            url("/posts/" + id, {{"context", "edit"}, {"_fields", "id,status,link,content"}}));
    }
    /// Below the text that stands there now, whoever edited it since.
    Step<Heard> correct(const std::string& id, const Change& wish) const {
        auto step = read(id);
        const auto* heard = std::get_if<Heard>(&step);
        if (!heard || !heard->ok()) return step;
        const auto text = heard->text("content.raw");
        if (text.find(correction_mark(wish)) != text.npos) return step;
        return call_.post(
            url("/posts/" + id),
            {{"content", cat(text, "\n<!-- ", correction_mark(wish), " --><p><strong>",
                             escaped(wish.note()), "</strong></p>")}});
    }
    /// "https://site/wp-json/wp/v2/posts", or through ?rest_route= where addresses are plain.
    std::string url(const std::string& path, const Fields& query = {}) const {
        if (!reach_.base.ends_with("?rest_route=")) {
            return cat(reach_.base, "/wp-json/wp/v2", path, query.empty() ? "" : "?",
                       query_of(query));
        }
        return cat(reach_.base, "/wp/v2", path, query.empty() ? "" : "&", query_of(query));
    }

    /// The first file is the post's own picture; the others stand below the text.
    static std::string figures(const JsonObject& ticket) {
        const auto* media = ticket.if_contains("media");
        if (!media || !media->is_array()) return {};
        std::string html;
        for (std::size_t i = first_only; i < media->get_array().size(); ++i) {
            const auto& one = media->get_array().at(i).get_object();
            const auto source = text_of(one, "url");
            const bool picture = text_of(one, "type").starts_with("image/");
            html += picture ? cat("\n<figure><img src=\"", source, "\" alt=\"\"></figure>")
                            : cat("\n\n", source, "\n");
        }
        return html;
    }

    Outcome stage(const Post& post) const {
        JsonArray media;
        for (std::size_t i = 0; i < post.files.size(); ++i) {
            const auto stem = cat("ktg-", post.marker(), "-", i + 1);
            auto step = upload(post.files[i], stem);
            if (const auto* ended = std::get_if<Outcome>(&step)) return as_preparation(*ended);
            media.push_back(std::get<JsonObject>(std::move(step)));
        }
        return Pending{seconds{0}, ticket_text({{"media", std::move(media)}})};
    }

    Step<JsonObject> upload(const Post::Picture& file, const std::string& stem) const {
        const auto bytes = bytes_of(file);
        if (!bytes && bytes.error().kind == Kind::unavailable) {
            return Outcome{Wait{minutes{1}, bytes.error().why}};
        }
        if (!bytes) return Outcome{Rejected{bytes.error().why}};
        const auto name = cat(stem, ".", ending_of(file.type));
        const auto step = call_.send(
            {.method = "POST",
             .url = url("/media"),
             .headers = {{"Content-Type", file.type},
                         {"Content-Disposition", cat("attachment; filename=\"", name, "\"")}},
             .body = *bytes,
             .patience = minutes{4}});
        if (const auto* ended = std::get_if<Outcome>(&step)) return *ended;
        const auto& heard = std::get<Heard>(step);
        if (heard.reply.status != 201) return wordpress_refusal(heard);
        const auto id = heard.number("id");
        if (!file.alt.empty()) {
            // Best effort: a missing description is no reason to send the picture again.
            (void)call_.post(url(cat("/media/", id)), {{"alt_text", file.alt}});
        }
        return JsonObject{{"id", id}, {"url", heard.text("source_url")}, {"type", file.type}};
    }

    Reach reach_;
    Call call_;
};

}  // namespace

std::unique_ptr<Channel> wordpress_channel(Reach reach) {
    return std::make_unique<WordPress>(std::move(reach));
}

}  // namespace kentongan::delivery
