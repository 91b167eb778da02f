// Random questions of the whole language, answered twice: by Xapian over an index of 500 articles,
// and by a plain reader of the same articles. Both must choose the same ones.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <random>
#include <string>

#include "indexer/schema/stop_words.h"
#include "query/compile/compile.h"
#include "query/compile/lexicon.h"
#include "query/compile/weights.h"
#include "tests/query/open_index.h"
#include "tests/query/plain_archive.h"

using namespace kb;
using namespace kb::test;

namespace {

/// A question as typed and what it chooses; null if it says nothing (a stop word), as if it had
/// not been typed.
struct Question {
  std::string text;
  std::optional<Chosen> chosen;
};

class Asker {
 public:
  Asker(const PlainArchive& archive, std::mt19937& random) : archive_(archive), random_(random) {}

  Question ask(int depth) {
    if (depth == 0 || pick(5) == 0) return leaf();
    switch (pick(4)) {
      case 0:
        return joined(depth, " AND ");
      case 1:
        return joined(depth, " OR ");
      case 2:
        return without(depth);
      default:
        return side_by_side(depth);
    }
  }

 private:
  std::size_t pick(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  const std::string& any_word() {
    return PlainArchive::vocabulary()[pick(PlainArchive::vocabulary().size())];
  }

  /// Words that stand together somewhere, so that phrases find something.
  Words some_text(std::size_t count) {
    for (;;) {
      const Words& part = archive_.articles()[pick(kPlainArticles)].parts[pick(kPlainParts)];
      if (part.size() < count) continue;
      const auto first = part.begin() + std::ptrdiff_t(pick(part.size() - count + 1));
      return {first, first + std::ptrdiff_t(count)};
    }
  }

  Question word() {
    const std::string word = any_word();
    if (is_stop_word(word)) return {word, std::nullopt};
    return {word, archive_.word(word)};
  }

  Question phrase() {
    const Words words = pick(3) == 0 ? Words{any_word(), any_word()} : some_text(2 + pick(2));
    return {fmt::format("\"{}\"", fmt::join(words, " ")), archive_.phrase(words)};
  }

  Question near() {
    constexpr std::array<std::size_t, 7> kDistances = {1, 2, 5, 10, 98, 100, 5000};
    const std::size_t distance = kDistances[pick(kDistances.size())];
    const std::string a = any_word();
    const std::string b = any_word();
    const std::string op =
        distance == 10 && pick(2) == 0 ? "NEAR" : fmt::format("NEAR/{}", distance);
    return {a + " " + op + " " + b, archive_.near(a, b, distance)};
  }

  Question words_field() {
    constexpr std::array<std::pair<const char*, PlainPart>, 4> kNames = {
        {{"title", kTitlePart},
         {"symptoms", kSymptomsPart},
         {"cause", kCausePart},
         {"fix", kFixPart}}};
    const auto [name, part] = kNames[pick(kNames.size())];
    if (pick(3) != 0) {
      const std::string word = any_word();
      return {fmt::format("{}:{}", name, word), archive_.word_in(part, word)};
    }
    const Words words = some_text(2);
    return {fmt::format("{}:\"{}\"", name, fmt::join(words, " ")),
            archive_.word_in(part, words[0]) & archive_.word_in(part, words[1]) &
                archive_.phrase(words)};
  }

  Question filter() {
    switch (pick(4)) {
      case 0: {
        const std::string os = std::array{"Windows NT", "Windows 98", "MS-DOS"}[pick(3)];
        return {fmt::format("os:\"{}\"", os),
                archive_.where([&](const PlainArticle& article) { return article.os == os; })};
      }
      case 1:
        return {"type:kbbug", archive_.where([](const PlainArticle& article) {
                  return article.type == "kbbug";
                })};
      case 2: {
        const std::string& id = archive_.articles()[pick(kPlainArticles)].id;
        return {"id:" + id,
                archive_.where([&](const PlainArticle& article) { return article.id == id; })};
      }
      default:
        return dates();
    }
  }

  Question dates() {
    const std::string from = std::to_string(1996 + pick(4));
    const std::string to = fmt::format("{}-{:02}", 2000 + pick(4), 1 + int(pick(12)));
    const bool open_begin = pick(4) == 0;
    const bool open_end = !open_begin && pick(4) == 0;
    return {fmt::format("date:{}..{}", open_begin ? "" : from, open_end ? "" : to),
            archive_.where([&](const PlainArticle& article) {
              return (open_begin || article.date.substr(0, 4) >= from) &&
                     (open_end || article.date.substr(0, 7) <= to);
            })};
  }

  Question wildcard() {
    const std::string word = any_word();
    if (word.size() < 3 || word.find_first_of("'+") != std::string::npos) return this->word();
    const std::string start = word.substr(0, 3 + pick(word.size() - 2));
    return {start + "*", archive_.starting_with(start)};
  }

  Question leaf() {
    switch (pick(9)) {
      case 0:
        return phrase();
      case 1:
        return near();
      case 2:
        return words_field();
      case 3:
        return filter();
      case 4:
        return wildcard();
      default:
        return word();
    }
  }

  Question in_parentheses(int depth) {
    Question part = ask(depth - 1);
    part.text = "(" + part.text + ")";
    return part;
  }

  Question joined(int depth, const std::string& op) {
    Question all = in_parentheses(depth);
    for (std::size_t n = 1 + pick(2); n > 0; --n) {
      const Question part = in_parentheses(depth);
      all.text += op + part.text;
      if (!all.chosen || !part.chosen) {
        if (part.chosen) all.chosen = part.chosen;
      } else if (op == " AND ") {
        *all.chosen &= *part.chosen;
      } else {
        *all.chosen |= *part.chosen;
      }
    }
    return all;
  }

  Question without(int depth) {
    Question all{"", std::nullopt};
    if (pick(4) != 0) all = in_parentheses(depth);
    const Question part = in_parentheses(depth);
    all.text += (all.text.empty() ? "NOT " : pick(2) == 0 ? " NOT " : " AND NOT ") + part.text;
    if (part.chosen) all.chosen = all.chosen.value_or(Chosen().set()) & ~*part.chosen;
    return all;
  }

  /// Items side by side: what is chosen by musts, by unmarked words, by filters and by `-`.
  struct Items {
    std::optional<Chosen> must, should, filter;
    Chosen without;
    bool excludes = false;

    static void narrow(std::optional<Chosen>& all, const Chosen& more) {
      all = all.value_or(Chosen().set()) & more;
    }

    /// Where there is a must, the unmarked words only rank.
    std::optional<Chosen> chosen() const {
      std::optional<Chosen> all = must ? must : should;
      if (filter) narrow(all, *filter);
      if (excludes) narrow(all, ~without);
      return all;
    }
  };

  Question side_by_side(int depth) {
    std::string text;
    Items items;
    for (std::size_t n = 2 + pick(3); n > 0; --n) {
      text += text.empty() ? "" : " ";
      switch (pick(6)) {
        case 0:
        case 1:
          text += marked(items);
          break;
        case 2:
          text += unmarked(pick(2) == 0 ? words_field() : filter(), items);
          break;
        case 3:
          text += unmarked(in_parentheses(depth), items);
          break;
        default:
          text += unmarked(pick(4) == 0 ? phrase() : word(), items);
      }
    }
    return {text, items.chosen()};
  }

  std::string marked(Items& items) {
    const std::string word = any_word();
    if (pick(2) == 0) {
      Items::narrow(items.must, archive_.word(word));
      return "+" + word;
    }
    items.without |= archive_.word(word);
    items.excludes = true;
    return "-" + word;
  }

  static std::string unmarked(const Question& part, Items& items) {
    if (!part.chosen) return part.text;
    switch (role_of(part.text)) {
      case Role::kWord:
        items.should = items.should.value_or(Chosen()) | *part.chosen;
        break;
      case Role::kMust:
        Items::narrow(items.must, *part.chosen);
        break;
      case Role::kFilter:
        Items::narrow(items.filter, *part.chosen);
    }
    return part.text;
  }

  enum class Role { kWord, kMust, kFilter };

  /// `(word)` and `((word*))` are words like those without parentheses, `(NOT x)` is a filter, all
  /// else in parentheses is a must.
  static Role role_of(const std::string& text) {
    const Query query = parse_query("x1 OR " + text);
    const Node& part = query.root.children.back();
    if (part.kind == NodeKind::kNot && part.children.size() < 2) return Role::kFilter;
    if (part.kind != NodeKind::kToken) return Role::kMust;
    if (part.token.kind != TokenKind::kField) return Role::kWord;
    return part.token.field->kind == FieldKind::kWords ? Role::kMust : Role::kFilter;
  }

  const PlainArchive& archive_;
  std::mt19937& random_;
};

/// What Xapian chooses, by the numbers of the articles.
Chosen chosen_by_xapian(const Index& index, const std::string& text) {
  const Xapian::Database& database = index.database();
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(search_weighting());
  enquire.set_query(compile_query(parse_query(text), index.lexicon()).query);
  const Xapian::MSet found = enquire.get_mset(0, database.get_doccount());
  Chosen chosen;
  for (auto it = found.begin(); it != found.end(); ++it) {
    const std::string id = it.get_document().get_value(Xapian::valueno(field(FieldId::kId).slot));
    chosen.set(std::strtoul(id.c_str(), nullptr, 10) - 100001);
  }
  return chosen;
}

/// Such a query searches for its stop words, which all others leave out.
bool only_stop_words(const std::string& text) {
  const Query query = parse_query(text);
  const auto tokens = leaves(query.root);
  return std::all_of(tokens.begin(), tokens.end(), [](const Token* token) {
    return token->kind == TokenKind::kWord && is_stop_word(token->words[0]);
  });
}

unsigned seed_of_run() {
  const char* chosen = std::getenv("KB_SEED");
  const unsigned seed = chosen == nullptr ? 19990421U : unsigned(std::strtoul(chosen, nullptr, 10));
  std::cout << "seed " << seed << " (KB_SEED)\n";
  return seed;
}

}  // namespace

TEST_CASE("Xapian and a plain reader choose the same articles", "[query][properties]") {
  std::mt19937 random(seed_of_run());
  const PlainArchive archive(random);
  const OpenedIndex index(archive.files());
  REQUIRE(index->database().get_doccount() == kPlainArticles);
  Asker asker(archive, random);
  std::size_t finding = 0;
  for (int round = 0; round < 3000; ++round) {
    Question question = asker.ask(1 + round % 4);
    if (!question.chosen || only_stop_words(question.text)) continue;
    const bool has_operator = question.text.find('(') == std::string::npos ||
                              question.text.find("AND") != std::string::npos ||
                              question.text.find("OR") != std::string::npos ||
                              question.text.find("NOT") != std::string::npos ||
                              question.text.find("NEAR") != std::string::npos;
    if (!has_operator) question.text += " OR zyzzyva";  // makes parentheses group
    CAPTURE(question.text, print(parse_query(question.text).root));
    const Chosen got = chosen_by_xapian(*index, question.text);
    const Chosen differ = got ^ *question.chosen;
    INFO("found " << got.count() << ", want " << question.chosen->count() << "; first other: Q"
                  << 100001 + differ._Find_first());
    REQUIRE(got == *question.chosen);
    finding += got.any() && !got.all();
    if (round % 20 == 0) REQUIRE(search(*index, {question.text, 0})->total == got.count());
  }
  CHECK(finding > 1500);  // most questions must have an answer worth comparing
}
