// The parsers as functions of any bytes, for libFuzzer and for the replay of what it found.
//
// A target hands its input to one parser and holds the result to what the parser's header promises:
// ranges inside the text, text that is UTF-8, JSON that reads back, no word of a body lost. A
// promise that is broken ends the program (abort), as a sanitizer does.
//
// Two programs run them:
//   fuzz_NAME      one a target, linked with libFuzzer: `cmake --preset fuzz` (needs clang)
//   fuzz_replay    in every build; ctest runs it over the sample articles, mutations of them with a
//                  fixed seed, and the files of corpus/NAME/, each of which once broke a promise
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kb {

struct FuzzTarget {
  std::string_view name;
  void (*run)(std::string_view input);
};

const std::vector<FuzzTarget>& fuzz_targets();

/// The target of that name; null if there is none.
const FuzzTarget* find_fuzz_target(std::string_view name);

/// What is running, for the message of a broken promise.
void set_fuzz_input(std::string name);

/// Ends the program with `promise` on stderr unless it `holds`.
void expect(bool holds, std::string_view promise);

// article_targets.cpp: whole articles, each dialect forced by what is put around the input.
void fuzz_document(std::string_view input);  ///< header, then the input
void fuzz_flat(std::string_view input);      ///< the same on one line
void fuzz_jekyll(std::string_view input);    ///< front matter and header, then the input's lines
void fuzz_html(std::string_view input);      ///< a doctype, then the input
void fuzz_markdown(std::string_view input);  ///< the input, under a name that ends in .md
void fuzz_text(std::string_view input);      ///< the input, under a name that says nothing

// field_targets.cpp: what reads the text of sections.
void fuzz_file_tables(std::string_view input);
void fuzz_error_codes(std::string_view input);
void fuzz_references(std::string_view input);
void fuzz_registry(std::string_view input);
void fuzz_fixes(std::string_view input);
void fuzz_words(std::string_view input);

// machine_targets.cpp: the files of an old machine, and lists of them.
void fuzz_machine_files(std::string_view input);
void fuzz_machine_list(std::string_view input);

// query_targets.cpp: what users type, what the index holds.
void fuzz_query(std::string_view input);
void fuzz_codes_typed(std::string_view input);
void fuzz_stored_record(std::string_view input);

}  // namespace kb
