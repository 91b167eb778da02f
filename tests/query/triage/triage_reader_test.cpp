#include "query/triage/triage_reader.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>

namespace kb {
namespace {

TriageText read(std::string_view text, std::size_t piece = 7) {
  TriageReader reader;
  for (; !text.empty(); text.remove_prefix(std::min(piece, text.size())))
    reader.feed(text.substr(0, piece));
  return reader.finish();
}

std::string print(const TriageText& text) {
  std::string out;
  for (const Evidence& evidence : text.evidence) {
    out += fmt::format("{} {}", name_of(evidence.kind), evidence.value);
    if (!evidence.source.empty()) out += " of " + evidence.source;
    if (evidence.count != 1) out += fmt::format(" x{}", evidence.count);
    if (!evidence.first.empty()) out += fmt::format(" [{}..{}]", evidence.first, evidence.last);
    out += "; ";
  }
  return out;
}

struct Row {
  const char* name;
  const char* in;
  const char* want;
};

TEST_CASE("what a pasted text holds is found", "[query]") {
  const auto row = GENERATE(values<Row>({
      {"a STOP screen", "*** STOP: 0x0000000A (0x00000004, 0x00000002, 0x00000000, 0x80114738)\n",
       "bugcheck STOP:0x0000000A; parameter 0x80114738; "},
      {"a page fault",
       "FOO caused an invalid page fault in\nmodule KERNEL32.DLL at "
       "0137:bff9d709.\n",
       "program foo; module kernel32.dll; offset bff9d709; "},
      {"Dr. Watson", "App: exe\\store.dbg (pid=117)\nException number: c0000005 (access)\n",
       "program store; file store.exe; code 0xC0000005; "},
      {"exported events",
       "1/2/00,10:11:12 AM,Srv,Error,None,2013,N/A,PC,The disk is full.\n"
       "1/3/00,10:11:13 AM,Srv,Error,None,2013,N/A,PC,The disk is full.\n",
       "event EVENT:2013 of Srv x2 [1/2/00 10:11:12 AM..1/3/00 10:11:13 AM]; "},
      {"an event block",
       "Event Type:\tError\nEvent Source:\tMSExchangeSA\nEvent "
       "ID:\t4058\nDate:\t\t2/5/2000\nTime:\t\t10:22:33 AM\n",
       "event EVENT:4058 of MSExchangeSA [2/5/2000 10:22:33 AM..2/5/2000 10:22:33 AM]; "},
      {"a build log", "foo.cpp(3) : error C2065: here\nfoo.cpp(4) : error C2065: there\n",
       "code C2065 x2; file foo.cpp x2; "},
      {"times of a log",
       "2001-02-03 04:05:06 error 0x80040111\n2001-02-04 04:05:06 error "
       "0x80040111\n",
       "code 0x80040111 x2 [2001-02-03 04:05:06..2001-02-04 04:05:06]; "},
      {"versions", "version 5.5.2448.0 of store.exe at 10.1.2.3\n",
       "file store.exe; version 5.5.2448.0; "},
      {"a Jet error in hexadecimal", "error 0xfffffd9a was returned\n", "code JET:-614; "},
      {"ordinary words", "nothing to see here\n", ""},
      {"nothing", "", ""},
  }));
  DYNAMIC_SECTION(row.name) {
    for (const std::size_t piece : {1U, 7U, 65536U}) CHECK(print(read(row.in, piece)) == row.want);
  }
}

TEST_CASE("binary input is no text, UTF-16 is", "[query]") {
  CHECK(read(std::string(1000, '\0')).binary);
  std::string wide = "\xFF\xFE";
  for (const char c : std::string("error 0x80040111\n")) (wide += c) += '\0';
  const TriageText text = read(wide, 64);
  CHECK_FALSE(text.binary);
  CHECK(print(text) == "code 0x80040111; ");
}

TEST_CASE("a long log is read in bounded memory", "[query]") {
  TriageReader reader;
  for (int i = 0; i < 20000; ++i)
    reader.feed(fmt::format("error 0x{:08X} again\n", 0x80040000 + i));
  reader.feed(std::string(1 << 20, 'x'));
  const TriageText text = reader.finish();
  CHECK(text.evidence.size() == kMaxEvidence);
  CHECK(text.cut);
  CHECK(text.words.size() <= kMaxWordBytes * 2);
}

}  // namespace
}  // namespace kb
