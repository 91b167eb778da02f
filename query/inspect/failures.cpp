#include "query/inspect/failures.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

#include "corpus/machine/boot_log.h"
#include "corpus/machine/crash_dump.h"
#include "corpus/machine/dates.h"
#include "corpus/machine/event_log.h"
#include "corpus/machine/setup_trace.h"
#include "corpus/machine/watson_log.h"
#include "parser/codes/code_bits.h"
#include "parser/text/ascii.h"
#include "parser/text/contains.h"
#include "query/triage/line_kinds.h"
#include "query/triage/triage.h"

namespace kb {
namespace {

constexpr std::uint64_t kMostLog = 256ULL << 20;
constexpr std::size_t kDumpHead = 1ULL << 20;  // a user dump's event stands behind its modules
constexpr std::size_t kMostFiles = 200;        // of each kind
constexpr std::size_t kMostLookups = 100;
constexpr std::size_t kMostArticles = 3;

/// Collects failures; equal ones are counted.
class Failures {
 public:
  explicit Failures(std::string since) : since_(std::move(since)) {}

  void add(Failure failure) {
    if (!failure.when.empty() && failure.when < since_) return;
    const auto key =
        std::make_tuple(failure.kind, failure.canonical, failure.parameters, lower(failure.by));
    const auto [place, is_new] = index_.emplace(key, failures_.size());
    if (is_new) {
      failures_.push_back(std::move(failure));
      return;
    }
    Failure& known = failures_[place->second];
    ++known.count;
    known.when = std::max(known.when, failure.when);
  }

  std::vector<Failure> take() {
    std::stable_sort(failures_.begin(), failures_.end(), [](const Failure& a, const Failure& b) {
      return a.kind != b.kind ? a.kind < b.kind : a.count > b.count;
    });
    return std::move(failures_);
  }

