// The query of a pasted text: each kind of evidence with its weight (query/compile/weights.h).
//
// A bug check and the driver on its screen, an event and its source, or a fault's program and
// module weigh most if one article contains both. A line of the text that an article contains word
// for word weighs as much as a code; an article that the text names comes first of all.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "query/compile/lexicon.h"
#include "query/compile/operators.h"
#include "query/triage/triage_reader.h"

namespace kb {

/// Finds the files that a module may be: its name as given, or with the endings of programs.
XQuery module_files(const std::string& name);

/// Finds the words of an event's source next to each other; empty if it has none.
XQuery source_phrase(std::string_view source);

/// The term by which an article holds a piece of evidence; may be empty.
std::string term_of(const Evidence& evidence);

/// Builds one query of evidence and words. Throws Xapian::Error.
class EvidenceQuery {
 public:
  explicit EvidenceQuery(const Lexicon& lexicon) : lexicon_(lexicon) {}

  void add(const Evidence& evidence);

  /// Adds the rarest words of the text, with their BM25 weight.
  void add_words(std::string_view text);

  /// Adds the first lines of the text that look like a message, each word for word.
  void add_messages(std::string_view text);

  /// Adds the list numbers of dial-up errors: `ERROR:645` is also system error 645.
  void add_dial_up(const Evidence& evidence);

  XQuery query() const;

 private:
  void weigh(double weight, const XQuery& filter);
  void code(const std::string& canonical);
  void event(const Evidence& evidence);
  void program(const std::string& name);
  void file(const std::string& name);
  void article(const std::string& id);

  const Lexicon& lexicon_;
  std::size_t articles_ = 0;
  std::size_t programs_ = 0;        // that faulted
  std::vector<XQuery> violations_;  // the code of access violations
  std::vector<XQuery> parts_;
  std::vector<XQuery> anchors_;
  std::vector<XQuery> modules_;
  std::vector<XQuery> words_;
};

}  // namespace kb
