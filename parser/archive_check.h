// What is damaged in an archive, for the one who looks after it: `kb parse --check`.
//
// Takes records one after the other and keeps only what findings need (ids, titles, citations), so
// it works on archives of any size. What one article shows by itself is found when it is added;
// what needs the others (citations that lead nowhere, titles that others print longer) when all
// are known. An article that comes in several dialects is judged once, in the file read first.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parser/article.h"

namespace kb {

/// In the order of reports.
enum class FindingKind {
  kEmptyArticle,       ///< no text at all, or no title
  kDuplicateId,        ///< one id in two files of one dialect
  kDuplicateTitle,     ///< several articles under one title
  kCutTitle,           ///< 64 characters: where the archive cuts titles
  kUnreadableDate,     ///< of the header or of a file table
  kEncoding,           ///< lost or twice encoded characters
  kContradiction,      ///< two numbers that should be one: `-2147217900 (80040E15)`
  kMalformedCode,      ///< an error code with too many or too few digits
  kDanglingReference,  ///< a cited article that is not in the archive
  kOther,              ///< whatever else the parser remarked
};

/// `cut_title`, `dangling_reference` ...
std::string_view name_of(FindingKind kind);

struct Finding {
  FindingKind kind = FindingKind::kOther;
  std::string source;             ///< of the article; of a missing one, the first that cites it
  std::size_t line = 0;           ///< 0: not known, or the article as a whole
  std::optional<std::string> id;  ///< of the article; of a missing one, its own
  std::string message;            ///< one sentence without a full stop
};

/// One finding as a JSON object on one line, without a line end.
std::string to_json(const Finding& finding);

class ArchiveCheck {
 public:
  void add(const Article& article);

  /// Articles added, editions of one article included.
  std::size_t articles() const { return articles_; }

  /// Everything found so far: by kind, then in the order of the articles; missing articles by how
  /// many others cite them.
  std::vector<Finding> findings() const;

 private:
  struct Held {
    std::string source;
    std::string title;
    std::set<Dialect> dialects;
  };
  struct Missing {
    std::string source;
    std::optional<std::string> title;
    std::size_t citations = 0;
  };

  void note(FindingKind kind, const Article& article, std::size_t line, std::string message);
  void check_identity(const Article& article);
  void check_emptiness(const Article& article);
  void check_encoding(const Article& article);
  void check_remarks(const Article& article);
  void keep_citations(const Article& article);
  void add_duplicate_titles(std::vector<Finding>& findings) const;
  void add_cut_titles(std::vector<Finding>& findings) const;
  void add_dangling(std::vector<Finding>& findings) const;

  std::size_t articles_ = 0;
  std::vector<Finding> findings_;                                       ///< of single articles
  std::map<std::string, Held> held_;                                    ///< by id
  std::map<std::string, Missing> cited_;                                ///< by id, held or not
  std::unordered_map<std::string, std::set<std::string>> long_titles_;  ///< as cited, by id
};

}  // namespace kb
