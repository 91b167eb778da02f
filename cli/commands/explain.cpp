#include <memory>

#include "cli/command.h"
#include "cli/terminal.h"
#include "query/search/search.h"

namespace kb {

Run setup_explain(OptionList& list) {
  auto words = std::make_shared<std::vector<std::string>>();
  list.any_words("QUERY", *words);
  return [words](const CommonOptions& common) {
    const auto index = Index::open(index_folder(common));
    if (!index) return report(index.error());
    const auto text = explain(*index, joined(*words));
    if (!text) return report(text.error());
    Output out(common);
    out.write(*text);
    out.flush_paged();
    return kFound;
  };
}

}  // namespace kb
