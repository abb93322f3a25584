// The architecture and the house style, as tests. Change the tables here when you mean to.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/text.h"

namespace kentongan::tests {
namespace {

namespace fs = std::filesystem;

/// Who may include whom. A folder may always include itself. Files directly in src/ wire all.
const std::map<std::string, std::set<std::string>> may_include{
    {"base", {}},
    {"sop", {"base"}},
    {"store", {"base"}},
    {"net", {"base"}},
    {"files", {"base", "store"}},
    {"media", {"base"}},
    {"documents", {"base", "sop"}},
    {"delivery", {"base", "store", "files"}},
    {"office", {"base", "sop", "store", "delivery", "files", "media", "documents"}},
    {"portal", {"base", "office", "files"}},
    {"worker", {}},
    {"web", {"base", "sop", "documents", "office", "portal", "files", "net"}},
};

struct Ban {
    const char* text;
    const char* instead;
    std::set<std::string> except = {};  // the files or folders that exist to do just this
    bool everywhere = false;            // in the browser's files too
};
const Ban bans[] = {
    {"using namespace std;", "std::"},
    {"throw ", "return an Error"},
    {" new ", "std::make_unique"},
    {"TODO", "an issue in the tracker", {}, true},
    {"FIXME", "an issue in the tracker", {}, true},
    {"std::cout", "return it, or log it", {"src"}},
    {"system_clock::now", "the Clock you were given", {"src/base/id.cc", "src"}},
    {"sqlite3_", "store/db.h", {"src/store"}},
    {"PQexec", "store/db.h", {"src/store"}},
    {"boost/asio", "net/", {"src/net"}},
    {"boost/beast", "net/", {"src/net"}},
    {"boost::json", "base/json.h", {"src/base"}},
    {"sleep_for", "wait for what you wait for", {}},
    {"innerHTML", "DOM nodes", {}, true},
};

/// The one runner of a kind serves every office of the installation.
const std::set<std::string> serve_every_office{"src/delivery/outbox.cc", "src/command_serve.cc",
                                               "src/command_data.cc", "src/office/alarms.cc",
                                               "src/office/sightings.cc"};

/// Tables of the whole installation: their queries need not name an office.
const std::set<std::string> installation_tables{
    "schema_version",  "office",        "office_host",   "person",           "session",
    "sign_in_failure", "second_factor", "recovery_code", "office_invitation"};

constexpr std::size_t columns_max = 100;
constexpr std::size_t file_lines_max = 400;
constexpr std::size_t function_lines_max = 60;

struct Source {
    std::string path;
    std::vector<std::string> lines;
    std::string folder() const { return fs::path(path).parent_path().filename(); }
};

std::vector<Source> sources_of(const std::string& root, const std::set<std::string>& endings) {
    std::vector<Source> all;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        if (!entry.is_regular_file() || !endings.contains(entry.path().extension())) continue;
        Source& source = all.emplace_back(Source{entry.path(), {}});
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line);) source.lines.push_back(line);
    }
    return all;
}

const std::vector<Source>& sources() {
    static const auto all = sources_of("src", {".cc", ".h"});
    return all;
}

std::string whole(const Source& source) {
    std::string text;
    for (const auto& line : source.lines) text += line + "\n";
    return text;
}

/// How wide a line is to a reader: characters, not bytes.
std::size_t width(const std::string& line) {
    const auto starts = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), starts));
}

/// "src/web/page.cc:12: what is wrong"
std::string at(const Source& source, std::size_t index, const std::string& complaint) {
    return source.path + ":" + std::to_string(index + 1) + ": " + complaint;
}

std::map<std::string, std::string> words_of(const std::string& language) {
    std::map<std::string, std::string> words;
    for (const auto& entry : fs::directory_iterator("ui/words")) {
        const std::string name = entry.path().filename();
        if (!name.ends_with("." + language + ".json")) continue;
        std::ifstream file(entry.path());
        std::ostringstream text;
        text << file.rdbuf();
        const auto json = read_json(text.str());
        REQUIRE_MESSAGE(json, entry.path());
        for (const auto& member : json->get_object()) {
            const std::string key(member.key().data(), member.key().size());
            CHECK_MESSAGE(!words.contains(key), cat(name, " has ", key, " a second time"));
            words[key] = text_of(json->get_object(), key);
        }
    }
    return words;
}

