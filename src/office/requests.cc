// Owns letter_talk: the loop "please complete" and what the requester brings.
#include "office/requests.h"

#include "delivery/mail_message.h"
#include "office/dispositions.h"
#include "office/dossier_rows.h"
#include "office/fields.h"
#include "office/letter_files.h"
#include "office/letter_rows.h"
#include "office/mail.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr std::size_t words_max = 4000;

Who requester_who(OfficeId office, const Letter& letter) {
    return {office, {}, letter.form.agency, {}, true};
}

struct Said {
    bool by_office = false;
    const char* kind = "";
    std::string words = {};
    std::optional<int> task = {};
};

Result<void> say(store::Tx& tx, const Who& who, LetterId letter, const Said& said, Instant now) {
    const auto [last] =
        TRY(tx.one<int>("SELECT coalesce(max(number), 0) FROM letter_talk"
                        " WHERE office_id = $1 AND letter_id = $2",
                        who.office, letter));
    TRY(
        tx.run("INSERT INTO letter_talk (office_id, letter_id, number, side, kind, words, task,"
               " person_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
               who.office, letter, last + 1, said.by_office ? "kantor" : "pemohon", said.kind,
               said.words, said.task, who.person ? std::optional(who.person) : std::nullopt, now));
    JsonObject event{{"event", cat("requester_", said.kind)}, {"words", said.words}};
    TRY(Journal::append(tx, who, cat("surat/", letter.value), std::move(event), now));
    tx.tell("surat");
    return {};
}

/// Who gave an address reads there that something is missing, with the way to answer.
Result<void> mail_question(store::Tx& tx, OfficeId office, const Letter& letter,
                           const std::string& words, Instant now) {
    if (!delivery::mail_address(letter.form.email)) return {};
    const auto [name, slug] = TRY(
        tx.one<std::string, std::string>("SELECT name, slug FROM office WHERE id = $1", office));
    const auto [number] =
        TRY(tx.one<int>("SELECT max(number) FROM letter_talk"
                        " WHERE office_id = $1 AND letter_id = $2",
                        office, letter.id));
    const auto to = letter.form.officer.empty() ? letter.form.agency : letter.form.officer;
    Mail mail{.to = letter.form.email,
              .subject = cat("Mohon dilengkapi: ", letter.form.subject),
              .text = cat("Yth. ", to, ",\n\nPermohonan Anda \"", letter.form.subject,
                          "\" perlu dilengkapi:\n\n", words,
                          "\n\nJawab dan unggah kelengkapannya di halaman ini:\n{alamat}/k/", slug,
                          "/lacak?kode=", letter.code,
                          "\n\nSelama menunggu jawaban Anda, waktu pengerjaan dihentikan.\n\n",
                          name, "\n"),
              .kind = "lengkapi",
              .once = cat("lengkapi/", letter.id.value, "/", number)};
    if (letter.dossier) mail.dossier = *letter.dossier;
    TRY(Mails::put(tx, office, mail, now, now));
    return {};
}

/// The clocks that were stopped for the requester go on.
Result<void> resume(store::Tx& tx, Dossiers& dossiers, const Who& who, const Letter& letter) {
    if (!letter.dossier) return {};
    const auto talk = TRY(Requests::of(tx, who.office, letter.id));
    const auto state = TRY(dossiers.load(tx, who.office, *letter.dossier));
    for (const auto& task : state.desk) {
        const bool for_requester = std::ranges::any_of(talk, [&](const TalkLine& line) {
            return line.kind == "minta" && line.task == task.number;
        });
        if (!for_requester || !task.paused_at) continue;
        TRY(dossiers.act(tx, who, *letter.dossier, sop::Resume{task.number}));
    }
    return {};
}

/// Why the dossier was sent back the last time.
Result<std::string> last_return(store::Tx& tx, OfficeId office, DossierId dossier) {
    std::string why;
    const auto entries = TRY(Journal::of_stream(tx, office, cat("dossier/", dossier.value)));
    for (const Entry& entry : entries) {
        if (text_of(entry.event, "event") != "task_done") continue;
        const auto* returned = entry.event.if_contains("returned");
        if (!returned || !returned->is_bool() || !returned->get_bool()) continue;
        why = text_of(entry.event, "note");
    }
    return why;
}

/// Nothing more is asked about what was withdrawn, voided or never ours.
Result<void> need_open(const Letter& letter) {
    const bool over = letter.voided() || letter.state == LetterState::withdrawn ||
                      letter.state == LetterState::not_ours;
    if (over) return Error{Kind::conflict, "settled", {{"letter", "settled"}}};
    return {};
}

}  // namespace

Result<std::optional<Requester>> requester_of(store::Tx& tx, OfficeId office, DossierId dossier) {
    const auto letter = TRY(Letters::of_dossier(tx, office, dossier));
    if (!letter) return std::optional<Requester>{};
    const LetterForm& form = letter->form;
    return std::optional(
        Requester{letter->id, form.agency, form.officer, form.email, form.whatsapp, letter->code});
}

Result<std::set<std::string>> letter_items(store::Tx& tx, OfficeId office, DossierId dossier) {
    std::set<std::string> items;
    const auto letter = TRY(Letters::of_dossier(tx, office, dossier));
    if (!letter) return items;
    items.insert({"surat", "lembar_disposisi"});
    const bool disposed = TRY(Dispositions::stands(tx, office, letter->id));
    if (disposed) items.emplace("disposisi");
    const LetterForm& form = letter->form;
    if (!form.email.empty() || !form.whatsapp.empty()) items.emplace("alamat_pemohon");
    if (!form.files.empty() || !form.summary.empty()) items.emplace("data");
    const bool theirs = std::ranges::any_of(form.files, [](const LetterFile& file) {
        return file.by_requester && file.role != "surat";
    });
    if (theirs || letter->material_confirmed) items.emplace("data_pemohon");
    return items;
}

