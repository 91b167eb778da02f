// Who may include whom. The build's link lines say the same; this test keeps the #include lines to
// it where headers of another folder would be found anyway.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace fs = std::filesystem;

namespace {

using Names = std::vector<std::string>;

/// A room: a folder without those below it, the folders whose headers its files may include, and
/// single headers of others. A folder that ends with `/` stands for those below it, too.
struct Room {
  std::string folder;
  Names folders;
  Names headers = {};
};

const std::vector<Room> kRooms = {
    {"parser", {"parser/"}},
    {"parser/text", {}},
    {"parser/fields", {"parser", "parser/text"}},
    {"parser/citations", {"parser", "parser/text", "parser/fields"}},
    {"parser/registry", {"parser", "parser/text"}},
    {"parser/file_tables", {"parser", "parser/text", "parser/fields"}},
    {"parser/dialects", {"parser", "parser/text", "parser/fields"}},
    {"parser/pages", {"parser", "parser/text", "parser/fields", "parser/dialects"}},
    {"parser/editions", {"parser", "parser/text"}},
    {"parser/codes", {"parser", "parser/text"}},
    {"parser/codes/generate", {"parser/text", "parser/codes"}},
    {"parser/codes/in_articles", {"parser", "parser/text", "parser/codes"}},
    {"parser/codes/in_queries",
     {"parser", "parser/text", "parser/codes", "parser/codes/in_articles"}},

    {"corpus", {"parser", "parser/text"}},
    {"corpus/machine", {"parser/text", "parser/fields"}},
    {"corpus/machine/disk", {"parser", "parser/text", "corpus"}},
    {"corpus/machine/registry", {"parser/text", "corpus/machine"}},
    {"corpus/machine/system",
     {"parser/text", "corpus/machine", "corpus/machine/disk", "corpus/machine/registry"}},

    {"indexer/schema", {"parser/"}, {"indexer/store/frame_dictionary.h"}},
    {"indexer/store", {"parser", "parser/text", "corpus", "indexer/schema"}},
    {"indexer/glass",
     {"parser", "corpus", "indexer/schema"},
     {"indexer/build/posting_sink.h", "indexer/build/word_forms.h"}},
    // The writer of Xapian's tables stands behind a wall: no other room may include it.
    {"indexer/build", {"parser/", "corpus", "indexer/schema", "indexer/store", "indexer/glass"}},
    {"indexer/transfer", {"parser", "corpus", "indexer/schema", "indexer/store", "indexer/build"}},
    {"indexer/cluster",
     {"parser", "corpus", "indexer/schema", "indexer/store", "indexer/build", "indexer/transfer"}},
    {"indexer/check", {"parser/", "corpus", "indexer/schema", "indexer/store", "indexer/build"}},

    // Of the indexer, the query knows what an index is (the target kb_schema), not how it is made.
    {"query/language", {"parser/", "indexer/schema"}},
    {"query/pages", {"parser/"}},
    {"query/compile", {"parser/", "indexer/schema", "indexer/store", "query/language"}},
    {"query/snippet", {"parser/", "indexer/schema", "query/compile", "query/pages"}},
    {"query/rank", {"parser/", "indexer/schema", "indexer/store", "query/compile"}},
    {"query/search",
     {"parser/", "indexer/schema", "indexer/store", "query/language", "query/compile",
      "query/pages", "query/snippet", "query/rank"}},
    {"query/codes",
     {"parser/", "indexer/schema", "indexer/store", "query/compile", "query/search"}},
    {"query/triage",
     {"parser/", "indexer/schema", "indexer/store", "query/compile", "query/search", "query/codes",
      "query/browse"}},
    {"query/browse",
     {"parser/", "indexer/schema", "indexer/store", "query/compile", "query/search",
      "query/language", "query/pages"}},
    {"query/inspect",
     {"parser/", "corpus/machine/", "indexer/schema", "indexer/store", "query/compile",
      "query/language", "query/pages", "query/search", "query/triage"}},
    {"query/json", {"parser/", "corpus/machine/", "indexer/schema", "indexer/store", "query/"}},
    {"query/judge", {"parser/", "indexer/schema", "indexer/store", "query/"}},

    // What answers a request knows no socket; what has sockets knows no page.
    {"web/http", {"parser", "parser/text"}},
    {"web/server", {"parser", "parser/text", "corpus", "web/http"}},
    {"web/assets", {}},
    {"web/pages",
     {"parser/", "indexer/schema", "indexer/store", "query/", "web/http", "web/assets"}},
    {"web/site",
     {"parser/", "indexer/schema", "indexer/store", "query/", "web/http", "web/assets",
      "web/pages"}},
    // Pages as files: the one room of the web that writes, with what all exports write by.
    {"web/export",
     {"parser/", "indexer/schema", "indexer/store", "indexer/transfer", "query/", "web/assets",
      "web/pages"},
     {"indexer/build/progress.h", "corpus/module.h"}},

    {"cli",
     {"cli/", "query/", "parser/", "corpus", "indexer/schema", "indexer/store", "indexer/build",
      "indexer/cluster", "indexer/check", "indexer/transfer"}},
    {"cli/line",
     {"cli/", "query/", "parser/", "corpus", "indexer/schema", "indexer/store", "indexer/build",
      "indexer/cluster", "indexer/check", "indexer/transfer"}},
    {"cli/manual", {"cli/", "parser/", "indexer/schema"}},
    {"cli/commands",
     {"cli/", "web/site", "web/server", "web/export", "query/", "parser/", "corpus",
      "indexer/schema", "indexer/store", "indexer/build", "indexer/cluster", "indexer/check",
      "indexer/transfer"}},
};

const Names kTrees = {"parser", "corpus", "indexer", "query", "web", "cli"};
constexpr std::size_t kMostFiles = 26;  // of sources, in one room

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
    {"CLI/CLI.hpp", {"cli/line/take_line.cpp"}},
    {"sqlite3.h", {"indexer/transfer/sqlite_module.cpp"}},
    {"tsk/libtsk.h", {"corpus/machine/disk/image_module.cpp"}},
    {"zim/archive.h", {"web/export/zim_module.cpp"}},
    {"zim/writer/contentProvider.h", {"web/export/zim_module.cpp"}},
    {"zim/writer/creator.h", {"web/export/zim_module.cpp"}},
    {"microhttpd.h", {"web/server/http_module.cpp"}},
    {"zlib.h", {"indexer/", "web/http/finish.cpp", "corpus/machine/compressed_file.cpp"}},
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

bool is_source(const fs::path& path) {
  return path.extension() == ".h" || path.extension() == ".cpp";
}

std::string below_root(const fs::path& path) {
  return fs::relative(path, fs::path(KB_SOURCE_DIR)).string();
}

/// The source files of every folder of the trees, by folder.
std::map<std::string, std::vector<fs::path>> sources() {
  std::map<std::string, std::vector<fs::path>> found;
  for (const std::string& tree : kTrees) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(KB_SOURCE_DIR) / tree)) {
      if (!is_source(entry.path())) continue;
      found[below_root(entry.path().parent_path())].push_back(entry.path());
    }
  }
  return found;
}

