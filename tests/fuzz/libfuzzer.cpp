// One target under libFuzzer; KB_FUZZ_TARGET is its name.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const kb::FuzzTarget* const target = kb::find_fuzz_target(KB_FUZZ_TARGET);
  kb::expect(target != nullptr, "the target is in the table");
  target->run({reinterpret_cast<const char*>(data), size});
  return 0;
}
