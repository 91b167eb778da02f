#include "cli/command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <optional>

#include "cli/terminal.h"
#include "cli/user_folders.h"
#include "parser/json_writer.h"
#include "parser/text/printable.h"

namespace kb {
namespace {

std::optional<Error> first_error;  // for print_error_as_json()

std::string_view code_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kUsage:
      return "usage";
    case ErrorKind::kNoIndex:
      return "no_index";
    case ErrorKind::kDamaged:
      return "damaged";
    case ErrorKind::kVersion:
      return "version";
    case ErrorKind::kBusy:
      return "busy";
    case ErrorKind::kInput:
      return "input";
    case ErrorKind::kSystem:
      return "system";
  }
  return "";
}

}  // namespace

// Found by JsonObject through its argument, which is why it stands in kb itself.
static void append_json(std::string& out, const Error& error) {
  JsonObject(out)
      .field("code", code_of(error.kind))
      .field("message", error.message)
      .field("hint", error.hint)
      .end();
}

void add_common_options(OptionList& list, CommonOptions& options) {
  list.add("--db", options.db, "the index folder (else $KB_DB, else ~/.local/share/kb/index)")
      .called("PATH")
      .common();
  list.add("--json", options.json, "print JSON").common();
  list.add("--color", options.color, "auto, always or never")
      .one_of({"auto", "always", "never"})
      .called("WHEN")
      .common();
  list.add("--no-pager", options.no_pager, "do not page long output").common();
  list.add("-q,--quiet", options.quiet, "no remarks on stderr").common();
  list.add("-v,--verbose", options.verbose, "more remarks on stderr").common();
  list.add("-h,--help", options.help, "show this help").common();
}

std::string index_folder(const CommonOptions& options) {
  if (!options.db.empty()) return options.db;
  if (std::string db = environment("KB_DB"); !db.empty()) return db;
  return user_folder(UserFolder::kData) + "/kb/index";
}

int report(const Error& error) {
  const std::string hint = error.hint.empty() ? "" : "; " + error.hint;
  std::fputs(fmt::format("kb: {}\n", printable_line(error.message + hint)).c_str(), stderr);
  if (!first_error) first_error = error;
  return kFailed;
}

void print_error_as_json() {
  if (!first_error || output_began()) return;
  std::string json;
  JsonObject(json).field("format", 1).field("error", *first_error).end();
  write_output(json + '\n');
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

void ask_for_text() {
  if (::isatty(STDIN_FILENO) == 1)
    std::fputs("kb: paste the text, then end it with Ctrl-D on a line of its own\n", stderr);
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

}  // namespace kb
