#include "query/browse/complete.h"

#include <fmt/format.h>

#include <memory>

#include "cli/command.h"
#include "cli/line/complete_line.h"
#include "cli/open_for_reading.h"
#include "cli/terminal.h"
#include "parser/text/ascii.h"
#include "query/json/answer_json.h"

namespace kb {
namespace {

int run_complete(const std::string& prefix, std::size_t limit, const CommonOptions& common) {
  const auto index = open_for_reading(common);
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

/// A candidate a line, what it is behind a TAB; the line `:files` asks for names of files.
int run_line(const std::string& line, const CommonOptions& common) {
  std::vector<std::string> words;
  for (const std::string_view word : split(line, '\n')) words.emplace_back(word);
  const LineCompletion found = complete_line(words, common);
  Output out(common);
  for (const LineCandidate& one : found.candidates) {
    out.line(one.text + (one.about.empty() ? "" : "\t" + one.about));
  }
  if (found.files) out.line(":files");
  out.flush();
  return found.candidates.empty() && !found.files ? kNothing : kFound;
}

}  // namespace

Run setup_complete(OptionList& list) {
  auto line = std::make_shared<std::string>();
  auto limit = std::make_shared<std::size_t>(10);
  auto words = std::make_shared<std::vector<std::string>>();
  list.any_words("TEXT", *words);
  list.add("-n,--limit", *limit, "completions of each kind (10)").between(1, 1000);
  list.add("--line", *line,
           "complete a command line for a shell: the words behind kb, a line end between them");
  return [limit, words, line](const CommonOptions& common) {
    if (!line->empty()) return run_line(*line, common);
    return run_complete(joined(*words), *limit, common);
  };
}

}  // namespace kb
