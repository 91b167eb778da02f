// Prints what the learned order knows of the candidates of judged questions, to train it
// (train_order.py).
//
//   rank_features WHOLE WITHHELD [--asked FILE] [--half tuning|reporting] [--third N]
//
// WHOLE and WITHHELD are indexes as `quality` takes them. A line of the output has, separated by
// TABs: the set, the number of the question, the article's id, 1 if it is right and 0 if not, and
// the features in their order. A first line names the columns. Questions that are not put into the
// learned order, or whose right article is not among the candidates, give no line but one `# set N`
// a question, so that the share of questions lost there is known. With `--third N`, 0 to 2, only
// questions of those articles are printed that train_meaning.py --without N leaves out.
#include <fmt/format.h>
#include <xapian.h>

#include <fstream>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "indexer/schema/record.h"
#include "query/compile/spelling.h"
#include "query/judge/judged_questions.h"
#include "query/language/syntax.h"
#include "query/rank/rank.h"
#include "query/search/finder.h"
#include "query/search/index.h"

namespace {

kb::LearnedTrace trace_of(const kb::Index& index, const std::string& text) {
  kb::Query query = kb::parse_query(text);
  const kb::Spelling spelling = kb::check_spelling(query, index.lexicon());
  if (spelling.findable) query = kb::parse_query(*spelling.findable);
  const kb::Compiled compiled = kb::compile_query(query, index.lexicon());
  kb::SearchRequest request;
  request.query = text;
  return kb::find(index, compiled, request, nullptr).learned;
}

void print(const kb::Index& index, const kb::Question& question, std::size_t number) {
  const kb::LearnedTrace trace = trace_of(index, question.text);
  std::string lines;
  bool found = false;
  for (const auto& [document, features] : trace.of) {
    const std::string data = index.database().get_document(document).get_data();
    const auto header = kb::decode_record_header(data);
    const std::string id = header ? header->id : "";
    const bool right = id == question.right.front();
    found = found || right;
    lines += fmt::format("{}\t{}\t{}\t{}", kb::name_of(question.set), number, id, right ? 1 : 0);
    for (const float value : features) lines += fmt::format("\t{:.6g}", value);
    lines += '\n';
  }
  if (found) {
    std::cout << lines;
  } else {
    fmt::print("# {} {} {}\n", kb::name_of(question.set), number, trace.of.size());
  }
  std::cout.flush();
}

kb::Index open(const std::string& folder) {
  auto index = kb::Index::open(folder);
  if (!index) throw std::runtime_error(index.error().message);
  return std::move(*index);
}

/// The third of the articles of a half that `id` is in (train_meaning.py).
int third_of(const std::string& id) {
  std::uint64_t number = 0;
  for (const char c : id) {
    if (c >= '0' && c <= '9') number = 10 * number + std::uint64_t(c - '0');
  }
  return int(number / 2 % 3);
}

int run(const std::vector<std::string>& arguments) {
  std::vector<std::string> paths;
  std::string asked;
  std::optional<int> third;
  kb::QuestionOptions options;
  options.half = kb::Half::kTuning;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const bool has_value = i + 1 < arguments.size();
    if (arguments[i] == "--asked" && has_value) {
      asked = arguments[++i];
    } else if (arguments[i] == "--half" && has_value) {
      options.half = arguments[++i] == "reporting" ? kb::Half::kReporting : kb::Half::kTuning;
    } else if (arguments[i] == "--third" && has_value) {
      third = std::stoi(arguments[++i]);
    } else {
      paths.push_back(arguments[i]);
    }
  }
  if (paths.size() != 2)
    throw std::runtime_error("usage: rank_features WHOLE WITHHELD [OPTION...]");
  const kb::Index whole = open(paths[0]);
  const kb::Index withheld = open(paths[1]);
  kb::QuestionMaker maker(options);
  kb::for_each_article(whole.database(), [&](const kb::Article& one) { maker.add(one); });
  std::vector<kb::Question> questions = maker.questions();
  if (!asked.empty()) {
    std::ifstream file(asked);
    const std::string lines{std::istreambuf_iterator<char>(file), {}};
    for (kb::Question& one : kb::asked_questions(lines)) questions.push_back(std::move(one));
  }
  fmt::print("set\tquestion\tid\tright");
  for (std::size_t i = 0; i < kb::kFeatures; ++i) {
    fmt::print("\t{}", kb::name_of(static_cast<kb::Feature>(i)));
  }
  fmt::print("\n");
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const kb::Question& question = questions[i];
    if (question.set == kb::QuestionSet::kCode) continue;
    if (third && third_of(question.right.front()) != *third) continue;
    print(question.set == kb::QuestionSet::kQueryWords ? withheld : whole, question, i);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::cerr << "rank_features: " << error.what() << '\n';
    return 2;
  }
}
