#include "parser/fields/article_id.h"

#include <algorithm>
#include <vector>

#include "parser/text/ascii.h"
#include "parser/text/characters.h"

namespace kb {
namespace {

constexpr std::size_t kMostDigits = 6;

/// `Q182320`, `KB 182320`; a bare number is none here.
std::optional<std::string> lettered_id(std::string_view text) {
  if (istarts_with(text, "kb")) {
    text.remove_prefix(2);
  } else if (istarts_with(text, "q")) {
    text.remove_prefix(1);
  } else {
    return std::nullopt;
  }
  if (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  return canonical_article_id(text);
}

std::optional<std::string> plain_id(std::string_view text) {
  return !text.empty() && is_digit(text.front()) ? canonical_article_id(text) : lettered_id(text);
}

/// Drops the extension of a file that holds an article.
std::string_view without_extension(std::string_view name) {
  for (const std::string_view extension : {".txt", ".md", ".aspx", ".asp", ".html", ".htm"}) {
    if (name.size() > extension.size() &&
        iequals(name.substr(name.size() - extension.size()), extension)) {
      return name.substr(0, name.size() - extension.size());
    }
  }
  return name;
}

/// `Q182` `3` `20.asp`: the number is cut before its last three digits.
std::optional<std::string> split_id(std::string_view head, std::string_view middle,
                                    std::string_view tail) {
  const std::string_view last = without_extension(tail);
  if (last.size() == tail.size() || last.size() != 2 || middle.size() != 1 || head.size() > 4) {
    return std::nullopt;
  }
  return lettered_id(std::string(head) + std::string(middle) + std::string(last));
}

/// `%3B`, `%3A` and `%2F` as the characters they stand for.
std::string decode_percent(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view escape = text.substr(i, 3);
    const char c = iequals(escape, "%3b")   ? ';'
                   : iequals(escape, "%3a") ? ':'
                   : iequals(escape, "%2f") ? '/'
                                            : '\0';
    out += c != '\0' ? c : text[i];
    if (c != '\0') i += 2;
  }
  return out;
}

/// The parts of a path, `\` taken as `/`, empty ones dropped.
std::vector<std::string_view> path_parts(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t i = 0; i <= path.size();) {
    const std::size_t end = std::min(path.find_first_of("/\\", i), path.size());
    if (end > i) parts.push_back(path.substr(i, end - i));
    i = end + 1;
  }
  return parts;
}

bool names_articles(std::string_view folder) {
  return iequals(folder, "kb") || iequals(folder, "help") || iequals(folder, "articles");
}

/// The id of the folder or file at `i`; a bare number needs a folder that says what it is.
std::optional<std::string> part_id(const std::vector<std::string_view>& parts, std::size_t i) {
  const std::string_view name = without_extension(parts[i]);
  if (auto id = lettered_id(name)) return id;
  const bool told = (i >= 1 && names_articles(parts[i - 1])) ||
                    (i >= 2 && names_articles(parts[i - 2]) && parts[i - 1].size() == 5);
  return told ? plain_id(name) : std::nullopt;
}

bool is_folder_page(std::string_view name) {
  return iequals(name, "README.md") || iequals(name, "index.html") || iequals(name, "index.md");
}

std::optional<std::string> path_id(std::string_view path) {
  std::vector<std::string_view> parts = path_parts(path);
  if (parts.size() > 1 && is_folder_page(parts.back())) parts.pop_back();
  const std::size_t n = parts.size();
  if (n == 0) return std::nullopt;
  if (n >= 3) {
    if (auto id = split_id(parts[n - 3], parts[n - 2], parts[n - 1])) return id;
  }
  return part_id(parts, n - 1);
}

/// A path on the support site, where the title or the language may follow the id.
std::optional<std::string> site_path_id(std::string_view path) {
  if (auto id = path_id(path)) return id;
  const std::vector<std::string_view> parts = path_parts(path);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (!names_articles(parts[i - 1])) continue;
    if (auto id = part_id(parts, i)) return id;
  }
  return std::nullopt;
}

