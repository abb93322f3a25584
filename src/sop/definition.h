// A written SOP as data: the official document word for word, and what runs, in one value.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "base/result.h"

namespace kentongan::sop {

inline const StepName the_end{"selesai"};

/// Words as the original prints them (odd spellings and blanks too), and beside them, never
/// instead of them, what they should have said: {pembetulan: "…"}.
struct Printed {
    std::string text = {};
    std::string correction = {};
    bool operator==(const Printed&) const = default;
};

/// Whether the original says so, or we had to conclude it: "(disimpulkan)". What is concluded is
/// asked for when an office adopts the SOP. `reason` says why, and which other readings there are.
struct Basis {
    bool inferred = false;
    bool targets_only = false;  // "(sasaran disimpulkan)": the exit is written, not where it leads
    std::string reason = {};
    bool operator==(const Basis&) const = default;
};

// --- The identity of the document (13 elements of PermenPAN-RB 35/2012) -------------------------

/// One line of the right-hand block: the label as printed and its value as printed ("" is empty).
enum class Field {
    number,
    made_on,
    revised_on,
    effective_on,
    ratified_on,
    ratified_by,
    name,
    other
};
struct IdentityLine {
    Field field = Field::other;
    std::string label = {};
    Printed value = {};
    bool operator==(const IdentityLine&) const = default;
};

/// Dasar hukum, kualifikasi, keterkaitan, peralatan, peringatan, pencatatan.
enum class Section { legal_basis, qualification, related, equipment, warning, record };
struct SectionItem {
    std::string marker = {};  // "1.", "(a)."; "" when the original numbers nothing
    Printed words = {};
    bool operator==(const SectionItem&) const = default;
};
struct IdentitySection {
    Section section = Section::legal_basis;
    std::string label = {};
    std::string lead = {};  // a sentence before the list ("Dalam menjalankan … :")
    std::vector<SectionItem> items = {};
    bool operator==(const IdentitySection&) const = default;
};

/// A free section beside the table (Magetan's "Uraian Kegiatan"): printed as it is.
struct FreeSection {
    std::string title = {};
    std::vector<std::string> lines = {};  // cells of one line stand apart by a tab
    bool operator==(const FreeSection&) const = default;
};

struct Identity {
    std::vector<std::string> letterhead = {};  // PEMERINTAH …, DINAS …, BIDANG …, address lines
    std::vector<IdentityLine> lines = {};
    std::vector<IdentitySection> sections = {};
    std::vector<FreeSection> free_sections = {};
    std::string flow_title = {};  // the heading above the flow table
    bool operator==(const Identity&) const = default;
};

// --- The flow -----------------------------------------------------------------------------------

enum class PerformerKind { office, unit, team, system, applicant };
/// A column of the flow table. A lane may have no step (Magetan).
struct Lane {
    RoleName role;
    std::string label = {};  // as printed
    PerformerKind kind = PerformerKind::office;
    bool operator==(const Lane&) const = default;
};

/// Who does a step: a lane's role; whoever did another step; or someone named at assignment.
enum class PerformerBy { role, whoever_did, assigned };
struct Performer {
    PerformerBy by = PerformerBy::role;
    RoleName role = {};  // for role; for assigned: the role from which one is chosen
    StepName step = {};  // for whoever_did
    bool operator==(const Performer&) const = default;
};
enum class Completion { any, all };  // (salah satu | semua)

/// One question of a result that is filled in as a form (target audience: age range, sex…).
enum class FormKind { text, number, range, choice, several, channels, date };
struct FormField {
    std::string label = {};
    FormKind kind = FormKind::text;
    std::vector<std::string> options = {};  // for choice and several
    bool operator==(const FormField&) const = default;
};

/// The kinds of what a step needs and makes (domain.md 11.1).
enum class ItemKind { document, result, final_result, tool, aim };
/// One thing of a Kelengkapan or Output cell. The cell as printed is cell_text() of its items.
struct Item {
    ItemKind kind = ItemKind::document;
    Printed words = {};
    std::string key = {};  // what the product ticks by itself: surat, disposisi, naskah, desain…
    std::string marker = {};  // printed before it: "-"
    std::string after = {};   // printed between it and the next one: ", ", " dan "
    std::vector<FormField> fields = {};
    bool operator==(const Item&) const = default;
};
/// The cell word for word: "Surat pemohon, Surat Perintah Tugas dan Data Informasi".
std::string cell_text(const std::vector<Item>&);

enum class TimeUnit {
    none,  // empty, "-", "menyesuaikan", "sesuai kebutuhan": no standard, still measured
    working_minutes,
    working_days,
    calendar_days,
    clock_hours,  // "1x24 jam"
    months,
    during_event,  // "selama kegiatan"
    automatic,     // "seketika": a system step
};
/// Waktu: `raw` verbatim, the rest read from it. Due by `max`; reported as min–max.
struct StandardTime {
    std::string raw = {};
    TimeUnit unit = TimeUnit::none;
    int min = 0;
    int max = 0;
    std::vector<StepName> shared_with = {};  // "bersama N..M": one budget for these rows together
    bool shared_by_items = false;  // "bersama semua": one budget for all items of a `tiap` block
    bool operator==(const StandardTime&) const = default;
};

/// "tenggat H-1 acara", "+1 hari kerja setelah acara": a second clock beside the duration.
struct Deadline {
    std::string anchor = {};  // the event's word: acara, tayang…
    int offset = 0;           // negative is before
    TimeUnit unit = TimeUnit::calendar_days;
    bool operator==(const Deadline&) const = default;
};

/// A way out of a step. A plain "-> 4" has the outcome "selesai" and no label, a plain
/// "kembali ke 4" the outcome "kembali".
struct Exit {
    std::string outcome = {};  // key: ya, tidak, setuju, tidak_setuju, selesai…
    std::string label = {};    // the SOP's own word, as printed: "YA"
    StepName to = {};          // default target; the_end closes the dossier (or its branch: join)
    std::vector<StepName> allowed = {};  // other targets a person may choose (without `to`)
    bool is_return = false;              // "kembali ke"
    bool whole_block = false;  // "seluruh cabang": a target outside the block leaves it and
                               // cancels its open siblings (a target inside moves this branch only)
    bool reason_required = false;
    Basis basis = {};
    bool operator==(const Exit&) const = default;
};

/// What the rest of the product does at this step. `plain` is a task that a person finishes.
enum class Act {
    plain,
    submit_request,
    register_letter,
    disposition,
    direct,
    identify_audience,
    select_material,
    assign_team,
    produce,
    edit,
    review,
    approve,
    inventory,
    open_admin,
    select_content,
    order_release,
    publish,
    check_display,
    deliver,
    notify_requester,
    monitor,
    report,
    receive_disposition,
    repair,
};

/// After how much of the standard time whom to remind or tell; settings, off at first.
struct Reminder {
    int at_percent = 80;
    RoleName to = {};  // empty: the performer
    bool escalation = false;
    bool operator==(const Reminder&) const = default;
};

struct Step {
    StepName name;  // the printed number; a string ("5b")
    std::vector<Performer> performers = {};
    Completion completion = Completion::any;
    Basis performer_basis = {};
    Printed activity = {};         // kegiatan
    std::vector<Item> needs = {};  // kelengkapan
    std::vector<Item> makes = {};  // keluaran
    StandardTime time = {};
    std::vector<Deadline> deadlines = {};
    Printed note = {};  // keterangan
    Act act = Act::plain;
    bool decision = false;  // drawn as a diamond; its exits are "putusan"
    bool fixing = false;    // "menetapkan": the version is fixed here (domain.md 11.2)
    bool paraf = false;
    bool automatic = false;  // done by the system
    std::vector<StepName> other_than =
        {};  // "selain N": not by whoever did these, nor edited since
    std::vector<Reminder> reminders = {};
    std::string calls = {};  // sub-SOP (key) whose end finishes this step
    std::vector<Exit> exits = {};
    /// What the original's performer cells still say where its symbols were lost ("Mulai", "YA").
    std::vector<std::string> remains = {};

