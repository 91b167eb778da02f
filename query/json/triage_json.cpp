// The answer of `kb triage` as JSON (docs/error-codes.md).
#include "parser/json_writer.h"
#include "query/json/answer_json.h"
#include "query/json/json_values.h"

namespace kb {

namespace {

/// The article that explains one entry best.
struct BestArticle {
  const TriageHit& hit;
};

void append_json(std::string& out, const BestArticle& best) {
  JsonObject(out).field("id", null_if_empty(best.hit.id)).field("title", best.hit.title).end();
}

}  // namespace

// JsonObject finds append_json() by its argument's namespace, so these stand in kb itself.

static void add_fields(JsonObject& json, const Evidence& evidence) {
  json.field("kind", name_of(evidence.kind))
      .field("value", evidence.value)
      .field("source", null_if_empty(evidence.source))
      .field("count", evidence.count)
      .field("first", null_if_empty(evidence.first))
      .field("last", null_if_empty(evidence.last));
}

static void append_json(std::string& out, const Evidence& evidence) {
  JsonObject json(out);
  add_fields(json, evidence);
  json.end();
}

static void append_json(std::string& out, const TriageEntry& entry) {
  JsonObject json(out);
  add_fields(json, entry.evidence);
  json.field("explained", null_if_empty(entry.explained))
      .field("remark", null_if_empty(entry.remark))
      .field("sample", entry.evidence.sample);
  if (entry.best.empty()) {
    json.field("article", std::nullopt);
  } else {
    json.field("article", BestArticle{entry.best[0]});
  }
  json.end();
}

static void append_json(std::string& out, const TriageHit& hit) {
  JsonObject(out)
      .field("rank", hit.rank)
      .field("id", null_if_empty(hit.id))
      .field("title", hit.title)
      .field("score", rounded(hit.score))
      .field("matched", hit.matched)
      .field("source", hit.source)
      .end();
}

static void append_json(std::string& out, const FixCard& card) {
  JsonObject(out)
      .field("id", null_if_empty(card.id))
      .field("title", card.title)
      .field("symptom", null_if_empty(card.symptom))
      .field("cause", null_if_empty(card.cause))
      .field("fix", null_if_empty(card.fix))
      .field("fixed_in", card.fixed_in)
      .field("files", card.files)
      .end();
}

std::string to_json(const TriageAnswer& answer) {
  std::string out;
  JsonObject(out)
      .field("format", 1)
      .field("bytes", answer.text.bytes)
      .field("lines", answer.text.lines)
      .field("foreign", answer.text.foreign)
      .field("used", answer.used)
      .field("distinct", answer.distinct)
      .field("entries", answer.entries)
      .field("articles", answer.hits)
      .field("card", answer.card)
      .end();
  return out;
}

}  // namespace kb
