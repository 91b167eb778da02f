#include "parser/json_writer.h"
#include "query/json/answer_json.h"

namespace kb {

// Found by JsonObject through its argument, which is why it stands in kb itself.
static void append_json(std::string& out, const EditionRow& row) {
  JsonObject(out)
      .field("date", row.date)
      .field("dialect", name_of(row.dialect))
      .field("source", row.source)
      .field("record", row.is_record)
      .field("stored", row.is_stored)
      .end();
}

std::string to_json(const EditionList& list) {
  std::string out;
  JsonObject(out)
      .field("format", 1)
      .field("id", list.id.empty() ? std::nullopt : std::optional(list.id))
      .field("editions", list.editions)
      .end();
  return out;
}

}  // namespace kb
