// Holds that whatever can be written as .sop text is read back the same: parse(format(d)) == d.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/text.h"
#include "sop/definition.h"
#include "sop/vocabulary.h"

using namespace kentongan;
using namespace kentongan::sop;

namespace {

/// Makes any definition that is consistent in itself; rapidcheck's choices, so that it can shrink.
class Maker {
  public:
    Definition make() {
        Definition sop;
        sop.key = "acak";
        sop.source = text();
        sop.notes = list<std::string>(3, [&] { return text(); });
        sop.traits = list<std::string>(3, [&] { return name(); });
        if (chance()) sop.continues_with = name();
        if (!sop.continues_with.empty() && chance()) sop.continues_basis = basis();
        if (chance()) sop.continues_from = name();
        sop.identity = identity();
        sop.headings = list<std::string>(8, [&] { return text(); });
        sop.column_numbers = list<std::string>(9, [&] { return text(); });
        sop.after_number = chance() ? "." : text();
        sop.keterangan_column = chance();
        const int lanes = pick(1, 4);
        for (int i = 0; i < lanes; ++i) {
            roles_.push_back(unique_name(i));
            const auto kind = any_of(performer_words());
            sop.lanes.push_back({{roles_.back()}, text(), kind});
        }
        const int steps = pick(1, 9);
        for (int i = 0; i < steps; ++i) steps_.push_back(unique_name(i));
        make_blocks(sop);
        for (int i = 0; i < steps; ++i) sop.steps.push_back(step(static_cast<std::size_t>(i)));
        sop.alarms = list<Alarm>(2, [&] { return alarm(); });
        if (chance()) sop.total_label = text();
        if (!sop.total_label.empty()) sop.stated_total = plain_time();
        return sop;
    }

  private:
    static int pick(int low, int high) { return *rc::gen::inRange(low, high + 1); }
    static bool chance() { return pick(0, 1) == 1; }

    template <class Value>
    static Value any_of(std::span<const Word<Value>> words) {
        return words[static_cast<std::size_t>(pick(0, static_cast<int>(words.size()) - 1))].value;
    }
    template <class Value, class Make>
    static std::vector<Value> list(int most, Make make) {
        std::vector<Value> all;
        for (int left = pick(0, most); left > 0; --left) all.push_back(make());
        return all;
    }

    // Everything that might be mistaken for something else.
    static std::string text() {
        static const std::vector<std::string> pieces{
            "",  "Memeriksa", "\"",     "\\", "\n",  "\t",  " ",  "->",   "(disimpulkan)",
            "{", "}",         ":",      "/",  "|",   "“é”", "–",  "1.",   "kembali ke 1",
            "#", "10 menit",  "2 hari", ",",  "jam", "%",   "..", "\\\"", "langkah 1"};
        std::string all;
        for (int left = pick(0, 3); left > 0; --left)
            all += pieces[static_cast<std::size_t>(pick(0, static_cast<int>(pieces.size()) - 1))];
        return all;
    }
    static std::string name() {
        static const std::vector<std::string> names{
            "kepala", "semua", "pelaksana", "yang", "pada", "ke",    "bernama", "5b",
            "5.1",    "a b",   "\"",        "\\",   "->",   "élite", "langkah", "oleh",
            "dari",   "wajib", "H-1",       "1",    "-",    "kerja", "hari",    "dalam"};
        return names[static_cast<std::size_t>(pick(0, static_cast<int>(names.size()) - 1))];
    }
    static std::string unique_name(int index) {
        const int kind = pick(0, 5);
        if (kind == 0) return cat(name(), " ", index);
        return kind == 1 ? cat("semua-", index) : std::to_string(index + 1);
    }
    static Printed printed() { return {text(), chance() ? text() : std::string{}}; }
    static Basis basis() {
        Basis one;
        one.inferred = chance();
        one.targets_only = one.inferred && chance();
        one.reason = text();
        return one;
    }

