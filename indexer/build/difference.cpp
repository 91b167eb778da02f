#include "indexer/build/difference.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "indexer/schema/byte_codec.h"
#include "parser/text/count.h"

namespace kb {
namespace {

/// More than one article in so many may not go unasked.
constexpr std::uint64_t kFraction = 5;

bool is_article(const SourceItem& item) { return item.why.empty(); }

std::uint64_t articles_in(const KnownFile& file) {
  return std::uint64_t(std::count_if(file.items.begin(), file.items.end(), is_article));
}

std::uint64_t hash_of_place(const KnownFile& file, const SourceItem& item) {
  std::string text;
  put_varint(text, file.root);
  put_string(text, file.source);
  put_string(text, item.member);
  return XXH3_64bits(text.data(), text.size());
}

std::uint64_t hash_of_number(const std::string& id) {
  return XXH3_64bits_withSeed(id.data(), id.size(), 1);
}

/// The articles of a catalog, to be found by place, bytes and number.
class Articles {
 public:
  explicit Articles(const SourceCatalog& catalog) {
    for (const KnownFile& file : catalog.files) {
      for (const SourceItem& item : file.items) {
        if (is_article(item)) add(file, item);
      }
    }
  }

  bool has(const KnownFile& file, const SourceItem& item) const {
    return hashes_.contains(hash_of_place(file, item)) || hashes_.contains(item.hash[0]) ||
           (!item.id.empty() && hashes_.contains(hash_of_number(item.id)));
  }

 private:
  void add(const KnownFile& file, const SourceItem& item) {
    hashes_.insert(hash_of_place(file, item));
    if (item.hash != ContentHash{}) hashes_.insert(item.hash[0]);
    if (!item.id.empty()) hashes_.insert(hash_of_number(item.id));
  }

  std::unordered_set<std::uint64_t> hashes_;
};

/// The number of articles of each source.
std::vector<std::uint64_t> articles_of_sources(const SourceCatalog& catalog, std::size_t sources) {
  std::vector<std::uint64_t> counts(sources);
  for (const KnownFile& file : catalog.files) {
    if (file.root < sources) counts[file.root] += articles_in(file);
  }
  return counts;
}

/// Why the source or archive at `path` can't be read; empty if it can.
std::string why_unread(const std::string& path, const std::vector<SourceProblem>& passed) {
  const auto problem = std::find_if(passed.begin(), passed.end(),
                                    [&](const SourceProblem& one) { return one.path == path; });
  return problem == passed.end() ? "" : problem->why;
}

/// Archives below sources that held articles and can't be read now.
void add_broken_archives(const SourceCatalog& known, const Catalog& now, Losses& losses) {
  std::map<std::pair<std::uint32_t, std::string_view>, const KnownFile*> broken;
  for (const KnownFile& file : now.sources.files) {
    if (file.archive && !file.problem.empty() && articles_in(file) == 0) {
      broken.emplace(std::pair(file.root, std::string_view(file.source)), &file);
    }
  }
  for (const KnownFile& file : known.files) {
    const auto found = broken.find({file.root, std::string_view(file.source)});
    if (found == broken.end() || articles_in(file) == 0) continue;
    losses.gone.push_back(
        {now.roots[file.root] + file.source, false, articles_in(file), found->second->problem});
  }
}

std::string sentence_of(const GoneSource& gone) {
  const std::string held =
      gone.articles == 0 ? "" : ", which held " + counted(gone.articles, "article") + ",";
  return fmt::format(
      "the {} {}{} {}", gone.is_source ? "source" : "archive", gone.name, held,
      gone.why.empty() ? "holds no articles now" : "can't be read (" + gone.why + ")");
}

}  // namespace

void refer_to_sources(SourceCatalog& known, const std::vector<std::string>& before,
                      const SourceList& now) {
  const std::vector<std::string> paths = now.paths();
  std::vector<std::uint32_t> roots(before.size(), kNoSource);
  for (std::size_t i = 0; i < before.size(); ++i) {
    const auto at = std::find(paths.begin(), paths.end(), before[i]);
    if (at != paths.end()) roots[i] = std::uint32_t(at - paths.begin());
  }
  for (KnownFile& file : known.files) {
    file.root = file.root < roots.size() ? roots[file.root] : kNoSource;
  }
}

Losses losses_of(const SourceCatalog& known, const SourceList& sources, const FoundNow& now) {
  Losses losses;
  // Articles without a source are of one that was removed, or nobody knows of which.
  const bool were_removed = sources.exact || !sources.removed.empty();
  const Articles articles(now.catalog.sources);
  for (const KnownFile& file : known.files) {
    if (file.root == kNoSource && were_removed) continue;
    for (const SourceItem& item : file.items) {
      if (item.document.id == 0) continue;
      ++losses.held;
      if (!articles.has(file, item)) ++losses.lost;
    }
  }
  const auto before = articles_of_sources(known, sources.sources.size());
  const auto after = articles_of_sources(now.catalog.sources, sources.sources.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i] == 0 || after[i] != 0) continue;
    const std::string& name = sources.sources[i].name;
    losses.gone.push_back({name, true, before[i], why_unread(name, now.passed)});
  }
  if (losses.gone.empty()) add_broken_archives(known, now.catalog, losses);
  return losses;
}

Losses losses_of(std::uint64_t articles, const SourceList& sources, const FoundNow& now) {
  Losses losses;
  if (!sources.exact && sources.removed.empty()) {  // else many may have been removed with purpose
    losses.held = articles;
    losses.lost = articles - std::min<std::uint64_t>(articles, now.catalog.articles.size());
  }
  const auto after = articles_of_sources(now.catalog.sources, sources.sources.size());
  for (std::size_t i = 0; i < after.size(); ++i) {
    const Source& source = sources.sources[i];
    if (articles == 0 || !source.known || after[i] != 0) continue;
    losses.gone.push_back({source.name, true, 0, why_unread(source.name, now.passed)});
  }
  return losses;
}

std::optional<Error> refusal(const Losses& losses) {
  if (!losses.gone.empty()) {
    const GoneSource& gone = losses.gone.front();
    const std::string removal =
        gone.is_source ? ", take it out with `kb index --remove " + gone.name + "`" : "";
    return Error{
        ErrorKind::kUsage, sentence_of(gone) + ", so the index was left as it is",
        "put it back (is its disk mounted?)" + removal + ", or let its articles go with --yes"};
  }
  if (losses.lost * kFraction <= losses.held) return std::nullopt;
  return Error{ErrorKind::kUsage,
               fmt::format("{} of {} would be taken out, more than a fifth, so the index was left "
                           "as it is",
                           losses.lost, counted(losses.held, "article")),
               "put their files back, or let them go with --yes"};
}

}  // namespace kb
