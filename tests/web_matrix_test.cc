// Every route, as every identity, with every kind of id of another office: no foreign byte, and
// what is foreign, what is forbidden and what is not there read the same.
#include <set>

#include "office/contacts.h"
#include "office/library.h"
#include "office/organisation.h"
#include "web/guard.h"
#include "web/route.h"
#include "web_cast.h"

namespace kentongan::tests {
namespace {

/// Planted in everything that the other office has.
constexpr const char* marker = "Zrahasiaz";
constexpr const char* missing_id = "987654321";

std::string marked(std::string_view words) {
    return cat(marker, " ", words);
}

/// The other office, with one of everything, and the ids of it all.
struct Neighbour {
    WebOffice& stage;
    OfficeId office = {};
    office::Who keeper = {};

    explicit Neighbour(WebOffice& web) : stage(web) {
        const auto made = stage.test.db.write([&](store::Tx& tx) { return make(tx); });
        REQUIRE_MESSAGE(made, made.error().why);
        const auto dossier = stage.dossiers.open(
            keeper, {.title = marked("imunisasi"), .sop = sop, .requester = marked("pemohon")});
        REQUIRE_MESSAGE(dossier, dossier.error().why);
    }

    Result<void> make(store::Tx& tx) {
        office::OfficeInfo info{.id = {}, .slug = lowered(marker), .region = marked("Kabupaten")};
        info.name = marked("Dinas");
        office = TRY(stage.people.add_office(tx, info));
        const auto person = TRY(
            stage.people.add_person(tx, office, marked("Orang"), "tetangga", stage.password_hash));
        std::vector<PositionId> positions;
        for (const auto& kind : office::position_kinds()) {
            positions.push_back(
                TRY(stage.people.add_position(tx, office, marked(kind), std::string(kind))));
            TRY(stage.people.hold(tx, office, positions.back(), person, office::Hold::definitive,
                                  stage.now, {}, marked("surat")));
        }
        keeper = TRY(stage.people.someone(tx, office, person));
        TRY(office::Organisation::save_unit(tx, keeper, {.name = marked("unit")}, stage.now));
        TRY(office::Contacts::save_agency(tx, keeper, {.name = marked("opd")}, stage.now));
        TRY(office::Contacts::save_partner(
            tx, keeper,
            {.name = marked("pers"), .medium = "daring", .email = "zrahasiaz@x.example"},
            stage.now));
        TRY(office::Contacts::save_team(
            tx, keeper, {.name = marked("tim"), .leader = person, .members = {person}}, stage.now));
        return adopt(tx, positions);
    }

    Result<void> adopt(store::Tx& tx, const std::vector<PositionId>& positions) {
        for (const auto& [path, text] : carried()) {
            if (!path.starts_with("sops/singkawang")) continue;
            const auto definition = TRY(sop::parse(std::string(text), "singkawang-2023"));
            std::map<RoleName, std::vector<PositionId>> performers;
            for (const auto& lane : definition.lanes) performers[lane.role] = positions;
            sop = TRY(office::Library::adopt(tx, keeper, "singkawang-2023", std::string(text),
                                             performers, stage.now));
        }
        return {};
    }

    /// One id out of each table that has rows of this office.
    std::set<std::string> ids() {
        const auto found = stage.test.db.read([&](store::Tx& tx) -> Result<std::set<std::string>> {
            std::set<std::string> all;
            const auto sqlite = stage.test.db.state()->kind == "sqlite";
            const auto tables = TRY(tx.all<std::string>(
                sqlite ? "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) o"
                         " ON o.name = 'office_id' JOIN pragma_table_info(m.name) i"
                         " ON i.name = 'id' WHERE m.type = 'table'"
                       : "SELECT o.table_name FROM information_schema.columns o"
                         " JOIN information_schema.columns i ON i.table_schema = o.table_schema"
                         " AND i.table_name = o.table_name AND i.column_name = 'id'"
                         " WHERE o.column_name = 'office_id'"
                         " AND o.table_schema = current_schema()"));
            for (const auto& [table] : tables) {
                const auto row = TRY(tx.maybe<std::int64_t>(
                    cat("SELECT id FROM ", table, " WHERE office_id = $1 LIMIT 1"), office));
                if (row) all.insert(std::to_string(std::get<0>(*row)));
            }
            all.insert(std::to_string(keeper.person.value));
            return all;
        });
        REQUIRE(found);
        return *found;
    }

    SopId sop = {};
};

/// The route's address with this for every id in it.
std::string filled(const web::Route& route, const std::string& id) {
    std::string address;
    for (const auto& segment : split(route.path.substr(1), '/')) {
        std::string value = segment;
        if (segment == ":nomor")
            value = "1";
        else if (segment == ":kantor")
            value = "sukamaju";
        else if (segment == "*")
            value = "kentongan.css";
        else if (segment.starts_with(':'))
            value = id;
        address += "/" + value;
    }
    return address;
}

/// Asks as a browser or a program would, from a fresh place, so that nobody is slowed down.
class Asking {
  public:
    explicit Asking(WebOffice& office) : office_(office) {}
    Seen ask(Visitor& visitor, const web::Route& route, const std::string& address,
             const std::string& csrf) {
        ++asked;
        office_.now += milliseconds{200};
        visitor.peer = cat("198.51.", asked / 250 % 250, ".", asked % 250);
        const std::string method(route.method);
        const auto key = cat("kunci-matriks-nomor-", asked);
        if (route.body == net::BodyKind::upload && route.face != web::Face::api) {
            return visitor.upload(address, {{"csrf", csrf}, {"kunci", key}}, "x");
        }
        auto request = visitor.bare(method, address);
        request.headers.emplace_back("idempotency-key", key);
        request.headers.emplace_back("x-csrf", csrf);
        if (method != "GET" && method != "POST") {
            request.headers.emplace_back("origin", "http://127.0.0.1:8080");
        }
        if (route.body == net::BodyKind::form) {
            request.body = Visitor::encoded({{"csrf", csrf}, {"kunci", key}});
        } else if (route.body == net::BodyKind::json) {
            request.body = "{}";
        }
        return visitor.send(std::move(request));
    }
    int asked = 0;

