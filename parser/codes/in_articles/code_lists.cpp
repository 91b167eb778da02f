#include "parser/codes/in_articles/code_lists.h"

#include <algorithm>

#include "parser/codes/in_articles/code_context.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kLeast = 5;       // numbers of a list
constexpr std::size_t kMostDigits = 5;  // of a number
constexpr std::size_t kMostNumbers = 20000;

// `Event IDs`, `Error Codes`, `Error and Status Msgs`, `Unexpected DOS Errors 0 - 23`: several, and
// of errors or events. `Err Msg: ...` quotes one.
bool names_list(std::string_view title) {
  if (has_one_of(title, {"err msg", "doc error", "docerr", "error message:", "documentation"}))
    return false;
  if (!has_one_of(title, {"error", "event", "failure"})) return false;
  if (has_one_of(title, {"codes", "messages", "msgs", "event ids"})) return true;
  const std::size_t errors = title.find("errors ");
  return errors != kNone && errors + 7 < title.size() && is_digit(title[errors + 7]);
}

struct Candidate {
  std::size_t begin;
  std::uint32_t value;
};

// Behind the number: its bracket, a dash or an equals sign.
std::size_t skip_marks(std::string_view text, std::size_t at) {
  if (at < text.size() && (text[at] == ']' || text[at] == ')')) ++at;
  for (const std::string_view mark : {" - ", " = ", " : ", ": ", " "}) {
    if (text.substr(at).starts_with(mark)) return at + mark.size();
  }
  return kNone;
}

bool begins_text(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == '"' || text[at] == '(' || text[at] == '\'')) ++at;
  return at + 1 < text.size() && is_upper(text[at]) &&
         (is_alpha(text[at + 1]) || text[at + 1] == ' ');
}

// Behind `Event ID  Description`, the head of a table of events; npos if there is none.
std::size_t end_of_event_head(std::string_view text) {
  for (const std::string_view head : {"EventID Description", "Event ID Description"}) {
    const std::size_t at = text.find(head);
    if (at != kNone) return at + head.size();
  }
  return kNone;
}

std::vector<Candidate> find_candidates(std::string_view text, std::size_t from) {
  std::vector<Candidate> found;
  for (std::size_t at = from; at < text.size() && found.size() < kMostNumbers;) {
    const char before = at > 0 ? text[at - 1] : ' ';
    if (!is_digit(text[at]) || (before != ' ' && before != '*' && before != '[' && before != '#')) {
      ++at;
      continue;
    }
    std::size_t end = at;
    std::uint32_t value = 0;
    while (end < text.size() && is_digit(text[end]) && end - at <= kMostDigits)
      value = value * 10 + std::uint32_t(text[end++] - '0');
    const std::size_t next = end - at <= kMostDigits ? skip_marks(text, end) : kNone;
    if (next != kNone && begins_text(text, next)) found.push_back({at, value});
    at = end;
  }
  return found;
}

// The longest strictly ascending subsequence.
std::vector<std::size_t> ascending(const std::vector<Candidate>& all) {
  std::vector<std::size_t> tails;  // by length: the candidate that ends it lowest
  std::vector<std::size_t> previous(all.size(), kNone);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto at = std::lower_bound(
        tails.begin(), tails.end(), all[i].value,
        [&](std::size_t tail, std::uint32_t value) { return all[tail].value < value; });
    if (at != tails.begin()) previous[i] = *std::prev(at);
    if (at == tails.end()) {
      tails.push_back(i);
    } else {
      *at = i;
    }
  }
  std::vector<std::size_t> chain;
  for (std::size_t i = tails.empty() ? kNone : tails.back(); i != kNone; i = previous[i])
    chain.push_back(i);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

}  // namespace

ListKind list_kind_of(const Article& article) {
  const std::string title = lower(article.title);
  if (!names_list(title)) return {};
  const ProductGroups groups = groups_of(article);
  if (groups.mail) return {CodeFamily::kMail, "MAIL:"};
  if (has_one_of(title, {"event"})) return {CodeFamily::kEvent, "EVENT:"};
  if (has_one_of(title, {"dos error", "extended error"})) return {CodeFamily::kDos, "DOS:"};
  if (has_one_of(title, {"setup error"})) return {CodeFamily::kSetup, "SETUP:"};
  if (has_one_of(title, {"visual basic", "vbscript", "vba", "trappable"}))
    return {CodeFamily::kRuntime, "VB:"};
  return {CodeFamily::kOther, "ERROR:"};
}

CodeList find_code_list(const ListKind& of_title, std::string_view text) {
  CodeList list{of_title, {}};
  std::size_t from = 0;
  if (list.kind.prefix.empty()) {
    from = end_of_event_head(text);
    if (from == kNone) return list;
    list.kind = {CodeFamily::kEvent, "EVENT:"};
  }
  const std::vector<Candidate> all = find_candidates(text, from);
  for (const std::size_t i : ascending(all)) list.places.push_back(all[i].begin);
  if (list.places.size() < kLeast) list.places.clear();
  return list;
}

}  // namespace kb
