#include "cli/last_list.h"

#include <filesystem>
#include <fstream>

#include "cli/user_folders.h"

namespace kb {
namespace {

/// The number of the first article and a line end, then each article and a NUL, since a path may
/// hold all else. Empty if there is no place for it.
std::filesystem::path state_file() {
  const std::string folder = user_folder(UserFolder::kState);
  return folder.empty() ? std::filesystem::path() : std::filesystem::path(folder) / "kb/last-list";
}

}  // namespace

void remember_list(const std::vector<std::string>& articles, std::size_t first_number) {
  if (articles.empty()) return;
  std::error_code ignored;
  const std::filesystem::path path = state_file();
  if (path.empty()) return;
  std::filesystem::create_directories(path.parent_path(), ignored);
  std::ofstream out(path, std::ios::trunc);
  out << first_number << '\n';
  for (const std::string& article : articles) out << article << '\0';
}

std::optional<std::string> remembered_article(std::size_t number) {
  std::ifstream in(state_file());
  std::size_t first = 0;
  std::string line;
  if (!(in >> first) || !std::getline(in, line) || number < first) return std::nullopt;
  for (std::size_t i = first; std::getline(in, line, '\0'); ++i) {
    if (i == number) return line;
  }
  return std::nullopt;
}

}  // namespace kb
