// An index of a few texts, built and opened for one test.
#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <utility>

#include "indexer/build/build.h"
#include "query/search/searcher.h"
#include "tests/corpus/folder.h"

namespace kb::test {

class OpenedIndex {
 public:
  explicit OpenedIndex(const Files& files) : source_(files) {
    Progress progress;
    const auto report = build_index({{source_.path()}, index_.path(), 2}, progress);
    REQUIRE(report);
    auto opened = Searcher::open(index_.path());
    REQUIRE(opened);
    searcher_ = std::make_unique<Searcher>(std::move(*opened));
  }
  const Searcher& operator*() const { return *searcher_; }
  const Searcher* operator->() const { return searcher_.get(); }

 private:
  Folder source_;
  Folder index_;
  std::unique_ptr<Searcher> searcher_;
};

}  // namespace kb::test