/// Every #include line of these files.
std::vector<Include> includes_of(const std::vector<fs::path>& files) {
  std::vector<Include> out;
  for (const fs::path& file : files) read_includes(file, below_root(file), out);
  return out;
}

/// The names of the types that a header defines, those inside other types left out.
Names types_in(const fs::path& header) {
  std::ifstream in(header);
  Names names;
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string kind, name, next;
    if (!line.starts_with("struct ") && !line.starts_with("class ")) continue;
    words >> kind >> name >> next;
    if (next == "{" || next == ":" || next == "final") names.push_back(name);
  }
  return names;
}

bool contains(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_in(const std::string& folder, const std::string& room) {
  if (room.ends_with('/')) return (folder + "/").starts_with(room);
  return folder == room;
}

bool allows(const Room& room, const std::string& header) {
  const std::string folder = fs::path(header).parent_path().string();
  return folder == room.folder || contains(room.headers, header) ||
         std::any_of(room.folders.begin(), room.folders.end(),
                     [&](const std::string& allowed) { return is_in(folder, allowed); });
}

}  // namespace

TEST_CASE("a room includes only what lies below it", "[layering]") {
  const auto all = sources();
  for (const Room& room : kRooms) {
    CAPTURE(room.folder);
    REQUIRE(all.contains(room.folder));  // a row for a room that is gone guards nothing
    for (const Include& include : includes_of(all.at(room.folder))) {
      const bool generated = include.header.ends_with(".inc");
      if (!include.quoted || generated) continue;
      CAPTURE(include.file, include.header);
      CHECK(allows(room, include.header));
    }
  }
}

TEST_CASE("every folder of sources has a row and can be overlooked", "[layering]") {
  for (const auto& [folder, files] : sources()) {
    CAPTURE(folder, files.size());
    CHECK(std::any_of(kRooms.begin(), kRooms.end(),
                      [&name = folder](const Room& room) { return room.folder == name; }));
    CHECK(files.size() <= kMostFiles);
  }
  for (const auto& entry : fs::directory_iterator(KB_SOURCE_DIR)) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_directory() || name.starts_with(".") || name == "tests" || name == "build") {
      continue;
    }
    CAPTURE(name);
    const auto files = fs::recursive_directory_iterator(entry.path());
    const bool has_sources = std::any_of(begin(files), end(files),
                                         [](const auto& file) { return is_source(file.path()); });
    CHECK((contains(kTrees, name) || !has_sources));
  }
}

TEST_CASE("no two headers define types of one name", "[layering]") {
  // All are in one namespace, where two types of one name share the code of templates.
  std::map<std::string, std::string> defined;  // name, the header that has it
  for (const auto& [folder, files] : sources()) {
    for (const fs::path& file : files) {
      if (file.extension() != ".h") continue;
      for (const std::string& name : types_in(file)) {
        CAPTURE(name, file, defined[name]);
        CHECK(defined[name].empty());
        defined[name] = below_root(file);
      }
    }
  }
  CHECK(defined.size() > 100);
}

TEST_CASE("a library is included where it is wrapped and nowhere else", "[layering]") {
  const auto all = sources();
  for (const Wrapped& wrapped : kWrapped) {
    bool used = false;
    for (const auto& [folder, files] : all) {
      for (const Include& include : includes_of(files)) {
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
