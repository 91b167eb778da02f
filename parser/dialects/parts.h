// The parts of a KB article as printed, before any of them is read: what the three KB dialects
// (document, jekyll, document-flat) have in common.
//
// Each dialect's reader fills a Parts; from there on there is one path (parse.cpp), which is why
// one article in three dialects gives one record.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parser/article.h"

namespace kb {

/// The lines below the last 70-`=` rule. Null where the label is not printed.
struct Footer {
  std::optional<std::string> keywords;
  std::optional<std::string> component;
  std::optional<std::string> technology;
  std::optional<std::string> version;
  std::optional<std::string> platform;
  std::optional<std::string> hardware;
  std::optional<std::string> issue_type;
  std::optional<std::string> solution_type;
};

/// Values are as printed, outer blanks removed, UTF-8.
struct Parts {
  // Header. Empty where the field is empty or missing.
  std::string id;  ///< as printed, `Q182320`
  std::string title;
  std::string product;
  std::string product_code;  ///< document dialects only
  std::string versions;
  std::string operating_systems;
  std::string keywords;
  std::string date;  ///< `22-FEB-2001`

  std::string residue;  ///< what stands between the header and the applies-to block
  std::vector<std::string> applies_to;
  std::vector<Section> sections;
  std::optional<std::string> query_words;
  Footer footer;
  std::vector<Diagnostic> diagnostics;
};

}  // namespace kb
