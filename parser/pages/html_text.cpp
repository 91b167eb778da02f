#include "parser/pages/html_text.h"

#include <algorithm>
#include <array>

#include "parser/dialects/markdown_table.h"
#include "parser/fields/article_id.h"
#include "parser/pages/heading_kinds.h"
#include "parser/pages/links.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"
#include "parser/text/entities.h"
#include "parser/text/html_tag.h"

namespace kb {
namespace {

constexpr std::size_t kDeepest = 32;  // lists and tables that are told apart

struct NamedKind {
  std::string_view name;
  SectionKind kind;
};
// The names that pages give sections in scripts and classes, whatever language they print.
constexpr std::array kNamedKinds = {NamedKind{"symptoms", SectionKind::kSymptoms},
                                    NamedKind{"cause", SectionKind::kCause},
                                    NamedKind{"resolution", SectionKind::kResolution},
                                    NamedKind{"workaround", SectionKind::kWorkaround},
                                    NamedKind{"status", SectionKind::kStatus},
                                    NamedKind{"moreinformation", SectionKind::kMoreInformation},
                                    NamedKind{"summary", SectionKind::kSummary},
                                    NamedKind{"introduction", SectionKind::kSummary},
                                    NamedKind{"references", SectionKind::kReferences}};

std::optional<NamedKind> named_kind(std::string_view name) {
  for (const NamedKind& entry : kNamedKinds) {
    if (iequals(entry.name, name)) return entry;
  }
  return std::nullopt;
}

/// The kind in `loadTOCNode(1, 'symptoms')`; null if the script says none of a section.
std::optional<SectionKind> kind_of_script(std::string_view script) {
  constexpr std::string_view kCall = "loadTOCNode(1,";
  const std::size_t at = script.find(kCall);
  if (at == std::string_view::npos) return std::nullopt;
  const std::size_t open = script.find_first_of("'\"", at);
  if (open == std::string_view::npos) return std::nullopt;
  const std::size_t close = script.find_first_of("'\"", open + 1);
  if (close == std::string_view::npos) return std::nullopt;
  const auto named = named_kind(script.substr(open + 1, close - open - 1));
  return named ? std::optional(named->kind) : std::nullopt;
}

/// The section that a class `kb-symptoms-section` or `ocpSymptoms` opens.
std::optional<NamedKind> kind_of_class(std::string_view classes) {
  for (std::string_view word : split_words(classes)) {
    if (word.starts_with("kb-") && word.ends_with("-section")) {
      return named_kind(word.substr(3, word.size() - 11));
    }
  }
  return std::nullopt;
}

/// `•`, `*`, `-`, `1.`: what stands in the first cell of a list that is drawn as a table.
bool is_list_mark(std::string_view cell) {
  for (const std::string_view bullet : {"\xE2\x80\xA2", "\xC2\xB7", "*", "-"}) {
    if (cell == bullet) return true;
  }
  return cell.size() >= 2 && cell.size() <= 3 && cell.back() == '.' &&
         std::all_of(cell.begin(), cell.end() - 1, is_digit);
}

/// A row of a table, or text around tables.
struct Piece {
  std::string text;
  std::vector<std::string> cells;  ///< of a row; `text` is empty then
};

/// The lines of one heading's text.
struct Block {
  PageLine heading;  ///< level 0 for the text before the first heading
  std::vector<Piece> pieces{1};
};

/// The row that is being read.
struct OpenRow {
  std::size_t block = 0;  ///< where it began
  std::size_t piece = 0;  ///< its first cell's
  bool plain = true;      ///< it holds nothing but lines of text
  bool open = false;
};

struct OpenList {
  bool ordered = false;
  std::size_t number = 0;
  std::size_t indent = 0;  ///< of its items' text
};

struct OpenLink {
  std::string id;
  std::size_t block = 0;
  std::size_t piece = 0;
  std::size_t begin = 0;
};

class Reader {
 public:
  explicit Reader(std::string_view html) : in_(html) {}

