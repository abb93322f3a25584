// An SOP being written: begun from an example, a file or a version; as text; kept and published.
#include "web/konsep.h"

#include <algorithm>
#include <fstream>

#include "office/promises.h"
#include "sop/bpmn_exchange.h"
#include "sop/inferred.h"
#include "web/pages.h"
#include "web/sop_shipped.h"

namespace kentongan::web {
namespace {

constexpr std::int64_t file_max = 8L * 1024 * 1024;

constexpr std::string_view empty_sop =
    "bahasa-sop 1\n\nidentitas\n  kop \"{0}\" / \"{1}\"\n  nomor \"NOMOR SOP\": \"\"\n"
    "  dibuat \"TGL. PEMBUATAN\": \"\"\n  direvisi \"TGL. REVISI\": \"\"\n"
    "  berlaku \"TGL. EFEKTIF\": \"\"\n  disahkan \"DISAHKAN OLEH\": \"\"\n"
    "  nama \"NAMA SOP\": \"{2}\"\n  dasar-hukum \"DASAR HUKUM :\"\n"
    "  kualifikasi \"KUALIFIKASI PELAKSANA :\"\n  keterkaitan \"KETERKAITAN\"\n"
    "  peralatan \"PERALATAN/PERLENGKAPAN :\"\n  peringatan \"PERINGATAN\"\n"
    "  pencatatan \"PENCATATAN DAN PENDATAAN :\"\n\n"
    "pelaksana pranata_humas \"PRANATA HUMAS\"\npelaksana kepala_bidang \"KEPALA BIDANG\"\n\n"
    "langkah 1 oleh pranata_humas dalam \"30 menit\"\n  kegiatan \"Menyusun konsep\"\n"
    "  hasil \"Konsep\" sebagai naskah\n  tindakan produksi\n  -> 2\n\n"
    "langkah 2 oleh kepala_bidang dalam \"15 menit\"\n  kegiatan \"Memeriksa konsep\"\n"
    "  dokumen \"Konsep\" sebagai naskah\n  hasil \"Konsep yang disetujui\" sebagai konten\n"
    "  tindakan persetujuan\n  putusan menetapkan\n    \"Setuju\" -> selesai\n"
    "    \"Tidak setuju\" kembali ke 1 wajib alasan\n";

std::string plain(std::string_view words) {
    std::string out;
    for (const char c : words) {
        if (c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 32) out += c;
    }
    return out;
}

std::string fresh_text(const Visit& visit, const std::string& title) {
    std::string text(empty_sop);
    const auto put = [&](std::string_view mark, const std::string& words) {
        text.replace(text.find(mark), mark.size(), plain(words));
    };
    put("{0}", cat("PEMERINTAH ", visit.office.region));
    put("{1}", visit.office.name);
    put("{2}", title);
    return text;
}

struct Begun {
    std::string name = {};  // for its key
    office::SopDraft draft = {};
    std::optional<office::SopSource> source = {};
};

Result<Begun> from_upload(const Visit& visit) {
    const auto part = std::ranges::find(visit.files, std::string("file"), &FilePart::field);
    const Error none{Kind::invalid, "no file", {{"sop_file", "missing"}}};
    if (part == visit.files.end() || part->bytes == 0) return none;
    if (part->bytes > file_max) {
        return Error{Kind::invalid, "file too large", {{"sop_file", "too_large"}}};
    }
    std::ifstream in(part->path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    Begun begun{.name = part->name.substr(0, part->name.rfind('.'))};
    begun.draft.origin = part->name.substr(0, 200);
    const auto is_xml = trimmed(bytes.substr(0, 400)).find('<') != std::string_view::npos &&
                        !bytes.starts_with("bahasa-sop");
    if (!is_xml) {
        if (!is_utf8(bytes)) {
            return Error{Kind::invalid, "not UTF-8", {{"sop_text", "unreadable"}}};
        }
        begun.draft.body = bytes;
        return begun;
    }
    const auto document = TRY(sop::BpmnDocument::read(bytes));
    auto imported = TRY(sop::definition_of(document, "impor"));
    begun.draft.body = sop::format(imported.definition);
    begun.source = office::SopSource{begun.draft.origin, bytes, std::move(imported.report)};
    return begun;
}

Result<Begun> wanted(const Site& site, const Visit& visit) {
    const auto from = visit.field("dari");
    if (from == "berkas") return from_upload(visit);
    if (from == "kosong") {
        const std::string title(trimmed(visit.field("judul")));
        if (title.empty()) {
            return Error{Kind::invalid, "no title", {{"sop_title", "required"}}};
        }
        Begun begun{.name = title};
        begun.draft.body = fresh_text(visit, title);
        return begun;
    }
    const auto* shipped = shipped_sop(site, from);
    if (!shipped) return Error{Kind::invalid, "no such example", {{"sop_origin", "missing"}}};
    Begun begun{.name = shipped->key};
    begun.draft.origin = cat("bawaan ", shipped->key);
    begun.draft.body = shipped->text;
    return begun;
}

Result<void> propose(store::Tx& tx, OfficeId office, office::SopDraft& draft) {
    const auto definition = sop::parse(draft.body, draft.key);
    if (!definition) return {};
    const auto positions = TRY(office::SopDrafts::positions(tx, office));
    draft.performers = office::SopDrafts::proposed(*definition, positions);
    return {};
}

}  // namespace

Result<DraftHere> draft_here(const Site& site, const Visit& visit) {
    const auto id = TRY(visit.id<SopId>());
    const auto office = visit.who().office;
    auto here = TRY(site.db.read([&](store::Tx& tx) -> Result<DraftHere> {
        auto draft = office::SopDrafts::find(tx, office, id);
        if (!draft) return draft.error();
        const auto all = office::Library::list(tx, office, visit.now);
        if (!all) return all.error();
        DraftHere found{.draft = *std::move(draft)};
        for (const auto& one : *all) {
            if (one.key == found.draft.key && one.current) found.current = one;
        }
        return found;
    }));
    auto text = here.draft.body;
    return with_text(std::move(here), std::move(text));
}

DraftHere with_text(DraftHere here, std::string text) {
    here.draft.body = std::move(text);
    here.definition.reset();
    here.issues.clear();
    auto definition = sop::parse(here.draft.body, here.draft.key);
    if (definition) {
        here.definition = *std::move(definition);
    } else {
        here.issues = definition.error().issues;
    }
    return here;
}

DraftFront draft_front(const Say& say, const DraftHere& here, DraftPart part) {
    DraftFront front{.base = cat("/sop/konsep/", here.draft.id.value),
                     .revision = std::to_string(here.draft.revision)};
    front.title = here.definition ? here.definition->title() : here.draft.key;
    if (front.title.empty()) front.title = here.draft.key;
    front.has_current = here.current.has_value();
    front.status = here.current
                       ? say("draft.status_next", {std::to_string(here.current->version + 1),
                                                   say.moment(here.draft.changed_at),
                                                   std::to_string(here.current->version)})
                       : say("draft.status_first", {say.moment(here.draft.changed_at)});
    front.readable = here.definition.has_value();
    if (here.definition) {
        front.unanswered = static_cast<std::int64_t>(sop::inferred_points(*here.definition).size());
    }
    front.at_form = part == DraftPart::form;
    front.at_text = part == DraftPart::text;
    front.at_decree = part == DraftPart::decree;
    front.at_compare = part == DraftPart::compare;
    return front;
}

Answer save_draft(const Site& site, const Visit& visit, const office::SopDraft& draft,
                  const std::string& next, const std::string& toast) {
    return act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(office::SopDrafts::save(tx, visit.who(), draft, visit.now));
        return with_toast(visit, next, toast);
    });
}