TEST_CASE("folders include only the folders below them") {
    const std::regex include("#include \"([a-z]+)/.*");
    std::smatch found;
    for (const Source& source : sources()) {
        const auto folder = source.folder();
        if (folder == "src") continue;
        for (std::size_t i = 0; i < source.lines.size(); ++i) {
            if (!std::regex_match(source.lines[i], found, include)) continue;
            const auto other = found[1].str();
            if (folder == other) continue;
            CHECK_MESSAGE(may_include.at(folder).contains(other),
                          at(source, i, folder + "/ may not include " + other + "/"));
        }
    }
}

TEST_CASE("each table is written by one file") {
    const std::regex write("(?:INSERT INTO|UPDATE|DELETE FROM) ([a-z_]+)");
    std::map<std::string, std::string> owner;
    for (const Source& source : sources()) {
        for (std::size_t i = 0; i < source.lines.size(); ++i) {
            const std::string& line = source.lines[i];
            for (std::sregex_iterator it(line.begin(), line.end(), write), end; it != end; ++it) {
                const auto table = (*it)[1].str();
                const auto& first = owner.try_emplace(table, source.path).first->second;
                CHECK_MESSAGE(first == source.path, at(source, i, table + " belongs to " + first));
            }
        }
    }
}

/// The string literals of a file, with neighbours joined as the compiler joins them.
std::vector<std::string> literals_of(const std::string& text) {
    std::vector<std::string> literals;
    bool open = false, fresh = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (!open && c == '/' && i + 1 < text.size() && text[i + 1] == '/') {
            i = std::min(text.find('\n', i), text.size());
        } else if (!open && c == '\'' && i + 2 < text.size()) {
            i += text[i + 1] == '\\' ? 3 : 2;
        } else if (c == '"') {
            open = !open;
            if (open && fresh) literals.emplace_back();
            fresh = false;
        } else if (open) {
            if (c == '\\') ++i;
            literals.back().push_back(c);
        } else if (!std::isspace(static_cast<unsigned char>(c))) {
            fresh = true;
        }
    }
    return literals;
}

TEST_CASE("every query names its office") {
    const std::regex query("^\\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH) ");
    const std::regex table("(?:FROM|JOIN|INTO|UPDATE) ([a-z_]+)");
    for (const Source& source : sources()) {
        if (source.folder() == "store" || source.path.ends_with(".h")) continue;
        if (serve_every_office.contains(source.path)) continue;
        for (const auto& literal : literals_of(whole(source))) {
            if (!std::regex_search(literal, query)) continue;
            bool of_an_office = false;
            for (std::sregex_iterator it(literal.begin(), literal.end(), table), end; it != end;
                 ++it) {
                of_an_office |= !installation_tables.contains((*it)[1].str());
            }
            if (!of_an_office) continue;
            CHECK_MESSAGE(literal.find("office_id") != literal.npos,
                          cat(source.path, ": no office_id in: ", literal));
        }
    }
}

TEST_CASE("files say what they are for, and stay readable") {
    for (const Source& source : sources()) {
        REQUIRE(!source.lines.empty());
        CHECK_MESSAGE(source.lines[0].starts_with("// "),
                      at(source, 0, "say what this file is for"));
        CHECK_MESSAGE(source.lines.size() <= file_lines_max, at(source, 0, "file is too long"));
        std::size_t opened = 0;
        for (std::size_t i = 0; i < source.lines.size(); ++i) {
            const std::string& line = source.lines[i];
            CHECK_MESSAGE(width(line) <= columns_max, at(source, i, "line is too long"));
            const bool starts =
                !line.empty() && std::string(" }#/").find(line[0]) == std::string::npos;
            if (starts) opened = i;
            if (line == "}") {
                CHECK_MESSAGE(i - opened <= function_lines_max,
                              at(source, i, "function is too long"));
            }
        }
    }
}

