// What the first-run wizard shows, one step at a time.
#pragma once

#include "office/founding.h"
#include "web/pengaturan_view.h"

namespace kentongan::web {

struct WizardSection {
    std::string title = {}, lead = {};
    std::vector<std::string> notes = {};
    std::vector<FormField> fields = {};
};
BOOST_DESCRIBE_STRUCT(WizardSection, (), (title, lead, notes, fields))

struct WizardView {
    static constexpr std::string_view page = "mulai";
    std::string title = {}, lead = {}, action = {}, problem = {}, button = {}, step = {};
    bool may_go_back = false;
    std::vector<SettingsPart> steps = {};
    std::vector<Option> kept = {};  // hidden: words is the name
    std::vector<WizardSection> sections = {};
};
BOOST_DESCRIBE_STRUCT(WizardView, (),
                      (title, lead, action, problem, button, step, may_go_back, steps, kept,
                       sections))

/// A link to hand over.
struct HandedLink {
    std::string id = {}, name = {}, address = {};
};
BOOST_DESCRIBE_STRUCT(HandedLink, (), (id, name, address))

struct FoundedView {
    static constexpr std::string_view page = "mulai_selesai";
    std::string office = {}, sign_in = {};
    std::vector<HandedLink> invitations = {};
};
BOOST_DESCRIBE_STRUCT(FoundedView, (), (office, sign_in, invitations))

/// The step with this number, filled from what was typed so far.
WizardView wizard_view(const Site&, const Visit&, int step, const std::vector<Issue>&);
/// What was typed, as an office to be founded; without the password.
office::Founding typed_founding(const Visit&);

}  // namespace kentongan::web
