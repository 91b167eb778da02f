#include "parser/registry/registry_keys.h"

#include <catch2/catch.hpp>

#include "parser/text/ascii.h"

using namespace kb;

namespace {

struct Row {
  const char* name;
  std::string text;
  const char* want;  ///< joined by " | "
};

std::vector<Section> one_section(const std::string& text) {
  return {{SectionKind::kResolution, "RESOLUTION", text}};
}

std::string keys_of(const std::string& text) {
  std::string out;
  for (const std::string& key : find_registry_keys(one_section(text))) {
    out += (out.empty() ? "" : " | ") + key;
  }
  return out;
}

std::string values_of(const std::string& text) {
  std::string out;
  for (const RegistryValue& value : find_registry_values(one_section(text))) {
    out += (out.empty() ? "" : " | ") + value.name + "=" + value.type.value_or("?") + ":" +
           value.data.value_or("?");
  }
  return out;
}

}  // namespace

TEST_CASE("registry keys are the same with line ends and without", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"a line of its own",
       "Find this key:\n\n   HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Paint\n\n2. "
       "On "
       "the menu, click Add.",
       "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Paint"},
      {"short root in prose", "Set HKLM\\Software\\Contoso\\Paint to red.",
       "HKEY_LOCAL_MACHINE\\Software\\Contoso\\Paint"},
      {"root in other case", "Hkey_Current_User\\Control Panel\\Colors.",
       "HKEY_CURRENT_USER\\Control Panel\\Colors"},
      {"misspelt roots",
       "HKEY_LOCAL_MACINE\\Software\\A, HKEY_LOCALMACHINE\\Software\\B, HKEY_CURENT_USER\\C, HKEY "
       "LOCAL MACHINE\\Software\\D",
       "HKEY_LOCAL_MACHINE\\Software\\A | HKEY_LOCAL_MACHINE\\Software\\B | HKEY_CURRENT_USER\\C | "
       "HKEY_LOCAL_MACHINE\\Software\\D"},
      {"wrapped before the separator",
       "   HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\n   \\Print\\Colors\n\nIt is "
       "red.",
       "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Print\\Colors"},
      {"wrapped behind the separator",
       "   HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Paint\\ \n   Parameters\\Red\n",
       "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Paint\\Parameters\\Red"},
      {"blanks in a name",
       "   HKEY_LOCAL_MACHINE\\SOFTWARE\\Contoso\\Shared Tools\\Paint Box\\Red\n\nThis is it.",
       "HKEY_LOCAL_MACHINE\\SOFTWARE\\Contoso\\Shared Tools\\Paint Box\\Red"},
      {"blanks in the last name", "Click HKLM\\System\\Control\\Session Manager and press Enter.",
       "HKEY_LOCAL_MACHINE\\System\\Control\\Session Manager"},
      {"a path ends where prose goes on", "The HKLM\\Software\\Contoso\\Red value is read.",
       "HKEY_LOCAL_MACHINE\\Software\\Contoso\\Red"},
      {"a tree of components",
       "HKEY_CURRENT_USER\n    \\Software\n       \\Contoso\n          \\Paint Manager\\Red\n",
       "HKEY_CURRENT_USER\\Software\\Contoso\\Paint Manager\\Red"},
      {"slashes", "Go to HKEY_LOCAL_MACHINE/System/CurrentControlSet/Paint.",
       "HKEY_LOCAL_MACHINE\\System\\CurrentControlSet\\Paint"},
      {"a reg file", "[HKEY_CLASSES_ROOT\\CLSID\\{00-11}\\In Proc]\n@=\"a\"",
       "HKEY_CLASSES_ROOT\\CLSID\\{00-11}\\In Proc"},
      {"an inf file", "HKLM,\"Software\\Contoso\\Real Mode\",Red,,\"n\"",
       "HKEY_LOCAL_MACHINE\\Software\\Contoso\\Real Mode"},
      {"source code", "RegOpenKey(HKEY_LOCAL_MACHINE, \"Software\\\\Contoso\\\\Red\", &key);",
       "HKEY_LOCAL_MACHINE\\Software\\Contoso\\Red"},
      {"root and path apart",
       "From the HKEY_CURRENT_USER subtree, go to the following subkey:\n\n   "
       "\\Software\\Contoso\\Red\n",
       "HKEY_CURRENT_USER\\Software\\Contoso\\Red"},
      {"the machine's own path without root",
       "Open \\System\\CurrentControlSet\\Services\\Paint now.",
       "HKEY_LOCAL_MACHINE\\System\\CurrentControlSet\\Services\\Paint"},
      {"root and path apart, with slashes",
       "In the HKEY_LOCAL_MACHINE subtree, under this subkey:\n\n   "
       "SYSTEM/CurrentControlSet/Services/Paint/Red\n\nIt is red.",
       "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Paint\\Red"},
      {"a path that belongs to no root", "Copy \\Software\\Contoso\\Red to the disk.", ""},
      {"one key in two cases", "HKLM\\Software\\Red and HKLM\\SOFTWARE\\RED.",
       "HKEY_LOCAL_MACHINE\\Software\\Red"},
      {"two keys below each other", "HKLM\\Software\\A\\Red\nHKLM\\Software\\B\\Red\n",
       "HKEY_LOCAL_MACHINE\\Software\\A\\Red | HKEY_LOCAL_MACHINE\\Software\\B\\Red"},
      {"a root alone", "Select HKEY_LOCAL_MACHINE on Local Machine.", ""},
      {"a type of C", "HKEY hKey; PHKEY_LOCAL_MACHINE\\x", ""},
      {"a folder", "%SystemRoot%\\System\\CurrentControlSet\\x", ""},
  }));
  DYNAMIC_SECTION(row.name) {
    CHECK(keys_of(row.text) == row.want);
    CHECK(keys_of(fold_blanks(row.text)) == row.want);
  }
}

