// Measures "one article, three dialects, one record" over an archive folder.
//
//   agreement FOLDER [--examples N] [--markdown] [--every N]
//
// FOLDER holds txt/NNN/QNNNNN.TXT and kb/NNN/QNNNNN/README.md of the same articles. Each article is
// parsed as document, as jekyll and as document-flat (the document collapsed as the archive's
// collapsed articles are: every `<...>` deleted, every run of blanks one blank), and the records
// are compared field by field, blanks folded; against document-flat every `<...>` is taken from
// both sides. Prints the share of articles that agree and the first N disagreements of each field.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <mutex>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "parser/parse.h"
#include "parser/text/ascii.h"

namespace fs = std::filesystem;
using namespace kb;

namespace {

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string without_tags(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = text.find('<');
    const std::size_t close = open == std::string_view::npos ? open : text.find('>', open);
    if (close == std::string_view::npos) return out.append(text);
    out.append(text.substr(0, open));
    text.remove_prefix(close + 1);
  }
  return out;
}

using Value = std::vector<std::string>;

std::string text_or_null(const std::optional<std::string>& value) {
  return value ? *value : "(null)";
}

struct Field {
  std::string_view name;
  std::function<Value(const Article&)> read;
};

Value of_sections(const Article& article, const std::function<std::string(const Section&)>& read) {
  Value out;
  for (const Section& section : article.sections) out.push_back(read(section));
  return out;
}

Value file_rows(const Article& a) {
  Value out;
  for (const FileVersion& row : a.file_versions) {
    out.push_back(fmt::format("{} | {} | {} | {} | {} | {} | {}", text_or_null(row.component),
                              row.file, text_or_null(row.version), text_or_null(row.date),
                              text_or_null(row.time), row.size ? std::to_string(*row.size) : "-",
                              text_or_null(row.platform)));
  }
  return out;
}

Value codes(const Article& a) {
  Value out;
  for (const ErrorCode& code : a.error_codes) {
    out.push_back(code.canonical + " " + text_or_null(code.value) + " " +
                  text_or_null(code.event_source));
  }
  return out;
}

Value cited_ids(const Article& a) {
  Value out;
  for (const Reference& reference : a.references) out.push_back(reference.id);
  return out;
}

Value cited_titles(const Article& a) {
  Value out;
  for (const Reference& reference : a.references) out.push_back(text_or_null(reference.title));
  return out;
}

const std::vector<Field>& fields() {
  static const std::vector<Field> all = {
      {"id", [](const Article& a) { return Value{text_or_null(a.id)}; }},
      {"title", [](const Article& a) { return Value{a.title}; }},
      {"prefix", [](const Article& a) { return Value{text_or_null(a.prefix)}; }},
      {"product_code", [](const Article& a) { return Value{text_or_null(a.product_code)}; }},
      {"products", [](const Article& a) { return a.products; }},
      {"versions", [](const Article& a) { return a.versions; }},
      {"operating_systems", [](const Article& a) { return a.operating_systems; }},
      {"keywords", [](const Article& a) { return a.keywords; }},
      {"last_modified", [](const Article& a) { return Value{text_or_null(a.last_modified)}; }},
      {"applies_to", [](const Article& a) { return a.applies_to; }},
      {"technology", [](const Article& a) { return a.technology; }},
      {"issue_type", [](const Article& a) { return Value{text_or_null(a.issue_type)}; }},
      {"solution_type", [](const Article& a) { return Value{text_or_null(a.solution_type)}; }},
      {"query_words", [](const Article& a) { return Value{text_or_null(a.query_words)}; }},
      {"section kinds",
       [](const Article& a) {
         return of_sections(a, [](const Section& s) { return std::string(name_of(s.kind)); });
       }},
      {"headings",
       [](const Article& a) {
         return of_sections(a, [](const Section& s) { return text_or_null(s.heading); });
       }},
      {"section text",
       [](const Article& a) { return of_sections(a, [](const Section& s) { return s.text; }); }},
      {"file_versions", file_rows},
      {"error_codes", codes},
      {"cited ids", cited_ids},
      {"cited titles", cited_titles},
      {"registry_keys", [](const Article& a) { return a.registry_keys; }},
      {"fixed_in", [](const Article& a) { return a.fixed_in; }},
      {"fix_status", [](const Article& a) { return Value{std::string(name_of(a.fix_status))}; }},
  };
  return all;
}

struct Tally {
  std::size_t compared = 0;
  std::size_t agree = 0;
  std::size_t either = 0;        // articles in which one side has a value at all
  std::size_t either_agree = 0;  // of these, those that agree
  std::vector<std::string> examples;
};

struct Comparison {
  std::string name;
  std::map<std::string_view, Tally> fields;
};

bool has_value(const Value& value) {
  return std::any_of(value.begin(), value.end(),
                     [](const std::string& v) { return !v.empty() && v != "(null)"; });
}

Value normalised(Value value, bool flat) {
  for (std::string& text : value) text = fold_blanks(flat ? without_tags(text) : text);
  return value;
}

