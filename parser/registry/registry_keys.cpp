#include "parser/registry/registry_keys.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>

#include "parser/registry/registry_path.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

constexpr std::string_view kMachine = "HKEY_LOCAL_MACHINE";

/// True if a path may begin at `pos`: behind a blank, a bracket, a quote or a tag.
bool may_begin(std::string_view text, std::size_t pos) {
  if (pos == 0) return true;
  const char before = text[pos - 1];
  return is_blank(before) || std::string_view("[(\"'>:\\=").find(before) != std::string_view::npos;
}

/// `\` counts as the start of a bare path only where no path stands before it.
bool may_begin_bare(std::string_view text, std::size_t pos) {
  return may_begin(text, pos) && (pos == 0 || text[pos - 1] != '\\');
}

/// Collects the keys of one text.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::vector<RegistryKeySpan> scan() {
    while (pos_ < text_.size()) {
      const bool looked_for = kIsFirst[static_cast<unsigned char>(text_[pos_])];
      if (!looked_for || (!read_rooted() && !read_bare())) ++pos_;
    }
    return std::move(spans_);
  }

 private:
  static constexpr auto kIsFirst = [] {
    std::array<bool, 256> table{};
    for (const char c : {'H', 'h', 'S', 's', '\\'}) table[static_cast<unsigned char>(c)] = true;
    return table;
  }();

  bool read_rooted() {
    if (to_upper(text_[pos_]) != 'H' || !may_begin(text_, pos_)) return false;
    const auto root = match_registry_root(text_, pos_);
    if (!root) return false;
    root_ = root->name;
    const RegistryPath path = read_registry_path(text_, pos_, root->end);
    if (!path.components.empty()) add(path);
    pos_ = std::max(root->end, path.end);
    return true;
  }

  bool read_bare() {
    if (to_upper(text_[pos_]) == 'H' || !may_begin_bare(text_, pos_)) return false;
    const auto path = match_bare_registry_path(text_, pos_);
    if (!path) return false;
    const bool system = istarts_with(path->components, "System");
    if (system) root_ = kMachine;
    if (!root_.empty()) add(*path);
    pos_ = std::max(pos_ + 1, path->end);
    return true;
  }

  void add(const RegistryPath& path) {
    spans_.push_back({std::string(root_) + '\\' + path.components, pos_, path.end});
  }

  std::string_view text_;
  std::size_t pos_ = 0;
  std::string_view root_;  ///< the last one named; empty before any
  std::vector<RegistryKeySpan> spans_;
};

}  // namespace

std::vector<RegistryKeySpan> scan_registry_keys(std::string_view text) {
  const bool any = text.find('\\') != text.npos || text.find("HK") != text.npos;
  return any ? Scanner(text).scan() : std::vector<RegistryKeySpan>{};
}

std::vector<std::string> find_registry_keys(const std::vector<Section>& sections) {
  std::vector<std::string> keys;
  std::unordered_set<std::string> seen;
  for (const Section& section : sections) {
    for (RegistryKeySpan& span : scan_registry_keys(section.text)) {
      if (seen.insert(lower(span.key)).second) keys.push_back(std::move(span.key));
    }
  }
  return keys;
}

}  // namespace kb
