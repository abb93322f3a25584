// Compares versions of an SOP, field by field and line by line.
#include <algorithm>

#include "web/konsep_ketetapan.h"

namespace kentongan::web {
namespace {

constexpr std::size_t context_lines = 2;

std::string where_of(const Say& say, const sop::Difference& one) {
    using Where = sop::Difference::Where;
    switch (one.where) {
    case Where::identity: return one.label.empty() ? say("diff.identity") : one.label;
    case Where::lanes: return say("diff.lanes");
    case Where::step: return say("sop.step_number", {one.step.value});
    case Where::flow: return say("diff.flow");
    }
    return {};
}

/// Lines that changed, with a few around them.
std::vector<DiffLine> changed_lines(const std::string& before, const std::string& after) {
    const auto old = split(before, '\n'), now = split(after, '\n');
    const auto rows = old.size() + 1, columns = now.size() + 1;
    std::vector<std::uint16_t> common(rows * columns, 0);
    const auto at = [&](std::size_t i, std::size_t j) -> std::uint16_t& {
        return common[i * columns + j];
    };
    for (std::size_t i = old.size(); i-- > 0;) {
        for (std::size_t j = now.size(); j-- > 0;) {
            at(i, j) = old[i] == now[j] ? static_cast<std::uint16_t>(at(i + 1, j + 1) + 1)
                                        : std::max(at(i + 1, j), at(i, j + 1));
        }
    }
    std::vector<DiffLine> all;
    std::size_t i = 0, j = 0;
    while (i < old.size() || j < now.size()) {
        if (i < old.size() && j < now.size() && old[i] == now[j]) {
            all.push_back({old[i]});
            ++i, ++j;
        } else if (j == now.size() || (i < old.size() && at(i + 1, j) >= at(i, j + 1))) {
            all.push_back({.words = old[i++], .removed = true});
        } else {
            all.push_back({.words = now[j++], .added = true});
        }
    }
    std::vector<DiffLine> shown;
    std::size_t last = 0;
    for (std::size_t k = 0; k < all.size(); ++k) {
        const auto from = k < context_lines ? 0 : k - context_lines;
        const auto till = std::min(all.size(), k + context_lines + 1);
        const bool near =
            std::any_of(all.begin() + static_cast<std::ptrdiff_t>(from),
                        all.begin() + static_cast<std::ptrdiff_t>(till),
                        [](const DiffLine& line) { return line.added || line.removed; });
        if (!near) continue;
        if (!shown.empty() && last + 1 != k) shown.push_back({"…"});
        shown.push_back(all[k]);
        last = k;
    }
    return shown;
}

constexpr std::size_t lines_compared = 3000;

}  // namespace

Comparison compared(const Say& say, const sop::Definition& before, const sop::Definition& after,
                    const std::string& text_before, const std::string& text_after) {
    Comparison comparison;
    for (const auto& one : sop::differences(before, after)) {
        comparison.rows.push_back(
            {where_of(say, one), say(cat("field.", one.field)), one.was, one.now});
    }
    const auto lines = [](const std::string& text) {
        return static_cast<std::size_t>(std::ranges::count(text, '\n'));
    };
    if (lines(text_before) < lines_compared && lines(text_after) < lines_compared) {
        comparison.text = changed_lines(text_before, text_after);
    }
    return comparison;
}

Answer compare_draft(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto here = TRY(draft_here(site, visit));
    DraftCompareView view{.shell = TRY(shell_of(site, visit, say("draft.title"), "sop")),
                          .front = draft_front(say, here, DraftPart::compare)};
    if (here.current && here.definition) {
        const auto office = visit.who().office;
        const auto before = TRY(site.db.read([&](store::Tx& tx) {
            return office::Library::definition(tx, office, here.current->id);
        }));
        view.any = true;
        view.comparison = compared(say, *before, *here.definition, sop::format(*before),
                                   sop::format(*here.definition));
        view.comparison.before = say("sop.version", {std::to_string(here.current->version)});
        view.comparison.after = say("library.draft");
    }
    return page_of(site, visit, view);
}

Answer compare_sops(const Site& site, Visit& visit) {
    const Say say(site, visit);
    const auto shown = TRY(sop_to_show(site, visit));
    SopCompareView view{.shell = TRY(shell_of(site, visit, shown.adopted.title, "sop")),
                        .front = sop_front(site, visit, shown, SopPart::versions)};
    const auto wanted = to_number(visit.asked("dengan")).value_or(0);
    const office::AdoptedSop* other = nullptr;
    for (const auto& one : shown.versions) {
        if (one.id == shown.adopted.id) continue;
        if (!other || one.id.value == wanted) other = &one;
    }
    for (const auto& one : shown.versions) {
        if (one.id == shown.adopted.id) continue;
        view.others.push_back({std::to_string(one.id.value),
                               say("sop.version", {std::to_string(one.version)}), &one == other});
    }
    if (other) {
        const auto before = TRY(site.db.read([&](store::Tx& tx) {
            return office::Library::definition(tx, visit.who().office, other->id);
        }));
        view.comparison = compared(say, *before, *shown.definition, sop::format(*before),
                                   sop::format(*shown.definition));
        view.comparison.before = say("sop.version", {std::to_string(other->version)});
    }
    view.comparison.after = say("sop.version", {std::to_string(shown.adopted.version)});
    return page_of(site, visit, view);
}

}  // namespace kentongan::web
