#include "parser/codes/in_articles/error_codes.h"

#include <catch2/catch.hpp>
#include <string>

#include "parser/text/ascii.h"

using namespace kb;

namespace {

Article article_of(const std::string& product, const std::string& text) {
  Article article;
  article.product_code = product;
  article.sections.push_back({SectionKind::kSymptoms, "SYMPTOMS", text});
  return article;
}

std::string canonicals(const std::vector<ErrorCode>& codes) {
  std::string out;
  for (const ErrorCode& code : codes) out += (out.empty() ? "" : " ") + code.canonical;
  return out;
}

std::string codes_of(const std::string& product, const std::string& text) {
  std::vector<Diagnostic> diagnostics;
  return canonicals(find_error_codes(article_of(product, text), diagnostics));
}

struct Row {
  const char* name;
  const char* product;
  const char* text;
  const char* want;
};

const Row kRows[] = {
    // code32
    {"0x and eight digits", "exchange", "Setup stops, the error is 0xc1060107.", "0xC1060107"},
    {"a capital X", "winnt", "It returned 0X80004005.", "0x80004005"},
    {"a suffix L", "winnt", "The error code is 0x8004010FL here.", "0x8004010F"},
    {"bare digits in brackets", "iis", "The provider failed (80040e14).", "0x80040E14"},
    {"digits without a letter after an error word", "winnt", "DCOM reports error 80110028.",
     "0x80110028"},
    {"square brackets", "exchange", "Cannot open the store [800FF351].", "0x800FF351"},
    {"an Exchange id number", "exchange", "Try later. ID no: c1031667", "0xC1031667"},
    {"an Exchange id number with groups", "exchange", "ID no: 80004005-0501-0000050a",
     "0x80004005"},
    {"an id number that is zero is none", "exchange", "ID no: 00000000-0000-00000000", ""},
    {"an h behind", "winnt", "The status C0000006H was seen.", "0xC0000006"},
    {"Visual Basic's notation", "vbwin", "System error &H80004015 occurs", "0x80004015"},
    {"a letter O for the zero", "visualc", "failed: OxC0000005: Access Violation.", "0xC0000005"},
    {"signed", "vbwin", "Automation error -2147221164 appears", "0x80040154"},
    {"unsigned", "winnt", "service-specific error 2147746063.", "0x8004010F"},
    {"an escaped minus", "exchange", "Error [ASCII 150]2147745892 occurred", "0x80040064"},
    {"a signed and a hexadecimal spelling are one code", "iis", "Error '-2147217900 (80040E14)'",
     "0x80040E14"},
    {"an exception number", "foxpro", "Fatal Error: Exception code C0000005", "0xC0000005"},
    {"an address is none", "winnt",
     "The instruction at \"0x77f64a55\" referenced memory at \"0x80000010\".", ""},
    {"an address behind a code is none", "winnt",
     "access violation (0xc0000005), Address: 0xC0f64a55", "0xC0000005"},
    {"a dump is none", "winnt", "0012f54c 8ff02fee c0a10200 8ffff9bd 00000000 c2830280", ""},
    {"segment and offset are none", "win95x", "at 0028:C0021E77 in VxD", ""},
    {"a GUID is none", "iis", "error in CLSID {80040154-B80D-11D0-B9B9-00A0C922E750}", ""},
    {"a defined constant is none", "visualc",
     "#define WS_POPUP 0x80000000L and #define MY_FLAG 0x80040000L", ""},
    {"registry data are none", "winnt", "Set the value: REG_DWORD 0x80070005", ""},
    {"the handles of the registry are none", "vbwin", "Const HKEY_LOCAL_MACHINE = -2147483646", ""},
    {"a size is none", "winnt", "a file of 2147483648 bytes", ""},
    {"the smallest integer is none", "winnt", "shows -2147483648 bytes", ""},
    {"seven digits are kept as printed", "winnt", "exception 0xc000005 occurs", "0xc000005"},
    {"nine digits are kept as printed", "winnt", "exception 0xc00000005 occurs", "0xc00000005"},
    // bugcheck
    {"STOP with 0x", "winnt", "STOP 0x0000000A in Tcpip.sys", "STOP:0x0000000A"},
    {"STOP with a colon and parameters", "winnt",
     "STOP: 0x0000000a (0x14, 0x00000002, 0x0, 0xFCBA1062)", "STOP:0x0000000A"},
    {"a short STOP", "winnt", "a Stop 0xA message", "STOP:0x0000000A"},
    {"STOP without 0x", "winnt", "STOP: c000021a {Fatal System Error}", "STOP:0xC000021A"},
    {"STOP with two digits", "winnt", "the screen shows STOP 1E now", "STOP:0x0000001E"},
    {"STOP with a letter", "winnt", "the screen shows STOP A now", "STOP:0x0000000A"},
    {"a trap on a stop screen", "winnt", "Trap 0x0000000A appears", "STOP:0x0000000A"},
    {"a verb before a code", "exchange", "The tests stop error 0x80040115", "0x80040115"},
    {"STOP error and a comma", "winnt", "a STOP Error, 0x0000001E (0xC0000005 0x1 0x0 0x13C)",
     "STOP:0x0000001E 0xC0000005"},
    {"stop in prose", "winnt", "To stop a service, stop 2 clients.", ""},
    {"an exception in the first parameter", "winnt",
     "STOP 0x0000001E (0xC0000005, 0x801113B7, 0x0, 0x40)", "STOP:0x0000001E 0xC0000005"},
    {"no exception in other stops", "winnt", "STOP 0x0000000A (0xC0000005, 0x2, 0x0, 0x40)",
     "STOP:0x0000000A"},
    {"bare parameters", "winnt", "STOP: 0x0000000A (80000008 0000001c 00000000 80117f9c)",
     "STOP:0x0000000A"},
    {"a list of stops", "winnt", "STOP 0x0000000A or 0x00000050",
     "STOP:0x0000000A STOP:0x00000050"},
    {"a name behind the number", "winnt", "shows 0x0000007B INACCESSIBLE_BOOT_DEVICE",
     "STOP:0x0000007B INACCESSIBLE_BOOT_DEVICE"},
    {"a malformed stop", "winnt", "Stop 0x000000A occurs", "0x000000A"},
    // events
    {"Event ID with a colon", "exchange", "Event ID: 4058 Source: MSExchangeIMC Type: Error",
     "EVENT:4058"},
    {"Event with a colon", "exchange", "Event: 4067 Description: No name", "EVENT:4067"},
    {"event id in prose", "winnt", "shows event ID 20077 from source RemoteAccess", "EVENT:20077"},
    {"an equals sign", "exchange", "Event ID=256 Unable to delete", "EVENT:256"},
    {"a list of ids", "winnt", "Event ID 1197 and 1005 are logged", "EVENT:1197 EVENT:1005"},
    {"a longer list", "exchange", "Events 9301, 9202 and 105 appear",
     "EVENT:9301 EVENT:9202 EVENT:105"},
    {"an event of a server", "sna", "Event 23 is logged", "EVENT:23"},
    {"an event of a program is none", "vbwin", "fires event 1 and event 2", ""},
    {"event and times is none", "winnt", "logged event 10 times", ""},
    // runtime
    {"a quoted run-time error", "vbwin", "Run-time error '429': no object", "VB:429"},
    {"other spellings", "word97", "runtime error 5 and run time error 13", "VB:5 VB:13"},
    {"FoxPro has its own", "foxpro", "Run-time error '1105'", "FOX:1105"},
    {"a run-time error of the C library", "visualc", "run-time error R6009 - not enough space",
     "R6009"},
    {"an automation error at run time", "vbwin", "Run-time error '-2147217900'", "0x80040E14"},
    // win32, net, other
    {"a system error", "winnt", "System error 1722 has occurred", "WIN32:1722"},
    {"the system's message", "winnt", "Error 1723: The RPC server is too busy", "WIN32:1723"},
    {"the function that failed", "visualc", "CreateFile() fails with error 32", "WIN32:32"},
    {"an exception of Visual C++", "vc", "Exception in a.exe (B.DLL): 0xE06D7363: Text",
     "0xE06D7363"},
    {"a small hexadecimal error", "winnt", "returns error 0x6ba", "WIN32:1722"},
    {"the system's name behind it", "winnt", "error 1336 (ERROR_INVALID_ACL)",
     "WIN32:1336 ERROR_INVALID_ACL"},
    {"an internal error of Windows Installer", "homemm", "Windows Installer Internal Error 2889",
     "ERROR:2889"},
    {"a bare error", "winnt", "Error 20 appears", "ERROR:20"},
    {"a network error", "exchange", "Error 2140: An internal error", "NET:2140"},
    {"a network help message", "winnt", "type NET HELPMSG 3534", "NET:3534"},
    {"LAN Manager's spelling", "lanman", "NET3055 and SYS1733", "NET:3055 SYS:1733"},
    {"errors in a list", "winnt", "errors 67 and 69 appear", "ERROR:67 ERROR:69"},
    {"a step of a list is none", "winnt", "To avoid the error: 1. Start the tool", ""},
    {"a date is none", "pcmail", "following errors: 05-14-93 11:32", ""},
    {"a quantity is none", "winnt", "in case of error 5 minutes later", ""},
    {"a version is none", "winnt", "error 4.0 and version 5.0", ""},
    // jet
    {"Jet in an Exchange article", "exchange", "error -1018 (JET_errReadVerifyFailure)",
     "JET:-1018 JET_ERRREADVERIFYFAILURE"},
    {"Jet unsigned and hexadecimal", "exchange", "error 4294966278 is 0xFFFFFC06", "JET:-1018"},
    {"Jet outside Exchange needs the word", "winnt", "The Jet call returned error -1811",
     "JET:-1811"},
    {"a negative error elsewhere", "sna", "Reserved error -7743", "ERROR:-7743"},
    {"a time zone is none", "exchange", "Mon, 17 Jan 2000 16:49:25 -0500 error", ""},
    // tools
    {"a compiler error", "visualc", "fatal error C1001: internal", "C1001"},
    {"a linker error with a blank", "visualc", "error LNK 2001 appears", "LNK2001"},
    {"a make error", "utilities", "NMAKE : fatal error U1073: unknown", "U1073"},
    {"product names are none", "sna", "error with TN3270 and NE2000 and RFC1541", ""},
    {"paper sizes are none", "winprint", "Print on A4000 paper", ""},
    // SQL
    {"SQLSTATE and SQLCODE", "sna", "SQLSTATE: 08s01, SQLCODE: -602", "SQLSTATE:08S01 DB2:-602"},
    {"State and Native", "vbwin", "State:S1000,Native:208,Origin:[Microsoft][ODBC]",
     "SQLSTATE:S1000 MSSQL:208"},
    {"a native zero is none", "odbc", "State:IM002,Native:0,Origin:[Microsoft]", "SQLSTATE:IM002"},
    {"a negative native number", "odbc",
     "State:37000,Native:-3102,Origin:", "SQLSTATE:37000 0xFFFFF3E2"},
    {"a state beside the driver", "vbwin", "fails: 37000: [Microsoft][ODBC SQL Server Driver]",
     "SQLSTATE:37000"},
    {"a message of the server", "iis", "Msg 208, Level 16, State 1", "MSSQL:208"},
    {"Oracle", "odbc", "ORA-00942: no table", "ORA:00942"},
    {"SQL statements are none", "odbc", "SQL STATEMENTS", ""},
    // web
    {"HTTP and a number", "iis", "You see HTTP 404 there", "HTTP:404"},
    {"HTTP with its version", "iis", "HTTP/1.1 404 Object Not Found", "HTTP:404"},
    {"a substatus", "iis", "HTTP Error 403.6 appears", "HTTP:403.6"},
    {"a substatus behind a dash", "iis", "the HTTP 500-15 status code", "HTTP:500.15"},
    {"a range of statuses", "iis", "any HTTP 500-599 status", "HTTP:500"},
    {"a redirection", "iis", "sends an HTTP 302 redirect to the client", "HTTP:302"},
    {"a number below the errors", "iis", "after error 302 of the list", "ERROR:302"},
    {"a reason phrase", "exchange", "404 Not Found", "HTTP:404"},
    {"a version of HTTP is none", "iis", "HTTP 1.1 and HTTP/1.0", ""},
    {"ASP", "iis", "error 'ASP 0115' occurs", "ASP:0115"},
    {"ASP and its HRESULT", "frontpg", "Error 0177: 800401f3", "ASP:0177 0x800401F3"},
    // SNA
    {"sense data", "sna", "Sense Data = 084C0000", "SNA:084C0000"},
    {"sense data in quotes", "sna", "sense code X'1003' follows", "SNA:1003"},
    {"sense data and a link code in IBM's notation", "sna",
     "X'084C0000' says why. Or X'0AFF' - Duplicate address.", "SNA:084C0000 SNAOUT:0AFF"},
    {"other fields in IBM's notation are none", "sna",
     "field X'00000003', variable X'1211', subcode X'1124', name X'30F0F0F5'.", ""},
    {"IBM's notation elsewhere", "winnt", "the reply X'0AFF' and X'084C0000'.", ""},
    {"a short sense code", "sna", "(SENSE = 200D)", "SNA:200D"},
    {"a link code", "sna", "fails with Event 77, x0AFF", "EVENT:77 SNAOUT:0AFF"},
    {"an FTP reply is no HTTP status", "iis", "FTP Error 550 occurs", "ERROR:550"},
    {"an outage code", "sna", "Outage code 0x29 is logged", "SNAOUT:0029"},
    // the rest
    {"a processor exception", "win95x", "A fatal exception 0E has occurred", "EXCEPTION:0E"},
    {"an exception with h", "win95x", "caused exception 0Dh in module", "EXCEPTION:0D"},
    {"an exception error is decimal", "win3x", "exception error 12", "EXCEPTION:0C"},
    {"Mail for PC Networks", "pcmail", "Fatal [203] and Warning[ 27]", "MAIL:203 MAIL:27"},
    {"SMTP", "exchange", "SMTP error 550 returned", "SMTP:550"},
    {"multimedia", "homemm", "MMSYSTEM263 This is no device", "MMSYSTEM:263"},
    {"Winsock", "exchange", "A sockets error 10061 on a connect() call", "WINSOCK:10061"},
    {"Setup", "win3x", "Setup Error 723 appears", "SETUP:723"},
    {"CD-ROM", "win95x", "CDR101: Not ready and CDR-103", "CDR:101 CDR:103"},
    {"a CD-ROM drive's model is none", "win95x", "the CDR-500 drive", ""},
    {"DOS", "win95x", "Unexpected DOS error 21", "DOS:21"},
    {"a reply with its enhanced status", "exchange", "<<< 550 5.7.1 Relaying denied", "SMTP:550"},
    {"a reply in brackets behind a sentence", "exchange",
     "SMTP said: a protocol error. 554 (no such box)", "SMTP:554"},
    {"a reply about an address", "exchange", "554 <bob@example.com>... refused", "SMTP:554"},
    {"a reply of an old server", "msnetwork", "has occurred: 501 Invalid Address", "SMTP:501"},
    {"the code of a report of non-delivery", "exchange",
     "MSEXCH:IMS:ORG:SITE:SRV 0 (000C05A6) Unknown Recipient", "0x000C05A6"},
    {"eight digits in brackets elsewhere are none", "exchange", "The file (000C05A6) is there", ""},
    {"DCOM", "winnt", "DCOM got error \"1058\" attempting to start", "WIN32:1058"},
    {"the result of Windows Installer", "winnt", "MainEngineThread is returning 1603",
     "WIN32:1603"},
    {"an internal error further from Windows Installer", "homemm",
     "You use Windows Installer. Internal error 2889, Customer", "ERROR:2889"},
    {"an extended error", "msdos", "Extended Error 83", "DOS:83"},
    {"an extended error in prose", "winnt", "an extended error 83 occurs", "ERROR:83"},
    {"another maker's Pascal", "msdos", "Runtime error 200 at 0B3F:0091.", "ERROR:200"},
    {"the Device Manager", "win95x", "The device is disabled. (Code 29.)", "CODE:29"},
    {"a code that is of no device", "winnt", "the area (Code 29) is large", ""},
    {"a lost blank", "exchange", "Error2140: an internal error", "NET:2140"},
    {"a lost blank before the event", "exchange", "MSExchangeMTAEvent ID 9405", "EVENT:9405"},
    {"a second event of a list", "exchange", "Event ID: 151 Source: A ID: 135 Source: A",
     "EVENT:151 EVENT:135"},
    {"counts of an assembler are none", "masm", "0 Warning Errors 2 Severe Errors", ""},
    {"a list of linker errors", "basic", "L1070   \"SEGMENT SIZE\" L2002   \"FIXUP\"",
     "L1070 L2002"},
    {"a run-time error of a DOS extender", "fortran", "the DX1020 error occurs", "DX1020"},
    {"sense codes in a list", "sna", "sense code 0813 or 081B", "SNA:0813 SNA:081B"},
    {"one sense code instead of another", "sna", "sense code of 0x00000805, instead of 0x08050000",
     "SNA:00000805 SNA:08050000"},
    {"a code of a program's own", "sms", "an error condition (0xe0040013) for it", "0xE0040013"},
    {"an instruction is none", "sna", "a fault: push 0x80000002 call ebx", ""},
    {"the system's message in front", "winnt",
     "The process cannot access the file because it is used. (error #32).", "WIN32:32"},
    {"an event called an error", "winnt", "WINS causes event error 4204. The", "EVENT:4204"},
    {"an error behind an event", "winnt", "Event ID 7: error 4204", "EVENT:7 ERROR:4204"},
    {"a parameter of a STOP", "winnt", "The first parameter in the STOP code, 0xC0000034, means",
     "0xC0000034"},
    {"a status in front of STOP", "winnt", "halts with a C000021A STOP code", "STOP:0xC000021A"},
    {"ASP and its HRESULT without a blank", "crossnet", "error 'ASP 0177:800401f3'",
     "ASP:0177 0x800401F3"},
    {"a status in front of the word error", "iis", "you receive a 403 error (denied)", "HTTP:403"},
    {"a debugger's message", "visualc", "message: DM0025: Error attaching", "DM0025"},
    {"the linker by its name", "fortran", "information on LINK error 1104", "LNK1104"},
    {"the number of a message is none", "sms", "an error message (message ID 1405) is sent", ""},
    {"the number of a status message is none", "sms",
     "the error message: Message ID: 2321 Message Text: It failed.", ""},
    {"what a return code of APPC says", "sna", "primary_rc = AP_ALLOCATION_ERROR (0x0003)",
     "AP_ALLOCATION_ERROR"},
    {"a parameter of APPC is none", "sna", "with AP_CONFIRM_DEALLOCATE set", ""},
    {"such a name elsewhere is none", "visualc", "with AP_ALLOCATION_ERROR set", ""},
    {"a code behind a message about memory", "exchange",
     "because there is not enough available memory (8007000E-F2000200).", "0x8007000E"},
    {"a secondary return code with a top bit", "sna", "secondary_rc = 0xF0000001 is returned",
     "0xF0000001"},
    {"a secondary return code without one is none", "sna", "secondary_rc = 0x00000005 is", ""},
    {"a row behind a definition", "exchange",
     "#define BERR_X 0xC00000D5L Error Code: 0xC00000D6 Error Translation: BERR_FILE_IS_READONLY",
     "0xC00000D6 BERR_FILE_IS_READONLY"},
    {"a database's error in a log of SMS", "sms", "~SQL Err #10007> General error", "MSSQL:10007"},
    {"a run-time error behind its number", "vbwin", "the following 3734 run-time error message",
     "VB:3734"},
    {"the number of a name", "winnt", "returns NERR_UserNotFound (2221) then",
     "NERR_USERNOTFOUND NET:2221"},
    {"another number behind a name is none", "winnt", "NERR_UserNotFound (2220) then",
     "NERR_USERNOTFOUND"},
    {"a cited title in a table's next cell", "winnt",
     "| Q172512 | Access Event ID 20100 | Q176502 |", ""},
    {"a modem's answers are none", "winnt", "ERROR_BUSY=<cr><lf>BUSY<cr><lf>", ""},
    {"a name of sockets that is no WSAE", "crossnet", "WSASYSNOTREADY or other errors",
     "WSASYSNOTREADY"},
    {"a function of sockets is none", "crossnet", "the error is returned by WSASTARTUP()", ""},
    {"a web server's status", "iis", "a status code of 401 is returned", "HTTP:401"},
    {"a web server's status in front", "iis", "returning a 401 status if it is empty", "HTTP:401"},
    {"an event of one digit and its source", "sna",
     "errors will be logged in the Event Viewer. Event 1: Source: IBMSYNC", "EVENT:1"},
    {"the type of a message is none", "exchange",
     "An outgoing message was issued. Type: 0x80000002 Message ID: 1-1B60", ""},
    {"an event behind its source", "exchange", "In the event log: MSExchangeKMS 1004 Key lost",
     "EVENT:1004"},
    {"a version behind a source is none", "exchange", "MSExchangeKMS 55 users", ""},
    {"a row of numbers beside a STOP", "winnt", "STOP 0x0000007B or \"0x4,0,0,0 Error\"",
     "STOP:0x0000007B"},
    {"a row of a table without a blank", "exchange",
     "Error Code: 0xC00000B2 Error Translation:BERR_NO_WORKSPACE Problem:",
     "0xC00000B2 BERR_NO_WORKSPACE"},
    {"a return code of NetBIOS", "win3x", "NRC_BUFLEN 0x01 illegal buffer length", "NRC_BUFLEN"},
    {"a status's name in mixed case", "winnt", "c0000022 is defined as Status_Access_Denied.",
     "0xC0000022 STATUS_ACCESS_DENIED"},
    {"a name behind its number", "winnt", "Error 0x906 SL_ERR_SECCTXTINITFAILED",
     "WIN32:2310 SL_ERR_SECCTXTINITFAILED"},
    {"small codes in a list", "winnt", "Error 0x00000069 or 0x00000067: this error",
     "0x00000069 0x00000067"},
    {"a count of errors at the end is none", "exchange", "Time: 0h:3m, number of errors = 1 Test",
     ""},
    {"a system error in a log of COM", "exchange", "{WIN32:1332(No mapping was done.)}",
     "WIN32:1332"},
    {"events before their text", "winnt",
     "The event log contains the following File Protection 64005 events: The file", "EVENT:64005"},
    {"an event as a message compiler's source has it", "exchange",
     "in the event log Source: X MessageId=1102 Severity=Warning", "EVENT:1102"},
    {"a bare error of FoxPro", "foxpro", "you may receive an error number 1582: Rule",
     "ERROR:1582"},
    {"a case of a program is none", "foxpro", "DO CASE CASE error = 4 DO x", ""},
    {"codes of Setup with a hyphen", "win95x", "SU-0010, SU-0012 ---- If you", "SU:0010 SU:0012"},
    {"an event of a list without colon", "winnt", "the event log ID 1601 Source: DNS Warning",
     "EVENT:1601"},
    {"a state with a letter", "iis", "State 21S01 Error 213 Driver", "SQLSTATE:21S01 ERROR:213"},
    {"states of another kind are none", "winnt", "in the state 98052 of it", ""},
    {"a name that is called an error", "win95x", "Advise() Error: RPC_CALL_FAILED",
     "RPC_CALL_FAILED"},
    {"a value that a function returns", "visualc",
     "GetLastError returns the value 0x57F (ERROR_WNDCLASS_DOES_NOT_EXIST) to it",
     "WIN32:1407 ERROR_WNDCLASS_DOES_NOT_EXIST"},
    {"a system error in a log of SMS", "sms", "Delete file failed, Win32 = 2 $$", "WIN32:2"},
    {"a driver's state", "foxpro", "Error calling it. DLLState is: 23000. DLL State is 22005. x",
     "SQLSTATE:23000 SQLSTATE:22005"},
    {"an option of ODBC is none", "odbc", "Driver Not Capable Error: SQL_COPT_SS_DEAD_OR", ""},
    {"the system's error of an agent", "exchange", "index: %1, NT/MTA error code: 1723. Comms",
     "WIN32:1723"},
    {"a STOP called a message", "winnt", "STOP Msg: c000021a - Using", "STOP:0xC000021A"},
    {"a code called hexadecimal", "exchange", "Process: error: (Hex: 80004005)", "0x80004005"},
    {"a reply of a mail server", "exchange", "501 syntactically invalid HELO argument(s)",
     "SMTP:501"},
    {"bytes of an event's data are none", "iis", "The data is the error: 26 27 00 00", ""},
    {"an exception of Dr. Watson's without a top bit", "exchange",
     "The exception generated was 000006d9 at address 77f63638", "0x000006D9"},
    {"an event of one digit and its text", "iis",
     "in the event log. Event ID of Event 3 \"Service started\" and", "EVENT:3"},
    {"an event of one digit and its subcode", "sna", "logs an Event 9 (subcode 1117) and",
     "EVENT:9"},
    {"a function's result behind its argument", "winnt", "error on GetProcAddress(InitEx) 127 Init",
     "WIN32:127"},
    {"a function's result", "sna", "Event 3006 (ReadEventLog Returns 122)", "EVENT:3006 WIN32:122"},
    {"a function's result as a code", "sna", "Return Code from ReadEventLog is 122.", "WIN32:122"},
    {"a function's result that is a count", "visualc", "ReadFile returned 122 bytes", ""},
    {"a function's error", "winnt", "RegSaveKey returned error 112", "WIN32:112"},
    {"a system error's name in mixed case", "winnt", "represents Error_Disk_Full.",
     "ERROR_DISK_FULL"},
    {"a name beside its number", "iis", "fails with 0x800CC810 (MD_ERROR_IISAO_NO_SCHEMA)",
     "0x800CC810 MD_ERROR_IISAO_NO_SCHEMA"},
    {"a name beside a STOP", "winnt", "\"Stop 0x82 (DFS_FILE_SYSTEM)\"",
     "STOP:0x00000082 DFS_FILE_SYSTEM"},
    {"a constant beside its number is none", "visualc", "the flag 0x0021 (DBO_FREEFILL_ALL)", ""},
    {"the system's message of any number", "winnt",
     "error 1704 \"The RPC protocol sequence is invalid\"", "WIN32:1704"},
    {"a message of dial-up networking", "winnt", "Error 691: Access denied because", "ERROR:691"},
    {"a number with a suffix", "sna", "fails with error code 233L (No process is on the other end",
     "WIN32:233"},
    {"a number that has its family elsewhere", "vbwin", "Error 458. Run-time error '458': x",
     "VB:458"},
    {"an older system's message", "winnt", "Error 58: The network has responded incorrectly",
     "WIN32:58"},
    // symbols
    {"a bug check's name in mixed case", "winnt", "shows Inaccessible_Boot_Device then",
     "INACCESSIBLE_BOOT_DEVICE"},
    {"a socket code", "frontpg", "on port 0 (socket code 10049)", "WINSOCK:10049"},
    {"a small return code is none", "sna", "secondary return code: 00000035", ""},
    {"a symbol", "exchange", "returns MAPI_E_NOT_FOUND there", "MAPI_E_NOT_FOUND"},
    {"a symbol of sockets", "winnt", "fails (WSAECONNRESET) then", "WSAECONNRESET"},
    {"a return address of a stack is none", "winnt",
     "The error shows 806d90f0 800b854c : ntkrnlmp!DbgPoint+0x4", ""},
    {"program text is none", "visualc", "if (hr == E_FAIL) return E_OUTOFMEMORY;", ""},
    {"success is none", "visualc", "returns ERROR_SUCCESS or S_OK", ""},
    {"SQL constants are none", "odbc", "returns SQL_ERROR and SOCKET_ERROR", ""},
    {"a name behind the words error code", "winnt", "no connection (error code NRC_NOCALL, 0x14)",
     "NRC_NOCALL"},
    {"a name that something fails with", "sna", "The call fails with LUA_FIELD_MISSING here",
     "LUA_FIELD_MISSING"},
    {"a name beside a return code", "sna", "return code = F004 (AP_COMM_NOT_LOADED)",
     "AP_COMM_NOT_LOADED"},
    // labels behind the number
    {"events behind their numbers", "exchange", "Look for the 271 and 272 events here",
     "EVENT:271 EVENT:272"},
    {"a count of events is none", "winnt", "more than 1000 events in Windows 2000 event logs", ""},
    {"an event whose number follows the word", "sna", "error = x. qualifier 0003 Event 20: x",
     "EVENT:20"},
    {"an error behind its number", "winnt", "It gives a 1722 error there", "ERROR:1722"},
    {"errors behind their numbers", "winnt", "generates 3079 and 3084 errors when",
     "ERROR:3079 ERROR:3084"},
    {"a count of errors is none", "visualc", "a.exe - 14 errors, 20 warnings", ""},
    {"the error of an event", "exchange", "The 9156 errors. Event 9156 is logged", "EVENT:9156"},
    {"a negative error behind its number", "exchange", "Start fails with -1206 error after",
     "JET:-1206"},
    {"a sense code in two halves", "sna", "rejects it with a 0846 0000 sense code then",
     "SNA:08460000"},
    {"the number of a book before a sense code", "sna", "Guide (GA27-3136). Sense code X'1003'",
     "SNA:1003"},
    // more labels
    {"an error that an event's text inserts", "winnt", "the following error: %%1721", "WIN32:1721"},
    {"a pair of MAPI", "word97", "MAPI failure: (0x00000002/0x00000000)", "0x00000002"},
    {"a pair whose first is known", "word97", "failure \"A\" (0x80070057/0x00000000).",
     "0x80070057"},
    {"square brackets of their own", "exchange", "Exchange Client - 9995 - [8100270B]",
     "0x8100270B"},
    {"an index in square brackets is none", "visualc", "error: Array[99999999]", ""},
    {"seven decimal digits", "iis", "the error 8004005 appears", "8004005"},
    {"a blank lost behind an event", "exchange", "Event ID 9215A sockets and Event ID: 7023Service",
     "EVENT:9215 EVENT:7023"},
    {"a list behind the word error", "exchange", "Event ID=4092 error, 4018, and 4086",
     "EVENT:4092 EVENT:4018 EVENT:4086"},
    {"events that a sentence announces", "winnt",
     "any of the following Event IDs may be in the log: 7023, 1501", "EVENT:7023 EVENT:1501"},
    {"an error in the event log", "winnt", "get an error 1000 in the application event log",
     "EVENT:1000"},
    {"an error of the event log", "winnt", "receive Event Log Error 1000 then", "EVENT:1000"},
    {"an error in brackets behind the event log", "winnt", "in the event log (error 32).",
     "ERROR:32"},
    {"a state that is called an error", "odbc",
     "message: 42000 [Microsoft][ODBC SQL Server Driver]", "SQLSTATE:42000"},
    {"a native error before the driver", "iis", "[Error=18450][Microsoft][ODBC SQL Driver]",
     "ERROR:18450"},
    {"a code with the system's message", "sms",
     "Return code = 0x525; The specified user does not exist", "WIN32:1317"},
    {"a code that the system's message stands before", "sms",
     "The specified module could not be found.~~ CliEx failed error code 126", "WIN32:126"},
    {"a code of a function", "winnt", "ChangeServiceConfig Failed, rc = 87", "WIN32:87"},
    {"a code of a program", "sms", "has ended with return code 4", ""},
    {"an error of DB2", "sna", "SQL Error -514 has occurred", "DB2:-514"},
    {"a message in a log of SMS", "sms", "~SQL Msg #2627> Violation", "MSSQL:2627"},
    {"a secondary return code", "sna", "Secondary return code = 080F6051", "SNA:080F6051"},
    {"a sense code that lost its zero", "sna", "Response Sent (SENSE = 846)", "SNA:0846"},
    {"a notice of Mail", "pcmail", "PC DOS: Notice 91 Duplicate folder", "MAIL:91"},
    {"a reason of Mail", "pcmail", "Mail failure [016] Message was not sent", "MAIL:16"},
    {"replies of SMTP that are quoted", "exchange",
     "SMTP errors: - 500 Line too long. - 501 Path too long. \"505 Must issue a STARTTLS command\"",
     "SMTP:500 SMTP:501 SMTP:505"},
    {"a number before a word in an article about SMTP", "exchange",
     "SMTP. Minimum: 512 Specifies; in: 500 kilobytes", ""},
    {"a name with its return code", "sna", "primary_rc = 0x000F (LUA_SESSION_FAILURE)",
     "LUA_SESSION_FAILURE"},
    {"a name of a return code", "winnt", "translates to: (DB5_RC_INVALID_PROCESSING)",
     "DB5_RC_INVALID_PROCESSING"},
    {"a trap of a bug check", "winnt", "for a Trap 0xA to occur", "STOP:0x0000000A"},
    {"a trap in a module", "sna", "a trap 0x1E in Ntoskrnl.exe occurs", "STOP:0x0000001E"},
    {"a trap of the processor", "winnt", "for a Trap 0xE to occur", ""},
    {"a trap of OS/2", "pcmail", "an OS/2 Trap 00D error and a Trap 000E",
     "EXCEPTION:0D EXCEPTION:0E"},
    {"a fatal message of Mail", "pcmail", "may be displayed: Fatal 113 Failure to send mail",
     "MAIL:113"},
    {"a network message in small letters", "lanman",
     "Net 808: no answer, the Net 3056 error, an Error Net3779", "NET:808 NET:3056 NET:3779"},
    {"a network message of three digits", "lanman", "NET804: no answer. A NET100 card", "NET:804"},
    {"a network message called NT's", "exchange", "INTERNAL WINDOWS NT ERROR 2140.", "NET:2140"},
    {"the network in prose", "winnt", "The .Net 2000 plan of Net 1000 members", ""},
    {"a number of many digits", "sms", "Error code 1243516. And error 524300",
     "ERROR:1243516 ERROR:524300"},
    {"a number of ten digits", "foxpro", "Unknown Error Code 1482162264", "ERROR:1482162264"},
    {"a device that reports a code", "win95x", "may report Code 15, see Device Manager", "CODE:15"},
    {"a name that APPC returns", "sna", "It may return AP_UNEXPECTED_DOS_ERROR or AP_OK",
     "AP_UNEXPECTED_DOS_ERROR"},
    {"more tools", "utilities", "fatal error HI1800: x, fatal error MP1010: y, error PR2404",
     "HI1800 MP1010 PR2404"},
    {"a thread of a log is none", "sms",
     "11:49:37 AM 4294127983 (0xFFF3316F) <thread=4294798339 (0xFFFD6C03)> error", ""},
    {"a function that failed", "sms", "RegOpenKeyEx Failed: 2 is shown", "WIN32:2"},
    {"the Device Manager in quotes", "win95x", "a status of \"Code 10\" in Device Manager",
     "CODE:10"},
    {"an error in the log of SQL Server", "odbc", "spid7 Error: 823, Severity: 24, State: 2",
     "MSSQL:823"},
    {"a number of another component", "winnt", "Unexpected error 0x89ff with FPNW", "ERROR:35327"},
    {"a number behind the system's message", "winnt",
     "following error: The system cannot find the file specified. (2)", "WIN32:2"},
    {"a message in another tense", "lanman", "Error 53 - The network path is not found",
     "WIN32:53"},
    {"a message without its full stop", "winnt", "Error 0013: The Data is Invalid In short,",
     "WIN32:13"},
    {"a number behind another sentence", "winnt", "The file is missing. (2)", ""},
    {"a name of the message queues", "winnt", "got MQ_ERROR_ACCESS_DENIED back",
     "MQ_ERROR_ACCESS_DENIED"},
    // cited titles
    {"a cited title in quotes", "exchange",
     "article Q155027, \"Unable to Start; Errors 1067 & 2140.\"", ""},
    {"a cited title", "exchange",
     "see: Q123456 XADM: Error 0xC1060107 in Setup For more information, see error 80040115",
     "0x80040115"},
    {"a cited title glued to its number", "winnt",
     "see also: Q162837Moving Files Causes STOP 0x00000050 Q148262Other Title", ""},
    {"a cited title with a colon", "winnt",
     "- Q108304: Event ID 7000 Logged - Q108305: Event ID 7001 Logged", ""},
    {"a number named like an id", "winnt", "Q152734", ""},
    {"what stands in angle brackets is lost", "winnt", "returning an error code of <32>.", ""},
};

}  // namespace

