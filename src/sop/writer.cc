// Writes a definition as .sop text, always in the same way.
#include <map>

#include "sop/vocabulary.h"
#include "sop/writer_parts.h"

namespace kentongan::sop {
namespace {

class Writer {
  public:
    explicit Writer(const Definition& definition) : sop_(definition) {}

    std::string write() {
        line("bahasa-sop 1");
        write_about();
        write_identity();
        write_table_head();
        write_flow();
        return std::move(out_);
    }

  private:
    void line(std::string_view text) {
        out_.append(2 * depth_, ' ');
        out_ += text;
        out_ += '\n';
    }
    void gap() { out_ += '\n'; }

    void write_about() {
        if (!sop_.source.empty()) line(cat("sumber ", quoted_text(sop_.source)));
        if (!sop_.traits.empty()) line(cat("sifat ", names_text(sop_.traits)));
        for (const auto& note : sop_.notes) line(cat("catatan ", quoted_text(note)));
        if (!sop_.continues_from.empty())
            line(cat("lanjutan dari ", name_text(sop_.continues_from)));
        if (!sop_.continues_with.empty()) {
            const bool plain = sop_.continues_basis == Basis{};
            line(cat("lanjut ke ", name_text(sop_.continues_with), plain ? "" : " ",
                     basis_text(sop_.continues_basis)));
        }
    }

    void write_identity() {
        const Identity& identity = sop_.identity;
        if (identity == Identity{}) return;
        gap();
        line("identitas");
        ++depth_;
        write_letterhead(identity.letterhead);
        for (const auto& each : identity.lines) {
            line(cat(padded(word_for(field_words(), each.field)), quoted_text(each.label), ": ",
                     printed_text(each.value)));
        }
        for (const auto& section : identity.sections) write_section(section);
        for (const auto& section : identity.free_sections) {
            line(cat("uraian ", quoted_text(section.title)));
            for (const auto& each : section.lines) line(cat("  ", quoted_text(each)));
        }
        if (!identity.flow_title.empty()) line(cat("alur ", quoted_text(identity.flow_title)));
        --depth_;
    }

    void write_letterhead(const std::vector<std::string>& lines) {
        if (!lines.empty()) line(cat(padded("kop"), quoted_text(joined(lines, "\n"))));
    }

    void write_section(const IdentitySection& section) {
        line(cat(word_for(section_words(), section.section), " ", quoted_text(section.label)));
        ++depth_;
        if (!section.lead.empty()) line(cat("pengantar ", quoted_text(section.lead)));
        for (const auto& item : section.items) {
            const std::string marker =
                item.marker.empty() ? "" : cat(quoted_text(item.marker), " ");
            line(cat(marker, printed_text(item.words)));
        }
        --depth_;
    }

    void write_table_head() {
        gap();
        if (!sop_.headings.empty()) line(cat("kepala-kolom ", quoted_texts(sop_.headings)));
        if (!sop_.column_numbers.empty())
            line(cat("nomor-kolom ", quoted_texts(sop_.column_numbers)));
        if (!sop_.after_number.empty()) line(cat("tanda-nomor ", quoted_text(sop_.after_number)));
        if (!sop_.keterangan_column) line("tanpa kolom keterangan");
        for (const auto& lane : sop_.lanes) {
            const bool usual = lane.kind == PerformerKind::office;
            line(cat("pelaksana ", name_text(lane.role.value), " ", quoted_text(lane.label),
                     usual ? "" : " ", usual ? "" : word_for(performer_words(), lane.kind)));
        }
        for (const auto& alarm : sop_.alarms) write_alarm(alarm);
    }

    static std::string two(int number) { return cat(number < 10 ? "0" : "", number); }

    void write_alarm(const Alarm& alarm) {
        std::string out = "pengingat ";
        if (alarm.at_minute >= 0) {
            out += cat("pukul ", two(alarm.at_minute / 60), ".", two(alarm.at_minute % 60));
        } else {
            out += deadline_text(alarm.around);
        }
        if (!alarm.to.empty()) out += cat(" untuk ", name_text(alarm.to.value));
        if (!alarm.words.empty()) out += cat(" ", quoted_text(alarm.words));
        line(out);
    }

    // --- the flow: blocks around their steps where the rows stand so, else as lists behind them

