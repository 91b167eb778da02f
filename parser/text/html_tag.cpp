#include "parser/text/html_tag.h"

#include <algorithm>
#include <array>

#include "parser/text/ascii.h"
#include "parser/text/contains.h"
#include "parser/text/entities.h"

namespace kb {
namespace {

struct Name {
  std::string_view name;
  TagKind kind;
};

constexpr std::array kNames = {
    Name{"a", TagKind::kLink},        Name{"blockquote", TagKind::kParagraph},
    Name{"br", TagKind::kBreak},      Name{"caption", TagKind::kBreak},
    Name{"center", TagKind::kBreak},  Name{"dd", TagKind::kBreak},
    Name{"details", TagKind::kBreak}, Name{"dir", TagKind::kList},
    Name{"div", TagKind::kBreak},     Name{"summary", TagKind::kBreak},
    Name{"dl", TagKind::kParagraph},  Name{"dt", TagKind::kBreak},
    Name{"footer", TagKind::kBreak},  Name{"form", TagKind::kBreak},
    Name{"h1", TagKind::kHeading},    Name{"h2", TagKind::kHeading},
    Name{"h3", TagKind::kHeading},    Name{"h4", TagKind::kHeading},
    Name{"h5", TagKind::kHeading},    Name{"h6", TagKind::kHeading},
    Name{"header", TagKind::kBreak},  Name{"hr", TagKind::kParagraph},
    Name{"html", TagKind::kRoot},     Name{"li", TagKind::kItem},
    Name{"listing", TagKind::kPre},   Name{"menu", TagKind::kList},
    Name{"meta", TagKind::kMeta},     Name{"ol", TagKind::kList},
    Name{"option", TagKind::kBreak},  Name{"p", TagKind::kParagraph},
    Name{"pre", TagKind::kPre},       Name{"script", TagKind::kHidden},
    Name{"section", TagKind::kBreak}, Name{"select", TagKind::kHidden},
    Name{"style", TagKind::kHidden},  Name{"table", TagKind::kTable},
    Name{"td", TagKind::kCell},       Name{"textarea", TagKind::kHidden},
    Name{"th", TagKind::kCell},       Name{"title", TagKind::kTitle},
    Name{"tr", TagKind::kRow},        Name{"ul", TagKind::kList},
    Name{"xmp", TagKind::kPre}};

// Tags without a layout of their own.
constexpr std::array<std::string_view, 62> kInlineNames = {
    "abbr",  "acronym",  "address",  "applet",  "area", "article", "aside",    "b",
    "base",  "basefont", "bdo",      "bgsound", "big",  "body",    "button",   "cite",
    "code",  "col",      "colgroup", "del",     "dfn",  "em",      "fieldset", "figure",
    "font",  "frame",    "frameset", "head",    "i",    "iframe",  "img",      "input",
    "ins",   "kbd",      "label",    "legend",  "link", "main",    "map",      "nav",
    "nobr",  "noscript", "object",   "param",   "q",    "s",       "samp",     "small",
    "span",  "strike",   "strong",   "sub",     "sup",  "svg",     "tbody",    "tfoot",
    "thead", "tt",       "u",        "var",     "wbr",  "xml"};

std::optional<TagKind> kind_of(std::string_view name) {
  for (const Name& entry : kNames) {
    if (iequals(entry.name, name)) return entry.kind;
  }
  if (is_one_of(name, kInlineNames)) return TagKind::kInline;
  // Word's own tags, `<o:p>`.
  if (name.find(':') != std::string_view::npos) return TagKind::kInline;
  return std::nullopt;
}

/// The `>` that ends the tag whose attributes begin at `at`: quoted ones do not count, unless the
/// quote is never closed.
std::size_t find_tag_end(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 8192;  // bytes of a tag
  const std::string_view reach = text.substr(0, std::min(text.size(), at + kLongest));
  const std::size_t first = reach.find('>', at);
  char quote = 0;
  for (std::size_t i = at; i < reach.size(); ++i) {
    const char c = reach[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '>') {
      return i;
    } else if ((c == '"' || c == '\'') && i > at &&
               (reach[i - 1] == '=' || is_blank(reach[i - 1]))) {
      quote = c;
    }
  }
  return first;
}

/// Behind the comments and declarations that `text` begins with.
std::string_view without_comments(std::string_view text) {
  for (;;) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    std::string_view mark = ">";
    if (text.starts_with("<!--")) {
      mark = "-->";
    } else if (!text.starts_with("<?")) {
      return text;
    }
    const std::size_t end = text.find(mark);
    if (end == std::string_view::npos) return text;
    text.remove_prefix(end + mark.size());
  }
}

}  // namespace

std::string HtmlTag::attribute(std::string_view wanted) const {
  for (std::size_t i = 0; i < attributes.size();) {
    while (i < attributes.size() && (is_blank(attributes[i]) || attributes[i] == '/')) ++i;
    const std::size_t begin = i;
    while (i < attributes.size() && attributes[i] != '=' && !is_blank(attributes[i])) ++i;
    const std::string_view key = attributes.substr(begin, i - begin);
    while (i < attributes.size() && is_blank(attributes[i])) ++i;
    if (i >= attributes.size() || attributes[i] != '=') continue;
    ++i;
    while (i < attributes.size() && is_blank(attributes[i])) ++i;
    std::size_t stop = i;
    if (i < attributes.size() && (attributes[i] == '"' || attributes[i] == '\'')) {
      stop = std::min(attributes.find(attributes[i], i + 1), attributes.size());
      ++i;
    } else {
      while (stop < attributes.size() && !is_blank(attributes[stop])) ++stop;
    }
    if (iequals(key, wanted)) {
      return std::string(trim(decode_entities(attributes.substr(i, stop - i))));
    }
    i = stop + 1;
  }
  return {};
}

std::optional<HtmlTag> read_html_tag(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongestName = 24;
  HtmlTag tag;
  std::size_t i = at + 1;
  if (i < text.size() && text[i] == '/') tag.closing = true, ++i;
  const std::size_t begin = i;
  while (i < text.size() && i - begin < kLongestName && (is_alnum(text[i]) || text[i] == ':')) ++i;
  if (i == begin || !is_alpha(text[begin])) return std::nullopt;
  tag.name = text.substr(begin, i - begin);
  if (i < text.size() && !is_blank(text[i]) && text[i] != '>' && text[i] != '/')
    return std::nullopt;
  const auto kind = kind_of(tag.name);
  const std::size_t end = kind ? find_tag_end(text, i) : std::string_view::npos;
  if (end == std::string_view::npos) return std::nullopt;
  tag.kind = *kind;
  tag.attributes = text.substr(i, end - i);
  tag.end = end + 1;
  return tag;
}

bool begins_as_html(std::string_view text) {
  text = without_comments(text);
  if (istarts_with(text, "<!doctype html")) return true;
  if (text.empty() || text.front() != '<') return false;
  const auto tag = read_html_tag(text, 0);
  if (!tag || tag->closing) return false;
  return tag->kind != TagKind::kInline || iequals(tag->name, "head") ||
         iequals(tag->name, "body") || iequals(tag->name, "article") || iequals(tag->name, "main");
}

}  // namespace kb
