// Everything the pages need, wired by main, and the application behind the edge.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/secret.h"
#include "office/airings.h"
#include "office/articles.h"
#include "office/contents.h"
#include "office/dossiers.h"
#include "office/media_facts.h"
#include "office/people.h"
#include "office/sightings.h"
#include "office/uploads.h"
#include "sop/clock.h"
#include "web/assets.h"
#include "web/template.h"
#include "web/words.h"

namespace kentongan::web {

/// Words, templates and browser files, read once from what the program carries.
class Look {
    /// Only load() makes one.
    struct Key {};

  public:
    Look(Key, const Carried& carried, Words words);
    /// Refuses with the page and the name at fault; so a wrong template is a program that does
    /// not start. The carried bytes must live as long as the Look.
    static Result<std::unique_ptr<Look>> load(const Carried&);

    const Words& words() const { return words_; }
    const Carried& carried() const { return carried_; }
    const Assets& assets() const { return assets_; }
    const Templates& templates() const { return templates_; }

  private:
    const Carried& carried_;
    Words words_;
    Assets assets_;
    Templates templates_;
};

/// How an SOP is printed, and for which office.
struct SopPrint {
    bool f4 = false, lanes_by_first_use = false;
    office::OfficeInfo office = {};
};

struct Site {
    store::Db& db;
    office::People& people;
    office::Dossiers& dossiers;
    office::Contents& contents;
    office::Airings& airings;
    const Look& look;
    const sop::WorkCalendar& calendar;
    Clock clock;
    std::string public_address;  // "https://kabar.sukamaju.example", no slash at the end
    std::string upload_folder;   // where bodies of uploads are streamed to
    std::string version;         // shown at the foot: "v0.1"
    int posts_per_second = 10;   // of one session, for long; more for a short while
    /// Seals secrets at rest: tokens, second factors.
    SealKey key = {};
    /// The official print of an SOP as PDF bytes; pages show no link while there is none.
    std::function<Result<std::string>(const sop::Definition&, const SopPrint&)> sop_pdf = {};
    std::function<Result<std::string>(const std::vector<sop::Definition>&, const SopPrint&)>
        sop_bundle = {};
    /// Resumable uploads; without them only the plain file fields take files.
    office::Uploads* uploads = nullptr;
    /// Pictures in the sizes of the channels; without them every picture has its one size.
    office::Renditions* renditions = nullptr;
    std::int64_t upload_bytes_max = office::upload_bytes_usual;
    /// Where proofs are kept, and what looks at public pages; pages do without where there is none.
    files::Vault* vault = nullptr;
    office::Sightings* sightings = nullptr;
    /// What a page could not do, for the server's log; people get its issues in words.
    std::function<void(const std::string& request_id, const Error&)> log = {};
};

/// Pages and API behind the edge. Thread-safe; lives as long as the Site.
std::unique_ptr<net::Application> application(const Site&);

}  // namespace kentongan::web
