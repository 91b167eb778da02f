#include "web/pages/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>

#include "parser/text/numbers.h"
#include "query/pages/html.h"

namespace kb {
namespace {

constexpr double kWidth = 1000;

/// The day of an ISO date, counted from 1970; 0 if it is none.
int day_of(std::string_view date) {
  if (date.size() < 10) return 0;
  const std::chrono::year_month_day value{
      std::chrono::year(leading_number<int>(date.substr(0, 4))),
      std::chrono::month(leading_number<unsigned>(date.substr(5, 2))),
      std::chrono::day(leading_number<unsigned>(date.substr(8, 2)))};
  return value.ok() ? int(std::chrono::sys_days(value).time_since_epoch().count()) : 0;
}

int first_day_of(int year) {
  return int(std::chrono::sys_days(std::chrono::year(year) / 1 / 1).time_since_epoch().count());
}

std::string axis(std::string_view from, std::string_view to) {
  return "<p class=\"axis\"><span>" + html_text(from) + "</span> <span>" + html_text(to) +
         "</span></p>\n";
}

std::string begin_svg(double height, std::string_view label) {
  return fmt::format(
      "<svg class=\"chart\" viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" role=\"img\" "
      "aria-label=\"{}\">\n",
      kWidth, height, kWidth, height, html_text(label));
}

}  // namespace

std::string bar_chart(const std::vector<std::pair<std::string, std::uint64_t>>& bars,
                      std::string_view label) {
  constexpr double kHeight = 160;
  std::uint64_t most = 1;
  for (const auto& [name, value] : bars) most = std::max(most, value);
  if (bars.empty()) return {};
  const double step = kWidth / double(bars.size());
  std::string out = begin_svg(kHeight, label);
  double x = 0;
  for (const auto& [name, value] : bars) {
    const double height = kHeight * double(value) / double(most);
    out += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>\n",
                       x + step * 0.1, kHeight - height, step * 0.8, height);
    x += step;
  }
  return out + "</svg>\n" + axis(bars.front().first, bars.back().first);
}

std::string timeline(const std::vector<std::string>& dates, std::string_view label) {
  constexpr double kHeight = 60;
  constexpr double kMargin = 10;
  if (dates.empty()) return {};
  const auto [least, most] = std::minmax_element(dates.begin(), dates.end());
  const int first = day_of(*least);
  const int last = day_of(*most);
  if (first >= last || first == 0) return {};
  const auto place = [&](int day) {
    return kMargin + (kWidth - 2 * kMargin) * double(day - first) / double(last - first);
  };
  std::string out = begin_svg(kHeight, label);
  out += fmt::format("<line x1=\"0\" y1=\"45\" x2=\"{}\" y2=\"45\"/>\n", kWidth);
  int year = 1970;
  while (first_day_of(year) < first) ++year;
  for (; first_day_of(year) <= last; ++year) {
    out += fmt::format("<line x1=\"{0:.1f}\" y1=\"40\" x2=\"{0:.1f}\" y2=\"56\"/>\n",
                       place(first_day_of(year)));
  }
  std::map<std::string, int> stacked;  // dots of one day stand above each other
  for (const std::string& date : dates) {
    const int above = std::min(stacked[date]++, 4);
    out += fmt::format("<circle cx=\"{:.1f}\" cy=\"{}\" r=\"6\"/>\n", place(day_of(date)),
                       45 - 9 * above);
  }
  return out + "</svg>\n" + axis(*least, *most);
}

}  // namespace kb
