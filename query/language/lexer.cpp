#include "query/language/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "parser/fields/article_id.h"
#include "parser/file_tables/file_names.h"
#include "parser/text/ascii.h"
#include "parser/text/characters.h"
#include "parser/text/encoding.h"
#include "parser/text/near.h"
#include "parser/text/words.h"

namespace kb {
namespace {

bool is_operator_word(std::string_view word) {
  return word == "AND" || word == "OR" || word == "NOT" || word == "NEAR" ||
         word.starts_with("NEAR/");
}

/// Splits at blanks and strips outer parentheses, so that the operator of `(NOT x)` is found.
std::vector<std::string_view> bare_words(std::string_view query) {
  std::vector<std::string_view> words = split_words(query);
  for (std::string_view& word : words) {
    while (word.starts_with('(')) word.remove_prefix(1);
    while (word.ends_with(')')) word.remove_suffix(1);
  }
  return words;
}

/// True for a message in capitals: the words other than operators contain no small letter.
bool is_shouted(const std::vector<std::string_view>& words) {
  bool capitals = false;
  for (const std::string_view word : words) {
    if (is_operator_word(word)) continue;
    if (has_lower(word)) return false;
    capitals = capitals || std::count_if(word.begin(), word.end(), is_upper) > 1;
  }
  return capitals;
}

class Lexer {
 public:
  explicit Lexer(std::string_view query) : query_(query), codes_(recognise_codes(query)) {
    const auto words = bare_words(query);
    operators_ = std::any_of(words.begin(), words.end(), is_operator_word) && !is_shouted(words);
  }

  Lexed run() {
    if (!read_labelled_id()) {
      while (at_ < query_.size()) step();
    }
    settle_operators();
    const bool blank = std::all_of(query_.begin(), query_.end(), is_blank);
    if (out_.tokens.empty() && !blank) {
      out_.remarks.emplace_back("it holds no word, number or name to search for");
    }
    return std::move(out_);
  }

 private:
  void step() {
    if (is_blank(query_[at_])) {
      ++at_;
    } else if (!read_code() && !read_parenthesis() && !read_quoted()) {
      read_chunk();
    }
  }

  /// Takes the whole query if it is an article's number behind a label: `kb article 182320`.
  bool read_labelled_id() {
    const std::string_view text = trim(query_);
    if (text.find(' ') == std::string_view::npos || !typed_article_id(text)) return false;
    const auto begin = std::size_t(text.data() - query_.data());
    out_.tokens.push_back(token(TokenKind::kId, begin, begin + text.size()));
    return true;
  }

  bool at_word_start() const {
    return at_ == 0 || is_blank(query_[at_ - 1]) || query_[at_ - 1] == '(';
  }

  Token token(TokenKind kind, std::size_t begin, std::size_t end) {
    Token made{kind, std::string(query_.substr(begin, end - begin)), begin, end, occurs_, {}, {}};
    occurs_ = Occurs::kShould;
    return made;
  }

  /// Takes the code that starts here; recognise_codes() found them all in the whole query.
  bool read_code() {
    while (next_code_ < codes_.size() && codes_[next_code_].begin < at_) ++next_code_;
    if (next_code_ == codes_.size() || codes_[next_code_].begin != at_) return false;
    Token made = token(TokenKind::kCode, at_, codes_[next_code_].end);
    made.code = codes_[next_code_];
    at_ = std::max(made.end, at_ + 1);
    out_.tokens.push_back(std::move(made));
    return true;
  }

  bool read_parenthesis() {
    const char c = query_[at_];
    if (c != '(' && c != ')') return false;
    if (operators_) {
      out_.tokens.push_back(token(c == '(' ? TokenKind::kOpen : TokenKind::kClose, at_, at_ + 1));
    }
    ++at_;
    return true;
  }

  bool read_quoted() {
    if (query_[at_] != '"') return false;
    const std::size_t close = query_.find('"', at_ + 1);
    if (close == std::string_view::npos) {
      ++at_;
      return true;
    }
    add_words(at_ + 1, close, true);
    at_ = close + 1;
    return true;
  }

  /// Reads up to the next blank, quote, parenthesis or code.
  void read_chunk() {
    read_mark();
    const std::size_t begin = at_;
    if (begin >= query_.size() || query_[begin] == '"') return;
    if (read_field()) return;
    std::size_t end = begin;
    while (end < query_.size() && !is_blank(query_[end]) && query_[end] != '"' &&
           query_[end] != '(' && query_[end] != ')' && !starts_code(end, begin)) {
      ++end;
    }
    if (end == begin) {
      ++at_;
      return;
    }
    at_ = end;
    classify(begin, end);
  }