  private:
    WebOffice& office_;
};

bool has_id(const web::Route& route) {
    return route.path.find("/:") != route.path.npos &&
           route.path.find(":kantor") == route.path.npos;
}

bool ends_sessions(const web::Route& route) {
    return route.path == "/keluar" || (route.method == "DELETE" && route.path.ends_with("/sesi"));
}

bool leaks(const Seen& seen) {
    return seen.says(marker) || seen.says(lowered(marker)) || seen.says("tetangga");
}

std::string token_of(Visitor& visitor) {
    return between(visitor.get("/menu").html, "name=\"csrf\" value=\"", "\"");
}

/// A person of the office who holds every kind of position, so that no right stands in the way.
void give_everything(WebOffice& office, const std::string& name) {
    const auto given = office.test.db.write([&](store::Tx& tx) -> Result<void> {
        for (const auto& kind : office::position_kinds()) {
            const auto id =
                TRY(office.people.add_position(tx, office.demo.office.id, "Semua", kind));
            TRY(office.people.hold(tx, office.demo.office.id, id, office.demo.people.at(name),
                                   office::Hold::definitive, office.now, {}, {}));
        }
        return {};
    });
    REQUIRE(given);
}

TEST_CASE("with any id of another office, even who may do everything sees nothing of it") {
    WebOffice office;
    Neighbour neighbour(office);
    give_everything(office, "wati");
    Visitor wati(office);
    wati.sign_in("wati");
    const auto csrf = token_of(wati);
    const auto foreign = neighbour.ids();
    CHECK(foreign.size() > 10);
    Asking asking(office);
    for (const auto& route : web::routes()) {
        if (ends_sessions(route)) continue;
        INFO(route.method << " " << route.path);
        if (!has_id(route)) {
            CHECK(!leaks(asking.ask(wati, route, filled(route, missing_id), csrf)));
            continue;
        }
        const auto nothing = asking.ask(wati, route, filled(route, missing_id), csrf);
        for (const auto& id : foreign) {
            const auto seen = asking.ask(wati, route, filled(route, id), csrf);
            CHECK(!leaks(seen));
            CHECK(seen.status == nothing.status);
            if (nothing.status == 404 && route.face != web::Face::api) {
                CHECK(seen.html == nothing.html);
            }
        }
    }
    CHECK(asking.asked > 1000);
    MESSAGE(asking.asked, " requests");
}

TEST_CASE("who has not the right gets the answer of a place that is not there") {
    WebOffice office;
    Neighbour neighbour(office);
    Asking asking(office);
    Visitor somebody(office);
    const auto nowhere = somebody.sign_in("dewi").get("/tidak/ada");
    int forbidden = 0;
    for (const auto& [name, id] : office.demo.people) {
        Visitor visitor(office);
        visitor.peer = "203.0.113.1";
        visitor.sign_in(name);
        const auto csrf = token_of(visitor);
        const auto who = *office.test.db.read(
            [&](store::Tx& tx) { return office.people.someone(tx, office.demo.office.id, id); });
        for (const auto& route : web::routes()) {
            if (ends_sessions(route)) continue;
            INFO(name << ": " << route.method << " " << route.path);
            const bool may_come = !route.policy.right || may(who, *route.policy.right);
            if (may_come && has_id(route)) continue;
            const auto seen = asking.ask(visitor, route, filled(route, missing_id), csrf);
            CHECK(!leaks(seen));
            if (may_come) continue;
            ++forbidden;
            CHECK(seen.status == 404);
            if (route.face != web::Face::api) CHECK(seen.html == nowhere.html);
        }
    }
    CHECK(forbidden > 200);
    MESSAGE(asking.asked, " requests, ", forbidden, " forbidden");
}

TEST_CASE("who left is out at once, on every route, and who never came in sees nothing") {
    WebOffice office;
    Neighbour neighbour(office);
    Visitor gone(office), anonymous(office);
    gone.sign_in("dewi");
    const auto csrf = token_of(gone);
    const auto out = office.test.db.write([&](store::Tx& tx) -> Result<void> {
        const auto wati =
            TRY(office.people.someone(tx, office.demo.office.id, office.demo.people.at("wati")));
        return office::Organisation::end_membership(tx, wati, office.demo.people.at("dewi"),
                                                    office.now);
    });
    REQUIRE(out);
    Asking asking(office);
    for (const auto& route : web::routes()) {
        INFO(route.method << " " << route.path);
        for (Visitor* visitor : {&gone, &anonymous}) {
            const auto seen = asking.ask(*visitor, route, filled(route, "1"), csrf);
            CHECK(!leaks(seen));
            if (!route.policy.signed_in) continue;
            CHECK(seen.status == (route.face == web::Face::api ? 401 : 303));
            CHECK(!seen.says("Kepala Dinas"));
        }
    }
}

}  // namespace
}  // namespace kentongan::tests
