// One registry path in running text: where it begins, where it ends, what it is called.
//
// Called by registry_keys.cpp at every place that may begin a path. Grammar, on text with line ends
// or without:
//
//   path       root (separator component)+  |  bare
//   root       HKEY_LOCAL_MACHINE in any case, its short form HKLM, with blanks or without `_`, and
//              the misspellings seen (HKEY_LOCAL_MACINE, HKEY_LOCALMACHINE, HKEY_CURENT_USER ...)
//   bare       [\] System\CurrentControlSet... | Software\...     the root stands apart from it
//   separator  `\`, `\\` if the first is doubled (source code), `/` if the first is one; blanks and
//              one line end may stand on either side of it
//   component  words; more than one where a separator follows them (`Windows NT\`, `SNA Server\`),
//              where they end the line, or stand before `key`, `subkey`, the next step or sentence
//   enclosed   root , "path"   [root\path]     lines of .inf and .reg files, source code: all of it
//
// A path ends before a quote, `,` `;` `:` `=` `]` `)`, a blank line, and where prose begins; final
// periods and separators are dropped. Placeholders (`<server name>`) and `{...}` belong to it.
// Refused: a root alone, C types (`HKEY hKey`), folders of disks (`%SystemRoot%\System`).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kb {

/// A root name in a text: text.substr(begin, end - begin).
struct RegistryRoot {
  std::size_t end = 0;
  std::string_view name;  ///< canonical: `HKEY_LOCAL_MACHINE`
};

/// The root that is spelled at `pos`, which must begin a word; constant time.
std::optional<RegistryRoot> match_registry_root(std::string_view text, std::size_t pos);

/// A path, without its root if it is printed without one.
struct RegistryPath {
  std::size_t end = 0;
  std::string components;  ///< separated by one `\`, none outside: `SYSTEM\Setup`; may be empty
};

/// The components behind a root that stands from `begin` to `pos`. Empty components: the root
/// stands alone.
RegistryPath read_registry_path(std::string_view text, std::size_t begin, std::size_t pos);

/// The bare path that begins exactly at `pos` (at its `\` or first letter); null if none does.
std::optional<RegistryPath> match_bare_registry_path(std::string_view text, std::size_t pos);

}  // namespace kb
