// What an article is about, beside what is installed on a machine.
#include "query/inspect/subject.h"

#include <catch2/catch.hpp>

using namespace kb;

namespace {

InstalledSystem server() {
  InstalledSystem system;
  system.family = "Windows NT";
  system.version = "4.0";
  system.also = {{"Exchange Server", "5.5.2650.24", "exch55sp3"},
                 {"Internet Information Server", "4.2.622.1", "iis4"},
                 {"Site Server", "3.0", ""}};
  return system;
}

std::string print(const ArticleSubject& subject) {
  switch (subject.subject) {
    case Subject::kOurs:
      return "ours";
    case Subject::kOthers:
      return "others";
    case Subject::kUnshown:
      break;
  }
  return "unshown " + subject.product;
}

}  // namespace

TEST_CASE("an article is about this machine, another, or a product that it may have", "[inspect]") {
  struct Row {
    std::vector<std::string> applies_to;
    std::string want;
  };
  const auto row = GENERATE(values<Row>({
      {{}, "unshown "},
      {{"the operating system: Microsoft Windows NT 4.0"}, "unshown "},
      {{"the operating system: Microsoft Windows 98"}, "others"},
      {{"Microsoft Windows NT Server version 4.0"}, "ours"},
      {{"Microsoft Windows NT Server versions 3.51, 4.0"}, "ours"},
      {{"Microsoft Windows NT Server version 3.51"}, "others"},
      {{"Microsoft Windows NT Server version 4.0, Terminal Server Edition"}, "others"},
      {{"Microsoft Windows 98"}, "others"},
      {{"Microsoft Windows versions 2000, 2000 SP1 Server"}, "others"},
      {{"Microsoft Exchange Server, versions 5.0, 5.5"}, "ours"},
      {{"Microsoft Exchange Server, version 5.0"}, "others"},
      {{"Microsoft Exchange 2000 Server"}, "unshown Exchange 2000 Server"},
      {{"Microsoft Internet Information Server version 4.0"}, "ours"},
      {{"Microsoft Internet Information Services version 5.0"}, "others"},
      {{"Microsoft Site Server version 3.0"}, "ours"},
      {{"Microsoft Windows NT Services for UNIX Add-On Pack"},
       "unshown Windows NT Services for UNIX Add-On Pack"},
      {{"Microsoft Mail for PC Networks, version 3.5"}, "unshown Mail for PC Networks"},
      {{"Microsoft SNA Server, version 4.0", "Microsoft Windows 98"}, "unshown SNA Server"},
      {{"Microsoft Exchange Server, version 5.5", "the operating system: Microsoft Windows 98"},
       "others"},
  }));
  CAPTURE(row.applies_to);
  Article article;
  article.applies_to = row.applies_to;
  CHECK(print(subject_of(article, server())) == row.want);
}

TEST_CASE("a Terminal Server runs products for Windows NT", "[inspect]") {
  Article article;
  article.applies_to = {"Microsoft Exchange Server, version 5.5",
                        "the operating system: Microsoft Windows NT"};
  InstalledSystem system = server();
  system.terminal_server = true;
  CHECK(subject_of(article, system).subject == Subject::kOurs);
  article.applies_to = {"Microsoft Windows NT Server version 4.0"};
  CHECK(subject_of(article, system).subject == Subject::kOthers);
}

TEST_CASE("Windows 2000 runs products for Windows NT", "[inspect]") {
  Article article;
  article.applies_to = {"Microsoft Exchange Server, version 5.5"};
  article.operating_systems = {"Windows NT"};
  InstalledSystem system = server();
  system.family = "Windows 2000";
  system.version = "5.0";
  CHECK(subject_of(article, system).subject == Subject::kOurs);
  system.family = "Windows 98";
  CHECK(subject_of(article, system).subject == Subject::kOthers);
}

TEST_CASE("a heading that names a product chooses the rows below it", "[inspect]") {
  Article article;
  article.applies_to = {"Microsoft Exchange Server, versions 5.0, 5.5",
                        "Microsoft Host Integration Server 2000"};
  const auto is_about = [&](std::string heading) {
    FileVersion row;
    row.under = {std::move(heading)};
    return is_row_about(row, article, server());
  };
  CHECK(is_about("Exchange Server 5.5"));
  CHECK(is_about("Files Installed"));
  CHECK(is_about("Windows NT 4.0"));
  CHECK_FALSE(is_about("Exchange Server 5.0"));
  CHECK_FALSE(is_about("Host Integration Server 2000"));
}
