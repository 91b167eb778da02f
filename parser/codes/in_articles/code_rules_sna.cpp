// SNA: sense data, sense codes, and the codes of outages and links.
//
//   sense data = 084C0000   SENSE = 200D   (SENSE = 846)   X'084C0000'
//   secondary return code = 080F6051   outage code 0x0A   x0AFF   X'0AFF'
#include "parser/codes/in_articles/code_rules.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

// The category that sense data begins with.
bool begins_as_sense(std::string_view digits) {
  return digits.size() == 8 && is_one_of(digits.substr(0, 2), {"08", "10", "20", "40", "80"});
}

std::optional<FoundCode> sense_code(const Site& site, std::string_view digits) {
  std::string code = upper(digits);
  // `(SENSE = 846)` has lost the zero of its category.
  if (code.size() == 3 && site.before() == ' ' && site.after() == ')') code.insert(0, 1, '0');
  if (code.size() != 4 && code.size() != 8) return std::nullopt;
  return found_at(site, CodeFamily::kSna, "SNA:" + code);
}

// `sense code errors: 0813 = Bracket Bid Reject`: the first of a list of sense codes and meanings.
bool begins_sense_list(const Site& site, Before& before) {
  return site.article.groups().sna && site.after() == ' ' && site.after(1) == '=' &&
         iequals(before.word(0), "errors") && iequals(before.word(1), "code") &&
         iequals(before.word(2), "sense");
}

std::optional<FoundCode> labelled_sna(const Site& site, Before& before, std::string_view digits) {
  if (begins_sense_list(site, before)) return sense_code(site, digits);
  for (std::size_t k = 0; k < 5 && !before.across_sentence(k); ++k) {
    const std::string_view word = before.word(k);
    if (is_one_of(word, {"sense", "sensecode", "sensedata"})) return sense_code(site, digits);
    // APPC's secondary return code of a failed allocation is the sense data.
    if (iequals(word, "return") && iequals(before.word(k + 1), "secondary"))
      return begins_as_sense(digits) ? sense_code(site, digits) : std::nullopt;
    if (is_one_of(word, {"outage", "qualifier"}) && digits.size() <= 4 &&
        (digits.size() < site.word().size() || site.before() == '\'' || iequals(word, "outage"))) {
      return found_at(site, CodeFamily::kSna,
                      "SNAOUT:" + std::string(4 - digits.size(), '0') + upper(digits));
    }
    if (!is_label_filler(word) &&
        !is_one_of(word, {"codes", "error", "code", "0x", "bytes", "ibm", "following", "are"}))
      break;
  }
  return std::nullopt;
}

}  // namespace

// `x0AFF`, as SNA Server's events print link codes.
std::optional<FoundCode> outage_word(const Site& site, Before& before) {
  const std::string_view word = site.word();
  if (word.size() != 5 || to_lower(word[0]) != 'x' || !site.article.groups().sna)
    return std::nullopt;
  if (!hex_of(word.substr(1))) return std::nullopt;
  for (std::size_t k = 0; k < 4; ++k) {
    if (is_one_of(before.word(k), {"event", "outage", "code", "error", "qualifier", "link"})) {
      return found_at(site, CodeFamily::kSna, "SNAOUT:" + upper(word.substr(1)));
    }
  }
  return std::nullopt;
}

namespace {

// `X'084C0000'`, `X'0AFF'`: IBM's notation. Sense data begins with its category; of four digits
// only those of outages and links speak for themselves, others may be any field of a message.
std::optional<FoundCode> quoted_sna(const Site& site) {
  const std::string_view word = site.word();
  if (site.before() != '\'' || site.after() != '\'' || site.begin < 2 || !hex_of(word) ||
      to_lower(site.text[site.begin - 2]) != 'x' || !site.article.groups().sna)
    return std::nullopt;
  const std::string category = upper(word.substr(0, 2));
  if (begins_as_sense(word)) return sense_code(site, word);
  if (word.size() != 4 || !is_one_of(category, {"0A", "0D"})) return std::nullopt;
  return found_at(site, CodeFamily::kSna, "SNAOUT:" + upper(word));
}

}  // namespace

std::optional<FoundCode> sna_rule(const Site& site, Before& before, std::string_view digits) {
  if (auto found = labelled_sna(site, before, digits)) return found;
  return quoted_sna(site);
}

}  // namespace kb
