#include "cli/last_search.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace kb {
namespace {

/// The rank of the first hit and a line end, then each hit and a NUL, since a path may hold all
/// else. $XDG_STATE_HOME/kb/last-search, else ~/.local/state/kb/last-search.
std::filesystem::path state_file() {
  const char* state = std::getenv("XDG_STATE_HOME");
  const char* home = std::getenv("HOME");
  const std::filesystem::path base =
      state != nullptr && *state != '\0'
          ? std::filesystem::path(state)
          : std::filesystem::path(home == nullptr ? "." : home) / ".local" / "state";
  return base / "kb" / "last-search";
}

}  // namespace

void remember_hits(const std::vector<std::string>& hits, std::size_t first_rank) {
  std::error_code ignored;
  const std::filesystem::path path = state_file();
  std::filesystem::create_directories(path.parent_path(), ignored);
  std::ofstream out(path, std::ios::trunc);
  out << first_rank << '\n';
  for (const std::string& hit : hits) out << hit << '\0';
}

std::optional<std::string> remembered_hit(std::size_t rank) {
  std::ifstream in(state_file());
  std::size_t first = 0;
  std::string line;
  if (!(in >> first) || !std::getline(in, line) || rank < first) return std::nullopt;
  for (std::size_t i = first; std::getline(in, line, '\0'); ++i) {
    if (i == rank) return line;
  }
  return std::nullopt;
}

}  // namespace kb
