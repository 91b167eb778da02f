#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/terminal.h"
#include "indexer/schema/schema.h"

namespace kb {
namespace {

std::string_view name_of(FieldKind kind) {
  switch (kind) {
    case FieldKind::kWords:
      return "words";
    case FieldKind::kExact:
      return "exact";
    case FieldKind::kRange:
      return "range";
  }
  return "";
}

std::string slot_of(const Field& row) {
  return row.slot == kNoSlot ? "-" : std::to_string(row.slot);
}

void write_json(Output& out) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const Field& row : kFields) {
    rows.push_back({{"name", row.name},
                    {"alias", row.alias},
                    {"prefix", row.prefix},
                    {"slot", row.slot == kNoSlot ? nlohmann::ordered_json(nullptr)
                                                 : nlohmann::ordered_json(row.slot)},
                    {"kind", name_of(row.kind)},
                    {"weight", row.weight},
                    {"description", row.description},
                    {"example", row.example}});
  }
  out.line(nlohmann::ordered_json{{"format", 1}, {"fields", rows}}.dump());
}

int run_fields(const CommonOptions& common) {
  Output out(common);
  if (common.json) {
    write_json(out);
  } else {
    out.line(fmt::format("{:<10}{:<12}{:<8}{:<6}{:<7}{}", "field", "also", "prefix", "slot", "kind",
                         "meaning and example"));
    for (const Field& row : kFields) {
      const std::string_view name = row.name.empty() ? "-" : row.name;
      out.line(fmt::format("{:<10}{:<12}{:<8}{:<6}{:<7}{}{}{}", name, row.alias, row.prefix,
                           slot_of(row), name_of(row.kind), row.description,
                           row.example.empty() ? "" : "; ", row.example));
    }
  }
  out.flush_paged();
  return kFound;
}

}  // namespace

Run setup_fields(OptionList& /*list*/) { return run_fields; }

}  // namespace kb
