// Finds out from the address which database is meant.
#include "store/db.h"

#include "store/open.h"

namespace kentongan::store {

Result<std::unique_ptr<Db>> Db::open(const std::string& address, DbOptions options) {
    constexpr std::string_view sqlite = "sqlite:";
    if (address.starts_with(sqlite)) return open_sqlite(address.substr(sqlite.size()), options);
    if (address.starts_with("postgres") || address.find('=') != std::string::npos) {
        return open_postgres(address, options);
    }
    return Error{Kind::invalid,
                 "Alamat basis data \"" + address +
                     "\" tidak dikenal; tulis sqlite:/jalur/ke/berkas.db atau"
                     " postgresql://pengguna@server/nama.",
                 {{"store", "address"}}};
}

}  // namespace kentongan::store
