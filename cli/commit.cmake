# Writes the commit that is built as a C++ constant, only if it has changed:
#   cmake -DSOURCE=folder -DOUT=commit.h -P commit.cmake
# In a source archive commit.txt names it, for a repository around the folder is another's.
file(STRINGS "${SOURCE}/cli/commit.txt" commit LIMIT_COUNT 1)
if(commit MATCHES "Format")
  execute_process(COMMAND git -C "${SOURCE}" rev-parse --short=7 HEAD
    OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  if(failed)
    set(commit "")
  endif()
endif()
set(text "namespace kb {\ninline constexpr const char* kCommit = \"${commit}\";\n}\n")
set(old "")
if(EXISTS "${OUT}")
  file(READ "${OUT}" old)
endif()
if(NOT old STREQUAL text)
  file(WRITE "${OUT}" "${text}")
endif()
