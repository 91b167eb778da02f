#include "indexer/store/source_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "corpus/walk.h"
#include "indexer/schema/schema.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

namespace fs = std::filesystem;

/// A path without its final slashes; of `/` nothing is left.
std::string without_slash(std::string path) {
  while (path.ends_with('/')) path.pop_back();
  return path;
}

/// Equal for all names of one file or folder.
std::string key_of(const std::string& path) {
  std::error_code ignored;
  return without_slash(fs::weakly_canonical(path, ignored).string());
}

/// True of what a walk of a folder takes in: a folder or a regular file.
bool can_be_walked(const std::string& path) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  return fs::is_directory(status) || fs::is_regular_file(status);
}

class Changing {
 public:
  Changing(const std::vector<std::string>& known, const SourceChange& change)
      : known_(known), change_(change) {}

  Result<SourceList> run() {
    if (!change_.only) {
      for (const std::string& path : known_) add(path, path, false);
    }
    for (const std::string& path : change_.remove) {
      if (auto removed = remove(path); !removed) return tl::make_unexpected(removed.error());
    }
    for (const std::string& path : change_.add) {
      if (auto added = add_typed(path); !added) return tl::make_unexpected(added.error());
    }
    keep_outermost();
    return finish();
  }

 private:
  struct Candidate {
    Source source;
    std::string key;
    bool typed = false;
    bool removed = false;
  };

  void add(const std::string& path, const std::string& name, bool typed) {
    std::string key = key_of(path);
    by_path_.emplace(key, candidates_.size());
    by_path_.emplace(path, candidates_.size());
    candidates_.push_back({{path, name, false}, std::move(key), typed});
  }

  Result<void> add_typed(const std::string& typed) {
    const std::string path = absolute_path(typed);
    if (!is_valid_utf8(path)) {
      return fail(ErrorKind::kUsage, "the name of the source " + typed + " is not UTF-8",
                  "rename it, or name a link to it");
    }
    const auto same = by_path_.find(key_of(path));
    if (same == by_path_.end()) {
      add(path, typed, true);
      return {};
    }
    Candidate& other = candidates_[same->second];
    if (other.removed) {
      return fail(ErrorKind::kUsage, typed + " can't be added and removed at once",
                  "say either of it");
    }
    if (other.source.path != path) {
      remark(fmt::format("{} is the source {}", typed, other.source.name));
      return {};
    }
    if (other.typed) remark(fmt::format("{} is given twice; it is one source", typed));
    other.source.name = typed;
    other.typed = true;
    return {};
  }

  Result<void> remove(const std::string& typed) {
    auto found = by_path_.find(absolute_path(typed));
    if (found == by_path_.end()) found = by_path_.find(key_of(typed));
    if (found != by_path_.end()) {
      candidates_[found->second].removed = true;
      return {};
    }
    const std::string what = typed + " is no source of this index";
    if (known_.empty()) return fail(ErrorKind::kUsage, what + ", which has none", "");
    return fail(ErrorKind::kUsage, what,
                fmt::format("its sources are {}", fmt::join(known_, ", ")));
  }

  /// The source whose walk takes in `path`, or itself if there is none.
  std::size_t walked_with(std::size_t at, const std::string& path) const {
    for (std::size_t end = path.size(); end != 0;) {
      end = path.rfind('/', end - 1);
      if (end == std::string::npos) break;
      const auto outer = by_path_.find(path.substr(0, end));
      if (outer == by_path_.end() || outer->second == at) continue;
      if (candidates_[outer->second].removed) continue;
      if (is_walked(std::string_view(path).substr(end + 1))) return outer->second;
    }
    return at;
  }

