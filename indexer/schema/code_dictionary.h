// The knowledge base's own dictionary of error codes, as an index stores it.
//
// Each article is mined while it is indexed (parser/codes/in_articles/code_miner.h). Entries that
// say the same of one code are brought together, and all entries of a code are one piece of Xapian
// metadata:
//
//   key "D0xC1031667"   value: one entry a line, name TAB message TAB component TAB article count
//                       TAB ids, joined by blanks
//   key "NMAPI_E_FOO"   value: the codes that bear the name, in capitals, joined by blanks
//
// Entries stand in the order of how many articles give them, then by name, message, component, so
// the same archive gives the same bytes whatever thread indexed what. At most kMaxEntries of a code
// and kMaxIds articles of an entry are kept.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "parser/codes/in_articles/code_miner.h"
#include "parser/result.h"

namespace kb {

inline constexpr std::size_t kMaxEntries = 24;
inline constexpr std::size_t kMaxIds = 12;

/// What articles say of a code.
struct DictionaryEntry {
  std::string name;         ///< symbolic; may be empty
  std::string message;      ///< may be empty, not both
  std::string component;    ///< that reports it: `Microsoft Exchange Administrator`; may be empty
  std::uint64_t count = 0;  ///< articles that give it
  std::vector<std::string> articles;  ///< the first of them by number
};

/// Collects what articles say; order of calls does not matter.
class CodeDictionary {
 public:
  /// What the article `id` says. An article without an id counts, but is not named.
  void add(const std::vector<MinedCode>& codes, std::string_view id);
  /// What an index holds: all that its articles said, but for the entries and ids beyond
  /// kMaxEntries and kMaxIds. Throws Xapian::Error of a damaged index.
  void add(const Xapian::Database& database);

  /// The pieces of metadata, by key.
  std::map<std::string, std::string> metadata() const;

  /// Makes the metadata of `database` this; touches only what differs. Throws Xapian::Error.
  void update(Xapian::WritableDatabase& database) const;

  /// The entries of a code as they would be stored.
  std::vector<DictionaryEntry> entries(const std::string& canonical) const;

 private:
  struct Said {
    std::string name, message, component;  // as the article with the lowest number prints them
    std::string said_by;
    std::uint64_t count = 0;
    void print_as(std::string_view id, const std::string& name, const std::string& message,
                  const std::string& component);
    std::map<std::uint64_t, std::string> ids;  // by number; the lowest kMaxIds
  };
  void merge(CodeDictionary&& other);

  using Key = std::string;  // name, message and component without case and final stops
  std::map<std::string, std::map<Key, Said>> codes_;
};

/// The key of the piece of metadata of a canonical code, and the entries it holds: for who reads
/// metadata by other means than dictionary_of().
std::string dictionary_key(std::string_view canonical);
std::vector<DictionaryEntry> read_dictionary(std::string_view stored);

/// The entries an index holds for a canonical code; none if it knows nothing. Throws Xapian::Error
/// of a damaged index.
std::vector<DictionaryEntry> dictionary_of(const Xapian::Database& database,
                                           std::string_view canonical);

/// The canonical codes of a name (any case); none if no article names one.
std::vector<std::string> codes_named(const Xapian::Database& database, std::string_view name);

/// The names that match a pattern (`*`, `?`; in capitals), at most `limit`.
std::vector<std::string> names_like(const Xapian::Database& database, std::string_view pattern,
                                    std::size_t limit);

}  // namespace kb
