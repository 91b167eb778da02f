#include "query/browse/file_history.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "indexer/schema/schema.h"
#include "indexer/schema/terms.h"
#include "parser/file_tables/file_names.h"
#include "parser/file_tables/file_version.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

std::string_view version_of(const FileRelease& release) {
  return release.row.version ? std::string_view(*release.row.version) : std::string_view{};
}

/// Returns the dates that releases are sorted by: a release's own date, or else the latest date of
/// the releases whose version is not higher.
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

/// Returns the Levenshtein distance of two names; may return `most` + 1 for any larger distance.
unsigned edit_distance(std::string_view a, std::string_view b, unsigned most) {
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > most) return most + 1;
  std::vector<unsigned> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0U);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    unsigned corner = row[0];
    row[0] = unsigned(i);
    for (std::size_t k = 1; k <= b.size(); ++k) {
      const unsigned replaced = corner + (a[i - 1] == b[k - 1] ? 0 : 1);
      corner = row[k];
      row[k] = std::min({replaced, row[k] + 1, row[k - 1] + 1});
    }
  }
  return row.back();
}

/// Returns names in tables that begin like `name` or have an edit distance of at most 2, the
/// nearest first.
std::vector<std::string> nearest_files(const Xapian::Database& database, const std::string& name) {
  constexpr unsigned kLimit = 2;
  constexpr std::size_t kMost = 5;
  std::vector<std::pair<unsigned, std::string>> found;
  const std::string prefix(field(FieldId::kFixedFile).prefix);
  const std::string stem = name.substr(0, name.rfind('.'));
  const auto end = database.allterms_end(prefix);
  for (auto term = database.allterms_begin(prefix); term != end; ++term) {
    const std::string other = (*term).substr(prefix.size());
    unsigned distance = edit_distance(name, other, kLimit);
    if (distance > kLimit && stem.size() >= 3 && other.starts_with(stem)) distance = kLimit;
    if (distance <= kLimit) found.emplace_back(distance, other);
  }
  std::sort(found.begin(), found.end());
  std::vector<std::string> names;
  for (std::size_t i = 0; i < found.size() && i < kMost; ++i) names.push_back(found[i].second);
  return names;
}

Result<FileHistory> read_history(const Xapian::Database& database, const std::string& name) {
  FileHistory history;
  history.file = lower(base_name(name));
  const auto records = records_with(database, exact_term(field(FieldId::kFixedFile), history.file));
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
  if (history.releases.empty()) history.nearest = nearest_files(database, history.file);
  return history;
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

Result<FileHistory> file_history(const Index& index, const std::string& name) {
  return ask(index, [&](const Index& open) { return read_history(open.database(), name); });
}

}  // namespace kb
