// Small charts as SVG in the page. They hold shapes and no text: a browser that knows no SVG shows
// nothing of them, a screen reader says `label`, and the table beside a chart has all its numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kb {

/// A bar for each value, in order, as high as it is large.
std::string bar_chart(const std::vector<std::pair<std::string, std::uint64_t>>& bars,
                      std::string_view label);

/// A dot for each date (ISO) on a line from the first to the last, with a tick for each year. Empty
/// without two different dates.
std::string timeline(const std::vector<std::string>& dates, std::string_view label);

}  // namespace kb
