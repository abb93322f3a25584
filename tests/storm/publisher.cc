// Publishes what a list names through the outbox and the real clients, until nothing is left. Made
// to be killed at any moment and started again: channel_storm FOLDER DOUBLES.
#include <cstdio>
#include <fstream>
#include <sstream>

#include "base/carried.h"
#include "base/secret.h"
#include "base/text.h"
#include "delivery/call.h"
#include "delivery/oauth.h"
#include "store/db.h"

using namespace kentongan;
using namespace kentongan::delivery;

namespace {

constexpr OfficeId office{7};
constexpr int rounds_max = 20'000;  // far more than any weather takes; what is open then is named

std::string read_all(const std::string& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}
/// On disk whole or not at all, before anything is done with it.
void write_all(const std::string& path, const std::string& text) {
    std::ofstream(path + ".baru") << text << std::flush;
    std::rename((path + ".baru").c_str(), path.c_str());
}

/// The services, and their clock.
struct World {
    explicit World(std::string doubles) : base(std::move(doubles)) {
        HttpLimits limits;
        limits.also_allowed = {base.substr(7)};
        http = guarded_http(limits);
        read_clock();
    }
    JsonObject control(const std::string& path, const JsonObject& body = {}) const {
        HttpRequest request{.method = body.empty() ? "GET" : "POST", .url = base + "/_/" + path};
        if (!body.empty()) {
            request.headers = {{"Content-Type", "application/json"}};
            request.body = write_json(body);
        }
        const auto json = read_json(http->send(request).body);
        return json && json->is_object() ? json->get_object() : JsonObject{};
    }
    void read_clock() {
        const auto theirs = from_iso(text_of(control("clock"), "now"));
        if (theirs) ahead = *theirs - real();
    }
    static Instant real() {
        return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
    }
    Instant now() const { return real() + ahead; }
    void pass(milliseconds time) {
        const auto seconds_ = std::chrono::ceil<seconds>(time).count();
        control("clock", {{"advance_s", seconds_}});
        read_clock();
    }

    std::string base;
    std::unique_ptr<Http> http;
    milliseconds ahead{0};
};

/// Tokens kept in a file before they are used; X and YouTube renew theirs.
class Keeper final : public Access {
  public:
    Keeper(World& world, std::string folder, std::string service)
        : world_(world), file_(folder + "/" + service + ".token"), service_(std::move(service)) {}

    Result<std::string> token() override {
        const auto held = kept();
        const auto ends = number_of(held, "ends");
        const bool ending = ends > 0 && from_millis(ends) - world_.now() < minutes{5};
        if (ending) return renewed(text_of(held, "access"));
        if (held.contains("access")) return text_of(held, "access");
        if (service_ == "wordpress") return std::string("penerbit:abcd EFGH 1234 ijkl MNOP 5678");
        if (service_ == "facebook") return std::string("fb-page-0");
        if (service_ == "instagram") return std::string("ig-token-0");
        return consented();
    }
    Result<std::string> renewed(const std::string&) override {
        const auto held = kept();
        if (!held.contains("refresh")) return Error{Kind::forbidden, "sambungkan ulang"};
        return keep(renewed_tokens(*world_.http, app(), text_of(held, "refresh"), world_.now()));
    }
    std::optional<Instant> closed_until(std::string_view window) override {
        const auto json = read_json(read_all(file_ + "s"));
        if (!json || !json->is_object() || !json->get_object().contains(window)) return {};
        return from_millis(number_of(json->get_object(), window));
    }
    void close_until(std::string_view window, Instant opens) override {
        const auto json = read_json(read_all(file_ + "s"));
        JsonObject all = json && json->is_object() ? json->get_object() : JsonObject{};
        all[window] = to_millis(opens);
        write_all(file_ + "s", write_json(all));
    }
    /// What a person does who connects the account again.
    Result<std::string> consented() {
        if (service_ == "facebook" || service_ == "instagram") {
            const auto token = service_ == "facebook" ? "fb-page-0" : "ig-token-0";
            world_.control(service_ + "/token",
                           {{"token", token}, {"exp", nullptr}, {"dead", nullptr}});
            return std::string(token);
        }
        if (service_ == "wordpress") return Error{Kind::forbidden, "no way"};
        const auto proofkey = fresh_proofkey();
        const auto agreed = world_.http->send(
            {.url = consent_address(app(), "https://kantor.go.id/kembali", "s", proofkey)});
        const auto found = agreed.headers.find("location");
        if (found == agreed.headers.end()) return Error{Kind::unavailable, "no consent"};
        auto code = found->second.substr(found->second.find("code=") + 5);
        code = code.substr(0, code.find('&'));
        for (auto at = code.find("%2F"); at != code.npos; at = code.find("%2F")) {
            code.replace(at, 3, "/");
        }
        return keep(tokens_for_code(*world_.http, app(), code, "https://kantor.go.id/kembali",
                                    proofkey, world_.now()));
    }

