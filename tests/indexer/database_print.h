// Everything a Xapian database answers, one fact a line, to compare two of them.
#pragma once

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <string>
#include <vector>

namespace kb::test {

using Lines = std::vector<std::string>;

inline void print_totals(const Xapian::Database& db, Lines& out) {
  out.push_back(fmt::format("{} documents, last {}, length {}, from {} to {}", db.get_doccount(),
                            db.get_lastdocid(), db.get_total_length(),
                            db.get_doclength_lower_bound(), db.get_doclength_upper_bound()));
}

inline void print_terms(const Xapian::Database& db, Lines& out) {
  for (auto term = db.allterms_begin(); term != db.allterms_end(); ++term) {
    out.push_back(fmt::format("{}: {} {} at most {}", *term, term.get_termfreq(),
                              db.get_collection_freq(*term), db.get_wdf_upper_bound(*term)));
    for (auto at = db.postlist_begin(*term); at != db.postlist_end(*term); ++at) {
      std::string line = fmt::format("  {} {} of {}:", *at, at.get_wdf(), at.get_doclength());
      for (auto place = at.positionlist_begin(); place != at.positionlist_end(); ++place) {
        line += fmt::format(" {}", *place);
      }
      out.push_back(line);
    }
  }
}

inline void print_documents(const Xapian::Database& db, Lines& out) {
  for (auto at = db.postlist_begin(""); at != db.postlist_end(""); ++at) {
    const Xapian::Document document = db.get_document(*at);
    out.push_back(fmt::format("document {}: {}", *at, document.get_data()));
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
      out.push_back(fmt::format("  {} {}", *term, term.get_wdf()));
    }
    for (auto value = document.values_begin(); value != document.values_end(); ++value) {
      out.push_back(fmt::format("  slot {} {}", value.get_valueno(), *value));
    }
  }
}

inline void print_values(const Xapian::Database& db, Lines& out) {
  for (Xapian::valueno slot = 0; slot < 40; ++slot) {
    out.push_back(fmt::format("slot {}: {} from {} to {}", slot, db.get_value_freq(slot),
                              db.get_value_lower_bound(slot), db.get_value_upper_bound(slot)));
    for (auto value = db.valuestream_begin(slot); value != db.valuestream_end(slot); ++value) {
      out.push_back(fmt::format("  {} {}", value.get_docid(), *value));
    }
  }
}

inline void print_words(const Xapian::Database& db, Lines& out) {
  for (auto key = db.synonym_keys_begin(); key != db.synonym_keys_end(); ++key) {
    out.push_back("synonyms of " + *key);
    for (auto word = db.synonyms_begin(*key); word != db.synonyms_end(*key); ++word) {
      out.push_back("  " + *word);
    }
  }
  for (auto word = db.spellings_begin(); word != db.spellings_end(); ++word) {
    out.push_back(fmt::format("spelling {} {}", *word, word.get_termfreq()));
    std::string wrong = *word;
    wrong[wrong.size() / 2] = '~';
    out.push_back("  for " + wrong + ": " + db.get_spelling_suggestion(wrong));
  }
  for (auto key = db.metadata_keys_begin(); key != db.metadata_keys_end(); ++key) {
    out.push_back("metadata " + *key + " " + db.get_metadata(*key));
  }
}

inline Lines print_database(const Xapian::Database& db) {
  Lines out;
  print_totals(db, out);
  print_terms(db, out);
  print_documents(db, out);
  print_values(db, out);
  print_words(db, out);
  return out;
}

/// The first line in which two prints differ, and both; empty if they are equal.
inline std::string first_difference(const Lines& a, const Lines& b) {
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    const std::string x = i < a.size() ? a[i] : "(end)";
    const std::string y = i < b.size() ? b[i] : "(end)";
    if (x != y) return fmt::format("line {}: {}\ninstead of: {}", i, x, y);
  }
  return "";
}

}  // namespace kb::test
