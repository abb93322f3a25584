// Every template with sample views in both languages: it renders, nests well, says only known
// words.
#include <doctest/doctest.h>

#include <set>

#include "base/carried.h"
#include "base/text.h"
#include "web/daftar_view.h"
#include "web/escape.h"
#include "web/galat.h"
#include "web/jurnal_view.h"
#include "web/kabar_view.h"
#include "web/masuk_view.h"
#include "web/meja_view.h"
#include "web/naskah_view.h"
#include "web/periksa_view.h"
#include "web/siaran_view.h"
#include "web/sop_view.h"

namespace kentongan::web {
namespace {

// --- Templates ----------------------------------------------------------------------------------

struct Row {
    std::string name = {}, place = {};
    bool late = false;
};
BOOST_DESCRIBE_STRUCT(Row, (), (name, place, late))
struct Sample {
    std::string title = {};
    SafeHtml html = {};
    std::int64_t count = 0;
    std::vector<Row> rows = {};
    std::vector<std::string> words = {};
    std::optional<Row> one = {};
    Row inner = {};
};
BOOST_DESCRIBE_STRUCT(Sample, (), (title, html, count, rows, words, one, inner))

struct Only {
    std::string a = {}, b = {};
    bool c = false;
    SafeHtml h = {};
};
BOOST_DESCRIBE_STRUCT(Only, (), (a, b, c, h))

/// Compiles with a small catalogue of its own.
struct Bench {
    Carried carried{{"ui/words/x.id.json", R"({"hello": "Halo, {0} & {1}", "plain": "Ya"})"},
                    {"ui/words/x.en.json", R"({"hello": "Hello, {1} & {0}", "plain": "Yes"})"},
                    {"ui/pages/parts/bold.html", "<b>{{$0}}</b>"},
                    {"ui/pages/parts/self.html", "{{>self}}"},
                    {"ui/public/a.css", "a{}"}};
    Words words = *Words::read(carried);
    Assets assets{carried};

