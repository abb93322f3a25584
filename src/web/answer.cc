// From a request to an answer: route, session, rights, origin, fields, page, headers.
#include <cstdio>

#include "base/secret.h"
#include "web/escape.h"
#include "web/galat.h"
#include "web/guard.h"
#include "web/own_host.h"
#include "web/reply.h"

namespace kentongan::web {
namespace {

constexpr std::int64_t form_bytes_max = 1024L * 1024;
constexpr std::int64_t upload_bytes_max = 32L * 1024 * 1024;
constexpr int posts_burst = 30;  // seconds of the steady rate at once
constexpr int public_posts_at_once = 40;
constexpr seconds one_more_public_post{3};
constexpr std::size_t public_pages_most = 500, public_page_bytes_most = std::size_t{256} * 1024;

using Parameters = std::vector<std::pair<std::string_view, std::string>>;

/// The parameters of a path that fits the pattern.
std::optional<Parameters> fit(std::string_view pattern, std::string_view path) {
    Parameters found;
    while (true) {
        if (pattern == "*") {
            found.emplace_back("*", path);
            return found;
        }
        const auto wanted = pattern.substr(0, pattern.find('/'));
        const auto segment = path.substr(0, path.find('/'));
        if (wanted.starts_with(':') && !segment.empty()) {
            found.emplace_back(wanted.substr(1), segment);
        } else if (wanted != segment) {
            return {};
        }
        const bool last = wanted.size() == pattern.size();
        if (last || segment.size() == path.size()) {
            if (last != (segment.size() == path.size())) return {};
            return found;
        }
        pattern.remove_prefix(wanted.size() + 1);
        path.remove_prefix(segment.size() + 1);
    }
}

struct Match {
    const Route* route = nullptr;
    Parameters parameters = {};
    bool other_method = false;  // the place is there, the verb is not
};

/// "berkas" of "/berkas/12", "sop" of "/api/v1/sop/3": by which the routes are sorted beforehand.
std::string_view subject_of(std::string_view path) {
    constexpr std::string_view api = "/api/v1/";
    path.remove_prefix(path.starts_with(api) ? api.size() : 1);
    return path.substr(0, path.find('/'));
}

const std::vector<const Route*>& routes_of(std::string_view subject) {
    using Sorted = std::map<std::string_view, std::vector<const Route*>>;
    static const Sorted sorted = [] {
        Sorted all;
        for (const Route& route : routes()) all[subject_of(route.path)].push_back(&route);
        return all;
    }();
    static const std::vector<const Route*> none;
    const auto found = sorted.find(subject);
    return found == sorted.end() ? none : found->second;
}

Match match_of(const net::Head& head) {
    const std::string_view method = head.method == "HEAD" ? "GET" : std::string_view(head.method);
    Match best;
    for (const Route* route : routes_of(subject_of(head.path))) {
        auto parameters = fit(route->path.substr(1), std::string_view(head.path).substr(1));
        if (!parameters) continue;
        if (route->method == method) return {route, std::move(*parameters)};
        best.other_method = true;
    }
    return best;
}

/// Who asks, and from where.
struct Visitor {
    office::SessionInfo session;
    office::OfficeInfo office;
    std::shared_ptr<const sop::WorkCalendar> calendar;
};

/// What time itself changes (a deputy's first minute, an announcement's last) shows within one.
std::int64_t second_of(Instant at) {
    return std::chrono::floor<seconds>(at).time_since_epoch().count();
}

/// A public page is the same for everybody without a session; by its address and the office whose
/// host it stands at, or "" for any other.
std::string public_key(const net::Head& head, const std::string& path,
                       const std::string& own_host) {
    const bool plain = head.query.empty() || head.query == "bahasa=en";
    if (!plain || !path.starts_with("/k/") || !head.cookie(session_cookie).empty()) return {};
    if (!head.header("authorization").empty()) return {};
    return cat(path, "?", head.query, " ", own_host);
}

bool changes(const net::Head& head) {
    return head.method != "GET" && head.method != "HEAD";
}

/// The page of ours that the request came from, to go back to.
std::string referring_path(const net::Head& head) {
    const auto referer = head.header("referer");
    const auto scheme = referer.find("://");
    if (scheme == referer.npos) return {};
    const auto rest = referer.substr(scheme + 3);
    const auto slash = rest.find('/');
    if (slash == rest.npos || rest.substr(0, slash) != head.header("host")) return {};
    const auto path = rest.substr(slash);
    return is_own_path(path) ? std::string(path) : "";
}

class Pages final : public net::Application {
  public:
    explicit Pages(const Site& site)
        : site_(site),
          posts_(site.posts_per_second * posts_burst,
                 milliseconds{std::max(1, 1000 / site.posts_per_second)}),
          visitors_(site.db),
          hosts_(site.db),
          pages_(site.db, public_pages_most) {}

