// One installation opened: database, files, and the parts of the office built on them.
#pragma once

#include <memory>

#include "base/secret.h"
#include "config.h"
#include "delivery/outbox.h"
#include "files/vault.h"
#include "office/airings.h"
#include "office/alarms.h"
#include "office/articles.h"
#include "office/contents.h"
#include "office/copy_changes.h"
#include "office/dossiers.h"
#include "office/mail.h"
#include "office/media_facts.h"
#include "office/people.h"
#include "office/sightings.h"
#include "office/uploads.h"
#include "office/webhooks.h"
#include "store/db.h"

namespace kentongan {

/// The schema texts that the program carries, by name.
std::map<std::string, std::string> carried_schema();
/// The SOP texts that the program carries, by key ("singkawang-2023").
std::map<std::string, std::string> carried_sops();
int newest_schema();

enum class Open {
    serving,    // a fresh database is made; an old one is refused with the remedy
    upgrading,  // whatever is old is brought up to date
    looking,    // it must be there and of this version
};
/// Opens the database as `how` allows. Changes nothing when it refuses.
Result<std::unique_ptr<store::Db>> open_database(const Config&, Open how);

struct Installation {
    static Result<std::unique_ptr<Installation>> open(const Config&, Open how);
    Installation(std::unique_ptr<store::Db> opened, files::Vault, const SealKey&, const Config&);

    std::unique_ptr<store::Db> db;
    files::Vault vault;
    SealKey key;  // seals secrets at rest
    office::People people;
    office::Dossiers dossiers;
    office::Contents contents;
    office::Airings airings;
    office::CopyChanges copy_changes;
    office::Webhooks webhooks;
    office::Uploads uploads;
    office::Mails mails;
    office::Alarms alarms;
    office::Sightings sightings;
    office::Renditions renditions;
    delivery::Outbox outbox;
};

}  // namespace kentongan
