#include "parser/json_writer.h"
#include "query/json/answer_json.h"

namespace kb {

// JsonObject finds append_json() by its argument's namespace, so it stands in kb itself.
static void append_json(std::string& out, const ExplainedToken& token) {
  JsonObject(out)
      .field("text", token.text)
      .field("begin", token.begin)
      .field("end", token.end)
      .field("kind", token.kind)
      .field("meaning", token.meaning)
      .field_if("readings", token.readings)
      .end();
}

static void append_json(std::string& out, const ExplainedPart& part) {
  JsonObject(out).field("label", part.label).field("xapian", part.xapian).end();
}

std::string to_json(const Explanation& explanation) {
  std::string out;
  JsonObject(out)
      .field("format", 1)
      .field("query", explanation.query)
      .field("modern", explanation.modern)
      .field("unknown", explanation.unknown)
      .field("corrected", explanation.corrected)
      .field("did_you_mean", explanation.did_you_mean)
      .field("tokens", explanation.tokens)
      .field("tree", explanation.tree)
      .field("understood", explanation.understood)
      .field("parts", explanation.parts)
      .field("xapian", explanation.xapian)
      .field("remarks", explanation.remarks)
      .end();
  return out;
}

}  // namespace kb
