# Writes OUT, a source file that stands in for Xapian in a program that is linked without it: each
# function of Xapian that the object files and archives IN call, as kb_call_of_xapian(), which does
# not return; each of its variables and tables as zeros. NM is the tool, XAPIAN the library, by which
# the two are told apart.
cmake_minimum_required(VERSION 3.18)

function(symbols_of out)
  execute_process(COMMAND ${NM} ${ARGN} OUTPUT_VARIABLE listed ERROR_QUIET COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX REPLACE "\n" ";" lines "${listed}")
  set(${out} "${lines}" PARENT_SCOPE)
endfunction()

symbols_of(lines --dynamic --defined-only --format=posix ${XAPIAN})
list(FILTER lines INCLUDE REGEX " [BbDdRrVu] ")
list(TRANSFORM lines REPLACE "[@ ].*" "" OUTPUT_VARIABLE variables)

symbols_of(lines --undefined-only --format=posix ${IN})
list(FILTER lines INCLUDE REGEX "^_Z(TV|TI|TS)?NK?6Xapian")
list(TRANSFORM lines REPLACE " .*" "")
list(REMOVE_DUPLICATES lines)

set(text "extern \"C\" {\n\nvoid kb_call_of_xapian();\nvoid kb_call() { kb_call_of_xapian(); }\n\n")
foreach(symbol IN LISTS lines)
  if(symbol IN_LIST variables)
    string(APPEND text "alignas(16) char ${symbol}[1024];\n")
  else()
    string(APPEND text "void ${symbol}() __attribute__((alias(\"kb_call\")));\n")
  endif()
endforeach()
file(WRITE ${OUT} "${text}\n}\n")
