#include "web/site/site.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <exception>
#include <memory>

#include "indexer/store/manifest.h"
#include "parser/fields/article_id.h"
#include "parser/text/ascii.h"
#include "web/http/finish.h"
#include "web/pages/plain_pages.h"
#include "web/site/api.h"
#include "web/site/open_index.h"
#include "web/site/pages.h"

namespace kb {
namespace {

enum class Tag { kNone, kByIndex };

/// An address, and what answers it. One that ends with `/` has a name behind it.
struct Route {
  std::string_view path;
  Answer (*answer)(const Call& call);
  Tag tag = Tag::kByIndex;  ///< kNone: it is asked anew each time
};

constexpr std::array kRoutes = {
    Route{"/", home},
    Route{"/search", results},
    Route{"/article/", article},
    Route{"/error/", error},
    Route{"/error", error_form},
    Route{"/file/", file},
    Route{"/file", file_form},
    Route{"/triage", triage_form},
    Route{"/inspect", inspect_form},
    Route{"/stats", stats},
    Route{"/help", help},
    Route{"/style.css", style_sheet},
    Route{"/kb.js", script},
    Route{"/favicon.svg", icon},
    Route{"/favicon.ico", old_icon},
    Route{"/opensearch.xml", search_description},
    Route{"/suggest", suggestions},
    Route{"/healthz", healthz, Tag::kNone},
    Route{"/api/search", api_search},
    Route{"/api/article/", api_article},
    Route{"/api/error/", api_error},
    Route{"/api/file/", api_file},
    Route{"/api/complete", api_complete},
    Route{"/api/stats", api_stats},
    Route{"/api/triage", api_triage, Tag::kNone},
};

const Route* route_of(std::string_view path) {
  const auto found = std::find_if(kRoutes.begin(), kRoutes.end(), [&](const Route& route) {
    if (!route.path.ends_with('/') || route.path == "/") return path == route.path;
    return path.starts_with(route.path) && path.size() > route.path.size();
  });
  return found == kRoutes.end() ? nullptr : found;
}

/// What stands behind the route's prefix. A name has at most kMaxName bytes; the path of a source
/// may be longer.
tl::expected<std::string, Refusal> name_in(const Route& route, const std::string& path) {
  if (!route.path.ends_with('/')) return std::string();
  std::string name = path.substr(route.path.size());
  if (name.size() > kMaxName && route.path.find("article") == std::string_view::npos) {
    return refused(414, "the name in the address is too long", "a name has at most 256 bytes");
  }
  return name;
}

/// Differs between any two builds of the program: tags of pages depend on it.
std::string program_identity() {
  struct stat info {};
  std::string identity = kProgramVersion;
  if (::stat("/proc/self/exe", &info) == 0) {
    identity += " " + std::to_string(info.st_mtim.tv_sec) + "." +
                std::to_string(info.st_mtim.tv_nsec) + " " + std::to_string(info.st_size);
  }
  return identity;
}

/// The words of a path, to be searched for where there is no page; of an article's only those of
/// its source, for its number was not found.
std::string words_of(std::string_view path) {
  constexpr std::string_view kArticle = "/article/";
  if (path.starts_with(kArticle)) path.remove_prefix(kArticle.size());
  if (typed_article_id(path)) return {};
  std::string words;
  for (const char c : path) words += is_alnum(c) || c == '.' ? c : ' ';
  return fold_blanks(words);
}

class Site {
 public:
  explicit Site(SiteSettings settings)
      : settings_(std::move(settings)), program_(program_identity() + " " + settings_.on + " ") {}

  Response answer(const Request& request) const {
    Response response;
    try {
      auto answered = find_answer(request);
      response = answered ? std::move(*answered) : refusal(request, answered.error());
    } catch (const std::exception& error) {
      response = refusal(request, {500, std::string("internal error: ") + error.what()});
    }
    finish(request, response);
    return response;
  }

 private:
  Answer find_answer(const Request& request) const {
    const auto target = parse_target(request.target);
    if (!target) return tl::make_unexpected(target.error());
    if (auto refusal = refuse(request, *target, settings_.gate)) {
      return tl::make_unexpected(std::move(*refusal));
    }
    const Route* route = route_of(target->path);
    if (route == nullptr) {
      return refused(404, "there is no page at this address",
                     "search for what you are looking for");
    }
    auto name = name_in(*route, target->path);
    if (!name) return tl::make_unexpected(name.error());
    const auto served = current_index(settings_.index);
    if (!served) return refused(503, served.error().message, served.error().hint);
    const std::string tag = entity_tag(program_ + (*served)->identity, request);
    const bool tagged = route->tag == Tag::kByIndex && request.method != "POST";
    if (tagged && has_already(request, tag)) return Response{304, "", "", {{"ETag", tag}}};
    auto answered =
        route->answer({request, *target, (*served)->index, settings_, std::move(*name)});
    if (answered && answered->status == 200 && tagged) {
      answered->headers.emplace_back("ETag", tag);
    }
    return answered;
  }

  /// Programs get an object, browsers a page whose search box holds the words of the address.
  static Response refusal(const Request& request, const Refusal& refusal) {
    if (request.target.starts_with("/api/") || request.target == "/healthz") {
      return refusal_json(refusal);
    }
    std::string words;
    if (const auto target = parse_target(request.target); target && refusal.status == 404) {
      words = words_of(target->path);
    }
    Response response;
    response.status = refusal.status;
    response.body = refusal_page(refusal, words);
    response.headers = refusal.headers;
    return response;
  }

  SiteSettings settings_;
  std::string program_;  ///< all that answers depend on besides the index
};

}  // namespace

Handler make_site(SiteSettings settings) {
  const auto site = std::make_shared<const Site>(std::move(settings));
  return [site](const Request& request) { return site->answer(request); };
}

}  // namespace kb
