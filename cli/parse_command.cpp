#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cli/article_view.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "corpus/archive.h"
#include "corpus/read_file.h"
#include "corpus/walk.h"
#include "indexer/catalog.h"
#include "parser/identity.h"
#include "parser/parse.h"
#include "parser/record_json.h"

namespace kb {
namespace {

/// The largest file that is read; more than the index takes, as there is but one at a time.
constexpr std::uint64_t kMaxParsedBytes = 512ULL << 20U;

struct Options {
  std::vector<std::string> paths;
};

/// Parses one article after the other and prints it at once.
class Printer {
 public:
  explicit Printer(const CommonOptions& common) : common_(common), out_(common) {}

  void print(std::string_view bytes, const std::string& source) {
    const Article article = parse_article(bytes, source);
    if (common_.json) {
      out_.line(to_json(article));
    } else {
      write_readable(article);
    }
    out_.flush();
    ++printed_;
  }

  void pass_over(const std::string& path, const std::string& why) {
    remark(common_, path + ": " + why);
    ++passed_;
  }

  /// A path the user named can't be read: an error, but the others are still printed.
  void refuse(const Error& error) { refused_ = report(error) == kFailed; }

  int status() const {
    if (passed_ != 0) remark(common_, fmt::format("{} files were passed over", passed_));
    if (refused_) return kFailed;
    return printed_ == 0 ? kNothing : kFound;
  }

 private:
  void write_readable(const Article& article) {
    if (printed_ != 0) out_.line(std::string(out_.width(), '='));
    write_article(article, out_);
    out_.line();
    out_.line(out_.styled(Style::kDim, fmt::format("{} from {}", name_of(article.dialect),
                                                   printable(article.source))));
    for (const FileVersion& row : article.file_versions) {
      out_.line(out_.safe(fmt::format("file      {} {} {}", row.file, row.version.value_or("-"),
                                      row.date.value_or("-"))));
    }
    for (const std::string& key : article.registry_keys) {
      out_.line(out_.safe("registry  " + key));
    }
    for (const Diagnostic& diagnostic : article.diagnostics) {
      out_.line(
          out_.safe(fmt::format("remark    line {}: {}", diagnostic.line, diagnostic.message)));
    }
  }

  const CommonOptions& common_;
  Output out_;
  std::size_t printed_ = 0;
  std::size_t passed_ = 0;
  bool refused_ = false;
};

Result<void> print_archive(const SourceFile& file, Printer& printer) {
  return read_archive(file.path, kMaxArticleBytes, [&](ArchiveMember&& member) {
    const std::string source = file.source + "!" + member.name;
    if (member.problem.empty()) {
      printer.print(member.bytes, source);
    } else {
      printer.pass_over(source, member.problem);
    }
    return true;
  });
}

Result<void> print_file(const SourceFile& file, Printer& printer) {
  if (file.archive) return print_archive(file, printer);
  const auto bytes = read_file(file.path, kMaxParsedBytes);
  if (!bytes) return tl::make_unexpected(bytes.error());
  printer.print(*bytes, file.source);
  return {};
}

int parse_paths(const std::vector<std::string>& paths, Printer& printer) {
  const auto found = walk(paths);
  if (!found) return report(found.error());
  for (const SourceFile& file : found->files) {
    const auto printed = print_file(file, printer);
    if (printed) continue;
    const bool named = std::find(paths.begin(), paths.end(), file.path) != paths.end();
    named ? printer.refuse(printed.error()) : printer.pass_over(file.path, printed.error().message);
  }
  for (const SourceProblem& problem : found->problems) printer.pass_over(problem.path, problem.why);
  return printer.status();
}

int run_parse(const Options& options, const CommonOptions& common) {
  Printer printer(common);
  if (options.paths.size() != 1 || options.paths[0] != "-") {
    return parse_paths(options.paths, printer);
  }
  const auto bytes = read_stdin();
  if (!bytes) return report(bytes.error());
  printer.print(*bytes, "-");
  return printer.status();
}

}  // namespace

Run setup_parse(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option("path", options->paths, "files, folders and archives, or - for standard input")
      ->required();
  return [options](const CommonOptions& common) { return run_parse(*options, common); };
}

}  // namespace kb
