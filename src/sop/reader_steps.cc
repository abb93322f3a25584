// Reads the statements of one step of a .sop text: who, how long, what it needs and makes.
#include <array>

#include "base/text.h"
#include "sop/reader.h"

namespace kentongan::sop {

Step* Reader::step() {
    if (head_ == Head::step && !definition_.steps.empty()) return &definition_.steps.back();
    complain("outside_step", statement_.front(), "langkah");
    return nullptr;
}

void Reader::read_step() {
    const Token at = at_end() ? statement_.front() : peek();
    const bool named = peek().mark == Mark::word || peek().mark == Mark::text;
    // A step without a name is kept, so that its lines are not taken for those before it.
    const StepName step_name{name().value_or(cat("?", at.line))};
    head_ = Head::step;
    item_ = nullptr;
    step_seen_.clear();
    if (step_name == the_end || step_name == the_join) complain("reserved_name", at);
    if (definition_.steps.size() >= most_steps) return say_full("too_many_steps", at, most_steps);
    definition_.steps.push_back({});
    definition_.steps.back().name = step_name;
    step_at_.push_back(at);
    put_in_branches(step_name);
    if (named) read_clauses();
}

// The words after "langkah 3" may as well stand on lines of their own.
void Reader::read_clauses() {
    static constexpr std::array<std::string_view, 2> words{"oleh", "dalam"};
    while (!at_end()) {
        bool good = false;
        if (skip_word("oleh")) {
            good = read_performers();
        } else if (skip_word("dalam")) {
            good = read_time_clause();
        } else if (skip("(")) {
            good = read_performer_remark();
        } else {
            complain_of_word(words);
        }
        if (!good) return;
    }
}

bool Reader::read_performers() {
    if (!step_seen_.emplace("oleh").second) {
        complain("duplicate_statement", statement_.front());
        return false;
    }
    do {
        if (!read_performer()) return false;
    } while (skip(","));
    return true;
}

bool Reader::read_performer() {
    Step& now = definition_.steps.back();
    Performer performer;
    const bool is_chosen = peek().is_word("yang") && peek(1).is_word("ditugaskan");
    const bool is_earlier = peek().is_word("pelaksana") && peek(1).is_word("langkah");
    if (is_chosen || is_earlier) next_ += 2;
    if (is_earlier) performer.by = PerformerBy::whoever_did;
    if (is_chosen) performer.by = PerformerBy::assigned;
    if (!is_chosen || skip_word("dari")) {
        const Token at = peek();
        auto who = name();
        if (!who) return false;
        (is_earlier ? step_uses_ : role_uses_).push_back({*who, at});
        (is_earlier ? performer.step.value : performer.role.value) = std::move(*who);
    }
    now.performers.push_back(std::move(performer));
    return true;
}

// (semua), (salah satu), or whether the performer stands in the original.
bool Reader::read_performer_remark() {
    Step& now = definition_.steps.back();
    if (skip_word("semua")) {
        now.completion = Completion::all;
        return expect(")");
    }
    if (skip_word("salah")) return expect_word("satu") && expect(")");
    auto remark = basis();
    if (!remark) return false;
    now.performer_basis = std::move(*remark);
    return true;
}

bool Reader::read_time_clause() {
    Step& now = definition_.steps.back();
    if (!step_seen_.emplace("dalam").second) {
        complain("duplicate_statement", statement_.front());
        return false;
    }
    auto raw = text();
    if (!raw) return false;
    now.time = sop::read_time(*raw);
    if (peek().is_word("dibaca") && !read_time_meaning(now.time)) return false;
    while (skip_word("bersama")) {
        if (!read_shared()) return false;
    }
    return true;
}

// "dibaca 15-30 menit": for words that no rule reads as they are meant.
bool Reader::read_time_meaning(StandardTime& time) {
    if (!expect_word("dibaca")) return false;
    time.min = 0;
    time.max = 0;
    const std::string_view amount = peek().mark == Mark::word ? peek().text : "";
    if (!amount.empty() && amount.front() >= '0' && amount.front() <= '9') {
        const auto parts = split(amount, '-');
        const auto low = to_number(parts.front());
        const auto high = to_number(parts.back());
        constexpr std::int64_t most = 9'999'999;
        if (parts.size() > 2 || !low || !high || *low > most || *high > most) {
            complain_here("expected_number");
            return false;
        }
        ++next_;
        time.min = static_cast<int>(*low);
        time.max = static_cast<int>(*high);
    }
    const auto read_unit = unit();
    if (!read_unit) return false;
    time.unit = *read_unit;
    return true;
}

// "bersama semua", "bersama 5, 6" or "bersama 4..6"
bool Reader::read_shared() {
    Step& now = definition_.steps.back();
    if (skip_word("semua")) {
        now.time.shared_by_items = true;
        return true;
    }
    do {
        const Token at = peek();
        auto from = name();
        if (!from) return false;
        step_uses_.push_back({*from, at});
        if (!skip("..")) {
            now.time.shared_with.push_back({std::move(*from)});
            continue;
        }
        const Token till_at = peek();
        auto till = name();
        if (!till) return false;
        step_uses_.push_back({*till, till_at});
        ranges_.push_back({definition_.steps.size() - 1, now.time.shared_with.size(),
                           std::move(*from), std::move(*till)});
    } while (skip(","));
    return true;
}

bool Reader::read_step_part(std::string_view word) {
    if (word == "langkah") {
        read_step();
        return true;
    }
    if (word == "kelengkapan" || word == "keluaran" || meaning_of(item_words(), word)) {
        --next_;
        if (step() != nullptr) read_item();
        return true;
    }
    static constexpr std::array<std::string_view, 6> once{"kegiatan", "keterangan", "tindakan",
                                                          "putusan",  "panggil",    "sisa"};
    const bool is_once = std::ranges::find(once, word) != once.end();
    if (!is_once && word != "oleh" && word != "dalam") return false;
    Step* now = step();
    if (now == nullptr) return true;
    if (is_once && !step_seen_.emplace(word).second) {
        complain("duplicate_statement", statement_.front());
    } else if (word == "kegiatan" || word == "keterangan") {
        if (auto words = printed()) {
            (word == "kegiatan" ? now->activity : now->note) = std::move(*words);
            finish();
        }
    } else if (word == "tindakan") {
        if (const auto act = one_of(act_words())) {
            now->act = *act;
            finish();
        }
    } else if (word == "putusan") {
        read_decision();
    } else if (word == "panggil") {
        if (auto called = name()) {
            now->calls = std::move(*called);
            finish();
        }
    } else if (word == "sisa") {
        read_strings(now->remains);
    } else {
        --next_;
        read_clauses();
    }
    return true;
}

bool Reader::read_step_flag(std::string_view word) {
    static constexpr std::array<std::string_view, 9> words{"menetapkan", "paraf",    "otomatis",
                                                           "sistem",     "selain",   "tenggat",
                                                           "ingatkan",   "eskalasi", "isian"};
    if (std::ranges::find(words, word) == words.end()) return false;
    Step* now = step();
    if (now == nullptr) return true;
    if (word == "selain") {
        read_steps_of(now->other_than);
    } else if (word == "tenggat") {
        read_deadline();
    } else if (word == "ingatkan" || word == "eskalasi") {
        read_reminder(word == "eskalasi");
    } else if (word == "isian") {
        read_form_field();
    } else {
        bool& flag = word == "menetapkan" ? now->fixing
                     : word == "paraf"    ? now->paraf
                                          : now->automatic;
        flag = true;
        finish();
    }
    return true;
}

void Reader::read_item() {
    const bool needed = skip_word("kelengkapan");
    const bool made = !needed && skip_word("keluaran");
    const auto kind = one_of(item_words());
    if (!kind) return;
    auto words = printed();
    if (!words) return;
    Item item{*kind, std::move(*words), {}, {}, {}, {}};
    if (!read_item_rest(item)) return;
    Step& now = definition_.steps.back();
    const bool as_need = needed || (!made && is_usually_needed(*kind));
    auto& list = as_need ? now.needs : now.makes;
    list.push_back(std::move(item));
    item_ = &list.back();
}

bool Reader::read_item_rest(Item& item) {
    static constexpr std::array<std::string_view, 3> words{"bertanda", "sebagai", "disusul"};
    while (!at_end()) {
        const bool is_key = peek().is_word("sebagai");
        const bool is_marker = peek().is_word("bertanda");
        if (!is_key && !is_marker && !peek().is_word("disusul")) {
            complain_of_word(words);
            return false;
        }
        ++next_;
        auto value = is_key ? name() : text();
        if (!value) return false;
        (is_key ? item.key : is_marker ? item.marker : item.after) = std::move(*value);
    }
    return true;
}

void Reader::read_form_field() {
    if (item_ == nullptr) return complain("outside_item", statement_.front());
    const auto kind = one_of(form_words());
    if (!kind) return;
    auto label = text();
    if (!label) return;
    FormField field{std::move(*label), *kind, {}};
    if (skip(":")) {
        auto options = texts();
        if (!options) return;
        field.options = std::move(*options);
    }
    item_->fields.push_back(std::move(field));
    finish();
}

void Reader::read_decision() {
    Step& now = definition_.steps.back();
    now.decision = true;
    if (skip_word("menetapkan")) now.fixing = true;
    if (skip_word("paraf")) now.paraf = true;
    finish();
}

void Reader::read_steps_of(std::vector<StepName>& into) {
    do {
        const Token at = peek();
        auto other = name();
        if (!other) return;
        step_uses_.push_back({*other, at});
        into.push_back({std::move(*other)});
    } while (skip(","));
    finish();
}

void Reader::read_deadline() {
    auto limit = deadline();
    if (!limit) return;
    definition_.steps.back().deadlines.push_back(std::move(*limit));
    finish();
}

// "H-1 acara", "H+2 acara" in calendar days; "2 hari kerja sebelum acara" in any unit.
std::optional<Deadline> Reader::deadline() {
    Deadline limit;
    const std::string_view first = peek().text;
    const bool is_day = peek().mark == Mark::word && first.size() > 2 && first[0] == 'H' &&
                        (first[1] == '-' || first[1] == '+');
    if (is_day) {
        const auto days = to_number(first.substr(2));
        if (!days || *days > 9999) {
            complain_here("expected_deadline", "H-1");
            return std::nullopt;
        }
        ++next_;
        limit.offset = static_cast<int>(first[1] == '-' ? -*days : *days);
    } else {
        if (peek().mark != Mark::word || !to_number(first)) {
            complain_here("expected_deadline", "H-1");
            return std::nullopt;
        }
        const auto amount = number();
        if (!amount) return std::nullopt;
        const auto read_unit = unit();
        if (!read_unit) return std::nullopt;
        const bool before = skip_word("sebelum");
        if (!before && !expect_word("setelah")) return std::nullopt;
        limit.offset = before ? -*amount : *amount;
        limit.unit = *read_unit;
    }
    auto anchor = name();
    if (!anchor) return std::nullopt;
    limit.anchor = std::move(*anchor);
    return limit;
}

// "ingatkan pada 80%", "eskalasi ke kepala_bidang pada 120%"
void Reader::read_reminder(bool escalation) {
    Reminder reminder;
    reminder.escalation = escalation;
    skip_word("ke");
    if (!peek().is_word("pada")) {
        const Token at = peek();
        auto role = name();
        if (!role) return;
        role_uses_.push_back({*role, at});
        reminder.to = {std::move(*role)};
    }
    if (!expect_word("pada")) return;
    const auto percent = number();
    if (!percent || !expect("%")) return;
    reminder.at_percent = *percent;
    definition_.steps.back().reminders.push_back(std::move(reminder));
    finish();
}

}  // namespace kentongan::sop
