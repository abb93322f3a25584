// What the parts of the content desk need of one another, in a caller's transaction.
#pragma once

#include <string>
#include <vector>

#include "office/contents.h"

namespace kentongan::office {

/// Refuses who has no task open here in which the content may be edited.
Result<void> check_may_edit(store::Tx&, const Who&, DossierId);
/// The item, or not_found.
Result<ContentId> content_id_of(store::Tx&, OfficeId, const ItemOf&);
/// The item of this dossier that has or had a version with this hash.
Result<ContentId> content_with(store::Tx&, OfficeId, DossierId, const std::string& hash);
/// Puts this into the draft of an item just made: title, body and variants.
Result<void> set_draft(store::Tx&, const Who&, ContentId, const Draft&);
/// Makes an item another kind of content.
Result<void> set_kind(store::Tx&, const Who&, ContentId, const std::string& kind);
/// The files of one item for another as well, with these words, in this order.
Result<void> copy_files(store::Tx&, OfficeId, ContentId from, ContentId to,
                        const std::vector<ContentFile>&);
/// What will go out was changed by this person.
Result<void> note_change(store::Tx&, const Who&, ContentId);
/// How often the items were changed so far; 0 without content.
Result<std::int64_t> changes_of(store::Tx&, OfficeId, DossierId);
/// Who changed it after that many changes.
Result<std::vector<std::pair<PersonId, std::int64_t>>> editors_of(store::Tx&, OfficeId, DossierId);

FileRole role_from(std::string_view word);
/// A file of any kind an office uses, in the vault: as it came, and what may be shown of it.
struct ShownFile {
    files::Stored shown, original;
    std::string type;
};
Result<ShownFile> keep_shown(files::Vault&, OfficeId, const std::string& path,
                             const std::string& name);
/// The row of a stored file.
Result<void> note_file(store::Tx&, OfficeId, const files::Stored&, const std::string& type,
                       Instant now);
/// The draft's files, in the order shown.
Result<std::vector<ContentFile>> files_of(store::Tx&, OfficeId, ContentId);
/// The words of a JSON list; what is something else in it is left out.
std::vector<std::string> strings_in(const Json&);
/// A file that is or was part of this content.
Result<ContentFile> file_of(store::Tx&, OfficeId, ContentId, const std::string& sha256);
/// Inserts the next version of one item, unless its draft is the latest.
Result<ContentVersion> fix_item(store::Tx&, const Who&, const Content&, Instant now);
std::optional<ContentVersion> newest(const std::vector<ContentVersion>&);

}  // namespace kentongan::office
