// Owns complaint_desk.
#include "office/complaints.h"

#include <algorithm>

#include "base/text.h"
#include "delivery/mail_message.h"
#include "office/fields.h"
#include "office/journal.h"
#include "office/mail.h"
#include "office/policy.h"

namespace kentongan::office {
namespace {

constexpr std::size_t desk_field_max = 120;

bool is_number(const std::string& text) {
    const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
    return digits >= 9 && digits <= 15;
}

}  // namespace

Result<ComplaintDesk> Complaints::desk(store::Tx& tx, OfficeId office) {
    const auto row = TRY(tx.maybe<std::string, std::string, std::string>(
        "SELECT name, email, whatsapp FROM complaint_desk WHERE office_id = $1", office));
    if (!row) return ComplaintDesk{};
    const auto& [name, email, whatsapp] = *row;
    return ComplaintDesk{name, email, whatsapp};
}

Result<void> Complaints::set_desk(store::Tx& tx, const Who& who, const ComplaintDesk& wish,
                                  Instant now) {
    TRY(need(who, Right::manage_portal));
    const bool none = wish.name.empty() && wish.email.empty() && wish.whatsapp.empty();
    if (!none && wish.name.empty()) return wrong_field("desk_name", "missing");
    for (const auto* text : {&wish.name, &wish.email, &wish.whatsapp}) {
        if (length_of(*text) > desk_field_max) return wrong_field("desk_name", "too_long");
    }
    if (!wish.email.empty() && !delivery::mail_address(wish.email)) {
        return wrong_field("desk_email", "not_one");
    }
    if (!wish.whatsapp.empty() && !is_number(wish.whatsapp)) {
        return wrong_field("desk_whatsapp", "not_one");
    }
    if (!none && wish.email.empty() && wish.whatsapp.empty()) {
        return wrong_field("desk_email", "missing");
    }
    TRY(
        tx.run("INSERT INTO complaint_desk (office_id, name, email, whatsapp)"
               " VALUES ($1, $2, $3, $4) ON CONFLICT (office_id) DO UPDATE SET"
               " name = excluded.name, email = excluded.email, whatsapp = excluded.whatsapp",
               who.office, wish.name, wish.email, wish.whatsapp));
    JsonObject event{{"event", "complaint_desk_set"}, {"words", wish.name}};
    TRY(Journal::append(tx, who, cat("person/", who.person.value), std::move(event), now));
    return {};
}

Result<void> Complaints::pass_on(store::Tx& tx, const Who& who, ReportId id, Instant now) {
    const auto its = TRY(CitizenReports::waiting(tx, who, id));
    const auto officer = TRY(desk(tx, who.office));
    if (officer.email.empty()) return wrong_field("answer_words", "no_desk");
    Mail mail{};
    mail.to = officer.email;
    mail.subject = cat("Diteruskan: ", its.article_title);
    mail.kind = "aduan";
    mail.once = cat("aduan/", id.value);
    mail.text = cat("Yth. ", officer.name, ",\n\nWarga menulis di bawah berita \"",
                    its.article_title, "\":\n\n", its.words,
                    "\n\nKontak: ", its.contact.empty() ? "tidak ditinggalkan" : its.contact,
                    "\n\nDiteruskan oleh ", who.shown(),
                    ". Bila perlu, sampaikan lewat SP4N-LAPOR: ", national_complaints, "\n");
    TRY(Mails::put(tx, who.office, mail, now, now));
    return CitizenReports::answer(tx, who, id,
                                  cat("Diteruskan kepada petugas pengaduan: ", officer.name), now);
}

}  // namespace kentongan::office