TEST_CASE("error codes of every family, and what looks like one", "[parser]") {
  for (const Row& row : kRows) {
    DYNAMIC_SECTION(row.name) { CHECK(codes_of(row.product, row.text) == row.want); }
  }
}

TEST_CASE("line breaks and blanks do not change the codes", "[parser]") {
  for (const Row& row : kRows) {
    DYNAMIC_SECTION(row.name) {
      std::string wrapped;
      for (const char c : std::string(row.text))
        wrapped += c == ' ' ? std::string("\n   ") : std::string(1, c);
      if (wrapped.find("[ASCII") == std::string::npos)
        CHECK(codes_of(row.product, wrapped) == row.want);
    }
  }
}

TEST_CASE("the title of a cited article ends where the reference says", "[parser]") {
  Article article = article_of("exchange", "Q123456 Setup Fails with 0xC1060107 error 0x80040115");
  article.references.push_back({"Q123456", "Setup Fails with 0xC1060107"});
  std::vector<Diagnostic> diagnostics;
  CHECK(canonicals(find_error_codes(article, diagnostics)) == "0x80040115");
}

TEST_CASE("a code stands once, with its first spelling and all its places", "[parser]") {
  Article article = article_of("exchange", "The error is c1060107 here.");
  article.title = "XADM: Error 0xc1060107 in Setup";
  article.query_words = "C1060107h upgrade 8087";
  std::vector<Diagnostic> diagnostics;
  const auto codes = find_error_codes(article, diagnostics);
  REQUIRE(codes.size() == 1);
  CHECK(codes[0].text == "0xc1060107");
  CHECK(codes[0].places == (kPlaceTitle | place_of(SectionKind::kSymptoms) | kPlaceQueryWords));
}

