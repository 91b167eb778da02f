#include <memory>

#include "cli/command.h"
#include "cli/open_for_reading.h"
#include "cli/terminal.h"
#include "query/json/answer_json.h"

namespace kb {
namespace {

void write_in_words(const Explanation& explanation, Detail depth, Output& out) {
  constexpr std::size_t kLabel = 16;  // columns
  for (const auto& [label, text] : in_words(explanation, depth)) {
    const std::string blanks(label.size() + 2 <= kLabel ? kLabel - label.size() : 2, ' ');
    const std::size_t indent = label.starts_with("  ") ? 2 : 0;
    out.write(wrap_lines(label + blanks + text, out.width(), kLabel - indent));
  }
}

}  // namespace

Run setup_explain(OptionList& list) {
  auto words = std::make_shared<std::vector<std::string>>();
  list.any_words("QUERY", *words);
  return [words](const CommonOptions& common) {
    const auto index = open_for_reading(common);
    if (!index) return report(index.error());
    const auto explanation = explain(*index, joined(*words));
    if (!explanation) return report(explanation.error());
    Output out(common);
    if (common.json) {
      out.line(to_json(*explanation));
    } else {
      write_in_words(*explanation, common.verbose ? Detail::kXapian : Detail::kWords, out);
    }
    out.flush_paged();
    return kFound;
  };
}

}  // namespace kb
