#include "parser/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cli/archive_report.h"
#include "cli/article_view.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "corpus/archive.h"
#include "corpus/read_file.h"
#include "corpus/walk.h"
#include "indexer/build/catalog.h"
#include "parser/identity.h"
#include "parser/record_json.h"
#include "parser/text/contains.h"
#include "parser/text/count.h"

namespace kb {
namespace {

/// The largest file that is read; more than the index takes, as there is but one at a time.
constexpr std::uint64_t kMaxParsedBytes = 512ULL << 20U;

struct Options {
  std::vector<std::string> paths;
  bool check = false;
};

/// Parses one article after the other and hands the records on.
class Reader {
 public:
  explicit Reader(const CommonOptions& common) : common_(common) {}
  virtual ~Reader() = default;

  void read(std::string_view bytes, const std::string& source) {
    take(parse_article(bytes, source));
    ++taken_;
  }

  void pass_over(const std::string& path, const std::string& why) {
    remark(common_, path + ": " + why);
    ++passed_;
  }

  /// A path the user named can't be read: an error, but the others are still taken.
  void refuse(const Error& error) { refused_ = report(error) == kFailed; }

  /// Says what is known only at the end; returns the exit status.
  int finish() {
    end();
    if (passed_ != 0) remark(common_, counted(passed_, "file was", "files were") + " passed over");
    if (refused_) return kFailed;
    return taken_ == 0 ? kNothing : kFound;
  }

 protected:
  virtual void take(const Article& article) = 0;
  virtual void end() {}

  const CommonOptions& common_;
  std::size_t taken_ = 0;
  std::size_t passed_ = 0;
  bool refused_ = false;
};

/// Prints each article at once.
class Printer : public Reader {
 public:
  explicit Printer(const CommonOptions& common) : Reader(common), out_(common) {}

 private:
  void take(const Article& article) override {
    if (common_.json) {
      out_.line(to_json(article));
    } else {
      write_readable(article);
    }
    out_.flush();
  }

  void write_readable(const Article& article) {
    if (taken_ != 0) out_.line(std::string(out_.width(), '='));
    write_article(article, out_);
    out_.line();
    out_.line(out_.styled(Style::kDim,
                          fmt::format("{} from {}", name_of(article.dialect), article.source)));
    for (const FileVersion& row : article.file_versions) {
      out_.line(fmt::format("file      {} {} {}", row.file, row.version.value_or("-"),
                            row.date.value_or("-")));
    }
    for (const std::string& key : article.registry_keys) {
      out_.line("registry  " + key);
    }
    for (const Diagnostic& diagnostic : article.diagnostics) {
      out_.line(fmt::format("remark    line {}: {}", diagnostic.line, diagnostic.message));
    }
  }

  Output out_;
};

/// Looks for damage and prints what was found in all of them.
class Checker : public Reader {
 public:
  explicit Checker(const CommonOptions& common) : Reader(common) {}

  bool found_anything() const { return !check_.findings().empty(); }

 private:
  void take(const Article& article) override { check_.add(article); }
  void end() override { report_archive(check_, common_); }

  ArchiveCheck check_;
};

Result<void> parse_archive(const SourceFile& file, const std::string& path, Reader& reader) {
  return read_archive(path, kMaxArticleBytes, [&](ArchiveMember&& member) {
    const std::string source = file.source + "!" + member.name;
    if (member.problem.empty()) {
      reader.read(member.bytes, source);
    } else {
      reader.pass_over(source, member.problem);
    }
    return true;
  });
}

Result<void> parse_file(const SourceFile& file, const std::string& path, Reader& reader) {
  if (file.archive) return parse_archive(file, path, reader);
  const auto bytes = read_file(path, kMaxParsedBytes);
  if (!bytes) return tl::make_unexpected(bytes.error());
  reader.read(*bytes, file.source);
  return {};
}

int parse_paths(const std::vector<std::string>& paths, Reader& reader) {
  const auto found = walk(paths);
  if (!found) return report(found.error());
  for (const SourceFile& file : found->files) {
    const std::string path = found->path_of(file);
    const auto parsed = parse_file(file, path, reader);
    if (parsed) continue;
    const bool named = contains(paths, path);
    named ? reader.refuse(parsed.error()) : reader.pass_over(path, parsed.error().message);
  }
  for (const SourceProblem& problem : found->problems) reader.pass_over(problem.path, problem.why);
  return reader.finish();
}

int parse_all(const std::vector<std::string>& paths, Reader& reader) {
  if (paths.size() != 1 || paths[0] != "-") return parse_paths(paths, reader);
  ask_for_text();
  const auto bytes = read_stdin();
  if (!bytes) return report(bytes.error());
  reader.read(*bytes, "-");
  return reader.finish();
}

int run_parse(const Options& options, const CommonOptions& common) {
  if (options.check) {
    Checker checker(common);
    const int status = parse_all(options.paths, checker);
    return status == 0 && checker.found_anything() ? 1 : status;
  }
  Printer printer(common);
  return parse_all(options.paths, printer);
}

}  // namespace

Run setup_parse(OptionList& list) {
  auto options = std::make_shared<Options>();
  list.add("path", options->paths, "files, folders and archives, or - for standard input")
      .required();
  list.add("--check", options->check,
           "list what is damaged instead: cut titles, lost characters, contradicting codes, "
           "cited articles that are missing (ends 1 if anything is found)");
  return [options](const CommonOptions& common) { return run_parse(*options, common); };
}

}  // namespace kb
