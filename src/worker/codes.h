// Reads the codes that a scanned paper shows, inside the confined worker.
#pragma once

namespace kentongan::worker {

/// From standard input to standard output, a line each; false when the picture cannot be read.
bool write_codes();

}  // namespace kentongan::worker
