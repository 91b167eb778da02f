#include "indexer/schema/schema.h"

#include "parser/text/ascii.h"

namespace kb {

const Field* find_field(std::string_view name) {
  if (name.empty()) return nullptr;
  for (const Field& field : kFields) {
    if (iequals(field.name, name) || (!field.alias.empty() && iequals(field.alias, name))) {
      return &field;
    }
  }
  return nullptr;
}

}  // namespace kb
