// Fills the steps of the first-run wizard.
#include "web/mulai_view.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/carried.h"
#include "office/organisation.h"
#include "web/say.h"

namespace kentongan::web {
namespace {

constexpr int people_most = 8;
constexpr std::string_view sop_folder = "sops/", sop_ending = ".sop";

struct Post {
    std::string_view title, kind;
};
constexpr std::array posts{
    Post{"Kepala Dinas", "kepala_dinas"},
    Post{"Sekretaris", "sekretaris"},
    Post{"Kepala Bidang Informasi dan Komunikasi Publik", "kepala_bidang"},
    Post{"Kepala Seksi Pengelolaan Komunikasi Publik", "kepala_seksi"},
    Post{"Pranata Hubungan Masyarakat", "pranata_humas"},
    Post{"Perancang Grafis", "perancang_grafis"},
    Post{"Admin Media Sosial", "admin_medsos"},
    Post{"Petugas Layanan Informasi", "petugas"},
    Post{"Tim Pembuat Konten", "tim_konten"},
    Post{"Pemohon (diwakili petugas)", "pemohon"},
};
constexpr std::array channels{"website", "instagram", "facebook", "x", "youtube", "radio", "pers"};

std::string numbered(std::string_view name, std::size_t number) {
    return cat(name, number);
}

/// The SOPs that the program carries, read.
std::vector<std::pair<std::string, sop::Definition>> shipped() {
    std::vector<std::pair<std::string, sop::Definition>> all;
    for (const auto& [path, text] : carried()) {
        if (!path.starts_with(sop_folder) || !path.ends_with(sop_ending)) continue;
        const std::string key(
            path.substr(sop_folder.size(), path.size() - sop_folder.size() - sop_ending.size()));
        auto definition = sop::parse(std::string(text), key);
        if (definition) all.emplace_back(key, *std::move(definition));
    }
    return all;
}

/// Lanes that somebody of the office has to stand for.
std::vector<const sop::Lane*> lanes_to_map(const sop::Definition& definition) {
    std::set<RoleName> used;
    for (const auto& step : definition.steps) {
        for (const auto& performer : step.performers) used.insert(performer.role);
    }
    std::vector<const sop::Lane*> lanes;
    for (const auto& lane : definition.lanes) {
        const bool machine = lane.kind == sop::PerformerKind::system;
        if (used.contains(lane.role) && !machine) lanes.push_back(&lane);
    }
    return lanes;
}

class Step {
  public:
    Step(const Site& site, const Visit& visit, int step, const std::vector<Issue>& issues)
        : say_(site, visit), visit_(visit), step_(step), issues_(issues) {}

    void ask_office(WizardView& view) {
        WizardSection office{.title = say_("wizard.office")};
        office.fields.push_back(line("wilayah", "region", say_("settings.wilayah")));
        office.fields.back().hint = say_("wizard.region_hint");
        office.fields.push_back(line("nama_kantor", "office_name", say_("settings.nama_kantor"),
                                     say_("wizard.office_default")));
        office.fields.push_back(line("alamat_kantor", "slug", say_("wizard.slug")));
        office.fields.back().hint = say_("wizard.slug_hint");
        office.fields.push_back(
            choice("zona", "zone", say_("settings.zona"),
                   {{"7", "WIB (UTC+7)"}, {"8", "WITA (UTC+8)"}, {"9", "WIT (UTC+9)"}}, "7"));
        view.sections.push_back(std::move(office));
        WizardSection people{.title = say_("wizard.people"), .lead = say_("wizard.people_lead")};
        for (std::size_t i = 1; i <= people_most; ++i) {
            const auto who = say_(i == 1 ? "wizard.you" : "wizard.person", {std::to_string(i)});
            people.fields.push_back(line(numbered("orang", i), numbered("name", i), who));
            people.fields.push_back(line(numbered("masuk", i), numbered("sign_in", i),
                                         say_("wizard.sign_in_of", {std::to_string(i)})));
            for (std::size_t at : {1UL, 2UL}) {
                people.fields[people.fields.size() - at].optional = i > 1;
            }
        }
        view.sections.push_back(std::move(people));
    }

