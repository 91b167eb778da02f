#include "query/search/search.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory>

#include "cli/command.h"
#include "cli/last_list.h"
#include "cli/open_for_reading.h"
#include "cli/settings.h"
#include "cli/terminal.h"
#include "parser/fields/article_name.h"
#include "parser/text/ascii.h"
#include "query/codes/error_lookup.h"
#include "query/json/answer_json.h"
#include "query/search/facets.h"

namespace kb {
namespace {

struct Options {
  SearchRequest request;
  std::string sort = "relevance";
  bool facets = false;
  bool count = false;
  std::string batch;
  std::string format = "text";
};

std::string with_commas(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

Sort sort_of(const std::string& name) {
  if (name == "newest") return Sort::kNewest;
  if (name == "oldest") return Sort::kOldest;
  return name == "id" ? Sort::kId : Sort::kRelevance;
}

Text marked(const Snippet& snippet, const Output& out) {
  Text text;
  std::size_t at = 0;
  const std::string_view whole = snippet.text;
  for (const Snippet::Mark& mark : snippet.marks) {
    text += whole.substr(at, mark.begin - at);
    text += out.styled(Style::kMark, whole.substr(mark.begin, mark.end - mark.begin));
    at = mark.end;
  }
  return text + whole.substr(at);
}

void write_hit(const SearchHit& hit, Output& out) {
  const std::string& name = article_name(hit);
  Text line = fmt::format("{:>2}  ", hit.rank) + out.styled(Style::kId, name) + "  " +
              out.styled(Style::kTitle, hit.title);
  if (hit.last_modified) line += out.styled(Style::kDim, "  " + hit.last_modified->substr(0, 4));
  out.write(wrap_lines(line, out.width(), 2));
  if (hit.fixed)
    out.write(wrap_lines("    " + out.styled(Style::kHeading, *hit.fixed), out.width()));
  if (!hit.snippet.text.empty()) {
    out.write(
        wrap_lines("    " + hit.snippet.section + ": " + marked(hit.snippet, out), out.width()));
  }
  std::string why;
  for (const Contribution& one : hit.why) {
    why += fmt::format("{}{} {:.1f}", why.empty() ? "    why: " : " + ", one.part, one.weight);
  }
  if (!why.empty()) out.write(wrap_lines(why + fmt::format(" = {:.1f}", hit.score), out.width()));
}

void write_facets(const SearchAnswer& answer, Output& out) {
  for (const auto& [name, counts] : answer.facets) {
    out.write(wrap_lines(fmt::format("{:<8}{}", name, most_frequent(counts)), out.width(), 8));
  }
}

/// `59,384`, or `more than 1,000`.
std::string total_of(const SearchAnswer& answer) {
  return answer.total_is_exact ? with_commas(answer.total)
                               : "more than " + with_commas(kExactTotal);
}

void write_answer(const SearchAnswer& answer, Output& out) {
  for (const SearchHit& hit : answer.hits) write_hit(hit, out);
  write_facets(answer, out);
  const std::size_t shown = answer.offset + answer.hits.size();
  if (!answer.hits.empty() && (answer.total > shown || !answer.total_is_exact)) {
    out.write(wrap_lines(
        out.styled(Style::kDim, fmt::format("{} of {} articles; --offset {} shows the next",
                                            answer.hits.size(), total_of(answer), shown)),
        out.width()));
  }
}

/// A line a hit: rank, id, score, date, title, with a TAB between them. What is unknown is empty,
/// and an article without a number has its path for an id.
void write_columns(const SearchAnswer& answer, Output& out) {
  for (const SearchHit& hit : answer.hits) {
    std::string title = hit.title;
    std::replace(title.begin(), title.end(), '\t', ' ');
    out.line(fmt::format("{}\t{}\t{:.3f}\t{}\t{}", hit.rank, article_name(hit), hit.score,
                         hit.last_modified.value_or(""), title));
  }
}

void print_remarks(const SearchAnswer& answer, const CommonOptions& common) {
  for (const std::string& text : answer.remarks) remark(common, text);
  if (answer.did_you_mean && !answer.corrected)
    remark(common, "did you mean: " + *answer.did_you_mean);
  if (answer.hits.empty() && answer.total == 0)
    remark(common, "nothing found for: " + answer.query);
}

/// Prints the answer in the format wanted; kNothing if it has no hit, or none on this page, and does
/// not explain a code either.
int search_and_print(const Index& index, const Options& options, const CommonOptions& common) {
  const auto answer = search(index, options.request);
  if (!answer) return report(answer.error());
  const bool past_the_end =
      answer->total != 0 && answer->hits.empty() && options.request.limit != 0;
  bool explained = false;
  Output out(common);
  if (common.json || options.format == "json") {
    out.line(to_json(*answer));
  } else if (options.format == "tsv") {
    write_columns(*answer, out);
  } else {
    if (const auto decoded = decode_codes(index, options.request.query)) {
      explained = decoded->known;
      for (const std::string& line : decoded->lines) {
        out.write(wrap_lines(out.styled(Style::kHeading, line), out.width(), 4));
      }
    }
    write_answer(*answer, out);
    print_remarks(*answer, common);
    if (past_the_end)
      remark(common, fmt::format("{} articles are found, none behind --offset {}",
                                 total_of(*answer), answer->offset));
  }
  remember_articles(answer->hits, answer->offset + 1);
  out.flush_paged();
  if (past_the_end) return kNothing;
  return answer->total == 0 && !explained ? kNothing : kFound;
}

/// One query a line in, one JSON object a line out, each before the next is read.
int run_batch(const Options& options, const CommonOptions& common) {
  const auto index = open_for_reading(common);
  if (!index) return report(index.error());
  std::ifstream file;
  if (options.batch != "-") {
    file.open(options.batch);
    if (!file) return report({ErrorKind::kInput, "can't read " + options.batch, "check the path"});
  }
  std::istream& in = options.batch == "-" ? std::cin : file;
  SearchRequest request = options.request;
  Output out(common);
  while (std::getline(in, request.query)) {
    if (request.query.ends_with('\r')) request.query.pop_back();
    const auto answer = search(*index, request);
    if (!answer) return report(answer.error());
    out.line(to_json(*answer));
    out.flush();
  }
  if (in.bad()) return report({ErrorKind::kInput, "can't read " + options.batch, "check the path"});
  return kFound;
}

int run_search(Options options, const std::string& query, const CommonOptions& common) {
  options.request.sort = sort_of(options.sort);
  if (options.request.on.empty()) options.request.on = profile_setting(common);
  if (options.count) options.request.counting = Counting::kTotal;
  if (options.facets) options.request.counting = Counting::kFacets;
  if (!options.batch.empty()) return run_batch(options, common);
  options.request.query = query;
  if (trim(query).empty()) {
    return report({ErrorKind::kUsage, "there is nothing to search for",
                   "write words behind it: kb search print spooler stops"});
  }
  const auto index = open_for_reading(common);
  if (!index) return report(index.error());
  return search_and_print(*index, options, common);
}

}  // namespace

Run setup_search(OptionList& list) {
  auto options = std::make_shared<Options>();
  auto words = std::make_shared<std::vector<std::string>>();
  list.any_words("QUERY", *words);
  list.add("-n,--limit", options->request.limit, "hits to show (10)").between(0, 100000);
  list.add("--offset", options->request.offset, "hits to skip");
  list.add("--sort", options->sort, "relevance, newest, oldest or id")
      .one_of({"relevance", "newest", "oldest", "id"});
  list.add("--facets", options->facets, "count products, years, types ... of all hits");
  list.add("--count", options->count,
           "count all hits, however many (a total is else exact up to 1000)");
  list.add("--why", options->request.why, "say what each part of the query adds to a hit");
  list.add("--on", options->request.on,
           "what you run, e.g. nt4sp6a,exch55: preferred, fixes marked (else $KB_ON)")
      .called("PRODUCTS");
  list.add("--format", options->format,
           "text, json or tsv: rank, id, score, date and title, with TABs between them")
      .one_of({"text", "json", "tsv"});
  list.add("--batch", options->batch, "queries of a file (or -), one a line; JSON Lines out")
      .called("FILE");
  return [options, words](const CommonOptions& common) {
    return run_search(*options, joined(*words), common);
  };
}

}  // namespace kb
