// What the pages of letters show: the register, the form, one letter with its dispositions.
#pragma once

#include "office/dispositions.h"
#include "office/requests.h"
#include "web/say.h"
#include "web/shell.h"

namespace kentongan::web {

struct LetterRow {
    std::string address = {}, agenda = {}, agency = {}, subject = {}, number = {}, received = {};
    Pill state = {};
    bool urgent = false, voided = false;
};
BOOST_DESCRIBE_STRUCT(LetterRow, (),
                      (address, agenda, agency, subject, number, received, state, urgent, voided))
struct LetterTab {
    std::string address = {}, words = {};
    bool current = false;
};
BOOST_DESCRIBE_STRUCT(LetterTab, (), (address, words, current))

struct LettersView {
    static constexpr std::string_view page = "surat";
    Shell shell = {};
    std::string search = {}, older = {}, year = {}, public_form = {};
    bool may_register = false, may_paper = false;
    std::vector<LetterTab> filters = {};
    std::vector<LetterRow> mine = {}, rows = {};
};
BOOST_DESCRIBE_STRUCT(LettersView, (),
                      (shell, search, older, year, public_form, may_register, may_paper, filters,
                       mine, rows))

/// A file that came with a refused form: it need not be sent again.
struct KeptFile {
    std::string words = {}, token = {};
};
BOOST_DESCRIBE_STRUCT(KeptFile, (), (words, token))

struct LetterFields {
    Typed agency = {}, officer = {}, email = {}, whatsapp = {}, number = {}, dated = {},
          received = {}, subject = {}, summary = {}, attachments = {}, needed = {}, code = {},
          index = {}, outside = {}, late = {}, file = {};
    std::vector<Option> urgencies = {}, wants = {}, securities = {}, reserved = {};
    std::vector<KeptFile> kept = {};
    std::string twice = {};           // the warning that this letter is there already
    std::string reserved_error = {};  // of the number that was kept free
};
BOOST_DESCRIBE_STRUCT(LetterFields, (),
                      (agency, officer, email, whatsapp, number, dated, received, subject, summary,
                       attachments, needed, code, index, outside, late, file, urgencies, wants,
                       securities, reserved, kept, twice, reserved_error))

struct NewLetterView {
    static constexpr std::string_view page = "surat_baru";
    Shell shell = {};
    std::string problem = {}, now = {};
    LetterFields fields = {};
};
BOOST_DESCRIBE_STRUCT(NewLetterView, (), (shell, problem, now, fields))

struct FileLine {
    std::string address = {}, name = {}, about = {};
    bool shown = false;  // as a picture
};
BOOST_DESCRIBE_STRUCT(FileLine, (), (address, name, about, shown))
struct Fact {
    std::string name = {}, words = {};
};
BOOST_DESCRIBE_STRUCT(Fact, (), (name, words))
struct DispositionCard {
    std::string id = {}, who = {}, meta = {}, instructions = {}, note = {};
    std::vector<Fact> recipients = {};
    bool recalled = false, to_confirm = false, may_recall = false, may_confirm = false,
         may_pass_on = false;
    std::int64_t depth = 0;
};
BOOST_DESCRIBE_STRUCT(DispositionCard, (),
                      (id, who, meta, instructions, note, recipients, recalled, to_confirm,
                       may_recall, may_confirm, may_pass_on, depth))
/// The form of a disposition: the first one, one passed on, or one written down for somebody.
struct DisposeForm {
    std::string parent = {}, signer = {}, problem = {};
    Typed note = {}, deadline = {};
    std::vector<Option> recipients = {}, instructions = {}, told_by = {};
    std::string recipients_error = {}, instructions_error = {};
};
BOOST_DESCRIBE_STRUCT(DisposeForm, (),
                      (parent, signer, problem, note, deadline, recipients, instructions, told_by,
                       recipients_error, instructions_error))
struct Sorting {
    std::vector<Option> sops = {}, states = {};
    std::string problem = {}, note = {};
    bool numbered = false;
};
BOOST_DESCRIBE_STRUCT(Sorting, (), (sops, states, problem, note, numbered))
struct TalkItem {
    std::string who = {}, when = {}, words = {};
};
BOOST_DESCRIBE_STRUCT(TalkItem, (), (who, when, words))
struct Asking {
    std::string words = {}, error = {};
    std::vector<Option> tasks = {};
};
BOOST_DESCRIBE_STRUCT(Asking, (), (words, error, tasks))

/// What the requester hands over in person, while nothing says that the material is theirs.
struct Taking {
    std::string words = {}, error = {};
};
BOOST_DESCRIBE_STRUCT(Taking, (), (words, error))

struct LetterView {
    static constexpr std::string_view page = "surat_satu";
    Shell shell = {};
    std::string address = {}, agenda = {}, agency = {}, number = {}, dated = {}, attachments = {},
                received = {}, subject = {}, summary = {}, urgency = {}, security = {}, code = {},
                code_address = {}, dossier = {}, dossier_number = {}, note = {}, void_reason = {};
    Pill state = {};
    std::vector<Fact> facts = {};
    std::vector<FileLine> files = {};
    std::vector<DispositionCard> dispositions = {};
    std::optional<DisposeForm> dispose = {};
    std::optional<Sorting> sorting = {};
    std::vector<TalkItem> talk = {};
    std::optional<Asking> asking = {};
    std::optional<Taking> taking = {};
};
BOOST_DESCRIBE_STRUCT(LetterView, (),
                      (shell, address, agenda, agency, number, dated, attachments, received,
                       subject, summary, urgency, security, code, code_address, dossier,
                       dossier_number, note, void_reason, state, facts, files, dispositions,
                       dispose, sorting, talk, asking, taking))

struct SeriesForm {
    std::string name = {}, title = {}, pattern = {}, unit = {}, agency = {}, division = {},
                code = {}, example = {}, error = {};
};
BOOST_DESCRIBE_STRUCT(SeriesForm, (),
                      (name, title, pattern, unit, agency, division, code, example, error))
struct NumbersView {
    static constexpr std::string_view page = "surat_nomor";
    Shell shell = {};
    std::vector<SeriesForm> series = {};
};
BOOST_DESCRIBE_STRUCT(NumbersView, (), (shell, series))

/// The year of "?tahun=", or this one.
int year_asked(const Visit&);
/// The numbers of a series that wait for their letter, as choices.
Result<std::vector<Option>> reserved_options(const Site&, const Visit&, const std::string& series);

Pill letter_pill(const Say&, const office::Letter&);
LetterRow letter_row(const Site&, const Visit&, const office::Letter&);
/// The fields with what was typed, what is wrong with them, and the files that came along.
LetterFields letter_fields(const Site&, const Visit&, OfficeId, const std::vector<Issue>&,
                           const std::vector<office::LetterFile>& kept, Zone);
office::LetterForm letter_form_of(const Visit&);

struct RefusedAct {
    std::string act = {};  // disposisi, putuskan, terima, tanya
    std::vector<Issue> issues = {};
};
Result<LetterView> letter_view(const Site&, const Visit&, LetterId, const RefusedAct& = {});

/// What a form brought, in its body or ahead of it: as much as could be stored, and what is wrong
/// with the rest. Those named in `tetap` came before.
struct GivenFiles {
    std::vector<office::LetterFile> files = {};
    std::vector<Issue> issues = {};
};
Result<GivenFiles> given_files(const Site&, const Visit&, OfficeId,
                               const std::string& only_role = {});
/// The same, all of it or nothing.
Result<std::vector<office::LetterFile>> files_of_upload(const Site&, const Visit&, OfficeId,
                                                        const std::string& only_role = {});
net::Response letter_file_response(const Site&, OfficeId, const office::LetterFile&);
net::Response pdf_response(std::string bytes, const std::string& name);

}  // namespace kentongan::web
