// What colleagues say about a text while it is written: threads that somebody settles.
#pragma once

#include <string>
#include <vector>

#include "office/contents.h"

namespace kentongan::office {

struct RemarkTag;
using RemarkId = Id<RemarkTag>;

struct Remark {
    RemarkId id, answers;  // answers: 0 for the first of a thread
    std::string shown, words;
    Instant at = {};
    std::optional<Instant> settled_at = {};
    std::string settled_by = {};
};

/// Threads in the order in which they began, each followed by its answers.
Result<std::vector<Remark>> remarks_of(store::Tx&, OfficeId, const ItemOf&);
/// Whoever sees the dossier may say something. Refuses ({"remark", "missing" | "too_long"}).
Result<RemarkId> remark(store::Tx&, const Who&, const ItemOf&, const std::string& words,
                        RemarkId answers, Instant now);
/// Settles a thread, or opens it again.
Result<void> settle_remark(store::Tx&, const Who&, DossierId, RemarkId, bool settled, Instant now);

}  // namespace kentongan::office
