#include "cli/command.h"
#include "cli/terminal.h"
#include "query/search/searcher.h"

namespace kb {

Run setup_explain(CLI::App& app) {
  app.allow_extras();
  return [&app](const CommonOptions& common) {
    const auto searcher = Searcher::open(index_folder(common));
    if (!searcher) return report(searcher.error());
    const auto text = searcher->explain(rest_of_line(app));
    if (!text) return report(text.error());
    Output out(common);
    out.write(*text);
    out.flush_paged();
    return kFound;
  };
}

}  // namespace kb
