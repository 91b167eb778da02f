// What a pasted dialog, STOP screen, Dr. Watson log, event-log export or build log holds that can
// be searched for. Pure text in, evidence out; triage.h searches with it.
//
// The text is read in pieces of any size, a line at a time, so a log of any length needs memory
// only for what is distinct in it (and of that at most kMaxEvidence things). Read are:
//
//   error codes       by the rules for articles (error_codes.h): a number needs its label
//   events            `Event ID: 7000` with its `Source:`, in blocks or on one line; lines of
//                     an exported event log (commas or TABs),
//                     `1/2/00,10:11:12 AM,Srv,Error,None,2013,N/A,SERVER,...`
//   bug checks        with their parameters: `*** STOP: 0x0000000A (0x..., ...)`
//   page faults       `in module KERNEL32.DLL at 0137:bff9d709`: module and offset
//   files             names with known endings, the `App:` of Dr. Watson
//   versions          three and four numbers with full stops: 5.5.2448.0
//   times             at the beginning of a line, or a block's Date and Time lines
//   words             of the first kMaxWordBytes, for what no code says
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parser/article.h"

namespace kb {

enum class EvidenceKind { kCode, kEvent, kBugcheck, kParameter, kOffset, kModule, kFile, kVersion };
std::string_view name_of(EvidenceKind kind);

/// One thing found. Unique by kind, value and source.
struct Evidence {
  EvidenceKind kind = EvidenceKind::kCode;
  std::string value;   ///< canonical code, file name in lower case, 8 hex digits of an offset
  std::string source;  ///< of an event; may be empty
  std::uint64_t count = 0;
  std::string first;  ///< time of the line it first stands in, as printed; may be empty
  std::string last;
  std::string sample;  ///< that line, at most 300 bytes
};

inline constexpr std::size_t kMaxEvidence = 2000;
inline constexpr std::size_t kMaxWordBytes = 16384;

struct TriageText {
  std::vector<Evidence> evidence;  ///< in order of appearance
  std::string words;               ///< the beginning of the text
  std::uint64_t bytes = 0;
  std::uint64_t lines = 0;
  bool binary = false;  ///< no text: nothing was read after that was clear
  bool cut = false;     ///< more than kMaxEvidence things were there
};

class TriageReader {
 public:
  /// The next piece of the text.
  void feed(std::string_view piece);
  /// What was found; the reader is used up.
  TriageText finish();

 private:
  void line(std::string_view line);
  void codes(std::string_view line);
  void code(const ErrorCode& code, std::string_view line);
  bool exported_event(std::string_view line);
  bool event_label(std::string_view line);
  void flush_event();
  void page_fault(std::string_view line);
  void files(std::string_view line);
  void versions(std::string_view line);
  void note(EvidenceKind kind, std::string value, std::string source, std::string_view line);

  // The event block under way.
  struct Block {
    std::string id, source, date, time, sample;
  };

  TriageText text_;
  std::unordered_map<std::string, std::size_t> index_;
  std::string rest_;  // the line that is not complete yet
  std::string time_;  // of the line
  Block block_;
  bool wide_ = false;  // UTF-16: every second byte is dropped
  std::uint64_t odd_ = 0;
};

}  // namespace kb
