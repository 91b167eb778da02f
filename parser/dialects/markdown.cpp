#include "parser/dialects/markdown.h"

#include <cmark.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "parser/dialects/markdown_table.h"
#include "parser/fields/article_id.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

struct NodeFree {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Document = std::unique_ptr<cmark_node, NodeFree>;

struct IterFree {
  void operator()(cmark_iter* iter) const { cmark_iter_free(iter); }
};
using Iter = std::unique_ptr<cmark_iter, IterFree>;

Document parse(std::string_view markdown) {
  return Document(cmark_parse_document(markdown.data(), markdown.size(), CMARK_OPT_DEFAULT));
}

std::string_view literal(cmark_node* node) {
  const char* text = cmark_node_get_literal(node);
  return text == nullptr ? std::string_view{} : std::string_view(text);
}

/// Ends a link to `url` whose text begins at `begin`: the number of the article it leads to, or
/// else its address, goes behind the text unless the text says it already. A text that is nothing
/// but the article's number becomes its id.
void end_link(std::string_view url, std::size_t begin, std::string& text) {
  const std::string_view label = std::string_view(text).substr(begin);
  const auto id = url.find('/') == std::string_view::npos ? std::nullopt : parse_article_id(url);
  if (id && std::string_view(*id).substr(1) == label) {
    text.insert(begin, 1, 'Q');
    return;
  }
  if (id && label.find(id->substr(1)) != std::string_view::npos) return;
  if (url.empty() || label.ends_with(url)) return;
  text.append(" (").append(id ? *id : std::string(url)).append(")");
}

/// HTML as the renderer's text; a line break where `<br>` stands.
std::string html_text(std::string_view html, HtmlRenderer render) {
  if (render == nullptr) return std::string(html);
  return istarts_with(html, "<br") ? "\n" : render(html);
}

/// The text of a heading or paragraph without its markup.
std::string inline_text(cmark_node* block, HtmlRenderer html = nullptr) {
  std::string text;
  std::size_t link = 0;  // where the text of the open link begins; links do not nest
  const Iter iter(cmark_iter_new(block));
  for (cmark_event_type event = cmark_iter_next(iter.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iter.get())) {
    cmark_node* node = cmark_iter_get_node(iter.get());
    const cmark_node_type type = cmark_node_get_type(node);
    if (event == CMARK_EVENT_ENTER) {
      if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) text += '\n';
      if (type == CMARK_NODE_LINK) link = text.size();
      if (type == CMARK_NODE_HTML_INLINE) {
        text += html_text(literal(node), html);
      } else {
        text += literal(node);
      }
    } else if (type == CMARK_NODE_LINK) {
      end_link(cmark_node_get_url(node), link, text);
    }
  }
  return text;
}

/// Renders block nodes to indented plain text, tracking the list items they stand in.
class Renderer {
 public:
  explicit Renderer(HtmlRenderer html = nullptr) : html_(html) {}

  std::vector<MarkdownBlock> render(cmark_node* document) {
    blocks_.push_back({0, {}, {}});
    const Iter iter(cmark_iter_new(document));
    for (cmark_event_type event = cmark_iter_next(iter.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iter.get())) {
      cmark_node* node = cmark_iter_get_node(iter.get());
      if (event == CMARK_EVENT_ENTER) {
        if (!enter(node)) cmark_iter_reset(iter.get(), node, CMARK_EVENT_EXIT);
      } else {
        exit(node);
      }
    }
    for (MarkdownBlock& block : blocks_) block.text = trim_blank_lines(block.text);
    return std::move(blocks_);
  }

