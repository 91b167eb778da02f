#include "indexer/build/copy_database.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "corpus/on_threads.h"
#include "corpus/regular_file.h"

namespace kb {
namespace {

/// Copies by reading and writing, where the kernel can't copy between these files.
bool copy_bytes(int from, int to) {
  std::vector<char> buffer(1U << 20U);
  for (;;) {
    const ssize_t got = ::read(from, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return got == 0;
    for (ssize_t done = 0; done < got;) {
      const ssize_t wrote = ::write(to, buffer.data() + done, std::size_t(got - done));
      if (wrote < 0 && errno != EINTR) return false;
      if (wrote > 0) done += wrote;
    }
  }
}

bool copy_contents(int from, int to, std::uint64_t size) {
  if (::ioctl(to, FICLONE, from) == 0) return true;
  while (size > 0) {
    const ssize_t copied = ::copy_file_range(from, nullptr, to, nullptr, size, 0);
    if (copied == 0) return true;  // shorter than it should be: the hash will tell
    if (copied < 0 && errno == EINTR) continue;
    const bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG || errno == EIO;
    if (copied < 0) return !full && copy_bytes(from, to);
    size -= std::uint64_t(copied);
  }
  return true;
}

Result<void> copy_part(const std::string& folder, const IndexPart& part,
                       const std::string& target) {
  const std::string name = part.name.substr(part.name.find('/') + 1);
  const std::string path = target + "/" + name;
  {
    const auto from = open_regular(folder + "/" + part.name);
    if (!from) return damaged_index(folder, part.name + " is missing");
    const Descriptor to(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (to.get() < 0) return system_error("can't write", path);
    if (!copy_contents(from->get(), to.get(), part.size)) return system_error("can't write", path);
  }
  const auto copy = measure_file(target, name);
  if (!copy) return tl::make_unexpected(copy.error());
  if (copy->size != part.size || copy->hash != part.hash) {
    return damaged_index(folder, part.name + " is not the file that was written");
  }
  return {};
}

}  // namespace

Result<void> copy_database(const std::string& folder, const IndexInfo& info,
                           const std::string& target) {
  if (info.parts.empty()) return damaged_index(folder, "its database can't be written to");
  std::error_code failed;
  if (!std::filesystem::create_directory(target, failed)) {
    return system_error("can't create", target);
  }
  std::vector<Result<void>> results(info.parts.size());
  on_threads(unsigned(results.size()),  // one a table: seven
             [&](unsigned i) { results[i] = copy_part(folder, info.parts[i], target); });
  for (Result<void>& result : results) {
    if (!result) return result;
  }
  return {};
}

}  // namespace kb
