// What a code means, in one plain sentence of our own.
//
// Public tables name codes and some give the system's text (symbols.h, messages.h); of bug checks,
// dial-up errors, HTTP states and database servers they have no text. plain_sentences.tsv has a
// sentence for those that people meet. It is part of the program.
#pragma once

#include <cstddef>
#include <string_view>

namespace kb {

/// The sentence of a canonical form (`STOP:0x0000007B`, `HTTP:403.6`); empty if there is none. The
/// view lives as long as the program.
std::string_view plain_sentence(std::string_view canonical);

/// The lines of plain_sentences.tsv.
extern const std::string_view kPlainSentences;

}  // namespace kb
