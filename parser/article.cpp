#include "parser/article.h"

namespace kb {

std::string_view name_of(Dialect dialect) {
  switch (dialect) {
    case Dialect::kJekyll:
      return "jekyll";
    case Dialect::kDocument:
      return "document";
    case Dialect::kDocumentFlat:
      return "document-flat";
    case Dialect::kMarkdown:
      return "markdown";
    case Dialect::kText:
      return "text";
  }
  return "text";
}

std::string_view name_of(SectionKind kind) {
  switch (kind) {
    case SectionKind::kSymptoms:
      return "symptoms";
    case SectionKind::kCause:
      return "cause";
    case SectionKind::kResolution:
      return "resolution";
    case SectionKind::kWorkaround:
      return "workaround";
    case SectionKind::kStatus:
      return "status";
    case SectionKind::kMoreInformation:
      return "more_information";
    case SectionKind::kSummary:
      return "summary";
    case SectionKind::kReferences:
      return "references";
    case SectionKind::kOther:
      return "other";
    case SectionKind::kBody:
      return "body";
  }
  return "body";
}

std::string_view name_of(CodeFamily family) {
  switch (family) {
    case CodeFamily::kCode32:
      return "code32";
    case CodeFamily::kBugcheck:
      return "bugcheck";
    case CodeFamily::kWin32:
      return "win32";
    case CodeFamily::kJet:
      return "jet";
    case CodeFamily::kEvent:
      return "event";
    case CodeFamily::kRuntime:
      return "runtime";
    case CodeFamily::kTool:
      return "tool";
    case CodeFamily::kSqlstate:
      return "sqlstate";
    case CodeFamily::kSqlnative:
      return "sqlnative";
    case CodeFamily::kHttp:
      return "http";
    case CodeFamily::kAsp:
      return "asp";
    case CodeFamily::kSna:
      return "sna";
    case CodeFamily::kException:
      return "exception";
    case CodeFamily::kNet:
      return "net";
    case CodeFamily::kMail:
      return "mail";
    case CodeFamily::kSmtp:
      return "smtp";
    case CodeFamily::kMmsystem:
      return "mmsystem";
    case CodeFamily::kWinsock:
      return "winsock";
    case CodeFamily::kSetup:
      return "setup";
    case CodeFamily::kCdr:
      return "cdr";
    case CodeFamily::kDos:
      return "dos";
    case CodeFamily::kSymbol:
      return "symbol";
    case CodeFamily::kOther:
      return "other";
  }
  return "other";
}

std::string_view name_of(FixStatus status) {
  switch (status) {
    case FixStatus::kUnknown:
      return "unknown";
    case FixStatus::kFixed:
      return "fixed";
    case FixStatus::kWorkaround:
      return "workaround";
    case FixStatus::kByDesign:
      return "by_design";
    case FixStatus::kResearching:
      return "researching";
  }
  return "unknown";
}

}  // namespace kb
