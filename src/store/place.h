// Whether a database can live at a place of the disk, asked before anything is opened.
#pragma once

#include <filesystem>

#include "base/result.h"

namespace kentongan::store {

/// Refuses a folder that is missing, cannot be written or is full, and a file that is no SQLite
/// database. Makes a missing file: empty, readable by its owner alone, and on disk.
Result<void> prepare_place(const std::filesystem::path& file);

/// Waits until what was written to a file, or the names in a folder, are on disk.
Result<void> sync_path(const std::filesystem::path& path);

}  // namespace kentongan::store