  bool starts_code(std::size_t at, std::size_t begin) const {
    if (at == begin) return false;
    const auto found = std::lower_bound(
        codes_.begin(), codes_.end(), at,
        [](const RecognisedCode& code, std::size_t place) { return code.begin < place; });
    return found != codes_.end() && found->begin == at;
  }

  /// Reads the mark of `+word`, `-word`, `-"phrase"`, `-field:value`.
  void read_mark() {
    const char c = query_[at_];
    if ((c != '+' && c != '-') || !at_word_start() || at_ + 1 >= query_.size()) return;
    const char next = query_[at_ + 1];
    if (!is_alpha(next) && next != '"') return;
    occurs_ = c == '+' ? Occurs::kMust : Occurs::kMustNot;
    ++at_;
  }

  /// Reads `field:value` or `field:"value with blanks"`; before: and after: become date ranges.
  bool read_field() {
    std::size_t colon = at_;
    while (colon < query_.size() && (is_alpha(query_[colon]) || query_[colon] == '_')) ++colon;
    if (colon == at_ || colon + 1 >= query_.size() || query_[colon] != ':') return false;
    if (is_blank(query_[colon + 1]) || query_[colon + 1] == ':') return false;
    const std::string_view name = query_.substr(at_, colon - at_);
    if (iequals(name, "similar")) {
      std::size_t end = colon + 1;
      std::string value = read_value(end);
      Token made = token(TokenKind::kSimilar, at_, end);
      made.text = std::move(value);
      at_ = end;
      out_.tokens.push_back(std::move(made));
      return true;
    }
    const bool before = iequals(name, "before");
    const bool after = iequals(name, "after");
    const Field* found = before || after ? &field(FieldId::kDate) : find_field(name);
    if (found == nullptr) {
      remark_unknown_field(name, colon);
      return false;
    }
    const std::size_t begin = at_;
    std::size_t end = colon + 1;
    std::string value = read_value(end);
    Token made = token(TokenKind::kField, begin, end);
    made.text = before ? ".." + value : after ? value + ".." : value;
    made.field = found;
    for (const Word& word : words_of(value)) {
      if (!word.compound) made.words.push_back(word.text);
    }
    at_ = end;
    out_.tokens.push_back(std::move(made));
    return true;
  }

  std::string read_value(std::size_t& at) const {
    if (query_[at] == '"') {
      const std::size_t close = query_.find('"', at + 1);
      if (close != std::string_view::npos) {
        std::string value(query_.substr(at + 1, close - at - 1));
        at = close + 1;
        return value;
      }
    }
    const std::size_t begin = at;
    while (at < query_.size() && !is_blank(query_[at]) && !(operators_ && query_[at] == ')')) ++at;
    return std::string(query_.substr(begin, at - begin));
  }

  /// Only what is nearly the name of a field is remarked on: `cc:Mail` and `http://` are text.
  void remark_unknown_field(std::string_view name, std::size_t colon) {
    const bool address = query_.substr(colon + 1, 2) == "//" || query_[colon + 1] == '\\';
    if (address || name.size() < 2 || !std::all_of(name.begin(), name.end(), is_lower)) return;
    const auto near = std::find_if(kFields.begin(), kFields.end(), [&](const Field& field) {
      return field.name.size() > 3 && is_near(name, field.name);
    });
    if (near == kFields.end()) return;
    out_.remarks.push_back(fmt::format(
        "there is no field '{}', so it is searched as words; did you mean {}:?", name, near->name));
  }

  void classify(std::size_t begin, std::size_t end) {
    const std::string_view chunk = query_.substr(begin, end - begin);
    if (operators_ && is_operator_word(chunk)) {
      add_operator(begin, end);
      return;
    }
    std::string_view bare = chunk;
    bare = strip_back(bare, ",;:!?.'<>[]{}");
    bare = strip_front(bare, "'<>[]{},;");
    if (bare.empty()) return;
    const auto bare_begin = std::size_t(bare.data() - query_.data());
    if (is_id(bare)) {
      out_.tokens.push_back(token(TokenKind::kId, bare_begin, bare_begin + bare.size()));
    } else if (is_registry_path(bare)) {
      out_.tokens.push_back(token(TokenKind::kRegistry, bare_begin, bare_begin + bare.size()));
    } else if (is_file_name(base_name(bare))) {
      out_.tokens.push_back(token(TokenKind::kFile, bare_begin, bare_begin + bare.size()));
    } else if (chunk.size() > 1 && chunk.ends_with('*') && is_word_star(chunk)) {
      add_wildcard(begin, end);
    } else {
      add_words(begin, end, false);
    }
  }

