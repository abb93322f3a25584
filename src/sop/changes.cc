// Compares two definitions as a reader of both documents would.
#include "sop/changes.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "sop/edit.h"
#include "sop/vocabulary.h"

namespace kentongan::sop {
namespace {

using Where = Difference::Where;

std::string performers_of(const Definition& sop, const Step& step) {
    std::vector<std::string> names;
    for (const Performer& performer : step.performers) {
        const Lane* lane = sop.lane_of(performer.role);
        const std::string label = lane ? lane->label : performer.role.value;
        switch (performer.by) {
        case PerformerBy::role: names.push_back(label); break;
        case PerformerBy::whoever_did: names.push_back(cat("= ", performer.step.value)); break;
        case PerformerBy::assigned: names.push_back(cat("→ ", label)); break;
        }
    }
    return joined(names, step.completion == Completion::all ? " + " : " / ");
}

std::string items_of(const std::vector<Item>& items) {
    std::vector<std::string> words;
    for (const Item& item : items)
        words.push_back(cat(item.words.text, " (", word_for(item_words(), item.kind), ")"));
    return joined(words, "; ");
}

std::string names_of(const std::vector<StepName>& names) {
    std::vector<std::string> words;
    for (const auto& name : names) words.push_back(name.value);
    return joined(words, ", ");
}

std::string exits_of(const Step& step) {
    std::vector<std::string> words;
    for (const Exit& exit : step.exits) {
        std::vector<StepName> targets{exit.to};
        targets.insert(targets.end(), exit.allowed.begin(), exit.allowed.end());
        words.push_back(cat(exit.label, exit.label.empty() ? "" : " ", exit.is_return ? "↩ " : "→ ",
                            names_of(targets), exit.reason_required ? " *" : ""));
    }
    return joined(words, "; ");
}

class Comparison {
  public:
    Comparison(const Definition& before, const Definition& after)
        : before_(before), after_(after) {}

    std::vector<Difference> all() && {
        identity();
        lanes();
        steps();
        flow();
        return std::move(found_);
    }

  private:
    void put(Where where, const StepName& step, std::string label, std::string field,
             const std::string& was, const std::string& now) {
        if (was == now) return;
        found_.push_back({where, step, std::move(label), std::move(field), was, now});
    }

    void identity() {
        const Identity &was = before_.identity, &now = after_.identity;
        put(Where::identity, {}, {}, "kop", joined(was.letterhead, " / "),
            joined(now.letterhead, " / "));
        lines(was, now);
        std::set<Section> seen;
        for (const Identity* one : {&now, &was}) {
            for (const IdentitySection& section : one->sections) {
                if (!seen.insert(section.section).second) continue;
                put(Where::identity, {}, section.label, "bagian", items(was, section.section),
                    items(now, section.section));
            }
        }
        put(Where::identity, {}, {}, "judul_alur", was.flow_title, now.flow_title);
    }

    void lines(const Identity& was, const Identity& now) {
        std::set<std::string> seen;
        for (const Identity* one : {&now, &was}) {
            for (const IdentityLine& line : one->lines) {
                const std::string key = key_of(line);
                if (!seen.insert(key).second) continue;
                put(Where::identity, {}, line.label, "baris", value(was, key), value(now, key));
            }
        }
    }
    static std::string key_of(const IdentityLine& line) {
        return line.field == Field::other ? line.label
                                          : std::string(word_for(field_words(), line.field));
    }
    static std::string value(const Identity& identity, const std::string& key) {
        for (const IdentityLine& line : identity.lines) {
            if (key_of(line) == key) return line.value.text;
        }
        return {};
    }
    static std::string items(const Identity& identity, Section section) {
        for (const IdentitySection& one : identity.sections) {
            if (one.section == section) return written_items(one.items);
        }
        return {};
    }

