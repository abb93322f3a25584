// What a step asks in writing: the forms of its items, answered once and used by later steps.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "office/dossiers.h"

namespace kentongan::office {

/// A form of a step: of an item with fields, or one that belongs to the kind of the step. A label
/// that starts with '@' is a key of the catalogue.
struct StepForm {
    StepName step = {};
    std::string key = {};    // of the item it answers
    std::string words = {};  // as the SOP prints it, or a key with '@'
    std::vector<sop::FormField> fields = {};
    std::set<std::size_t> optional = {};  // fields that may stay empty
    bool operator==(const StepForm&) const = default;
};
/// The values of each field in order: one, two for a range, any number for several.
using FormValues = std::vector<std::vector<std::string>>;
struct FormAnswer {
    StepForm form = {};  // as it was asked
    FormValues values = {};
    PersonId person = {};  // who answered for themselves; nobody: for the step
    std::string by_shown = {};
    Instant at = {};
};

/// The five kinds a content can have, in the SOP's order.
const std::vector<std::string>& content_kinds();

/// Where people judge where information comes from (Sanggau 3).
struct Source {
    std::int64_t id = 0;
    StepName step = {};
    std::string kind = {}, title = {}, origin = {}, link = {}, reason = {};
    bool official = false, chosen = false;
    std::string by_shown = {};
    Instant at = {};
};

class StepForms {
  public:
    /// What a step asks, in the order shown. `item` is the branch of a list it is done for.
    static std::vector<StepForm> forms_of(const sop::Definition&, const sop::Step&,
                                          const std::string& item = {});
    static Result<std::vector<FormAnswer>> of_dossier(store::Tx&, OfficeId, DossierId);
    /// The answers of every dossier that was on air in this time.
    static Result<std::map<DossierId, std::vector<FormAnswer>>> of_aired(store::Tx&, OfficeId,
                                                                         Instant from,
                                                                         Instant till);
    /// Keeps the answers of one form. Only who performs the open task. What is wrong with a field
    /// is an issue ("form", rule, {label, number of the field…}).
    static Result<void> save(store::Tx&, const Who&, DossierId, int task, const std::string& key,
                             const FormValues&, Instant now);
    /// A member of the team answers a direction for themselves; see Teams::answer, which checks.
    static Result<void> answer(store::Tx&, const Who&, DossierId, bool ready,
                               const std::string& reason, Instant now);
    /// Whether this person belongs to the team that a direction speaks to now.
    static Result<bool> is_asked(store::Tx&, const Who&, DossierId);

    static Result<void> add_source(store::Tx&, const Who&, DossierId, int task, const Source&,
                                   Instant now);
    static Result<void> remove_source(store::Tx&, const Who&, DossierId, std::int64_t source,
                                      Instant now);
    static Result<std::vector<Source>> sources(store::Tx&, OfficeId, DossierId);

    /// The keys of the items answered so far.
    static Result<std::set<std::string>> answered(store::Tx&, OfficeId, DossierId);
    /// The list "saluran" or "jenis" as chosen in a form; empty when nothing was chosen.
    static Result<std::vector<std::string>> chosen(store::Tx&, OfficeId, DossierId,
                                                   const std::string& list);
};

}  // namespace kentongan::office
