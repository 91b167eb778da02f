// Questions made from articles, and the figures of an engine that answers them.
#include "query/judge/judged_questions.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>

#include "query/judge/judged_run.h"

namespace kb {
namespace {

Article article(const std::string& id, const std::string& title) {
  Article out;
  out.id = id;
  out.title = title;
  return out;
}

std::vector<Question> questions_of(const std::vector<Article>& articles, Half half = Half::kBoth) {
  QuestionMaker maker({half, 1000, 1});
  for (const Article& one : articles) maker.add(one);
  return maker.questions();
}

std::vector<std::string> texts(const std::vector<Question>& questions, QuestionSet set) {
  std::vector<std::string> out;
  for (const Question& question : questions) {
    if (question.set == set) out.push_back(question.text);
  }
  return out;
}

TEST_CASE("judged questions: query words of two words or more are asked line by line") {
  Article one = article("Q100002", "Printer is silent");
  one.query_words = "spooler quiet\nmute\nno noise 4.0";
  auto asked = texts(questions_of({one}), QuestionSet::kQueryWords);
  std::sort(asked.begin(), asked.end());
  CHECK(asked == std::vector<std::string>{"no noise 4.0", "spooler quiet"});
}

TEST_CASE("judged questions: titles are misspelt in one word, or lose two") {
  const std::string title = "Printer Prints Nothing After Upgrade of Spooler";
  const auto questions = questions_of({article("Q100002", title)});
  const auto misspelt = texts(questions, QuestionSet::kMisspelt);
  REQUIRE(misspelt.size() == 1);
  CHECK(misspelt[0] != title);
  CHECK(std::count(misspelt[0].begin(), misspelt[0].end(), ' ') == 6);
  const auto shortened = texts(questions, QuestionSet::kShortened);
  REQUIRE(shortened.size() == 1);
  CHECK(std::count(shortened[0].begin(), shortened[0].end(), ' ') == 4);
  CHECK(texts(questions_of({article("Q2", "Tips on DOS")}), QuestionSet::kMisspelt).empty());
}

TEST_CASE("judged questions: the sentence of a quoted message, cut at twelve words") {
  Article one = article("Q100002", "Printer is silent");
  one.sections.push_back({SectionKind::kSymptoms, "SYMPTOMS",
                          "When you print, you may see this error message:\n\n"
                          "   The spooler has gone home.\n   Call it back.\n\n"
                          "Or this one, without a message:\n\n   Too short.\n\n"
                          "Or the error message:\n\n   a b c d e f g h i j k l m n\n"});
  auto asked = texts(questions_of({one}), QuestionSet::kMessage);
  std::sort(asked.begin(), asked.end());
  CHECK(asked == std::vector<std::string>{"The spooler has gone home.", "a b c d e f g h i j k l"});
}

TEST_CASE("judged questions: cited titles count where they differ from the article's own") {
  Article one = article("Q100002", "Printer is silent after upgrade");
  Article two = article("Q100004", "See also");
  two.references = {{"Q100002", "PRB: Printer is Silent"},
                    {"Q100004", "SEE: also"},
                    {"Q999999", "Unknown article here"}};
  two.references.push_back({"Q100002", "Printer Is Silent - After Upgrade"});
  CHECK(texts(questions_of({one, two}), QuestionSet::kCitedTitle) ==
        std::vector<std::string>{"PRB: Printer is Silent"});
}

TEST_CASE("judged questions: codes up front in every notation, answered by all who hold them") {
  Article one = article("Q100002", "Printer is silent");
  one.error_codes.push_back({"0xc1060107",
                             CodeFamily::kCode32,
                             "0xC1060107",
                             {},
                             {},
                             {},
                             {},
                             place_of(SectionKind::kSymptoms)});
  Article two = one;
  two.id = "Q100004";
  const auto questions = questions_of({one, two});
  const auto asked = texts(questions, QuestionSet::kCode);
  CHECK(asked.size() == notations_of("0xC1060107").size());
  for (const Question& question : questions) {
    if (question.set == QuestionSet::kCode) CHECK(question.right.size() == 2);
  }
  one.error_codes[0].places = place_of(SectionKind::kMoreInformation);
  CHECK(texts(questions_of({one}), QuestionSet::kCode).empty());
}

TEST_CASE("judged questions: notations people use") {
  CHECK(notations_of("0xC1060107") == std::vector<std::string>{"0xC1060107", "0xc1060107",
                                                               "c1060107", "C1060107",
                                                               "-1056571129", "3238396167"});
  CHECK(notations_of("STOP:0x0000000A")[1] == "stop 0xa");
  CHECK(notations_of("WIN32:1722") == std::vector<std::string>{"system error 1722"});
  CHECK(notations_of("LNK2001") == std::vector<std::string>{"LNK2001"});
}

TEST_CASE("judged questions: halves by number; the choice does not depend on the order") {
  CHECK(half_of("Q182321") == Half::kTuning);
  CHECK(half_of("Q182320") == Half::kReporting);
  std::vector<Article> articles;
  for (int i = 0; i < 200; ++i) {
    articles.push_back(article("Q" + std::to_string(100000 + i),
                               "Printer number " + std::to_string(i) + " does nothing at all"));
  }
  for (const Question& question : questions_of(articles, Half::kTuning)) {
    CHECK(half_of(question.right[0]) == Half::kTuning);
  }
  const auto forwards = texts(questions_of(articles), QuestionSet::kShortened);
  std::reverse(articles.begin(), articles.end());
  CHECK(texts(questions_of(articles), QuestionSet::kShortened) == forwards);
}

TEST_CASE("questions that people asked are read from a file") {
  const auto questions =
      asked_questions("Q100001\twhy does it stop\tsymptom\nno question\nQ7\tx\n");
  REQUIRE(questions.size() == 2);
  CHECK(questions[0].set == QuestionSet::kAsked);
  CHECK(questions[0].text == "why does it stop");
  CHECK(questions[0].right == std::vector<std::string>{"Q100001"});
  CHECK(questions[1].text == "x");
}

TEST_CASE("the questions asked for fitting and for reporting are of different articles") {
  for (const auto& [name, half] :
       {std::pair("tuning", Half::kTuning), std::pair("reporting", Half::kReporting)}) {
    const std::string path = std::string(KB_SOURCE_DIR "/tests/query/questions/") + name + ".tsv";
    std::ifstream file(path);
    const std::string lines{std::istreambuf_iterator<char>(file), {}};
    const auto questions = asked_questions(lines);
    CHECK(questions.size() >= 400);
    for (const Question& question : questions) {
      CAPTURE(question.text);
      CHECK(half_of(question.right[0]) == half);
      CHECK(!question.text.empty());
    }
  }
}

TEST_CASE("judged run: precision, reciprocal rank, recall and their noise") {
  const std::vector<Question> questions = {{QuestionSet::kMessage, "first", {"Q1"}},
                                           {QuestionSet::kMessage, "second", {"Q2", "Q3"}},
                                           {QuestionSet::kMessage, "never", {"Q4"}},
                                           {QuestionSet::kCode, "other set", {"Q1"}}};
  const std::map<std::string, std::vector<std::string>> answers = {
      {"first", {"Q1", "Q2"}}, {"second", {"Q1", "Q3"}}, {"never", {}}};
  const auto judged = judge(QuestionSet::kMessage, questions,
                            [&](const std::string& query) { return answers.at(query); });
  CHECK(judged.questions == 3);
  CHECK(std::abs(judged.first.mean - 1.0 / 3) < 1e-9);
  CHECK(std::abs(judged.mrr.mean - 0.5) < 1e-9);
  CHECK(std::abs(judged.recall.mean - 0.5) < 1e-9);
  CHECK(std::abs(judged.mrr.noise - 1.96 * 0.5 / std::sqrt(3.0)) < 1e-9);
  std::vector<std::string> eleven(10, "Q9");
  eleven.emplace_back("Q1");
  CHECK(reciprocal_rank(questions[0], eleven) == 0);
}

}  // namespace
}  // namespace kb
