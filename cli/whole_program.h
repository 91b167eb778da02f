// From `kb` to the whole program.
//
// `kb` is linked twice. The whole program needs 0.9 ms to load Xapian and the C++ library before it
// does anything, as long as a short search, which finds all it needs in the tables of the index
// without Xapian. So `kb` itself is linked with neither: one static file with
// the commands that people wait for. Where it would call Xapian it starts the whole program in its
// place (without_xapian.cmake), with the same command line.
#pragma once

namespace kb {

/// What the whole program is started with; valid as long as main() runs.
void keep_command_line(char** argv);

/// Becomes the whole program, which starts anew: nothing may have been read from stdin or written
/// yet. It lies beside this one in a build tree and in ../lib/kb when installed; of a copy of this
/// one alone, in the build tree it is from, if that is the user's own.
[[noreturn]] void start_whole_program();

}  // namespace kb