    const Exit* exit(std::string_view outcome) const;
    bool operator==(const Step&) const = default;
};

/// A properly nested split/join. `parallel`: every branch runs once. `each`: the one branch runs
/// once per item of a list (saluran, jenis…); an empty list closes the block at once.
/// An exit from outside to the first step of any branch enters the whole block; inside a branch
/// an exit to "gabung" arrives at the join. When all branches have arrived, `then` opens.
enum class BlockKind { parallel, each };
inline const StepName the_join{"gabung"};
struct Block {
    std::string name = {};
    BlockKind kind = BlockKind::parallel;
    std::string each_of = {};  // saluran | jenis | a list's name
    /// Step names in order, those of inner blocks too; `each` has exactly one branch.
    std::vector<std::vector<StepName>> branches = {};
    StepName then = {};
    std::string parent = {};  // the block in whose branch this one lies
    Basis basis = {};         // that these rows run side by side, or once per item
    bool operator==(const Block&) const = default;
};

/// A reminder of the whole SOP, at a clock time of every working day or some time around an event.
struct Alarm {
    int at_minute = -1;    // "pukul 06.30": minutes after local midnight; -1: by `around`
    Deadline around = {};  // "12 jam sebelum acara"
    RoleName to = {};      // empty: whoever has the task
    std::string words = {};
    bool operator==(const Alarm&) const = default;
};

struct Definition {
    std::string key = {};     // "singkawang-2023": the file's name, stable over versions
    std::string source = {};  // where it comes from, in words
    Identity identity = {};
    std::vector<Lane> lanes = {};
    std::vector<Step> steps = {};  // in printed order; the first one starts
    std::vector<Block> blocks = {};
    std::string total_label = {};  // "Jumlah"
    StandardTime stated_total = {};
    std::string continues_with = {};  // "lanjut ke": the SOP offered when this one ends
    Basis continues_basis = {};       // whether the original names that SOP
    std::string continues_from = {};  // "lanjutan dari"
    bool keterangan_column = true;    // Sanggau has none
    /// As printed: No, Kegiatan, Pelaksana, Mutu Baku, Kelengkapan, Waktu, Output, Keterangan (the
    /// last only with its column). Empty: the usual words.
    std::vector<std::string> headings = {};
    std::vector<std::string> column_numbers = {};  // the row 1, 2, 3… under the headings, if any
    std::string after_number = {};                 // "." where rows are numbered "1."
    std::vector<std::string> traits = {};  // teknis, administratif, makro, mikro, final, parsial…
    std::vector<Alarm> alarms = {};
    std::vector<std::string> notes = {};  // importer's remarks, shown in the library