int typed_revision(const Visit& visit) {
    const auto number = to_number(visit.field("revisi")).value_or(0);
    return number > 0 && number < 1'000'000'000 ? static_cast<int>(number) : 0;
}

Answer show_adopt(const Site& site, Visit& visit) {
    const auto view = TRY(adopt_view(site, visit, {}));
    return page_of(site, visit, view);
}

Answer begin_draft(const Site& site, Visit& visit) {
    auto begun = wanted(site, visit);
    const auto again = [&](const Error& error) -> Answer {
        if (error.kind == Kind::unavailable) return error;
        const auto view = TRY(adopt_view(site, visit, error.issues));
        return page_of(site, visit, view, status_of_refusal(error.kind));
    };
    if (!begun) return again(begun.error());
    auto done = act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        const auto office = visit.who().office;
        auto& draft = begun->draft;
        draft.key = TRY(office::free_sop_key(tx, office, begun->name));
        TRY(propose(tx, office, draft));
        const auto id =
            TRY(office::SopDrafts::begin(tx, visit.who(), draft, begun->source, visit.now));
        return with_toast(visit, cat("/sop/konsep/", id.value, "/ketetapan"), "toast.draft_begun");
    });
    if (!done) return again(done.error());
    return done;
}

Answer edit_sop(const Site& site, Visit& visit) {
    const auto shown = TRY(sop_to_show(site, visit));
    return act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        const auto office = visit.who().office;
        const auto drafts = TRY(office::SopDrafts::list(tx, office));
        for (const auto& draft : drafts) {
            if (draft.key != shown.adopted.key) continue;
            return with_toast(visit, cat("/sop/konsep/", draft.id.value), "toast.draft_there");
        }
        office::SopDraft draft{.key = shown.adopted.key, .body = shown.text};
        draft.origin = shown.adopted.origin;
        const auto promises = TRY(office::Promises::all(tx, office));
        const auto promised = promises.find(shown.adopted.key);
        if (promised != promises.end()) draft.promise_days = promised->second;
        draft.performers = TRY(office::Library::positions(tx, office, shown.adopted.id));
        const auto id = TRY(office::SopDrafts::begin(tx, visit.who(), draft, {}, visit.now));
        return with_toast(visit, cat("/sop/konsep/", id.value), "toast.draft_begun");
    });
}

