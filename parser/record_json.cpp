#include "parser/record_json.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "parser/json_writer.h"

namespace kb {

// Found by JsonObject through their argument, which is why they stand in kb itself.

static void append_json(std::string& out, const Section& section) {
  JsonObject(out)
      .field("kind", name_of(section.kind))
      .field("heading", section.heading)
      .field("text", section.text)
      .end();
}

static void append_json(std::string& out, const FileVersion& row) {
  JsonObject(out)
      .field("component", row.component)
      .field("file", row.file)
      .field("version", row.version)
      .field("date", row.date)
      .field("time", row.time)
      .field("size", row.size)
      .field("platform", row.platform)
      .field("raw", row.raw)
      .field_if("under", row.under)
      .field_if("kind", row.kind == RowKind::kListing ? std::optional<std::string>("listing")
                                                      : std::nullopt)
      .end();
}

static void append_json(std::string& out, const ErrorCode& code) {
  JsonObject(out)
      .field("text", code.text)
      .field("family", name_of(code.family))
      .field("canonical", code.canonical)
      .field_if("parameters", code.parameters)
      .field_if("value", code.value)
      .field_if("event_source", code.event_source)
      .field_if("event_sources", code.event_sources)
      .end();
}

static void append_json(std::string& out, const Reference& reference) {
  JsonObject(out).field("id", reference.id).field("title", reference.title).end();
}

static void append_json(std::string& out, const RegistryValue& value) {
  JsonObject(out)
      .field("key", value.key)
      .field("name", value.name)
      .field("type", value.type)
      .field("data", value.data)
      .end();
}

static void append_json(std::string& out, const Diagnostic& diagnostic) {
  JsonObject(out).field("line", diagnostic.line).field("message", diagnostic.message).end();
}

/// True for a row of a listing that says no version: such rows are what a folder or a disk holds, not
/// versions of files.
static bool is_listed_only(const FileVersion& row) {
  return row.kind == RowKind::kListing && !row.version;
}

static std::vector<FileVersion> rows_of(const Article& article, bool listed_only) {
  std::vector<FileVersion> rows;
  std::copy_if(article.file_versions.begin(), article.file_versions.end(), std::back_inserter(rows),
               [&](const FileVersion& row) { return is_listed_only(row) == listed_only; });
  return rows;
}

/// About the size of the object, so that it is written without moving.
static std::size_t size_of(const Article& article) {
  std::size_t size = 4096;
  for (const Section& section : article.sections) size += section.text.size() * 9 / 8;
  return size;
}

static void append_json(std::string& out, const Article& article) {
  JsonObject(out)
      .field("format", 1)
      .field("id", article.id)
      .field("title", article.title)
      .field("prefix", article.prefix)
      .field("product_code", article.product_code)
      .field("products", article.products)
      .field("versions", article.versions)
      .field("operating_systems", article.operating_systems)
      .field("keywords", article.keywords)
      .field("last_modified", article.last_modified)
      .field("applies_to", article.applies_to)
      .field("technology", article.technology)
      .field("issue_type", article.issue_type)
      .field("solution_type", article.solution_type)
      .field("query_words", article.query_words)
      .field("sections", article.sections)
      .field("file_versions", rows_of(article, false))
      .field_if("listed_files", rows_of(article, true))
      .field("error_codes", article.error_codes)
      .field("references", article.references)
      .field("registry_keys", article.registry_keys)
      .field("registry_values", article.registry_values)
      .field("fixed_in", article.fixed_in)
      .field("fix_status", name_of(article.fix_status))
      .field("dialect", name_of(article.dialect))
      .field("source", article.source)
      .field("diagnostics", article.diagnostics)
      .end();
}

std::string to_json(const Article& article) {
  std::string out;
  out.reserve(size_of(article));
  append_json(out, article);
  return out;
}

}  // namespace kb
