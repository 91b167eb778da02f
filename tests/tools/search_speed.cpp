// How long warm searches take in process, without facets and with them, and a completion.
//
//   search_speed INDEX [QUERIES [KIND]]
//
// The queries (5,000) are of five kinds, in turn: two words of a title; a whole title; one frequent
// word; a code the index holds; a word, a filter and a range of dates. KIND, 0 to 4, leaves but one
// of them, for a profile. Prints median, 99th percentile and worst of the processor time of each
// part, and of the searches of each kind.
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/record.h"
#include "parser/text/ascii.h"
#include "query/browse/complete.h"
#include "query/search/search.h"

namespace {

/// Time this thread has run, in ms: what a quiet machine would show, however busy this one is.
double cpu_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return double(now.tv_sec) * 1e3 + double(now.tv_nsec) * 1e-6;
}

std::string title_of(const Xapian::Database& database, std::size_t n) {
  const auto id = Xapian::docid(1 + n * 7919 % database.get_doccount());
  const auto header = kb::decode_record_header(database.get_document(id).get_data());
  return header ? header->title : "title";
}

std::vector<std::string> codes_of(const Xapian::Database& database) {
  std::vector<std::string> codes;
  for (auto it = database.allterms_begin("XE0"); it != database.allterms_end("XE0"); ++it) {
    codes.push_back((*it).substr(2));
  }
  return codes;
}

std::vector<std::string> queries_of(const Xapian::Database& database, std::size_t count) {
  const std::vector<std::string> kBroad = {"windows", "server", "error",  "file",
                                           "service", "pack",   "system", "microsoft"};
  const std::vector<std::string> codes = codes_of(database);
  std::vector<std::string> queries;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string title = title_of(database, i);
    const auto words = kb::split_words(title);
    const std::string word(words.empty() ? "title" : words[i % words.size()]);
    const std::string other(words.empty() ? "title" : words.back());
    switch (i % 5) {
      case 0:
        queries.push_back(word + " " + other);
        break;
      case 1:
        queries.push_back(title);
        break;
      case 2:
        queries.push_back(kBroad[i / 5 % kBroad.size()]);
        break;
      case 3:
        queries.push_back(codes.empty() ? word : codes[i * 31 % codes.size()]);
        break;
      default:
        queries.push_back(other + " os:\"windows nt\" date:1997..2000");
    }
  }
  return queries;
}

constexpr const char* kKinds[] = {"two words", "title", "frequent", "code", "filtered"};

void print(std::string_view name, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  fmt::print("{:<14} {:>5}: median {:.3f} ms, 99 % {:.3f} ms, worst {:.3f} ms\n", name,
             times.size(), times[times.size() / 2], times[times.size() * 99 / 100], times.back());
}

template <typename Call>
std::vector<double> measure(const char* name, const std::vector<std::string>& queries, Call call) {
  std::vector<double> times;
  for (const std::string& query : queries) {
    const double start = cpu_ms();
    call(query);
    times.push_back(cpu_ms() - start);
  }
  print(name, times);
  return times;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const auto index = kb::Index::open(argv[1]);
  if (!index) return 2;
  const std::size_t count = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 5000;
  auto queries = queries_of(index->database(), count);
  const std::size_t kinds = std::size(kKinds);
  if (argc > 3) {
    const std::size_t kind = std::strtoul(argv[3], nullptr, 10) % kinds;
    for (std::size_t i = 0; i * kinds + kind < count; ++i) queries[i] = queries[i * kinds + kind];
    queries.resize(count / kinds);
  }
  const auto ask = [&](kb::Counting counting) {
    return [&index, counting](const std::string& query) {
      kb::SearchRequest request;
      request.query = query;
      request.counting = counting;
      return kb::search(*index, request);
    };
  };
  measure("warming", queries, ask(kb::Counting::kFacets));
  const auto plain = measure("search", queries, ask(kb::Counting::kFew));
  for (std::size_t kind = 0; kind < kinds && argc <= 3; ++kind) {
    std::vector<double> times;
    for (std::size_t i = kind; i < plain.size(); i += kinds) times.push_back(plain[i]);
    if (!times.empty()) print(fmt::format("  {}", kKinds[kind]), times);
  }
  const auto faceted = measure("with facets", queries, ask(kb::Counting::kFacets));
  std::vector<double> added;
  for (std::size_t i = 0; i < plain.size(); ++i) added.push_back(faceted[i] - plain[i]);
  std::sort(added.begin(), added.end());
  fmt::print("facets add     median {:.3f} ms, 99 % {:.3f} ms\n", added[added.size() / 2],
             added[added.size() * 99 / 100]);
  std::vector<std::string> prefixes;
  for (const std::string& query : queries) {
    prefixes.push_back(
        query.substr(0, 1 + prefixes.size() % std::min<std::size_t>(query.size(), 14)));
  }
  measure("completion", prefixes,
          [&](const std::string& prefix) { return kb::complete(*index, prefix, 10); });
  return 0;
}
