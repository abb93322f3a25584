// The forms of a step on the page of a dossier, and what was answered in them.
#pragma once

#include "office/step_forms.h"
#include "web/pieces.h"
#include "web/say.h"

namespace kentongan::web {

struct Refused;

/// One field as it is shown: exactly one of the flags is set.
struct FieldCard {
    std::string id = {}, name = {}, label = {}, value = {}, until = {}, error = {};
    std::vector<Option> options = {};
    bool is_text = false, is_number = false, is_range = false, is_choice = false,
         is_several = false, is_date = false, optional = false;
};
BOOST_DESCRIBE_STRUCT(FieldCard, (),
                      (id, name, label, value, until, error, options, is_text, is_number, is_range,
                       is_choice, is_several, is_date, optional))

struct FormCard {
    std::string task = {}, key = {}, id = {}, title = {}, saved = {}, problem = {};
    std::vector<FieldCard> fields = {};
};
BOOST_DESCRIBE_STRUCT(FormCard, (), (task, key, id, title, saved, problem, fields))

struct SourceLine {
    std::string id = {}, title = {}, kind = {}, origin = {}, link = {}, reason = {}, by = {};
    std::string official = {};
    bool chosen = false, may_remove = false;
};
BOOST_DESCRIBE_STRUCT(SourceLine, (),
                      (id, title, kind, origin, link, reason, by, official, chosen, may_remove))

/// The form for one more source.
struct SourceForm {
    std::string task = {}, problem = {};
    std::vector<Option> kinds = {};
    Typed title = {}, origin = {}, link = {}, reason = {};
    std::string kind_error = {};
    bool official = true, chosen = true;
};
BOOST_DESCRIBE_STRUCT(SourceForm, (),
                      (task, problem, kinds, title, origin, link, reason, kind_error, official,
                       chosen))

/// What a step brought, in words.
struct ResultLine {
    std::string label = {}, value = {};
};
BOOST_DESCRIBE_STRUCT(ResultLine, (), (label, value))
struct ResultCard {
    std::string title = {}, meta = {};
    std::vector<ResultLine> lines = {};
};
BOOST_DESCRIBE_STRUCT(ResultCard, (), (title, meta, lines))

/// Everything written down so far, read once for a page.
struct Written {
    std::vector<office::FormAnswer> answers = {};
    std::vector<office::Source> sources = {};
    std::vector<office::Account> accounts = {};
    bool asked = false;  // I am asked whether I am ready
};
Result<Written> written_in(const Site&, const Visit&, const office::DossierView&);

/// The forms of my open task, with what was answered or, refused, what was typed.
std::vector<FormCard> forms_of(const Site&, const Visit&, const office::DossierView&,
                               const office::OpenTask&, const Written&, const Refused&);
/// The form for sources, where the task chooses material.
std::optional<SourceForm> source_form_of(const Site&, const Visit&, const office::OpenTask&,
                                         const Refused&);
std::vector<SourceLine> sources_of(const Say&, const Written&, bool may_remove);
std::vector<ResultCard> results_of(const Say&, const Written&);

}  // namespace kentongan::web
