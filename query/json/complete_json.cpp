#include "parser/json_writer.h"
#include "query/json/answer_json.h"

namespace kb {

// JsonObject finds append_json() by its argument's namespace, so it stands in kb itself.
static void append_json(std::string& out, const Completion& one) {
  JsonObject json(out);
  json.field("text", one.text).field("articles", one.articles);
  if (!one.id.empty()) json.field("id", one.id);
  json.end();
}

std::string to_json(std::string_view prefix, const Completions& completions) {
  std::string out;
  JsonObject(out)
      .field("format", 1)
      .field("prefix", prefix)
      .field("words", completions.words)
      .field("titles", completions.titles)
      .field("codes", completions.codes)
      .end();
  return out;
}

}  // namespace kb
