// argv → verb. The only file, with its command_*.cc neighbours, that wires everything together.
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/carried.h"
#include "base/secret.h"
#include "command.h"
#include "web/words.h"

namespace kentongan {
namespace {

#define SERVING                                                            \
    "config: data: database: address: port: public-address: certificate: " \
    "private-key: behind-proxy workers: posts-per-second: log: surel-server: surel-from: "
#define STORED "config: data: database: "

// clang-format off
constexpr std::array table{
    Verb{"serve", "[--demo] [--port N] [--data FOLDER] [--config FILE]", SERVING "demo",
         "Menjalankan Kentongan; --demo membuat kantor contoh.",
         "Runs Kentongan; --demo makes a sample office.", serve},
    Verb{"migrate", "[--data FOLDER]", STORED,
         "Memutakhirkan basis data ke versi program ini.",
         "Brings the database to this program's version.", migrate},
    Verb{"demo", "[--data FOLDER]", STORED,
         "Membuat kantor contoh Kabupaten Sukamaju.",
         "Makes the sample office Kabupaten Sukamaju.", demo},
    Verb{"user", "password SIGN-IN [--data FOLDER]", STORED,
         "Mengganti kata sandi; kata sandi baru dibaca dari masukan baku.",
         "Sets a password, read from standard input.", user},
    Verb{"office new", "[--data FOLDER]", STORED,
         "Mencetak tautan sekali pakai untuk mendirikan kantor lain di server ini.",
         "Prints a link, good once, to found another office on this server.", office_new},
    Verb{"doctor", "[--json]", STORED "json",
         "Memeriksa pemasangan: basis data, berkas, ruang.",
         "Checks the installation: database, files, space.", doctor},
    Verb{"backup", "FOLDER", STORED,
         "Menyalin basis data dan semua berkas ke folder kosong.",
         "Copies the database and every file into an empty folder.", backup},
    Verb{"restore", "FOLDER --data EMPTY-FOLDER", STORED,
         "Memulihkan cadangan ke folder kosong.",
         "Restores a backup into an empty folder.", restore},
    Verb{"verify", "[--data FOLDER]", STORED,
         "Memeriksa keutuhan: basis data, berkas, jurnal.",
         "Checks that database, files and journal are whole.", verify},
    Verb{"journal show", "DOSSIER-NUMBER [--json]", STORED "json",
         "Menampilkan jurnal satu berkas.",
         "Shows the journal of one dossier.", journal_show},
    Verb{"journal verify", "[--json]", STORED "json",
         "Menghitung ulang rantai jurnal; menyebut catatan pertama yang berubah.",
         "Recomputes the journal's chain; names the first altered entry.", journal_verify},
    Verb{"sop check", "FILE [--json]", "json",
         "Memeriksa berkas .sop: bahasa, kewajaran, kelancaran alur.",
         "Checks a .sop file: language, lint, soundness.", sop_check},
    Verb{"sop format", "FILE [--in-place]", "in-place",
         "Merapikan berkas .sop.",
         "Formats a .sop file.", sop_format},
    Verb{"sop print",
         "FILE... --out X.pdf [--paper a4|f4] [--emblem PICTURE] [--lanes-by-first-use]",
         "out: paper: emblem: lanes-by-first-use",
         "Mencetak dokumen resmi SOP; beberapa berkas menjadi satu buku.",
         "Prints the official SOP document; several files become one book.", sop_print},
    Verb{"sop simulate", "FILE [--cases N] [--seed S] [--out X.svg]", "cases: seed: out:",
         "Menjalankan kantor dalam waktu maya dan melaporkan waktu tiap langkah.",
         "Runs an office in virtual time and reports each step's time.", sop_simulate},
    Verb{"sop bpmn", "FILE --out X.bpmn", "out:",
         "Menyimpan SOP sebagai berkas BPMN 2.0.",
         "Writes an SOP as a BPMN 2.0 file.", sop_bpmn},
    Verb{"bpmn import", "IN [--out X.sop]", "out:",
         "Membaca berkas BPMN 2.0 sebagai SOP dan melaporkan yang tidak terbawa.",
         "Reads a BPMN 2.0 file as an SOP and reports what is not taken over.", bpmn_import},
    Verb{"bpmn view", "IN OUT", "",
         "Menuliskan apa yang dipahami dari berkas BPMN 2.0 (JSON).",
         "Writes what is understood of a BPMN 2.0 file (JSON).", bpmn_view},
    Verb{"bpmn roundtrip", "IN OUT [REPORT]", "",
         "Membaca dan menulis ulang berkas BPMN 2.0 tanpa kehilangan apa pun.",
         "Reads a BPMN 2.0 file and writes it again, losing nothing.", bpmn_roundtrip},
    Verb{"clock due", "--start TIME (--minutes N | --days N | WAKTU) [--zone WIB|WITA|WIT]",
         "start: minutes: days: hours: zone: calendar:",
         "Kapan waktu baku habis: clock due --start 2026-11-20T11:00 --minutes 60",
         "When a standard time runs out: working minutes, working days.", clock_due},
    Verb{"clock between", "--start TIME --end TIME [--zone WIB|WITA|WIT]",
         "start: end: zone: calendar:",
         "Berapa menit kerja di antara dua waktu.",
         "How many working minutes lie between two times.", clock_between},
};
// clang-format on

bool english(const Arguments& arguments) {
    return arguments.language == Language::english;
}

int help(const Arguments& arguments, const Verb* one = nullptr) {
    std::string text = english(arguments)
                           ? "Kentongan: from the letter to the public, as the SOP says.\n\n"
                           : "Kentongan: dari surat sampai tayang, sesuai SOP.\n\n";
    for (const Verb& verb : table) {
        if (one && one != &verb) continue;
        text += cat("  kentongan ", verb.name, " ", verb.usage, "\n      ",
                    english(arguments) ? verb.english : verb.indonesian, "\n");
    }
    text += english(arguments) ? "\nEvery verb: --help, --english. Settings: --config FILE.\n"
                               : "\nSetiap perintah: --help, --english. Setelan: --config FILE.\n";
    print(text);
    return done;
}

/// Whether the verb's options name this one, and whether it takes a value.
std::optional<bool> takes_value(const Verb& verb, const std::string& option) {
    for (const auto& known : split(verb.options, ' ')) {
        if (known == option) return false;
        if (known == option + ":") return true;
    }
    return {};
}

/// The verb with the most words that the arguments begin with.
const Verb* verb_of(const std::vector<std::string>& words) {
    const Verb* found = nullptr;
    for (const Verb& verb : table) {
        const auto parts = split(verb.name, ' ');
        if (parts.size() > words.size() || !std::equal(parts.begin(), parts.end(), words.begin())) {
            continue;
        }
        if (!found || verb.name.size() > found->name.size()) found = &verb;
    }
    return found;
}

int run(std::vector<std::string> words) {
    Arguments arguments;
    std::erase_if(words, [&](const std::string& word) {
        if (word == "--english") arguments.language = Language::english;
        return word == "--english";
    });
    const bool asks_help = std::erase(words, "--help") > 0 || std::erase(words, "-h") > 0;
    const Verb* verb = verb_of(words);
    if (asks_help || words.empty() || words[0] == "help") return help(arguments, verb);
    if (!verb) {
        refuse(arguments, cat("Perintah \"", words[0], "\" tidak dikenal. Lihat: kentongan --help"),
               cat("There is no command \"", words[0], "\". See: kentongan --help"));
        return wrong_usage;
    }
    words.erase(words.begin(),
                words.begin() + static_cast<std::ptrdiff_t>(split(verb->name, ' ').size()));
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!words[i].starts_with("--")) {
            arguments.words.push_back(words[i]);
            continue;
        }
        const auto name = words[i].substr(2);
        const auto valued = takes_value(*verb, name);
        if (!valued || (*valued && i + 1 == words.size())) {
            refuse(arguments,
                   cat(valued ? "Nilai untuk " : "Pilihan tidak dikenal: ", words[i],
                       valued ? " belum ada." : ".", " Lihat: kentongan ", verb->name, " --help"),
                   cat(valued ? "No value for " : "Unknown option: ", words[i], ". See: kentongan ",
                       verb->name, " --help"));
            return wrong_usage;
        }
        arguments.options[name] = *valued ? words[++i] : "yes";
    }
    return verb->run(arguments);
}

}  // namespace