TEST_CASE("placeholders belong to a key", "[parser]") {
  CHECK(keys_of("HKLM\\System\\Services\\<server name>\\Red") ==
        "HKEY_LOCAL_MACHINE\\System\\Services\\<server name>\\Red");
  CHECK(keys_of("HKLM\\System\\Services\\\\Red") == "HKEY_LOCAL_MACHINE\\System\\Services\\\\Red");
}

TEST_CASE("registry values are the same with line ends and without", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"labels on lines", "Value Name: Red\n   Data Type:  REG_DWORD\n   Data:       1 (or 2)\n",
       "Red=REG_DWORD:1"},
      {"other labels", "Value name: Deep Red\nValue type: REG_SZ\nValue data: Yes\n",
       "Deep Red=REG_SZ:Yes"},
      {"a radix between", "Value name: Red\nData type: DWORD\nRadix: Hex\nValue data: 0xFF\n",
       "Red=REG_DWORD:0xFF"},
      {"two of them",
       "Value Name: A\nData Type: REG_SZ\nData: x\n\nValue Name: B\nData Type: "
       "REG_SZ\nData: y\n",
       "A=REG_SZ:x | B=REG_SZ:y"},
      {"three parts", "KeepRed : REG_DWORD : 250\nKeepBlue:REG_SZ:no\n",
       "KeepRed=REG_DWORD:250 | KeepBlue=REG_SZ:no"},
      {"without colons", "KeepRed REG_DWORD 0x2\n", "KeepRed=REG_DWORD:0x2"},
      {"a reg file",
       "[HKEY_LOCAL_MACHINE\\Software\\Red]\n\"Max\"=dword:00000800\n\"Path\"=\"a b\"\n",
       "Max=REG_DWORD:00000800 | Path=REG_SZ:a b"},
      {"no data", "Value Name: Red\nData Type: REG_DWORD\nData:\n\nThe value is new.",
       "Red=REG_DWORD:?"},
      {"prose about types", "select REG_SZ for Data Type, and type = REG_DWORD here", ""},
      {"a constant", "Const REG_SZ = 1", ""},
  }));
  DYNAMIC_SECTION(row.name) {
    CHECK(values_of(row.text) == row.want);
    CHECK(values_of(fold_blanks(row.text)) == row.want);
  }
}

TEST_CASE("a value belongs to the last key before it", "[parser]") {
  const auto values = find_registry_values(one_section(
      "HKLM\\Software\\A\n\nHKLM\\Software\\B\n\nValue Name: Red\nData Type: REG_SZ\n"));
  REQUIRE(values.size() == 1);
  CHECK(values[0].key == "HKEY_LOCAL_MACHINE\\Software\\B");
}

TEST_CASE("long texts of path signs are read in linear time", "[parser]") {
  std::string text;
  for (int i = 0; i < 200000; ++i) text += "HKLM\\ \\ ";
  CHECK_NOTHROW(find_registry_keys(one_section(text)));
  CHECK(keys_of(std::string(1 << 20, '\\')).empty());
  CHECK(keys_of("HKEY_LOCAL_MACHINE").empty());
  CHECK(keys_of("HKEY_LOCAL_MACHINE\\").empty());
}
