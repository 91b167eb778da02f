#include "indexer/store/pocket_file.h"

#include <fmt/format.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "indexer/schema/schema.h"
#include "indexer/store/frame_dictionary.h"

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
    info.hash = json.at("xxh3");
    return manifest.database % kPocketPage == 0 && manifest.database < info.size &&
           manifest.dictionary < manifest.database;
  } catch (const Json::exception&) {
    return false;
  }
}

struct Front {
  PocketManifest manifest;
  std::uint64_t length = 0;  ///< of line and manifest
};

Result<Front> read_front(const Descriptor& file, const std::string& path) {
  const std::string line = read_at(file, 0, kLine);
  if (!line.starts_with(kMagic) && line.starts_with(kAnyMagic)) {
    return fail(ErrorKind::kVersion, "the pocket file " + path + " was written by a newer kb",
                "use that kb to read it");
  }
  std::uint64_t length = 0;
  if (line.size() == kLine) {
    const char* digits = line.data() + kMagic.size();
    std::from_chars(digits, digits + 8, length, 16);
  }
  if (length == 0 || length > kMaxManifest) return damaged(path, "its first line can't be read");
  const std::string text = read_at(file, kLine, length);
  if (hex(XXH3_128bits(text.data(), text.size())) != line.substr(kMagic.size() + 9, 32)) {
    return damaged(path, "its manifest is not what was written");
  }
  Front front{{}, kLine + length};
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded() || !from_json(json, front.manifest)) {
    return damaged(path, "its manifest can't be read");
  }
  const IndexInfo& info = front.manifest.info;
  if (info.schema != kSchemaVersion) {
    const bool newer = info.schema > kSchemaVersion;
    return fail(
        ErrorKind::kVersion,
        fmt::format("the pocket file {} was written by {} kb (schema {}; this one reads {})", path,
                    newer ? "a newer" : "an older", info.schema, kSchemaVersion),
        newer ? "use that kb" : "make it anew with `kb index` and `kb pack`");
  }
  const std::uint64_t size = stamp_of(file).size;
  if (size != info.size) {
    return damaged(path, fmt::format("it has {} bytes instead of {}", size, info.size));
  }
  return front;
}

/// A descriptor of its own that stands at the database, which starts at the byte `offset`; Xapian
/// closes it. -1 if the file can't be opened any more.
int database_of(const std::string& path, std::uint64_t offset) {
  auto file = open_index_file(path);
  if (!file) return -1;
  ::lseek(file->get(), off_t(offset), SEEK_SET);
  return file->release();
}

}  // namespace

bool is_pocket_file(const std::string& path) {
  const auto file = open_index_file(path);
  return file && read_at(*file, 0, kAnyMagic.size()) == kAnyMagic;
}

Result<OpenIndex> open_pocket_file(const std::string& path) {
  const auto file = open_index_file(path);
  if (!file) return tl::make_unexpected(file.error());
  auto front = read_front(*file, path);
  if (!front) return tl::make_unexpected(front.error());
  const PocketManifest& manifest = front->manifest;
  if (manifest.dictionary != 0) {
    const std::string dictionary = read_at(*file, front->length, manifest.dictionary);
    if (!use_record_dictionary(dictionary)) return damaged(path, "its dictionary can't be read");
  }
  try {
    return OpenIndex{manifest.info, Xapian::Database(database_of(path, manifest.database))};
  } catch (const Xapian::Error& error) {
    return damaged(path, error.get_msg());
  }
}

Result<std::vector<std::string>> check_pocket_file(const std::string& path) {
  auto opened = open_pocket_file(path);
  if (!opened) return tl::make_unexpected(opened.error());
  const auto file = open_index_file(path);
  if (!file) return tl::make_unexpected(file.error());
  const auto front = read_front(*file, path);
  if (!front) return tl::make_unexpected(front.error());
  std::vector<std::string> faults;
  const auto hash = hash_from(file->get(), front->length, path);
  if (!hash) return tl::make_unexpected(hash.error());
  if (*hash != front->manifest.info.hash) {
    faults.emplace_back("it is not the file that was written (its hash differs)");
    return faults;  // what Xapian makes of it would say no more
  }
  try {
    std::ostringstream report;
    const std::size_t errors =
        Xapian::Database::check(database_of(path, front->manifest.database), 0, &report);
    if (errors != 0) faults.push_back(fmt::format("{} errors in the database's structure", errors));
    const Xapian::doccount articles = opened->database.get_doccount();
    if (articles != opened->info.articles) {
      faults.push_back(fmt::format("{} articles instead of {}", articles, opened->info.articles));
    }
  } catch (const Xapian::Error& error) {
    faults.push_back(error.get_msg());
  }
  return faults;
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
  return pocket_front(longest).size();
}

Result<std::string> hash_from(int descriptor, std::uint64_t offset, const std::string& path) {
  const std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state(XXH3_createState(),
                                                                              &XXH3_freeState);
  XXH3_128bits_reset(state.get());
  std::vector<char> buffer(1U << 20U);
  for (;;) {
    const ssize_t got = ::pread(descriptor, buffer.data(), buffer.size(), off_t(offset));
    if (got < 0) return unreadable(path);
    if (got == 0) break;
    XXH3_128bits_update(state.get(), buffer.data(), std::size_t(got));
    offset += std::uint64_t(got);
  }
  return hex(XXH3_128bits_digest(state.get()));
}

}  // namespace kb
