#include <fmt/format.h>

#include "query/compile/compile.h"
#include "query/compile/lexicon.h"
#include "query/language/printed_query.h"
#include "query/search/searcher.h"
#include "query/xapian_query.h"

namespace kb {

Result<std::string> Searcher::explain(const std::string& query) const {
  std::string out = "query       " + query + "\n";
  try {
    if (const auto modern = modern_form(query, QueryOrigin::kTyped)) {
      out += "read as     " + *modern + "\n";
    }
    const Query parsed = parse_query(query);
    for (const Token* token : leaves(parsed.root)) {
      Node leaf;
      leaf.kind = NodeKind::kToken;
      leaf.token = *token;
      out += fmt::format("token       {:>3}..{:<3} {}\n", token->begin, token->end, print(leaf));
    }
    out += "tree        " + print(parsed.root) + "\n";
    const Compiled compiled = compile_query(parsed, *lexicon_);
    for (const Wanted& wanted : compiled.wanted) {
      out += fmt::format("wanted      {}: {}\n", wanted.label, fmt::join(wanted.terms, " "));
    }
    out += "understood  " + compiled.understood + "\n";
    for (const CompiledPart& part : compiled.parts) {
      out += fmt::format("part        {}: {}\n", part.label,
                         xapian_query(part.query).get_description());
    }
    out += "xapian      " + xapian_query(compiled.query).get_description() + "\n";
    for (const std::string& remark : compiled.remarks) out += "remark      " + remark + "\n";
  } catch (const Xapian::Error& error) {
    return tl::make_unexpected(error_of(error, folder_));
  }
  return out;
}

}  // namespace kb
