// What surrounds every page of the workspace, and every public one.
#pragma once

#include "web/pieces.h"
#include "web/site.h"
#include "web/visit.h"

namespace kentongan::web {

struct NavItem {
    std::string address = {}, icon = {}, words = {};
    bool current = false, hot = false;
    std::string count = {};  // "" for none
};
BOOST_DESCRIBE_STRUCT(NavItem, (), (address, icon, words, current, hot, count))
struct NavGroup {
    std::string words = {};
    std::vector<NavItem> items = {};
};
BOOST_DESCRIBE_STRUCT(NavGroup, (), (words, items))
/// What the last act did, said once on the next page.
struct Toast {
    std::string words = {}, tone = "ok", icon = "check";
};
BOOST_DESCRIBE_STRUCT(Toast, (), (words, tone, icon))

struct Shell {
    std::string title = {};
    std::string csrf = {}, key = {};
    std::vector<NavGroup> groups = {};
    std::vector<NavItem> tabs = {};
    std::string region = {}, foot = {};
    std::string now = {}, today = {}, time = {}, hours = {};
    std::string initials = {}, position = {}, office = {};
    std::optional<Toast> toast = {};
};
BOOST_DESCRIBE_STRUCT(Shell, (),
                      (title, csrf, key, groups, tabs, region, foot, now, today, time, hours,
                       initials, position, office, toast))

/// `here` names the entry of the navigation that the page belongs to: "meja", "berkas"…
Result<Shell> shell_of(const Site&, const Visit&, std::string title, std::string_view here);

/// An announcement above a citizen's page.
struct Strip {
    std::string title = {}, words = {}, link = {}, source = {};
};
BOOST_DESCRIBE_STRUCT(Strip, (), (title, words, link, source))

/// The surroundings of a citizen's page.
struct PublicShell {
    std::string title = {}, description = {}, canonical = {};
    std::string region = {}, office = {}, home = {};
    std::string other_language = {};  // the same page in the other language
    std::string feed = {};            // RSS
    std::string kind = "website";     // og:type
    std::string picture = {};         // absolute: what is shown where the page is shared
    SafeHtml structured = {};         // schema.org, for search engines
    std::vector<Strip> strips = {};
    std::string request = {}, track = {}, press = {};
    bool at_home = false;
};
BOOST_DESCRIBE_STRUCT(PublicShell, (),
                      (title, description, canonical, region, office, home, other_language, feed,
                       kind, picture, structured, strips, request, track, press, at_home))
/// "12"; "1.000+" from where the desk counts no further.
std::string counted(std::int64_t number);

/// `path` as it is at this host: a place of the portal, or another public page.
PublicShell public_shell_of(const Site&, const Visit&, const office::OfficeInfo&, std::string title,
                            const std::string& path);
/// A place of a portal ("/berita/x"; "" is its front page) as links of this page name it: at the
/// office's own host as it is, else below /k/<slug>.
std::string portal_path(const Visit&, const office::OfficeInfo&, std::string_view place);

}  // namespace kentongan::web
