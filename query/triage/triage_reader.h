// The triage reader finds evidence that can be searched for in a pasted dialog, STOP screen, Dr.
// Watson log, event-log export or build log. triage.h searches with it.
//
// The text is read in pieces of any size, a line at a time, so a log of any length needs memory
// only for its distinct evidence, at most kMaxEvidence pieces. The reader recognises:
//
//   error codes       by the rules for articles (error_codes.h): a number needs its label; blue
//                     screen, Msg n and the like as in queries (code_query.h); Jet numbers beside
//                     words of Jet, Access and the Exchange store; without a label the numbers
//                     and names that tables know (`| 0x800706BA |`, `hr = E_FAIL`)
//   articles          Q182320, KB182320 and addresses of articles
//   events            `Event ID: 7000` with its `Source:`, in blocks or on one line, in several
//                     languages (languages.h); lines of an exported event log (commas or TABs),
//                     `1/2/00,10:11:12 AM,Srv,Error,None,2013,N/A,SERVER,...`
//   bug checks        with their parameters: `*** STOP: 0x0000000A (0x..., ...)`; their names also
//                     with blanks or a wrong letter (misspelt_names.h)
//   faults            `FOO caused an invalid page fault in module KERNEL32.DLL at 0137:bff9d709`:
//                     program, module and offset
//   web server logs   status, system error and error of a script (web_log.h)
//   files             names with known endings, the `App:` of Dr. Watson
//   registry keys     of .reg files and wherever a root is named
//   versions          three and four numbers with full stops: 5.5.2448.0
//   times             at the beginning of a line, or a block's Date and Time lines
//   words             of the first kMaxWordBytes, for what no code says
//
// Registers, stacks and bytes are passed over (line_kinds.h).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parser/article.h"
#include "query/triage/line_kinds.h"
#include "query/triage/web_log.h"

namespace kb {

enum class EvidenceKind {
  kCode,
  kEvent,
  kBugcheck,
  kParameter,
  kOffset,
  kModule,
  kProgram,
  kFile,
  kVersion,
  kArticle,
  kRegistry,
};
std::string_view name_of(EvidenceKind kind);

/// A piece of evidence; unique by kind, value and source.
struct Evidence {
  EvidenceKind kind = EvidenceKind::kCode;
  std::string value;   ///< canonical code or article id, file name in lower case, 8 hex digits
  std::string source;  ///< the source of an event; may be empty
  std::uint64_t count = 0;
  std::string first;   ///< time of the first line with it, as printed; may be empty
  std::string last;    ///< time of the last such line
  std::string sample;  ///< the first such line, at most 300 bytes
};

inline constexpr std::size_t kMaxEvidence = 2000;
inline constexpr std::size_t kMaxWordBytes = 16384;

struct TriageText {
  std::vector<Evidence> evidence;  ///< in order of appearance
  std::string words;               ///< the beginning of the text, without its dumps
  std::uint64_t bytes = 0;
  std::uint64_t lines = 0;
  bool binary = false;   ///< the input is no text; reading stopped when that was clear
  bool foreign = false;  ///< words of another language stood around a code
  bool dial_up = false;  ///< the text is about dial-up networking
  bool cut = false;      ///< there was more evidence than kMaxEvidence
};

class TriageReader {
 public:
  /// Reads the next piece of the text.
  void feed(std::string_view piece);
  /// Ends the text and returns the evidence; the reader must not be used any more.
  TriageText finish();

 private:
  void line(std::string_view line);
  void context(std::string_view line);
  void articles(std::string_view line);
  void codes(std::string_view line);
  bool labelled_codes(std::string_view line);
  void jet_numbers(std::string_view line);
  void remembered_name(std::string_view line);
  void unlabelled_codes(std::string_view line);
  void code(const ErrorCode& code, std::string_view line);
  bool exported_event(std::string_view line);
  bool event_label(std::string_view line);
  void flush_event();
  void program_fault(std::string_view line);
  void watson_program(std::string_view line);
  void page_fault(std::string_view line);
  void registry(std::string_view line);
  void files(std::string_view line);
  void versions(std::string_view line);
  void note(EvidenceKind kind, std::string value, std::string source, std::string_view line);
  bool has(EvidenceKind kind, const std::string& value) const;  // without a source

  // The event block that is being read.
  struct Block {
    std::string id, source, date, time, sample;
  };

  TriageText text_;
  std::unordered_map<std::string, std::size_t> index_;
  std::string rest_;  // the line that is not complete yet
  std::string time_;  // of the current line
  Block block_;
  WebLog web_log_;
  bool may_be_labelled_ = false;    // the line has a word that labelled_codes() looks for
  bool may_be_fault_ = false;       // the line has a word that the readers of faults look for
  bool may_be_remembered_ = false;  // misspelt names are looked for, as in all short texts
  bool registry_file_ = false;      // the text is a .reg file: its values are no codes
  std::size_t keys_ = 0;            // registry keys so far
  std::uint64_t stop_until_ = 0;    // last line that a blue screen spoken of is near to
  std::uint64_t jet_until_ = 0;     // the same for words of Jet
  bool wide_ = false;               // the text is UTF-16: NUL bytes are dropped
  std::uint64_t odd_ = 0;           // number of NUL bytes
};

}  // namespace kb
