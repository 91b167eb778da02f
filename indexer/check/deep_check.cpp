#include "indexer/check/deep_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <mutex>
#include <optional>
#include <utility>

#include "corpus/on_threads.h"
#include "corpus/read_file.h"
#include "indexer/build/document.h"
#include "indexer/build/source_catalog.h"
#include "indexer/check/posting_digest.h"
#include "indexer/schema/record.h"
#include "indexer/schema/schema.h"
#include "indexer/store/index_folder.h"
#include "parser/text/count.h"
#include "parser/text/printable.h"

namespace kb {
namespace {

using Faults = std::vector<std::string>;

bool same_places(const Xapian::TermIterator& term, Xapian::PostingIterator& posting) {
  return term.get_wdf() == posting.get_wdf() &&
         std::equal(term.positionlist_begin(), term.positionlist_end(),
                    posting.positionlist_begin(), posting.positionlist_end());
}

/// The first term of `wanted` that is not so in the lists of documents; empty if all are.
std::string unlisted_term(const Xapian::Database& database, Xapian::docid id,
                          const Xapian::Document& wanted) {
  for (auto term = wanted.termlist_begin(); term != wanted.termlist_end(); ++term) {
    auto list = database.postlist_begin(*term);
    if (list != database.postlist_end(*term)) list.skip_to(id);
    const bool listed = list != database.postlist_end(*term) && *list == id;
    if (!listed || !same_places(term, list)) return *term;
  }
  return {};
}

/// The first term that the document's own list of terms has and `wanted` has not, or the other way
/// round; empty if there is none. A pocket file has no such lists: then none.
std::string different_term(const Xapian::Document& stored, const Xapian::Document& wanted) {
  Xapian::TermIterator a;
  try {
    a = stored.termlist_begin();
  } catch (const Xapian::DocNotFoundError&) {
    return {};
  }
  auto b = wanted.termlist_begin();
  const auto a_end = stored.termlist_end();
  const auto b_end = wanted.termlist_end();
  for (; a != a_end && b != b_end; ++a, ++b) {
    if (*a != *b) return std::min(*a, *b);
    if (a.get_wdf() != b.get_wdf()) return *a;
  }
  if (a != a_end) return *a;
  return b != b_end ? *b : std::string();
}

bool same_values(const Xapian::Document& stored, const Xapian::Document& wanted) {
  return std::all_of(kFields.begin(), kFields.end(), [&](const Field& field) {
    if (field.slot == kNoSlot) return true;
    const auto slot = Xapian::valueno(field.slot);
    return stored.get_value(slot) == wanted.get_value(slot);
  });
}

/// What is wrong with one document; empty if nothing is. `digest` is that of its postings.
std::string fault_of(const Xapian::Database& database, const Xapian::Document& stored,
                     std::uint64_t digest) {
  const auto record = decode_record(stored.get_data());
  if (!record) return fmt::format("document {} can't be decoded", stored.get_docid());
  const Article article = article_of(*record);
  const std::string name =
      fmt::format("{} ({})", article.id.value_or("an article"), printable_line(record->source));
  const Xapian::Document wanted = make_document(article, *record);
  std::string term = different_term(stored, wanted);
  if (term.empty() && digest != digest_of(wanted)) {
    term = unlisted_term(database, stored.get_docid(), wanted);
    if (term.empty()) return name + " is found by a word that this kb does not read in it";
  }
  if (!term.empty()) return name + " is not indexed as this kb reads it: " + printable_line(term);
  if (!same_values(stored, wanted)) return name + " has other values than this kb reads";
  if (article.id.value_or("") != record->id || article.title != record->title) {
    return name + " has another number or title than this kb reads";
  }
  return {};
}

/// One index as several threads read it: none of it is opened again, so what is published meanwhile
/// changes nothing.
struct HeldIndex {
  std::vector<OpenIndex> of_threads;
  std::optional<std::string> catalog;  ///< bytes; none if there is no catalogue or it can't be read
};

bool is_same(const IndexInfo& a, const IndexInfo& b) {
  const auto name = [](const IndexInfo& info) { return info.catalog ? info.catalog->name : ""; };
  return a.database == b.database && a.hash == b.hash && a.created == b.created &&
         name(a) == name(b);
}

/// Opens the index once a thread; nothing if another was published in between.
Result<std::optional<HeldIndex>> try_to_hold(const std::string& folder, unsigned threads) {
  HeldIndex held;
  for (unsigned t = 0; t < threads; ++t) {
    auto opened = open_index(folder);
    if (!opened) return tl::make_unexpected(opened.error());
    held.of_threads.push_back(std::move(*opened));
    if (!is_same(held.of_threads.front().info, held.of_threads.back().info)) return std::nullopt;
  }
  const IndexInfo& info = held.of_threads.front().info;
  if (!info.catalog) return held;
  auto bytes = read_file(folder + "/" + info.catalog->name);
  if (bytes) {
    held.catalog = std::move(*bytes);
    return held;
  }
  const auto now = read_manifest(folder);
  if (now && !is_same(*now, info)) return std::nullopt;
  return held;
}

Result<HeldIndex> hold(const std::string& folder, unsigned threads) {
  constexpr int kAttempts = 20;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    auto held = try_to_hold(folder, threads);
    if (!held) return tl::make_unexpected(held.error());
    if (*held) return std::move(**held);
  }
  return fail(ErrorKind::kBusy, "the index " + folder + " was replaced while it was checked",
              "check it again when nothing writes it");
}

/// The work that threads share; each has a database of its own.
class Comparison {
 public:
  Comparison(const HeldIndex& index, Progress& progress)
      : index_(index),
        threads_(unsigned(index.of_threads.size())),
        progress_(progress),
        faults_(threads_) {}

