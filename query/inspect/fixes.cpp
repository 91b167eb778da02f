#include "query/inspect/fixes.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "corpus/machine/dates.h"
#include "corpus/machine/program_file.h"
#include "corpus/machine/system/known_files.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/terms.h"
#include "parser/file_tables/file_version.h"
#include "parser/text/ascii.h"
#include "parser/text/contains.h"
#include "query/compile/profile.h"
#include "query/inspect/subject.h"
#include "query/language/versions.h"

namespace kb {
namespace {

constexpr std::size_t kMostCopies = 8;  // of one file on a disk

/// A folder that keeps files which do not run: sets of setup, what hotfixes replaced.
bool is_store(std::string_view path) {
  const std::string folders = "/" + lower(path);
  for (const std::string_view store :
       {"/$ntuninstall", "/$ntservicepackuninstall", "/dllcache/", "/i386/", "/alpha/", "/repair/",
        "/servicepackfiles/", "/temp/", "/recycler/", "/recycled/"}) {
    if (folders.find(store) != std::string::npos) return true;
  }
  return false;
}

/// Reads each file of the disk once.
class Disk {
 public:
  Disk(const MachineFolder& folder, const std::string& root, std::vector<std::string>& diagnostics)
      : folder_(folder), root_(root == "." ? "" : root + "/"), diagnostics_(diagnostics) {}

  /// The copies of a file that run: those below the folder of Windows, else all.
  const std::vector<FileOnDisk>& named(const std::string& name) {
    const auto known = read_.find(name);
    if (known != read_.end()) return known->second;
    std::vector<const MachineFile*> files = folder_.named(name);
    std::erase_if(files, [](const MachineFile* file) { return is_store(file->path); });
    const auto below = [&](const MachineFile* file) { return istarts_with(file->path, root_); };
    if (std::any_of(files.begin(), files.end(), below))
      std::erase_if(files, [&](const MachineFile* file) { return !below(file); });
    if (files.size() > kMostCopies) files.resize(kMostCopies);
    std::vector<FileOnDisk> copies;
    copies.reserve(files.size());
    for (const MachineFile* file : files) copies.push_back(describe(*file));
    return read_.emplace(name, std::move(copies)).first->second;
  }

 private:
  FileOnDisk describe(const MachineFile& listed) {
    const MachineFile file = folder_.measured(listed);
    FileOnDisk out;
    out.path = file.path;
    out.size = file.size;
    if (file.written != 0) out.written = iso_date(file.written);
    if (folder_.is_list()) {
      out.version = file.version;
      return out;
    }
    const auto bytes = folder_.read(file, kMostProgram);
    if (!bytes) {
      diagnostics_.push_back(bytes.error().message);
      return out;
    }
    if (const auto program = read_program_file(*bytes)) {
      out.version = program->version;
      out.linked = program->linked;
      out.platform = program->platform;
    }
    return out;
  }

