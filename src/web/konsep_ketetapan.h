// What an office settles before a draft comes into force, and what differs from the version before.
#pragma once

#include "sop/changes.h"
#include "sop/inferred.h"
#include "web/konsep.h"

namespace kentongan::web {

/// One inferred point as a question with the proposed answer chosen.
struct PointField {
    std::string key = {}, question = {}, reason = {};
    std::vector<Option> choices = {}, allowed = {};
    bool by_performers = false, by_target = false, may_drop = false;
};
BOOST_DESCRIBE_STRUCT(PointField, (),
                      (key, question, reason, choices, allowed, by_performers, by_target, may_drop))
struct LaneMapping {
    std::string key = {}, label = {}, error = {};
    std::vector<Option> positions = {};
};
BOOST_DESCRIBE_STRUCT(LaneMapping, (), (key, label, error, positions))
struct DraftDecreeView {
    static constexpr std::string_view page = "konsep_ketetapan";
    Shell shell = {};
    DraftFront front = {};
    std::vector<PointField> points = {};
    std::vector<LaneMapping> lanes = {};
    std::string promise = {}, from = {}, publish_words = {}, report = {};
    std::vector<std::string> dropped = {};  // what a foreign file lost
    CheckPanel panel = {};
};
BOOST_DESCRIBE_STRUCT(DraftDecreeView, (),
                      (shell, front, points, lanes, promise, from, publish_words, report, dropped,
                       panel))

struct DiffLine {
    std::string words = {};
    bool added = false, removed = false;
};
BOOST_DESCRIBE_STRUCT(DiffLine, (), (words, added, removed))
struct DifferenceRow {
    std::string where = {}, field = {}, was = {}, now = {};
};
BOOST_DESCRIBE_STRUCT(DifferenceRow, (), (where, field, was, now))
struct Comparison {
    std::string before = {}, after = {};
    std::vector<DifferenceRow> rows = {};
    std::vector<DiffLine> text = {};
};
BOOST_DESCRIBE_STRUCT(Comparison, (), (before, after, rows, text))
Comparison compared(const Say&, const sop::Definition& before, const sop::Definition& after,
                    const std::string& text_before, const std::string& text_after);

struct DraftCompareView {
    static constexpr std::string_view page = "konsep_banding";
    Shell shell = {};
    DraftFront front = {};
    Comparison comparison = {};
    bool any = false;
};
BOOST_DESCRIBE_STRUCT(DraftCompareView, (), (shell, front, comparison, any))
struct SopCompareView {
    static constexpr std::string_view page = "sop_banding";
    Shell shell = {};
    SopFront front = {};
    std::vector<Option> others = {};
    Comparison comparison = {};
};
BOOST_DESCRIBE_STRUCT(SopCompareView, (), (shell, front, others, comparison))

struct MoveRow {
    std::string task = {}, from = {}, to = {}, problem = {}, field = {};
    std::vector<Option> choices = {};
};
BOOST_DESCRIBE_STRUCT(MoveRow, (), (task, from, to, problem, field, choices))
struct MigratingDossier {
    std::string id = {}, number = {}, title = {}, version = {}, address = {}, problem = {};
    std::vector<MoveRow> moves = {};
    bool possible = false;
};
BOOST_DESCRIBE_STRUCT(MigratingDossier, (),
                      (id, number, title, version, address, problem, moves, possible))
struct SopMigrateView {
    static constexpr std::string_view page = "sop_pindah";
    Shell shell = {};
    SopFront front = {};
    std::vector<MigratingDossier> dossiers = {};
    std::string added = {}, removed = {};
};
BOOST_DESCRIBE_STRUCT(SopMigrateView, (), (shell, front, dossiers, added, removed))

}  // namespace kentongan::web
