// The paper table of an SOP: whatever a form does not show is kept, and blocks are edited in it.
#include <doctest/doctest.h>

#include "sop/definition.h"
#include "web_cast.h"

namespace kentongan::tests {
namespace {

std::string plain_words(std::string text) {
    for (const auto& [code, letter] :
         std::initializer_list<std::pair<std::string_view, std::string_view>>{
             {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}}) {
        for (auto at = text.find(code); at != text.npos; at = text.find(code, at + 1)) {
            text.replace(at, code.size(), letter);
        }
    }
    return text;
}

std::string attribute(std::string_view tag, std::string_view name) {
    return plain_words(between(tag, cat(" ", name, "=\""), "\""));
}

/// What a browser would send of a form that nobody touched.
net::Fields untouched(const Seen& page, const std::string& action) {
    const auto begin = page.html.find(cat("action=\"", action, "\""));
    REQUIRE_MESSAGE(begin != page.html.npos, "no form ", action);
    const auto form = page.html.substr(begin, page.html.find("</form>", begin) - begin);
    net::Fields fields;
    for (auto at = form.find('<'); at != form.npos; at = form.find('<', at + 1)) {
        const std::string_view rest = std::string_view(form).substr(at);
        const auto tag = rest.substr(0, rest.find('>') + 1);
        const auto name = attribute(tag, "name");
        if (name.empty()) continue;
        if (tag.starts_with("<textarea")) {
            fields.emplace_back(name, plain_words(between(rest, ">", "</textarea>")));
        } else if (tag.starts_with("<select")) {
            const auto options = rest.substr(0, rest.find("</select>"));
            const auto chosen = options.find(" selected>");
            const auto from =
                chosen == options.npos ? options.find("<option") : options.rfind("<option", chosen);
            if (from == options.npos) continue;
            fields.emplace_back(name, attribute(options.substr(from), "value"));
        } else if (tag.starts_with("<input")) {
            const auto type = attribute(tag, "type");
            const bool box = type == "checkbox" || type == "radio";
            if (box && tag.find(" checked") == tag.npos) continue;
            fields.emplace_back(name, attribute(tag, "value"));
        }
    }
    return fields;
}

struct Writer {
    WebOffice office;
    Visitor wati{office};
    std::string draft;

    explicit Writer(const std::string& key) {
        wati.sign_in("wati");
        const auto place = cat("/sop/", office.demo.sops.at(key).value);
        const auto begun = wati.submit(wati.get(place), place + "/sunting", {});
        REQUIRE(begun.status == 303);
        draft = begun.header("Location");
        draft = draft.substr(0, draft.find('?'));
    }
    std::string text() {
        const auto page = wati.get(draft + "/teks");
        return plain_words(between(page.html.substr(page.html.find("id=\"teks\"")), ">", "</text"));
    }
    Seen send(const std::string& address, const net::Fields& over = {}) {
        auto fields = untouched(wati.get(address), address);
        for (const auto& [name, value] : over) {
            std::erase_if(fields, [&](const auto& one) { return one.first == name; });
            fields.emplace_back(name, value);
        }
        return wati.post(address, fields);
    }
    sop::Definition definition() {
        auto read = sop::parse(text(), "konsep");
        REQUIRE(read);
        return *read;
    }
};

}  // namespace

TEST_CASE("saving every row and block of the five untouched changes nothing") {
    for (const std::string key :
         {"ketapang-2024", "magetan-2019", "pontianak-2020", "sanggau-2021", "singkawang-2023"}) {
        CAPTURE(key);
        Writer writer(key);
        const auto before = writer.text();
        const auto definition = writer.definition();
        for (const auto& step : definition.steps) {
            CAPTURE(step.name.value);
            const auto sent = writer.send(cat(writer.draft, "/baris/", step.name.value));
            CHECK(sent.status == 303);
            CHECK(writer.text() == before);
        }
        for (const auto& block : definition.blocks) {
            CAPTURE(block.name);
            CHECK(writer.send(cat(writer.draft, "/bagian/", block.name)).status == 303);
            CHECK(writer.text() == before);
        }
    }
}

TEST_CASE("the table shows where rows run for each item, and its rows go in and out") {
    Writer writer("magetan-2019");
    const auto table = writer.wati.get(writer.draft);
    CHECK(table.says("Sekali untuk tiap saluran"));
    CHECK(table.says("Setelah semua selesai, lanjut ke"));
    const auto address = cat(writer.draft, "/bagian/", writer.definition().blocks.at(0).name);
    CHECK(table.says(cat("href=\"", address, "\"")));
    CHECK(writer.send(address, {{"cabang_5", "0"}, {"daftar", "wilayah"}}).status == 303);
    auto sop = writer.definition();
    REQUIRE(sop.blocks.size() == 1);
    CHECK(sop.blocks[0].each_of == "wilayah");
    CHECK(sop.blocks[0].branches[0].size() == 1);
    const auto now = cat(writer.draft, "/bagian/", sop.blocks[0].name);
    const auto refused = writer.send(now, {{"cabang_4", "0"}, {"nama", "milikku"}});
    CHECK(refused.status == 422);
    CHECK(refused.says("sedikitnya satu baris"));
    CHECK(refused.says("value=\"milikku\""));
    CHECK(writer.send(now, {{"bubarkan", "1"}}).status == 303);
    CHECK(writer.definition().blocks.empty());
    CHECK(writer.wati.get(now).status == 404);
}

TEST_CASE("a parallel block is made in the table, with branches by name") {
    Writer writer("singkawang-2023");
    CHECK(writer.send(writer.draft + "/bagian", {{"cabang_2", "1"}}).status == 422);
    CHECK(writer
              .send(writer.draft + "/bagian",
                    {{"cabang_2", "1"}, {"cabang_3", "2"}, {"nama", "bersama"}})
              .status == 303);
    const auto sop = writer.definition();
    REQUIRE(sop.blocks.size() == 1);
    CHECK(sop.blocks[0].name == "bersama");
    const auto table = writer.wati.get(writer.draft);
    CHECK(table.says("Berjalan sejajar, 2 cabang"));
    CHECK(table.says("Cabang 2"));
    Visitor dewi(writer.office);
    dewi.sign_in("dewi");
    CHECK(dewi.get(writer.draft + "/bagian/bersama").status == 404);
}

}  // namespace kentongan::tests
