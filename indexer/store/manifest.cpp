#include "indexer/store/manifest.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "corpus/descriptor.h"
#include "indexer/schema/schema.h"
#include "indexer/store/part_json.h"
#include "parser/text/count.h"

namespace kb {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::string_view kVersionFile = "iamglass";
constexpr const char* kFirst = "build one with `kb index PATH...`";

Json to_json(const IndexInfo& info) {
  Json json = {{"format", "kb index"},      {"schema", info.schema}, {"kb", info.program},
               {"database", info.database}, {"size", info.size},     {"xxh3", info.hash}};
  json["parts"] = parts_json(info.parts);
  if (info.catalog) json["catalog"] = part_json(*info.catalog);
  json["replaced"] = info.replaced;
  json["articles"] = info.articles;
  json["created"] = info.created;
  json["sources"] = info.sources;
  json["files"] = info.files;
  json["dialects"] = info.dialects;
  json["diagnostics"] = info.diagnostics;
  json["bytes"] = info.bytes;
  return json;
}

bool is_plain_name(std::string_view name) {
  return !name.empty() && name.find('/') == std::string_view::npos && name != "." && name != "..";
}

/// Do all names stay inside the index folder?
bool names_are_inside(const IndexInfo& info) {
  if (!is_plain_name(info.database)) return false;
  if (info.catalog && !is_plain_name(info.catalog->name)) return false;
  for (const IndexPart& part : info.parts) {
    const std::string within = info.database + "/";
    if (!part.name.starts_with(within)) return false;
    if (!is_plain_name(std::string_view(part.name).substr(within.size()))) return false;
  }
  return true;
}

bool is_version_file(const IndexPart& part) {
  return fs::path(part.name).filename() == kVersionFile;
}

bool has_version_file(const std::vector<IndexPart>& parts) {
  return std::any_of(parts.begin(), parts.end(), is_version_file);
}

/// Reads the fields; false if one is missing or of the wrong type.
bool from_json(const Json& json, IndexInfo& info) {
  try {
    if (json.at("format") != "kb index") return false;
    info.schema = json.at("schema");
    if (info.schema != kSchemaVersion) return true;  // the other fields may mean other things
    info.program = json.at("kb");
    info.database = json.at("database");
    info.size = json.at("size");
    info.hash = json.at("xxh3");
    info.parts = parts_of(json.at("parts"));
    if (json.contains("catalog")) info.catalog = part_of(json.at("catalog"));
    info.replaced = json.value("replaced", std::uint64_t{0});
    info.articles = json.at("articles");
    info.created = json.at("created");
    info.sources = json.at("sources").get<std::vector<std::string>>();
    info.files = json.at("files");
    info.dialects = json.at("dialects").get<std::map<std::string, std::uint64_t>>();
    info.diagnostics = json.at("diagnostics");
    info.bytes = json.at("bytes");
    return names_are_inside(info) && has_version_file(info.parts);
  } catch (const Json::exception&) {
    return false;
  }
}

/// The hash of all that can be read; false if reading fails.
bool hash_bytes(int fd, std::uint64_t size, std::string& hash) {
  const std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state(XXH3_createState(),
                                                                              &XXH3_freeState);
  XXH3_128bits_reset(state.get());
  std::vector<char> buffer(std::min<std::uint64_t>(size + 1, 1U << 20U));
  for (;;) {
    const ssize_t got = ::read(fd, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    if (got == 0) break;
    XXH3_128bits_update(state.get(), buffer.data(), std::size_t(got));
  }
  const XXH128_hash_t digest = XXH3_128bits_digest(state.get());
  hash = fmt::format("{:016x}{:016x}", digest.high64, digest.low64);
  return true;
}

}  // namespace

tl::unexpected<Error> system_error(const std::string& what, const std::string& path,
                                   const char* hint) {
  return fail(ErrorKind::kSystem, what + " " + path + ": " + std::strerror(errno), hint);
}

tl::unexpected<Error> damaged_index(const std::string& folder, const std::string& why) {
  return fail(ErrorKind::kDamaged, "the index " + folder + " is damaged: " + why, kRebuild);
}

Result<Descriptor> open_index_file(const std::string& path) {
  auto file = open_regular(path);
  if (!file) return fail(ErrorKind::kSystem, file.error().message, kFreeSpace);
  return file;
}

Result<IndexPart> measure_file(const std::string& folder, const std::string& name) {
  const std::string path = folder + "/" + name;
  const auto file = open_index_file(path);
  if (!file) return tl::make_unexpected(file.error());
  IndexPart part{name, stamp_of(*file).size, ""};
  if (!hash_bytes(file->get(), part.size, part.hash)) return system_error("can't read", path);
  return part;
}

Result<std::string> fault_before_opening(const std::string& folder,
                                         const std::vector<IndexPart>& parts) {
  if (!has_version_file(parts)) return "it does not name the file iamglass";
  for (const IndexPart& part : parts) {
    std::error_code failed;
    const std::uint64_t size = fs::file_size(folder + "/" + part.name, failed);
    if (failed) return part.name + " is missing";
    if (size != part.size) {
      return fmt::format("{} has {} instead of {}", part.name, counted(size, "byte"), part.size);
    }
    if (!is_version_file(part)) continue;
    const auto found = measure_file(folder, part.name);
    if (!found) return tl::make_unexpected(found.error());
    if (found->hash != part.hash) return part.name + kOtherHash;
  }
  return std::string();
}

bool sync_path(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  const bool synced = ::fsync(fd) == 0;
  ::close(fd);
  return synced;
}

Result<void> write_manifest(const std::string& folder, const IndexInfo& info,
                            const std::string& temporary) {
  const std::string manifest = folder + "/" + kManifestName;
  std::ofstream out(temporary, std::ios::trunc);
  out << to_json(info).dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
  out.close();
  if (!out || !sync_path(temporary)) return system_error("can't write", temporary);
  if (std::rename(temporary.c_str(), manifest.c_str()) != 0) {
    return system_error("can't write", manifest);
  }
  sync_path(folder);
  return {};
}

std::optional<IndexSources> read_index_sources(const std::string& manifest) {
  const auto file = open_regular(manifest);
  if (!file) return std::nullopt;
  const Json json = Json::parse(read_at(*file, 0, stamp_of(*file).size), nullptr, false);
  try {
    return IndexSources{json.at("schema"), json.at("articles"),
                        json.at("sources").get<std::vector<std::string>>()};
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

Result<IndexInfo> read_manifest(const std::string& folder) {
  std::error_code failed;
  const fs::file_status status = fs::status(folder, failed);
  if (failed == std::errc::permission_denied) return system_error("can't read", folder);
  if (!fs::exists(status)) {
    return fail(ErrorKind::kNoIndex, "there is no index at " + folder, kFirst);
  }
  if (!fs::is_directory(status)) {
    return fail(ErrorKind::kDamaged, folder + " is a file, not an index folder",
                "name another place with --db");
  }
  const std::string path = folder + "/" + kManifestName;
  if (!fs::exists(path, failed) && !failed) {
    return fail(ErrorKind::kNoIndex, "there is no index in the folder " + folder, kFirst);
  }
  const auto file = open_index_file(path);
  if (!file) return tl::make_unexpected(file.error());
  const std::string text = read_at(*file, 0, stamp_of(*file).size);
  IndexInfo info;
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded() || !from_json(json, info)) {
    return damaged_index(folder, std::string(kManifestName) + " can't be read");
  }
  if (info.schema != kSchemaVersion) {
    const bool newer = info.schema > kSchemaVersion;
    return fail(ErrorKind::kVersion,
                fmt::format("the index {} was written by {} kb (schema {}; this one reads {})",
                            folder, newer ? "a newer" : "an older", info.schema, kSchemaVersion),
                newer ? "use that kb, or build the index again with `kb index PATH...`" : kRebuild);
  }
  return info;
}

}  // namespace kb
