#include "parser/codes/messages.h"

#include <algorithm>
#include <iterator>

namespace kb {
namespace {

using namespace std::string_view_literals;

// Sorted by value. Numbers below 65536 are system errors, all others 32-bit codes.
struct Message {
  std::uint32_t value;
  std::string_view text;
};

#ifdef KB_HAVE_MESSAGES
using std::string_view_literals::operator""sv;  // NOLINT: the table uses it
#include "message_table.inc"
#else
constexpr Message kMessages[] = {{0, ""}};
#endif

}  // namespace

std::string_view message_of(CodeFamily family, std::uint32_t value) {
  if (!row_of(family).texts.holds(value)) return {};
  const auto found =
      std::lower_bound(std::begin(kMessages), std::end(kMessages), value,
                       [](const Message& row, std::uint32_t v) { return row.value < v; });
  return found == std::end(kMessages) || found->value != value ? std::string_view() : found->text;
}

std::size_t message_count() {
  return std::size_t(std::count_if(std::begin(kMessages), std::end(kMessages),
                                   [](const Message& row) { return !row.text.empty(); }));
}

}  // namespace kb