TEST_CASE("some things have one place, and some have none") {
    auto all = sources();
    for (auto& source : sources_of("ui/islands", {".ts"})) all.push_back(std::move(source));
    for (const Source& source : all) {
        for (std::size_t i = 0; i < source.lines.size(); ++i) {
            const auto code = source.lines[i].substr(0, source.lines[i].find("//"));
            for (const Ban& ban : bans) {
                const auto folder = fs::path(source.path).parent_path().string();
                if (ban.except.contains(source.path) || ban.except.contains(folder)) continue;
                if (source.path.ends_with(".ts") && !ban.everywhere) continue;
                CHECK_MESSAGE(code.find(ban.text) == code.npos,
                              at(source, i, std::string(ban.text) + " is banned; " + ban.instead));
            }
        }
    }
}

TEST_CASE("every issue has words, in both languages") {
    const auto indonesian = words_of("id"), english = words_of("en");
    for (const auto& [key, text] : indonesian) {
        CHECK_MESSAGE(english.contains(key), cat(key, " has no English"));
        CHECK_MESSAGE(!text.empty(), cat(key, " is empty"));
    }
    for (const auto& [key, text] : english) {
        CHECK_MESSAGE(indonesian.contains(key), cat(key, " has no Indonesian"));
    }
    const std::regex issue("\\{\"([a-z_]+)\", \"([a-z_]+)\"[,}]");
    for (const Source& source : sources()) {
        const auto text = whole(source);
        if (text.find("Issue") == text.npos && text.find("Error{") == text.npos) continue;
        for (std::sregex_iterator it(text.begin(), text.end(), issue), end; it != end; ++it) {
            const auto before = text.substr(0, static_cast<std::size_t>(it->position()));
            const auto line = before.substr(before.rfind('\n') + 1);
            // Only issues: other tables of two words stand at the start of their line.
            if (line.find("Error{") == line.npos && line.find("Issue{") == line.npos &&
                line.find("{{") == line.npos && !it->str().starts_with("{{")) {
                continue;
            }
            const auto key = (*it)[1].str() + "." + (*it)[2].str();
            CHECK_MESSAGE(indonesian.contains(key), cat(source.path, ": ", key, " has no words"));
        }
    }
}

TEST_CASE("every act that is journalled by its name has words") {
    const auto words = words_of("id");
    const std::regex named(R"re((?:\{"event", |event_about\()"([a-z_]+)"[,}])re");
    int seen = 0;
    for (const Source& source : sources()) {
        if (source.folder() != "office") continue;
        for (std::size_t i = 0; i < source.lines.size(); ++i) {
            std::smatch found;
            if (!std::regex_search(source.lines[i], found, named)) continue;
            ++seen;
            CHECK_MESSAGE(words.contains("event." + found[1].str()),
                          at(source, i, found[1].str() + " has no words"));
        }
    }
    CHECK(seen > 30);
}

TEST_CASE("paths named in the documents exist") {
    const std::regex named(
        "`((?:src|docs|script|schema|sops|tests|ui|bench|cmake)/[A-Za-z0-9_./-]+)`");
    auto pages = sources_of("docs", {".md"});
    if (fs::exists("README.md")) {
        std::ifstream file("README.md");
        Source& readme = pages.emplace_back(Source{"README.md", {}});
        for (std::string line; std::getline(file, line);) readme.lines.push_back(line);
    }
    for (const Source& page : pages) {
        const auto text = whole(page);
        for (std::sregex_iterator it(text.begin(), text.end(), named), end; it != end; ++it) {
            CHECK_MESSAGE(fs::exists((*it)[1].str()),
                          cat(page.path, " names ", (*it)[1].str(), ", which is not there"));
        }
    }
}

}  // namespace
}  // namespace kentongan::tests
