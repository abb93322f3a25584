// Letters: numbers without gaps, refusals at the field, dispositions, the loop with the requester,
// teams.
#include <doctest/doctest.h>

#include <thread>

#include "cast_office.h"
#include "office/letter_papers.h"
#include "office/mail.h"
#include "office/numbers.h"
#include "office/paper_heads.h"
#include "office/requests.h"
#include "office/search.h"

namespace kentongan::tests {
namespace {

LetterForm letter_form(const std::string& number = "400.7.8/112/DINKES/2026") {
    LetterForm form;
    form.agency = "Dinas Kesehatan";
    form.email = "humas@dinkes.example";
    form.number = number;
    form.dated = "2026-11-13";
    form.received = "2026-11-16T08:00";
    form.subject = "Permohonan publikasi Pekan Imunisasi";
    form.summary = "Jadwal imunisasi gratis di 18 puskesmas.";
    form.urgency = "segera";
    return form;
}

struct Desk : Stage {
    Result<LetterId> enter(const LetterForm& form, const std::string& by = "nina") {
        const auto person = who(by);
        return write([&](store::Tx& tx) { return Letters::enter(tx, person, form, now); });
    }
    Letter letter(LetterId id, const std::string& by = "nina") {
        const auto person = who(by);
        return must(read([&](store::Tx& tx) { return Letters::find(tx, person, id); }));
    }
    Result<DossierId> accept(LetterId id, const std::string& sop_key,
                             const std::string& by = "nina") {
        const auto person = who(by);
        const auto chosen = sop(sop_key);
        return write(
            [&](store::Tx& tx) { return Letters::accept(tx, dossiers, person, id, chosen, now); });
    }
    PositionId position(const std::string& by) { return who(by).positions.front().position; }
    Result<DispositionId> dispose(const std::string& by, LetterId id, const DispositionForm& form) {
        const auto person = who(by);
        return write(
            [&](store::Tx& tx) { return Dispositions::give(tx, dossiers, person, id, form, now); });
    }
    DispositionForm to(const std::string& name) {
        DispositionForm form;
        form.recipients = {position(name)};
        form.instructions = {"proses", "publikasikan"};
        form.note = "Utamakan jadwal per kecamatan.";
        return form;
    }
    Letter request(const std::string& wants, const std::string& file_role = "materi") {
        LetterForm form = letter_form();
        form.wants = wants;
        form.files = {{0, std::string(64, 'a'), 10, "application/pdf", "surat.pdf", "surat", true}};
        if (!file_role.empty()) {
            form.files.push_back(
                {0, std::string(64, 'b'), 10, "image/jpeg", "foto.jpg", file_role, true});
        }
        return must(write([&](store::Tx& tx) {
            return Letters::request(tx, demo.office.id, form, {"alamat"}, now);
        }));
    }
};

}  // namespace

TEST_CASE("64 registrations at once get 64 numbers, one after another") {
    Desk desk;
    const auto nina = desk.who("nina");
    std::vector<std::thread> threads;
    std::atomic<int> done = 0;
    for (int i = 0; i < 64; ++i) {
        threads.emplace_back([&, i] {
            const auto form = letter_form(cat("400/", i, "/DINKES/2026"));
            // A crowd on PostgreSQL may be told to come again; nobody may be lost by it.
            for (int tries = 0; tries < 50; ++tries) {
                const auto made = desk.db().write(
                    [&](store::Tx& tx) { return Letters::enter(tx, nina, form, desk.now); });
                if (made) {
                    ++done;
                    return;
                }
            }
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(done == 64);
    const auto all = must(
        desk.read([&](store::Tx& tx) { return Letters::agenda(tx, desk.demo.office.id, 2026); }));
    REQUIRE(all.size() == 64);
    for (std::size_t i = 0; i < all.size(); ++i) {
        CHECK(all[i].agenda == static_cast<std::int64_t>(i + 1));
    }
}

TEST_CASE("a refused registration takes no number, and a voided row keeps its own") {
    Desk desk;
    auto late = letter_form();
    late.dated = "2026-11-17";
    CHECK(refusal(desk.enter(late)) == "letter_dated.after_receipt");
    const auto first = must(desk.enter(letter_form("1/A")));
    const auto nina = desk.who("nina");
    must(desk.write(
        [&](store::Tx& tx) { return Letters::strike(tx, nina, first, "Salah catat", desk.now); }));
    const auto second = must(desk.enter(letter_form("1/A")));
    CHECK(desk.letter(second).agenda == 2);
    CHECK(desk.letter(first).voided());
    CHECK(refusal(desk.enter(letter_form("1 / a"))) == "letter_number.twice");
    auto meant = letter_form("1/A");
    meant.twice_is_meant = true;
    CHECK(desk.enter(meant));
    CHECK(refusal(desk.enter(letter_form("2"), "dewi")) == "right.missing");
}

TEST_CASE("what is wrong is said at its field") {
    Desk desk;
    const auto with = [](auto change) {
        auto form = letter_form("9/X");
        change(form);
        return form;
    };
    const auto refused = [&](auto change) { return refusal(desk.enter(with(change))); };
    CHECK(refused([](auto& f) { f.agency = " "; }) == "letter_agency.required");
    CHECK(refused([](auto& f) { f.subject = ""; }) == "letter_subject.required");
    CHECK(refused([](auto& f) { f.dated = "2026-02-30"; }) == "letter_dated.invalid");
    CHECK(refused([](auto& f) { f.received = "kemarin"; }) == "letter_received.invalid");
    CHECK(refused([](auto& f) { f.received = "2026-11-18T08:00"; }) == "letter_received.future");
    CHECK(refused([](auto& f) { f.email = "bukan surel"; }) == "letter_email.invalid");
    CHECK(refused([](auto& f) { f.whatsapp = "12ab"; }) == "letter_whatsapp.invalid");
    CHECK(refused([](auto& f) { f.received = "2026-11-14T08:00"; }) == "letter_late.required");
    CHECK(refused([](auto& f) { f.urgency = "kilat"; }) == "letter_urgency.unknown");
    const auto late = must(desk.enter(with([](auto& f) {
        f.received = "2026-11-14T08:00";
        f.late_reason = "Listrik padam";
    })));
    CHECK(desk.letter(late).form.late_reason == "Listrik padam");
    const auto outside = must(desk.enter(with([](auto& f) {
        f.number = "10/X";
        f.outside_number = "SRIKANDI-77";
    })));
    CHECK(desk.letter(outside).agenda_shown == "SRIKANDI-77");
    CHECK_FALSE(desk.letter(outside).agenda);
}

TEST_CASE("the five patterns of numbers in use") {
    NumberSeries s{"agenda", "{urut} / Set-Kominfo", "", "DISKOMINFO", "B", "400.14.3"};
    const auto shown = [&](const std::string& pattern) {
        s.pattern = pattern;
        return must(number_words(s, 418, 2024, 10));
    };
    CHECK(shown("{urut} / Set-Kominfo") == "418 / Set-Kominfo");
    CHECK(shown("065 / 403.113/{tahun} {urut}") == "065 / 403.113/2024 418");
    CHECK(shown("{urut} /{opd}-{bidang}.{kode}/{tahun}") == "418 /DISKOMINFO-B.400.14.3/2024");
    CHECK(shown("{urut} / {bidang}.{opd} / {tahun}") == "418 / B.DISKOMINFO / 2024");
    CHECK(shown("{kode}/ {urut:5} /{bidang}/{bulan_romawi}/{bulan}") == "400.14.3/ 00418 /B/X/10");
    s.pattern = "{entah}{urut}";
    CHECK(refusal(number_words(s, 1, 2026, 1)) == "pattern.unknown");
    s.pattern = "tanpa nomor";
    CHECK(refusal(number_words(s, 1, 2026, 1)) == "pattern.no_number");
}

TEST_CASE("Ketapang: registration is row 1, the disposition row 2") {
    Desk desk;
    const auto id = must(desk.enter(letter_form()));
    const auto dossier = must(desk.accept(id, "ketapang"));
    CHECK(desk.desk_of(dossier) == "2");
    CHECK(refusal(desk.accept(id, "ketapang")) == "letter.settled");
    CHECK(refusal(desk.dispose("sari", id, desk.to("lina"))) == "right.missing");
    auto empty = desk.to("sari");
    empty.recipients.clear();
    CHECK(refusal(desk.dispose("bima", id, empty)) == "recipients.required");
    const auto given = must(desk.dispose("bima", id, desk.to("sari")));
    CHECK(desk.desk_of(dossier) == "3");
    // Passed on down the line by whoever received it, by nobody else.
    auto next = desk.to("lina");
    next.parent = given;
    CHECK(refusal(desk.dispose("rudi", id, next)) == "disposition.not_yours");
    must(desk.dispose("sari", id, next));
    CHECK(must(desk.finish("sari", dossier, "3")).state == sop::State::open);
    const auto requester = must(
        desk.read([&](store::Tx& tx) { return requester_of(tx, desk.demo.office.id, dossier); }));
    REQUIRE(requester);
    CHECK(requester->email == "humas@dinkes.example");
}

TEST_CASE("a disposition is recalled while nobody has read it") {
    Desk desk;
    const auto id = must(desk.enter(letter_form()));
    const auto bima = desk.who("bima"), sari = desk.who("sari");
    const auto recall = [&](const Who& who, DispositionId which) {
        return desk.write(
            [&](store::Tx& tx) { return Dispositions::recall(tx, who, which, desk.now); });
    };
    const auto first = must(desk.dispose("bima", id, desk.to("sari")));
    CHECK(refusal(recall(sari, first)) == "disposition.not_yours");
    must(recall(bima, first));
    auto on = desk.to("lina");
    on.parent = first;
    CHECK(refusal(desk.dispose("sari", id, on)) == "disposition.not_yours");
    const auto second = must(desk.dispose("bima", id, desk.to("sari")));
    must(
        desk.write([&](store::Tx& tx) { return Dispositions::mark_read(tx, sari, id, desk.now); }));
    CHECK(refusal(recall(bima, second)) == "disposition.read");
    const auto all = must(desk.read(
        [&](store::Tx& tx) { return Dispositions::of_letter(tx, desk.demo.office.id, id); }));
    REQUIRE(all.size() == 2);
    CHECK(all[1].recipients.front().read_by == "Sari Handayani");
}

TEST_CASE("an oral instruction is written down and confirmed by whose word it is") {
    Desk desk;
    const auto id = must(desk.enter(letter_form()));
    const auto dossier = must(desk.accept(id, "ketapang"));
    auto told = desk.to("sari");
    told.as_told_by = desk.who("bima").person;
    const auto given = must(desk.dispose("nina", id, told));
    CHECK(desk.desk_of(dossier) == "2");
    const auto confirm = [&](const std::string& by) {
        const auto person = desk.who(by);
        return desk.write([&](store::Tx& tx) {
            return Dispositions::confirm(tx, desk.dossiers, person, given, desk.now);
        });
    };
    CHECK(refusal(confirm("ratna")) == "disposition.not_yours");
    must(confirm("bima"));
    CHECK(desk.desk_of(dossier) == "3");
    told.as_told_by = desk.who("dewi").person;
    CHECK(refusal(desk.dispose("nina", id, told)) == "right.missing");
}

TEST_CASE("Pontianak: the request is rows 1 and 2, material comes from the requester") {
    Desk desk;
    const auto request = desk.request("video", "");
    CHECK(request.state == LetterState::incoming);
    CHECK(tidy_code(lowered(request.code)) == request.code);
    const auto dossier = must(desk.accept(request.id, "pontianak", "sari"));
    CHECK(desk.desk_of(dossier) == "3");
    const auto office = desk.demo.office.id;
    const auto items = [&] {
        return must(desk.read([&](store::Tx& tx) { return letter_items(tx, office, dossier); }));
    };
    CHECK_FALSE(items().contains("data_pemohon"));
    // The team asks; the clock stands until the requester brings the material.
    const auto sari = desk.who("sari");
    const int task = desk.task_at(dossier, "3");
    must(desk.write([&](store::Tx& tx) {
        return Requests::ask(tx, desk.dossiers, sari, request.id, task, "Mohon data jadwal.",
                             desk.now);
    }));
    const auto paused = [&] {
        const auto state =
            must(desk.read([&](store::Tx& tx) { return desk.dossiers.load(tx, office, dossier); }));
        return state.open_task(task)->paused_at.has_value();
    };
    CHECK(paused());
    // Whoever gave an address reads it there, with the way to answer.
    const auto mails =
        must(desk.read([&](store::Tx& tx) { return Mails::log(tx, office, dossier, 5); }));
    REQUIRE(mails.size() == 1);
    CHECK(mails.front().kind == "lengkapi");
    const auto letter = desk.letter(request.id, "sari");
    CHECK(mails.front().to == letter.form.email);
    const auto found = must(
        desk.read([&](store::Tx& tx) { return Search::find(tx, sari, letter.form.subject, 5); }));
    const auto hit = std::ranges::find(found, HitKind::letter, &Hit::kind);
    REQUIRE(hit != found.end());
    CHECK(hit->id == request.id.value);
    must(desk.write([&](store::Tx& tx) {
        return Requests::answer(
            tx, desk.dossiers, office, letter, "Ini jadwalnya.",
            {{0, std::string(64, 'c'), 5, "application/pdf", "jadwal.pdf", "materi", true}},
            desk.now);
    }));
    CHECK_FALSE(paused());
    CHECK(items().contains("data_pemohon"));
}

TEST_CASE("the team answers, and only the team can do its row") {
    Desk desk;
    const auto request = desk.request("video");
    const auto dossier = must(desk.accept(request.id, "pontianak", "sari"));
    const auto name = [&](const std::string& by, const std::vector<std::string>& people) {
        const auto person = desk.who(by);
        std::vector<TeamWish> wishes;
        for (const auto& one : people) wishes.push_back({desk.who(one).person, "Anggota"});
        return desk.write([&](store::Tx& tx) {
            return Teams::name(tx, desk.dossiers, person, dossier, wishes, desk.now);
        });
    };
    const auto answer = [&](const std::string& by, bool ready, const std::string& reason = {}) {
        const auto person = desk.who(by);
        return desk.write([&](store::Tx& tx) {
            return Teams::answer(tx, person, dossier, ready, reason, desk.now);
        });
    };
    CHECK(refusal(name("dewi", {"dewi"})) == "team.not_yours");
    must(name("sari", {"dewi", "rudi"}));
    CHECK(refusal(answer("nina", true)) == "team.not_asked");
    must(answer("dewi", true));
    CHECK(refusal(answer("rudi", false)) == "reason.required");
    must(answer("rudi", false, "Sedang dinas luar"));
    must(name("sari", {"dewi", "nina"}));
    must(answer("nina", true));
    const auto sari = desk.who("sari");
    must(desk.write([&](store::Tx& tx) {
        return Teams::make_paper(tx, sari, dossier, {.kind = "surat_tugas"}, desk.now);
    }));
    must(desk.finish("sari", dossier, "3"));
    CHECK(desk.desk_of(dossier) == "4");
    must(desk.write_text("dewi", dossier, "Naskah video."));
    CHECK(refusal(desk.finish("rudi", dossier, "4")) == "task.not_yours");
    CHECK(desk.finish("nina", dossier, "4"));
}

TEST_CASE("the requester's material is nobody's to tick; from their hand it is taken by name") {
    Desk desk;
    const auto request = desk.request("video", "");
    const auto dossier = must(desk.accept(request.id, "pontianak", "sari"));
    const auto sari = desk.who("sari"), dewi = desk.who("dewi");
    must(desk.write([&](store::Tx& tx) {
        return Teams::name(tx, desk.dossiers, sari, dossier, {{dewi.person, "Penulis"}}, desk.now);
    }));
    must(desk.write(
        [&](store::Tx& tx) { return Teams::answer(tx, dewi, dossier, true, "", desk.now); }));
    must(desk.write([&](store::Tx& tx) {
        return Teams::make_paper(tx, sari, dossier, {.kind = "surat_tugas"}, desk.now);
    }));
    must(desk.finish("sari", dossier, "3"));
    must(desk.write_text("dewi", dossier, "Naskah video."));
    CHECK(refusal(desk.finish("dewi", dossier, "4")) == "item.missing");
    CHECK(!desk.view("dewi", dossier).by_hand.contains("data_pemohon"));
    CHECK(refusal(desk.dossiers.tick(dewi, dossier, "data_pemohon", true)) == "item.has_page");
    const auto take = [&](const std::string& from) {
        return desk.write([&](store::Tx& tx) {
            return Requests::take_material(tx, dewi, request.id, from, desk.now);
        });
    };
    CHECK(refusal(take(" ")) == "material_from.required");
    must(take("Ibu Rina, di loket"));
    const auto talk = must(desk.read(
        [&](store::Tx& tx) { return Requests::of(tx, desk.demo.office.id, request.id); }));
    REQUIRE(!talk.empty());
    CHECK(talk.back().by_office);
    CHECK(talk.back().words == "Ibu Rina, di loket");
    CHECK(desk.finish("dewi", dossier, "4"));
}

TEST_CASE("a request that was sent back comes in again by the requester's answer") {
    Desk desk;
    const auto request = desk.request("video");
    const auto dossier = must(desk.accept(request.id, "pontianak", "sari"));
    const auto sari = desk.who("sari");
    const auto dewi = desk.who("dewi").person;
    const auto office = desk.demo.office.id;
    must(desk.write([&](store::Tx& tx) -> Result<void> {
        TRY(Teams::name(tx, desk.dossiers, sari, dossier, {{dewi, ""}}, desk.now));
        return Teams::make_paper(tx, sari, dossier, {.kind = "surat_tugas"}, desk.now);
    }));
    must(desk.finish("sari", dossier, "3"));
    must(desk.write_text("dewi", dossier, "Naskah video."));
    must(desk.finish("dewi", dossier, "4"));
    must(desk.finish("dewi", dossier, "5"));
    must(desk.finish("dewi", dossier, "6", "ya"));
    must(desk.finish("dewi", dossier, "7", "dikembalikan", "Data jadwal belum lengkap."));
    CHECK(desk.desk_of(dossier) == "1");
    const auto letter = desk.letter(request.id);
    const auto back = must(desk.read(
        [&](store::Tx& tx) { return Requests::sent_back(tx, desk.dossiers, office, letter); }));
    REQUIRE(back);
    CHECK(*back == "Data jadwal belum lengkap.");
    must(desk.write([&](store::Tx& tx) {
        return Requests::answer(tx, desk.dossiers, office, letter, "Sudah dilengkapi.", {},
                                desk.now);
    }));
    CHECK(desk.desk_of(dossier) == "2");
}

TEST_CASE("too many requests from one address are refused; a withdrawn one is over") {
    Desk desk;
    Letter last;
    for (int i = 0; i < Letters::requests_per_hour; ++i) last = desk.request("publikasi");
    const auto once_more = desk.write([&](store::Tx& tx) {
        return Letters::request(tx, desk.demo.office.id, letter_form(), {"alamat"}, desk.now);
    });
    CHECK(refusal(once_more) == "letter.too_many");
    const auto dossier = must(desk.accept(last.id, "ketapang"));
    const auto letter = desk.letter(last.id);
    must(desk.write([&](store::Tx& tx) {
        return Requests::withdraw(tx, desk.dossiers, desk.demo.office.id, letter, "Batal",
                                  desk.now);
    }));
    const auto state = must(desk.read(
        [&](store::Tx& tx) { return desk.dossiers.load(tx, desk.demo.office.id, dossier); }));
    CHECK(state.state == sop::State::withdrawn);
}

TEST_CASE("a number is kept free, taken by its letter, or put out of use with a reason") {
    Desk desk;
    const auto nina = desk.who("nina");
    const auto keep = [&](const char* by, const std::string& series, const std::string& purpose) {
        const auto person = desk.who(by);
        return desk.write(
            [&](store::Tx& tx) { return Numbers::reserve(tx, person, series, purpose, desk.now); });
    };
    CHECK(refusal(keep("nina", "agenda", " ")) == "number_purpose.required");
    CHECK(refusal(keep("rudi", "agenda", "x")) == "right.missing");
    const auto first = must(keep("nina", "agenda", "Surat Bupati yang menyusul"));
    const auto second = must(keep("nina", "agenda", "Undangan"));
    const auto later = must(desk.enter(letter_form("9/A")));
    CHECK(desk.letter(later).agenda == 3);
    auto form = letter_form("8/A");
    form.reserved = first.key();
    const auto taken = must(desk.enter(form));
    CHECK(desk.letter(taken).agenda == 1);
    form.number = "7/A";
    CHECK(refusal(desk.enter(form)) == "reserved.gone");
    const auto set_free = [&](const std::string& reason) {
        return desk.write([&](store::Tx& tx) {
            return Numbers::set_free(tx, nina, second.key(), reason, desk.now);
        });
    };
    CHECK(refusal(set_free("")) == "reason.required");
    must(set_free("Undangan dibatalkan"));
    CHECK(refusal(set_free("Lagi")) == "reserved.gone");
    const auto office = desk.demo.office;
    AgendaBook book{.year = 2026};
    must(desk.read([&](store::Tx& tx) -> Result<void> {
        book.letters = TRY(Letters::agenda(tx, office.id, 2026));
        book.reserved = TRY(Numbers::reserved(tx, office.id, 2026));
        return {};
    }));
    const auto csv = agenda_csv(office, book);
    CHECK(csv.find("TIDAK DIPAKAI: Undangan dibatalkan") != csv.npos);
    CHECK(csv.find("Surat Bupati") == csv.npos);  // the letter itself stands there now
    const auto head = must(desk.read([&](store::Tx& tx) { return paper_head(tx, office); }));
    CHECK(agenda_pdf(office, head, book, desk.now));
}

TEST_CASE("an order takes its kept number, names who gets a copy, and explains the one it had") {
    Desk desk;
    const auto dossier = must(desk.accept(desk.request("video").id, "pontianak", "sari"));
    const auto sari = desk.who("sari"), nina = desk.who("nina");
    const auto kept = must(desk.write([&](store::Tx& tx) {
        return Numbers::reserve(tx, nina, "surat_tugas", "Tim video PBB", desk.now);
    }));
    desk.use_page("sari", dossier, sop::Act::assign_team);
    const auto make = [&](const TeamPaper& wish) {
        return desk.write(
            [&](store::Tx& tx) { return Teams::make_paper(tx, sari, dossier, wish, desk.now); });
    };
    TeamPaper wish{.kind = "surat_tugas", .copies = {" Bupati Sukamaju", "", "Inspektur "}};
    wish.reserved = kept.key();
    wish.copies.push_back(std::string(201, 'x'));
    CHECK(refusal(make(wish)) == "copies.too_long");
    wish.copies.pop_back();
    must(make(wish));
    CHECK(refusal(make(wish)) == "reserved.gone");
    const auto office = desk.demo.office;
    const auto lines =
        must(desk.read([&](store::Tx& tx) { return outgoing_lines(tx, office, 2026); }));
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].number == kept.shown);
    CHECK(lines[0].copies == std::vector<std::string>{"Bupati Sukamaju", "Inspektur"});
    CHECK(lines[1].remark == cat("TIDAK DIPAKAI: Diganti dengan nomor ", kept.shown));
    const auto head = must(desk.read([&](store::Tx& tx) { return paper_head(tx, office); }));
    CHECK(outgoing_pdf(office, head, 2026, lines, desk.now));
}

TEST_CASE("the papers of letters are made, and a spreadsheet runs no formula") {
    Desk desk;
    auto form = letter_form();
    form.agency = "=HYPERLINK(1)";
    const auto id = must(desk.enter(form));
    must(desk.dispose("bima", id, desk.to("sari")));
    const auto office = desk.demo.office;
    const auto head = must(desk.read([&](store::Tx& tx) { return paper_head(tx, office); }));
    const auto letter = desk.letter(id);
    const auto all =
        must(desk.read([&](store::Tx& tx) { return Dispositions::of_letter(tx, office.id, id); }));
    CHECK(disposition_sheet_pdf(office, head, letter, all, desk.now));
    CHECK(agenda_pdf(office, head, {2026, {letter}}, desk.now));
    CHECK(receipt_pdf(office, head, letter, "https://sukamaju.example/k/sukamaju/lacak", desk.now));
    CHECK(agenda_csv(office, {2026, {letter}}).find("\"'=HYPERLINK(1)\"") != std::string::npos);
    CHECK(day_words("2026-11-07") == "7 November 2026");
}

}  // namespace kentongan::tests
