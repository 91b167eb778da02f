#include "web/pages/error_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "parser/fields/article_name.h"
#include "web/pages/page.h"

namespace kb {
namespace {

constexpr std::size_t kMostEntries = 5;

std::string articles_links(const std::vector<std::string>& ids) {
  std::string out;
  for (const std::string& id : ids) {
    out += (out.empty() ? "" : ", ") + link_html(article_address(id), id);
  }
  return out;
}

/// The parts of a code's number, as rows of a table.
std::string bits_rows(const CodeCard& card) {
  const bool bits_say = card.family == CodeFamily::kCode32 || card.family == CodeFamily::kJet;
  if (!card.value || !bits_say) return {};
  std::string out =
      fact_row("As a number", html_text(fmt::format("{}, {}, {}", hex32(*card.value),
                                                    std::int32_t(*card.value), *card.value)));
  if (card.family != CodeFamily::kCode32 || !card.bits) return out;
  const CodeBits& bits = *card.bits;
  std::string facility = std::to_string(bits.facility);
  if (!bits.facility_name.empty()) facility = fmt::format("{} ({})", bits.facility_name, facility);
  return out + fact_row("Severity", html_text(name_of(bits.severity))) +
         fact_row("Facility", html_text(facility)) +
         fact_row("Code", html_text(std::to_string(bits.code)));
}

std::string inner_row(const CodeCard& card) {
  if (!card.unwraps_to) return {};
  const InnerCode& inner = *card.unwraps_to;
  std::string text;
  for (const std::string& name : inner.names) text += " " + name;
  if (!inner.message.empty()) text += ": " + inner.message;
  return fact_row("Holds",
                  link_html(error_address(inner.canonical), inner.canonical) + html_text(text));
}

/// What articles say of the code, which is no system's text and is marked so.
std::string said_html(const CodeCard& card) {
  std::string out;
  std::size_t shown = 0;
  for (const DictionaryEntry& entry : card.dictionary) {
    const bool known =
        std::find(card.names.begin(), card.names.end(), entry.name) != card.names.end();
    if (known && entry.message.empty()) continue;
    if (shown++ == kMostEntries) break;
    std::string text = entry.name;
    if (!entry.message.empty()) text += (text.empty() ? "" : ": ") + entry.message;
    if (!entry.component.empty()) text += " (" + entry.component + ")";
    out += "<li>" + html_text(text) + " <span class=\"facts\">" + articles_links(entry.articles) +
           "</span></li>\n";
  }
  if (out.empty()) return out;
  return "<p>What articles say of it:</p>\n<ul>\n" + out + "</ul>\n";
}

std::string card_html(const CodeCard& card) {
  std::string heading = card.canonical;
  for (const std::string& name : card.names) heading += " " + name;
  std::string out = "<div class=\"card\">\n<h2>" + html_text(heading) + "</h2>\n";
  if (!card.message.empty()) out += paragraph(card.message, "lead");
  if (!card.plain.empty()) out += paragraph(card.plain);
  out += "<table class=\"facts\">\n" + fact_row("Kind", html_text(spoken(card.family))) +
         bits_rows(card) + inner_row(card);
  if (!card.from.empty()) out += fact_row("From", html_text(card.from));
  return out + "</table>\n" + said_html(card) + "</div>\n";
}

/// True for a code of which the page knows no more than its kind.
bool is_kind_alone(const CodeCard& card) {
  return !card.in_tables() && card.from.empty() && bits_rows(card).empty() && !card.unwraps_to &&
         said_html(card).empty();
}

/// All readings: a card for each of which something is known, a line for each of the others.
std::string readings_html(const std::vector<CodeCard>& readings) {
  if (readings.size() == 1) return card_html(readings.front());
  std::string cards;
  std::string lines;
  for (const CodeCard& card : readings) {
    if (is_kind_alone(card)) {
      lines += "<li>" + link_html(error_address(card.canonical), card.canonical) + " " +
               html_text(spoken(card.family)) + "</li>\n";
    } else {
      cards += card_html(card);
    }
  }
  if (lines.empty()) return cards;
  return cards + (cards.empty() ? "<p>It can be:</p>" : "<p>It can also be:</p>") + "\n<ul>\n" +
         lines + "</ul>\n";
}

std::string_view words_of(Link link) {
  switch (link) {
    case Link::kExact:
      return "Articles with this code";
    case Link::kUnwrapped:
      return "Articles with the code inside it, or with one that holds it";
    case Link::kRelated:
      break;
  }
  return "Articles with a related code";
}

std::string articles_html(const ErrorAnswer& answer) {
  std::string out;
  std::optional<Link> link;
  for (const ErrorArticle& article : answer.articles) {
    if (article.link != link) {
      out += (link ? "</ul>\n<h2>" : "<h2>") + html_text(words_of(article.link)) + "</h2>\n<ul>\n";
      link = article.link;
    }
    const std::string& name = article_name(article);
    const std::string matched = article.link == Link::kExact ? "" : " (" + article.matched + ")";
    out +=
        "<li>" + link_html(article_address(name), name + " " + article.title) + html_text(matched) +
        (article.year.empty() ? ""
                              : " <span class=\"facts\">" + html_text(article.year) + "</span>") +
        "</li>\n";
  }
  if (link) out += "</ul>\n";
  if (answer.total > answer.articles.size()) {
    out += "<p>" +
           link_html(search_address(answer.input),
                     fmt::format("All {}", count_of(answer.total, "article"))) +
           "</p>\n";
  }
  return out;
}

std::string answer_html(const ErrorAnswer& answer) {
  std::string out;
  if (!answer.hint.empty()) out += paragraph(answer.hint, "remark");
  out += readings_html(answer.readings);
  if (!answer.found()) {
    out += paragraph(
        answer.readings.empty() ? why_no_code(answer.input) : "Nothing is known of this code.",
        "remark");
  }
  if (!answer.nearest.empty()) {
    out += "<p>Its nearest neighbours:</p>\n<ul>\n";
    for (const NearCode& near : answer.nearest) {
      out += "<li>" + link_html(error_address(near.canonical), near.canonical) + " " +
             html_text(fmt::format("{}", fmt::join(near.names, " "))) + "</li>\n";
    }
    out += "</ul>\n";
  }
  return out + articles_html(answer);
}

}  // namespace

std::string error_page(const std::string& input, const std::vector<ErrorAnswer>& answers) {
  Page page{"Error code " + input};
  page.query = input;
  page.json = "/api" + error_address(input);
  page.main = "<h1>" + html_text(page.title) + "</h1>\n";
  for (const ErrorAnswer& answer : answers) page.main += answer_html(answer);
  return page_html(page);
}

}  // namespace kb
