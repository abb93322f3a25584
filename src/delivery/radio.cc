// Hands audio to a studio: a folder with whole files, or a live source at the pace of listening.
#include "delivery/radio.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/secret.h"
#include "base/text.h"
#include "delivery/call.h"
#include "delivery/curl.h"

namespace kentongan::delivery {
namespace {

namespace fs = std::filesystem;

constexpr long longest_programme = 8L * 60;  // seconds; shorter than the outbox's lease

const Post::Picture* audio_of(const Post& post) {
    for (const auto& file : post.files) {
        if (file.type.starts_with("audio/")) return &file;
    }
    return nullptr;
}

std::string ending_of(const std::string& type) {
    if (type == "audio/mpeg") return "mp3";
    if (type == "audio/ogg") return "ogg";
    if (type == "audio/wav" || type == "audio/x-wav") return "wav";
    return "m4a";
}

/// Under another name first; then on disk; then under its own name, all at once.
bool place(const fs::path& file, const std::string& bytes) {
    const auto beside = file.string() + ".sementara";
    const int made = open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (made < 0) return false;
    std::string_view rest = bytes;
    while (!rest.empty()) {
        const auto written = write(made, rest.data(), rest.size());
        if (written <= 0) break;
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    const bool whole = rest.empty() && fsync(made) == 0;
    close(made);
    return whole && rename(beside.c_str(), file.c_str()) == 0;
}

class Radio final : public Channel {
  public:
    Radio(RadioStation station, Clock clock)
        : station_(std::move(station)), clock_(std::move(clock)) {}

    Outcome publish(const Post& post) override {
        if (station_.folder.empty()) return play_live(station_.mount, post);
        const auto* audio = audio_of(post);
        if (audio) {
            const auto bytes = bytes_of(*audio);
            if (!bytes) return Wait{minutes{1}, bytes.error().why};
            if (!place(sound_at(post, *audio), *bytes)) return unwritable();
        }
        // The sidecar comes last: whoever sees it finds the audio whole.
        if (!place(words_at(post), words_of(post, audio))) return unwritable();
        return Created{post.marker(), {}, words_at(post).filename().string()};
    }

    Sight look(const Post& post) override {
        if (station_.folder.empty()) {
            return Unseen{"Siaran langsung tidak meninggalkan jejak; tanyakan ke studio.", true};
        }
        std::error_code problem;
        if (fs::exists(words_at(post), problem)) return Found{post.marker(), {}};
        if (problem) return Unseen{problem.message()};
        return Absent{};
    }

  private:
    static Outcome unwritable() {
        return Wait{minutes{5}, "Folder serah radio tidak dapat ditulis."};
    }
    std::string stem(const Post& post) const {
        return cat(slug_of(post.title).substr(0, 60), "-", post.marker());
    }
    fs::path sound_at(const Post& post, const Post::Picture& audio) const {
        return fs::path(station_.folder) / cat(stem(post), ".", ending_of(audio.type));
    }
    fs::path words_at(const Post& post) const {
        return fs::path(station_.folder) / cat(stem(post), ".json");
    }
    std::string words_of(const Post& post, const Post::Picture* audio) const {
        JsonObject words{{"id", post.marker()},
                         {"judul", post.title},
                         {"naskah", post.text},
                         {"dibuat", iso_utc(clock_())}};
        if (audio) {
            words["berkas"] = sound_at(post, *audio).filename().string();
            words["sha256"] = audio->sha256;
        }
        return canonical_json(words);
    }

    RadioStation station_;
    Clock clock_;
};

/// A name that adds no header of its own.
std::string header_line(std::string_view name) {
    std::string line;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        line.push_back(byte >= 0x20 && byte < 0x7F ? c : ' ');
    }
    return line;
}

struct Playing {
    std::ifstream file;
};
std::size_t read_on(char* buffer, std::size_t size, std::size_t count, void* data) {
    auto& playing = *static_cast<Playing*>(data);
    playing.file.read(buffer, static_cast<std::streamsize>(size * count));
    return static_cast<std::size_t>(playing.file.gcount());
}
std::size_t swallow(char*, std::size_t size, std::size_t count, void*) {
    return size * count;
}

}  // namespace

Outcome play_live(const IcecastMount& mount, const Post& post) {
    const auto* audio = audio_of(post);
    if (!audio) return Rejected{"Siaran langsung perlu berkas audio."};
    const auto pace = static_cast<curl_off_t>(mount.kilobits) * 1000 / 8;
    if (static_cast<curl_off_t>(audio->bytes) / pace > longest_programme) {
        return Rejected{"Audio lebih dari delapan menit; serahkan lewat folder."};
    }
    Playing playing{std::ifstream(audio->path, std::ios::binary)};
    const Curl curl;
    if (!curl || !playing.file) return Wait{minutes{1}, "Audio tidak terbaca."};
    CurlList headers;
    headers.add("Content-Type: " + audio->type);
    headers.add("Ice-Name: " + header_line(mount.name));
    headers.add("Ice-Public: 0");
    headers.add(cat("Ice-Bitrate: ", mount.kilobits));
    headers.add("Expect: 100-continue");
    headers.add("Transfer-Encoding:");
    curl.set(CURLOPT_URL, mount.url.c_str());
    curl.set(CURLOPT_PROTOCOLS_STR, "http,https");
    curl.set(CURLOPT_UPLOAD, 1L);
    curl.set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl.set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(audio->bytes));
    curl.set(CURLOPT_HTTPHEADER, headers.list());
    curl.set(CURLOPT_USERNAME, mount.user.c_str());
    curl.set(CURLOPT_PASSWORD, mount.password.c_str());
    curl.set(CURLOPT_READFUNCTION, read_on);
    curl.set(CURLOPT_READDATA, &playing);
    curl.set(CURLOPT_WRITEFUNCTION, swallow);
    curl.set(CURLOPT_MAX_SEND_SPEED_LARGE, pace);
    curl.set(CURLOPT_TIMEOUT, longest_programme + 60);
    const CURLcode code = curl.perform();
    long status = 0;
    curl_off_t sent = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl.get(), CURLINFO_SIZE_UPLOAD_T, &sent);
    if (status == 401) return Reauth{"Peladen radio menolak kata sandi sumber."};
    if (status == 403 || status == 409 || status == 503) {
        return Wait{minutes{1}, "Titik siar sedang dipakai sumber lain."};
    }
    const bool all = sent >= static_cast<curl_off_t>(audio->bytes);
    // After the last byte Icecast may close without a word: the programme was heard.
    if (all && (status == 200 || status == 100 || status == 0))
        return Created{mount.url, mount.url};
    if (sent == 0) return Wait{minutes{1}, cat("Peladen radio: ", curl_easy_strerror(code))};
    return Ambiguous{cat("Siaran terputus setelah ", sent, " bita.")};
}

std::unique_ptr<Channel> radio_channel(RadioStation station, Clock clock) {
    return std::make_unique<Radio>(std::move(station), std::move(clock));
}

}  // namespace kentongan::delivery
