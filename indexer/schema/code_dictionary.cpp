#include "indexer/schema/code_dictionary.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "parser/codes/symbols.h"
#include "parser/text/ascii.h"
#include "parser/text/numbers.h"

namespace kb {
namespace {

constexpr std::size_t kMaxKey = 200;  // bytes of a metadata key; Xapian refuses 256

std::uint64_t number_of(std::string_view id) {
  return leading_number<std::uint64_t>(id.substr(id.empty() ? 0 : 1));
}

std::string plain(std::string_view text) {
  while (!text.empty() && (text.back() == '.' || is_blank(text.back()))) text.remove_suffix(1);
  return lower(text);
}

std::string key_of(std::string_view name, std::string_view message, std::string_view component) {
  return plain(name) + '\t' + plain(message) + '\t' + plain(component);
}

std::string name_key(std::string_view name) { return "N" + upper(name.substr(0, kMaxKey)); }

std::string encode(const std::vector<DictionaryEntry>& entries) {
  std::string out;
  for (const DictionaryEntry& entry : entries) {
    out += fmt::format("{}\t{}\t{}\t{}\t{}\n", entry.name, entry.message, entry.component,
                       entry.count, fmt::join(entry.articles, " "));
  }
  return out;
}

}  // namespace

/// Takes over the spelling of article `id` if its number is the lowest so far. Of several articles
/// with one number the first spelling in byte order wins, so the order of the calls is irrelevant.
void CodeDictionary::Said::print_as(std::string_view id, const std::string& its_name,
                                    const std::string& its_message,
                                    const std::string& its_component) {
  const auto theirs =
      std::make_tuple(number_of(id), std::string_view(its_name), std::string_view(its_message),
                      std::string_view(its_component));
  const auto mine = std::make_tuple(number_of(said_by), std::string_view(name),
                                    std::string_view(message), std::string_view(component));
  if (count != 0 && !(theirs < mine)) return;
  said_by = id;
  name = its_name;
  message = its_message;
  component = its_component;
}

void CodeDictionary::add(const std::vector<MinedCode>& codes, std::string_view id) {
  std::set<std::pair<std::string, Key>> counted;
  for (const MinedCode& code : codes) {
    const Key key = key_of(code.name, code.message, code.component);
    if (!counted.emplace(code.canonical, key).second) continue;
    Said& said = codes_[code.canonical][key];
    said.print_as(id, code.name, code.message, code.component);
    ++said.count;
    if (!id.empty()) said.ids.emplace(number_of(id), id);
    if (said.ids.size() > kMaxIds) said.ids.erase(std::prev(said.ids.end()));
  }
}

void CodeDictionary::merge(CodeDictionary&& other) {
  for (auto& [canonical, keys] : other.codes_) {
    auto& mine = codes_[canonical];
    for (auto& [key, said] : keys) {
      const auto [at, fresh] = mine.try_emplace(key, std::move(said));
      if (fresh) continue;
      Said& known = at->second;
      known.print_as(said.said_by, said.name, said.message, said.component);
      known.count += said.count;
      known.ids.merge(said.ids);
      while (known.ids.size() > kMaxIds) known.ids.erase(std::prev(known.ids.end()));
    }
  }
  other.codes_.clear();
}

void CodeDictionary::add(const Xapian::Database& database) {
  CodeDictionary read;
  const std::string start = dictionary_key("");
  const auto end = database.metadata_keys_end(start);
  for (auto at = database.metadata_keys_begin(start); at != end; ++at) {
    const std::string canonical = (*at).substr(start.size());
    for (const DictionaryEntry& entry : dictionary_of(database, canonical)) {
      const Key key = key_of(entry.name, entry.message, entry.component);
      Said said{entry.name, entry.message, entry.component, "", entry.count, {}};
      for (const std::string& id : entry.articles) said.ids.emplace(number_of(id), id);
      if (!entry.articles.empty()) said.said_by = entry.articles.front();
      read.codes_[canonical].emplace(key, std::move(said));
    }
  }
  merge(std::move(read));
}

std::vector<DictionaryEntry> CodeDictionary::entries(const std::string& canonical) const {
  std::vector<DictionaryEntry> out;
  const auto found = codes_.find(canonical);
  if (found == codes_.end()) return out;
  for (const auto& [key, said] : found->second) {
    DictionaryEntry entry{said.name, said.message, said.component, said.count, {}};
    for (const auto& [number, id] : said.ids) entry.articles.push_back(id);
    out.push_back(std::move(entry));
  }
  std::stable_sort(out.begin(), out.end(), [](const DictionaryEntry& a, const DictionaryEntry& b) {
    return std::make_pair(!a.message.empty(), a.count) >
           std::make_pair(!b.message.empty(), b.count);
  });
  if (out.size() > kMaxEntries) out.resize(kMaxEntries);
  return out;
}

std::map<std::string, std::string> CodeDictionary::metadata() const {
  std::map<std::string, std::string> out;
  std::map<std::string, std::set<std::string>> names;
  for (const auto& [canonical, keys] : codes_) {
    out[dictionary_key(canonical)] = encode(entries(canonical));
    for (const auto& [key, said] : keys) {
      if (!said.name.empty()) names[name_key(said.name)].insert(canonical);
    }
  }
  for (const auto& [key, codes] : names) out[key] = fmt::format("{}", fmt::join(codes, " "));
  return out;
}

void CodeDictionary::update(Xapian::WritableDatabase& database) const {
  const std::map<std::string, std::string> wanted = metadata();
  std::vector<std::string> gone;
  for (const char* kind : {"D", "N"}) {
    const auto end = database.metadata_keys_end(kind);
    for (auto key = database.metadata_keys_begin(kind); key != end; ++key) {
      if (wanted.find(*key) == wanted.end()) gone.push_back(*key);
    }
  }
  for (const std::string& key : gone) database.set_metadata(key, "");
  for (const auto& [key, value] : wanted) {
    if (database.get_metadata(key) != value) database.set_metadata(key, value);
  }
}

std::string dictionary_key(std::string_view canonical) {
  return "D" + std::string(canonical.substr(0, kMaxKey));
}

std::vector<DictionaryEntry> dictionary_of(const Xapian::Database& database,
                                           std::string_view canonical) {
  return read_dictionary(database.get_metadata(dictionary_key(canonical)));
}

std::vector<DictionaryEntry> read_dictionary(std::string_view stored) {
  std::vector<DictionaryEntry> entries;
  for (const std::string_view line : split_lines(stored)) {
    const auto cells = split(line, '\t');
    if (cells.size() != 5) continue;
    DictionaryEntry entry{std::string(cells[0]),
                          std::string(cells[1]),
                          std::string(cells[2]),
                          leading_number<std::uint64_t>(cells[3]),
                          {}};
    for (const std::string_view id : split_words(cells[4])) entry.articles.emplace_back(id);
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::vector<std::string> codes_named(const Xapian::Database& database, std::string_view name) {
  std::vector<std::string> codes;
  const std::string stored = database.get_metadata(name_key(name));
  for (const std::string_view code : split_words(stored)) codes.emplace_back(code);
  return codes;
}

std::vector<std::string> names_like(const Xapian::Database& database, std::string_view pattern,
                                    std::size_t limit) {
  std::vector<std::string> names;
  const std::string start = name_key(pattern.substr(0, pattern.find_first_of("*?")));
  const auto end = database.metadata_keys_end(start);
  for (auto key = database.metadata_keys_begin(start); key != end && names.size() < limit; ++key) {
    std::string name = (*key).substr(1);
    if (matches_wildcard(name, pattern)) names.push_back(std::move(name));
  }
  return names;
}

}  // namespace kb
