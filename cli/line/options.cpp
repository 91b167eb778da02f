#include "cli/line/options.h"

#include <algorithm>

#include "parser/text/ascii.h"
#include "parser/text/characters.h"
#include "parser/text/contains.h"
#include "parser/text/near.h"

namespace kb {

Option& Option::called(std::string_view name) {
  metavar = name;
  return *this;
}

Option& Option::one_of(std::vector<std::string> texts) {
  choices = std::move(texts);
  return *this;
}

Option& Option::between(std::uint64_t least, std::uint64_t most) {
  range = {least, most};
  return *this;
}

Option& Option::required() {
  is_required = true;
  return *this;
}

Option& Option::common() {
  is_common = true;
  return *this;
}

std::string Option::value_name() const {
  if (!metavar.empty()) return metavar;
  if (is_positional()) return upper(names);
  const bool is_text = std::holds_alternative<std::string*>(target) ||
                       std::holds_alternative<std::vector<std::string>*>(target);
  return is_text ? "TEXT" : "N";
}

bool Option::takes_path() const {
  const std::string name = value_name();
  return takes_value() && (name.starts_with("FILE") || name.starts_with("PATH") ||
                           name.starts_with("OUT") || name.starts_with("FOLDER"));
}

void OptionList::any_words(std::string_view metavar, std::vector<std::string>& target) {
  words_metavar_ = metavar;
  words_ = &target;
}

std::vector<std::string> names_of(const Option& option) {
  std::vector<std::string> names;
  for (const std::string_view name : split(option.names, ',')) names.emplace_back(trim(name));
  return names;
}

namespace {

bool takes_number(const Option& option) {
  return std::holds_alternative<unsigned*>(option.target) ||
         std::holds_alternative<std::uint64_t*>(option.target) ||
         std::holds_alternative<std::optional<std::uint64_t>*>(option.target);
}

const Option* option_named(const OptionList& list, std::string_view name) {
  for (const Option& row : list.rows()) {
    const std::vector<std::string> names = names_of(row);
    if (contains(names, name)) return &row;
  }
  return nullptr;
}

/// The long name of the list that was probably meant; empty if none is near.
std::string near_name(const OptionList& list, std::string_view typed) {
  if (typed.size() < 5) return {};
  for (const Option& row : list.rows()) {
    for (const std::string& name : names_of(row)) {
      if (name.starts_with("--") && is_near(typed.substr(2), name.substr(2))) return name;
    }
  }
  return {};
}

/// Reads one line; `at_` is the argument that is read next.
class LineReader {
 public:
  LineReader(const OptionList& list, const std::vector<std::string>& arguments)
      : list_(list), arguments_(arguments) {}

  Line read() {
    while (at_ < arguments_.size()) read_argument(arguments_[at_++]);
    return std::move(line_);
  }

 private:
  void read_argument(const std::string& argument) {
    if (ended_ || argument.size() < 2 || argument[0] != '-') return add_word(argument);
    if (argument == "--") {
      ended_ = true;
      line_.ended = line_.words.empty();
    } else if (!read_option(argument) && !read_glued(argument)) {
      read_unknown(argument);
    }
  }

  bool read_option(const std::string& argument) {
    const std::size_t equals = argument.starts_with("--") ? argument.find('=') : std::string::npos;
    const Option* option = option_named(list_, argument.substr(0, equals));
    if (option == nullptr || option->is_positional()) return false;
    const std::string name = argument.substr(0, equals);
    if (!option->takes_value()) {
      if (equals != std::string::npos) set_fault(name + " takes no value", "");
      line_.options.push_back({option, ""});
    } else if (equals != std::string::npos) {
      line_.options.push_back({option, argument.substr(equals + 1)});
    } else if (at_ < arguments_.size()) {
      line_.options.push_back({option, arguments_[at_++]});
    } else {
      line_.awaits = option;
      set_fault(name + " needs a value, " + option->value_name(), "");
    }
    return true;
  }

  /// `-n3`: a number glued to a short option that takes one.
  bool read_glued(const std::string& argument) {
    const Option* option = option_named(list_, argument.substr(0, 2));
    const std::string value = argument.substr(2);
    if (option == nullptr || !takes_number(*option) || !all_digits(value)) return false;
    line_.options.push_back({option, value});
    return true;
  }

  void read_unknown(const std::string& argument) {
    const std::string near = argument.starts_with("--")
                                 ? near_name(list_, argument.substr(0, argument.find('=')))
                                 : std::string();
    const bool any_words = list_.words() != nullptr;
    if (near.empty() && any_words) return add_word(argument);
    std::string hint = near.empty() ? "" : "did you mean " + near + "?";
    if (any_words) hint += " To search for it write -- " + argument;
    set_fault("there is no option " + argument, hint);
  }

  void add_word(const std::string& word) {
    if (line_.words.empty()) line_.first_word = at_ - 1;
    line_.words.push_back(word);
  }

  void set_fault(std::string message, std::string hint) {
    if (!line_.fault) line_.fault = Error{ErrorKind::kUsage, std::move(message), std::move(hint)};
  }

  const OptionList& list_;
  const std::vector<std::string>& arguments_;
  std::size_t at_ = 0;
  bool ended_ = false;
  Line line_;
};

}  // namespace

Line read_line(const OptionList& list, const std::vector<std::string>& arguments) {
  return LineReader(list, arguments).read();
}

}  // namespace kb
