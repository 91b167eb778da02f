#include "parser/codes/messages.h"

#include <catch2/catch.hpp>

using namespace kb;

TEST_CASE("the program has the texts of system errors", "[parser][messages]") {
  INFO("configure found no libsamba-errors; install it (Debian: samba-dev) and configure again");
  CHECK(message_count() > 4000);
}

TEST_CASE("texts belong to their family", "[parser][messages]") {
  CHECK(message_of(CodeFamily::kWin32, 5) == "Access is denied.");
  CHECK(message_of(CodeFamily::kWin32, 1722) == "The RPC server is unavailable.");
  CHECK(message_of(CodeFamily::kEvent, 5).empty());
  CHECK(message_of(CodeFamily::kNet, 5).empty());
  CHECK(message_of(CodeFamily::kCode32, 5).empty());
  CHECK_FALSE(message_of(CodeFamily::kCode32, 0xC0000005U).empty());
}
