# Writes a text file as a C++ constant: cmake -DIN=words.tsv -DOUT=words.cpp
# -DNAME=kWords -DHEADER=folder/words.h -P embed.cmake
file(READ "${IN}" text)
string(LENGTH "${text}" length)
set(literal "")
set(at 0)
while(at LESS length)  # in pieces, for compilers that limit one literal
  string(SUBSTRING "${text}" ${at} 8000 piece)
  string(APPEND literal "R\"~(${piece})~\"\n")
  math(EXPR at "${at} + 8000")
endwhile()
file(WRITE "${OUT}" "#include \"${HEADER}\"\nnamespace kb {\nconst std::string_view ${NAME} =\n${literal};\n}\n")