    void ask_posts(WizardView& view) {
        WizardSection section{.title = say_("wizard.posts"), .lead = say_("wizard.posts_lead")};
        std::vector<Option> people{{"", say_("wizard.vacant")}};
        for (std::size_t i = 1; i <= people_most; ++i) {
            const auto name = visit_.field(numbered("orang", i));
            if (!trimmed(name).empty()) people.push_back({std::to_string(i), name});
        }
        for (std::size_t i = 0; i < posts.size(); ++i) {
            section.fields.push_back(line(numbered("jabatan", i + 1), numbered("title", i + 1),
                                          say_(cat("settings.kind_", posts[i].kind)),
                                          std::string(posts[i].title)));
            section.fields.push_back(choice(numbered("oleh", i + 1), numbered("holder", i + 1),
                                            say_("wizard.held_by"), people, ""));
        }
        view.sections.push_back(std::move(section));
    }

    void ask_sops(WizardView& view) {
        std::vector<Option> places{{"", say_("settings.none")}};
        for (std::size_t i = 0; i < posts.size(); ++i) {
            const auto title = visit_.field(numbered("jabatan", i + 1));
            if (!trimmed(title).empty()) places.push_back({std::to_string(i + 1), title});
        }
        for (const auto& [key, definition] : shipped()) {
            WizardSection section{.title = definition.title(), .lead = definition.number()};
            section.fields.push_back(
                ticks("sop", say_("wizard.adopt"), {{key, say_("wizard.adopt_it"), true}}));
            section.fields.back().id = "sop-" + key;
            for (const auto* lane : lanes_to_map(definition)) {
                section.fields.push_back(choice(cat("p_", key, "_", lane->role.value),
                                                cat("performer_", key, "_", lane->role.value),
                                                say_("wizard.performer", {lane->label}), places,
                                                usual_post(lane->role)));
            }
            section.fields.push_back(
                line(cat("janji_", key), "promise", say_("wizard.promise"), "3"));
            section.fields.back().hint = say_("wizard.promise_hint");
            for (const auto& step : definition.steps) {
                if (!step.performer_basis.inferred) continue;
                section.notes.push_back(
                    say_("wizard.inferred", {step.name.value, step.performer_basis.reason}));
            }
            view.sections.push_back(std::move(section));
        }
    }

    void ask_rest(WizardView& view) {
        WizardSection section{.title = say_("wizard.channels"),
                              .lead = say_("wizard.channels_lead")};
        std::vector<Option> options;
        for (const std::string channel : channels) {
            options.push_back({channel, say_.channel(channel), channel == "website"});
        }
        section.fields.push_back(ticks("saluran", say_("wizard.channels"), std::move(options)));
        view.sections.push_back(std::move(section));
        WizardSection secret{.title = say_("wizard.password"),
                             .lead = say_("wizard.password_lead", {visit_.field("masuk1")})};
        secret.fields.push_back(line("sandi", "password", say_("invitation.password")));
        secret.fields.back().hint = say_("invitation.password_hint");
        secret.fields.push_back(line("ulang", "again", say_("invitation.again")));
        for (auto& field : secret.fields) {
            field.type = "password";
            field.value.clear();
        }
        view.sections.push_back(std::move(secret));
    }

  private:
    FormField field(const std::string& name, const std::string& issue, std::string label,
                    const std::string& usual) {
        FormField one{.id = name, .name = name, .label = std::move(label)};
        const bool asked =
            std::ranges::any_of(visit_.form, [&](const auto& sent) { return sent.first == name; });
        one.value = asked ? visit_.field(name) : usual;
        one.error = say_.issue_of(issues_, issue);
        if (!one.error.empty()) one.described = one.id + "-e";
        return one;
    }
    FormField line(const std::string& name, const std::string& issue, std::string label,
                   const std::string& usual = {}) {
        auto one = field(name, issue, std::move(label), usual);
        one.is_line = true;
        one.type = "text";
        return one;
    }
    FormField choice(const std::string& name, const std::string& issue, std::string label,
                     std::vector<Option> options, const std::string& usual) {
        auto one = field(name, issue, std::move(label), usual);
        one.is_choice = true;
        one.options = std::move(options);
        for (Option& option : one.options) option.chosen = option.value == one.value;
        return one;
    }
    FormField ticks(const std::string& name, std::string label, std::vector<Option> options) {
        auto one = field(name, name, std::move(label), {});
        one.is_ticks = true;
        one.options = std::move(options);
        const auto ticked = visit_.every(name);
        const bool been_here = to_number(visit_.field("dari")).value_or(0) >= step_;
        for (Option& option : one.options) {
            if (!been_here && ticked.empty()) continue;
            option.chosen = std::ranges::find(ticked, option.value) != ticked.end();
        }
        return one;
    }
    static std::string usual_post(const RoleName& role) {
        const auto kind = role.value == "bidang_ikp" ? std::string("kepala_bidang") : role.value;
        for (std::size_t i = 0; i < posts.size(); ++i) {
            if (posts[i].kind == kind) return std::to_string(i + 1);
        }
        return {};
    }

