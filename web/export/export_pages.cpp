#include "web/export/export_pages.h"

#include <filesystem>
#include <optional>
#include <utility>

#include "indexer/transfer/load_sqlite.h"
#include "indexer/transfer/remove_tree.h"
#include "indexer/transfer/work_folder.h"
#include "parser/text/ascii.h"
#include "parser/text/count.h"
#include "query/pages/html.h"
#include "web/assets/assets.h"
#include "web/export/docset.h"
#include "web/export/holdings.h"
#include "web/export/lists.h"
#include "web/export/page_folder.h"
#include "web/export/search_data.h"
#include "web/export/spellings.h"
#include "web/export/static_page.h"
#include "web/export/zim_file.h"
#include "web/pages/page.h"

namespace kb {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostCiting = 200;
constexpr std::size_t kMostLinks = 20;

/// What the list of files calls a folder.
const char* kind_of(PageFormat format) { return format == PageFormat::kHtml ? "html" : "docset"; }

/// Links to where a value stands in the lists.
template <typename Values>
std::string links_html(const std::string& label, const Values& values,
                       const std::map<std::string, std::string>& addresses,
                       const std::string& folder) {
  std::string out;
  std::size_t count = 0;
  for (const std::string& value : values) {
    const auto found = addresses.find(value);
    if (found == addresses.end()) continue;
    if (count++ == kMostLinks) break;
    out += (out.empty() ? "" : ", ") + link_html(way_to(found->second, folder), value);
  }
  return out.empty() ? out : "<p class=\"facts\">" + html_text(label) + ": " + out + "</p>\n";
}

/// Writes the pages of articles, held or only cited.
class ArticlePages {
 public:
  ArticlePages(const Index& index, const Holdings& holdings, const ListAddresses& addresses,
               PageSink& sink)
      : index_(index), holdings_(holdings), addresses_(addresses), sink_(sink) {}

  /// kDamaged if an article can't be read. Throws Xapian::Error.
  Result<void> write_held(Progress& progress) {
    for (std::uint32_t place = 0; place < holdings_.articles.size(); ++place) {
      if (progress.cancel || sink_.failed()) break;
      const HeldArticle& held = holdings_.articles[place];
      const std::string file = page_file(holdings_, place);
      HtmlOptions options = options_in(file);
      std::string main;
      std::set<std::string> keywords = keywords_of(held.id);
      if (held.documents.size() > 1) {
        main += paragraph(
            counted(held.documents.size(), "article") + " claim this number; all are shown.",
            "remark");
      }
      for (const Xapian::docid document : held.documents) {
        const auto record = decode_record(index_.database().get_document(document).get_data());
        if (!record) return tl::make_unexpected(record.error());
        if (document == held.documents.back()) options.more = cited_by(held.id);
        const Article article = article_of(*record);
        main += article_of_record(article, options, fs::path(file).parent_path().string() + "/");
        for (const ErrorCode& code : article.error_codes) {
          keywords.merge(spellings_of(code.canonical, holdings_.codes.at(code.canonical)));
        }
        ++progress.done;
      }
      const std::string title = held.id.empty() ? held.title : held.id + " - " + held.title;
      write_page(file, title, main, std::move(keywords));
    }
    return {};
  }

  void write_ghosts() {
    for (const auto& [id, ghost] : holdings_.ghosts) {
      const std::string file = file_of_article(id);
      const std::string folder = fs::path(file).parent_path().string() + "/";
      const std::string title = id + " is not in this export";
      std::string main = "<h1>" + html_text(title) + "</h1>\n";
      if (ghost.title) main += paragraph("Its title is: " + *ghost.title, "lead");
      main += "<h2>Cited by</h2>\n<ul>\n";
      const ArticlePlaces& places = holdings_.cited_by.at(id);
      for (std::size_t i = 0; i < places.size() && i < kMostCiting; ++i) {
        const HeldArticle& one = holdings_.articles[places[i]];
        const std::string way = way_to(page_file(holdings_, places[i]), folder);
        main += "<li>" + link_html(way, one.id.empty() ? one.title : one.id) +
                (one.id.empty() ? "" : " " + html_text(one.title)) + "</li>\n";
      }
      main += "</ul>\n";
      if (places.size() > kMostCiting) {
        main += paragraph("and " + counted(places.size() - kMostCiting, "more article"));
      }
      write_page(file, title, main, keywords_of(id));
    }
  }

