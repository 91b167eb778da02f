// A record written out as pages of the Knowledge Base: what their converters did to an article.
//
// Header-only, for the property that a page read back gives the article's record. Paragraphs become
// `<P>`, lines whose blanks count `<PRE>`, bullets lists, underlined sub-headings `<h3>`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"

namespace kb::test {

/// Generations as docs/records.md numbers them.
enum class Generation { k1, k3, k5, k8 };

inline std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const std::string_view entity = c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : "";
    entity.empty() ? void(out += c) : void(out += entity);
  }
  return out;
}

/// `March 16, 1998` or `3/16/1998` of an ISO date.
inline std::string date_in_words(std::string_view iso) {
  static const std::vector<std::string> kMonths = {"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};
  const int month = std::stoi(std::string(iso.substr(5, 2)));
  const int day = std::stoi(std::string(iso.substr(8, 2)));
  return kMonths[std::size_t(month - 1)] + " " + std::to_string(day) + ", " +
         std::string(iso.substr(0, 4));
}
inline std::string date_in_numbers(std::string_view iso) {
  return std::to_string(std::stoi(std::string(iso.substr(5, 2)))) + "/" +
         std::to_string(std::stoi(std::string(iso.substr(8, 2)))) + "/" +
         std::string(iso.substr(0, 4));
}

class PageWriter {
 public:
  PageWriter(const Article& article, Generation generation)
      : a_(article), generation_(generation) {}

  std::string write() {
    switch (generation_) {
      case Generation::k1:
        return of_1998();
      case Generation::k3:
        return of_2004();
      case Generation::k5:
        return of_2006();
      case Generation::k8:
        return of_2015();
    }
    return {};
  }

 private:
  std::string id() const { return a_.id.value_or("Q112233"); }
  std::string number() const { return id().substr(1); }
  std::string date() const { return a_.last_modified.value_or("2000-01-31"); }

  std::string of_1998() {
    out_ = "\n\n<HTML>\n<HEAD>\n<title>" + escaped(a_.title) + " </TITLE>\n<style>p {}</style>\n";
    out_ += "<META NAME=\"KBID\" CONTENT=\"" + id() +
            "\">\n<META NAME=\"KBArea\" CONTENT=\"Support; "
            "KB; " +
            a_.product_code.value_or("") + "\">\n</HEAD>\n<BODY>\n";
    out_ += "<TABLE WIDTH=\"90%\">\n\t<TR>\n\t\t<TD>\n\t\t\t<H1>" + escaped(a_.title) + "</H1>\n";
    out_ += "\t\t\tLast reviewed:  " + date_in_words(date()) +
            "</FONT><BR>\n\t\t\t<B>Article ID: " + id() +
            "</B>\n\t\t</TD>\n\t</TR>\n\t<TR>\n\t<TD>\n";
    applies("The information in this article applies to:\n");
    sections("h2");
    if (a_.query_words) out_ += "<P>\nAdditional query words: " + escaped(*a_.query_words) + "\n";
    out_ += "<PRE>Keywords          : " + keywords(" ") + "\nVersion           : " + versions();
    out_ += "\nPlatform          : winnt\nIssue type        : " + a_.issue_type.value_or("");
    out_ +=
        "</PRE>\n\n\t</TD>\n\t</TR>\n</TABLE>\n<table><tr>\n<td>\n\t<HR WIDTH=\"90%\">\n<SPAN>\n" +
        std::string(80, '=') +
        "<BR>\n</SPAN><BR>\n<BR>\n"
        "THE INFORMATION PROVIDED IN THE MICROSOFT KNOWLEDGE BASE IS\nPROVIDED AS IT IS.\n"
        "<P>\n<center>\n\tLast reviewed:  " +
        date_in_words(date()) +
        "</FONT>\n\t<BR>\n\t<A HREF=\"../c.htm\">&copy; 1998 Somebody.</A>\n</td>\n</table>\n";
    return out_ + "</BODY>\n</HTML>\n";
  }

  std::string of_2004() {
    out_ = "<html><head><title>" + escaped(a_.title) + " (" + number() + ")</title></head>\n<body>";
    out_ += "<h1>" + escaped(a_.title) + " (" + number() + ")</h1><hr>\n";
    applies("The information in this article applies to:\n");
    out_ += "<hr><p>This article was previously published under " + id() + "</p>\n";
    sections("h2");
    out_ += "<hr><table><tr><td>Modification Type:</td><td>Minor</td><td>Last Reviewed:</td><td>" +
            date_in_numbers(date()) + "</td></tr><tr><td>Keywords:</td><td>" + keywords(" ") +
            " KB" + number() + "</td></tr></table>\n";
    return out_ + "</body></html>\n";
  }

  std::string of_2006() {
    out_ = "<html><head><title>" + escaped(a_.title) + "</title></head>\n<body><h1>" +
           escaped(a_.title) + "</h1>\n<p>Article ID: " + number() +
           "</p><p>Article Last Modified on " + date_in_numbers(date()) + "</p><hr>\n";
    applies("<h3>APPLIES TO</h3>\n");
    out_ += "<p>This article was previously published under " + id() + "</p>\n";
    sections("h2");
    if (a_.query_words) out_ += "<p>Additional query words: " + escaped(*a_.query_words) + "</p>\n";
    out_ += "<hr><p>Keywords: " + keywords(" ") + " KB" + number() + "</p>\n";
    return out_ + "</body></html>\n";
  }

  std::string of_2015() {
    out_ = "<!DOCTYPE html>\n<html lang=\"en\"><head><title>" + escaped(a_.title) +
           "</title></head><body><nav>Home</nav><h1>" + escaped(a_.title) + "</h1>\n";
    sections("");
    applies("<h3>Applies to</h3>\n");
    out_ += "<p>Article Info</p><p>Article ID : " + number() + "</p><p>Keywords: KB" + number();
    if (!a_.keywords.empty()) out_ += ", " + keywords(", ");
    out_ += "</p><p>Published on " + date_in_numbers(date()) + "</p><p>Views: 17</p>\n";
    return out_ + "</body></html>\n";
  }

  std::string keywords(std::string_view between) const {
    std::string out;
    for (const std::string& word : a_.keywords) {
      if (!out.empty()) out += between;
      out += escaped(word);
    }
    return out;
  }

  std::string versions() const {
    std::string out;
    for (const std::string& version : a_.versions) {
      if (!out.empty()) out += "; ";
      out += escaped(version);
    }
    return out;
  }

  void applies(std::string_view heading) {
    if (a_.applies_to.empty()) return;
    out_ += heading;
    out_ += "\n<UL>";
    for (const std::string& entry : a_.applies_to) out_ += "<LI>" + escaped(entry) + "\n";
    out_ += "</UL> \n<P>\n";
  }

  void sections(const std::string& tag) {
    for (const Section& section : a_.sections) {
      if (tag.empty() && section.heading) {
        out_ += "<div class=\"kb-" + class_of(section.kind) + "-section section\">";
        if (section.kind == SectionKind::kOther) heading("h2", *section.heading);
      } else if (section.heading) {
        heading(tag, *section.heading);
      }
      text(section.text);
      if (tag.empty() && section.heading) out_ += "</div><p>Back to the top</p>\n";
    }
  }

  static std::string class_of(SectionKind kind) {
    return kind == SectionKind::kMoreInformation ? "moreinformation" : std::string(name_of(kind));
  }

  void heading(const std::string& tag, std::string_view text) {
    out_ += "<P><" + tag + ">" + escaped(text) + "</" + tag + ">\n \n<P>\n";
  }

  static bool counts_blanks(std::string_view line) {
    return line.starts_with(' ') || line.starts_with('\t') || line.find("  ") != line.npos ||
           line.find('|') != line.npos || line.find("--") != line.npos;
  }

  static bool is_sub_heading(std::string_view line, std::string_view below) {
    return below.size() >= 3 && is_run_of(below, '-') && count_code_points(line) == below.size() &&
           line.find("  ") == line.npos && !line.starts_with(' ') && trim(line) == line;
  }

  void text(std::string_view text) {
    const auto lines = split_lines(text);
    bool pre = false;
    bool paragraph = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string line(trim_right(lines[i]));
      const std::string_view below = i + 1 < lines.size() ? trim_right(lines[i + 1]) : "";
      if (is_sub_heading(line, below)) {
        if (pre) out_ += "</PRE>";
        out_ += "<h3>" + escaped(line) + "</h3>\n";
        pre = paragraph = false;
        ++i;
        continue;
      }
      if (line.empty()) {
        out_ += pre ? "\n" : paragraph ? "<P>\n" : "";
        paragraph = false;
        continue;
      }
      if (counts_blanks(line) != pre) {
        pre = !pre;
        out_ += pre ? "<PRE>" : "</PRE>";
      }
      out_ += escaped(line) + "\n";
      paragraph = !pre;
    }
    if (pre) out_ += "</PRE>";
    out_ += "<P>\n";
  }

  const Article& a_;
  Generation generation_;
  std::string out_;
};

}  // namespace kb::test
