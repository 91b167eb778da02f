#include "parser/codes/in_articles/code_lists.h"

#include <catch2/catch.hpp>
#include <string>

#include "parser/codes/in_articles/error_codes.h"

using namespace kb;

namespace {

std::string codes_of(const std::string& product, const std::string& title,
                     const std::string& text) {
  Article article;
  article.product_code = product;
  article.title = title;
  article.sections.push_back({SectionKind::kSummary, "SUMMARY", text});
  std::vector<Diagnostic> diagnostics;
  std::string out;
  for (const ErrorCode& code : find_error_codes(article, diagnostics))
    out += (out.empty() ? "" : " ") + code.canonical;
  return out;
}

}  // namespace

TEST_CASE("an article that is a list of codes has every one of them", "[parser]") {
  struct Row {
    const char* name;
    const char* product;
    const char* title;
    const char* text;
    const char* want;
  };
  const auto row = GENERATE(values<Row>({
      {"of events", "sms", "SMS Event Log Codes 1 Through 9",
       "Code Description 1 File X is bad. 2 X is missing. 4 Cannot open. 5 No room. 9 Success.",
       "EVENT:1 EVENT:2 EVENT:4 EVENT:5 EVENT:9"},
      {"of events, where the text before a number ends with an error", "sms", "SMS Event Log Codes",
       "366 No site. 367 No table. 369 SQL Server Errors =>  370 X is bad. 371 No volume.",
       "EVENT:366 EVENT:367 EVENT:369 EVENT:370 EVENT:371"},
      {"of DOS, with asterisks", "win3x", "Unexpected DOS Errors 0 - 23",
       "3.00 3.10 WINDOWS *0 Out of memory *2 Not found 11 Invalid file *13 MS-DOS 4.0 file 18 End",
       "DOS:0 DOS:2 DOS:11 DOS:13 DOS:18"},
      {"of a setup program", "win3x", "Windows Setup Error Codes (S208 through S212)",
       "208 The file is bad. 209 No memory. 210 No room. 211 No disk. 212 No file.",
       "SETUP:208 SETUP:209 SETUP:210 SETUP:211 SETUP:212"},
      {"of Mail, in brackets", "pcmail", "PC DirSync: Error and Status Msgs #30 - 59",
       "[30] Error accessing [31] Invalid address [32] Wrong name [33] Not found [34] Bad file",
       "MAIL:30 MAIL:31 MAIL:32 MAIL:33 MAIL:34"},
      {"of Visual Basic", "vbwin", "INFO: Error Messages of VBScript",
       "5 Invalid call 6 Overflow 7 Out of memory 9 Subscript 1006 Expected ')' 1007 Expected ']'",
       "VB:5 VB:6 VB:7 VB:9 VB:1006 VB:1007"},
      {"of no family", "win95x", "BOOTLOG.TXT Failure Codes",
       "0 Out of memory 2 File not found 3 Path not found 8 Too little memory 10 Wrong version",
       "ERROR:0 ERROR:2 ERROR:3 ERROR:8 ERROR:10"},
      {"with counts in between", "sms", "Event IDs of the Service",
       "10 Started. In 30 Minutes it ends. 11 Stopped. 12 Paused. 13 Continued. 14 Ended.",
       "EVENT:10 EVENT:11 EVENT:12 EVENT:13 EVENT:14"},
      {"under the head of a table", "winnt", "Auditing User Authentication",
       "3 Ways. EventID Description ---- --- 514 Loaded 515 Trusted 517 Cleared 518 Added 528 "
       "Logon",
       "EVENT:514 EVENT:515 EVENT:517 EVENT:518 EVENT:528"},
      {"too short", "sms", "Event IDs of the Service", "10 Started. 11 Stopped. 12 Paused.", ""},
      {"steps", "sms", "SMS: Error Messages of Setup",
       "1. Start it. 2. Click OK. 3. Click Yes. 4. Click No. 5. Click End. 6. Quit.", ""},
      {"about one message", "pcmail", "PC Adm: Err Msg: Error in 5 Messages",
       "1 Start it 2 Click OK 3 Click Yes 4 Click No 5 Click End 6 Quit", ""},
      {"of something else", "foxpro", "Values of the Action Parameter",
       "1 Start 2 Click 3 Click 4 Double 5 End 6 Quit", ""},
  }));
  DYNAMIC_SECTION(row.name) { CHECK(codes_of(row.product, row.title, row.text) == row.want); }
}

TEST_CASE("listed numbers are found in bounded time", "[parser]") {
  std::string text;
  for (int i = 0; text.size() < 1000000; ++i) text += std::to_string(i % 99999) + " Aa ";
  CHECK(find_code_list({CodeFamily::kEvent, "EVENT:"}, text).places.size() <= 20000);
}
