// The labels printed around the body of a KB article, in every spelling the archive has.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parser/dialects/parts.h"

namespace kb {

/// The rulers of the format, in characters. An underline never has one of these lengths.
inline constexpr std::size_t kFooterRule = 70;   ///< `=`: above the footer, below the header
inline constexpr std::size_t kNoticeRule = 77;   ///< `=`: above the legal notice
inline constexpr std::size_t kAppliesRule = 79;  ///< `-`: around the applies-to block

/// Length of a query-words label that starts `text`, its colon included; 0 if none does.
/// Grammar, any case: `Add...` (query | reference, misspelt or missing) (word | words | word(s) |
/// works | references) `:`, or `Reference words:`. `Additional information:` is none.
std::size_t match_query_words_label(std::string_view text);

/// Length of `KBCategory:` or `KBSubcategory:` (any case) at the start of `text`; 0 if none.
std::size_t match_category_label(std::string_view text);

/// The place of a footer line's label in a Footer, or null if `line` is none. `value` receives what
/// stands behind the colon, trimmed.
std::optional<std::string> Footer::*match_footer_label(std::string_view line,
                                                       std::string_view& value);

/// The footer's labels in their fixed order, without padding: `Keywords`, `Component` ...
struct FooterLabel {
  std::string_view name;
  std::optional<std::string> Footer::*field;
};
extern const FooterLabel kFooterLabels[8];

/// First line of the legal notice; everything from here on is in no record.
inline constexpr std::string_view kNoticeStart =
    "THE INFORMATION PROVIDED IN THE MICROSOFT KNOWLEDGE BASE IS";

/// The line that opens the applies-to block.
inline constexpr std::string_view kAppliesStart = "The information in this article applies to:";

/// True for a run of `-` as it stands around the applies-to block: 79, rarely 63 to 78.
bool is_applies_rule(std::string_view line);

}  // namespace kb
