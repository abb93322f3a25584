// What reader, flow and lint say of a draft, beside its drawing.
#include <algorithm>

#include "sop/diagram.h"
#include "sop/soundness.h"
#include "web/konsep_view.h"

namespace kentongan::web {
namespace {

constexpr std::size_t excerpt_max = 120;
constexpr std::size_t preview_lines_most = 40;
constexpr char between = '\t';

std::string line_of(const std::string& text, std::int64_t number) {
    const auto lines = split(text, '\n');
    if (number < 1 || static_cast<std::size_t>(number) > lines.size()) return {};
    return shortened(trimmed(lines[static_cast<std::size_t>(number - 1)]), excerpt_max);
}

/// The reader's suggestion as something a press can do.
void offer_fix(const Say& say, CheckLine& line, const Issue& issue) {
    if (!issue.rule.ends_with("_near") || issue.with.size() < 4 || issue.with[3].empty()) return;
    const bool adds = issue.rule == "missing_exits_near";
    line.fix = cat(issue.with[0], between, adds ? "" : issue.with[1], between, issue.with[3]);
    line.fix_words = say(adds ? "check.add" : "check.fix", {issue.with[3]});
}

CheckLine complaint(const Say& say, const std::string& text, const Issue& issue) {
    CheckLine line{.words = say.issue(issue), .is_error = true};
    const auto number =
        issue.with.empty() ? std::nullopt : to_number(std::string_view(issue.with.front()));
    if (number && *number > 0) {
        line.line = std::to_string(*number);
        line.excerpt = line_of(text, *number);
    }
    offer_fix(say, line, issue);
    return line;
}

void read_definition(const Say& say, const sop::Definition& sop, CheckPanel& panel) {
    panel.caption =
        say("sop.caption", {std::to_string(sop.steps.size()), std::to_string(sop.lanes.size())});
    panel.diagram.html = sop::svg_of(sop, {}, say("diagram.of", {sop.title()}), "konsep");
    for (const auto& flaw : sop::flaws(sop)) {
        panel.lines.push_back({.words = explain(flaw, say.language()), .is_error = true});
    }
    for (const auto& finding : sop::lint(sop)) {
        panel.lines.push_back(
            {.words = say.issue({"lint", finding.rule, finding.with}), .is_error = finding.error});
    }
    std::ranges::stable_partition(panel.lines, &CheckLine::is_error);
}

}  // namespace

CheckPanel check_panel(const Say& say, const DraftHere& here) {
    CheckPanel panel;
    for (const auto& issue : here.issues) {
        panel.lines.push_back(complaint(say, here.draft.body, issue));
    }
    if (here.definition) read_definition(say, *here.definition, panel);
    const auto errors = std::ranges::count_if(panel.lines, &CheckLine::is_error);
    const auto warnings = static_cast<std::ptrdiff_t>(panel.lines.size()) - errors;
    if (errors > 0) {
        panel.pills.push_back({say("check.errors", {std::to_string(errors)}), "bad", "alert"});
    }
    if (warnings > 0) {
        panel.pills.push_back({say("check.warnings", {std::to_string(warnings)}), "warn", "info"});
    }
    if (panel.lines.empty()) panel.pills.push_back({say("check.clean"), "ok", "check"});
    if (panel.lines.size() > preview_lines_most) panel.lines.resize(preview_lines_most);
    return panel;
}

std::string fixed_text(const std::string& text, const std::string& fix) {
    const auto parts = split(fix, between);
    if (parts.size() != 3) return text;
    auto lines = split(text, '\n');
    const auto number = to_number(parts[0]).value_or(0);
    if (number < 1 || static_cast<std::size_t>(number) > lines.size()) return text;
    auto at = static_cast<std::size_t>(number - 1);
    if (!parts[1].empty()) {
        const auto found = lines[at].find(parts[1]);
        if (found != std::string::npos) lines[at].replace(found, parts[1].size(), parts[2]);
        return joined(lines, "\n");
    }
    // A statement that is missing goes to the end of its row.
    const auto ends = [](const std::string& line) {
        const auto words = trimmed(line);
        return words.empty() || words.starts_with("langkah ") || words.starts_with("gabung") ||
               words.starts_with("cabang");
    };
    do ++at;
    while (at < lines.size() && !ends(lines[at]));
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), cat("  ", parts[2]));
    return joined(lines, "\n");
}

}  // namespace kentongan::web
