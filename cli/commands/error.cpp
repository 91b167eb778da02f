#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cli/command.h"
#include "cli/last_list.h"
#include "cli/open_for_reading.h"
#include "cli/terminal.h"
#include "parser/fields/article_name.h"
#include "parser/text/contains.h"
#include "query/codes/error_lookup.h"
#include "query/json/answer_json.h"

namespace kb {
namespace {

constexpr std::size_t kShown = 10;        // articles as text, unless --limit says more
constexpr std::size_t kShownEntries = 3;  // of the dictionary, a code

struct Options {
  std::optional<std::size_t> limit;
};

std::string bits_line(const CodeCard& card) {
  const bool bits_say = card.family == CodeFamily::kCode32 || card.family == CodeFamily::kJet;
  if (!card.value || !card.bits || !bits_say) return {};
  const CodeBits& bits = *card.bits;
  std::string line = fmt::format("{}  {}  {}", hex32(*card.value), bits.as_signed, bits.value);
  if (card.family != CodeFamily::kCode32) return line;
  const std::string facility = bits.facility_name.empty()
                                   ? std::to_string(bits.facility)
                                   : fmt::format("{} ({})", bits.facility_name, bits.facility);
  return line + fmt::format("  {}, {}facility {}, code {}", name_of(bits.severity),
                            bits.customer ? "customer bit, " : "", facility, bits.code);
}

std::string inner_line(const InnerCode& inner) {
  std::string line = "holds " + inner.canonical;
  for (const std::string& name : inner.names) line += " " + name;
  return inner.message.empty() ? line : line + ": " + inner.message;
}

void write_entries(const CodeCard& card, Output& out) {
  std::size_t shown = 0;
  for (const DictionaryEntry& entry : card.dictionary) {
    const bool known = contains(card.names, entry.name);
    if (known && entry.message.empty()) continue;
    if (shown++ == kShownEntries) break;
    std::string line = entry.name;
    if (!entry.message.empty()) line += (line.empty() ? "" : ": ") + entry.message;
    if (!entry.component.empty()) line += " -- " + entry.component;
    const std::string seen = fmt::format("    seen in {}{}: ", fmt::join(entry.articles, " "),
                                         entry.count > entry.articles.size() ? " ..." : "");
    out.write(wrap_lines(out.styled(Style::kDim, seen) + line, out.width(), 6));
  }
}

void write_card(const CodeCard& card, Output& out) {
  Text head = out.styled(Style::kHeading, card.canonical);
  for (const std::string& name : card.names) head += "  " + out.styled(Style::kTitle, name);
  head += out.styled(Style::kDim, fmt::format("  {}{}", spoken(card.family),
                                              card.from.empty() ? "" : ", " + card.from));
  out.write(wrap_lines(head, out.width(), 4));
  if (!card.message.empty()) out.write(wrap_lines("    " + card.message, out.width()));
  if (!card.plain.empty()) out.write(wrap_lines("    " + card.plain, out.width()));
  if (const std::string bits = bits_line(card); !bits.empty()) {
    out.write(wrap_lines("    " + bits, out.width()));
  }
  if (card.unwraps_to) out.write(wrap_lines("    " + inner_line(*card.unwraps_to), out.width()));
  write_entries(card, out);
}

void write_articles(const ErrorAnswer& answer, Output& out) {
  Link link = Link::kExact;
  for (const ErrorArticle& article : answer.articles) {
    if (article.link != link) {
      link = article.link;
      out.line(out.styled(Style::kDim, link == Link::kUnwrapped
                                           ? "the code inside, or a code that holds it:"
                                           : "related codes:"));
    }
    const std::string matched = link == Link::kExact ? "" : "  [" + article.matched + "]";
    const Text line =
        fmt::format("{:>3}  ", article.rank) +
        out.styled(Style::kId, before_title(article.id, article.source)) + article.title +
        out.styled(Style::kDim, (article.year.empty() ? "" : "  " + article.year) + matched);
    out.write(wrap_lines(line, out.width(), 3));
  }
  if (answer.total > answer.articles.size()) {
    out.write(
        wrap_lines(out.styled(Style::kDim, fmt::format("{} of {} articles; --limit shows more",
                                                       answer.articles.size(), answer.total)),
                   out.width()));
  }
}

void write_answer(const ErrorAnswer& answer, const CommonOptions& common, Output& out) {
  if (!answer.hint.empty()) remark(common, answer.hint);
  for (const CodeCard& card : answer.readings) write_card(card, out);
  if (!answer.nearest.empty()) {
    out.line(out.styled(Style::kDim, "nothing is known of this code; its nearest neighbours:"));
    for (const NearCode& near : answer.nearest)
      out.write(wrap_lines(fmt::format("    {}  {}", near.canonical, fmt::join(near.names, " ")),
                           out.width(), 4));
  } else if (!answer.found() && !answer.readings.empty()) {
    remark(common, "nothing is known of the code " + answer.input);
  }
  if (answer.articles.empty()) return;
  out.line();
  write_articles(answer, out);
}

int run_error(const Options& options, const std::vector<std::string>& words,
              const CommonOptions& common) {
  const std::vector<std::string> codes = group_codes(words);
  if (codes.empty())
    return report({ErrorKind::kUsage, "no code was given", "for example: kb error 0x80070005"});
  const auto index = open_for_reading(common);
  if (!index && index.error().kind != ErrorKind::kNoIndex) return report(index.error());
  if (!index) remark(common, index.error().message + "; explained by the tables of kb alone");
  Output out(common);
  int status = kNothing;
  for (const std::string& code : codes) {
    ErrorRequest request;
    request.input = code;
    if (options.limit || !common.json) request.limit = options.limit.value_or(kShown);
    const auto answer = index ? explain_code(*index, request) : explain_from_tables(request);
    if (!answer) return report(answer.error());
    if (answer->found()) status = kFound;
    remember_articles(answer->articles);
    if (common.json) {
      out.line(to_json(*answer));
    } else {
      if (&code != &codes.front()) out.line();
      write_answer(*answer, common, out);
    }
  }
  out.flush_paged();
  return status;
}

}  // namespace

Run setup_error(OptionList& list) {
  auto options = std::make_shared<Options>();
  auto words = std::make_shared<std::vector<std::string>>();
  list.any_words("CODE", *words);
  list.add("-n,--limit", options->limit, "articles to list (10; with --json 1000)");
  return
      [options, words](const CommonOptions& common) { return run_error(*options, *words, common); };
}

}  // namespace kb