    std::variant<net::Admission, net::Response> admit(const net::Head& asked) override {
        const auto own_host = office_named_by(asked);
        const auto place = place_of(asked, own_host);
        std::optional<net::Head> moved;
        if (place != asked.path) moved.emplace(asked).path = place;
        const net::Head& head = moved ? *moved : asked;
        const Match match = match_of(head);
        if (!match.route) return net::Admission{};
        if (match.route->body != net::BodyKind::upload) {
            return net::Admission{.body = match.route->body, .body_max = form_bytes_max};
        }
        // Before megabytes come in, whatever can be known of them is asked.
        const net::Request bare{head, {}, {}};
        Visit visit = visit_of(bare, match, own_host);
        if (auto refusal = refusal_of(visit)) return finished(std::move(*refusal), visit);
        if (match.route->admit) {
            auto admitted = match.route->admit(site_, visit);
            if (admitted) return std::move(*admitted);
            return finished(refusal_for(visit, admitted.error()), visit);
        }
        return net::Admission{.body = net::BodyKind::upload,
                              .body_max = upload_bytes_max,
                              .upload_folder = site_.upload_folder};
    }

    net::Response answer(net::Request request) override {
        const auto own_host = office_named_by(request);
        request.path = place_of(request, own_host);
        const Match match = match_of(request);
        Visit visit = visit_of(request, match, own_host);
        if (!match.route) {
            return finished(error_page(visit, match.other_method ? 405 : 404, {}), visit);
        }
        if (match.route->face == Face::portal && !changes(request)) return public_answer(visit);
        auto refusal = refusal_of(visit);
        if (!refusal) refusal = read_fields(visit);
        auto response = refusal ? std::move(*refusal) : ask(visit);
        for (const FilePart& part : visit.files) std::remove(part.path.c_str());
        return finished(std::move(response), visit);
    }

    net::Response refuse(int status) override {
        const auto view = error_view(site_.look.words(), Language::indonesian, status, {}, "", "");
        net::Response response{
            .status = status,
            .body = net::Text{site_.look.templates().render(view, Language::indonesian)}};
        protect(response, Face::portal);
        return response;
    }

    std::optional<net::Response> answer_at_once(const net::Head& head) override {
        if (head.path.starts_with("/ui/")) return answer(net::Request{head, {}, {}});
        const auto hosts = hosts_.find(0, 0);
        const bool ours = is_installation(site_, host_name_of(head.header("host")));
        if (!hosts && !ours) return {};
        const auto own = ours ? std::string{} : own_host_of(**hosts, head);
        const auto key = public_key(head, place_of(head, own), own);
        return key.empty() ? std::nullopt : pages_.find(key, second_of(site_.clock()));
    }

  private:
    /// The office whose host this request names, or "". Asked at every request, so what is known is
    /// kept until an office changes, and nothing is asked where the installation itself is named.
    std::string office_named_by(const net::Head& head) {
        if (is_installation(site_, host_name_of(head.header("host")))) return {};
        const auto known = hosts_.of(0, 0, [&]() -> Result<std::shared_ptr<const OwnHosts>> {
            return std::make_shared<const OwnHosts>(TRY(site_.people.hosts()));
        });
        return known ? own_host_of(**known, head) : std::string{};
    }

