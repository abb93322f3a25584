// Finds what a careful reader of an SOP would ask about (L1-L16). Only errors block.
#include "sop/lint.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.h"
#include "sop/regulations.h"

namespace kentongan::sop {
namespace {

constexpr int working_day_minutes = 450;  // for conversion only (Perpres 21/2023)
constexpr std::size_t nip_digits = 18;

int minutes_of(const StandardTime& time, int amount) {
    return time.unit == TimeUnit::working_days ? amount * working_day_minutes : amount;
}

bool counts(const StandardTime& time) {
    return time.unit == TimeUnit::working_minutes || time.unit == TimeUnit::working_days;
}

// An activity begins with a verb and names nobody: "Memeriksa …", not "Kepala Bidang memeriksa …".
bool begins_with_verb(std::string_view activity) {
    const std::string first = lowered(activity.substr(0, activity.find(' ')));
    return (first.starts_with("me") && first != "media") || first.starts_with("ber");
}

std::set<RoleName> roles_of(const Definition& sop, const Step& step, int depth = 0) {
    constexpr int most_hops = 8;
    std::set<RoleName> roles;
    for (const Performer& performer : step.performers) {
        if (performer.by != PerformerBy::whoever_did) {
            if (!performer.role.empty()) roles.insert(performer.role);
        } else if (const Step* other = sop.find(performer.step); other && depth < most_hops) {
            roles.merge(roles_of(sop, *other, depth + 1));
        }
    }
    return roles;
}

bool is_making(Act act) {
    return act == Act::produce || act == Act::edit || act == Act::repair;
}
bool is_checking(Act act) {
    return act == Act::review || act == Act::approve;
}

void check_maker(const Definition& sop, const Step& checker, Findings& findings) {
    if (!is_checking(checker.act) || !checker.other_than.empty()) return;
    const auto checkers = roles_of(sop, checker);
    for (const Step& maker : sop.steps) {
        if (&maker == &checker || !is_making(maker.act)) continue;
        const auto makers = roles_of(sop, maker);
        const bool same = std::ranges::any_of(
            makers, [&](const RoleName& role) { return checkers.contains(role); });
        if (!same) continue;
        findings.push_back({"L16", false, checker.name, {checker.name.value, maker.name.value}});
        return;
    }
}

void check_time(const Step& step, Findings& findings) {
    const StandardTime& time = step.time;
    if (time.min != time.max)
        findings.push_back({"L10", false, step.name, {step.name.value, time.raw}});
    const bool is_long = counts(time) && minutes_of(time, time.max) > working_day_minutes;
    if (is_long) findings.push_back({"L11", false, step.name, {step.name.value, time.raw}});
}

/// The digits after "NIP", with the blanks and hyphens that people put between them.
std::string nip_in(std::string_view text) {
    const auto at = lowered(text).find("nip");
    if (at == std::string::npos) return {};
    std::string digits;
    for (const char c : text.substr(at + 3)) {
        if (c >= '0' && c <= '9') {
            digits += c;
        } else if (c != ' ' && c != '-' && c != '.' && c != ':' && c != '\n') {
            break;
        }
    }
    return digits;
}

}  // namespace

void check_rows(const Definition& sop, Findings& findings) {
    std::map<std::string, const Step*> activities;
    for (const Step& step : sop.steps) {
        const std::array lacking{step.needs.empty(), step.time.raw.empty(), step.makes.empty()};
        constexpr std::array<std::string_view, 3> cells{"kelengkapan", "waktu", "output"};
        std::string names;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (lacking[i]) names += cat(names.empty() ? "" : ", ", cells[i]);
        }
        if (!names.empty()) findings.push_back({"L4", false, step.name, {step.name.value, names}});
        if (!begins_with_verb(step.activity.text))
            findings.push_back({"L5", false, step.name, {step.name.value, step.activity.text}});
        check_time(step, findings);
        const auto [first, is_new] =
            activities.emplace(lowered(trimmed(step.activity.text)), &step);
        if (!is_new) {
            findings.push_back({"L14",
                                false,
                                step.name,
                                {step.name.value, first->second->name.value, step.activity.text}});
        }
        check_maker(sop, step, findings);
    }
}

