// Owns content_version: the canonical bytes that marks are made on and that go out.
#include "base/secret.h"
#include "base/text.h"
#include "office/content_rows.h"
#include "office/document.h"
#include "office/journal.h"
#include "office/media_facts.h"

namespace kentongan::office {
namespace {

constexpr std::string_view form = "kentongan/content/1";

/// The same value with every text as NFC with line feeds.
Json canonical_value(const Json& value) {
    if (const auto* text = value.if_string())
        return Json(canonical_text({text->data(), text->size()}));
    if (const auto* array = value.if_array()) {
        JsonArray out;
        for (const Json& item : *array) out.push_back(canonical_value(item));
        return out;
    }
    if (const auto* object = value.if_object()) {
        JsonObject out;
        for (const auto& member : *object) out[member.key()] = canonical_value(member.value());
        return out;
    }
    return value;
}

Error altered() {
    return {Kind::invalid, "the stored bytes are not what was approved", {{"content", "altered"}}};
}

}  // namespace

std::string_view word_of(FileRole role) {
    switch (role) {
    case FileRole::picture: return "picture";
    case FileRole::video: return "video";
    case FileRole::audio: return "audio";
    case FileRole::caption: return "caption";
    case FileRole::design_source: return "design_source";
    case FileRole::attachment: return "attachment";
    }
    return "picture";
}

FileRole role_from(std::string_view word) {
    using enum FileRole;
    for (const auto role : {video, audio, caption, design_source, attachment}) {
        if (word_of(role) == word) return role;
    }
    return picture;
}

bool goes_out(FileRole role) {
    return role != FileRole::design_source && role != FileRole::attachment;
}

std::string canonical_content(const Draft& draft, const std::string& kind) {
    JsonArray files;
    for (const auto& file : draft.files) {
        if (!goes_out(file.role)) continue;
        files.push_back(JsonObject{{"role", word_of(file.role)},
                                   {"sha256", file.sha256},
                                   {"bytes", file.bytes},
                                   {"alt", file.alt},
                                   {"credit", file.credit}});
    }
    JsonObject variants;
    for (const auto& [channel, text] : draft.variants)
        variants[channel] = JsonObject{{"text", text}};
    for (const auto& [channel, pictures] : draft.picks) {
        if (!variants.contains(channel)) variants[channel] = JsonObject{};
        variants[channel].get_object()["pictures"] = JsonArray(pictures.begin(), pictures.end());
    }
    JsonObject content{{"form", form}, {"kind", kind}, {"title", draft.title}};
    content["language"] = "id";
    content["body"] = draft.body;
    content["files"] = std::move(files);
    content["variants"] = std::move(variants);
    return canonical_json(canonical_value(content));
}

Result<Draft> Contents::draft_from(const std::string& canonical_bytes) {
    const auto json = TRY(read_json(canonical_bytes));
    if (!json.is_object() || text_of(json.get_object(), "form") != form) return altered();
    const auto& content = json.get_object();
    Draft draft{.title = text_of(content, "title"), .body = empty_document()};
    if (const auto* body = content.if_contains("body")) draft.body = *body;
    const auto* files = content.if_contains("files");
    if (files && files->is_array()) {
        for (const Json& value : files->get_array()) {
            if (!value.is_object()) return altered();
            const auto& from = value.get_object();
            ContentFile file{.sha256 = text_of(from, "sha256"),
                             .bytes = number_of(from, "bytes"),
                             .role = role_from(view_of(from, "role"))};
            file.alt = text_of(from, "alt");
            file.credit = text_of(from, "credit");
            draft.files.push_back(std::move(file));
        }
    }
    const auto* variants = content.if_contains("variants");
    if (variants && variants->is_object()) {
        for (const auto& member : variants->get_object()) {
            if (!member.value().is_object()) return altered();
            const std::string channel(member.key());
            const auto& own = member.value().get_object();
            if (own.contains("text")) draft.variants[channel] = text_of(own, "text");
            if (const auto* pictures = own.if_contains("pictures")) {
                draft.picks[channel] = strings_in(*pictures);
            }
        }
    }
    return draft;
}

std::optional<ContentVersion> newest(const std::vector<ContentVersion>& versions) {
    if (versions.empty()) return {};
    return versions.back();
}

Result<std::vector<ContentVersion>> Contents::versions(store::Tx& tx, OfficeId office,
                                                       const ItemOf& of) {
    const auto content = TRY(content_id_of(tx, office, of));
    const auto rows = TRY(tx.all<int, std::string, PersonId, std::string, Instant>(
        "SELECT number, hash, person_id, shown, at FROM content_version"
        " WHERE office_id = $1 AND content_id = $2 ORDER BY number",
        office, content));
    std::vector<ContentVersion> all;
    for (const auto& [number, hash, by, shown, at] : rows) {
        all.push_back({number, hash, by, shown, at});
    }
    return all;
}

Result<ContentVersion> fix_item(store::Tx& tx, const Who& who, const Content& content,
                                Instant now) {
    if (content.draft_is_latest) return *content.latest;
    TRY(check_rights(tx, who.office, content.id));
    const auto bytes = canonical_content(content.draft, content.kind);
    ContentVersion version{.hash = sha256_hex(bytes), .by = who.person, .at = now};
    version.number = content.latest ? content.latest->number + 1 : 1;
    version.by_shown = who.shown();
    TRY(
        tx.run("INSERT INTO content_version (office_id, content_id, number, hash, bytes, person_id,"
               " shown, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
               who.office, content.id, version.number, version.hash, store::Blob{bytes}, who.person,
               version.by_shown, now));
    JsonObject event{{"event", "version_fixed"}, {"hash", version.hash}};
    event["version"] = version.number;
    TRY(Journal::append(tx, who, cat("dossier/", content.dossier.value), std::move(event), now));
    return version;
}

Result<std::string> Contents::bytes_of(store::Tx& tx, OfficeId office, const std::string& hash) {
    const auto rows = TRY(tx.all<store::Blob>(
        "SELECT bytes FROM content_version WHERE office_id = $1 AND hash = $2 LIMIT 1", office,
        hash));
    if (rows.empty()) return Error{Kind::not_found, "no such version"};
    auto bytes = std::get<0>(rows.front()).bytes;
    if (sha256_hex(bytes) != hash) return altered();
    return bytes;
}

}  // namespace kentongan::office
