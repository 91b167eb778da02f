#include <fmt/format.h>
#include <spawn.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/open_for_reading.h"
#include "cli/settings.h"
#include "web/server/server.h"
#include "web/site/site.h"

extern char** environ;  // NOLINT: POSIX declares it nowhere

namespace kb {
namespace {

struct Options {
  std::string listen;
  std::vector<std::string> hosts;
  bool inherited = false;
  bool open = false;
  bool log = false;
  bool log_queries = false;
  std::optional<std::uint64_t> idle_minutes;
};

/// Opens the page in the user's browser; a remark tells if there is no program for that.
void open_browser(const std::string& url, const CommonOptions& common) {
  std::string program = "xdg-open";
  std::string argument = url;
  char* arguments[] = {program.data(), argument.data(), nullptr};
  pid_t child = 0;
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);  // to that of a fresh program
  const int failed = ::posix_spawnp(&child, arguments[0], nullptr, &attributes, arguments, environ);
  ::posix_spawnattr_destroy(&attributes);
  if (failed != 0) {
    remark(common, "there is no xdg-open here; open " + url + " yourself");
  }
}

Result<Listening> sockets_for(const Options& options) {
  if (options.inherited) return inherited_sockets();
  const auto address =
      options.listen.empty() ? ListenAddress{"localhost"} : parse_listen_address(options.listen);
  if (!address) return tl::make_unexpected(address.error());
  if (!address->is_local() && options.hosts.empty()) {
    return fail(ErrorKind::kUsage, "other machines could read this index at " + options.listen,
                "if that is meant, say under which name: --allow-host NAME");
  }
  return listen_on(*address);
}

int run_serve(const Options& options, const CommonOptions& common) {
  SiteSettings site;
  site.index = index_folder(common);
  site.gate.names = options.hosts;
  site.gate.on_network = !options.hosts.empty();
  site.on = profile_setting(common);
  if (const auto index = open_for_reading(common); !index) return report(index.error());
  auto sockets = sockets_for(options);
  if (!sockets) return report(sockets.error());
  ServerSettings settings;
  settings.log = options.log || options.log_queries;
  settings.log_queries = options.log_queries;
  constexpr unsigned kIdleMinutes = 10;
  if (options.inherited || options.idle_minutes) {
    settings.idle_seconds = unsigned(options.idle_minutes.value_or(kIdleMinutes)) * 60;
  }
  const std::string url = sockets->url;
  const auto served = serve(std::move(*sockets), make_site(std::move(site)), settings, [&] {
    remark(common, url + (options.hosts.empty() ? " (only on this machine; Ctrl-C ends)"
                                                : " (open to other machines; Ctrl-C ends)"));
    if (options.open) open_browser(url, common);
  });
  return served ? kFound : report(served.error());
}

}  // namespace

Run setup_serve(OptionList& list) {
  auto options = std::make_shared<Options>();
  list.add("--listen", options->listen,
           "where to listen (127.0.0.1:8310 and [::1]:8310); port 0 is any free one")
      .called("ADDR:PORT");
  list.add("--allow-host", options->hosts,
           "another name of this machine; with it, other machines may ask, too")
      .called("NAME");
  list.add("--open", options->open, "open the page in your browser");
  list.add("--log", options->log, "one line a request on stderr, without what was asked");
  list.add("--log-queries", options->log_queries, "the same with what was asked");
  list.add("--fd", options->inherited, "take the socket from systemd (LISTEN_FDS)");
  list.add("--idle-exit", options->idle_minutes,
           "end after so many minutes without a request (never; with --fd 10)")
      .between(1, 100000)
      .called("MINUTES");
  return [options](const CommonOptions& common) { return run_serve(*options, common); };
}

}  // namespace kb
