#include "query/browse/file_history.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "indexer/schema/schema.h"
#include "indexer/schema/terms.h"
#include "parser/file_tables/file_version.h"
#include "parser/text/ascii.h"
#include "parser/text/contains.h"
#include "query/language/dates.h"

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

/// The rows of one kind for a file, as the articles have them.
Result<std::vector<FileRelease>> read_releases(const Xapian::Database& database,
                                               const std::string& file, RowKind kind) {
  const FieldId id = kind == RowKind::kFix ? FieldId::kFixedFile : FieldId::kListedFile;
  const auto records = records_with(database, exact_term(field(id), file));
  if (!records) return tl::make_unexpected(records.error());
  std::vector<FileRelease> releases;
  for (const StoredRecord& record : *records) {
    Article article = article_of(record);
    const auto add = [&](std::vector<FileVersion>& rows) {
      for (FileVersion& row : rows) {
        if (row.kind == kind && iequals(base_name(row.file), file))
          releases.push_back({std::move(row), record.id, record.title});
      }
    };
    add(article.file_versions);
    for (OlderEdition& edition : article.older) add(edition.file_versions);
  }
  drop_repeated(releases);
  sort_releases(releases);
  return releases;
}

/// What fixes bring; of a file that none brings, what listings of disks and folders say.
Result<FileHistory> read_history(const Xapian::Database& database, const std::string& name) {
  FileHistory history;
  history.file = lower(base_name(name));
  for (const RowKind kind : {RowKind::kFix, RowKind::kListing}) {
    auto releases = read_releases(database, history.file, kind);
    if (!releases) return tl::make_unexpected(releases.error());
    history.releases = std::move(*releases);
    if (!history.releases.empty()) return history;
  }
  history.nearest = nearest_files(database, history.file);
  return history;
}

// ---- what is newer

/// A version as a file history compares it.
struct Build {
  std::string branch;  ///< `5.5`; empty if it is not printed
  std::string number;  ///< what stands behind it: `2651.32`
};

bool is_version(std::string_view text) {
  return !text.empty() && is_digit(text[0]) && text.find("..") == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '.'; });
}

// Null for a version that names a product alone.
std::optional<Build> build_of(std::string_view version) {
  const std::string_view numbers = version.substr(0, version.find_first_not_of("0123456789."));
  const auto parts = split(numbers, '.');
  const bool bare = parts[0].size() >= 3;  // no product has reached version 100
  if (bare) return Build{"", std::string(version)};
  if (parts.size() < 3) return std::nullopt;
  const std::size_t length = parts[0].size() + parts[1].size() + 1;
  return Build{std::string(version.substr(0, length)), std::string(version.substr(length + 1))};
}

bool same_branch(const Build& a, const Build& b) {
  return a.branch.empty() || b.branch.empty() || compare_file_versions(a.branch, b.branch) == 0;
}

// Reads `1999-09-20`, `1999-09` or `9/20/1999` as the last day that is not newer; empty if none.
std::string date_of(std::string_view text) {
  const auto parts = split(text, '/');
  if (parts.size() == 3 && parts[2].size() == 4 && parts[0].size() <= 2 && parts[1].size() <= 2) {
    const auto two = [](std::string_view digits) {
      return std::string(2 - digits.size(), '0') + std::string(digits);
    };
    return date_of(std::string(parts[2]) + "-" + two(parts[0]) + "-" + two(parts[1]));
  }
  if (text.find('-') == std::string_view::npos || text.find("..") != std::string_view::npos)
    return {};
  const auto range = parse_date_range(text);
  if (!range || range->last.size() != 8) return {};
  return range->last.substr(0, 4) + "-" + range->last.substr(4, 2) + "-" + range->last.substr(6);
}

enum class Age { kNewer, kNotNewer, kOtherBranch, kUnknown };

Age age_by_date(const FileRelease& release, const std::string& date) {
  if (!release.row.date) return Age::kUnknown;
  return *release.row.date > date ? Age::kNewer : Age::kNotNewer;
}

Age age_by_version(const FileRelease& release, const Build& given) {
  const auto build = release.row.version ? build_of(*release.row.version) : std::nullopt;
  if (!build) return Age::kUnknown;
  if (!same_branch(*build, given)) return Age::kOtherBranch;
  return compare_file_versions(build->number, given.number) > 0 ? Age::kNewer : Age::kNotNewer;
}

bool is_given(const FileRelease& release, const Build& given) {
  const auto build = release.row.version ? build_of(*release.row.version) : std::nullopt;
  return build && same_branch(*build, given) &&
         compare_file_versions(build->number, given.number) == 0;
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

Result<void> keep_newer(FileHistory& history, std::string_view than) {
  const std::string date = date_of(than);
  const auto given = is_version(than) ? build_of(than) : std::nullopt;
  if (date.empty() && !given) {
    return fail(ErrorKind::kUsage,
                "'" + std::string(than) + "' is neither a full version nor a date",
                "give a version such as 5.5.2651.32, or a date such as 1999-09-20");
  }
  LeftOut left_out;
  std::vector<FileRelease> newer;
  for (FileRelease& release : history.releases) {
    if (given && is_given(release, *given) && !contains(left_out.brought_by, release.id))
      left_out.brought_by.push_back(release.id);
    switch (given ? age_by_version(release, *given) : age_by_date(release, date)) {
      case Age::kNewer:
        newer.push_back(std::move(release));
        break;
      case Age::kNotNewer:
        ++left_out.not_newer;
        break;
      case Age::kOtherBranch:
        ++left_out.other_branch;
        break;
      case Age::kUnknown:
        ++left_out.without_version;
        break;
    }
  }
  history.releases = std::move(newer);
  history.left_out = std::move(left_out);
  return {};
}

Result<FileHistory> file_history(const Index& index, const std::string& name) {
  return ask(index, [&](const Index& open) { return read_history(open.database(), name); });
}

}  // namespace kb