    const Step* find(const StepName&) const;
    const Lane* lane_of(const RoleName&) const;
    /// The innermost block whose branch holds the step, or nullptr.
    const Block* block_of(const StepName&) const;
    const Block* block_named(std::string_view) const;
    /// "Pembuatan dan Publikasi …": the value of the identity line `name`.
    std::string title() const;
    std::string number() const;
    bool operator==(const Definition&) const = default;
};

/// A date as officials write it: "13 Agustus 2020", "Mei 2019", "2023". Zero is not said.
struct PartialDate {
    int year = 0;
    int month = 0;
    int day = 0;
    bool operator==(const PartialDate&) const = default;
};
std::optional<PartialDate> read_date(std::string_view raw);

/// Reads a .sop text. Every issue is {"sop", rule, {line, what was read, what was expected,
/// suggestion}}; the words are in the catalogue.
Result<Definition> parse(std::string_view text, std::string_view key = "sop");

/// Writes a definition as .sop text: parse(format(d), d.key) == d for every d that parse can make,
/// and format is idempotent.
std::string format(const Definition&);

/// Reads a Waktu cell in any written form (domain.md 4.4).
StandardTime read_time(std::string_view raw);

/// One finding of the lint (L1–L16 of domain.md 1.5). Only errors block.
struct Finding {
    std::string rule;  // "L9"
    bool error = false;
    StepName step = {};
    std::vector<std::string> with = {};  // for the words "lint.L9" of the catalogue
    bool operator==(const Finding&) const = default;
};
std::vector<Finding> lint(const Definition&);

}  // namespace kentongan::sop