    Say say_;
    const Visit& visit_;
    int step_;
    const std::vector<Issue>& issues_;
};

/// Everything typed in other steps travels along, hidden.
void keep_the_rest(WizardView& view, const Visit& visit) {
    std::set<std::string> shown{"sandi", "ulang", "langkah", "kembali", "dari"};
    for (const auto& section : view.sections) {
        for (const auto& field : section.fields) shown.insert(field.name);
    }
    for (const auto& [name, value] : visit.form) {
        if (!shown.contains(name)) view.kept.push_back({value, name});
    }
}

}  // namespace

WizardView wizard_view(const Site& site, const Visit& visit, int step,
                       const std::vector<Issue>& issues) {
    const Say say(site, visit);
    WizardView view{.title = say(cat("wizard.title", step)),
                    .lead = say(cat("wizard.lead", step)),
                    .action = visit.request.path,
                    .button = say(step == 4 ? "wizard.found" : "wizard.next"),
                    .step = std::to_string(step),
                    .may_go_back = step > 1};
    Step asking(site, visit, step, issues);
    if (step == 1) asking.ask_office(view);
    if (step == 2) asking.ask_posts(view);
    if (step == 3) asking.ask_sops(view);
    if (step == 4) asking.ask_rest(view);
    for (int i = 1; i <= 4; ++i) {
        view.steps.push_back({std::to_string(i), say(cat("wizard.step", i)), i == step});
    }
    keep_the_rest(view, visit);
    std::set<std::string> told;
    for (const auto& section : view.sections) {
        for (const auto& field : section.fields) told.insert(field.error);
    }
    for (const Issue& issue : issues) {
        const auto words = say.issue(issue);
        if (!told.contains(words)) view.problem += (view.problem.empty() ? "" : " ") + words;
    }
    return view;
}

office::Founding typed_founding(const Visit& visit) {
    office::Founding wish;
    wish.office.region = std::string(trimmed(visit.field("wilayah")));
    wish.office.name = std::string(trimmed(visit.field("nama_kantor")));
    wish.office.slug = lowered(trimmed(visit.field("alamat_kantor")));
    wish.office.hours_from_utc = static_cast<int>(to_number(visit.field("zona")).value_or(0));
    std::map<std::string, std::size_t> people, places;
    for (std::size_t i = 1; i <= people_most; ++i) {
        const std::string name(trimmed(visit.field(numbered("orang", i))));
        const std::string sign_in(lowered(trimmed(visit.field(numbered("masuk", i)))));
        if (name.empty() && sign_in.empty()) continue;
        people[std::to_string(i)] = wish.people.size();
        wish.people.push_back({name, sign_in});
    }
    for (std::size_t i = 1; i <= posts.size(); ++i) {
        const std::string title(trimmed(visit.field(numbered("jabatan", i))));
        if (title.empty()) continue;
        places[std::to_string(i)] = wish.posts.size();
        office::Founding::Post post{title, std::string(posts[i - 1].kind)};
        const auto holder = people.find(visit.field(numbered("oleh", i)));
        if (holder != people.end()) post.holder = holder->second;
        wish.posts.push_back(std::move(post));
    }
    const auto adopted = visit.every("sop");
    for (const auto& [key, definition] : shipped()) {
        if (std::ranges::find(adopted, key) == adopted.end()) continue;
        office::Founding::Adoption sop{key};
        sop.text = carried().at(cat(sop_folder, key, sop_ending));
        sop.promise_days = static_cast<int>(to_number(visit.field(cat("janji_", key))).value_or(0));
        for (const auto& lane : definition.lanes) {
            const auto place = places.find(visit.field(cat("p_", key, "_", lane.role.value)));
            if (place != places.end()) sop.performers[lane.role] = place->second;
        }
        wish.sops.push_back(std::move(sop));
    }
    wish.channels = visit.every("saluran");
    return wish;
}

}  // namespace kentongan::web
