// The values of registry_keys.h: three forms, each found by its anchor (`Value Name`, `REG_`,
// `"=`). Names and data end at a line end or, where line ends are lost, at the next label or
// sentence.
#include <algorithm>
#include <array>
#include <optional>

#include "parser/registry/registry_keys.h"
#include "parser/text/ascii.h"
#include "parser/text/prose.h"

namespace kb {
namespace {

using namespace std::string_view_literals;

constexpr std::array kTypeLabels = {"Data Type"sv, "Value Type"sv, "Datatype"sv, "Type"sv};
constexpr std::array kDataLabels = {"Value Data"sv, "Data Value"sv, "String Value"sv,
                                    "Data"sv,       "String"sv,     "Value"sv};
constexpr std::array kOtherLabels = {"Value Name"sv, "Radix"sv, "Default"sv,      "Data Range"sv,
                                     "Range"sv,      "NOTE"sv,  "Note"sv,         "Class"sv,
                                     "Key Name"sv,   "Key"sv,   "Registry Key"sv, "Data Format"sv,
                                     "Subkey"sv,     "Where"sv};

std::size_t skip_inner_blanks(std::string_view text, std::size_t pos) {
  while (pos < text.size() && (text[pos] == ' ' || text[pos] == '\t')) ++pos;
  return pos;
}

/// Behind the label and its colon at `pos`; npos if none of `labels` stands there.
template <std::size_t N>
std::size_t match_label(std::string_view text, std::size_t pos,
                        const std::array<std::string_view, N>& labels) {
  for (const std::string_view label : labels) {
    if (!istarts_with(text.substr(pos), label)) continue;
    const std::size_t end = skip_inner_blanks(text, pos + label.size());
    if (end < text.size() && text[end] == ':') return end + 1;
  }
  return std::string_view::npos;
}

bool begins_label(std::string_view text, std::size_t pos) {
  return match_label(text, pos, kTypeLabels) != text.npos ||
         match_label(text, pos, kDataLabels) != text.npos ||
         match_label(text, pos, kOtherLabels) != text.npos;
}

std::string_view word_at(std::string_view text, std::size_t pos) {
  return text.substr(pos, word_end(text, pos) - pos);
}

struct Part {
  std::string text;
  std::size_t end;
};

/// A name: the words from `pos` to the end of the line or the next label.
Part read_words(std::string_view text, std::size_t pos) {
  constexpr int kMost = 8;
  pos = skip_inner_blanks(text, pos);
  const std::size_t begin = pos;
  std::size_t end = pos;
  for (int n = 0; n < kMost && pos < text.size() && text[pos] != '\n' && text[pos] != '\r'; ++n) {
    const std::string_view word = word_at(text, pos);
    if (begins_label(text, pos) || is_step_number(word) || is_dashed_word(word)) break;
    if (n > 0 && starter_weight(word) >= 3) break;
    end = pos + word.size();
    pos = skip_inner_blanks(text, end);
  }
  return {fold_blanks(text.substr(begin, end - begin)), end};
}

bool is_number(std::string_view word) { return !word.empty() && is_digit(word.front()); }

/// One word or quoted string: where line ends are lost, nothing tells whether a second belongs to
/// it.
Part read_data(std::string_view text, std::size_t pos) {
  constexpr std::size_t kLongest = 200;
  const std::size_t begin = skip_inner_blanks(text, pos);
  const std::string_view word = word_at(text, begin);
  if (word.starts_with('"')) {
    const std::size_t close =
        text.substr(0, std::min(text.size(), begin + kLongest)).find('"', begin + 1);
    if (close != text.npos)
      return {std::string(text.substr(begin + 1, close - begin - 1)), close + 1};
  }
  if (word.starts_with('<')) return {"", begin};  // a placeholder is no data
  if (begins_label(text, begin) || is_step_number(word) || is_rule(word) ||
      starter_weight(word) > 0) {
    return {"", begin};
  }
  const std::size_t length = word.find_last_not_of(".,;") + 1;
  return {std::string(word.substr(0, length)), begin + word.size()};
}

std::optional<std::string> non_empty(std::string text) {
  if (text.empty()) return std::nullopt;
  return text;
}

/// `REG_DWORD`; `DWORD` and `String` are spelled out.
std::string type_name(std::string_view word) {
  const std::string_view name = word.substr(0, word.find_first_of(".,;:)"));
  if (istarts_with(name, "REG_")) return upper(name);
  if (iequals(name, "DWORD")) return "REG_DWORD";
  if (iequals(name, "String") || iequals(name, "SZ")) return "REG_SZ";
  if (iequals(name, "Binary")) return "REG_BINARY";
  return std::string(name);
}

class Reader {
 public:
  Reader(std::string_view text, std::vector<RegistryValue>& values)
      : text_(text), keys_(scan_registry_keys(text)), values_(values) {}

