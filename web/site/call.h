// What a route gets to answer, and how it says that it can't.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parser/result.h"
#include "query/search/answer.h"
#include "query/search/index.h"
#include "web/http/gate.h"
#include "web/http/message.h"
#include "web/http/target.h"

namespace kb {

struct SiteSettings {
  std::string index;  ///< path of the index
  std::string on{};   ///< machine profile (profile.h) that holds unless a search names another
  Gate gate{};
};

/// A request that passed the gate, with all that answers it.
struct Call {
  const Request& request;
  const Target& target;
  const Index& index;
  const SiteSettings& settings;
  std::string name;  ///< what stands behind the route's prefix; empty for a route without one
};

using Answer = tl::expected<Response, Refusal>;

/// The refusal that tells of an error: 400 if it is in what was asked, 503 if the index can't be
/// read, else 500.
tl::unexpected<Refusal> refused(const Error& error);
tl::unexpected<Refusal> refused(int status, std::string message, std::string hint = {});

/// The JSON of a command with its line end, controls as escapes: the same bytes as the command
/// prints.
Response json_response(const std::string& json, int status = 200);

/// A number that a parameter gives; `otherwise` if it is not there. Refused with 400 if it is no
/// number or more than `most`.
tl::expected<std::size_t, Refusal> number_of(const Target& target, std::string_view name,
                                             std::size_t otherwise, std::size_t most);

/// The search that the parameters ask for: q, limit, offset, sort, facets, on.
tl::expected<SearchRequest, Refusal> search_request(const Call& call);

/// Why a refusal of this status happened, as the word that programs read: `not_found`.
std::string_view code_of(int status);

/// A refusal as the API sends it (the contract's error object).
Response refusal_json(const Refusal& refusal);

}  // namespace kb
