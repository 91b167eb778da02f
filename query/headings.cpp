#include "query/headings.h"

#include <cmath>

#include "indexer/record.h"
#include "parser/words.h"
#include "query/stop_words.h"

namespace kb {

const Heading& Headings::of(Xapian::docid document) {
  if (const auto found = known_.find(document); found != known_.end()) return found->second;
  if (known_.size() >= kMost) known_.clear();
  Heading& heading = known_[document];
  const auto record =
      decode_record_header(database_.get_document(document, Xapian::DOC_ASSUME_VALID).get_data());
  if (record) {
    WordReader reader(record->title);
    while (reader.next()) {
      if (reader.compound()) continue;
      heading.words.push_back({hash_of(reader.word()), is_stop_word(reader.word())});
    }
  }
  heading.length = std::log(double(database_.get_doclength(document)));
  return heading;
}

}  // namespace kb
