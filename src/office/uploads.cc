// Owns upload. The length of the file is the offset, so it survives a kill by itself.
#include "office/uploads.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "base/secret.h"
#include "base/text.h"

namespace kentongan::office {
namespace {

constexpr std::chrono::hours stale{24};
constexpr std::size_t name_max = 200;  // bytes

Error refused(const char* rule, std::vector<std::string> with = {}) {
    return {Kind::invalid, rule, {{"file", rule, std::move(with)}}};
}
Error no_such_upload() {
    return {Kind::not_found, "no such upload"};
}

struct FileFacts {
    std::int64_t bytes = 0;
    Instant changed = {};
};
std::optional<FileFacts> facts_of(const std::string& path) {
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0) return {};
    return FileFacts{about.st_size, Instant{seconds{about.st_mtim.tv_sec}}};
}

bool is_own_name(std::string_view id) {
    return !id.empty() && id.size() < 120 &&
           id.find_first_not_of(
               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") == id.npos;
}

std::string shown_name(std::string_view name) {
    auto kept = canonical_text(trimmed(name.substr(0, 4 * name_max)));
    if (kept.size() > name_max) kept.resize(name_max);
    while (!is_utf8(kept)) kept.pop_back();
    return kept.empty() ? "berkas" : kept;
}

/// What all uploads under way with this value in `column` may be together.
Result<void> check_quota(store::Tx& tx, OfficeId office, const char* column,
                         const std::string& value, std::int64_t bytes, const UploadLimits& limits) {
    const auto [files, together] = TRY(tx.one<std::int64_t, std::int64_t>(
        cat("SELECT count(*), CAST(coalesce(sum(bytes), 0) AS BIGINT) FROM upload"
            " WHERE office_id = $1 AND ",
            column, " = $2"),
        office, value));
    if (files >= limits.files) return refused("too_many_uploads", {std::to_string(limits.files)});
    if (together + bytes > limits.bytes_together) {
        return refused("quota", {std::to_string(limits.bytes_together >> 20)});
    }
    return {};
}

}  // namespace

std::string Uploads::path_of(const std::string& id) const {
    return cat(folder_, "/terusan-", id);
}

Result<ParkedUpload> Uploads::begin(OfficeId office, const std::string& owner,
                                    const std::string& name, std::int64_t bytes,
                                    const UploadLimits& limits, const std::string& peer) {
    if (bytes <= 0) return refused("empty");
    if (bytes > limits.bytes_each) {
        return refused("too_large", {std::to_string(limits.bytes_each >> 20)});
    }
    TRY(vault_.check_room(bytes));
    ParkedUpload upload{.office = office,
                        .id = cat(office.value, ".", fresh_token()),
                        .owner = owner,
                        .name = shown_name(name),
                        .bytes = bytes};
    upload.path = path_of(upload.id);
    const auto keep = [&](store::Tx& tx) -> Result<void> {
        TRY(check_quota(tx, office, "owner", owner, bytes, limits));
        if (!peer.empty()) TRY(check_quota(tx, office, "peer", peer, bytes, address_limits));
        TRY(
            tx.run("INSERT INTO upload (office_id, id, owner, name, bytes, started_at, peer)"
                   " VALUES ($1, $2, $3, $4, $5, $6, $7)",
                   office, upload.id, owner, upload.name, bytes, clock_(), peer));
        return {};
    };
    TRY(db_.write(keep));
    const int file = ::open(upload.path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) return Error{Kind::unavailable, "no room for an upload", {{"file", "failed"}}};
    ::close(file);
    return upload;
}

Result<ParkedUpload> Uploads::find(const std::string& id, const std::string& owner) {
    const auto office = to_number(id.substr(0, id.find('.')));
    if (!is_own_name(id) || !office || *office <= 0 || owner.empty()) return no_such_upload();
    ParkedUpload upload{.office = OfficeId{*office}, .id = id, .owner = owner};
    const auto row = TRY(db_.read([&](store::Tx& tx) {
        return tx.maybe<std::string, std::int64_t>(
            "SELECT name, bytes FROM upload WHERE office_id = $1 AND id = $2 AND owner = $3",
            upload.office, id, owner);
    }));
    upload.path = path_of(id);
    const auto file = facts_of(upload.path);
    if (!row || !file) return no_such_upload();
    std::tie(upload.name, upload.bytes) = *row;
    upload.arrived = file->bytes;
    return upload;
}

Result<void> Uploads::end(const ParkedUpload& upload) {
    ::unlink(upload.path.c_str());
    return db_.write([&](store::Tx& tx) -> Result<void> {
        TRY(tx.run("DELETE FROM upload WHERE office_id = $1 AND id = $2", upload.office,
                   upload.id));
        return {};
    });
}

Result<int> Uploads::sweep() {
    const auto all = TRY(db_.read([](store::Tx& tx) {
        return tx.all<OfficeId, std::string, Instant>(
            "SELECT office_id, id, started_at FROM upload");
    }));
    int ended = 0;
    for (const auto& [office, id, started] : all) {
        ParkedUpload upload{.office = office, .id = id, .path = path_of(id)};
        const auto file = facts_of(upload.path);
        const auto last = file ? std::max(file->changed, started) : started;
        if (last + stale > clock_()) continue;
        TRY(end(upload));
        ++ended;
    }
    // Bodies of forms that a kill caught half way have no row.
    std::error_code gone;
    for (const auto& entry : std::filesystem::directory_iterator(folder_, gone)) {
        const auto file = facts_of(entry.path());
        if (!file || file->changed + stale > clock_()) continue;
        ended += ::unlink(entry.path().c_str()) == 0 ? 1 : 0;
    }
    return ended;
}

}  // namespace kentongan::office
