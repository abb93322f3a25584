// The official papers of letters and teams, as PDF and CSV: they are in Indonesian.
#pragma once

#include <string>
#include <vector>

#include "documents/paper.h"
#include "office/dispositions.h"
#include "office/numbers.h"
#include "office/teams.h"

namespace kentongan::office {

/// The sheet that lies on the letter: half a folio, one for each disposition that stands.
Result<std::string> disposition_sheet_pdf(const OfficeInfo&, const documents::Letterhead&,
                                          const Letter&, const std::vector<Disposition>&,
                                          Instant now);

/// A year of the register: letters that came in, and numbers that none of them bears.
struct AgendaBook {
    int year = 0;
    std::vector<Letter> letters = {};
    std::vector<ReservedNumber> reserved = {};
};
/// In its official columns, landscape.
Result<std::string> agenda_pdf(const OfficeInfo&, const documents::Letterhead&, const AgendaBook&,
                               Instant now);
/// The same as text for spreadsheets: UTF-8, semicolons, formulas made harmless.
std::string agenda_csv(const OfficeInfo&, const AgendaBook&);

/// A line of the register of what goes out, in the order of its numbers.
struct OutgoingLine {
    std::string series = {}, kind = {}, number = {}, dated = {}, about = {}, remark = {};
    std::string reason = {};  // of a number that no letter bears: its remark without the state
    std::vector<std::string> copies = {};
    std::int64_t order = 0;
    DossierId dossier = {};     // nothing for a number that no letter bears
    std::string reserved = {};  // the key, while it waits for its letter
};
Result<std::vector<OutgoingLine>> outgoing_lines(store::Tx&, const OfficeInfo&, int year);
Result<std::string> outgoing_pdf(const OfficeInfo&, const documents::Letterhead&, int year,
                                 const std::vector<OutgoingLine>&, Instant now);

/// What the requester keeps: what was asked, when, and the code with its address to scan.
Result<std::string> receipt_pdf(const OfficeInfo&, const documents::Letterhead&, const Letter&,
                                const std::string& address, Instant now);

/// Surat tugas or SK Tim.
struct TeamPaperParts {
    TeamPaper paper;
    std::vector<TeamMember> team = {};
    std::string title = {}, number = {};  // of the dossier
    std::string basis = {};               // the letter or direction it rests on
    documents::Signature signer = {};     // whoever heads the office
};
Result<std::string> team_paper_pdf(const OfficeInfo&, const documents::Letterhead&,
                                   const TeamPaperParts&, Instant now);

/// "17 November 2026" from 2026-11-17; what is no day as it is.
std::string day_words(const std::string& day);

}  // namespace kentongan::office