  const MachineFolder& folder_;
  std::string root_;  // ends with `/`, or is empty
  std::vector<std::string>& diagnostics_;
  std::map<std::string, std::vector<FileOnDisk>> read_;
};

/// An article that names a file on the disk.
struct Candidate {
  StoredRecord record;
  Article article;
  ArticleSubject subject;
  std::vector<std::string> names;  ///< of what it is about
};

/// What all articles say of a file.
struct Owner {
  std::set<std::string> names;  ///< the systems and products whose articles bring it
  std::set<std::pair<std::uint64_t, std::uint64_t>>
      branches;  ///< of its versions: 5 and 5 of 5.5.x
};
/// By the name of the file in lower case.
using Owners = std::map<std::string, Owner>;

Owners owners_of(const std::vector<Candidate>& candidates) {
  Owners owners;
  for (const Candidate& one : candidates) {
    for (const FileVersion& row : one.article.file_versions) {
      if (row.kind != RowKind::kFix) continue;
      Owner& owner = owners[lower(base_name(row.file))];
      owner.names.insert(one.names.begin(), one.names.end());
      const auto numbers = version_numbers(row.version.value_or(""));
      if (numbers.size() > 2) owner.branches.emplace(numbers[0], numbers[1]);
    }
  }
  return owners;
}

/// Is the file one of this article's products alone, so that it shows that they are installed?
bool is_theirs(const std::string& file, const Candidate& candidate, const Owners& owners) {
  const auto found = owners.find(file);
  return found != owners.end() &&
         std::all_of(found->second.names.begin(), found->second.names.end(),
                     [&](const std::string& owner) { return contains(candidate.names, owner); });
}

/// Is the file of a branch that neither the articles name for it nor the machine shows, as its
/// Windows or a product of these articles? Then a day says nothing. The build of the machine's own
/// Windows may stand in any file.
bool is_of_unknown_branch(const FileOnDisk& file, const Owner& owner,
                          const InstalledSystem& system) {
  const auto numbers = version_numbers(file.version);
  if (numbers.size() < 3 || numbers[2] == system.build) return false;
  const auto is_branch = [&](const std::string& version) {
    const auto of = version_numbers(version);
    return of.size() > 1 && of[0] == numbers[0] && of[1] == numbers[1];
  };
  return !owner.branches.contains({numbers[0], numbers[1]}) && !is_branch(system.version) &&
         std::none_of(system.also.begin(), system.also.end(), [&](const InstalledProduct& one) {
           return is_branch(one.version) &&
                  owner.names.contains(lower(read_product(one.name).name));
         });
}

/// Why an article of kUnshown may not be for the machine.
std::string why_unshown(const ArticleSubject& subject) {
  if (subject.product.empty()) return "the article names no product that it is for";
  return subject.product + " was not found on the machine";
}

/// Is it the file of that row, by size and date?
bool is_file_of(const FileOnDisk& file, const FileVersion& row) {
  const std::int64_t have = days_of(file.date());
  const std::int64_t fixed = days_of(row.date.value_or(""));
  return row.size == file.size && have >= 0 && fixed >= 0 && std::abs(have - fixed) <= 1;
}

/// The verdict on a file by the rows that are for the machine; null if there are none.
struct FileJudgement {
  FileVerdict verdict;
  const FileVersion* row;
};
std::optional<FileJudgement> judge_file(const FileOnDisk& file,
                                        const std::vector<const FileVersion*>& rows,
                                        const Candidate& candidate, const Owner& owner,
                                        const InstalledSystem& system) {
  const std::string& platform = file.platform.empty() ? system.platform : file.platform;
  std::vector<FileVerdict> verdicts;
  std::vector<const FileVersion*> compared;
  for (const FileVersion* row : rows) {
    if (!is_row_for(*row, system, platform) || !is_row_about(*row, candidate.article, system))
      continue;
    const bool untold =
        system.service_pack.empty() && !system.service_pack_known && names_service_pack(*row);
    const bool versioned = version_numbers(row->version.value_or("")).size() > 2;
    if (!untold && !versioned && is_of_unknown_branch(file, owner, system)) {
      verdicts.push_back({FixState::kCannotTell, "the file is of a branch that is not known"});
      compared.push_back(row);
      continue;
    }
    verdicts.push_back(untold ? FileVerdict{FixState::kCannotTell,
                                            "it is for a service pack, and that of the machine "
                                            "is not known"}
                              : compare_file(file, *row, system.build));
    compared.push_back(row);
  }
  if (verdicts.empty()) return std::nullopt;
  FileVerdict verdict = join_rows(verdicts);
  const bool by_date = verdict.state == FixState::kMissing && !verdict.by_version;
  if (by_date && std::any_of(rows.begin(), rows.end(),
                             [&](const FileVersion* row) { return is_file_of(file, *row); }))
    verdict = {FixState::kCannotTell, "the file is one that the article brings for another system"};
  const auto shown = std::find_if(verdicts.begin(), verdicts.end(), [&](const FileVerdict& one) {
    return one.state == verdict.state;
  });
  const FileVersion* row =
      compared[shown == verdicts.end() ? 0 : std::size_t(shown - verdicts.begin())];
  return FileJudgement{std::move(verdict), row};
}

/// Judges one article; null if none of its files is on the disk.
std::optional<Fix> judge(const Candidate& candidate, const Owners& owners, Disk& disk,
                         const Machine& machine) {
  const InstalledSystem& system = *machine.system;
  const StoredRecord& record = candidate.record;
  const Article& article = candidate.article;
  const bool unshown = candidate.subject.subject == Subject::kUnshown;
  Fix fix{record.id, record.title, FixState::kHas, {}, {}, {}};
  std::map<std::string, std::vector<const FileVersion*>> rows;
  for (const FileVersion& row : article.file_versions)
    if (row.kind == RowKind::kFix) rows[lower(base_name(row.file))].push_back(&row);
  for (const auto& [name, of_file] : rows) {
    for (const FileOnDisk& file : disk.named(name)) {
      auto judged = judge_file(file, of_file, candidate, owners.at(name), system);
      if (!judged) continue;
      FileVerdict& verdict = judged->verdict;
      if (unshown && verdict.state == FixState::kMissing &&
          !(verdict.by_version && is_theirs(name, candidate, owners)))
        verdict = {FixState::kCannotTell, why_unshown(candidate.subject)};
      fix.evidence.push_back({file, *judged->row});
      const bool decides =
          fix.why.empty() ||
          (verdict.state == FixState::kMissing && fix.state != FixState::kMissing) ||
          (verdict.state == FixState::kCannotTell && fix.state == FixState::kHas);
      if (!decides) continue;
      fix.state = verdict.state;
      fix.why = name + ": " + verdict.why;
    }
  }
  if (fix.evidence.empty()) return std::nullopt;
  const auto on = fixed_on(read_profile(system.profile()), article);
  if (on && on->starts_with("fixed in the service pack you have")) {
    fix.state = FixState::kHas;
    fix.why = *on;
    return fix;
  }
  const bool named = std::any_of(machine.installed.begin(), machine.installed.end(),
                                 [&](const InstalledFix& one) { return one.id == record.id; });
  if (named && fix.state == FixState::kCannotTell) {
    fix.state = FixState::kHas;
    fix.why = "the machine names it as installed; " + fix.why;
  } else if (named && fix.state == FixState::kMissing) {
    fix.why = "the machine names it as installed, but " + fix.why;
  }
  return fix;
}

/// Is the second row a later version of the file of the first?
bool is_later(const FixEvidence& first, const FixEvidence& second) {
  if (first.have.path != second.have.path) return false;
  if (first.fix.version && second.fix.version)
    return compare_file_versions(*first.fix.version, *second.fix.version) < 0;
  return first.fix.date && second.fix.date && *first.fix.date < *second.fix.date;
}

/// Names for each missing fix the latest one that brings newer versions of all its files.
void fold_superseded(std::vector<Fix>& fixes) {
  std::map<std::string, std::vector<const Fix*>> by_path;
  for (const Fix& fix : fixes) {
    if (fix.state != FixState::kMissing) continue;
    for (const FixEvidence& one : fix.evidence) by_path[one.have.path].push_back(&fix);
  }
  for (Fix& fix : fixes) {
    if (fix.state != FixState::kMissing) continue;
    const Fix* best = nullptr;
    for (const Fix* other : by_path[fix.evidence[0].have.path]) {
      const auto brings_later = [&](const Fix& later, const Fix& earlier) {
        return std::all_of(earlier.evidence.begin(), earlier.evidence.end(), [&](const auto& one) {
          return std::any_of(later.evidence.begin(), later.evidence.end(),
                             [&](const auto& two) { return is_later(one, two); });
        });
      };
      if (!brings_later(*other, fix)) continue;
      if (best == nullptr || brings_later(*other, *best)) best = other;
    }
    if (best != nullptr) fix.superseded_by = best->id;
  }
}

Result<std::vector<Fix>> judge_all(const Index& index, Disk& disk, const MachineFolder& folder,
                                   const Machine& machine) {
  const Xapian::Database& database = index.database();
  const std::string prefix(field(FieldId::kFixedFile).prefix);
  std::set<Xapian::docid> documents;
  const auto end = database.allterms_end(prefix);
  for (auto term = database.allterms_begin(prefix); term != end; ++term) {
    if (folder.named((*term).substr(prefix.size())).empty()) continue;
    for (const Xapian::docid document : documents_with(database, *term)) documents.insert(document);
  }
  std::vector<Candidate> candidates;
  for (const Xapian::docid document : documents) {
    auto record = decode_record(database.get_document(document).get_data());
    if (!record) return tl::make_unexpected(record.error());
    Article article = article_of(*record);
    ArticleSubject subject = subject_of(article, *machine.system);
    std::vector<std::string> names = names_in(article);
    candidates.push_back(
        {std::move(*record), std::move(article), std::move(subject), std::move(names)});
  }
  const Owners owners = owners_of(candidates);
  std::vector<Fix> fixes;
  for (const Candidate& candidate : candidates) {
    if (candidate.subject.subject == Subject::kOthers) continue;
    if (auto fix = judge(candidate, owners, disk, machine)) fixes.push_back(std::move(*fix));
  }
  const auto rank = [](const Fix& fix) {
    return std::make_tuple(fix.state == FixState::kMissing ? 0
                           : fix.state == FixState::kHas   ? 1
                                                           : 2,
                           id_value(fix.id));
  };
  std::stable_sort(fixes.begin(), fixes.end(),
                   [&](const Fix& a, const Fix& b) { return rank(a) < rank(b); });
  fold_superseded(fixes);
  return fixes;
}

}  // namespace

Result<std::vector<Fix>> judge_fixes(const Index& index, const MachineFolder& folder,
                                     const Machine& machine,
                                     std::vector<std::string>& diagnostics) {
  if (!machine.system) return std::vector<Fix>{};
  Disk disk(folder, machine.system->root, diagnostics);
  return ask(index, [&](const Index& open) { return judge_all(open, disk, folder, machine); });
}

}  // namespace kb