    static Identity identity() {
        Identity one;
        one.letterhead = list<std::string>(3, [] { return joined(split(text(), '\n'), " "); });
        one.lines = list<IdentityLine>(4, [] {
            return IdentityLine{any_of(field_words()), text(), printed()};
        });
        one.sections = list<IdentitySection>(3, [] {
            return IdentitySection{any_of(section_words()), text(), text(),
                                   list<SectionItem>(3, [] {
                                       return SectionItem{text(), printed()};
                                   })};
        });
        one.free_sections = list<FreeSection>(2, [] {
            return FreeSection{text(), list<std::string>(3, [] { return text(); })};
        });
        one.flow_title = text();
        return one;
    }

    static StandardTime plain_time() {
        StandardTime time = read_time(text());
        if (!chance()) return time;
        time.unit = any_of(unit_words());
        time.min = pick(0, 30);
        time.max = chance() ? time.min : pick(0, 100);
        return time;
    }
    static Deadline deadline() { return {name(), pick(-20, 20), any_of(unit_words())}; }
    RoleName role() {
        return {roles_[static_cast<std::size_t>(pick(0, static_cast<int>(roles_.size()) - 1))]};
    }
    StepName any_step() {
        return {steps_[static_cast<std::size_t>(pick(0, static_cast<int>(steps_.size()) - 1))]};
    }
    Alarm alarm() {
        Alarm one;
        if (chance()) {
            one.at_minute = pick(0, 1439);
        } else {
            one.around = deadline();
        }
        if (chance()) one.to = role();
        one.words = text();
        return one;
    }

    Performer performer() {
        switch (pick(0, 3)) {
        case 0: return {PerformerBy::whoever_did, {}, any_step()};
        case 1: return {PerformerBy::assigned, chance() ? role() : RoleName{}, {}};
        default: return {PerformerBy::role, role(), {}};
        }
    }
    static Item item() {
        Item one;
        one.kind = any_of(item_words());
        one.words = printed();
        if (chance()) one.key = name();
        one.marker = text();
        one.after = text();
        one.fields = list<FormField>(2, [] {
            return FormField{text(), any_of(form_words()),
                             list<std::string>(2, [] { return text(); })};
        });
        return one;
    }
    StepName target(bool inside) {
        const int kind = pick(0, 4);
        if (kind == 0) return the_end;
        if (kind == 1 && inside) return the_join;
        return any_step();
    }
    Exit exit(int index, bool inside) {
        Exit one;
        one.label = text();
        one.is_return = chance();
        one.outcome = cat("hasil", index);
        if (index == 0 && chance()) one.outcome = outcome_of(one);
        one.to = target(inside);
        one.allowed = list<StepName>(2, [&] { return target(inside); });
        one.whole_block = chance();
        one.reason_required = chance();
        one.basis = basis();
        if (!one.basis.inferred && one.basis.reason.empty()) one.basis = {};
        return one;
    }
    Step step(std::size_t index) {
        Step one;
        one.name = {steps_[index]};
        one.performers = list<Performer>(3, [&] { return performer(); });
        if (chance()) one.completion = Completion::all;
        if (chance()) one.performer_basis = basis();
        one.activity = printed();
        one.needs = list<Item>(2, [] { return item(); });
        one.makes = list<Item>(2, [] { return item(); });
        one.time = plain_time();
        one.time.shared_with = list<StepName>(2, [&] { return any_step(); });
        one.time.shared_by_items = chance();
        one.deadlines = list<Deadline>(2, [] { return deadline(); });
        one.note = printed();
        one.act = any_of(act_words());
        one.decision = chance();
        one.fixing = chance();
        one.paraf = chance();
        one.automatic = chance();
        one.other_than = list<StepName>(2, [&] { return any_step(); });
        one.reminders = list<Reminder>(2, [&] {
            return Reminder{pick(0, 200), chance() ? role() : RoleName{}, chance()};
        });
        if (chance()) one.calls = name();
        one.remains = list<std::string>(2, [] { return text(); });
        const int exits = pick(1, 3);
        for (int i = 0; i < exits; ++i)
            one.exits.push_back(exit(i, inside_.contains(steps_[index])));
        return one;
    }

