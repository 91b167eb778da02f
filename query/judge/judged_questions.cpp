#include "query/judge/judged_questions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "indexer/schema/record.h"
#include "indexer/schema/stop_words.h"
#include "parser/file_tables/file_names.h"
#include "parser/text/ascii.h"
#include "parser/text/fnv.h"
#include "parser/text/words.h"

namespace kb {
namespace {

constexpr std::size_t kMisspeltWord = 5;      // letters a word must have to be misspelt
constexpr std::size_t kShortenedTitle = 5;    // words a title must have to lose two
constexpr std::size_t kMessageWords = 12;     // most words of a message that are asked
constexpr std::size_t kShortestMessage = 4;   // fewest words of a message
constexpr std::size_t kFewestDescribing = 5;  // fewest words of a description
constexpr std::size_t kMostDescribing = 15;
constexpr std::size_t kNamedWords = 3;  // words of a title beside a name
constexpr std::size_t kNamedWord = 4;   // letters that such a word must have
constexpr std::size_t kMostCodeArticles = 10;

std::uint64_t mix(std::uint64_t x) {  // the output function of SplitMix64
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31U);
}

std::uint64_t hash_of(std::string_view text, std::uint64_t seed) {  // FNV-1a, mixed
  return mix(fnv1a(text, kFnvStart ^ mix(seed)));
}

/// Random numbers that depend only on the seed, alike on every machine.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t limit) { return std::size_t(mix(state_++) % limit); }

 private:
  std::uint64_t state_;
};

bool is_plain(std::string_view word) { return std::all_of(word.begin(), word.end(), is_alpha); }

std::string joined(const std::vector<std::string_view>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

/// Returns the words of a title in the form in which titles are compared.
std::string comparable(std::string_view title) {
  std::string out;
  WordReader reader(title);
  while (reader.next()) {
    if (!reader.compound()) out.append(reader.word()).push_back(' ');
  }
  return out;
}

std::size_t count_words(std::string_view text) {
  std::size_t count = 0;
  WordReader reader(text);
  while (reader.next()) count += reader.compound() ? 0 : 1;
  return count;
}

std::string misspell(std::string word, Random& random) {
  const std::size_t at = 1 + random.below(word.size() - 2);
  const std::string before = word;
  switch (random.below(4)) {
    case 0:
      word.insert(at, 1, word[at]);
      break;
    case 1:
      word.erase(at, 1);
      break;
    case 2:
      word[at] = static_cast<char>('a' + random.below(26));
      break;
    default:
      std::swap(word[at], word[at - 1]);
  }
  if (word == before) word.erase(at, 1);
  return word;
}

std::optional<std::string> misspelt(std::string_view title, Random random) {
  std::vector<std::string_view> words = split_words(title);
  std::vector<std::size_t> fit;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].size() >= kMisspeltWord && is_plain(words[i])) fit.push_back(i);
  }
  if (fit.empty()) return std::nullopt;
  const std::size_t i = fit[random.below(fit.size())];
  const std::string wrong = misspell(std::string(words[i]), random);
  words[i] = wrong;
  return joined(words);
}

std::optional<std::string> shortened(std::string_view title, Random random) {
  std::vector<std::string_view> words = split_words(title);
  if (words.size() < kShortenedTitle) return std::nullopt;
  for (int dropped = 0; dropped < 2; ++dropped) {
    words.erase(words.begin() + std::ptrdiff_t(random.below(words.size())));
  }
  return joined(words);
}

/// Returns the first sentence of a paragraph, at most kMessageWords words; empty if it is too
/// short.
std::string message_of(std::string_view paragraph) {
  std::vector<std::string_view> words;
  for (const std::string_view word : split_words(paragraph)) {
    words.push_back(word);
    const bool ends = word.ends_with('.') || word.ends_with('!') || word.ends_with('?');
    if (words.size() == kMessageWords || (ends && words.size() >= kShortestMessage)) break;
  }
  const std::string text = joined(words);
  return count_words(text) < kShortestMessage ? "" : text;
}

/// Returns the messages that a text quotes: each paragraph behind one that ends in `... message:`.
std::vector<std::string> messages_of(std::string_view text) {
  std::vector<std::string> out;
  std::string paragraph;
  bool quoted = false;
  const auto close = [&] {
    if (quoted && !paragraph.empty()) {
      if (std::string message = message_of(paragraph); !message.empty()) {
        out.push_back(std::move(message));
      }
    }
    if (!paragraph.empty()) {
      const std::string end = lower(trim(paragraph));
      quoted = end.ends_with("message:") || end.ends_with("messages:") || end.ends_with("error:");
    }
    paragraph.clear();
  };
  for (const std::string_view line : split(text, '\n')) {
    if (trim(line).empty()) {
      close();
    } else {
      paragraph.append(trim(line)).push_back(' ');
    }
  }
  close();
  return out;
}

