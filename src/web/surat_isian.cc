// Reads the form of a letter with its files, and fills it again when it was refused.
#include <array>
#include <fstream>

#include "base/secret.h"
#include "office/letter_files.h"
#include "office/letter_rows.h"
#include "web/reply.h"
#include "web/say.h"
#include "web/surat_view.h"
#include "web/token.h"
#include "web/unggah.h"

namespace kentongan::web {
namespace {

using office::LetterFile, office::LetterForm;

constexpr std::array<std::string_view, 7> wants{
    "publikasi", "infografis", "video", "peliputan", "radio", "siar_langsung", "tatap_muka"};
constexpr std::array<std::string_view, 3> urgencies{"biasa", "segera", "sangat_segera"};
constexpr std::array<std::string_view, 4> securities{"biasa", "terbatas", "rahasia",
                                                     "sangat_rahasia"};
constexpr char separator = '\n';
constexpr std::size_t kept_most = 12, name_max = 200;

std::string token_of(const Site& site, OfficeId office, const LetterFile& file) {
    const auto text = joined({std::to_string(office.value), file.sha256, std::to_string(file.bytes),
                              file.type, file.role, file.name},
                             std::string(1, separator));
    return sealed_token(site, text);
}

std::optional<LetterFile> kept_file(const Site& site, OfficeId office, const std::string& token) {
    const auto text = opened_token(site, token);
    if (!text) return {};
    const auto parts = split(*text, separator);
    if (parts.size() != 6 || parts[0] != std::to_string(office.value)) return {};
    LetterFile file;
    file.sha256 = parts[1];
    file.bytes = to_number(parts[2]).value_or(0);
    file.type = parts[3];
    file.role = parts[4];
    file.name = parts[5];
    return file;
}

std::string first_bytes(const std::string& path) {
    std::string bytes(16, '\0');
    std::ifstream in(path, std::ios::binary);
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes;
}

std::string shown_name(const std::string& name) {
    auto plain = name.substr(name.find_last_of("/\\") + 1);
    for (char& c : plain) {
        if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    }
    if (!is_utf8(plain) || plain.empty() || plain.size() > name_max) plain = "berkas";
    return plain;
}

std::vector<Option> options_of(const Say& say, std::string_view key, auto& all,
                               const std::vector<std::string>& chosen) {
    std::vector<Option> options;
    for (const auto one : all) {
        const std::string value(one);
        options.push_back({value, say(cat(key, ".", one)),
                           std::find(chosen.begin(), chosen.end(), value) != chosen.end()});
    }
    return options;
}

/// Takes one file over into the vault, or says what is wrong with it.
Result<void> store_given(const Site& site, OfficeId office, const GivenFile& from,
                         const std::string& role, GivenFiles& given) {
    if (given.files.size() >= kept_most) {
        given.issues.push_back({"letter_file", "too_many", {std::to_string(kept_most)}});
        return {};
    }
    LetterFile file;
    file.type = office::type_of_bytes(first_bytes(from.path));
    file.name = shown_name(from.name);
    file.role = role;
    const bool letter_like = file.type == "application/pdf" || file.type.starts_with("image/");
    if (file.role == "surat" && !letter_like) {
        given.issues.push_back({"letter_file", "type", {file.name}});
        return {};
    }
    const auto stored = TRY(site.vault.put_file(office, from.path));
    file.sha256 = stored.sha256;
    file.bytes = stored.bytes;
    given.files.push_back(std::move(file));
    return {};
}

}  // namespace

LetterForm letter_form_of(const Visit& visit) {
    LetterForm form;
    form.agency = visit.field("instansi");
    form.officer = visit.field("pejabat");
    form.email = visit.field("surel");
    form.whatsapp = visit.field("wa");
    form.number = visit.field("nomor");
    form.dated = visit.field("tanggal");
    form.received = visit.field("diterima");
    form.subject = visit.field("hal");
    form.summary = visit.field("isi");
    form.attachments = visit.field("lampiran");
    form.urgency = visit.field("cepat");
    form.needed_by = visit.field("dibutuhkan");
    form.classification = visit.field("kode");
    form.index_word = visit.field("indeks");
    form.security = visit.field("aman");
    form.outside_number = visit.field("nomor_luar");
    form.reserved = visit.field("cadangan");
    form.late_reason = visit.field("alasan_lambat");
    form.related = visit.field("berkaitan");
    form.twice_is_meant = visit.field("tetap_catat") == "1";
    std::vector<std::string> asked;
    for (const auto& one : visit.every("jenis")) {
        if (std::find(wants.begin(), wants.end(), one) != wants.end()) asked.push_back(one);
    }
    form.wants = joined(asked, " ");
    return form;
}

LetterFields letter_fields(const Site& site, const Visit& visit, OfficeId office,
                           const std::vector<Issue>& issues, const std::vector<LetterFile>& kept,
                           Zone zone) {
    const Say say(site, visit);
    const auto typed = [&](std::string_view field, std::string_view issue) {
        return Typed{visit.field(field), say.issue_of(issues, issue)};
    };
    LetterFields fields{.agency = typed("instansi", "letter_agency"),
                        .officer = typed("pejabat", "letter_officer"),
                        .email = typed("surel", "letter_email"),
                        .whatsapp = typed("wa", "letter_whatsapp"),
                        .number = typed("nomor", "letter_number"),
                        .dated = typed("tanggal", "letter_dated"),
                        .received = typed("diterima", "letter_received"),
                        .subject = typed("hal", "letter_subject"),
                        .summary = typed("isi", "letter_summary"),
                        .attachments = typed("lampiran", "letter_files"),
                        .needed = typed("dibutuhkan", "letter_needed"),
                        .code = typed("kode", "letter_code"),
                        .index = typed("indeks", "letter_index"),
                        .outside = typed("nomor_luar", "letter_agenda"),
                        .late = typed("alasan_lambat", "letter_late"),
                        .file = {"", say.issue_of(issues, "letter_file")}};
    if (fields.received.value.empty()) {
        const auto local = clock_time(visit.now, zone);
        fields.received.value = cat(office::day_text(visit.now, zone), "T", local.substr(0, 2), ":",
                                    local.substr(3, 2));
    }
    const auto urgency = visit.field("cepat"), security = visit.field("aman");
    fields.urgencies =
        options_of(say, "urgency", urgencies, {urgency.empty() ? std::string("biasa") : urgency});
    fields.securities = options_of(say, "security", securities,
                                   {security.empty() ? std::string("biasa") : security});
    fields.wants = options_of(say, "wants", wants, visit.every("jenis"));
    for (const LetterFile& file : kept) {
        fields.kept.push_back(
            {cat(file.name, " · ", file.bytes / 1024 + 1, " KB"), token_of(site, office, file)});
    }
    for (const Issue& issue : issues) {
        if (issue.field == "letter_number" && issue.rule == "twice") {
            fields.twice = say.issue(issue);
        }
    }
    return fields;
}

Result<GivenFiles> given_files(const Site& site, const Visit& visit, OfficeId office,
                               const std::string& only_role) {
    GivenFiles given;
    for (const auto& token : visit.every("tetap")) {
        auto file = kept_file(site, office, token);
        if (file && given.files.size() < kept_most) given.files.push_back(*std::move(file));
    }
    const auto role_of = [&](std::string_view field) {
        return !only_role.empty() ? only_role : std::string(field == "surat" ? field : "materi");
    };
    for (const FilePart& part : visit.files) {
        if (part.bytes == 0) continue;
        TRY(store_given(site, office, {part.path, part.name}, role_of(part.field), given));
    }
    for (const std::string_view field : {"surat", "materi"}) {
        for (const auto& id : visit.every(cat("unggahan_", field))) {
            if (id.empty() || !site.uploads) continue;
            auto parked = site.uploads->find(id, upload_owner_of(visit));
            if (!parked) {
                given.issues.push_back({"letter_file", "gone"});
            } else if (!parked->whole()) {
                given.issues.push_back({"letter_file", "not_whole", {parked->name}});
            } else {
                const GivenFile file{parked->path, parked->name, *parked};
                TRY(store_given(site, office, file, role_of(field), given));
                let_go(site, file);
            }
        }
    }
    return given;
}

Result<std::vector<LetterFile>> files_of_upload(const Site& site, const Visit& visit,
                                                OfficeId office, const std::string& only_role) {
    auto given = TRY(given_files(site, visit, office, only_role));
    if (!given.issues.empty()) return Error{Kind::invalid, "files refused", given.issues};
    return std::move(given.files);
}

net::Response pdf_response(std::string bytes, const std::string& name) {
    net::Response response{.type = "application/pdf",
                           .body = net::Text{std::move(bytes)},
                           .headers = {{"Cache-Control", "private, no-cache"}},
                           .compressible = false};
    call_it(response, "inline", name);
    return response;
}

net::Response letter_file_response(const Site& site, OfficeId office, const LetterFile& file) {
    const auto path = site.vault.path_of(office, file.sha256);
    if (!path) return {.status = 404, .type = "text/plain", .body = net::Text{""}};
    const bool shown = file.type == "application/pdf" || file.type.starts_with("image/");
    auto response = stored_file(*path, file.sha256, shown ? file.type : "application/octet-stream");
    call_it(response, shown ? "inline" : "attachment", file.name);
    return response;
}

}  // namespace kentongan::web
