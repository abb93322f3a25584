// Papers for those who read aloud or put up: the script of one airing, the rundown of a day.
#include <algorithm>

#include "office/paper_heads.h"
#include "web/pages.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

constexpr int board_most = 500;
constexpr int words_a_minute = 140;  // read aloud, calmly
constexpr int log_rows = 6;          // for what is written by hand in the studio

documents::PaperOptions options_of(const Visit& visit, std::string title) {
    documents::PaperOptions options;
    options.about.title = std::move(title);
    options.about.created = visit.now;
    options.foot = visit.office.name;
    return options;
}

/// "2 menit", never less than one.
std::string reading_time(const Say& say, std::string_view text) {
    const auto words = split(text, ' ').size();
    return say.work(minutes{std::max<std::size_t>(1, words / words_a_minute)});
}

net::Response pdf(std::string bytes, const std::string& name) {
    return {.type = "application/pdf",
            .body = net::Text{std::move(bytes)},
            .headers = {{"Content-Disposition", cat("inline; filename=\"", name, ".pdf\"")},
                        {"Cache-Control", "private, no-store"}}};
}

std::string planned_words(const Say& say, const office::Airing& airing) {
    const auto at = airing.planned_at ? airing.planned_at : airing.not_before;
    return at ? cat(say.day(*at), " ", say.time(*at)) : say("script.any_time");
}

std::vector<documents::Cell> log_row() {
    return {"", "", "", ""};
}

Result<std::string> script_of(const Visit& visit, const Say& say, const documents::Letterhead& head,
                              const office::Airing& airing, const delivery::Post& post) {
    documents::OfficePaper paper(options_of(visit, say("script.title")));
    paper.letterhead(head);
    paper.title(in_capitals(say("script.title")), {airing.account.label});
    std::vector<std::pair<std::string, std::string>> facts{
        {say("script.what"), post.title},
        {say("script.dossier"), airing.dossier_number},
        {say("script.when"), planned_words(say, airing)},
        {say("script.how_often"), say("plan.times", {std::to_string(airing.times)})},
        {say("script.length"), reading_time(say, post.text)},
        {say("script.print"), short_hash(airing.content_hash)}};
    if (airing.ends_at) facts.push_back({say("script.until"), say.day(*airing.ends_at)});
    if (airing.not_before) {
        facts.push_back({say("script.embargo"),
                         cat(say.day(*airing.not_before), " ", say.time(*airing.not_before))});
    }
    paper.facts(facts);
    paper.heading(say("script.text"));
    for (const auto& line : split(post.text, '\n')) {
        if (!trimmed(line).empty()) paper.paragraph(line, documents::Align::left, {13});
    }
    paper.heading(say("script.log"));
    documents::PaperTable log{.widths = {3, 2, 4, 2}};
    log.head = {say("script.log_date"), say("script.log_time"), say("script.log_who"),
                say("script.log_sign")};
    log.rows.assign(log_rows, log_row());
    log.least_height = 20;
    paper.table(log);
    return paper.finish();
}

}  // namespace

Answer print_script(const Site& site, Visit& visit) {
    const auto dossier = TRY(visit.id<DossierId>());
    const auto id = TRY(visit.id<AiringId>("siaran"));
    TRY(site.dossiers.view(visit.who(), dossier));
    const Say say(site, visit);
    const auto print = [&](store::Tx& tx) -> Result<std::string> {
        const auto own = TRY(office::Airings::of_dossier(tx, visit.who().office, dossier));
        const auto found = std::ranges::find(own, id, &office::Airing::id);
        if (found == own.end()) return Error{Kind::not_found, "an airing of another dossier"};
        const auto post = TRY(site.airings.post_of(tx, visit.who().office, id));
        const auto head = TRY(office::paper_head(tx, visit.office));
        return script_of(visit, say, head, *found, post);
    };
    auto bytes = TRY(site.db.read(print));
    return pdf(std::move(bytes), cat("lembar-siar-", id.value));
}

Answer print_rundown(const Site& site, Visit& visit) {
    const auto asked = from_iso(visit.asked("tanggal") + "T00:00:00Z");
    const auto zone = std::chrono::hours{visit.office.hours_from_utc};
    const auto begins =
        asked ? *asked - zone
              : Instant{std::chrono::floor<std::chrono::days>(visit.now + zone)} - zone;
    const auto ends = begins + std::chrono::days{1};
    const auto channel = visit.asked("saluran").empty() ? "radio" : visit.asked("saluran");
    auto airings = TRY(site.airings.board(visit.who(), board_most));
    std::erase_if(airings, [&](const office::Airing& one) {
        const bool over = one.state == office::AiringState::cancelled;
        const bool begun = one.planned_at.value_or(begins) < ends;
        const bool lasts =
            one.ends_at ? *one.ends_at >= begins : one.planned_at.value_or(begins) >= begins;
        return over || one.account.channel.value != channel || !begun || !lasts;
    });
    std::ranges::stable_sort(
        airings, {}, [&](const office::Airing& one) { return one.planned_at.value_or(begins); });
    const Say say(site, visit);
    documents::OfficePaper paper(options_of(visit, say("rundown.title")));
    const auto head =
        TRY(site.db.read([&](store::Tx& tx) { return office::paper_head(tx, visit.office); }));
    paper.letterhead(head);
    paper.title(in_capitals(say("rundown.title")), {say.channel(channel), say.day(begins)});
    documents::PaperTable table{.widths = {2, 6, 2, 2, 4}};
    table.head = {say("rundown.time"), say("rundown.what"), say("rundown.times"),
                  say("rundown.until"), say("rundown.note")};
    for (const auto& airing : airings) {
        const auto title = airing.item_title.empty() ? airing.dossier_title : airing.item_title;
        table.rows.push_back(
            {airing.planned_at ? say.time(*airing.planned_at) : say("script.any_time"),
             cat(title, " (", airing.dossier_number, ")"), std::to_string(airing.times),
             airing.ends_at ? short_date(*airing.ends_at, visit.zone()) : "-", airing.last_word});
    }
    paper.table(table);
    if (airings.empty()) paper.paragraph(say("rundown.empty"));
    auto bytes = TRY(paper.finish());
    return pdf(std::move(bytes), "rundown");
}

}  // namespace kentongan::web