  HtmlPage read() {
    while (at_ < in_.size()) {
      if (in_[at_] == '<' && read_markup()) continue;
      read_text();
    }
    end_heading();
    end_row();
    for (Block& block : blocks_) append_block(block);
    return std::move(page_);
  }

 private:
  // ---------------------------------------------------------------- tags

  bool read_markup() {
    const std::string_view rest = in_.substr(at_);
    if (rest.starts_with("<!--")) return skip_to("-->", no_comment_end_);
    if (rest.starts_with("<!") || rest.starts_with("<?")) return skip_to(">", no_end_);
    const auto tag = read_html_tag(in_, at_);
    if (!tag) return false;
    at_ = tag->end;
    apply(*tag);
    return true;
  }

  /// Goes behind the next `mark`; where none follows, the text goes on as it is. `none` remembers
  /// that, so that hostile input is not searched again and again.
  bool skip_to(std::string_view mark, bool& none) {
    const std::size_t end = none ? std::string_view::npos : in_.find(mark, at_);
    none = end == std::string_view::npos;
    if (none) return false;
    at_ = end + mark.size();
    return true;
  }

  void apply(const HtmlTag& tag) {
    switch (tag.kind) {
      case TagKind::kInline:
        return;
      case TagKind::kHeading:
        return heading(tag);
      case TagKind::kParagraph:
        end_heading();
        return end_paragraph();
      case TagKind::kBreak:
        return line_break(tag);
      case TagKind::kList:
        end_heading();
        return list(tag);
      case TagKind::kItem:
        end_heading();
        return item(tag);
      case TagKind::kPre:
        end_heading();
        return pre(tag);
      case TagKind::kTable:
        end_heading();
        return table(tag);
      case TagKind::kRow:
        end_heading();
        return row(tag);
      case TagKind::kCell:
        end_heading();
        return cell(tag);
      case TagKind::kLink:
        return link(tag);
      case TagKind::kHidden:
      case TagKind::kTitle:
        return hidden(tag);
      case TagKind::kMeta:
        return meta(tag);
      case TagKind::kRoot:
        if (!tag.closing && page_.language.empty()) page_.language = tag.attribute("lang");
        return;
    }
  }

  void heading(const HtmlTag& tag) {
    const bool was_open = in_heading_;
    end_heading();
    if (tag.closing) {
      if (!was_open) end_paragraph();
      return;
    }
    pre_ = false;
    end_paragraph();
    in_heading_ = true;
    heading_ = {};
    heading_.level = tag.level();
  }

  void end_heading() {
    if (!in_heading_) return;
    in_heading_ = false;
    std::string text = fold_blanks(heading_.text);
    heading_.text.clear();
    // Wikis print a link behind their headings.
    if (text.ends_with("[edit]")) text = std::string(trim(text.substr(0, text.size() - 6)));
    if (text.empty()) return;
    end_item_text();
    // A class has opened the section already, under the name of its kind.
    if (named_by_class_ && is_empty(blocks_.back()) &&
        heading_kind(text) == blocks_.back().heading.kind) {
      heading_.kind = blocks_.back().heading.kind;
      blocks_.pop_back();
    }
    blocks_.push_back({{std::move(text), heading_.level, heading_.kind}});
    named_by_class_ = false;
    line_empty_ = true;
  }

  static bool is_empty(const Block& block) {
    return block.pieces.size() == 1 && block.pieces[0].cells.empty() &&
           block.pieces[0].text.empty();
  }

  void line_break(const HtmlTag& tag) {
    if (in_heading_) {
      heading_.text += ' ';
      return;
    }
    end_line();
    if (pre_ && iequals(tag.name, "br")) piece() += '\n';
    if (tag.closing) return;
    const auto named = kind_of_class(tag.attribute("class"));
    if (!named) return;
    end_paragraph();
    end_item_text();
    blocks_.push_back({{upper(named->name), 2, named->kind}});
    if (named->kind == SectionKind::kMoreInformation)
      blocks_.back().heading.text = "MORE INFORMATION";
    named_by_class_ = true;
    line_empty_ = true;
  }