    struct Bounds {
        std::map<std::size_t, std::vector<std::size_t>> opens = {};   // step -> blocks, outer first
        std::map<std::size_t, std::vector<std::size_t>> closes = {};  // step -> blocks, inner first
        std::map<std::size_t, std::vector<std::size_t>> branches = {};  // step -> blocks
    };

    /// Where each block begins and ends among the rows; none when a block's rows do not stand
    /// together, or the blocks not in the order in which they begin.
    std::optional<Bounds> bounds() const {
        std::map<std::string_view, std::size_t> places;
        for (std::size_t i = 0; i < sop_.steps.size(); ++i)
            places.emplace(sop_.steps[i].name.value, i);
        Bounds result;
        std::vector<std::pair<std::size_t, std::size_t>> open;  // block, its last row
        std::size_t before = 0;
        for (std::size_t b = 0; b < sop_.blocks.size(); ++b) {
            const Block& block = sop_.blocks[b];
            if (block.branches.empty() || block.branches.front().empty()) return std::nullopt;
            const auto first = places.find(block.branches.front().front().value);
            if (first == places.end() || first->second < before) return std::nullopt;
            before = first->second;
            std::size_t row = first->second;
            for (const auto& branch : block.branches) {
                result.branches[row].push_back(b);
                for (const auto& name : branch) {
                    if (row >= sop_.steps.size() || sop_.steps[row].name != name)
                        return std::nullopt;
                    ++row;
                }
            }
            while (!open.empty() && open.back().second < before) open.pop_back();
            if (!open.empty() && open.back().second < row - 1) return std::nullopt;
            open.emplace_back(b, row - 1);
            result.opens[before].push_back(b);
            auto& closing = result.closes[row - 1];
            closing.insert(closing.begin(), b);
        }
        return result;
    }

    void write_flow() {
        const auto around = bounds();
        for (std::size_t i = 0; i < sop_.steps.size(); ++i) {
            gap();
            if (around) write_openings(*around, i);
            write_step(sop_.steps[i]);
            if (around) write_closings(*around, i);
        }
        if (!around) write_listed_blocks();
        if (sop_.total_label.empty() && sop_.stated_total == StandardTime{}) return;
        gap();
        line(cat("jumlah ", quoted_text(sop_.total_label), ": ", quoted_text(sop_.stated_total.raw),
                 meaning_text(sop_.stated_total)));
    }

    std::string block_head(const Block& block) const {
        std::string head = block.kind == BlockKind::parallel
                               ? std::string{"sejajar"}
                               : cat("tiap ", name_text(block.each_of));
        const std::string usual = usual_name_of(block);
        const auto same = std::ranges::count_if(
            sop_.blocks, [&](const Block& other) { return usual_name_of(other) == usual; });
        if (block.name != usual || same > 1) head += cat(" bernama ", name_text(block.name));
        if (block.basis != Basis{}) head += cat(" ", basis_text(block.basis));
        return head;
    }

    void write_openings(const Bounds& around, std::size_t row) {
        const auto begins = around.branches.find(row);
        if (begins == around.branches.end()) return;
        const auto opens = around.opens.find(row);
        for (const std::size_t index : begins->second) {
            const Block& block = sop_.blocks[index];
            const bool is_new = opens != around.opens.end() &&
                                std::ranges::find(opens->second, index) != opens->second.end();
            if (is_new) {
                line(block_head(block));
                ++depth_;
            }
            if (block.kind != BlockKind::parallel) continue;
            if (!is_new) --depth_;
            line("cabang");
            ++depth_;
        }
    }

    void write_closings(const Bounds& around, std::size_t row) {
        const auto closes = around.closes.find(row);
        if (closes == around.closes.end()) return;
        for (const std::size_t index : closes->second) {
            depth_ -= sop_.blocks[index].kind == BlockKind::parallel ? 2 : 1;
            line(cat("gabung -> ", name_text(sop_.blocks[index].then.value)));
        }
    }

    void write_listed_blocks() {
        gap();
        for (const auto& block : sop_.blocks) {
            std::string branches;
            for (const auto& branch : block.branches)
                branches += cat(branches.empty() ? "" : " | ", names_text(branch));
            line(
                cat(block_head(block), ": ", branches, " gabung -> ", name_text(block.then.value)));
        }
    }

