// Holds that the five .sop files say word for word what the original documents say.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "base/carried.h"
#include "base/text.h"
#include "sop/definition.h"

using namespace kentongan;
using namespace kentongan::sop;

namespace {

std::string original(std::string_view key) {
    std::ifstream file{cat("tests/golden/originals/", key, ".txt")};
    std::stringstream text;
    text << file.rdbuf();
    REQUIRE(!text.str().empty());
    return text.str();
}

Definition shipped(std::string_view key) {
    auto definition = parse(carried().at(cat("sops/", key, ".sop")), key);
    REQUIRE(static_cast<bool>(definition));
    return *definition;
}

/// Marks of the crawl, not of the document: tags, Markdown's emphasis.
std::string without_marks(std::string_view text) {
    std::string out;
    bool in_tag = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char next = i + 1 < text.size() ? text[i + 1] : ' ';
        const bool opens = text[i] == '<' && (next == '/' || (next >= 'a' && next <= 'z'));
        if (opens) in_tag = true;
        if (!in_tag && text[i] != '*') out += text[i];
        if (text[i] == '>') in_tag = false;
    }
    return out;
}

std::vector<std::vector<std::string>> rows_of(const std::string& text) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& line : split(text, '\n')) {
        rows.emplace_back();
        for (const auto& cell : split(line, '\t'))
            rows.back().emplace_back(trimmed(without_marks(cell)));
    }
    return rows;
}

bool is_number(std::string_view cell) {
    if (cell.ends_with('.')) cell.remove_suffix(1);
    return to_number(cell).has_value();
}

/// The rows of the flow table: those that begin with a number behind the heading with the lanes.
std::vector<std::vector<std::string>> flow_rows(const std::string& text) {
    std::vector<std::vector<std::string>> found;
    bool in_table = false;
    for (const auto& row : rows_of(text)) {
        const auto has = [&](std::string_view word) {
            return std::ranges::any_of(row,
                                       [&](const auto& cell) { return lowered(cell) == word; });
        };
        if (has("mutu baku")) in_table = true;
        // The row of column numbers has a number in its second cell as well.
        if (in_table && row.size() > 5 && is_number(row[0]) && !is_number(row[1]))
            found.push_back(row);
    }
    return found;
}

/// "15 menit", "3 (tiga) jam": finds the Waktu cell wherever lost lane cells have shifted it.
std::size_t time_cell(const std::vector<std::string>& row) {
    for (std::size_t i = 2; i < row.size(); ++i) {
        const auto word = lowered(row[i]);
        const bool counted = !word.empty() && word[0] >= '0' && word[0] <= '9';
        if (counted && (word.ends_with("menit") || word.ends_with("jam"))) return i;
    }
    FAIL("a row without time");
    return 0;
}

const std::string& cell(const std::vector<std::string>& row, std::size_t index) {
    static const std::string none;
    return index < row.size() ? row[index] : none;
}

std::string without_blanks(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c != ' ' && c != '\n' && c != '\t' && c != '\r') out += c;
    }
    return out;
}

const IdentityLine* line_labelled(const Definition& sop, std::string_view label) {
    const auto found = std::ranges::find(sop.identity.lines, label, &IdentityLine::label);
    return found == sop.identity.lines.end() ? nullptr : &*found;
}

/// A section's items as the original runs them together.
std::string run_together(const IdentitySection& section) {
    std::string out = section.lead;
    for (const auto& item : section.items) out += cat(item.marker, item.words.text);
    return without_blanks(out);
}

const std::vector<std::string> keys{"ketapang-2024", "magetan-2019", "pontianak-2020",
                                    "sanggau-2021", "singkawang-2023"};

}  // namespace

