// Who may include whom. The build's link lines say the same; this test keeps the #include lines to
// it where headers of another folder would be found anyway.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace fs = std::filesystem;

namespace {

using Names = std::vector<std::string>;

/// A folder, the folders whose headers its files may include, and single headers of others.
struct Layer {
  std::string folder;
  Names folders;
  Names headers;
};

const std::vector<Layer> kLayers = {
    {"parser", {"parser"}, {}},
    {"corpus", {"corpus", "parser"}, {}},
    {"indexer", {"indexer", "corpus", "parser"}, {}},
    // Of the indexer, the query knows what an index is (the target kb_schema), not how it is made.
    {"query",
     {"query", "parser"},
     {"indexer/schema/schema.h", "indexer/schema/terms.h", "indexer/schema/record.h",
      "indexer/store/index_folder.h", "indexer/schema/code_dictionary.h",
      "indexer/glass_database.h", "indexer/late_database.h", "indexer/letter_distance.h",
      "indexer/store/manifest.h", "indexer/schema/stop_words.h", "indexer/schema/synonyms.h"}},
    {"cli", {"cli", "query", "indexer", "corpus", "parser"}, {}},
};

/// A library's header and the files (or folders) that may include it.
struct Wrapped {
  std::string header;
  Names places;
};

const std::vector<Wrapped> kWrapped = {
    {"xapian.h", {"indexer/", "query/"}},
    {"cmark.h", {"parser/dialects/markdown.cpp"}},
    {"archive.h", {"corpus/archive_module.cpp"}},
    {"archive_entry.h", {"corpus/archive_module.cpp"}},
    {"CLI/CLI.hpp", {"cli/options.cpp"}},
    {"sqlite3.h", {"indexer/transfer/sqlite_module.cpp"}},
    {"zstd.h", {"indexer/"}},
    {"xxhash.h", {"indexer/"}},
};

struct Include {
  std::string file;  ///< `parser/fields/dates.cpp`
  std::string header;
  bool quoted;  ///< `"..."`, not `<...>`
};

void read_includes(const fs::path& path, const std::string& file, std::vector<Include>& out) {
  std::ifstream in(path);
  constexpr std::string_view kInclude = "#include ";
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with(kInclude) || line.size() < kInclude.size() + 2) continue;
    const std::string rest = line.substr(kInclude.size());
    const std::size_t end = rest.find(rest[0] == '"' ? '"' : '>', 1);
    out.push_back({file, rest.substr(1, end - 1), rest[0] == '"'});
  }
}

/// Every #include line below a folder of the source tree.
std::vector<Include> includes_of(const std::string& folder) {
  std::vector<Include> out;
  const fs::path root = KB_SOURCE_DIR;
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    const std::string ending = entry.path().extension().string();
    if (ending != ".h" && ending != ".cpp") continue;
    read_includes(entry.path(), fs::relative(entry.path(), root).string(), out);
  }
  return out;
}

bool contains(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool allows(const Layer& layer, const std::string& header) {
  return contains(layer.headers, header) ||
         contains(layer.folders, header.substr(0, header.find('/')));
}

}  // namespace

TEST_CASE("a folder includes only what lies below it", "[layering]") {
  for (const Layer& layer : kLayers) {
    const auto includes = includes_of(layer.folder);
    CHECK_FALSE(includes.empty());
    for (const Include& include : includes) {
      const bool generated = include.header.ends_with(".inc");
      if (!include.quoted || generated) continue;
      CAPTURE(include.file, include.header);
      CHECK(allows(layer, include.header));
    }
  }
}

TEST_CASE("a library is included where it is wrapped and nowhere else", "[layering]") {
  for (const Wrapped& wrapped : kWrapped) {
    bool used = false;
    for (const Layer& layer : kLayers) {
      for (const Include& include : includes_of(layer.folder)) {
        if (include.header != wrapped.header) continue;
        used = true;
        CAPTURE(include.file, include.header);
        CHECK(
            std::any_of(wrapped.places.begin(), wrapped.places.end(),
                        [&](const std::string& place) { return include.file.starts_with(place); }));
      }
    }
    CAPTURE(wrapped.header);
    CHECK(used);  // a row for a library nobody uses guards nothing
  }
}

TEST_CASE("every folder of sources is in the table of layers", "[layering]") {
  for (const auto& entry : fs::directory_iterator(KB_SOURCE_DIR)) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_directory() || name.starts_with(".") || name == "tests" || name == "build") {
      continue;
    }
    CAPTURE(name);
    const bool known = std::any_of(kLayers.begin(), kLayers.end(),
                                   [&](const Layer& layer) { return layer.folder == name; });
    CHECK((known || includes_of(name).empty()));
  }
}
