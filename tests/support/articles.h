// Small articles in the dialects of the archive, for tests that need one more of them.
#pragma once

#include <string>

namespace kb::testing {

/// What a test says of an article; the rest is filled in.
struct Sketch {
  std::string id;  ///< "Q100001"
  std::string title;
  std::string symptoms = "The printer stops.";
  std::string date = "07-SEP-2001";
};

/// The article as the archive's text files have it: `document`, CRLF.
std::string document(const Sketch& sketch);

/// The same as Markdown made from it: `jekyll`, LF.
std::string jekyll(const Sketch& sketch);

}  // namespace kb::testing