TEST_CASE("query words of an article about a STOP may shorten it", "[parser]") {
  Article article = article_of("winnt", "STOP 0x0000007B appears");
  article.query_words = "0x7b 0xa";
  std::vector<Diagnostic> diagnostics;
  CHECK(canonicals(find_error_codes(article, diagnostics)) == "STOP:0x0000007B STOP:0x0000000A");
}

TEST_CASE("errors and events count in query words, other numbers do not", "[parser]") {
  Article article = article_of("winnt", "Nothing is found.");
  article.query_words = "prodnt error 53 event 5719 80387 8087 System error 1801 error 5";
  std::vector<Diagnostic> diagnostics;
  CHECK(canonicals(find_error_codes(article, diagnostics)) == "ERROR:53 EVENT:5719 WIN32:1801");
}

TEST_CASE("a number that the text prints as something else is no STOP", "[parser]") {
  Article article = article_of("winnt", "STOP 0x0000007B or the status codes \"0x4, 0, 0\"");
  article.query_words = "0x7b 0x04 0xa";
  std::vector<Diagnostic> diagnostics;
  CHECK(canonicals(find_error_codes(article, diagnostics)) == "STOP:0x0000007B STOP:0x0000000A");
}

TEST_CASE("a STOP keeps its parameters as printed", "[parser]") {
  std::vector<Diagnostic> diagnostics;
  const auto codes = find_error_codes(
      article_of("winnt", "STOP 0xA, then STOP: 0x0000000A (0x14, 0x2, 0, 0xFCBA1062)"),
      diagnostics);
  REQUIRE(codes.size() == 1);
  CHECK(codes[0].text == "0xA");
  CHECK(codes[0].parameters.size() >= 2);
  CHECK(codes[0].parameters[0] == "0x14");
}