  static bool is_id(std::string_view text) {
    return !is_digit(text.front()) && typed_article_id(text).has_value();
  }

  static bool is_registry_path(std::string_view text) {
    return istarts_with(text, "HKEY_") || istarts_with(text, "HKLM\\") ||
           istarts_with(text, "HKCU\\") || istarts_with(text, "HKCR\\");
  }

  static bool is_word_star(std::string_view text) {
    return std::all_of(text.begin(), text.end() - 1,
                       [](char c) { return is_alnum(c) || c == '_' || (c & 0x80) != 0; });
  }

  void add_operator(std::size_t begin, std::size_t end) {
    const std::string_view word = query_.substr(begin, end - begin);
    Token made = token(word == "AND"   ? TokenKind::kAnd
                       : word == "OR"  ? TokenKind::kOr
                       : word == "NOT" ? TokenKind::kNot
                                       : TokenKind::kNear,
                       begin, end);
    made.distance = 10;
    if (word.size() > 5) made.distance = read_distance(word);
    out_.tokens.push_back(std::move(made));
  }

  /// Returns the number of `NEAR/n`, at least 1 and at most kMaxNear.
  std::size_t read_distance(std::string_view word) {
    std::size_t distance = 10;
    const auto [end, error] = std::from_chars(word.data() + 5, word.data() + word.size(), distance);
    if (error != std::errc::result_out_of_range && distance <= kMaxNear) {
      return std::max<std::size_t>(distance, 1);
    }
    out_.remarks.push_back(
        fmt::format("{} is read as NEAR/{}: further apart no words stand in one part of an article",
                    word.substr(0, 20), kMaxNear));
    return kMaxNear;
  }

  void add_wildcard(std::size_t begin, std::size_t end) {
    Token made = token(TokenKind::kWildcard, begin, end);
    made.words = {lower(query_.substr(begin, end - 1 - begin))};
    out_.tokens.push_back(std::move(made));
  }

  /// Adds the words of a byte range as one token: a word, or a phrase if there are several.
  void add_words(std::size_t begin, std::size_t end, bool quoted) {
    std::vector<std::string> words;
    for (const Word& word : words_of(query_.substr(begin, end - begin))) {
      if (word.compound && !quoted && word.begin == 0 && word.end == end - begin) {
        words = {word.text};
        break;
      }
      if (!word.compound) words.push_back(word.text);
    }
    if (words.empty()) {
      occurs_ = Occurs::kShould;
      return;
    }
    Token made = token(words.size() == 1 ? TokenKind::kWord : TokenKind::kPhrase, begin, end);
    made.words = std::move(words);
    made.quoted = quoted;
    out_.tokens.push_back(std::move(made));
  }

  static bool is_operand(TokenKind kind) {
    return kind != TokenKind::kAnd && kind != TokenKind::kOr && kind != TokenKind::kNot &&
           kind != TokenKind::kNear && kind != TokenKind::kOpen && kind != TokenKind::kClose;
  }

  /// Turns operators that lack an operand into words.
  void settle_operators() {
    std::vector<Token>& tokens = out_.tokens;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const TokenKind kind = tokens[i].kind;
      if (is_operand(kind) || kind == TokenKind::kOpen || kind == TokenKind::kClose) continue;
      const bool left =
          i > 0 && (is_operand(tokens[i - 1].kind) || tokens[i - 1].kind == TokenKind::kClose);
      const bool right = i + 1 < tokens.size() && (is_operand(tokens[i + 1].kind) ||
                                                   tokens[i + 1].kind == TokenKind::kOpen ||
                                                   tokens[i + 1].kind == TokenKind::kNot);
      if (right && (left || kind == TokenKind::kNot)) continue;
      tokens[i].kind = TokenKind::kWord;
      tokens[i].words = {lower(tokens[i].text)};
    }
  }

  std::string_view query_;
  std::vector<RecognisedCode> codes_;
  std::size_t next_code_ = 0;
  std::size_t at_ = 0;
  bool operators_ = false;
  Occurs occurs_ = Occurs::kShould;
  Lexed out_;
};

}  // namespace

Lexed lex_query(std::string_view query) {
  if (query.size() <= kMaxQuery) return Lexer(query).run();
  std::size_t cut = kMaxQuery;
  while (cut > 0 && !is_blank(query[cut])) --cut;
  Lexed lexed = Lexer(query.substr(0, cut == 0 ? kMaxQuery : cut)).run();
  lexed.remarks.push_back(fmt::format("the query is long; only its first {} characters were used",
                                      cut == 0 ? kMaxQuery : cut));
  return lexed;
}

}  // namespace kb
