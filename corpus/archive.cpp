#include "corpus/archive.h"

#include <array>
#include <string_view>

#include "corpus/archive_module.h"
#include "corpus/module.h"
#include "corpus/read_file.h"
#include "corpus/regular_file.h"
#include "parser/text/ascii.h"
#include "parser/text/printable.h"

namespace kb {
namespace {

struct Taker {
  const std::function<bool(ArchiveMember&&)>& take;
};

extern "C" int take_member(void* context, const char* name, std::int64_t mtime, const char* bytes,
                           std::size_t length, const char* problem) {
  ArchiveMember member;
  member.name = name;
  member.mtime = mtime;
  member.bytes.assign(bytes, length);
  if (problem != nullptr) member.problem = problem;
  return static_cast<const Taker*>(context)->take(std::move(member)) ? 1 : 0;
}

}  // namespace

bool is_archive_name(const std::string& path) {
  const std::string name =
      lower(std::string_view(path).substr(path.size() > 16 ? path.size() - 16 : 0));
  for (const std::string_view ending :
       {".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.zst", ".tar.bz2", ".tbz2", ".zip"}) {
    if (name.ends_with(ending)) return true;
  }
  return false;
}

Result<void> read_archive(const std::string& path, std::uint64_t limit,
                          const std::function<bool(ArchiveMember&&)>& take) {
  const auto file = open_regular(path);
  if (!file) return tl::make_unexpected(file.error());
  return read_archive(*file, path, limit, take);
}

Result<void> read_archive(const Descriptor& file, const std::string& path, std::uint64_t limit,
                          const std::function<bool(ArchiveMember&&)>& take) {
  static std::string why;
  static const auto kRead =
      reinterpret_cast<KbArchiveRead>(load_module(kArchiveModule, kArchiveEntry, why));
  if (kRead == nullptr) {
    return fail(ErrorKind::kSystem, "can't read archives: " + why,
                "install the package libarchive13, and kb with its " + std::string(kArchiveModule));
  }
  Taker taker{take};
  std::array<char, 512> error{};
  if (kRead(file.get(), limit, take_member, &taker, error.data(), error.size()) != 0) {
    return fail(ErrorKind::kInput,
                "can't read the archive " + printable_line(path) + ": " + error.data());
  }
  return {};
}

}  // namespace kb
