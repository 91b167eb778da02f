#include "web/pages/triage_page.h"

#include <fmt/format.h>

#include <set>

#include "parser/fields/article_name.h"
#include "parser/text/ascii.h"
#include "query/triage/ticket.h"
#include "web/pages/page.h"

namespace kb {
namespace {

std::string form(const std::string& text) {
  return "<form action=\"/triage\" method=\"post\">\n<p><label for=\"text\">A dialog, a STOP "
         "screen, "
         "an event, a log, at most 64 KB</label><br>\n"
         "<textarea name=\"text\" id=\"text\" rows=\"12\" cols=\"80\">" +
         html_text(text) +
         "</textarea><br>\n<input type=\"submit\" value=\"Find articles\"></p>\n</form>\n";
}

std::string evidence_html(const Evidence& evidence) {
  const bool is_file = evidence.kind == EvidenceKind::kFile ||
                       evidence.kind == EvidenceKind::kModule ||
                       evidence.kind == EvidenceKind::kProgram;
  const bool is_code = evidence.kind == EvidenceKind::kCode ||
                       evidence.kind == EvidenceKind::kEvent ||
                       evidence.kind == EvidenceKind::kBugcheck;
  std::string out = html_text(evidence.value);
  if (is_file) out = link_html(file_address(evidence.value), evidence.value);
  if (is_code) out = link_html(error_address(evidence.value), evidence.value);
  if (evidence.kind == EvidenceKind::kArticle) {
    out = link_html(article_address(evidence.value), evidence.value);
  }
  if (!evidence.source.empty()) out += html_text(" (" + evidence.source + ")");
  return out;
}

std::string used_html(const TriageAnswer& answer) {
  constexpr std::size_t kMost = 30;
  if (answer.used.empty()) {
    return paragraph("No code, event or file was read; the words alone were searched for.",
                     "remark");
  }
  std::string out;
  for (std::size_t i = 0; i < answer.used.size() && i < kMost; ++i) {
    out += (out.empty() ? "" : ", ") + evidence_html(answer.used[i]);
  }
  if (answer.used.size() > kMost) {
    out += fmt::format(" and {} more", grouped(answer.used.size() - kMost));
  }
  return "<p>Searched for: " + out + ", and the words of the text.</p>\n";
}

std::string hits_html(const TriageAnswer& answer) {
  if (answer.hits.empty()) return paragraph("No article was found for this text.", "remark");
  std::string out;
  for (const TriageHit& hit : answer.hits) {
    const std::string& name = article_name(hit);
    out += "<div class=\"hit\">\n<h3><span class=\"rank\">" + std::to_string(hit.rank) +
           ".</span> " + link_html(article_address(name), hit.title) + "</h3>\n";
    std::string facts = name;
    for (const std::string& one : hit.matched) facts += " - " + one;
    out += paragraph(facts, "facts") + "</div>\n";
  }
  return out;
}

std::string entries_html(const TriageAnswer& answer) {
  if (answer.entries.empty()) return {};
  std::string out =
      "<h2>Each error by itself</h2>\n<table border=\"1\">\n<tr>"
      "<th align=\"left\">Error</th><th align=\"left\">Times</th>"
      "<th align=\"left\">What it is</th><th align=\"left\">Best article</th></tr>\n";
  for (const TriageEntry& entry : answer.entries) {
    const bool both = !entry.explained.empty() && !entry.remark.empty();
    const std::string said = entry.explained + (both ? " - " : "") + entry.remark;
    std::string best;
    for (const TriageHit& hit : entry.best) {
      const std::string& name = article_name(hit);
      best += link_html(article_address(name), name) + " " + html_text(hit.title);
    }
    out += "<tr><td>" + evidence_html(entry.evidence) + "</td><td>" +
           grouped(entry.evidence.count) + "</td><td>" +
           (said.empty() ? "&#160;" : html_text(said)) + "</td><td>" +
           (best.empty() ? "&#160;" : best) + "</td></tr>\n";
  }
  out += "</table>\n";
  if (answer.distinct > answer.entries.size()) {
    out += paragraph(fmt::format("and {} more", grouped(answer.distinct - answer.entries.size())));
  }
  return out;
}

/// What the best article says to do.
std::string card_html(const TriageAnswer& answer) {
  if (!answer.card) return {};
  const FixCard& card = *answer.card;
  std::string rows;
  const auto add = [&](std::string_view label, const std::string& text) {
    if (!text.empty()) rows += fact_row(label, html_text(text));
  };
  add("Symptom", card.symptom);
  add("Cause", card.cause);
  add("Fix", card.fix);
  add("Fixed in", fmt::format("{}", fmt::join(card.fixed_in, ", ")));
  add("Files", fmt::format("{}", fmt::join(card.files, ", ")));
  return "<div class=\"card\">\n<h2>What to do</h2>\n<p>" + article_link(card.id, card.title) +
         "</p>\n" + (rows.empty() ? "" : "<table class=\"facts\">\n" + rows + "</table>\n") +
         "</div>\n";
}

/// The answer as plain text, to be copied into a ticket.
std::string ticket_html(const TriageAnswer& answer) {
  return "<h2>As text for a ticket</h2>\n<pre id=\"ticket\">" + html_text(ticket(answer)) +
         "</pre>\n";
}

/// The text, its lines with evidence in bold.
std::string marked_text(const std::string& text, const TriageAnswer& answer) {
  std::set<std::string_view> samples;
  for (const Evidence& evidence : answer.text.evidence) {
    if (!trim(evidence.sample).empty()) samples.insert(trim(evidence.sample));
  }
  std::string out = "<h2>What was read</h2>\n<pre>";
  for (const std::string_view line : split_lines(text)) {
    const auto sample = samples.upper_bound(trim(line));
    const bool marked = sample != samples.begin() && trim(line).starts_with(*std::prev(sample));
    out += marked ? "<b>" + html_text(trim_right(line)) + "</b>\n"
                  : html_text(trim_right(line)) + "\n";
  }
  return out + "</pre>\n";
}

}  // namespace

std::string triage_form_page(const std::string& text, const std::string& remark) {
  Page page{"Articles for a pasted text"};
  page.main = "<h1>" + html_text(page.title) + "</h1>\n" +
              (remark.empty() ? "" : paragraph(remark, "remark")) + form(text);
  return page_html(page);
}

std::string triage_page(const std::string& text, const TriageAnswer& answer) {
  Page page{"Articles for a pasted text"};
  page.main = "<h1>" + html_text(page.title) + "</h1>\n" + used_html(answer);
  if (answer.text.foreign) {
    page.main += paragraph(
        "The articles are in English; of this text the codes and names were read.", "remark");
  }
  page.main += card_html(answer) + hits_html(answer) + entries_html(answer) + ticket_html(answer) +
               marked_text(text, answer) + "<h2>Another text</h2>\n" + form("");
  return page_html(page);
}

}  // namespace kb