 private:
  using Key = std::tuple<Failure::Kind, std::string, std::vector<std::string>, std::string>;
  std::string since_;
  std::map<Key, std::size_t> index_;
  std::vector<Failure> failures_;
};

Failure bugcheck(std::uint32_t code, std::vector<std::string> parameters) {
  Failure failure;
  failure.kind = Failure::Kind::kBugcheck;
  failure.canonical = canonical_code(CodeFamily::kBugcheck, code);
  failure.parameters = std::move(parameters);
  return failure;
}

void read_dump(const MachineFolder& folder, const MachineFile& file, Failures& failures,
               std::vector<std::string>& diagnostics) {
  const auto dump = read_crash_dump(folder.beginning(file, kDumpHead));
  if (!dump || dump->kind == CrashDump::Kind::kUnread) {
    diagnostics.push_back(file.path +
                          (dump ? " is a dump of a kind that is not read" : " is no memory dump"));
    return;
  }
  Failure failure;
  if (dump->kind == CrashDump::Kind::kSystem) {
    std::vector<std::string> parameters;
    for (const std::uint64_t parameter : dump->parameters)
      parameters.push_back(fmt::format("0x{:0{}X}", parameter, dump->is_64_bit ? 16 : 8));
    failure = bugcheck(dump->code, std::move(parameters));
  } else {
    failure.kind = Failure::Kind::kException;
    failure.canonical = hex32(dump->code);
    failure.by = dump->program;
    failure.details = dump->module;
  }
  failure.source = file.path;
  failure.when = dump->when;
  failures.add(std::move(failure));
}

void read_watson(std::string_view bytes, const MachineFile& file, Failures& failures) {
  for (const WatsonFault& fault : read_watson_log(bytes)) {
    Failure failure;
    failure.kind = Failure::Kind::kException;
    failure.canonical = hex32(fault.code);
    failure.by = named_by_symbols(fault.program);
    failure.source = file.path;
    failure.when = fault.when;
    failures.add(std::move(failure));
  }
}

void read_boot(std::string_view bytes, const MachineFile& file, Failures& failures) {
  for (const BootFailure& one : read_boot_log(bytes)) {
    Failure failure;
    failure.kind = Failure::Kind::kBoot;
    failure.canonical = lower(one.file);
    failure.by = one.step;
    failure.source = file.path;
    failures.add(std::move(failure));
  }
}

/// The logs of the setup of Windows 95 and 98; `bytes` are those of one of them.
void read_setup(std::string_view bytes, const MachineFile& file, Failures& failures) {
  Failure failure;
  failure.kind = Failure::Kind::kSetup;
  failure.canonical = "setuplog.txt";
  failure.by = unfinished_setup(bytes);
  failure.source = file.path;
  if (!failure.by.empty()) failures.add(std::move(failure));
}

/// A detection of hardware that stopped: DETCRASH.LOG stays, DETLOG.TXT beside it says where.
void read_detection(const MachineFolder& folder, const MachineFile& file, Failures& failures) {
  Failure failure;
  failure.kind = Failure::Kind::kSetup;
  failure.canonical = "detcrash.log";
  failure.source = file.path;
  const std::string beside = file.path.substr(0, file.path.rfind('/') + 1);
  if (const MachineFile* log = folder.find(beside + "detlog.txt")) {
    const auto bytes = folder.read(*log, kMostLog);
    if (bytes) failure.by = last_detection(*bytes);
  }
  failures.add(std::move(failure));
}

void add_faults(const Machine& machine, Failures& failures) {
  for (const FileFault& fault : machine.faults) {
    Failure failure;
    failure.kind = Failure::Kind::kFile;
    failure.canonical = lower(base_name(fault.path));
    failure.by = fault.kind == FileFault::Kind::kDamaged   ? "damaged"
                 : fault.kind == FileFault::Kind::kMissing ? "missing"
                                                           : "started, but not there";
    failure.source = fault.source;
    failures.add(std::move(failure));
  }
}

bool is_boot_log(std::string_view name) {
  return name == "bootlog.txt" || name == "bootlog.prv" || name == "ntbtlog.txt";
}

/// The bug check that a `Save Dump` event tells of: `0x0000001e (0xc0000005, 0x80118bf4, ...)`.
std::optional<Failure> saved_dump(const LoggedEvent& event) {
  if (!iequals(event.source, "Save Dump") || event.strings.empty()) return std::nullopt;
  std::vector<std::uint32_t> numbers;
  for (const std::string_view word : split_words(event.strings[0])) {
    const std::size_t begin = word.find("0x");
    if (begin == std::string_view::npos) continue;
    const std::string_view digits = word.substr(begin + 2, 8);
    std::uint32_t value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (read.ec == std::errc()) numbers.push_back(value);
  }
  if (numbers.empty()) return std::nullopt;
  std::vector<std::string> parameters;
  for (std::size_t i = 1; i < numbers.size() && i < 5; ++i) parameters.push_back(hex32(numbers[i]));
  return bugcheck(numbers[0], std::move(parameters));
}

void read_events(std::string_view bytes, const MachineFile& file, Failures& failures) {
  for (const LoggedEvent& event : read_event_log(bytes)) {
    std::optional<Failure> failure = saved_dump(event);
    if (!failure) {
      if (event.type == LoggedEvent::Type::kOther) continue;
      failure.emplace();
      failure->canonical = canonical_code(CodeFamily::kEvent, event.id);
      failure->by = event.source;
      failure->details = fmt::format("{}", fmt::join(event.strings, " ")).substr(0, 2000);
    }
    failure->source = file.path;
    failure->when = iso_date(event.seconds);
    failures.add(std::move(*failure));
  }
}

/// The failure as a text that triage reads.
std::string as_text(const Failure& failure) {
  switch (failure.kind) {
    case Failure::Kind::kBugcheck:
      return fmt::format("*** STOP: {} ({})\n", failure.canonical.substr(5),
                         fmt::join(failure.parameters, ", "));
    case Failure::Kind::kException:
      return fmt::format(
          "Application exception occurred:\n  App: {} (pid=1)\n"
          "  Exception number: {}\n{}",
          failure.by, lower(failure.canonical.substr(2)),
          failure.details.empty() ? "" : "in module " + failure.details + " at address\n");
    case Failure::Kind::kBoot:
      return fmt::format("{} = {}\n", failure.by, failure.canonical);
    case Failure::Kind::kSetup:
      return fmt::format("Setup stops: {}\n{}\n", failure.canonical, failure.by);
    case Failure::Kind::kFile:
      return fmt::format("The file is missing or corrupt: {}\n", failure.canonical);
    case Failure::Kind::kEvent:
      break;
  }
  return fmt::format("Event ID: {}\nSource: {}\nDescription: {}\n", failure.canonical.substr(6),
                     failure.by, fold_blanks(failure.details));
}

/// An event's article must name its source, so triage's own entry counts; others hold the code.
std::vector<FailureArticle> articles_of(const Failure& failure, const TriageAnswer& answer) {
  std::vector<FailureArticle> articles;
  const auto add = [&](const TriageHit& hit) {
    if (!hit.id.empty() && articles.size() < kMostArticles) articles.push_back({hit.id, hit.title});
  };
  if (failure.kind == Failure::Kind::kEvent) {
    for (const TriageEntry& entry : answer.entries) {
      if (entry.evidence.value != failure.canonical) continue;
      for (const TriageHit& hit : entry.best) add(hit);
    }
    return articles;
  }
  const auto holds = [](const TriageHit& hit, const std::string& value) {
    return contains(hit.matched, value);
  };
  // An access violation alone says little: where articles name the program, others are left out.
  const std::string program = lower(failure.by);
  const bool named = std::any_of(answer.hits.begin(), answer.hits.end(), [&](const auto& hit) {
    return holds(hit, failure.canonical) && holds(hit, program);
  });
  for (const TriageHit& hit : answer.hits) {
    if (holds(hit, failure.canonical) && (!named || holds(hit, program))) add(hit);
  }
  return articles;
}

}  // namespace

std::string_view name_of(Failure::Kind kind) {
  switch (kind) {
    case Failure::Kind::kBugcheck:
      return "bugcheck";
    case Failure::Kind::kException:
      return "exception";
    case Failure::Kind::kBoot:
      return "boot";
    case Failure::Kind::kSetup:
      return "setup";
    case Failure::Kind::kFile:
      return "file";
    case Failure::Kind::kEvent:
      break;
  }
  return "event";
}

std::vector<Failure> read_failures(const MachineFolder& folder, const Machine& machine,
                                   const std::string& since,
                                   std::vector<std::string>& diagnostics) {
  Failures failures(since);
  add_faults(machine, failures);
  std::size_t dumps = 0;
  std::size_t logs = 0;
  for (const MachineFile& file : folder.files()) {
    const std::string name = lower(base_name(file.path));
    const bool dump = name.ends_with(".dmp");
    const bool watson = name == "drwtsn32.log";
    const bool boot = is_boot_log(name);
    const bool setup = name == "setuplog.txt";
    const bool events = name.ends_with(".evt");
    if (name == "detcrash.log" && ++dumps <= kMostFiles) read_detection(folder, file, failures);
    if (dump && ++dumps <= kMostFiles) read_dump(folder, file, failures, diagnostics);
    if ((!watson && !boot && !setup && !events) || ++logs > kMostFiles) continue;
    const auto bytes = folder.read(file, kMostLog);
    if (!bytes) {
      diagnostics.push_back(bytes.error().message);
      continue;
    }
    if (watson) read_watson(*bytes, file, failures);
    if (setup) read_setup(*bytes, file, failures);
    if (boot) read_boot(*bytes, file, failures);
    if (events) read_events(*bytes, file, failures);
  }
  if (dumps > kMostFiles || logs > kMostFiles)
    diagnostics.push_back(
        fmt::format("only {} dumps and {} logs were read", kMostFiles, kMostFiles));
  return failures.take();
}

Result<void> find_articles(const Index& index, std::vector<Failure>& failures) {
  for (std::size_t i = 0; i < failures.size() && i < kMostLookups; ++i) {
    TriageReader reader;
    reader.feed(as_text(failures[i]));
    const auto answer = triage(index, reader.finish(), 10);
    if (!answer) return tl::make_unexpected(answer.error());
    failures[i].articles = articles_of(failures[i], *answer);
  }
  return {};
}

}  // namespace kb
