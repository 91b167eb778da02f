// An index of a few texts, built and opened for one test.
#pragma once

#include <catch2/catch.hpp>
#include <filesystem>
#include <memory>
#include <utility>

#include "indexer/build/build.h"
#include "query/search/search.h"
#include "tests/corpus/folder.h"

namespace kb::test {

class OpenedIndex {
 public:
  explicit OpenedIndex(const Files& files) : source_(files) { build(source_.path()); }
  /// An index of all that lies in a folder.
  explicit OpenedIndex(const std::filesystem::path& source) { build(source.string()); }
  const Index& operator*() const { return *index_; }
  const Index* operator->() const { return index_.get(); }

 private:
  void build(const std::string& source) {
    Progress progress;
    const auto report = build_index({{source}, folder_.path(), 2}, progress);
    REQUIRE(report);
    auto opened = Index::open(folder_.path());
    REQUIRE(opened);
    index_ = std::make_unique<Index>(std::move(*opened));
  }

  Folder source_;
  Folder folder_;
  std::unique_ptr<Index> index_;
};

}  // namespace kb::test
