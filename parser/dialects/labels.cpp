#include "parser/dialects/labels.h"

#include "parser/text/ascii.h"
#include "parser/text/contains.h"

namespace kb {
namespace {

/// Reads the next word of letters (and the `(s)` of `word(s)`); skips blanks before it.
std::string_view next_word(std::string_view text, std::size_t& at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  const std::size_t begin = at;
  while (at < text.size() && is_alpha(text[at])) ++at;
  if (istarts_with(text.substr(at), "(s)")) at += 3;
  return text.substr(begin, at - begin);
}

bool is_words_noun(std::string_view word) {
  return is_one_of(word, {"word", "words", "word(s)", "work", "works", "references"});
}

/// `query`, `querey`, `qeury`, `reference`, `references`.
bool is_query_adjective(std::string_view word) {
  return istarts_with(word, "que") || istarts_with(word, "qeu") || istarts_with(word, "referenc");
}

}  // namespace

const FooterLabel kFooterLabels[8] = {
    {"Keywords", &Footer::keywords},     {"Component", &Footer::component},
    {"Technology", &Footer::technology}, {"Version", &Footer::version},
    {"Platform", &Footer::platform},     {"Hardware", &Footer::hardware},
    {"Issue type", &Footer::issue_type}, {"Solution Type", &Footer::solution_type}};

std::size_t match_query_words_label(std::string_view text) {
  std::size_t at = 0;
  const std::string_view first = next_word(text, at);
  const bool additional = istarts_with(first, "addit") && first.size() >= 8;
  if (!additional && !iequals(first, "reference")) return 0;
  std::string_view word = next_word(text, at);
  if (additional && is_query_adjective(word)) {
    const std::size_t after_adjective = at;
    const std::string_view noun = next_word(text, at);
    if (noun.empty() && iequals(word, "references")) {
      at = after_adjective;
    } else {
      word = noun;
    }
  }
  if (!is_words_noun(word)) return 0;
  while (at < text.size() && text[at] == ' ') ++at;
  return at < text.size() && text[at] == ':' ? at + 1 : 0;
}

std::size_t match_category_label(std::string_view text) {
  for (const std::string_view label : {"KBCategory:", "KBSubcategory:"}) {
    if (istarts_with(text, label)) return label.size();
  }
  return 0;
}

std::optional<std::string> Footer::*match_footer_label(std::string_view line,
                                                       std::string_view& value) {
  for (const FooterLabel& label : kFooterLabels) {
    if (!line.starts_with(label.name)) continue;
    const std::string_view rest = trim(line.substr(label.name.size()));
    if (!rest.starts_with(':')) continue;
    value = trim(rest.substr(1));
    return label.field;
  }
  return nullptr;
}

bool is_applies_rule(std::string_view line) {
  return line.size() >= 63 && line.size() <= kAppliesRule && is_run_of(line, '-');
}

}  // namespace kb