    void write_step(const Step& step) {
        line(step_head(step));
        ++depth_;
        if (step.performer_basis != Basis{}) line(basis_text(step.performer_basis));
        write_printed("kegiatan", step.activity);
        for (const auto& item : step.needs) write_item(item, true);
        for (const auto& item : step.makes) write_item(item, false);
        write_printed("keterangan", step.note);
        if (!step.remains.empty()) line(cat(padded("sisa"), quoted_texts(step.remains)));
        if (step.act != Act::plain) line(cat(padded("tindakan"), word_for(act_words(), step.act)));
        if (step.automatic) line("otomatis");
        if (!step.calls.empty()) line(cat(padded("panggil"), name_text(step.calls)));
        if (!step.other_than.empty()) line(cat(padded("selain"), names_text(step.other_than)));
        for (const auto& limit : step.deadlines) line(cat(padded("tenggat"), deadline_text(limit)));
        for (const auto& reminder : step.reminders) write_reminder(reminder);
        write_decision(step);
        for (const auto& exit : step.exits) write_exit(exit, step.decision);
        --depth_;
    }

    static std::string step_head(const Step& step) {
        std::string head = cat("langkah ", name_text(step.name.value));
        std::string people;
        for (const auto& performer : step.performers)
            people += cat(people.empty() ? "" : ", ", performer_text(performer));
        if (!people.empty()) head += cat(" oleh ", people);
        if (step.completion == Completion::all) head += " (semua)";
        if (step.time != StandardTime{}) head += cat(" ", time_text(step.time));
        return head;
    }

    void write_printed(std::string_view word, const Printed& printed) {
        if (printed != Printed{}) line(cat(padded(word), printed_text(printed)));
    }

    void write_item(const Item& item, bool needed) {
        std::string word{word_for(item_words(), item.kind)};
        if (is_usually_needed(item.kind) != needed)
            word = cat(needed ? "kelengkapan " : "keluaran ", word);
        std::string out = cat(padded(word), printed_text(item.words));
        if (!item.marker.empty()) out += cat(" bertanda ", quoted_text(item.marker));
        if (!item.key.empty()) out += cat(" sebagai ", name_text(item.key));
        if (!item.after.empty()) out += cat(" disusul ", quoted_text(item.after));
        line(out);
        for (const auto& field : item.fields) {
            const std::string options =
                field.options.empty() ? "" : cat(": ", quoted_texts(field.options));
            line(cat("  isian ", word_for(form_words(), field.kind), " ", quoted_text(field.label),
                     options));
        }
    }

    void write_reminder(const Reminder& reminder) {
        const std::string to = reminder.to.empty() ? "" : cat(name_text(reminder.to.value), " ");
        const std::string word = reminder.escalation ? "eskalasi" : "ingatkan";
        const std::string ke = reminder.escalation && !to.empty() ? "ke " : "";
        line(cat(padded(word), ke, to, "pada ", reminder.at_percent, "%"));
    }

    void write_decision(const Step& step) {
        if (step.decision) {
            line(cat("putusan", step.fixing ? " menetapkan" : "", step.paraf ? " paraf" : ""));
            return;
        }
        if (step.fixing) line("menetapkan");
        if (step.paraf) line("paraf");
    }

    void write_exit(const Exit& exit, bool decision) {
        std::string out = decision ? "  " : "";
        if (exit.outcome != outcome_of(exit)) out += cat(name_text(exit.outcome), ": ");
        if (!exit.label.empty()) out += cat(quoted_text(exit.label), " ");
        out += cat(exit.is_return ? "kembali ke " : "-> ", name_text(exit.to.value));
        for (const auto& other : exit.allowed) out += cat(", ", name_text(other.value));
        if (exit.reason_required) out += " wajib alasan";
        if (exit.whole_block) out += " seluruh cabang";
        if (exit.basis != Basis{}) out += cat(" ", basis_text(exit.basis));
        line(out);
    }

    const Definition& sop_;
    std::string out_;
    std::size_t depth_ = 0;
};

}  // namespace

std::string format(const Definition& definition) {
    return Writer{definition}.write();
}

}  // namespace kentongan::sop
