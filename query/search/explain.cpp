#include <fmt/format.h>

#include "query/compile/compile.h"
#include "query/language/printed_query.h"
#include "query/search/search.h"

namespace kb {

namespace {

std::string stages(const Index& index, const std::string& query) {
  std::string out = "query       " + query + "\n";
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
  const Compiled compiled = compile_query(parsed, index.lexicon());
  for (const Wanted& wanted : compiled.wanted) {
    out += fmt::format("wanted      {}: {}\n", wanted.label, fmt::join(wanted.terms, " "));
  }
  out += "understood  " + compiled.understood + "\n";
  for (const CompiledPart& part : compiled.parts) {
    out += fmt::format("part        {}: {}\n", part.label, part.query.get_description());
  }
  out += "xapian      " + compiled.query.get_description() + "\n";
  for (const std::string& remark : compiled.remarks) out += "remark      " + remark + "\n";
  return out;
}

}  // namespace

Result<std::string> explain(const Index& index, const std::string& query) {
  return ask(index, [&](const Index& open) { return stages(open, query); });
}

}  // namespace kb
