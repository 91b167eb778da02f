// The text Windows prints for an error code: "Access is denied."
//
// The table is made at build time by messages_generate.cpp out of Debian's libsamba-errors, where
// that is installed; without it there are no texts and every answer is empty. It is constant data:
// nothing runs at start-up, nothing is allocated. Safe to call from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "parser/article.h"

namespace kb {

/// The text of a number in a family: system errors, network errors and Winsock errors are numbered
/// in one range, 32-bit codes are HRESULTs and NTSTATUS values. Empty if there is none. The view
/// lives as long as the program.
std::string_view message_of(CodeFamily family, std::uint32_t value);

/// How many texts the table holds; 0 if it was built without.
std::size_t message_count();

}  // namespace kb
