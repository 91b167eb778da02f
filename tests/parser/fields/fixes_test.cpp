#include "parser/fields/fixes.h"

#include <catch2/catch.hpp>

using namespace kb;

namespace {

struct Row {
  const char* name;
  const char* text;
  const char* want;  ///< releases joined by " | "
};

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& one : list) out += (out.empty() ? "" : " | ") + one;
  return out;
}

Fixes read(const std::string& text, SectionKind kind = SectionKind::kStatus) {
  return find_fixes({{kind, "STATUS", text}});
}

}  // namespace

TEST_CASE("releases that fix a problem are read in one normal form", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"first corrected",
       "This problem was first corrected in Exchange Server 5.5 Service\nPack 2.",
       "Exchange Server 5.5 Service Pack 2"},
      {"has been fixed", "This bug has been fixed in Visual Basic 6.0.", "Visual Basic 6.0"},
      {"no longer occurs", "This problem no longer occurs in Windows 98. For more, read on.",
       "Windows 98"},
      {"the latest service pack",
       "This problem was corrected in the latest Microsoft Windows NT 4.0 U.S. Service Pack. For "
       "details, ask.",
       "Windows NT 4.0 Service Pack"},
      {"version and comma", "This bug was corrected in Microsoft Visual C++, version 6.0.",
       "Visual C++ 6.0"},
      {"the pack abbreviated", "This problem was corrected in Windows NT version 4.0 SP6a.",
       "Windows NT 4.0 Service Pack 6a"},
      {"the pack with a point", "This problem was corrected in Windows NT 4.0 Service Pack 4.0.",
       "Windows NT 4.0 Service Pack 4"},
      {"the pack doubled",
       "This problem was corrected in SNA Server 4.0 Service Pack Service Pack 3.",
       "SNA Server 4.0 Service Pack 3"},
      {"the pack twice with its number",
       "This problem was first corrected in Windows NT 4.0 Service Pack 4.0 Service Pack 4.",
       "Windows NT 4.0 Service Pack 4"},
      {"the pack twice, around the product",
       "This problem was corrected in the latest service pack for SMS 2.0 version SP1.",
       "SMS 2.0 Service Pack 1"},
      {"two packs", "This problem was corrected in Office 97 Service Pack 1 Service Pack 2.",
       "Office 97 Service Pack 1 Service Pack 2"},
      {"the pack first", "This problem was corrected in Service Pack 3 for Windows 2000.",
       "Windows 2000 Service Pack 3"},
      {"the version first",
       "This problem was corrected in version 3.2 of Microsoft Mail for Windows.",
       "Mail for Windows 3.2"},
      {"parentheses", "This problem was corrected in Microsoft Office 97 Service Release 2 (SR-2).",
       "Office 97 Service Release 2"},
      {"two releases",
       "This problem was first corrected in Windows NT 4.0 Service Pack 4.0 and Windows NT Server "
       "4.0, Terminal Server Edition, Service Pack 4.",
       "Windows NT 4.0 Service Pack 4 | Windows NT Server 4.0, Terminal Server Edition Service "
       "Pack "
       "4"},
      {"two versions of one product",
       "This problem was corrected in the latest SNA Server versions 3.0 and 4.0 U.S. Service "
       "Pack.",
       "SNA Server 3.0 Service Pack | SNA Server 4.0 Service Pack"},
      {"two products of one version",
       "This problem was corrected in Windows NT Workstation and Windows NT Server version 3.5.",
       "Windows NT Workstation 3.5 | Windows NT Server 3.5"},
      {"two sentences, one release once",
       "This problem was corrected in Word 2000. The problem was fixed in Word 2000.", "Word 2000"},
      {"what explains the release is left out",
       "This bug has been fixed in Visual Studio 97 Service Pack 3, please see the article.",
       "Visual Studio 97 Service Pack 3"},
      {"or later", "This problem was corrected in Word 97 or later.", "Word 97"},
      {"a hotfix is no release", "This problem was corrected in the hotfix.", ""},
      {"the future", "This problem will be corrected in Word 2000.", ""},
      {"a possibility", "This problem can be resolved in Control Panel.", ""},
      {"a negation", "This problem has not been corrected in Word 2000.", ""},
      {"another subject", "The spelling was corrected in Chapter 2.", ""},
      {"the end of the text", "This problem was corrected in ", ""},
  }));
  DYNAMIC_SECTION(row.name) { CHECK(joined(read(row.text).fixed_in) == row.want); }
}

TEST_CASE("the state of a fix is the first that holds", "[parser]") {
  CHECK(read("This problem was corrected in Word 2000.").status == FixStatus::kFixed);
  CHECK(read("A supported fix is now available, but wait.").status == FixStatus::kFixed);
  CHECK(read("This behavior is by\ndesign.").status == FixStatus::kByDesign);
  CHECK(read("We are researching this problem. To work around this problem, wait.").status ==
        FixStatus::kResearching);
  CHECK(read("To work around this problem, wait.").status == FixStatus::kWorkaround);
  CHECK(read("Wait.", SectionKind::kWorkaround).status == FixStatus::kWorkaround);
  CHECK(read("It is a problem.").status == FixStatus::kUnknown);
  CHECK(find_fixes({}).status == FixStatus::kUnknown);
}
