// The answer of `kb inspect` as JSON (docs/inspecting.md).
#include "parser/json_writer.h"
#include "query/json/answer_json.h"
#include "query/json/json_values.h"

namespace kb {

static void append_json(std::string& out, const InstalledProduct& one) {
  JsonObject(out).field("name", one.name).field("version", one.version).end();
}

static void append_json(std::string& out, const InstalledSystem& system) {
  JsonObject json(out);
  json.field("product", system.product).field("version", null_if_empty(system.version));
  if (system.build == 0) {
    json.field("build", std::nullopt);
  } else {
    json.field("build", system.build);
  }
  json.field("service_pack", null_if_empty(system.service_pack))
      .field("root", system.root)
      .field("profile", null_if_empty(system.profile()))
      .field("also", system.also)
      .end();
}

static void append_json(std::string& out, const InstalledFix& fix) {
  JsonObject(out).field("id", fix.id).field("witness", fix.witness).end();
}

static void append_json(std::string& out, const FailureArticle& article) {
  JsonObject(out).field("id", article.id).field("title", article.title).end();
}

static void append_json(std::string& out, const Failure& failure) {
  JsonObject(out)
      .field("kind", name_of(failure.kind))
      .field("canonical", failure.canonical)
      .field("parameters", failure.parameters)
      .field("by", null_if_empty(failure.by))
      .field("source", failure.source)
      .field("when", null_if_empty(failure.when))
      .field("count", failure.count)
      .field("articles", failure.articles)
      .end();
}

static void append_json(std::string& out, const FileOnDisk& file) {
  JsonObject(out)
      .field("version", null_if_empty(file.version))
      .field("size", file.size == 0 ? std::nullopt : std::optional(file.size))
      .field("date", null_if_empty(file.date()))
      .end();
}

namespace {

/// The row of an article's table, without what `kb file` says of it.
struct Row {
  const FileVersion& row;
};

void append_json(std::string& out, const Row& fix) {
  JsonObject(out)
      .field("version", fix.row.version)
      .field("size", fix.row.size)
      .field("date", fix.row.date)
      .end();
}

}  // namespace

static void append_json(std::string& out, const FixEvidence& evidence) {
  JsonObject(out)
      .field("file", evidence.fix.file)
      .field("path", evidence.have.path)
      .field("have", evidence.have)
      .field("fix", Row{evidence.fix})
      .end();
}

static void append_json(std::string& out, const Fix& fix) {
  JsonObject(out)
      .field("id", null_if_empty(fix.id))
      .field("title", fix.title)
      .field("state", name_of(fix.state))
      .field("why", fix.why)
      .field("superseded_by", null_if_empty(fix.superseded_by))
      .field("evidence", fix.evidence)
      .end();
}

std::string to_json(const Inspection& inspection) {
  std::string out;
  JsonObject(out)
      .field("format", 1)
      .field("system", inspection.system)
      .field("installed", inspection.installed)
      .field("failures", inspection.failures)
      .field("fixes", inspection.fixes)
      .field("diagnostics", inspection.diagnostics)
      .end();
  return out;
}

}  // namespace kb
