// The pages: each function answers one address with HTML, a redirection or a file of web/assets.
#pragma once

#include "web/site/call.h"

namespace kb {

Answer home(const Call& call);
/// An article's number opens the article.
Answer results(const Call& call);
Answer article(const Call& call);
Answer error(const Call& call);
Answer file(const Call& call);
/// `/error?code=` and `/file?name=`, as forms ask: sends to the address with the name in it.
Answer error_form(const Call& call);
Answer file_form(const Call& call);
Answer triage_form(const Call& call);
Answer inspect_form(const Call& call);
Answer stats(const Call& call);
Answer help(const Call& call);
Answer style_sheet(const Call& call);
Answer script(const Call& call);
Answer icon(const Call& call);
Answer old_icon(const Call& call);
Answer search_description(const Call& call);
/// Completions as browsers take them for their search box: `["pri", ["printer", "print"]]`.
Answer suggestions(const Call& call);

}  // namespace kb
