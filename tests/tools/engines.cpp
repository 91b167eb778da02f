#include "tests/tools/engines.h"

#include <fmt/format.h>

#include <fstream>
#include <stdexcept>

#include "parser/text/words.h"

namespace kb::testing {
namespace {

void bind_text(sqlite3_stmt* statement, int at, const std::string& text) {
  sqlite3_bind_text(statement, at, text.data(), int(text.size()), SQLITE_TRANSIENT);
}

}  // namespace

Text text_of(const Article& article) {
  Text text{*article.id, article.title, "", article.query_words.value_or("")};
  const auto add = [&](std::string_view more) { text.body.append(more).push_back('\n'); };
  for (const Section& section : article.sections) {
    if (section.heading) add(*section.heading);
    add(section.text);
  }
  add(*article.id);
  add(article.product_code.value_or(""));
  for (const auto* list : {&article.products, &article.applies_to, &article.versions,
                           &article.operating_systems, &article.keywords, &article.technology}) {
    for (const std::string& value : *list) add(value);
  }
  return text;
}

Index open(const std::string& folder) {
  auto index = Index::open(folder);
  if (!index) throw std::runtime_error(index.error().message);
  return std::move(*index);
}

std::string content_of(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("can't read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

Engine kb_engine(const Index& index) {
  return [&index](const std::string& query) {
    SearchRequest request;
    request.query = query;
    std::vector<std::string> ids;
    if (const auto answer = kb::search(index, request)) {
      for (const SearchHit& hit : answer->hits) ids.push_back(hit.id);
    }
    return ids;
  };
}

Fts5::Fts5(const std::vector<Text>& texts, bool withhold) {
  sqlite3_open(":memory:", &database_);
  run("create virtual table kb using fts5(id unindexed, title, body, tokenize='porter "
      "unicode61')");
  run("begin");
  sqlite3_stmt* insert = prepare("insert into kb values (?, ?, ?)");
  for (const Text& text : texts) {
    const std::string body = withhold ? text.body : text.body + text.query_words;
    bind_text(insert, 1, text.id);
    bind_text(insert, 2, text.title);
    bind_text(insert, 3, body);
    sqlite3_step(insert);
    sqlite3_reset(insert);
  }
  sqlite3_finalize(insert);
  run("commit");
  run("insert into kb(kb) values('optimize')");
  ask_ = prepare("select id from kb where kb match ?1 order by bm25(kb, 0.0, ?2, 1.0) limit 10");
}

Fts5::~Fts5() {
  sqlite3_finalize(ask_);
  sqlite3_close(database_);
}

std::vector<std::string> Fts5::search(const std::string& query, const char* joiner, double weight) {
  std::string match;
  for (const Word& word : words_of(query)) {
    if (word.compound) continue;
    match += fmt::format("{}\"{}\"", match.empty() ? "" : joiner, word.text);
  }
  bind_text(ask_, 1, match);
  sqlite3_bind_double(ask_, 2, weight);
  std::vector<std::string> ids;
  while (sqlite3_step(ask_) == SQLITE_ROW) {
    ids.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(ask_, 0)));
  }
  sqlite3_reset(ask_);
  return ids;
}

void Fts5::run(const char* sql) {
  if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw std::runtime_error(sqlite3_errmsg(database_));
  }
}

sqlite3_stmt* Fts5::prepare(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) != SQLITE_OK) {
    throw std::runtime_error(sqlite3_errmsg(database_));
  }
  return statement;
}

PlainXapian::PlainXapian(const std::vector<Text>& texts, bool withhold)
    : database_("", Xapian::DB_BACKEND_INMEMORY) {
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("english"));
  for (const Text& text : texts) {
    Xapian::Document document;
    generator.set_document(document);
    generator.index_text(text.title);
    generator.increase_termpos();
    generator.index_text(text.body);
    if (!withhold) generator.index_text(text.query_words);
    document.set_data(text.id);
    database_.add_document(document);
  }
  parser_.set_stemmer(Xapian::Stem("english"));
  parser_.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
  parser_.set_database(database_);
}

std::vector<std::string> PlainXapian::search(const std::string& query) {
  std::vector<std::string> ids;
  try {
    Xapian::Enquire enquire(database_);
    enquire.set_query(parser_.parse_query(query));
    const Xapian::MSet hits = enquire.get_mset(0, 10);
    for (auto hit = hits.begin(); hit != hits.end(); ++hit) {
      ids.push_back(hit.get_document().get_data());
    }
  } catch (const Xapian::QueryParserError&) {  // what was typed is no query for it: no hits
  }
  return ids;
}

}  // namespace kb::testing
