#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cli/article_view.h"
#include "cli/command.h"
#include "cli/last_list.h"
#include "cli/open_for_reading.h"
#include "cli/terminal.h"
#include "parser/fields/article_id.h"
#include "parser/fields/article_name.h"
#include "parser/record_json.h"
#include "parser/text/ascii.h"
#include "parser/text/count.h"
#include "parser/text/numbers.h"
#include "query/browse/citations.h"
#include "query/browse/editions.h"
#include "query/browse/related.h"
#include "query/json/answer_json.h"
#include "query/pages/html.h"
#include "query/pages/markdown.h"
#include "query/search/near_numbers.h"
#include "query/search/search.h"

namespace kb {
namespace {

/// How an article is printed; kAuto is the terminal view, or JSON with --json; kCodes is a list of
/// its error codes.
enum class Format { kAuto, kText, kMarkdown, kHtml, kJson, kRaw, kCodes };

/// What of an article is printed, and how.
struct View {
  Format format = Format::kAuto;
  bool all = false;  ///< of an article that is only cited: every citing article, not the first 20
  bool editions = false;  ///< the list of its editions instead of the article
  std::string edition;    ///< the edition of this date instead of the newest; may be empty
  /// What changed from the edition of this date to `edition`, or to the newest; may be empty.
  std::string diff;
};

struct Options {
  std::vector<std::string> ids;
  std::string format;
  bool related = false;
  bool codes = false;
  bool all = false;
  bool editions = false;
  std::string edition;
  std::string diff;
};

Format format_of(const std::string& name) {
  if (name == "text") return Format::kText;
  if (name == "markdown") return Format::kMarkdown;
  if (name == "html") return Format::kHtml;
  if (name == "json") return Format::kJson;
  return name == "raw" ? Format::kRaw : Format::kAuto;
}

void write_record(const StoredRecord& record, Format format, const CommonOptions& common,
                  Output& out) {
  if (format == Format::kRaw) {
    out.write_raw(record.bytes);
    return;
  }
  const Article article = article_of(record);
  if (format == Format::kJson || (format == Format::kAuto && common.json)) {
    out.line(to_json(article));
  } else if (format == Format::kCodes) {
    write_codes(article, out);
  } else if (format == Format::kMarkdown) {
    out.write(article_markdown(article));
  } else if (format == Format::kHtml) {
    out.write(article_html_page(article, {}));
  } else {
    write_article(article, out);
  }
}

void write_editions(const StoredRecord& record, const CommonOptions& common, Output& out) {
  const EditionList list = list_editions(record);
  if (common.json) {
    out.line(to_json(list));
    return;
  }
  out.write(
      wrap_lines(out.styled(Style::kId, list.id) + "  " + out.styled(Style::kTitle, record.title),
                 out.width(), 9));
  for (const EditionRow& row : list.editions) {
    const std::string_view what = row.is_record   ? ""
                                  : row.is_stored ? "  (older edition)"
                                                  : "  (copy; its text is not stored)";
    out.write(wrap_lines(fmt::format("{:<10}  {:<13}  {}{}", row.date.value_or("no date"),
                                     name_of(row.dialect), row.source, what),
                         out.width(), 27));
  }
}

int say_no_edition(const StoredRecord& record, const std::string& date,
                   const CommonOptions& common) {
  const std::string& name = article_name(record);
  remark(common, fmt::format("no edition of {} with the date {} is stored; list them with "
                             "`kb show --editions {}`",
                             name, date, name));
  return kNothing;
}

/// Prints what is wanted of one stored article; kNothing if the edition wanted is not held.
int write_wanted(const StoredRecord& record, const View& view, const CommonOptions& common,
                 Output& out) {
  if (view.editions) {
    write_editions(record, common, out);
  } else if (!view.diff.empty()) {
    const auto before = edition_of_date(record, view.diff);
    if (!before) return say_no_edition(record, view.diff, common);
    const auto after =
        view.edition.empty() ? newest_edition(record) : edition_of_date(record, view.edition);
    if (!after) return say_no_edition(record, view.edition, common);
    out.write(edition_difference(*before, *after));
  } else if (!view.edition.empty()) {
    const auto edition = edition_of_date(record, view.edition);
    if (!edition) return say_no_edition(record, view.edition, common);
    write_record(*edition, view.format, common, out);
  } else {
    write_record(record, view.format, common, out);
  }
  return kFound;
}

/// The same of several; kFound if anything was printed.
int write_all(const std::vector<StoredRecord>& records, const View& view,
              const CommonOptions& common, Output& out) {
  int status = kNothing;
  for (const StoredRecord& record : records) {
    status = std::min(status, write_wanted(record, view, common, out));
  }
  out.flush_paged();
  return status;
}

constexpr std::size_t kShownCitations = 20;  // of an article that is not held, unless --all

/// Prints articles with numbers that `kb show` takes, and remembers them when it goes.
class NumberedList {
 public:
  explicit NumberedList(Output& out) : out_(out) {}
  NumberedList(const NumberedList&) = delete;
  NumberedList& operator=(const NumberedList&) = delete;
  ~NumberedList() { remember_list(articles_); }