  private:
    JsonObject kept() const {
        const auto json = read_json(read_all(file_));
        return json && json->is_object() ? json->get_object() : JsonObject{};
    }
    OauthApp app() const {
        auto made = *oauth_app(service_, world_.base + "/" + service_);
        made.id = service_ == "x" ? "x-client" : "yt-client.apps.example";
        made.secret = service_ == "x" ? "x-secret" : "yt-secret";
        return made;
    }
    Result<std::string> keep(Result<Tokens> tokens) {
        if (!tokens) return tokens.error();
        JsonObject all{{"access", tokens->access}, {"refresh", tokens->refresh}};
        if (tokens->expires_at) all["ends"] = to_millis(*tokens->expires_at);
        write_all(file_, write_json(all));
        return tokens->access;
    }

    World& world_;
    std::string file_, service_;
};

class Publisher final : public Carrier {
  public:
    Publisher(World& world, const std::string& folder) : world_(world), folder_(folder) {}

    Outcome carry(const Message& message) override {
        Keeper access(world_, folder_, service_of(message));
        return client(message, access)->publish(post_of(message));
    }
    Sight look(const Message& message) override {
        Keeper access(world_, folder_, service_of(message));
        return client(message, access)->look(post_of(message));
    }
    Result<void> report(store::Tx&, const Message&, const Outcome&) override { return {}; }
    Result<void> held(store::Tx&, const Message&, const std::string&) override { return {}; }

  private:
    static std::string service_of(const Message& message) { return message.account; }
    Post post_of(const Message& message) const {
        const auto item = read_json(message.body)->get_object();
        Post post{};
        post.once = message.once;
        post.title = "Jadwal imunisasi " + text_of(item, "mark");
        post.text = "Imunisasi di Puskesmas, ktg-" + text_of(item, "mark");
        post.html = "<p>Imunisasi ktg-" + text_of(item, "mark") + "</p>";
        post.ticket = message.ticket;
        post.since = from_millis(number_of(item, "since"));
        if (item.contains("file")) {
            Post::Picture file;
            file.path = text_of(item, "file");
            file.type = text_of(item, "type");
            file.sha256 = text_of(item, "sha256");
            file.address = text_of(item, "address");
            file.bytes = static_cast<std::size_t>(number_of(item, "bytes"));
            post.files.push_back(file);
        }
        return post;
    }
    std::unique_ptr<Channel> client(const Message& message, Access& access) const {
        const auto service = service_of(message);
        const Reach reach{*world_.http, access, [this] { return world_.now(); },
                          world_.base + "/" + service};
        if (service == "wordpress") return wordpress_channel(reach);
        if (service == "facebook") return facebook_channel(reach, {"1020304050", ""});
        if (service == "instagram") return instagram_channel(reach, "17841400000000001");
        if (service == "x") return x_channel(reach, {"1700000000000000001", "diskominfo_uji"});
        return youtube_channel(reach);
    }

    World& world_;
    std::string folder_;
};

void promise(store::Db& db, const std::string& folder, Instant now) {
    const auto items = read_json(read_all(folder + "/items.json"));
    ensure(items && items->is_array());
    const auto put = db.write([&](store::Tx& tx) -> Result<void> {
        for (const Json& one : items->get_array()) {
            auto item = one.get_object();
            Message message{};
            message.office = office;
            message.kind = "publish";
            message.account = text_of(item, "service");
            message.once = text_of(item, "mark");
            item["since"] = to_millis(now);
            message.body = write_json(item);
            TRY(Outbox::put(tx, message, now));
        }
        return {};
    });
    ensure(static_cast<bool>(put));
}

/// A person sees that an account rests, connects it again, and lets it go on.
void repair(store::Db& db, World& world, const std::string& folder) {
    std::set<std::string> broken;
    const auto rows = db.read([](store::Tx& tx) { return Outbox::open_rows(tx, office, 5000); });
    if (!rows) return;
    for (const auto& row : *rows) {
        if (row.state == OutboxState::paused) broken.insert(row.message.account);
    }
    for (const auto& account : broken) {
        (void)Keeper(world, folder, account).consented();
        (void)db.write(
            [&](store::Tx& tx) { return Outbox::resume(tx, office, account, world.now()); });
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    const std::string folder = argv[1];
    World world(argv[2]);
    auto db = store::Db::open("sqlite:" + folder + "/storm.db");
    ensure(static_cast<bool>(db));
    const std::map<std::string, std::string> schema{
        {"schema/0001_outbox.sql", std::string(carried().at("schema/0002_outbox.sql"))}};
    ensure(static_cast<bool>((*db)->migrate(schema)));
    promise(**db, folder, world.now());
    Outbox outbox(**db);
    Publisher publisher(world, folder);
    outbox.employ("publish", publisher);
    (void)outbox.end_leases(world.now());
    const Clock clock = [&] { return world.now(); };
    for (int round = 0; round < rounds_max; ++round) {
        (void)outbox.run_due(clock, 20);
        repair(**db, world, folder);
        const auto next = outbox.next_due();
        if (!next) continue;
        if (!*next) break;
        if (**next > world.now()) world.pass(**next - world.now());
    }
    const auto rows = (*db)->read([](store::Tx& tx) { return Outbox::rows(tx, office, 5000); });
    ensure(static_cast<bool>(rows));
    for (const auto& row : *rows) {
        std::printf("%s %s %s %s\n", row.message.once.c_str(), row.message.account.c_str(),
                    std::string(word_of(row.state)).c_str(), row.last_word.c_str());
    }
    return 0;
}
