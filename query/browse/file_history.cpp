#include "query/browse/file_history.h"

#include <algorithm>
#include <tuple>

#include "indexer/letter_distance.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/terms.h"
#include "parser/file_tables/file_names.h"
#include "parser/file_tables/file_version.h"
#include "parser/text/ascii.h"
#include "query/search/searcher.h"

namespace kb {
namespace {

std::string_view version_of(const FileRelease& release) {
  return release.row.version ? std::string_view(*release.row.version) : std::string_view{};
}

/// The date a release is sorted by: its own, else the latest of a release of no higher version.
std::vector<std::string> sort_dates(const std::vector<FileRelease>& releases) {
  std::vector<std::string> dates;
  for (const FileRelease& release : releases) {
    std::string date = release.row.date.value_or("");
    if (date.empty() && release.row.version) {
      for (const FileRelease& other : releases) {
        const bool before = other.row.date && other.row.version &&
                            compare_file_versions(version_of(other), version_of(release)) <= 0;
        if (before) date = std::max(date, *other.row.date);
      }
    }
    dates.push_back(std::move(date));
  }
  return dates;
}

auto content(const FileRelease& release) {
  const FileVersion& row = release.row;
  return std::tie(release.id, row.version, row.date, row.time, row.size, row.platform,
                  row.component, release.title);
}

void drop_repeated(std::vector<FileRelease>& releases) {
  std::vector<FileRelease> kept;
  for (FileRelease& release : releases) {
    const bool known = std::any_of(kept.begin(), kept.end(), [&](const FileRelease& other) {
      return content(other) == content(release);
    });
    if (!known) kept.push_back(std::move(release));
  }
  releases = std::move(kept);
}

}  // namespace

void sort_releases(std::vector<FileRelease>& releases) {
  const std::vector<std::string> dates = sort_dates(releases);
  std::vector<std::size_t> order(releases.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (dates[a] != dates[b]) return dates[a] < dates[b];
    const auto versions = compare_file_versions(version_of(releases[a]), version_of(releases[b]));
    if (versions != 0) return versions < 0;
    return id_value(releases[a].id) < id_value(releases[b].id);
  });
  std::vector<FileRelease> sorted;
  sorted.reserve(order.size());
  for (const std::size_t i : order) sorted.push_back(std::move(releases[i]));
  releases = std::move(sorted);
}

void keep_newer(std::vector<FileRelease>& releases, std::string_view version) {
  const auto old = [&](const FileRelease& release) {
    return !release.row.version || compare_file_versions(*release.row.version, version) <= 0;
  };
  releases.erase(std::remove_if(releases.begin(), releases.end(), old), releases.end());
}

Result<FileHistory> Searcher::file_history(const std::string& name) const {
  const Field& files = field(FieldId::kFixedFile);
  FileHistory history;
  history.file = lower(base_name(name));
  const auto records = articles_with(exact_term(files, history.file));
  if (!records) return tl::make_unexpected(records.error());
  for (const StoredRecord& record : *records) {
    Article article = article_of(record);
    for (FileVersion& row : article.file_versions) {
      if (!iequals(base_name(row.file), history.file)) continue;
      history.releases.push_back({std::move(row), record.id, record.title});
    }
  }
  drop_repeated(history.releases);
  sort_releases(history.releases);
  if (history.releases.empty()) history.nearest = nearest_files(history.file);
  return history;
}

/// Names in tables that begin like `name` or differ in two letters at most, the nearest first.
std::vector<std::string> Searcher::nearest_files(const std::string& name) const {
  constexpr unsigned kLimit = 2;
  constexpr std::size_t kMost = 5;
  std::vector<std::pair<unsigned, std::string>> found;
  LetterDistance from(name);
  const std::string prefix(field(FieldId::kFixedFile).prefix);
  const std::string stem = name.substr(0, name.rfind('.'));
  for (auto term = database().allterms_begin(prefix); term != database().allterms_end(prefix);
       ++term) {
    const std::string other = (*term).substr(prefix.size());
    unsigned distance = from.to(other, kLimit);
    if (distance > kLimit && stem.size() >= 3 && other.starts_with(stem)) distance = kLimit;
    if (distance <= kLimit) found.emplace_back(distance, other);
  }
  std::sort(found.begin(), found.end());
  std::vector<std::string> names;
  for (std::size_t i = 0; i < found.size() && i < kMost; ++i) names.push_back(found[i].second);
  return names;
}

}  // namespace kb
