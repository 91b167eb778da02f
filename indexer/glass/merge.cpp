#include "indexer/glass/merge.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>

#include "corpus/on_threads.h"
#include "indexer/glass/glass_table.h"
#include "indexer/glass/glass_version.h"
#include "indexer/glass/posting_table.h"
#include "indexer/glass/run_reader.h"
#include "indexer/glass/word_tables.h"

namespace kb {
namespace {

using glass::Root;
using glass::Table;
using glass::TableWriter;
using glass::Tag;

using Roots = std::array<Root, glass::kTables>;

std::string file_of(const std::string& folder, Table table) {
  return folder + "/" + glass::file_name(table);
}

/// Finishes a table. If it is empty, its file is removed where Xapian does not need it.
Result<void> finish(TableWriter& writer, const std::string& folder, Table table, Roots& roots) {
  auto root = writer.finish();
  if (!root) return tl::make_unexpected(root.error());
  roots.at(std::size_t(table)) = *root;
  if (root->entries == 0 && glass::may_lack(table)) ::unlink(file_of(folder, table).c_str());
  return {};
}

/// Writes the stored records and the term lists.
Result<void> write_documents(const RunSources& sources, const std::string& folder, Roots& roots) {
  TableWriter data(file_of(folder, Table::kData));
  TableWriter terms(file_of(folder, Table::kTerms));
  std::string key;
  std::uint32_t document = 0;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    SectionReader reader = sources.reader(i, sources.run(i).documents);
    while (!reader.at_end()) {
      key.clear();
      glass::put_sortable(key, ++document);
      const Tag form = reader.number() == 0 ? Tag::kPlain : Tag::kDeflated;
      terms.add(key, reader.string(), form);
      const std::string_view slots = reader.string();
      if (!slots.empty()) terms.add(key + '\0', slots);
      const std::string_view record = reader.string();
      if (!record.empty()) data.add(key, record);
    }
    if (reader.failed()) return cannot_read_runs(sources);
  }
  if (auto done = finish(data, folder, Table::kData, roots); !done) return done;
  return finish(terms, folder, Table::kTerms, roots);
}

/// Writes the positions of each term in each document.
Result<void> write_positions(const RunSources& sources, const std::string& folder, Roots& roots) {
  TableWriter table(file_of(folder, Table::kPositions));
  TermMerge merge(sources, &Run::positions);
  std::string key;
  while (merge.next()) {
    key.clear();
    glass::put_term(key, merge.term());
    const std::size_t term_size = key.size();
    for (const std::size_t run : merge.group()) {
      std::uint32_t document = sources.offset(run);
      std::string_view list = merge.reader(run).string();
      while (!list.empty()) {
        document += std::uint32_t(take_number(list));
        const std::size_t size = std::min<std::size_t>(take_number(list), list.size());
        key.resize(term_size);
        glass::put_sortable(key, document);
        table.add(key, list.substr(0, size));
        list.remove_prefix(size);
      }
    }
    for (const std::size_t run : merge.group()) merge.advance(run);
  }
  if (merge.failed()) return cannot_read_runs(sources);
  return finish(table, folder, Table::kPositions, roots);
}

/// Writes the posting table, and the synonyms and spelling words that follow from its terms.
Result<void> write_terms(const RunSources& sources, const MergeInput& input,
                         const std::string& folder, Roots& roots, std::uint32_t& spelling_most) {
  WordForms forms;
  auto root =
      write_posting_table(sources, input.metadata, file_of(folder, Table::kPostings), forms);
  if (!root) return tl::make_unexpected(root.error());
  roots.at(std::size_t(Table::kPostings)) = *root;
  TableWriter synonyms(file_of(folder, Table::kSynonyms));
  write_synonyms(forms, synonyms);
  if (auto done = finish(synonyms, folder, Table::kSynonyms, roots); !done) return done;
  TableWriter spelling(file_of(folder, Table::kSpelling));
  spelling_most = write_spelling(forms, spelling);
  return finish(spelling, folder, Table::kSpelling, roots);
}

/// Runs all tasks, started in their order, and returns the first error.
Result<void> run_all(const std::vector<std::function<Result<void>()>>& tasks, unsigned threads) {
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::optional<Error> error;
  const auto work = [&] {
    for (std::size_t i = next++; i < tasks.size(); i = next++) {
      const auto done = tasks[i]();
      const std::lock_guard lock(mutex);
      if (!done && !error) error = done.error();
    }
  };
  on_threads(std::max(1U, threads), [&](unsigned) { work(); });
  if (error) return tl::make_unexpected(*error);
  return {};
}

}  // namespace

Result<void> merge_runs(const MergeInput& input, const std::string& path, unsigned threads) {
  if (::mkdir(path.c_str(), 0777) != 0) return cannot_write(path, errno);
  const RunSources sources(input.runs);
  Roots roots;
  glass::Totals totals;
  for (const Run& run : input.runs) totals.add(run.totals);
  auto done =
      run_all({[&] { return write_positions(sources, path, roots); },
               [&] { return write_terms(sources, input, path, roots, totals.spelling_most); },
               [&] { return write_documents(sources, path, roots); }},
              threads);
  if (!done) return done;
  return glass::write_version(path, roots, totals);
}

}  // namespace kb