  /// Takes out what lies below another source.
  void keep_outermost() {
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      Candidate& inner = candidates_[i];
      if (inner.removed || !can_be_walked(inner.source.path)) continue;
      std::size_t outer = walked_with(i, inner.source.path);
      if (outer == i) outer = walked_with(i, inner.key);
      if (outer == i) continue;
      inside_.push_back(i);
      remark(fmt::format("{} lies in the source {} and is no source of its own", inner.source.name,
                         candidates_[outer].source.name));
    }
    for (const std::size_t i : inside_) candidates_[i].removed = true;
  }

  SourceList finish() {
    for (Candidate& candidate : candidates_) {
      if (!candidate.removed) list_.sources.push_back(std::move(candidate.source));
    }
    std::sort(list_.sources.begin(), list_.sources.end(),
              [](const Source& a, const Source& b) { return a.path < b.path; });
    std::vector<std::string> before = known_;
    std::sort(before.begin(), before.end());
    for (Source& source : list_.sources) {
      source.known = std::binary_search(before.begin(), before.end(), source.path);
      if (!source.known) list_.added.push_back(source.path);
    }
    list_.exact = change_.only;
    const std::vector<std::string> now = list_.paths();
    std::set_difference(before.begin(), before.end(), now.begin(), now.end(),
                        std::back_inserter(list_.removed));
    return std::move(list_);
  }

  void remark(std::string sentence) { list_.remarks.push_back(std::move(sentence)); }

  const std::vector<std::string>& known_;
  const SourceChange& change_;
  std::vector<Candidate> candidates_;
  std::unordered_map<std::string, std::size_t> by_path_;  // by path and by key
  std::vector<std::size_t> inside_;
  SourceList list_;
};

std::vector<std::string> texts_of(const std::vector<Source>& sources, std::string Source::*text) {
  std::vector<std::string> texts;
  texts.reserve(sources.size());
  for (const Source& source : sources) texts.push_back(source.*text);
  return texts;
}

}  // namespace

std::vector<std::string> SourceList::paths() const { return texts_of(sources, &Source::path); }

std::vector<std::string> SourceList::names() const { return texts_of(sources, &Source::name); }

std::vector<std::string> SourceList::known_names() const {
  std::vector<std::string> names;
  for (const Source& source : sources) {
    if (source.known) names.push_back(source.name);
  }
  return names;
}

Result<SourceList> change_sources(const std::vector<std::string>& known,
                                  const SourceChange& change) {
  return Changing(known, change).run();
}

Result<SourceList> choose_sources(const std::string& index, const IndexSources& before,
                                  const SourceChange& change, const std::string& sample,
                                  const std::optional<Error>& unreadable) {
  const bool is_unknown = before.paths.empty() || before.schema > kSchemaVersion;
  if (unreadable && is_unknown && change.add.empty()) return tl::make_unexpected(*unreadable);
  const bool is_bare = before.paths.empty() && change.add.empty() && change.remove.empty();
  if (is_bare && before.articles != 0) {
    return fail(ErrorKind::kUsage, "the index " + index + " does not know what it was made of",
                "name its sources with `kb index PATH...`");
  }
  if (is_bare && sample.empty()) {
    return fail(ErrorKind::kUsage, "no source was named, and the sample articles are not installed",
                "name folders, files or archives with `kb index PATH...`");
  }
  if (is_bare) {
    auto list = change_sources({}, {{sample}, false, {}});
    if (list) {
      list->remarks.push_back(
          "no source was named, so the sample articles that come with kb are "
          "indexed: " +
          sample);
    }
    return list;
  }
  auto list = change_sources(before.paths, change);
  const bool joins_sample = !sample.empty() && before.paths == std::vector{absolute_path(sample)};
  if (list && joins_sample && !list->added.empty() && list->removed.empty()) {
    list->remarks.push_back("the sample articles stay in the index; `kb index --remove " + sample +
                            "` takes them out");
  }
  if (list && unreadable && is_unknown) {
    list->remarks.push_back("the index can't be read, so it is made of these paths alone");
  }
  return list;
}

std::string absolute_path(const std::string& path) {
  std::error_code ignored;
  const fs::path plain = path.empty() || without_slash(path).empty() ? path : without_slash(path);
  const fs::path name = plain.filename();
  if (name.empty() || name == "." || name == "..") {
    return fs::weakly_canonical(plain, ignored).string();
  }
  const fs::path folder = fs::absolute(plain, ignored).parent_path();
  return (fs::weakly_canonical(folder, ignored) / name).string();
}

}  // namespace kb
