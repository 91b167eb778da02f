#include "web/http/finish.h"

#include <fmt/format.h>
#include <zlib.h>

#include <cstdint>

#include "parser/text/ascii.h"
#include "parser/text/fnv.h"

namespace kb {
namespace {

constexpr std::size_t kWorthPacking = 2048;

/// Returns true if a list of codings names gzip, and not with the weight 0.
bool wants_gzip(std::string_view codings) {
  for (const std::string_view one : split(codings, ',')) {
    const auto parts = split(one, ';');
    if (!iequals(trim(parts[0]), "gzip")) continue;
    if (parts.size() == 1) return true;
    const std::string weight = lower(fold_blanks(parts[1]));
    return weight.find_first_of("123456789") != std::string::npos;
  }
  return false;
}

/// Returns the text as gzip; empty if it can't be packed.
std::string packed(std::string_view text) {
  z_stream stream{};
  constexpr int kGzip = 15 + 16;  // the largest window, and gzip's header
  constexpr int kFast = 4;
  if (deflateInit2(&stream, kFast, Z_DEFLATED, kGzip, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = uInt(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = uInt(out.size());
  const int status = deflate(&stream, Z_FINISH);
  out.resize(status == Z_STREAM_END ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

bool is_text(std::string_view type) {
  return type.starts_with("text/") || type.starts_with("application/") || type == "image/svg+xml";
}

}  // namespace

std::string entity_tag(std::string_view identity, const Request& request) {
  // A tag must differ where its text does, no more.
  std::uint64_t hash = fnv1a("\n", fnv1a(identity));
  hash = fnv1a("\n", fnv1a(request.target, hash));
  hash = fnv1a(request.header("Host"), hash);
  return fmt::format("\"{:016x}{}\"", hash,
                     wants_gzip(request.header("Accept-Encoding")) ? "-gzip" : "");
}

bool has_already(const Request& request, std::string_view tag) {
  for (const std::string_view one : split(request.header("If-None-Match"), ',')) {
    std::string_view held = trim(one);
    if (held.starts_with("W/")) held.remove_prefix(2);
    if (held == tag || held == "*") return true;
  }
  return false;
}

void finish(const Request& request, Response& response) {
  auto& headers = response.headers;
  headers.emplace_back("Content-Security-Policy",
                       "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
                       "form-action 'self'; connect-src 'self'; base-uri 'none'; "
                       "frame-ancestors 'none'");
  headers.emplace_back("X-Content-Type-Options", "nosniff");
  headers.emplace_back("Referrer-Policy", "no-referrer");
  headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  headers.emplace_back("Cache-Control", "no-cache");
  headers.emplace_back("Vary", "Accept-Encoding");
  if (response.body.size() <= kWorthPacking || !is_text(response.type) ||
      !wants_gzip(request.header("Accept-Encoding"))) {
    return;
  }
  if (std::string small = packed(response.body); !small.empty()) {
    response.body = std::move(small);
    headers.emplace_back("Content-Encoding", "gzip");
  }
}

}  // namespace kb