TEST_CASE("every cell of every row of the five originals stands in its field") {
    const std::vector<std::size_t> row_counts{8, 6, 9, 11, 4};
    for (std::size_t k = 0; k < keys.size(); ++k) {
        CAPTURE(keys[k]);
        const auto sop = shipped(keys[k]);
        const auto rows = flow_rows(original(keys[k]));
        REQUIRE(rows.size() == row_counts[k]);
        REQUIRE(sop.steps.size() == rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto& row = rows[i];
            const Step& step = sop.steps[i];
            CAPTURE(step.name.value);
            const std::size_t time = time_cell(row);
            CHECK(cat(step.name.value, sop.after_number) == row[0]);
            CHECK(step.activity.text == row[1]);
            CHECK(cell_text(step.needs) == row[time - 1]);
            CHECK(step.time.raw == row[time]);
            CHECK(cell_text(step.makes) == cell(row, time + 1));
            CHECK(step.note.text == cell(row, time + 2));
            std::vector<std::string> left;
            for (std::size_t c = 2; c + 1 < time; ++c) {
                if (!row[c].empty()) left.push_back(row[c]);
            }
            CHECK(step.remains == left);
        }
    }
}

TEST_CASE("lanes and column headings stand as printed, in their order") {
    for (const auto& key : keys) {
        CAPTURE(key);
        const auto sop = shipped(key);
        const auto rows = rows_of(original(key));
        const auto head = std::ranges::find_if(rows, [](const auto& row) {
            return std::ranges::any_of(row, [](auto& c) { return lowered(c) == "mutu baku"; });
        });
        REQUIRE(head != rows.end());
        std::vector<std::string> printed;
        for (const auto& each : *head) {
            if (!each.empty()) printed.push_back(each);
        }
        const bool keterangan = printed.size() == 5;
        CHECK(sop.keterangan_column == keterangan);
        const auto& under = *(head + 1);
        std::vector<std::string> lower;
        for (const auto& each : under) {
            if (!each.empty()) lower.push_back(each);
        }
        REQUIRE(lower.size() == sop.lanes.size() + 3);
        for (std::size_t i = 0; i < sop.lanes.size(); ++i) CHECK(sop.lanes[i].label == lower[i]);
        std::vector<std::string> headings(printed.begin(), printed.begin() + 4);
        headings.insert(headings.end(), lower.end() - 3, lower.end());
        if (keterangan) headings.push_back(printed.back());
        CHECK(sop.headings == headings);
    }
}

TEST_CASE("every identity line of the originals stands with its label and value, empty ones too") {
    for (const auto& key : keys) {
        CAPTURE(key);
        const auto sop = shipped(key);
        const auto text = without_marks(original(key));
        std::size_t from = 0;
        for (const auto& line : sop.identity.lines) {
            CAPTURE(line.label);
            const auto at = text.find(line.label, from);
            REQUIRE(at != std::string::npos);
            std::string flat;
            for (const auto& part : split(line.value.text, '\n')) flat += without_blanks(part);
            const auto behind = without_blanks(text.substr(at + line.label.size(), 400));
            CHECK(behind.starts_with(flat));
            CHECK(line.value.correction.empty());
            from = at + line.label.size();
        }
        for (const auto& line : sop.identity.letterhead) CHECK(text.find(line) != text.npos);
        if (!sop.identity.flow_title.empty())
            CHECK(text.find(sop.identity.flow_title) != text.npos);
    }
}

TEST_CASE("values that a table gives are equal, blanks inside and all") {
    for (const auto* key : {"ketapang-2024", "pontianak-2020", "singkawang-2023"}) {
        CAPTURE(key);
        const auto sop = shipped(key);
        std::size_t seen = 0;
        for (const auto& row : rows_of(original(key))) {
            for (std::size_t i = 0; i + 1 < row.size(); ++i) {
                const auto* line = line_labelled(sop, row[i]);
                if (line == nullptr || row[i].empty()) continue;
                CHECK(line->value.text == row[i + 1]);
                ++seen;
            }
        }
        CHECK(seen == sop.identity.lines.size());
    }
    const auto sanggau = shipped("sanggau-2021");
    CHECK(sanggau.number() == "18 / Set-Kominfo");
    CHECK(line_labelled(sanggau, "Tanggal Revisi :")->value.text.empty());
    CHECK(line_labelled(sanggau, "Bidang / Bagian :")->value.text ==
          "Bidang Pengelolaan Informasi dan Komunikasi Publik");
    CHECK(shipped("magetan-2019").number() == "065 / 403.113/2019");
}