 private:
  static std::set<std::string> keywords_of(const std::string& id) {
    if (id.empty()) return {};
    const auto spellings = spellings_of_id(id);
    return {spellings.begin(), spellings.end()};
  }

  /// Every number that is held or cited has a page; others that a text may hold have none.
  HtmlOptions options_in(const std::string& file) const {
    HtmlOptions options;
    options.address_of = [this, folder = fs::path(file).parent_path().string() +
                                         "/"](std::string_view name) {
      const std::string id(name);
      const bool has_page = holdings_.by_id.contains(id) || holdings_.ghosts.contains(id);
      return has_page ? way_to(file_of_article(id), folder) : std::string();
    };
    return options;
  }

  std::vector<ArticleList> cited_by(const std::string& id) const {
    const auto found = holdings_.cited_by.find(id);
    if (id.empty() || found == holdings_.cited_by.end()) return {};
    ArticleList list{"Cited by", {}};
    for (const std::uint32_t place : found->second) {
      if (list.articles.size() == kMostCiting) break;
      const HeldArticle& one = holdings_.articles[place];
      if (!one.id.empty()) list.articles.push_back({one.id, one.title});
    }
    return {std::move(list)};
  }

  std::string article_of_record(const Article& article, const HtmlOptions& options,
                                const std::string& folder) const {
    std::vector<std::string> codes;
    for (const ErrorCode& code : article.error_codes) codes.push_back(code.canonical);
    std::set<std::string> files;
    for (const FileVersion& row : article.file_versions) {
      if (row.kind != RowKind::kFix) continue;
      files.insert(lower(base_name(row.file)));
    }
    return "<div class=\"article\">\n" + article_html(article, options) +
           links_html("Files", files, addresses_.files, folder) +
           links_html("Error codes", codes, addresses_.codes, folder) + "</div>\n";
  }

  void write_page(const std::string& file, const std::string& title, const std::string& main,
                  std::set<std::string> keywords) {
    sink_.write({file, title, true},
                static_page_html({title, main, fs::path(file).parent_path().string() + "/",
                                  std::move(keywords)}));
  }

