#include <fmt/format.h>

#include "cli/command.h"
#include "cli/terminal.h"
#include "indexer/schema/schema.h"
#include "parser/json_writer.h"

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

}  // namespace

// Found by JsonObject through its argument, which is why it stands in kb itself.
static void append_json(std::string& out, const Field& row) {
  JsonObject(out)
      .field("name", row.name)
      .field("alias", row.alias)
      .field("prefix", row.prefix)
      .field("slot", row.slot == kNoSlot ? std::nullopt : std::optional(row.slot))
      .field("kind", name_of(row.kind))
      .field("weight", row.weight)
      .field("description", row.description)
      .field("example", row.example)
      .end();
}

namespace {

void write_json(Output& out) {
  std::string json;
  const std::vector<Field> rows(kFields.begin(), kFields.end());
  JsonObject(json).field("format", 1).field("fields", rows).end();
  out.line(json);
}

int run_fields(const CommonOptions& common) {
  Output out(common);
  if (common.json) {
    write_json(out);
  } else {
    constexpr std::size_t kMeaning = 43;  // the column of the meaning
    out.write(wrap_lines(fmt::format("{:<10}{:<12}{:<8}{:<6}{:<7}{}", "field", "also", "prefix",
                                     "slot", "kind", "meaning and example"),
                         out.width(), 4));
    for (const Field& row : kFields) {
      const std::string_view name = row.name.empty() ? "-" : row.name;
      out.write(wrap_lines(fmt::format("{:<10}{:<12}{:<8}{:<6}{:<7}{}{}{}", name, row.alias,
                                       row.prefix, slot_of(row), name_of(row.kind), row.description,
                                       row.example.empty() ? "" : "; ", row.example),
                           out.width(), out.width() < 80 ? 4 : kMeaning));
    }
  }
  out.flush_paged();
  return kFound;
}

}  // namespace

Run setup_fields(OptionList& /*list*/) { return run_fields; }

}  // namespace kb
