// The knowledge base's own dictionary of error codes, as an index stores it.
//
// Each article is mined while it is indexed (parser/codes/in_articles/code_miner.h). Entries that
// say the same about one code are merged, and all entries of a code are one piece of Xapian
// metadata:
//
//   key "D0xC1031667"   value: one entry a line, name TAB message TAB component TAB article count
//                       TAB ids, joined by blanks
//   key "NMAPI_E_FOO"   value: the codes that bear the name, in capitals, joined by blanks
//
// Entries with a message come first, then those that more articles give, then they are sorted by
// name, message and component: the same archive gives the same bytes whatever thread indexed what.
// At most kMaxEntries entries of a code and kMaxIds articles of an entry are kept.
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

/// One meaning of a code, and the articles that give it.
struct DictionaryEntry {
  std::string name;         ///< symbolic; may be empty
  std::string message;      ///< may be empty if the name is not
  std::string component;    ///< what reports it: `Microsoft Exchange Administrator`; may be empty
  std::uint64_t count = 0;  ///< number of articles that give it
  std::vector<std::string> articles;  ///< ids of the first of them by number
};

/// Collects entries; the order of the calls does not matter.
class CodeDictionary {
 public:
  /// Adds what the article `id` says. An article without an id is counted, but not named.
  void add(const std::vector<MinedCode>& codes, std::string_view id);
  /// Adds the entries that an index stores, which lack those beyond kMaxEntries and the ids beyond
  /// kMaxIds. Throws Xapian::Error if the index is damaged.
  void add(const Xapian::Database& database);

  /// The pieces of metadata, by key.
  std::map<std::string, std::string> metadata() const;

  /// Replaces the metadata in `database`, but writes only what differs. Throws Xapian::Error.
  void update(Xapian::WritableDatabase& database) const;

  /// The entries of a code as they would be stored.
  std::vector<DictionaryEntry> entries(const std::string& canonical) const;

 private:
  struct Said {
    std::string name, message, component;  // as printed by the article with the lowest number
    std::string said_by;
    std::uint64_t count = 0;
    void print_as(std::string_view id, const std::string& name, const std::string& message,
                  const std::string& component);
    std::map<std::uint64_t, std::string> ids;  // by number; the lowest kMaxIds
  };
  void merge(CodeDictionary&& other);

  using Key = std::string;  // name, message and component in lower case without final stops
  std::map<std::string, std::map<Key, Said>> codes_;
};

/// The metadata key of a canonical code.
std::string dictionary_key(std::string_view canonical);
/// Decodes the entries in the metadata of a code.
std::vector<DictionaryEntry> read_dictionary(std::string_view stored);

/// The entries that an index stores for a canonical code; may be empty. Throws Xapian::Error if the
/// index is damaged.
std::vector<DictionaryEntry> dictionary_of(const Xapian::Database& database,
                                           std::string_view canonical);

/// The canonical codes that bear a name (in any case); empty if no article gives it.
std::vector<std::string> codes_named(const Xapian::Database& database, std::string_view name);

/// The names that match a pattern (`*`, `?`; in capitals), at most `limit`.
std::vector<std::string> names_like(const Xapian::Database& database, std::string_view pattern,
                                    std::size_t limit);

}  // namespace kb