    /// Who is signed in goes on working where there is a page of that name for them.
    static std::string place_of(const net::Head& head, const std::string& own_host) {
        if (own_host.empty()) return head.path;
        const bool works = !head.cookie(session_cookie).empty() && match_of(head).route;
        return works ? head.path : place_at_host(own_host, head.path);
    }

    Visit visit_of(const net::Request& request, const Match& match, const std::string& own_host) {
        Visit visit{.request = request,
                    .route = match.route,
                    .parameters = match.parameters,
                    .now = site_.clock(),
                    .own_host = own_host};
        if (auto query = net::read_form(request.query)) visit.query = std::move(*query);
        if (visit.asked("bahasa") == "en") visit.language = Language::english;
        if (request.path.starts_with("/ui/")) return visit;
        visit.token = request.cookie(session_cookie);
        const auto authorization = request.header("authorization");
        if (authorization.starts_with("Bearer ")) visit.token = authorization.substr(7);
        if (!visit.token.empty()) remember_session(visit);
        return visit;
    }

    void remember_session(Visit& visit) {
        auto visitor = visitors_.of(visit.token, second_of(visit.now),
                                    [&] { return visitor_of(visit.token); });
        if (!visitor) return;
        visit.own_calendar = std::move(visitor->calendar);
        visit.office = std::move(visitor->office);
        visit.session = std::move(visitor->session);
        if (visit.asked("bahasa").empty() && visit.session->language == "en") {
            visit.language = Language::english;
        }
    }

    Result<Visitor> visitor_of(const std::string& token) {
        auto session = TRY(site_.people.session(token));
        auto office = TRY(site_.people.office(session.who.office));
        auto calendar = TRY(site_.db.read(
            [&](store::Tx& tx) { return office::Calendars::of(tx, session.who.office); }));
        return Visitor{std::move(session), std::move(office), std::move(calendar)};
    }

    /// What may be kept by anybody for a minute we keep ourselves, ready to send, as long as
    /// nothing it was read from changes.
    net::Response public_answer(Visit& visit) {
        const auto key = public_key(visit.request, visit.request.path, visit.own_host);
        store::Reading reading(site_.db.changes());
        auto response = refusal_of(visit).value_or(net::Response{});
        if (response.status == 200) response = ask(visit);
        response = finished(std::move(response), visit);
        auto* text = std::get_if<net::Text>(&response.body);
        const bool keeps = !key.empty() && text && text->bytes.size() <= public_page_bytes_most &&
                           response.status == 200 && is_public(response);
        if (!keeps) return response;
        response = ready(response, std::move(text->bytes));
        pages_.keep(key, second_of(visit.now), response, reading.basis());
        return response;
    }

    static net::Response ready(const net::Response& made, std::string text) {
        std::string lines;
        for (const auto& [name, value] : made.headers) lines += cat(name, ": ", value, "\r\n");
        return {.type = made.type,
                .body = net::ready_made(std::move(text), made.type, std::move(lines)),
                .etag = made.etag};
    }

    static bool is_public(const net::Response& response) {
        return std::ranges::any_of(response.headers, [](const auto& header) {
            return header.first == "Cache-Control" && header.second.starts_with("public");
        });
    }

    /// Nothing, or why this visit ends here.
    std::optional<net::Response> refusal_of(const Visit& visit) {
        const Route& route = *visit.route;
        if (changes(visit.request)) {
            if (!is_same_origin(visit.request)) return error_page(visit, 403, {});
            // A whole office may sit behind one address, so who is signed in is counted alone.
            Limit& limit = route.policy.signed_in ? posts_ : public_posts_;
            const auto wait =
                limit.take(visit.session ? visit.token : visit.request.peer, visit.now);
            if (wait > seconds{0}) {
                auto response = error_page(visit, 429, {});
                response.headers.emplace_back("Retry-After", std::to_string(wait.count()));
                return response;
            }
        }
        if (!route.policy.signed_in) return {};
        if (!visit.session) return to_sign_in(visit);
        if (route.policy.right && !may(visit.who(), *route.policy.right)) {
            return error_page(visit, 404, {});
        }
        return {};
    }

