// The hits of the last search at a terminal, so that `kb show 2` can open the second one.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace kb {

/// Remembers article ids (or source paths) in the order printed, `first_rank` being the rank of the
/// first. Best effort: a home that can't be written is no error.
void remember_hits(const std::vector<std::string>& hits, std::size_t first_rank);

/// What stood at `rank` in the last search; null if nothing did.
std::optional<std::string> remembered_hit(std::size_t rank);

}  // namespace kb
