#include <algorithm>

#include "cli/command.h"
#include "cli/line/fitting.h"

namespace kb {

const std::vector<Command>& commands() {
  using enum Effect;
  static const std::vector<Command> kTable = {
      {"index", "build the index from folders, files and archives", setup_index, fits_paths,
       kWrites, "folders, files and archives"},
      {"search", "search, best articles first", setup_search},
      {"show", "read an article", setup_show, fits_articles},
      {"error", "explain an error code, then list the articles about it", setup_error, fits_codes},
      {"triage", "find the articles for a pasted error text, STOP screen or log", setup_triage,
       fits_paths},
      {"inspect", "what an old machine's disk is, what failed on it, which fixes it lacks",
       setup_inspect, fits_paths},
      {"serve", "the knowledge base in any browser, on this machine", setup_serve},
      {"file", "list the versions of a file that fixes brought", setup_file, fits_file_name},
      {"parse", "print the structured record of articles; needs no index", setup_parse, fits_paths},
      {"explain", "show how a query is understood", setup_explain},
      {"complete", "list what may follow the beginning of a query", setup_complete, fits_one_word},
      {"fields", "list the fields that can be searched", setup_fields},
      {"stats", "say what the index holds", setup_stats},
      {"check", "say whether the index is sound", setup_check},
      {"pack", "write the index to one file that can be carried and searched", setup_pack,
       fits_new_file, kWrites, "one name with a dot or a slash, such as kb.kb or ./kb"},
      {"unpack", "turn such a file back into an index that can be updated", setup_unpack,
       fits_paths, kWrites, "a pocket file"},
      {"export", "write all records, as JSON Lines, a SQLite database or pages", setup_export,
       fits_filter, kWrites, "fields that narrow it, such as product:exchange"},
      {"bench", "measure how good the ranking is on your own archive", setup_bench, fits_paths},
      {"help", "the manual: of a command or a topic", setup_help, fits_manual},
      {"version", "say which kb this is", setup_version},
  };
  return kTable;
}

const Command* command_named(std::string_view name) {
  const auto command = std::find_if(commands().begin(), commands().end(),
                                    [&](const Command& one) { return one.name == name; });
  return command == commands().end() ? nullptr : &*command;
}

}  // namespace kb
