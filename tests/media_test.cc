// Three hundred files with a citizen's place in every corner of them: the public form has none.
// exiftool puts it in and judges; ffmpeg makes the films and sounds.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "base/json.h"
#include "base/text.h"
#include "media/cleaned.h"
#include "media_samples.h"

namespace kentongan::tests {
namespace {

namespace fs = std::filesystem;

/// Words that a phone or a person might leave in a file; they must not be found again.
constexpr std::string_view secret = "Rumah Bu Sri RT 03";
constexpr int wanted = 300;

class Folder {
  public:
    Folder() : path(fs::temp_directory_path() / ("kentongan_media_" + std::to_string(tag()))) {
        fs::create_directories(path / "asli");
        fs::create_directories(path / "umum");
    }
    ~Folder() { fs::remove_all(path); }
    static unsigned tag() { return std::random_device{}(); }
    const fs::path path;
};

std::string bytes_of(const fs::path& path) {
    std::ostringstream out;
    out << std::ifstream(path, std::ios::binary).rdbuf();
    return std::move(out).str();
}
void write(const fs::path& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary).write(bytes.data(), std::streamsize(bytes.size()));
}
void run(const std::string& command) {
    REQUIRE_MESSAGE(std::system((command + " >/dev/null 2>&1").c_str()) == 0, command);
}

/// One small file of each kind, as ffmpeg makes them with its own tags.
void make_seeds(const fs::path& folder) {
    const auto film = "-f lavfi -i testsrc2=s=64x48:r=5:d=1 -f lavfi -i sine=d=1 ";
    const auto tags = cat("-metadata location='-7.6298+111.5239/' -metadata comment='", secret,
                          "' -metadata artist='", secret, "' -metadata title='", secret, "' ");
    std::string command = "ffmpeg -nostdin -y -v error ";
    command += film;
    const auto out = [&](const std::string& options, const std::string& name) {
        command += tags + options + " " + (folder / name).string() + " ";
    };
    const std::string both = "-map 0:v -map 1:a -c:v mpeg4 -c:a aac";
    out(both, "film.mp4");
    out(both + " -movflags use_metadata_tags+faststart", "kunci.mp4");
    out(both, "film.mov");
    out("-map 0:v -map 1:a -c:v libvpx -deadline realtime -c:a libopus", "film.webm");
    out("-map 1:a -c:a aac", "suara.m4a");
    out("-map 1:a -c:a libmp3lame -write_id3v1 1", "suara.mp3");
    out("-map 1:a -c:a pcm_s16le -write_bext 1 -metadata description='rumah'", "suara.wav");
    out("-map 1:a -c:a libopus", "suara.ogg");
    out("-map 1:a -c:a libvorbis", "vorbis.ogg");
    out("-map 0:v -frames:v 1", "foto.jpg");
    out("-map 0:v -frames:v 1", "foto.png");
    out("-map 0:v -frames:v 1", "foto.gif");
    out("-map 0:v -frames:v 1 -c:v libwebp", "foto.webp");
    run(command);
    write(folder / "foto.heic", heic_sample());
}

/// Place in EXIF, XMP and IPTC, in PNG's texts, in QuickTime's atoms, where the kind has them.
void put_places(const fs::path& folder) {
    std::ofstream arguments(folder / "arg");
    const auto common =
        cat("-GPSLatitude=7.6298\n-GPSLatitudeRef=S\n-GPSLongitude=111.5239\n"
            "-GPSLongitudeRef=E\n-XMP:GPSLatitude=7.6298 S\n"
            "-XMP:GPSLongitude=111.5239 E\n-XMP:Location=",
            secret, "\n-XMP:Creator=", secret, "\n-EXIF:Artist=", secret,
            "\n-EXIF:SerialNumber=123456\n-EXIF:OwnerName=", secret, "\n");
    const auto more =
        cat("-IPTC:City=", secret, "\n-IPTC:Sub-location=", secret, "\n-PNG:Comment=", secret,
            "\n-PNG:Location=", secret, "\n-comment=", secret, "\n");
    const auto film =
        cat("-Keys:GPSCoordinates=-7.6298 111.5239 80\n-UserData:GPSCoordinates="
            "-7.6298 111.5239 80\n-ItemList:GPSCoordinates=-7.6298 111.5239 80\n"
            "-Keys:LocationName=",
            secret, "\n-UserData:Author=", secret, "\n-QuickTime:CreateDate=2026:11:20 10:00:00\n");
    const auto group = [&](const std::string& tags, std::initializer_list<const char*> endings) {
        arguments << "-overwrite_original\n-q\n-m\n" << tags;
        for (const auto* ending : endings) arguments << "-ext\n" << ending << "\n";
        arguments << folder.string() << "\n-execute\n";
    };
    group(common + more, {"jpg", "png", "webp", "heic", "gif"});
    group("-XMP:GPSLatitude=7.6298 S\n-XMP:GPSLongitude=111.5239 E\n" + film,
          {"mp4", "mov", "m4a"});
    arguments.close();
    run(cat("exiftool -@ ", (folder / "arg").string()));
    fs::remove(folder / "arg");
}

/// What exiftool still sees that tells of a place or of a person; nested tracks looked through.
std::vector<std::string> places_in(const fs::path& folder) {
    const auto report = folder.parent_path() / (folder.filename().string() + ".json");
    const auto command =
        cat("exiftool -j -a -ee -G1 -s -q -m -GPS* -*Location* -*City* -Artist -Author"
            " -Creator -Comment -Title -OwnerName -SerialNumber -Description -*Coordinates*"
            " -DateTimeOriginal -r ",
            folder.string(), " >", report.string(), " 2>/dev/null");
    REQUIRE(std::system(command.c_str()) != -1);
    const auto json = read_json(bytes_of(report));
    std::vector<std::string> found;
    if (!json) return found;
    for (const auto& file : json->get_array()) {
        for (const auto& member : file.get_object()) {
            const std::string tag(member.key());
            if (tag == "SourceFile") continue;
            found.push_back(cat(text_of(file.get_object(), "SourceFile"), " ", tag));
        }
    }
    return found;
}

TEST_CASE("of 300 files with places in them, none has one in its public form") {
    const Folder folder;
    const auto seeds = folder.path / "bibit";
    fs::create_directories(seeds);
    make_seeds(seeds);
    put_places(seeds);
    const auto told = places_in(seeds);
    std::vector<fs::path> all;
    for (const auto& entry : fs::directory_iterator(seeds)) all.push_back(entry.path());
    for (const auto& seed : all) {
        const bool tells = std::any_of(told.begin(), told.end(), [&](const std::string& line) {
            return line.starts_with(seed.string());
        });
        const bool hides = bytes_of(seed).find(secret) != std::string::npos;
        CHECK_MESSAGE((tells || hides), seed, " has nothing in it to take out");
    }
    std::sort(all.begin(), all.end());
    for (int i = 0; i < wanted; ++i) {
        const auto& seed = all[std::size_t(i) % all.size()];
        auto bytes = bytes_of(seed);
        // Every copy tells another house.
        for (auto at = bytes.find("RT 03"); at != bytes.npos; at = bytes.find("RT 03", at + 5)) {
            bytes.replace(at, 5, cat("RT ", char('0' + i % 10), char('0' + i / 10 % 10)));
        }
        const auto name = cat(i, "-", seed.filename().string());
        const auto made = media::cleaned(bytes, name);
        REQUIRE_MESSAGE(made, name, " ", made.error().issues.front().rule);
        const auto shown = media::joined(*made, bytes);
        CHECK_MESSAGE(shown.find("Rumah Bu Sri") == std::string::npos, name);
        CHECK_MESSAGE(shown.find("111.5239") == std::string::npos, name);
        const auto again = media::cleaned(shown, name);
        REQUIRE_MESSAGE(again, name);
        CHECK_MESSAGE(media::joined(*again, shown) == shown, name);
        write(folder.path / "umum" / name, shown);
    }
    const auto left = places_in(folder.path / "umum");
    CHECK_MESSAGE(left.empty(), joined(left, "\n"));
    // What is left is still a film, a sound, a picture.
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto name = cat(i, "-", all[i].filename().string());
        if (name.ends_with(".heic")) continue;
        run(cat("ffmpeg -nostdin -v error -xerror -i ", (folder.path / "umum" / name).string(),
                " -f null -"));
    }
}

}  // namespace
}  // namespace kentongan::tests
