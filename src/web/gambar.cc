// Pictures of a text: taken in, described, taken out, shown to the office alone.
#include "web/berkas_perintah.h"
#include "web/naskah_view.h"
#include "web/unggah.h"

namespace kentongan::web {
namespace {

bool is_hash(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

Result<std::string> picture_hash(const Visit& visit) {
    auto hash = visit.parameter("sidik");
    if (!is_hash(hash)) return Error{Kind::not_found, "no such file"};
    return hash;
}

/// The editor again, with what is wrong beside the picture's fields.
Answer refuse_picture(const Site& site, const Visit& visit, const office::ItemOf& of,
                      const Error& error) {
    if (error.issues.empty()) return error;
    const auto dossier = TRY(dossier_with(site, visit, of));
    const auto accounts = TRY(site.db.read([&](store::Tx& tx) {
        return office::Airings::accounts_of(tx, visit.who().office, dossier.definition->key);
    }));
    auto view = TRY(editor_view(site, visit, dossier, accounts));
    for (const Issue& issue : error.issues) {
        view.picture_error +=
            (view.picture_error.empty() ? "" : " ") + site.look.words().say(visit.language, issue);
    }
    view.picture_alt = visit.field("alt");
    view.picture_credit = visit.field("kredit");
    return page_of(site, visit, view, status_of_refusal(error.kind));
}

std::string editor_of(const Visit& visit, const office::ItemOf& of, const char* toast) {
    return with_toast(visit, editor_place(visit, of), toast);
}

}  // namespace

Answer add_picture(const Site& site, Visit& visit) {
    const auto of = TRY(item_of(visit));
    const auto given = given_file(site, visit, "gambar");
    if (!given) return refuse_picture(site, visit, of, given.error());
    if (!*given) {
        return refuse_picture(site, visit, of,
                              {Kind::invalid, "no file", {Issue{"picture", "missing"}}});
    }
    const GivenFile& file = **given;
    // Bytes are addressed by their hash: the same file again is the same file.
    const auto added = site.contents.add_picture(visit.who(), of, file.path, file.name,
                                                 std::string(trimmed(visit.field("alt"))),
                                                 std::string(trimmed(visit.field("kredit"))));
    if (!added) return refuse_picture(site, visit, of, added.error());
    let_go(site, file);
    return see_other(editor_of(visit, of, "toast.picture_added"));
}

Answer describe_picture(const Site& site, Visit& visit) {
    const auto of = TRY(item_of(visit));
    const auto hash = TRY(picture_hash(visit));
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(site.contents.describe_picture(tx, visit.who(), of, hash,
                                           std::string(trimmed(visit.field("alt"))),
                                           std::string(trimmed(visit.field("kredit")))));
        TRY(office::tell_facts(tx, visit.who(), of, hash, facts_in(visit), visit.now));
        return editor_of(visit, of, "toast.picture_described");
    });
    if (!done) return refuse_picture(site, visit, of, done.error());
    return done;
}

Answer move_picture(const Site& site, Visit& visit) {
    const auto of = TRY(item_of(visit));
    const auto hash = TRY(picture_hash(visit));
    return act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        const bool up = visit.field("arah") == "naik";
        TRY(office::move_file(tx, visit.who(), of, hash, up, visit.now));
        return cat(editor_of(visit, of, "toast.picture_moved"), "#gambar");
    });
}

Answer remove_picture(const Site& site, Visit& visit) {
    const auto of = TRY(item_of(visit));
    const auto hash = TRY(picture_hash(visit));
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(site.contents.remove_picture(tx, visit.who(), of, hash));
        return editor_of(visit, of, "toast.picture_removed");
    });
    if (!done) return refuse_picture(site, visit, of, done.error());
    return done;
}

namespace {

/// The picture as the channel of this size shows it, cut around its focus.
Answer sized_file(const Site& site, const Visit& visit, DossierId id,
                  const office::ContentFile& file, const media::PictureSize& size) {
    const auto focus = TRY(site.db.read(
        [&](store::Tx& tx) { return office::focus_of(tx, visit.who().office, id, file.sha256); }));
    const auto made =
        TRY(site.renditions->of(visit.who().office, file.sha256, size, focus, visit.now));
    return stored_file(made.path, made.sha256, "image/jpeg");
}

bool is_shown(const std::string& type) {
    return type.starts_with("image/") || type.starts_with("video/") || type.starts_with("audio/") ||
           type == "text/vtt";
}

}  // namespace

Answer show_file(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<DossierId>());
    const auto hash = TRY(picture_hash(visit));
    const auto [path, file] = TRY(site.contents.file(visit.who(), id, hash));
    const auto* size = media::picture_size(visit.asked("ukuran"));
    if (size && site.renditions && file.role == office::FileRole::picture) {
        auto sized = sized_file(site, visit, id, file, *size);
        if (sized) return sized;
    }
    const bool shown = office::goes_out(file.role) && is_shown(file.type);
    auto response = stored_file(path, hash, shown ? file.type : "application/octet-stream");
    const bool wanted = visit.asked("unduh") == "1";
    if (!shown || wanted) call_it(response, "attachment", file.name);
    return response;
}

}  // namespace kentongan::web
