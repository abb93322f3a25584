// The demo office in a fresh database, with a clock that stands still until a test moves it.
#pragma once

#include "base/secret.h"
#include "base/text.h"
#include "cast.h"
#include "office/airings.h"
#include "office/articles.h"
#include "office/demo.h"
#include "office/incoming.h"
#include "office/journal.h"
#include "office/requester_notices.h"
#include "office/step_forms.h"
#include "office/teams.h"
#include "test_db.h"

namespace kentongan::tests {

using namespace office;

/// REQUIREs that it went well, and says why when it did not.
template <class T>
T must(Result<T> result) {
    if (!result) {
        std::string issues;
        for (const auto& issue : result.error().issues) {
            issues += cat(" ", issue.field, ".", issue.rule, " ", joined(issue.with, "|"));
        }
        MESSAGE(result.error().why, issues);
    }
    REQUIRE(result);
    if constexpr (!std::is_same_v<T, void>) return *std::move(result);
}

/// "task.not_yours": the first issue of a refusal, or its kind; "" when it was allowed.
template <class T>
std::string refusal(const Result<T>& result) {
    if (result) return {};
    const auto& error = result.error();
    if (!error.issues.empty()) return error.issues.front().field + "." + error.issues.front().rule;
    return error.kind == Kind::not_found ? "not_found" : error.why;
}

inline std::map<std::string, std::string> carried_sops() {
    std::map<std::string, std::string> sops;
    for (const auto& [path, text] : carried()) {
        if (!path.starts_with("sops/") || !path.ends_with(".sop")) continue;
        sops.emplace(path.substr(5, path.size() - 9), text);
    }
    return sops;
}

/// argon2 is slow on purpose; once is enough.
inline const std::string& demo_hash() {
    static const std::string hash = hash_password(demo_password);
    return hash;
}

inline std::string png_chunk(const std::string& name, const std::string& body) {
    std::string out;
    for (int i = 3; i >= 0; --i) out.push_back(static_cast<char>(body.size() >> (8 * i) & 0xFF));
    return out + name + body + std::string(4, '\0');
}
/// A picture of a size of its own, with a text in it that must not get out.
inline std::string png(int width = 3) {
    std::string header(13, '\0');
    header[3] = static_cast<char>(width);
    header[7] = 2;
    return "\x89PNG\r\n\x1A\n" + png_chunk("IHDR", header) + png_chunk("tEXt", "Place\0rumah") +
           png_chunk("IDAT", "pixels") + png_chunk("IEND", "");
}

class Stage {
  public:
    Stage()
        : folder_(std::filesystem::temp_directory_path() /
                  ("kentongan_vault_" + std::to_string(fresh_key()))),
          vault(must(files::Vault::open(folder_))),
          people(db(), clock()),
          dossiers(db(), clock()),
          contents(db(), vault, clock()),
          airings(db(), dossiers, vault, "https://sukamaju.example", clock()),
          outbox(db()),
          demo(must(make_demo(db(), carried_sops(), clock(), demo_hash()))) {
        outbox.employ("publish", airings);
    }
    ~Stage() { std::filesystem::remove_all(folder_); }

    store::Db& db() { return test.db; }
    Clock clock() {
        return [this] { return now; };
    }
    void pass(milliseconds time) { now += time; }

    Who who(const std::string& sign_in) {
        const auto person = demo.people.at(sign_in);
        auto someone = must(
            db().read([&](store::Tx& tx) { return people.someone(tx, demo.office.id, person); }));
        someone.proven = "sandi";  // as if asked again just now, for a paraf
        return someone;
    }
    SopId sop(const std::string& start) const {
        for (const auto& [key, id] : demo.sops) {
            if (key.starts_with(start)) return id;
        }
        return {};
    }
    template <class Work>
    auto read(Work work) {
        return db().read(work);
    }
    template <class Work>
    auto write(Work work) {
        return db().write(work);
    }

