// Content: what a document may hold, how it is written down, compared and kept.
#include <random>

#include "cast_office.h"
#include "office/document.h"

namespace kentongan::tests {
namespace {

Json document(const std::string& text) {
    return must(read_json(text));
}
Json paragraph(const std::string& inner) {
    return document(R"({"type":"doc","content":[{"type":"paragraph","content":[)" + inner + "]}]}");
}

TEST_CASE("HTML is made of our own tags, and every text is escaped") {
    CHECK(html_of(paragraph(R"({"type":"text","text":"<b>&\"'"})")) ==
          "<p>&lt;b&gt;&amp;&quot;&#39;</p>");
    CHECK(html_of(document(
              R"({"type":"doc","content":[{"type":"heading","attrs":{"level":2},"content":[
              {"type":"text","text":"Jadwal"}]},{"type":"bulletList","content":[{"type":"listItem",
              "content":[{"type":"paragraph","content":[{"type":"text","text":"Senin",
              "marks":[{"type":"bold"},{"type":"italic"}]},{"type":"hardBreak"}]}]}]},
              {"type":"orderedList","attrs":{"start":3},"content":[]},
              {"type":"horizontalRule"}]})")) ==
          "<h2>Jadwal</h2><ul><li><p><em><strong>Senin</strong></em><br></p></li></ul>"
          "<ol start=\"3\"></ol><hr>");
    CHECK(html_of(paragraph(R"({"type":"text","text":"situs","marks":[{"type":"link",
          "attrs":{"href":"https://a.example/?a=1&b=\"x"}}]})")) ==
          "<p><a href=\"https://a.example/?a=1&amp;b=&quot;x\" rel=\"noopener nofollow\">situs</a>"
          "</p>");
}

TEST_CASE("links of other schemes lose their link and keep their words") {
    for (const auto* address :
         {"javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\\tscript:alert(1)",
          " https://a.example", "data:text/html,x", "//a.example", "/berkas", "vbscript:x",
          "https://", "http:/a", "https://a.example/\\n"}) {
        const auto made = must(checked_document(
            paragraph(cat(R"({"type":"text","text":"x","marks":[{"type":"link","attrs":{"href":")",
                          address, R"("}}]})"))));
        CHECK_MESSAGE(html_of(made) == "<p>x</p>", address);
    }
    for (const auto* address : {"HTTPS://a.example", "mailto:humas@a.example", "tel:+62811"}) {
        CHECK_MESSAGE(is_safe_link(address), address);
    }
}

TEST_CASE("unknown parts are refused, unknown marks and attributes dropped") {
    CHECK(refusal(checked_document(document(R"({"type":"doc","content":[{"type":"script"}]})"))) ==
          "content.unknown_part");
    CHECK(refusal(checked_document(document(R"({"type":"paragraph"})"))) == "content.unknown_part");
    CHECK(refusal(checked_document(document("[]"))) == "content.unknown_part");
    CHECK(refusal(checked_document(
              document(R"({"type":"doc","content":[{"type":"text","text":"x"}]})"))) ==
          "content.unknown_part");
    const auto made = must(checked_document(paragraph(
        R"({"type":"text","text":"x","onclick":"y","marks":[{"type":"code"},{"type":"bold","attrs":
        {"style":"z"}}]},{"type":"text","text":""})")));
    CHECK(canonical_json(made) ==
          R"({"content":[{"content":[{"marks":[{"type":"bold"}],"text":"x","type":"text"}],)"
          R"("type":"paragraph"}],"type":"doc"})");
}

TEST_CASE("too deep and too long documents are refused") {
    std::string deep = R"({"type":"paragraph"})";
    for (int i = 0; i < 26; ++i) deep = R"({"type":"blockquote","content":[)" + deep + "]}";
    CHECK(refusal(checked_document(document(R"({"type":"doc","content":[)" + deep + "]}"))) ==
          "content.too_long");
    CHECK(refusal(checked_document(
              paragraph(R"({"type":"text","text":")" + std::string(500'000, 'x') + "\"}"))) ==
          "content.too_long");
}

TEST_CASE("light markup goes there and back") {
    const std::string text =
        "## Jadwal\n\nBaris satu\nbaris dua\n\n- satu\n- dua\n\n1. pertama\n2. kedua\n\n"
        "### Lebih dalam\n\n> Kutipan\n\n---\n\nAkhir.";
    CHECK(text_from_document(document_from_text(text)) == text);
    must(checked_document(document_from_text(text)));
    CHECK(plain_text_of(document_from_text("## A\n\nb")) == "A\n\nb");
    CHECK(canonical_json(document_from_text("")) == R"({"type":"doc"})");
}

TEST_CASE("canonical form v1, byte for byte") {
    Draft draft{.title = "Jadwal \"baru\"\r\n", .body = document_from_text("e\u0301")};
    draft.variants["instagram"] = "Pendek";
    draft.files.push_back({.sha256 = "ab", .bytes = 12, .type = "image/png", .name = "a.png"});
    draft.files.back().alt = "Anak";
    CHECK(canonical_content(draft, "teks") ==
          "{\"body\":{\"content\":[{\"content\":[{\"text\":\"\u00e9\",\"type\":\"text\"}],\"type\":"
          "\"paragraph\"}],\"type\":\"doc\"},\"files\":[{\"alt\":\"Anak\",\"bytes\":12,\"credit\":"
          "\"\",\"role\":\"picture\",\"sha256\":\"ab\"}],\"form\":\"kentongan/content/1\",\"kind\":"
          "\"teks\",\"language\":\"id\",\"title\":\"Jadwal \\\"baru\\\"\\n\",\"variants\":{"
          "\"instagram\":{\"text\":\"Pendek\"}}}");
}

