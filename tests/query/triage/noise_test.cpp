// Messages of a real archive, pasted as they are and amid what people paste along with them.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "query/judge/judged_questions.h"
#include "query/search/index.h"
#include "query/triage/triage.h"
#include "tests/parser/samples.h"
#include "tests/query/open_index.h"
#include "tests/support/real_archive.h"

namespace kb {
namespace {

constexpr std::size_t kMessages = 50;

/// The message amid registers, addresses, times, a list of files and quoted mail.
std::string amid_noise(const std::string& message) {
  return "2000-03-04 08:15:02 worker 0x000001f4 begins\n"
         "2000-03-04 08:15:03 0x00c51a28 0x00c51f40 0x0012fe6c\n" +
         message +
         "\n"
         "EAX=00000000 CS=0137 EIP=7fcb1d04 EFLGS=00010246\n"
         "EBX=00c2f1a4 SS=013f ESP=0062fd58 EBP=0062fd74\n"
         "0012fe6c  00 00 00 00 7b 00 00 00 - 05 00 00 c0 50 00 00 00\n"
         "05/11/00  04:12p                 1,722 NOTES.TXT\n"
         "05/11/00  04:12p                24,576 BUDGET.XLS\n"
         "> On Tuesday Anna wrote:\n"
         ">> Has anybody an idea? It began last week. Thanks, Anna\n"
         "2000-03-04 08:15:09 worker 0x000001f4 ends\n";
}

/// True if one of the first three articles for the text answers the question.
bool is_answered(const Index& index, const Question& question, const std::string& text) {
  TriageReader reader;
  reader.feed(text);
  const auto answer = triage(index, reader.finish(), 3);
  REQUIRE(answer);
  return std::any_of(answer->hits.begin(), answer->hits.end(), [&](const TriageHit& hit) {
    return std::find(question.right.begin(), question.right.end(), hit.id) != question.right.end();
  });
}

TEST_CASE("noise around a message of a real archive hides its article seldom", "[query]") {
  const std::filesystem::path archive = test::real_archive();
  if (archive.empty()) {
    test::skip_without_archive();
    return;
  }
  const test::OpenedIndex index(archive);
  QuestionMaker maker({Half::kReporting, 4 * kMessages, 1});
  for_each_article(index->database(), [&](const Article& article) { maker.add(article); });
  std::size_t tried = 0;
  std::size_t asked = 0;
  std::size_t kept = 0;
  for (const Question& question : maker.questions()) {
    if (question.set != QuestionSet::kMessage || asked == kMessages) continue;
    ++tried;
    if (!is_answered(*index, question, question.text)) continue;  // not of one article alone
    ++asked;
    if (is_answered(*index, question, amid_noise(question.text))) {
      ++kept;
    } else {
      UNSCOPED_INFO("hidden: " << question.right[0] << " " << question.text);
    }
  }
  CHECK(asked == kMessages);
  CHECK(asked * 10 >= tried * 7);
  CHECK(kept >= 45);
}

}  // namespace
}  // namespace kb