  const Index& index_;
  const Holdings& holdings_;
  const ListAddresses& addresses_;
  PageSink& sink_;
};

/// Writes all pages, until progress.cancel is set. Throws Xapian::Error.
Result<ListAddresses> write_pages(const Index& index, const Holdings& holdings, PageSink& sink,
                                  Progress& progress) {
  ListAddresses addresses = write_lists(holdings, sink);
  sink.write({"search.html", "Search"}, search_page());
  sink.write({"search.js"}, kOfflineScript);
  sink.write({"search-data.js"}, search_data(holdings));
  sink.write({"style.css"}, kStyleSheet);
  ArticlePages pages(index, holdings, addresses, sink);
  if (auto written = pages.write_held(progress); !written) {
    return tl::make_unexpected(written.error());
  }
  pages.write_ghosts();
  return addresses;
}

/// Writes to the folder `made`. Throws Xapian::Error.
Result<void> write_folder(const Index& index, const Holdings& holdings, PageFormat format,
                          const std::string& made, Progress& progress, PagesReport& report) {
  PageFolder folder(made);
  if (format == PageFormat::kDocset) folder.enter(kDocuments);
  const auto addresses = write_pages(index, holdings, folder, progress);
  if (!addresses) return tl::make_unexpected(addresses.error());
  if (progress.cancel) return {};
  if (format == PageFormat::kDocset) {
    if (auto written = write_docset(holdings, *addresses, folder); !written) return written;
  }
  auto finished = folder.finish(kind_of(format));
  report.files = folder.files();
  report.bytes = folder.bytes();
  return finished;
}

/// Every article number in every spelling leads to its page.
void add_other_names(const Holdings& holdings, ZimFile& zim) {
  const auto add = [&](const std::string& id) {
    for (const std::string& name : spellings_of_id(id)) zim.redirect(name, file_of_article(id));
  };
  for (const auto& [id, place] : holdings.by_id) add(id);
  for (const auto& [id, ghost] : holdings.ghosts) add(id);
}

/// Writes to the file `made`. Throws Xapian::Error.
Result<void> write_zim(const Index& index, const Holdings& holdings, const std::string& made,
                       Progress& progress, PagesReport& report) {
  const auto zim = ZimFile::begin(made);
  if (!zim) return tl::make_unexpected(zim.error());
  const auto written = write_pages(index, holdings, **zim, progress);
  if (!written) return tl::make_unexpected(written.error());
  add_other_names(holdings, **zim);
  if (progress.cancel) return {};
  progress.stage = Progress::Stage::kPublishing;
  progress.total = 0;
  auto finished = (*zim)->finish(report.articles);
  if (!finished) return finished;
  report.files = (*zim)->files();
  std::error_code none;
  report.bytes = fs::file_size(made, none);
  return {};
}

/// Writes everything to the folder or file `made`. Throws Xapian::Error.
Result<PagesReport> write_all(const Index& index, const PagesRequest& request,
                              const std::string& made, Progress& progress) {
  remove_tree(made);  // of a first try, if the index was replaced meanwhile
  auto selected = select_articles(index, request.selection);
  if (!selected) return tl::make_unexpected(selected.error());
  PagesReport report;
  report.remarks = std::move(selected->remarks);
  report.articles = selected->documents.size();
  if (report.articles == 0) return report;
  progress.stage = Progress::Stage::kReading;
  progress.done = 0;
  progress.total = report.articles;
  const auto holdings = read_holdings(index, selected->documents, progress);
  if (!holdings) return tl::make_unexpected(holdings.error());
  progress.stage = Progress::Stage::kExporting;
  progress.done = 0;
  Result<void> written;
  if (!progress.cancel) {
    written = request.format == PageFormat::kZim
                  ? write_zim(index, *holdings, made, progress, report)
                  : write_folder(index, *holdings, request.format, made, progress, report);
  }
  if (!written) return tl::make_unexpected(written.error());
  report.cancelled = progress.cancel;
  return report;
}

/// kUsage if readers would not take a file or folder of this name for one of the format.
Result<void> check_name(PageFormat format, const std::string& out) {
  const auto end_with = [&](const std::string& ending, const std::string& what) -> Result<void> {
    if (fs::path(out).extension() == ending) return {};
    return fail(ErrorKind::kUsage,
                "the name of a " + what + " ends with " + ending + ", which " + out + " does not",
                "name it, for example, kb" + ending);
  };
  switch (format) {
    case PageFormat::kHtml:
      return {};
    case PageFormat::kDocset:
      return end_with(".docset", "docset");
    case PageFormat::kZim:
      return end_with(".zim", "ZIM file");
  }
  return {};
}

/// kSystem if the optional part that the format needs can't be loaded: it is better said before all
/// articles are read.
Result<void> check_part(PageFormat format) {
  std::optional<Error> lacking;
  if (format == PageFormat::kDocset) {
    if (const auto part = load_sqlite(); !part) lacking = part.error();
  } else if (format == PageFormat::kZim) {
    if (const auto part = load_zim(); !part) lacking = part.error();
  }
  if (lacking) return tl::make_unexpected(*lacking);
  return {};
}

}  // namespace

Result<PagesReport> export_pages(const Index& index, const PagesRequest& request,
                                 Progress& progress) {
  std::string out = request.out;
  while (out.size() > 1 && out.ends_with('/')) out.pop_back();
  const bool is_file = request.format == PageFormat::kZim;
  const auto check = [&] {
    return is_file ? check_zim_file(out, request.overwrite)
                   : check_page_folder(out, kind_of(request.format), request.overwrite);
  };
  auto good = check_name(request.format, out);
  if (good) good = check();
  if (good) good = check_part(request.format);
  if (!good) return tl::make_unexpected(good.error());
  auto work = WorkFolder::take(out);
  if (!work) return tl::make_unexpected(work.error());
  const std::string made = is_file ? "pages.zim" : "pages";
  auto report = ask(index, [&](const Index& open) {
    return write_all(open, request, work->path(made), progress);
  });
  if (!report || report->cancelled || report->articles == 0) return report;
  progress.stage = Progress::Stage::kPublishing;
  progress.total = 0;
  auto published = check();
  if (published) {
    published = is_file ? work->publish(made, out) : work->publish_folder(made, out);
  }
  if (!published) return tl::make_unexpected(published.error());
  return report;
}

}  // namespace kb
