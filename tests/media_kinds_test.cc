// Every kind is known by its bytes; what is broken, cut off, a bomb or a disguise is refused.
#include <doctest/doctest.h>

#include <random>

#include "base/text.h"
#include "media/cleaned.h"
#include "media_samples.h"

namespace kentongan::tests {
namespace {

using media::big_bytes;
using media::little_bytes;

std::string rule_of(const std::string& bytes, const std::string& name = "berkas") {
    const auto made = media::cleaned(bytes, name);
    return made ? "" : made.error().issues.front().rule;
}
std::string type_of(const std::string& bytes, const std::string& name = "berkas") {
    const auto made = media::cleaned(bytes, name);
    return made ? made->type : made.error().issues.front().rule;
}
std::string shown(const std::string& bytes) {
    const auto made = media::cleaned(bytes, "berkas");
    REQUIRE(made);
    return media::joined(*made, bytes);
}

struct Part {
    std::string name;
    std::uint32_t packed = 10, unpacked = 10;
};
std::string zip(const std::vector<Part>& parts) {
    std::string list;
    for (const auto& part : parts) {
        list += "PK\x01\x02" + std::string(16, '\0') + little_bytes(part.packed, 4) +
                little_bytes(part.unpacked, 4) +
                little_bytes(static_cast<std::uint32_t>(part.name.size()), 2) +
                std::string(16, '\0') + part.name;
    }
    const std::string head = "PK\x03\x04" + std::string(40, 'x');
    return head + list + "PK\x05\x06" + std::string(6, '\0') +
           little_bytes(static_cast<std::uint32_t>(parts.size()), 2) +
           little_bytes(static_cast<std::uint32_t>(list.size()), 4) +
           little_bytes(static_cast<std::uint32_t>(head.size()), 4) + std::string(2, '\0');
}

std::string track(const std::string& handler, std::uint32_t place, std::uint32_t length) {
    const auto table =
        box("stbl",
            full_box("stsz", 0, big_bytes(0, 4) + big_bytes(1, 4) + big_bytes(length, 4)) +
                full_box("stsc", 0,
                         big_bytes(1, 4) + big_bytes(1, 4) + big_bytes(1, 4) + big_bytes(1, 4)) +
                full_box("stco", 0, big_bytes(1, 4) + big_bytes(place, 4)));
    const auto who =
        full_box("hdlr", 0, big_bytes(0, 4) + handler + std::string(12, '\0') + "Bu Sri");
    auto head = std::string(80, '\0');
    head.replace(72, 8, big_bytes(320 << 16, 4) + big_bytes(180 << 16, 4));
    return box("trak", full_box("tkhd", 0, head) + box("mdia", who + box("minf", table)));
}
std::string mp4(const std::string& handler) {
    const std::string film = "moving pictures", path = "GPS -7.65 111.33";
    const auto build = [&](std::uint32_t at) {
        return box("ftyp", "isom" + big_bytes(0, 4)) +
               box("moov", full_box("mvhd", 0,
                                    big_bytes(9, 4) + big_bytes(9, 4) + big_bytes(1000, 4) +
                                        big_bytes(2500, 4)) +
                               track("vide", at, 15) + track(handler, at + 15, 16) +
                               box("udta", box("\xA9xyz", "-7.65+111.33/"))) +
               box("uuid", "XMP Bu Sri") + box("free", "GPS Bu Sri");
    };
    const auto at = static_cast<std::uint32_t>(build(0).size()) + 8;
    return build(at) + box("mdat", film + path);
}
std::string webm() {
    const auto element = [](const std::string& id, const std::string& body) {
        return id + static_cast<char>(0x80 | body.size()) + body;
    };
    const auto head = element("\x1A\x45\xDF\xA3", element("\x42\x82", "webm"));
    const auto facts = element("\x15\x49\xA9\x66", element("\x7B\xA9", "Bu Sri"));
    const auto one =
        element("\xAE", element("\x83", "\x01") +
                            element("\xE0", element("\xB0", "\x40") + element("\xBA", "\x20")));
    const auto body = facts + element("\x16\x54\xAE\x6B", one) +
                      element("\x1F\x43\xB6\x75", element("\xA3", "pictures")) +
                      element("\x12\x54\xC3\x67", "LOCATION Bu Sri");
    return head + "\x18\x53\x80\x67\x01" + big_bytes(0, 3) +
           big_bytes(static_cast<std::uint32_t>(body.size()), 4) + body;
}
std::string mp3() {
    const auto frame = "\xFF\xFB\x90" + std::string(1, '\0') + std::string(413, 'a');
    return std::string("ID3\3\0\0\0\0\0\x06", 10) + "Bu Sri" + frame + frame + frame + frame +
           "TAG" + std::string("Bu Sri") + std::string(119, '\0');
}
std::string wav() {
    const auto chunk = [](const std::string& name, const std::string& body) {
        return name + little_bytes(static_cast<std::uint32_t>(body.size()), 4) + body;
    };
    const auto format = std::string(8, '\0') + little_bytes(16, 4) + std::string(4, '\0');
    const auto all =
        chunk("fmt ", format) + chunk("LIST", "Bu Sri") + chunk("data", "sixteen bytes...");
    return "RIFF" + little_bytes(static_cast<std::uint32_t>(all.size()) + 4, 4) + "WAVE" + all;
}

TEST_CASE("a file is what its bytes say, whatever it is called") {
    CHECK(type_of("%PDF-1.7 x", "surat.jpg") == "application/pdf");
    CHECK(type_of("%PDF-1.7 x", "Logo.AI") == "application/illustrator");
    CHECK(type_of("8BPS....") == "image/vnd.adobe.photoshop");
    CHECK(type_of("RIFF....CDRvfmt") == "application/vnd.corel-draw");
    CHECK(type_of(zip({{"[Content_Types].xml"}, {"word/document.xml"}})).ends_with("document"));
    CHECK(type_of(zip({{"[Content_Types].xml"}, {"xl/workbook.xml"}})).ends_with("sheet"));
    CHECK(type_of("WEBVTT\n\n00:01.000 --> 00:02.000\nHalo") == "text/vtt");
    CHECK(type_of("1\n00:00:01,000 --> 00:00:02,000\nHalo") == "application/x-subrip");
    CHECK(type_of(mp4("soun")) == "video/mp4");
    CHECK(type_of(webm()) == "video/webm");
    CHECK(type_of(mp3()) == "audio/mpeg");
    CHECK(type_of(wav()) == "audio/wav");
    CHECK(type_of(heic_sample()) == "image/heic");
}

TEST_CASE("what an office has no use for, or must fear, is refused by name") {
    CHECK(rule_of("") == "empty");
    CHECK(rule_of("MZ\x90 program", "foto.jpg") == "unknown_kind");
    CHECK(rule_of("<?xml version='1.0'?><svg onload='x'/>", "logo.svg") == "svg");
    CHECK(rule_of("<!DOCTYPE html><script>x</script>", "foto.png") == "web_page");
    CHECK(rule_of(zip({{"apa.exe"}})) == "unknown_kind");
    CHECK(rule_of(zip({{"[Content_Types].xml"}, {"word/x"}, {"word/vbaProject.bin"}})) == "macro");
    CHECK(rule_of(zip({{"[Content_Types].xml"}, {"word/x", 1000, 4000000000}})) == "bomb");
    CHECK(rule_of("PK\x03\x04 cut off") == "broken");
    CHECK(rule_of("WEBVTT\n\nno times") == "caption_without_times");
    CHECK(rule_of("WEBVTT --> \xFF\xFE") == "caption_not_text");
}

TEST_CASE("a hidden track goes with its samples, the film stays") {
    const auto whole = mp4("text"), clean = shown(whole);
    CHECK(clean.size() == whole.size());
    CHECK(clean.find("moving pictures") == whole.find("moving pictures"));
    for (const auto* word : {"GPS", "-7.65", "Bu Sri", "xyz", "udta"}) {
        CHECK_MESSAGE(clean.find(word) == std::string::npos, word);
    }
    const auto facts = media::cleaned(whole, "a.mp4");
    CHECK(facts->width == 320);
    CHECK(facts->height == 180);
    CHECK(facts->duration == 2500);
    const auto sound = shown(mp4("soun"));
    CHECK(sound.find("GPS -7.65") != std::string::npos);  // these bytes are what is heard
}

TEST_CASE("tags go and what sounds and moves stays") {
    CHECK(shown(webm()).find("Bu Sri") == std::string::npos);
    CHECK(shown(webm()).find("pictures") != std::string::npos);
    CHECK(media::cleaned(webm(), "x")->width == 64);
    CHECK(shown(mp3()).size() == 4 * 417);
    CHECK(shown(wav()).find("Bu Sri") == std::string::npos);
    CHECK(media::cleaned(wav(), "x")->duration == 1000);
}

TEST_CASE("cut off or changed anywhere, a parser answers and never leaves the bytes") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 chance(seed);
    for (const auto& whole : {mp4("soun"), mp4("text"), webm(), mp3(), wav(), heic_sample(),
                              zip({{"[Content_Types].xml"}, {"word/x"}})}) {
        for (std::size_t size = 0; size < whole.size(); ++size) {
            (void)media::cleaned(std::string_view(whole).substr(0, size), "x");
        }
        CHECK(rule_of(whole.substr(0, whole.size() / 2)) == "broken");
        for (int i = 0; i < 2000; ++i) {
            auto changed = whole;
            for (std::size_t many = chance() % 4 + 1; many > 0; --many) {
                changed[chance() % changed.size()] = static_cast<char>(chance());
            }
            const auto made = media::cleaned(changed, "x");
            if (made) CHECK(media::joined(*made, changed).size() <= changed.size() + 64);
        }
    }
}

}  // namespace
}  // namespace kentongan::tests
