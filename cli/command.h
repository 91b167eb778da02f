// What every command has, and what they share.
//
// A command is one file: its options, its setup, its run, and one row of the table in
// command_table.cpp. A run does its work with one call into a library and prints: data to stdout,
// everything else to stderr. Its result is the exit status: 0 something found or done, 1 nothing
// found, 2 an error.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.h"
#include "parser/result.h"

namespace kb {

/// The options all commands take.
struct CommonOptions {
  std::string db;
  bool json = false;
  std::string color = "auto";
  bool no_pager = false;
  bool quiet = false;
  bool verbose = false;
};

inline constexpr int kFound = 0;
inline constexpr int kNothing = 1;
inline constexpr int kFailed = 2;

using Run = std::function<int(const CommonOptions&)>;

struct Command {
  std::string_view name;
  std::string_view help;  ///< one line
  /// Adds the command's options; what it returns runs the command once they are parsed.
  Run (*setup)(OptionList& list);
};

/// All commands in the order of the help.
const std::vector<Command>& commands();

Run setup_index(OptionList& list);
Run setup_search(OptionList& list);
Run setup_show(OptionList& list);
Run setup_error(OptionList& list);
Run setup_triage(OptionList& list);
Run setup_serve(OptionList& list);
Run setup_file(OptionList& list);
Run setup_parse(OptionList& list);
Run setup_explain(OptionList& list);
Run setup_complete(OptionList& list);
Run setup_fields(OptionList& list);
Run setup_stats(OptionList& list);
Run setup_check(OptionList& list);
Run setup_pack(OptionList& list);
Run setup_export(OptionList& list);
Run setup_unpack(OptionList& list);
Run setup_bench(OptionList& list);

/// Adds --db, --json, --color, --no-pager, -q, -v.
void add_common_options(OptionList& list, CommonOptions& options);

/// The index folder: --db, else $KB_DB, else $XDG_DATA_HOME/kb/index, else ~/.local/share/kb/index.
std::string index_folder(const CommonOptions& options);

/// Prints `kb: message; hint` to stderr; returns kFailed.
int report(const Error& error);
/// Says that a signal ended the run: `what`, if there was one before, is what it was; else that no
/// `kind` was written. Returns kFailed.
int report_interrupted(bool existed, const std::string& what, const std::string& kind);
/// One line to stderr, unless -q.
void remark(const CommonOptions& options, std::string_view text);

/// The words with one blank between them: a query as it was typed.
std::string joined(const std::vector<std::string>& words);

/// What the words behind `kb` stand for when they are no command: opens an article, explains and
/// searches a code, or searches.
int route(const std::string& text, const CommonOptions& options);

}  // namespace kb