 private:
  /// Returns whether the node's children are to be visited.
  bool enter(cmark_node* node) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_HEADING:
        blocks_.push_back(
            {cmark_node_get_heading_level(node), fold_blanks(inline_text(node, html_)), {}});
        return false;
      case CMARK_NODE_PARAGRAPH:
        add_paragraph(inline_text(node, html_));
        return false;
      case CMARK_NODE_CODE_BLOCK:
        add(literal(node));
        return true;
      case CMARK_NODE_HTML_BLOCK:
        add_html(html_ == nullptr ? std::string(literal(node)) : html_(literal(node)));
        return true;
      case CMARK_NODE_ITEM:
        begin_item(node);
        return true;
      default:
        return true;
    }
  }

  void exit(cmark_node* node) {
    if (cmark_node_get_type(node) == CMARK_NODE_ITEM) indent_ -= widths_.back(), widths_.pop_back();
  }

  void begin_item(cmark_node* item) {
    cmark_node* list = cmark_node_parent(item);
    std::string marker = "- ";
    if (cmark_node_get_list_type(list) == CMARK_ORDERED_LIST) {
      int number = cmark_node_get_list_start(list) + int(counts_[list]++);
      marker = std::to_string(number) + ". ";
    }
    marker_ = marker;
    widths_.push_back(marker.size());
    indent_ += marker.size();
  }

  void add_html(const std::string& text) {
    if (!trim(text).empty()) add(text);
  }

  void add_paragraph(const std::string& text) {
    add(is_pipe_table(text) ? render_pipe_table(text) : text);
  }

  /// Appends a block of lines at the current indent, the pending list marker before its first.
  /// List depth is bounded so that indents of hostile nesting stay linear.
  void add(std::string_view text) {
    constexpr std::size_t kMaxIndent = 64;
    const std::size_t indent = std::min(indent_, kMaxIndent);
    std::string& out = blocks_.back().text;
    if (!out.empty()) out += tight_ ? "" : "\n";
    for (const std::string_view line : split_lines(text)) {
      if (!marker_.empty()) {
        out.append(indent > marker_.size() ? indent - marker_.size() : 0, ' ').append(marker_);
        marker_.clear();
      } else if (!line.empty()) {
        out.append(indent, ' ');
      }
      out.append(line).append("\n");
    }
  }

  HtmlRenderer html_;
  std::vector<MarkdownBlock> blocks_;
  std::vector<std::size_t> widths_;
  std::unordered_map<cmark_node*, std::size_t> counts_;
  std::string marker_;
  std::size_t indent_ = 0;
  bool tight_ = false;
};

/// Text of the first heading.
std::string first_heading(cmark_node* document) {
  for (cmark_node* node = cmark_node_first_child(document); node != nullptr;
       node = cmark_node_next(node)) {
    if (cmark_node_get_type(node) == CMARK_NODE_HEADING) return fold_blanks(inline_text(node));
  }
  return {};
}

/// Text of a block between code blocks: lines that lost their indentation.
std::string stray_text(cmark_node* block) {
  std::string text;
  for (const MarkdownBlock& part : Renderer().render(block)) {
    if (part.text == "{% endraw %}") continue;
    text.append("\n").append(part.heading).append("\n").append(part.text).append("\n");
  }
  return text;
}

/// A page that is too large for cmark: lines without the tab or the blanks of a code block.
ArchivePage read_large_page(std::string_view markdown) {
  ArchivePage page;
  for (std::string_view line : split_lines(markdown)) {
    line.remove_prefix(line.starts_with('\t') ? 1 : line.starts_with("    ") ? 4 : 0);
    page.code.append(line).append("\n");
  }
  return page;
}

}  // namespace

ArchivePage read_archive_page(std::string_view markdown) {
  if (markdown.size() > kMaxMarkdown) return read_large_page(markdown);
  ArchivePage page;
  bool in_code = false;  // once the first code block was seen
  const Document document = parse(markdown);
  page.heading = first_heading(document.get());
  for (cmark_node* node = cmark_node_first_child(document.get()); node != nullptr;
       node = cmark_node_next(node)) {
    if (cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK) {
      in_code = true;
      page.code += literal(node);
    } else if (in_code) {
      page.code += stray_text(node);
    }
  }
  return page;
}

std::vector<MarkdownBlock> render_markdown(std::string_view markdown, HtmlRenderer html) {
  if (markdown.size() > kMaxMarkdown) return {{0, {}, std::string(markdown)}};
  return Renderer(html).render(parse(markdown).get());
}

}  // namespace kb