    // Rows of a block stand together, or are drawn from anywhere; a second block lies within the
    // first branch of the first one, or apart from it.
    void make_blocks(Definition& sop) {
        const auto count = steps_.size();
        if (count < 3 || chance()) return;
        auto order = steps_;
        if (chance()) std::ranges::reverse(order);
        if (chance()) std::swap(order[0], order[2]);
        Block outer = block("luar");
        outer.branches = {{{order[0]}, {order[1]}}};
        if (outer.kind == BlockKind::parallel) outer.branches.push_back({{order[2]}});
        outer.then = chance() ? the_end : StepName{order[count - 1]};
        Block inner = block("dalam");
        inner.kind = BlockKind::each;
        inner.each_of = name();
        inner.branches = {{{order[chance() ? 1 : 0]}}};
        inner.parent = outer.name;
        inner.then = chance() ? the_join : the_end;
        const bool both = chance();
        for (const auto& branch : outer.branches) {
            for (const auto& each : branch) inside_.insert(each.value);
        }
        sop.blocks.push_back(outer);
        if (both) sop.blocks.push_back(inner);
        if (both && chance()) std::swap(sop.blocks[0], sop.blocks[1]);
        for (auto& each : sop.blocks) {
            if (each.name.empty()) each.name = usual_name_of(each);
        }
        for (auto& each : sop.blocks) {
            if (!each.parent.empty()) each.parent = name_of_outer(sop);
        }
    }
    static std::string name_of_outer(const Definition& sop) {
        for (const auto& each : sop.blocks) {
            if (each.parent.empty()) return each.name;
        }
        return {};
    }
    static Block block(std::string given) {
        Block one;
        one.kind = chance() ? BlockKind::parallel : BlockKind::each;
        if (one.kind == BlockKind::each) one.each_of = name();
        one.name = std::move(given);
        one.basis = basis();
        if (!one.basis.inferred && one.basis.reason.empty()) one.basis = {};
        return one;
    }

    std::vector<std::string> roles_;
    std::vector<std::string> steps_;
    std::set<std::string> inside_;
};

}  // namespace

TEST_CASE("parse(format(d)) is d, and format of it is the same text") {
    // rapidcheck prints the seed with which a failure can be repeated.
    CHECK(rc::check("every definition survives", [] {
        for (int i = 0; i < 10; ++i) {
            const Definition made = Maker{}.make();
            const std::string text = format(made);
            const auto read = parse(text, made.key);
            if (!read) {
                std::string why;
                for (const auto& issue : read.error().issues)
                    why += cat(issue.rule, " ", joined(issue.with, " | "), "\n");
                RC_FAIL(cat(why, text));
            }
            if (*read != made) RC_FAIL(cat("read otherwise:\n", text, "\nagain:\n", format(*read)));
            RC_ASSERT(format(*read) == text);
        }
    }));
}

TEST_CASE("no bytes whatever make the reader fail otherwise than by telling issues") {
    CHECK(rc::check("any bytes", [](const std::string& bytes) {
        const auto read = parse(bytes);
        RC_ASSERT(read || !read.error().issues.empty());
        RC_ASSERT(read || read.error().issues.size() <= 20);
    }));
    CHECK(rc::check("any cut of a good text", [] {
        std::string text = format(Maker{}.make());
        const auto at =
            static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(text.size())));
        const auto width = static_cast<std::size_t>(*rc::gen::inRange(0, 40));
        text.erase(at, width);
        if (const auto read = parse(text)) {
            const auto again = parse(format(*read));
            RC_ASSERT(again && *again == *read);
        }
    }));
}
