// What every page of the office's settings shows: tables to the left, forms beside them.
#pragma once

#include "web/shell.h"

namespace kentongan::web {

/// One field of a form; which kind it is, one of the flags says.
struct FormField {
    std::string id = {}, name = {}, label = {}, hint = {}, value = {}, error = {}, type = {},
                described = {};
    bool is_line = false, is_area = false, is_choice = false, is_ticks = false, is_file = false;
    bool optional = false;
    std::vector<Option> options = {};
};
BOOST_DESCRIBE_STRUCT(FormField, (),
                      (id, name, label, hint, value, error, type, described, is_line, is_area,
                       is_choice, is_ticks, is_file, optional, options))

struct SettingsForm {
    std::string key = {}, action = {}, title = {}, lead = {}, button = {}, problem = {};
    std::vector<FormField> fields = {};
    bool danger = false, upload = false;
};
BOOST_DESCRIBE_STRUCT(SettingsForm, (),
                      (key, action, title, lead, button, problem, fields, danger, upload))

struct SettingsCell {
    std::string label = {}, words = {};
    std::vector<Pill> pills = {};
};
BOOST_DESCRIBE_STRUCT(SettingsCell, (), (label, words, pills))
struct SettingsRow {
    std::string lead = {}, small = {}, address = {}, act = {};
    std::vector<SettingsCell> cells = {};
};
BOOST_DESCRIBE_STRUCT(SettingsRow, (), (lead, small, address, act, cells))
struct SettingsTable {
    std::string title = {}, empty = {};
    std::vector<std::string> columns = {};
    std::vector<SettingsRow> rows = {};
};
BOOST_DESCRIBE_STRUCT(SettingsTable, (), (title, empty, columns, rows))
struct SettingsNote {
    std::string words = {}, tone = "info", icon = "info", mono = {};
    std::vector<Link> links = {};
};
BOOST_DESCRIBE_STRUCT(SettingsNote, (), (words, tone, icon, mono, links))
struct SettingsPart {
    std::string address = {}, words = {};
    bool current = false;
};
BOOST_DESCRIBE_STRUCT(SettingsPart, (), (address, words, current))

struct SettingsView {
    static constexpr std::string_view page = "pengaturan";
    Shell shell = {};
    std::string title = {}, lead = {}, picture = {};
    std::vector<Link> crumbs = {};
    std::vector<SettingsPart> parts = {};
    std::vector<SettingsNote> notes = {};
    std::vector<SettingsTable> tables = {};
    std::vector<SettingsForm> main_forms = {}, forms = {};
};
BOOST_DESCRIBE_STRUCT(SettingsView, (),
                      (shell, title, lead, picture, crumbs, parts, notes, tables, main_forms,
                       forms))

/// The surroundings of one part: "jabatan", "orang", "unit"…
Result<SettingsView> settings_view(const Site&, const Visit&, std::string_view part,
                                   std::string title);

/// Makes a form field by field. What was typed into this very form comes back with what is wrong.
class FormMaker {
  public:
    FormMaker(const Site& site, const Visit& visit, std::string key, std::string action,
              const std::vector<Issue>& issues);

    /// `issue` is what the office calls the field; the label is words "settings.<name>".
    FormMaker& line(const std::string& name, const std::string& issue, const std::string& stored,
                    const std::string& type = "text", bool optional = false);
    FormMaker& area(const std::string& name, const std::string& issue, const std::string& stored);
    FormMaker& choice(const std::string& name, const std::string& issue, const std::string& stored,
                      std::vector<Option> options);
    FormMaker& ticks(const std::string& name, const std::string& issue,
                     std::vector<Option> options);
    FormMaker& file(const std::string& name, const std::string& issue);
    FormMaker& danger();
    /// Title, lead and button are keys of words; an empty lead says nothing.
    SettingsForm done(std::string_view title, std::string_view lead, std::string_view button);

  private:
    FormField& add(const std::string& name, const std::string& issue, const std::string& stored);

    const Site& site_;
    const Visit& visit_;
    const std::vector<Issue>& issues_;
    std::vector<std::string> placed_ = {};
    bool typed_ = false;
    SettingsForm form_ = {};
};

/// Runs the act under the form's key and goes `back` with a toast; refused, `again` shows the page
/// with what is wrong.
using Settle = std::function<Result<void>(store::Tx&)>;
using Again = std::function<Result<net::Response>(const std::vector<Issue>&, int status)>;
Result<net::Response> settle_form(const Site&, Visit&, const std::string& back,
                                  const std::string& toast, const Settle&, const Again&);

/// "1700…" as an id that was chosen, or none for "".
template <class AnId>
std::optional<AnId> chosen_id(const Visit& visit, std::string_view name) {
    const auto number = to_number(visit.field(name));
    if (!number || *number <= 0) return {};
    return AnId{*number};
}
/// "2026-11-19" of a date field as the beginning of that day in the office, `days` later.
std::optional<Instant> chosen_day(const Visit&, std::string_view name, int days = 0);
/// The day of an instant for a date field.
std::string day_value(Instant, Zone);

}  // namespace kentongan::web
