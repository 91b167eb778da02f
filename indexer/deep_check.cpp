#include "indexer/deep_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <thread>
#include <utility>

#include "corpus/on_threads.h"
#include "corpus/read_file.h"
#include "indexer/document.h"
#include "indexer/index_folder.h"
#include "indexer/record.h"
#include "indexer/source_catalog.h"

namespace kb {
namespace {

using Faults = std::vector<std::string>;

bool same_positions(const Xapian::TermIterator& a, const Xapian::TermIterator& b) {
  return std::equal(a.positionlist_begin(), a.positionlist_end(), b.positionlist_begin(),
                    b.positionlist_end());
}

/// The first term in which two documents differ; empty if there is none.
std::string different_term(const Xapian::Document& stored, const Xapian::Document& wanted) {
  auto a = stored.termlist_begin();
  auto b = wanted.termlist_begin();
  const auto a_end = stored.termlist_end();
  const auto b_end = wanted.termlist_end();
  for (; a != a_end && b != b_end; ++a, ++b) {
    if (*a != *b) return std::min(*a, *b);
    if (a.get_wdf() != b.get_wdf() || !same_positions(a, b)) return *a;
  }
  if (a != a_end) return *a;
  return b != b_end ? *b : std::string();
}

bool same_values(const Xapian::Document& stored, const Xapian::Document& wanted) {
  auto a = stored.values_begin();
  auto b = wanted.values_begin();
  for (; a != stored.values_end() && b != wanted.values_end(); ++a, ++b) {
    if (a.get_valueno() != b.get_valueno() || *a != *b) return false;
  }
  return a == stored.values_end() && b == wanted.values_end();
}

/// What is wrong with one document; empty if nothing is.
std::string fault_of(const Xapian::Document& stored) {
  const auto record = decode_record(stored.get_data());
  if (!record) return fmt::format("document {} can't be decoded", stored.get_docid());
  const Article article = article_of(*record);
  const std::string name =
      fmt::format("{} ({})", article.id.value_or("an article"), printable(record->source));
  const Xapian::Document wanted = make_document(article, *record);
  const std::string term = different_term(stored, wanted);
  if (!term.empty()) return name + " is not indexed as this kb reads it: " + printable(term);
  if (!same_values(stored, wanted)) return name + " has other values than this kb reads";
  if (article.id.value_or("") != record->id || article.title != record->title) {
    return name + " has another number or title than this kb reads";
  }
  return {};
}

/// Checks every `threads`th document from `first`; has a database of its own.
Faults check_share(const std::string& folder, unsigned first, unsigned threads,
                   Progress& progress) {
  Faults faults;
  try {
    const auto index = open_index(folder);
    if (!index) return {index.error().message};
    const Xapian::docid last = index->database.get_lastdocid();
    for (Xapian::docid id = first + 1; id <= last && !progress.cancel; id += threads) {
      try {
        const std::string fault = fault_of(index->database.get_document(id));
        ++progress.done;
        if (!fault.empty()) faults.push_back(fault);
      } catch (const Xapian::DocNotFoundError&) {
        continue;  // an update has removed it
      }
    }
  } catch (const Xapian::Error& error) {
    faults.push_back(error.get_msg());
  }
  return faults;
}

void check_item(const KnownFile& file, const SourceItem& item, const Xapian::Database& database,
                Faults& faults) {
  const std::string source = file.source + (item.member.empty() ? "" : "!" + item.member);
  try {
    const auto record = decode_record_header(database.get_document(item.document.id).get_data());
    if (record && record->source == source) return;
  } catch (const Xapian::DocNotFoundError&) {
  }
  faults.push_back("the catalogue of sources names another document for " + printable(source));
}

/// Does every document have the one source that the catalogue says?
void check_sources(const std::string& folder, const OpenIndex& index, Faults& faults) {
  if (!index.info.catalog) return;
  const auto bytes = read_file(folder + "/" + index.info.catalog->name);
  const auto catalog = bytes ? decode_catalog(*bytes) : std::nullopt;
  if (!catalog) {
    faults.push_back(index.info.catalog->name + " can't be read");
    return;
  }
  std::uint64_t documents = 0;
  for (const KnownFile& file : catalog->files) {
    for (const SourceItem& item : file.items) {
      if (item.document.id == 0) continue;
      ++documents;
      check_item(file, item, index.database, faults);
    }
  }
  if (documents != index.info.articles) {
    faults.push_back(fmt::format("the catalogue of sources knows {} articles instead of {}",
                                 documents, index.info.articles));
  }
}

}  // namespace

Result<Faults> check_articles(const std::string& folder, unsigned threads, Progress& progress) {
  const auto index = open_index(folder);
  if (!index) return tl::make_unexpected(index.error());
  if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
  progress.total = index->info.articles;
  std::vector<Faults> shares(threads);
  on_threads(threads, [&](unsigned t) { shares[t] = check_share(folder, t, threads, progress); });
  Faults faults;
  for (Faults& share : shares) std::move(share.begin(), share.end(), std::back_inserter(faults));
  try {
    check_sources(folder, *index, faults);
  } catch (const Xapian::Error& error) {
    faults.push_back(error.get_msg());
  }
  return faults;
}

}  // namespace kb
