// The command line: words, options, and the verbs. The result alone goes to standard output,
// messages to standard error; 0 done, 1 refused, 2 wrong usage, 3 found faulty.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "base/text.h"

namespace kentongan {

namespace web {
class Words;
}

inline constexpr int done = 0, refused = 1, wrong_usage = 2, faulty = 3;

struct Arguments {
    std::vector<std::string> words = {};              // after the verb
    std::map<std::string, std::string> options = {};  // "--port 8080" -> port
    Language language = Language::indonesian;

    bool has(const std::string& option) const { return options.contains(option); }
    std::string option(const std::string& name, const std::string& otherwise = {}) const;
};

struct Verb {
    std::string_view name;     // "serve", "sop check"
    std::string_view usage;    // "FILE [--json]"
    std::string_view options;  // the ones it knows: "json= out: paper:"; "x:" takes a value
    std::string_view indonesian, english;  // one line each
    int (*run)(const Arguments&);
};
std::span<const Verb> verbs();

/// The real clock; nobody else asks it.
Instant now();

/// One sentence on standard error, in the language asked for.
int refuse(const Arguments&, std::string_view indonesian, std::string_view english);
int refuse(const Arguments&, const Error&);
/// Every issue of it as a sentence of the catalogue, or the error itself.
void tell(const Arguments&, const Error&);
const web::Words& catalogue();
void print(std::string_view text);
Result<std::string> read_file(const std::string& path);
/// SHA-256 of a file's bytes, read piece by piece.
Result<std::string> hash_of_file(const std::string& path);
/// "singkawang-2023" of "sops/singkawang-2023.sop"
std::string key_of(const std::string& path);
Result<void> write_file(const std::string& path, std::string_view bytes);

// The verbs, by file: command_serve.cc, command_data.cc, command_sop.cc, command_clock.cc.
int serve(const Arguments&);
int migrate(const Arguments&);
int demo(const Arguments&);
int user(const Arguments&);
int office_new(const Arguments&);
int doctor(const Arguments&);
int backup(const Arguments&);
int restore(const Arguments&);
int verify(const Arguments&);
int journal_show(const Arguments&);
int journal_verify(const Arguments&);
int sop_check(const Arguments&);
int sop_format(const Arguments&);
int sop_print(const Arguments&);
int sop_simulate(const Arguments&);
int sop_bpmn(const Arguments&);
int bpmn_roundtrip(const Arguments&);
int bpmn_view(const Arguments&);
int bpmn_import(const Arguments&);
int clock_due(const Arguments&);
int clock_between(const Arguments&);

}  // namespace kentongan
