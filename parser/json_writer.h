// JSON text written piece by piece into one string.
//
// All JSON that is printed is made here; nlohmann::json only reads, in the files that keep
// settings as JSON. What this writes is, byte for byte, what nlohmann::json's dump() writes for
// the same values (no blanks, `\u001f` in lower case, U+FFFD for bytes that are not UTF-8);
// tests/parser/json_writer_test.cpp holds it to that. Made with nlohmann::ordered_json the same
// bytes take longer to write, and 5 s longer to compile a file:
//
//   kb parse --json, 58,909 articles, 193 MB     8.2 s of processor time instead of 4.2 s
//   kb export, 30,275 articles, 98 MB            3.0 s instead of 1.9 s
#pragma once

#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kb {

/// Appends `text` in quotes. Quotes, backslashes and control characters below U+0020 are escaped;
/// everything else stays. A byte that is no part of a UTF-8 character, and the beginning of a
/// character that breaks off, each become one U+FFFD.
void append_json_string(std::string& out, std::string_view text);

/// Appends a number that is finite, the shortest text that reads as the same; `12.0` if it is
/// whole.
void append_json_number(std::string& out, double number);

/// Keys and values of one object, in the order of the calls.
///
///   std::string out;
///   JsonObject(out).field("id", "Q1").field("line", 2).end();     {"id":"Q1","line":2}
///
/// A value is a string, a number, a bool, an optional (null if it has none), a vector, a map, or
/// anything that has a `void append_json(std::string&, const T&)` in its own namespace. Keys are
/// escaped like strings, as those of a map may come from a file.
class JsonObject {
 public:
  explicit JsonObject(std::string& out) : out_(out) { out_ += '{'; }

  template <typename T>
  JsonObject& field(std::string_view key, const T& value) {
    begin_field(key);
    write(value);
    return *this;
  }
  /// Like field, but leaves out what has no value or no elements.
  template <typename T>
  JsonObject& field_if(std::string_view key, const std::optional<T>& value) {
    return value ? field(key, *value) : *this;
  }
  template <typename T>
  JsonObject& field_if(std::string_view key, const std::vector<T>& values) {
    return values.empty() ? *this : field(key, values);
  }
  void end() { out_ += '}'; }

 private:
  void begin_field(std::string_view key);

  void write(std::string_view text) { append_json_string(out_, text); }
  void write(const std::string& text) { append_json_string(out_, text); }
  void write(const char* text) { append_json_string(out_, text); }
  void write(bool value) { out_ += value ? "true" : "false"; }
  void write(double number) { append_json_number(out_, number); }
  void write(std::nullopt_t) { out_ += "null"; }
  template <std::integral T>
  void write(const T& number) {
    out_ += std::to_string(number);
  }
  template <typename T>
  void write(const std::optional<T>& value) {
    if (value) {
      write(*value);
    } else {
      out_ += "null";
    }
  }
  template <typename T>
  void write(const std::vector<T>& values) {
    out_ += '[';
    for (const T& value : values) {
      if (&value != values.data()) out_ += ',';
      write(value);
    }
    out_ += ']';
  }
  template <typename T>
  void write(const std::map<std::string, T>& values) {
    JsonObject object(out_);
    for (const auto& [key, value] : values) object.field(key, value);
    object.end();
  }
  template <typename T>
  void write(const T& value) {
    append_json(out_, value);
  }

  std::string& out_;
  bool first_ = true;
};

}  // namespace kb