Answer discard_draft(const Site& site, Visit& visit) {
    const auto id = TRY(visit.id<SopId>());
    return act_once(site, visit, [&](store::Tx& tx) -> Result<std::string> {
        TRY(office::SopDrafts::discard(tx, visit.who(), id, visit.now));
        return with_toast(visit, "/sop?tampil=konsep", "toast.draft_discarded");
    });
}

Answer show_draft_text(const Site& site, Visit& visit) {
    const auto here = TRY(draft_here(site, visit));
    return text_page(site, visit, here, {}, 200);
}

Answer text_page(const Site& site, const Visit& visit, const DraftHere& here,
                 const std::vector<Issue>& issues, int status) {
    const Say say(site, visit);
    DraftTextView view{.shell = TRY(shell_of(site, visit, say("draft.title"), "sop")),
                       .front = draft_front(say, here, DraftPart::text),
                       .text = here.draft.body,
                       .panel = check_panel(say, here)};
    if (!issues.empty()) view.front.problem = say.issues(issues);
    return page_of(site, visit, view, status);
}

Answer save_draft_text(const Site& site, Visit& visit) {
    auto here = TRY(draft_here(site, visit));
    auto text = visit.field("teks");
    if (const auto fix = visit.field("perbaiki"); !fix.empty()) text = fixed_text(text, fix);
    here = with_text(std::move(here), std::move(text));
    here.draft.revision = typed_revision(visit);
    auto done = save_draft(site, visit, here.draft,
                           cat("/sop/konsep/", here.draft.id.value, "/teks"), "toast.draft_saved");
    if (done || done.error().issues.empty()) return done;
    return text_page(site, visit, here, done.error().issues, status_of_refusal(done.error().kind));
}

Answer check_draft_text(const Site& site, Visit& visit) {
    const Say say(site, visit);
    auto here = TRY(draft_here(site, visit));
    here = with_text(std::move(here), visit.field("teks"));
    return page_of(site, visit, DraftCheckView{.panel = check_panel(say, here)});
}

}  // namespace kentongan::web
