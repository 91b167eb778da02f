#include "query/pages/html.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "parser/fields/article_id.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"
#include "parser/text/percent.h"
#include "parser/text/printable.h"
#include "query/pages/display.h"

namespace kb {
namespace {

constexpr std::size_t kMostCodes = 20;  // in the table of facts

/// The code point of the valid character `bytes`, which is no ASCII.
unsigned code_point(std::string_view bytes) {
  const auto first = static_cast<unsigned char>(bytes[0]);
  unsigned value = first & (0x7FU >> bytes.size());
  for (const char byte : bytes.substr(1)) {
    value = value << 6U | (static_cast<unsigned char>(byte) & 0x3FU);
  }
  return value;
}

/// Writes blocks: keeps the lists that are open.
class BlockWriter {
 public:
  BlockWriter(const HtmlOptions& options, std::string_view own_id)
      : options_(options), own_id_(own_id) {}

  std::string write(const std::vector<Block>& blocks) {
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const Block& block = blocks[i];
      if (block.kind == BlockKind::kItem) {
        open_item(block);
        continue;
      }
      close_lists(block.depth);
      const bool explained = block.kind == BlockKind::kTerm && i + 1 < blocks.size() &&
                             blocks[i + 1].kind == BlockKind::kParagraph &&
                             blocks[i + 1].depth == block.depth;
      if (explained) {
        out_ += "<dl><dt>" + text_of(block) + "</dt>\n<dd>" + text_of(blocks[++i]) + "</dd></dl>\n";
      } else {
        write_block(block);
      }
    }
    close_lists(0);
    return std::move(out_);
  }

 private:
  struct OpenList {
    bool numbered;
    char style;  ///< of its numbers: '1', 'a' or 'A'
    int next;    ///< number that the next item has by itself
  };

  void write_block(const Block& block) {
    switch (block.kind) {
      case BlockKind::kHeading:
        out_ += "<h3>" + text_of(block) + "</h3>\n";
        return;
      case BlockKind::kRule:
        out_ += "<hr>\n";
        return;
      case BlockKind::kCode:
        return write_lines(block);
      case BlockKind::kTable:
        return block.rows.empty() ? write_lines(block) : write_table(block);
      case BlockKind::kParagraph:
      case BlockKind::kTerm:
      case BlockKind::kItem:
        out_ += block.quoted ? "<blockquote><p>" + text_of(block) + "</p></blockquote>\n"
                             : "<p>" + text_of(block) + "</p>\n";
    }
  }

  std::string linked(std::string_view text) const { return linked_html(text, options_, own_id_); }

  /// The lines of a block, each on a line of its own.
  std::string text_of(const Block& block) const {
    std::string out;
    for (const std::string& line : block.lines) {
      out += (out.empty() ? "" : "<br>\n") + linked(line);
    }
    return out;
  }

  void write_lines(const Block& block) {
    out_ += "<pre>";
    for (const std::string& line : block.lines) out_ += linked(line) + "\n";
    out_ += "</pre>\n";
  }

  void write_table(const Block& block) {
    out_ += "<table border=\"1\" summary=\"\">\n";
    for (const auto& row : block.rows) {
      const bool header = block.header && &row == &block.rows.front();
      out_ += "<tr>";
      for (const std::string& cell : row) {
        const std::string text = cell.empty() ? "&#160;" : linked(cell);
        out_ += header ? "<th align=\"left\">" + text + "</th>" : "<td>" + text + "</td>";
      }
      out_ += "</tr>\n";
    }
    out_ += "</table>\n";
  }

  /// Style and number of the marker of a numbered item.
  static std::pair<char, int> number_of(std::string_view marker) {
    if (marker.starts_with('(')) marker.remove_prefix(1);
    if (is_lower(marker[0])) return {'a', marker[0] - 'a' + 1};
    if (is_upper(marker[0])) return {'A', marker[0] - 'A' + 1};
    int number = 0;
    for (const char c : marker) {
      if (is_digit(c)) number = 10 * number + (c - '0');
    }
    return {'1', number};
  }

  void open_item(const Block& block) {
    close_lists(block.depth);
    const auto [style, number] = block.numbered ? number_of(block.marker) : std::pair('-', 0);
    if (lists_.size() == block.depth) {
      out_ += "</li>\n";
      if (lists_.back().style != style) close_list();
    }
    if (lists_.size() < block.depth) {
      out_ += block.numbered ? (style == '1' ? std::string("<ol>\n")
                                             : fmt::format("<ol type=\"{}\">\n", style))
                             : std::string("<ul>\n");
      lists_.push_back({block.numbered, style, 1});
    }
    OpenList& list = lists_.back();
    out_ +=
        list.numbered && number != list.next ? fmt::format("<li value=\"{}\">", number) : "<li>";
    list.next = number + 1;
    out_ += text_of(block);
  }

  /// Ends the innermost list, behind its last item.
  void close_list() {
    out_ += lists_.back().numbered ? "</ol>\n" : "</ul>\n";
    lists_.pop_back();
  }

