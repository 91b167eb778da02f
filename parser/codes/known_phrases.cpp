#include "parser/codes/known_phrases.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "parser/codes/messages.h"
#include "parser/text/ascii.h"
#include "parser/text/contains.h"

namespace kb {
namespace {

struct ToolRange {
  std::string_view prefix;
  std::uint32_t first;
  std::uint32_t last;
};

constexpr ToolRange kTools[] = {
    {"C", 1000, 1999},   {"C", 2000, 2999},   {"C", 4000, 4999},   {"L", 1000, 2999},
    {"L", 4000, 4999},   {"LNK", 1000, 2999}, {"LNK", 4000, 4999}, {"LNK", 6000, 6999},
    {"A", 1000, 2999},   {"A", 4000, 5999},   {"U", 1000, 2999},   {"U", 4000, 4999},
    {"D", 2000, 4999},   {"R", 2000, 2999},   {"R", 6000, 6999},   {"M", 6000, 6999},
    {"M", 1, 999},       {"L", 5000, 5999},   {"F", 1000, 2999},   {"F", 4000, 4999},
    {"F", 6000, 6999},   {"FOR", 1000, 4999}, {"CXX", 0, 9999},    {"RC", 1000, 4999},
    {"RW", 1000, 4999},  {"CK", 1000, 4999},  {"CV", 0, 4999},     {"MIDL", 1000, 4999},
    {"PRF", 1000, 4999}, {"BK", 1000, 4999},  {"CVT", 1000, 4999}, {"PRJ", 0, 4999},
    {"HC", 1000, 4999},  {"CAN", 0, 9999},    {"EE", 0, 9999},     {"NMAKE", 1000, 4999},
    {"SBR", 1000, 4999}, {"BSC", 1000, 4999}, {"CS", 1, 9999},     {"DX", 1000, 1999},
    {"MF", 1000, 4999},  {"MP", 1000, 1999},  {"MP", 4000, 4999},  {"NMI", 0, 9999},
    {"DM", 1, 999},      {"HI", 1000, 4999},  {"PR", 2000, 2999}};

struct Message {
  std::uint32_t number;
  std::string_view text;
};

// The first words of FormatMessage's texts, in lower case.
constexpr Message kSystemMessages[] = {{1, "incorrect function"},
                                       {2, "the system cannot find the file"},
                                       {2, "the system could not find the file"},
                                       {3, "the system cannot find the path"},
                                       {4, "the system cannot open the file"},
                                       {5, "access is denied"},
                                       {5, "access denied"},
                                       {5, "access has been denied"},
                                       {6, "the handle is invalid"},
                                       {8, "not enough storage"},
                                       {14, "not enough storage"},
                                       {15, "the system cannot find the drive"},
                                       {19, "the media is write"},
                                       {21, "the device is not ready"},
                                       {23, "data error (cyclic"},
                                       {31, "a device attached to the system"},
                                       {32, "the process cannot access the file"},
                                       {33, "the process cannot access the file"},
                                       {50, "the network request is not supported"},
                                       {51, "the remote computer is not available"},
                                       {52, "a duplicate name exists"},
                                       {53, "the network path was not found"},
                                       {53, "network path was not found"},
                                       {53, "the network path could not"},
                                       {54, "the network is busy"},
                                       {55, "the specified network resource"},
                                       {58, "the specified server cannot perform"},
                                       {58, "the network has responded incorrectly"},
                                       {58, "the network responded incorrectly"},
                                       {59, "an unexpected network error"},
                                       {64, "the specified network name is no longer"},
                                       {65, "network access is denied"},
                                       {66, "the network resource type"},
                                       {67, "the network name cannot be found"},
                                       {67, "network name cannot be found"},
                                       {68, "the name limit for the local"},
                                       {71, "no more connections can be made"},
                                       {85, "the local device name is already"},
                                       {86, "the specified network password"},
                                       {87, "the parameter is incorrect"},
                                       {109, "the pipe has been ended"},
                                       {112, "there is not enough space"},
                                       {121, "the semaphore timeout"},
                                       {122, "the data area passed"},
                                       {123, "the filename, directory name"},
                                       {126, "the specified module could not be found"},
                                       {127, "the specified procedure could not be found"},
                                       {161, "the specified path is invalid"},
                                       {183, "cannot create a file when"},
                                       {193, "is not a valid windows nt application"},
                                       {234, "more data is available"},
                                       {240, "the session was cancel"},
                                       {997, "overlapped i/o"},
                                       {998, "invalid access to memory"},
                                       {1051, "a stop control has been"},
                                       {1053, "the service did not respond"},
                                       {1054, "a thread could not be created"},
                                       {1055, "the service database is locked"},
                                       {1056, "an instance of the service"},
                                       {1057, "the account name is invalid"},
                                       {1058, "the specified service is disabled"},
                                       {1058, "the service cannot be started"},
                                       {1060, "the specified service does not exist"},
                                       {1061, "the service cannot accept control"},
                                       {1062, "the service has not been started"},
                                       {1063, "the service process could not connect"},
                                       {1064, "an exception occurred in the service"},
                                       {1066, "the service has returned a service"},
                                       {1067, "the process terminated unexpectedly"},
                                       {1068, "the dependency service or group"},
                                       {1069, "the service did not start due to a logon"},
                                       {1070, "after starting, the service hung"},
                                       {1072, "the specified service has been marked"},
                                       {1073, "the specified service already exists"},
                                       {1075, "the dependency service does not exist"},
                                       {1114, "a dynamic link library"},
                                       {1130, "not enough server storage"},
                                       {1154, "one of the library files"},
                                       {1203, "no network provider accepted"},
                                       {1208, "an extended error has occurred"},
                                       {1219, "the credentials supplied conflict"},
                                       {1231, "the remote network is not reachable"},
                                       {1240, "the account is not authorized"},
                                       {1265, "the system detected a possible"},
                                       {1307, "this security id may not"},
                                       {1311, "there are currently no logon servers"},
                                       {1314, "a required privilege"},
                                       {1317, "the specified user does not exist"},
                                       {1326, "logon failure"},
                                       {1327, "logon failure"},
                                       {1330, "logon failure"},
                                       {1331, "logon failure"},
                                       {1332, "no mapping between account names"},
                                       {1338, "the security descriptor structure"},
                                       {1355, "the specified domain"},
                                       {1359, "an internal error occurred"},
                                       {1364, "the system cannot log you on"},
                                       {1381, "the maximum number of secrets"},
                                       {1385, "logon failure"},
                                       {1396, "logon failure"},
                                       {1398, "there is a time"},
                                       {1450, "insufficient system resources"},
                                       {1453, "insufficient quota"},
                                       {1455, "the paging file is too small"},
                                       {1702, "the binding handle is invalid"},
                                       {1707, "the network address is invalid"},
                                       {1717, "the interface is unknown"},
                                       {1722, "the rpc server is unavailable"},
                                       {1722, "rpc server is unavailable"},
                                       {1723, "the rpc server is too busy"},
                                       {1726, "the remote procedure call failed"},
                                       {1727, "the remote procedure call failed"},
                                       {1747, "the authentication service is unknown"},
                                       {1753, "there are no more endpoints"},
                                       {1775, "a null context handle"},
                                       {1783, "the stub received bad data"},
                                       {1786, "the workstation does not have a trust"},
                                       {1787, "the security database on the server"},
                                       {1788, "the trust relationship between"},
                                       {1789, "the trust relationship between"},
                                       {1790, "the network logon failed"},
                                       {1792, "an attempt was made to logon"},
                                       {1793, "the user's account has expired"},
                                       {1796, "the specified port is unknown"},
                                       {1797, "the printer driver is unknown"},
                                       {1801, "the printer name is invalid"},
                                       {1804, "the specified datatype"},
                                       {1908, "could not find the domain controller"},
                                       {1909, "the referenced account is currently locked"},
                                       {2202, "the specified username is invalid"},
                                       {2250, "this network connection does not exist"}};

constexpr Message kHttpPhrases[] = {
    {400, "bad request"},          {401, "unauthorized"},        {401, "access denied"},
    {401, "logon failed"},         {403, "forbidden"},           {403, "access forbidden"},
    {403, "access denied"},        {404, "not found"},           {404, "file not found"},
    {404, "object not found"},     {404, "page not found"},      {405, "method not allowed"},
    {405, "resource not allowed"}, {406, "not acceptable"},      {407, "proxy authentication"},
    {408, "request timeout"},      {412, "precondition failed"}, {414, "request-uri"},
    {414, "request uri"},          {500, "internal server"},     {500, "server error"},
    {501, "not implemented"},      {501, "not supported"},       {502, "bad gateway"},
    {502, "gateway error"},        {503, "service unavailable"}, {503, "out of resources"},
    {504, "gateway time"}};

constexpr Message kSmtpPhrases[] = {{421, "service not available"},
                                    {450, "mailbox"},
                                    {451, "requested action"},
                                    {451, "local error"},
                                    {452, "insufficient"},
                                    {500, "command unrecognized"},
                                    {500, "syntax error"},
                                    {500, "unrecognized command"},
                                    {501, "syntax error"},
                                    {501, "syntactically invalid"},
                                    {501, "invalid address"},
                                    {502, "command not implemented"},
                                    {503, "bad sequence"},
                                    {550, "relay"},
                                    {550, "unable to relay"},
                                    {550, "mailbox"},
                                    {550, "user unknown"},
                                    {550, "requested action"},
                                    {551, "user not local"},
                                    {552, "message size"},
                                    {552, "requested mail"},
                                    {553, "mailbox"},
                                    {553, "invalid"},
                                    {554, "transaction failed"}};

constexpr std::string_view kEventSources[] = {"MSExchangeIS Private",
                                              "MSExchangeIS Public",
                                              "MSExchangeIS",
                                              "MSExchangeMTA",
                                              "MSExchangeDS",
                                              "MSExchangeIMC",
                                              "MSExchangeSA",
                                              "MSExchange IMAP4",
                                              "MSExchange POP3",
                                              "MSExchange NNTP",
                                              "Service Control Manager",
                                              "SNA Server",
                                              "SNA Host Security",
                                              "SNA Base Service",
                                              "SNA Manage Agent",
                                              "SNA APPC Application",
                                              "SNA Virtual Print Driver",
                                              "SNA Netview Alerter",
                                              "SNA RUI Application",
                                              "SNA DLC Link Service",
                                              "SDLC Link Service",
                                              "TN3270 Server",
                                              "Apple Talk",
                                              "LPR Print Monitor",
                                              "Save Dump",
                                              "Remote Access",
                                              "NT Backup",
                                              "_Exchange Inter-Org Synch"};

constexpr std::string_view kWin32Functions[] = {"GetLastError",
                                                "CreateFile",
                                                "ReadFile",
                                                "WriteFile",
                                                "DeviceIoControl",
                                                "CreateProcess",
                                                "LoadLibrary",
                                                "CreateProcessAsUser",
                                                "LogonUser",
                                                "RegOpenKey",
                                                "RegOpenKeyEx",
                                                "RegQueryValueEx",
                                                "RegSetValueEx",
                                                "RegCreateKeyEx",
                                                "RegLoadKey",
                                                "OpenSCManager",
                                                "OpenService",
                                                "StartService",
                                                "CreateService",
                                                "CreateNamedPipe",
                                                "ConnectNamedPipe",
                                                "CallNamedPipe",
                                                "TransactNamedPipe",
                                                "WaitNamedPipe",
                                                "WNetAddConnection",
                                                "WNetAddConnection2",
                                                "LookupAccountName",
                                                "LookupAccountSid",
                                                "OpenEventLog",
                                                "ReadEventLog",
                                                "CreateMailslot",
                                                "MoveFileEx",
                                                "DeleteFile",
                                                "CopyFile",
                                                "FindFirstFile",
                                                "OpenPrinter",
                                                "CreateDC",
                                                "VirtualAlloc",
                                                "MapViewOfFile",
                                                "CreateFileMapping",
                                                "RegSaveKey",
                                                "RegRestoreKey",
                                                "RegReplaceKey",
                                                "RegUnLoadKey",
                                                "RegDeleteKey",
                                                "RegDeleteValue",
                                                "RegEnumKey",
                                                "RegEnumKeyEx",
                                                "RegEnumValue",
                                                "RegQueryInfoKey",
                                                "RegConnectRegistry",
                                                "RegCreateKey",
                                                "RegSetValue",
                                                "RegQueryValue",
                                                "RegFlushKey",
                                                "ReportEvent",
                                                "RegisterEventSource",
                                                "ClearEventLog",
                                                "BackupEventLog",
                                                "GetTokenInformation",
                                                "OpenProcessToken",
                                                "AdjustTokenPrivileges",
                                                "ReadFileEx",
                                                "WriteFileEx",
                                                "GetOverlappedResult",
                                                "FindNextFile",
                                                "FindFirstFileEx",
                                                "SetFileAttributes",
                                                "GetFileAttributes",
                                                "CreateDirectory",
                                                "RemoveDirectory",
                                                "MoveFile",
                                                "LockFile",
                                                "UnlockFile",
                                                "SetEndOfFile",
                                                "FlushFileBuffers",
                                                "LoadLibraryEx",
                                                "GetProcAddress",
                                                "OpenProcess",
                                                "OpenThread",
                                                "TerminateProcess",
                                                "DuplicateHandle",
                                                "VirtualProtect",
                                                "CreateThread",
                                                "ControlService",
                                                "DeleteService",
                                                "ChangeServiceConfig",
                                                "QueryServiceStatus",
                                                "StartServiceCtrlDispatcher",
                                                "AddPrinter",
                                                "AddPrinterDriver",
                                                "AddPrintProcessor",
                                                "AddMonitor",
                                                "EnumPrinters",
                                                "GetPrinter",
                                                "SetPrinter",
                                                "StartDocPrinter",
                                                "WritePrinter",
                                                "WNetOpenEnum",
                                                "WNetEnumResource",
                                                "WNetGetConnection",
                                                "WNetCancelConnection",
                                                "WNetCancelConnection2",
                                                "NetUserAdd",
                                                "NetUserGetInfo",
                                                "NetServerGetInfo",
                                                "NetWkstaGetInfo",
                                                "NetShareAdd",
                                                "NetShareGetInfo",
                                                "NetGetDCName",
                                                "HttpSendRequest",
                                                "InternetOpenUrl",
                                                "InternetConnect",
                                                "CreateWindowEx",
                                                "SetSystemTime",
                                                "InitiateSystemShutdown",
                                                "ExitWindowsEx",
                                                "GetUserName",
                                                "GetComputerName",
                                                "SetSecurityInfo",
                                                "GetFileSecurity",
                                                "SetFileSecurity",
                                                "ImpersonateNamedPipeClient"};

constexpr std::string_view kUnits[] = {
    "minutes", "minute",  "seconds",      "second",  "hours", "hour",      "days",
    "day",     "times",   "bytes",        "byte",    "kb",    "mb",        "gb",
    "percent", "users",   "files",        "servers", "lines", "pages",     "digits",
    "bits",    "bit",     "characters",   "clients", "items", "years",     "weeks",
    "months",  "records", "milliseconds", "threads", "sites", "megabytes", "kilobytes",
    "disks",   "floppy"};

// Skips what may stand between a number and its message: `: `, ` - `, quotes, `has occurred. `.
std::string_view skip_to_message(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" :;,.\"'()-");
  text = begin == std::string_view::npos ? std::string_view() : text.substr(begin);
  for (const std::string_view filler : {"has occurred", "has occured", "occurred", "win32"}) {
    if (!istarts_with(text, filler)) continue;
    const std::size_t next = text.find_first_not_of(" :;,.\"'()-", filler.size());
    return next == std::string_view::npos ? std::string_view() : text.substr(next);
  }
  return text;
}

template <std::size_t N>
bool begins_with(const Message (&table)[N], std::uint32_t number, std::string_view text) {
  if (std::none_of(std::begin(table), std::end(table),
                   [number](const Message& row) { return row.number == number; })) {
    return false;
  }
  const std::string_view message = skip_to_message(text.substr(0, 120));
  return std::any_of(std::begin(table), std::end(table), [&](const Message& row) {
    return row.number == number && istarts_with(message, row.text);
  });
}

// How the system's text of an error begins; empty for numbers of other ranges (RAS, network,
// Winsock), which are families of their own, and for texts that begin with what is filled in.
std::string_view beginning_of_message(std::uint32_t error) {
  constexpr std::size_t kShortest = 12;
  constexpr std::size_t kCompared = 24;
  if ((error >= 600 && error < 800) || (error >= 2100 && error < 3000) || error >= 10000) return {};
  std::string_view text = message_of(CodeFamily::kWin32, error).substr(0, kCompared);
  if (text.ends_with('.')) text.remove_suffix(1);
  return text.size() < kShortest || text.find('%') != std::string_view::npos ? std::string_view()
                                                                             : text;
}

// True if `text` begins with what a message says, in its words or told in another tense:
// `the network path is not found` for `The network path was not found`.
bool begins_as_told(std::string_view text, std::string_view message) {
  if (istarts_with(text, message)) return true;
  for (const auto& [one, other] : {std::pair(" was ", " is "), std::pair(" is ", " was ")}) {
    const std::size_t verb = message.find(one);
    if (verb == std::string_view::npos || !istarts_with(text, message.substr(0, verb))) continue;
    const std::string_view behind = text.substr(verb);
    const std::string_view rest = message.substr(verb + std::string_view(one).size());
    if (istarts_with(behind, other) &&
        istarts_with(behind.substr(std::string_view(other).size()), rest)) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool is_tool_code(std::string_view prefix, std::uint32_t number) {
  return std::any_of(std::begin(kTools), std::end(kTools), [&](const ToolRange& row) {
    return row.prefix == prefix && number >= row.first && number <= row.last;
  });
}

bool is_weak_tool_prefix(std::string_view prefix) {
  return prefix.size() <= 2 || prefix == "FOR" || prefix == "CAN" || prefix == "MIDL" ||
         prefix == "NMAKE";
}

bool begins_with_system_message(std::uint32_t error, std::string_view text) {
  if (begins_with(kSystemMessages, error, text)) return true;
  const std::string_view own = beginning_of_message(error);
  return !own.empty() && begins_as_told(skip_to_message(text.substr(0, 120)), own);
}
bool contains_system_message(std::uint32_t error, std::string_view text) {
  const std::string_view own = beginning_of_message(error);
  if (!own.empty() && ifind(text, own) != std::string_view::npos) return true;
  return std::any_of(
      std::begin(kSystemMessages), std::end(kSystemMessages), [&](const Message& row) {
        return row.number == error && ifind(text, row.text) != std::string_view::npos;
      });
}
bool begins_with_http_phrase(std::uint32_t status, std::string_view text) {
  return begins_with(kHttpPhrases, status, text);
}
bool begins_with_smtp_phrase(std::uint32_t reply, std::string_view text) {
  return begins_with(kSmtpPhrases, reply, text);
}

std::size_t known_event_source(std::string_view text) {
  for (const std::string_view source : kEventSources) {
    if (istarts_with(text, source) &&
        (text.size() == source.size() || !is_alnum(text[source.size()]))) {
      return source.size();
    }
  }
  return 0;
}

bool is_win32_function(std::string_view word) { return is_one_of(word, kWin32Functions); }
bool is_unit(std::string_view word) { return is_one_of(word, kUnits); }

}  // namespace kb
