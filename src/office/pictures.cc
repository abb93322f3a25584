// Owns file and content_file: media come in, lose what is personal, and belong to a draft.
#include "base/text.h"
#include "media/cleaned.h"
#include "office/content_rows.h"
#include "office/dossiers.h"
#include "office/journal.h"
#include "office/media_facts.h"

namespace kentongan::office {
namespace {

constexpr std::size_t files_max = 20;
constexpr std::size_t words_max = 1000, name_max = 200;  // bytes

std::string shortened(std::string_view text, std::size_t most) {
    auto kept = canonical_text(trimmed(text.substr(0, 4 * most)));
    if (kept.size() > most) kept.resize(most);
    while (!is_utf8(kept)) kept.pop_back();
    return kept;
}

FileRole role_of(media::MediaClass is) {
    switch (is) {
    case media::MediaClass::picture: return FileRole::picture;
    case media::MediaClass::video: return FileRole::video;
    case media::MediaClass::audio: return FileRole::audio;
    case media::MediaClass::caption: return FileRole::caption;
    case media::MediaClass::document: return FileRole::attachment;
    case media::MediaClass::design_source: return FileRole::design_source;
    }
    return FileRole::attachment;
}

/// Few browsers show what iPhones take; everybody shows the JPEG of it.
void make_showable(media::Cleaned& facts, std::filesystem::path& shown, files::Vault& vault) {
    constexpr media::PictureSize whole{"utuh", 4096, 0};
    if (facts.type != "image/heic" || !media::can_render()) return;
    const auto made = vault.temporary();
    std::error_code ignored;
    if (!made || !media::render(shown, *made, whole, {})) {
        if (made) std::filesystem::remove(*made, ignored);
        return;
    }
    std::filesystem::remove(shown, ignored);
    shown = *made;
    facts.type = "image/jpeg";
}

/// What came in and what may be shown of it; the same bytes for what never goes out.
struct Kept {
    files::Stored shown, original;
    media::Cleaned facts;
};
Result<Kept> keep_both(files::Vault& vault, OfficeId office, const std::string& path,
                       const std::string& name) {
    Kept kept;
    {
        const auto upload = TRY(media::MappedFile::open(path));
        kept.facts = TRY(media::cleaned(upload.bytes(), name));
        if (!kept.facts.pieces.empty()) {
            TRY(vault.check_room(static_cast<std::int64_t>(upload.bytes().size())));
            auto temporary = TRY(vault.temporary());
            TRY(media::write_cleaned(kept.facts, upload.bytes(), temporary));
            make_showable(kept.facts, temporary, vault);
            kept.shown = TRY(vault.put_file(office, temporary));
            kept.facts.pieces.clear();
        }
    }
    kept.original = TRY(vault.put_file(office, path));
    if (kept.shown.sha256.empty()) kept.shown = kept.original;
    return kept;
}

using FileRow = std::tuple<std::string, std::int64_t, std::string, std::string, std::string,
                           std::string, std::string, std::string>;
ContentFile file_from(const FileRow& row) {
    ContentFile file;
    std::string role;
    std::tie(file.sha256, file.bytes, file.type, file.name, file.alt, file.credit,
             file.original_sha256, role) = row;
    file.role = role_from(role);
    return file;
}

template <class... Values>
Result<std::vector<ContentFile>> files_where(store::Tx& tx, const char* condition,
                                             const Values&... values) {
    const auto rows = TRY(tx.all<std::string, std::int64_t, std::string, std::string, std::string,
                                 std::string, std::string, std::string>(
        cat("SELECT f.sha256, f.bytes, f.type, c.name, c.alt, c.credit, c.original_sha256, c.role"
            " FROM content_file c JOIN file f ON f.office_id = c.office_id"
            " AND f.sha256 = c.sha256 WHERE c.office_id = $1 AND c.content_id = $2",
            condition),
        values...));
    std::vector<ContentFile> files;
    for (const auto& row : rows) files.push_back(file_from(row));
    return files;
}

/// Puts the picture last in the draft. One that was removed comes back with its new words.
Result<void> add_row(store::Tx& tx, const Who& who, ContentId content, const ContentFile& file) {
    const auto present = TRY(files_of(tx, who.office, content));
    for (const auto& other : present) {
        if (other.sha256 != file.sha256) continue;
        return Error{Kind::conflict, "this picture is there already", {{"file", "twice"}}};
    }
    if (present.size() >= files_max) {
        return Error{Kind::invalid,
                     "too many pictures",
                     {{"file", "too_many", {std::to_string(files_max)}}}};
    }
    TRY(
        tx.run("INSERT INTO content_file (office_id, content_id, sha256, place, role, name, alt,"
               " credit, original_sha256)"
               " SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), $3, coalesce(max(place), 0) + 1,"
               " $8, $4, $5, $6, $7 FROM content_file"
               " WHERE office_id = $1 AND content_id = $2"
               " ON CONFLICT (office_id, content_id, sha256) DO UPDATE SET"
               " place = excluded.place, name = excluded.name, alt = excluded.alt,"
               " credit = excluded.credit, removed_at = NULL",
               who.office, content, file.sha256, file.name, file.alt, file.credit,
               file.original_sha256, word_of(file.role)));
    return {};
}

Result<void> note_of_file(store::Tx& tx, const Who& who, DossierId dossier, const char* what,
                          const ContentFile& file, Instant now) {
    JsonObject event{{"event", what}, {"words", file.name}, {"file", file.sha256}};
    event["alt"] = file.alt;
    event["credit"] = file.credit;
    TRY(Journal::append(tx, who, cat("dossier/", dossier.value), std::move(event), now));
    return {};
}

Error no_such_picture() {
    return {Kind::not_found, "no such picture"};
}

}  // namespace

Result<ShownFile> keep_shown(files::Vault& vault, OfficeId office, const std::string& path,
                             const std::string& name) {
    const auto kept = TRY(keep_both(vault, office, path, name));
    return ShownFile{kept.shown, kept.original, kept.facts.type};
}

Result<void> note_file(store::Tx& tx, OfficeId office, const files::Stored& stored,
                       const std::string& type, Instant now) {
    TRY(
        tx.run("INSERT INTO file (office_id, sha256, bytes, type, stored_at)"
               " VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
               office, stored.sha256, stored.bytes, type, now));
    return {};
}

Result<std::vector<ContentFile>> files_of(store::Tx& tx, OfficeId office, ContentId content) {
    return files_where(tx, " AND c.removed_at IS NULL ORDER BY c.place", office, content);
}

Result<void> copy_files(store::Tx& tx, OfficeId office, ContentId from, ContentId to,
                        const std::vector<ContentFile>& files) {
    int place = 0;
    for (const auto& file : files) {
        TRY(
            tx.run("INSERT INTO content_file (office_id, content_id, sha256, place, role, name,"
                   " alt, credit, original_sha256)"
                   " SELECT office_id, CAST($3 AS BIGINT), sha256, CAST($5 AS BIGINT), role, name,"
                   " $6, $7, original_sha256 FROM content_file"
                   " WHERE office_id = $1 AND content_id = $2 AND sha256 = $4"
                   " ON CONFLICT DO NOTHING",
                   office, from, to, file.sha256, ++place, file.alt, file.credit));
    }
    return {};
}

Result<ContentFile> file_of(store::Tx& tx, OfficeId office, ContentId content,
                            const std::string& sha256) {
    const auto found = TRY(files_where(tx, " AND c.sha256 = $3", office, content, sha256));
    if (found.empty()) return no_such_picture();
    return found.front();
}

Result<ContentFile> Contents::add_picture(const Who& who, const ItemOf& of,
                                          const std::string& temporary_path,
                                          const std::string& name, const std::string& alt,
                                          const std::string& credit) {
    TRY(db_.read([&](store::Tx& tx) { return check_may_edit(tx, who, of.dossier); }));
    const auto kept = TRY(keep_both(vault_, who.office, temporary_path, name));
    const auto& [shown, original, facts] = kept;
    ContentFile file{.sha256 = shown.sha256,
                     .bytes = shown.bytes,
                     .type = facts.type,
                     .role = role_of(facts.is)};
    file.name = shortened(name, name_max);
    file.alt = shortened(alt, words_max);
    file.credit = shortened(credit, words_max);
    file.original_sha256 = original.sha256;
    const MediaFacts measures{.width = static_cast<int>(facts.width),
                              .height = static_cast<int>(facts.height),
                              .duration = facts.duration};
    const auto now = clock_();
    const auto keep = [&](store::Tx& tx) -> Result<void> {
        TRY(check_may_edit(tx, who, of.dossier));
        const auto content = TRY(content_id_of(tx, who.office, of));
        TRY(note_file(tx, who.office, kept.shown, file.type, now));
        TRY(note_file(tx, who.office, kept.original, file.type, now));
        TRY(add_row(tx, who, content, file));
        TRY(note_measures(tx, who.office, content, file.sha256, measures));
        if (goes_out(file.role)) TRY(note_change(tx, who, content));
        TRY(note_of_file(tx, who, of.dossier, "file_added", file, now));
        tx.tell(cat("dossier/", of.dossier.value));
        return {};
    };
    TRY(db_.write(keep));
    return file;
}

Result<void> Contents::remove_picture(store::Tx& tx, const Who& who, const ItemOf& of,
                                      const std::string& sha256) {
    TRY(check_may_edit(tx, who, of.dossier));
    const auto content = TRY(content_id_of(tx, who.office, of));
    const auto file = TRY(file_of(tx, who.office, content, sha256));
    const auto changed =
        TRY(tx.run("UPDATE content_file SET removed_at = $4"
                   " WHERE office_id = $1 AND content_id = $2 AND sha256 = $3"
                   " AND removed_at IS NULL",
                   who.office, content, sha256, clock_()));
    if (changed == 0) return no_such_picture();
    TRY(note_of_file(tx, who, of.dossier, "file_removed", file, clock_()));
    return note_change(tx, who, content);
}

Result<void> move_file(store::Tx& tx, const Who& who, const ItemOf& of, const std::string& sha256,
                       bool up, Instant now) {
    TRY(check_may_edit(tx, who, of.dossier));
    const auto content = TRY(content_id_of(tx, who.office, of));
    const auto files = TRY(files_of(tx, who.office, content));
    const auto found = std::ranges::find(files, sha256, &ContentFile::sha256);
    if (found == files.end()) return no_such_picture();
    const auto at = static_cast<std::size_t>(found - files.begin());
    if (up ? at == 0 : at + 1 == files.size()) return {};
    auto order = files;
    const auto to = up ? at - 1 : at + 1;
    std::swap(order[at], order[to]);
    for (std::size_t i = 0; i < order.size(); ++i) {
        TRY(
            tx.run("UPDATE content_file SET place = $4"
                   " WHERE office_id = $1 AND content_id = $2 AND sha256 = $3",
                   who.office, content, order[i].sha256, static_cast<int>(i) + 1));
    }
    JsonObject event{{"event", "file_moved"}, {"words", found->name}, {"file", sha256}};
    event["from"] = static_cast<std::int64_t>(at) + 1;
    event["to"] = static_cast<std::int64_t>(to) + 1;
    TRY(Journal::append(tx, who, cat("dossier/", of.dossier.value), std::move(event), now));
    return note_change(tx, who, content);
}

Result<void> Contents::describe_picture(store::Tx& tx, const Who& who, const ItemOf& of,
                                        const std::string& sha256, const std::string& alt,
                                        const std::string& credit) {
    TRY(check_may_edit(tx, who, of.dossier));
    const auto content = TRY(content_id_of(tx, who.office, of));
    const auto before = TRY(file_of(tx, who.office, content, sha256));
    const auto new_alt = shortened(alt, words_max), new_credit = shortened(credit, words_max);
    if (before.alt == new_alt && before.credit == new_credit) return {};
    const auto changed =
        TRY(tx.run("UPDATE content_file SET alt = $4, credit = $5"
                   " WHERE office_id = $1 AND content_id = $2 AND sha256 = $3"
                   " AND removed_at IS NULL",
                   who.office, content, sha256, new_alt, new_credit));
    if (changed == 0) return no_such_picture();
    auto after = before;
    after.alt = new_alt;
    after.credit = new_credit;
    TRY(note_of_file(tx, who, of.dossier, "file_described", after, clock_()));
    return note_change(tx, who, content);
}

Result<std::pair<std::string, ContentFile>> Contents::file(const Who& who, DossierId dossier,
                                                           const std::string& sha256) {
    const auto look = [&](store::Tx& tx) -> Result<ContentFile> {
        const auto rows = TRY(tx.all<ContentId>(
            "SELECT c.id FROM content c JOIN content_file f ON f.office_id = c.office_id"
            " AND f.content_id = c.id WHERE c.office_id = $1 AND c.dossier_id = $2"
            " AND f.sha256 = $3 ORDER BY c.place LIMIT 1",
            who.office, dossier, sha256));
        if (rows.empty()) return no_such_picture();
        return file_of(tx, who.office, std::get<0>(rows.front()), sha256);
    };
    auto found = TRY(db_.read(look));
    const auto path = TRY(vault_.path_of(who.office, sha256));
    return std::pair{path.string(), std::move(found)};
}

}  // namespace kentongan::office
