// Instagram: a container that nobody sees, kept by its number; then it is published, once.
#include "base/text.h"
#include "delivery/meta.h"

namespace kentongan::delivery {
namespace {

constexpr seconds rest{20};
constexpr auto gives_up = std::chrono::hours{23};  // a container lives for 24
constexpr std::string_view newest = "100";

class Instagram final : public Channel {
  public:
    Instagram(Reach reach, std::string account)
        : reach_(std::move(reach)), account_(std::move(account)), call_(reach_, Letting::bearer) {}

    Outcome publish(const Post& post) override {
        if (post.files.empty()) return Rejected{"Instagram perlu gambar atau video."};
        const auto ticket = ticket_of(post);
        if (!ticket.contains("container")) return prepare(post, ticket);
        const auto container = text_of(ticket, "container");
        const auto step = call_.get(url(container, {{"fields", "status_code,status"}}));
        if (const auto* ended = std::get_if<Outcome>(&step)) return *ended;
        const auto& heard = std::get<Heard>(step);
        if (!heard.ok()) return as_preparation(meta_outcome(heard));
        const auto state = heard.text("status_code");
        if (state == "PUBLISHED") return published(post, container);
        if (state == "FINISHED") return release(container);
        if (state == "ERROR") return Rejected{cat("Instagram: ", heard.text("status"))};
        if (state == "EXPIRED") return Pending{seconds{0}, {}};
        if (reach_.clock() - post.since > gives_up) {
            return Rejected{"Instagram belum selesai mengolah setelah 23 jam."};
        }
        return Pending{rest, post.ticket};
    }

    /// Only a container that we know can have been published.
    Sight look(const Post& post) override {
        const auto container = text_of(ticket_of(post), "container");
        if (container.empty()) return Absent{};
        const auto step = call_.get(url(container, {{"fields", "status_code"}}));
        const auto* heard = std::get_if<Heard>(&step);
        if (!heard || !heard->ok()) return Unseen{"Instagram belum dapat dibaca."};
        if (heard->text("status_code") != "PUBLISHED") return Absent{};
        const auto [id, address] = find(post).value_or(std::pair{container, std::string()});
        return Found{id, address};
    }

    Outcome change(const Post& post, const Change& wish) override {
        if (!wish.withdraw) return Channel::change(post, wish);
        if (wish.receipt.empty()) return Rejected{"Kiriman ini hanya dapat dihapus di Instagram."};
        const auto step = call_.send({.method = "DELETE", .url = url(wish.receipt)});
        if (const auto* ended = std::get_if<Outcome>(&step)) return *ended;
        const auto& heard = std::get<Heard>(step);
        if (heard.ok() || is_missing(heard)) return Created{wish.receipt, wish.url};
        return meta_outcome(heard);
    }

    Sight look_changed(const Post&, const Change& wish) override {
        const auto step = call_.get(url(wish.receipt, {{"fields", "id"}}));
        const auto* heard = std::get_if<Heard>(&step);
        if (heard && is_missing(*heard)) return Found{wish.receipt, wish.url};
        if (!heard || !heard->ok()) return Unseen{"Instagram belum dapat dibaca."};
        return Absent{};
    }

  private:
    /// Gone, while the account itself answers: no mere loss of rights.
    bool is_missing(const Heard& heard) const {
        if (meta_code(heard) != "100/33") return false;
        const auto step = call_.get(url(account_, {{"fields", "id"}}));
        const auto* own = std::get_if<Heard>(&step);
        return own && own->ok();
    }
    std::string url(const std::string& path, const Fields& query = {}) const {
        return cat(reach_.base, meta_version, path, query.empty() ? "" : "?", query_of(query));
    }

    static JsonObject media_of(const Post::Picture& file, bool child) {
        const bool film = file.type.starts_with("video/");
        JsonObject body;
        if (film) body["media_type"] = child ? "VIDEO" : "REELS";
        body[film ? "video_url" : "image_url"] = file.address;
        if (!film && !file.alt.empty()) body["alt_text"] = file.alt;
        if (child) body["is_carousel_item"] = true;
        return body;
    }

    Step<std::string> container(const JsonObject& body) const {
        const auto step = call_.post(url(cat(account_, "/media")), body);
        if (const auto* ended = std::get_if<Outcome>(&step)) return *ended;
        const auto& heard = std::get<Heard>(step);
        if (!heard.ok()) return as_preparation(meta_outcome(heard));
        return heard.text("id");
    }