  void list(const HtmlTag& tag) {
    row_is_layout();
    lists_.empty() ? end_paragraph() : end_line();
    mark_.clear();
    if (!tag.closing) {
      if (lists_.size() < kDeepest) lists_.push_back({tag.ordered(), 0, indent()});
    } else if (!lists_.empty() && lists_.back().ordered == tag.ordered()) {
      lists_.pop_back();
      if (lists_.empty()) end_paragraph();
    }
  }

  void item(const HtmlTag& tag) {
    end_line();
    if (tag.closing) return;
    wants_blank_ = false;
    std::string mark = "- ";
    if (!lists_.empty() && lists_.back().ordered) {
      mark = std::to_string(++lists_.back().number) + ". ";
    }
    begin_item(std::move(mark));
  }

  void begin_item(std::string mark) {
    mark_indent_ = lists_.size() > 1 ? lists_[lists_.size() - 2].indent : 0;
    if (!lists_.empty()) lists_.back().indent = mark_indent_ + mark.size();
    mark_ = std::move(mark);
  }

  /// What follows belongs to no item any more.
  void end_item_text() {
    mark_.clear();
    lists_.clear();
  }

  void pre(const HtmlTag& tag) {
    row_is_layout();
    lists_.empty() ? end_paragraph() : end_line();
    pre_ = !tag.closing;
    if (pre_ && at_ < in_.size() && in_[at_] == '\n') ++at_;
  }

  // ---------------------------------------------------------------- tables

  void table(const HtmlTag& tag) {
    pre_ = false;
    if (tag.closing) {
      end_row();
      if (!rows_.empty()) rows_.pop_back();
      return end_paragraph();
    }
    row_is_layout();
    end_paragraph();
    if (rows_.size() < kDeepest) rows_.push_back({});
    begin_piece();
  }

  void row(const HtmlTag& tag) {
    end_row();
    if (rows_.empty()) return end_line();
    if (!tag.closing) rows_.back() = {blocks_.size(), 0, true, true};
  }

  void cell(const HtmlTag& tag) {
    pre_ = false;
    end_line();
    if (tag.closing || rows_.empty()) return;
    OpenRow& row = rows_.back();
    if (!row.open) row = {blocks_.size(), 0, true, true};
    begin_piece();
    if (row.piece == 0) row.piece = blocks_.back().pieces.size() - 1;
  }

  /// The row that is open holds more than text.
  void row_is_layout() {
    for (OpenRow& row : rows_) row.plain = false;
  }

  void end_row() {
    if (rows_.empty() || !rows_.back().open) return;
    end_line();
    const OpenRow row = rows_.back();
    rows_.back() = {};
    std::vector<Piece>& pieces = blocks_.back().pieces;
    if (row.block != blocks_.size() || row.piece == 0 || row.piece >= pieces.size()) {
      return begin_piece();
    }
    const std::string_view first = trim(pieces[row.piece].text);
    if (row.piece + 1 < pieces.size() && is_list_mark(first)) {
      mark_row(row.piece);
    } else if (row.plain && row.piece + 1 < pieces.size()) {
      fold_row(row.piece);
    }
    begin_piece();
  }

  /// Puts the mark in the first cell in front of the text in the second.
  void mark_row(std::size_t begin) {
    std::vector<Piece>& pieces = blocks_.back().pieces;
    std::string mark(trim(pieces[begin].text));
    if (!is_digit(mark.front())) mark = "-";
    pieces[begin].text = "\n" + mark + " " + std::string(trim(pieces[begin + 1].text)) + "\n";
    pieces.erase(pieces.begin() + std::ptrdiff_t(begin) + 1);
  }

  /// Makes the pieces from `begin` on the cells of one row.
  void fold_row(std::size_t begin) {
    constexpr std::size_t kLongestCell = 1000;  // bytes; longer ones are layout
    std::vector<Piece>& pieces = blocks_.back().pieces;
    Piece row;
    std::size_t filled = 0;
    for (std::size_t i = begin; i < pieces.size(); ++i) {
      if (pieces[i].text.size() > kLongestCell) return;
      row.cells.push_back(fold_blanks(pieces[i].text));
      if (!row.cells.back().empty()) ++filled;
    }
    if (filled == 0) return;
    pieces.resize(begin);
    if (filled == 1) {
      for (const std::string& cell : row.cells) row.text += cell;
      row.text += '\n';
      row.cells.clear();
    }
    if (row.cells.size() == 3 && row.cells[1] == ":") {
      row = {row.cells[0] + ": " + row.cells[2] + "\n", {}};
    } else if (row.cells.size() == 2 && row.cells[0].ends_with(':')) {
      row = {row.cells[0] + " " + row.cells[1] + "\n", {}};
    }
    pieces.push_back(std::move(row));
  }

