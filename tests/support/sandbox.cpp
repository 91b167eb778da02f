#include "tests/support/sandbox.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace kb::testing {
namespace {

namespace fs = std::filesystem;

/// What commands keep of our environment: where tools are, and how sanitizers report.
constexpr const char* kKept[] = {"PATH",          "ASAN_OPTIONS", "LSAN_OPTIONS",
                                 "UBSAN_OPTIONS", "TSAN_OPTIONS", "LLVM_PROFILE_FILE"};

std::string make_folder() {
  std::string name = (fs::temp_directory_path() / "kb-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("can't create " + name);
  fs::permissions(name, fs::perms::all);  // commands may run as nobody
  return name;
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Ran& ran) {
  return out << fmt::format("status {}\n--- stdout\n{}--- stderr\n{}", ran.status, ran.out,
                            ran.err);
}

Command& Command::input(std::string bytes) {
  input_ = std::move(bytes);
  return *this;
}

Command& Command::set(const std::string& name, const std::string& value) {
  start_.environment[name] = value;
  return *this;
}

Command& Command::limit(int resource, rlim_t value) {
  start_.limits.emplace_back(resource, value);
  return *this;
}

Command& Command::time_limit(Milliseconds limit) {
  time_limit_ = limit;
  return *this;
}

Command& Command::as_nobody() {
  start_.as_nobody = true;
  return *this;
}

Ran Command::run() const { return Process(start_).finish(input_, time_limit_); }

Sandbox::Sandbox() : folder_(make_folder()) {}

Sandbox::~Sandbox() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::string Sandbox::path(const std::string& name) const {
  return name.empty() ? folder_ : folder_ + "/" + name;
}

void Sandbox::write(std::initializer_list<std::pair<std::string, std::string>> files) const {
  for (const auto& [name, bytes] : files) write(name, bytes);
}

void Sandbox::write(const std::string& name, std::string_view bytes) const {
  const fs::path target = path(name);
  fs::create_directories(target.parent_path());
  std::ofstream out(target, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), std::streamsize(bytes.size()));
  out.close();
  if (!out) throw std::runtime_error("can't write " + target.string());
}

std::string Sandbox::read(const std::string& name) const {
  std::ifstream in(path(name), std::ios::binary);
  if (!in) throw std::runtime_error("can't read " + path(name));
  return {std::istreambuf_iterator<char>(in), {}};
}

bool Sandbox::has(const std::string& name) const { return fs::exists(path(name)); }
void Sandbox::remove(const std::string& name) const { fs::remove_all(path(name)); }

std::vector<std::string> Sandbox::list(const std::string& name) const {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(path(name))) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string Sandbox::database() const {
  for (const std::string& name : list("index")) {
    if (name.ends_with(".glass")) return "index/" + name + "/postlist.glass";
  }
  throw std::runtime_error("there is no database in " + path("index"));
}

Start Sandbox::start_of(Arguments arguments) const {
  Start start;
  start.arguments = std::move(arguments);
  start.folder = folder_;
  start.environment = {{"HOME", path("home")},
                       {"XDG_DATA_HOME", path("home/data")},
                       {"XDG_STATE_HOME", path("home/state")},
                       {"XDG_CONFIG_HOME", path("home/config")},
                       {"XDG_CACHE_HOME", path("home/cache")},
                       {"KB_DB", "index"},
                       {"LANG", "C.UTF-8"},
                       {"TERM", "xterm"}};
  for (const char* name : kKept) {
    if (const char* value = std::getenv(name)) start.environment[name] = value;
  }
  return start;
}

Command Sandbox::command(const Arguments& arguments) const {
  Arguments all = {KB_PROGRAM};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return Command(start_of(std::move(all)));
}

Ran Sandbox::run_tool(const Arguments& arguments) const {
  return Command(start_of(arguments)).run();
}

Ran Sandbox::index(const Arguments& paths) const {
  Arguments all = {"index"};
  all.insert(all.end(), paths.begin(), paths.end());
  const Ran ran = run(all);
  if (ran.status != 0) throw std::runtime_error(fmt::format("kb index ended\n{}", ran.err));
  return ran;
}

bool have_tool(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "" : path);
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (::access((folder + "/" + name).c_str(), X_OK) == 0) return true;
  }
  return false;
}

void skip(const std::string& why) {
  std::fputs(("SKIPPED: " + why + "\n").c_str(), stderr);
  const char* log = std::getenv("KB_SKIPPED");
  if (log != nullptr) std::ofstream(log, std::ios::app) << why + "\n";
}

std::vector<std::string> remarks_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("kb: ")) lines.push_back(line);
  }
  return lines;
}

bool is_one_error(const Ran& ran) {
  const bool one_line = std::count(ran.err.begin(), ran.err.end(), '\n') == 1;
  const bool no_data = ran.out.empty() || (ran.out.starts_with("{\"format\":1,\"error\":{") &&
                                           std::count(ran.out.begin(), ran.out.end(), '\n') == 1);
  return ran.status == 2 && no_data && one_line && ran.err.starts_with("kb: ") &&
         ran.err.ends_with('\n') && ran.err.find("internal error") == std::string::npos;
}

}  // namespace kb::testing