/// Takes the scheme and the host off. False where an address names another host.
bool strip_site(std::string_view& text, bool& on_site) {
  bool scheme = false;
  for (const std::string_view prefix : {"http://", "https://"}) {
    if (!istarts_with(text, prefix)) continue;
    text.remove_prefix(prefix.size());
    scheme = true;
    break;
  }
  std::string_view host = text;
  if (istarts_with(host, "www.")) host.remove_prefix(4);
  constexpr std::string_view kHost = "support.microsoft.com";
  on_site = istarts_with(host, kHost);
  if (!on_site) return !scheme;
  text = host.substr(kHost.size());
  if (!text.empty() && text.front() == ':') {
    text.remove_prefix(1);
    text = strip_front(text, "0123456789");
  }
  return text.empty() || text.front() == '/' || text.front() == '?';
}

/// The id of `path`, which may be an address; no query, no fragment.
std::optional<std::string> address_id(std::string_view path) {
  bool on_site = false;
  if (!strip_site(path, on_site)) return std::nullopt;
  return on_site ? site_path_id(path) : path_id(path);
}

/// `kb;en-us;182320`, `kb;Q182320`, `Q182320`, `http://support.microsoft.com/.../20.asp`.
std::optional<std::string> parameter_id(std::string_view value) {
  if (auto id = plain_id(value)) return id;
  const std::vector<std::string_view> parts = split(value, ';');
  if (parts.size() == 1) return address_id(value);
  if (parts.size() > 3 || !iequals(parts[0], "kb")) return std::nullopt;
  return plain_id(parts.back());
}

/// The id that a parameter of the query names.
std::optional<std::string> query_id(std::string_view query) {
  for (const std::string_view parameter : split(query, '&')) {
    const std::size_t equals = parameter.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view name = parameter.substr(0, equals);
    if (!iequals(name, "scid") && !iequals(name, "kbid") && !iequals(name, "id")) continue;
    if (auto id = parameter_id(parameter.substr(equals + 1))) return id;
  }
  return std::nullopt;
}

bool ends_a_word(char c) { return !is_alnum(c) && static_cast<unsigned char>(c) < 0x80; }

/// True if an id may begin at `pos`: nothing before it that it would be a part of.
bool may_begin(std::string_view text, std::size_t pos) {
  if (pos == 0) return true;
  const char before = text[pos - 1];
  if (before == 'Q') return pos == 1 || ends_a_word(text[pos - 2]);  // doubled by mistake: QQ193059
  if (is_digit(before)) {                                            // glued: Q157719Q157718
    std::size_t i = pos;
    while (i > 0 && pos - i <= kMostDigits && is_digit(text[i - 1])) --i;
    return pos - i >= 5 && pos - i <= kMostDigits && i > 0 && to_upper(text[i - 1]) == 'Q';
  }
  return !is_alpha(before) &&
         std::string_view("/\\+_$=;.-&?@#%").find(before) == std::string_view::npos;
}

/// True if the text from `end` leaves the id a word of its own, or glues a title to it.
bool may_end(std::string_view text, std::size_t end) {
  if (end == text.size()) return true;
  const char c = text[end];
  const char next = end + 1 < text.size() ? text[end + 1] : ' ';
  if (is_digit(c) || is_lower(c)) return false;
  if (c == '.' || c == '-') return !is_alnum(next) && next != '*';
  return std::string_view("/\\+_$*=%@").find(c) == std::string_view::npos;
}

/// Where the number of an id begins whose letters stand at `pos`; `pos` if there are none.
std::size_t digits_begin(std::string_view text, std::size_t pos) {
  if (pos + 2 >= text.size()) return pos;
  if (text[pos] == 'K') return text[pos + 1] == 'B' && is_digit(text[pos + 2]) ? pos + 2 : pos;
  if (text[pos] != 'Q' && text[pos] != 'q') return pos;
  if (is_digit(text[pos + 1])) return pos + 1;
  return text[pos] == 'Q' && text[pos + 1] == ' ' && is_digit(text[pos + 2]) ? pos + 2 : pos;
}

/// Takes a word off the front of a text, and what separates it from the rest. False if the text does
/// not begin with that word.
bool take_word(std::string_view& text, std::string_view word) {
  if (!istarts_with(text, word)) return false;
  const std::string_view rest = text.substr(word.size());
  if (!rest.empty() && is_alnum(rest.front())) return false;
  const std::size_t next = rest.find_first_not_of(" :#.-");
  text = rest.substr(std::min(next, rest.size()));
  return true;
}

