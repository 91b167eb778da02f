#include "query/settled.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace kb {
namespace {

/// The articles of one database that a query matches, in order.
class Settled : public Xapian::PostingSource {
 public:
  explicit Settled(Xapian::Query query) : query_(std::move(query)) {}

  PostingSource* clone() const override { return new Settled(query_); }

  void init(const Xapian::Database& database) override {
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_query(query_);
    const Xapian::MSet found = enquire.get_mset(0, database.get_doccount());
    documents_.assign(found.begin(), found.end());
    std::sort(documents_.begin(), documents_.end());
    next_ = 0;
  }

  Xapian::doccount get_termfreq_min() const override { return size(); }
  Xapian::doccount get_termfreq_est() const override { return size(); }
  Xapian::doccount get_termfreq_max() const override { return size(); }

  void next(double /*min_weight*/) override { ++next_; }

  void skip_to(Xapian::docid document, double /*min_weight*/) override {
    const auto from = documents_.begin() + std::ptrdiff_t(next_ == 0 ? 0 : next_ - 1);
    next_ =
        std::size_t(std::lower_bound(from, documents_.end(), document) - documents_.begin()) + 1;
  }

  bool at_end() const override { return next_ > documents_.size(); }
  Xapian::docid get_docid() const override { return documents_[next_ - 1]; }
  std::string get_description() const override { return "settled " + query_.get_description(); }

 private:
  Xapian::doccount size() const { return Xapian::doccount(documents_.size()); }

  Xapian::Query query_;
  std::vector<Xapian::docid> documents_;
  std::size_t next_ = 0;  // index of the current one, plus 1; 0 before the first
};

}  // namespace

Xapian::Query settled(const Xapian::Query& query) {
  return Xapian::Query((new Settled(query))->release());
}

}  // namespace kb
