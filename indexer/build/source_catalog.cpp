#include "indexer/build/source_catalog.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <cstring>
#include <fstream>

#include "indexer/schema/byte_codec.h"
#include "indexer/store/manifest.h"

namespace kb {
namespace {

constexpr std::string_view kMagic = "kb sources 3\n";
constexpr std::int64_t kTick = 2'000'000'000;  // the coarsest clock of a file system: FAT's 2 s
constexpr std::size_t kBlock = 1U << 20U;      // bytes written at once
constexpr unsigned kArchive = 1;
constexpr unsigned kSettled = 2;

void put_number(std::string& out, std::uint64_t value) {
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  out.append(bytes, sizeof value);
}

std::uint64_t take_number(ByteReader& reader) {
  std::uint64_t value = 0;
  const std::string_view bytes = reader.bytes(sizeof value);
  if (reader.ok) std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

void put_hash(std::string& out, const ContentHash& hash) {
  put_number(out, hash[0]);
  put_number(out, hash[1]);
}

ContentHash take_hash(ByteReader& reader) {
  const std::uint64_t high = take_number(reader);
  return {high, take_number(reader)};
}

void put_item(std::string& out, const SourceItem& item) {
  put_string(out, item.member);
  put_hash(out, item.hash);
  put_varint(out, item.length);
  put_string(out, item.why);
  if (!item.why.empty()) return;
  out += static_cast<char>(item.dialect);
  put_string(out, item.id);
  put_string(out, item.title_key);
  put_string(out, item.date);
  put_varint(out, item.document.id);
  put_number(out, item.document.editions);
  put_varint(out, item.document.diagnostics);
  put_varint(out, item.document.says.size());
  for (const MinedCode& code : item.document.says) {
    for (const auto* text : {&code.canonical, &code.name, &code.message, &code.component}) {
      put_string(out, *text);
    }
  }
}

SourceItem take_item(ByteReader& reader) {
  SourceItem item;
  item.fresh = false;
  item.member = reader.string();
  item.hash = take_hash(reader);
  item.length = std::uint32_t(reader.varint());
  item.why = reader.string();
  if (!item.why.empty()) return item;
  const std::string_view dialect = reader.bytes(1);
  if (!reader.ok || static_cast<unsigned char>(dialect[0]) >= kDialects.size()) {
    reader.ok = false;
    return item;
  }
  item.dialect = static_cast<Dialect>(dialect[0]);
  item.id = reader.string();
  item.title_key = reader.string();
  item.date = reader.string();
  item.document.id = std::uint32_t(reader.varint());
  item.document.editions = take_number(reader);
  item.document.diagnostics = std::uint32_t(reader.varint());
  item.document.says.resize(reader.count());
  for (MinedCode& code : item.document.says) {
    for (auto* text : {&code.canonical, &code.name, &code.message, &code.component}) {
      *text = reader.string();
    }
  }
  return item;
}

void put_file(std::string& out, const KnownFile& file) {
  put_varint(out, file.root);
  put_string(out, file.source);
  out += static_cast<char>((file.archive ? kArchive : 0) + (file.settled ? kSettled : 0));
  put_varint(out, file.stamp.size);
  put_signed(out, file.stamp.mtime);
  put_signed(out, file.stamp.ctime);
  put_string(out, file.problem);
  put_varint(out, file.items.size());
  for (const SourceItem& item : file.items) put_item(out, item);
}

KnownFile take_file(ByteReader& reader) {
  KnownFile file;
  file.root = std::uint32_t(reader.varint());
  file.source = reader.string();
  const std::string_view flags = reader.bytes(1);
  if (!reader.ok) return file;
  file.archive = (static_cast<unsigned char>(flags[0]) & kArchive) != 0;
  file.settled = (static_cast<unsigned char>(flags[0]) & kSettled) != 0;
  file.stamp.size = reader.varint();
  file.stamp.mtime = reader.signed_number();
  file.stamp.ctime = reader.signed_number();
  file.problem = reader.string();
  const std::uint64_t count = reader.count();
  file.items.reserve(count);
  for (std::uint64_t i = 0; i < count && reader.ok; ++i) file.items.push_back(take_item(reader));
  return file;
}

}  // namespace

ContentHash content_hash(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {hash.high64, hash.low64};
}

std::string hash_text(const ContentHash& hash) {
  return fmt::format("{:016x}{:016x}", hash[0], hash[1]);
}

KnownFile known_file(const SourceFile& file) {
  KnownFile known;
  known.root = file.root;
  known.source = file.source;
  known.archive = file.archive;
  known.stamp = file.stamp;
  return known;
}

void note_stamp(KnownFile& file, const FileStamp& stamp, std::int64_t begun) {
  file.stamp = stamp;
  const bool just_written = stamp.mtime >= begun - kTick && stamp.mtime <= begun + kTick;
  file.settled = stamp.ctime < begun - kTick && !just_written;
}

bool looks_unchanged(const KnownFile& known, const SourceFile& found) {
  return known.settled && known.problem.empty() && known.archive == found.archive &&
         known.stamp == found.stamp;
}

std::uint64_t hash_of(const std::vector<Edition>& editions, const std::vector<ContentHash>& kept) {
  std::string text;
  for (const Edition& edition : editions) {
    put_string(text, edition.source);
    text += static_cast<char>(edition.dialect);
    put_string(text, edition.date);
  }
  for (const ContentHash& hash : kept) put_hash(text, hash);
  return XXH3_64bits(text.data(), text.size());
}

std::optional<SourceCatalog> decode_catalog(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return std::nullopt;
  ByteReader reader{bytes.substr(kMagic.size())};
  SourceCatalog catalog;
  const std::uint64_t count = reader.count();
  catalog.files.reserve(count);
  for (std::uint64_t i = 0; i < count && reader.ok; ++i) {
    catalog.files.push_back(take_file(reader));
  }
  if (!reader.ok || !reader.data.empty()) return std::nullopt;
  return catalog;
}

Result<void> save_catalog(const SourceCatalog& catalog, const std::string& path) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  std::string bytes(kMagic);
  put_varint(bytes, catalog.files.size());
  for (const KnownFile& file : catalog.files) {
    put_file(bytes, file);
    if (bytes.size() < kBlock) continue;
    out.write(bytes.data(), std::streamsize(bytes.size()));
    bytes.clear();
  }
  out.write(bytes.data(), std::streamsize(bytes.size()));
  out.close();
  if (!out) return system_error("can't write", path);
  return {};
}

}  // namespace kb
