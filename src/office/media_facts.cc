// Owns file_fact and rendition.
#include "office/media_facts.h"

#include "base/text.h"
#include "office/content_rows.h"
#include "office/journal.h"

namespace kentongan::office {
namespace {

constexpr std::size_t words_max = 500;

template <std::size_t N>
Result<void> check_word(const std::array<std::string_view, N>& words, const std::string& word,
                        const char* field) {
    if (std::ranges::find(words, word) != words.end()) return {};
    return Error{Kind::invalid, "no such word", {{field, "unknown", {word}}}};
}

std::string kept(std::string_view words) {
    auto text = canonical_text(trimmed(words.substr(0, 4 * words_max)));
    if (text.size() > words_max) text.resize(words_max);
    while (!is_utf8(text)) text.pop_back();
    return text;
}

}  // namespace

Result<FactsOfFiles> facts_of(store::Tx& tx, OfficeId office, const ItemOf& of) {
    const auto content = TRY(content_id_of(tx, office, of));
    const auto rows = TRY(tx.all<std::string, std::string, std::string, std::string, std::string,
                                 std::string, int, int, int, int, std::int64_t>(
        "SELECT sha256, usage_right, licence, source, people, people_note, focus_x, focus_y,"
        " width, height, duration FROM file_fact WHERE office_id = $1 AND content_id = $2",
        office, content));
    FactsOfFiles all;
    for (const auto& row : rows) {
        MediaFacts facts;
        std::string sha256;
        std::tie(sha256, facts.usage_right, facts.licence, facts.source, facts.people,
                 facts.people_note, facts.focus.x, facts.focus.y, facts.width, facts.height,
                 facts.duration) = row;
        all[sha256] = facts;
    }
    return all;
}

Result<media::Focus> focus_of(store::Tx& tx, OfficeId office, DossierId dossier,
                              const std::string& sha256) {
    const auto rows = TRY(tx.all<int, int>(
        "SELECT f.focus_x, f.focus_y FROM file_fact f JOIN content c ON c.office_id = f.office_id"
        " AND c.id = f.content_id WHERE f.office_id = $1 AND c.dossier_id = $2 AND f.sha256 = $3"
        " ORDER BY c.place LIMIT 1",
        office, dossier, sha256));
    if (rows.empty()) return media::Focus{};
    return media::Focus{std::get<0>(rows.front()), std::get<1>(rows.front())};
}

Result<void> tell_facts(store::Tx& tx, const Who& who, const ItemOf& of, const std::string& sha256,
                        const MediaFacts& facts, Instant now) {
    TRY(check_may_edit(tx, who, of.dossier));
    TRY(check_word(usage_rights, facts.usage_right, "usage_right"));
    TRY(check_word(people_shown, facts.people, "people"));
    const auto content = TRY(content_id_of(tx, who.office, of));
    const auto file = TRY(file_of(tx, who.office, content, sha256));
    TRY(
        tx.run("INSERT INTO file_fact (office_id, content_id, sha256, usage_right, licence, source,"
               " people, people_note, focus_x, focus_y, width, height, duration)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, 0)"
               " ON CONFLICT (office_id, content_id, sha256) DO UPDATE SET"
               " usage_right = excluded.usage_right, licence = excluded.licence,"
               " source = excluded.source, people = excluded.people,"
               " people_note = excluded.people_note, focus_x = excluded.focus_x,"
               " focus_y = excluded.focus_y",
               who.office, content, sha256, facts.usage_right, kept(facts.licence),
               kept(facts.source), facts.people, kept(facts.people_note),
               std::clamp(facts.focus.x, 0, 100), std::clamp(facts.focus.y, 0, 100)));
    JsonObject event{{"event", "file_told"}, {"words", file.name}, {"file", sha256}};
    event["usage_right"] = facts.usage_right;
    event["licence"] = kept(facts.licence);
    event["source"] = kept(facts.source);
    event["people"] = facts.people;
    event["people_note"] = kept(facts.people_note);
    event["focus_x"] = std::clamp(facts.focus.x, 0, 100);
    event["focus_y"] = std::clamp(facts.focus.y, 0, 100);
    TRY(Journal::append(tx, who, cat("dossier/", of.dossier.value), std::move(event), now));
    return {};
}

Result<void> note_measures(store::Tx& tx, OfficeId office, ContentId content,
                           const std::string& sha256, const MediaFacts& facts) {
    TRY(
        tx.run("INSERT INTO file_fact (office_id, content_id, sha256, usage_right, licence, source,"
               " people, people_note, focus_x, focus_y, width, height, duration)"
               " VALUES ($1, $2, $3, '', '', '', '', '', 50, 50, $4, $5, $6)"
               " ON CONFLICT (office_id, content_id, sha256) DO NOTHING",
               office, content, sha256, facts.width, facts.height, facts.duration));
    return {};
}

Result<void> check_rights(store::Tx& tx, OfficeId office, ContentId content) {
    const auto rows = TRY(tx.all<std::string, std::string>(
        "SELECT c.name, c.role FROM content_file c JOIN file_fact f ON f.office_id = c.office_id"
        " AND f.content_id = c.content_id AND f.sha256 = c.sha256"
        " WHERE c.office_id = $1 AND c.content_id = $2 AND c.removed_at IS NULL"
        " AND f.usage_right = 'tanpa'",
        office, content));
    for (const auto& [name, role] : rows) {
        if (!goes_out(role_from(role))) continue;
        return Error{Kind::invalid, "no right to use it", {{"file", "no_right", {name}}}};
    }
    return {};
}

Result<Renditions::Made> Renditions::of(OfficeId office, const std::string& sha256,
                                        const media::PictureSize& size, media::Focus focus,
                                        Instant now) {
    const std::string name(size.name);
    if (size.height == 0) focus = {};
    const auto before = TRY(db_.read([&](store::Tx& tx) {
        return tx.maybe<std::string>(
            "SELECT made_sha256 FROM rendition WHERE office_id = $1 AND sha256 = $2 AND size = $3"
            " AND focus_x = $4 AND focus_y = $5",
            office, sha256, name, focus.x, focus.y);
    }));
    if (before) {
        const auto path = vault_.path_of(office, std::get<0>(*before));
        if (path) return Made{path->string(), std::get<0>(*before)};
    }
    const auto original = TRY(vault_.path_of(office, sha256));
    const auto temporary = TRY(vault_.temporary());
    const auto rendered = media::render(original, temporary, size, focus);
    if (!rendered) {
        std::error_code ignored;
        std::filesystem::remove(temporary, ignored);
        return rendered.error();
    }
    const auto made = TRY(vault_.put_file(office, temporary));
    const auto keep = [&](store::Tx& tx) -> Result<void> {
        TRY(note_file(tx, office, made, "image/jpeg", now));
        TRY(
            tx.run("INSERT INTO rendition (office_id, sha256, size, focus_x, focus_y, made_sha256)"
                   " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
                   office, sha256, name, focus.x, focus.y, made.sha256));
        return {};
    };
    TRY(db_.write(keep));
    const auto path = TRY(vault_.path_of(office, made.sha256));
    return Made{path.string(), made.sha256};
}

}  // namespace kentongan::office
