#include "cli/command.h"
#include "cli/terminal.h"
#include "query/search/search.h"

namespace kb {

Run setup_explain(CLI::App& app) {
  app.allow_extras();
  return [&app](const CommonOptions& common) {
    const auto index = Index::open(index_folder(common));
    if (!index) return report(index.error());
    const auto text = explain(*index, rest_of_line(app));
    if (!text) return report(text.error());
    Output out(common);
    out.write(*text);
    out.flush_paged();
    return kFound;
  };
}

}  // namespace kb