Result<std::vector<TalkLine>> Requests::of(store::Tx& tx, OfficeId office, LetterId letter) {
    const auto rows =
        TRY(tx.all<int, std::string, std::string, std::string, std::optional<int>, Instant>(
            "SELECT number, side, kind, words, task, at FROM letter_talk"
            " WHERE office_id = $1 AND letter_id = $2 ORDER BY number",
            office, letter));
    std::vector<TalkLine> talk;
    for (const auto& [number, side, kind, words, task, at] : rows) {
        talk.push_back({number, side == "kantor", kind, words, task, at});
    }
    return talk;
}

std::optional<TalkLine> Requests::open_question(const std::vector<TalkLine>& talk) {
    std::optional<TalkLine> open;
    for (const TalkLine& line : talk) {
        if (line.kind == "minta") open = line;
        if (line.kind == "jawab" || line.kind == "tarik") open.reset();
    }
    return open;
}

Result<void> Requests::ask(store::Tx& tx, Dossiers& dossiers, const Who& who, LetterId id, int task,
                           const std::string& typed, Instant now) {
    TRY(need(who, Right::open_dossier));
    const auto letter = TRY(Letters::find(tx, who, id));
    const std::string words(trimmed(typed));
    if (words.empty()) return wrong_field("question", "required");
    if (length_of(words) > words_max) return wrong_field("question", "too_long", {"4000"});
    TRY(need_open(letter));
    std::optional<int> paused;
    if (letter.dossier && task > 0) {
        TRY(dossiers.act(tx, who, *letter.dossier,
                         sop::Pause{task, cat("Menunggu pemohon: ", words)}));
        paused = task;
    } else if (!may(who, Right::register_letters)) {
        return need(who, Right::register_letters);
    }
    TRY(say(tx, who, id, {true, "minta", words, paused}, now));
    return mail_question(tx, who.office, letter, words, now);
}

Result<void> Requests::answer(store::Tx& tx, Dossiers& dossiers, OfficeId office,
                              const Letter& letter, const std::string& typed,
                              const std::vector<LetterFile>& files, Instant now) {
    const std::string words(trimmed(typed));
    if (words.empty() && files.empty()) return wrong_field("answer", "required");
    if (length_of(words) > words_max) return wrong_field("answer", "too_long", {"4000"});
    const Who who = requester_who(office, letter);
    TRY(LetterFiles::add(tx, office, letter.id, files, now));
    TRY(say(tx, who, letter.id, {false, "jawab", words}, now));
    TRY(resume(tx, dossiers, who, letter));
    if (letter.dossier) {
        TRY(finish_row(tx, dossiers, who, *letter.dossier, sop::Act::submit_request));
    }
    return {};
}

Result<void> Requests::confirm_material(store::Tx& tx, OfficeId office, const Letter& letter,
                                        Instant now) {
    TRY(Letters::confirm_material(tx, office, letter.id, now));
    return say(tx, requester_who(office, letter), letter.id, {false, "benar"}, now);
}

Result<void> Requests::take_material(store::Tx& tx, const Who& who, LetterId id,
                                     const std::string& typed, Instant now) {
    TRY(need(who, Right::open_dossier));
    const auto letter = TRY(Letters::find(tx, who, id));
    const std::string from(trimmed(typed));
    if (from.empty()) return wrong_field("material_from", "required");
    if (length_of(from) > words_max) return wrong_field("material_from", "too_long", {"4000"});
    TRY(need_open(letter));
    TRY(Letters::confirm_material(tx, who.office, id, now));
    if (letter.dossier) tx.tell(cat("dossier/", letter.dossier->value));
    return say(tx, who, id, {true, "terima", from}, now);
}

Result<void> Requests::withdraw(store::Tx& tx, Dossiers& dossiers, OfficeId office,
                                const Letter& letter, const std::string& typed, Instant now) {
    if (letter.state == LetterState::withdrawn) {
        return Error{Kind::conflict, "withdrawn", {{"letter", "settled"}}};
    }
    const std::string words(trimmed(typed));
    if (length_of(words) > words_max) return wrong_field("answer", "too_long", {"4000"});
    const Who who = requester_who(office, letter);
    TRY(say(tx, who, letter.id, {false, "tarik", words}, now));
    if (letter.dossier) {
        TRY(dossiers.act(tx, who, *letter.dossier, sop::Withdraw{words}));
    }
    return Letters::set_withdrawn(tx, office, letter.id, words);
}

Result<std::optional<std::string>> Requests::sent_back(store::Tx& tx, Dossiers& dossiers,
                                                       OfficeId office, const Letter& letter) {
    if (!letter.dossier) return std::optional<std::string>{};
    const auto state = TRY(dossiers.load(tx, office, *letter.dossier));
    const auto row = TRY(dossier_row(tx, office, *letter.dossier));
    const auto definition = TRY(Library::definition(tx, office, row.sop));
    for (const auto& task : state.desk) {
        const auto* step = definition->find(task.step);
        if (!step || step->act != sop::Act::submit_request) continue;
        return std::optional(TRY(last_return(tx, office, *letter.dossier)));
    }
    return std::optional<std::string>{};
}

}  // namespace kentongan::office