  void read() {
    for (std::size_t pos = 0; pos < text_.size();) {
      pos = text_.find_first_of("VvR\"", pos);
      if (pos == std::string_view::npos) return;
      const std::size_t end = read_at(pos);
      pos = end > pos ? end : pos + 1;
    }
  }

 private:
  std::size_t read_at(std::size_t pos) {
    if (text_[pos] == 'R') return read_triple(pos);
    if (text_[pos] == '"') return read_reg_line(pos);
    return read_labels(pos);
  }

  /// The last key before `pos`.
  std::string key_before(std::size_t pos) {
    while (next_key_ < keys_.size() && keys_[next_key_].begin < pos) ++next_key_;
    return next_key_ == 0 ? "" : keys_[next_key_ - 1].key;
  }

  void add(std::size_t pos, std::string name, std::string type, std::string data) {
    if (values_.size() >= kMostValues) return;
    RegistryValue value{key_before(pos), std::move(name), non_empty(std::move(type)),
                        non_empty(std::move(data))};
    const bool known = std::any_of(values_.begin(), values_.end(), [&](const RegistryValue& other) {
      return other.key == value.key && other.name == value.name && other.data == value.data;
    });
    if (!known) values_.push_back(std::move(value));
  }

  /// `Value Name: x  Data Type: y  Data: z`; the type must be there.
  std::size_t read_labels(std::size_t pos) {
    const std::size_t behind = match_label(text_, pos, kNameLabels);
    if (behind == std::string_view::npos) return pos;
    const Part name = read_words(text_, behind);
    std::size_t i = skip_blanks(text_, name.end);
    const std::size_t type_at = match_label(text_, i, kTypeLabels);
    if (name.text.empty() || type_at == std::string_view::npos) return behind;
    const std::string_view type = word_at(text_, skip_blanks(text_, type_at));
    i = skip_blanks(text_, std::size_t(type.data() - text_.data()) + type.size());
    const std::size_t radix = match_label(text_, i, kRadix);
    if (radix != std::string_view::npos) i = skip_blanks(text_, read_words(text_, radix).end);
    const std::size_t data_at = match_label(text_, i, kDataLabels);
    Part data{"", i};
    if (data_at != std::string_view::npos) data = read_data(text_, data_at);
    add(pos, name.text, type_name(type), data.text);
    return data.end;
  }

  /// `Size : REG_DWORD : 2`, `Size REG_DWORD 0x2`; `pos` is at the type.
  std::size_t read_triple(std::size_t pos) {
    const std::string_view type = text_.substr(pos, type_length(pos));
    if (type.size() < 6 || (pos > 0 && !is_blank(text_[pos - 1]) && text_[pos - 1] != ':'))
      return pos;
    const std::string name = name_before(pos);
    if (name.empty()) return pos;
    std::size_t i = pos + type.size();
    const std::size_t next = skip_blanks(text_, i);
    const bool set_off = next < text_.size() && (text_[next] == ':' || text_[next] == '=');
    if (set_off) i = next + 1;
    Part data{"", i};
    if (set_off || is_number(word_at(text_, next))) data = read_data(text_, i);
    add(pos, name, std::string(type), data.text);
    return data.end;
  }

