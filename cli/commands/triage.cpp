#include "query/triage/triage.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "cli/command.h"
#include "cli/last_list.h"
#include "cli/open_for_reading.h"
#include "cli/terminal.h"
#include "parser/fields/article_name.h"
#include "query/json/answer_json.h"
#include "query/triage/ticket.h"

namespace kb {
namespace {

struct Options {
  std::string file = "-";
  std::size_t limit = 5;
  bool ticket = false;
};

/// Reads the file (or standard input) piece by piece.
Result<TriageText> read_text(const std::string& path) {
  const bool standard = path == "-";
  const int descriptor = standard ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return fail(ErrorKind::kInput, "can't read " + path + ": " + std::strerror(errno),
                "check the path");
  TriageReader reader;
  std::array<char, 65536> piece;
  ssize_t got = 0;
  int error = 0;
  for (;;) {
    got = ::read(descriptor, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    reader.feed({piece.data(), std::size_t(got)});
  }
  if (got < 0) error = errno;
  if (!standard) ::close(descriptor);
  if (error != 0)
    return fail(ErrorKind::kInput, "can't read " + path + ": " + std::strerror(error),
                "check the path");
  return reader.finish();
}

std::string label(const Evidence& evidence) {
  if (evidence.source.empty()) return evidence.value;
  return fmt::format("{} ({})", evidence.value, evidence.source);
}

void write_used(const TriageAnswer& answer, Output& out) {
  if (answer.used.empty()) return;
  std::string line = "searched for:";
  for (std::size_t i = 0; i < answer.used.size() && i < 20; ++i)
    line += (i == 0 ? " " : ", ") + label(answer.used[i]);
  if (answer.used.size() > 20) line += fmt::format(" and {} more", answer.used.size() - 20);
  out.write(wrap_lines(out.styled(Style::kDim, line + "; and the words of the text"), out.width()));
}

void write_entry(const TriageEntry& entry, Output& out) {
  const Evidence& evidence = entry.evidence;
  Text line =
      fmt::format("{:>6}x  ", evidence.count) + out.styled(Style::kHeading, label(evidence));
  if (!evidence.first.empty())
    line += evidence.first == evidence.last
                ? "  " + evidence.first
                : fmt::format("  {} .. {}", evidence.first, evidence.last);
  out.write(wrap_lines(line, out.width(), 3));
  if (!entry.explained.empty()) out.write(wrap_lines("         " + entry.explained, out.width()));
  if (!entry.remark.empty()) out.write(wrap_lines("         " + entry.remark, out.width()));
  for (const TriageHit& hit : entry.best)
    out.write(wrap_lines("         " + out.styled(Style::kId, article_name(hit)) + "  " + hit.title,
                         out.width(), 2));
}

void write_card(const FixCard& card, Output& out) {
  out.line(out.styled(Style::kHeading, "what to do:") + "  " +
           out.styled(Style::kId, card.id.empty() ? "" : card.id + "  ") + card.title);
  const auto add = [&](std::string_view label, const std::string& text) {
    if (!text.empty())
      out.write(wrap_lines(fmt::format("  {:<9}{}", label, text), out.width(), 11));
  };
  add("symptom", card.symptom);
  add("cause", card.cause);
  add("fix", card.fix);
  add("fixed in", fmt::format("{}", fmt::join(card.fixed_in, ", ")));
  add("files", fmt::format("{}", fmt::join(card.files, ", ")));
}

void write_text(const TriageAnswer& answer, Output& out) {
  write_used(answer, out);
  if (!answer.entries.empty()) {
    out.line();
    for (const TriageEntry& entry : answer.entries) write_entry(entry, out);
    if (answer.distinct > answer.entries.size())
      out.line(fmt::format("         and {} more", answer.distinct - answer.entries.size()));
  }
  if (answer.hits.empty()) return;
  out.line();
  if (answer.card) {
    write_card(*answer.card, out);
    out.line();
  }
  out.line(out.styled(Style::kDim, "articles for all of it:"));
  for (const TriageHit& hit : answer.hits)
    out.write(wrap_lines(
        fmt::format("{:>3}  ", hit.rank) +
            out.styled(Style::kId, before_title(hit.id, hit.source)) + hit.title +
            out.styled(Style::kDim, hit.matched.empty()
                                        ? ""
                                        : fmt::format("  [{}]", fmt::join(hit.matched, ", "))),
        out.width(), 3));
}

int run_triage(const Options& options, const CommonOptions& common) {
  if (options.file == "-") ask_for_text();
  auto text = read_text(options.file);
  if (!text) return report(text.error());
  const std::string name = options.file == "-" ? "standard input" : options.file;
  if (text->binary)
    return report({ErrorKind::kInput, name + " is no text", "give a log or a message as text"});
  if (text->words.find_first_not_of(" \t\r\n") == std::string::npos) {
    remark(common, name + " is empty; paste an error message, a STOP screen or a log");
    return kNothing;
  }
  const auto index = open_for_reading(common);
  if (!index) return report(index.error());
  const bool cut = text->cut;
  const auto answer = triage(*index, std::move(*text), options.limit);
  if (!answer) return report(answer.error());
  remember_articles(answer->hits);
  Output out(common);
  if (common.json) {
    out.line(to_json(*answer));
  } else if (options.ticket) {
    out.write(ticket(*answer));
  } else {
    write_text(*answer, out);
    if (answer->text.foreign)
      remark(common, "the articles are in English; of this text the codes and names were read");
    if (cut) remark(common, fmt::format("only the first {} things are counted", kMaxEvidence));
    if (answer->hits.empty()) remark(common, "nothing found for this text");
  }
  out.flush_paged();
  return answer->hits.empty() ? kNothing : kFound;
}

}  // namespace

Run setup_triage(OptionList& list) {
  auto options = std::make_shared<Options>();
  list.add("file", options->file, "a text or log; - or nothing: standard input").called("FILE");
  list.add("-n,--limit", options->limit, "articles for the whole text (5)").between(0, 1000);
  list.add("--ticket", options->ticket, "print what was found and what to do as plain text");
  return [options](const CommonOptions& common) { return run_triage(*options, common); };
}

}  // namespace kb
