// What changed between two texts, line by line, as `diff -u` prints it.
#pragma once

#include <string>
#include <vector>

namespace kb {

/// Returns the difference of two texts in lines, with three unchanged lines around each change:
///
///   @@ -1,2 +1,2 @@
///    The spooler stops.
///   -Restart it.
///   +Install the fix.
///
/// Each line ends with a line end; empty if the texts are equal. The longest common part is found
/// where the lines that are left between equal beginnings and ends are few (their numbers multiply
/// to 4 million); otherwise all of these count as changed. So time and memory are bounded.
std::string unified_difference(const std::vector<std::string>& before,
                               const std::vector<std::string>& after);

}  // namespace kb
