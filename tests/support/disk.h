// A disk of Windows NT Server 4.0 with Service Pack 6a, and articles about it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/machine.h"
#include "tests/support/sandbox.h"

namespace kb::testing {

inline constexpr std::uint32_t kDiskDay = 909'792'000;  ///< of its programs: 1998-10-31

/// An article in the archive's text form, about Windows NT Server 4.0.
std::string disk_article(const std::string& id, const std::string& title, const std::string& body);
/// A section with a table of fixed files; `rows` are its lines.
std::string fix_table(const std::string& rows);

/// The disk lies in the folder `disk`, the articles in `a`.
struct Disk : Sandbox {
  Disk();

  /// Writes a program to the disk.
  void program(const std::string& name, FourNumbers version) const;
  /// `kb inspect --json PATH`; fails the test unless it ends 0.
  nlohmann::json inspect(const std::string& path = "disk") const;
};

}  // namespace kb::testing
