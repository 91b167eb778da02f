// The answer of `kb error` as JSON (docs/error-codes.md).
#include "parser/json_writer.h"
#include "query/json/answer_json.h"
#include "query/json/json_values.h"

namespace kb {

namespace {

/// A dictionary entry and the code that it explains.
struct SaidOfCode {
  const DictionaryEntry* entry;
  std::string canonical;
};

struct Facility {
  std::uint16_t code;
  std::string_view name;
};

void append_json(std::string& out, const SaidOfCode& said) {
  JsonObject(out)
      .field("name", null_if_empty(said.entry->name))
      .field("message", null_if_empty(said.entry->message))
      .field("component", null_if_empty(said.entry->component))
      .field("count", said.entry->count)
      .field("articles", said.entry->articles)
      .field("canonical", said.canonical)
      .end();
}

void append_json(std::string& out, const Facility& facility) {
  JsonObject(out).field("code", facility.code).field("name", null_if_empty(facility.name)).end();
}

}  // namespace

// JsonObject finds append_json() by its argument's namespace, so these stand in kb itself.

static void append_json(std::string& out, const InnerCode& inner) {
  JsonObject(out)
      .field("family", name_of(inner.family))
      .field("canonical", inner.canonical)
      .field("names", inner.names)
      .field("message", null_if_empty(inner.message))
      .end();
}

/// Adds the value in every notation; null for a code that is no number.
static void add_value(JsonObject& json, const std::optional<std::uint32_t>& value) {
  if (value) {
    json.field("hex", hex32(*value))
        .field("signed", std::int32_t(*value))
        .field("unsigned", *value);
  } else {
    json.field("hex", std::nullopt).field("signed", std::nullopt).field("unsigned", std::nullopt);
  }
}

/// Adds the parts of a 32-bit code; for other numbers `code` is the whole number.
static void add_parts(JsonObject& json, const CodeCard& card) {
  if (card.family == CodeFamily::kCode32 && card.bits) {
    const CodeBits& bits = *card.bits;
    json.field("severity", name_of(bits.severity))
        .field("facility", Facility{bits.facility, bits.facility_name})
        .field("code", bits.code)
        .field("customer", bits.customer);
  } else {
    json.field("severity", std::nullopt).field("facility", std::nullopt).field("code", card.value);
  }
}

static void append_json(std::string& out, const CodeCard& card) {
  JsonObject json(out);
  json.field("family", name_of(card.family)).field("canonical", card.canonical);
  add_value(json, card.value);
  json.field("names", card.names)
      .field("message", null_if_empty(card.message))
      .field("plain", null_if_empty(card.plain));
  add_parts(json, card);
  json.field("unwraps_to", card.unwraps_to).field("from", null_if_empty(card.from)).end();
}

static void append_json(std::string& out, const ErrorArticle& article) {
  JsonObject(out)
      .field("rank", article.rank)
      .field("id", null_if_empty(article.id))
      .field("title", article.title)
      .field("matched", article.matched)
      .field("link", name_of(article.link))
      .field("source", article.source)
      .end();
}

static void append_json(std::string& out, const NearCode& near) {
  JsonObject(out).field("canonical", near.canonical).field("names", near.names).end();
}

static std::vector<SaidOfCode> all_said(const std::vector<CodeCard>& cards) {
  std::vector<SaidOfCode> all;
  for (const CodeCard& card : cards) {
    for (const DictionaryEntry& entry : card.dictionary) all.push_back({&entry, card.canonical});
  }
  return all;
}

std::string to_json(const ErrorAnswer& answer) {
  std::string out;
  JsonObject json(out);
  json.field("format", 1)
      .field("input", answer.input)
      .field("readings", answer.readings)
      .field("dictionary", all_said(answer.readings))
      .field("total", answer.total)
      .field("exact", answer.exact)
      .field("articles", answer.articles)
      .field_if("nearest", answer.nearest);
  if (!answer.hint.empty()) json.field("hint", answer.hint);
  json.end();
  return out;
}

}  // namespace kb
