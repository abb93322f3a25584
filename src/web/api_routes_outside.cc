// The rows of the API's table for what the office shows outside, and whom it tells.
#include "web/api_pages.h"
#include "web/api_records_office.h"
#include "web/api_records_saluran.h"
#include "web/api_records_situs.h"
#include "web/api_table.h"

namespace kentongan::web {
namespace {

using namespace api_rows;

// clang-format off
constexpr ApiRoute outside[] = {
    {at("GET", V1 "/kantor/:kantor/artikel", anyone, none, api_articles),
     "News of an office, newest first", 200, nullptr, of<api::Articles>, plain, "sebelum"},
    {at("GET", V1 "/kantor/:kantor/artikel/:artikel", anyone, none, api_article), "One article",
     200, nullptr, of<api::Article>},
    {at("GET", V1 "/situs", tends, none, api_portal_desk),
     "What stands above the portal, what citizens wrote, who takes complaints", 200, nullptr,
     of<api::PortalDesk>},
    {at("POST", V1 "/situs/pengumuman", tends, json, api_announce),
     "Put an announcement above every public page", 200, of<api::NewAnnouncement>,
     of<api::PortalDesk>, keyed},
    {at("POST", V1 "/situs/pengumuman/:id/turunkan", tends, none, api_end_announcement),
     "Take an announcement down before its time", 200, nullptr, of<api::PortalDesk>, keyed},
    {at("PUT", V1 "/situs/petugas", tends, json, api_set_complaint_desk),
     "Who takes complaints; all empty for nobody", 200, of<api::ComplaintDesk>,
     of<api::PortalDesk>, keyed},
    {at("POST", V1 "/situs/laporan/:id/jawab", tends, json, api_answer_report),
     "Record what was done with a citizen's report", 200, of<api::ArticleWords>,
     of<api::PortalDesk>, keyed},
    {at("POST", V1 "/situs/laporan/:id/teruskan", tends, none, api_pass_report_on),
     "Pass a citizen's report on to who takes complaints", 200, nullptr, of<api::PortalDesk>,
     keyed},
    {at("POST", V1 "/kantor/:kantor/artikel/:artikel/keliru", anyone, json, api_report_article),
     "Tell what is wrong in an article", 202, of<api::ArticleReport>, of<api::Taken>, keyed},
    {at("GET", V1 "/kait", keeps, none, api_hooks), "Webhooks of the office", 200, nullptr,
     of<api::WebhookList>},
    {at("POST", V1 "/kait", keeps, json, api_add_hook),
     "Register a webhook; its secret is answered once", 201, of<api::NewWebhook>,
     of<api::Webhook>, keyed},
    {at("PUT", V1 "/kait/:id", keeps, json, api_change_hook), "Change a webhook", 200,
     of<api::NewWebhook>, of<api::Webhook>, keyed},
    {at("POST", V1 "/kait/:id/rahasia", keeps, none, api_rotate_hook),
     "Another secret; the old one signs along for a day", 200, nullptr, of<api::Webhook>, keyed},
    {at("GET", V1 "/kait/:id/kiriman", keeps, none, api_calls), "What was told, newest first",
     200, nullptr, of<api::WebhookCalls>},
    {at("POST", V1 "/kait/:id/kiriman/:kiriman/lagi", keeps, none, api_repeat_call),
     "Tell it once more", 200, nullptr, of<api::Webhook>, keyed},
    {at("POST", V1 "/situs/berita/:id/ralat", tends, json, api_correct_article),
     "Correct an article on the portal and its copies elsewhere", 200, of<api::ArticleWords>,
     of<api::Copies>, keyed},
    {at("POST", V1 "/situs/berita/:id/tarik", tends, json, api_withdraw_article),
     "Withdraw an article from the portal and its copies elsewhere", 200, of<api::ArticleWords>,
     of<api::Copies>, keyed},
    {at("GET", V1 "/situs/salinan", tends, none, api_copies),
     "Copies on other channels that must be put right", 200, nullptr, of<api::Copies>},
    {at("POST", V1 "/situs/salinan/:id/selesai", tends, none, api_finish_copy),
     "Say that a person put a copy right", 200, nullptr, of<api::Copies>, keyed},
    {at("POST", V1 "/situs/salinan/:id/lagi", tends, none, api_repeat_copy),
     "Let the client try a copy again", 200, nullptr, of<api::Copies>, keyed},
    {at("POST", V1 "/kantor/:kantor/pers", anyone, json, api_subscribe_press),
     "Subscribe a newsroom to releases; it confirms by a link in a mail", 202,
     of<api::NewSubscription>, of<api::Taken>, keyed},
    {at("POST", V1 "/kantor/:kantor/pers/konfirmasi/:kunci", anyone, none, api_confirm_press),
     "Confirm a subscription", 200, nullptr, of<api::Taken>, keyed},
    {at("POST", V1 "/kantor/:kantor/pers/dimuat/:kunci", anyone, json, api_press_printed),
     "Say where a release was printed, once", 200, of<api::PrintedAt>, of<api::Taken>, keyed},
    {at("POST", V1 "/kantor/:kantor/pers/berhenti/:kunci", anyone, none, api_leave_press),
     "End a subscription", 200, nullptr, of<api::Taken>, keyed},
};
// clang-format on

}  // namespace

std::span<const ApiRoute> api_table_outside() {
    return outside;
}

}  // namespace kentongan::web
