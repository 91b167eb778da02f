// The programs that find articles for the same questions: kb, SQLite FTS5 and plain Xapian. What they
// are given is told in quality.cpp.
#pragma once

#include <sqlite3.h>
#include <xapian.h>

#include <string>
#include <vector>

#include "query/judge/judged_run.h"
#include "query/search/search.h"

namespace kb::testing {

/// What an engine that knows nothing of articles is given.
struct Text {
  std::string id, title, body, query_words;
};
Text text_of(const Article& article);

/// Opens an index; throws std::runtime_error with what is wrong with it.
Index open(const std::string& folder);

/// The content of a file; throws std::runtime_error if there is none.
std::string content_of(const std::string& path);

/// kb, with an index that must outlive it.
Engine kb_engine(const Index& index);

/// SQLite FTS5: columns title and body, tokenizer porter.
class Fts5 {
 public:
  /// `withhold`: the authors' query words are left out.
  Fts5(const std::vector<Text>& texts, bool withhold);
  Fts5(const Fts5&) = delete;
  Fts5& operator=(const Fts5&) = delete;
  ~Fts5();

  /// The first ten, with words joined by ` OR ` or ` AND `, and the title weighing so many times as
  /// much as the body.
  std::vector<std::string> search(const std::string& query, const char* joiner, double weight);

 private:
  void run(const char* sql);
  sqlite3_stmt* prepare(const char* sql);

  sqlite3* database_ = nullptr;
  sqlite3_stmt* ask_ = nullptr;
};

/// Xapian's TermGenerator and QueryParser as they are.
class PlainXapian {
 public:
  PlainXapian(const std::vector<Text>& texts, bool withhold);

  std::vector<std::string> search(const std::string& query);

 private:
  Xapian::WritableDatabase database_;
  Xapian::QueryParser parser_;
};

}  // namespace kb::testing