    static bool by_bearer(const Visit& visit) {
        return visit.request.header("authorization").starts_with("Bearer ");
    }

    /// Reads the body's fields, and wants the session's token among them.
    std::optional<net::Response> read_fields(Visit& visit) {
        const net::Request& request = visit.request;
        if (visit.route->admit) return {};
        if (request.upload) {
            auto parts =
                read_multipart(request.upload->path, boundary_of(request.header("content-type")));
            if (!parts) return error_page(visit, 400, parts.error().issues);
            visit.form = std::move(parts->fields);
            visit.files = std::move(parts->files);
        } else if (visit.route->body == net::BodyKind::form) {
            auto fields = net::read_form(request.body);
            if (!fields) return error_page(visit, 400, {});
            visit.form = std::move(*fields);
        }
        if (!changes(request) || !visit.route->policy.signed_in || by_bearer(visit)) return {};
        const auto sent = visit.route->face == Face::api ? std::string(request.header("x-csrf"))
                                                         : visit.field("csrf");
        if (!same_secret(sent, visit.session->csrf)) return error_page(visit, 403, {});
        return {};
    }

    net::Response ask(Visit& visit) {
        auto response = visit.route->page(site_, visit);
        if (response) return std::move(*response);
        return refusal_for(visit, response.error());
    }

    net::Response refusal_for(const Visit& visit, const Error& error) {
        if (site_.log) site_.log(visit.request.request_id, error);
        // What is not there and what is not yours are the same to whoever asks.
        const bool hidden = error.kind == Kind::not_found || error.kind == Kind::forbidden;
        const bool told = !hidden && error.kind != Kind::unavailable;
        return error_page(visit, status_of(error.kind), told ? error.issues : std::vector<Issue>{});
    }

    net::Response to_sign_in(const Visit& visit) {
        if (visit.route->face == Face::api) return error_page(visit, 401, {});
        std::string address = "/masuk";
        const auto back =
            changes(visit.request) ? referring_path(visit.request) : visit.request.path;
        if (is_own_path(back) && back != "/") {
            address += "?ke=";
            put_part(address, back);
        }
        if (!visit.token.empty()) address += address.size() > 6 ? "&habis=1" : "?habis=1";
        return see_other(address);
    }

    net::Response error_page(const Visit& visit, int status, const std::vector<Issue>& issues) {
        const Words& words = site_.look.words();
        const bool for_programs = visit.route && visit.route->face == Face::api;
        if (for_programs || visit.request.path.starts_with("/api/")) {
            return api_error(words, visit.language, status, issues);
        }
        // "Forbidden" by origin is told apart; forbidden by right never comes here as 403.
        const auto back = visit.session ? std::string("/meja") : std::string();
        const auto view =
            error_view(words, visit.language, status, issues, visit.request.request_id, back);
        return page_of(site_, visit, view, status);
    }

    net::Response finished(net::Response response, const Visit& visit) {
        const bool failed = response.status >= 400;
        const Face face = visit.route ? visit.route->face : Face::portal;
        protect(response, failed && face == Face::file ? Face::portal : face);
        response.headers.emplace_back("Content-Language",
                                      visit.language == Language::english ? "en" : "id");
        return response;
    }

    const Site& site_;
    Limit posts_;
    store::Kept<std::string, Visitor> visitors_;
    store::Kept<int, std::shared_ptr<const OwnHosts>> hosts_;
    store::Kept<std::string, net::Response> pages_;
    Limit public_posts_{public_posts_at_once, one_more_public_post};
};

}  // namespace

std::unique_ptr<net::Application> application(const Site& site) {
    return std::make_unique<Pages>(site);
}

}  // namespace kentongan::web