  std::size_t type_length(std::size_t pos) const {
    std::size_t end = pos;
    if (text_.substr(pos, 4) != "REG_") return 0;
    while (end < text_.size() && (is_upper(text_[end]) || text_[end] == '_')) ++end;
    return end - pos;
  }

  /// The one word before a type, with or without a colon; empty if it is no name of a value.
  std::string name_before(std::size_t pos) const {
    constexpr std::size_t kLongestName = 200;
    std::size_t end = pos;
    const auto step_over = [&](auto is) {
      while (end > 0 && pos - end < kLongestName && is(text_[end - 1])) --end;
    };
    const auto blank = [](char c) { return is_blank(c); };
    step_over(blank);
    step_over([](char c) { return c == ':'; });
    step_over(blank);
    const std::size_t last = end;
    step_over([](char c) { return !is_blank(c) && c != ':'; });
    if (pos - end >= kLongestName) return "";
    const std::string_view word = text_.substr(end, last - end);
    const bool has_capital = std::any_of(word.begin(), word.end(), is_upper);
    if (!has_capital || iequals(word, "Type") || word == "Const" || word == "Select" ||
        word == "HKEY" || starter_weight(word) > 0 || word.size() < 3)
      return "";
    if (word.find_first_of("(),;=\"\\") != std::string_view::npos || istarts_with(word, "REG_"))
      return "";
    return std::string(word);
  }

  /// `"Size"=dword:00000002`, `"Path"="C:\\x"`; `pos` is at the first quote.
  std::size_t read_reg_line(std::size_t pos) {
    constexpr std::size_t kLongest = 200;
    const std::string_view near = text_.substr(0, std::min(text_.size(), pos + kLongest));
    const std::size_t close = near.find('"', pos + 1);
    if (close == std::string_view::npos || near.substr(close + 1, 1) != "=") return pos;
    const std::string key = key_before(pos);
    if (key.empty() || keys_[next_key_ - 1].end + kLongest * 20 < pos) return close + 1;
    const std::string name(near.substr(pos + 1, close - pos - 1));
    const std::string_view rest = near.substr(close + 2);
    if (istarts_with(rest, "dword:")) {
      add(pos, name, "REG_DWORD", std::string(word_at(rest, 6)));
    } else if (rest.starts_with('"') && rest.find('"', 1) != std::string_view::npos) {
      add(pos, name, "REG_SZ", std::string(rest.substr(1, rest.find('"', 1) - 1)));
    }
    return close + 2;
  }

  static constexpr std::array kNameLabels = {"Value Name"sv, "Value"sv};
  static constexpr std::array kRadix = {"Radix"sv, "Data Format"sv};
  static constexpr std::size_t kMostValues = 500;

  std::string_view text_;
  std::vector<RegistryKeySpan> keys_;
  std::size_t next_key_ = 0;
  std::vector<RegistryValue>& values_;
};

/// Cheap test for any of the three forms.
bool may_hold_values(std::string_view text) {
  constexpr std::string_view kAnchors = "_=Vv";  // of REG_, =dword:, Value Name
  for (std::size_t at = text.find_first_of(kAnchors); at != text.npos;
       at = text.find_first_of(kAnchors, at + 1)) {
    const std::string_view rest = text.substr(at);
    if (at > 2 && text.substr(at - 3, 4) == "REG_") return true;
    if (rest.starts_with("=dword:") || istarts_with(rest, "value name")) return true;
  }
  return false;
}

}  // namespace

std::vector<RegistryValue> find_registry_values(const std::vector<Section>& sections) {
  std::vector<RegistryValue> values;
  for (const Section& section : sections) {
    if (may_hold_values(section.text)) Reader(section.text, values).read();
  }
  return values;
}

}  // namespace kb