std::span<const Verb> verbs() {
    return table;
}

std::string Arguments::option(const std::string& name, const std::string& otherwise) const {
    const auto found = options.find(name);
    return found == options.end() ? otherwise : found->second;
}

Instant now() {
    return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
}

void print(std::string_view text) {
    std::cout << text << std::flush;
}

int refuse(const Arguments& arguments, std::string_view indonesian, std::string_view in_english) {
    std::cerr << (english(arguments) ? in_english : indonesian) << '\n';
    return refused;
}

int refuse(const Arguments&, const Error& error) {
    std::cerr << error.why << '\n';
    return refused;
}

void tell(const Arguments& arguments, const Error& error) {
    if (error.issues.empty()) refuse(arguments, error);
    for (const auto& issue : error.issues) {
        const auto sentence = catalogue().say(arguments.language, issue);
        refuse(arguments, sentence, sentence);
    }
}

const web::Words& catalogue() {
    static const auto loaded = web::Words::read(carried());
    ensure(static_cast<bool>(loaded));  // a test holds that the catalogue is whole
    return *loaded;
}

Result<std::string> read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    struct stat is {};
    if (!file || stat(path.c_str(), &is) != 0 || S_ISDIR(is.st_mode)) {
        return Error{Kind::not_found, cat("Berkas ", path, " tidak dapat dibaca.")};
    }
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

Result<std::string> hash_of_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Error{Kind::not_found, cat("Berkas ", path, " tidak dapat dibaca.")};
    Sha256 hash;
    std::string piece(1 << 16, '\0');
    while (file) {
        file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        hash.add({piece.data(), static_cast<std::size_t>(file.gcount())});
    }
    return hash.hex();
}

std::string key_of(const std::string& path) {
    const auto name = path.substr(path.rfind('/') + 1);
    return name.substr(0, name.rfind('.'));
}

Result<void> write_file(const std::string& path, std::string_view bytes) {
    std::ofstream file(path, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) {
        return Error{Kind::unavailable, cat("Berkas ", path, " tidak dapat ditulis.")};
    }
    return {};
}

}  // namespace kentongan

int main(int count, char** words) {
    return kentongan::run({words + 1, words + count});
}
