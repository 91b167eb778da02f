#include "cli/command.h"

namespace kb {

const std::vector<Command>& commands() {
  static const std::vector<Command> kTable = {
      {"index", "build the index from folders, files and archives", setup_index},
      {"search", "search, best articles first", setup_search},
      {"show", "read an article", setup_show},
      {"error", "explain an error code, then list the articles about it", setup_error},
      {"triage", "find the articles for a pasted error text, STOP screen or log", setup_triage},
      {"serve", "the knowledge base in any browser, on this machine", setup_serve},
      {"file", "list the versions of a file that fixes brought", setup_file},
      {"parse", "print the structured record of articles; needs no index", setup_parse},
      {"explain", "show how a query is understood", setup_explain},
      {"complete", "list what may follow the beginning of a query", setup_complete},
      {"fields", "list the fields that can be searched", setup_fields},
      {"stats", "say what the index holds", setup_stats},
      {"check", "say whether the index is sound", setup_check},
      {"pack", "write the index to one file that can be carried and searched", setup_pack},
      {"unpack", "turn such a file back into an index that can be updated", setup_unpack},
      {"export", "write all records, as JSON Lines or to a SQLite database", setup_export},
      {"bench", "measure how good the ranking is on your own archive", setup_bench},
  };
  return kTable;
}

}  // namespace kb