  void add(const std::string& article, const std::string& title, const std::string& why = {}) {
    articles_.push_back(article);
    Text line = fmt::format("{:>3}  ", articles_.size()) +
                out_.styled(Style::kId, before_title(article)) + title;
    if (!why.empty()) line += out_.styled(Style::kDim, "  " + why);
    out_.write(wrap_lines(line, out_.width(), 14));
  }

 private:
  Output& out_;
  std::vector<std::string> articles_;
};

int write_ghost(const Ghost& ghost, const View& view, const CommonOptions& common, Output& out) {
  if (view.format == Format::kJson || (view.format == Format::kAuto && common.json)) {
    out.line(to_json(ghost));
    return kNothing;
  }
  out.write(wrap_lines(out.styled(Style::kId, ghost.id) + "  " +
                           out.styled(Style::kTitle, ghost.title.value_or("(no title known)")),
                       out.width(), 9));
  const std::size_t count = ghost.cited_by.size();
  out.write(wrap_lines(fmt::format("This article is not in the index. It is cited by {}:",
                                   counted(count, "article")),
                       out.width()));
  const std::size_t shown = view.all ? count : std::min(count, kShownCitations);
  NumberedList list(out);
  for (std::size_t i = 0; i < shown; ++i) list.add(ghost.cited_by[i].id, ghost.cited_by[i].title);
  if (count > shown) {
    out.line(out.styled(Style::kDim, fmt::format("  and {} more (--all)", count - shown)));
  }
  return kNothing;
}

/// `2` is the second article of the last list; everything else is an article number or a source path.
std::string resolve(const std::string& typed) {
  if (const auto rank = whole_number<std::size_t>(typed); rank && typed.size() <= 4) {
    if (auto article = remembered_article(*rank)) return *article;
  }
  return typed;
}

/// Prints the article(s) of a canonical id, or what is known of one that is only cited. kNothing if
/// the index neither holds nor cites it.
int show_article(const Index& index, const std::string& id, const View& view,
                 const CommonOptions& common) {
  const auto records = index.articles(id);
  if (!records) return report(records.error());
  Output out(common);
  if (!records->empty()) {
    if (records->size() > 1) {
      remark(common,
             fmt::format("{} articles claim the number {}; all are shown", records->size(), id));
    }
    return write_all(*records, view, common, out);
  }
  const auto ghost = find_ghost(index, id);
  if (!ghost) return report(ghost.error());
  if (!*ghost) {
    const auto missing =
        ask(index, [&](const Index& open) { return no_such_article(open.database(), id); });
    if (!missing) return report(missing.error());
    remark(common, *missing);
    return kNothing;
  }
  const int status = write_ghost(**ghost, view, common, out);
  out.flush_paged();
  return status;
}

int show_one(const Index& index, const std::string& typed, const View& view,
             const CommonOptions& common) {
  const std::string name = resolve(typed);
  if (const auto id = typed_article_id(name)) return show_article(index, *id, view, common);
  const auto records = index.articles_of_source(name);
  if (!records) return report(records.error());
  if (records->empty()) {
    remark(common, "there is no article '" + typed +
                       "' (a number such as Q182320, or one of the last list)");
    return kNothing;
  }
  Output out(common);
  return write_all(*records, view, common, out);
}

void write_related(const std::string& heading, const std::vector<RelatedArticle>& articles,
                   std::size_t limit, Output& out, NumberedList& list) {
  if (articles.empty()) return;
  out.line();
  out.line(out.styled(Style::kHeading, heading));
  for (std::size_t i = 0; i < articles.size() && i < limit; ++i) {
    const RelatedArticle& article = articles[i];
    list.add(article.id, article.title.empty() ? "(not in the index)" : article.title,
             article.shared.empty() ? "" : fmt::format("[{}]", fmt::join(article.shared, " ")));
  }
  if (articles.size() > limit) {
    out.line(out.styled(Style::kDim, fmt::format("... and {} more", articles.size() - limit)));
  }
}

/// What else to read beside an article.
int show_related(const Index& index, const std::string& typed, const CommonOptions& common) {
  constexpr std::size_t kShown = 10;
  const std::string name = resolve(typed);
  const std::string id = typed_article_id(name).value_or(name);
  const auto related = related_to(index, id, kShown);
  if (!related) return report(related.error());
  if (!*related) {
    remark(common, id + " is not in the index");
    return kNothing;
  }
  Output out(common);
  if (common.json) {
    out.line(to_json(**related));
  } else {
    out.write(
        wrap_lines(out.styled(Style::kId, id) + "  " + out.styled(Style::kTitle, (*related)->title),
                   out.width(), 9));
    NumberedList list(out);
    write_related("SIMILAR", (*related)->similar, kShown, out, list);
    write_related("SAME ERROR CODE", (*related)->same_code, kShown, out, list);
    write_related("SAME FILE", (*related)->same_file, kShown, out, list);
    write_related("CITED BESIDE IT", (*related)->cited_together, kShown, out, list);
    write_related("CITES", (*related)->cites, kShown, out, list);
    write_related("CITED BY", (*related)->cited_by, kShown, out, list);
  }
  out.flush_paged();
  return kFound;
}

/// True for `1998`, `1998-06`, `1998-06-15`.
bool is_date(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00";
  if (text.size() != 4 && text.size() != 7 && text.size() != kForm.size()) return false;
  return std::equal(text.begin(), text.end(), kForm.begin(),
                    [](char c, char form) { return form == '0' ? is_digit(c) : c == form; });
}

/// `--diff 1998 2001` and `--diff 1998..2001`: takes the second date as that of `--edition`.
void take_second_date(Options& options) {
  if (options.diff.empty() || !options.edition.empty()) return;
  const std::size_t dots = options.diff.find("..");
  if (dots != std::string::npos) {
    options.edition = options.diff.substr(dots + 2);
    options.diff.resize(dots);
  } else if (options.ids.size() > 1 && is_date(options.ids.back())) {
    options.edition = options.ids.back();
    options.ids.pop_back();
  }
}

int run_show(Options options, const CommonOptions& common) {
  take_second_date(options);
  const auto index = open_for_reading(common);
  if (!index) return report(index.error());
  const View view{options.codes ? Format::kCodes : format_of(options.format), options.all,
                  options.editions, options.edition, options.diff};
  int status = kNothing;
  for (const std::string& id : options.ids) {
    const int one =
        options.related ? show_related(*index, id, common) : show_one(*index, id, view, common);
    if (one == kFailed) return kFailed;
    status = std::min(status, one);
  }
  return status;
}

}  // namespace

Run setup_show(OptionList& list) {
  auto options = std::make_shared<Options>();
  list.add("id", options->ids, "article numbers in any spelling, or numbers of the last list")
      .required();
  list.add("--related", options->related,
           "what else to read: similar articles, same code or file, citations");
  list.add("--codes", options->codes, "only its error codes, all of them");
  list.add("--all", options->all, "of an article that is only cited, all that cite it");
  list.add("--editions", options->editions, "list the dates and sources it is held of");
  list.add("--edition", options->edition, "the edition of that date (1998, 1998-06, 1998-06-15)")
      .called("DATE");
  list.add("--diff", options->diff,
           "what the newest edition, or with a second date that one, changed "
           "in the one of that date")
      .called("DATE[..DATE]");
  list.add("--format", options->format, "text, markdown, html, json or raw")
      .one_of({"text", "markdown", "html", "json", "raw"});
  return [options](const CommonOptions& common) { return run_show(*options, common); };
}

}  // namespace kb
