#include "query/json/answer_json.h"

#include "parser/json_writer.h"
#include "query/json/json_values.h"

namespace kb {

// JsonObject finds append_json() by its argument's namespace, so these stand in kb itself.

static void append_json(std::string& out, const Contribution& one) {
  JsonObject(out).field("part", one.part).field("weight", rounded(one.weight)).end();
}

static void append_json(std::string& out, const FacetCount& one) {
  JsonObject(out).field("value", one.value).field("count", one.count).end();
}

static void append_json(std::string& out, const SearchHit& hit) {
  JsonObject(out)
      .field("rank", hit.rank)
      .field("id", null_if_empty(hit.id))
      .field("title", hit.title)
      .field("score", rounded(hit.score))
      .field("section", hit.snippet.section)
      .field("snippet", to_html(hit.snippet))
      .field("products", hit.products)
      .field("last_modified", hit.last_modified)
      .field("matched", hit.matched)
      .field("source", hit.source)
      .field_if("why", hit.why)
      .field_if("fixed", hit.fixed)
      .end();
}

std::string to_json(const SearchAnswer& answer) {
  std::string out;
  JsonObject json(out);
  json.field("format", 1)
      .field("query", answer.query)
      .field("understood", answer.understood)
      .field("total", answer.total)
      .field("total_is", answer.total_is_exact ? "exact" : "at_least")
      .field("offset", answer.offset)
      .field("took_ms", rounded(answer.took_ms))
      .field("did_you_mean", answer.did_you_mean)
      .field("remarks", answer.remarks)
      .field("results", answer.hits);
  if (!answer.facets.empty()) json.field("facets", answer.facets);
  json.end();
  return out;
}

static void append_json(std::string& out, const Citation& citation) {
  JsonObject(out).field("id", citation.id).field("title", citation.title).end();
}

std::string to_json(const Ghost& ghost) {
  std::string out;
  JsonObject(out)
      .field("format", 1)
      .field("id", ghost.id)
      .field("ghost", true)
      .field("title", ghost.title)
      .field("cited_by", ghost.cited_by)
      .end();
  return out;
}

static void append_json(std::string& out, const FileRelease& release) {
  const FileVersion& row = release.row;
  JsonObject(out)
      .field("version", row.version)
      .field("date", row.date)
      .field("time", row.time)
      .field("size", row.size)
      .field("platform", row.platform)
      .field("component", row.component)
      .field("under", row.under)
      .field("id", release.id)
      .field("title", release.title)
      .end();
}

static void append_json(std::string& out, const LeftOut& left_out) {
  JsonObject(out)
      .field("without_version", left_out.without_version)
      .field("other_branch", left_out.other_branch)
      .field("not_newer", left_out.not_newer)
      .field("brought_by", left_out.brought_by)
      .end();
}

std::string to_json(const FileHistory& history) {
  std::string out;
  JsonObject(out)
      .field("format", 1)
      .field("file", history.file)
      .field("versions", history.releases)
      .field_if("nearest", history.nearest)
      .field_if("left_out", history.left_out)
      .end();
  return out;
}

std::string to_json(const IndexInfo& info, const ArticleCounts& counts) {
  std::string out;
  JsonObject(out)
      .field("format", 1)
      .field("articles", info.articles)
      .field("files", info.files)
      .field("bytes", info.bytes)
      .field("dialects", info.dialects)
      .field("diagnostics", info.diagnostics)
      .field("average_length", counts.terms_per_article)
      .field("schema", info.schema)
      .field("kb", info.program)
      .field("created", info.created)
      .field("sources", info.sources)
      .field("index_bytes", info.size == 0 ? std::nullopt : std::optional(info.size))
      .field("facets", counts.facets)
      .end();
  return out;
}

}  // namespace kb
