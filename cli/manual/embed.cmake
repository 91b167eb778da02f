# Writes the texts of the manual as a C++ table, by name:
#   cmake -DIN=folder -DOUT=manual_texts.cpp -P embed.cmake
file(GLOB texts "${IN}/*.txt")
list(SORT texts)
set(rows "")
foreach(text IN LISTS texts)
  file(READ "${text}" bytes)
  get_filename_component(name "${text}" NAME_WE)
  string(APPEND rows "      {\"${name}\", R\"~(${bytes})~\"},\n")
endforeach()
file(WRITE "${OUT}" "#include \"cli/manual/manual.h\"\nnamespace kb {\n"
  "const std::vector<ManualText>& manual_texts() {\n"
  "  static const std::vector<ManualText> kTexts = {\n${rows}  };\n  return kTexts;\n}\n}\n")