bool is_code32(std::string_view canonical) {
  return canonical.size() == 10 && canonical.starts_with("0x");
}

}  // namespace

std::string_view name_of(QuestionSet set) {
  constexpr std::array<std::string_view, kMadeSets + 1> kNames = {
      "query-words", "misspelt", "shortened",   "message", "described",
      "named",       "code",     "cited-title", "asked"};
  return kNames[static_cast<std::size_t>(set)];
}

Half half_of(std::string_view id) {
  return !id.empty() && (id.back() - '0') % 2 != 0 ? Half::kTuning : Half::kReporting;
}

std::vector<std::string> notations_of(std::string_view canonical) {
  if (is_code32(canonical)) {
    const std::string digits(canonical.substr(2));
    const auto value = std::uint32_t(std::stoul(digits, nullptr, 16));
    std::vector<std::string> out{"0x" + digits, "0x" + lower(digits), lower(digits), digits};
    if (value >= 0x80000000U) {
      out.push_back(fmt::format("{}", std::int32_t(value)));
      out.push_back(fmt::format("{}", value));
    }
    return out;
  }
  if (canonical.starts_with("STOP:0x")) {
    const std::string digits(canonical.substr(7));
    const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size() - 1);
    return {"STOP 0x" + digits, "stop 0x" + lower(digits.substr(first)),
            "*** STOP: 0x" + digits + " (0x00000000, 0x00000002, 0x00000000, 0x80100000)"};
  }
  constexpr std::pair<std::string_view, std::string_view> kLabels[] = {
      {"WIN32:", "system error {}"}, {"EVENT:", "event id {}"},   {"JET:", "jet error {}"},
      {"VB:", "run-time error {}"},  {"HTTP:", "http error {}"},  {"NET:", "net {}"},
      {"MSSQL:", "sql error {}"},    {"SQLSTATE:", "sqlstate {}"}};
  for (const auto& [label, form] : kLabels) {
    if (!canonical.starts_with(label)) continue;
    return {fmt::format(fmt::runtime(form), canonical.substr(label.size()))};
  }
  return {std::string(canonical)};
}

void QuestionMaker::offer(QuestionSet set, std::string text, const std::string& id) {
  offered_.push_back({set, std::move(text), {id}});
}

void QuestionMaker::add(const Article& article) {
  if (!article.id) return;
  for (const Reference& reference : article.references) {
    if (reference.title) cited_.emplace_back(reference.id, *reference.title);
  }
  titles_.emplace_back(*article.id, article.title);
  for (const ErrorCode& code : article.error_codes) {
    constexpr Places kUpFront =
        kPlaceTitle | place_of(SectionKind::kSymptoms) | place_of(SectionKind::kCause);
    if ((code.places & kUpFront) != 0) codes_.emplace_back(code.canonical, *article.id);
  }
  if (options_.half != Half::kBoth && half_of(*article.id) != options_.half) return;
  if (article.query_words) {
    for (const std::string_view line : split(*article.query_words, '\n')) {
      if (count_words(line) >= 2) {
        offer(QuestionSet::kQueryWords, std::string(trim(line)), *article.id);
      }
    }
  }
  add_titles(article);
  add_symptoms(article);
}

void QuestionMaker::add_titles(const Article& article) {
  const std::string_view title = article.title;
  if (const auto text = misspelt(title, Random(hash_of(*article.id, options_.seed)))) {
    offer(QuestionSet::kMisspelt, *text, *article.id);
  }
  if (const auto text = shortened(title, Random(hash_of(*article.id, options_.seed + 1)))) {
    offer(QuestionSet::kShortened, *text, *article.id);
  }
}

void QuestionMaker::add_symptoms(const Article& article) {
  for (const Section& section : article.sections) {
    if (section.kind != SectionKind::kSymptoms) continue;
    for (std::string& message : messages_of(section.text)) {
      offer(QuestionSet::kMessage, std::move(message), *article.id);
    }
    add_described(article, section);
    add_named(article, section);
  }
}

