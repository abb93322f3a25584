// The records of letters, dispositions and teams that programs exchange with us.
#pragma once

#include "office/dispositions.h"
#include "web/api_records.h"

namespace kentongan::web::api {

struct LetterFile {
    static constexpr std::string_view schema = "LetterFile";
    int place = 0;
    string name = {}, type = {}, sha256 = {}, role = {};
    std::int64_t bytes = 0;
    bool by_requester = false;
};
BOOST_DESCRIBE_STRUCT(LetterFile, (), (place, name, type, sha256, role, bytes, by_requester))

struct Receiver {
    static constexpr std::string_view schema = "Receiver";
    PositionId position = {};
    string title = {};
    optional<Instant> read_at = {};
};
BOOST_DESCRIBE_STRUCT(Receiver, (), (position, title, read_at))

struct Disposition {
    static constexpr std::string_view schema = "Disposition";
    DispositionId id = {};
    optional<DispositionId> parent = {};
    string by = {}, note = {}, deadline = {};
    vector<string> instructions = {};
    vector<Receiver> recipients = {};
    Instant at = {};
    bool recalled = false, to_confirm = false;
};
BOOST_DESCRIBE_STRUCT(Disposition, (),
                      (id, parent, by, note, deadline, instructions, recipients, at, recalled,
                       to_confirm))

struct Letter {
    static constexpr std::string_view schema = "Letter";
    LetterId id = {};
    string code = {}, state = {}, agenda = {}, agency = {}, officer = {}, email = {}, whatsapp = {},
           number = {}, dated = {}, subject = {}, summary = {}, urgency = {}, wants = {},
           needed_by = {};
    Instant received_at = {};
    bool voided = false;
    optional<DossierId> dossier = {};
    vector<LetterFile> files = {};
    vector<Disposition> dispositions = {};
};
BOOST_DESCRIBE_STRUCT(Letter, (),
                      (id, code, state, agenda, agency, officer, email, whatsapp, number, dated,
                       subject, summary, urgency, wants, needed_by, received_at, voided, dossier,
                       files, dispositions))

struct Letters {
    static constexpr std::string_view schema = "Letters";
    vector<Letter> letters = {};
    optional<LetterId> before = {};
};
BOOST_DESCRIBE_STRUCT(Letters, (), (letters, before))

struct NewLetter {
    static constexpr std::string_view schema = "NewLetter";
    static constexpr bool incoming = true;
    string agency = {}, subject = {};
    string received = {};  // 2026-11-17T13:20 of the office's clock
    optional<string> officer = {}, email = {}, whatsapp = {}, number = {}, dated = {}, summary = {},
                     attachments = {}, urgency = {}, wants = {}, needed_by = {},
                     outside_number = {}, reserved = {}, late_reason = {};
    bool twice_is_meant = false;
};
BOOST_DESCRIBE_STRUCT(NewLetter, (),
                      (agency, subject, received, officer, email, whatsapp, number, dated, summary,
                       attachments, urgency, wants, needed_by, outside_number, reserved,
                       late_reason, twice_is_meant))

struct Sorted {  // deferred, not_ours, archived, registered
    static constexpr std::string_view schema = "Sorted";
    static constexpr bool incoming = true;
    string state = {};
    optional<string> reason = {};
};
BOOST_DESCRIBE_STRUCT(Sorted, (), (state, reason))

struct BySop {
    static constexpr std::string_view schema = "BySop";
    static constexpr bool incoming = true;
    SopId sop = {};
};
BOOST_DESCRIBE_STRUCT(BySop, (), (sop))

struct NewDisposition {
    static constexpr std::string_view schema = "NewDisposition";
    static constexpr bool incoming = true;
    vector<PositionId> recipients = {};
    vector<string> instructions = {};
    optional<string> note = {}, deadline = {};
    optional<DispositionId> parent = {};
    optional<PersonId> as_told_by = {};
};
BOOST_DESCRIBE_STRUCT(NewDisposition, (),
                      (recipients, instructions, note, deadline, parent, as_told_by))

struct Question {
    static constexpr std::string_view schema = "Question";
    static constexpr bool incoming = true;
    string words = {};
    optional<int> task = {};  // whose clock stands until the answer
};
BOOST_DESCRIBE_STRUCT(Question, (), (words, task))

struct MaterialTaken {
    static constexpr std::string_view schema = "MaterialTaken";
    static constexpr bool incoming = true;
    string from = {};  // who of the requester handed it over, and how
};
BOOST_DESCRIBE_STRUCT(MaterialTaken, (), (from))

struct TeamMember {
    static constexpr std::string_view schema = "TeamMember";
    PersonId person = {};
    string name = {}, duty = {}, reason = {};
    optional<bool> ready = {};
    int open_work = 0;
};
BOOST_DESCRIBE_STRUCT(TeamMember, (), (person, name, duty, reason, ready, open_work))
struct Paper {
    static constexpr std::string_view schema = "Paper";
    string kind = {}, number = {}, dated = {};
    vector<string> copies = {};
};
BOOST_DESCRIBE_STRUCT(Paper, (), (kind, number, dated, copies))
struct Team {
    static constexpr std::string_view schema = "Team";
    vector<TeamMember> members = {};
    vector<Paper> papers = {};
};
BOOST_DESCRIBE_STRUCT(Team, (), (members, papers))
struct TeamWish {
    static constexpr std::string_view schema = "TeamWish";
    static constexpr bool incoming = true;
    PersonId person = {};
    optional<string> duty = {};
};
BOOST_DESCRIBE_STRUCT(TeamWish, (), (person, duty))
struct NewTeam {
    static constexpr std::string_view schema = "NewTeam";
    static constexpr bool incoming = true;
    vector<TeamWish> members = {};
};
BOOST_DESCRIBE_STRUCT(NewTeam, (), (members))
struct NewPaper {  // without a number: the next of the office
    static constexpr std::string_view schema = "NewPaper";
    static constexpr bool incoming = true;
    string kind = {};
    optional<string> number = {}, dated = {};
    optional<string> reserved = {};  // the key of a number that was kept free
    vector<string> copies = {};      // tembusan
};
BOOST_DESCRIBE_STRUCT(NewPaper, (), (kind, number, dated, reserved, copies))

struct OutgoingPaper {  // or a number that no letter bears
    static constexpr std::string_view schema = "OutgoingPaper";
    string series = {}, number = {}, dated = {}, about = {}, remark = {};
    vector<string> copies = {};
    optional<DossierId> dossier = {};
    optional<string> reserved = {};  // its key, while it waits for its letter
};
BOOST_DESCRIBE_STRUCT(OutgoingPaper, (),
                      (series, number, dated, about, remark, copies, dossier, reserved))
struct Outgoing {
    static constexpr std::string_view schema = "Outgoing";
    int year = 0;
    vector<OutgoingPaper> papers = {};
};
BOOST_DESCRIBE_STRUCT(Outgoing, (), (year, papers))
struct NewReserved {
    static constexpr std::string_view schema = "NewReserved";
    static constexpr bool incoming = true;
    string series = {};  // surat_tugas, sk_tim, agenda
    string purpose = {};
};
BOOST_DESCRIBE_STRUCT(NewReserved, (), (series, purpose))
struct Reserved {
    static constexpr std::string_view schema = "Reserved";
    string key = {}, number = {};
};
BOOST_DESCRIBE_STRUCT(Reserved, (), (key, number))
struct FreedNumber {
    static constexpr std::string_view schema = "FreedNumber";
    static constexpr bool incoming = true;
    string key = {}, reason = {};
};
BOOST_DESCRIBE_STRUCT(FreedNumber, (), (key, reason))

}  // namespace kentongan::web::api
