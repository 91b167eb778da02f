#include "parser/identity.h"

#include "parser/dialects/dialect.h"
#include "parser/fields/article_id.h"
#include "parser/fields/dates.h"
#include "parser/parse.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

constexpr std::size_t kHead = 4096;     // bytes in which a header ends
constexpr std::size_t kKeyLength = 48;  // letters and digits of a title that are compared

/// Skips `&quot;`, and `&amp;amp;` that was escaped twice, at `i`: they stand for characters that
/// are no letters.
std::size_t skip_entity(std::string_view title, std::size_t i) {
  constexpr std::size_t kLongest = 8;
  if (title[i] != '&') return i;
  for (;;) {
    const std::size_t end = title.find(';', i);
    const bool entity = end != std::string_view::npos && end - i <= kLongest &&
                        title.substr(i, end - i).find(' ') == std::string_view::npos;
    if (!entity) return i;
    i = end;
    if (title.substr(i + 1, 4) != "amp;") return i;
    ++i;
  }
}

std::string title_key(std::string_view title) {
  std::string key;
  for (std::size_t i = 0; i < title.size() && key.size() < kKeyLength; ++i) {
    i = skip_entity(title, i);
    if (is_alnum(title[i])) key += to_lower(title[i]);
  }
  return key;
}

/// The text between `begin` and the nearest of a line end and ` PRODUCT :`.
std::string_view title_value(std::string_view head, std::size_t begin) {
  const std::string_view rest = head.substr(begin);
  return trim(rest.substr(0, std::min(rest.find('\n'), rest.find(" PRODUCT :"))));
}

void identify_document(std::string_view head, Identity& identity) {
  const std::size_t at = head.find("DOCUMENT:");
  const auto words = split_words(head.substr(at + 9, 40));
  if (!words.empty()) identity.id = parse_article_id(words[0]);
  if (words.size() > 1) identity.date = parse_header_date(words[1]).value_or("");
  const std::size_t title = head.find("TITLE");
  const std::size_t colon = title == std::string_view::npos ? title : head.find(':', title);
  if (colon != std::string_view::npos) identity.title_key = title_key(title_value(head, colon + 1));
}

/// The date of the line `Last Modified: 7-SEP-2001`.
std::string jekyll_date(std::string_view head) {
  constexpr std::string_view kLabel = "Last Modified:";
  const std::size_t at = head.find(kLabel);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = head.substr(at + kLabel.size());
  return parse_header_date(trim(rest.substr(0, rest.find('\n')))).value_or("");
}

void identify_jekyll(std::string_view head, Identity& identity) {
  identity.date = jekyll_date(head);
  const std::size_t at = head.find("Article: ");
  const auto words = split_words(head.substr(at + 9, 20));
  if (!words.empty()) identity.id = parse_article_id(words[0]);
  const std::size_t heading = head.find("\n## ");
  if (heading == std::string_view::npos) return;
  const std::string_view title = title_value(head, heading + 4);
  const std::size_t colon = title.find(':');
  identity.title_key = title_key(title.substr(colon == std::string_view::npos ? 0 : colon + 1));
}

}  // namespace

Identity identify_article(std::string_view bytes, std::string_view source) {
  const std::string head = to_utf8(bytes.substr(0, kHead));
  Identity identity;
  identity.dialect = detect_dialect(head, source);
  switch (identity.dialect) {
    case Dialect::kDocument:
    case Dialect::kDocumentFlat:
      identify_document(head, identity);
      break;
    case Dialect::kJekyll:
      identify_jekyll(head, identity);
      break;
    case Dialect::kMarkdown:
    case Dialect::kText:
    case Dialect::kHtml:
      break;
  }
  if (!identity.id || identity.title_key.empty()) {
    const Article article = parse_article(bytes, source, Depth::kText);
    identity = {article.id, article.dialect, title_key(article.title),
                article.last_modified.value_or("")};
  }
  return identity;
}

const char* why_not_article(std::string_view bytes, Dialect dialect) {
  constexpr std::size_t kReach = 8192;  // bytes looked at
  if (bytes.size() < kReach && trim(bytes).empty()) return "it is empty";
  const bool utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  const bool nul = bytes.substr(0, kReach).find('\0') != std::string_view::npos;
  return nul && !utf16 && dialect == Dialect::kText ? "it is a binary file" : nullptr;
}

}  // namespace kb