  /// Ends the lists that something at `depth` is no part of.
  void close_lists(std::size_t depth) {
    while (lists_.size() > depth) {
      out_ += "</li>\n";
      close_list();
    }
  }

  const HtmlOptions& options_;
  std::string_view own_id_;
  std::string out_;
  std::vector<OpenList> lists_;
};

/// A link to an article by its number, or by the path of its source; `text` is HTML. Where the
/// article has no address, the text alone.
std::string link_to(std::string_view id, std::string_view text, const HtmlOptions& options) {
  const std::string address = options.address_of(id);
  if (address.empty()) return std::string(text);
  return "<a href=\"" + html_text(address) + "\">" + std::string(text) + "</a>";
}

/// `more-information` for a kind or a heading; for its second use, `-2` behind it.
std::string anchor_of(const Section& section, std::map<std::string, int>& used) {
  std::string name(name_of(section.kind));
  std::replace(name.begin(), name.end(), '_', '-');
  const int count = ++used[name];
  return count == 1 ? name : fmt::format("{}-{}", name, count);
}

std::string fact_value(const Fact& fact) {
  std::string out;
  const std::size_t shown =
      fact.label == "Codes" ? std::min(fact.values.size(), kMostCodes) : fact.values.size();
  for (std::size_t i = 0; i < shown; ++i) {
    out += (i == 0 ? "" : fact.separator) + html_text(fact.values[i]);
  }
  if (fact.values.size() > shown) out += fmt::format(" and {} more", fact.values.size() - shown);
  return out;
}

std::string facts_html(const Article& article) {
  const std::vector<Fact> facts = facts_of(article);
  if (facts.empty()) return {};
  std::string out = "<table class=\"facts\" summary=\"\">\n";
  for (const Fact& fact : facts) {
    out += "<tr><th align=\"left\" valign=\"top\">" + html_text(fact.label) + "</th><td>" +
           fact_value(fact) + "</td></tr>\n";
  }
  return out + "</table>\n";
}

std::string list_html(const ArticleList& list, const HtmlOptions& options) {
  if (list.articles.empty()) return {};
  std::string out = "<h2>" + html_text(list.heading) + "</h2>\n<ul>\n";
  for (const Reference& article : list.articles) {
    std::string name = html_text(article.id);
    if (article.title) name += " " + html_text(display_text(*article.title));
    out += "<li>" + link_to(article.id, name, options) + "</li>\n";
  }
  return out + "</ul>\n";
}

}  // namespace

std::string article_file(std::string_view name) { return percent_encoded(name, "/") + ".html"; }

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string html_text(std::string_view text) {
  const std::string escaped = escape_html(printable(text));
  std::string out;
  for (std::size_t i = 0; i < escaped.size();) {
    if (static_cast<unsigned char>(escaped[i]) < 0x80) {
      out += escaped[i++];
      continue;
    }
    const std::size_t length = utf8_step(escaped, i).length;
    out += fmt::format("&#{};", code_point(std::string_view(escaped).substr(i, length)));
    i += length;
  }
  return out;
}

std::string linked_html(std::string_view text, const HtmlOptions& options,
                        std::string_view own_id) {
  std::string out;
  std::size_t done = 0;
  for (auto found = find_article_id(text); found; found = find_article_id(text, found->end)) {
    if (found->id == own_id) continue;
    out += html_text(text.substr(done, found->begin - done));
    out += link_to(found->id, html_text(text.substr(found->begin, found->end - found->begin)),
                   options);
    done = found->end;
  }
  return out + html_text(text.substr(done));
}

std::string blocks_html(const std::vector<Block>& blocks, const HtmlOptions& options,
                        std::string_view own_id) {
  return BlockWriter(options, own_id).write(blocks);
}

std::string article_html(const Article& article, const HtmlOptions& options) {
  const std::string own_id = article.id.value_or("");
  std::string out = "<h1>" + html_text(display_title(article)) + "</h1>\n" + facts_html(article);
  std::map<std::string, int> used;
  for (const Section& section : article.sections) {
    const std::string anchor = anchor_of(section, used);
    if (section.heading) {
      out += fmt::format("<h2><a name=\"{0}\" id=\"{0}\">{1}</a></h2>\n", anchor,
                         html_text(display_text(*section.heading)));
    }
    out += blocks_html(read_blocks(section.text), options, own_id);
  }
  out += list_html({"See also", article.references}, options);
  for (const ArticleList& list : options.more) out += list_html(list, options);
  return out;
}

std::string article_html_page(const Article& article, const HtmlOptions& options) {
  std::string title = html_text(display_title(article));
  if (article.id) title = html_text(*article.id) + " - " + title;
  std::string head = std::string(kPageStart) + "<title>" + title + "</title>\n";
  if (!options.style_sheet.empty()) {
    head += "<link rel=\"stylesheet\" type=\"text/css\" media=\"all\" href=\"" +
            html_text(options.style_sheet) + "\">\n";
  }
  return head + "</head>\n<body>\n" + article_html(article, options) + "</body>\n</html>\n";
}

}  // namespace kb
