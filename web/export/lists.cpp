#include "web/export/lists.h"

#include <fmt/format.h>

#include <set>
#include <utility>
#include <vector>

#include "parser/text/ascii.h"
#include "web/export/static_page.h"
#include "web/pages/page.h"

namespace kb {
namespace {

/// A page of a list ends where it has so many articles.
constexpr std::size_t kPageArticles = 1000;

/// Articles below a heading; the heading of a list of one section is the page's.
struct ListSection {
  std::string heading;
  ArticlePlaces articles;
};

/// A row of a list's table of contents, with one page or more.
struct Group {
  std::string title;
  std::string file;  ///< without folder and ending: `microsoft-exchange`
  std::vector<ListSection> sections;
  std::size_t count = 0;  ///< of articles, or of sections where they have headings
};

struct List {
  std::string title;
  std::string folder;  ///< `products/`
  std::string what;    ///< what Group::count counts: "article"
  std::vector<Group> groups;
};

/// The name of an anchor: bytes that HTML 4 does not take there are written `.7E`.
std::string anchor_of(std::string_view value) {
  std::string out = is_alpha(value.empty() ? '0' : value[0]) ? "" : "v";
  for (const char c : value) {
    const bool plain = is_alpha(c) || is_digit(c) || c == '-' || c == '_' || c == ':' || c == '.';
    out += plain ? std::string(1, c) : fmt::format(".{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

/// Gives each group a file of its own. The number of a second page stands behind a `_`, which no
/// other name has.
void name_files(List& list) {
  std::set<std::string> used = {"index"};
  for (Group& group : list.groups) {
    const std::string name = plain_name(group.file);
    std::string free = name;
    for (int n = 2; !used.insert(free).second; ++n) free = fmt::format("{}-{}", name, n);
    group.file = free;
  }
}

List simple_list(std::string title, std::string folder, const PlacesByName& values) {
  List list{std::move(title), std::move(folder), "article", {}};
  for (const auto& [value, places] : values) {
    list.groups.push_back({value, value, {{"", places}}, places.size()});
  }
  return list;
}

List numbers_list(const Holdings& holdings) {
  List list{"Numbers", "numbers/", "article", {}};
  for (std::uint32_t place = 0; place < holdings.articles.size(); ++place) {
    const std::string& id = holdings.articles[place].id;
    std::string title = "Articles without a number";
    std::string file = "other";
    if (!id.empty()) {
      const unsigned long thousand = std::stoul(id.substr(1)) / 1000;
      title = fmt::format("Q{0}000 to Q{0}999", thousand);
      file = fmt::format("q{}000", thousand);
    }
    if (list.groups.empty() || list.groups.back().title != title) {
      list.groups.push_back({title, file, {{"", {}}}, 0});
    }
    list.groups.back().sections.front().articles.push_back(place);
    ++list.groups.back().count;
  }
  return list;
}

List codes_list(const Holdings& holdings) {
  std::map<CodeFamily, Group> families;
  for (const auto& [canonical, code] : holdings.codes) {
    Group& group = families[code.family];
    group.title = spoken(code.family);
    group.file = name_of(code.family);
    group.sections.push_back({canonical, code.articles});
    ++group.count;
  }
  List list{"Error codes", "codes/", "code", {}};
  for (auto& [family, group] : families) list.groups.push_back(std::move(group));
  return list;
}

List files_list(const Holdings& holdings) {
  List list{"Files", "files/", "file", {}};
  std::map<std::string, Group> letters;
  for (const auto& [name, places] : holdings.files) {
    const char first = name.empty() ? '#' : name[0];
    const std::string letter = is_alpha(first) ? std::string(1, first) : "0-9";
    Group& group = letters[letter];
    group.title = upper(letter);
    group.file = letter;
    group.sections.push_back({name, places});
    ++group.count;
  }
  for (auto& [letter, group] : letters) list.groups.push_back(std::move(group));
  return list;
}

/// Writes the pages of one list.
class ListWriter {
 public:
  ListWriter(const Holdings& holdings, const List& list, PageSink& sink)
      : holdings_(holdings), list_(list), sink_(sink) {}

  /// Returns where each heading stands.
  std::map<std::string, std::string> write() {
    std::string main = "<h1>" + html_text(list_.title) + "</h1>\n<ul>\n";
    for (const Group& group : list_.groups) {
      main += "<li>" + link_html(group.file + ".html", group.title) + " <span class=\"facts\">" +
              html_text(count_of(group.count, list_.what)) + "</span></li>\n";
      write_group(group);
    }
    sink_.write({list_.folder + "index.html", list_.title},
                static_page_html({list_.title, main + "</ul>\n", list_.folder}));
    return std::move(addresses_);
  }

 private:
  void write_group(const Group& group) {
    group_ = &group;
    page_ = 1;
    rows_ = 0;
    main_.clear();
    for (const ListSection& section : group.sections) {
      if (rows_ + section.articles.size() > kPageArticles && rows_ > 0) end_page(true);
      if (!section.heading.empty()) {
        const std::string anchor = anchor_of(section.heading);
        addresses_[section.heading] = list_.folder + file_of(page_) + "#" + anchor;
        main_ += fmt::format("<h2><a name=\"{0}\" id=\"{0}\">{1}</a></h2>\n", anchor,
                             html_text(section.heading));
      }
      write_section(section);
    }
    end_page(false);
  }

  void write_section(const ListSection& section) {
    main_ += "<ul>\n";
    for (const std::uint32_t place : section.articles) {
      if (rows_ == kPageArticles) {
        main_ += "</ul>\n";
        end_page(true);
        main_ += (section.heading.empty() ? "" : "<h2>" + html_text(section.heading) + "</h2>\n") +
                 "<ul>\n";
      }
      const HeldArticle& article = holdings_.articles[place];
      const std::string way = way_to(page_file(holdings_, place), list_.folder);
      main_ += article.id.empty() ? "<li>" + link_html(way, article.title) + "</li>\n"
                                  : "<li>" + link_html(way, article.id) + " " +
                                        html_text(article.title) + "</li>\n";
      ++rows_;
    }
    main_ += "</ul>\n";
  }

  std::string file_of(std::size_t page) const {
    return group_->file + (page == 1 ? "" : fmt::format("_{}", page)) + ".html";
  }

  void end_page(bool more) {
    const std::string title =
        list_.title + ": " + group_->title + (page_ == 1 ? "" : fmt::format(", page {}", page_));
    std::string steps;
    if (page_ > 1) steps += link_html(file_of(page_ - 1), "Previous") + "\n";
    if (more) steps += link_html(file_of(page_ + 1), "Next") + "\n";
    steps = "<p class=\"steps\">" + link_html("index.html", list_.title) + "\n" + steps + "</p>\n";
    sink_.write(
        {list_.folder + file_of(page_), title},
        static_page_html(
            {title, steps + "<h1>" + html_text(title) + "</h1>\n" + main_ + (more ? steps : ""),
             list_.folder}));
    main_.clear();
    rows_ = 0;
    ++page_;
  }

  const Holdings& holdings_;
  const List& list_;
  PageSink& sink_;
  const Group* group_ = nullptr;
  std::size_t page_ = 1;
  std::size_t rows_ = 0;
  std::string main_;
  std::map<std::string, std::string> addresses_;
};

}  // namespace

std::string page_file(const Holdings& holdings, std::uint32_t place) {
  const HeldArticle& article = holdings.articles[place];
  return article.id.empty() ? file_of_source(article.source) : file_of_article(article.id);
}

ListAddresses write_lists(const Holdings& holdings, PageSink& sink) {
  std::vector<List> lists = {numbers_list(holdings),
                             simple_list("Products", "products/", holdings.products),
                             simple_list("Years", "years/", holdings.years),
                             codes_list(holdings),
                             files_list(holdings),
                             simple_list("Prefixes", "prefixes/", holdings.prefixes)};
  ListAddresses addresses;
  std::string main =
      "<h1>" + html_text(count_of(holdings.articles.size(), "article")) + "</h1>\n<ul>\n";
  for (List& list : lists) {
    if (list.groups.empty()) continue;
    name_files(list);
    auto headings = ListWriter(holdings, list, sink).write();
    if (list.folder == "codes/") {
      addresses.codes = std::move(headings);
    } else if (list.folder == "files/") {
      addresses.files = std::move(headings);
    }
    main += "<li>" + link_html(list.folder + "index.html", list.title) + "</li>\n";
  }
  main += "</ul>\n<p>" + link_html("search.html", "Search") +
          " for words of titles, article numbers, error codes and files.</p>\n";
  sink.write({"index.html", "Contents"}, static_page_html({"Contents - kb", main, ""}));
  return addresses;
}

}  // namespace kb
