// Pasted text in plain ASCII where it can be, with the place of each character in the original.
//
// Codes come out of web pages, forums, Markdown files and word processors, which dress them up:
//
//   &#39;429&#39;  &quot;429&quot;      HTML entities
//   \(80040154\)   MAPI\_E\_NOT\_FOUND  the escapes of Markdown
//   ‘429’  “429”  `429`                 quotation marks that are no ' or "
//   −1018  –1018   error - 1018         dashes for a minus, and one set off by a blank
//   ０ｘ８０                            full-width letters and digits
//
// Blanks of every kind become one space each. Total and linear.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kb {

struct PastedText {
  std::string text;
  /// Character i stands for the bytes from `begins[i]` up to `ends[i]` of the original.
  std::vector<std::size_t> begins;
  std::vector<std::size_t> ends;
};

PastedText plain_text(std::string_view pasted);

}  // namespace kb
