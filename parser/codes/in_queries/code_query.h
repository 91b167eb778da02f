// Error codes in what a user typed or pasted: every code, where it stands, and what it may mean.
//
// The query side of error_codes.h: the same notations and families, but without an article around
// them, so a code has several readings. A label in the query (`STOP 0xA`, `event id 4058`,
// `run-time error '429'`) decides; a bare number is read in every family it can belong to,
// likeliest first.
//
//   STOP 0x0000000A (0x04, ...)   c1060107   &HC1060107   -1056571129   3238396167   (c1060107)
//   E_ACCESSDENIED   IRQL_NOT_LESS_OR_EQUAL   LNK 2001   HTTP 403.6   error 1722   5   80004005
//
// Tolerated: glued punctuation, suffixes L and U, a letter O for a zero after `0x` or among eight
// digits, full-width digits and letters, the minus and dashes of Unicode. No codes: words, article
// ids (Q182320), dates, times, versions, file names, product names with their numbers (TN3270,
// Windows 2000), `0x` alone. Seven or nine hex digits are read as printed (family other), never
// repaired.
// A number that may be anything is read, but it is loose, and a bug check only beside a word that
// says so (STOP, blue screen, bsod): `int 21h`, `0x10`, `VMM(01) + 00010E77`, `0028:C0021E77`,
// `EAX=0000007b`. Alone, or with nothing but labels, a number is what was asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"

namespace kb {

/// One thing a code may mean.
struct CodeReading {
  CodeFamily family;
  std::string canonical;
};

/// How surely a number of a query is a code.
enum class Certainty : std::uint8_t {
  kLoose,     ///< it may be anything: short hex among other words, an offset, a register
  kLikely,    ///< its shape or its name speaks for a code, or it is all that was typed
  kLabelled,  ///< words of the query say what it is: `STOP 0x7b`, `blue screen 0x7b`, `Msg 1105`
};

/// A code of a query. The ranges of a result do not overlap and rise.
struct RecognisedCode {
  std::size_t begin;  ///< bytes of the query as given: sign, prefix and suffix belong to the code;
  std::size_t end;    ///< of a STOP its parameters too; labels such as `error` do not
  std::vector<CodeReading> readings;  ///< likeliest first, each once, never empty
  std::optional<std::uint32_t>
      value;  ///< of the number notations of code_numbers.h, and of a labelled system error
  Certainty certainty = Certainty::kLikely;
};

/// True for a word in lower case that people put beside a code to say what it is: `error`, `code`.
bool is_code_label(std::string_view word);

/// Every code of a query; total on any bytes and linear in their number.
std::vector<RecognisedCode> recognise_codes(std::string_view query);

}  // namespace kb
