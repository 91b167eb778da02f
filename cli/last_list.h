// The last numbered list that was printed, so that `kb show 2` opens what stands at 2.
//
// Every command that prints numbers beside articles remembers them here, as text or as JSON, at a
// terminal or into a pipe: a number always belongs to the last list. `kb search --batch` prints
// many lists for a program and remembers none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parser/fields/article_name.h"

namespace kb {

/// Remembers article ids (or source paths) in the order printed, `first_number` being the number of
/// the first. Best effort: a home that can't be written, or none, is no error.
void remember_list(const std::vector<std::string>& articles, std::size_t first_number = 1);

/// The same of the articles of an answer.
template <typename Articles>
void remember_articles(const Articles& articles, std::size_t first_number = 1) {
  std::vector<std::string> names;
  names.reserve(articles.size());
  for (const auto& article : articles) names.push_back(article_name(article));
  remember_list(names, first_number);
}

/// What stood at `number` in the last list; null if nothing did.
std::optional<std::string> remembered_article(std::size_t number);

}  // namespace kb
