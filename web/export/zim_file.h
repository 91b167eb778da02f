// An export as one ZIM file, which Kiwix reads on phones, tablets, e-readers and other computers.
//
// libzim writes it, in the optional part libkb_zim.so. What it holds beside the pages: titles and
// words of the articles, as Xapian's tables; `Q182320`, `KB182320` and `182320` as other names of
// articles; what libraries show of a book. The first six bytes of the file's UUID are `kbPage`, by
// which an export knows an older one again; the others are a hash of the pages.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "indexer/transfer/overwrite.h"
#include "parser/result.h"
#include "web/export/page_sink.h"
#include "web/export/zim_module.h"

namespace kb {

/// kUsage if something is at `out` that may not be replaced: anything but a ZIM file that an export
/// has written; that too, if it shall not be overwritten.
Result<void> check_zim_file(const std::string& out, Overwrite overwrite);

/// The functions of the module; never null. kSystem if it can't be loaded.
Result<const KbZim*> load_zim();

class ZimFile : public PageSink {
 public:
  /// Begins the new file `path` (`NAME.zim`). kSystem if libzim can't be loaded or can't write.
  static Result<std::unique_ptr<ZimFile>> begin(const std::string& path);
  ~ZimFile() override;

  void write(const ExportedFile& file, std::string_view bytes) override;
  /// Another name of a page, which is a title too.
  void redirect(const std::string& name, const std::string& file);
  /// Completes the file with what libraries show of it. Its date is that of $SOURCE_DATE_EPOCH,
  /// else today's. kSystem if that or any call before it failed.
  Result<void> finish(std::uint64_t articles);

  bool failed() const override { return failed_; }

 private:
  ZimFile(const KbZim& module, std::string path);
  void describe(const char* name, const std::string& value);
  std::string uuid() const;

  const KbZim& module_;
  std::string path_;
  void* zim_ = nullptr;
  std::uint64_t hash_;
  bool failed_ = false;
  KbZimError error_{};
};

}  // namespace kb
