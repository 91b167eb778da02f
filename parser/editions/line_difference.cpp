#include "parser/editions/line_difference.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace kb {
namespace {

using Lines = std::vector<std::string>;

constexpr std::size_t kContext = 3;          // unchanged lines around a change
constexpr std::size_t kMostPairs = 4 << 20;  // pairs of lines that are compared

/// One line of the whole comparison: ' ' in both, '-' before only, '+' after only.
struct Step {
  char sign;
  const std::string* text;
};

/// Compares the lines of two texts.
class Comparison {
 public:
  Comparison(const Lines& before, const Lines& after) : before_(before), after_(after) {
    const std::size_t shorter = std::min(before.size(), after.size());
    while (front_ < shorter && before[front_] == after[front_]) ++front_;
    while (back_ < shorter - front_ &&
           before[before.size() - 1 - back_] == after[after.size() - 1 - back_]) {
      ++back_;
    }
    rows_ = before.size() - front_ - back_;
    columns_ = after.size() - front_ - back_;
  }

  std::vector<Step> run() {
    for (std::size_t i = 0; i < front_; ++i) steps_.push_back({' ', &before_[i]});
    const bool few = rows_ != 0 && columns_ != 0 && rows_ <= kMostPairs / columns_;
    if (few) measure();
    walk(few);
    for (std::size_t i = before_.size() - back_; i < before_.size(); ++i) {
      steps_.push_back({' ', &before_[i]});
    }
    return std::move(steps_);
  }

 private:
  const std::string& before(std::size_t row) const { return before_[front_ + row]; }
  const std::string& after(std::size_t column) const { return after_[front_ + column]; }
  std::uint32_t& common(std::size_t row, std::size_t column) {
    return common_[row * (columns_ + 1) + column];
  }

  /// Fills in how many lines the rests from each pair of lines on have in common.
  void measure() {
    common_.assign((rows_ + 1) * (columns_ + 1), 0);
    for (std::size_t row = rows_; row-- > 0;) {
      for (std::size_t column = columns_; column-- > 0;) {
        common(row, column) = before(row) == after(column)
                                  ? common(row + 1, column + 1) + 1
                                  : std::max(common(row + 1, column), common(row, column + 1));
      }
    }
  }

  void walk(bool measured) {
    std::size_t row = 0;
    std::size_t column = 0;
    while (row < rows_ || column < columns_) {
      const bool both = row < rows_ && column < columns_;
      if (measured && both && before(row) == after(column)) {
        steps_.push_back({' ', &before(row)});
        ++row;
        ++column;
      } else if (column == columns_ ||
                 (row < rows_ &&
                  (!measured || common(row + 1, column) >= common(row, column + 1)))) {
        steps_.push_back({'-', &before(row++)});
      } else {
        steps_.push_back({'+', &after(column++)});
      }
    }
  }

  const Lines& before_;
  const Lines& after_;
  std::size_t front_ = 0;  // equal lines at the beginning
  std::size_t back_ = 0;   // and at the end
  std::size_t rows_ = 0;   // lines between them
  std::size_t columns_ = 0;
  std::vector<std::uint32_t> common_;
  std::vector<Step> steps_;
};

/// `-3,2`: the first line, counted from 1, and how many; as diff has it, 0 lines begin one earlier.
std::string range_of(char sign, std::size_t first, std::size_t count) {
  return sign + std::to_string(count == 0 ? first : first + 1) + "," + std::to_string(count);
}

/// Prints steps [begin, end); `before` and `after` lines stand in front of them.
void print_hunk(const std::vector<Step>& steps, std::size_t begin, std::size_t end,
                std::size_t before, std::size_t after, std::string& out) {
  std::string lines;
  std::size_t old_lines = 0;
  std::size_t new_lines = 0;
  for (std::size_t i = begin; i < end; ++i) {
    old_lines += std::size_t(steps[i].sign != '+');
    new_lines += std::size_t(steps[i].sign != '-');
    lines += steps[i].sign + *steps[i].text + "\n";
  }
  out += "@@ " + range_of('-', before, old_lines) + " " + range_of('+', after, new_lines) +
         " @@\n" + lines;
}

}  // namespace

std::string unified_difference(const Lines& before, const Lines& after) {
  const std::vector<Step> steps = Comparison(before, after).run();
  std::string out;
  std::size_t old_lines = 0;  // in front of `done`
  std::size_t new_lines = 0;
  std::size_t done = 0;
  const auto pass_to = [&](std::size_t end) {
    for (; done < end; ++done) {
      old_lines += std::size_t(steps[done].sign != '+');
      new_lines += std::size_t(steps[done].sign != '-');
    }
  };
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].sign == ' ') continue;
    std::size_t last = i;  // the last change that lies near the one before it
    for (std::size_t k = i; k < steps.size() && k <= last + 2 * kContext + 1; ++k) {
      if (steps[k].sign != ' ') last = k;
    }
    const std::size_t begin = std::max(done, i - std::min(i, kContext));
    const std::size_t end = std::min(steps.size(), last + 1 + kContext);
    pass_to(begin);
    print_hunk(steps, begin, end, old_lines, new_lines, out);
    pass_to(end);
    i = end - 1;
  }
  return out;
}

}  // namespace kb
