#include "parser/fields/title_prefix.h"

#include <catch2/catch.hpp>

using namespace kb;

namespace {

struct Row {
  const char* title;
  const char* want;  ///< empty: none
};

}  // namespace

TEST_CASE("the first prefix of a title is one of the closed classes", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"PRB: Form Won't Open", "PRB"},
      {"Fix: Form Won't Open", "Fix"},
      {"HOW TO: Open a Form", "HOW TO"},
      {"HOWTo: Open a Form", "HOWTo"},
      {"DocErr: Wrong Page", "DocErr"},
      {"Err Msg: Disk Full", "Err Msg"},
      {"ErrMsg:\"Disk Full\" at Start", "ErrMsg"},
      {"Error Message: Disk Full", "Error Message"},
      {"XADM: Store Stops", "XADM"},
      {"XADM: Err Msg: Store Stops", "XADM"},
      {"X400: Link Is Down", "X400"},
      {"PC Win: Err Msg: Disk Full", "PC Win"},
      {"PC WSPlus: Printing", "PC WSPlus"},
      {"Mac Srv Wkst: Printing", "Mac Srv Wkst"},
      {"Mac DOS:Err Msg: Disk Full", "Mac DOS"},
      {"PROFS: New Version", "PROFS"},
      {"SMS: Job Fails", "SMS"},
      {"WD97: Table Moves", "WD97"},
      {"PPT7: Slide Moves", "PPT7"},
      {"PPT: Slide Moves", "PPT"},
      {"FPSE2000: Publishing Fails", "FPSE2000"},
      {"FIX: C1001: Compiler Stops", "FIX"},
      {"  BUG : Blank Before the Colon", "BUG"},
      {"Flight Simulator: Joystick", ""},
      {"Flight Simulator: Err Msg: Joystick", ""},
      {"Mac Encarta 97: Sound", ""},
      {"Encarta 97: Sound", ""},
      {"STL Sample for deque::size", ""},
      {"FIX::operator Fails", ""},
      {"Moving a Form: Two Ways", ""},
      {"C1001: Compiler Stops", ""},
      {"No Colon At All", ""},
      {":", ""},
      {"", ""},
  }));
  DYNAMIC_SECTION(row.title) { CHECK(title_prefix(row.title).value_or("") == row.want); }
}

TEST_CASE("all prefixes together end where the title's own words begin", "[parser]") {
  CHECK(title_prefix_length("PC Win: Err Msg: Disk Full") == 17);
  CHECK(title_prefix_length("Disk Full: Err Msg") == 0);
}
