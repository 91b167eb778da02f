#include "web/export/zim_module.h"

#include <zim/archive.h>
#include <zim/item.h>
#include <zim/uuid.h>
#include <zim/writer/contentProvider.h>
#include <zim/writer/creator.h>
#include <zim/writer/item.h>

#include <cstdio>
#include <exception>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

namespace {

using zim::writer::Creator;
using zim::writer::Hints;

constexpr const char* kXapianTables = "application/octet-stream+xapian";

/// libzim says on std::cout what it does; our standard output is for data. Nothing else writes there
/// while a file is made.
class Silence {
 public:
  Silence() : before_(std::cout.rdbuf(nullptr)) {}
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;
  ~Silence() { std::cout.rdbuf(before_); }

 private:
  std::streambuf* before_;
};

struct Zim {
  Silence silence;  // is broken after libzim's threads have ended
  std::string path;
  std::unique_ptr<Creator> creator = std::make_unique<Creator>();
};

/// Calls libzim, whose exceptions end here.
template <typename Call>
int outcome(KbZimError* error, const Call& call) {
  try {
    call();
    return 0;
  } catch (const std::exception& why) {
    std::snprintf(error->text, sizeof error->text, "%s", why.what());
  } catch (...) {  // Xapian's are no std::exception
    std::snprintf(error->text, sizeof error->text, "the search index can't be written");
  }
  return 1;
}

/// Anything that is no article has no words to be found by.
class Item : public zim::writer::BasicItem {
 public:
  explicit Item(const KbZimItem& item)
      : BasicItem(item.path, item.mime, item.title,
                  {{zim::writer::FRONT_ARTICLE, item.is_article}}),
        bytes_(item.bytes, item.size),
        is_article_(item.is_article != 0) {}

  std::unique_ptr<zim::writer::ContentProvider> getContentProvider() const override {
    return std::make_unique<zim::writer::StringProvider>(bytes_);
  }
  std::shared_ptr<zim::writer::IndexData> getIndexData() const override {
    return is_article_ ? BasicItem::getIndexData() : nullptr;
  }

 private:
  std::string bytes_;
  bool is_article_;
};

int open_file(const char* path, void** zim, KbZimError* error) {
  auto made = std::make_unique<Zim>();
  made->path = path;
  const int failed = outcome(error, [&] {
    // One worker takes the articles in their order, so the same ones give the same tables.
    made->creator->configIndexing(true, "eng").configNbWorkers(1);
    made->creator->startZimCreation(path);
  });
  if (failed == 0) *zim = made.release();
  return failed;
}

int add(void* zim, const KbZimItem* item, KbZimError* error) {
  return outcome(error,
                 [&] { static_cast<Zim*>(zim)->creator->addItem(std::make_shared<Item>(*item)); });
}

int redirect(void* zim, const char* name, const char* path, KbZimError* error) {
  return outcome(error, [&] {
    static_cast<Zim*>(zim)->creator->addRedirection(name, name, path,
                                                    {{zim::writer::FRONT_ARTICLE, 1}});
  });
}

int metadata(void* zim, const char* name, const char* value, KbZimError* error) {
  return outcome(error, [&] { static_cast<Zim*>(zim)->creator->addMetadata(name, value); });
}

int illustrate(void* zim, const char* bytes, std::size_t size, KbZimError* error) {
  return outcome(error, [&] {
    static_cast<Zim*>(zim)->creator->addIllustration(48, std::string(bytes, size));
  });
}

/// Xapian's tables have the last paths of all.
void find_tables(const std::string& path, std::uint64_t places[kKbZimPlaces], std::size_t* count) {
  const zim::Archive archive(path);
  *count = 0;
  for (auto i = archive.getAllEntryCount(); i > 0 && *count < kKbZimPlaces; --i) {
    const zim::Entry entry = archive.getEntryByPath(i - 1);
    if (entry.isRedirect()) break;
    const zim::Item item = entry.getItem();
    if (item.getMimetype() == kXapianTables) {
      places[(*count)++] = item.getDirectAccessInformation().second;
    } else if (item.getPath().find("listing/") != 0) {
      break;
    }
  }
}

int finish(void* zim, const char* main_path, const char* uuid, std::uint64_t places[kKbZimPlaces],
           std::size_t* count, KbZimError* error) {
  auto* open = static_cast<Zim*>(zim);
  return outcome(error, [&] {
    open->creator->setMainPath(main_path);
    open->creator->setUuid(zim::Uuid(uuid));
    open->creator->finishZimCreation();
    find_tables(open->path, places, count);
  });
}

void close_file(void* zim) { delete static_cast<Zim*>(zim); }

}  // namespace

extern "C" const KbZim* kb_zim_functions() {
  static const KbZim kFunctions = {open_file,  add,    redirect,  metadata,
                                   illustrate, finish, close_file};
  return &kFunctions;
}
