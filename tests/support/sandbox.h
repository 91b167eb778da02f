// The program as a user meets it: a fresh folder, some files, a command line, what came out.
//
//   Sandbox box;
//   box.write({{"notes/a.md", "# Spooler\n\nThe spooler stops.\n"}});
//   box.index({"notes"});
//   CHECK(box.run({"show", "notes/none.md"}) == Ran{1, "", "kb: there is no ...\n"});
//
// Each Sandbox has a temporary folder of its own, which is the working folder of every command, so
// that paths in tests are short and output is the same on every machine. The commands see no
// environment but ours: HOME, XDG_* and KB_DB (`index`) lie inside the folder. Arguments go to the
// program as they are; no shell is involved.
#pragma once

#include <sys/resource.h>
#include <sys/types.h>

#include <chrono>
#include <initializer_list>
#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kb::testing {

using Arguments = std::vector<std::string>;
using Milliseconds = std::chrono::milliseconds;

/// What became of a command. Statuses that no program returns say what else happened.
struct Ran {
  static constexpr int kTimedOut = -1;        ///< killed when its time was over
  static constexpr int kSignal = 1000;        ///< kSignal + n: died of signal n
  static constexpr int kCouldNotStart = 127;  ///< exec or setuid failed

  int status = 0;
  std::string out;
  std::string err;

  bool operator==(const Ran&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Ran& ran);

/// How a command is started.
struct Start {
  Arguments arguments;                             ///< program first
  std::string folder;                              ///< working folder; "" is ours
  std::map<std::string, std::string> environment;  ///< all of it
  std::vector<std::pair<int, rlim_t>> limits;      ///< RLIMIT_..., value
  bool as_nobody = false;                          ///< gives up root first
};

/// A command that runs; the destructor kills it if it still does.
class Process {
 public:
  explicit Process(const Start& start);
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process();

  /// Writes to its stdin; what a process that went away does not read is dropped.
  void write(std::string_view text);
  void close_input();
  /// Closes our end of its stdout, as `| head -1` does.
  void close_output();
  /// The next line of its stdout without the line end; what there is when `limit` is over.
  std::string read_line(Milliseconds limit);
  /// The same of its stderr.
  std::string read_error_line(Milliseconds limit);
  void kill(int signal) const;
  /// Feeds `input`, closes stdin, reads both streams to their ends and waits.
  Ran finish(std::string_view input = {}, Milliseconds limit = Milliseconds(120'000));

 private:
  int wait(std::chrono::steady_clock::time_point end);

  pid_t pid_ = -1;
  int in_ = -1;
  int out_ = -1;
  int err_ = -1;
  std::string read_;        // of stdout, not yet given out
  std::string read_error_;  // of stderr, not yet given out
};

/// One command of a Sandbox, told step by step: box.command({"search"}).input("x\n").run().
class Command {
 public:
  explicit Command(Start start) : start_(std::move(start)) {}

  Command& input(std::string bytes);
  Command& set(const std::string& name, const std::string& value);
  Command& limit(int resource, rlim_t value);
  Command& time_limit(Milliseconds limit);
  Command& as_nobody();
  const Start& start() const { return start_; }
  Ran run() const;

 private:
  Start start_;
  std::string input_;
  Milliseconds time_limit_{120'000};
};

class Sandbox {
 public:
  Sandbox();
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;
  ~Sandbox();

  /// Absolute path of a name in the sandbox; "" is the sandbox itself.
  std::string path(const std::string& name = "") const;
  /// Writes files, making their folders.
  void write(std::initializer_list<std::pair<std::string, std::string>> files) const;
  void write(const std::string& name, std::string_view bytes) const;
  /// The bytes of a file; fails the test if there is none.
  std::string read(const std::string& name) const;
  bool has(const std::string& name) const;
  void remove(const std::string& name) const;
  /// The names in a folder, sorted.
  std::vector<std::string> list(const std::string& name) const;
  /// The table of the index that holds its postings, as `index/index-....glass/postlist.glass`.
  std::string database() const;

  /// `kb ARGUMENTS`.
  Command command(const Arguments& arguments) const;
  Ran run(const Arguments& arguments) const { return command(arguments).run(); }
  /// Another program, found through $PATH.
  Ran run_tool(const Arguments& arguments) const;
  /// `kb index PATHS`; fails the test unless it ends 0. Without paths: the sample articles.
  Ran index(const Arguments& paths = {}) const;

 private:
  Start start_of(Arguments arguments) const;
  std::string folder_;
};

/// Is there a program of that name in $PATH?
bool have_tool(const std::string& name);

/// Says on stderr that a test (or a part of it) could not run here, and why.
void skip(const std::string& why);

/// The lines of `text` that start with `kb: `; an error is exactly one.
std::vector<std::string> remarks_of(const std::string& text);

/// Is this a refusal as users should see it: status 2, one sentence, and no data but perhaps the
/// error as JSON?
bool is_one_error(const Ran& ran);

}  // namespace kb::testing