  void begin_piece() {
    blocks_.back().pieces.push_back({});
    line_empty_ = true;
  }

  // ---------------------------------------------------------------- links, hidden text, head

  void link(const HtmlTag& tag) {
    if (!tag.closing) {
      const auto id = linked_article(tag.attribute("href"));
      link_ = id ? OpenLink{*id, blocks_.size(), blocks_.back().pieces.size(), piece().size()}
                 : OpenLink{};
      return;
    }
    const bool here = !link_.id.empty() && !in_heading_ && link_.block == blocks_.size() &&
                      link_.piece == blocks_.back().pieces.size() && link_.begin <= piece().size();
    if (here) {
      std::string& text = piece();
      const std::string label = text.substr(link_.begin);
      text.resize(link_.begin);
      text += link_text(label, link_.id);
    }
    link_ = {};
  }

  /// Skips what stands in a tag whose text is none of the page's.
  void hidden(const HtmlTag& tag) {
    if (tag.closing) return;
    constexpr std::size_t kLongest = std::size_t{1} << 20U;  // bytes of a script
    const std::string close = "</" + std::string(tag.name);
    if (no_hidden_end_) return;
    const std::size_t end = ifind(in_.substr(0, std::min(in_.size(), at_ + kLongest)), close, at_);
    no_hidden_end_ = end == std::string_view::npos;
    if (no_hidden_end_) return;
    const std::string_view inside = in_.substr(at_, end - at_);
    at_ = end;
    if (tag.kind == TagKind::kTitle) {
      if (page_.title.empty()) page_.title = fold_blanks(decode_entities(inside));
      return;
    }
    const auto kind = kind_of_script(inside);
    if (!kind) return;
    PageLine& heading = in_heading_ ? heading_ : blocks_.back().heading;
    const bool told = heading.level != 0 && (in_heading_ || is_empty(blocks_.back()));
    if (told) heading.kind = kind;
  }

  void meta(const HtmlTag& tag) {
    constexpr std::size_t kMost = 64;
    const std::string content = tag.attribute("content");
    const std::string name = lower(tag.attribute("name"));
    const std::string http = lower(tag.attribute("http-equiv"));
    if (!name.empty() && page_.metas.size() < kMost) page_.metas.emplace_back(name, content);
    if (page_.language.empty() && (name == "ms.locale" || http == "content-language")) {
      page_.language = content;
    }
    const std::size_t at = content.find("charset=");
    if (page_.charset.empty() && at != std::string::npos) page_.charset = content.substr(at + 8);
    if (page_.charset.empty()) page_.charset = tag.attribute("charset");
  }

  // ---------------------------------------------------------------- text

  std::string& piece() {
    std::vector<Piece>& pieces = blocks_.back().pieces;
    if (!pieces.back().cells.empty()) pieces.push_back({});
    return pieces.back().text;
  }

  /// Reads up to the next `<`; at least one byte.
  void read_text() {
    const std::size_t next = in_.find('<', at_ + 1);
    const std::size_t end = std::min(next, in_.size());
    while (at_ < end) {
      const char c = in_[at_];
      decoded_.clear();
      const std::size_t length = c == '&' ? append_entity(in_, at_, decoded_) : 0;
      if (length == 0) decoded_ += c;
      at_ += std::max<std::size_t>(length, 1);
      for (const char byte : decoded_) in_heading_ ? void(heading_.text += byte) : put(byte);
    }
  }

