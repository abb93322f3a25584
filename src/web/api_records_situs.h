// What programs read and write of the portal's keeping.
#pragma once

#include "web/api_wire.h"

namespace kentongan::web::api {

using std::optional, std::string, std::vector;

struct NewAnnouncement {
    static constexpr std::string_view schema = "NewAnnouncement";
    static constexpr bool incoming = true;
    string title = {}, words = {};
    optional<string> link = {}, source = {};
    Instant till = {};
};
BOOST_DESCRIBE_STRUCT(NewAnnouncement, (), (title, words, link, source, till))

struct AnnouncementRecord {
    static constexpr std::string_view schema = "Announcement";
    string id = {}, title = {}, words = {}, link = {}, source = {};
    Instant at = {}, till = {};
};
BOOST_DESCRIBE_STRUCT(AnnouncementRecord, (), (id, title, words, link, source, at, till))

/// "Ada yang keliru?"
struct ArticleReport {
    static constexpr std::string_view schema = "ArticleReport";
    static constexpr bool incoming = true;
    string words = {};
    optional<string> contact = {};
};
BOOST_DESCRIBE_STRUCT(ArticleReport, (), (words, contact))

struct OpenReport {
    static constexpr std::string_view schema = "OpenReport";
    string id = {}, article = {}, title = {}, slug = {}, words = {}, contact = {};
    Instant at = {};
};
BOOST_DESCRIBE_STRUCT(OpenReport, (), (id, article, title, slug, words, contact, at))

struct ComplaintDesk {
    static constexpr std::string_view schema = "ComplaintDesk";
    static constexpr bool incoming = true;
    string name = {}, email = {}, whatsapp = {};
};
BOOST_DESCRIBE_STRUCT(ComplaintDesk, (), (name, email, whatsapp))

struct PortalDesk {
    static constexpr std::string_view schema = "PortalDesk";
    vector<AnnouncementRecord> announcements = {};
    vector<OpenReport> reports = {};
    ComplaintDesk complaints = {};
};
BOOST_DESCRIBE_STRUCT(PortalDesk, (), (announcements, reports, complaints))

}  // namespace kentongan::web::api
