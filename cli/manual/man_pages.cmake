# Makes the man pages of a folder anew:
#   cmake -DGENERATOR=kb_man_pages -DSCDOC=scdoc -DOUT=folder -P man_pages.cmake
file(REMOVE_RECURSE "${OUT}")
file(MAKE_DIRECTORY "${OUT}")
execute_process(COMMAND "${GENERATOR}" "${OUT}" COMMAND_ERROR_IS_FATAL ANY)
file(GLOB sources "${OUT}/*.scd")
foreach(source IN LISTS sources)
  string(REGEX REPLACE "\\.scd$" "" page "${source}")
  execute_process(COMMAND "${SCDOC}" INPUT_FILE "${source}" OUTPUT_FILE "${page}"
    COMMAND_ERROR_IS_FATAL ANY)
endforeach()
file(REMOVE ${sources})
