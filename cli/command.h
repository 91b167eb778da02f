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

#include "cli/line/options.h"
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
  bool help = false;  ///< answered before the command runs
};

inline constexpr int kFound = 0;
inline constexpr int kNothing = 1;
inline constexpr int kFailed = 2;

using Run = std::function<int(const CommonOptions&)>;

enum class Effect { kReads, kWrites };

struct Command {
  std::string_view name;
  std::string_view help;  ///< one line
  /// Adds the command's options; what it returns runs the command once they are parsed.
  Run (*setup)(OptionList& list);
  /// Whether words behind the name are what the command takes (fitting.h), and not the rest of a
  /// sentence that happens to begin with the name. Null: any words up to the number it takes.
  bool (*fits)(const std::vector<std::string>& words) = nullptr;
  /// A sentence that begins with the name of a command that reads is searched for; that of one
  /// that writes is refused.
  Effect effect = Effect::kReads;
  /// Of a command that writes: what its words must be, as the end of "`kb pack` takes ...".
  std::string_view takes = {};
};

/// All commands in the order of the help.
const std::vector<Command>& commands();
/// The command of that name; null if there is none.
const Command* command_named(std::string_view name);

Run setup_index(OptionList& list);
Run setup_search(OptionList& list);
Run setup_show(OptionList& list);
Run setup_error(OptionList& list);
Run setup_triage(OptionList& list);
Run setup_inspect(OptionList& list);
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
Run setup_help(OptionList& list);
Run setup_version(OptionList& list);

/// Adds --db, --json, --color, --no-pager, -q, -v, -h.
void add_common_options(OptionList& list, CommonOptions& options);

/// The index folder: --db, else $KB_DB, else $XDG_DATA_HOME/kb/index, else ~/.local/share/kb/index.
std::string index_folder(const CommonOptions& options);

/// Prints `kb: message; hint` to stderr; returns kFailed.
int report(const Error& error);
/// Prints the first error that was reported to stdout, if that holds nothing else:
/// `{"format":1,"error":{"code":"no_index","message":"...","hint":"..."}}`.
void print_error_as_json();
/// Says that a signal ended the run: `what`, if there was one before, is what it was; else that no
/// `kind` was written. Returns kFailed.
int report_interrupted(bool existed, const std::string& what, const std::string& kind);
/// One line to stderr, unless -q.
void remark(const CommonOptions& options, std::string_view text);

/// The words with one blank between them: a query as it was typed.
std::string joined(const std::vector<std::string>& words);

/// The first line of `kb --version`: program, commit and schema of the index.
std::string version_line();

/// Asks on stderr for text, if standard input is a terminal: a program that waits looks hung.
void ask_for_text();

}  // namespace kb