    void lanes() {
        std::vector<std::string> was, now;
        for (const Lane& lane : before_.lanes) was.push_back(lane.label);
        for (const Lane& lane : after_.lanes) now.push_back(lane.label);
        put(Where::lanes, {}, {}, "lajur", joined(was, "; "), joined(now, "; "));
    }

    /// The row that this one was: of the same number when its words are the same too, else the one
    /// with the same words, else the one of the same number.
    const Step* earlier(const Step& step) const {
        const Step* same_number = before_.find(step.name);
        if (same_number && same_number->activity.text == step.activity.text) return same_number;
        for (const Step& one : before_.steps) {
            if (one.activity.text == step.activity.text && !one.activity.text.empty()) return &one;
        }
        if (same_number) {
            const bool moved = std::ranges::any_of(after_.steps, [&](const Step& one) {
                return one.name != step.name && one.activity.text == same_number->activity.text;
            });
            if (!moved) return same_number;
        }
        return nullptr;
    }

    void steps() {
        std::set<StepName> kept;
        for (const Step& step : after_.steps) {
            const Step* was = earlier(step);
            if (!was || !kept.insert(was->name).second) {
                found_.push_back(
                    {Where::step, step.name, {}, "baris_baru", {}, step.activity.text});
                continue;
            }
            compare(*was, step);
        }
        for (const Step& step : before_.steps) {
            if (kept.contains(step.name)) continue;
            found_.push_back({Where::step, step.name, {}, "baris_hilang", step.activity.text, {}});
        }
    }

    void compare(const Step& was, const Step& now) {
        const auto put_step = [&](std::string field, const std::string& old,
                                  const std::string& fresh) {
            put(Where::step, now.name, {}, std::move(field), old, fresh);
        };
        put_step("nomor", was.name.value, now.name.value);
        put_step("kegiatan", was.activity.text, now.activity.text);
        put_step("pelaksana", performers_of(before_, was), performers_of(after_, now));
        put_step("kelengkapan", items_of(was.needs), items_of(now.needs));
        put_step("waktu", was.time.raw, now.time.raw);
        put_step("keluaran", items_of(was.makes), items_of(now.makes));
        put_step("keterangan", was.note.text, now.note.text);
        put_step("tindakan", std::string(word_for(act_words(), was.act)),
                 std::string(word_for(act_words(), now.act)));
        put_step("putusan", traits_of(was), traits_of(now));
        put_step("selain", names_of(was.other_than), names_of(now.other_than));
        put_step("panggil", was.calls, now.calls);
        put_step("jalan", exits_of(was), exits_of(now));
    }
    static std::string traits_of(const Step& step) {
        std::vector<std::string> words;
        if (step.decision) words.push_back("putusan");
        if (step.fixing) words.push_back("menetapkan");
        if (step.paraf) words.push_back("paraf");
        if (step.automatic) words.push_back("otomatis");
        return joined(words, ", ");
    }

    void flow() {
        put(Where::flow, {}, {}, "bagian_alur", blocks_of(before_), blocks_of(after_));
        put(Where::flow, {}, {}, "lanjut", before_.continues_with, after_.continues_with);
        put(Where::flow, {}, {}, "jumlah", before_.stated_total.raw, after_.stated_total.raw);
    }
    static std::string blocks_of(const Definition& sop) {
        std::vector<std::string> words;
        for (const Block& block : sop.blocks) {
            std::vector<std::string> branches;
            for (const auto& branch : block.branches) branches.push_back(names_of(branch));
            const auto head = block.kind == BlockKind::parallel ? std::string("sejajar")
                                                                : cat("tiap ", block.each_of);
            words.push_back(cat(head, ": ", joined(branches, " | "), " → ", block.then.value));
        }
        return joined(words, "; ");
    }

    const Definition &before_, &after_;
    std::vector<Difference> found_ = {};
};

}  // namespace

std::vector<Difference> differences(const Definition& before, const Definition& after) {
    return Comparison{before, after}.all();
}

}  // namespace kentongan::sop
