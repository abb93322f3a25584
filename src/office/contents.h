// What a dossier is about to publish: drafts with autosave, immutable versions, pictures, texts
// per channel, and the canonical bytes that marks are made on.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "files/vault.h"
#include "office/people.h"

namespace kentongan::office {

/// Pictures, films, sounds and captions go out with the text; sources and attachments stay inside.
enum class FileRole { picture, video, audio, caption, design_source, attachment };
std::string_view word_of(FileRole);
bool goes_out(FileRole);

struct ContentFile {
    std::string sha256 = {};  // of what is shown: without metadata
    std::int64_t bytes = 0;
    std::string type = {};  // image/jpeg… as found in the bytes, never as claimed
    std::string name = {};  // as uploaded, shown only
    FileRole role = FileRole::picture;
    std::string alt = {}, credit = {};
    std::string original_sha256 = {};  // as uploaded, with its metadata: for the case team alone
    bool operator==(const ContentFile&) const = default;
};

/// A draft as the editor holds it. `body` is the TipTap document (allow-list of nodes and marks).
struct Draft {
    std::string title;
    Json body = {};
    std::map<std::string, std::string> variants = {};  // channel -> its own text
    std::vector<ContentFile> files = {};
    /// channel -> which of the pictures go there, in order; a channel without one shows them all.
    std::map<std::string, std::vector<std::string>> picks = {};
    bool operator==(const Draft&) const = default;
};

struct ContentVersion {
    int number = 0;
    std::string hash;  // of the canonical bytes: what a mark names
    PersonId by = {};
    std::string by_shown = {};
    Instant at = {};
};
/// Which item of a dossier: without a name, its first.
struct ItemOf {
    // NOLINTNEXTLINE(google-explicit-constructor)
    ItemOf(DossierId of, ContentId named = {}) : dossier(of), item(named) {}
    DossierId dossier;
    ContentId item;
};
struct Content {
    ContentId id;
    DossierId dossier;
    std::string kind = "teks";
    int place = 1;     // in the dossier's list of items
    Draft draft = {};  // what is in the editor now
    std::int64_t draft_revision =
        0;  // of title, body, variants; optimistic: a stale save gets `conflict` and the newer text
    std::optional<ContentVersion> latest = {};
    bool draft_is_latest = false;  // nothing changed since the last version
    std::string draft_hash = {};   // of the draft as a version: the `seen_hash` of who reads it
};

/// All items of a dossier as one: what marks name and what may go out.
struct Package {
    std::string draft_hash = {};  // of the drafts as they are now: the `seen_hash` of who reads
    std::optional<ContentVersion> latest = {};
    bool draft_is_latest = false;
};

/// The canonical form v1 (design.md 0.7) of a draft.
std::string canonical_content(const Draft&, const std::string& kind);
/// The canonical form of several items, by their hashes in order.
std::string canonical_package(const std::vector<std::string>& hashes);
/// The hash of a package: of one item it is the item's own.
std::string package_hash(const std::vector<std::string>& hashes);
/// The editor's document as safe HTML (allow-list; only http, https, mailto, tel links) and plain
/// text.
std::string html_of(const Json& body);
std::string plain_text_of(const Json& body);
/// A document from plain text with light markup: blank line = paragraph, "## " = subheading,
/// "- " = list (the editor without script).
Json document_from_text(std::string_view text);
std::string text_from_document(const Json& body);

class Contents {
  public:
    Contents(store::Db& db, files::Vault& vault, Clock clock)
        : db_(db), vault_(vault), clock_(std::move(clock)) {}

    /// One item; without a name the first.
    static Result<Content> of_dossier(store::Tx&, OfficeId, const ItemOf&);
    /// In the order in which they stand.
    static Result<std::vector<Content>> all_of_dossier(store::Tx&, OfficeId, DossierId);
    static Package package_of(const std::vector<Content>& items,
                              const std::optional<ContentVersion>& latest);
    /// The newest package that was made immutable; none before the first.
    static Result<std::optional<ContentVersion>> latest_package(store::Tx&, OfficeId, DossierId);
    /// The hashes of the items of a package of this dossier, in order; the stored bytes are
    /// checked on the way out.
    static Result<std::vector<std::string>> items_of_package(store::Tx&, OfficeId, DossierId,
                                                             const std::string& hash);
    /// A new item at the end of the list.
    static Result<ContentId> create(store::Tx&, const Who&, DossierId, const std::string& title,
                                    Instant now, const std::string& kind = "teks");
    /// Takes an item out of the list; the last one stays.
    static Result<void> remove(store::Tx&, const Who&, const ItemOf&, Instant now);
    /// Autosave of title, body and variants; the files have their own verbs and stay as they are.
    /// Refused when the person may not edit now, or the draft moved on. Answers the new revision.
    Result<std::int64_t> save_draft(store::Tx&, const Who&, const ItemOf&, const Draft&,
                                    std::int64_t revision);
    /// The draft becomes an immutable version (no-op when nothing changed), and with it the
    /// whole package when there are several items.
    static Result<ContentVersion> fix_version(store::Tx&, const Who&, const ItemOf&, Instant now);
    /// Every item and the package of them all; answers the package.
    static Result<ContentVersion> fix_package(store::Tx&, const Who&, DossierId, Instant now);
    static Result<std::vector<ContentVersion>> versions(store::Tx&, OfficeId, const ItemOf&);
    /// The stored canonical bytes; their hash is checked on the way out.
    static Result<std::string> bytes_of(store::Tx&, OfficeId, const std::string& hash);
    static Result<Draft> draft_from(const std::string& canonical_bytes);

    /// Takes an uploaded temporary file of any kind that an office uses: checks its real type and
    /// size, removes metadata from what will be shown, stores both, adds it to the draft. Films of
    /// gigabytes pass through in pieces.
    Result<ContentFile> add_picture(const Who&, const ItemOf&, const std::string& temporary_path,
                                    const std::string& name, const std::string& alt,
                                    const std::string& credit);
    Result<void> remove_picture(store::Tx&, const Who&, const ItemOf&, const std::string& sha256);
    Result<void> describe_picture(store::Tx&, const Who&, const ItemOf&, const std::string& sha256,
                                  const std::string& alt, const std::string& credit);
    /// The approved items of another dossier become this one's, byte for byte, with their files.
    static Result<void> adopt(store::Tx&, const Who&, DossierId into, DossierId from,
                              const std::vector<std::string>& item_hashes, Instant now);
    /// Keeps an uploaded photo or PDF untouched, as evidence; answers its hash.
    Result<std::string> keep_scan(OfficeId, const std::string& temporary_path);
    /// The path of a stored file after it was read through and is what its hash says.
    Result<std::string> intact(OfficeId, const std::string& sha256);
    /// The path of a file that belongs to one of this dossier's items.
    Result<std::pair<std::string, ContentFile>> file(const Who&, DossierId,
                                                     const std::string& sha256);

    /// Removes every file of an office that is no more.
    Result<void> forget_files(OfficeId office) { return vault_.remove_all(office); }

  private:
    store::Db& db_;
    files::Vault& vault_;
    Clock clock_;
};

/// One piece of a comparison of two texts, in reading order.
struct DiffPart {
    enum class Is { same, added, removed } is;
    std::string words;
};
std::vector<DiffPart> compare(const std::string& before, const std::string& after);

}  // namespace kentongan::office