/// Takes the labels off that people put in front of a number; returns false if there are none.
bool take_labels(std::string_view& text) {
  const std::size_t size = text.size();
  for (const std::string_view word : {"microsoft", "ms"}) {
    if (std::string_view rest = text; take_word(rest, word) && take_labels(rest)) {
      text = rest;
      return true;
    }
  }
  take_word(text, "knowledge");
  for (const std::string_view word :
       {"base", "knowledgebase", "mskb", "kb", "article", "id", "no", "number"}) {
    take_word(text, word);
  }
  return text.size() != size;
}

/// The digit that a letter was written for; 0 if it looks like none.
char misread_digit(char letter) {
  constexpr std::string_view kLetters = "OoIliBSsZz";
  constexpr std::string_view kDigits = "0011185522";
  const std::size_t at = kLetters.find(letter);
  return at == std::string_view::npos ? '\0' : kDigits[at];
}

/// Reads a number that may hold letters for digits and one mark between its thousands.
std::optional<std::string> misread_id(std::string_view text) {
  constexpr std::size_t kMostLetters = 2;
  std::string digits;
  std::size_t letters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char digit = is_digit(c) ? c : misread_digit(c);
    letters += digit != '\0' && !is_digit(c) ? 1 : 0;
    const bool mark = std::string_view(",.-' ").find(c) != std::string_view::npos;
    if (digit == '\0' && !(mark && i > 0 && i + 4 == text.size())) return std::nullopt;
    if (digit != '\0') digits += digit;
  }
  if (letters > kMostLetters) return std::nullopt;
  digits.erase(0, digits.find_first_not_of('0'));
  return canonical_article_id(digits);
}

}  // namespace

std::optional<std::string> canonical_article_id(std::string_view digits) {
  if (digits.size() < 5 || digits.size() > kMostDigits || digits.front() == '0' ||
      !all_digits(digits)) {
    return std::nullopt;
  }
  return 'Q' + std::string(digits);
}

std::optional<std::string> parse_article_id(std::string_view text) {
  text = trim(text);
  if (auto id = plain_id(text)) return id;
  for (const char c : text) {
    if (is_blank(c)) return std::nullopt;
  }
  const std::string decoded = decode_percent(text);
  std::string_view rest = std::string_view(decoded).substr(0, decoded.find('#'));
  const std::size_t question = rest.find('?');
  if (question != std::string_view::npos) {
    bool on_site = false;
    std::string_view path = rest.substr(0, question);
    if (!strip_site(path, on_site)) return std::nullopt;
    if (auto id = query_id(rest.substr(question + 1))) return id;
    rest = rest.substr(0, question);
  }
  if (rest.find(';') != std::string_view::npos) return parameter_id(rest);
  return address_id(rest);
}

std::optional<std::string> typed_article_id(std::string_view text) {
  if (auto id = parse_article_id(text)) return id;
  constexpr std::size_t kLongest = 60;  // bytes of labels and number
  text = trim(text);
  text = strip_back(text, ".,;:!?)");
  if (text.size() > kLongest) return std::nullopt;
  bool told = take_labels(text);
  for (const std::string_view letters : {"kb", "q"}) {
    if (!istarts_with(text, letters)) continue;
    text.remove_prefix(letters.size());
    text = strip_front(text, " #-.");
    told = true;
    break;
  }
  return told ? misread_id(text) : std::nullopt;
}

std::optional<ArticleIdMatch> match_article_id(std::string_view text, std::size_t pos) {
  const std::size_t begin = digits_begin(text, pos);
  if (begin == pos) return std::nullopt;
  std::size_t end = begin;
  while (end < text.size() && end - begin <= kMostDigits && is_digit(text[end])) ++end;
  auto id = canonical_article_id(text.substr(begin, end - begin));
  if (!id || !may_begin(text, pos) || !may_end(text, end)) return std::nullopt;
  return ArticleIdMatch{pos, end, std::move(*id)};
}

std::optional<ArticleIdMatch> find_article_id(std::string_view text, std::size_t from) {
  for (std::size_t pos = text.find_first_of("QKq", from); pos != std::string_view::npos;
       pos = text.find_first_of("QKq", pos + 1)) {
    if (auto match = match_article_id(text, pos)) return match;
  }
  return std::nullopt;
}

}  // namespace kb
