// The surroundings and forms of the office's settings.
#include "web/pengaturan_view.h"

#include <algorithm>

#include "web/reply.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

struct Part {
    std::string_view key, address;
};
constexpr Part all_parts[] = {
    {"jabatan", "/pengaturan"}, {"orang", "/pengaturan/orang"},       {"unit", "/pengaturan/unit"},
    {"tim", "/pengaturan/tim"}, {"opd", "/pengaturan/opd"},           {"pers", "/pengaturan/pers"},
    {"kop", "/pengaturan/kop"}, {"kalender", "/pengaturan/kalender"}, {"kait", "/pengaturan/kait"},
};

}  // namespace

Result<SettingsView> settings_view(const Site& site, const Visit& visit, std::string_view part,
                                   std::string title) {
    const Say say(site, visit);
    const bool root = title.empty();
    if (root) title = say(cat("settings.part_", part));
    SettingsView view{.shell = TRY(shell_of(site, visit, title, "pengaturan")), .title = title};
    view.lead = root ? say(cat("settings.lead_", part)) : "";
    for (const Part& one : all_parts) {
        view.parts.push_back(
            {std::string(one.address), say(cat("settings.part_", one.key)), one.key == part});
        if (one.key == part && !root) {
            view.crumbs.push_back({std::string(one.address), view.parts.back().words});
        }
    }
    return view;
}

FormMaker::FormMaker(const Site& site, const Visit& visit, std::string key, std::string action,
                     const std::vector<Issue>& issues)
    : site_(site), visit_(visit), issues_(issues) {
    typed_ = visit.request.method == "POST" && visit.request.path == action;
    form_.key = std::move(key);
    form_.action = std::move(action);
}

FormField& FormMaker::add(const std::string& name, const std::string& issue,
                          const std::string& stored) {
    const Say say(site_, visit_);
    FormField field{.id = cat(form_.key, "-", name), .name = name};
    field.label = say(cat("settings.", name));
    const auto hint = cat("settings.", name, "_hint");
    if (site_.look.words().knows(hint)) field.hint = say(hint);
    field.value = typed_ ? visit_.field(name) : stored;
    if (typed_) field.error = say.issue_of(issues_, issue);
    if (!field.hint.empty()) field.described = field.id + "-h";
    if (!field.error.empty()) field.described += cat(field.hint.empty() ? "" : " ", field.id, "-e");
    placed_.push_back(issue);
    return form_.fields.emplace_back(std::move(field));
}

FormMaker& FormMaker::line(const std::string& name, const std::string& issue,
                           const std::string& stored, const std::string& type, bool optional) {
    FormField& field = add(name, issue, stored);
    field.is_line = true;
    field.type = type;
    field.optional = optional;
    return *this;
}

FormMaker& FormMaker::area(const std::string& name, const std::string& issue,
                           const std::string& stored) {
    FormField& field = add(name, issue, stored);
    field.is_area = true;
    field.optional = true;
    return *this;
}

FormMaker& FormMaker::choice(const std::string& name, const std::string& issue,
                             const std::string& stored, std::vector<Option> options) {
    FormField& field = add(name, issue, stored);
    field.is_choice = true;
    field.options = std::move(options);
    for (Option& option : field.options) option.chosen = option.value == field.value;
    return *this;
}

FormMaker& FormMaker::ticks(const std::string& name, const std::string& issue,
                            std::vector<Option> options) {
    FormField& field = add(name, issue, {});
    field.is_ticks = true;
    field.options = std::move(options);
    if (!typed_) return *this;
    const auto ticked = visit_.every(name);
    for (Option& option : field.options) {
        option.chosen = std::ranges::find(ticked, option.value) != ticked.end();
    }
    return *this;
}

FormMaker& FormMaker::file(const std::string& name, const std::string& issue) {
    FormField& field = add(name, issue, {});
    field.is_file = true;
    form_.upload = true;
    return *this;
}

FormMaker& FormMaker::danger() {
    form_.danger = true;
    return *this;
}

SettingsForm FormMaker::done(std::string_view title, std::string_view lead,
                             std::string_view button) {
    const Say say(site_, visit_);
    if (!title.empty()) form_.title = say(title);
    if (!lead.empty()) form_.lead = say(lead);
    form_.button = say(button);
    if (typed_) {
        for (const Issue& issue : issues_) {
            const bool beside = std::ranges::find(placed_, issue.field) != placed_.end();
            if (!beside) form_.problem = say.issue(issue);
        }
    }
    return std::move(form_);
}

Result<net::Response> settle_form(const Site& site, Visit& visit, const std::string& back,
                                  const std::string& toast, const Settle& settle,
                                  const Again& again) {
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(settle(tx));
        return with_toast(visit, back, toast);
    });
    if (done || done.error().issues.empty() || done.error().kind == Kind::forbidden) return done;
    const Error refused = done.error();
    return again(refused.issues, status_of_refusal(refused.kind));
}

std::optional<Instant> chosen_day(const Visit& visit, std::string_view name, int days) {
    const auto typed = visit.field(name);
    const auto midnight = from_iso(cat(typed, "T00:00:00Z"));
    if (typed.size() != 10 || !midnight) return {};
    return *midnight + std::chrono::days{days} - std::chrono::hours{visit.zone().hours_from_utc};
}

std::string day_value(Instant at, Zone zone) {
    return iso_utc(at + std::chrono::hours{zone.hours_from_utc}).substr(0, 10);
}

}  // namespace kentongan::web
