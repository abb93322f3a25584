// A report is multipart/report: words for people, fields for programs, and the mail's own head.
#include "delivery/bounce.h"

#include <vector>

#include "base/text.h"

namespace kentongan::delivery {
namespace {

constexpr std::size_t report_max = 1024UL * 1024;
constexpr std::size_t parts_max = 20;

/// Line ends as LF, so that one reader fits both ways of writing them.
std::string with_plain_ends(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (c != '\r') out.push_back(c);
    }
    return out;
}

/// The first header of that name, unfolded; case does not matter.
std::string header_of(std::string_view block, std::string_view lower_name) {
    std::string found;
    bool ours = false;
    for (const auto& line : split(block, '\n')) {
        const bool goes_on = !line.empty() && (line[0] == ' ' || line[0] == '\t');
        if (ours && !goes_on) break;
        if (goes_on) {
            if (ours) found += cat(" ", trimmed(line));
            continue;
        }
        const auto colon = line.find(':');
        if (colon == line.npos || lowered(trimmed(line.substr(0, colon))) != lower_name) continue;
        ours = true;
        found = trimmed(std::string_view(line).substr(colon + 1));
    }
    return found;
}

std::string_view head_of(std::string_view part) {
    return part.substr(0, part.find("\n\n"));
}
std::string_view body_of(std::string_view part) {
    const auto end = part.find("\n\n");
    return end == part.npos ? std::string_view{} : part.substr(end + 2);
}

/// "boundary=x" or "boundary=\"x\"" of a Content-Type.
std::string boundary_of(std::string_view type) {
    const auto at = lowered(type).find("boundary=");
    if (at == std::string::npos) return {};
    auto rest = type.substr(at + 9);
    if (rest.starts_with('"')) {
        rest.remove_prefix(1);
        return std::string(rest.substr(0, rest.find('"')));
    }
    return std::string(trimmed(rest.substr(0, rest.find(';'))));
}

std::vector<std::string_view> parts_of(std::string_view body, const std::string& boundary) {
    std::vector<std::string_view> parts;
    const auto mark = "--" + boundary;
    auto at = body.find(mark);
    while (at != body.npos && parts.size() < parts_max) {
        const auto line_end = body.find('\n', at);
        if (line_end == body.npos) break;
        const auto next = body.find(mark, line_end);
        const auto from = line_end + 1;
        parts.push_back(body.substr(from, next == body.npos ? next : next - from));
        at = next;
    }
    return parts;
}

/// What stands behind "rfc822;".
std::string address_in(const std::string& field) {
    const auto sign = field.find(';');
    return std::string(trimmed(sign == field.npos ? field : field.substr(sign + 1)));
}

}  // namespace

std::optional<Bounce> read_bounce(std::string_view eml) {
    const auto text = with_plain_ends(eml.substr(0, report_max));
    const auto type = header_of(head_of(text), "content-type");
    if (!lowered(type).starts_with("multipart/report")) return {};
    const auto boundary = boundary_of(type);
    if (boundary.empty()) return {};
    Bounce bounce;
    std::string action;
    for (const auto part : parts_of(body_of(text), boundary)) {
        const auto kind = lowered(header_of(head_of(part), "content-type"));
        if (kind.starts_with("message/delivery-status")) {
            // One block for the message, then one for each recipient.
            const auto fields = body_of(part);
            const auto at = fields.find("\n\n");
            const auto recipient = at == fields.npos ? fields : fields.substr(at + 2);
            action = lowered(header_of(recipient, "action"));
            bounce.status = header_of(recipient, "status");
            bounce.recipient = address_in(header_of(recipient, "final-recipient"));
            bounce.diagnostic = header_of(recipient, "diagnostic-code");
        } else if (kind.starts_with("message/rfc822") || kind.starts_with("text/rfc822-headers")) {
            bounce.message_id = header_of(head_of(body_of(part)), "message-id");
        }
    }
    if (action == "delivered" || action == "relayed" || action == "expanded") {
        bounce.action = Bounce::Action::delivered;
    } else if (action == "delayed") {
        bounce.action = Bounce::Action::delayed;
    } else if (action != "failed") {
        return {};
    }
    return bounce;
}

}  // namespace kentongan::delivery
