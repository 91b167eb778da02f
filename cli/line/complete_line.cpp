#include "cli/line/complete_line.h"

#include <algorithm>

#include "cli/line/prepared.h"
#include "cli/manual/manual.h"
#include "cli/open_for_reading.h"
#include "indexer/schema/schema.h"
#include "parser/fields/article_id.h"
#include "query/browse/complete.h"

namespace kb {
namespace {

constexpr std::size_t kMostOfIndex = 20;  // of each kind
constexpr std::size_t kLeastTyped = 2;    // letters, before the index is asked

/// Collects what begins with the word at the cursor.
class Completer {
 public:
  Completer(std::string word, const CommonOptions& options)
      : word_(std::move(word)), options_(options) {}

  void offer(const std::string& text, std::string_view about = {}) {
    if (text.starts_with(word_)) found_.candidates.push_back({text, std::string(about)});
  }

  void offer_value(const Option& option, const std::string& before = {}) {
    for (const std::string& choice : option.choices) offer(before + choice);
    found_.files = option.takes_path();
  }

  void offer_options(const OptionList& list) {
    const std::size_t equals = word_.find('=');
    for (const Option& option : list.rows()) {
      if (option.is_positional()) continue;
      for (const std::string& name : names_of(option)) {
        if (name == word_.substr(0, equals) && equals != std::string::npos) {
          offer_value(option, name + "=");
        } else if (equals == std::string::npos) {
          offer(name, option.help);
        }
      }
    }
  }

  void offer_commands() {
    for (const Command& command : commands()) offer(std::string(command.name), command.help);
  }

  void offer_topics() {
    for (const ManualText& topic : topics()) offer(std::string(topic.name));
  }

  void offer_fields() {
    if (word_.empty()) return;
    for (const Field& field : kFields) {
      if (!field.name.empty()) offer(std::string(field.name) + ":", field.description);
    }
  }

  void offer_words() {
    const Completions found = of_index();
    for (const Completion& one : found.words) offer(one.text);
    for (const Completion& one : found.codes) offer(one.text);
  }

  /// Article numbers, and the numbers of articles whose titles hold the word.
  void offer_articles() {
    const Completions found = of_index();
    for (const Completion& one : found.codes) {
      if (parse_article_id(one.text)) offer(one.text);
    }
    for (const Completion& one : found.titles) {
      if (!one.id.empty()) found_.candidates.push_back({one.id, one.text});
    }
  }

  bool has_any() const { return !found_.candidates.empty(); }
  LineCompletion take() { return std::move(found_); }

 private:
  Completions of_index() const {
    if (word_.size() < kLeastTyped) return {};
    const auto index = open_for_reading(options_);
    if (!index) return {};
    return complete(*index, word_, kMostOfIndex).value_or(Completions{});
  }

  std::string word_;
  const CommonOptions& options_;
  LineCompletion found_;
};

void offer_words_of(const Command* command, const OptionList& list, const Line& line,
                    Completer& completer) {
  const std::string_view name = command == nullptr ? "" : command->name;
  if (name == "help") {
    completer.offer_commands();
    completer.offer_topics();
  } else if (name == "show") {
    completer.offer_articles();
  } else if (list.words() != nullptr) {
    completer.offer_fields();
    completer.offer_words();
  } else {
    std::size_t at = 0;
    for (const Option& row : list.rows()) {
      const bool many = std::holds_alternative<std::vector<std::string>*>(row.target);
      if (row.is_positional() && (at++ == line.words.size() || many)) completer.offer_value(row);
    }
  }
}

void complete_with(const OptionList& list, const Command* command,
                   const std::vector<std::string>& before, const std::string& word,
                   Completer& completer) {
  const Line line = read_line(list, before);
  if (line.awaits != nullptr) {
    completer.offer_value(*line.awaits);
  } else if (word.starts_with('-')) {
    completer.offer_options(list);
  } else {
    offer_words_of(command, list, line, completer);
  }
}

}  // namespace

LineCompletion complete_line(const std::vector<std::string>& words, const CommonOptions& options) {
  if (words.empty()) return {};
  std::vector<std::string> before(words.begin(), words.end() - 1);
  Completer completer(words.back(), options);
  const Bare bare;
  const Line line = read_line(bare.list, before);
  const Command* command = line.words.empty() ? nullptr : command_named(line.words[0]);
  if (command == nullptr) {
    if (line.words.empty() && line.awaits == nullptr) completer.offer_commands();
    if (!completer.has_any()) complete_with(bare.list, nullptr, before, words.back(), completer);
  } else {
    before.erase(before.begin() + std::ptrdiff_t(line.first_word));
    const Prepared ready(*command);
    complete_with(ready.list, command, before, words.back(), completer);
  }
  return completer.take();
}

}  // namespace kb
