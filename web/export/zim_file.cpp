#include "web/export/zim_file.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <utility>
#include <vector>

#include "corpus/module.h"
#include "indexer/store/manifest.h"
#include "parser/text/count.h"
#include "parser/text/fnv.h"
#include "parser/text/numbers.h"
#include "web/assets/assets.h"
#include "web/export/zim_seal.h"

namespace kb {
namespace {

constexpr std::string_view kMagic = "ZIM\x04";
constexpr std::size_t kUuidPlace = 8;  // bytes from the beginning
constexpr std::string_view kOurUuids = "kbPage";

bool is_our_zim(const std::string& path) {
  std::error_code failed;
  if (!std::filesystem::is_regular_file(path, failed)) return false;
  std::string head(kUuidPlace + kOurUuids.size(), '\0');
  std::ifstream(path, std::ios::binary).read(head.data(), std::streamsize(head.size()));
  return head.starts_with(kMagic) && head.ends_with(kOurUuids);
}

const char* mime_of(std::string_view name) {
  if (name.ends_with(".html")) return "text/html";
  if (name.ends_with(".css")) return "text/css";
  return "application/javascript";
}

/// `2026-11-30`, in UTC.
std::string date() {
  std::time_t seconds = std::time(nullptr);
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH")) {
    constexpr std::int64_t kYear9999 = 253402300799;
    const auto given = whole_number<std::int64_t>(epoch);
    if (given && *given >= 0 && *given <= kYear9999) seconds = *given;
  }
  return fmt::format("{:%Y-%m-%d}", fmt::gmtime(seconds));
}

}  // namespace

Result<const KbZim*> load_zim() {
  std::string why;
  const auto functions = reinterpret_cast<KbZimFunctions>(load_module(kZimModule, kZimEntry, why));
  if (functions == nullptr) {
    return fail(
        ErrorKind::kSystem, "can't write ZIM files: " + why,
        "install the package kb-zim, or libzim8 and kb with its " + std::string(kZimModule));
  }
  return functions();
}

Result<void> check_zim_file(const std::string& out, Overwrite overwrite) {
  return check_overwrite(out, "ZIM export", is_our_zim, overwrite);
}

ZimFile::ZimFile(const KbZim& module, std::string path)
    : module_(module), path_(std::move(path)), hash_(kFnvStart) {}

ZimFile::~ZimFile() {
  if (zim_ != nullptr) module_.close(zim_);
}

Result<std::unique_ptr<ZimFile>> ZimFile::begin(const std::string& path) {
  const auto module = load_zim();
  if (!module) return tl::make_unexpected(module.error());
  std::unique_ptr<ZimFile> file(new ZimFile(**module, path));
  if (file->module_.open(path.c_str(), &file->zim_, &file->error_) != 0) {
    return fail(ErrorKind::kSystem, "can't write " + path + ": " + file->error_.text,
                kFreeSpaceForFile);
  }
  return file;
}

void ZimFile::write(const ExportedFile& file, std::string_view bytes) {
  if (failed_) return;
  hash_ = fnv1a(bytes, fnv1a(file.name, hash_));
  const KbZimItem item{file.name.c_str(), file.title.c_str(), mime_of(file.name),
                       file.is_article,   bytes.data(),       bytes.size()};
  failed_ = module_.add(zim_, &item, &error_) != 0;
  ++files_;
}

void ZimFile::redirect(const std::string& name, const std::string& file) {
  if (!failed_) failed_ = module_.redirect(zim_, name.c_str(), file.c_str(), &error_) != 0;
}

void ZimFile::describe(const char* name, const std::string& value) {
  hash_ = fnv1a(value, hash_);
  if (!failed_) failed_ = module_.metadata(zim_, name, value.c_str(), &error_) != 0;
}

/// By RFC 9562: version 8, whose bits are for anybody to choose.
std::string ZimFile::uuid() const {
  std::string uuid(kOurUuids);
  uuid += "\x80\x01";
  for (unsigned i = 0; i < 8; ++i) uuid += char(hash_ >> (8 * i));
  uuid[8] = char((static_cast<unsigned char>(uuid[8]) & 0x3FU) | 0x80U);
  return uuid;
}

Result<void> ZimFile::finish(std::uint64_t articles) {
  describe("Name", "kb_en_all");
  describe("Title", "Knowledge Base");
  describe("Description", counted(articles, "article") + " of the Knowledge Base");
  describe("Language", "eng");
  describe("Creator", "Knowledge Base");
  describe("Publisher", "kb");
  describe("Tags", "_ftindex:yes;_pictures:no;_videos:no;_details:yes");
  describe("Date", date());
  if (!failed_) {
    failed_ = module_.illustrate(zim_, kIllustration.data(), kIllustration.size(), &error_) != 0;
  }
  std::vector<std::uint64_t> places(kKbZimPlaces);
  std::size_t count = 0;
  if (!failed_) {
    failed_ =
        module_.finish(zim_, "index.html", uuid().c_str(), places.data(), &count, &error_) != 0;
  }
  if (failed_) {
    return fail(ErrorKind::kSystem, "can't write " + path_ + ": " + error_.text, kFreeSpaceForFile);
  }
  places.resize(count);
  return seal_zim(path_, places, uuid());
}

}  // namespace kb
