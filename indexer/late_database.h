// Xapian's database of an index, opened when it is first asked for.
#pragma once

#include <xapian.h>

#include <functional>
#include <optional>
#include <utility>

namespace kb {

/// Most searches find all they need in the tables (glass_database.h), and to open Xapian's database
/// takes as long as a twentieth of a short one. Not for several threads.
class LateDatabase {
 public:
  /// One that is open.
  LateDatabase(Xapian::Database database)  // NOLINT(google-explicit-constructor): is one
      : database_(std::move(database)) {}
  /// `open` throws only Xapian::Error.
  explicit LateDatabase(std::function<Xapian::Database()> open) : open_(std::move(open)) {}

  // All throw what opening it throws: Xapian::DatabaseOpeningError if it has been replaced since.
  void open() const {
    if (!database_) database_ = open_();
  }
  const Xapian::Database& operator*() const {
    open();
    return *database_;
  }
  const Xapian::Database* operator->() const { return &**this; }

 private:
  mutable std::optional<Xapian::Database> database_;
  std::function<Xapian::Database()> open_;
};

}  // namespace kb
