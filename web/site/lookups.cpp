#include "web/site/lookups.h"

#include "parser/fields/article_id.h"
#include "query/search/near_numbers.h"

namespace kb {

tl::expected<FoundArticle, Refusal> find_article(const Index& index, const std::string& name) {
  const auto id = typed_article_id(name);
  FoundArticle found{id.value_or(name), {}, {}};
  const auto records = id ? index.articles(*id) : index.articles_of_source(name);
  if (!records) return refused(records.error());
  if (!records->empty()) {
    found.records = *records;
    return found;
  }
  if (!id) {
    return refused(404, "there is no article '" + name + "'",
                   "give a number such as Q182320, or the path of its file");
  }
  auto ghost = find_ghost(index, *id);
  if (!ghost) return refused(ghost.error());
  if (!*ghost) {
    const auto message =
        ask(index, [&](const Index& open) { return no_such_article(open.database(), *id); });
    if (!message) return refused(message.error());
    return refused(404, *message, "search for what it was about");
  }
  found.ghost = std::move(**ghost);
  return found;
}

Result<FileHistory> find_file(const Index& index, const std::string& name,
                              const std::string& version) {
  auto history = file_history(index, name);
  if (!history || version.empty()) return history;
  if (const auto kept = keep_newer(*history, version); !kept) {
    return tl::make_unexpected(kept.error());
  }
  return history;
}

tl::expected<TriageAnswer, Refusal> triage_text(const Index& index, const std::string& text,
                                                std::size_t limit) {
  if (text.size() > kMaxText) return tl::make_unexpected(text_too_large());
  TriageReader reader;
  reader.feed(text);
  TriageText read = reader.finish();
  if (read.binary) return refused(400, "this is no text", "send a log or a message as text");
  if (read.words.find_first_not_of(" \t\r\n") == std::string::npos) {
    return refused(400, "the text is empty", "send an error message, a STOP screen or a log");
  }
  const auto answer = triage(index, std::move(read), limit);
  if (!answer) return refused(answer.error());
  return *answer;
}

}  // namespace kb
