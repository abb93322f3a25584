// What citizens and agencies see: the request form, its receipt, the way of a request.
#pragma once

#include "web/surat_view.h"

namespace kentongan::web {

/// The fields of a letter that a requester fills.
struct RequestFields {
    Typed agency = {}, officer = {}, email = {}, whatsapp = {}, number = {}, dated = {},
          subject = {}, summary = {}, needed = {}, file = {};
    std::vector<Option> urgencies = {}, wants = {};
    std::vector<KeptFile> kept = {};
};
BOOST_DESCRIBE_STRUCT(RequestFields, (),
                      (agency, officer, email, whatsapp, number, dated, subject, summary, needed,
                       file, urgencies, wants, kept))

struct RequestView {
    static constexpr std::string_view page = "permohonan";
    PublicShell shell = {};
    std::string action = {}, key = {}, problem = {}, csrf = {}, office = {};
    RequestFields fields = {};
};
BOOST_DESCRIBE_STRUCT(RequestView, (), (shell, action, key, problem, csrf, office, fields))

struct ReceiptView {
    static constexpr std::string_view page = "tanda_terima";
    PublicShell shell = {};
    std::string code = {}, subject = {}, agency = {}, received = {}, track = {}, pdf = {};
    SafeHtml qr = {};
};
BOOST_DESCRIBE_STRUCT(ReceiptView, (), (shell, code, subject, agency, received, track, pdf, qr))

struct TrackStep {
    std::string state = {}, words = {}, meta = {};
    bool end = false;
};
BOOST_DESCRIBE_STRUCT(TrackStep, (), (state, words, meta, end))
/// One request on its way, as the requester sees it: no names of officials.
struct TrackCard {
    std::string subject = {}, about = {}, awaited = {}, question = {}, error = {}, answer = {},
                action = {}, key = {}, promise = {}, note = {}, receipt = {};
    Pill state = {};
    bool sent_back = false, may_confirm = false, may_withdraw = false, confirmed = false;
    std::vector<TrackStep> steps = {};
    std::vector<TalkItem> talk = {};
    std::vector<Link> results = {};
};
BOOST_DESCRIBE_STRUCT(TrackCard, (),
                      (subject, about, awaited, question, error, answer, action, key, promise, note,
                       receipt, state, sent_back, may_confirm, may_withdraw, confirmed, steps, talk,
                       results))
struct TrackView {
    static constexpr std::string_view page = "lacak";
    PublicShell shell = {};
    std::string code = {}, unknown = {}, action = {}, said = {};
    std::optional<TrackCard> card = {};
};
BOOST_DESCRIBE_STRUCT(TrackView, (), (shell, code, unknown, action, said, card))

std::string request_place(const Visit&, const office::OfficeInfo&, std::string_view rest);

}  // namespace kentongan::web