    DossierId open(const std::string& by, const std::string& title = "Jadwal imunisasi",
                   const std::string& sop_key = "singkawang") {
        return must(dossiers.open(who(by), {.title = title, .sop = sop(sop_key)}));
    }
    DossierView view(const std::string& by, DossierId id) {
        return must(dossiers.view(who(by), id));
    }
    /// The number of the first open task at this step.
    int task_at(DossierId id, const std::string& step) {
        const auto state =
            must(read([&](store::Tx& tx) { return dossiers.load(tx, demo.office.id, id); }));
        for (const auto& task : state.desk) {
            if (task.step.value == step) return task.number;
        }
        return 0;
    }
    /// The open steps, "1 3"; or how it ended.
    std::string desk_of(DossierId id) {
        const auto state =
            must(read([&](store::Tx& tx) { return dossiers.load(tx, demo.office.id, id); }));
        if (state.state == sop::State::closed) return "selesai";
        std::vector<std::string> steps;
        for (const auto& task : state.desk) steps.push_back(task.step.value);
        return joined(steps, " ");
    }
    Result<sop::Dossier> finish(const std::string& by, DossierId id, const std::string& step,
                                const std::string& outcome = "selesai",
                                const std::string& note = {}, const std::string& to = {},
                                const std::string& seen = {}) {
        sop::Finish wish{.task = task_at(id, step), .outcome = outcome, .note = note};
        if (!to.empty()) wish.to = StepName{to};
        return dossiers.act(who(by), id, wish, seen);
    }
    Result<std::int64_t> write_text(const std::string& by, DossierId id, const std::string& text) {
        const auto person = who(by);
        return write([&](store::Tx& tx) -> Result<std::int64_t> {
            const auto content = TRY(Contents::of_dossier(tx, demo.office.id, id));
            Draft draft = content.draft;
            draft.body = document_from_text(text);
            return contents.save_draft(tx, person, id, draft, content.draft_revision);
        });
    }
    Result<ContentFile> add_picture(const std::string& by, DossierId id,
                                    const std::string& bytes = png()) {
        const auto path = must(vault.temporary());
        std::ofstream(path, std::ios::binary) << bytes;
        return contents.add_picture(who(by), id, path, "gambar.png", "Anak diimunisasi", "Dinkes");
    }
    /// Answers what the step asks in writing, with whatever is allowed.
    void fill_forms(const std::string& by, DossierId id, const OpenTask& open) {
        const auto person = who(by);
        const auto definition = view(by, id).definition;
        for (const auto& form : StepForms::forms_of(*definition, *open.step, open.task.item())) {
            FormValues values;
            for (const auto& field : form.fields) values.push_back(some_values(field));
            must(write([&](store::Tx& tx) {
                return StepForms::save(tx, person, id, open.task.number, form.key, values, now);
            }));
        }
        if (open.step->act != sop::Act::select_material) return;
        Source source{.title = "Siaran pers", .origin = "Dinas Kesehatan", .chosen = true};
        for (const auto& item : open.step->makes) {
            for (const auto& field : item.fields) source.kind = field.options.at(0);
        }
        must(write([&](store::Tx& tx) {
            return StepForms::add_source(tx, person, id, open.task.number, source, now);
        }));
    }
    /// Makes what a step's own page makes: the team's paper, the stock, the notice, the report.
    void use_page(const std::string& by, DossierId id, sop::Act act) {
        const auto person = who(by);
        must(write([&](store::Tx& tx) -> Result<void> {
            if (act == sop::Act::assign_team) {
                std::vector<TeamWish> wishes;
                const auto state = TRY(dossiers.load(tx, person.office, id));
                for (const auto member : state.team) wishes.push_back({member, ""});
                if (wishes.empty()) wishes.push_back({demo.people.at("rudi"), ""});
                TRY(Teams::name(tx, dossiers, person, id, wishes, now));
                return Teams::make_paper(tx, person, id, {.kind = "surat_tugas"}, now);
            }
            if (act == sop::Act::inventory) {
                TRY(Register::add(
                    tx, person, {.title = "Pasar murah", .medium = "Koran", .body = "Sabtu pagi."},
                    now));
                const auto came = TRY(Register::list(tx, person.office, 1));
                return Register::take_stock(tx, person, id, {came.at(0).ref}, now);
            }
            if (act == sop::Act::notify_requester) {
                TRY(RequesterNotices::tell(tx, dossiers, person, id, TellingWay::other, "Lisan",
                                           "Sudah tayang.", "", now));
            }
            if (act != sop::Act::report) return {};
            return dossiers.tick(tx, person, id, "laporan", true, Teller::page);
        }));
    }
    /// Ticks what only a person can say is there.
    void tick_all(const std::string& by, DossierId id) {
        const auto keys = view(by, id).by_hand;
        for (const auto& key : keys) must(dossiers.tick(who(by), id, key, true));
    }
    static std::vector<std::string> some_values(const sop::FormField& field) {
        switch (field.kind) {
        case sop::FormKind::text: return {"isi"};
        case sop::FormKind::number: return {"1"};
        case sop::FormKind::range: return {"17", "45"};
        case sop::FormKind::choice:
        case sop::FormKind::several: return {field.options.at(0)};
        case sop::FormKind::channels: return {"website", "instagram"};
        case sop::FormKind::date: return {"2026-11-30"};
        }
        return {};
    }
    Content content(DossierId id) {
        return must(
            read([&](store::Tx& tx) { return Contents::of_dossier(tx, demo.office.id, id); }));
    }
    std::vector<Airing> airings_of(DossierId id) {
        return must(
            read([&](store::Tx& tx) { return Airings::of_dossier(tx, demo.office.id, id); }));
    }
    Airing airing_on(DossierId id, const std::string& channel) {
        for (auto& airing : airings_of(id)) {
            if (airing.account.channel.value == channel) return airing;
        }
        FAIL("no airing on ", channel);
        return {};
    }
    /// Singkawang up to the step given ("3": to be checked, "4": to be published).
    DossierId at_step(const std::string& step) {
        const auto id = open("dewi");
        must(write_text("dewi", id, "Imunisasi dimulai Senin.\n\nBawa buku KIA."));
        must(finish("dewi", id, "1"));
        if (step == "2") return id;
        must(add_picture("rudi", id));
        must(finish("rudi", id, "2"));
        if (step == "3") return id;
        must(finish("sari", id, "3", "ya", {}, {}, content(id).draft_hash));
        return id;
    }
    Result<Verified> verify() {
        return read([&](store::Tx& tx) { return Journal::verify(tx, demo.office.id); });
    }
    int grow_tree() {
        return must(
            write([&](store::Tx& tx) { return Journal::grow_tree(tx, demo.office.id, 10'000); }));
    }

    Instant now = monday;
    TestDb test{carried_schema(), {.durable = false}};

  private:
    std::filesystem::path folder_;

  public:
    files::Vault vault;
    People people;
    Dossiers dossiers;
    Contents contents;
    Airings airings;
    delivery::Outbox outbox;
    Demo demo;
};

}  // namespace kentongan::tests
