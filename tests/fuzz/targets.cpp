#include "tests/fuzz/targets.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace kb {
namespace {

std::string running;

}  // namespace

const std::vector<FuzzTarget>& fuzz_targets() {
  static const std::vector<FuzzTarget> targets = {
      {"document", fuzz_document},
      {"flat", fuzz_flat},
      {"jekyll", fuzz_jekyll},
      {"html", fuzz_html},
      {"markdown", fuzz_markdown},
      {"text", fuzz_text},
      {"file_tables", fuzz_file_tables},
      {"error_codes", fuzz_error_codes},
      {"references", fuzz_references},
      {"registry", fuzz_registry},
      {"fixes", fuzz_fixes},
      {"words", fuzz_words},
      {"query", fuzz_query},
      {"codes_typed", fuzz_codes_typed},
      {"stored_record", fuzz_stored_record},
      {"machine_files", fuzz_machine_files},
      {"machine_list", fuzz_machine_list},
  };
  return targets;
}

const FuzzTarget* find_fuzz_target(std::string_view name) {
  const auto& targets = fuzz_targets();
  const auto found = std::find_if(targets.begin(), targets.end(),
                                  [&](const FuzzTarget& target) { return target.name == name; });
  return found == targets.end() ? nullptr : &*found;
}

void set_fuzz_input(std::string name) { running = std::move(name); }

void expect(bool holds, std::string_view promise) {
  if (holds) return;
  std::fprintf(stderr, "%s: broken promise: %.*s\n", running.c_str(), int(promise.size()),
               promise.data());
  std::abort();
}

}  // namespace kb
