#include "parser/dialects/unfold.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "parser/fields/article_id.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

constexpr std::array<std::string_view, 7> kParagraphStarts = {
    "NOTE:", "WARNING:", "IMPORTANT:", "CAUTION:", "-or-", "Component:", "For more information"};

bool ends_sentence(char c) { return c == '.' || c == ':' || c == ')' || c == '!' || c == '?'; }

/// Walks over the words of a folded text and writes them with the breaks that belong between them.
class Unfolder {
 public:
  explicit Unfolder(std::string_view text) : text_(text) { out_.reserve(text.size() + 64); }

  std::string run() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t end = std::min(text_.find(' ', at), text_.size());
      write(at, text_.substr(at, end - at));
      at = end + 1;
    }
    return std::move(out_);
  }

 private:
  void write(std::size_t at, std::string_view word) {
    if (is_ruler(word)) {
      write_ruler(word);
      return;
    }
    if (!out_.empty()) out_ += break_before(at, word);
    out_ += word;
    after_ruler_ = false;
  }

  static bool is_ruler(std::string_view word) {
    return word.size() >= 4 && (is_run_of(word, '-') || is_run_of(word, '='));
  }

  /// A ruler stands on a line of its own. One as long as the text before it underlines that text.
  void write_ruler(std::string_view word) {
    const std::size_t heading = underlined_start(word.size());
    if (heading != std::string::npos && heading > 0 && out_[heading - 1] == ' ') {
      out_.replace(heading - 1, 1, "\n\n");
    }
    if (!out_.empty()) out_ += '\n';
    out_ += word;
    after_ruler_ = true;
  }

  /// Where in out_ the `n` characters in front of the ruler begin, if a word begins there.
  std::size_t underlined_start(std::size_t n) const {
    std::size_t at = out_.size();
    while (n > 0 && at > 0) {
      --at;
      if (out_[at] == '\n') return std::string::npos;
      if ((static_cast<unsigned char>(out_[at]) & 0xC0) != 0x80) --n;
    }
    const bool word = n == 0 && (at == 0 || is_blank(out_[at - 1]));
    return word ? at : std::string::npos;
  }

  std::string_view break_before(std::size_t at, std::string_view word) const {
    if (after_ruler_) return "\n";
    const char before = out_.back();
    if (word.front() == '+' && is_box_ruler(word)) return "\n";
    if (before == '+' || (before == '|' && word == "|")) return "\n";
    if (ends_sentence(before)) {
      if (is_step(word)) return "\n";
      if (word == "-" && starts_item(at + 2)) return "\n ";
      if (starts_paragraph(at)) return "\n\n";
      if (before == ':' && match_article_id(text_, at)) return "\n\n  ";
    }
    return " ";
  }

  static bool is_box_ruler(std::string_view word) {
    return word.size() >= 4 && word.find_first_not_of("+-") == std::string_view::npos;
  }

  static bool is_step(std::string_view word) {
    return word.size() >= 2 && word.size() <= 3 && word.back() == '.' && is_digit(word.front()) &&
           is_digit(word[word.size() - 2]);
  }

  bool starts_item(std::size_t at) const {
    return at < text_.size() && (is_upper(text_[at]) || is_digit(text_[at]) || text_[at] == '"');
  }

  bool starts_paragraph(std::size_t at) const {
    return std::any_of(kParagraphStarts.begin(), kParagraphStarts.end(),
                       [&](std::string_view s) { return text_.substr(at).starts_with(s); });
  }

  std::string_view text_;
  std::string out_;
  bool after_ruler_ = false;
};

}  // namespace

std::string unfold(std::string_view text) { return Unfolder(text).run(); }

}  // namespace kb