TEST_CASE("every section of the originals is whole: no word left out, none added") {
    for (const auto& key : keys) {
        CAPTURE(key);
        const auto sop = shipped(key);
        const auto text = without_blanks(without_marks(original(key)));
        std::set<Section> kinds;
        for (const auto& section : sop.identity.sections) {
            CAPTURE(section.label);
            kinds.insert(section.section);
            CHECK(text.find(without_blanks(section.label)) != text.npos);
            CHECK(text.find(run_together(section)) != text.npos);
        }
        CHECK(kinds.size() == 6);
    }
    // Where labels and cells stand in pairs of rows, a section is its whole cell.
    for (const auto* key : {"ketapang-2024", "pontianak-2020", "singkawang-2023"}) {
        const auto sop = shipped(key);
        const auto rows = rows_of(original(key));
        std::size_t seen = 0;
        for (std::size_t r = 0; r + 1 < rows.size(); ++r) {
            for (std::size_t c = 0; c < rows[r].size(); ++c) {
                for (const auto& section : sop.identity.sections) {
                    if (rows[r][c] != section.label) continue;
                    CAPTURE(section.label);
                    CHECK(run_together(section) == without_blanks(cell(rows[r + 1], c)));
                    ++seen;
                }
            }
        }
        CHECK(seen == 6);
    }
}

TEST_CASE("nothing of an original is left over once the definition's words are taken out") {
    for (const auto& key : keys) {
        CAPTURE(key);
        const auto sop = shipped(key);
        auto rest = without_blanks(without_marks(original(key)));
        std::vector<std::string> words = sop.identity.letterhead;
        const auto add = [&](const std::string& text) { words.push_back(text); };
        for (const auto& line : sop.identity.lines) {
            add(line.label);
            for (const auto& part : split(line.value.text, '\n')) add(part);
        }
        for (const auto& section : sop.identity.sections) {
            add(section.label);
            add(section.lead);
            for (const auto& item : section.items) add(cat(item.marker, item.words.text));
        }
        for (const auto& section : sop.identity.free_sections) {
            add(section.title);
            for (const auto& line : section.lines) add(line);
        }
        for (const auto& step : sop.steps) {
            add(cat(step.name.value, sop.after_number, step.activity.text));
            for (const auto& each : step.remains) add(each);
            add(cat(cell_text(step.needs), step.time.raw, cell_text(step.makes), step.note.text));
        }
        for (const auto& lane : sop.lanes) add(lane.label);
        for (const auto& heading : sop.headings) add(heading);
        add(sop.identity.flow_title);
        add(cat(sop.total_label, sop.stated_total.raw));
        for (auto& word : words) word = without_blanks(word);
        std::ranges::sort(words, std::greater{}, &std::string::size);
        for (const auto& word : words) {
            const auto at = word.empty() ? std::string::npos : rest.find(word);
            if (at != std::string::npos) rest.erase(at, word.size());
        }
        // Signs of the crawl, Sanggau's column numbers, and Singkawang's letterhead, given twice.
        std::string strange;
        for (const char c : rest) {
            if (c != '#' && c != ':' && (c < '0' || c > '9')) strange += c;
        }
        if (key == "singkawang-2023") {
            CHECK(strange == "PEMERINTAHKOTASINGKAWANGDINASKOMUNIKASIDANINFORMATIKA");
        } else {
            CHECK(strange == "");
        }
    }
}

TEST_CASE("only wrong citations are corrected, beside the words and not instead of them") {
    std::vector<std::string> corrected;
    for (const auto& key : keys) {
        const auto sop = shipped(key);
        for (const auto& section : sop.identity.sections) {
            for (const auto& item : section.items) {
                if (item.words.correction.empty()) continue;
                CHECK(section.section == Section::legal_basis);
                corrected.push_back(cat(key, " ", item.marker));
            }
        }
        for (const auto& step : sop.steps) {
            CHECK(step.activity.correction.empty());
            CHECK(step.note.correction.empty());
            for (const auto* items : {&step.needs, &step.makes}) {
                for (const auto& item : *items) CHECK(item.words.correction.empty());
            }
        }
    }
    CHECK(corrected ==
          std::vector<std::string>{"magetan-2019 2.", "singkawang-2023 1.", "singkawang-2023 3."});
}

