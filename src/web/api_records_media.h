// The records of media and remarks.
#pragma once

#include "office/remarks.h"
#include "web/api_records.h"

namespace kentongan::web::api {

/// What is told of a media file; its measures are found, never told.
struct MediaFacts {
    static constexpr std::string_view schema = "MediaFacts";
    static constexpr bool incoming = true;
    std::optional<std::string> usage_right = {}, licence = {}, source = {};
    std::optional<std::string> people = {}, people_note = {};
    std::optional<int> focus_x = {}, focus_y = {};
};
BOOST_DESCRIBE_STRUCT(MediaFacts, (),
                      (usage_right, licence, source, people, people_note, focus_x, focus_y))

struct MediaFile {
    static constexpr std::string_view schema = "MediaFile";
    std::string sha256 = {}, role = {}, type = {}, name = {};
    int width = 0, height = 0;
    std::int64_t bytes = 0, seconds = 0;
    bool goes_out = false;
    MediaFacts facts = {};
};
BOOST_DESCRIBE_STRUCT(MediaFile, (),
                      (sha256, role, type, name, width, height, bytes, seconds, goes_out, facts))

struct Media {
    static constexpr std::string_view schema = "Media";
    std::vector<MediaFile> files = {};
    std::vector<std::string> warnings = {};
};
BOOST_DESCRIBE_STRUCT(Media, (), (files, warnings))

struct Move {
    static constexpr std::string_view schema = "Move";
    static constexpr bool incoming = true;
    bool up = false;
};
BOOST_DESCRIBE_STRUCT(Move, (), (up))

struct RemarkLine {
    static constexpr std::string_view schema = "Remark";
    office::RemarkId id = {};
    std::optional<office::RemarkId> answers = {};
    std::string who = {}, words = {};
    Instant at = {};
    std::optional<Instant> settled_at = {};
};
BOOST_DESCRIBE_STRUCT(RemarkLine, (), (id, answers, who, words, at, settled_at))

struct Remarks {
    static constexpr std::string_view schema = "Remarks";
    std::vector<RemarkLine> remarks = {};
};
BOOST_DESCRIBE_STRUCT(Remarks, (), (remarks))

struct NewRemark {
    static constexpr std::string_view schema = "NewRemark";
    static constexpr bool incoming = true;
    std::string words = {};
    std::optional<office::RemarkId> answers = {};
};
BOOST_DESCRIBE_STRUCT(NewRemark, (), (words, answers))

struct Settled {
    static constexpr std::string_view schema = "Settled";
    static constexpr bool incoming = true;
    bool settled = true;
};
BOOST_DESCRIBE_STRUCT(Settled, (), (settled))

struct Part {
    static constexpr std::string_view schema = "Part";
    std::string is = {}, words = {};  // is: same, added, removed
};
BOOST_DESCRIBE_STRUCT(Part, (), (is, words))

struct Comparison {
    static constexpr std::string_view schema = "Comparison";
    std::vector<Part> parts = {};
};
BOOST_DESCRIBE_STRUCT(Comparison, (), (parts))

}  // namespace kentongan::web::api
