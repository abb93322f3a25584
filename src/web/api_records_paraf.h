// Records of the API about searching, control sheets and handing over.
#pragma once

#include <array>

#include "office/control_sheets.h"
#include "office/search.h"
#include "web/api_records.h"
#include "web/api_wire.h"

namespace kentongan::web {

template <>
struct WordsOf<office::HitKind> {
    static constexpr std::array<std::string_view, 5> words{"dossier", "text", "sop", "person",
                                                           "letter"};
};

template <>
struct WordsOf<office::ControlSheetInfo::State> {
    static constexpr std::array<std::string_view, 4> words{"in_review", "genuine", "superseded",
                                                           "altered"};
};

namespace api {

struct Hit {
    static constexpr std::string_view schema = "Hit";
    office::HitKind kind = office::HitKind::dossier;
    std::string id = {}, title = {}, caption = {}, extract = {};
    std::string address = {};  // of its page; "" where there is none
};
BOOST_DESCRIBE_STRUCT(Hit, (), (kind, id, title, caption, extract, address))

struct Found {
    static constexpr std::string_view schema = "Found";
    std::vector<Hit> hits = {};
};
BOOST_DESCRIBE_STRUCT(Found, (), (hits))

/// A mark as anybody may know it: the office's post, never the name.
struct CheckedMark {
    static constexpr std::string_view schema = "CheckedMark";
    office::MarkKind kind = office::MarkKind::setuju;
    std::string as_position = {};
    Instant at = {};
};
BOOST_DESCRIBE_STRUCT(CheckedMark, (), (kind, as_position, at))

struct CheckedSheet {
    static constexpr std::string_view schema = "CheckedSheet";
    std::string code = {};
    office::ControlSheetInfo::State state = office::ControlSheetInfo::State::in_review;
    std::string office = {}, region = {};
    int version = 0;
    std::string hash = {};
    Instant printed_at = {};
    std::vector<CheckedMark> marks = {};
};
BOOST_DESCRIBE_STRUCT(CheckedSheet, (),
                      (code, state, office, region, version, hash, printed_at, marks))

struct Handover {
    static constexpr std::string_view schema = "Handover";
    std::string id = {};
    bool by_hand = false;
    std::string link = {}, recipient = {}, note = {}, made_by = {};
    Instant made_at = {};
    std::optional<Instant> expires_at = {}, taken_at = {};
    std::string taken_by = {};
};
BOOST_DESCRIBE_STRUCT(Handover, (),
                      (id, by_hand, link, recipient, note, made_by, made_at, expires_at, taken_at,
                       taken_by))

struct Handovers {
    static constexpr std::string_view schema = "Handovers";
    std::vector<Handover> handovers = {};
};
BOOST_DESCRIBE_STRUCT(Handovers, (), (handovers))

struct NewHandover {
    static constexpr std::string_view schema = "NewHandover";
    static constexpr bool incoming = true;
    std::string recipient = {};
    bool by_hand = false;
    std::optional<std::string> note = {};
};
BOOST_DESCRIBE_STRUCT(NewHandover, (), (recipient, by_hand, note))

struct FoundSheet {  // the dossier and the version that a printed code names
    static constexpr std::string_view schema = "FoundSheet";
    std::string code = {};
    DossierId dossier = {};
    int version = 0;
};
BOOST_DESCRIBE_STRUCT(FoundSheet, (), (code, dossier, version))

struct NewContinuation {
    static constexpr std::string_view schema = "NewContinuation";
    static constexpr bool incoming = true;
    SopId sop = {};
};
BOOST_DESCRIBE_STRUCT(NewContinuation, (), (sop))

}  // namespace api
}  // namespace kentongan::web
