#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <thread>

#include "tests/support/sandbox.h"

namespace kb::testing {
namespace {

using Clock = std::chrono::steady_clock;

constexpr uid_t kNobody = 65534;

struct Pipe {
  Pipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) std::abort();
    read = ends[0];
    write = ends[1];
  }
  int read = -1;
  int write = -1;
};

void close_once(int& descriptor) {
  if (descriptor >= 0) ::close(descriptor);
  descriptor = -1;
}

/// Pointers as exec takes them; they live as long as `strings`.
std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> out;
  out.reserve(strings.size() + 1);
  for (std::string& text : strings) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

/// In the child, between fork and exec: limits, folder, user. False if one of them fails.
bool prepare_child(const Start& start) {
  for (const auto& [resource, value] : start.limits) {
    const rlimit limit{value, value};
    if (::setrlimit(static_cast<__rlimit_resource_t>(resource), &limit) != 0) return false;
  }
  if (!start.folder.empty() && ::chdir(start.folder.c_str()) != 0) return false;
  ::signal(SIGPIPE, SIG_DFL);
  if (!start.as_nobody || ::geteuid() != 0) return true;
  return ::setgroups(0, nullptr) == 0 && ::setgid(kNobody) == 0 && ::setuid(kNobody) == 0;
}

int milliseconds_to(Clock::time_point end) {
  const auto left = std::chrono::duration_cast<Milliseconds>(end - Clock::now()).count();
  return int(std::max<std::int64_t>(0, left));
}

/// Appends what is there; false at the end of the stream.
bool read_some(int descriptor, std::string& out) {
  std::array<char, 1U << 16U> buffer;
  const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
  if (got < 0) return errno == EINTR || errno == EAGAIN;
  out.append(buffer.data(), std::size_t(got));
  return got > 0;
}

/// The next line of a stream, of which `read` was read already.
std::string line_of(int descriptor, std::string& read, Milliseconds limit) {
  const auto end = Clock::now() + limit;
  std::size_t line_end = 0;
  while ((line_end = read.find('\n')) == std::string::npos) {
    pollfd wait{descriptor, POLLIN, 0};
    if (::poll(&wait, 1, milliseconds_to(end)) <= 0 || !read_some(descriptor, read)) {
      return std::exchange(read, {});
    }
  }
  std::string line = read.substr(0, line_end);
  read.erase(0, line_end + 1);
  return line;
}

}  // namespace

Process::Process(const Start& start) {
  ::signal(SIGPIPE, SIG_IGN);
  std::vector<std::string> arguments = start.arguments;
  std::vector<std::string> environment;
  for (const auto& [name, value] : start.environment) environment.push_back(name + "=" + value);
  const std::vector<char*> argv = pointers(arguments);
  const std::vector<char*> envp = pointers(environment);
  Pipe in;
  Pipe out;
  Pipe err;
  pid_ = ::fork();
  if (pid_ == 0) {
    ::dup2(in.read, STDIN_FILENO);
    ::dup2(out.write, STDOUT_FILENO);
    ::dup2(err.write, STDERR_FILENO);
    if (prepare_child(start)) ::execvpe(argv[0], argv.data(), envp.data());
    ::_exit(Ran::kCouldNotStart);
  }
  ::close(in.read);
  ::close(out.write);
  ::close(err.write);
  in_ = in.write;
  out_ = out.read;
  err_ = err.read;
}

Process::~Process() {
  close_once(in_);
  close_once(out_);
  close_once(err_);
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
}

void Process::write(std::string_view text) {
  while (!text.empty()) {
    const ssize_t wrote = ::write(in_, text.data(), text.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return;
    text.remove_prefix(std::size_t(wrote));
  }
}

void Process::close_input() { close_once(in_); }
void Process::close_output() { close_once(out_); }

std::string Process::read_line(Milliseconds limit) { return line_of(out_, read_, limit); }
std::string Process::read_error_line(Milliseconds limit) {
  return line_of(err_, read_error_, limit);
}

void Process::kill(int signal) const {
  if (pid_ > 0) ::kill(pid_, signal);
}

Ran Process::finish(std::string_view input, Milliseconds limit) {
  const auto end = Clock::now() + limit;
  Ran ran;
  ran.out = std::exchange(read_, {});
  ran.err = std::exchange(read_error_, {});
  if (in_ >= 0) ::fcntl(in_, F_SETFL, O_NONBLOCK);
  while (out_ >= 0 || err_ >= 0) {
    if (in_ >= 0 && input.empty()) close_once(in_);
    std::array<pollfd, 3> wait{{{in_, POLLOUT, 0}, {out_, POLLIN, 0}, {err_, POLLIN, 0}}};
    const int ready = ::poll(wait.data(), wait.size(), milliseconds_to(end));
    if (ready == 0) break;
    if (wait[0].revents != 0) {
      const ssize_t wrote = ::write(in_, input.data(), std::min<std::size_t>(input.size(), 4096));
      if (wrote > 0) input.remove_prefix(std::size_t(wrote));
      if (wrote < 0 && errno != EINTR && errno != EAGAIN) close_once(in_);
    }
    if (wait[1].revents != 0 && !read_some(out_, ran.out)) close_once(out_);
    if (wait[2].revents != 0 && !read_some(err_, ran.err)) close_once(err_);
  }
  close_once(in_);
  ran.status = wait(end);
  return ran;
}

int Process::wait(Clock::time_point end) {
  int status = 0;
  bool late = false;
  pid_t ended = 0;
  while ((ended = ::waitpid(pid_, &status, late ? 0 : WNOHANG)) == 0) {
    late = Clock::now() >= end;
    if (late) ::kill(pid_, SIGKILL);
    if (!late) std::this_thread::sleep_for(Milliseconds(1));
  }
  pid_ = -1;
  if (late || ended < 0) return Ran::kTimedOut;
  return WIFSIGNALED(status) ? Ran::kSignal + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace kb::testing
