// The site: every address and what answers it.
//
//   gate     refuses what is not meant for this server                     web/http/gate.h
//   route    finds the function for a path                                 site.cpp, one table
//   answer   reads the index and writes a page, or JSON                    pages.h, api.h
//   finish   headers, entity tag, gzip                                     web/http/finish.h
#pragma once

#include "web/http/message.h"
#include "web/site/call.h"

namespace kb {

/// The function that answers every request for this index. Any bytes are answered; nothing that a
/// request says opens a file.
Handler make_site(SiteSettings settings);

}  // namespace kb
