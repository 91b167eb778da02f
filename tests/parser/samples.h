// The sample articles, and small articles built in a test.
//
// Header-only, for the tests of every folder: reads corpus/sample as bytes, writes and joins
// fields of records so that what a test wants is one readable line.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"

namespace kb::test {

struct SampleFile {
  std::string source;  ///< below corpus/sample
  std::string bytes;
};

inline std::string read_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Every file of corpus/sample, by name.
inline const std::vector<SampleFile>& samples() {
  namespace fs = std::filesystem;
  static const std::vector<SampleFile> kAll = [] {
    std::vector<SampleFile> files;
    const fs::path root = fs::path(KB_SOURCE_DIR) / "corpus" / "sample";
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (!entry.is_regular_file()) continue;
      files.push_back({fs::relative(entry.path(), root).string(), read_bytes(entry.path())});
    }
    std::sort(files.begin(), files.end(),
              [](const SampleFile& a, const SampleFile& b) { return a.source < b.source; });
    return files;
  }();
  return kAll;
}

inline const SampleFile& sample(std::string_view source) {
  static const SampleFile kNone{};
  for (const SampleFile& file : samples()) {
    if (file.source == source) return file;
  }
  return kNone;
}

/// A folder of real articles: $`variable`, else `beside` the checkout; empty if neither is there.
inline std::filesystem::path folder_of(const char* variable, const char* beside) {
  namespace fs = std::filesystem;
  const char* named = std::getenv(variable);
  const fs::path path = named != nullptr ? fs::path(named) : fs::path(KB_SOURCE_DIR) / beside;
  std::error_code ignored;
  return fs::is_directory(path, ignored) ? path : fs::path();
}

inline std::string rule(char c, std::size_t length) { return std::string(length, c); }

/// A document around `body` (which ends in a line end): header, footer and notice as printed.
inline std::string document(std::string_view body,
                            std::string_view footer = "Keywords          : \n",
                            std::string_view title = "PRB: A Title") {
  std::string text = "DOCUMENT:Q112233  07-SEP-2001  [winnt]\nTITLE   :";
  text.append(title).append("\nPRODUCT :Microsoft Windows NT\nPROD/VER:winnt:4.0\nOPER/SYS:\n");
  text.append("KEYWORDS:kbprb\n\n").append(rule('=', 70)).append("\n").append(body);
  text.append(rule('=', 70)).append("\n").append(footer).append("\n").append(rule('=', 77));
  return text.append("\n\nTHE INFORMATION PROVIDED IN THE MICROSOFT KNOWLEDGE BASE IS\n")
      .append("PROVIDED AS IT IS.\n\nCopyright Microsoft Corporation 2001.");
}

/// An applies-to block of `bullets`, each with its indent and dash.
inline std::string applies_to(std::string_view bullets) {
  return rule('-', 79) + "\nThe information in this article applies to:\n\n" +
         std::string(bullets) + rule('-', 79) + "\n\n";
}

/// A document as the archive's one-line form has it: every `<...>` gone, blanks folded.
inline std::string flatten(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '<') {
      const std::size_t close = text.find('>', i);
      if (close != std::string_view::npos) {
        i = close;
        continue;
      }
    }
    const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v';
    if (!blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

inline std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

/// `a | b | c`
inline std::string joined(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) (out += out.empty() ? "" : " | ") += value;
  return out;
}

/// `symptoms SYMPTOMS {text} / body {text}`: line ends shown as `~`.
inline std::string printed(const std::vector<Section>& sections) {
  std::string out;
  for (const Section& section : sections) {
    if (!out.empty()) out += " / ";
    out += name_of(section.kind);
    if (section.heading) (out += ' ') += *section.heading;
    out += " {" + replace_all(section.text, "\n", "~") + "}";
  }
  return out;
}

}  // namespace kb::test
