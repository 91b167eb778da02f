#include "tests/support/articles.h"

#include <sstream>

namespace kb::testing {
namespace {

std::string repeated(char c, int count) { return std::string(std::size_t(count), c); }

std::string body(const std::string& bullet, const std::string& symptoms) {
  return repeated('-', 79) + "\nThe information in this article applies to:\n\n" + bullet +
         "Microsoft Windows NT Server version 4.0 \n" + repeated('-', 79) +
         "\n\nSYMPTOMS\n========\n\n" + symptoms + "\n\nAdditional query words:\n\n" +
         repeated('=', 70) + "\nKeywords          : kbprint\nVersion           : winnt:4.0\n";
}

std::string replaced(std::string text, char from, const std::string& to) {
  std::string out;
  for (const char c : text) c == from ? void(out += to) : void(out += c);
  return out;
}

}  // namespace

std::string document(const Sketch& sketch) {
  const std::string lines =
      "DOCUMENT:" + sketch.id + "  " + sketch.date + "  [winnt]\nTITLE   :" + sketch.title +
      "\nPRODUCT :Microsoft Windows NT\nPROD/VER:winnt:4.0\nOPER/SYS:\nKEYWORDS:kbprint\n\n" +
      repeated('=', 70) + "\n" + body(" - ", sketch.symptoms) + "\n" + repeated('=', 77);
  return replaced(lines, '\n', "\r\n");
}

std::string jekyll(const Sketch& sketch) {
  const std::string title = sketch.id + ": " + sketch.title;
  const std::string fields = "Article: " + sketch.id +
                             "\nProduct(s): Microsoft Windows NT\nVersion(s): winnt:4.0\n"
                             "Operating System(s): \nKeyword(s): kbprint\nLast Modified: " +
                             sketch.date + "\n\n";
  std::string text = "---\nlayout: page\ntitle: \"" + title + "\"\npermalink: /kb/" +
                     sketch.id.substr(1, 3) + "/" + sketch.id + "/\n---\n\n## " + title +
                     "\n\n{% raw %}\n\n";
  std::istringstream lines(fields + body("- ", sketch.symptoms));
  for (std::string line; std::getline(lines, line);) text += "\t" + line + "\n";
  return text + "\n{% endraw %}\n";
}

}  // namespace kb::testing