TEST_CASE("a symbol carries the canonical form of its number", "[parser]") {
  std::vector<Diagnostic> diagnostics;
  const auto codes = find_error_codes(
      article_of("winnt", "IRQL_NOT_LESS_OR_EQUAL E_ACCESSDENIED CI_E_UNHEARD_OF DATA_E_FORMATETC"),
      diagnostics);
  REQUIRE(codes.size() == 4);
  CHECK(codes[0].value == "STOP:0x0000000A");
  CHECK(codes[1].value == "0x80070005");
  CHECK(codes[2].value == std::nullopt);
  CHECK(codes[3].value == "0x80040064");
}

TEST_CASE("event sources are read before and behind the id", "[parser]") {
  struct SourceRow {
    const char* name;
    const char* text;
    const char* want;
  };
  const auto row = GENERATE(values<SourceRow>({
      {"behind, up to a label", "Event ID: 7000 Source: Service Control Manager Type: Error",
       "Service Control Manager"},
      {"behind, on one line", "Event ID: 5002, Source: MdgMPort, Type: Error", "MdgMPort"},
      {"before",
       "Event Type: Error Event Source: Userenv Event Category: None Event ID: 1000 Date: 1",
       "Userenv"},
      {"without a label behind it", "Event ID 10100 Source: DCOM \"The server\"", "DCOM"},
      {"a known name without a label behind it", "Event ID: 624 Source: SNA Server said so",
       "SNA Server"},
      {"up to the system error it reports",
       "Event ID 3216 Source: Replicator System error: no name", "Replicator"},
      {"in prose", "event ID 20077 from source RemoteAccess.", "RemoteAccess"},
      {"none", "Event ID: 5 Description: the Source: of it", ""},
  }));
  DYNAMIC_SECTION(row.name) {
    std::vector<Diagnostic> diagnostics;
    const auto codes = find_error_codes(article_of("winnt", row.text), diagnostics);
    REQUIRE(codes.size() == 1);
    CHECK(codes[0].event_source.value_or("") == row.want);
  }
}

