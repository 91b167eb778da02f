// What `kb parse --check` prints.
#pragma once

#include "cli/command.h"
#include "parser/archive_check.h"

namespace kb {

/// The findings, grouped by kind, one line each: `source: line N: message`; as JSON Lines with
/// --json. The summary stands below them, with --json on stderr.
void report_archive(const ArchiveCheck& check, const CommonOptions& common);

}  // namespace kb