TEST_CASE("the fixing row is the last deciding row, and only Sanggau asks for a paraf") {
    const std::vector<std::string> fixing{"5", "3", "9", "8", "3"};
    for (std::size_t k = 0; k < keys.size(); ++k) {
        CAPTURE(keys[k]);
        for (const auto& step : shipped(keys[k]).steps) {
            CHECK(step.fixing == (step.name.value == fixing[k]));
            CHECK(step.paraf == (keys[k] == "sanggau-2021" && step.name.value == "8"));
            CHECK(step.other_than.empty());
        }
    }
}

TEST_CASE("return targets are those of the second reading, and marked where concluded") {
    const auto targets = [](const char* key, const char* step, const char* outcome) {
        const auto sop = shipped(key);
        const Exit* exit = sop.find({step})->exit(outcome);
        REQUIRE(exit != nullptr);
        CHECK(exit->basis.inferred);
        CHECK(!exit->basis.reason.empty());
        std::string all = exit->to.value;
        for (const auto& other : exit->allowed) all += cat(" ", other.value);
        return all;
    };
    CHECK(targets("sanggau-2021", "7", "tidak_setuju") == "6 5");
    CHECK(targets("sanggau-2021", "8", "tidak_setuju") == "7 6 5");
    CHECK(targets("pontianak-2020", "6", "tidak") == "8");
    CHECK(targets("pontianak-2020", "7", "diperbaiki") == "8 5 4");
    CHECK(targets("pontianak-2020", "9", "tidak") == "7 1");
    CHECK(targets("singkawang-2023", "3", "tidak") == "1 2");
    CHECK(targets("singkawang-2023", "1", "tanpa_desain") == "3");
    CHECK(targets("magetan-2019", "5", "tidak_sesuai") == "4 3");
    CHECK(targets("ketapang-2024", "5", "perlu_perbaikan") == "4");
}

TEST_CASE("performers that no word of the original names are marked, with a reason") {
    const std::vector<std::set<std::string>> named{
        {}, {"2", "3", "4", "5"}, {"1", "2", "3", "4"}, {"8"}, {"1", "2", "3", "4"}};
    for (std::size_t k = 0; k < keys.size(); ++k) {
        CAPTURE(keys[k]);
        for (const auto& step : shipped(keys[k]).steps) {
            CAPTURE(step.name.value);
            CHECK(step.performers.size() == 1);
            CHECK(step.performer_basis.inferred != named[k].contains(step.name.value));
            if (step.performer_basis.inferred) CHECK(!step.performer_basis.reason.empty());
        }
    }
}

TEST_CASE("blocks run where the original allows them, and say that they are concluded") {
    const auto lists = [](const char* key) {
        std::string all;
        for (const auto& block : shipped(key).blocks) {
            CHECK(block.basis.inferred);
            all += cat(block.each_of, ":");
            for (const auto& name : block.branches.at(0)) all += cat(" ", name.value);
            all += "; ";
        }
        return all;
    };
    CHECK(lists("magetan-2019") == "saluran: 4 5; ");
    CHECK(lists("sanggau-2021") == "jenis: 5; saluran: 10; saluran: 11; ");
    CHECK(lists("ketapang-2024").empty());
    CHECK(lists("pontianak-2020").empty());
    CHECK(lists("singkawang-2023").empty());
}

TEST_CASE("the shipped files are in canonical form and have no errors") {
    for (const auto& key : keys) {
        CAPTURE(key);
        const auto sop = shipped(key);
        CHECK(format(sop) == carried().at(cat("sops/", key, ".sop")));
        for (const auto& finding : lint(sop)) CHECK_MESSAGE(!finding.error, finding.rule);
    }
}
