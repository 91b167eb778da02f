#include "cli/command.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "parser/text/printable.h"

namespace kb {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

}  // namespace

void add_common_options(CLI::App& app, CommonOptions& options) {
  app.add_option("--db", options.db, "the index folder (else $KB_DB, else ~/.local/share/kb/index)")
      ->type_name("PATH");
  app.add_flag("--json", options.json, "print JSON");
  app.add_option("--color", options.color, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
  app.add_flag("--no-pager", options.no_pager, "do not page long output");
  app.add_flag("-q,--quiet", options.quiet, "no remarks on stderr");
  app.add_flag("-v,--verbose", options.verbose, "more remarks on stderr");
}

std::string index_folder(const CommonOptions& options) {
  if (!options.db.empty()) return options.db;
  if (std::string db = environment("KB_DB"); !db.empty()) return db;
  if (const std::string data = environment("XDG_DATA_HOME"); !data.empty()) {
    return data + "/kb/index";
  }
  return environment("HOME") + "/.local/share/kb/index";
}

int report(const Error& error) {
  const std::string hint = error.hint.empty() ? "" : "; " + error.hint;
  std::fputs(fmt::format("kb: {}\n", printable_line(error.message + hint)).c_str(), stderr);
  return kFailed;
}

int report_interrupted(bool existed, const std::string& what, const std::string& kind) {
  return report({ErrorKind::kSystem,
                 existed ? "interrupted; " + what + " is what it was before"
                         : "interrupted; no " + kind + " was written",
                 ""});
}

void remark(const CommonOptions& options, std::string_view text) {
  if (!options.quiet) std::fputs(fmt::format("kb: {}\n", printable_line(text)).c_str(), stderr);
}

std::string rest_of_line(const CLI::App& app) {
  std::vector<std::string> words = app.remaining();
  if (const CLI::App* before = app.get_parent()) {  // CLI11 leaves to it what follows `--`
    const std::vector<std::string> more = before->remaining();
    words.insert(words.end(), more.begin(), more.end());
  }
  const auto mark = std::find(words.begin(), words.end(), "--");
  if (mark != words.end()) words.erase(mark);
  return fmt::format("{}", fmt::join(words, " "));
}

}  // namespace kb
