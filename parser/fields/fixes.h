// In which releases a problem was fixed, and what an article says about the state of the fix.
//
// Called by parse_article once the sections are cut. The text is read as one run of words, so line
// ends change nothing. A sentence tells a fix if it reads
//
//   SUBJECT was|were|is|has been|have been [first|also|since]
//       corrected|fixed|resolved|eliminated in|with RELEASE [and RELEASE]...
//   This problem no longer occurs in RELEASE
//
//   SUBJECT   [This] problem|bug|issue|error|behavior, This, It
//
// and is neither negated nor about the future (`will be`, `can be`, `has not been`).
//
// A release has one normal form, so that an index can count and compare it:
//
//   printed                                                normal
//   the latest Microsoft Windows NT 4.0 U.S. Service Pack  Windows NT 4.0 Service Pack
//   Windows NT version 4.0 SP5 / Service Pack 5.0          Windows NT 4.0 Service Pack 5
//   Service Pack 3 for Windows 2000                        Windows 2000 Service Pack 3
//   Microsoft Visual C++, version 6.0                      Visual C++ 6.0
//   version 3.2 of Microsoft Mail for Windows              Mail for Windows 3.2
//   SNA Server versions 3.0 and 4.0                        SNA Server 3.0, SNA Server 4.0
//   Microsoft Office 97 Service Release 2 (SR-2)           Office 97 Service Release 2
//
// that is: no article, `latest`, `U.S.`, `Microsoft`, `version`, parentheses. What does not begin
// with a capital then is no release (`the hotfix`, `a later version`).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"

namespace kb {

struct Fixes {
  std::vector<std::string> fixed_in;  ///< normal forms, each once, in order of appearance
  /// kFixed: a release or a supported fix is named; kByDesign: the behavior is; kResearching: the
  /// problem is being researched; kWorkaround: none of these, and there is a way around it. The
  /// first of them that holds.
  FixStatus status = FixStatus::kUnknown;
};
Fixes find_fixes(const std::vector<Section>& sections);

/// The releases of a list as it follows `corrected in`, in normal form; exposed for tests.
std::vector<std::string> read_releases(std::string_view phrase);

}  // namespace kb
