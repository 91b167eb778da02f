#include "parser/json_writer.h"
#include "query/json/answer_json.h"
#include "query/json/json_values.h"

namespace kb {

// JsonObject finds append_json() by its argument's namespace, so it stands in kb itself.
static void append_json(std::string& out, const RelatedArticle& article) {
  JsonObject(out)
      .field("id", article.id)
      .field("title", null_if_empty(article.title))
      .field_if("shared", article.shared)
      .end();
}

std::string to_json(const Related& related) {
  std::string out;
  JsonObject(out)
      .field("format", 1)
      .field("id", related.id)
      .field("title", related.title)
      .field("similar", related.similar)
      .field("cited_together", related.cited_together)
      .field("same_code", related.same_code)
      .field("same_file", related.same_file)
      .field("cites", related.cites)
      .field("cited_by", related.cited_by)
      .end();
  return out;
}

}  // namespace kb
