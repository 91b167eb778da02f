// What a function that can fail returns: a value or an Error a person can act on.
//
// Libraries never print and no exception crosses a folder; the command line turns an Error into
// one line on stderr (`kb: message; hint`) and exit status 2.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace kb {

/// Why something failed; closed, so that callers can decide by it.
enum class ErrorKind {
  kUsage,    ///< the user's words can't be carried out (unknown option, bad value)
  kNoIndex,  ///< there is no index at the given place
  kDamaged,  ///< the index is there but incomplete, altered or not an index
  kVersion,  ///< the index was written by an older or newer kb
  kBusy,     ///< another process is writing
  kInput,    ///< a source (file, folder, archive) can't be read
  kSystem,   ///< the operating system refused (disk full, permission)
};

/// One failure. `message` is one sentence without a final period that names the offending text or
/// path; `hint` says what to do about it, may be empty.
struct Error {
  ErrorKind kind;
  std::string message;
  std::string hint;
};

template <typename T>
using Result = tl::expected<T, Error>;

/// Shorthand for returning an Error from a function whose result is Result<T>.
inline tl::unexpected<Error> fail(ErrorKind kind, std::string message, std::string hint = {}) {
  return tl::make_unexpected(Error{kind, std::move(message), std::move(hint)});
}

}  // namespace kb
