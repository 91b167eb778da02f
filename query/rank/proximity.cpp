#include "query/rank/proximity.h"

#include <algorithm>

namespace kb {
namespace {

using Positions = std::vector<Xapian::termpos>;

/// Finds the longest run of words that stand as in the query.
void measure_runs(const std::vector<PlacedWord>& words, Proximity& out) {
  struct Run {
    Xapian::termpos end;
    std::size_t length;
  };
  std::vector<Run> before;  // those that end with the word before
  std::vector<Run> runs;
  std::size_t anywhere = 0;  // how many words directly before may stand anywhere
  for (const PlacedWord& word : words) {
    runs.clear();
    if (word.anywhere) {
      ++anywhere;
      for (const Run& run : before) runs.push_back({run.end + 1, run.length + 1});
      for (const Run& run : runs) out.run = std::max(out.run, run.length);
      out.run = std::max(out.run, anywhere);
      std::swap(before, runs);
      continue;
    }
    auto other = before.begin();
    for (const Xapian::termpos position : word.positions) {
      while (other != before.end() && other->end + 1 < position) ++other;
      const bool follows = other != before.end() && other->end + 1 == position;
      runs.push_back({position, std::max(follows ? other->length : 0, anywhere) + 1});
      if (runs.back().length <= out.run) continue;
      out.run = runs.back().length;
      out.run_end = position;
    }
    anywhere = 0;
    std::swap(before, runs);
  }
}

/// Returns the largest sum of shares in a window of kNear positions.
double largest_near(const std::vector<PlacedWord>& words) {
  struct Place {
    Xapian::termpos position;
    std::size_t word;
  };
  std::vector<Place> places;
  double anywhere = 0;  // sum of shares of words that may stand in any window
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].share <= 0) continue;
    if (words[i].anywhere) anywhere += words[i].share;
    for (const Xapian::termpos position : words[i].positions) places.push_back({position, i});
  }
  std::sort(places.begin(), places.end(),
            [](const Place& a, const Place& b) { return a.position < b.position; });
  std::vector<std::size_t> counts(words.size());
  double sum = 0;
  double largest = 0;
  auto first = places.begin();
  for (const Place& last : places) {
    if (counts[last.word]++ == 0) sum += words[last.word].share;
    for (; last.position - first->position >= kNear; ++first) {
      if (--counts[first->word] == 0) sum -= words[first->word].share;
    }
    largest = std::max(largest, sum);
  }
  return largest + anywhere;
}

/// True if a position of `right` follows one of `left` by at most `distance`.
bool follows(const Positions& left, const Positions& right, Xapian::termpos distance) {
  auto behind = right.begin();
  for (const Xapian::termpos position : left) {
    while (behind != right.end() && *behind <= position) ++behind;
    if (behind == right.end()) return false;
    if (*behind - position <= distance) return true;
  }
  return false;
}

bool may_follow(const PlacedWord& left, const PlacedWord& right, Xapian::termpos distance) {
  if (left.anywhere) return right.anywhere || !right.positions.empty();
  if (right.anywhere) return !left.positions.empty();
  return follows(left.positions, right.positions, distance);
}

double share_of_pairs(const std::vector<PlacedWord>& words) {
  double all = 0;
  double together = 0;
  const PlacedWord* left = nullptr;
  Xapian::termpos distance = 0;  // from `left` in the query
  for (const PlacedWord& word : words) {
    ++distance;
    if (word.share <= 0) continue;
    if (left != nullptr) {
      const double share = left->share + word.share;
      all += share;
      // Neighbours with one more word between them than in the query still count as close.
      if (may_follow(*left, word, distance + 1)) together += share;
    }
    left = &word;
    distance = 0;
  }
  return all > 0 ? together / all : 0;
}

double share_in_front(const std::vector<PlacedWord>& words) {
  double sum = 0;
  for (const PlacedWord& word : words) {
    const bool in_front = !word.positions.empty() && word.positions.front() < kFront;
    if (word.anywhere || in_front) sum += word.share;
  }
  return sum;
}

}  // namespace

Proximity proximity_of(const std::vector<PlacedWord>& words) {
  Proximity out;
  measure_runs(words, out);
  out.near = largest_near(words);
  out.pairs = share_of_pairs(words);
  out.front = share_in_front(words);
  return out;
}

std::size_t longest_run(const std::vector<PlacedWord>& words) {
  Proximity out;
  measure_runs(words, out);
  return out.run;
}

}  // namespace kb
