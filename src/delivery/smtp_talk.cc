// Judges a talk by the servers' answers alone; the library's own error is only words for a person.
#include "delivery/smtp_talk.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace kentongan::delivery {
namespace {

using namespace std::chrono_literals;

constexpr std::array<seconds, 5> mail_waits{5min, 15min, 1h, 4h, 8h};
constexpr std::size_t answer_max = 300;

bool begins_with_word(std::string_view command, std::string_view word) {
    return lowered(command.substr(0, word.size())) == word;
}

std::string words_of(const SmtpTalk& talk) {
    if (talk.answered && talk.last.code != 0) return cat(talk.last.code, " ", talk.last.text);
    return talk.problem.empty() ? "Sambungan ke peladen surel terputus." : talk.problem;
}

Outcome finished(const MailProgress& progress, const std::string& message_id) {
    if (progress.taken == 0) return Rejected{joined(progress.refused, "; ")};
    std::string note;
    if (!progress.refused.empty()) {
        note = cat("Tidak sampai ke ", progress.refused.size(), " dari ",
                   progress.taken + static_cast<int>(progress.refused.size()),
                   " alamat: ", joined(progress.refused, "; "));
    }
    return Created{message_id, "", note};
}

/// Later, to all that are left. Once somebody has it, giving up no longer means "refused".
Outcome later(MailProgress progress, const std::string& why, const std::string& message_id) {
    if (progress.taken == 0) return Wait{mail_waits[0], why};
    const auto tries = static_cast<std::size_t>(progress.tries);
    if (tries >= mail_waits.size()) {
        for (const auto& address : progress.left) {
            progress.refused.push_back(cat(address, ": ", why));
        }
        return finished(progress, message_id);
    }
    ++progress.tries;
    return Pending{mail_waits[tries], progress.ticket()};
}

Outcome never(MailProgress progress, const std::string& why, const std::string& message_id) {
    for (const auto& address : progress.left) progress.refused.push_back(cat(address, ": ", why));
    return finished(progress, message_id);
}

/// Sorts the addresses after the talk: who took it, who never will, who is left.
void sort(MailProgress& progress, const SmtpTalk& talk, bool body_taken) {
    progress.left.clear();
    for (const auto& [address, answer] : talk.recipients) {
        if (answer.for_good()) {
            progress.refused.push_back(cat(address, ": ", answer.code, " ", answer.text));
        } else if (answer.taken() && body_taken) {
            ++progress.taken;
        } else {
            progress.left.push_back(address);
        }
    }
}

Outcome after_body(const SmtpTalk& talk, MailProgress progress, const std::string& message_id) {
    sort(progress, talk, true);
    if (progress.left.empty()) return finished(progress, message_id);
    return later(progress, "alamat belum dapat menerima", message_id);
}

Outcome nobody_took_it(const SmtpTalk& talk, MailProgress progress, const std::string& message_id) {
    const auto everyone = progress.left;
    const auto before = progress.refused.size();
    sort(progress, talk, false);
    if (progress.left.empty()) return finished(progress, message_id);
    if (progress.taken == 0) {
        progress.left = everyone;
        progress.refused.resize(before);
    }
    return later(progress, words_of(talk), message_id);
}

}  // namespace

void SmtpTalk::said(std::string_view command) {
    over = over || begins_with_word(command, "quit");
    if (over) return;
    answered = false;
    if (begins_with_word(command, "auth")) {
        stage = Stage::signing_in;
    } else if (begins_with_word(command, "mail from")) {
        stage = Stage::sender;
    } else if (begins_with_word(command, "rcpt to")) {
        stage = Stage::recipients;
        const auto open = command.find('<'), close = command.find('>');
        const bool framed = open != command.npos && close != command.npos && open < close;
        recipients.emplace_back(framed ? command.substr(open + 1, close - open - 1) : "", Answer{});
    } else if (begins_with_word(command, "data")) {
        stage = Stage::data;
    }
}

void SmtpTalk::heard(std::string_view line) {
    line = trimmed(line);
    const auto code = to_number(line.substr(0, 3));
    const bool more_follows = line.size() > 3 && line[3] == '-';
    if (over || !code || more_follows) return;
    if (stage == Stage::unreached) stage = Stage::greeting;
    last = {static_cast<int>(*code),
            std::string(line.substr(std::min<std::size_t>(4, line.size()), answer_max))};
    answered = true;
    if (stage == Stage::recipients && !recipients.empty()) recipients.back().second = last;
    if (stage == Stage::data && last.code == 354) {
        stage = Stage::body;
        answered = false;
    }
}

void SmtpTalk::broke_off(std::string why, bool refused) {
    problem = std::move(why);
    sign_in_refused = refused;
}

MailProgress MailProgress::read(std::string_view ticket, const std::vector<std::string>& everyone) {
    MailProgress progress;
    const auto json = read_json(ticket);
    const auto* object = json ? json->if_object() : nullptr;
    if (!object) {
        progress.left = everyone;
        return progress;
    }
    progress.taken = static_cast<int>(number_of(*object, "taken"));
    progress.tries = static_cast<int>(number_of(*object, "tries"));
    const auto list = [&](std::string_view key, std::vector<std::string>& into) {
        const auto* found = object->if_contains(key);
        if (!found || !found->is_array()) return;
        for (const auto& item : found->get_array()) {
            if (item.is_string()) into.emplace_back(item.get_string());
        }
    };
    list("left", progress.left);
    list("refused", progress.refused);
    return progress;
}

std::string MailProgress::ticket() const {
    JsonArray still(left.begin(), left.end()), no(refused.begin(), refused.end());
    return write_json(
        JsonObject{{"taken", taken}, {"tries", tries}, {"left", still}, {"refused", no}});
}

Outcome outcome_of(const SmtpTalk& talk, MailProgress progress, const std::string& message_id) {
    using Stage = SmtpTalk::Stage;
    const auto why = words_of(talk);
    if (talk.stage == Stage::body && !talk.answered) {
        return Ambiguous{cat("Sambungan terputus sesudah isi surel dikirim: ", why)};
    }
    if (talk.stage == Stage::body && talk.last.taken()) {
        return after_body(talk, std::move(progress), message_id);
    }
    const bool signing_in = talk.stage == Stage::signing_in || talk.last.code == 530;
    const bool refused_in_talk = signing_in && talk.answered && talk.last.for_good();
    const bool refused_before = talk.sign_in_refused && !(talk.answered && talk.last.for_now());
    if (refused_in_talk || (refused_before && talk.stage <= Stage::signing_in)) return Reauth{why};
    const bool some_took = std::ranges::any_of(
        talk.recipients, [](const auto& recipient) { return recipient.second.taken(); });
    if (talk.stage == Stage::recipients && talk.answered && !some_took) {
        return nobody_took_it(talk, std::move(progress), message_id);
    }
    if (talk.answered && talk.last.for_good()) return never(std::move(progress), why, message_id);
    return later(std::move(progress), why, message_id);
}

}  // namespace kentongan::delivery
