// Is an article, or a row of its table, about what is installed on a machine?
//
// The `applies to` block names systems and products, each with its versions:
//
//     Microsoft Windows NT Server version 4.0, Terminal Server Edition   a system
//     the operating system: Microsoft Windows 98                         what a product runs on
//     Microsoft Exchange Server, versions 5.0, 5.5                       a product
//
// A product is on the machine if the machine names it (InstalledSystem::also). One that it does not
// name may still be there, so that articles about it are neither ours nor others'. Headings of
// tables are read the same way: `Exchange Server 5.0`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/machine/system/installed_system.h"
#include "parser/article.h"

namespace kb {

enum class Subject {
  kOurs,    ///< a system or product of the machine
  kOthers,  ///< another system, or another version of a product
  kUnshown  ///< a product that the machine does not name
};

/// A system or product as an `applies to` entry or a heading names it.
struct NamedProduct {
  std::string name;                   ///< `Exchange Server`, without `Microsoft`
  std::vector<std::string> versions;  ///< `5.0`, `5.5`; empty if it names none
};

/// Reads one entry or heading. Words behind the versions are left out.
NamedProduct read_product(std::string_view entry);

/// What an article is about.
struct ArticleSubject {
  Subject subject = Subject::kOurs;
  /// Of kUnshown: the first such product, as printed; empty if the article names none, nor a
  /// system.
  std::string product;
};
ArticleSubject subject_of(const Article& article, const InstalledSystem& system);

/// False if a heading above the row names a product of the article, or of the machine, in a version
/// that the machine does not have.
bool is_row_about(const FileVersion& row, const Article& article, const InstalledSystem& system);

/// The names of what an article is about, in lower case; `windows` stands for all its versions.
std::vector<std::string> names_in(const Article& article);

}  // namespace kb
