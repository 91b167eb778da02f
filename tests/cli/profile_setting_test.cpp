// Where `--on` comes from when it is not typed.
#include <catch2/catch.hpp>

#include "tests/support/articles.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;

namespace {

/// A search whose answer says which setting was taken: an unknown product is named in a remark.
struct Settings : Sandbox {
  explicit Settings(const std::string& file) {
    write("a/Q100001.TXT", document({"Q100001", "Spooler stops"}));
    index({"a"});
    write("config/kb/config", file);
  }
  Command search(Arguments more = {}) const {
    Arguments arguments{"search", "spooler"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return command(arguments).set("XDG_CONFIG_HOME", path("config"));
  }
};

bool has(const Ran& ran, const std::string& part) {
  return ran.err.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the option goes before the variable and that before the file", "[cli][setting]") {
  const Settings box("# what I run\n\n  on = fromfile  \n");
  CHECK(has(box.search().run(), "fromfile"));
  CHECK(has(box.search().set("KB_ON", "fromvariable").run(), "fromvariable"));
  CHECK(has(box.search({"--on", "fromoption"}).set("KB_ON", "fromvariable").run(), "fromoption"));
}

TEST_CASE("settings that are none are named in one remark, and the others count",
          "[cli][setting]") {
  const Settings box("onn = nt4\non = fromfile\nlimit=5\n[search]\n");
  const Ran ran = box.search().run();
  CHECK(ran.status == 0);
  CHECK(has(ran, "has no setting 'onn', 'limit', '[search]'; see `kb help settings`"));
  CHECK(has(ran, "fromfile"));
  CHECK_FALSE(has(box.search({"-q"}).run(), "has no setting"));
}
