// Modules run with the user's rights: they come only from where nobody else can put one.
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <tuple>

#include "tests/support/articles.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;
namespace fs = std::filesystem;

namespace {

constexpr const char* kModule = "libkb_archive.so";

/// A copy of the program in `bin`, an archive to read, and a module that is not there yet.
struct Copied : Sandbox {
  Copied() {
    write("a/Q100001.TXT", document({"Q100001", "Spooler stops"}));
    REQUIRE(run_tool({"tar", "-cf", "a.tar", "a"}).status == 0);
    fs::create_directories(path("bin"));
    fs::create_directories(path("lib/kb"));
    fs::copy_file(KB_PROGRAM, path("bin/kb"));
    for (const char* folder : {"bin", "lib", "lib/kb"}) set_mode(folder, 0755);
  }

  void set_mode(const std::string& name, mode_t mode) const {
    REQUIRE(::chmod(path(name).c_str(), mode) == 0);
  }

  /// Puts the module of the build at `name`.
  void plant(const std::string& name, mode_t mode = 0644) const {
    fs::copy_file(fs::path(KB_PROGRAM).parent_path() / kModule, path(name));
    set_mode(name, mode);
  }

  Ran parse() const { return run_tool({path("bin/kb"), "parse", "--json", "a.tar"}); }
};

bool is_refused(const Ran& ran) {
  return is_one_error(ran) && ran.err.find("others than you and root") != std::string::npos;
}

}  // namespace

TEST_CASE("a module is loaded beside the program and from ../lib/kb", "[cli][module]") {
  if (!have_tool("tar")) return skip("there is no tar here");
  for (const std::string folder : {"bin/", "lib/kb/"}) {
    const Copied box;
    box.plant(folder + kModule);
    const Ran ran = box.parse();
    INFO(ran);
    CHECK(ran.status == 0);
    CHECK(ran.out.find("Q100001") != std::string::npos);
  }
}

TEST_CASE("a module that others can put there or change is refused", "[cli][module]") {
  if (!have_tool("tar")) return skip("there is no tar here");
  for (const std::string folder : {"bin", "lib/kb"}) {
    for (const mode_t mode : {0777, 01777, 0775}) {
      const Copied box;
      box.plant(folder + "/" + kModule);
      box.set_mode(folder, mode);
      CAPTURE(folder, mode);
      CHECK(is_refused(box.parse()));
    }
    const Copied box;
    box.plant(folder + "/" + kModule, 0666);
    CHECK(is_refused(box.parse()));
  }
}

TEST_CASE("a link to a module is judged by where it leads", "[cli][module]") {
  if (!have_tool("tar")) return skip("there is no tar here");
  const Copied box;
  fs::create_directories(box.path("open"));
  box.set_mode("open", 0777);
  box.plant(std::string("open/") + kModule);
  fs::create_symlink(box.path(std::string("open/") + kModule),
                     box.path(std::string("bin/") + kModule));
  CHECK(is_refused(box.parse()));
}

TEST_CASE("a module of another user is refused", "[cli][module]") {
  if (!have_tool("tar")) return skip("there is no tar here");
  if (::geteuid() != 0) return skip("only root can give a file away");
  constexpr uid_t kOther = 12345;
  for (const std::string owned : {"bin", "bin/libkb_archive.so"}) {
    const Copied box;
    box.plant("bin/libkb_archive.so");
    REQUIRE(::chown(box.path(owned).c_str(), kOther, gid_t(-1)) == 0);
    CAPTURE(owned);
    CHECK(is_refused(box.parse()));
  }
}

TEST_CASE("a program without its module says so", "[cli][module]") {
  if (!have_tool("tar")) return skip("there is no tar here");
  const Copied box;
  const Ran ran = box.parse();
  CHECK(is_one_error(ran));
  CHECK(ran.err.find("there is no libkb_archive.so beside the program") != std::string::npos);
}

TEST_CASE("an export without its module is refused before anything is made", "[cli][module]") {
  const Copied box;
  box.index({"a"});
  for (const auto& [option, out, lacking] :
       {std::tuple("--zim", "kb.zim", "install the package kb-zim, or libzim8 and kb with its "),
        std::tuple("--docset", "kb.docset", "can't write SQLite databases: there is no ")}) {
    const Ran ran = box.run_tool({box.path("bin/kb"), "export", option, out});
    INFO(ran);
    CHECK(is_one_error(ran));
    CHECK(ran.err.find(lacking) != std::string::npos);
    CHECK_FALSE(box.has(out));
    CHECK_FALSE(box.has(out + std::string(".part")));
  }
}
