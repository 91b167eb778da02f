// How long an index takes to explain a code and to search for one, in process.
//
//   lookup_speed INDEX [CODES]
//
// Takes every n-th code the index holds, CODES (1,000) of them, and prints median and 99th
// percentile.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <vector>

#include "query/codes/error_lookup.h"
#include "query/search/search.h"

namespace {

using Clock = std::chrono::steady_clock;

std::vector<std::string> codes_of(const kb::Index& index, std::size_t count) {
  std::vector<std::string> all;
  const auto& database = index.database();
  for (auto it = database.allterms_begin("XE"); it != database.allterms_end("XE"); ++it) {
    std::string code = (*it).substr(2);
    if (code.starts_with(':')) code.erase(0, 1);
    const std::size_t colon = code.find(':');
    if (colon != std::string::npos && !code.starts_with("STOP:")) code.erase(0, colon + 1);
    if (code.starts_with("STOP:")) code = "STOP " + code.substr(5);
    all.push_back(std::move(code));
  }
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < count && i < all.size(); ++i)
    codes.push_back(all[i * all.size() / std::min(count, all.size())]);
  return codes;
}

template <typename Call>
void measure(const char* name, const std::vector<std::string>& codes, Call call) {
  std::vector<double> times;
  for (const std::string& code : codes) {
    const auto start = Clock::now();
    call(code);
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  }
  std::sort(times.begin(), times.end());
  fmt::print("{:<8} {} codes: median {:.3f} ms, 99 % {:.3f} ms, worst {:.3f} ms\n", name,
             times.size(), times[times.size() / 2], times[times.size() * 99 / 100], times.back());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const auto index = kb::Index::open(argv[1]);
  if (!index) return 2;
  const auto codes = codes_of(*index, argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1000);
  if (codes.empty()) return 1;
  const auto explain = [&](const std::string& code) {
    return kb::explain_code(*index, {code, 10});
  };
  const auto search = [&](const std::string& code) {
    kb::SearchRequest request;
    request.query = code;
    return kb::search(*index, request);
  };
  measure("warm", codes, explain);
  measure("explain", codes, explain);
  measure("search", codes, search);
  return 0;
}