  Faults run() {
    on_threads(threads_, [&](unsigned t) {
      guarded(t, [&](const Xapian::Database& database) { add_digests(database, t); });
    });
    if (found_none()) {
      on_threads(threads_, [&](unsigned t) {
        guarded(t, [&](const Xapian::Database& database) { compare(database, t); });
      });
    }
    Faults all;
    for (Faults& some : faults_) std::move(some.begin(), some.end(), std::back_inserter(all));
    return all;
  }

 private:
  bool found_none() const {
    return std::all_of(faults_.begin(), faults_.end(),
                       [](const Faults& some) { return some.empty(); });
  }

  template <typename Work>
  void guarded(unsigned thread, const Work& work) {
    try {
      work(index_.of_threads[thread].database);
    } catch (const Xapian::Error& error) {
      faults_[thread].push_back(error.get_msg());
    }
  }

  void add_digests(const Xapian::Database& database, unsigned thread) {
    const auto digests = digest_postings(database, thread, threads_, progress_);
    const std::lock_guard lock(mutex_);
    digests_.resize(std::max(digests_.size(), digests.size()));
    for (std::size_t i = 0; i < digests.size(); ++i) digests_[i] += digests[i];
  }

  /// Every document that is there; numbers that an update has freed are passed over.
  void compare(const Xapian::Database& database, unsigned thread) {
    unsigned turn = 0;
    for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it) {
      if (progress_.cancel) return;
      if (turn++ % threads_ != thread) continue;
      const std::uint64_t digest = *it < digests_.size() ? digests_[*it] : 0;
      std::string fault = fault_of(database, database.get_document(*it), digest);
      ++progress_.done;
      if (!fault.empty()) faults_[thread].push_back(std::move(fault));
    }
  }

  const HeldIndex& index_;
  unsigned threads_;
  Progress& progress_;
  std::mutex mutex_;
  std::vector<std::uint64_t> digests_;  // of every document, by number
  std::vector<Faults> faults_;          // by thread
};

void check_item(const KnownFile& file, const SourceItem& item, const Xapian::Database& database,
                Faults& faults) {
  const std::string source = file.source + (item.member.empty() ? "" : "!" + item.member);
  try {
    const auto record = decode_record_header(database.get_document(item.document.id).get_data());
    if (record && record->source == source) return;
  } catch (const Xapian::DocNotFoundError&) {
  }
  faults.push_back("the catalogue of sources names another document for " + printable_line(source));
}

/// Does every document have the one source that the catalogue says?
void check_sources(const HeldIndex& held, Faults& faults) {
  const OpenIndex& index = held.of_threads.front();
  if (!index.info.catalog) return;
  const auto catalog = held.catalog ? decode_catalog(*held.catalog) : std::nullopt;
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
    faults.push_back(fmt::format("the catalogue of sources knows {} instead of {}",
                                 counted(documents, "article"), index.info.articles));
  }
}

}  // namespace

Result<Faults> check_articles(const std::string& folder, unsigned threads, Progress& progress) {
  const auto index = hold(folder, thread_count(threads));
  if (!index) return tl::make_unexpected(index.error());
  progress.done = 0;
  progress.stage = Progress::Stage::kChecking;
  progress.total = index->of_threads.front().info.articles;
  Faults faults = Comparison(*index, progress).run();
  try {
    check_sources(*index, faults);
  } catch (const Xapian::Error& error) {
    faults.push_back(error.get_msg());
  }
  return faults;
}

}  // namespace kb