std::string difference(const Value& a, const Value& b) {
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    const std::string x = i < a.size() ? a[i] : "(none)";
    const std::string y = i < b.size() ? b[i] : "(none)";
    if (x == y) continue;
    std::size_t at = 0;
    while (at < x.size() && at < y.size() && x[at] == y[at]) ++at;
    at = at > 30 ? at - 30 : 0;
    return fmt::format("[{}] '{}' / '{}'", i, x.substr(at, 110), y.substr(at, 110));
  }
  return {};
}

void compare(const Article& want, const Article& got, bool flat, std::size_t examples,
             Comparison& out) {
  for (const Field& field : fields()) {
    const Value a = normalised(field.read(want), flat);
    const Value b = normalised(field.read(got), flat);
    Tally& tally = out.fields[field.name];
    const bool equal = a == b;
    ++tally.compared;
    tally.agree += equal ? 1 : 0;
    if (has_value(a) || has_value(b)) {
      ++tally.either;
      tally.either_agree += equal ? 1 : 0;
    }
    if (!equal && tally.examples.size() < examples) {
      tally.examples.push_back(want.id.value_or("?") + " " + difference(a, b));
    }
  }
}

void add(const Comparison& from, std::size_t examples, Comparison& to) {
  for (const auto& [name, tally] : from.fields) {
    Tally& sum = to.fields[name];
    sum.compared += tally.compared;
    sum.agree += tally.agree;
    sum.either += tally.either;
    sum.either_agree += tally.either_agree;
    for (const std::string& example : tally.examples) {
      if (sum.examples.size() < examples) sum.examples.push_back(example);
    }
  }
}

double percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 100.0 : 100.0 * double(part) / double(whole);
}

void print(const Comparison& jekyll, const Comparison& flat) {
  fmt::print(
      "| field | jekyll = document | where given | document-flat = document | where given |\n");
  fmt::print("| --- | ---: | ---: | ---: | ---: |\n");
  for (const Field& field : fields()) {
    const Tally& j = jekyll.fields.at(field.name);
    const Tally& f = flat.fields.at(field.name);
    fmt::print("| {} | {:.2f} % | {:.2f} % | {:.2f} % | {:.2f} % |\n", field.name,
               percent(j.agree, j.compared), percent(j.either_agree, j.either),
               percent(f.agree, f.compared), percent(f.either_agree, f.either));
  }
  for (const Comparison* comparison : {&jekyll, &flat}) {
    for (const Field& field : fields()) {
      const Tally& tally = comparison->fields.at(field.name);
      if (tally.examples.empty()) continue;
      fmt::print("\n{} / document, {}: {} of {} differ\n", comparison->name, field.name,
                 tally.compared - tally.agree, tally.compared);
      for (const std::string& example : tally.examples) fmt::print("  {}\n", example);
    }
  }
}

std::vector<fs::path> documents(const fs::path& folder, std::size_t every) {
  std::vector<fs::path> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder / "txt")) {
    if (entry.path().extension() == ".TXT") all.push_back(entry.path());
  }
  std::sort(all.begin(), all.end());
  std::vector<fs::path> chosen;
  for (std::size_t i = 0; i < all.size(); i += every) chosen.push_back(all[i]);
  return chosen;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> args(argv + 1, argv + argc);
  std::size_t examples = 5;
  std::size_t every = 1;
  fs::path folder;
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (args[i] == "--examples" && i + 1 < args.size()) {
      examples = std::stoul(args[++i]);
    } else if (args[i] == "--every" && i + 1 < args.size()) {
      every = std::max<std::size_t>(1, std::stoul(args[++i]));
    } else {
      folder = args[i];
    }
  }
  if (!fs::is_directory(folder / "txt") || !fs::is_directory(folder / "kb")) {
    std::cerr << "usage: agreement FOLDER [--examples N] [--every N]; FOLDER holds txt/ and kb/\n";
    return 2;
  }
  const std::vector<fs::path> paths = documents(folder, every);
  Comparison jekyll{"jekyll", {}};
  Comparison flat{"document-flat", {}};
  std::mutex mutex;
  const std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
  {
    std::vector<std::jthread> workers;
    for (std::size_t t = 0; t < threads; ++t) {
      workers.emplace_back([&, t] {
        Comparison j{"jekyll", {}};
        Comparison f{"document-flat", {}};
        for (std::size_t i = t; i < paths.size(); i += threads) {
          const std::string bytes = read_file(paths[i]);
          const Article document = parse_article(bytes, paths[i].filename().string());
          const fs::path markdown =
              folder / "kb" / paths[i].parent_path().filename() / paths[i].stem() / "README.md";
          if (fs::exists(markdown)) {
            compare(document, parse_article(read_file(markdown), "README.md"), false, examples, j);
          }
          compare(document, parse_article(fold_blanks(without_tags(bytes)), "flat.txt"), true,
                  examples, f);
        }
        const std::lock_guard lock(mutex);
        add(j, examples, jekyll);
        add(f, examples, flat);
      });
    }
  }
  print(jekyll, flat);
  return 0;
}