TEST_CASE("a draft read from canonical bytes gives the same bytes") {
    Draft draft{.title = "Judul", .body = document_from_text("## A\n\n- b\n- c")};
    draft.variants = {{"x", "Singkat"}, {"facebook", "Panjang"}};
    draft.files.push_back({.sha256 = "cd", .bytes = 5});
    const auto bytes = canonical_content(draft, "teks");
    CHECK(canonical_content(must(Contents::draft_from(bytes)), "teks") == bytes);
    CHECK(refusal(Contents::draft_from("{}")) == "content.altered");
    CHECK(!Contents::draft_from("nonsense"));
}

std::string told(const std::string& before, const std::string& after) {
    std::string out;
    for (const auto& part : compare(before, after)) {
        out += part.is == DiffPart::Is::same    ? part.words
               : part.is == DiffPart::Is::added ? cat("[+", part.words, "]")
                                                : cat("[-", part.words, "]");
    }
    return out;
}

TEST_CASE("two texts are compared word by word") {
    CHECK(told("hari Senin pagi", "hari Selasa pagi") == "hari [-Senin ][+Selasa ]pagi");
    CHECK(told("", "baru") == "[+baru]");
    CHECK(told("lama", "") == "[-lama]");
    CHECK(told("sama", "sama") == "sama");
    CHECK(told("", "").empty());
}

TEST_CASE("a comparison always tells both texts whole") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 chance(seed);
    const auto words = [&](std::size_t most) {
        std::string text;
        for (std::size_t i = chance() % most; i > 0; --i) text += cat("k", chance() % 7, " ");
        return text;
    };
    for (int i = 0; i < 300; ++i) {
        const auto before = words(i < 298 ? 40 : 3000), after = words(i < 298 ? 40 : 3000);
        std::string old_text, new_text;
        for (const auto& part : compare(before, after)) {
            if (part.is != DiffPart::Is::added) old_text += part.words;
            if (part.is != DiffPart::Is::removed) new_text += part.words;
        }
        CHECK(old_text == before);
        CHECK(new_text == after);
    }
}

TEST_CASE("a stale save is refused, and nothing is lost") {
    Stage stage;
    const auto id = stage.open("dewi");
    const auto dewi = stage.who("dewi");
    const auto save = [&](const std::string& text, std::int64_t revision) {
        Draft draft = stage.content(id).draft;
        draft.body = document_from_text(text);
        return stage.write([&](store::Tx& tx) {
            return stage.contents.save_draft(tx, dewi, id, draft, revision);
        });
    };
    const auto first = must(save("satu", 1));
    CHECK(first == 2);
    CHECK(must(save("satu", 2)) == 2);  // nothing changed
    CHECK(refusal(save("dua", 1)) == "draft.moved_on");
    CHECK(must(save("dua", 2)) == 3);
    CHECK(plain_text_of(stage.content(id).draft.body) == "dua");
}

TEST_CASE("titles and variants have their limits") {
    Stage stage;
    const auto id = stage.open("dewi");
    const auto dewi = stage.who("dewi");
    const auto save = [&](const Draft& draft) {
        return stage.write(
            [&](store::Tx& tx) { return stage.contents.save_draft(tx, dewi, id, draft, 1); });
    };
    CHECK(refusal(save({.title = " ", .body = empty_document()})) == "title.required");
    CHECK(refusal(save({.title = std::string(301, 'x'), .body = empty_document()})) ==
          "title.too_long");
    CHECK(refusal(save({.title = "x", .body = empty_document(), .variants = {{"surat", "y"}}})) ==
          "channel.unknown");
}

TEST_CASE("versions are fixed when work is handed on, and only when something changed") {
    Stage stage;
    const auto id = stage.at_step("3");
    auto versions = stage.view("dewi", id).versions;
    REQUIRE(versions.size() == 2);
    CHECK(versions[0].by == stage.demo.people["dewi"]);
    CHECK(versions[1].by == stage.demo.people["rudi"]);
    CHECK(stage.content(id).draft_is_latest);
    must(stage.finish("sari", id, "3", "tidak", "Warnanya.", "2"));
    must(stage.finish("rudi", id, "2"));
    CHECK(stage.view("dewi", id).versions.size() == 2);
}

TEST_CASE("pictures come and go with the draft, and stay for earlier versions") {
    Stage stage;
    const auto id = stage.at_step("2");
    const auto rudi = stage.who("rudi");
    const auto added = must(stage.add_picture("rudi", id));
    CHECK(added.type == "image/png");
    CHECK(added.original_sha256 != added.sha256);
    CHECK(refusal(stage.add_picture("rudi", id)) == "file.twice");
    CHECK(refusal(stage.add_picture("rudi", id, "GIF89a")) == "file.broken");
    CHECK(refusal(stage.add_picture("rudi", id, "<svg/>")) == "file.svg");
    must(stage.write([&](store::Tx& tx) {
        return stage.contents.describe_picture(tx, rudi, id, added.sha256, "Baru", "Foto");
    }));
    CHECK(stage.content(id).draft.files.at(0).alt == "Baru");
    must(stage.write(
        [&](store::Tx& tx) { return stage.contents.remove_picture(tx, rudi, id, added.sha256); }));
    CHECK(stage.content(id).draft.files.empty());
    const auto [path, file] = must(stage.contents.file(rudi, id, added.sha256));
    CHECK(file_text(path).find("rumah") == std::string::npos);
    must(stage.add_picture("rudi", id));
    CHECK(stage.content(id).draft.files.size() == 1);
}

}  // namespace
}  // namespace kentongan::tests