void check_lanes(const Definition& sop, Findings& findings) {
    std::set<RoleName> used;
    for (const Step& step : sop.steps) used.merge(roles_of(sop, step));
    for (const Lane& lane : sop.lanes) {
        if (!used.contains(lane.role)) findings.push_back({"L7", false, {}, {lane.label}});
    }
    if (sop.lanes.empty() || sop.steps.empty()) return;
    const auto first = roles_of(sop, sop.steps.front());
    if (first.empty() || first.contains(sop.lanes.front().role)) return;
    const Lane* lane = sop.lane_of(*first.begin());
    findings.push_back({"L6",
                        false,
                        sop.steps.front().name,
                        {lane == nullptr ? std::string{} : lane->label, sop.lanes.front().label}});
}

// Rows that share a budget count it once.
void check_total(const Definition& sop, Findings& findings) {
    if (sop.stated_total.unit != TimeUnit::working_minutes &&
        sop.stated_total.unit != TimeUnit::working_days)
        return;
    int low = 0;
    int high = 0;
    std::set<StepName> counted;
    for (const Step& step : sop.steps) {
        if (counted.contains(step.name) || !counts(step.time)) continue;
        low += minutes_of(step.time, step.time.min);
        high += minutes_of(step.time, step.time.max);
        counted.insert(step.time.shared_with.begin(), step.time.shared_with.end());
    }
    const int stated = minutes_of(sop.stated_total, sop.stated_total.max);
    if (stated == low || stated == high) return;
    findings.push_back(
        {"L9", false, {}, {sop.stated_total.raw, std::to_string(low), std::to_string(high)}});
}

void check_identity(const Definition& sop, Findings& findings) {
    for (const IdentityLine& line : sop.identity.lines) {
        const auto value = trimmed(line.value.text);
        if (value.empty() || value == "-") findings.push_back({"L15", false, {}, {line.label}});
        const std::string nip = nip_in(line.value.text);
        if (!nip.empty() && nip.size() != nip_digits)
            findings.push_back({"L12", false, {}, {line.label, std::to_string(nip.size())}});
    }
    for (const IdentitySection& section : sop.identity.sections) {
        const bool says = std::ranges::any_of(
            section.items, [](const SectionItem& item) { return !item.words.text.empty(); });
        if (!says) findings.push_back({"L15", false, {}, {section.label}});
    }
}

void check_regulations(const Definition& sop, Findings& findings) {
    for (const IdentitySection& section : sop.identity.sections) {
        if (section.section != Section::legal_basis) continue;
        for (const SectionItem& item : section.items) {
            const auto cited = read_citation(item.words.text);
            if (!cited || cited->kind == RuleKind::local) continue;
            const Regulation* known = find_regulation(*cited);
            if (known != nullptr && known->state == RuleState::in_force) continue;
            std::string see = "-";
            if (known != nullptr) {
                see = known->followed_by;
            } else if (const Regulation* meant = find_meant(*cited, item.words.text)) {
                see = short_form(meant->citation);
                if (meant->state != RuleState::in_force) see += cat(", ", meant->followed_by);
            }
            findings.push_back({"L13", false, {}, {short_form(*cited), see}});
        }
    }
}

std::vector<Finding> lint(const Definition& definition) {
    Findings findings;
    check_flow(definition, findings);
    check_rows(definition, findings);
    check_lanes(definition, findings);
    check_total(definition, findings);
    check_identity(definition, findings);
    check_regulations(definition, findings);
    std::ranges::stable_sort(findings, [](const Finding& left, const Finding& right) {
        return left.error && !right.error;
    });
    return findings;
}

}  // namespace kentongan::sop
