// Fills the forms of a step and the cards of what was answered.
#include "web/isian_view.h"

#include <algorithm>

#include "office/teams.h"
#include "web/berkas_view.h"

namespace kentongan::web {
namespace {

using sop::FormKind;

/// A label of ours is a key of the catalogue; one of the SOP's stands as it is written there.
std::string words_of(const Say& say, const std::string& label) {
    return label.starts_with('@') ? say(label.substr(1)) : label;
}

std::string joined_values(const Say& say, const sop::FormField& field,
                          const std::vector<std::string>& values) {
    if (field.kind == FormKind::range && values.size() == 2) {
        return cat(values[0], "–", values[1]);
    }
    std::vector<std::string> shown;
    for (const auto& value : values) {
        shown.push_back(field.kind == FormKind::channels ? say.channel(value) : value);
    }
    return joined(shown, ", ");
}

/// One form, filled from what is known.
class FormFiller {
  public:
    FormFiller(const Say& say, const Visit& visit, const Written& written, const Refused& refused)
        : say_(say), visit_(visit), written_(written), refused_(refused) {}

    FormCard card(const office::StepForm& form, const office::OpenTask& open) {
        FormCard card{.task = std::to_string(open.task.number), .key = form.key};
        card.id = cat("isian-", card.task, "-", index_++);
        card.title = words_of(say_, form.words);
        const auto saved = std::ranges::find_if(written_.answers, [&](const auto& one) {
            return !one.person && one.form.key == form.key;
        });
        const auto* answer = saved == written_.answers.end() ? nullptr : &*saved;
        if (answer) card.saved = cat(answer->by_shown, " · ", say_.moment(answer->at));
        const bool typed = refused_.task == open.task.number && visit_.field("butir") == form.key;
        for (std::size_t i = 0; i < form.fields.size(); ++i) {
            auto values = answer && i < answer->values.size() ? answer->values[i]
                                                              : std::vector<std::string>{};
            if (typed) values = typed_values(i);
            card.fields.push_back(field(form, i, card.id, values));
            if (typed) card.fields.back().error = error_of(i);
        }
        if (typed) card.problem = say_("form.not_saved");
        return card;
    }

  private:
    std::vector<std::string> typed_values(std::size_t i) const {
        return visit_.every(cat("isian_", i));
    }
    std::string error_of(std::size_t i) const {
        for (const auto& issue : refused_.issues) {
            if (issue.field != "form" || issue.with.size() < 2) continue;
            if (issue.with[1] != std::to_string(i)) continue;
            Issue said = issue;
            said.with[0] = words_of(say_, issue.with[0]);
            return say_.issue(said);
        }
        return {};
    }
    FieldCard field(const office::StepForm& form, std::size_t i, const std::string& id,
                    const std::vector<std::string>& values) const {
        const auto& asked = form.fields[i];
        FieldCard card{.id = cat(id, "-", i), .name = cat("isian_", i)};
        card.label = words_of(say_, asked.label);
        card.optional = form.optional.contains(i);
        if (!values.empty()) card.value = values[0];
        if (values.size() > 1) card.until = values[1];
        card.is_text = asked.kind == FormKind::text;
        card.is_number = asked.kind == FormKind::number;
        card.is_range = asked.kind == FormKind::range;
        card.is_choice = asked.kind == FormKind::choice;
        card.is_several = asked.kind == FormKind::several || asked.kind == FormKind::channels;
        card.is_date = asked.kind == FormKind::date;
        const auto add = [&](const std::string& value, const std::string& words) {
            const bool chosen = std::ranges::find(values, value) != values.end();
            card.options.push_back({value, words, chosen});
        };
        for (const auto& option : asked.options) add(option, option);
        if (asked.kind != FormKind::channels) return card;
        for (const auto& account : written_.accounts) {
            const auto& channel = account.channel.value;
            if (std::ranges::find(card.options, channel, &Option::value) != card.options.end()) {
                continue;
            }
            add(channel, say_.channel(channel));
        }
        return card;
    }

