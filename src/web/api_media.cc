// Media, remarks and comparisons of texts for programs.
#include "web/api.h"
#include "web/api_pages.h"
#include "web/api_records_media.h"
#include "web/naskah_view.h"

namespace kentongan::web {
namespace {

Result<std::string> hash_in(const Visit& visit) {
    auto hash = visit.parameter("sidik");
    if (hash.size() == 64) return hash;
    return Error{Kind::not_found, "no such file"};
}

/// The text that the query names, or the first.
Result<office::ItemOf> item_asked(const Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto item = to_number(visit.asked("isi")).value_or(0);
    return office::ItemOf(id, ContentId{std::max<std::int64_t>(item, 0)});
}

api::MediaFacts record_of(const office::MediaFacts& facts) {
    return {facts.usage_right, facts.licence, facts.source, facts.people,
            facts.people_note, facts.focus.x, facts.focus.y};
}

Result<api::Media> media_of(store::Tx& tx, const Site& site, const Visit& visit,
                            const office::ItemOf& of) {
    const auto office = visit.who().office;
    const auto content = TRY(office::Contents::of_dossier(tx, office, of));
    const auto all = TRY(office::facts_of(tx, office, of));
    api::Media record;
    for (const auto& file : content.draft.files) {
        const auto known = all.find(file.sha256);
        const auto facts = known == all.end() ? office::MediaFacts{} : known->second;
        record.files.push_back({.sha256 = file.sha256,
                                .role = std::string(office::word_of(file.role)),
                                .type = file.type,
                                .name = file.name,
                                .width = facts.width,
                                .height = facts.height,
                                .bytes = file.bytes,
                                .seconds = facts.duration / 1000,
                                .goes_out = office::goes_out(file.role),
                                .facts = record_of(facts)});
    }
    for (const auto& issue : office::warnings_of(content.draft, all)) {
        record.warnings.push_back(site.look.words().say(visit.language, issue));
    }
    return record;
}

Result<std::string> text_of_version(store::Tx& tx, const Visit& visit, const office::ItemOf& of,
                                    std::int64_t number) {
    const auto office = visit.who().office;
    if (number == 0) {
        const auto content = TRY(office::Contents::of_dossier(tx, office, of));
        return cat(content.draft.title, "\n\n", office::plain_text_of(content.draft.body));
    }
    for (const auto& version : TRY(office::Contents::versions(tx, office, of))) {
        if (version.number != number) continue;
        const auto bytes = TRY(office::Contents::bytes_of(tx, office, version.hash));
        const auto draft = TRY(office::Contents::draft_from(bytes));
        return cat(draft.title, "\n\n", office::plain_text_of(draft.body));
    }
    return Error{Kind::not_found, "no such version"};
}

}  // namespace

Answer api_media(const Site& site, Visit& visit) {
    const auto of = TRY(item_asked(visit));
    const auto record =
        TRY(site.db.read([&](store::Tx& tx) { return media_of(tx, site, visit, of); }));
    return reply_with(record);
}

Answer api_tell_facts(const Site& site, Visit& visit) {
    const auto of = TRY(item_asked(visit));
    const auto hash = TRY(hash_in(visit));
    const auto body = TRY(body_of<api::MediaFacts>(visit));
    const office::MediaFacts facts{.usage_right = body.usage_right.value_or(""),
                                   .licence = body.licence.value_or(""),
                                   .source = body.source.value_or(""),
                                   .people = body.people.value_or(""),
                                   .people_note = body.people_note.value_or(""),
                                   .focus = {body.focus_x.value_or(50), body.focus_y.value_or(50)}};
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(office::tell_facts(tx, visit.who(), of, hash, facts, visit.now));
        return to_json(TRY(media_of(tx, site, visit, of)));
    });
}

Answer api_move_file(const Site& site, Visit& visit) {
    const auto of = TRY(item_asked(visit));
    const auto hash = TRY(hash_in(visit));
    const auto body = TRY(body_of<api::Move>(visit));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(office::move_file(tx, visit.who(), of, hash, body.up, visit.now));
        return to_json(TRY(media_of(tx, site, visit, of)));
    });
}

Answer api_remarks(const Site& site, Visit& visit) {
    const auto of = TRY(item_asked(visit));
    const auto all = TRY(site.db.read(
        [&](store::Tx& tx) { return office::remarks_of(tx, visit.who().office, of); }));
    api::Remarks record;
    for (const auto& one : all) {
        api::RemarkLine line{.id = one.id, .who = one.shown, .words = one.words, .at = one.at};
        if (one.answers) line.answers = one.answers;
        line.settled_at = one.settled_at;
        record.remarks.push_back(std::move(line));
    }
    return reply_with(record);
}

Answer api_remark(const Site& site, Visit& visit) {
    const auto of = TRY(item_asked(visit));
    const auto body = TRY(body_of<api::NewRemark>(visit));
    return act_by_key(site, visit, 201, [&](store::Tx& tx) -> Result<Json> {
        const auto id = TRY(office::remark(tx, visit.who(), of, body.words,
                                           body.answers.value_or(office::RemarkId{}), visit.now));
        return to_json(api::RemarkLine{.id = id,
                                       .answers = body.answers,
                                       .who = visit.who().shown(),
                                       .words = body.words,
                                       .at = visit.now});
    });
}

Answer api_settle_remark(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto remark = TRY(visit.id<office::RemarkId>("catatan"));
    const auto body = TRY(body_of<api::Settled>(visit));
    return act_by_key(site, visit, 200, [&](store::Tx& tx) -> Result<Json> {
        TRY(office::settle_remark(tx, visit.who(), id, remark, body.settled, visit.now));
        return to_json(api::Settled{body.settled});
    });
}

Answer api_compare(const Site& site, Visit& visit) {
    const auto of = TRY(item_asked(visit));
    const auto number = [&](const char* name) { return to_number(visit.asked(name)).value_or(0); };
    const auto read = [&](store::Tx& tx) -> Result<api::Comparison> {
        const auto before = TRY(text_of_version(tx, visit, of, number("dari")));
        const auto after = TRY(text_of_version(tx, visit, of, number("ke")));
        api::Comparison record;
        for (auto& part : office::compare(before, after)) {
            using Is = office::DiffPart::Is;
            const auto* is = part.is == Is::same ? "same" : "added";
            record.parts.push_back({part.is == Is::removed ? "removed" : is, part.words});
        }
        return record;
    };
    return reply_with(TRY(site.db.read(read)));
}

}  // namespace kentongan::web