    Outcome prepare(const Post& post, const JsonObject& ticket) const {
        if (post.files.size() > 1) return prepare_album(post, ticket);
        auto body = media_of(post.files[0], false);
        body["caption"] = post.text;
        const auto made = container(body);
        if (const auto* ended = std::get_if<Outcome>(&made)) return *ended;
        return Pending{seconds{5}, ticket_text({{"container", std::get<std::string>(made)}})};
    }

    /// Every picture must be ready before the album can be made of them.
    Outcome prepare_album(const Post& post, const JsonObject& ticket) const {
        const auto* children = ticket.if_contains("children");
        if (!children || !children->is_array()) {
            JsonArray made;
            for (const auto& file : post.files) {
                const auto child = container(media_of(file, true));
                if (const auto* ended = std::get_if<Outcome>(&child)) return *ended;
                made.push_back(Json(std::get<std::string>(child)));
            }
            return Pending{seconds{5}, ticket_text({{"children", std::move(made)}})};
        }
        std::vector<std::string> ids;
        for (const Json& id : children->get_array()) ids.emplace_back(id.get_string());
        for (const auto& id : ids) {
            const auto step = call_.get(url(id, {{"fields", "status_code,status"}}));
            if (const auto* ended = std::get_if<Outcome>(&step)) return *ended;
            const auto& heard = std::get<Heard>(step);
            if (!heard.ok()) return as_preparation(meta_outcome(heard));
            const auto state = heard.text("status_code");
            if (state == "ERROR") return Rejected{cat("Instagram: ", heard.text("status"))};
            if (state == "EXPIRED") return Pending{seconds{0}, {}};
            if (state != "FINISHED") return Pending{rest, post.ticket};
        }
        const auto made = container(
            {{"media_type", "CAROUSEL"}, {"children", joined(ids, ",")}, {"caption", post.text}});
        if (const auto* ended = std::get_if<Outcome>(&made)) return *ended;
        return Pending{seconds{5}, ticket_text({{"container", std::get<std::string>(made)}})};
    }

    Outcome release(const std::string& container) const {
        const auto step =
            call_.post(url(cat(account_, "/media_publish")), {{"creation_id", container}});
        if (const auto* ended = std::get_if<Outcome>(&step)) return *ended;
        const auto& heard = std::get<Heard>(step);
        const auto id = heard.text("id");
        if (heard.ok() && !id.empty()) return Created{id, address_of(id)};
        if (heard.ok()) return Ambiguous{"Instagram menjawab tanpa nomor kiriman."};
        // The container tells what became of it; nothing is published blindly.
        const auto code = meta_code(heard);
        if (code == "-2/2207020" || code == "24/2207006") return Ambiguous{code};
        return meta_outcome(heard);
    }

    /// Best effort: a post that is young may not be readable yet.
    std::string address_of(const std::string& id) const {
        const auto step = call_.get(url(id, {{"fields", "permalink"}}));
        const auto* heard = std::get_if<Heard>(&step);
        return heard ? heard->text("permalink") : std::string();
    }

    Outcome published(const Post& post, const std::string& container) const {
        const auto [id, address] = find(post).value_or(std::pair{container, std::string()});
        return Created{id, address};
    }

    std::optional<std::pair<std::string, std::string>> find(const Post& post) const {
        const auto since = std::chrono::floor<seconds>(post.since) - seconds{120};
        const auto step = call_.get(url(
            cat(account_, "/media"), {{"fields", "id,caption,timestamp,permalink"},
                                      {"since", std::to_string(since.time_since_epoch().count())},
                                      {"limit", std::string(newest)}}));
        const auto* heard = std::get_if<Heard>(&step);
        if (!heard || !heard->ok()) return {};
        for (const auto& one : heard->objects("data")) {
            if (plain_line(text_of(one, "caption")) != plain_line(post.text)) continue;
            return std::pair{text_of(one, "id"), text_of(one, "permalink")};
        }
        return {};
    }

    Reach reach_;
    std::string account_;
    Call call_;
};

}  // namespace

std::unique_ptr<Channel> instagram_channel(Reach reach, std::string account) {
    return std::make_unique<Instagram>(std::move(reach), std::move(account));
}

}  // namespace kentongan::delivery