    template <class View>
    Result<Program> compiled(std::string_view text, Language language = Language::indonesian) {
        return compile({carried, words, assets, language}, "uji", text, shape_of<View>());
    }
    template <class View>
    std::string shown(std::string_view text, const View& view,
                      Language language = Language::indonesian) {
        const auto program = compiled<View>(text, language);
        REQUIRE_MESSAGE(program, program.error().why);
        auto out = program->render(&view, 100);
        if (out.ends_with('\n')) out.pop_back();
        return out;
    }
    template <class View>
    std::string refusal(std::string_view text) {
        const auto program = compiled<View>(text);
        return program ? "" : program.error().why;
    }
};

TEST_CASE("a template says names, lists, conditions, parts, words and records") {
    Bench bench;
    Sample view{.title = "Satu", .html = {"<i>x</i>"}, .count = 3};
    view.rows = {{"a", "/a", true}, {"b", "/b", false}};
    view.words = {"p", "q"};
    view.inner = {"dalam", "/d", false};
    const auto text =
        "{{title}} {{html}} {{count}}{{! remark }}\n"
        "{{#each rows}}<p{{#if late}} class=\"l\"{{/if}} title=\"{{title}}\">{{>bold name}}"
        "<a href=\"{{place}}\"></a></p>{{else}}none{{/each}}\n"
        "{{#each words}}[{{.}}]{{/each}}{{#each one}}{{name}}{{else}}-{{/each}}"
        "{{#with inner}}{{name}}{{#if late}}!{{else}}?{{/if}}{{/with}} {{t hello title "
        "inner.name}}";
    CHECK(bench.shown(text, view) ==
          "Satu <i>x</i> 3\n"
          "<p class=\"l\" title=\"Satu\"><b>a</b><a href=\"/a\"></a></p>"
          "<p title=\"Satu\"><b>b</b><a href=\"/b\"></a></p>\n"
          "[p][q]-dalam? Halo, Satu &amp; dalam");
    CHECK(bench.shown(text, view, Language::english).ends_with("Hello, dalam &amp; Satu"));
    view.rows.clear();
    view.one = Row{"ada"};
    CHECK(bench.shown(text, view).find("none\n[p][q]ada") != std::string::npos);
}

TEST_CASE("what is put in is escaped for the place it stands in") {
    Bench bench;
    const Only view{.a = "<b>\"'&", .b = "javascript:alert(1)"};
    const auto rest = "{{#if c}}{{/if}}{{h}}";
    CHECK(bench.shown(cat("{{a}}{{b}}", rest), view).starts_with("&lt;b&gt;&quot;&#39;&amp;"));
    CHECK(bench.shown(cat("<a title=\"{{a}}\" href=\"{{b}}\">", rest), view) ==
          "<a title=\"&lt;b&gt;&quot;&#39;&amp;\" href=\"#\">");
    CHECK(bench.shown(cat("<a href=\"/k/{{a}}?q={{b}}\">", rest), view) ==
          "<a href=\"/k/%3Cb%3E%22%27%26?q=javascript%3Aalert%281%29\">");
    for (const auto* bad : {"JavaScript:x", " javascript:x", "data:text/html,x", "//evil.example",
                            "/\\evil.example", "/\t/evil.example", "vbscript:x", "blob:x"}) {
        std::string out;
        put_address(out, bad);
        CHECK_MESSAGE(out == "#", bad);
    }
    for (const auto* good : {"/meja", "https://a.example/?x=1", "mailto:a@b.example", "tel:+62",
                             "#a", "?sebelum=1", ""}) {
        std::string out;
        put_address(out, good);
        CHECK_MESSAGE(out == good, good);
    }
}

TEST_CASE("a template that would surprise us refuses to start, with the page and the name") {
    Bench bench;
    const std::string rest = "{{a}}{{b}}{{#if c}}{{/if}}{{h}}";
    const std::pair<std::string, std::string> cases[] = {
        {"{{x}}", "unknown name x"},
        {"{{t x}}", "unknown words x"},
        {"{{t hello a}}", "wants more arguments"},
        {"{{t plain a}}", "does not use all"},
        {"{{>x}}", "ui/pages/parts/x.html is not there"},
        {"{{>bold}}", "wants more arguments"},
        {"{{>self}}", "a part within itself"},
        {"{{#if c}}", "not closed"},
        {"{{/if}}", "blocks overlap"},
        {"{{else}}", "without its block"},
        {"{{#each a}}{{/each}}", "a is no list"},
        {"{{#with a}}{{/with}}", "a is no record"},
        {"{{c}}", "c is no text"},
        {"{{a.x}}", "a.x is no record"},
        {"<a {{a}}>", "may not stand inside of the tag"},
        {"<a class={{a}}>", "may not stand"},
        {"<a onclick=\"{{a}}\">", "may not stand in the value of onclick"},
        {"<a style=\"{{a}}\">", "may not stand in the value of style"},
        {"<script>{{a}}</script>", "may not stand in <script>"},
        {"<!-- {{a}} -->", "may not stand in a comment"},
        {"<a title=\"{{h}}\">", "h is HTML"},
        {"<a href=\"{{#if c}}/x{{/if}}{{a}}\">", "ends apart"},
        {"{{#if c}}<p title=\"{{else}}<p>{{/if}}", "end apart"},
        {"<p title=\"", "it ends in the value of title"},
        {"{{a", "{{ without }}"},
    };
    for (const auto& [text, complaint] : cases) {
        const auto why = bench.refusal<Only>(rest + text);
        CHECK_MESSAGE(why.find(complaint) != why.npos, text, " said: ", why);
        CHECK(why.starts_with("ui/pages/uji.html: "));
    }
    CHECK(bench.refusal<Only>("{{a}}{{#if c}}{{/if}}{{h}}") ==
          "ui/pages/uji.html: b is never used");
    CHECK(bench.refusal<Only>(rest).empty());
}

TEST_CASE("the catalogue wants every word in both languages, once") {
    CHECK(Words::read({{"ui/words/a.id.json", R"({"a": "b"})"}}).error().why ==
          "a has no English words");
    CHECK(Words::read({{"ui/words/a.id.json", R"({"a": "b"})"},
                       {"ui/words/a.en.json", R"({"a": "b"})"},
                       {"ui/words/b.en.json", R"({"a": "c"})"}})
              .error()
              .why == "ui/words/b.en.json: a is said twice");
    CHECK(!Words::read({{"ui/words/a.json", "{}"}}));
    CHECK(!Words::read({{"ui/words/a.id.json", R"({"a": 1})"}}));
    CHECK(filled("{1}{0}{2}{x}", {"a", "b"}) == "ba{x}");
}

// --- The pages ----------------------------------------------------------------------------------

/// Fills a view with something everywhere, lists with two of each.
struct Filler {
    void operator()(std::string& text) const { text = "Contoh"; }
    void operator()(bool& flag) const { flag = true; }
    void operator()(std::int64_t& number) const { number = 7; }
    void operator()(SafeHtml& html) const { html.html = "<p>isi</p>"; }
    template <class T>
    void operator()(std::vector<T>& list) const {
        list.resize(2);
        for (auto& one : list) (*this)(one);
    }
    template <class T>
    void operator()(std::optional<T>& one) const {
        (*this)(one.emplace());
    }
    template <class T>
    void operator()(T& record) const {
        using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
        boost::mp11::mp_for_each<Members>([&](auto member) { (*this)(record.*member.pointer); });
    }
};
constexpr Filler fill;

/// The first thing wrong with the nesting of the tags, or "".
std::string nesting_of(std::string_view html) {
    static const std::set<std::string, std::less<>> empty{"meta", "link", "img",    "input",
                                                          "br",   "hr",   "source", "!doctype"};
    std::vector<std::string> open;
    for (auto at = html.find('<'); at != html.npos; at = html.find('<', at + 1)) {
        const auto end = html.find('>', at);
        if (end == html.npos) return "a tag without an end";
        const auto tag = html.substr(at + 1, end - at - 1);
        const bool closes = tag.starts_with('/');
        const auto name =
            std::string(tag.substr(closes, tag.find_first_of(" \n/", closes) - closes));
        if (tag.ends_with('/') || empty.contains(lowered(name))) continue;
        if (!closes) {
            open.push_back(name);
        } else if (open.empty() || open.back() != name) {
            return cat("</", name, "> closes ", open.empty() ? "nothing" : open.back());
        } else {
            open.pop_back();
        }
    }
    return open.empty() ? "" : cat("<", open.back(), "> stays open");
}

const Look& look() {
    static const auto loaded = [] {
        auto made = Look::load(carried());
        REQUIRE_MESSAGE(made, made.error().why);
        return *std::move(made);
    }();
    return *loaded;
}

template <class View>
void check_page() {
    for (const auto language : {Language::indonesian, Language::english}) {
        View full;
        fill(full);
        for (const View& view : {View{}, full}) {
            const auto html = look().templates().render(view, language);
            INFO(View::page);
            CHECK(nesting_of(html) == "");
            CHECK(html.starts_with("<!doctype html>"));
            CHECK(html.find("{{") == html.npos);
            CHECK(html.find("⟦") == html.npos);
            CHECK(html.find(" style=") == html.npos);
            CHECK(html.find("<h1") != html.npos);
            CHECK(html.find(language == Language::english ? "lang=\"en\"" : "lang=\"id\"") !=
                  html.npos);
        }
    }
}

TEST_CASE("every page renders, empty and full, in both languages, and nests well") {
    check_page<SignInView>();
    check_page<ErrorView>();
    check_page<DeskView>();
    check_page<MenuView>();
    check_page<RegisterView>();
    check_page<NewDossierView>();
    check_page<DossierPage>();
    check_page<EditorView>();
    check_page<ReviewView>();
    check_page<BoardView>();
    check_page<AiringsView>();
    check_page<JournalView>();
    check_page<DossierJournalView>();
    check_page<SopListView>();
    check_page<SopView>();
    check_page<PortalView>();
    check_page<ArticleView>();
}

TEST_CASE("forms carry the token and a key of their own, and citizens' pages carry no script") {
    const auto form_check = [](const auto& view) {
        const auto html = look().templates().render(view, Language::indonesian);
        std::set<std::string> keys;
        for (auto at = html.find("<form method=\"post\""); at != html.npos;
             at = html.find("<form method=\"post\"", at + 1)) {
            const auto form = html.substr(at, html.find("</form>", at) - at);
            CHECK(form.find("name=\"csrf\" value=\"Contoh\"") != form.npos);
            CHECK(form.find("name=\"kunci\" value=\"Contoh-") != form.npos);
        }
    };
    const auto check = [&]<class View>(View view) {
        fill(view);
        form_check(view);
    };
    check(DossierPage{});
    check(EditorView{});
    check(ReviewView{});
    check(AiringsView{});
    check(NewDossierView{});
    check(MenuView{});
    PortalView portal;
    ArticleView article;
    fill(portal);
    fill(article);
    CHECK(look().templates().render(portal, Language::indonesian).find("<script") ==
          std::string::npos);
    CHECK(look().templates().render(article, Language::indonesian).find("<script") ==
          std::string::npos);
}

TEST_CASE("words are written as one sentence each, without loud marks or braces left over") {
    for (const auto language : {Language::indonesian, Language::english}) {
        for (const auto& key : look().words().keys()) {
            const auto& sentence = *look().words().find(language, key);
            CHECK_MESSAGE(sentence.find('!') == sentence.npos, key);
            CHECK_MESSAGE(sentence.find("tidak valid") == sentence.npos, key);
            CHECK_MESSAGE(
                filled(sentence, std::vector<std::string>(10, "x")).find('{') == std::string::npos,
                key);
        }
    }
}

}  // namespace
}  // namespace kentongan::web