    const Say& say_;
    const Visit& visit_;
    const Written& written_;
    const Refused& refused_;
    int index_ = 0;
};

}  // namespace

Result<Written> written_in(const Site& site, const Visit& visit,
                           const office::DossierView& dossier) {
    const auto office = visit.who().office;
    return site.db.read([&](store::Tx& tx) -> Result<Written> {
        using office::StepForms;
        Written written{.answers = TRY(StepForms::of_dossier(tx, office, dossier.id))};
        written.sources = TRY(StepForms::sources(tx, office, dossier.id));
        written.accounts = TRY(office::Airings::accounts_of(tx, office, dossier.definition->key));
        written.asked = TRY(office::Teams::is_asked(tx, visit.who(), dossier.id));
        return written;
    });
}

std::vector<FormCard> forms_of(const Site& site, const Visit& visit,
                               const office::DossierView& dossier, const office::OpenTask& open,
                               const Written& written, const Refused& refused) {
    std::vector<FormCard> cards;
    if (!open.mine || !open.step || open.task.paused_at) return cards;
    const Say say(site, visit);
    FormFiller filler(say, visit, written, refused);
    const auto forms =
        office::StepForms::forms_of(*dossier.definition, *open.step, open.task.item());
    for (const auto& form : forms) cards.push_back(filler.card(form, open));
    return cards;
}

std::optional<SourceForm> source_form_of(const Site& site, const Visit& visit,
                                         const office::OpenTask& open, const Refused& refused) {
    if (!open.mine || !open.step || open.task.paused_at) return {};
    if (open.step->act != sop::Act::select_material) return {};
    const Say say(site, visit);
    SourceForm form{.task = std::to_string(open.task.number)};
    const bool typed = refused.task == open.task.number && !visit.field("sumber").empty();
    for (const auto& item : open.step->makes) {
        for (const auto& field : item.fields) {
            for (const auto& option : field.options) {
                form.kinds.push_back({option, option, typed && visit.field("jenis") == option});
            }
        }
    }
    if (!typed) return form;
    const auto fill = [&](Typed& into, const char* name, const char* issue) {
        into = {visit.field(name), say.issue_of(refused.issues, issue)};
    };
    fill(form.title, "judul", "source_title");
    fill(form.origin, "asal", "source_origin");
    fill(form.link, "tautan", "source_link");
    fill(form.reason, "alasan", "source_reason");
    form.kind_error = say.issue_of(refused.issues, "source_kind");
    form.official = visit.field("resmi") == "1";
    form.chosen = visit.field("dipilih") == "1";
    form.problem = say("form.not_saved");
    return form;
}

std::vector<SourceLine> sources_of(const Say& say, const Written& written, bool may_remove) {
    std::vector<SourceLine> lines;
    for (const auto& source : written.sources) {
        lines.push_back({.id = std::to_string(source.id),
                         .title = source.title,
                         .kind = source.kind,
                         .origin = source.origin,
                         .link = source.link,
                         .reason = source.reason,
                         .by = cat(source.by_shown, " · ", say.moment(source.at)),
                         .official = say(source.official ? "source.official" : "source.other"),
                         .chosen = source.chosen,
                         .may_remove = may_remove});
    }
    return lines;
}

std::vector<ResultCard> results_of(const Say& say, const Written& written) {
    std::vector<ResultCard> cards;
    for (const auto& answer : written.answers) {
        ResultCard card{.title =
                            cat(answer.form.step.value, ". ", words_of(say, answer.form.words))};
        card.meta = cat(answer.by_shown, " · ", say.moment(answer.at));
        for (std::size_t i = 0; i < answer.form.fields.size(); ++i) {
            const auto& field = answer.form.fields[i];
            auto value = joined_values(say, field, answer.values[i]);
            if (value.empty()) continue;
            card.lines.push_back({words_of(say, field.label), std::move(value)});
        }
        cards.push_back(std::move(card));
    }
    return cards;
}

}  // namespace kentongan::web
