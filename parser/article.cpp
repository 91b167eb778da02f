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
    case Dialect::kHtml:
      return "html";
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
