#include "query/browse/complete.h"

#include <fmt/format.h>

#include <memory>

#include "cli/command.h"
#include "cli/terminal.h"
#include "query/json/answer_json.h"

namespace kb {
namespace {

int run_complete(const std::string& prefix, std::size_t limit, const CommonOptions& common) {
  const auto index = Index::open(index_folder(common));
  if (!index) return report(index.error());
  const auto found = complete(*index, prefix, limit);
  if (!found) return report(found.error());
  Output out(common);
  if (common.json) {
    out.line(to_json(prefix, *found));
  } else {
    for (const auto* list : {&found->words, &found->codes, &found->titles}) {
      for (const Completion& one : *list) {
        out.line(one.text + (one.id.empty() ? "" : "\t" + one.id));
      }
    }
  }
  out.flush();
  return found->words.empty() && found->codes.empty() && found->titles.empty() ? kNothing : kFound;
}

}  // namespace

Run setup_complete(OptionList& list) {
  auto limit = std::make_shared<std::size_t>(10);
  auto words = std::make_shared<std::vector<std::string>>();
  list.any_words("TEXT", *words);
  list.add("-n,--limit", *limit, "completions of each kind (10)").between(1, 1000);
  list.footer(
      "Prints what may follow the text typed so far: words of titles, error codes and article\n"
      "numbers as whole queries, then titles, each with its article's number behind a TAB.");
  return [limit, words](const CommonOptions& common) {
    return run_complete(joined(*words), *limit, common);
  };
}

}  // namespace kb