void QuestionMaker::add_described(const Article& article, const Section& symptoms) {
  std::vector<std::string_view> words;
  for (const std::string_view word : split_words(symptoms.text)) {
    const bool ends = word.ends_with('.') || word.ends_with(':');
    const std::string_view plain = word.substr(0, word.size() - (ends || word.ends_with(',')));
    if (!plain.empty()) words.push_back(plain);
    if (ends) break;
  }
  if (words.size() < 2 * kFewestDescribing || words.size() > 2 * kMostDescribing) return;
  Random random(hash_of(*article.id, options_.seed + 3));
  for (std::size_t half = words.size() / 2; half > 0; --half) {
    words.erase(words.begin() + std::ptrdiff_t(random.below(words.size())));
  }
  offer(QuestionSet::kDescribed, joined(words), *article.id);
}

void QuestionMaker::add_named(const Article& article, const Section& symptoms) {
  const auto names = find_file_names(symptoms.text);
  std::vector<std::string_view> words;
  for (const std::string_view word : split_words(article.title)) {
    if (word.size() >= kNamedWord && is_plain(word) && !is_stop_word(lower(word))) {
      words.push_back(word);
    }
  }
  if (names.empty() || words.size() < kNamedWords) return;
  Random random(hash_of(*article.id, options_.seed + 2));
  while (words.size() > kNamedWords) {
    words.erase(words.begin() + std::ptrdiff_t(random.below(words.size())));
  }
  words.push_back(names[0]);
  offer(QuestionSet::kNamed, joined(words), *article.id);
}

std::vector<Question> QuestionMaker::cited_titles() const {
  std::map<std::string_view, std::string> own;
  for (const auto& [id, title] : titles_) own.emplace(id, comparable(title));
  std::set<std::pair<std::string, std::string>> seen;
  std::vector<Question> out;
  for (const auto& [id, title] : cited_) {
    const auto found = own.find(id);
    if (found == own.end() || count_words(title) < 2) continue;
    if (options_.half != Half::kBoth && half_of(id) != options_.half) continue;
    const std::string words = comparable(title);
    if (words == found->second || !seen.emplace(id, words).second) continue;
    out.push_back({QuestionSet::kCitedTitle, title, {id}});
  }
  return out;
}

std::vector<Question> QuestionMaker::codes() const {
  std::map<std::string, std::set<std::string>> articles;
  for (const auto& [canonical, id] : codes_) articles[canonical].insert(id);
  std::vector<Question> out;
  for (const auto& [canonical, ids] : articles) {
    if (ids.size() > kMostCodeArticles) continue;
    if (options_.half != Half::kBoth && half_of(*ids.begin()) != options_.half) continue;
    for (std::string& text : notations_of(canonical)) {
      out.push_back({QuestionSet::kCode, std::move(text), {ids.begin(), ids.end()}});
    }
  }
  return out;
}

std::vector<Question> QuestionMaker::chosen(std::vector<Question> all) const {
  const auto key = [&](const Question& question) {
    return std::make_pair(hash_of(question.text + '\n' + question.right[0], options_.seed),
                          std::string_view(question.text));
  };
  std::sort(all.begin(), all.end(),
            [&](const Question& a, const Question& b) { return key(a) < key(b); });
  all.resize(std::min(all.size(), options_.most));
  return all;
}

std::vector<Question> QuestionMaker::questions() const {
  std::vector<Question> out;
  for (std::size_t i = 0; i < kMadeSets; ++i) {
    const auto set = static_cast<QuestionSet>(i);
    std::vector<Question> all;
    std::copy_if(offered_.begin(), offered_.end(), std::back_inserter(all),
                 [&](const Question& question) { return question.set == set; });
    if (set == QuestionSet::kCode) all = codes();
    if (set == QuestionSet::kCitedTitle) all = cited_titles();
    std::vector<Question> some = chosen(std::move(all));
    std::move(some.begin(), some.end(), std::back_inserter(out));
  }
  return out;
}

std::vector<Question> asked_questions(std::string_view lines) {
  std::vector<Question> questions;
  for (const std::string_view line : split_lines(lines)) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) continue;
    const std::string_view text = line.substr(tab + 1);
    questions.push_back({QuestionSet::kAsked,
                         std::string(text.substr(0, text.find('\t'))),
                         {std::string(line.substr(0, tab))}});
  }
  return questions;
}

void for_each_article(const Xapian::Database& database,
                      const std::function<void(const Article&)>& see) {
  const auto end = database.postlist_end("");
  for (auto it = database.postlist_begin(""); it != end; ++it) {
    const auto record = decode_record(database.get_document(*it).get_data());
    if (record) see(article_of(*record));
  }
}

}  // namespace kb
