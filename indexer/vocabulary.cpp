#include "indexer/vocabulary.h"

#include <xapian.h>

#include <algorithm>
#include <map>
#include <utility>

#include "indexer/index_folder.h"
#include "indexer/terms.h"
#include "parser/text.h"

namespace kb {
namespace {

constexpr Xapian::doccount kMinSpelling = 3;  // articles that hold a word before it is offered
constexpr std::size_t kMaxForms = 24;         // words of one stem that a search asks for

struct Form {
  std::string word;
  Xapian::doccount articles;
};

bool is_plain_word(const std::string& term) {
  return std::all_of(term.begin(), term.end(), is_lower);
}

/// Words of letters, with an apostrophe or letters beyond ASCII; no prefixed term, no number.
bool has_stem(const std::string& term) {
  return std::none_of(term.begin(), term.end(), [](char c) {
    return is_upper(c) || is_digit(c) || c == '_' || c == '.' || c == '+' || c == '#' || c == '&';
  });
}

void write_forms(const std::string& stem, std::vector<Form>& forms, Xapian::WritableDatabase& out) {
  if (forms.size() < 2) return;
  std::sort(forms.begin(), forms.end(), [](const Form& a, const Form& b) {
    return std::make_pair(b.articles, a.word) < std::make_pair(a.articles, b.word);
  });
  if (forms.size() > kMaxForms) forms.resize(kMaxForms);
  for (const Form& form : forms) out.add_synonym(stem_key(stem), form.word);
}

}  // namespace

Result<void> write_vocabulary(const std::vector<std::string>& shards, const std::string& path) {
  try {
    Xapian::Database all;
    for (const std::string& shard : shards) all.add_database(Xapian::Database(shard));
    Xapian::WritableDatabase out(
        path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_DANGEROUS | Xapian::DB_BACKEND_GLASS);
    const Xapian::Stem stemmer(kStemmer);
    std::map<std::string, std::vector<Form>> by_stem;
    for (auto term = all.allterms_begin(); term != all.allterms_end(); ++term) {
      const std::string word = *term;
      if (!has_stem(word)) continue;
      const Xapian::doccount articles = term.get_termfreq();
      by_stem[stemmer(word)].push_back({word, articles});
      if (articles >= kMinSpelling && word.size() >= 3 && is_plain_word(word)) {
        out.add_spelling(word, articles);
      }
    }
    for (auto& [stem, forms] : by_stem) write_forms(stem, forms, out);
    out.commit();
  } catch (const Xapian::Error& error) {
    return tl::make_unexpected(write_error_of(error, path));
  }
  return {};
}

}  // namespace kb