  void put(char c) {
    if (pre_) return put_verbatim(c);
    if (is_blank(c)) {
      gap_ = c == '\n' || gap_ == '\n' ? '\n' : ' ';
      return;
    }
    if (line_empty_) {
      begin_line();
    } else if (gap_ == '\n') {
      piece() += '\n';
      piece().append(indent(), ' ');
    } else if (gap_ != 0) {
      piece() += ' ';
    }
    gap_ = 0;
    piece() += c;
  }

  void put_verbatim(char c) {
    std::string& text = piece();
    if (c == '\n') {
      text += '\n';
      line_empty_ = true;
      wants_blank_ = false;
      return;
    }
    if (line_empty_) {
      if (wants_blank_ && !is_empty(blocks_.back())) text += '\n';
      wants_blank_ = false;
      line_empty_ = false;
      line_begin_ = text.size();
      gap_ = 0;
    }
    if (c == '\t') {
      text.append(8 - (text.size() - line_begin_) % 8, ' ');
    } else {
      text += c;
    }
  }

  /// The blank line, the indent and the mark of an item that the next text asks for.
  void begin_line() {
    std::string& text = piece();
    if (wants_blank_ && !is_empty(blocks_.back())) text += '\n';
    wants_blank_ = false;
    line_empty_ = false;
    if (mark_.empty()) {
      text.append(indent(), ' ');
    } else {
      text.append(mark_indent_, ' ').append(mark_);
      mark_.clear();
    }
  }

  std::size_t indent() const {
    constexpr std::size_t kMost = 32;  // columns
    return lists_.empty() ? 0 : std::min(lists_.back().indent, kMost);
  }

  void end_line() {
    gap_ = 0;
    if (line_empty_) return;
    piece() += '\n';
    line_empty_ = true;
  }

  void end_paragraph() {
    end_line();
    wants_blank_ = true;
  }

  // ---------------------------------------------------------------- the end

  void append_block(Block& block) {
    if (block.heading.level != 0) page_.lines.push_back(std::move(block.heading));
    std::string text;
    for (std::size_t i = 0; i < block.pieces.size();) {
      if (block.pieces[i].cells.empty()) {
        append_apart(block.pieces[i++].text, text);
        continue;
      }
      std::vector<std::vector<std::string_view>> rows;
      for (; i < block.pieces.size(); ++i) {
        const Piece& piece = block.pieces[i];
        if (piece.cells.empty() && !piece.text.empty()) break;
        if (piece.cells.empty()) continue;
        rows.emplace_back(piece.cells.begin(), piece.cells.end());
      }
      append_apart("\n" + render_box_table(rows) + "\n", text);
    }
    for (const std::string_view line : split_lines(text)) {
      page_.lines.push_back({std::string(trim_right(line)), 0, std::nullopt});
    }
  }

  /// Pieces begin on lines of their own.
  static void append_apart(std::string_view piece, std::string& text) {
    if (!text.empty() && text.back() != '\n') text += '\n';
    text += piece;
  }

  std::string_view in_;
  std::size_t at_ = 0;
  HtmlPage page_;
  std::vector<Block> blocks_{1};
  PageLine heading_;  ///< what is read of it
  std::string decoded_;
  std::vector<OpenRow> rows_;    ///< one a table that is open
  std::vector<OpenList> lists_;  ///< outermost first
  OpenLink link_;
  std::string mark_;             ///< of the item that begins with the next text
  std::size_t mark_indent_ = 0;  ///< columns in front of it
  std::size_t line_begin_ = 0;   ///< in the piece, of the line in `pre`
  char gap_ = 0;                 ///< blanks before the next character: none, ' ' or '\n'
  bool in_heading_ = false;
  bool pre_ = false;
  bool line_empty_ = true;
  bool wants_blank_ = false;
  bool named_by_class_ = false;  ///< the last block's heading is the name of its class
  bool no_comment_end_ = false;
  bool no_end_ = false;
  bool no_hidden_end_ = false;
};

}  // namespace

std::string HtmlPage::meta(std::string_view name) const {
  for (const auto& [key, content] : metas) {
    if (key == name) return content;
  }
  return {};
}

HtmlPage read_html_page(std::string_view html) { return Reader(html).read(); }

}  // namespace kb
