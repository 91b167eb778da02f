// The HTTP API: each function answers one address with the JSON of the command of that name, to the
// letter (docs/web.md).
#pragma once

#include "web/site/call.h"

namespace kb {

Answer api_search(const Call& call);
Answer api_article(const Call& call);
Answer api_error(const Call& call);
Answer api_file(const Call& call);
Answer api_complete(const Call& call);
Answer api_stats(const Call& call);
Answer api_triage(const Call& call);
Answer healthz(const Call& call);

}  // namespace kb