TEST_CASE("an event has every source the article gives", "[parser]") {
  std::vector<Diagnostic> diagnostics;
  const auto codes = find_error_codes(
      article_of("winnt",
                 "Event ID: 5 Source: Srv Type: Error Text. Event ID: 5 Source: Rdr Type: Error"),
      diagnostics);
  REQUIRE(codes.size() == 1);
  CHECK(codes[0].event_sources == std::vector<std::string>{"Srv", "Rdr"});
}

TEST_CASE("contradictory pairs and malformed codes are named", "[parser]") {
  std::vector<Diagnostic> diagnostics;
  find_error_codes(article_of("iis", "Error '-2147217900 (80040E15)'"), diagnostics);
  REQUIRE(diagnostics.size() == 1);
  CHECK(diagnostics[0].message.find("0x80040E14") != std::string::npos);
  diagnostics.clear();
  find_error_codes(article_of("iis", "Error '-2147217900 (80040E14)'"), diagnostics);
  CHECK(diagnostics.empty());
  find_error_codes(article_of("winnt", "exception 0xc00000005 occurs"), diagnostics);
  CHECK(diagnostics.size() == 1);
}

TEST_CASE("hostile texts are read in linear time", "[parser]") {
  for (const char* piece : {"<", "0", "_", "STOP ", "error 5 and ", "Q123456 ", "0x", "80040005 ",
                            "-1", "[ASCII 150]", "'\"(", "event a 123 error ", "[1] Aa "}) {
    DYNAMIC_SECTION(piece) {
      std::string text;
      while (text.size() < 1000000) text += piece;
      std::vector<Diagnostic> diagnostics;
      CHECK(find_error_codes(article_of("winnt", text), diagnostics).size() <= 2);
    }
  }
}
