// serve: opens the installation, starts the edge and the runners, waits for the signal to stop.
#include <csignal>
#include <filesystem>

#include "base/carried.h"
#include "base/secret.h"
#include "documents/sop_sheet.h"
#include "installation.h"
#include "net/server.h"
#include "office/demo.h"
#include "office/notices.h"
#include "office/paper_heads.h"
#include "office/webhooks.h"
#include "runner.h"
#include "store/presence.h"
#include "web/site.h"

namespace kentongan {
namespace {

constexpr milliseconds longest_rest{60'000};
constexpr milliseconds journal_rest{1'000};
constexpr milliseconds upload_rest{60 * 60 * 1000};
constexpr int batch = 50;  // of journal entries: whoever writes meanwhile waits a millisecond
constexpr int errands_at_once = 3;

/// Blocked before any thread starts, so that only the main thread sees them, when it asks.
sigset_t stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return signals;
}

milliseconds carry_errands(Installation& installation) {
    const auto carried_some = installation.outbox.run_due(now);
    if (carried_some && *carried_some > 0) return milliseconds{0};
    const auto next = installation.outbox.next_due();
    if (!next || !*next) return longest_rest;
    return std::clamp(**next - now(), milliseconds{50}, longest_rest);
}

milliseconds grow_journals(Installation& installation) {
    const auto grown = installation.db->write([](store::Tx& tx) -> Result<int> {
        const auto offices = TRY(tx.all<OfficeId>("SELECT id FROM office ORDER BY id"));
        int entries = 0;
        for (const auto& [office] : offices) {
            entries += TRY(office::Journal::grow_tree(tx, office, batch));
            TRY(office::Webhooks::follow(tx, office, batch, now()));
        }
        return entries;
    });
    return grown && *grown >= batch ? milliseconds{0} : journal_rest;
}

/// Uploads that nobody continues, and the pieces of forms that a kill left behind.
milliseconds sweep_uploads(Installation& installation) {
    (void)installation.uploads.sweep();  // what it could not end, it ends in an hour
    return upload_rest;
}

/// What the clock has to say, and the digests of the morning.
milliseconds strike_hours(Installation& installation) {
    const auto fired = installation.alarms.fire_due();
    const auto digests = installation.db->write([](store::Tx& tx) -> Result<int> {
        const auto offices = TRY(tx.all<OfficeId>("SELECT id FROM office ORDER BY id"));
        int sent = 0;
        for (const auto& [office] : offices) {
            TRY(office::Airings::warn_expiring(tx, office, now()));
            sent += TRY(office::Notices::send_digests(tx, office, now()));
        }
        return sent;
    });
    if (!fired || !digests) return longest_rest;
    const auto next = installation.alarms.next_due();
    if (!next || !*next) return longest_rest;
    return std::clamp(**next - now(), milliseconds{50}, longest_rest);
}

/// Looks again at what is watched.
milliseconds look_again(Installation& installation) {
    const auto looked = installation.sightings.look_again_due();
    const auto next = installation.sightings.next_due();
    if (!looked || !next || !*next) return longest_rest;
    return std::clamp(**next - now(), milliseconds{50}, longest_rest);
}

/// A server for mails may have been set since the last run.
Result<void> resume_mails(Installation& installation) {
    if (!installation.mails.can_send()) return {};
    return installation.db->write([](store::Tx& tx) -> Result<void> {
        const auto offices = TRY(tx.all<OfficeId>("SELECT id FROM office ORDER BY id"));
        for (const auto& [office] : offices) TRY(office::Mails::resume(tx, office, now()));
        return {};
    });
}

Result<std::string> make_demo_office(Installation& installation) {
    const auto demo = TRY(office::make_demo(*installation.db, carried_sops(), now,
                                            hash_password(office::demo_password)));
    std::string people;
    for (const auto& [sign_in, id] : demo.people) {
        people += (people.empty() ? "" : ", ") + sign_in;
    }
    return cat("  Kantor contoh   ", demo.office.name, ", ", demo.office.region,
               "\n  Nama masuk      ", people, "\n  Kata sandi      ", office::demo_password, "\n");
}

net::ServerOptions server_options(const Config& config) {
    net::ServerOptions options;
    options.address = config.address;
    options.port = config.port;
    options.certificate = config.certificate;
    options.private_key = config.private_key;
    options.behind_proxy = config.behind_proxy;
    options.workers = config.workers;
    options.access_log = config.log;
    options.clock = now;
    return options;
}

/// The edge, the runners, and the wait for the signal that ends them.
int run(const Arguments& arguments, const Config& config, Installation& installation,
        net::Application& application, const std::string& welcome, const sigset_t& signals) {
    const auto server = net::Server::start(server_options(config), application);
    if (!server) return refuse(arguments, server.error());
    // Where nobody else works, whatever was being sent when we died is ours to look after now.
    const auto presence = store::Presence::take(config.database_address());
    if (!presence) return refuse(arguments, presence.error());
    if ((*presence)->came_first()) {
        const auto ended = installation.outbox.end_leases(now());
        if (!ended) return refuse(arguments, ended.error());
    }
    if (const auto resumed = resume_mails(installation); !resumed) {
        return refuse(arguments, resumed.error());
    }
    // Several at once, so that one long upload keeps nothing else waiting.
    std::vector<std::unique_ptr<Runner>> errands;
    for (int i = 0; i < errands_at_once; ++i) {
        errands.push_back(std::make_unique<Runner>([&] { return carry_errands(installation); }));
    }
    Runner uploads([&] { return sweep_uploads(installation); });
    Runner journals([&] { return grow_journals(installation); });
    Runner hours([&] { return strike_hours(installation); });
    Runner watches([&] { return look_again(installation); });
    installation.db->listen([&](const std::string& topic) {
        if (topic == "outbox") {
            for (const auto& runner : errands) runner->wake();
        }
        if (topic == "alarm") hours.wake();
        if (topic == "watch") watches.wake();
        (*server)->publish(topic, "baru");
    });
    Config shown = config;
    shown.port = (*server)->port();
    print(cat("\nKentongan berjalan di ", shown.shown_address(), "\n", welcome,
              "  Berhenti        Ctrl C\n\n"));
    int signal = 0;
    sigwait(&signals, &signal);
    (*server)->stop();
    (*server)->wait();
    return done;
}

/// What the office recorded of itself and its papers carry.
struct PrintingOffice {
    documents::Letterhead head = {};
    std::optional<documents::Signature> signer = {};
};

Result<PrintingOffice> printing_office(store::Db& db, const office::OfficeInfo& office) {
    return db.read([&](store::Tx& tx) -> Result<PrintingOffice> {
        PrintingOffice found{.head = TRY(office::paper_head(tx, office))};
        found.signer = TRY(office::head_of_office(tx, office.id, office::Signing::decree, now()));
        return found;
    });
}

documents::PrintOptions print_options(const web::SopPrint& wish, const PrintingOffice& office) {
    return {.paper = wish.f4 ? documents::Paper::f4 : documents::Paper::a4,
            .lanes_by_first_use = wish.lanes_by_first_use,
            .emblem = office.head.emblem,
            .created = now()};
}

Result<std::string> printed_sop(store::Db& db, sop::Definition sop, const web::SopPrint& wish) {
    const auto office = TRY(printing_office(db, wish.office));
    if (office.signer) office::fill_signer(sop, wish.office, *office.signer);
    return documents::sop_pdf(sop, print_options(wish, office));
}

Result<std::string> printed_bundle(store::Db& db, std::vector<sop::Definition> sops,
                                   const web::SopPrint& wish) {
    const auto office = TRY(printing_office(db, wish.office));
    for (auto& sop : sops) {
        if (office.signer) office::fill_signer(sop, wish.office, *office.signer);
    }
    const auto date = long_date(now(), Zone{wish.office.hours_from_utc});
    documents::BundleOptions options{.agency = cat(wish.office.name, " ", wish.office.region),
                                     .year = date.substr(date.rfind(' ') + 1),
                                     .address = joined(office.head.lines, "\n"),
                                     .print = print_options(wish, office)};
    return documents::sop_bundle_pdf(sops, options);
}

}  // namespace

int serve(const Arguments& arguments) {
    const auto signals = stop_signals();
    const auto config = read_config(arguments);
    if (!config) return refuse(arguments, config.error());
    const auto how = arguments.has("demo") ? Open::upgrading : Open::serving;
    const auto opened = Installation::open(*config, how);
    if (!opened) return refuse(arguments, opened.error());
    Installation& installation = **opened;
    const auto look = web::Look::load(carried());
    if (!look) return refuse(arguments, look.error());
    const web::Site site{
        .db = *installation.db,
        .people = installation.people,
        .dossiers = installation.dossiers,
        .contents = installation.contents,
        .airings = installation.airings,
        .vault = installation.vault,
        .look = **look,
        .clock = now,
        .public_address = config->shown_address(),
        .upload_folder = config->upload_folder(),
        .version = "v0.1",
        .posts_per_second = config->posts_per_second,
        .setup_code = fresh_token(18),
        .key = installation.key,
        .sop_pdf = [&db = *installation.db](
                       const sop::Definition& sop,
                       const web::SopPrint& wish) { return printed_sop(db, sop, wish); },
        .sop_bundle = [&db = *installation.db](
                          const std::vector<sop::Definition>& sops,
                          const web::SopPrint& wish) { return printed_bundle(db, sops, wish); },
        .uploads = &installation.uploads,
        .renditions = &installation.renditions,
        .upload_bytes_max = std::int64_t{config->upload_megabytes} << 20,
        .sightings = &installation.sightings,
    };
    std::error_code problem;
    std::filesystem::create_directories(site.upload_folder, problem);
    if (problem) {
        return refuse(arguments, cat("Folder ", site.upload_folder, " tidak dapat ditulis."),
                      cat("The folder ", site.upload_folder, " cannot be written."));
    }
    std::string welcome;
    if (arguments.has("demo")) {
        const auto made = make_demo_office(installation);
        if (!made) return refuse(arguments, made.error());
        welcome = *made;
    }
    const auto first = installation.people.first_office();
    if (first && !*first) {
        welcome =
            cat("  Belum ada kantor. Siapkan lewat tautan ini (rahasia, untuk Anda saja):\n  ",
                config->shown_address(), "/mulai/", site.setup_code, "\n");
    }
    const auto application = web::application(site);
    return run(arguments, *config, installation, *application, welcome, signals);
}

}  // namespace kentongan
