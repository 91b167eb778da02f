#include "cli/program.h"

int main(int argc, char** argv) { return kb::run_program(argc, argv); }
