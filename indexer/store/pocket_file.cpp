#include "indexer/store/pocket_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

#include "indexer/schema/schema.h"
#include "indexer/store/frame_dictionary.h"
#include "parser/text/count.h"
#include "parser/text/numbers.h"

namespace kb {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kMagic = "kb pocket 1 ";
constexpr std::string_view kAnyMagic = "kb pocket ";
constexpr std::size_t kLine = kMagic.size() + 8 + 1 + 32 + 1;
constexpr std::uint64_t kMaxManifest = 1U << 20U;
constexpr const char* kCopyAgain = "copy it again, or make it anew with `kb pack`";

tl::unexpected<Error> damaged(const std::string& path, const std::string& why) {
  return fail(ErrorKind::kDamaged, "the pocket file " + path + " is damaged: " + why, kCopyAgain);
}

tl::unexpected<Error> unreadable(const std::string& path) {
  return system_error("can't read", path);
}

std::string hex(XXH128_hash_t hash) {
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

/// -1 for what can't be opened, or is no regular file.
Descriptor open_file(const std::string& path) {
  auto file = open_index_file(path);
  return file ? std::move(*file) : Descriptor(-1);
}

Json to_json(const PocketManifest& manifest) {
  const IndexInfo& info = manifest.info;
  return {{"format", "kb pocket"},
          {"schema", info.schema},
          {"kb", info.program},
          {"articles", info.articles},
          {"files", info.files},
          {"bytes", info.bytes},
          {"dialects", info.dialects},
          {"diagnostics", info.diagnostics},
          {"dictionary", manifest.dictionary},
          {"database", manifest.database},
          {"size", info.size},
          {"opening", manifest.opening},
          {"xxh3", info.hash}};
}

bool from_json(const Json& json, PocketManifest& manifest) {
  IndexInfo& info = manifest.info;
  try {
    info.schema = json.at("schema");
    if (info.schema != kSchemaVersion) return true;
    info.program = json.at("kb");
    info.articles = json.at("articles");
    info.files = json.at("files");
    info.bytes = json.at("bytes");
    info.dialects = json.at("dialects").get<std::map<std::string, std::uint64_t>>();
    info.diagnostics = json.at("diagnostics");
    manifest.dictionary = json.at("dictionary");
    manifest.database = json.at("database");
    info.size = json.at("size");
    manifest.opening = json.at("opening");
    info.hash = json.at("xxh3");
    return manifest.database % kPocketPage == 0 && manifest.database < info.size &&
           manifest.dictionary < manifest.database;
  } catch (const Json::exception&) {
    return false;
  }
}

tl::unexpected<Error> other_version(const std::string& path, int schema) {
  const bool newer = schema > kSchemaVersion;
  return fail(ErrorKind::kVersion,
              fmt::format("the pocket file {} was written by {} kb (schema {}; this one reads {})",
                          path, newer ? "a newer" : "an older", schema, kSchemaVersion),
              newer ? "use that kb" : "make it anew with `kb index` and `kb pack`");
}

/// The length of the manifest, as the first line says; 0 if that can't be read.
std::uint64_t manifest_length(const std::string& line) {
  if (line.size() != kLine) return 0;
  const auto length =
      leading_number<std::uint64_t>(std::string_view(line).substr(kMagic.size(), 8), 16);
  return length <= kMaxManifest ? length : 0;
}

}  // namespace

bool is_pocket_file(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return false;
  return read_at(open_file(path), 0, kAnyMagic.size()) == kAnyMagic;
}

Result<PocketFile> PocketFile::open(const std::string& path) {
  PocketFile file(path, std::make_shared<Descriptor>(open_file(path)));
  if (file.file_->get() < 0) return unreadable(path);
  auto sound = file.read_front();
  if (sound) sound = file.compare_opening();
  if (!sound) return tl::make_unexpected(sound.error());
  return file;
}

Result<void> PocketFile::read_front() {
  const std::string line = read_at(*file_, 0, kLine);
  if (!line.starts_with(kMagic) && line.starts_with(kAnyMagic)) {
    return fail(ErrorKind::kVersion, "the pocket file " + path_ + " was written by a newer kb",
                "use that kb to read it");
  }
  const std::uint64_t length = manifest_length(line);
  if (length == 0) return damaged(path_, "its first line can't be read");
  const std::string text = read_at(*file_, kLine, length);
  if (hex(XXH3_128bits(text.data(), text.size())) != line.substr(kMagic.size() + 9, 32)) {
    return damaged(path_, "its manifest is not what was written");
  }
  front_ = kLine + length;
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded() || !from_json(json, manifest_)) {
    return damaged(path_, "its manifest can't be read");
  }
  const IndexInfo& info = manifest_.info;
  if (info.schema != kSchemaVersion) return other_version(path_, info.schema);
  const std::uint64_t size = stamp_of(*file_).size;
  if (size == info.size) return {};
  return damaged(path_, fmt::format("it has {} instead of {}", counted(size, "byte"), info.size));
}

Result<void> PocketFile::compare_opening() const {
  const auto found = hash_from(file_->get(), front_, path_, manifest_.opening_end());
  if (!found) return tl::make_unexpected(found.error());
  if (*found != manifest_.opening) return damaged(path_, "its first part is not what was written");
  const std::string dictionary = read_at(*file_, front_, manifest_.dictionary);
  if (dictionary.empty() || use_frame_dictionary(dictionary)) return {};
  return damaged(path_, "its dictionary can't be read");
}

Result<std::string> PocketFile::hash() const { return hash_from(file_->get(), front_, path_); }

Result<int> PocketFile::database() const {
  const int copy = ::fcntl(file_->get(), F_DUPFD_CLOEXEC, 0);
  if (copy < 0) return unreadable(path_);
  ::lseek(copy, off_t(manifest_.database), SEEK_SET);
  return copy;
}

Result<OpenIndex> open_pocket_file(const std::string& path) {
  const auto file = PocketFile::open(path);
  if (!file) return tl::make_unexpected(file.error());
  const auto database = file->database();
  if (!database) return tl::make_unexpected(database.error());
  try {
    return OpenIndex{file->manifest().info, Xapian::Database(*database)};
  } catch (const Xapian::Error& error) {
    return damaged(path, error.get_msg());
  }
}

std::string pocket_front(const PocketManifest& manifest) {
  const std::string text =
      to_json(manifest).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  return fmt::format("{}{:08x} {}\n{}", kMagic, text.size(),
                     hex(XXH3_128bits(text.data(), text.size())), text);
}

std::uint64_t pocket_front_limit(const PocketManifest& manifest) {
  PocketManifest longest = manifest;
  longest.database = longest.info.size = ~std::uint64_t{0};
  longest.info.hash.assign(32, '0');
  longest.opening.assign(32, '0');
  return pocket_front(longest).size();
}

Result<std::string> hash_from(int descriptor, std::uint64_t offset, const std::string& path,
                              std::uint64_t end) {
  const std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state(XXH3_createState(),
                                                                              &XXH3_freeState);
  XXH3_128bits_reset(state.get());
  std::vector<char> buffer(std::min<std::uint64_t>(end - offset, 1U << 20U));
  while (offset < end) {
    const std::size_t most = std::min<std::uint64_t>(end - offset, buffer.size());
    const ssize_t got = ::pread(descriptor, buffer.data(), most, off_t(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unreadable(path);
    if (got == 0) break;
    XXH3_128bits_update(state.get(), buffer.data(), std::size_t(got));
    offset += std::uint64_t(got);
  }
  return hex(XXH3_128bits_digest(state.get()));
}

}  // namespace kb
